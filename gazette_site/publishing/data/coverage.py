"""What is not there, as data: `/data/coverage.json`."""

from __future__ import annotations

from msgspec import Struct

from gazette_site.linking.archive import Archive, Hole, NumberSeries, Url
from gazette_site.model import IssueId
from gazette_site.publishing.folder.output import OutputFile, json_bytes

FILE = "data/coverage.json"


class HoleData(Struct, frozen=True, omit_defaults=True):
    """One thing that is not there. Keys without a value are left out."""

    kind: str
    """As in `linking.archive.HoleKind`."""
    url: Url
    """Where a reader would miss it."""
    issue: IssueId | None = None
    words: str = ""
    title: str = ""
    year: int = 0
    number: int = 0
    count: int = 1
    where: tuple[Url, ...] = ()


class SeriesData(Struct, frozen=True):
    """The numbers of one 代字 and year."""

    code: str
    year: int
    known: tuple[int, ...]
    missing: tuple[tuple[int, int], ...]
    """First and last of each run that is not held, from 1 to the highest known."""


class CoverageData(Struct, frozen=True):
    """All of it."""

    issues: tuple[IssueId, ...]
    """Those that are held."""
    holes: tuple[HoleData, ...]
    series: tuple[SeriesData, ...]


def coverage_file(archive: Archive) -> OutputFile:
    """The file. The same archive gives the same bytes."""
    data = CoverageData(
        tuple(one.issue.id for one in archive.issues),
        tuple(map(_hole, archive.coverage.holes)),
        tuple(map(_series, archive.coverage.series)),
    )
    return OutputFile(FILE, json_bytes(data))


def _hole(one: Hole) -> HoleData:
    return HoleData(
        one.kind.value, one.url, one.issue, one.words, one.title, one.year, one.number, one.count, one.where
    )


def _series(one: NumberSeries) -> SeriesData:
    return SeriesData(one.code, one.year, tuple(number for number, _ in one.known), one.missing)
