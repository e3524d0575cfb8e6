"""Masks: words that may not stay public are replaced before anything is understood, so that nothing after this place knows them.

    rows, words ──▶ rows with `MASK`, one place for each time the words stand there

1. The words are found as a reader finds them (`running_text`), over a page that cut them in two as well, but not from one cell of a table
   to another.
2. A mask has one length, whatever it hides. The number of rows stays, so that every place in the file stays what it was.
3. The corrections, notes and facts of the sidecar are masked like the text.
4. A mask that matches nothing is an error; so is one after which the words can still be read (`left_over`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from gazette_site.late import late
from gazette_site.model import MASK, Hiding, Span
from gazette_site.reading.lines import Line, Transcript
from gazette_site.reading.running_text import CharacterPlace, all_places, as_read
from gazette_site.reading.sidecar import PrivacyRequest, Sidecar

_MARKS = late(r"[*_`~]+")
_TAG = late(r"<[^<>]{0,200}>")


class Masked(NamedTuple):
    """Rows after their masks."""

    rows: tuple[str, ...]
    hidings: tuple[Hiding, ...]
    """Those that matched, in the order asked for."""
    unmatched: tuple[PrivacyRequest, ...]


def masked(rows: Sequence[str], requests: Sequence[PrivacyRequest]) -> Masked:
    """The rows with all words masked; of a name within a longer one that is masked, too, the longer one is."""
    changed, found = _masked(list(rows), requests)
    hidings = (Hiding(one.reason, one.decided, tuple(sorted(found[one]))) for one in requests if found[one])
    return Masked(tuple(changed), tuple(hidings), tuple(one for one in requests if not found[one]))


def masked_words(text: str, requests: Iterable[PrivacyRequest]) -> str:
    """A text of its own with all words masked."""
    return "\n".join(_masked(text.split("\n"), tuple(requests))[0])


def masked_sidecar(sidecar: Sidecar) -> Sidecar:
    """The sidecar as it may be published. A correction whose words have to go is told of no more."""
    masks = sidecar.masks
    if not masks:
        return sidecar
    return replace(
        sidecar,
        metadata={name: masked_words(v, masks) if isinstance(v, str) else v for name, v in sidecar.metadata.items()},
        notes=tuple(masked_words(note, masks) for note in sidecar.notes),
        privacy=tuple(replace(one, reason=masked_words(one.reason, masks)) for one in sidecar.privacy),
        source_url=None if sidecar.source_url and holds(sidecar.source_url, masks) else sidecar.source_url,
    )


def without_masked(transcript: Transcript, masks: Sequence[PrivacyRequest]) -> Transcript:
    """The transcript without the corrections that would tell the words, the reasons of the others masked."""
    kept = (one for one in transcript.corrections if not holds(one.find, masks) and not holds(one.replace, masks))
    return replace(transcript, corrections=tuple(replace(one, reason=masked_words(one.reason, masks)) for one in kept))


def holds(text: str, masks: Iterable[PrivacyRequest]) -> bool:
    """Whether any of the words can be read in a text."""
    read = as_read(text)
    return any(as_read(one.what) in read for one in masks)


def _masked(rows: list[str], requests: Sequence[PrivacyRequest]) -> tuple[list[str], dict[PrivacyRequest, list[int]]]:
    """The rows masked, and for each request the row (counted from 1) of each place. Linear: the rows are read twice for all of them."""
    asked = {as_read(one.what): one for one in reversed(requests)}
    lines: dict[PrivacyRequest, list[int]] = {one: [] for one in requests}
    changed = list(rows)
    for over_pages in (False, True):
        found = all_places(changed, tuple(asked), over_pages=over_pages)
        free = list(_apart(found))
        for words, places in reversed(free):
            _put_mask(changed, places)
            lines[asked[words]].append(places[0].row + 1)
    for one in sorted(requests, key=lambda one: -len(one.what)):  # within tags
        for number, row in enumerate(changed, 1):
            lines[one] += [number] * row.count(one.what)
        changed = [row.replace(one.what, MASK) for row in changed]
    return changed, lines


def _apart(found: Iterable[tuple[str, list[CharacterPlace]]]) -> Iterator[tuple[str, list[CharacterPlace]]]:
    """The places without those that begin within one before."""
    end: tuple[int, int] = (0, 0)
    for words, places in found:
        if (places[0].row, places[0].start) >= end:
            end = (places[-1].row, places[-1].end)
            yield words, places


def _put_mask(rows: list[str], places: Sequence[CharacterPlace]) -> None:
    """The mask in place of the characters at `places`, which stand on one row or on rows that follow each other."""
    for row in sorted({place.row for place in places}, reverse=True):
        here = [place for place in places if place.row == row]
        start, end = here[0].start, here[-1].end
        inner = _MARKS.search(rows[row][start:end])
        if inner and rows[row].startswith(inner[0], end):
            end += len(inner[0])  # emphasis that began within the words
        mask = MASK if row == places[0].row else ""
        rows[row] = rows[row][:start] + mask + rows[row][end:]


def left_over(texts: Iterable[str], masks: Sequence[PrivacyRequest]) -> tuple[PrivacyRequest, ...]:
    """The masks whose words can still be read in one of the texts."""
    wanted = {one: as_read(one.what) for one in masks}
    found: dict[PrivacyRequest, None] = {}
    for text in texts:
        read = as_read(text)
        found.update(dict.fromkeys(one for one, words in wanted.items() if words in read))
    return tuple(found)


def line_pages(lines: Iterable[Line]) -> dict[int, int]:
    """Source line → page of the PDF, for the lines that have one."""
    return {
        span.line: line.pdf_page
        for line in lines
        for span in (*line.spans, *(s for cell in line.cells or () for part in cell for s in part.spans))
        if line.pdf_page
    }


def without_spans(rows: Sequence[str], cut: Iterable[Span], mark: str) -> Iterator[str]:
    """The rows without some of their characters. Rows of which nothing is left become one `mark` for each run of them, empty rows and
    rows without a letter among them included: bars and tags of a table that is gone."""
    spans: dict[int, list[Span]] = {}
    for span in cut:
        spans.setdefault(span.line, []).append(span)
    last = 0
    for number, row in enumerate(rows, 1):
        left = _left(row, spans.get(number, []))
        bare_now = not any(character.isalnum() for character in _TAG.sub("", left))
        if number in spans and bare_now:
            if not last:
                yield mark
            last = number
        elif not (last and bare_now and (number + 1 in spans or not left.strip())):
            last = 0
            yield left


def _left(row: str, spans: Iterable[Span]) -> str:
    for span in sorted(spans, reverse=True):
        row = row[: span.start] + row[span.end :]
    return row
