"""Pages from hand-made characters: what a test places, and what is read of it."""

from __future__ import annotations

from collections.abc import Sequence

from gazette_site.reading.lines import Line, line_text
from gazette_site.reading.pdf.characters import Box, Char, PageContent
from gazette_site.reading.pdf.pages import read_pages

WIDTH, HEIGHT, SIZE = 595.0, 842.0, 12.0
LEFT, RIGHT = 48.0, 306.0
"""Where the two columns begin."""
PROSE = (
    "各县区要按照属地管理和谁主管谁负责的原则，健全安全责任体系，落实培训、检验、签单等制度，严禁超载、冒险航行，"
    "确保运输安全，并在每年汛期之前开展一次全面排查，建立隐患台账，限期整改到位，不得长期占用道路，完工后及时清理"
)


def line(text: str, x: float, y: float, size: float = SIZE) -> list[Char]:
    """The characters of a printed line whose base line is `y`."""
    return [Char(c, x + i * size, x + (i + 1) * size, y, size) for i, c in enumerate(text)]


def raised(text: str, x: float, y: float, size: float = SIZE) -> list[Char]:
    """A small mark above the base line `y` of text of a size."""
    return line(text, x, y - 0.4 * size, 0.6 * size)


def prose(count: int, x: float, top: float, per: int, step: float = 20.0) -> list[Char]:
    """So many full lines of running text, so many characters in each."""
    endless = PROSE * (count * per // len(PROSE) + 2)
    return [c for k in range(count) for c in line(endless[k * per : (k + 1) * per], x, top + k * step)]


def table(rows: Sequence[Sequence[str]], xs: Sequence[float], top: float, step: float = 20.0) -> list[Char]:
    """Rows of words whose columns begin at `xs`."""
    return [
        c
        for k, row in enumerate(rows)
        for x, words in zip(xs, row, strict=False)
        for c in line(words, x, top + k * step)
    ]


def across(*ys: float, x0: float = LEFT, x1: float = 540.0) -> tuple[Box, ...]:
    """Rules across at these heights."""
    return tuple(Box(x0, y, x1, y) for y in ys)


def page(chars: Sequence[Char], number: int = 1, rules: Sequence[Box] = ()) -> PageContent:
    """A page with these characters."""
    return PageContent(number, WIDTH, HEIGHT, tuple(chars), (), tuple(rules), (), ())


def read(*pages: PageContent) -> list[Line]:
    """The lines of an issue of these pages."""
    return list(read_pages(pages).lines)


def texts(*pages: PageContent) -> list[str]:
    """What they say, cells parted by a bar."""
    return [shown(one) for one in read(*pages)]


def shown(one: Line) -> str:
    """A line, cells parted by a bar."""
    if one.cells is None:
        return line_text(one)
    return "|".join("".join(part.text for part in cell) for cell in one.cells)
