"""Tables of a transcript whose columns are set apart by blanks alone.

    table = head row+              three rows or more, no empty line between them
          | head row               where the same head stands over another table
    head  = cell (gap cell)+       words of two characters or more
    row   = cell (gap cell)+       as many as the head, or fewer, each under one of its columns
          | words                  a section row, between two rows that are full
    gap   = two blanks or more, or one of full width

Names, signatures and lists of members are set in columns too. What makes a table is a column of figures under a word: without one, and
where a row is a sentence, the lines stay lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple
from unicodedata import east_asian_width

from gazette_site.characters import without_blanks
from gazette_site.late import late
from gazette_site.punctuation import is_closed

_GAP = late(r"[ \u00a0\u2002]*[\u3000\u2003][ \u00a0\u2002\u3000\u2003]*|[ \u00a0\u2002]{2,}")
_FIGURE = late(r"[+＋\-－—–~]?[\d０-９][\d０-９,，.．]*[%％‰]?|[—–\-/／…·]{1,4}")
_DIGIT = late(r"[\d０-９]")
_SERIAL = late(r"序号|编号|名次|位次|排名|排序|代码|年份|年度|月份|期次|号")
_LEAST, _MOST_COLUMNS, _LONGEST_SECTION = 3, 20, 30

_MOST_HEADS = 8
"""Rows of a run that are tried as its head, so that a long list costs what it should."""
Cells = tuple[tuple[int, int], ...]
"""First and last character of each cell of a row; an empty cell has none between."""


class AlignedRow(NamedTuple):
    """A row of a table whose columns blanks set apart."""

    table: int
    """Its number among them: that of its first row."""
    cells: Cells


class _Row(NamedTuple):
    """A row that may be one of a table."""

    number: int
    cells: Cells
    words: tuple[str, ...]


def aligned_tables(rows: Sequence[str], skipped: Mapping[int, int]) -> dict[int, AlignedRow]:
    """Row → its table and cells, for tables whose columns only blanks set apart; `skipped` are rows of other tables."""
    if not any("  " in row or "\u3000" in row for row in rows):
        return {}
    found: dict[int, AlignedRow] = {}
    run: list[_Row] = []
    short: list[list[_Row]] = []
    heads: set[tuple[str, ...]] = set()
    for number, text in enumerate([*rows, ""]):
        row = None if number in skipped else _row(number, text)
        if row is not None and (not run or number == run[-1].number + 1):
            run.append(row)
            continue
        table = _table(rows, run)
        found.update({k: AlignedRow(min(table), cells) for k, cells in table.items()})
        heads.update(row.words for row in run if table and row.number == min(table))
        if len(run) == _LEAST - 1:
            short.append(run)
        run = [row] if row is not None else []
    for head, below in short:
        if head.words in heads and len(below.cells) == len(head.cells):
            found.update({row.number: AlignedRow(head.number, row.cells) for row in (head, below)})
    return found


def _row(number: int, text: str) -> _Row | None:
    """The row as cells, None if it is empty or a sentence."""
    if len(text) > 400 or not without_blanks(text) or "\t" in text or re.search("[。；！？]", text):
        return None
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    cells, at = [], start
    for gap in _GAP.finditer(text, start, end):
        cells.append((at, gap.start()))
        at = gap.end()
    cells.append((at, end))
    return _Row(number, tuple(cells), tuple(text[a:b] for a, b in cells))


def _table(rows: Sequence[str], run: Sequence[_Row]) -> dict[int, Cells]:
    """The table that the rows hold from the first on that can be its head; none if there is no such row."""
    heads = (k for k in range(max(len(run) - _LEAST + 1, 0)) if _can_head(run[k]))
    for first in islice(heads, _MOST_HEADS):
        head = run[first]
        full = [row for row in run[first + 1 :] if len(row.cells) == len(head.cells)]
        if not full or not _has_figures(head, full):
            continue
        below = list(_below(rows, head, run[first + 1 :], full))
        if len(below) >= _LEAST - 1:
            return {head.number: head.cells, **dict(below)}
    return {}


def _can_head(row: _Row) -> bool:
    words = [without_blanks(word) for word in row.words]
    return 2 <= len(words) <= _MOST_COLUMNS and all(len(w) > 1 and not _FIGURE.fullmatch(w) for w in words)


def _has_figures(head: _Row, full: Sequence[_Row]) -> bool:
    """Whether a column under a word has nothing but figures; the first one has to count, or another has figures too."""
    columns = [
        all(_FIGURE.fullmatch(row.words[k]) for row in full) and any(_DIGIT.search(row.words[k]) for row in full)
        for k in range(len(head.words))
    ]
    return any(columns[1:]) or (columns[0] and bool(_SERIAL.search(without_blanks(head.words[0]))))


def _below(rows: Sequence[str], head: _Row, run: Sequence[_Row], full: Sequence[_Row]) -> Iterator[tuple[int, Cells]]:
    """The rows under the head, up to the first that does not fit; a section row at the end is none."""
    columns = _columns(rows, [head, *full])
    for k, row in enumerate(run):
        if len(row.cells) == len(head.cells) or (len(row.cells) == 1 and _divides(row, run, k, len(head.cells))):
            yield row.number, row.cells
        elif (placed := _placed(rows[row.number], row, columns)) and len(row.cells) > 1:
            yield row.number, placed
        else:
            return


def _divides(row: _Row, run: Sequence[_Row], k: int, columns: int) -> bool:
    words = without_blanks(row.words[0])
    beside = 0 < k < len(run) - 1 and len(run[k + 1].cells) == columns
    return beside and len(words) <= _LONGEST_SECTION and not is_closed(words)


def _columns(rows: Sequence[str], full: Sequence[_Row]) -> list[tuple[int, int]]:
    """From where to where each column reaches, in half widths."""
    spans = [[_extent(rows[row.number], cell) for cell in row.cells] for row in full]
    return [(min(a for a, _ in column), max(b for _, b in column)) for column in zip(*spans, strict=True)]


def _extent(text: str, cell: tuple[int, int]) -> tuple[int, int]:
    return _width(text[: cell[0]]), _width(text[: cell[1]])


def _width(text: str) -> int:
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def _placed(text: str, row: _Row, columns: Sequence[tuple[int, int]]) -> Cells | None:
    """The cells of a row that has fewer, each in the one column that it stands under; None if that cannot be told."""
    placed: list[tuple[int, int]] = [(0, 0)] * len(columns)
    last = -1
    for cell in row.cells:
        a, b = _extent(text, cell)
        under = [k for k, (left, right) in enumerate(columns) if a < right and left < b]
        if len(under) != 1 or under[0] <= last:
            return None
        last = under[0]
        placed[last] = cell
    return tuple(placed)
