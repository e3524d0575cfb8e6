"""Pages that lie askew, as scans do with their text layer: put straight before lines are made.

The slope is that of runs of characters in the order of printing; nearly all long runs of a page must share it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gazette_site.reading.pdf.characters import Box, Char, PageContent

_LEAST = 0.002
"""Slope from which a page is put straight: a line of a page in two columns ends half a point too high then."""
_MOST = 0.12
"""Slope up to which it is one of a page, and no other direction."""
_ALIKE = 0.003
"""Difference up to which two slopes are one."""
_LONG = 10
"""Sizes that a run is long, at least."""
_RUNS = 4
"""Long runs that a page must have."""


def straightened(content: PageContent) -> PageContent:
    """The page with its lines level."""
    slopes = sorted(_slopes(content.chars))
    if len(slopes) < _RUNS:
        return content
    slope = slopes[len(slopes) // 2]
    alike = sum(abs(one - slope) < _ALIKE for one in slopes)
    if not _LEAST < abs(slope) < _MOST or alike < 0.7 * len(slopes):
        return content
    turn = _Turn(slope, content.width / 2, content.height / 2)
    return content._replace(
        chars=tuple(map(turn.char, content.chars)),
        aside=tuple(aside._replace(chars=tuple(map(turn.char, aside.chars))) for aside in content.aside),
        rules=tuple(map(turn.box, content.rules)),
    )


def _slopes(chars: Sequence[Char]) -> Iterator[float]:
    """The slope of each long run of characters that follow each other to the right."""
    start: Char | None = None
    last: Char | None = None
    for char in [*(c for c in chars if not c.text.isspace()), None]:
        if char is not None and last is not None and _follows(last, char):
            last = char
            continue
        if start is not None and last is not None and last.x0 - start.x0 > _LONG * last.size:
            yield (last.base - start.base) / (last.x0 - start.x0)
        start = last = char


def _follows(before: Char, after: Char) -> bool:
    """Whether a character goes on with the run of another."""
    level = abs(after.base - before.base) < 0.3 * before.size and abs(after.size - before.size) < 0.2 * before.size
    return level and -0.5 * before.size < after.x0 - before.x1 < 2 * before.size


class _Turn:
    """Turns a page around its middle, by so little that moving up and aside is enough."""

    def __init__(self, slope: float, x: float, y: float) -> None:
        self.slope, self.x, self.y = slope, x, y

    def char(self, char: Char) -> Char:
        """A character at its new place."""
        aside = self.slope * (char.base - self.y)
        base = char.base - self.slope * (char.x0 - self.x)
        return char._replace(x0=char.x0 + aside, x1=char.x1 + aside, base=base)

    def box(self, box: Box) -> Box:
        """A rule at its new place."""
        aside = self.slope * ((box.top + box.bottom) / 2 - self.y)
        down = self.slope * ((box.x0 + box.x1) / 2 - self.x)
        return Box(box.x0 + aside, box.top - down, box.x1 + aside, box.bottom - down)
