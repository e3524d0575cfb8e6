"""No pattern of the program can be made to try the same characters in ever more ways.

A small honest heuristic over the parsed patterns, no proof. Refused are, where the characters that the two can take overlap:

1. a repetition without end inside another one, which can end where it could go on: `(?:a+b?)+`;
2. two repetitions of single characters without end beside each other, with nothing between them that must be there: `a*b?a*`. `a*+b?a*` is
   the mend.

What it cannot see is what `test_growth` measures. Lookarounds are taken for nothing, so that it may refuse what is harmless: `ALLOWED` says why.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator, Sequence
from functools import cache
from types import ModuleType
from typing import Any

import pytest

import gazette_site
from gazette_site.late import Late

parser: Any = importlib.import_module("re._parser")
constants: Any = importlib.import_module("re._constants")

ALLOWED: dict[str, str] = {}
"""Patterns by their module and name, each with the reason why it is harmless."""

ENDLESS = 1000
"""Repetitions from which there is no end."""
SAMPLE = frozenset(
    "\t\n \u3000\xa00９aZ_中一十第条章节（）()〔〕[]【】《》〈〉“”\"'。，、；：:;,.!?！？…—-~·|/\\<>&#*$=+%％①⼀\ufeff豈"
)
"""Characters that stand for all others, besides those that a pattern names."""


# Which characters ---------------------------------------------------------------------------------------------------


def named(pattern: Any) -> Iterator[str]:
    """The characters that a parsed pattern names, ends of ranges included."""
    for operator, argument in pattern:
        if operator in (constants.LITERAL, constants.NOT_LITERAL):
            yield chr(argument)
        elif operator is constants.IN:
            yield from named(argument)
        elif operator is constants.RANGE:
            yield from map(chr, argument)
        else:
            for inner in sequences(operator, argument):
                yield from named(inner)


def sequences(operator: Any, argument: Any) -> list[Any]:
    """The sequences within an element of a pattern."""
    if operator in (constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT):
        return [argument[2]]
    if operator is constants.BRANCH:
        return list(argument[1])
    if operator is constants.SUBPATTERN:
        return [argument[3]]
    if operator is constants.ATOMIC_GROUP:
        return [argument]
    if operator in (constants.ASSERT, constants.ASSERT_NOT):
        return [argument[1]]
    if operator is constants.GROUPREF_EXISTS:
        return [one for one in argument[1:] if one is not None]
    return []


def categories(category: Any) -> str:
    """A category as it is written."""
    return {
        constants.CATEGORY_DIGIT: r"\d",
        constants.CATEGORY_NOT_DIGIT: r"\D",
        constants.CATEGORY_SPACE: r"\s",
        constants.CATEGORY_NOT_SPACE: r"\S",
        constants.CATEGORY_WORD: r"\w",
        constants.CATEGORY_NOT_WORD: r"\W",
    }[category]


class Reader:
    """What the elements of one pattern can take, over the sample and the characters that the pattern names."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.parsed = parser.parse(pattern.pattern, pattern.flags)
        near = {chr(ord(c) + step) for c in named(self.parsed) for step in (-1, 0, 1) if 0 < ord(c) + step < 0x110000}
        self.alphabet = SAMPLE | near

    def takes(self, operator: Any, argument: Any) -> frozenset[str]:
        """The characters that an element of one character takes."""
        if operator is constants.LITERAL:
            return frozenset(chr(argument))
        if operator is constants.NOT_LITERAL:
            return self.alphabet - {chr(argument)}
        if operator is constants.RANGE:
            return frozenset(c for c in self.alphabet if argument[0] <= ord(c) <= argument[1])
        if operator is constants.CATEGORY:
            one = re.compile(categories(argument))
            return frozenset(c for c in self.alphabet if one.match(c))
        if operator is constants.IN:
            inner = frozenset[str]().union(*(self.takes(*one) for one in argument if one[0] is not constants.NEGATE))
            return self.alphabet - inner if argument[0][0] is constants.NEGATE else inner
        return self.alphabet

    def first(self, sequence: Sequence[Any]) -> tuple[frozenset[str], bool]:
        """The characters that a sequence can begin with, and whether it can be empty."""
        found: frozenset[str] = frozenset()
        for operator, argument in sequence:
            begin, empty = self.first_of(operator, argument)
            found |= begin
            if not empty:
                return found, False
        return found, True

    def first_of(self, operator: Any, argument: Any) -> tuple[frozenset[str], bool]:
        """The same of one element."""
        if operator in (constants.AT, constants.ASSERT, constants.ASSERT_NOT):
            return frozenset(), True
        if operator in (constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT):
            begin, empty = self.first(argument[2])
            return begin, empty or argument[0] == 0
        inner = [self.first(one) for one in sequences(operator, argument)]
        if operator is constants.GROUPREF_EXISTS or operator is constants.GROUPREF:
            return self.alphabet, True
        if inner:
            return frozenset[str]().union(*(begin for begin, _ in inner)), any(empty for _, empty in inner)
        return self.takes(operator, argument), False

    def faults(self) -> Iterator[str]:
        """What is wrong with the pattern, in words."""
        yield from self.walk(self.parsed, frozenset(), inside=False)

    def walk(self, sequence: Sequence[Any], after: frozenset[str], *, inside: bool) -> Iterator[str]:
        """Faults of a sequence that can be followed by some characters; `inside` of a repetition without end."""
        elements = list(sequence)
        for place, (operator, argument) in enumerate(elements):
            rest = elements[place + 1 :]
            begin, empty = self.first(rest)
            follows = begin | (after if empty else frozenset())
            if operator in (constants.MAX_REPEAT, constants.MIN_REPEAT) and argument[1] >= ENDLESS:
                own = self.first(argument[2])[0]
                if inside and own & follows:
                    yield "a repetition in a repetition can end where it could go on"
                if argument[2].getwidth() == (1, 1) and own & self.beside(rest):
                    yield "two repetitions of the same characters stand beside each other"
                yield from self.walk(argument[2], follows | own, inside=True)
            elif operator is not constants.POSSESSIVE_REPEAT and operator is not constants.ATOMIC_GROUP:
                for inner in sequences(operator, argument):
                    yield from self.walk(inner, follows, inside=inside)

    def beside(self, rest: Sequence[Any]) -> frozenset[str]:
        """The characters of the repetitions without end that can come next."""
        found: frozenset[str] = frozenset()
        for operator, argument in rest:
            if operator in (constants.MAX_REPEAT, constants.MIN_REPEAT) and argument[1] >= ENDLESS:
                found |= self.first(argument[2])[0] if argument[2].getwidth() == (1, 1) else frozenset()
            elif operator is constants.SUBPATTERN:
                found |= self.beside(argument[3])
            if not self.first_of(operator, argument)[1]:
                break
        return found


def faults(pattern: str) -> list[str]:
    """The faults of a pattern."""
    return sorted(set(Reader(re.compile(pattern)).faults()))


# Which patterns -----------------------------------------------------------------------------------------------------


@cache
def modules() -> tuple[ModuleType, ...]:
    """Every module of the program that can be imported without an extra."""
    found = []
    for one in pkgutil.walk_packages(gazette_site.__path__, "gazette_site."):
        if not one.name.endswith("__main__"):
            try:
                found.append(importlib.import_module(one.name))
            except ImportError:  # of the extra [ocr]
                continue
    return tuple(found)


def patterns() -> dict[str, re.Pattern[str]]:
    """Every compiled pattern of text by module and name."""
    found: dict[str, re.Pattern[str]] = {}
    for module in modules():
        for name, value in vars(module).items():
            for place, pattern in enumerate(within(value, 0)):
                if pattern not in found.values():
                    found[f"{module.__name__.removeprefix('gazette_site.')}.{name}{f'[{place}]' if place else ''}"] = (
                        pattern
                    )
    return found


def within(value: object, depth: int) -> Iterator[re.Pattern[str]]:
    """The patterns in a value and in what it holds."""
    if isinstance(value, (re.Pattern, Late)):
        if isinstance(value.pattern, str):
            yield re.compile(value.pattern, value.flags & ~re.UNICODE)
    elif isinstance(value, (tuple, list, frozenset, set)) and depth < 4:
        for one in value:
            yield from within(one, depth + 1)
    elif isinstance(value, dict) and depth < 4:
        for one in (*value.keys(), *value.values()):
            yield from within(one, depth + 1)


PATTERNS = patterns()


def test_the_patterns_are_found() -> None:
    """The walk reaches the patterns of all rooms."""
    assert len(PATTERNS) > 250
    assert {name.split(".")[0] for name in PATTERNS} >= {"reading", "parsing", "linking", "publishing"}


@pytest.mark.parametrize("name", PATTERNS)
def test_no_pattern_tries_the_same_again(name: str) -> None:
    """No repetition in or beside another one of the same characters."""
    assert name in ALLOWED or not set(Reader(PATTERNS[name]).faults()), PATTERNS[name].pattern


def test_what_is_allowed_is_needed() -> None:
    """Each exception is a pattern that is there and would be refused."""
    assert all(name in PATTERNS and set(Reader(PATTERNS[name]).faults()) for name in ALLOWED)


BAD = [r"(?:a+)+b", r"(?:a+b?)+c", r"(?:\d+\.?)*年", r"(?:[^，]+(?:，|$)?)*。"]
BAD += [r"\s*\w*?\s*x", r"a*(?:b)?a*c", r"(\w+\s?)+：", r"(?:甲|乙+)*乙"]
GOOD = [r"(?:a+b)+c", r"(?:\d+\.)*\d+年", r"(?:[^，]+，)*。", r"\s*\w+\s*x"]
GOOD += [r"a*ba*c", r"(?:a++b?)+c", r"(?:甲|乙)*丙", r"(?:a{1,3}){1,3}"]


@pytest.mark.parametrize("pattern", BAD)
def test_bad_patterns_are_seen(pattern: str) -> None:
    """Patterns that grow are refused."""
    assert faults(pattern)


@pytest.mark.parametrize("pattern", GOOD)
def test_good_patterns_pass(pattern: str) -> None:
    """Patterns that know where a part ends are taken."""
    assert not faults(pattern)
