"""The ids and the links of one file of a finished site, read as a browser, a feed reader and a program would read them."""

from __future__ import annotations

import gzip
import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

_LINKING = ("href", "src", "action")
"""Attributes of HTML that hold an address."""
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_ADDRESS_KEYS = ("url", "next_url", "home_page_url", "feed_url")


@dataclass(frozen=True, slots=True)
class Linked:
    """What a file has that can be linked to, and where it links."""

    ids: tuple[str, ...]
    """Of a page, with repetitions."""
    links: tuple[str, ...]
    is_text: bool = False
    """Whether it is a page that shows a text of the gazette; a list does not, nor a page that only leads on."""


def linked(path: str, content: bytes) -> Linked | None:
    """Of a page, an XML or a JSON file; None of any other. Raises ValueError or ET.ParseError where it is not what its name says."""
    if path.endswith(".html"):
        return _page(content.decode())
    if path.endswith(".xml"):
        return Linked((), tuple(_in_xml(ET.fromstring(content))))
    if path.endswith(".json"):
        return Linked((), tuple(_in_json(content.decode())))
    if path.endswith(".jsonl.gz"):
        return Linked(
            (), tuple(one for line in gzip.decompress(content).decode().splitlines() for one in _in_json(line))
        )
    return None


def _page(html: str) -> Linked:
    tree = LexborHTMLParser(html)
    # An element with two of them would be found twice: one attribute after the other.
    values = {name: [one.attributes[name] or "" for one in tree.css(f"[{name}]")] for name in ("id", *_LINKING)}
    refreshed = [one.attributes.get("content") or "" for one in tree.css('meta[http-equiv="refresh"]')]
    targets = [content.partition("url=")[2] for content in refreshed]
    links = (*targets, *(link for name in _LINKING for link in values[name]))
    return Linked(tuple(values["id"]), links, tree.css_first(".doc-head") is not None)


def _in_xml(root: ET.Element) -> Iterator[str]:
    """The addresses of a sitemap, and those that feeds link to."""
    base = root.get(_XML_BASE, "")
    for element in root.iter():
        name = element.tag.rpartition("}")[2]
        if name == "loc":
            yield base + (element.text or "")
        elif name == "link" and "href" in element.attrib:
            yield base + element.attrib["href"]


def _in_json(text: str) -> list[str]:
    found: list[str] = []

    def note(record: dict[str, object]) -> None:
        found.extend(value for key in _ADDRESS_KEYS if isinstance(value := record.get(key), str))

    json.loads(text, object_hook=note)
    return found
