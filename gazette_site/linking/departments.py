"""One department under one name: what plans print shorter is listed with the fullest name that they print.

    short = full without the name of its level        工信局 = 市工信局,  市工信局 = 澜川市工信局
    level = (words)? (省 | 自治区 | 市 | 盟 | 州)

Only where exactly one name is longer by a level: with 市财政局 and 东浦区财政局 printed, 财政局 stays what it is. What begins with 区, 县 or 旗 stays
too, since 各县、区财政局 prints 区财政局 of all of them. Abbreviations (市工信局 for 市工业和信息化局) are not told apart from other names here.
The page of a short name stays where it is and shows the way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from gazette_site.late import late
from gazette_site.linking.archive import LinkedDocument, Listing

_LEVEL = late(r"(?:(?![省市盟州县区旗各]|有关|相关)[\u4e00-\u9fff]{2,7})?(?P<level>省|自治区|市|盟|州|县|区|旗)")
_BEGINS_WITH_LEVEL = late(r"(?:省|自治区|市(?!场)|盟|州)")
_PLACE = late(r"(?!各|有关|相关)[\u4e00-\u9fff]{2,6}")
_OF_MANY = late(r"区(?!域)|县|旗|各")
_OF_DISTRICTS = ("县", "区", "旗")
_SHORTEST, _LONGEST_PLACE = 3, 11


def fullest(names: Iterable[str]) -> Mapping[str, str]:
    """For each name that is a shorter form of another one, the fullest; the others are not in it."""
    known = set(names)
    longer: dict[str, list[str]] = {}
    for name in sorted(known):
        for short in _shorter(name):
            if short in known:
                longer.setdefault(short, []).append(name)
    one_longer = {short: full for short, some in longer.items() if (full := _only(short, some))}
    return {short: _end_of(short, one_longer) for short in one_longer}


def _shorter(name: str) -> Iterator[str]:
    """What is left of a name without its level, or without the name of its place."""
    for cut in range(1, min(_LONGEST_PLACE, len(name) - _SHORTEST) + 1):
        before, rest = name[:cut], name[cut:]
        if not _OF_MANY.match(rest) and (
            _LEVEL.fullmatch(before) or (_BEGINS_WITH_LEVEL.match(rest) and _PLACE.fullmatch(before))
        ):
            yield rest


def _only(short: str, longer: list[str]) -> str | None:
    """The nearest of the longer names, if all the others are only longer forms of it, and it is not one of a district."""
    nearest = min(longer, key=len)
    level = _LEVEL.fullmatch(nearest[: -len(short)])
    of_a_district = level and level["level"] in _OF_DISTRICTS and not nearest[: -len(short)].endswith("自治区")
    return nearest if not of_a_district and all(one.endswith(nearest) for one in longer) else None


def _end_of(short: str, longer: Mapping[str, str]) -> str:
    while short in longer:  # each is longer than the one before
        short = longer[short]
    return short


def names_in(linked: LinkedDocument, full: Mapping[str, str]) -> Iterator[str]:
    """The departments of a document, as printed and by their fullest names."""
    for duty in linked.document.duties:
        yield from dict.fromkeys((full.get(duty.department, duty.department), duty.department))


def pointing(listings: Iterable[Listing], full: Mapping[str, str]) -> tuple[Listing, ...]:
    """The lists of departments: a full name says which shorter ones it has, these say where they are listed and come last."""
    by_name = {one.name: one for one in listings}
    also: dict[str, list[str]] = {}
    for short, name in sorted(full.items()):
        also.setdefault(name, []).append(short)
    own = (replace(one, also=tuple(also.get(one.name, ()))) for one in by_name.values() if one.name not in full)
    return (*own, *(replace(one, instead=by_name[full[one.name]].url) for one in by_name.values() if one.name in full))
