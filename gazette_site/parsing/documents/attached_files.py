"""Files that were published beside the issue: to which attachment of which document each belongs.

    by the sidecar   files: {file, document, attachment}
    by its name      (document's number or title)? 附件 n? title?       附件1.xlsx, 7号附件2 申请表.docx, 申请表.docx

An attachment that a document's 附件说明 names and the issue does not print is there then, with its files and no text. What fits
more than one attachment is not guessed: it is reported with the lines that the sidecar needs, and not published.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from rapidfuzz import fuzz

from gazette_site.characters import bare, folded
from gazette_site.late import late
from gazette_site.model import AttachedFile, Attachment, AttachmentKind, Document, Issue, Paragraph, Role, Text
from gazette_site.numerals import CHARACTERS, chinese_to_int
from gazette_site.parsing.documents.attachment_notes import find_notes
from gazette_site.problems import Problem, error, warning
from gazette_site.reading.lines import Line
from gazette_site.reading.sidecar import FilePlace

_LABEL = late(rf"附[件表图]?\s*(?P<n>\d{{1,3}}|[{CHARACTERS}]{{1,3}})?(?=$|[^\d{CHARACTERS}])")
_TURN = late(r"(?:第|[\]〕】)])?(\d{1,4})号")
_SHORTEST, _LEAST = 2, 4
"""Characters of a title by which a file may be known, where the name is the title, and where it has more in it."""
_UNLIKE = 50.0
"""Likeness of two titles (0 to 100) below which they are not of one attachment."""


@dataclass(frozen=True, slots=True)
class _Slot:
    """An attachment that a file may belong to."""

    document: int
    """Index of its document in the issue."""
    number: int
    """Which one it is; 0 for a single one without a number."""
    title: str
    """As printed, or empty."""
    attachment: int = -1
    """Index in its document; -1 if it is only named there."""


def with_files(
    issue: Issue, files: Sequence[AttachedFile], places: Sequence[FilePlace], folder: str, sidecar: str
) -> tuple[Issue, tuple[Problem, ...]]:
    """The issue with its files at their attachments, and what could not be placed; `folder` and `sidecar` are for messages."""
    slots = [slot for index, document in enumerate(issue.documents) for slot in _slots(index, document)]
    told = {place.file: place for place in places}
    problems: list[Problem] = [
        error(sidecar, f"files：附件文件夹里没有“{place.file}”这个可以提供的文件", place.line, code="file-missing")
        for place in places
        if place.file not in {file.path for file in files}
    ]
    found: dict[_Slot, list[AttachedFile]] = {}
    for file in files:
        place = told.get(file.path)
        slot, why = _told(place, issue, slots) if place else _by_name(file, issue, slots)
        if slot is not None:
            found.setdefault(slot, []).append(file)
        elif place:
            problems.append(error(sidecar, f"files：{why}", place.line, place.document, "file-place"))
        else:
            problems.append(_unplaced(file, why, folder))
    return _placed(issue, found), tuple(problems)


def _slots(index: int, document: Document) -> Iterator[_Slot]:
    """The attachments of a document, those that it prints and those that it only names."""
    printed: set[int] = set()
    for place, one in enumerate(document.attachments):
        number = _label_number(one.printed_label)
        if number is None:
            number = place + 1 if len(document.attachments) > 1 else 0
        printed.add(number)
        yield _Slot(index, number, one.printed_title, place)
    for number, title in _named(document).items():
        if number not in printed and not (number in (0, 1) and printed & {0, 1}):
            yield _Slot(index, number, title)


def _label_number(label: str) -> int | None:
    match = _LABEL.search(folded(label))
    return (chinese_to_int(match["n"]) or 0) if match and match["n"] else None


def _named(document: Document) -> dict[int, str]:
    """The attachments in the 附件说明 by their numbers, 0 for a single one; titles as they are printed there."""
    words = [one.text.value for one in document.body if isinstance(one, Paragraph) and one.role is Role.ATTACHMENT_NOTE]
    names = {n: name for note in find_notes([Line(text, ()) for text in words]) for n, name in note.names.items()}
    printed = {n: _as_printed("".join(words), name) for n, name in names.items()}
    return {0: printed[1]} if list(printed) == [1] and not re.search(r"1\s*[.．、]", "".join(words)) else printed


def _as_printed(text: str, name: str) -> str:
    """The words of a text whose letters and figures are those of `name`; `name` itself if there are none."""
    pattern = r"[\W_]*".join(map(re.escape, name))
    match = re.search(rf"[《（(]?{pattern}[》）)]?", text, re.IGNORECASE)
    return match[0] if match else name


def _told(place: FilePlace, issue: Issue, slots: Sequence[_Slot]) -> tuple[_Slot | None, str]:
    """The attachment that the sidecar names, also one that the document neither prints nor names."""
    wanted = bare(place.document)
    documents = [
        n for n, one in enumerate(issue.documents) if wanted in (bare(one.normal_number), bare(one.title.value))
    ]
    if len(documents) != 1:
        return None, f"本期{'没有' if not documents else '不止一件'}“{place.document}”，请写全文号或题目"
    own = [slot for slot in slots if slot.document == documents[0]]
    if not place.attachment:
        one = own[0] if len(own) == 1 else None
        return one, f"“{place.document}”有{len(own)}个附件，请用 attachment 写明是哪一个"
    number = _label_number(place.attachment) or 0
    titled = [slot for slot in own if bare(slot.title) == bare(place.attachment)]
    same = titled or [
        slot for slot in own if slot.number == number or (len(own) == 1 and {slot.number, number} <= {0, 1})
    ]
    if len(same) == 1:
        return same[0], ""
    if _LABEL.search(folded(place.attachment)) and not same:
        return _Slot(documents[0], number, ""), ""
    return None, f"“{place.document}”没有“{place.attachment}”"


def _by_name(file: AttachedFile, issue: Issue, slots: Sequence[_Slot]) -> tuple[_Slot | None, str]:
    """The one attachment that the name of a file fits."""
    stem = folded(PurePosixPath(file.path).stem)
    label = _LABEL.search(stem)
    before, rest = (stem[: label.start()], stem[label.end() :]) if label else (stem, stem)
    documents = _documents_of(before, issue)
    fitting = [slot for slot in slots if documents is None or slot.document in documents]
    if label:
        number = (chinese_to_int(label["n"]) or 0) if label["n"] else 0
        fitting = [slot for slot in fitting if _counts(slot, number, fitting)]
        fitting = _titled(fitting, bare(rest)) or [slot for slot in fitting if not _differs(slot, bare(rest))]
    else:
        fitting = _titled(fitting, bare(rest))
    if len(fitting) == 1:
        return fitting[0], ""
    return None, "看不出是哪件文件的附件" if not fitting else f"可以是{len(fitting)}件文件的附件"


def _documents_of(words: str, issue: Issue) -> set[int] | None:
    """The documents that words of a file name mean by number or title; None if they mean none."""
    text = bare(words)
    whole = {
        n
        for n, one in enumerate(issue.documents)
        if (one.number and bare(one.normal_number) in text) or (len(text) >= _LEAST and bare(one.title.value) in text)
    }
    turn = _TURN.search(words)
    if whole or not turn:
        return whole or None
    ending = re.compile(rf"\D0*{turn[1]}号")
    return {n for n, one in enumerate(issue.documents) if ending.search(one.normal_number)} or None


def _counts(slot: _Slot, number: int, among: Iterable[_Slot]) -> bool:
    """Whether a label with that number, 0 for none, may be that of the attachment."""
    alone = sum(one.document == slot.document for one in among) == 1
    return slot.number == number or (alone and {slot.number, number} == {0, 1})


def _titled(slots: Iterable[_Slot], words: str) -> list[_Slot]:
    """Those whose title the words are, or have in them."""
    every = list(slots)
    same = [slot for slot in every if len(words) >= _SHORTEST and bare(slot.title) == words]
    return same or [slot for slot in every if _holds(bare(slot.title), words) or _holds(words, bare(slot.title))]


def _holds(words: str, part: str) -> bool:
    return len(part) >= _LEAST and part in words


def _differs(slot: _Slot, words: str) -> bool:
    """Whether the words of a file name and the title of an attachment are of different things."""
    title = bare(slot.title)
    return min(len(title), len(words)) >= _SHORTEST and fuzz.partial_ratio(title, words) < _UNLIKE


def _unplaced(file: AttachedFile, why: str, folder: str) -> Problem:
    message = f"{why}，没有发布；请在同名 .yaml 的 files 里写明，如：- {{file: {file.path}, document: 文号或题目, attachment: 附件1}}"
    return warning(f"{folder}/{file.name}", message, code="file-unplaced")


def _placed(issue: Issue, found: dict[_Slot, list[AttachedFile]]) -> Issue:
    documents = list(issue.documents)
    for slot in sorted(found, key=lambda one: (one.document, one.attachment < 0, one.number)):
        document = documents[slot.document]
        attachments = list(document.attachments)
        files = tuple(found[slot])
        if slot.attachment >= 0:
            attachments[slot.attachment] = replace(attachments[slot.attachment], files=files)
        else:  # behind the printed ones: their places are named elsewhere by index
            attachments.append(_only_named(slot, files))
        documents[slot.document] = replace(document, attachments=tuple(attachments))
    return replace(issue, documents=tuple(documents))


def _only_named(slot: _Slot, files: tuple[AttachedFile, ...]) -> Attachment:
    """An attachment without text: its label and title stand in the note of the document, and are counted there."""
    label = Text(f"附件{slot.number or ''}")
    pictures = all(file.width for file in files)
    kind = AttachmentKind.PICTURE if pictures else AttachmentKind.FILE
    return Attachment(label, Text(slot.title) if slot.title else None, kind, (), files=files)
