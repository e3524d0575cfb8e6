"""The words of the pages, for checking hits, for excerpts and places: small packs, fetched for what is shown.

    /search/text/2025-03-0a1b2c3d/0.bin = gzip(JSON [page, …])

Neighbouring short pages of an issue share a pack; the folder carries a hash of all packs of the issue, so an issue that
did not change keeps its files.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gazette_site.fold import simplified
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.search.grams import days_of
from gazette_site.publishing.search.records import Passage, Record
from gazette_site.publishing.search.shards import FOLDER, packed

_UNSAFE = re.compile(r"[^\x00-\x7e\u4e00-\u9fa5、。〈-】〔〕—…‘’“”，：；？！（）％０-９]")
_PACK = 3000
"""Characters after which a pack is full."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Where the words of an issue are."""

    folder: str
    """`2025-03-0a1b2c3d`."""
    opens: tuple[bool, ...]
    """For each page of the issue, whether a new pack begins with it."""


def text_files(issue: str, records: Iterable[Record]) -> tuple[Texts, tuple[OutputFile, ...]]:
    """The packs of an issue and where they are."""
    packs = list(_packs(records))
    contents = [packed(_json([_page(record) for record in pack])) for pack in packs]
    folder = f"{issue}-{hashlib.sha256(b''.join(contents)).hexdigest()[:8]}"
    files = (OutputFile(f"{FOLDER}/text/{folder}/{n}.bin", content) for n, content in enumerate(contents))
    return Texts(folder, tuple(n == 0 for pack in packs for n in range(len(pack)))), tuple(files)


def _packs(records: Iterable[Record]) -> Iterator[list[Record]]:
    pack: list[Record] = []
    size = 0
    for record in records:
        length = sum(len(line.text) for line in record.lines)
        if pack and size + length > _PACK:
            yield pack
            pack, size = [], 0
        pack.append(record)
        size += length
    if pack:
        yield pack


def _page(record: Record) -> dict[str, object]:
    """A page as the engine reads it; keys without a value are left out."""
    words = "".join((*record.head, *(line.text for line in record.lines)))
    page = {
        "url": record.url,
        "title": record.title,
        "head": [words for words in record.head if words],
        "lines": [_line(line) for line in record.lines if line.text],
        "number": record.number,
        "form": record.form,
        "section": record.section,
        "issuers": list(record.issuers),
        "standing": record.standing if record.standing != "unstated" else "",
        "date": record.date,
        "days": [day[1:] for day in days_of(record)],
        "issue": record.issue,
        "page": record.page,
        "owner": list(record.owner) if record.owner else None,
        # What the engine cannot fold without the whole table of traditional characters.
        "simplified": "".join(sorted({sign + simplified()[sign] for sign in words if sign in simplified()})),
    }
    return {key: value for key, value in page.items() if value}


def _line(line: Passage) -> str | list[str]:
    return [line.text, line.anchor, line.label] if line.anchor else line.text


def _json(value: object) -> bytes:
    """JSON in GB 18030, a seventh smaller than in UTF-8. Signs that its editions code differently are escaped."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda match: json.dumps(match[0])[1:-1], written).encode("gb18030")
