"""Where the chronicle (大事记) stands.

heading = body? (time? what? name | body time name) time?      青柳市人民政府2024年5月大事记      大事记（2024年5月）      二〇二四年五月份大事记
name    = (大事 | 要事) (记 | 纪 | 纪要 | 辑要 | 概览 | …) | 政务 (纪事 | 日志 | …)
        | 大事 | 要事                         政务大事, where the contents announce it

        | any words                            政务要闻 over （2024年5月）, where one line after the other begins as entries do

The parts stand on one line or on up to three, in any order; one line may stand in 【】.
A running head says 大事记 as well: the heading has an entry close below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gazette_site.characters import CJK, bare, folded
from gazette_site.dates import looks_like_date
from gazette_site.late import late
from gazette_site.model import ContentsLine
from gazette_site.numerals import CHARACTERS
from gazette_site.parsing.chronicle.dates import begins_entry, is_one_day
from gazette_site.parsing.layout.body_lines import Body
from gazette_site.parsing.names.issuers import BODY_END
from gazette_site.parsing.names.titles import kind_of
from gazette_site.parsing.text.labels import stands_alone
from gazette_site.punctuation import is_closed

_DASH = r"(?:至|[—–~～\-])"
_NAMED = r"(?:[大要]事(?:[记纪]|纪要|辑要|概[要览况]|要览|摘要|回[眸顾])|(?:政务|政府|政事|[省市县区旗州盟]政)(?:纪事|记事|日志|月志))"
_NAMED_OR_ANNOUNCED = rf"(?:{_NAMED}|[大要]事)"
_PART = rf"(?:(?:(?:19|20)\d\d|[{CHARACTERS}]{{4}})年)?(?:(?:\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月(?:份)?)?(?:\d{{1,2}}日)?"
_TIME = rf"(?=[\d一二三四五六七八九十(])\(?{_PART}{_DASH}{{0,4}}{_PART}\)?"
_NAME = rf"[{CJK}]{{0,24}}?"
_TITLE_OF = rf"(?:{_TIME})?{_NAME}(?:{_TIME})?[{CJK}]{{0,6}}%s(?:[·:—-]{{0,2}}{_TIME}|\([^()]{{1,30}}\))?"
CHRONICLE_TITLE = late(_TITLE_OF % _NAMED)
"""The name with or without the body it is of and the time it covers, in folded text."""
_ANNOUNCED_TITLE = late(_TITLE_OF % _NAMED_OR_ANNOUNCED)
_NOT_A_TITLE = late("关于|编写|印发|通知|方案|下列|编纂")
_TIME_RANGE = late(rf"{_TIME}")
_MONTHS_IN_BRACKETS = late(r"\((?:19|20)\d\d年\d{1,2}月(?:份|[至—–~～-]{1,2}(?:(?:19|20)\d\d年)?\d{1,2}月份?)?\)")
_LONGEST_NAME, _FEWEST = 12, 3
_IN_BRACKETS = late(r"^【([^【】]+)】$")
_NAMED_LAST = late(rf"{_NAMED_OR_ANNOUNCED}$")
_SAYS = late(r"[大要]事|纪事|记事|日志|月志")


def is_chronicle_entry(entry: ContentsLine) -> bool:
    """Whether a line of the contents announces the chronicle."""
    title = folded(entry.title)
    named = bool(_ANNOUNCED_TITLE.fullmatch(title)) and not _NOT_A_TITLE.search(title)
    return named or any(_NAMED_LAST.search(bare(text)) for text in (title, entry.section or ""))


def chronicle_heading(body: Body, *, announced: bool) -> tuple[int, int] | None:
    """The lines of the chronicle's heading, or None if there is no chronicle.

    Where the contents announce one, a heading without an entry that begins as entries do counts too, if no other is found.
    """
    title = _ANNOUNCED_TITLE if announced else CHRONICLE_TITLE
    ends = ((i, _heading_end(body, i, title)) for i in _near_titles(body))
    found = [(i, end) for i, end in ends if end and not _heads_a_heading(body, i, title)]
    for i, end in found:
        if _entry_close_below(body, end):
            return _with_body_above(body, i), end
    alone = [(i, end) for i, end in found if not body.is_head[i]]
    return alone[0] if announced and len(alone) == 1 else _by_form(body)


def _by_form(body: Body) -> tuple[int, int] | None:
    """A heading without any of the words, over the months it covers in brackets and nothing but entries: 政务要闻 | （2024年5月）."""
    for k in range(1, len(body.lines)):
        above = body.previous(k)
        months = folded(body.lines[k].text) if body.lines[k].text[:1] in "（(" else ""
        if above is None or not _MONTHS_IN_BRACKETS.fullmatch(months):
            continue
        name, before = body.bares[above], body.previous(above)
        free = before is None or body.ends_document(before) or is_closed(body.lines[before].text)
        if free and 2 <= len(name) <= _LONGEST_NAME and kind_of(name) is None and _only_entries(body, k + 1):
            return above, k + 1
    return None


def _only_entries(body: Body, start: int) -> bool:
    """Whether the lines from `start` on are entries with a day, as far as they are looked at."""
    lines = [body.lines[k].text for k in range(start, min(start + 12, len(body.lines))) if not body.is_head[k]]
    return len(lines) >= _FEWEST and all(begins_entry(text) and is_closed(text) for text in lines[:_FEWEST])


def _near_titles(body: Body) -> Iterator[int]:
    """The lines with the word, and those right above them: no other begins a heading."""
    titled = [_SAYS.search(folded(line.text)) is not None for line in body.lines]
    return (i for i, (here, below) in enumerate(zip(titled, [*titled[1:], False], strict=False)) if here or below)


def _with_body_above(body: Body, i: int) -> int:
    """The first line of the heading: the body's name may stand alone above 大事记, if it is not the signature of a document."""
    above = body.previous(i)
    if above is None or above != i - 1 or body.lines[i].gap > 1:
        return i
    name = folded(body.lines[above].text)
    named = body.is_title_line(above) and len(name) <= 24 and bool(BODY_END.search(name))
    return above if named and body.ends_document(body.previous(above)) else i


def _heads_a_heading(body: Body, i: int, title: re.Pattern[str]) -> bool:
    """Whether a line is only the running head above the heading of the chronicle."""
    below = next((k for k in range(i + 1, min(i + 4, len(body.lines))) if not body.is_head[k]), None)
    return body.is_head[i] and below is not None and _heading_end(body, below, title) is not None


def _is_title(text: str, title: re.Pattern[str]) -> bool:
    named = len(text) <= 60 and _SAYS.search(text) is not None
    return named and bool(title.fullmatch(text)) and not _NOT_A_TITLE.search(text)


def _heading_end(body: Body, i: int, title: re.Pattern[str]) -> int | None:
    """One after the last line of a chronicle heading that begins at `i`, else None."""
    if body.lines[i].cells is not None or not body.bares[i]:
        return None
    texts = [folded(line.text) for line in body.lines[i : i + 3]]
    texts[0] = _IN_BRACKETS.sub(r"\1", texts[0])
    if _is_title(texts[0], title):
        return i + 2 if len(texts) > 1 and _covers(texts[1], texts[2:]) else i + 1
    # A full date is that of the document above.
    if len(texts) > 1 and len(texts[0]) <= 40 and _is_title(texts[1], title) and not looks_like_date(texts[0]):
        return i + 2 if _TIME_RANGE.fullmatch(texts[0]) else None
    return None


def _covers(text: str, below: list[str]) -> bool:
    """Whether the line under the title says what time the chronicle covers; a month with bare days under it heads these."""
    if (
        len(text) > 40
        or is_one_day(text)
        or not _TIME_RANGE.fullmatch(text)
        or re.fullmatch(r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})月", text)
    ):
        return False
    return not any(re.match(r"\d{1,2}日", line) for line in below) or text.startswith("(")


def _entry_close_below(body: Body, end: int) -> bool:
    """Whether an entry or a month begins within a few lines; a lead text may stand before it."""
    seen = 0
    for k in range(end, min(end + 14, len(body.lines))):
        text = body.lines[k].text
        if body.is_head[k] or not text:
            continue
        if begins_entry(text):
            return True
        seen += 1
        if seen > 6 or stands_alone(text):
            return False
    return False
