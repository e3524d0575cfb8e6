"""What is searched: one record for each page, with its words in the order in which they are found.

    Archive ──▶ Record (document | attachment | chronicle entry)

Text of an attachment belongs to the page of the attachment; its copy on the page of the document is no second hit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from gazette_site.fold import fold
from gazette_site.linking.anchors import enclosed_anchor
from gazette_site.linking.archive import LinkedAttachment, LinkedDocument, LinkedEntry, LinkedIssue, Url
from gazette_site.linking.standing import Standing
from gazette_site.model import Block, Document, IsoDate, Paragraph, Role, Table
from gazette_site.publishing.phrases import issue_name

_LONGEST_LABEL = 16
_LONGEST_TITLE = 40


class Kind(Enum):
    """What a page is; the value stands in the index."""

    DOCUMENT = 0
    ATTACHMENT = 1
    ENTRY = 2


class Passage(NamedTuple):
    """A paragraph, or a row of a table, with the place it can be linked to."""

    text: str
    """Cells of a row are parted by tabs."""
    anchor: str = ""
    """`art-11`; empty if it has none of its own."""
    label: str = ""
    """What the place is called, `第十一条`; empty without an anchor."""


class Owner(NamedTuple):
    """The document that an attachment belongs to."""

    title: str
    number: str
    place: Url
    """`/documents/…/#att-1`."""


@dataclass(frozen=True, slots=True)
class Record:
    """One page to be found."""

    url: Url
    kind: Kind
    title: str
    """What a list of hits calls it."""
    head: tuple[str, ...]
    """Words of title and number that are searched, of a decree also what it enacts; empty for an entry, whose title is its
    first sentence."""
    lines: tuple[Passage, ...]
    """The words of the page after the head."""
    number: str
    """发文字号 in its normal form, or empty."""
    form: str
    """文种, of an attachment that of its document; or empty."""
    section: str
    issuers: tuple[str, ...]
    date: IsoDate | None
    until: IsoDate | None
    """Last day of an entry that covers several."""
    issue: str
    """`2025年第3期`."""
    page: int | None
    """Printed page on which it begins."""
    persons: tuple[str, ...]
    """Who is appointed or removed."""
    owner: Owner | None = None
    standing: str = ""
    """Its standing day by day, `pending 2025-05-01 in_force`, for a script that knows the day; empty for pages without."""


def records_of(linked: LinkedIssue, standing: Mapping[Url, Standing]) -> Iterator[Record]:
    """The pages of an issue: each document followed by its attachments, then the chronicle; `standing` by their addresses."""
    for document in linked.documents:
        days = _days(standing.get(document.url))
        yield _document(document, linked, days)
        yield from (_attachment(one, document, linked, days) for one in document.attachments)
    yield from (_entry(entry, linked) for entry in linked.entries)


def standings_of(linked: LinkedIssue, standing: Mapping[Url, Standing]) -> Iterator[str]:
    """The standing of each page of an issue, in the order of `records_of`; needs no body."""
    for document in linked.documents:
        yield from [_days(standing.get(document.url))] * (1 + len(document.attachments))
    yield from ("" for _ in linked.entries)


def _document(linked: LinkedDocument, issue: LinkedIssue, days: str) -> Record:
    document = linked.document
    return Record(
        url=linked.url,
        kind=Kind.DOCUMENT,
        title=document.title.value,
        head=(_enacted(document), document.title.value, document.normal_number),
        lines=tuple(_lines(document.body, linked.anchors)),
        number=document.normal_number,
        form=document.kind or "",
        section=document.section or "",
        issuers=document.issuers,
        date=document.date,
        until=None,
        issue=issue_name(issue.issue.masthead),
        page=document.page,
        persons=tuple(dict.fromkeys(one.person for one in document.appointments)),
        standing=days,
    )


def _enacted(document: Document) -> str:
    """The title of the text in the body where that of the document does not say it: 澜川市人民政府令第21号 enacts a 办法."""
    name = fold(document.instrument or "")
    titles = (
        block.text.value
        for block in document.body
        if isinstance(block, Paragraph) and block.role is Role.ENCLOSED_TITLE
    )
    here = name in "".join(map(fold, titles)) and name not in fold(document.title.value)
    return document.instrument or "" if here else ""


def _days(standing: Standing | None) -> str:
    return standing.days if standing and (standing.stated or standing.asked) else ""


def _attachment(linked: LinkedAttachment, of: LinkedDocument, issue: LinkedIssue, days: str) -> Record:
    attachment, document = linked.attachment, of.document
    return Record(
        url=linked.url,
        kind=Kind.ATTACHMENT,
        title="　".join(attachment.head) or "附件",
        head=(attachment.printed_label, attachment.printed_title),
        lines=tuple(_lines(attachment.blocks, linked.anchors)),
        number=document.normal_number,
        form=document.kind or "",
        section=document.section or "",
        issuers=document.issuers,
        date=document.date,
        until=None,
        issue=issue_name(issue.issue.masthead),
        page=attachment.page if attachment.page is not None else document.page,
        persons=(),
        owner=Owner(document.title.value, document.normal_number, Url(f"{of.url}#{linked.anchor}")),
        standing=days,
    )


def _entry(linked: LinkedEntry, issue: LinkedIssue) -> Record:
    entry, chronicle = linked.entry, issue.issue.chronicle
    paragraphs = tuple(text.value for text in entry.paragraphs)
    return Record(
        url=linked.url,
        kind=Kind.ENTRY,
        title=_first_sentence(paragraphs[0] if paragraphs else entry.printed_date),
        head=(),
        lines=tuple(Passage(words) for words in paragraphs),
        number="",
        form="",
        section=chronicle.section if chronicle and chronicle.section else "大事记",
        issuers=(),
        date=entry.date,
        until=entry.end,
        issue=issue_name(issue.issue.masthead),
        page=entry.page,
        persons=(),
    )


def _lines(blocks: Sequence[Block], anchors: Sequence[str]) -> Iterator[Passage]:
    enclosed = 0
    for block, anchor in zip(blocks, anchors, strict=True):
        if isinstance(block, Table):
            yield from (Passage("\t".join(cell.value for cell in row)) for row in block.rows)
        elif isinstance(block, Paragraph) and block.role is Role.ENCLOSED_TITLE:
            enclosed += 1
            yield Passage(block.text.value, anchor or enclosed_anchor(enclosed), _short(block.text.value))
        elif isinstance(block, Paragraph) and anchor:
            yield Passage(block.text.value, anchor, _label(block))
        else:
            yield Passage(block.text.value)


def _label(paragraph: Paragraph) -> str:
    words = paragraph.heading if paragraph.role is Role.HEADING else paragraph.label
    return _short(words.rstrip("。：:") or paragraph.text.value)


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST_LABEL else words[: _LONGEST_LABEL - 1] + "…"


def _first_sentence(line: str) -> str:
    sentence = line.partition("。")[0]
    return sentence if len(sentence) <= _LONGEST_TITLE else sentence[: _LONGEST_TITLE - 1] + "…"
