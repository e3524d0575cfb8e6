"""Rows of the 目录 become titles and sections: where each begins and ends.

The body is asked first (`printed_again`); then form and place decide (`contents_forms`); what they cannot decide for certain is a doubt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from gazette_site.characters import bare, without_blanks
from gazette_site.document_numbers import number_line
from gazette_site.late import late
from gazette_site.parsing.layout.contents_forms import Doubt, Entry, Forms, Section
from gazette_site.parsing.layout.contents_rows import (
    LEADERS,
    Paged,
    Row,
    joined,
    split_number,
    without_ordinal,
)
from gazette_site.parsing.layout.contents_sections import (
    is_organ,
    section_name,
)
from gazette_site.parsing.text.labels import is_title_like

_MOST_WAITING = 30
"""Rows without a page one after the other: eighteen departments, a title and a section; more are no contents."""
_MOST_LINES = 8
"""Lines of one title where only the body tells where it ends."""
_IN_BRACKETS = late(r"[（(][^（）()]{2,24}[)）]\S{0,6}")
_OPEN = late(r"(?:关于|印发|转发|批转|[、，《（])$")
"""How a line ends that is no whole title."""
_LIKE = 90.0
"""Least likeness (rapidfuzz ratio) of a listed title and the lines that repeat it at the head of the body."""


class Reader(Forms):
    """Goes through the rows."""

    # -- contents with pages

    def with_pages(self) -> list[Entry | Section]:
        """Titles and sections in printed order, up to the first row that is body."""
        waiting: list[Row] = []
        for position, row in enumerate(self.rows):
            if row.folio:
                continue
            paged = self.paged(row)
            if len(waiting) > _MOST_WAITING or self._ends_at(position, waiting, paged):
                break
            if row.section:
                self.found.append(Section(row.section, row))
            if paged is None:
                waiting.append(row)
            elif paged.title or (waiting and not self.first) or (self.first and not self._is_page_again(paged)):
                self._add(waiting, row, paged)
                waiting = []
        self._settle_tail(waiting)
        return self.found

    def _add(self, waiting: Sequence[Row], row: Row, paged: Paged) -> None:
        """A row with a page, and the rows without one that stand before it."""
        head = self._settle(waiting, row, paged)
        title = " ".join([*(r.text.rstrip(LEADERS) for r in head), paged.title]).strip()
        self._add_entry(Entry(paged.page, title, head[0] if head else row, row.index))

    def _add_entry(self, entry: Entry) -> None:
        self.found.append(entry)
        self.opening = self.opening or entry
        self.last_page = self.last_page if entry.page is None else entry.page

    def _is_page_again(self, paged: Paged) -> bool:
        """Whether a page alone on its row belongs to the translation of the title above."""
        return bool(self.found) and isinstance(entry := self.found[-1], Entry) and entry.page == paged.page

    def _ends_at(self, position: int, waiting: Sequence[Row], paged: Paged | None) -> bool:
        """Whether the body begins at this row."""
        row = self.rows[position]
        if self.opening is None:
            return False
        foreign = row.line.cells is not None and self.opening.row.line.cells is None
        if paged is None:
            return foreign or self._repeats(position, self.opening)
        if paged.page >= self.last_page and not foreign:
            return False
        titles = [joined([*(r.text for r in waiting[k:]), paged.title]) for k in range(len(waiting) + 1)]
        return all(self.body.begins(title, row.index) is None for title in titles)

    def _repeats(self, position: int, opening: Entry) -> bool:
        """Whether a listed title begins again at this row, which has no page, and in rows that have none."""
        first = bare(split_number(opening.title)[0])
        text = ""
        for row in self.rows[position : position + _MOST_WAITING]:
            if self.paged(row) or row.line.cells is not None:
                return False
            text += bare(row.text)
            if len(text) >= 6 and text in self.listed:
                return True
            if len(text) > 2 * len(first) + 400:
                return False
            if len(text) >= 12 and fuzz.ratio(text, first) >= _LIKE:
                return True
        return False

    @property
    def listed(self) -> set[str]:
        """The titles so far, without blanks and marks; a title may still go on, so the last one is looked at last."""
        for one in self.found[self._looked_at :]:
            if isinstance(one, Entry):
                self._listed.add(bare(split_number(one.title)[0]))
        self._looked_at = max(len(self.found) - 1, 0)
        return self._listed

    def _settle(self, waiting: Sequence[Row], row: Row, paged: Paged) -> Sequence[Row]:
        """Gives the rows without a page that stand before `row` their place; returns those that begin its title."""
        waiting = self._with_rest(waiting, more=True)
        start = len(waiting) if self.first else self.title_start(waiting, row, paged)
        self._as_sections(waiting[:start])
        return waiting[start:]

    def _with_rest(self, waiting: Sequence[Row], *, more: bool) -> Sequence[Row]:
        """Adds to the last title the rows that are its rest and returns the others; `more` if titles follow further down."""
        if not waiting or not self.found or not isinstance(entry := self.found[-1], Entry):
            return waiting
        size = self._rest(entry, waiting, more=more)
        if size:
            title = " ".join([entry.title, *(r.text for r in waiting[:size])]).strip()
            self.found[-1] = replace(entry, title=title, index=waiting[size - 1].index)
        return waiting[size:]

    def _rest(self, entry: Entry, waiting: Sequence[Row], *, more: bool) -> int:
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

    def _goes_on(self, entry: Entry, waiting: Sequence[Row], size: int, *, more: bool) -> bool:
        """Whether by its form row `size` goes on with the title above."""
        title, row = joined([entry.title, *(r.text for r in waiting[:size])]), waiting[size]
        if not title or (number_line(row.text) and not self.numbers_first):
            return True
        if _IN_BRACKETS.fullmatch(without_blanks(row.text)) and without_ordinal(row.text) == row.text:
            return True
        if not self.first or self.body.begins(entry.title, waiting[-1].index) is not None or self.is_marked(row):
            return False
        if not _is_closed(title):
            return True
        name = section_name(row.text)
        if not more or name is None:
            return more
        return not is_title_like(title) and not size and is_title_like(name) and not self.stands_again(row)

    def _as_sections(self, rows: Sequence[Row]) -> None:
        """The rows as sections, or as titles that lack a page, if the body prints them as such."""
        position = 0
        while position < len(rows):
            row = rows[position]
            name = section_name(row.text)
            size = 0 if self.is_marked(row) else self._title_size(rows[position:])
            if size:
                self._add_without_page(rows[position : position + size])
            elif name is None:
                self.doubts.append(Doubt(row.text, row.line.number))
            else:
                self.found.append(Section(name, row))
            position += max(size, 1)

    def _add_without_page(self, rows: Sequence[Row]) -> None:
        self._add_entry(Entry(None, " ".join(r.text for r in rows), rows[0], rows[-1].index))

    def _title_size(self, rows: Sequence[Row]) -> int:
        """How many rows from the first on the body prints as one title; 0 if it does not."""
        for size in range(len(rows), 0, -1):
            title = joined([r.text for r in rows[:size]])
            if (
                section_name(title) is None
                and not _OPEN.search(title)
                and self.body.begins(title, rows[-1].index) is not None
            ):
                return size
        return 0

    def _settle_tail(self, waiting: Sequence[Row]) -> None:
        """The rows after the last page: the rest of its title, and titles without a page that the body prints again."""
        entry = self.found[-1] if self.found else None
        for size in range(len(waiting), 0, -1):
            if isinstance(entry, Entry) and self._rest(entry, waiting[:size], more=False) == size:
                self._with_rest(waiting[:size], more=False)
                waiting = waiting[size:]
                break
        while waiting:
            if size := self._title_size(waiting[:_MOST_LINES]) or self._is_last_title(waiting[0]):
                self._add_without_page(waiting[:size])
            elif size := self._heads_last_title(waiting[: _MOST_LINES + 1]):
                self._as_sections(waiting[:size])
            else:
                return
            waiting = waiting[size:]

    def _heads_last_title(self, waiting: Sequence[Row]) -> int:
        """1 if a row under the last page is the section of a title that lacks a page too: 大事记 | 澜川市大事记（2020年5月）."""
        below = waiting[1:]
        if section_name(waiting[0].text) is None or not (size := self._title_size(below)):
            return 0
        return int(bare(joined([r.text for r in below[:size]])) not in self.listed)

    def _is_last_title(self, row: Row) -> bool:
        """Whether a short row under the last title is a title too, as 大事记 is: no section yet, no issuer, and a line of the body."""
        above = self.found[:-1] if self.found and self.found[-1].row is row else self.found
        known = any(isinstance(f, Section) and bare(f.name) == bare(row.text) for f in above)
        return not known and section_name(row.text) is not None and not is_organ(row.text) and self.stands_again(row)

    # -- contents without pages

    def without_pages(self) -> list[Entry | Section]:
        """Titles that the body prints again, and the names that stand over them; nothing if there are fewer than two."""
        end = self._body_start()
        rows = [row for row in self.rows if row.index < end and not row.folio]
        position = 0
        while position < len(rows):
            size = self._title_size(rows[position : position + _MOST_LINES])
            name = section_name(rows[position].text)
            if size:
                self._add_without_page(rows[position : position + size])
            elif name is not None:
                self.found.append(Section(name, rows[position]))
            else:
                break
            position += max(size, 1)
        if self.found and isinstance(last := self.found[-1], Section) and self._is_last_title(last.row):
            self.found[-1] = Entry(None, last.row.text, last.row, last.row.index)
        titles = sum(isinstance(f, Entry) for f in self.found)
        return self.found if titles >= 2 or (titles and len(self.found) >= 2) else []

    def _body_start(self) -> int:
        """Index of the first line that prints a row of the contents again."""
        again = [
            index for row in self.rows[:_MOST_WAITING] if (index := self.body.begins(row.text, row.index)) is not None
        ]
        return min(again, default=self.rows[-1].index + 1 if self.rows else 0)


def _is_closed(title: str) -> bool:
    return all(title.count(left) == title.count(right) for left, right in ("《》", "（）", "“”", "〔〕"))
