"""What is not there: taken down, or never held."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from gazette_site.linking.urls import Url
from gazette_site.model import IsoDate, IssueId


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """An address whose text was taken down, as the sidecar of its issue orders (`privacy`)."""

    url: Url
    issue: IssueId
    reason: str
    """As the sidecar says."""
    decided: IsoDate | None
    named: bool
    """Whether the order names this address; else it went with the one that is named."""
    list: bool = False
    """Whether it is a list that was left empty."""


class HoleKind(Enum):
    """What is not there; the value is its name in the public data."""

    EARLIER = "earlier-issues"
    ISSUE = "missing-issue"
    BETWEEN = "issues-between"
    CONTENTS = "contents-line"
    ATTACHMENT = "unprinted-attachment"
    PICTURE = "picture"
    PAGE = "page-without-text"
    NUMBER = "cited-number"
    TITLE = "cited-title"


@dataclass(frozen=True, slots=True)
class Hole:
    """One thing that is not there (`linking.coverage`)."""

    kind: HoleKind
    issue: IssueId | None
    """The issue that shows it: the first one held, the later of two; None for what several documents name."""
    url: Url
    """The page on which a reader would miss it; of a cited number its reference page."""
    words: str = ""
    """Title or number as printed; between two issues the earlier one."""
    title: str = ""
    """Of a cited number the title, if one is named."""
    year: int = 0
    number: int = 0
    """Of an issue or attachment (0: named without one), printed page of a contents line, page of a PDF."""
    count: int = 1
    where: tuple[Url, ...] = ()
    """The documents that name it."""


@dataclass(frozen=True, slots=True)
class NumberSeries:
    """The numbers of one 代字 and year that the archive holds."""

    code: str
    """`澜府办发`."""
    year: int
    known: tuple[tuple[int, Url], ...]
    """Number and document, in order."""

    missing: tuple[tuple[int, int], ...]
    """First and last of each run of numbers that is not held, from 1 to the highest known."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is not there, and what is there of each series of numbers."""

    holes: tuple[Hole, ...] = ()
    series: tuple[NumberSeries, ...] = ()

    def of(self, kind: HoleKind) -> tuple[Hole, ...]:
        """The holes of one kind, in order."""
        return tuple(hole for hole in self.holes if hole.kind is kind)
