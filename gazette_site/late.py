"""Regular expressions that are compiled when first needed: a program that starts and reads no document does not pay for them.

Where a pattern cannot match without certain signs (`needed`), a text is asked for these first; where a match can begin with few
characters (`begins`), each place of it is asked for these; at one place, by `match` and `fullmatch`, only a pattern that can begin with almost
anything is worth the question. A pattern is parsed once for all that.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from typing import Any, cast

from gazette_site.begins import begins, seen_by_search
from gazette_site.needed import KNOWN, needed_in
from gazette_site.ready_classes import make_ready

_parser: Any = importlib.import_module("re._parser")
_compiler: Any = importlib.import_module("re._compiler")
_sre: Any = importlib.import_module("_sre")
_MAY = "may_find"
_AT_ONCE = "search_at_once"


class Late:
    """Stands for a compiled pattern; each of its methods is looked up once, and is then as fast as the pattern's own."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self._flags = pattern, flags
        self._compiled: Any = None

    def __getattr__(self, name: str) -> Any:
        # Only what is not there yet comes here.
        value = self._derived(name) if KNOWN else self._as_it_stands(name)
        setattr(self, name, value)
        return value

    def _as_it_stands(self, name: str) -> Any:
        return _may(()) if name == _MAY else getattr(re.compile(self.pattern, self._flags), _OWN_NAME.get(name, name))

    def _derived(self, name: str) -> Any:
        guarded = name == _MAY or name in _GUARDED or name in _AT_ONE_PLACE
        parsed = _parser.parse(self.pattern, self._flags) if guarded or not self._compiled else None
        signs = needed_in(parsed) if guarded and not (name in _AT_ONE_PLACE and begins(parsed)) else ()
        value = _may(signs) if name == _MAY else getattr(self._compiled_of(parsed), _OWN_NAME.get(name, name))
        if signs and name != _MAY:
            value = _GUARDED.get(name, _search)(value, signs)
        return value

    def _compiled_of(self, parsed: Any) -> Any:
        if self._compiled is None:
            self._compiled = _compiled(self.pattern, self._flags, parsed)
        return self._compiled


def _compiled(pattern: str, flags: int, parsed: Any) -> Any:
    """What `re.compile` does with a pattern once it is parsed."""
    state = parsed.state
    names = {number: name for name, number in state.groupdict.items()}
    groups = tuple(map(names.get, range(state.groups)))
    seen = seen_by_search(parsed)
    make_ready(parsed)
    code: list[int] = []
    _compiler._compile_info(code, seen, flags | state.flags)
    _compiler._compile(code, parsed.data, flags | state.flags)
    code.append(_compiler.SUCCESS)
    return _sre.compile(pattern, flags | state.flags, code, state.groups - 1, state.groupdict, groups)


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, later: to be used by its methods, `late("…").search(text)`, not given to functions of `re`,
    nor compared with the `re` of a match.

    A mistake in the pattern is told when it is first used, as `re.error`.
    """
    return cast("re.Pattern[str]", Late(pattern, flags))


def may_find(pattern: re.Pattern[str], text: str) -> bool:
    """False only if a late pattern finds nothing in `text`, nor in any part of it."""
    return pattern.may_find(text)  # type: ignore[attr-defined, no-any-return]


def searcher(pattern: re.Pattern[str]) -> Callable[[str], re.Match[str] | None]:
    """The search of a late pattern for texts that were asked for its signs already."""
    return pattern.search_at_once  # type: ignore[attr-defined, no-any-return]


def _may(signs: tuple[str, ...]) -> Callable[[str], bool]:
    def may(text: str) -> bool:
        for sign in signs:
            if sign in text:
                return True
        return not signs

    return may


def _search(method: Callable[..., Any], signs: tuple[str, ...]) -> Callable[..., Any]:
    if len(signs) == 1:
        return _search_for(method, signs[0])

    def search(text: str, *place: int) -> Any:
        if place:  # asked at place after place of one text, which must not be read as a whole each time
            return method(text, *place)
        for sign in signs:
            if sign in text:
                return method(text)
        return None

    return search


def _search_for(method: Callable[..., Any], sign: str) -> Callable[..., Any]:
    """The same for one sign."""

    def search(text: str, *place: int) -> Any:
        return method(text, *place) if place or sign in text else None

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


_OWN_NAME = {_AT_ONCE: "search"}
"""What a compiled pattern calls it."""
_AT_ONE_PLACE = ("match", "fullmatch")
"""The methods that look at one place; None where nothing is, as of `search`."""
_GUARDED: dict[str, Callable[[Callable[..., Any], tuple[str, ...]], Callable[..., Any]]] = {
    "search": _search,
    "finditer": _finditer,
    "findall": _findall,
    "sub": _sub,
    "split": _split,
}
"""The methods that look anywhere in a text, each with what it gives where nothing is."""
