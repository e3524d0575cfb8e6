"""目录: sections, titles and printed pages.

contents = heading (section row+)+
title    = row with a page, and the rows without one before or after it that belong to it

Pages stand before the titles or after them, throughout an issue, or nowhere. What a row without a page is, the rest of the title above, the
beginning of the one below, a section or a title of its own, says first of all the body, which prints every title again; where it prints the title in
other words, form and place decide, and what they cannot decide for certain is a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from rapidfuzz import fuzz

from gazette_site.characters import bare, without_blanks
from gazette_site.document_numbers import number_line
from gazette_site.model import ContentsLine
from gazette_site.parsing.contents_rows import (
    LEADERS,
    Paged,
    Row,
    joined,
    pages_come_first,
    read_row,
    split_number,
    without_ordinals,
)
from gazette_site.parsing.contents_sections import (
    is_known,
    is_marked,
    is_organ,
    lacks_its_issuer,
    section_name,
)
from gazette_site.parsing.contents_tables import read_table_rows
from gazette_site.parsing.front import is_contents_heading, is_cover_line, is_imprint
from gazette_site.parsing.labels import is_title_like
from gazette_site.parsing.printed_again import PrintedAgain
from gazette_site.reading.lines import Line, line_text

_MOST_WAITING = 30
"""Rows without a page one after the other: eighteen departments, a title and a section; more are no contents."""
_LIKE = 90.0
"""Least likeness (rapidfuzz ratio) of a listed title and the lines that repeat it at the head of the body."""


class Doubt(NamedTuple):
    """A row that neither the body nor its form explains."""

    text: str
    line: int
    """Source line."""


class Contents(NamedTuple):
    """The contents and where they end."""

    lines: tuple[ContentsLine, ...]
    sections: tuple[str, ...]
    """In printed order, in every form that is printed; those without a title as well."""
    end: int
    """Index of the first line after them."""
    doubts: tuple[Doubt, ...] = ()
    empty: tuple[Doubt, ...] = ()
    """Sections that no title stands under."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A title under way."""

    page: int | None
    title: str
    """As printed, blanks included."""
    row: Row
    """That it begins on."""
    index: int
    """Of its last line among the lines of the issue."""


@dataclass(frozen=True, slots=True)
class _Section:
    name: str
    row: Row


def read_contents(lines: Sequence[Line], start: int, stop: int, known: Sequence[str]) -> Contents:
    """The contents that begin with the heading at `start`; `known` are section names of the configuration.

    They end with the last row that is a title, before the first line that can only be body: a sentence, a document number, an addressee, a page that
    goes back, or a listed title repeated.
    """
    rows = list(_rows(lines, start + 1, stop))
    reader = _Reader(PrintedAgain(lines[:stop]), known, rows)
    found = reader.with_pages() if reader.has_pages else reader.without_pages()
    return _finished(found, reader, lines, start, stop)


def _rows(lines: Sequence[Line], first: int, stop: int) -> Iterator[Row]:
    """The rows up to the first line that can only be body, without what contents pages print besides."""
    table: list[tuple[int, Line]] = []
    for index in range(first, stop):
        line = lines[index]
        if line.cells is not None and (not table or line.table == table[0][1].table):
            table.append((index, line))
            continue
        yield from read_table_rows(table)
        table = [(index, line)] if line.cells is not None else []
        if line.cells is None and _must_be_body(lines, index, stop):
            return
        if line.cells is None and not _is_besides(line):
            row = read_row(index, line)
            if row:
                yield row
    yield from read_table_rows(table)


def _is_besides(line: Line) -> bool:
    """The heading repeated on a second page, the head of the page, Mongolian script, the imprint."""
    return is_contents_heading(line) or is_cover_line(line) or is_imprint(line) or not bare(line_text(line))


def _must_be_body(lines: Sequence[Line], index: int, stop: int) -> bool:
    text = lines[index].text.strip()
    if text.endswith(("：", ":")):
        below = read_row(index + 1, lines[index + 1]) if index + 1 < stop else None
        return section_name(text) is None or below is None or not (below.first or below.last)
    return "。" in text or text.endswith("；") or number_line(text) is not None


class _Reader:
    """Knows the body, the names of the configuration, and on which side the pages stand."""

    def __init__(self, body: PrintedAgain, known: Sequence[str], rows: Sequence[Row]) -> None:
        self.body = body
        self.known = known
        self.rows = rows
        self.first = pages_come_first(rows)
        self.levels_tell = not any(row.line.level for row in rows if (p := self.paged(row)) and p.title)
        self.doubts: list[Doubt] = []
        self.has_pages = any(self.paged(row) for row in rows if not row.folio)

    def paged(self, row: Row) -> Paged | None:
        return row.first if self.first else row.last

    # -- contents with pages

    def with_pages(self) -> list[_Entry | _Section]:
        found: list[_Entry | _Section] = []
        waiting: list[Row] = []
        for position, row in enumerate(self.rows):
            if row.folio:
                continue
            paged = self.paged(row)
            if len(waiting) > _MOST_WAITING or self._ends_at(position, found, waiting, paged):
                break
            if row.section:
                found.append(_Section(row.section, row))
            if paged is None:
                waiting.append(row)
            elif paged.title or (waiting and not self.first):
                found, head = self._settle(found, waiting, row, paged)
                begin = head[0] if head else row
                title = " ".join([*(r.text.rstrip(LEADERS) for r in head), paged.title])
                found.append(_Entry(paged.page, title, begin, row.index))
                waiting = []
            elif self.first and not _is_page_again(found, paged):
                found, _ = self._settle(found, waiting, row, paged)
                found.append(_Entry(paged.page, "", row, row.index))
                waiting = []
        return self._settle_tail(found, waiting)

    def _ends_at(
        self, position: int, found: Sequence[_Entry | _Section], waiting: Sequence[Row], paged: Paged | None
    ) -> bool:
        """Whether the body begins at this row."""
        entries = [f for f in found if isinstance(f, _Entry)]
        row = self.rows[position]
        if not entries:
            return False
        if paged is None:
            return self._repeats(position, entries) or (
                row.line.cells is not None and entries[-1].row.line.cells is None
            )
        last = next((e.page for e in reversed(entries) if e.page is not None), 0)
        foreign = row.line.cells is not None and entries[0].row.line.cells is None
        if paged.page >= last and not foreign:
            return False
        titles = [joined([*(r.text for r in waiting[k:]), paged.title]) for k in range(len(waiting) + 1)]
        return all(self.body.begins(title, row.index) is None for title in titles)

    def _repeats(self, position: int, entries: Sequence[_Entry]) -> bool:
        """Whether a listed title begins again at this row, which has no page, and in rows that have none."""
        listed = {bare(split_number(e.title)[0]) for e in entries}
        text = ""
        for row in self.rows[position : position + _MOST_WAITING]:
            if self.paged(row) or row.line.cells is not None:
                return False
            text += bare(row.text)
            if len(text) >= 6 and text in listed:
                return True
            first = bare(split_number(entries[0].title)[0])
            if len(text) >= 12 and fuzz.ratio(text, first) >= _LIKE:
                return True
        return False

    def _settle(
        self, found: list[_Entry | _Section], waiting: Sequence[Row], row: Row, paged: Paged
    ) -> tuple[list[_Entry | _Section], Sequence[Row]]:
        """Gives the rows without a page that stand before `row` their place; returns those that begin its title."""
        found, waiting = self._with_rest(found, waiting, row.index, more=True)
        if self.first:
            return self._as_sections(found, waiting), ()
        start = self._title_start(waiting, row, paged)
        return self._as_sections(found, waiting[:start]), waiting[start:]

    def _with_rest(
        self, found: list[_Entry | _Section], waiting: Sequence[Row], after: int, *, more: bool
    ) -> tuple[list[_Entry | _Section], Sequence[Row]]:
        """Adds to the last title the rows that are its rest; `more` if titles follow further down."""
        if not waiting or not found or not isinstance(entry := found[-1], _Entry):
            return found, waiting
        size = self._rest(entry, waiting, more=more)
        if not size:
            return found, waiting
        title = " ".join([entry.title, *(r.text for r in waiting[:size])]).strip()
        return [*found[:-1], replace(entry, title=title, index=waiting[size - 1].index)], waiting[size:]

    def _rest(self, entry: _Entry, waiting: Sequence[Row], *, more: bool) -> int:
        """How many of the rows below a title belong to it."""
        after = waiting[-1].index
        if self.first or not section_name(entry.title):
            for size in range(len(waiting), 0, -1):
                if self.body.begins(joined([entry.title, *(r.text for r in waiting[:size])]), after) is not None:
                    return size
        size = 0
        while size < len(waiting) and self._goes_on(entry, waiting, size, more=more):
            size += 1
        return size

    def _goes_on(self, entry: _Entry, waiting: Sequence[Row], size: int, *, more: bool) -> bool:
        """Whether by its form row `size` goes on with the title above."""
        title, row = joined([entry.title, *(r.text for r in waiting[:size])]), waiting[size]
        if not title:
            return True
        if re.fullmatch(r"[（(]\S{2,24}[)）]\S{0,6}", without_blanks(row.text)) and not self._is_marked(row):
            return True
        if not self.first or self.body.begins(entry.title, waiting[-1].index) is not None or self._is_marked(row):
            return False
        if not _is_closed(title):
            return True
        name = section_name(row.text)
        if name is None:
            return more or not is_title_like(title)
        return not is_title_like(title) and not size and is_title_like(name) and more and not self._stands_again(row)

    def _is_marked(self, row: Row) -> bool:
        name = section_name(row.text)
        return name is not None and (is_known(name, self.known) or is_marked(row, levels_tell=self.levels_tell))

    def _stands_again(self, row: Row) -> bool:
        """Whether the body prints the row as a line of its own, as it does with running heads."""
        return bool(self.body.alone(row.text, row.index))

    def _title_start(self, waiting: Sequence[Row], row: Row, paged: Paged) -> int:
        """Where among the rows in front of a page that stands last its title begins."""
        least = 1 + max((k for k, one in enumerate(waiting) if self._is_marked(one)), default=-1)
        titles = [joined([*(r.text for r in waiting[k:]), paged.title]) for k in range(len(waiting) + 1)]
        for k in range(least, len(titles)):
            if self.body.begins(split_number(titles[k])[0], row.index) is not None:
                return k if not self._heads(waiting, titles, k, row) else k + 1
        return self._start_by_form(waiting, least, row, paged)

    def _heads(self, waiting: Sequence[Row], titles: Sequence[str], k: int, row: Row) -> bool:
        """Whether row `k` is a section that the body prints over the title too."""
        if k >= len(waiting) or section_name(waiting[k].text) is None or lacks_its_issuer(titles[k + 1]):
            return False
        apart = self._set_apart(waiting, k, row) or not is_organ(waiting[k].text)
        return apart and self.body.begins(titles[k + 1], row.index) is not None

    def _start_by_form(self, waiting: Sequence[Row], least: int, row: Row, paged: Paged) -> int:
        """The same where the body prints the title in other words: short lines in front of one that can begin a title are sections."""
        below = [*(r.text for r in waiting[1:]), paged.title]
        start = least
        while start < len(waiting) and section_name(waiting[start].text) and not lacks_its_issuer(below[start]):
            if not self._set_apart(waiting, start, row) and is_organ(waiting[start].text):
                self.doubts.append(Doubt(waiting[start].text, waiting[start].line.number))
            start += 1
        return start

    def _set_apart(self, waiting: Sequence[Row], k: int, row: Row) -> bool:
        """Whether an empty line stands under row `k`."""
        return (waiting[k + 1] if k + 1 < len(waiting) else row).line.gap > 0

    def _as_sections(self, found: list[_Entry | _Section], rows: Sequence[Row]) -> list[_Entry | _Section]:
        """The rows as sections, or as titles that lack a page, if the body prints them as such."""
        result = list(found)
        position = 0
        while position < len(rows):
            row, size = rows[position], self._title_size(rows[position:])
            name = section_name(row.text)
            if size and not self._is_marked(row):
                title = " ".join(r.text for r in rows[position : position + size])
                result.append(_Entry(None, title, row, rows[position + size - 1].index))
                position += size
                continue
            if name is None:
                self.doubts.append(Doubt(row.text, row.line.number))
            else:
                result.append(_Section(name, row))
            position += 1
        return result

    def _title_size(self, rows: Sequence[Row]) -> int:
        """How many rows from the first on the body prints as one title; 0 if it does not."""
        for size in range(len(rows), 0, -1):
            title = joined([r.text for r in rows[:size]])
            if section_name(title) is None and self.body.begins(title, rows[-1].index) is not None:
                return size
        return 0

    def _settle_tail(self, found: list[_Entry | _Section], waiting: Sequence[Row]) -> list[_Entry | _Section]:
        """The rows after the last page: the rest of its title, and titles without a page that the body prints again."""
        rest = 0
        entry = found[-1] if found else None
        while (
            isinstance(entry, _Entry)
            and rest < len(waiting)
            and self._rest(entry, waiting[: rest + 1], more=False) > rest
        ):
            rest += 1
        if rest:
            found, waiting = (
                self._with_rest(found, waiting[:rest], waiting[rest - 1].index, more=False)[0],
                waiting[rest:],
            )
        while waiting and (size := self._title_size(waiting[:8])):
            title = " ".join(r.text for r in waiting[:size])
            found, waiting = [*found, _Entry(None, title, waiting[0], waiting[size - 1].index)], waiting[size:]
        return found

    # -- contents without pages

    def without_pages(self) -> list[_Entry | _Section]:
        """Titles that the body prints again, and the names that stand over them; nothing if there are fewer than two."""
        end = self._body_start()
        rows = [row for row in self.rows if row.index < end and not row.folio]
        found: list[_Entry | _Section] = []
        while rows:
            size = self._title_size(rows[:8])
            name = section_name(rows[0].text)
            if size:
                title = " ".join(r.text for r in rows[:size])
                found.append(_Entry(None, title, rows[0], rows[size - 1].index))
            elif name is not None:
                found.append(_Section(name, rows[0]))
            else:
                break
            rows = rows[max(size, 1) :]
        titles = sum(isinstance(f, _Entry) for f in found)
        return found if titles >= 2 or (titles and len(found) >= 2) else []

    def _body_start(self) -> int:
        """Index of the first line that prints a row of the contents again."""
        again = [
            index for row in self.rows[:_MOST_WAITING] if (index := self.body.begins(row.text, row.index)) is not None
        ]
        return min(again, default=self.rows[-1].index + 1 if self.rows else 0)


def _is_page_again(found: Sequence[_Entry | _Section], paged: Paged) -> bool:
    """Whether a page alone on its row belongs to the translation of the title above."""
    return bool(found) and isinstance(entry := found[-1], _Entry) and entry.page == paged.page


def _is_closed(title: str) -> bool:
    return all(title.count(left) == title.count(right) for left, right in ("《》", "（）", "“”", "〔〕"))


# -- what was read becomes contents lines


def _finished(
    found: Sequence[_Entry | _Section], reader: _Reader, lines: Sequence[Line], start: int, stop: int
) -> Contents:
    found = list(_with_paged_sections(found, reader))
    while found and isinstance(found[-1], _Section) and found[-1].row.section is None:
        found.pop()  # names after the last title are body
    titles = iter(_titles([f for f in found if isinstance(f, _Entry)]))
    section: _Section | None = None
    result: list[ContentsLine] = []
    sections: list[str] = []
    empty: list[Doubt] = []
    filled = True
    for one in found:
        if isinstance(one, _Section):
            if section is not None and not filled and section.row.section is None:
                empty.append(Doubt(section.name, section.row.line.number))
            section, filled = one, False
            sections += [one.name, one.row.text]
        else:
            title, filled = next(titles), True
            name, number = split_number(title)
            number = one.row.number or number
            result.append(
                ContentsLine(
                    section.name if section else None, one.page, without_blanks(name), one.row.line.number, number
                )
            )
    last = max((f.index if isinstance(f, _Entry) else f.row.index for f in found), default=start)
    end = _with_imprint(lines, last + 1, stop) if found else start + 1
    doubts = tuple(d for d in reader.doubts)
    return Contents(tuple(result), tuple(dict.fromkeys(sections)), end, doubts, tuple(empty))


def _titles(entries: Sequence[_Entry]) -> list[str]:
    return without_ordinals([e.title for e in entries])


def _with_imprint(lines: Sequence[Line], end: int, stop: int) -> int:
    """One after the imprint that is printed under the contents."""
    last = end
    while last < stop and (is_imprint(lines[last]) or is_contents_heading(lines[last])):
        last += 1
    return last


def _with_paged_sections(found: Sequence[_Entry | _Section], reader: _Reader) -> Iterator[_Entry | _Section]:
    """`found` with the titles that are sections with a page of their own told apart."""
    for position, one in enumerate(found):
        below = found[position + 1] if position + 1 < len(found) else None
        name = section_name(one.title) if isinstance(one, _Entry) else None
        if isinstance(one, _Entry) and name and isinstance(below, _Entry) and _heads_a_page(one, name, below, reader):
            yield _Section(name, replace(one.row, text=name))
        else:
            yield one


def _heads_a_page(one: _Entry, name: str, below: _Entry, reader: _Reader) -> bool:
    """Whether a short title with a page is the section of the one below it: the same page, and nothing of its own in the body."""
    if one.page is None or below.page is None or not 0 <= below.page - one.page <= 1 or section_name(below.title):
        return False
    again = reader.body.alone(name, below.index)
    under = reader.body.begins(below.title, below.index)
    return len(again) != 1 or under is None or again[0] + 1 == under
