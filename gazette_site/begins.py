"""With which characters a match can begin: where a pattern would try a dozen ways at each place of a text, one class of characters
tells the most places at once.

    begins((?:自|从)?[0-9]{4}年|本(?:月|年)) = 从, 本, 自, 0-9

Python itself looks for the first characters of the simplest patterns and goes over all places where none of them stands; `seen_by_search` lets it
do so for every pattern of which they can be told. What is found is the same as before. Nothing is said where a match may be empty or begin with
almost anything.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable
from typing import Any

_parser: Any = importlib.import_module("re._parser")
_compiler: Any = importlib.import_module("re._compiler")
_names: Any = importlib.import_module("re._constants")

_MOST = 1000
"""A class of more characters tells too little."""
_NO_WIDTH = (_names.AT, _names.ASSERT, _names.ASSERT_NOT)
_REPEATS = (_names.MAX_REPEAT, _names.MIN_REPEAT, _names.POSSESSIVE_REPEAT)
_CATEGORIES = (_names.CATEGORY_DIGIT, _names.CATEGORY_SPACE)

_Member = tuple[Any, Any]
"""As the parser gives it: LITERAL, RANGE or CATEGORY, and which."""
_Begins = tuple[frozenset[_Member], bool]
"""Members of a class of characters, and whether what is read may also be empty."""


class _Anything(Exception):
    """It may begin with almost any character."""


class _Begun(_parser.SubPattern):  # type: ignore[misc]  # Python's parser has no types
    """The class of characters with which a pattern begins, as wide as the pattern."""

    def __init__(self, members: Iterable[_Member], parsed: Any) -> None:
        super().__init__(parsed.state, [(_names.IN, list(members))])
        self.width = parsed.getwidth()


def seen_by_search(parsed: Any) -> Any:
    """What a search should look for first: the class with which a parsed pattern begins, else the pattern itself."""
    members = () if parsed.state.flags & re.IGNORECASE or _has_first(parsed) else begins(parsed)
    return _Begun(members, parsed) if members else parsed


def begins(parsed: Any) -> tuple[_Member, ...]:
    """The members of the class, in fixed order; none if nothing can be said."""
    try:
        members, empty = _sequence(parsed)
    except _Anything:
        return ()
    return () if empty else tuple(sorted(members, key=repr))


def _has_first(parsed: Any) -> bool:
    """Whether Python looks for a first character, or a few, of its own accord."""
    flags = parsed.state.flags
    return bool(_compiler._get_literal_prefix(parsed, flags)[0] or _compiler._get_charset_prefix(parsed, flags))


def _sequence(sequence: Iterable[tuple[Any, Any]]) -> _Begins:
    found: frozenset[_Member] = frozenset()
    for operator, argument in sequence:
        members, empty = _element(operator, argument)
        found |= members
        if not empty:
            return found, False
    return found, True


def _element(operator: Any, argument: Any) -> _Begins:
    if operator is _names.LITERAL:
        return frozenset({(operator, argument)}), False
    if operator is _names.IN and all(map(_is_few, argument)):
        return frozenset(argument), False
    if operator in _NO_WIDTH:
        return frozenset(), True
    if operator is _names.BRANCH:
        ways = [_sequence(way) for way in argument[1]]
        return frozenset().union(*(members for members, _ in ways)), any(empty for _, empty in ways)
    if operator in _REPEATS:
        members, empty = _sequence(argument[2])
        return members, empty or not argument[0]
    if operator is _names.SUBPATTERN and not argument[1] | argument[2]:
        return _sequence(argument[3])
    if operator is _names.ATOMIC_GROUP:
        return _sequence(argument)
    raise _Anything


def _is_few(member: _Member) -> bool:
    operator, argument = member
    narrow = operator is _names.RANGE and argument[1] - argument[0] < _MOST
    return narrow or operator is _names.LITERAL or (operator is _names.CATEGORY and argument in _CATEGORIES)
