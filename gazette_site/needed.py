"""Signs that a regular expression cannot do without: a text that has none of them has no match, and `in` tells sooner.

    needed(号|第{n}条)            = {号, 条}     one of them stands in every text with a match
    needed(自.*起(?:施行|实施))       = {施行, 实施}   of several parts that must be there the rarest
    needed(住址|家住|住在|户籍|籍贯) = {住, 籍}     of many words a few characters, for which a text is searched four times as fast

Derived from the parsed pattern, never written by hand, so that a rule that changes takes its guard along. Where nothing can be
said (ranges, negations, what may be left out, letters of either case) it says nothing.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

_parser: Any = importlib.import_module("re._parser")
KNOWN = sys.version_info < (3, 14)
"""Whether Python's parser of patterns, which is no interface, is one that was tried (3.11 to 3.13). Of another one nothing is
derived: patterns are compiled as they stand, and every text is searched."""
_names: Any = importlib.import_module("re._constants")

MOST = 12
"""To look for more characters costs as much as the pattern itself."""
_MOST_WORDS = 2
"""So many words are looked for as they are, of more words the characters."""
_MANY = 64
"""Of more words no few characters are looked for."""
_RARER = 40
"""How much rarer a sign of one more character is, roughly."""
_COMMON = frozenset(
    "的一在是有不人中会行政工作和为对以及上下出大发展市区县各级部门单位办法规定年月日时间期实施建设管理服务要等提请报同通内开展加强推进责任项目企业人民政府全按本情况安社关法经资产学生,。:;()0123456789"
)
"""Characters that stand in too many paragraphs to tell anything, if others can be had."""
_REPEATS = (_names.MAX_REPEAT, _names.MIN_REPEAT, _names.POSSESSIVE_REPEAT)

Signs = frozenset[str]


def needed(pattern: str, flags: int = 0) -> tuple[str, ...]:
    """Strings of which each text that `pattern` finds something in holds at least one; empty if nothing can be said.

    Raises re.error for a wrong pattern.
    """
    return needed_in(_parser.parse(pattern, flags))


def needed_in(parsed: Any) -> tuple[str, ...]:
    """The same of a parsed pattern."""
    if parsed.state.flags & re.IGNORECASE:
        return ()
    return tuple(sorted(_rarest(few for signs in _parts(parsed) if len(few := _few(signs)) <= MOST)))


def characters_needed(pattern: str) -> tuple[frozenset[str], ...]:
    """The same as all that must be there, the rarest first: of each set a text with a match holds at least one character."""
    found: set[Signs] = set()
    for signs in _parts(_parser.parse(pattern)) if KNOWN else ():
        alone = len(signs) == 1
        found |= {frozenset(one) for one in next(iter(signs))} if alone else {_characters(signs)}
    return tuple(sorted(found, key=_weight))


def _few(signs: Signs) -> Signs:
    """Signs that are quickly looked for: up to two words, else characters of which each word has one."""
    return signs if len(signs) <= _MOST_WORDS else _characters(signs)


def _characters(signs: Signs) -> Signs:
    """Characters of which each word has one."""
    left, found = signs, set()
    while left:
        held = Counter(character for sign in left for character in frozenset(sign))
        best = max(held, key=lambda one: (held[one] * (1 if one in _COMMON else 8), one))
        found.add(best)
        left = frozenset(sign for sign in left if best not in sign)
    return frozenset(found)


def _weight(signs: Signs) -> tuple[float, list[str]]:
    """How often one of the signs stands in a text, roughly; in fixed order where it is the same."""
    return sum(_RARER ** -len(sign) * (8 if sign in _COMMON else 1) for sign in signs), sorted(signs)


def _rarest(parts: Iterable[Signs]) -> Signs:
    """Of the parts that must all be there the one that is there least; none of them may be."""
    return min(parts, key=_weight, default=frozenset())


def _parts(sequence: Any) -> Iterator[Signs]:
    """What must be there of a sequence, each part as the signs of which it has one; literals side by side are one sign."""
    word = ""
    for operator, argument in sequence:
        if operator is _names.LITERAL:
            word += chr(argument)
            continue
        if word:
            yield frozenset({word})
            word = ""
        yield from _within(operator, argument)
    if word:
        yield frozenset({word})


def _shortest(signs: Signs) -> Signs:
    """Without those that hold another one: 以前 is there only where 前 is."""
    return frozenset(one for one in signs if not any(other in one for other in signs - {one}))


def _within(operator: Any, argument: Any) -> Iterator[Signs]:
    """What must be there of an element that is no literal."""
    if operator is _names.IN:
        yield from _of_class(argument)
    elif operator is _names.BRANCH:
        ways = [_rarest(_parts(way)) for way in argument[1]]
        if all(ways):
            words = frozenset().union(*ways)
            yield from (_shortest(words),) if len(words) <= _MANY else ()
    elif operator in _REPEATS:
        yield from _parts(argument[2]) if argument[0] else ()
    elif operator is _names.SUBPATTERN:
        yield from _parts(argument[3]) if not argument[1] & re.IGNORECASE else ()
    elif operator is _names.ATOMIC_GROUP:
        yield from _parts(argument)
    elif operator is _names.ASSERT:  # what stands before or after is in the text as well
        yield from _parts(argument[1])


def _of_class(members: Any) -> Iterator[Signs]:
    """The characters of a class that names each of them."""
    if len(members) <= MOST and all(operator is _names.LITERAL for operator, _ in members):
        yield frozenset(chr(argument) for _, argument in members)
