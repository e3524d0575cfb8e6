"""What the script of 重要日期 asks: the days that bind by the last one on which they still do, in small files.

    days of all documents ──▶ /dates/due.json, which names the files ──▶ /dates/due-2025-1.json …

A reader who asks what is due fetches the files of the next months and no other; `data/dates.csv` has the whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from gazette_site.linking.anchors import anchor_of
from gazette_site.linking.archive import Archive, LinkedDocument
from gazette_site.linking.lists import in_pieces
from gazette_site.linking.standing import last_day_of
from gazette_site.model import BindingDate, IsoDate
from gazette_site.publishing.folder.output import OutputFile, json_line
from gazette_site.publishing.phrases import excerpt

_A_FILE = 500
"""Days in a file."""
_LONGEST = 160
"""Characters of a sentence."""


class _Line(NamedTuple):
    """As the script reads it."""

    place: str
    """From the root of the site, with its anchor: `documents/lanfufa-2025-1/#art-3`."""
    kind: str
    begin: str
    end: str
    until: IsoDate
    """The last day on which it binds: `end`, else `begin`, or the last day of its document before that."""
    title: str
    text: str
    printed: str
    """What is printed where the days were worked out; else empty."""


class _File(NamedTuple):
    """A line of the list of files."""

    name: str
    last: IsoDate
    """The latest `until` in it."""
    kinds: dict[str, int]
    """How many lines of each kind."""


def due_files(archive: Archive) -> Iterator[OutputFile]:
    """The files, and the list of them; none where no document names a day."""
    lines = sorted(_lines(archive), key=lambda one: (one.until, one.end or one.begin))
    files = list[_File]()
    for year, group in groupby(lines, key=lambda one: one.until[:4]):
        for number, some in enumerate(in_pieces(group, _A_FILE), 1):
            files.append(_file(f"due-{year}-{number}.json", some))
            yield OutputFile(f"dates/{files[-1].name}", json_line(some))
    if any(one.document.dates for issue in archive.issues for one in issue.documents):
        yield OutputFile("dates/due.json", json_line(files))


def _file(name: str, lines: Sequence[_Line]) -> _File:
    return _File(name, lines[-1].until, dict(sorted(Counter(one.kind for one in lines).items())))


def _lines(archive: Archive) -> Iterator[_Line]:
    for issue in archive.issues:
        for linked in issue.documents:
            holds = last_day_of(archive.standing.get(linked.url)) if linked.document.dates else None
            for one in linked.document.dates:
                if last := one.end or one.begin:
                    yield _line(linked, one, min(last, holds) if holds else last)


def _line(linked: LinkedDocument, one: BindingDate, until: IsoDate) -> _Line:
    anchor, words = anchor_of(linked, one.place), one.item or " ".join(one.sentence.split())
    return _Line(
        place=f"{linked.url[1:]}#{anchor}" if anchor else linked.url[1:],
        kind=one.kind.value,
        begin=one.begin or "",
        end=one.end or "",
        until=until,
        title=linked.document.title.value,
        text=excerpt(words, _LONGEST) if len(words) > _LONGEST else words,
        printed=one.words if one.derived else "",
    )
