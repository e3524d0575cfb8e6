"""What the script of 现行与失效 asks: the time lines of all texts in one small file, and what is shown of them by year.

    standings ──▶ /standing/texts.json: address, year, issuers, states with the days between them
              ──▶ /standing/texts-2025-1.json …: title, number, the sentence of each period

What holds on a day is asked of the first file; of the others those are fetched whose texts are shown. `data/standing.csv` has the whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from gazette_site.linking.archive import Archive, Url
from gazette_site.linking.lists import in_pieces
from gazette_site.linking.standing import Standing, State
from gazette_site.publishing.folder.output import OutputFile, json_line

_A_FILE = 500
"""Texts in a file."""
_STATES = tuple(State)


class _Text(NamedTuple):
    """A text of which somebody asks."""

    url: Url
    printed: int
    """The year of the issue; 0 of a document that is not held."""
    title: str
    number: str
    issuers: tuple[str, ...]
    dated: str
    """The year of its date, or empty."""
    standing: Standing


def timeline_files(archive: Archive) -> Iterator[OutputFile]:
    """The files; the first one names the others."""
    if not archive.issues:
        return
    texts = sorted(_texts(archive), key=lambda one: one.printed)
    issuers = {name: place for place, name in enumerate(dict.fromkeys(name for one in texts for name in one.issuers))}
    files, lines = list[str](), list[tuple[object, ...]]()
    for printed, group in groupby(texts, key=lambda one: one.printed):
        for number, some in enumerate(in_pieces(group, _A_FILE), 1):
            files.append(f"texts-{printed}-{number}.json")
            yield OutputFile(f"standing/{files[-1]}", json_line({one.url[1:]: _shown(one) for one in some}))
            for one in some:
                places = tuple(issuers[name] for name in one.issuers)
                lines.append((one.url[1:], one.dated, places, _days(one.standing), len(files) - 1))
    states = [state.value for state in _STATES]
    whole = {"states": states, "issuers": list(issuers), "files": files, "texts": lines[::-1]}  # newest first
    yield OutputFile("standing/texts.json", json_line(whole))


def _texts(archive: Archive) -> Iterator[_Text]:
    for linked in archive.issues:
        for one in linked.documents:
            document, standing = one.document, archive.standing[one.url]
            if standing.asked or standing.stated:
                dated, printed = (document.date or "")[:4], linked.issue.masthead.year
                names = document.title.value, document.normal_number or ""
                yield _Text(one.url, printed, *names, document.issuers, dated, standing)
    for work in archive.references.works:
        if work.document is None and work.url in archive.standing:
            yield _Text(work.url, 0, work.title, work.number, (), "", archive.standing[work.url])


def _shown(one: _Text) -> tuple[str, str, tuple[str, ...]]:
    sentences = (period.ground.sentence if period.ground else "" for period in one.standing.periods)
    return one.title, one.number, tuple(sentences)


def _days(standing: Standing) -> str:
    """As `Standing.days`, the states by their numbers: `1 2025-05-01 2 2027-05-01 5`."""
    first, *later = standing.periods
    return " ".join((str(_STATES.index(first.state)), *(f"{one.since} {_STATES.index(one.state)}" for one in later)))
