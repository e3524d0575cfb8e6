"""The documents of a list, one after the other, however they are printed.

entry     = label? (name number? | number blank name) (；|。)? attribute*
name      = 《title》 | title | words 关于 words 《title》 words 的 kind      关于印发《渡口办法》的通知, alone on its line
number    = （number） | blank number
attribute = word ： value            文号：澜府发〔2005〕11号   发文单位：市水务局      a line of its own
          | （number） | number      a line of its own

A name may be wrapped over several lines. A title without 《》 and without a number is only a name if it ends as titles do
and has a label or a 关于.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from gazette_site.characters import CJK, folded, without_blanks
from gazette_site.document_numbers import number_line, parse_number
from gazette_site.late import late
from gazette_site.model import NormalNumber, Place
from gazette_site.parsing.clauses.fates import fate_of
from gazette_site.parsing.clauses.periods import END
from gazette_site.parsing.clauses.sentences import Sentence, whole_line
from gazette_site.parsing.clauses.subjects import NOUNS
from gazette_site.parsing.clauses.targets import targets_of

LABEL = late(r"^(?:[0-9]{1,3}[.、)]|\([0-9一二三四五六七八九十百]{1,4}\)|[一二三四五六七八九十百]{1,4}、|[①-⑳])*")
_ATTRIBUTE = late(rf"^(?P<name>[{CJK}]{{2,8}}):(?P<value>[^:]*)$")
_ALONE = late(r"^\((?P<value>[^()]*号)\)[;。,]?$")
_BRACKETED = late(r"(?P<title>[^《》。;:]{2,200}?)\((?P<inside>[^()]*号[^()]*)\)(?P<rest>.*)$")
_NAME = late(r"[^《》。;:]{2,200}[;。]?$")
_CARRYING = late(
    r"(?P<title>[^《》。;:,(]{0,60}关于[^《》。;:,(]{0,40}(?:《[^《》]{1,120}》[、和及]?){1,5}[^《》。;:,(]{0,30}的?(?:补充)?"
    r"(?:通知|意见|决定|公告|通告|批复|函|令))(?:\((?P<inside>[^()]*号[^()]*)\))?[;。,]?$"
)
_REMARKS = late(r"(?:\([^()]*\))+$")
_ENDS_AS_TITLES = late(rf"(?:{NOUNS})$")
_HEADS_A_LIST = late(
    rf"(?:的[{CJK}]{{0,8}}(?:文件|规章|规定|办法|政策|制度)|目录|清单)(?:\(共?(?:计)?[0-9一二三四五六七八九十百]+[件部项个]\))?[:;。]?$"
)
"""How a line ends that announces a list of its own: 二、予以废止的文件（2件）."""
_POINTS = late(r"(?:以下|下列|如下)[^,;。]{0,12}$|(?:以下|下列)[^,;。]{0,8}(?:文件|规章|规定|政策)")
"""A line that points to what is listed under it is no title."""
_COLUMNS = late(r"[ \t\u3000]+")
_SERIAL = late(r"[0-9]{1,3}[.、]?")
_BARE_TITLE = late(r"[^《》。;:,]{4,120}")
_MARKS = late(r"[。；，：]")
_PART = late(r"的?(?:附件|第|中)")
_NOTHING_MORE = late(r"(?:文件)?[;。,及和]*$")
_VALID_UNTIL = late(
    rf"(?:文件)?,?(?P<remark>(?:有效期限?|执行期限?|实施期限?|执行|有效)[^,;。]{{0,6}}(?:至|到){END})止?[;。,]?$"
)
_FINAL = ";。,"
_MOST_LINES = 4

Lines = Sequence[tuple[str, Place]]
"""Printed lines with their places."""


class Entry(NamedTuple):
    """One document of a list."""

    title: str
    """Without 《》 and blanks, or empty."""
    numbers: tuple[NormalNumber, ...]
    remarks: tuple[str, ...]
    """What is said of it beside, folded: the values of its attributes, further columns."""
    place: Place
    labelled: bool = False
    whole: bool = False
    """Whether nothing of the name can follow."""


def entry_at(lines: Lines, k: int, own: NormalNumber | None, strict: bool) -> tuple[Entry, int] | None:
    """The entry that begins at line `k`, and the line after it; None if none begins there.

    `own` is the number of the document itself. With `strict` a title without 《》 and number needs a label.
    """
    entry, end = _named_at(lines, k, own, strict)
    if entry is None:
        return None
    while end < len(lines) and (value := _attribute(lines[end][0])):
        of_number = value[0].endswith("号")
        entry = entry._replace(
            numbers=entry.numbers or (_numbers_of(value[1]) if of_number else ()),
            remarks=entry.remarks if of_number else (*entry.remarks, value[1]),
        )
        end += 1
    return (entry, end) if entry.numbers or entry.whole or _is_title(entry) else None


def _named_at(lines: Lines, k: int, own: NormalNumber | None, strict: bool) -> tuple[Entry | None, int]:
    """The entry by its name alone; of a name that breaks off, with the lines that go on with it."""
    first = _parsed(*lines[k], own, strict)
    words = lines[k][0]
    torn = first is None and label_of(whole_line(words).full) > 0 and words.count("《") > words.count("》")
    if (first is None and not torn) or (first and (first.whole or first.numbers)):
        return first, k + 1
    for end in range(k + 1, min(k + _MOST_LINES, len(lines))):
        following = lines[end][0]
        if _attribute(following) or _begins_anew(following):
            break
        words += following
        longer = _parsed(words, lines[k][1], own, strict)
        if longer and longer.numbers and (first is None or first.labelled or not _ends_as_titles(first.title)):
            return longer, end + 1
    return first, k + 1


def _attribute(printed: str) -> tuple[str, str] | None:
    """Name and value of a line that says something of the entry above it."""
    plain = whole_line(printed).full
    if alone := _ALONE.match(plain):
        return "文号", alone["value"]
    match = _ATTRIBUTE.match(plain)
    if match is None and number_line(plain.rstrip(_FINAL)):
        return "文号", plain.rstrip(_FINAL)
    return (match["name"], match["value"]) if match else None


def _begins_anew(printed: str) -> bool:
    plain = whole_line(printed).full
    return label_of(plain) > 0 or plain.startswith("《")


def label_of(plain: str) -> int:
    """Where the label at the head of a folded line of a list ends."""
    label = LABEL.match(plain)
    return label.end() if label else 0


def _parsed(printed: str, place: Place, own: NormalNumber | None, strict: bool) -> Entry | None:
    line = whole_line(printed)
    start = label_of(line.plain)
    found = (
        _number_first(line, start, place)
        or _quoted(line, start, own, place, strict)
        or _columns(printed, place)
        or _carrying(line, start, place)
        or _bracketed(line, start, place)
        or _title_only(line, start, place)
    )
    if found and strict and not (start or found.numbers or found.whole):
        return None
    return found._replace(labelled=start > 0) if found else None


def _number_first(line: Sentence, start: int, place: Place) -> Entry | None:
    """number title, the title without 《》: 澜府发〔2001〕3号　关于加快小城镇建设的通知."""
    number = next((n for n in line.numbers if n.start == start), None)
    title = line.full[number.end :].rstrip(_FINAL) if number else ""
    if not number or not _BARE_TITLE.fullmatch(title) or not _ends_as_titles(title):
        return None
    printed = without_blanks(line.words(number.end, number.end + len(title)))
    return Entry(printed, (number.normal,), (), place, whole=True)


def _quoted(line: Sentence, start: int, own: NormalNumber | None, place: Place, strict: bool) -> Entry | None:
    """《title》（number） or a number at the head; none if the line says itself what becomes of it, or means a part (第三条).

    With `strict` nothing may follow but until when it is valid.
    """
    targets = [target for target in targets_of(line, own) if target.start == start]
    if not targets or line.plain[start : start + 1] == "(" or fate_of(line.plain):
        return None
    rest = line.plain[max(target.end for target in targets) :]
    valid = _VALID_UNTIL.match(rest)
    if _PART.match(rest) or (strict and not valid and not _NOTHING_MORE.match(rest)):
        return None
    numbers = tuple(target.number for target in targets if target.number)
    return Entry(without_blanks(targets[0].title), numbers, (valid["remark"],) if valid else (), place, whole=True)


def _columns(printed: str, place: Place) -> Entry | None:
    """Columns set apart by blanks: 1　title　number　office."""
    cells = [cell for cell in _COLUMNS.split(printed.strip()) if cell]
    at = next((k for k, cell in enumerate(cells) if k and _numbers_of(cell)), 0)
    name = "".join(cell for cell in cells[:at] if not _SERIAL.fullmatch(cell))
    if not name or _MARKS.search(name):
        return None
    line = whole_line(name)
    title = without_blanks(line.words(label_of(line.full), len(line.full)))
    return Entry(title.strip("《》"), _numbers_of(cells[at]), tuple(cells[at + 1 :]), place)


def _carrying(line: Sentence, start: int, place: Place) -> Entry | None:
    """A title with the title of a carried text in it, with or without its number."""
    match = _CARRYING.match(line.full, start)
    if not match:
        return None
    span = match.span("inside")
    inside = tuple(n.normal for n in line.numbers if span[0] <= n.start and n.end <= span[1])
    return Entry(without_blanks(line.words(*match.span("title"))), inside, (), place)


def _bracketed(line: Sentence, start: int, place: Place) -> Entry | None:
    """title（number）."""
    match = _BRACKETED.match(line.full, start)
    if not match:
        return None
    inside = [n.normal for n in line.numbers if match.start("inside") <= n.start and n.end <= match.end("inside")]
    rest = match["rest"].strip(_FINAL)
    title = without_blanks(line.words(*match.span("title")))
    return Entry(title, tuple(inside), (rest,) if rest else (), place) if inside else None


def _title_only(line: Sentence, start: int, place: Place) -> Entry | None:
    if (
        not _NAME.match(line.full, start)
        or _POINTS.search(line.full)
        or (fate_of(line.plain) and _HEADS_A_LIST.search(line.full))
    ):
        return None
    if fate_of(line.plain) and "关于" not in line.full:
        return None  # a sentence: 自2026年1月1日起暂停执行…文件
    title = line.full.rstrip(_FINAL)
    return Entry(without_blanks(line.words(start, len(title))), (), (), place) if len(title) > start else None


def _is_title(entry: Entry) -> bool:
    return (entry.labelled or "关于" in entry.title) and _ends_as_titles(entry.title)


def _ends_as_titles(title: str) -> bool:
    return bool(_ENDS_AS_TITLES.search(_REMARKS.sub("", folded(title))))


def _numbers_of(words: str) -> tuple[NormalNumber, ...]:
    parts = re.split(r"[、,，;；]", words.strip("（）()"))
    return tuple(number for part in parts if (number := parse_number(part)))
