"""Rows of a transcript seen together: what no row shows by itself.

table of bars = row+            two rows or more between bars, where Markdown sees none
table of tabs = row (row | section row)* row
section row   = short words without a tab that divide a table into parts
footnote      = "*" words       a star that no other item of a list stands beside
indent        = two blanks of full width, where they tell paragraphs from lines that go on
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from gazette_site.characters import without_blanks
from gazette_site.late import late
from gazette_site.punctuation import is_closed
from gazette_site.reading.markup import Structure

_BAR_ROW = late(r"\s*+\|.*\|\s*")
_BAR_DELIMITER = late(r"[\s|:-]*+")
_LONGEST_SECTION = 30
_CONTINUED = late(r"[（(]?(?:接上表|续上?表?)[）)]?[:：]?")
"""Printed where a table goes on, on the next page."""
_STAR = late(r"\s*+\*\s++(?=\S)")
_ITEM = late(r"\s*+[-*+]\s++(?=\S)")
_REFERENCE = late(r"(?<=[^\s*\\])\*(?!\*)")
INDENT = 1.5
"""Blanks of full width from which a row is indented; recognisers and editors lose half a blank."""


def _any_has(sign: str, rows: Sequence[str]) -> bool:
    return sign in "".join(rows)


def with_bar_tables(rows: Sequence[str], structure: Structure) -> Structure:
    """Adds the tables that are drawn with bars but that Markdown does not see, because other marks stand directly before them."""
    if not _any_has("|", rows):
        return structure
    tables, delimiters = dict(structure.tables), set(structure.delimiters)
    run: list[int] = []
    for number, row in enumerate([*rows, ""]):
        if "|" in row and number not in tables and _BAR_ROW.fullmatch(row):
            run.append(number)
            continue
        if len(run) > 1:
            tables.update(dict.fromkeys(run, 250_000 + number))
            delimiters.update(n for n in run if _BAR_DELIMITER.fullmatch(rows[n]) and "-" in rows[n])
        run = []
    return Structure(structure.rules, tables, frozenset(delimiters))


def tab_tables(rows: Sequence[str], structure: Structure) -> dict[int, int]:
    """Row → number of its table, for tables whose cells are separated by tabs: two such rows one after the other, or one with two tabs or more.

    Rows of tabs alone between them are empty rows of a form; short words without a tab between them are a section row.
    """
    if not _any_has("\t", rows):
        return {}
    tables: dict[int, int] = {}
    run: list[int] = []
    for number, row in enumerate([*rows, ""]):
        if number not in structure.tables and run and _is_section(rows, number):
            run.append(number)
            continue
        if "\t" in row and number not in structure.tables and (run or without_blanks(row)):
            run.append(number)
            continue
        while run and not without_blanks(rows[run[-1]]):
            run.pop()
        if len(run) > 1 or (run and rows[run[0]].strip(" \r\n").count("\t") > 1):
            tables.update(dict.fromkeys(run, len(tables) + 1))
        run = []
    tables.update((number, len(rows) + number) for number in _spaced_sections(rows, tables))
    return tables


def _spaced_sections(rows: Sequence[str], tables: dict[int, int]) -> Iterator[int]:
    """Section rows of tables whose rows are set apart by empty lines: the numbers in the first column run on over them, or begin again."""
    filled = [number for number, row in enumerate(rows) if without_blanks(row)] if tables else []
    last = 0
    for above, number, below in zip(filled, filled[1:], filled[2:], strict=False):
        last = _figure(rows[above]) or (last if above in tables else 0)
        if number in tables or above not in tables or below not in tables or not number - above == below - number == 2:
            continue
        words = without_blanks(rows[number])
        first, same = _figure(rows[below]), rows[below].count("\t") in (rows[above].count("\t"), 0)
        if first and first in (1, last + 1) and same and len(words) <= _LONGEST_SECTION and not is_closed(words):
            yield number


def _figure(row: str) -> int:
    """The number in the first cell of a row of tabs, 0 if it is none."""
    first = row.split("\t", 1)[0].strip()
    return int(first) if "\t" in row and first.isdecimal() and len(first) < 5 else 0


def _is_section(rows: Sequence[str], number: int) -> bool:
    """Whether a row without a tab stands inside a table, right between rows that have the same number of cells, no head of another table under it."""
    if not 0 < number < len(rows) - 1 or "\t" in rows[number]:
        return False
    above, words, below = rows[number - 1], without_blanks(rows[number]), rows[number + 1]
    if not words or len(words) > _LONGEST_SECTION or (is_closed(words) and not _CONTINUED.fullmatch(words)):
        return False
    return below.count("\t") >= 1 and _goes_on(rows, number, above, below)


def _goes_on(rows: Sequence[str], number: int, above: str, below: str) -> bool:
    """Whether the row under a section row belongs to the table above: as many cells, or as many as the nearest rows of it."""
    near = [row.count("\t") for row in (above, *rows[max(number - 4, 0) : number - 1]) if "\t" in row]
    figures = [bool(re.search(r"\d", without_blanks(row))) for row in (above, below)]
    return below.count("\t") in near and (figures[1] or not figures[0])


def footnotes(rows: Sequence[str]) -> frozenset[int]:
    """Rows whose star at the head is the mark of a footnote, not of a list.

    It stands alone, and words above it carry a star, or no list of this text is made with stars.
    """
    stars = [number for number, row in enumerate(rows) if _STAR.match(row)] if _any_has("*", rows) else []
    if not stars:
        return frozenset()
    filled = [number for number, row in enumerate(rows) if without_blanks(row)]
    beside = {n for a, b in pairwise(filled) if _ITEM.match(rows[a]) and _ITEM.match(rows[b]) for n in (a, b)}
    first = next((number for number, row in enumerate(rows) if _REFERENCE.search(row)), len(rows))
    return frozenset(n for n in stars if n not in beside and (first < n or beside.isdisjoint(stars)))


def paragraph_begins(rows: Sequence[str], skipped: frozenset[int] | set[int]) -> dict[int, bool]:
    """Row → whether it begins a paragraph (True) or goes on with the row above (False), where the text shows it by indents.

    It does where rows after the end of a paragraph are indented nearly throughout, and rows that go on are not. A row
    without an indent goes on if the row right above it is full; else its place tells nothing.
    """
    if sum(_indent(row) >= INDENT for row in rows if row and row[0] in _BLANKS) < 2:
        return {}
    seen = [number for number, row in enumerate(rows) if number not in skipped and without_blanks(row)]
    indents = {number: _indent(rows[number]) for number in seen}
    after_end = [indents[b] >= INDENT for a, b in pairwise(seen) if _ends(rows[a])]
    after_open = [indents[b] >= INDENT for a, b in pairwise(seen) if _breaks_off(rows[a])]
    if sum(after_end) < 2 or sum(after_end) < 0.8 * len(after_end) or sum(after_open) > 0.4 * len(after_open):
        return {}
    begins = {number: True for number in seen if indents[number] >= INDENT}
    full = _full_width(rows, indents)
    if full:
        begins.update(
            (b, False) for a, b in pairwise(seen) if b == a + 1 and b not in begins and _width(rows[a]) >= full - 2
        )
    return begins


def _ends(row: str) -> bool:
    return is_closed(row) and not row.rstrip().endswith((":", "："))


def _breaks_off(row: str) -> bool:
    """Whether a row ends inside a sentence: it has commas and no end."""
    return ("，" in row or "," in row) and not is_closed(row)


def _full_width(rows: Sequence[str], indents: dict[int, float]) -> float:
    """Width of a full row of hard-wrapped text, 0 if rows are not cut at one width: that of most rows that are followed by one without indent."""
    widths = [_width(rows[n - 1]) for n in indents if n - 1 in indents and indents[n] < INDENT]
    counts = Counter(round(w) for w in widths)
    if not counts:
        return 0
    best = max(counts, key=lambda w: (sum(counts[v] for v in (w - 1, w, w + 1)), w))
    near = sum(counts[v] for v in (best - 1, best, best + 1))
    return best if near >= 2 and best >= 14 else 0


_BLANKS = "\u3000\u2003 \u00a0\u2002\t"


def _indent(row: str) -> float:
    return sum(_blank_widths(row)) if row and row[0] in _BLANKS else 0


def _blank_widths(row: str) -> Iterator[float]:
    for character in row:
        if character in "\u3000\u2003":
            yield 1
        elif character in " \u00a0\u2002":
            yield 0.5
        elif character != "\t":
            return
        else:
            yield 2


def _width(row: str) -> float:
    return sum(0.5 if c.isascii() else 1 for c in row.rstrip())
