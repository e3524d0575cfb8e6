"""Where the form alone shows that a document begins.

    block     = title+ number | number title+ | order-name number? | title+           and one of these below or above it:
    below     = number | addressee                澜府发〔2024〕41号      各县区人民政府：
    above     = date | annotation | table         the end of the document before

Where nothing else shows it, a line alone between the date of a document and text may be a title: a whole one, or one without kind.

A title begins with the bodies that issue it; lines above it that only name bodies are title too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from gazette_site.characters import BLANK, folded
from gazette_site.dates import looks_like_date
from gazette_site.late import late
from gazette_site.model import NormalNumber
from gazette_site.parsing.layout.body_lines import LONGEST_TITLE, Body
from gazette_site.parsing.names.issuers import BODY_END, names_place, starts_subject
from gazette_site.parsing.names.order_names import is_order_name, order_number
from gazette_site.parsing.names.titles import is_letter, kind_of
from gazette_site.parsing.text.labels import is_person_line, is_signature, label_of
from gazette_site.punctuation import is_closed

_MOST_LINES = 30
"""Eighteen departments, one a line, and a long matter."""
_WITHOUT_MATTER = frozenset(("令", "公告", "通告", "布告", "公报", "决议", "纪要"))
"""Kinds whose title needs no 关于."""

_MOST_SIGNERS = 8
"""Bodies under the title of what they issue together."""
_NEAR = 10
"""Lines within which a list counts on."""
_SERIAL = late(r"[0-9]{1,3}")

_PASSED = late(r"\((?:19|20)\d\d年[^()]{2,80}通过[^()]{0,40}\)")


class Evidence(IntEnum):
    """What shows that a document begins, the weaker first."""

    LINE = 0
    """Only that a line of words stands alone between the end of a document and text; it need not look like a title."""

    TITLE = 1
    """Only that a whole title stands on lines of its own, with text below."""
    PLACE = 2
    """The same, and the document before it is at its end."""
    ADDRESSEE = 3
    NUMBER = 4


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """The head of a document, found by its form; indexes of lines."""

    title: tuple[int, ...]
    above: int | None
    """The number's line if it stands above the title."""
    end: int
    """One after the title and the number below it."""
    number: NormalNumber | None
    evidence: Evidence
    order: bool = False
    """The name of an order or a public notice stands for a title."""

    @property
    def start(self) -> int:
        """Its first line."""
        return self.title[0] if self.above is None else self.above


def title_blocks(body: Body) -> list[TitleBlock]:
    """The heads that the form shows, in order, none inside another. A list of titles and numbers has none."""
    found: list[TitleBlock] = []
    for block in _candidates(body):
        if found and block.start < found[-1].end:
            if block.evidence > found[-1].evidence and block.start >= found[-1].start:
                found[-1] = block
            continue
        found.append(block)
    return _without_lists([block for block in found if not _is_row(block, body)], body)


def _is_row(block: TitleBlock, body: Body) -> bool:
    """Whether the serial number of a table whose cells stand one a line is above the block or in it, with its neighbour near."""
    first = block.start if block.above is None else block.title[0]
    serials = [n for k in (body.previous(block.start), first) if k is not None and (n := _serial(body, k))]
    near = (k for k in range(max(block.start - _NEAR, 0), min(block.end + _NEAR, len(body.lines))))
    return bool(serials) and any(_serial(body, k) in (serials[-1] - 1, serials[-1] + 1) for k in near)


def _serial(body: Body, k: int) -> int | None:
    """The number that a line is, and nothing else."""
    match = None if body.is_head[k] or body.lines[k].cells is not None else _SERIAL.fullmatch(body.bares[k])
    return int(match[0]) if match else None


def _candidates(body: Body) -> Iterator[TitleBlock]:
    for i in range(len(body.lines)):
        if body.is_head[i] or body.lines[i].cells is not None:
            continue
        if whole := _order_on_one_line(body, i):
            yield whole
        elif body.numbers[i]:
            block = _above_number(body, i) or _below_number(body, i)
            if block:
                yield block
        elif not body.is_title_line(i):
            continue
        elif _ends_title(body.lines[i].text):
            block = _without_number(body, i) or _over_note(body, i)
            if block:
                yield block
        elif block := _over_note(body, i) or _after_end_alone(body, i) or _body_over_matter(body, i):
            yield block


def _ends_title(text: str) -> bool:
    return kind_of(text) is not None or is_letter(text)


def _order_on_one_line(body: Body, i: int) -> TitleBlock | None:
    """`澜川市人民政府第12号令`: name and number in one."""
    number = order_number(body.lines[i].text) if "号" in body.lines[i].text else None
    below = body.following(i + 1)
    if number is None or below is None:
        return None
    return TitleBlock((i,), None, i + 1, number, Evidence.NUMBER, order=True)


def _above_number(body: Body, number: int) -> TitleBlock | None:
    """Title, then number."""
    title = title_above(body, number, numbered=True)
    if title is None:
        return None
    order = is_order_name(body.text(title))
    return TitleBlock(title, None, number + 1, body.numbers[number], Evidence.NUMBER, order=order)


def _below_number(body: Body, number: int) -> TitleBlock | None:
    """Number, then title; the document before it has to be at its end."""
    if body.under_label(number) or _lists(body, number):
        return None
    title = title_below(body, number + 1)
    ended = body.ends_document(body.previous(number))
    if title is None or not (ended or _is_title(body, title)):
        return None
    below = body.following(title[-1] + 1)
    if not ended and below is not None and body.numbers[below]:
        return None  # the title has its own number; this one is the last of a list
    return TitleBlock(title, number, title[-1] + 1, body.numbers[number], Evidence.NUMBER)


def _lists(body: Body, number: int) -> bool:
    """A line 文号：… belongs to a list."""
    return bool(re.match(r"(?:发文)?(?:字|文)号[:：]", folded(body.lines[number].text)))


def _without_number(body: Body, last: int) -> TitleBlock | None:
    """Title, then addressee; or title after the end of a document, then text."""
    below = body.following(last + 1)
    if below is None or body.numbers[below]:
        return None
    title = title_above(body, last + 1)
    if title is None or body.under_label(title[0]):
        return None
    above = body.previous(title[0])
    if above is not None and body.numbers[above]:
        return None  # the number above it finds it
    name = body.text(title)
    ended, whole = body.ends_document(above), names_body(name) or is_letter(name)
    addressed = body.addressee_end(below) is not None
    order = is_order_name(name)
    if addressed and (ended or whole):
        return TitleBlock(title, None, last + 1, None, Evidence.ADDRESSEE, order=order)
    if (whole or ended or body.lines[title[0]].gap) and _signed_under(body, below):
        return TitleBlock(title, None, last + 1, None, Evidence.PLACE, order=order)
    text_below = not body.is_title_line(below) and body.lines[below].cells is None
    if not text_below or not (whole or order):
        return None
    if ended:
        return TitleBlock(title, None, last + 1, None, Evidence.PLACE, order=order)
    if body.lines[title[0]].gap and body.lines[below].gap and above is not None and _can_end(body, above):
        return TitleBlock(title, None, last + 1, None, Evidence.TITLE, order=order)
    return None


def _signed_under(body: Body, below: int) -> bool:
    """Whether who issues and the day stand under a title, and text under them: 统计公报 | 澜川市统计局 | 2024年3月18日 | 2023年，……."""
    k: int | None = below
    for _ in range(_MOST_SIGNERS):
        if k is None or not body.is_title_line(k) or not _names_bodies(body.lines[k].text):
            break
        k = body.following(k + 1)
    if k is None or k == below or not looks_like_date(body.lines[k].text):
        return False
    text = body.following(k + 1)
    return text is not None and not body.is_title_line(text) and is_closed(body.lines[text].text)


def _over_note(body: Body, i: int) -> TitleBlock | None:
    """A title over the note when it was passed: 澜川市人大常委会任免名单 | （2024年3月5日…通过）. One without kind stands on one line."""
    below = body.following(i + 1)
    if below is None or not _PASSED.fullmatch(folded(body.lines[below].text)):
        return None
    title = (title_above(body, i + 1) if _ends_title(body.lines[i].text) else None) or _under_its_body(body, i)
    above = body.previous(title[0])
    if body.under_label(title[0]) or (above is not None and body.numbers[above]):
        return None
    if body.ends_document(above):
        return TitleBlock(title, None, i + 1, None, Evidence.PLACE)
    alone = body.lines[title[0]].gap > 0 and above is not None and _can_end(body, above)
    return TitleBlock(title, None, i + 1, None, Evidence.TITLE) if alone else None


def _under_its_body(body: Body, i: int) -> tuple[int, ...]:
    """A line without kind, with the body above it that it is of: 澜川市人民代表大会常务委员会 | 任免名单."""
    above = body.previous(i)
    named = above is not None and body.lines[i].gap <= 1 and _names_bodies(body.lines[above].text)
    return (above, i) if above is not None and named and body.ends_document(body.previous(above)) else (i,)


def _after_end_alone(body: Body, i: int) -> TitleBlock | None:
    """A line without kind, number and addressee right under the date of a document, empty lines around it: 澜川市人民政府领导分工."""
    below, above = body.following(i + 1), body.previous(i)
    text = body.lines[i].text
    if below is None or above is None or not body.ends_document(above) or body.lines[above].cells is not None:
        return None
    alone = body.lines[i].gap > 0 and body.lines[below].gap > 0 and 6 <= len(body.bares[i]) <= 60
    if not alone or is_signature(text) or _names_bodies(text) or is_person_line(text) or body.under_label(i):
        return None
    return TitleBlock((i,), None, i + 1, None, Evidence.LINE) if not re.search("[，,]|^(?:抄送|联系)", text) else None


def _body_over_matter(body: Body, i: int) -> TitleBlock | None:
    """A line without kind under the whole name of a body, empty lines around both, after a sentence: 澜川市人大常委会 | 第七次会议出席情况."""
    above, below = body.previous(i), body.following(i + 1)
    if above is None or below is None or body.lines[i].gap or not body.lines[above].gap or not body.lines[below].gap:
        return None
    end, text = body.previous(above), body.lines[i].text
    named = names_place(body.lines[above].text) and _names_bodies(body.lines[above].text)
    matter = 4 <= len(body.bares[i]) <= 60 and not (_names_bodies(text) or is_signature(text) or is_person_line(text))
    ended = end is not None and _can_end(body, end) and not body.under_label(above)
    if not (named and matter and ended) or re.search("[，,]|^[（(]", text) or body.addressee_end(below) is not None:
        return None
    return TitleBlock((above, i), None, i + 1, None, Evidence.LINE)


def _can_end(body: Body, i: int) -> bool:
    """Whether a document without a date can end with line `i`."""
    return not body.is_title_line(i) and is_closed(body.lines[i].text) and not body.lines[i].text.endswith((":", "："))


def title_above(body: Body, stop: int, *, numbered: bool = False) -> tuple[int, ...] | None:
    """The lines of the title that ends right above line `stop`, None if what stands there is none.

    Over a number (`numbered`) a title needs no kind, if it names body and matter: 澜川市人民政府关于鼓励外商投资的若干规定.
    """
    title: list[int] = []
    k = body.previous(stop)
    size = 0
    while k is not None and len(title) < _MOST_LINES and body.is_title_line(k):
        size += len(body.bares[k])
        if size > LONGEST_TITLE or (title and not _goes_on(body, k, title)):
            break
        title.insert(0, k)
        k = body.previous(k)
    if not title or not (_is_title(body, title) or (numbered and _names_matter(body.text(title)))):
        return None
    return tuple(title)


def _names_matter(title: str) -> bool:
    return "关于" in title and names_body(title)


def title_below(body: Body, start: int) -> tuple[int, ...] | None:
    """The lines of the title that begins at `start`, under a number: up to its kind, or to the addressee."""
    title: list[int] = []
    k = body.following(start)
    while k is not None and len(title) < _MOST_LINES and body.is_title_line(k):
        if title and not _is_title(body, [*title, k]) and body.addressee_end(k) is not None:
            break
        title.append(k)
        k = body.following(k + 1)
        if _is_title(body, title) and not _only_remark(body, k):
            break
    return tuple(title) or None


def _only_remark(body: Body, k: int | None) -> bool:
    """Whether line `k` ends the title above it: （试行）, 的通知."""
    return k is not None and bool(re.fullmatch(r"[（(][^（）()，。]{1,8}[)）]|的\S{2,3}", body.lines[k].text.strip()))


def _is_title(body: Body, title: Sequence[int]) -> bool:
    text = body.text(title)
    kind = kind_of(text)
    return is_letter(text) or (kind is not None and (starts_subject(text) is not None or kind in _WITHOUT_MATTER))


def _goes_on(body: Body, k: int, title: Sequence[int]) -> bool:
    """Whether line `k` belongs to the title whose lines from `title[0]` on are known."""
    line, below = body.lines[k].text, body.lines[title[0]]
    if is_person_line(line) and not _names_bodies(line):
        return False
    text = body.text(title)
    end = starts_subject(text)
    if re.search("关于$", line):
        return below.gap <= 1
    if end is None:
        if is_order_name(text) and not _continues_name(text):
            return below.gap <= 1 and not text.startswith(line) and _names_bodies(line) and _after_end(body, k)
        return below.gap <= 1
    if end == 0 or not names_body(text):
        return below.gap <= 1 and (_names_bodies(line) or starts_subject(line) is not None or below.gap == 0)
    if starts_subject(line) is not None or re.search("(?:印发|转发|批转)$", line):
        return below.gap == 0 or (below.level > 0 and body.lines[k].level > 0)
    return _names_bodies(line) and (below.gap == 0 or _after_end(body, k))


def _continues_name(text: str) -> bool:
    """`令` or `人民政府公告` alone: the body's own name stands on the line above."""
    return bool(re.match("人民政府|办公室|命令|令|公告|通告|委员会", text))


def _after_end(body: Body, k: int | None) -> bool:
    """Whether the run of names that ends with line `k` stands right under the end of a document: so it is no signature."""
    for _ in range(_MOST_LINES):
        if k is None or not body.is_title_line(k) or not _names_bodies(body.lines[k].text):
            break
        k = body.previous(k)
    return body.ends_document(k)


def names_body(text: str) -> bool:
    """Whether a title begins with a whole body: 澜川市水务局关于…, 澜川海关公告."""
    end = starts_subject(text)
    if end is None:
        return bool(re.fullmatch(r"\S{3,40}?(?:令|公告|通告|布告|公报|决议|纪要)", folded(text)))
    head = folded(text[:end])
    return len(head) >= 3 and (bool(BODY_END.search(head)) or "、" in head)


def _names_bodies(line: str) -> bool:
    """Whether a line holds nothing but names of bodies, one or more, in brackets or not."""
    line = line.strip("（）() \u3000")
    pieces = [p for p in re.split(r"[、，,]", line) for p in BLANK.split(p) if p]
    return bool(pieces) and label_of(line) is None and bool(BODY_END.search(pieces[-1]) or len(pieces) > 2)


def _without_lists(blocks: list[TitleBlock], body: Body) -> list[TitleBlock]:
    """Without titles and numbers that follow each other with no text between: these are a list of documents."""
    kept: list[TitleBlock] = []
    listing = False
    for i, block in enumerate(blocks):
        following = blocks[i + 1].start if i + 1 < len(blocks) else None
        bare_pair = following is not None and body.following(block.end) == following
        if not (bare_pair or (listing and block.evidence is not Evidence.ADDRESSEE)):
            kept.append(block)
        listing = bare_pair
    return kept
