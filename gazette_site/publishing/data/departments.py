"""Which departments of the register of duties are printed under several names: `data/departments.csv`, only where there are such."""

from __future__ import annotations

from collections.abc import Iterator

from gazette_site.linking.archive import Archive
from gazette_site.publishing.data.exports.csv_file import csv_bytes
from gazette_site.publishing.folder.output import OutputFile

FILE = "data/departments.csv"
_HEAD = ("printed", "listed_as", "url")


def department_files(archive: Archive) -> Iterator[OutputFile]:
    """A row for each shorter name: as printed, the name that it is listed with, and the page of that name."""
    rows = sorted((short, one.name, one.url) for one in archive.duties for short in one.also)
    if rows:
        yield OutputFile(FILE, csv_bytes([_HEAD, *rows]))
