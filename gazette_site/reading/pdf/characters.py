"""What a page holds: characters, rules and pictures, in points from its upper left corner.

What is laid out works on these records, wherever the characters come from: the text layer (`content`) or recognition (`scanned_page`).
"""

from __future__ import annotations

from typing import NamedTuple

from gazette_site.model import FurnitureReason

SCAN = 0.4
"""Share of a page from which a picture is the page."""


class Char(NamedTuple):
    """One character as placed on the page."""

    text: str
    x0: float
    x1: float
    base: float
    """Its base line, from the top of the page."""
    size: float
    vertical: bool = False
    """Whether its font writes downwards."""
    artifact: str = ""
    """As what it is marked that is no text, for a witness: `edge` or `watermark`."""

    @property
    def top(self) -> float:
        """Its upper edge, near enough."""
        return self.base - 0.88 * self.size

    @property
    def bottom(self) -> float:
        """Its lower edge, near enough."""
        return self.base + 0.12 * self.size

    @property
    def middle(self) -> float:
        """The middle between its left and right edge."""
        return (self.x0 + self.x1) / 2


class Aside(NamedTuple):
    """Characters that are no text, with the reason."""

    reason: FurnitureReason
    chars: tuple[Char, ...]
    why: str = ""
    """For the report, more exactly: "被遮盖"."""


class Box(NamedTuple):
    """A rectangle; a rule has no width or no height."""

    x0: float
    top: float
    x1: float
    bottom: float


class Told(NamedTuple):
    """What a page brings besides its print, for the report."""

    renamed: tuple[str, ...] = ()
    """Replacement text that was taken for glyphs without characters."""
    otherwise: tuple[tuple[str, str], ...] = ()
    """What is printed, and replacement text that says something else."""
    noted: tuple[str, ...] = ()
    """What annotations show: it is read like print."""
    unread: tuple[str, ...] = ()
    """What others say that have no appearance."""


class PageContent(NamedTuple):
    """Everything on one page."""

    number: int
    """Place in the file, counted from 1."""
    width: float
    height: float
    chars: tuple[Char, ...]
    aside: tuple[Aside, ...]
    """Hidden characters, second prints, sideways ones on an upright page, such as the Mongolian script of a cover."""
    rules: tuple[Box, ...]
    pictures: tuple[Box, ...]
    unmapped: tuple[str, ...]
    """Glyphs that the file gives no character for, as it names them: `(cid:12)`, `U+E003`."""
    recognised: bool = False
    """Whether the characters were recognised in the picture of the page."""
    layer: bool = False
    """Whether they are an unseen text layer that the file brings for the picture of the page: recognised by somebody else's machine."""
    outlined: int = 0
    """Shapes in rows that look like characters: words turned into outlines."""
    longer: float = 0.0
    """Points by which `height` is more than that of the paper: a part that lies on its side stands upright here, columns stand under each other."""
    told: Told = Told()
    fractions: tuple[str, ...] = ()
    """Stacked fractions as they are read, in one line."""
    stacks: tuple[tuple[float, float], ...] = ()
    """Upper and lower edge of each band whose three columns or more were put under each other."""
