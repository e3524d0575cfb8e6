"""Large first characters (首字下沉) that reach down over several lines: put before the first of them, at their size."""

from __future__ import annotations

from collections.abc import Sequence

from gazette_site.reading.pdf.characters import Char, PageContent
from gazette_site.reading.pdf.gutters import lines_by_base

_LARGE = 1.7
"""Sizes of the body text from which a character can be such a one."""
_NEXT = 1.2
"""Sizes of the body text between it and the lines beside it, at most."""
_GAP = 1.5
"""Sizes that end a line: what follows is another column."""
_MOST = 20
"""Characters of a page that are looked at."""


def with_initials(content: PageContent, size: float) -> PageContent:
    """The page with its large first characters in their lines; `size` is that of the body text."""
    large = [c for c in content.chars if c.size > _LARGE * size and c.text > "\u2e80" and not c.text.isspace()]
    if not 0 < len(large) <= _MOST:
        return content
    moved: dict[int, Char] = {}
    for char in large:
        if not any(other is not char and abs(other.base - char.base) < char.size for other in large):
            moved.update(_in_line(char, content.chars, size))
    return content._replace(chars=tuple(moved.get(id(c), c) for c in content.chars)) if moved else content


def _in_line(initial: Char, chars: Sequence[Char], size: float) -> dict[int, Char]:
    """Identity → new place of a large character and the lines beside it; nothing if there are not two of them."""
    beside = [
        c
        for c in chars
        if c.x0 > initial.x1 - 0.3 * size
        and initial.top < c.base <= initial.base + 0.4 * size
        and c.size <= 1.15 * size
    ]
    lines = [_first(line) for line in lines_by_base(beside, size)]
    lines = [line for line in lines if line[0].x0 - initial.x1 < _NEXT * size]
    if len(lines) < 2 or lines[0][0].base > initial.top + 1.3 * size:
        return {}
    first = lines[0][0].base
    moved = {id(initial): initial._replace(x1=initial.x0 + size, base=first, size=lines[0][0].size)}
    for k, line in enumerate(lines):
        left = line[0].x0 - initial.x0 - (size if k == 0 else 0.0)
        moved.update((id(c), c._replace(x0=c.x0 - left, x1=c.x1 - left)) for c in line)
    return moved


def _first(line: Sequence[Char]) -> Sequence[Char]:
    """A line up to a gap."""
    end = next((k for k in range(1, len(line)) if line[k].x0 - line[k - 1].x1 > _GAP * line[k].size), len(line))
    return line[:end]
