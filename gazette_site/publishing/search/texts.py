"""The words of the pages, for checking hits, for excerpts and places: small packs, fetched for what is shown.

    /search/text/2025-03-0a1b2c3d/0.bin = gzip(JSON [page, …])

Neighbouring short pages of an issue share a pack; the folder carries a hash of all packs of the issue, so an issue that
did not change keeps its files. What other issues do to a document, its standing, stands in the directory alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from gazette_site.fold import simplified, traditional_in
from gazette_site.model import IssueId
from gazette_site.publishing.folder.drawn import DrawnFile
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.search.grams import days_of
from gazette_site.publishing.search.records import Passage, Record
from gazette_site.publishing.search.shards import FOLDER, digest, packed

_UNSAFE = re.compile(r"[^\x00-\x7e\u4e00-\u9fa5、。〈-】〔〕—…‘’“”，：；？！（）％０-９]")
_PACK = 6000
"""Characters after which a pack is full."""


def packs_of(records: Iterable[Record]) -> tuple[tuple[bool, ...], tuple[bytes, ...]]:
    """For each page of an issue whether a new pack begins with it, and the packs."""
    packs = list(_packs(records))
    opens = tuple(n == 0 for pack in packs for n in range(len(pack)))
    return opens, tuple(packed(_json([_page(record) for record in pack])) for pack in packs)


def folder_of(issue: IssueId, packs: Iterable[bytes]) -> str:
    """The folder of the packs of an issue, `2025-03-0a1b2c3d`."""
    return f"{issue}-{digest(b''.join(packs))}"


def text_files(folder: str, packs: Sequence[bytes], key: str) -> Iterator[OutputFile]:
    """The packs of an issue as files of its folder; `key` is a digest of what they are made from."""
    return (
        DrawnFile(f"{FOLDER}/text/{folder}/{n}.bin", key, partial(_same, content)) for n, content in enumerate(packs)
    )


def _same(content: bytes) -> bytes:
    return content


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
        "date": record.date,
        "days": [day[1:] for day in days_of(record)],
        "issue": record.issue,
        "page": record.page,
        "owner": list(record.owner) if record.owner else None,
        # What the engine cannot fold without the whole table of traditional characters.
        "simplified": "".join(sign + simplified()[sign] for sign in sorted(set(traditional_in(words)))),
    }
    return {key: value for key, value in page.items() if value}


def _line(line: Passage) -> str | list[str]:
    return [line.text, line.anchor, line.label] if line.anchor else line.text


def _json(value: object) -> bytes:
    """JSON in GB 18030, a seventh smaller than in UTF-8. Signs that its editions code differently are escaped."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda match: json.dumps(match[0])[1:-1], written).encode("gb18030")
