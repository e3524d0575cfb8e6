"""附件: the note under the body, the labels, and what belongs to each.

note       = 附件： (name | (n. name)+)
attachment = label? title line* | title label line*       the label may also follow its table
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz

from gazette_site.characters import bare, folded
from gazette_site.model import Attachment, AttachmentKind, Block, Furniture, Paragraph, Table
from gazette_site.parsing.blocks import blocks_of
from gazette_site.parsing.labels import (
    ATTACHMENT_LABEL,
    ATTACHMENT_LABEL_AND_TITLE,
    ATTACHMENT_NOTE,
    attachment_number,
    is_person_line,
    is_signature,
    is_title_like,
    is_title_part,
    label_of,
    stands_alone,
)
from gazette_site.parsing.repairs import text_of, title_of
from gazette_site.punctuation import is_closed
from gazette_site.reading.lines import Line

_ITEM = re.compile(r"(?P<n>\d{1,2})\s*[.．、](?!\d)\s*")


@dataclass(frozen=True, slots=True)
class Note:
    """附件说明: its lines and the names it lists."""

    start: int
    end: int
    names: dict[int, str]
    """Number → name without blanks; a single unnumbered name has number 1."""


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


def find_notes(lines: Sequence[Line]) -> list[Note]:
    """Every 附件说明 among the lines."""
    notes: list[Note] = []
    i = 0
    while i < len(lines):
        end = _note_end(lines, i)
        if end is None:
            i += 1
            continue
        notes.append(Note(i, end, _names(lines[i:end])))
        i = end
    return notes


def _note_end(lines: Sequence[Line], i: int) -> int | None:
    line = lines[i]
    if line.cells is not None:
        return None
    text = line.text
    alone = re.fullmatch(r"附\s*件\s*[:：]", text.strip())
    match = ATTACHMENT_NOTE.match(text)
    if alone:
        following = lines[i + 1].text if i + 1 < len(lines) and lines[i + 1].cells is None else ""
        item = _ITEM.match(following)
        if not item or item["n"] != "1" or is_closed(following):
            return None
    elif not match or (is_closed(text) and "略" not in text) or (match["n"] and not _is_note_with_number(lines, i)):
        return None
    k, expected = i + 1, 2 if not alone and _ITEM.match(text, match.end() if match else 0) else 1
    while k < len(lines) and _goes_on(lines, k, expected):
        item = _ITEM.match(lines[k].text)
        expected = int(item["n"]) + 1 if item else expected
        k += 1
    return k


def _is_note_with_number(lines: Sequence[Line], i: int) -> bool:
    """`附件1：名称` is a note where another such line, a date or a signature follows, a label where its content does."""
    if i + 1 >= len(lines):
        return True
    following = lines[i + 1]
    if following.cells is not None:
        return False
    return bool(ATTACHMENT_NOTE.match(following.text)) or stands_alone(following.text) or is_signature(following.text)


def _goes_on(lines: Sequence[Line], k: int, expected: int) -> bool:
    line, before = lines[k], lines[k - 1]
    text = line.text
    if line.cells is not None or line.picture is not None or not text:
        return False
    item = _ITEM.match(text)
    if item:
        return int(item["n"]) in (expected, expected + 1) and not is_closed(text) and len(text) < 90
    numbered = ATTACHMENT_NOTE.match(text)
    if numbered and numbered["n"]:
        return True
    if stands_alone(text) or is_signature(text) or label_of(text) or is_closed(text):
        return False
    unfinished = before.text.count("《") > before.text.count("》") or before.text.count("（") > before.text.count("）")
    wrapped = line.gap == 0 and len(folded(before.text)) >= 14
    return (unfinished or (wrapped and not is_title_like(before.text))) and len(text) < 40


def _names(lines: Sequence[Line]) -> dict[int, str]:
    text = "\n".join(line.text for line in lines)
    names: dict[int, str] = {}
    marks = list(
        re.finditer(
            r"(?:附\s*件\s*[:：]\s*)?(?:^|(?<=[\n：:；;\s]))(?:附\s*件\s*)?(?P<n>\d{1,2})\s*[.．、:：](?!\d)", text
        )
    )
    if not marks:
        name = bare(ATTACHMENT_NOTE.sub("", text, count=1))
        return {1: name} if name and name != "略" else {}
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        end = following.start() if following else len(text)
        names[int(mark["n"])] = bare(text[mark.end() : end])
    return names


def find_starts(lines: Sequence[Line], notes: Sequence[Note]) -> list[Start]:
    """Where the attachments begin, in printed order."""
    in_note = {i for note in notes for i in range(note.start, note.end)}
    names = {n: name for note in notes for n, name in note.names.items()}
    labels = _label_lines(lines, in_note, names)
    starts: dict[int, Start] = {}
    first_note = min((note.end for note in notes), default=0)
    for n, name in names.items():
        place = _unless_taken(_title_place(lines, name, first_note, in_note, required=not labels), starts)
        if place:
            starts[n] = Start(place[0], n, None, place)
    for i, n, inline in labels:
        _add_label(lines, starts, i, n if n else _unnumbered(starts, names), inline)
    found = [s for s in starts.values() if s.label is not None or not labels or _between_labels(s, starts)]
    return _with_own_titles(sorted(found, key=lambda s: s.first))


def _with_own_titles(starts: list[Start]) -> list[Start]:
    """A title that stands beyond the beginning of the next attachment belongs to that one's text."""
    for start, following in pairwise(starts):
        if start.title and start.title[1] > following.first:
            start.title = None
    return starts


def _between_labels(start: Start, starts: dict[int, Start]) -> bool:
    """An attachment whose label is lost counts if its title stands after the first label."""
    return any(s.label is not None and s.first < start.first for s in starts.values())


def _unnumbered(starts: dict[int, Start], names: dict[int, str]) -> int:
    free = [n for n in sorted(names) if n not in starts or starts[n].label is None]
    return free[0] if free else max(starts, default=0) + 1


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
    in_place = _begins_anew(lines, i) or (n > 1 and series.get(inline["what"]) == n - 1)
    return in_place and is_title_like(inline["title"])


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


def _add_label(lines: Sequence[Line], starts: dict[int, Start], i: int, n: int, inline: int) -> None:
    known = starts.get(n)
    if known and known.label is None and known.title is not None:
        known.label, known.inline = i, inline
        if i < known.title[0]:
            known.first = i
            if known.title[0] - i > 4:  # the title found far below belongs to something else
                known.title = _unless_taken(_title_after(lines, i), starts)
        return
    if inline:
        starts[_free(starts, n)] = Start(i, n, i, (i, i + 1), inline)
        return
    title = _unless_taken(_title_after(lines, i), starts)
    first = i
    if title is None:
        title = _unless_taken(_title_before(lines, i), starts)
        first = title[0] if title else i
    starts[_free(starts, n)] = Start(first, n, i, title)


def _unless_taken(title: tuple[int, int] | None, starts: dict[int, Start]) -> tuple[int, int] | None:
    """The title lines, or None if one of them is another attachment's title or label."""
    taken = {k for s in starts.values() for k in (*(range(*s.title) if s.title else ()), s.label)}
    return None if title and any(k in taken for k in range(*title)) else title


def _free(starts: dict[int, Start], n: int) -> int:
    while n in starts:
        n += 100
    return n


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


_BLANKS = re.compile(r"_{3,}|＿{2,}|（盖章）|（签字）|\(盖章\)|（签名）|年\s+月\s+日")


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
