"""附件: the labels, and what belongs to each.

attachment = label? title line* | title label line*       the label may also follow its table
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz

from gazette_site.characters import bare
from gazette_site.late import late
from gazette_site.model import Attachment, AttachmentKind, Block, Furniture, Paragraph, Table
from gazette_site.parsing.documents.attachment_notes import Note
from gazette_site.parsing.text.blocks import blocks_of
from gazette_site.parsing.text.labels import (
    ATTACHMENT_LABEL,
    ATTACHMENT_LABEL_AND_TITLE,
    attachment_number,
    is_person_line,
    is_title_like,
    is_title_part,
    stands_alone,
)
from gazette_site.parsing.text.repairs import text_of, title_of
from gazette_site.punctuation import is_closed
from gazette_site.reading.lines import Line


@dataclass(slots=True)
class Start:
    """Where an attachment begins."""

    first: int
    number: int
    label: int | None
    """Index of its label line."""
    title: tuple[int, int] | None
    """Range of its title lines."""
    inline: int = 0
    """Length of the label on a line that holds label and title."""


class _Starts:
    """The attachments found so far, and the lines that are a title or label of one."""

    def __init__(self) -> None:
        self.by_number: dict[int, Start] = {}
        self.taken: set[int] = set()
        self._next_free: dict[int, int] = {}

    def add(self, n: int, start: Start) -> None:
        """One more attachment; a number that is taken is counted on by hundreds, so that none is lost."""
        free = self._next_free.get(n, n)
        while free in self.by_number:
            free += 100
        self._next_free[n] = free
        self.by_number[free] = start
        self.taken.update(range(*start.title) if start.title else ())
        self.taken.update(() if start.label is None else (start.label,))

    def unless_taken(self, title: tuple[int, int] | None) -> tuple[int, int] | None:
        """The title lines, or None if one of them is another attachment's title or label."""
        return None if title and not self.taken.isdisjoint(range(*title)) else title

    def unnumbered(self, names: dict[int, str]) -> int:
        """The number of a label without one: the first of the note's that has no label yet, else one after all others."""
        free = [n for n in sorted(names) if n not in self.by_number or self.by_number[n].label is None]
        return free[0] if free else max(self.by_number, default=0) + 1


def find_starts(lines: Sequence[Line], notes: Sequence[Note]) -> list[Start]:
    """Where the attachments begin, in printed order."""
    in_note = {i for note in notes for i in range(note.start, note.end)}
    names = {n: name for note in notes for n, name in note.names.items()}
    labels = _label_lines(lines, in_note, names)
    starts = _Starts()
    first_note = min((note.end for note in notes), default=0)
    for n, name in names.items():
        place = starts.unless_taken(_title_place(lines, name, first_note, in_note, required=not labels))
        if place:
            starts.add(n, Start(place[0], n, None, place))
    for i, n, inline in labels:
        _add_label(lines, starts, i, n if n else starts.unnumbered(names), inline)
    first = min((s.first for s in starts.by_number.values() if s.label is not None), default=len(lines))
    found = [s for s in starts.by_number.values() if s.label is not None or not labels or first < s.first]
    return _with_own_titles(sorted(found, key=lambda s: s.first))


def _with_own_titles(starts: list[Start]) -> list[Start]:
    """A title that stands beyond the beginning of the next attachment belongs to that one's text."""
    for start, following in pairwise(starts):
        if start.title and start.title[1] > following.first:
            start.title = None
    return starts


def _label_lines(lines: Sequence[Line], in_note: set[int], names: dict[int, str]) -> list[tuple[int, int, int]]:
    """(index, number or 0, length of the label on the line or 0) of every label."""
    found: list[tuple[int, int, int]] = []
    series: dict[str, int] = {}
    for i, line in enumerate(lines):
        text = line.text.strip()
        if line.cells is not None or i in in_note or "附" not in text[:3] or _breaks_into(lines, i):
            continue
        match = ATTACHMENT_LABEL.fullmatch(text)
        inline = None if match else ATTACHMENT_LABEL_AND_TITLE.fullmatch(text)
        if match:
            found.append((i, attachment_number(match), 0))
        elif inline and _heads_attachment(lines, i, inline, names, series):
            found.append((i, attachment_number(inline), inline.start("title")))
        last = match or inline
        if last and found and found[-1][0] == i:
            series[last["what"]] = attachment_number(last)
    return found


def _heads_attachment(
    lines: Sequence[Line], i: int, inline: re.Match[str], names: dict[int, str], series: dict[str, int]
) -> bool:
    """Whether a line goes on with a title after its label: a name of the note, or like a title where place or sequence show it."""
    if not (inline["n"] or inline["open"]) or is_closed(lines[i].text) or len(lines[i].text) >= 60:
        return False
    n = attachment_number(inline)
    if fuzz.ratio(bare(inline["title"]), names.get(n, "")) >= 85:
        return True
    after_sentence = n == 1 and lines[i].gap > 0 and i > 0 and is_closed(lines[i - 1].text)
    in_place = _begins_anew(lines, i) or after_sentence or (n > 1 and series.get(inline["what"]) == n - 1)
    over_table = i + 1 < len(lines) and lines[i + 1].cells is not None
    return in_place and (is_title_like(inline["title"]) or over_table)


def _breaks_into(lines: Sequence[Line], i: int) -> bool:
    """Whether the sentence above goes on in line `i`: the words of a label inside running text that was cut there."""
    if not i or lines[i].gap or lines[i - 1].cells is not None:
        return False
    before = lines[i - 1].text
    return bool(re.search("[，。；]", before)) and not is_closed(before) and not stands_alone(before)


def _begins_anew(lines: Sequence[Line], i: int) -> bool:
    """Whether the text before a line is at its end: empty lines, a date, a note, or a table stand there."""
    return lines[i].gap > 1 or (i > 0 and (lines[i - 1].cells is not None or stands_alone(lines[i - 1].text)))


def _title_place(
    lines: Sequence[Line], name: str, after: int, in_note: set[int], *, required: bool
) -> tuple[int, int] | None:
    """The lines that print the title `name` by itself; with no label to help they must print it exactly."""
    least = 100.0 if required or len(name) < 8 else 88.0
    best: tuple[float, int, int] | None = None
    for i in range(after, len(lines)):
        text = ""
        for k in range(i, min(i + 4, len(lines))):
            if k in in_note or lines[k].cells is not None or not is_title_part(lines[k].text):
                break
            text += bare(lines[k].text)
            if len(text) > 1.3 * len(name) + 2:
                break
            likeness = fuzz.ratio(text, name)
            if likeness >= least and (best is None or likeness > best[0]):
                best = (likeness, i, k + 1)
    return best[1:] if best else None


def _add_label(lines: Sequence[Line], starts: _Starts, i: int, n: int, inline: int) -> None:
    known = starts.by_number.get(n)
    if known and known.label is None and known.title is not None:
        known.label, known.inline = i, inline
        starts.taken.add(i)
        if i < known.title[0]:
            known.first = i
            if known.title[0] - i > 4:  # the title found far below belongs to something else
                starts.taken.difference_update(range(*known.title))
                known.title = starts.unless_taken(_title_after(lines, i))
                starts.taken.update(range(*known.title) if known.title else ())
        return
    if inline:
        starts.add(n, Start(i, n, i, (i, i + 1), inline))
        return
    title = starts.unless_taken(_title_after(lines, i))
    first = i
    if title is None:
        title = starts.unless_taken(_title_before(lines, i) or _title_over_table(lines, i))
        first = title[0] if title else i
    starts.add(n, Start(first, n, i, title))


def _title_after(lines: Sequence[Line], label: int) -> tuple[int, int] | None:
    """Title lines directly under a label: at most four, none a sentence, one of them or the place itself telling that it is a title."""
    k = label + 1
    while k < len(lines) and k - label <= 4 and lines[k].cells is None and lines[k].picture is None:
        text = lines[k].text
        if (
            not is_title_part(text)
            or (is_person_line(text) and not is_title_like(text))
            or ATTACHMENT_LABEL.fullmatch(text.strip())
        ):
            break
        if k > label + 1 and (
            is_title_like("".join(line.text for line in lines[label + 1 : k])) and not _is_tail(text)
        ):
            break
        if re.search("，", text) and len(text) > 24:
            break
        k += 1
    return (label + 1, k) if k > label + 1 else None


def _is_tail(text: str) -> bool:
    """Whether a line only ends a title that could have ended before it: （试行）, （第二批）."""
    return bool(re.fullmatch(r"[（(].{1,20}[)）]", text.strip()))


def _title_before(lines: Sequence[Line], label: int) -> tuple[int, int] | None:
    k = label
    while (
        k > 0
        and label - k < 3
        and lines[k - 1].cells is None
        and is_title_part(lines[k - 1].text)
        and not is_closed(lines[k - 1].text)
    ):
        k -= 1
        if lines[k].gap > 1:
            break
    return (k, label) if k < label and is_title_like("".join(line.text for line in lines[k:label])) else None


def _title_over_table(lines: Sequence[Line], label: int) -> tuple[int, int] | None:
    """The title of the table that ends right above a label which nothing follows."""
    k = label
    while k > 0 and lines[k - 1].cells is not None:
        k -= 1
    return _title_before(lines, k) if k < label and label + 1 == len(lines) else None


def read_attachments(
    lines: Sequence[Line], starts: Sequence[Start]
) -> tuple[tuple[Attachment, ...], tuple[Furniture, ...]]:
    """The attachments; every line from the first start on is in exactly one of them."""
    if not starts:
        return (), ()
    attachments: list[Attachment] = []
    dropped: list[Furniture] = []
    ends = [s.first for s in starts[1:]] + [len(lines)]
    claimed = {s.label: k for k, s in enumerate(starts) if s.label is not None}
    for start, end in zip(starts, ends, strict=True):
        title_range = range(*start.title) if start.title else range(0)
        content = [lines[i] for i in range(start.first, end) if i not in title_range and claimed.get(i) is None]
        label = lines[start.label] if start.label is not None else None
        title = [lines[i] for i in title_range]
        if label is not None and start.inline:
            title = [label.part(start.inline)]
            label = label.part(0, start.inline)
        blocks, found = blocks_of(content)
        dropped += found
        attachments.append(
            Attachment(
                label=text_of([label]) if label else None,
                title=title_of(title) if title else None,
                kind=kind_of_attachment(blocks),
                blocks=blocks,
                page=lines[start.first].page,
            )
        )
    return tuple(attachments), tuple(dropped)


_BLANKS = late(r"_{3,}|＿{2,}|（盖章）|（签字）|\(盖章\)|（签名）|年\s+月\s+日")


def kind_of_attachment(blocks: Sequence[Block]) -> AttachmentKind:
    """What an attachment mainly consists of; a picture is what is left when a transcript has nothing but the title."""
    texts = [b.text.value for b in blocks if isinstance(b, Paragraph)]
    tables = [b for b in blocks if isinstance(b, Table)]
    if not texts and not tables:
        return AttachmentKind.PICTURE
    cells = " ".join(c.value for t in tables for row in t.rows for c in row)
    if len(_BLANKS.findall(" ".join(texts) + cells)) >= 3:
        return AttachmentKind.FORM
    if tables and sum(map(len, texts)) <= 2 * len(cells) + 40:
        return AttachmentKind.TABLE
    people = sum(is_person_line(t) for t in texts)
    return AttachmentKind.LIST if people >= 2 and people * 2 >= len(texts) else AttachmentKind.TEXT
