"""Feeds, Atom (RFC 4287) and JSON Feed 1.1: everything, documents, chronicle, each section, kind and issuer, corrections.

A feed has the newest entries; the older ones stand in archives of a hundred, counted from the oldest, so that an archive
does not change when issues are added (RFC 5005): feed.xml ──▶ feed-2.xml ──▶ feed-1.xml. Days are those that the gazette
prints: of publication, else of the document; where none is printed, Atom, which wants one, gets the first of the year.
"""

from __future__ import annotations

import json
import uuid
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from gazette_site.config import SiteConfig
from gazette_site.linking.archive import Archive
from gazette_site.publishing.data.faces import Faces
from gazette_site.publishing.folder.drawn import DrawnFile
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.folder.well_formed import xml_bytes, xml_of
from gazette_site.publishing.machines.feed_entries import FeedEntry, News, Source, sources
from gazette_site.publishing.wording import say

AN_ARCHIVE = 100
"""Entries of an archive."""
_ATOM = "http://www.w3.org/2005/Atom"
_HISTORY = "http://purl.org/syndication/history/1.0"
_MIDNIGHT = "T00:00:00+08:00"
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:gazette-site")


@dataclass(frozen=True, slots=True)
class _Page:
    """One file of a feed."""

    name: str
    """`feed`, `feed-2`."""
    news: Sequence[News]
    """Newest first."""
    older: str
    newer: str
    """The one after it, for archives; empty for the feed itself."""


class _Written(NamedTuple):
    """An entry as the feeds of one format have it: a document stands in a dozen of them."""

    moment: str
    content: bytes


_Made = dict[str, _Written]
"""By the identity of the entry."""


def feed_files(archive: Archive, config: SiteConfig, faces: Faces) -> Iterator[OutputFile]:
    """Every feed with its archives, in both formats."""
    atoms: _Made = {}
    items: _Made = {}
    for source in sources(archive, faces):
        for page in _paged(source.news):
            path, shown = f"{source.folder[1:]}{page.name}", [one.face for one in page.news]
            told = (source.title, source.folder, source.page, page.name, page.older, page.newer, shown)
            yield DrawnFile(f"{path}.xml", told, partial(_atom, source, page, config, atoms))
            yield DrawnFile(f"{path}.json", told, partial(_json, source, page, config, items))


def _entries(
    news: Iterable[News], made: _Made, written: Callable[[FeedEntry, SiteConfig], bytes], config: SiteConfig
) -> list[_Written]:
    """The entries of a file, each made for the first file that has it."""
    for one in news:
        if one.identity not in made:
            entry = one.entry()
            made[one.identity] = _Written(_moment(entry), written(entry, config))
    return [made[one.identity] for one in news]


def _paged(news: Sequence[News]) -> Iterator[_Page]:
    """The newest entries (up to twice as many as an archive holds), then the archives, newest first."""
    archives = max(len(news) // AN_ARCHIVE - 1, 0)
    oldest_first = news[::-1]

    def name(number: int) -> str:
        return f"feed-{number}" if 1 <= number <= archives else ""

    yield _Page("feed", oldest_first[archives * AN_ARCHIVE :][::-1], name(archives), "")
    for number in range(archives, 0, -1):
        some = oldest_first[(number - 1) * AN_ARCHIVE : number * AN_ARCHIVE]
        yield _Page(name(number), some[::-1], name(number - 1), name(number + 1) or "feed")


def identity(address: str, config: SiteConfig) -> str:
    """The id of an entry: its full address; without a public address a name made from the address, the same for good."""
    if config.base_url:
        return config.base_url.rstrip("/") + address
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, address)}"


def _atom(source: Source, page: _Page, config: SiteConfig, made: _Made) -> bytes:
    entries, here = _entries(page.news, made, _atom_entry, config), f"{source.folder}{page.name}.xml"
    base = config.base_url or "../" * (source.folder.count("/") - 1) or "./"
    feed = ET.Element("feed", {"xmlns": _ATOM, "xmlns:fh": _HISTORY, "xml:lang": say("language.tag"), "xml:base": base})
    ET.SubElement(feed, "id").text = identity(source.folder + "feed.xml", config)
    ET.SubElement(feed, "title").text = _title(source, config)
    newest = max((entry.moment for entry in entries), default=f"1970-01-01{_MIDNIGHT}")
    ET.SubElement(feed, "updated").text = newest
    author = ET.SubElement(feed, "author")
    ET.SubElement(author, "name").text = config.organiser or config.name
    _link(feed, "self", here, "application/atom+xml")
    _link(feed, "alternate", source.page, "text/html")
    if page.name != "feed":
        ET.SubElement(feed, "fh:archive")
        _link(feed, "current", f"{source.folder}feed.xml", "application/atom+xml")
    if page.newer and page.newer != "feed":
        _link(feed, "next-archive", f"{source.folder}{page.newer}.xml", "application/atom+xml")
    if page.older:
        _link(feed, "prev-archive", f"{source.folder}{page.older}.xml", "application/atom+xml")
    return xml_bytes(feed, (entry.content for entry in entries))


def _atom_entry(entry: FeedEntry, config: SiteConfig) -> bytes:
    element = ET.Element("entry")
    ET.SubElement(element, "id").text = identity(entry.identity, config)
    ET.SubElement(element, "title").text = entry.title
    _link(element, "alternate", entry.url, "text/html")
    if entry.published:
        ET.SubElement(element, "published").text = entry.published + _MIDNIGHT
    ET.SubElement(element, "updated").text = _moment(entry)
    for name in entry.authors:
        ET.SubElement(ET.SubElement(element, "author"), "name").text = name
    for term in entry.categories:
        ET.SubElement(element, "category", term=term)
    ET.SubElement(element, "summary").text = entry.summary
    return xml_of(element)


def _link(parent: ET.Element, relation: str, address: str, kind: str) -> None:
    # Relative to xml:base, which is the public address or the way to the root.
    ET.SubElement(parent, "link", rel=relation, type=kind, href=address[1:] or "./")


def _moment(entry: FeedEntry) -> str:
    return (entry.published or entry.dated or f"{entry.year}-01-01") + _MIDNIGHT


def _json(source: Source, page: _Page, config: SiteConfig, made: _Made) -> bytes:
    head: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(source, config),
        "home_page_url": _full(source.page, config),
        "feed_url": _full(f"{source.folder}{page.name}.json", config),
        "language": say("language.tag"),
        "authors": [{"name": config.organiser or config.name}],
    }
    if page.older:
        head["next_url"] = _full(f"{source.folder}{page.older}.json", config)
    items = b",\n".join(entry.content for entry in _entries(page.news, made, _json_item, config))
    opening = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    return b"".join((opening.encode(), b',\n "items": [\n', items, b"\n ]\n}\n"))


def _json_item(entry: FeedEntry, config: SiteConfig) -> bytes:
    item = {
        "id": identity(entry.identity, config),
        "url": _full(entry.url, config),
        "title": entry.title,
        "content_text": entry.summary,
        "date_published": entry.published + _MIDNIGHT if entry.published else None,
        "authors": [{"name": name} for name in entry.authors],
        "tags": list(entry.categories),
    }
    return b"  " + json.dumps({key: value for key, value in item.items() if value}, ensure_ascii=False).encode()


def _full(address: str, config: SiteConfig) -> str:
    return config.base_url.rstrip("/") + address if config.base_url else address


def _title(source: Source, config: SiteConfig) -> str:
    return say("feeds.title", name=config.name, list=source.title) if source.title else config.name
