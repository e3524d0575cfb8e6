"""With which characters a match can begin: where a pattern would try a dozen ways at each place of a text, one class of characters
tells the most places at once.

    begins((?:自|从)?[0-9]{4}年|本(?:月|年)) = 从, 本, 自, 0-9
    hastened(p)                            = (?=[从本自0-9])(?:p)

Derived from the parsed pattern, which finds the same as before. Nothing is said where a match may be empty or begin with almost anything, and
nothing where Python itself looks for a first character.
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
_CATEGORIES = {_names.CATEGORY_DIGIT: r"\d", _names.CATEGORY_SPACE: r"\s"}

_Begins = tuple[frozenset[str], bool]
"""Members of a class of characters, and whether what is read may also be empty."""


class _Anything(Exception):
    """It may begin with almost any character."""


def hastened(pattern: str, flags: int = 0) -> str:
    """A pattern that finds the same, sooner if that can be had. Raises re.error for a wrong one."""
    parsed = _parser.parse(pattern, flags)
    own = parsed.state.flags & ~re.UNICODE != flags & ~re.UNICODE  # (?i) has to stand first
    if own or flags & (re.IGNORECASE | re.VERBOSE):
        return pattern
    members = begins(parsed) if not _has_first(parsed) else frozenset()
    return f"(?=[{''.join(sorted(members))}])(?:{pattern})" if members else pattern


def begins(parsed: Any) -> frozenset[str]:
    """The members of the class; none if nothing can be said."""
    try:
        members, empty = _sequence(parsed)
    except _Anything:
        return frozenset()
    return frozenset() if empty else members


def _has_first(parsed: Any) -> bool:
    """Whether Python looks for a first character, or a few, of its own accord."""
    flags = parsed.state.flags
    return bool(_compiler._get_literal_prefix(parsed, flags)[0] or _compiler._get_charset_prefix(parsed, flags))


def _sequence(sequence: Iterable[tuple[Any, Any]]) -> _Begins:
    found: frozenset[str] = frozenset()
    for operator, argument in sequence:
        members, empty = _element(operator, argument)
        found |= members
        if not empty:
            return found, False
    return found, True


def _element(operator: Any, argument: Any) -> _Begins:
    if operator is _names.LITERAL:
        return frozenset({re.escape(chr(argument))}), False
    if operator is _names.IN:
        return frozenset(map(_member, argument)), False
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


def _member(member: tuple[Any, Any]) -> str:
    """What stands in a class, as it is written."""
    operator, argument = member
    if operator is _names.LITERAL:
        return re.escape(chr(argument))
    if operator is _names.RANGE and argument[1] - argument[0] < _MOST:
        return f"{re.escape(chr(argument[0]))}-{re.escape(chr(argument[1]))}"
    if operator is _names.CATEGORY and argument in _CATEGORIES:
        return _CATEGORIES[argument]
    raise _Anything
