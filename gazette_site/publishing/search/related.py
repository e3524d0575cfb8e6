"""The related layer: Pagefind over the little that says what a page is about. Read by `search/related.js`, on demand.

    records ──▶ mirror of small pages (title, headings, lead; entries whole) ──▶ pagefind ──▶ /pagefind/

1. Pagefind's standard program cuts text at white space, its extended one by a dictionary that the browser does not share,
   so that words are missed. Here text is cut into pairs of neighbouring characters, and so is the query: both sides agree.
2. Nothing here has to be complete: that is what the exact layer is for. So the mirror holds no full text, which keeps
   Pagefind at a small part of its cost.
3. The mirror is thrown away; `meta.page` is the place of the page in the index of the exact layer.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from gazette_site.fold import fold
from gazette_site.linking.archive import LinkedIssue
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.search.index_order import UnknownFormat, in_fixed_order
from gazette_site.publishing.search.records import Kind, Record

FOLDER = "pagefind"
_UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight", "wasm.")
"""Ready-made interfaces that come with every index, and programs for languages that are not ours."""
_USED = ("wasm.unknown", "wasm.zh")
_LEAD = 200
"""Characters of the text that are taken as its lead, where it has no heading."""
_LAST_WORDS = 400


class IndexFailed(Exception):
    """Pagefind could not make the index; the message is what it said last."""


class RelatedLayer:
    """The layer being filled, issue by issue, in a folder of its own.

    `page_of` makes a page of the mirror.
    """

    def __init__(self, folder: Path, page_of: Callable[[Record, int], str] | None = None) -> None:
        self._mirror, self._index = folder / "mirror", folder / "index"
        self._page_of = page_of or mirror_page
        self._pages = 0

    def add(self, linked: LinkedIssue, records: Sequence[Record]) -> Iterator[OutputFile]:
        """Puts the pages of the issue into the mirror; no file is ready yet."""
        for record in records:
            page = self._mirror / record.url.strip("/") / "index.html"
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(self._page_of(record, self._pages), encoding="utf-8")
            self._pages += 1
        return iter(())

    def finish(self) -> Iterator[OutputFile]:
        """The files that Pagefind makes. The same pages give the same files. Raises IndexFailed."""
        if not self._pages:
            return  # issues of pictures only: there is nothing to search
        _run_pagefind(self._mirror, self._index)
        try:
            files = in_fixed_order(_files(self._index))
        except UnknownFormat as unknown:
            raise IndexFailed(f"Pagefind 的索引格式与预期不同（{unknown}）") from unknown
        for path, content in files.items():
            yield OutputFile(f"{FOLDER}/{path}", content)


def mirror_page(record: Record, number: int) -> str:
    """What Pagefind sees of a page; `number` is its place in the index of the exact layer."""
    lines = "".join(f"<p>{pairs(line)}</p>\n" for line in gist(record))
    return (
        '<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8"><title></title></head><body data-pagefind-body>\n'
        f'<h1 data-pagefind-meta="page[data-page]" data-page="{number}">{pairs(record.title)}</h1>\n'
        f"{lines}</body></html>\n"
    )


def gist(record: Record) -> Iterator[str]:
    """What a page is about: an entry whole, of other pages the headings and the lead."""
    if record.kind is Kind.ENTRY:
        yield from (line.text for line in record.lines)
        return
    yield from (line.label for line in record.lines if line.label and not line.label.startswith("第"))
    lead = max(record.lines[:4], key=lambda line: len(line.text), default=None)
    if lead:
        yield lead.text[:_LEAD]


def pairs(text: str) -> str:
    """`text` cut into pairs of neighbours: `育儿 儿补 补贴`."""
    folded = fold(text)
    return " ".join(map("".join, pairwise(folded))) or folded


def _files(index: Path) -> dict[str, bytes]:
    paths = (path for path in sorted(index.rglob("*")) if path.is_file() and _is_used(path.name))
    return {path.relative_to(index).as_posix(): path.read_bytes() for path in paths}


def _is_used(name: str) -> bool:
    return name.startswith(_USED) or not name.startswith(_UNUSED)


def _run_pagefind(mirror: Path, index: Path) -> None:
    """The only place that starts another program."""
    command = [sys.executable, "-m", "pagefind", "--site", str(mirror), "--output-path", str(index), "--quiet"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
    except OSError as failure:
        raise IndexFailed(str(failure)) from failure
    if done.returncode or not (index / "pagefind-entry.json").is_file():
        raise IndexFailed(
            (done.stderr.strip() or done.stdout.strip())[-_LAST_WORDS:] or f"exit status {done.returncode}"
        )
