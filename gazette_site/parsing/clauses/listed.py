"""What lists and tables of documents say of each: the records, and the words of a cell or a remark."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from gazette_site.late import late
from gazette_site.model import IsoDate, Place
from gazette_site.parsing.clauses.fates import Fate, fate_of
from gazette_site.parsing.clauses.periods import END, last_day
from gazette_site.parsing.clauses.targets import Target

_LASTS = late(rf"(?:有效期限?|延长|延续|顺延|有效|执行)[^,;。]{{0,8}}?(?:至|到)(?P<to>{END})")


class Listed(NamedTuple):
    """One document of a list."""

    target: Target
    fate: Fate
    evidence: str
    """The announcement as printed, or the row's own words."""
    place: Place
    named_day: IsoDate | None = None
    """The day from which the announcement says it holds."""
    until: IsoDate | None = None
    """The last day of what is kept in force."""
    term: str = ""
    """How much longer it is kept, where no last day is named: 有效期延长2年."""


class Said(NamedTuple):
    """What was announced last, above a list or a table."""

    fate: Fate | None = None
    evidence: str = ""
    day: IsoDate | None = None
    until: IsoDate | None = None
    term: str = ""


def own_fate(words: str) -> Fate | None:
    """What a cell or a remark says that becomes of its document: 废止, 有效期延长至2027年6月30日. Longer words are a title."""
    return fate_of(words) if len(words) <= 12 or _LASTS.match(words) else None


def until_of(words: Iterable[str]) -> IsoDate | None:
    """The last day of what is kept in force, if folded words say it: 有效期延长至2027年12月31日."""
    found = next((match for text in words if (match := _LASTS.search(text))), None)
    return last_day(found["to"]) if found else None


def with_fate(listed: Iterable[Listed], *fates: Fate) -> list[Listed]:
    """Those of one of the fates."""
    return [one for one in listed if one.fate in fates]
