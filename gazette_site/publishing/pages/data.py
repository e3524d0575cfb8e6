"""数据: what can be downloaded, in which forms, how to subscribe, and how to check that a copy is whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from gazette_site.linking.archive import Url
from gazette_site.publishing.data.exports.datapackage import FILE, SQLITE, whole_file
from gazette_site.publishing.data.exports.schema import FOLDER
from gazette_site.publishing.data.exports.sqlite_file import FULLTEXT
from gazette_site.publishing.data.exports.tables import DATES, STANDING, TABLES
from gazette_site.publishing.data.exports.years import AKOMA_NTOSO, LINES, folder_of, lines_name
from gazette_site.publishing.folder.fixity import MANIFEST
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.pages.frame.addresses import CORRECTIONS, DATA, DOCUMENTS, HOME
from gazette_site.publishing.pages.frame.head import Head, Link
from gazette_site.publishing.pages.frame.site import Site
from gazette_site.publishing.phrases import year_name
from gazette_site.publishing.wording import Key, say

_DATABASE = SQLITE.rpartition("/")[2]
_WHOLE = ((Key("data.whole_standing"), STANDING), (Key("data.whole_dates"), DATES))


class Feed(NamedTuple):
    """What can be subscribed to."""

    words: str
    atom: Url
    json: Url


class YearOfFiles(NamedTuple):
    """What there is of a year."""

    words: str
    lines: tuple[Link, ...]
    tables: tuple[Link, ...]
    references: Link
    xml: Link


class FeedGroup(NamedTuple):
    """Feeds of one sort."""

    words: str
    feeds: tuple[Feed, ...]


@dataclass(frozen=True, slots=True)
class DataView:
    """What the page shows."""

    years: tuple[YearOfFiles, ...]
    """Newest first."""
    sqlite: Link
    database: str
    """Its name."""
    tables: tuple[Link, ...]
    """Those that are kept whole."""
    fulltext: Link
    references: Link
    """Which works are cited, and where the references of each year are."""
    package: Link
    schemas: tuple[Link, ...]
    example: Link | None
    """A document whose page has every form."""
    feeds: tuple[FeedGroup, ...]
    manifest: Link
    issue: Link | None
    """An issue whose page names its transcript."""


def data_page(site: Site) -> OutputFile:
    """The page."""
    archive = site.archive
    newest = archive.issues[-1] if archive.issues else None
    view = DataView(
        years=tuple(map(_files_of, sorted({one.issue.masthead.year for one in archive.issues}, reverse=True))),
        sqlite=site.sized(_DATABASE, Url(f"/{SQLITE}")),
        database=_DATABASE,
        tables=tuple(site.sized(say(key), Url(f"/{whole_file(table)}")) for key, table in _WHOLE),
        fulltext=Link(FULLTEXT.rpartition("/")[2], Url(f"/{FULLTEXT}")),
        references=Link(say("data.references"), Url("/data/references.json")),
        package=Link(FILE, Url(f"/{FILE}")),
        schemas=tuple(Link(words, Url(f"/{FOLDER}/{name}.schema.json")) for name, words in _schemas()),
        example=next((Link(one.document.title.value, one.url) for one in newest.documents), None) if newest else None,
        feeds=tuple(_feeds(site)),
        manifest=Link(MANIFEST, Url(f"/{MANIFEST}")),
        issue=Link(site.issue_name(newest.issue.id), newest.url) if newest else None,
    )
    name, description = say("names.data"), say("data.description", name=site.config.name)
    return site.page("data.html", Head(name, DATA, description, say("menu.about"), (Link(name),)), view)


def _files_of(year: int) -> YearOfFiles:
    folder = f"/{folder_of(year)}"
    return YearOfFiles(
        words=year_name(year),
        lines=tuple(Link(title, Url(f"{folder}/{lines_name(name)}")) for name, (title, _) in LINES.items()),
        tables=tuple(Link(table.title, Url(f"{folder}/{table.name}.csv")) for table in TABLES),
        references=Link(say("data.references"), Url(f"{folder}/references.json")),
        xml=Link("Akoma Ntoso", Url(f"{folder}/{AKOMA_NTOSO}")),
    )


def _schemas() -> tuple[tuple[str, str], ...]:
    """The schemas by name, with the words for what they describe."""
    issue, document, entry = say("data.schema_issue"), say("data.schema_document"), say("data.schema_entry")
    whole = (("coverage", say("data.schema_coverage")), ("references", say("data.schema_references")))
    return ("issue", issue), ("document", document), ("entry", entry), *whole


def _feeds(site: Site) -> Iterator[FeedGroup]:
    archive = site.archive
    chronicle = (_feed(say("names.chronicle"), Url("/chronicle/")),) if archive.months else ()
    everything, documents = _feed(say("data.feeds_everything"), HOME), _feed(say("names.documents"), DOCUMENTS)
    corrections = _feed(say("names.corrections"), CORRECTIONS)
    yield FeedGroup(say("data.feeds_site"), (everything, documents, *chronicle, corrections))
    sections, kinds, issuers = say("data.feeds_sections"), say("names.kind"), say("names.issuer")
    topics = say("names.topic")
    for words, listings in (
        (sections, archive.sections),
        (kinds, archive.kinds),
        (issuers, archive.issuers),
        (topics, archive.topics),
    ):
        if listings:
            yield FeedGroup(words, tuple(_feed(one.name, one.url) for one in listings))


def _feed(words: str, folder: Url) -> Feed:
    return Feed(words, Url(f"{folder}feed.xml"), Url(f"{folder}feed.json"))
