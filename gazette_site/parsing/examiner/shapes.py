"""Paragraphs, headings, tables and attachments whose shape shows that lines were joined or parted in the wrong place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from gazette_site.characters import bare, without_blanks
from gazette_site.late import late
from gazette_site.model import Block, Document, Level, Paragraph, Role, Table, Text
from gazette_site.numerals import chinese_to_int
from gazette_site.parsing.examiner.facts import (
    Doubt,
    Facts,
    name_of,
    of_document,
    of_entry,
    paragraphs,
    short,
    source_lines,
)
from gazette_site.punctuation import is_closed

_BEGINS_LOW = "、，。；：！？）)》〉”’】〕,;!?"
_ENDS_OPEN = "，、,（(《“—"
_RUNNING = (Role.BODY, Role.HEADING, Role.ARTICLE, Role.SUBTITLE)
_PROSE = (*_RUNNING, Role.SIGNATURE, Role.ADDRESSEE)
_OTHER_SCRIPT = late("[\u0600-\u06ff\u0f00-\u0fff\u1800-\u18af\uac00-\ud7af\u0400-\u04ff]{3,}")
_HAN_LINE = late("[\u4e00-\u9fff]{3,}")
_LABEL = late(r"附\s*[件表图录]\s*+(?P<n>\d{1,2}|[一二三四五六七八九十]{1,2})?\s*[.．：:、]?")
_NOTE = late(r"附\s*+[件表图录]?\s*[:：]")
_NOTED = late(r"(?:^|(?<=[：:\s；;]))(\d{1,2})\s*[.．、](?!\d)")
_NO_TITLE = late(r"[\W_]+|附\s*+[件表图录]?\s*[\d:：.．、].*|附(?=(?:19|20)\d\d年).*")
_UNFINISHED = late(r"[，、（(《“—]$")
_INDENT = late(r"\u3000{2}\S|\u3000 {0,4}\S| {4,8}\S")
_MARKED = late(r"[，。；！？]")
_NARROW = 0.72
"""A line shorter than this share of the widest line beside it did not end at the margin."""


def cut_paragraphs(facts: Facts) -> Iterator[Doubt]:
    """A paragraph begins with a closing mark or ends in a comma or an opening mark: its other half stands elsewhere."""
    for document, every in facts.every:
        for paragraph in every:
            text = without_blanks(paragraph.text.value)
            if paragraph.role in _RUNNING and _is_part(text):
                message = f"{name_of(document)}里有一段没有写完或没有开头：“{short(text)}”，请核对上下两段是否应相连"
                yield Doubt("paragraph-cut", message, paragraph.text.line, of_document(document))
    for entry in facts.entries():
        for part in entry.paragraphs:
            plain = without_blanks(part.value)
            if _is_part(plain):
                message = f"大事记第{entry.position}条有一段没有写完或没有开头：“{short(plain)}”，请核对"
                yield Doubt("paragraph-cut", message, part.line, of_entry(entry))


def _is_part(plain: str) -> bool:
    """Whether text without blanks begins as nothing begins, or ends as nothing ends."""
    return bool(plain) and (plain[0] in _BEGINS_LOW or plain[-1] in _ENDS_OPEN)


def narrow_lines(facts: Facts) -> Iterator[Doubt]:
    """A paragraph was made of several: the line under one of its lines is indented, or two of its lines are short ones of words only.

    Not at a page, where any line may end early.
    """
    for document, every in facts.every:
        for paragraph in every:
            if len(paragraph.text.spans) > 1 and paragraph.role in _PROSE and _is_glued(facts, paragraph):
                message = f"{name_of(document)}里有几行连成一段：“{short(paragraph.text.value)}”，请核对应否分开"
                yield Doubt("lines-glued", message, paragraph.text.line, of_document(document))


def _is_glued(facts: Facts, paragraph: Paragraph) -> bool:
    numbers = source_lines(paragraph.text)
    if len(numbers) < 2:
        return False
    widest = max(len(without_blanks(facts.lines.get(number, ""))) for number in numbers)
    return sum(_break(facts, number, following, widest) for number, following in pairwise(numbers)) >= 2


def _break(facts: Facts, number: int, following: int, widest: int) -> int:
    """How much the end of a line speaks for the end of a paragraph: 2 before an indent, 1 for a short line of words without a mark."""
    line = facts.lines.get(number, "")
    if following not in facts.unbroken or _UNFINISHED.search(line) or line.count("《") > line.count("》"):
        return 0
    if _INDENT.match(facts.quote(following)) and not is_closed(line):
        return 2
    width = len(without_blanks(line))
    short_line = width < _NARROW * widest and widest - width > 3
    apart = facts.gaps.get(following, 0) > 0 and width < 24
    return int((short_line or apart) and not _MARKED.search(line))


def mixed_scripts(facts: Facts) -> Iterator[Doubt]:
    """A paragraph made of several lines, one in another script and one in Chinese: they were lines of their own."""
    for document, every in facts.every:
        for paragraph in every:
            if len(paragraph.text.spans) < 2:
                continue
            lines = [facts.lines.get(number, "") for number in source_lines(paragraph.text)]
            foreign = [bool(_OTHER_SCRIPT.search(line)) for line in lines]
            if any(foreign) and any(not a and _HAN_LINE.search(b) for a, b in zip(foreign, lines, strict=True)):
                message = f"{name_of(document)}里有一段把不同文字的几行连在了一起，请核对是否应各自成段"
                yield Doubt("scripts-mixed", message, paragraph.text.line, of_document(document))


def headings_unlike(facts: Facts) -> Iterator[Doubt]:
    """A numbered line is no heading although it is short, has text under it, and either ends in no mark or has siblings that are headings.

    A line right below its sibling is the item of a list.
    """
    for document in facts.issue.documents:
        for blocks in (document.body, *(attachment.blocks for attachment in document.attachments)):
            yield from _unlike(document, blocks)


def _unlike(document: Document, blocks: Sequence[Block]) -> Iterator[Doubt]:
    families: dict[Level, set[bool]] = defaultdict(set)
    for paragraph in paragraphs(tuple(blocks)):
        if paragraph.level and _is_whole_line(paragraph.text.value):
            families[paragraph.level].add(paragraph.role is Role.HEADING)
    for before, block, following in zip((None, *blocks), blocks, blocks[1:], strict=False):
        if not (isinstance(block, Paragraph) and isinstance(following, Paragraph)):
            continue
        if block.role is not Role.BODY or block.level is None:
            continue
        text = block.text.value
        under = following.role is Role.BODY and (not following.label or following.level != block.level)
        odd = not is_closed(text) or families[block.level or Level.FIRST] == {True, False}
        listed = isinstance(before, Paragraph) and before.level == block.level and before.role is Role.BODY
        plain = not listed and _is_whole_line(text)
        if plain and under and odd and not re.search(r"[；;、，,：:]$", text.strip()):
            message = f"{name_of(document)}里“{short(text)}”像是小标题，没有读作标题，请核对"
            yield Doubt("heading-unread", message, block.text.line, of_document(document))


def _is_whole_line(text: str) -> bool:
    """Whether a numbered line is no more than a heading: short, with no sentence but the one that ends it."""
    return len(text) <= 30 and not re.search(r"[。；！？，](?=.)", text)


def one_row_tables(facts: Facts) -> Iterator[Doubt]:
    """A table of one row stands among others: one table was cut in pieces."""
    for document in facts.issue.documents:
        for blocks in (document.body, *(attachment.blocks for attachment in document.attachments)):
            tables = [block for block in blocks if isinstance(block, Table)]
            single = next((table for table in tables if len(table.rows) == 1), None)
            if single is not None and len(tables) > 1:
                line = next((cell.line for cell in single.rows[0] if cell.line), 0)
                message = f"{name_of(document)}里有只有一行的表格，旁边还有别的表格，可能是一张表被断开了，请核对"
                yield Doubt("table-row", message, line, of_document(document))


def attachments_announced(facts: Facts) -> Iterator[Doubt]:
    """The attachments that a notice announces are there, and no label of one stands inside a text."""
    for (document, own), (_, every) in zip(facts.own, facts.every, strict=True):
        listed = [p.text for p in own if p.role is Role.ATTACHMENT_NOTE]
        wanted = _announced(listed)
        found = len(document.attachments)
        if wanted and found and wanted > found and not _is_split(document):
            message = f"{name_of(document)}的附件说明列出{wanted}个附件，只找到{found}个，请核对附件从哪里开始"
            yield Doubt("attachments-fewer", message, listed[0].line, of_document(document))
        for text in _inner_texts(document, every):
            if _is_label(text.value):
                message = f"{name_of(document)}里“{short(text.value)}”像是附件的标号，没有读作附件，请核对"
                yield Doubt("attachment-label", message, text.line, of_document(document))


def _announced(listed: Sequence[Text]) -> int:
    """How many attachments a note lists."""
    numbers = [int(n) for text in listed for n in _NOTED.findall(text.value)]
    return len(set(numbers)) if numbers else 0


def _is_split(document: Document) -> bool:
    """Whether the labels themselves count higher than the attachments (附件1-1)."""
    labels = [
        chinese_to_int(m["n"] or "") for a in document.attachments if a.label and (m := _LABEL.match(a.label.value))
    ]
    return any(n is not None and n > len(document.attachments) for n in labels)


def _inner_texts(document: Document, every: Sequence[Paragraph]) -> Iterator[Text]:
    for paragraph in every:
        if paragraph.role in (*_RUNNING, Role.ENCLOSED_TITLE):
            yield paragraph.text
    yield from (attachment.title for attachment in document.attachments if attachment.title)


def _is_label(text: str) -> bool:
    """附件1. with or without a name after it: a label, and no sentence."""
    if "附" not in text:
        return False
    words = text.strip()
    match = _LABEL.match(words) if words.startswith("附") else None
    if match is None:
        return False
    rest = words[match.end() :]
    return (
        (not rest or bool(match["n"])) and len(rest) < 40 and not re.search(r"[，。；]", rest) and not _NOTE.match(text)
    )


def attachment_titles(facts: Facts) -> Iterator[Doubt]:
    """The title of an attachment is a mark, a label, or that of another attachment of the document."""
    for document in facts.issue.documents:
        seen: set[str] = set()
        for title in (one.title for one in document.attachments if one.title):
            plain = without_blanks(title.value)
            if _NO_TITLE.fullmatch(plain) or (plain and plain in seen):
                message = (
                    f"{name_of(document)}的附件题目“{short(plain)}”不像题目，或与另一个附件相同，请核对附件的标号和题目"
                )
                yield Doubt("attachment-title", message, title.line, of_document(document))
            seen.add(plain)


def attachments_elsewhere(facts: Facts) -> Iterator[Doubt]:
    """A document names an attachment that is not printed with it but stands, under that title, with one that names none."""
    for document in facts.issue.documents:
        for one in document.unprinted:
            for other in facts.issue.documents if one.title and not one.left_out else ():
                titles = {bare(attachment.printed_title) for attachment in other.attachments}
                if other is not document and bare(one.title) in titles and not _names_attachments(other):
                    message = f"{name_of(document)}的附件“{short(one.title)}”像是印在{name_of(other)}后面，请核对归属"
                    yield Doubt("attachment-elsewhere", message, other.title.line, of_document(other))


def _names_attachments(document: Document) -> bool:
    return any(block.role is Role.ATTACHMENT_NOTE for block in document.body if isinstance(block, Paragraph))


def note_unread(facts: Facts) -> Iterator[Doubt]:
    """A line of the body lists attachments (附：…, 附表：…) but was not read as the list."""
    for document, own in facts.own:
        for paragraph in own:
            text = paragraph.text.value.strip()
            listed = text.startswith("附") and _NOTE.match(text) and not re.search(r"[。；]", text) and len(text) < 60
            if listed and paragraph.role is Role.BODY:
                message = f"{name_of(document)}里“{short(text)}”像是附件说明，没有读作附件说明，请核对"
                yield Doubt("note-unread", message, paragraph.text.line, of_document(document))
