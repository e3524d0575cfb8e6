"""公文: one item of the gazette, from its title to the end of its last attachment.

document = head notice enclosed? attachment*
head     = title+ number? subtitle* | number title+ | order-name number
notice   = (addressee | salutation)? paragraph* attachment-note? signature* date? annotation?
enclosed = title+ number? subtitle* paragraph* attachment-note? (signature* date)?
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from gazette_site.characters import CJK, bare, folded, without_blanks
from gazette_site.dates import looks_like_date, read_date
from gazette_site.document_numbers import parse_number
from gazette_site.model import (
    Attachment,
    AttachmentKind,
    Block,
    Document,
    DocumentNumber,
    Furniture,
    FurnitureReason,
    IsoDate,
    NormalNumber,
    Paragraph,
    Role,
    Text,
)
from gazette_site.parsing.appointments import appointments_of, is_appointment_title
from gazette_site.parsing.attachments import find_notes, find_starts, read_attachments
from gazette_site.parsing.blocks import blocks_of_paras
from gazette_site.parsing.citations import citations_of
from gazette_site.parsing.conservation import texts_of
from gazette_site.parsing.displaced import restore_first_headings, restore_notice, split_glued_addressee
from gazette_site.parsing.items import Item
from gazette_site.parsing.labels import (
    ANNOTATION,
    SALUTATION,
    is_signature,
    is_title_like,
    is_title_part,
    label_of,
    stands_alone,
)
from gazette_site.parsing.paragraphs import Para, join_lines
from gazette_site.parsing.repairs import text_of, title_of
from gazette_site.parsing.titles import carried_name, issuers_of, kind_of
from gazette_site.problems import Problem, warning
from gazette_site.punctuation import is_closed
from gazette_site.reading.lines import Line, Transcript, furniture

_ADDRESSEE_END = re.compile(
    r"(?:政府|单位|部门|机构|企业|公司|委|局|办|院|厅|会|校|所|站|中心|团体|区|县|旗|市|州|处|室|组织|银行|集团|大学|学院|办公室|代表团|部)"
    r"(?:[（(][^（）()]*[)）])?[:：,，。]"
)
_ADDRESSEE_START = re.compile(
    r"各|市|有关|区|县|旗|省|自治区|本|驻|中央|中|国|军|全|人民|州|盟|省直|[\u4e00-\u9fff]{2,12}(?:人民政府|办公室|局|委|厅|区|县|旗|市)"
)
_NO_ADDRESSEE = re.compile(r"现|如下|以下|决定|通知|研究|为了|根据|按照|经|批准|同意|下列|包括|事项")
_ORDER_NAME = re.compile(rf"[{CJK}]{{2,30}}(?:令|公告|通告)")
_SHORT_NUMBER = re.compile(r"(?:(?P<year>(?:19|20)\d\d)年)?第(?P<n>\d{1,5})号")
_SUBTITLE = re.compile(r"[（(].*(?:通过|审议|修订|修正|发布|公布|施行|会议|日|第).*[)）]|[—–-]{1,3}.+")
_SPEAKER = re.compile(
    rf"(?:[{CJK}]{{2,20}}(?:市长|省长|县长|区长|旗长|主席|主任|局长|书记|检察长|院长))\s*(?:[{CJK}·]\s*){{2,6}}"
)
_SIGNED_DATE = re.compile(
    r"(?P<organ>.*[^\d\s〇零○一二三四五六七八九])\s*(?P<date>(?:\d{4}|[二一][〇零○ＯO一二三四五六七八九]{3})\s*年.{1,4}月.{1,4}日)"
)
_REGISTRATION = re.compile(r"(?:规范性文件)?(?:统一)?(?:(?:登记|备案)?编?号:|(?:登记|备案)编?号(?=[A-Za-z\d]))")
_QUOTED = re.compile(r"《([^《》]+(?:[《〈][^《》〈〉]*[》〉][^《》]*)*)》")


@dataclass(slots=True)
class _Head:
    """What stands above the text."""

    title: list[Line]
    number: list[Line]
    normal: NormalNumber | None
    subtitle: list[Line]
    rest: list[Line]
    order: bool = False
    """A 令 or 公告 whose name and number stand for a title."""


@dataclass(slots=True)
class _Parts:
    """A document under construction."""

    furniture: list[Furniture] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)
    instrument: Text | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where the document stands; what its reader needs to know of the issue."""

    position: int
    file: str
    transcript: Transcript

    def warn(self, message: str, line: Line | int, code: str) -> Problem:
        """A warning about a source line."""
        number = line if isinstance(line, int) else line.number
        return warning(self.file, message, self.transcript.file_line(number), self.transcript.quote(number), code)


def read_document(
    item: Item, lines: Sequence[Line], title_lines: int, place: Place
) -> tuple[Document, list[Furniture], list[Problem]]:
    """One document from its lines (running heads taken out), what of them is furniture, and what looks wrong."""
    parts = _Parts()
    head = _read_head(lines, title_lines, item)
    rest, moved = restore_first_headings(head.rest)
    if moved:
        parts.problems.append(place.warn("分栏读错次序，“一、”已移到“二、”之前", moved[0], "displaced-headings"))
    starts = find_starts(rest, find_notes(rest))
    first = starts[0].first if starts else len(rest)
    names = _carried_names(head, rest[:first], item)
    appointment = is_appointment_title("".join(line.text for line in head.title))
    unlabelled = _read_body(head, rest[:first], names, appointment, parts, place)
    attachments, dropped = read_attachments(rest, starts)
    parts.furniture += dropped
    return (
        _assemble(item, head, parts, (*unlabelled, *attachments), appointment, place),
        parts.furniture,
        parts.problems,
    )


# -- the head


def _read_head(lines: Sequence[Line], title_lines: int, item: Item) -> _Head:
    if title_lines == 0:
        return _number_first(lines, item)
    title, rest = list(lines[:title_lines]), list(lines[title_lines:])
    number, normal, order = [], None, False
    if rest and rest[0].cells is None:
        normal = parse_number(rest[0].text)
        if normal:
            number, rest = [rest[0]], rest[1:]
        else:
            normal = _short_number(title[-1], rest[0])
            if normal:
                number, rest, order = [rest[0]], rest[1:], True
    if not number and len(title) > 1 and (normal := _short_number(title[-2], title[-1])):
        number, title, order = [title[-1]], title[:-1], True
    if not number and (normal := parse_number(title[-1].text)):
        number, title = ([title[-1]], title[:-1]) if len(title) > 1 else ([], title)
        order = order or not number
    subtitle, rest = _subtitle(rest)
    if not number and rest and (normal2 := parse_number(rest[0].text)):
        number, normal, rest = [rest[0]], normal2, rest[1:]
    return _Head(title, number, normal, subtitle, rest, order)


def _number_first(lines: Sequence[Line], item: Item) -> _Head:
    """A head that begins with its number, or with the name of an order and its number."""
    first, rest = lines[0], list(lines[1:])
    if _ORDER_NAME.fullmatch(folded(first.text)) and rest and (normal := _short_number(first, rest[0])):
        return _Head([first], [rest[0]], normal, [], rest[1:], order=True)
    normal = parse_number(first.text)
    if normal and re.search(r"令第?\d+号$", normal):
        return _Head([first], [], normal, [], rest, order=True)
    if normal is None:
        return _Head([first], [], None, [], rest)
    end = _title_end(rest, item)
    subtitle, after = _subtitle(rest[end:])
    return _Head(rest[:end] or [first], [first] if end else [], normal, subtitle, after)


def _title_end(lines: Sequence[Line], item: Item) -> int:
    """How many lines under a number are title."""
    wanted = bare(item.entry.title) if item.entry else ""
    best, likeness, text = 0, 0.0, ""
    for k, line in enumerate(lines[:8]):
        if not is_title_part(line.text) or line.cells is not None:
            break
        text += bare(line.text)
        if wanted:
            score = fuzz.ratio(text, wanted)
            if score > likeness:
                best, likeness = k + 1, score
        elif kind_of(text):
            return k + 1
    return best


def _short_number(name: Line, line: Line) -> NormalNumber | None:
    """`第12号` or `2018年第14号` under the name of an order or a public notice."""
    match = _SHORT_NUMBER.fullmatch(folded(line.text))
    if not match or not _ORDER_NAME.fullmatch(folded(name.text)):
        return None
    year = f"{match['year']}年" if match["year"] else ""
    return NormalNumber(f"{folded(name.text)}{year}第{int(match['n'])}号")


def _subtitle(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Lines directly under a title that tell when it was passed or delivered, and by whom."""
    k = 0
    while k < min(4, len(lines)) and lines[k].cells is None:
        text = lines[k].text.strip()
        if (
            ANNOTATION.fullmatch(folded(text))
            or not (_SUBTITLE.fullmatch(text) or _SPEAKER.fullmatch(text))
            or len(text) > 90
        ):
            break
        k += 1
    return list(lines[:k]), list(lines[k:])


def _carried_names(head: _Head, lines: Sequence[Line], item: Item) -> list[str]:
    """Names that the enclosed text may have: from the title, and from the sentence that issues it."""
    names = []
    title = "".join(line.text for line in head.title)
    carried = carried_name(title)
    if carried:
        names.append(bare(carried))
        names += [bare(q) for q in _QUOTED.findall(without_blanks(title))]
    issues = carried is not None or head.order
    for line in lines[:14]:
        if issues or re.search(r"印发|公布|发布|转发|颁布", line.text):
            names += [bare(q) for q in _QUOTED.findall(line.text)]
    if head.order and item.entry:
        names.append(bare(item.entry.title))
    return [n for n in dict.fromkeys(names) if len(n) >= 4]


# -- the body


def _read_body(
    head: _Head, lines: Sequence[Line], names: Sequence[str], appointment: bool, parts: _Parts, place: Place
) -> list[Attachment]:
    """Fills `parts` with the blocks between head and attachments; returns the list or table that is printed without a label."""
    parts.body += [Paragraph(Role.SUBTITLE, text_of([line]), page=line.page) for line in head.subtitle]
    addressee, rest = _addressee(_registration(list(lines), parts), parts)
    enclosed = _enclosed_start(rest, names, head.order)
    notice = rest[: enclosed[0]] if enclosed else rest
    _notice(addressee, notice, appointment, parts, place, short=enclosed is not None)
    if not enclosed:
        return []
    title, after = rest[enclosed[0] : enclosed[1]], rest[enclosed[1] :]
    if after and all(line.cells is not None for line in after[:1]):
        return _unlabelled(title, after, parts)
    parts.instrument = title_of(title)
    parts.body.append(Paragraph(Role.ENCLOSED_TITLE, parts.instrument, page=title[0].page))
    if after and parse_number(after[0].text):
        parts.body.append(Paragraph(Role.ENCLOSED_NUMBER, text_of(after[:1])))
        after = after[1:]
    subtitle, after = _subtitle(after)
    parts.body += [Paragraph(Role.SUBTITLE, text_of([line])) for line in subtitle]
    _running(join_lines(after, _whole(after)), parts)
    return []


def _unlabelled(title: Sequence[Line], after: Sequence[Line], parts: _Parts) -> list[Attachment]:
    blocks, dropped = blocks_of_paras(join_lines(after))
    parts.furniture += dropped
    parts.instrument = title_of(title)
    return [Attachment(None, parts.instrument, AttachmentKind.TABLE, blocks, title[0].page)]


def _registration(lines: list[Line], parts: _Parts) -> list[Line]:
    """登记号 of a normative document under its number is no text; what stands after it."""
    while lines and lines[0].cells is None and _REGISTRATION.match(folded(lines[0].text)) and len(lines[0].text) < 40:
        parts.body.append(Paragraph(Role.SUBTITLE, text_of(lines[:1]), page=lines[0].page))
        lines = lines[1:]
    return lines


def _addressee(lines: list[Line], parts: _Parts) -> tuple[list[Line], list[Line]]:
    """The lines of the addressee and the lines after it. Half a sentence that was glued to it goes back to the lines."""
    if lines and lines[0].cells is None:
        glued = split_glued_addressee(lines[0])
        if glued:
            return [glued[0]], [glued[1], *lines[1:]]
    text = ""
    for k, line in enumerate(lines[:7]):
        if not line.text or line.picture is not None or label_of(line.text) or stands_alone(line.text):
            break
        text += line.text.strip()
        if k == 0 and SALUTATION.fullmatch(text):
            parts.body.append(Paragraph(Role.SALUTATION, text_of([line]), page=line.page))
            return [], lines[1:]
        if len(text) > 400 or ("。" in text[:-1]):
            break
        if text[-1] in ":：" or (text[-1] in ",，。" and k + 1 < len(lines) and lines[k + 1].gap > 0):
            return (lines[: k + 1], lines[k + 1 :]) if _is_addressee(text) else ([], lines)
    return [], lines


def _is_addressee(text: str) -> bool:
    short = folded(text)
    if not _ADDRESSEE_END.search(short[-14:]) or not _ADDRESSEE_START.match(short) or _NO_ADDRESSEE.search(short):
        return False
    return short[-1] == ":" or short.count(",") + short.count("、") >= 2


def _enclosed_start(lines: Sequence[Line], names: Sequence[str], order: bool) -> tuple[int, int] | None:
    """The lines of the title of the enclosed text: they print one of the names, or stand under the end of the notice and look like a title."""
    best: tuple[float, int, int] | None = None
    for i in range(len(lines)):
        for end, text in _windows(lines, i):
            for name in names:
                likeness = fuzz.ratio(text, name)
                if likeness >= 86 and i > 0 and (best is None or likeness > best[0]):
                    best = (likeness, i, end)
    if best:
        return best[1], _with_tail(lines, best[2])
    for i in range(1, len(lines)):
        above = folded(lines[i - 1].text)
        ends = bool(ANNOTATION.fullmatch(above)) or (looks_like_date(above) and not _ends_later(lines, i))
        if ends and i < len(lines) and lines[i].cells is None:
            candidates = [
                end for end, _ in _windows(lines, i) if is_title_like("".join(line.text for line in lines[i:end]))
            ]
            if candidates and len(lines) > candidates[0]:
                return i, _with_tail(lines, candidates[0])
    return None


def _ends_later(lines: Sequence[Line], i: int) -> bool:
    """Whether an annotation follows within the next lines, so that a date is not the end of the notice yet."""
    return any(ANNOTATION.fullmatch(folded(line.text)) for line in lines[i : i + 3] if line.cells is None)


def _windows(lines: Sequence[Line], i: int) -> Iterator[tuple[int, str]]:
    text = ""
    for k in range(i, min(i + 5, len(lines))):
        line = lines[k]
        if (
            line.cells is not None
            or not is_title_part(line.text)
            or is_closed(line.text)
            or (is_signature(line.text) and k > i)
        ):
            return
        text += bare(line.text)
        yield k + 1, text


def _with_tail(lines: Sequence[Line], end: int) -> int:
    """Takes a line that only ends the title, （试行） or （第二批）, to the title."""
    while (
        end < len(lines)
        and lines[end].cells is None
        and re.fullmatch(r"[（(][^（）()，。]{1,12}[)）]", lines[end].text.strip())
    ):
        if _SUBTITLE.fullmatch(lines[end].text.strip()) and not re.search(
            "第.批|第.期|试行|暂行|修订", lines[end].text
        ):
            break
        end += 1
    return end


def _notice(
    addressee: Sequence[Line], lines: Sequence[Line], appointment: bool, parts: _Parts, place: Place, *, short: bool
) -> None:
    if addressee:
        parts.body.append(Paragraph(Role.ADDRESSEE, text_of(addressee), page=addressee[0].page))
    paras = _appointment_paras(lines) if appointment else join_lines(_split_signed_dates(lines), _whole(lines))
    if short:
        restored = restore_notice(paras)
        paras = restored.paras
        if restored.moved:
            parts.problems.append(
                place.warn("分栏读错次序，正文前后两半已按原意接回", restored.moved[0], "displaced-notice")
            )
        parts.furniture += [furniture(FurnitureReason.DOUBLED, line) for line in restored.doubled]
    _running(paras, parts)


def _appointment_paras(lines: Sequence[Line]) -> list[Para]:
    """Lines of an appointment notice: a sentence goes on until ； or 。, however it was wrapped."""
    paras: list[Para] = []
    signed = _whole(lines)
    for i, line in enumerate(lines):
        last = paras[-1] if paras else None
        if last is not None and i not in signed and i - 1 not in signed and _sentence_goes_on(last, line):
            paras[-1] = last.then(line)
        else:
            paras.append(Para((line,)))
    return paras


def _sentence_goes_on(para: Para, line: Line) -> bool:
    words = all(part.text and part.picture is None for part in (para.lines[-1], line))
    return words and not (
        is_closed(para.text) or stands_alone(para.text) or stands_alone(line.text) or label_of(line.text)
    )


def _split_signed_dates(lines: Sequence[Line]) -> list[Line]:
    """`澜川市人民政府 2025年3月4日` on one line is signature and date."""
    result: list[Line] = []
    for line in lines:
        match = _SIGNED_DATE.fullmatch(line.text) if line.cells is None and len(line.text) < 60 else None
        if match and is_signature(match["organ"]) and looks_like_date(match["date"]):
            result += [line.part(0, match.end("organ")), line.part(match.start("date"))]
        else:
            result.append(line)
    return result


def _whole(lines: Sequence[Line]) -> frozenset[int]:
    """Lines that nothing is joined to: signatures above a date."""
    whole: set[int] = set()
    for i, line in enumerate(lines):
        if line.cells is None and looks_like_date(line.text):
            k = i - 1
            while k >= 0 and i - k <= 4 and lines[k].cells is None and is_signature(lines[k].text):
                whole.add(k)
                k -= 1
    return frozenset(whole)


def _running(paras: Sequence[Para], parts: _Parts) -> None:
    """Running paragraphs with the roles that their form gives them."""
    blocks, dropped = blocks_of_paras(paras)
    parts.furniture += dropped
    texts = [b.text.value if isinstance(b, Paragraph) else "" for b in blocks]
    note = _note_indexes(blocks)
    for i, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            role = Role.ATTACHMENT_NOTE if i in note else _role(texts, i) or block.role
            block = replace(block, role=role, head=block.head if role is Role.HEADING else 0)
        parts.body.append(block)


def _role(texts: Sequence[str], i: int) -> Role | None:
    text = texts[i]
    if looks_like_date(text):
        return Role.DATE
    if ANNOTATION.fullmatch(folded(text)):
        return Role.ANNOTATION
    if (
        is_signature(text)
        and any(looks_like_date(t) for t in texts[i + 1 : i + 4])
        and all(is_signature(t) or looks_like_date(t) for t in texts[i + 1 : _next_date(texts, i)])
    ):
        return Role.SIGNATURE
    return Role.ENCLOSED_NUMBER if parse_number(text) and len(text) < 40 else None


def _next_date(texts: Sequence[str], i: int) -> int:
    return next((k for k in range(i + 1, len(texts)) if looks_like_date(texts[k])), i + 1)


def _note_indexes(blocks: Sequence[Block]) -> frozenset[int]:
    """Blocks that are the attachment note: `附件：…` and the numbered names after it."""
    lines = [
        Line(b.text.value, b.text.spans, gap=1) if isinstance(b, Paragraph) else Line("", (), cells=()) for b in blocks
    ]
    return frozenset(i for note in find_notes(lines) for i in range(note.start, note.end))


# -- all together


def _assemble(
    item: Item, head: _Head, parts: _Parts, attachments: tuple[Attachment, ...], appointment: bool, place: Place
) -> Document:
    entry = item.entry
    title = title_of(head.title)
    number = DocumentNumber(text_of(head.number), head.normal) if head.normal and head.number else None
    if head.normal and not head.number:
        number = DocumentNumber(Text(""), head.normal)  # printed in the title only
    signatures = [b.text.value for b in parts.body if isinstance(b, Paragraph) and b.role is Role.SIGNATURE]
    lines = [line.text for line in head.title]
    document = Document(
        position=place.position,
        title=title,
        title_lines=tuple(lines),
        number=number,
        issuers=issuers_of(lines, signatures),
        kind=kind_of(title.value),
        addressees=_addressees(parts.body),
        date=_date(parts, place),
        instrument=parts.instrument.value if parts.instrument else None,
        section=entry.section if entry else None,
        page=entry.page if entry else None,
        contents_title=entry.title if entry else None,
        body=tuple(parts.body),
        attachments=attachments,
    )
    texts = [t.value for t in texts_of(document)]
    return replace(
        document,
        citations=citations_of(texts, number.normal if number else None),
        appointments=appointments_of(document.body) if appointment else (),
    )


def _addressees(body: Sequence[Block]) -> str | None:
    text = next((b.text.value for b in body if isinstance(b, Paragraph) and b.role is Role.ADDRESSEE), None)
    return without_blanks(text).rstrip(":：,，。") if text else None


def _date(parts: _Parts, place: Place) -> IsoDate | None:
    """成文日期: the last date line of the notice; an enclosed text's own date is not it unless the notice has none."""
    found: list[Paragraph] = []
    for block in parts.body:
        if isinstance(block, Paragraph) and block.role is Role.ENCLOSED_TITLE and found:
            break
        if isinstance(block, Paragraph) and block.role is Role.DATE:
            found.append(block)
    if not found:
        return None
    iso = read_date(found[-1].text.value)
    if iso is None:
        parts.problems.append(place.warn("成文日期是日历上没有的日子", found[-1].text.line, "impossible-date"))
    return iso
