"""How the entries of one 大事记 begin: what is counted over all its lines before any of them is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gazette_site.parsing.chronicle.dates import begins, date_head, heading_month, mark_end, number_head
from gazette_site.punctuation import is_closed
from gazette_site.reading.lines import Line


@dataclass(frozen=True, slots=True)
class Style:
    """How the entries of a chronicle begin, counted over all its lines."""

    dated_marks: frozenset[str]
    """Marks that stand before dates, '' for none."""
    numbered: bool
    """Numbers stand before dates."""
    unclosed: bool
    """Entries end without a full stop."""
    indented: bool
    """Entries begin with an indent that the medium shows, so a line without one begins none."""


def style_of(lines: Sequence[Line]) -> Style:
    """The style of a chronicle from its lines below the heading."""
    marks: set[str] = set()
    alone, last_number, numbered, cut, ended, indented = "", 0, 0, 0, 0, 0
    widest = max((len(line.text) for line in lines), default=0)
    for i, line in enumerate(lines):
        end = mark_end(line.text)
        number = None if end else number_head(line.text)
        if number and begins(line.text[number.end :]):
            numbered += number.number == last_number + 1
            last_number = number.number
        mark = line.text[:end].strip() or alone
        alone = mark if end == len(line.text) else ""
        head = date_head(line.text[end:])
        if head is None or not head.event:
            continue
        marks.add(mark)
        indented += 0 if line.begins is None else 1 if line.begins else -1
        if i and lines[i - 1].text and heading_month(lines[i - 1].text) is None:
            cut += _is_unfinished(lines[i - 1], line, widest)
            ended += is_closed(lines[i - 1].text)
    bare = not (marks - {""}) and numbered < 2
    return Style(frozenset(marks), numbered > 1, bare and cut > ended, indented > 0)


def _is_unfinished(before: Line, line: Line, widest: int) -> bool:
    """Whether a line ended without a full stop although nothing cut it: it is short, or a blank line follows."""
    return not is_closed(before.text) and (line.gap > 0 or len(before.text) < 0.85 * widest)
