"""The search index: Pagefind's, made so that a search finds every page that contains the words, and no other.

    Archive ──▶ mirror of small pages, text cut into characters ──▶ pagefind ──▶ /pagefind/

Pagefind cuts text at white space only, so Chinese as printed would be one word a line. The mirror therefore sets every
letter, digit and ideograph apart, and a query of characters in quotes (`"育 儿 补 贴"`) is a search for exactly that
string. The mirror is thrown away; readers never see it.

What the page that searches has to know:
1. Fold the query as `spaced` folds the text: NFKC, then letters and digits only, one blank between two of them, the
   whole in quotes. Everything else (brackets, 、, %, ≤, blanks) is dropped; case does not matter.
2. A page of the mirror has the path of the page of the site, so `result.url` is its address, also if the site is in a
   sub-folder (Pagefind takes the base from where `pagefind.js` lies). `meta.url` is the address from the site's root.
3. `excerpt` has a blank after every character, which has to be taken out. Case and punctuation are as printed.
4. `meta`: `title`, `kind` (文件, 附件, 大事记), `info` (number · issue), `url`. Filters: 类别 (the section), 年份 (of the issue).
"""

from __future__ import annotations

import html
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gazette_site.linking.archive import Archive, LinkedAttachment, LinkedDocument, LinkedEntry, LinkedIssue, Url
from gazette_site.model import Block, Table
from gazette_site.publishing.index_order import UnknownFormat, in_fixed_order
from gazette_site.publishing.output import OutputFile

_FOLDER = "pagefind"
_UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")
"""Ready-made interfaces that come with every index; ours is our own."""
_LONGEST_TITLE = 40
_LAST_WORDS = 400


class IndexFailed(Exception):
    """Pagefind could not make the index; the message is what it said last."""


@dataclass(frozen=True, slots=True)
class Record:
    """One page to be found."""

    url: Url
    title: str
    kind: str
    """`文件`, `附件`, `大事记`."""
    info: str
    """`包府办发〔2024〕126号 · 2024年第12期`."""
    category: str
    """Value of the filter 类别; empty if the document stands in no section."""
    year: int
    """Value of the filter 年份."""
    lines: tuple[str, ...]
    """The words of the page, title excepted."""


def search_index(archive: Archive) -> Iterator[OutputFile]:
    """The files of the index. The same archive gives the same files. Raises IndexFailed."""
    with tempfile.TemporaryDirectory(prefix="gazette-site-") as folder:
        mirror, index = Path(folder, "mirror"), Path(folder, "index")
        for record in records(archive):
            page = mirror / record.url.strip("/") / "index.html"
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(_mirror_page(record), encoding="utf-8")
        _run_pagefind(mirror, index)
        try:
            files = in_fixed_order(_files(index))
        except UnknownFormat as unknown:
            raise IndexFailed(f"Pagefind 的索引格式与预期不同（{unknown}）") from unknown
        for path, content in files.items():
            yield OutputFile(f"{_FOLDER}/{path}", content)


def _files(index: Path) -> dict[str, bytes]:
    paths = (path for path in sorted(index.rglob("*")) if path.is_file() and not path.name.startswith(_UNUSED))
    return {path.relative_to(index).as_posix(): path.read_bytes() for path in paths}


def records(archive: Archive) -> Iterator[Record]:
    """One record for each document (without its attachments), attachment and chronicle entry."""
    for linked in archive.issues:
        for document in linked.documents:
            yield _document(document, linked)
            yield from (_attachment(attachment, document, linked) for attachment in document.attachments)
        yield from (_entry(entry, linked) for entry in linked.entries)


def spaced(text: str) -> str:
    """`text` with every letter, digit and ideograph set apart: `〔2 0 2 4〕 1 号` for `〔2024〕 １号`.

    1. Letters and digits are folded (NFKC); Pagefind takes care of case.
    2. Other signs cling to the character before, at the head of a word to the one after: there Pagefind drops them, so
       that they neither stand between two characters nor get lost in an excerpt.
    3. Blanks of the print and the underscores of forms are dropped: Pagefind would take these for letters.
    """
    words: list[str] = []
    opening = ""
    for sign in "".join(map(_folded_sign, text)):
        category = unicodedata.category(sign)
        if sign.isalnum():
            words.append(opening + sign)
            opening = ""
        elif category[0] in "ZC" or category == "Pc":
            continue
        elif category in ("Ps", "Pi") or not words:
            opening += sign
        else:
            words[-1] += opening + sign
            opening = ""
    return " ".join([*words, opening] if opening else words)


def _folded_sign(sign: str) -> str:
    """Punctuation stays as printed, for the excerpts; everything else is folded."""
    return sign if unicodedata.category(sign)[0] == "P" else unicodedata.normalize("NFKC", sign)


def _document(linked: LinkedDocument, issue: LinkedIssue) -> Record:
    document = linked.document
    number = document.number.normal if document.number else ""
    return Record(
        linked.url,
        document.title.value,
        "文件",
        _info(number, issue),
        document.section or "",
        issue.issue.masthead.year,
        (*([number] if number else ()), *_lines(document.body)),
    )


def _attachment(linked: LinkedAttachment, of: LinkedDocument, issue: LinkedIssue) -> Record:
    attachment = linked.attachment
    label = attachment.label.value if attachment.label else "附件"
    title = attachment.title.value if attachment.title else f"{of.document.title.value}（{label}）"
    return Record(
        linked.url,
        title,
        "附件",
        _info(of.document.number.normal if of.document.number else "", issue),
        of.document.section or "",
        issue.issue.masthead.year,
        (label, *_lines(attachment.blocks)),
    )


def _entry(linked: LinkedEntry, issue: LinkedIssue) -> Record:
    lines = tuple(text.value for text in linked.entry.paragraphs)
    section = issue.issue.chronicle.section if issue.issue.chronicle else None
    return Record(
        linked.url,
        _short(lines[0] if lines else linked.entry.printed_date),
        "大事记",
        _info(linked.entry.date or "", issue),
        section or "大事记",
        issue.issue.masthead.year,
        lines,
    )


def _lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            yield from (cell.value for row in block.rows for cell in row if cell.value)
        else:
            yield block.text.value


def _info(first: str, issue: LinkedIssue) -> str:
    masthead = issue.issue.masthead
    return " · ".join(part for part in (first, f"{masthead.year}年第{masthead.number}期") if part)


def _short(line: str) -> str:
    """The first sentence, cut if it is long."""
    sentence = line.partition("。")[0]
    return sentence if len(sentence) <= _LONGEST_TITLE else sentence[: _LONGEST_TITLE - 1] + "…"


def _mirror_page(record: Record) -> str:
    values = {"title": record.title, "kind": record.kind, "info": record.info, "url": record.url}
    meta = ", ".join(f"{name}[data-{name}]" for name in values)
    attributes = "".join(f' data-{name}="{html.escape(value)}"' for name, value in values.items())
    lines = "".join(f"<p>{html.escape(spaced(line), quote=False)}</p>\n" for line in record.lines)
    return (
        '<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8"><title></title></head><body data-pagefind-body>\n'
        f'<h1 data-pagefind-meta="{meta}"{attributes}>{html.escape(spaced(record.title), quote=False)}</h1>\n'
        f"{_filter('类别', record.category)}{_filter('年份', str(record.year))}{lines}</body></html>\n"
    )


def _filter(name: str, value: str) -> str:
    return (
        f'<span data-pagefind-filter="{name}[data-value]" data-value="{html.escape(value)}"></span>\n' if value else ""
    )


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
