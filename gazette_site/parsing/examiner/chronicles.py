"""What a chronicle must not look like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from gazette_site.characters import folded
from gazette_site.late import late
from gazette_site.model import ChronicleEntry
from gazette_site.parsing.examiner.facts import Doubt, Facts, name_of, of_entry, short, source_lines
from gazette_site.problems import Record

_N = r"[\dOo〇一二三四五六七八九十]"
DATE_AHEAD = late(
    rf"[●•·◆○◎★△▲■□＊*]?(?:(?:19|20)\d\d年)?(?:{_N}{{1,3}}月)?{_N}{{1,3}}日?(?:[-—–~～至、和]+(?:\d{{1,2}}月)?\d{{1,2}})?日(?!前|起|止|内|以|后|至|之前|之后|之日|的)"
)
"""A date at the head of a line that begins an event: no 前 起 止 after it, which go on with a sentence."""
_VAGUE_AHEAD = late(
    r"[●•△▲]|(?:是|同|当|本|月)[日月内](?![底初末]?(?:以?[前内后]|起|止|的))(?:[，,]|\s|(?=[^，]{2}))|(?:近日|日前|近期|[上中下]旬)[，,]"
)
_DAY_AND_COMMA = late(r"(?:\d{1,2}月)?\d{1,2}日(?:[，,]|上午|下午|晚)")
_SENTENCE_DATE = late(r"[。；!！](?:\d{1,2}月)\d{1,2}日(?:[，,]|上午|下午)")
_BULLET = late(r"\s*(\d{1,3}(?=[.．、])(?!\.\d)|[^\w\s（(《“])")
_OPEN_END = late(r"(?:于|自|从|至|到|在|为|[，、：:—])$")
"""How a line ends that the date on the next line completes."""
_LONG = 260
"""Characters of a chronicle above which one entry is suspicious."""


def one_entry(facts: Facts) -> Iterator[Doubt]:
    """A chronicle of one entry though it has several paragraphs or is long: its entries were not told apart; or of none."""
    chronicle = facts.issue.chronicle
    if chronicle is None:
        return
    line = chronicle.title[0].line if chronicle.title else 0
    if not chronicle.entries:
        yield Doubt("chronicle-empty", "大事记里一条也没有读出，请核对它的正文归到了哪里", line, Record("chronicle", 1))
    elif len(chronicle.entries) == 1:
        entry = chronicle.entries[0]
        if len(entry.paragraphs) >= 3 or sum(len(text.value) for text in entry.paragraphs) > _LONG:
            message = "大事记只读出一条，文字却很长，可能各条没有分开，请核对每条开头的日期写法"
            yield Doubt("chronicle-one-entry", message, line, of_entry(entry))


def undated_entries(facts: Facts) -> Iterator[Doubt]:
    """An entry without a date among dated ones: it prints none, not even 近日, or prints one that was not read.

    One that has a mark or a number of its own, as a dated one has, is printed as an entry without a date.
    """
    entries = facts.entries()
    if not any(entry.date for entry in entries):
        return
    usual = {_mark(facts, entry) for entry in entries if entry.date} - {""}
    for entry in entries:
        text = _first(entry)
        unread = bool(DATE_AHEAD.match(folded(text[:60])))
        nothing = not entry.printed_date and _mark(facts, entry) not in usual
        if entry.date is None and (nothing or unread):
            message = f"{name_of(entry)}没有日期：“{short(text)}”，其他各条都有，请核对它的日期，或它是否属于上一条"
            yield Doubt("entry-undated", message, _line(entry), of_entry(entry))


def _mark(facts: Facts, entry: ChronicleEntry) -> str:
    """The mark or the kind of number in front of an entry's first line; empty if there is none."""
    head = _BULLET.match(facts.quote(_line(entry)))
    return re.sub(r"\d+", "1", head[1]) if head else ""


def second_date(facts: Facts) -> Iterator[Doubt]:
    """A paragraph of an entry, not the first, begins with a date or with words that begin an entry (是月, △).

    Where the chronicle's title names its months, a day of another month is part of a sentence.
    """
    months = _months(facts)
    for entry in facts.entries():
        for before, text in pairwise(entry.paragraphs):
            head = folded(text.value[:60])
            if _OPEN_END.search(before.value.rstrip()):
                continue
            month = re.match(r"(\d{1,2})月", head)
            foreign = bool(months and month and int(month[1]) not in months)
            if (DATE_AHEAD.match(head) and not foreign) or _VAGUE_AHEAD.match(head):
                message = f"{name_of(entry)}里有一段以日期开头：“{short(text.value)}”，可能是另一条，请核对"
                yield Doubt("entry-second-date", message, text.line, of_entry(entry))


def _months(facts: Facts) -> range:
    """The months that the title of the chronicle names, from the first to the last; empty if it names none, or goes over a year's end."""
    chronicle = facts.issue.chronicle
    title = folded("".join(text.value for text in chronicle.title)) if chronicle else ""
    named = [int(month) for month in re.findall(r"(\d{1,2})月", title)]
    return range(named[0], named[-1] + 1) if named else range(0)


def inner_dates(facts: Facts) -> Iterator[Doubt]:
    """Two sentences inside one paragraph of an entry begin with a day of their own: entries were joined."""
    for entry in facts.entries():
        for text in entry.paragraphs:
            if len(_SENTENCE_DATE.findall(folded(text.value))) >= 2:
                message = f"{name_of(entry)}的一段里有几句各以日期开头，可能几条连成了一条，请核对"
                yield Doubt("entry-inner-dates", message, text.line, of_entry(entry))


def joined_lines(facts: Facts) -> Iterator[Doubt]:
    """Two lines inside the paragraphs of an entry begin with a day and a comma, or one behind a line that ends early: entries were joined."""
    for entry in facts.entries():
        for text in entry.paragraphs:
            numbers = source_lines(text)
            width = max((len(facts.lines.get(number, "")) for number in numbers), default=0)
            after = [(a, b) for a, b in pairwise(numbers) if _DAY_AND_COMMA.match(folded(facts.lines.get(b, "")[:40]))]
            dated = [number for _, number in after]
            early = any(len(facts.lines.get(before, "")) < 0.7 * width for before, _ in after)
            if len(dated) >= 2 or early:
                message = f"{name_of(entry)}里有几行各以日期开头，可能几条连成了一条，请核对"
                yield Doubt("entry-joined", message, dated[0], of_entry(entry))


def long_entries(facts: Facts) -> Iterator[Doubt]:
    """An entry is many times longer than its siblings."""
    entries = facts.entries()
    sizes = [sum(len(text.value) for text in entry.paragraphs) for entry in entries]
    if len(sizes) < 4:
        return
    usual = median(sizes)
    for entry, size in zip(entries, sizes, strict=True):
        if size > 8 * usual and size > 800:
            message = f"{name_of(entry)}有{size}字，比其他各条长得多，可能把几条或后面的文件并了进来，请核对"
            yield Doubt("entry-long", message, _line(entry), of_entry(entry))


def late_entries(facts: Facts) -> Iterator[Doubt]:
    """An entry is later than the issue."""
    published = facts.issue.masthead.published
    for entry in facts.entries():
        if published and entry.date and entry.date > published:
            message = f"{name_of(entry)}的日期{entry.date}晚于本期出版（{published}），请核对年份和月份"
            yield Doubt("date-after-issue", message, _line(entry), of_entry(entry))


def _first(entry: ChronicleEntry) -> str:
    return entry.paragraphs[0].value if entry.paragraphs else ""


def _line(entry: ChronicleEntry) -> int:
    return entry.paragraphs[0].line if entry.paragraphs else 0
