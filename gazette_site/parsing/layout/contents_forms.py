"""What form and place say of a row of the 目录 that has no page: a section, or the beginning of the title below it.

The body is asked first (`printed_again`); what form and place cannot decide for certain is a doubt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from gazette_site.characters import bare
from gazette_site.document_numbers import number_line
from gazette_site.late import late
from gazette_site.parsing.layout.contents_rows import Paged, Row, joined, pages_come_first, split_number
from gazette_site.parsing.layout.contents_sections import is_known, is_marked, is_organ, lacks_its_issuer, section_name
from gazette_site.parsing.layout.printed_again import PrintedAgain
from gazette_site.parsing.names.order_names import is_order_name


class Doubt(NamedTuple):
    """A row that neither the body nor its form explains."""

    text: str
    line: int
    """Source line."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A title under way."""

    page: int | None
    title: str
    """As printed, blanks included."""
    row: Row
    """That it begins on."""
    index: int
    """Of its last line among the lines of the issue."""


@dataclass(frozen=True, slots=True)
class Section:
    """The name of a section and the row that prints it."""

    name: str
    row: Row


_NUMBER_OF_ORDER = late(r"[（(]?(?:(?:19|20)\d\d年)?第[\d一二三四五六七八九十百]{1,5}号")
"""What goes on with the name of an order on the line above: 澜川市人民政府令 | 第9号　澜川市渡口管理办法."""


class Forms:
    """Knows the body, the names of the configuration, and on which side the pages stand."""

    def __init__(self, body: PrintedAgain, known: Sequence[str], rows: Sequence[Row]) -> None:
        self.body = body
        self.known = known
        self.rows = rows
        self.first = pages_come_first(rows)
        self.levels_tell = not any(row.line.level for row in rows if (p := self.paged(row)) and p.title)
        self.doubts: list[Doubt] = []
        self.has_pages = any(self.paged(row) for row in rows if not row.folio)
        self.numbers_first = (
            bool(rows)
            and number_line(next((r.text for r in rows if not r.section and len(bare(r.text)) > 8), "")) is not None
        )
        """Whether document numbers stand on lines above the titles."""
        self.no_issuers = any(
            (above := self.paged(a)) and above.title and (p := self.paged(b)) and p.title.startswith("关于")
            for a, b in pairwise(rows)
        )
        """Whether a title without its issuer stands right under another one, so that titles here have none."""
        self.found: list[Entry | Section] = []
        self.opening: Entry | None = None
        """The first title."""
        self.last_page = 0
        self._listed: set[str] = set()
        self._looked_at = 0

    def paged(self, row: Row) -> Paged | None:
        """How a row reads on the side where the pages stand."""
        return row.first if self.first else row.last

    def is_marked(self, row: Row) -> bool:
        """Whether a row is a section by its marks, or by the configuration."""
        name = section_name(row.text)
        return name is not None and (is_known(name, self.known) or is_marked(row, levels_tell=self.levels_tell))

    def stands_again(self, row: Row) -> bool:
        """Whether the body prints the row as a line of its own, as it does with running heads."""
        return bool(self.body.alone(row.text, row.index))

    def title_start(self, waiting: Sequence[Row], row: Row, paged: Paged) -> int:
        """Where among the rows in front of a page that stands last its title begins."""
        least = 1 + max((k for k, one in enumerate(waiting) if self.is_marked(one)), default=-1)
        if least < len(waiting) and is_order_name(waiting[-1].text) and _NUMBER_OF_ORDER.match(paged.title):
            return len(waiting) - 1
        titles = [joined([*(r.text for r in waiting[k:]), paged.title]) for k in range(len(waiting) + 1)]
        for k in range(least, len(titles)):
            if self.body.begins(split_number(titles[k])[0], row.index) is not None:
                return k if not self._heads(waiting, titles, k, row) else k + 1
        return self._start_by_form(waiting, least, row, paged)

    def _heads(self, waiting: Sequence[Row], titles: Sequence[str], k: int, row: Row) -> bool:
        """Whether row `k` is a section that the body prints over the title too."""
        if k >= len(waiting) or section_name(waiting[k].text) is None:
            return False
        if is_organ(waiting[k].text) and self._by_organs():
            return self.body.begins(titles[k + 1], row.index) is not None
        if lacks_its_issuer(titles[k + 1]):
            return False
        apart = self._set_apart(waiting, k, row) or not is_organ(waiting[k].text)
        return apart and self.body.begins(titles[k + 1], row.index) is not None

    def _by_organs(self) -> bool:
        """Whether the sections so far are bodies, so that the name of one heads its documents and begins no title."""
        sections = [one for one in self.found if isinstance(one, Section)]
        return bool(sections) and all(is_organ(one.name) for one in sections)

    def _start_by_form(self, waiting: Sequence[Row], least: int, row: Row, paged: Paged) -> int:
        """The same where the body prints the title in other words: short lines in front of one that can begin a title are sections."""
        below = [*(r.text for r in waiting[1:]), paged.title]
        start = least
        while (
            start < len(waiting)
            and section_name(waiting[start].text)
            and self._is_whole(waiting, below, start, row.index)
        ):
            if not self._set_apart(waiting, start, row) and is_organ(waiting[start].text):
                self.doubts.append(Doubt(waiting[start].text, waiting[start].line.number))
            start += 1
        return start

    def _is_whole(self, waiting: Sequence[Row], below: Sequence[str], k: int, after: int) -> bool:
        """Whether the title under row `k` needs no beginning: it names its issuer, no title here does, or the body puts another word before it."""
        if self.no_issuers or not lacks_its_issuer(below[k]):
            return True
        title = joined(below[k:])
        return self.body.within(title, after) and not self.body.within(joined([waiting[k].text, title]), after)

    def _set_apart(self, waiting: Sequence[Row], k: int, row: Row) -> bool:
        """Whether an empty line stands under row `k`."""
        return (waiting[k + 1] if k + 1 < len(waiting) else row).line.gap > 0
