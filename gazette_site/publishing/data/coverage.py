"""What is not there, as data: `/data/coverage.json`."""

from __future__ import annotations

from gazette_site.linking.archive import Archive, Hole, NumberSeries
from gazette_site.publishing.data.records.archive import CoverageData, HoleData, SeriesData
from gazette_site.publishing.folder.output import OutputFile, json_bytes

FILE = "data/coverage.json"


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
