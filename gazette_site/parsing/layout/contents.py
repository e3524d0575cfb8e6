"""目录: sections, titles and printed pages.

contents = heading (section row+)+
title    = row with a page, and the rows without one before or after it that belong to it, a line with its document number among them

Pages stand before the titles or after them, throughout an issue, or nowhere. What a row without a page is, the rest of the title above, the
beginning of the one below, a section or a title of its own, says first of all the body, which prints every title again; where it prints the title in
other words, form and place decide, and what they cannot decide for certain is a doubt.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import NamedTuple

from gazette_site.characters import bare, without_blanks
from gazette_site.document_numbers import number_line
from gazette_site.model import ContentsLine, NormalNumber
from gazette_site.parsing.layout.contents_forms import Doubt, Entry, Section
from gazette_site.parsing.layout.contents_reader import Reader
from gazette_site.parsing.layout.contents_rows import (
    Row,
    in_reading_order,
    is_foreign,
    page_behind,
    read_row,
    split_number,
    without_author,
    without_ordinals,
)
from gazette_site.parsing.layout.contents_sections import (
    section_name,
)
from gazette_site.parsing.layout.contents_tables import read_table_rows
from gazette_site.parsing.layout.front import heading_size, is_contents_heading, is_cover_line, is_imprint
from gazette_site.parsing.layout.printed_again import PrintedAgain
from gazette_site.parsing.names.issuers import starts_subject
from gazette_site.parsing.names.order_names import short_number
from gazette_site.reading.lines import Line, line_text


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


def read_contents(lines: Sequence[Line], start: int, stop: int, known: Sequence[str]) -> Contents:
    """The contents that begin with the heading at `start`; `known` are section names of the configuration.

    They end with the last row that is a title, before the first line that can only be body: a sentence, a document number, an addressee, a page that
    goes back, or a listed title repeated.
    """
    first = start + heading_size(lines, start)
    rows = in_reading_order(_without_foreign_tables(list(_rows(lines, first, stop))))
    body = PrintedAgain(lines[:stop])
    reader = Reader(body, known, rows)
    found = _with_pages_apart(rows, body, known) or (
        reader.with_pages() if reader.has_pages else reader.without_pages()
    )
    return _finished(found, reader, lines, first - 1, stop)


def _without_foreign_tables(rows: list[Row]) -> list[Row]:
    """The rows up to the first table, if lines that are none have titles with pages before it: that table is body."""
    paged = next((k for k, row in enumerate(rows) if (row.last or row.first) and not row.folio), None)
    if paged is None or rows[paged].line.cells is not None:
        return rows
    end = next((k for k in range(paged, len(rows)) if rows[k].line.cells is not None), len(rows))
    return rows[:end]


def _with_pages_apart(rows: Sequence[Row], body: PrintedAgain, known: Sequence[str]) -> list[Entry | Section]:
    """Contents that print all titles and then all pages: as many pages as the body prints titles; else nothing."""
    first = next((k for k, row in enumerate(rows) if row.first or row.last), len(rows))
    pages = list(takewhile(lambda row: row.last is not None and not row.last.title, rows[first:]))
    numbers = [row.last.page for row in pages if row.last]
    if len(pages) < 2 or first < len(pages) or numbers != sorted(numbers):
        return []
    found = Reader(body, known, rows[:first]).without_pages()
    entries = [one for one in found if isinstance(one, Entry)]
    if len(entries) != len(pages):
        return []
    paged = {id(entry): page for entry, page in zip(entries, numbers, strict=True)}
    result = [replace(one, page=paged[id(one)]) if isinstance(one, Entry) else one for one in found]
    last = result.pop()
    return [*result, replace(last, index=pages[-1].index) if isinstance(last, Entry) else last]


def _rows(lines: Sequence[Line], first: int, stop: int) -> Iterator[Row]:
    """The rows up to the first line that can only be body, without what contents pages print besides."""
    table: list[tuple[int, Line]] = []
    again = _number_lines(lines, first, stop)
    for index in range(first, stop):
        line = lines[index]
        if line.cells is not None and (not table or line.table == table[0][1].table):
            table.append((index, line))
            continue
        yield from read_table_rows(table)
        table = [(index, line)] if line.cells is not None else []
        if line.cells is None and not _is_listed_number(lines, index, again) and _must_be_body(lines, index, stop):
            return
        if line.cells is None and not _is_besides(line):
            row = read_row(index, line)
            if row:
                yield row
    yield from read_table_rows(table)


def _number_lines(lines: Sequence[Line], first: int, stop: int) -> dict[NormalNumber, int]:
    """The last line that prints each document number and nothing else; of an order the line under its name."""
    found = ((_number_at(lines, k, first), k) for k in range(first, stop) if "号" in lines[k].text)
    return {number: k for number, k in found if number}


def _number_at(lines: Sequence[Line], k: int, first: int) -> NormalNumber | None:
    return number_line(lines[k].text) or (short_number(lines[k - 1].text, lines[k].text) if k > first else None)


def _is_listed_number(lines: Sequence[Line], index: int, again: Mapping[NormalNumber, int]) -> bool:
    """Whether a number on a line of its own belongs to a title of the contents: the body prints it again, and no addressee is under it."""
    number = number_line(lines[index].text) if "号" in lines[index].text else None
    if number is None or again.get(number, index) == index:
        return False
    return not lines[index + 1].text.rstrip().endswith(("：", ":", "。"))


def _is_besides(line: Line) -> bool:
    """The heading repeated on a second page, the head of the page, Mongolian script, the imprint, the second title under a title."""
    if is_contents_heading(line) or is_cover_line(line) or is_imprint(line) or not bare(line_text(line)):
        return True
    return line.text.startswith("——") and page_behind(line.text) is None


def _must_be_body(lines: Sequence[Line], index: int, stop: int) -> bool:
    text = lines[index].text.strip()
    if text.endswith(("：", ":")):
        below = read_row(index + 1, lines[index + 1]) if index + 1 < stop else None
        return section_name(text) is None or below is None or not (below.first or below.last)
    return "。" in text or text.endswith("；") or number_line(text) is not None or _heads_order(lines, index, stop)


def _heads_order(lines: Sequence[Line], index: int, stop: int) -> bool:
    """Whether an order or a public notice begins: its name, its number on the line below, and no page after them."""
    if index + 2 >= stop or short_number(lines[index].text, lines[index + 1].text) is None:
        return False
    below = read_row(index + 2, lines[index + 2])
    return below is None or not (below.first or below.last)


# -- what was read becomes contents lines


def _finished(
    found: Sequence[Entry | Section], reader: Reader, lines: Sequence[Line], start: int, stop: int
) -> Contents:
    found = list(_with_paged_sections(found, reader))
    while found and isinstance(found[-1], Section) and found[-1].row.section is None:
        found.pop()  # names after the last title are body
    while reader.has_pages and found and isinstance(found[-1], Entry) and _is_body(found[-1], reader, lines, stop):
        found.pop()
    titles = iter(_titles([f for f in found if isinstance(f, Entry)]))
    section: Section | None = None
    result: list[ContentsLine] = []
    sections: list[str] = []
    empty: list[Doubt] = []
    filled = True
    for one in found:
        if isinstance(one, Section):
            if section is not None and not filled and section.row.section is None:
                empty.append(Doubt(section.name, section.row.line.number))
            section, filled = one, False
            sections += [one.name] if one.row.section else [one.name, one.row.text, line_text(one.row.line)]
        else:
            title, filled = next(titles), True
            name, number = split_number(without_author(title))
            number = one.row.number or number
            result.append(
                ContentsLine(
                    section.name if section else None, one.page, without_blanks(name), one.row.line.number, number
                )
            )
    last = max((f.index if isinstance(f, Entry) else f.row.index for f in found), default=start)
    end = _with_imprint(lines, last + 1, stop) if found else start + 1
    doubts = tuple(d for d in reader.doubts)
    return Contents(tuple(result), tuple(dict.fromkeys(sections)), end, doubts, tuple(empty))


def _is_body(entry: Entry, reader: Reader, lines: Sequence[Line], stop: int) -> bool:
    """Whether a title without a page at the end of contents with pages is the first of the body.

    It is if the body does not print it again, or if it only names bodies whose matter stands on the line below.
    """
    if entry.page is not None:
        return False
    below = lines[entry.index + 1].text if entry.index + 1 < stop else ""
    return reader.body.begins(entry.title, entry.index) is None or starts_subject(below) == 0


def _titles(entries: Sequence[Entry]) -> list[str]:
    return without_ordinals([e.title for e in entries])


def _with_imprint(lines: Sequence[Line], end: int, stop: int) -> int:
    """One after what is printed under the last title: its translation, the page of the contents, the imprint."""
    last = end
    while last < stop and lines[last].cells is None and _stands_under(lines[last]):
        last += 1
    return last


def _stands_under(line: Line) -> bool:
    row = read_row(0, line)
    if is_imprint(line) or is_contents_heading(line) or (row is not None and row.folio):
        return True
    if line.text.startswith("——"):
        return True
    return is_foreign(line.text) and len(line.text) <= 200


def _with_paged_sections(found: Sequence[Entry | Section], reader: Reader) -> Iterator[Entry | Section]:
    """`found` with the titles that are sections with a page of their own told apart."""
    for position, one in enumerate(found):
        below = found[position + 1] if position + 1 < len(found) else None
        name = section_name(one.title) if isinstance(one, Entry) else None
        if isinstance(one, Entry) and name and isinstance(below, Entry) and _heads_a_page(one, name, below, reader):
            yield Section(name, replace(one.row, text=name))
        else:
            yield one


def _heads_a_page(one: Entry, name: str, below: Entry, reader: Reader) -> bool:
    """Whether a short title with a page is the section of the one below it: the same page, and nothing of its own in the body."""
    if one.page is None or below.page is None or not 0 <= below.page - one.page <= 1 or section_name(below.title):
        return False
    again = reader.body.alone(name, below.index)
    under = reader.body.begins(below.title, below.index)
    return len(again) != 1 or under is None or again[0] + 1 == under
