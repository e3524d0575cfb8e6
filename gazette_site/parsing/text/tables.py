"""Tables: rows of cells, put together again over pages."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from msgspec.structs import replace as other_line

from gazette_site.characters import bare
from gazette_site.model import Furniture, FurnitureReason, Table, Text
from gazette_site.parsing.text.labels import label_of
from gazette_site.parsing.text.repairs import cell_of
from gazette_site.punctuation import is_closed
from gazette_site.reading.lines import Line, furniture

Row = tuple[Text, ...]


def read_tables(lines: Sequence[Line]) -> tuple[tuple[Table, ...], tuple[Furniture, ...]]:
    """The tables that a run of table rows holds, nothing but rows between them.

    A part that repeats the head row of the table before it continues it, and the repeated head is dropped; a part with as many columns and no head of
    its own continues it too. Everything else is a new table.
    """
    parts: list[list[Line]] = []
    for line in lines:
        if parts and parts[-1][0].table == line.table:
            parts[-1].append(line)
        else:
            parts.append([line])
    tables: list[list[Line]] = []
    dropped: list[Furniture] = []
    for part, following in zip(parts, [*parts[1:], None], strict=True):
        if tables and _same_row(part[0], tables[-1][0]):
            dropped.append(furniture(FurnitureReason.REPEATED_TABLE_HEAD, part[0]))
            _append(tables[-1], part[1:])
        elif tables and (_continues(tables[-1], part) or (following and _divides(tables[-1], part, following))):
            _append(tables[-1], part)
        else:
            tables.append(list(part))
    return tuple(Table(tuple(_row(line) for line in rows), rows[0].page) for rows in tables), tuple(dropped)


def _append(table: list[Line], part: list[Line]) -> None:
    """Adds the rows of the next page; a row that the page cut in two becomes one again."""
    if part and _is_cut(table[-1], part[0]):
        table[-1] = _joined(table[-1], part[0])
        part = part[1:]
    table += part


def _is_cut(last: Line, first: Line) -> bool:
    """Whether the first row of a page is the rest of the last row of the page before.

    Its first cell is empty, and every cell that is not goes on with a long cell that breaks off above it.
    """
    if not (last.pdf_page and first.pdf_page == last.pdf_page + 1 and last.cells and first.cells) or first.cells[0]:
        return False
    rest = [(a, b) for a, b in zip(last.cells, first.cells, strict=False) if b]
    return bool(rest) and all(
        a and not is_closed(a[-1].text) and len(a[-1].text) >= 8 and label_of(b[0].text) is None for a, b in rest
    )


def _joined(last: Line, first: Line) -> Line:
    """One row of two: each cell with what goes on in it."""
    cells = []
    for a, b in zip_longest(last.cells or (), first.cells or (), fillvalue=()):
        if a and b:
            cells.append((*a[:-1], a[-1].followed_by(b[0]), *b[1:]))
        else:
            cells.append((*a, *b))
    return other_line(last, cells=tuple(cells))


def _row(line: Line) -> Row:
    assert line.cells is not None
    return tuple(cell_of(cell) for cell in line.cells)


def _words(line: Line) -> list[str]:
    words = [bare("".join(part.text for part in cell)) for cell in line.cells or ()]
    while words and not words[-1]:
        words.pop()
    return words


def _same_row(a: Line, b: Line) -> bool:
    first, second = _words(a), _words(b)
    return len(first) > 1 and first == second


def _divides(table: list[Line], part: list[Line], following: list[Line]) -> bool:
    """Whether a part is a section row: one cell, and what follows goes on with the table."""
    return len(part) == 1 and len(part[0].cells or ()) == 1 and _continues(table, following)


def _continues(table: list[Line], part: list[Line]) -> bool:
    """Whether a part without a head goes on with the table before: as many columns, and its first row is no head."""
    if _is_cut(table[-1], part[0]) and len(part[0].cells or ()) == len(table[-1].cells or ()):
        return True
    columns = max(len(_words(line)) for line in table)
    widths = [len(_words(line)) for line in part]
    if max(widths) != columns:
        return False
    first = _words(part[0])
    return any(not w for w in first) or any(w.isdigit() for w in first) or any(len(w) > 12 for w in first)
