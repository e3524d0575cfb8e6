"""What the clerk decided about an issue, as carried out: corrections, masks, what is withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from gazette_site.model.names import IsoDate
from gazette_site.model.words import Span


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry of the sidecar's `corrections`, as applied."""

    find: str
    replace: str
    reason: str
    line: int
    """Source line of the first corrected character."""


MASK = "■■■■"
"""What stands where words may not stay, whatever their length (`reading.masks`)."""


@dataclass(frozen=True, slots=True)
class Hiding:
    """One `mask` of the sidecar, as carried out; the words themselves are nowhere in the issue."""

    reason: str
    decided: IsoDate | None
    """Day of the decision, if the sidecar names one."""
    lines: tuple[int, ...]
    """Source lines on which `MASK` stands for the words, one for each place, in order."""


@dataclass(frozen=True, slots=True)
class AddressOrder:
    """One `withdraw` or `noindex` of the sidecar."""

    address: str
    """As written, `/documents/lanfufa-2025-13/`."""
    reason: str
    decided: IsoDate | None
    line: int
    """Line of the sidecar."""


class Box(NamedTuple):
    """A part of a page, its edges as shares of width and height, counted from the upper left corner."""

    left: float
    upper: float
    right: float
    lower: float


@dataclass(frozen=True, slots=True)
class Cover:
    """What is painted over on the picture of one page of the PDF."""

    page: int
    """Place in the PDF, counted from 1."""
    boxes: tuple[Box, ...] = ()
    """Empty: the whole page."""


@dataclass(frozen=True, slots=True)
class Privacy:
    """What the sidecar orders so that personal data do not stay public."""

    hidings: tuple[Hiding, ...] = ()
    withdrawals: tuple[AddressOrder, ...] = ()
    unlisted: tuple[AddressOrder, ...] = ()
    """Pages that search engines are asked to leave out."""
    covers: tuple[Cover, ...] = ()
    """In the order of the pages."""
    no_pdf: bool = False
    """Whether pictures and PDF of the print are withheld, because it is not known where on them the words stand."""
    cut: tuple[Span, ...] = ()
    """What is cut out of the transcript that is offered, in order: the places of the texts that were withdrawn."""

    @property
    def changes_text(self) -> bool:
        """Whether what is published is less than what was printed."""
        return bool(self.hidings or self.withdrawals)


NO_ORDERS = Privacy()
