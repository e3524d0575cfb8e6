"""The first promise, checked: every character of the source is in exactly one record, or in the furniture with its reason.

The check knows nothing of how the issue was parsed. It walks the finished records, collects the places of every text, and compares them with
the source, character by character; blanks are free, and what is unfit to be published (`characters.UNFIT`) stands there by its number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType
from typing import Any, get_args, get_type_hints

from msgspec import Struct

from gazette_site.characters import BLANK, named, without_blanks
from gazette_site.model import Issue, Text
from gazette_site.problems import Problem, error
from gazette_site.reading.lines import Transcript

_ONE_MORE = bytes(min(count + 1, 255) for count in range(256))
_ONCE = b"\1"
_MOST = 20
"""Violations reported one by one; more of them say nothing new."""


def texts_of(record: Any) -> list[Text]:
    """Every `Text` inside a record, in the order of its fields."""
    found: list[Text] = []
    _collect(record, found)
    return found


def _collect(record: Any, found: list[Text]) -> None:
    if isinstance(record, Text):
        found.append(record)
    elif isinstance(record, tuple):
        for part in record:
            _collect(part, found)
    elif record is not None:
        kind: Any = type(record)
        for name in _fields_with_texts(kind):
            _collect(getattr(record, name), found)


_PLAIN: tuple[type, ...] = (str, int, Enum, NoneType)


@cache
def _fields_with_texts(kind: type) -> tuple[str, ...]:
    """The names of the fields of a record in which a text can stand, by the types that the model gives them."""
    names = _fields_of(kind)
    hints = get_type_hints(kind) if names else {}
    return tuple(name for name in names if _may_hold(hints[name]))


def _may_hold(hint: Any) -> bool:
    """Whether a value of a type can be a text or hold one; False only if that is certain."""
    if parts := [part for part in get_args(hint) if part is not ...]:
        return any(map(_may_hold, parts))
    kind: Any = getattr(hint, "__supertype__", hint)
    if kind is Text or not isinstance(kind, type):
        return True
    if issubclass(kind, _PLAIN):
        return False
    known: Any = kind
    return bool(_fields_with_texts(known)) if _fields_of(known) else not _is_of_plain_parts(known)


def _is_of_plain_parts(kind: type) -> bool:
    """Whether a type is a tuple with names, none of whose parts can hold a text: a place, a span."""
    return hasattr(kind, "_fields") and not any(map(_may_hold, get_type_hints(kind).values()))


def strings_of(record: Any) -> Iterator[str]:
    """Every string inside a record."""
    if isinstance(record, str):
        yield record
    elif isinstance(record, tuple):
        for part in record:
            yield from strings_of(part)
    else:
        kind: Any = type(record)
        for name in _fields_of(kind):
            yield from strings_of(getattr(record, name))


@cache
def _fields_of(kind: type) -> tuple[str, ...]:
    """The names of the fields of a record; none of anything else."""
    if is_dataclass(kind):
        return tuple(field.name for field in fields(kind))
    return tuple(kind.__struct_fields__) if issubclass(kind, Struct) else ()


def check_conservation(issue: Issue, transcript: Transcript, file: str) -> list[Problem]:
    """What is lost, doubled or altered between source and issue; an empty list is the proof that nothing is."""
    counts = [bytearray(len(row)) for row in transcript.source]
    problems: list[Problem] = []
    for text in texts_of(issue):
        for span in text.spans:
            seen = counts[span.line - 1]
            seen[span.start : span.end] = seen[span.start : span.end].translate(_ONE_MORE)
        if not _is_faithful(text, transcript.source):
            problems.append(_violation(file, transcript, text.line, "发布的文字与原文不同，又没有列为校订", text.value))
    for number, (row, seen) in enumerate(zip(transcript.source, counts, strict=True), 1):
        if not seen.strip(_ONCE):  # each character once, as in nearly every row
            continue
        lost, doubled = _miscounted(row, seen)
        if lost:
            problems.append(_violation(file, transcript, number, "有文字没有归入任何文件", lost))
        if doubled:
            problems.append(_violation(file, transcript, number, "有文字被用了两次", doubled))
    return problems[:_MOST]


def _is_faithful(text: Text, source: Sequence[str]) -> bool:
    printed = "".join([source[s.line - 1][s.start : s.end] for s in text.spans])
    if printed == text.value and not text.repairs and printed.isprintable():  # nearly every one
        return True
    raw = without_blanks(named(printed))
    position, rule = 0, None
    for repair in text.repairs:
        if repair.name is not rule:  # each rule went over the whole text
            position, rule = 0, repair.name
        before, after = without_blanks(repair.before), without_blanks(repair.after)
        found = raw.find(before, max(position - 2, 0))
        if found < 0:
            return False
        raw = raw[:found] + after + raw[found + len(before) :]
        position = found + len(after)
    return raw == without_blanks(text.value)


def _miscounted(row: str, seen: bytearray) -> tuple[str, str]:
    lost = "".join(c for c, n in zip(row, seen, strict=True) if n == 0 and not BLANK.match(c))
    doubled = "".join(c for c, n in zip(row, seen, strict=True) if n > 1 and not BLANK.match(c))
    return lost, doubled


def _violation(file: str, transcript: Transcript, line: int, message: str, what: str) -> Problem:
    return error(file, f"{message}：{what[:40]}", transcript.file_line(line), transcript.quote(line), "conservation")
