"""Classes of characters in parsed patterns, made ready once: Python makes the table of a class anew wherever it stands, and that of the Chinese
characters, which stands in most patterns, costs more than the rest of the pattern.

    ready([一-龥])  = the class as Python's compiler writes it, the same for every pattern that has it

What is found is the same: the compiler is given what it would have made itself.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

_compiler: Any = importlib.import_module("re._compiler")
_names: Any = importlib.import_module("re._constants")

_REPEATS = (_names.MAX_REPEAT, _names.MIN_REPEAT, _names.POSSESSIVE_REPEAT)


def make_ready(parsed: Any) -> None:
    """Puts ready classes in the place of those of a parsed pattern; where letters of either case are asked for, all stays as it is."""
    if parsed.state.flags & re.IGNORECASE:
        return
    for members in _classes(parsed):
        members[:] = _ready(tuple(members))


@cache
def _ready(members: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(_compiler._optimize_charset(list(members))[0])


def _classes(sequence: Iterable[tuple[Any, Any]]) -> Iterator[list[Any]]:
    """The classes in a sequence, those in its parts too."""
    for operator, argument in sequence:
        if operator is _names.IN:
            yield argument
        for part in _parts(operator, argument):
            yield from _classes(part)


def _parts(operator: Any, argument: Any) -> Iterable[Any]:
    if operator is _names.BRANCH:
        return argument[1]  # type: ignore[no-any-return]
    if operator in _REPEATS:
        return (argument[2],)
    if operator is _names.SUBPATTERN:
        return () if argument[1] & re.IGNORECASE else (argument[3],)
    if operator is _names.ATOMIC_GROUP:
        return (argument,)
    if operator in (_names.ASSERT, _names.ASSERT_NOT):
        return (argument[1],)
    if operator is _names.GROUPREF_EXISTS:
        return tuple(part for part in argument[1:] if part)
    return ()
