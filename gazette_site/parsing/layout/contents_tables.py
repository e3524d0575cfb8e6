"""A 目录 that is drawn as a table: which column holds the pages, the titles, the sections, the numbers.

row = section? ordinal? title number? page      the columns in any order, with or without a row of their names
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from gazette_site.characters import bare
from gazette_site.document_numbers import parse_number
from gazette_site.late import late
from gazette_site.parsing.layout.contents_rows import Paged, Row, is_foreign, page_before, read_row
from gazette_site.parsing.layout.contents_sections import section_name
from gazette_site.reading.lines import Line

_ORDINAL_NAME = late(r"序号|编号|^no$|^序$")


def read_table_rows(table: Sequence[tuple[int, Line]]) -> Iterator[Row]:
    """The rows of the contents that the rows of a table print; without a column of pages each is read as a line of words."""
    cells = [_texts(line) for _, line in table]
    pages = _page_columns(cells)
    if not pages:
        yield from (row for index, line in table if (row := read_row(index, line)))
        return
    first = 0
    for page in pages:  # two columns of contents side by side are read one after the other
        for (index, line), texts in zip(table, cells, strict=True):
            row = _row(index, line, texts[first : page + 1], page - first, cells, first)
            if row:
                yield row
        first = page + 1


def _texts(line: Line) -> list[str]:
    return ["".join(part.text for part in cell).strip() for cell in line.cells or ()]


def _page(text: str) -> int | None:
    alone = page_before(text) if text else None
    return alone.page if alone and not alone.title else None


def _page_columns(cells: Sequence[Sequence[str]]) -> list[int]:
    """The columns of pages: figures that do not fall, beside words; not those that only count the rows."""
    width = max((len(row) for row in cells), default=0)
    numeric = []
    for column in range(width):
        words = [row[column] for row in cells if len(row) > column and row[column]]
        pages = [page for word in words if (page := _page(word)) is not None]
        named = bool(words and _ORDINAL_NAME.search(bare(words[0])))
        if pages and not named and len(pages) * 2 >= len(words) and _rise(pages):
            numeric.append((column, pages))
    counting = [c for c, pages in numeric if pages == list(range(1, len(pages) + 1))]
    return [c for c, _ in numeric if len(numeric) == 1 or c not in counting[: len(numeric) - 1]]


def _rise(pages: Sequence[int]) -> bool:
    """Whether pages go up; one in five may be misread."""
    return sum(later < earlier for earlier, later in pairwise(pages)) * 5 <= len(pages)


def _row(
    index: int, line: Line, texts: Sequence[str], page_at: int, cells: Sequence[Sequence[str]], first: int
) -> Row | None:
    page = _page(texts[page_at]) if len(texts) > page_at else None
    words = [
        t
        for k, t in enumerate(texts)
        if k != page_at and t and not is_foreign(t) and not re.fullmatch(r"\d{1,3}[.．、]?", t)
    ]
    numbers = [n for t in words if (n := parse_number(t))]
    words = [t for t in dict.fromkeys(words) if parse_number(t) is None or len(words) == 1]
    if not words or (page is None and any(re.search(r"页[码次数]?$", bare(t)) for t in texts)):
        return None
    title = max(words, key=len)
    names = [name for t in words if t is not title and (name := section_name(t))]
    blank = Row(index, line, title, number=numbers[0] if numbers else None)
    if page is None:
        return blank
    return replace(blank, first=Paged(page, title), last=Paged(page, title), section=names[0] if names else None)
