"""Proof-reading: an issue page by page, the picture of each page beside its text as it was read, with what each part was taken for.

    issue with its PDF ──▶ _report/proof/2025-05.html

What is corrected there becomes `corrections` of the sidecar, to be copied. Characters that a recogniser is known to take for others
are marked (`doubtful_characters`).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from gazette_site.clerk.doubtful_characters import Piece, pieces
from gazette_site.clerk.report_folder import PROOF, report_folder, write_report
from gazette_site.clerk.report_page import page_of, page_text, picture_of
from gazette_site.clerk.settling import sidecar_of
from gazette_site.languages import template_folder
from gazette_site.linking import Archive
from gazette_site.linking.archive import LinkedIssue
from gazette_site.model import Block, IssueId, Level, Page, Paragraph, Picture, Role, Table, Text, Trust
from gazette_site.problems import Problem
from gazette_site.publishing.pages.text.page_texts import Portion, page_texts
from gazette_site.publishing.phrases import issue_name
from gazette_site.publishing.wording import Key, say, speaking
from gazette_site.reading.ticks import issue_of

_ROLES = {
    Role.BODY: Key("proof.body"),
    Role.HEADING: Key("proof.heading"),
    Role.ARTICLE: Key("proof.article"),
    Role.SUBTITLE: Key("proof.subtitle"),
    Role.SALUTATION: Key("proof.salutation"),
    Role.ADDRESSEE: Key("proof.addressee"),
    Role.ATTACHMENT_NOTE: Key("proof.attachment_note"),
    Role.SIGNATURE: Key("proof.signature"),
    Role.DATE: Key("proof.date"),
    Role.ANNOTATION: Key("proof.annotation"),
    Role.ENCLOSED_TITLE: Key("proof.enclosed_title"),
    Role.ENCLOSED_NUMBER: Key("proof.enclosed_number"),
}
_LEVELS = {level: number for number, level in enumerate(Level, 1)}
_VERSION = "1"
"""Goes up whenever the same issue would give another page."""
_HEAD = 2000
"""Characters in which a page says what it was made from."""
_READ_BY_MACHINE = (Trust.RECOGNISED, Trust.DOUBTFUL)


class Field(NamedTuple):
    """Words that can be corrected."""

    pieces: tuple[Piece, ...]
    breaks: tuple[int, ...] = ()
    """Where in the words a line of the source ends, as far as that is known: a correction keeps inside of a line."""


class Part(NamedTuple):
    """A part of a page: what it was taken for, and its words."""

    name: str
    """`标题`, `正文`, `标题第2级`."""
    form: str
    """For the stylesheet: `title`, `heading`, `table`, `picture`, `text`."""
    rows: tuple[tuple[Field, ...], ...]
    """One field, or the cells of a table row by row."""


class Sheet(NamedTuple):
    """A page."""

    number: int
    """In the PDF, counted from 1."""
    label: str | None
    """As printed."""
    image: str
    """Seen from the proof-reading page; empty if there is none."""
    machine: bool
    """Whether a machine read it, so that every character is to be looked at."""
    problems: tuple[Problem, ...]
    parts: tuple[Part, ...]


class ProofPage(NamedTuple):
    """What the proof-reading page shows."""

    name: str
    sidecar: str
    sheets: tuple[Sheet, ...]


def write_proofs(
    output: Path,
    archive: Archive,
    whole: Callable[[LinkedIssue], LinkedIssue],
    problems: Iterable[Problem],
    language: str,
) -> dict[IssueId, str]:
    """Writes the page of every issue that has a PDF, and removes those of others; where each lies, seen from the report.

    `whole` gives an issue of the archive with its bodies. Raises OSError.
    """
    by_issue: dict[IssueId | None, list[Problem]] = defaultdict(list)
    for one in problems:
        if not one.checked:
            by_issue[issue_of(one.file)].append(one)
    written: dict[IssueId, str] = {}
    for linked in archive.issues:
        id = linked.issue.id
        if linked.issue.pages and (output / f"issues/{id}/pages").is_dir():
            written[id] = f"{PROOF}/{id}.html"
            _write_proof(output, linked, whole, by_issue[id], language)
    _remove_others(report_folder(output) / PROOF, {Path(one).name for one in written.values()})
    return written


def _write_proof(
    output: Path,
    linked: LinkedIssue,
    whole: Callable[[LinkedIssue], LinkedIssue],
    problems: list[Problem],
    language: str,
) -> None:
    """Writes the page of an issue, unless it is there, made from the same."""
    parts = (linked.issue.digest, output.name, language, _VERSION, _templates(), *map(str, problems))
    made_from = hashlib.sha256("\0".join(parts).encode()).hexdigest()
    name = f"{PROOF}/{linked.issue.id}.html"
    path = report_folder(output) / name
    if path.is_file() and f'"{made_from}"' in path.read_text("utf-8")[:_HEAD]:
        return
    with speaking(language):
        page = proof_page(whole(linked), problems, output)
    write_report(output, name, page_text("report/proof.html", language, page=page, made_from=made_from))


@cache
def _templates() -> str:
    folder = template_folder() / "report"
    return "".join((folder / name).read_text("utf-8") for name in ("proof.html", "proof.js", "report.css"))


def _remove_others(folder: Path, names: set[str]) -> None:
    for path in sorted(folder.glob("*.html")):
        if path.name not in names:
            path.unlink()


def proof_page(linked: LinkedIssue, problems: Iterable[Problem], site: Path) -> ProofPage:
    """The page of an issue."""
    texts, found = page_texts(linked), tuple(problems)
    sheets = tuple(_sheet(linked, page, texts.get(page.index, ()), found, site) for page in linked.issue.pages)
    return ProofPage(issue_name(linked.issue.masthead), sidecar_of(linked.issue.file), sheets)


def _sheet(
    linked: LinkedIssue, page: Page, portions: Iterable[Portion], problems: tuple[Problem, ...], site: Path
) -> Sheet:
    image = picture_of(site, linked.issue.id, page.index)
    machine = page.trust in _READ_BY_MACHINE
    return Sheet(
        page.index,
        page.label,
        f"../../{site.name}/{image}" if image else "",
        machine,
        tuple(one for one in problems if page_of(one) == page.index),
        tuple(part for portion in portions for part in _parts(portion, machine)),
    )


def _parts(portion: Portion, machine: bool) -> Iterator[Part]:
    if portion.begins:
        for name, words in (("attachment", portion.label), ("title", portion.title), ("number", portion.number)):
            if words:
                yield Part(say(_HEADS[name]), name, ((Field(pieces(words, machine)),),))
    for part in portion.parts:
        yield _part(part.block, machine, titled=bool(portion.title))


_HEADS: Mapping[str, Key] = {
    "attachment": Key("proof.attachment"),
    "title": Key("proof.main_title"),
    "number": Key("proof.number"),
}


def _part(block: Block, machine: bool, titled: bool) -> Part:
    if isinstance(block, Table):
        rows = tuple(tuple(_field(cell, machine) for cell in row) for row in block.rows)
        return Part(say("proof.table"), "table", rows)
    if isinstance(block, Picture):
        return Part(say("proof.picture"), "picture", ((_field(block.text, machine),),))
    return _paragraph(block, machine, titled)


def _paragraph(block: Paragraph, machine: bool, titled: bool) -> Part:
    name = say(_ROLES[block.role]) if titled else say("proof.outside")
    if block.role is Role.HEADING and block.level:
        name = say("proof.level", level=_LEVELS[block.level])
    form = "heading" if block.role in (Role.HEADING, Role.ENCLOSED_TITLE) else "text"
    return Part(name, form, ((_field(block.text, machine),),))


def _field(text: Text, machine: bool) -> Field:
    return Field(pieces(text.value, machine), _breaks(text))


def _breaks(text: Text) -> tuple[int, ...]:
    """Where a line of the source ends; nothing where words and places do not agree character by character."""
    sizes = [span.end - span.start for span in text.spans]
    if sum(sizes) != len(text.value):
        return ()
    ends, at = [], 0
    for here, after, size in zip(text.spans, text.spans[1:], sizes, strict=False):
        at += size
        if after.line != here.line:
            ends.append(at)
    return tuple(ends)
