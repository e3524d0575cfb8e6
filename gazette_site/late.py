"""Regular expressions that are compiled when first needed: a program that starts and reads no document does not pay for them.

Where a pattern cannot match without certain signs (`needed`), a text is asked for these first.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, cast

from gazette_site.begins import hastened
from gazette_site.needed import needed

_MAY = "may_find"


class Late:
    """Stands for a compiled pattern; each of its methods is looked up once, and is then as fast as the pattern's own."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._asked = pattern, flags
        self.pattern = pattern

    def __getattr__(self, name: str) -> Any:
        # Only what is not there yet comes here.
        value = self._value(name)
        if name in _GUARDED and (signs := needed(*self._asked)):
            value = _GUARDED[name](value, signs)
        setattr(self, name, value)
        return value

    def _value(self, name: str) -> Any:
        if name == _MAY:
            return _may(*self._asked)
        pattern, flags = self._asked
        return pattern if name == "pattern" else getattr(re.compile(hastened(pattern, flags), flags), name)


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, later: to be used by its methods, `late("…").search(text)`, not given to functions of `re`,
    nor compared with the `re` of a match.

    A mistake in the pattern is told when it is first used, as `re.error`.
    """
    return cast("re.Pattern[str]", Late(pattern, flags))


def may_find(pattern: re.Pattern[str], text: str) -> bool:
    """False only if a late pattern finds nothing in `text`, nor in any part of it."""
    return cast("bool", getattr(pattern, _MAY)(text))


def _may(pattern: str, flags: int) -> Callable[[str], bool]:
    signs = needed(pattern, flags)

    def may(text: str) -> bool:
        for sign in signs:
            if sign in text:
                return True
        return not signs

    return may


def _search(method: Callable[..., Any], signs: tuple[str, ...]) -> Callable[..., Any]:
    def search(text: str, *place: int) -> Any:
        for sign in signs:
            if sign in text:
                return method(text, *place)
        return None

    return search


def _finditer(method: Callable[..., Any], signs: tuple[str, ...]) -> Callable[..., Any]:
    def finditer(text: str, *place: int) -> Any:
        for sign in signs:
            if sign in text:
                return method(text, *place)
        return iter(())

    return finditer


def _findall(method: Callable[..., Any], signs: tuple[str, ...]) -> Callable[..., Any]:
    def findall(text: str, *place: int) -> Any:
        for sign in signs:
            if sign in text:
                return method(text, *place)
        return []

    return findall


def _sub(method: Callable[..., Any], signs: tuple[str, ...]) -> Callable[..., Any]:
    def sub(new: Any, text: str, count: int = 0) -> Any:
        for sign in signs:
            if sign in text:
                return method(new, text, count)
        return text

    return sub


def _split(method: Callable[..., Any], signs: tuple[str, ...]) -> Callable[..., Any]:
    def split(text: str, most: int = 0) -> Any:
        for sign in signs:
            if sign in text:
                return method(text, most)
        return [text]

    return split


_GUARDED: dict[str, Callable[[Callable[..., Any], tuple[str, ...]], Callable[..., Any]]] = {
    "search": _search,
    "finditer": _finditer,
    "findall": _findall,
    "sub": _sub,
    "split": _split,
}
"""The methods that look anywhere in a text, each with what it gives where nothing is."""
