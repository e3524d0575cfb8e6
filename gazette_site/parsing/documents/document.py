"""公文: one item of the gazette, from its title to the end of its last attachment.

document = head notice enclosed? attachment*
head     = title+ number? subtitle* | number title+ | order-name number
notice   = (addressee | salutation)? paragraph* attachment-note? signature* date? annotation?
enclosed = title+ number? subtitle* paragraph* attachment-note? (signature* date)?
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from msgspec.structs import replace as other_block

from gazette_site.characters import bare, without_blanks
from gazette_site.dates import looks_like_date, looks_like_month, read_printed_date
from gazette_site.document_numbers import number_line
from gazette_site.model import (
    Attachment,
    AttachmentKind,
    Block,
    Document,
    DocumentNumber,
    Furniture,
    FurnitureReason,
    IsoDate,
    Paragraph,
    Role,
    Text,
)
from gazette_site.parsing.clauses import Doubt, doubts_of, with_clauses
from gazette_site.parsing.documents.addressees import read_opening
from gazette_site.parsing.documents.appointments import appointments_of, appoints_by_order, is_appointment_title
from gazette_site.parsing.documents.attachment_notes import find_notes
from gazette_site.parsing.documents.attachments import find_starts, read_attachments
from gazette_site.parsing.documents.citations import references_of
from gazette_site.parsing.documents.closings import (
    appointment_paras,
    note_indexes,
    role_of,
    signature_lines,
    split_signed_dates,
)
from gazette_site.parsing.documents.enclosed import enclosed_start, further_titles
from gazette_site.parsing.documents.errata import errata_of, says_correction
from gazette_site.parsing.documents.heads import Head, carried_names, carried_together, read_head, subtitle_lines
from gazette_site.parsing.documents.unprinted import enquiries_of, unprinted_of, unseen_of
from gazette_site.parsing.layout.items import Item
from gazette_site.parsing.meaning import dates_in_doubt, duties_in_doubt, with_meaning
from gazette_site.parsing.names.issuers import issuers_of
from gazette_site.parsing.names.titles import amended_names, kind_of
from gazette_site.parsing.report import Report
from gazette_site.parsing.text.blocks import blocks_of_paras
from gazette_site.parsing.text.displaced import restore_first_headings, restore_notice, still_swapped
from gazette_site.parsing.text.paragraphs import Para, join_lines
from gazette_site.parsing.text.repairs import text_of, title_of
from gazette_site.problems import Problem
from gazette_site.reading.lines import Line, furniture
from gazette_site.texts import texts_of_attachment, texts_of_block


@dataclass(slots=True)
class _Parts:
    """A document under construction."""

    furniture: list[Furniture] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)
    instrument: Text | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """The document in its issue: its number there, and where doubts about it are told."""

    position: int
    report: Report


def read_document(
    item: Item, lines: Sequence[Line], title_lines: int, slot: Slot
) -> tuple[Document, list[Furniture], list[Problem]]:
    """One document from its lines (running heads taken out), what of them is furniture, and what looks wrong."""
    parts = _Parts()
    head = read_head(lines, title_lines, item)
    rest, moved = restore_first_headings(head.rest)
    if moved:
        parts.problems.append(slot.report.warn("分栏读错次序，“一、”已移到“二、”之前", moved[0], "displaced-headings"))
    if swapped := still_swapped(rest):
        parts.problems.append(
            slot.report.warn("“二、”排在“一、”之前，原来的次序无法判断，照原样发布", swapped.number, "order-unknown")
        )
    starts = find_starts(rest, find_notes(rest))
    first = starts[0].first if starts else len(rest)
    names = carried_names(head, rest[:first], item)
    appointment = is_appointment_title("".join(line.text for line in head.title)) or appoints_by_order(
        head.order, [line.text for line in rest]
    )
    unlabelled = _read_body(head, rest[:first], names, appointment, parts, slot)
    attachments, dropped = read_attachments(rest, starts)
    parts.furniture += dropped
    return (
        _assemble(item, head, parts, (*unlabelled, *attachments), appointment, slot),
        parts.furniture,
        parts.problems,
    )


def _read_body(
    head: Head, lines: Sequence[Line], names: Sequence[str], appointment: bool, parts: _Parts, slot: Slot
) -> list[Attachment]:
    """Fills `parts` with the blocks between head and attachments; returns the list or table that is printed without a label."""
    parts.body += [Paragraph(Role.SUBTITLE, text_of([line]), page=line.page) for line in head.subtitle]
    opening = read_opening(lines)
    for role, found in ((Role.SUBTITLE, opening.registration), (Role.SALUTATION, opening.salutation)):
        parts.body += [Paragraph(role, text_of([line]), page=line.page) for line in found]
    addressee, rest = opening.addressee, opening.rest
    if opening.by_place:
        message = f"“{addressee[0].text}”只按位置作主送机关，字面上看不出是机关或个人；如是正文，请更正"
        parts.problems.append(slot.report.warn(message, addressee[0].number, "addressee-by-place"))
    enclosed = enclosed_start(rest, names)
    notice = rest[: enclosed[0]] if enclosed else rest
    _notice(addressee, notice, appointment, parts, slot, short=enclosed is not None)
    if not enclosed:
        return []
    title, after = rest[enclosed[0] : enclosed[1]], rest[enclosed[1] :]
    if after and all(line.cells is not None for line in after[:1]):
        return _unlabelled(title, after, parts)
    if not amended_names("".join(line.text for line in head.title)):  # a text printed anew is amended, not issued
        parts.instrument = title_of(title)
    for name, text in _carried_texts(title, after, carried_together(notice)):
        _carried(name, text, parts)
    return []


def _carried_texts(
    title: Sequence[Line], lines: Sequence[Line], names: Sequence[str]
) -> Iterator[tuple[Sequence[Line], Sequence[Line]]]:
    """Title and text of each carried text; `title` and the beginning of `lines` are the first's, `names` those of all.

    After a decision that amends a text stands that text as it reads now.
    """
    printed, begun = "".join(line.text for line in title), 0
    anew = [bare(name) for name in amended_names(printed)]
    for start, end in further_titles(lines, [name for name in (*names, *anew) if name != bare(printed)]):
        yield title, lines[begun:start]
        title, begun = lines[start:end], end
    yield title, lines[begun:]


def _carried(title: Sequence[Line], text: Sequence[Line], parts: _Parts) -> None:
    """One carried text, under its title."""
    parts.body.append(Paragraph(Role.ENCLOSED_TITLE, title_of(title), page=title[0].page))
    if text and number_line(text[0].text):
        parts.body.append(Paragraph(Role.ENCLOSED_NUMBER, text_of(text[:1])))
        text = text[1:]
    subtitle, text = subtitle_lines(text)
    parts.body += [Paragraph(Role.SUBTITLE, text_of([line])) for line in subtitle]
    _running(join_lines(text, signature_lines(text)), parts)


def _unlabelled(title: Sequence[Line], after: Sequence[Line], parts: _Parts) -> list[Attachment]:
    blocks, dropped = blocks_of_paras(join_lines(after))
    parts.furniture += dropped
    parts.instrument = title_of(title)
    return [Attachment(None, parts.instrument, AttachmentKind.TABLE, blocks, title[0].page)]


def _notice(
    addressee: Sequence[Line], lines: Sequence[Line], appointment: bool, parts: _Parts, slot: Slot, *, short: bool
) -> None:
    if addressee:
        parts.body.append(Paragraph(Role.ADDRESSEE, text_of(addressee), page=addressee[0].page))
    lines = split_signed_dates(lines)
    paras = appointment_paras(lines) if appointment else join_lines(lines, signature_lines(lines))
    if short:
        restored = restore_notice(paras)
        paras = restored.paras
        if restored.moved:
            parts.problems.append(
                slot.report.warn("分栏读错次序，正文前后两半已按原意接回", restored.moved[0], "displaced-notice")
            )
        parts.furniture += [furniture(FurnitureReason.DOUBLED, line) for line in restored.doubled]
    _running(paras, parts)


def _running(paras: Sequence[Para], parts: _Parts) -> None:
    """Running paragraphs with the roles that their form gives them."""
    blocks, dropped = blocks_of_paras(paras)
    parts.furniture += dropped
    texts = [b.text.value if isinstance(b, Paragraph) else "" for b in blocks]
    note = note_indexes(blocks)
    for i, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            role = Role.ATTACHMENT_NOTE if i in note else role_of(texts, i) or block.role
            head = block.head if role is Role.HEADING else 0
            if (role, head) != (block.role, block.head):
                block = other_block(block, role=role, head=head)
        parts.body.append(block)


def _assemble(
    item: Item, head: Head, parts: _Parts, attachments: tuple[Attachment, ...], appointment: bool, slot: Slot
) -> Document:
    entry = item.entry
    title = title_of(head.title)
    number = DocumentNumber(text_of(head.number), head.normal) if head.normal and head.number else None
    if head.normal and not head.number:
        number = DocumentNumber(Text(""), head.normal)  # printed in the title only
    signatures = [b.text.value for b in parts.body if isinstance(b, Paragraph) and b.role is Role.SIGNATURE]
    lines = [line.text for line in head.title]
    document = Document(
        position=slot.position,
        title=title,
        title_lines=tuple(lines),
        number=number,
        issuers=issuers_of(lines, signatures),
        kind=kind_of(title.value),
        addressees=_addressees(parts.body),
        date=_date(parts, slot),
        instrument=parts.instrument.value if parts.instrument else None,
        section=entry.section if entry else None,
        page=entry.page if entry else head.title[0].page,
        contents_title=entry.title if entry else None,
        body=tuple(parts.body),
        attachments=attachments,
    )
    citations, quotations = references_of(document)
    appointments, doubts = appointments_of(document.body, title.value) if appointment else ((), ())
    document = replace(
        document,
        citations=citations,
        quotations=quotations,
        appointments=appointments,
        errata=errata_of(document),
        unprinted=unprinted_of(document),
        unseen=unseen_of(document),
        enquiries=enquiries_of(document),
    )
    document = with_meaning(with_clauses(document))
    if says_correction(document) and not document.errata:
        message = "这一件像是对前刊的更正，没有读出更正的是哪一件、哪几个字，没有与原件互相链接，请核对"
        parts.problems.append(slot.report.warn(message, title.line, "correction-unread"))
    unclear = tuple(doubts_of(document)), tuple(dates_in_doubt(document)), tuple(duties_in_doubt(document))
    for code, found in (
        ("appointment-unclear", doubts),
        ("repeals-unclear", unclear[0]),
        ("year-unsaid", unclear[1]),
        ("duty-unassigned", unclear[2]),
    ):
        parts.problems += [slot.report.warn(one.message, _line_of(document, one), code) for one in found]
    return document


def _line_of(document: Document, doubt: Doubt) -> int:
    """The source line of what is doubtful, else of the first words of its block or attachment, else of the title."""
    block, attachment = doubt.place
    part = document.attachments[attachment] if attachment >= 0 else None
    blocks = part.blocks if part else document.body
    texts = texts_of_block(blocks[block]) if block >= 0 else texts_of_attachment(part) if part else ()
    return doubt.line or next((text.line for text in texts if text.line), document.title.line)


def _addressees(body: Sequence[Block]) -> str | None:
    text = next((b.text.value for b in body if isinstance(b, Paragraph) and b.role is Role.ADDRESSEE), None)
    return without_blanks(text).rstrip(":：,，。") if text else None


def _date(parts: _Parts, slot: Slot) -> IsoDate | None:
    """成文日期: the last date line of the notice; an enclosed text's own date is not it unless the notice has none."""
    found: list[Paragraph] = []
    for block in parts.body:
        if isinstance(block, Paragraph) and block.role is Role.ENCLOSED_TITLE and found:
            break
        if isinstance(block, Paragraph) and block.role is Role.DATE:
            found.append(block)
    if not found:
        return _date_under_title(parts.body)
    printed = found[-1].text
    iso = read_printed_date(printed.value)
    if iso is None and looks_like_month(printed.value):
        message = f"成文日期只印到月（{printed.value}），网页上不写日子；如另有依据，请在更正里补上"
        parts.problems.append(slot.report.warn(message, printed.line, "month-only-date"))
    elif iso is None:
        parts.problems.append(slot.report.warn("成文日期是日历上没有的日子", printed.line, "impossible-date"))
    return iso


def _date_under_title(body: Sequence[Block]) -> IsoDate | None:
    """The day that stands alone in brackets under the title, where a text has no other: （2022年1月5日）."""
    for block in body:
        if not isinstance(block, Paragraph) or block.role is Role.ENCLOSED_TITLE:
            return None
        text = block.text.value.strip()
        if block.role is Role.SUBTITLE and text[:1] in "（(" and text[-1:] in "）)" and looks_like_date(text[1:-1]):
            return read_printed_date(text[1:-1])
    return None
