"""A table of the gazette as the page shows it. Nothing is merged or filled: an empty cell stays empty."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from gazette_site.model import Table

_NUMBER = re.compile(r"[-−+]?\d[\d,，.]*[%％]?")
_LONG, _VERY_LONG = 24, 90
"""Characters from which a cell is given more room."""

Row = Sequence[str]


class Cell(NamedTuple):
    """One cell."""

    tag: str
    """`th` or `td`."""
    scope: str
    """`col`, `row`, `colgroup` or empty."""
    style: str
    """Class of the stylesheet: `r` numbers, `w` `w2` `w3` columns that may wrap; or empty."""
    span: int
    """Columns it covers; more than one only for a row of a single cell."""
    text: str


class TableView(NamedTuple):
    """A table ready to show."""

    label: str
    """What the scrolling region is called."""
    head: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    style: str
    """`wide` (wider than the text), `mid` (wider than a phone), `form` or empty."""
    slide: str
    """Class of the hint that it can be moved sideways; empty if it fits everywhere."""
    page: int | None
    shape: str = "table"


def table_view(table: Table, label: str, form: bool, page: int | None) -> TableView:
    """The table with its cells told apart into heads and data; the first row is the head, a form has none."""
    rows = [tuple(cell.value for cell in row) for row in table.rows if row]
    width = max(map(len, rows), default=0)
    styles = _column_styles(rows[1:], width)
    room = sum(_room(style) for style in styles)
    heads = 0 if form else _head_rows(rows, width)
    size = "form" if form else "wide" if room > _FITS_TABLET else "mid" if room > _FITS_PHONE else ""
    plain = tuple(style if style == "r" or size in ("wide", "mid") else "" for style in styles)
    return TableView(
        label=label,
        head=tuple(_head(row, width, plain) for row in rows[:heads]),
        rows=tuple(_row(row, width, plain) for row in rows[heads:]),
        style=size,
        slide=_slide(room),
        page=page,
    )


_ROOM = {"": 5, "r": 4, "w": 9, "w2": 16, "w3": 24}
"""Rough width of a column in characters, by style."""
_FITS_PHONE, _FITS_TABLET, _FITS_DESK = 21, 44, 74
"""Width of a phone, a tablet and a desk screen in characters of a table."""


def _room(style: str) -> int:
    return _ROOM[style]


def _slide(room: int) -> str:
    if room <= _FITS_PHONE:
        return ""
    return "slide s" if room <= _FITS_TABLET else "slide" if room <= _FITS_DESK else "slide l"


def _head_rows(rows: Sequence[Row], width: int) -> int:
    """One, and a row of a single cell above it where the print has one."""
    return 2 if len(rows) > 2 and width > 1 and len(rows[0]) == 1 else 1


def _column_styles(rows: Sequence[Row], width: int) -> tuple[str, ...]:
    return tuple(
        _column_style([row[column] for row in rows if 1 < len(row) > column and row[column]], column)
        for column in range(width)
    )


def _column_style(cells: Sequence[str], column: int) -> str:
    if cells and column and all(map(_NUMBER.fullmatch, cells)):
        return "r"
    longest = max(map(len, cells), default=0)
    if longest <= 6:
        return ""
    return "w" if longest <= _LONG else "w2" if longest <= _VERY_LONG else "w3"


def _head(row: Row, width: int, styles: Sequence[str]) -> tuple[Cell, ...]:
    if len(row) == 1:
        return (Cell("th", "colgroup" if width > 1 else "col", "", width, row[0]),)
    cells = [Cell("th", "col", styles[place], 1, text) if text else _EMPTY for place, text in enumerate(row)]
    return (*cells, *(_EMPTY,) * (width - len(row)))


def _row(row: Row, width: int, styles: Sequence[str]) -> tuple[Cell, ...]:
    if len(row) == 1 and width > 1:
        return (Cell("td", "", "", width, row[0]),)
    first = Cell("th", "row", styles[0], 1, row[0]) if row[0] and width > 1 else Cell("td", "", styles[0], 1, row[0])
    cells = [Cell("td", "", styles[place], 1, text) for place, text in enumerate(row[1:], 1)]
    return (first, *cells, *(_EMPTY,) * (width - len(row)))


_EMPTY = Cell("td", "", "", 1, "")
