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
from functools import cache
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
_SHARES = {
    character: share
    for share, characters in (
        (0.4, "。,，、"),
        (0.2, "的市工理实区管行和政业一设人建0123456789"),
        (
            0.1,
            "()（）:：;；“”发年施制用项务进全定作合等新化部生责规民公办资为要地动加关单有目府位推经展二应局成水以第各对三自通日条主保大法中不门机在",
        ),
        (
            0.05,
            "强体会提城任现高上个开内改长产方造国力月本度范级企及科治计分包持补时头金出入家程标完件点重下能落服负同按护导县到监与员量费查创效构道"
            "于照安运研社支场事立期车《》面结质报放委财十统好意确平并组准增四基由土交共审路信承育相过青当示园划调",
        ),
        (
            0.03,
            "领策决整系源营职口明处案技求取式贴督集担收需坚每总将环格供快专次文小所原性渡请批向品代升街执境我协织备认五心学利深%号优申投态其据域转置活网"
            "善知试起指配健是步数积达名排后依情复可核使则止预得前评万或托商助类议再续引联精接型围严记养农息际表题做见解干户众群采给障村古印防问果旗更山"
            "色智流况间险权常极乡矿争租促广多先价电图料综限",
        ),
    )
    for character in characters
}
"""In how many sentences of a gazette a character stands, roughly; of all others in one of a hundred."""
_RARE = 0.01
_ONE_MORE = 0.15
"""How much less often a sign of one more character is there."""
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
    signs = _rarest(few for signs in _parts(parsed) if len(few := _few(signs)) <= MOST)
    return tuple(sorted(signs, key=lambda sign: (-_share(sign), sign)))  # one that is there is found soonest


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
        best = max(held, key=lambda one: (held[one] / _share(one), one))
        found.add(best)
        left = frozenset(sign for sign in left if best not in sign)
    return frozenset(found)


def _weight(signs: Signs) -> tuple[float, list[str]]:
    """In how many sentences one of the signs stands, roughly; in fixed order where it is the same."""
    in_order = sorted(signs)
    return sum(map(_share, in_order)), in_order


@cache
def _share(sign: str) -> float:
    """In how many sentences a sign stands: no more than the rarest of its characters."""
    return min(_SHARES.get(character, _RARE) for character in sign) * _ONE_MORE ** (len(sign) - 1)


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
