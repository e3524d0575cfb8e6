"""Tables: rows of cells, put together again over pages."""

from __future__ import annotations

from collections.abc import Sequence

from gazette_site.characters import bare
from gazette_site.model import Furniture, FurnitureReason, Table, Text
from gazette_site.parsing.repairs import cell_of
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
    for part in parts:
        if tables and _same_row(part[0], tables[-1][0]):
            dropped.append(furniture(FurnitureReason.REPEATED_TABLE_HEAD, part[0]))
            tables[-1] += part[1:]
        elif tables and _continues(tables[-1], part):
            tables[-1] += part
        else:
            tables.append(list(part))
    return tuple(Table(tuple(_row(line) for line in rows), rows[0].page) for rows in tables), tuple(dropped)


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


def _continues(table: list[Line], part: list[Line]) -> bool:
    """Whether a part without a head goes on with the table before: as many columns, and its first row is no head."""
    columns = max(len(_words(line)) for line in table)
    widths = [len(_words(line)) for line in part]
    if max(widths) != columns:
        return False
    first = _words(part[0])
    return any(not w for w in first) or any(w.isdigit() for w in first) or any(len(w) > 12 for w in first)
