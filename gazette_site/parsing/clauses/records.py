"""From what was found to records: each document once, under the fullest naming of it.

Two namings are one document if they bear one number; if one of them bears none, if they have one title.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from gazette_site.characters import bare, without_blanks
from gazette_site.model import Amendment, Extension, IsoDate, NormalNumber, Repeal, Suspension
from gazette_site.parsing.clauses.changes import Changed
from gazette_site.parsing.clauses.fates import Fate
from gazette_site.parsing.clauses.keeping import Kept
from gazette_site.parsing.clauses.listed import Listed, with_fate
from gazette_site.parsing.clauses.periods import last_of
from gazette_site.parsing.clauses.repeals import Ended, repeal_of
from gazette_site.parsing.clauses.sentences import Sentence
from gazette_site.parsing.clauses.suspensions import Suspended


@dataclass(slots=True)
class Deeds:
    """What the sentences of a document do, as found."""

    ended: list[Ended] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    listed: list[Listed] = field(default_factory=list)
    suspended: list[Suspended] = field(default_factory=list)


class Day(NamedTuple):
    """From when the document works on others: the first day of its own force, else its date."""

    day: IsoDate | None
    derived: bool = True
    made: IsoDate | None = None
    """The date of the document."""


class _Index:
    """Which record a document has, by number and by title."""

    def __init__(self) -> None:
        self._by_number: dict[NormalNumber, int] = {}
        self._by_title: dict[str, list[tuple[int, NormalNumber | None]]] = {}

    def find(self, number: NormalNumber | None, title: str) -> int | None:
        """The place of the record, None if the document has none."""
        if number and number in self._by_number:
            return self._by_number[number]
        named = self._by_title.get(bare(title), []) if title else []
        return next((place for place, other in named[:2] if not (number and other)), None)

    def add(self, place: int, number: NormalNumber | None, title: str) -> None:
        """Remembers a record."""
        if number:
            self._by_number.setdefault(number, place)
        if title:
            self._by_title.setdefault(bare(title), []).append((place, number))


def repeals_of(deeds: Deeds, day: Day) -> tuple[Repeal, ...]:
    """The documents that are ended, those of lists first."""
    records: list[Repeal] = []
    index = _Index()
    for new in _all_repeals(deeds, day):
        place = index.find(new.number, new.title)
        if place is None:
            place = len(records)
            records.append(new)
        else:
            old = records[place]
            records[place] = replace(old, number=old.number or new.number, title=old.title or new.title)
        index.add(place, new.number, new.title)
    return tuple(records)


def _all_repeals(deeds: Deeds, day: Day) -> Iterator[Repeal]:
    for one in with_fate(deeds.listed, Fate.REPEALED, Fate.LAPSED):
        yield Repeal(
            number=one.target.number,
            title=without_blanks(one.target.title),
            evidence=one.evidence,
            place=one.place,
            date=one.named_day or day.day,
            date_derived=one.named_day is None and day.derived and day.day is not None,
            lapsed=one.fate is Fate.LAPSED,
        )
    for ended in deeds.ended:
        yield repeal_of(ended, day.day, day.derived, day.made, without_blanks(ended.target.title))


def amendments_of(deeds: Deeds, day: Day) -> tuple[Amendment, ...]:
    """The documents that are changed in part, with all articles that are named; those that are ended apart from those that are worded anew."""
    records: list[Amendment] = []
    indexes, ended = {True: _Index(), False: _Index()}, _ended(deeds)
    listed = [Changed(one.target, _sentence_of(one)) for one in with_fate(deeds.listed, Fate.AMENDED)]
    for changed in (*deeds.changed, *listed):
        if not changed.articles and ended.find(changed.target.number, changed.target.title) is not None:
            continue
        new = _amendment(changed, day)
        index, other = indexes[new.ends], indexes[not new.ends].find(new.number, new.title)
        place = index.find(new.number, new.title)
        if place is None and other is not None and not records[other].articles:
            place = other  # by its title only
        if place is None:
            place = _in_title(records, new.title)
        if place is None:
            place = len(records)
            records.append(new)
        else:
            records[place] = _merged(records[place], new)
        index.add(place, new.number, new.title)
    return tuple(records)


def _ended(deeds: Deeds) -> _Index:
    """What is ended as a whole: a decision that amends several texts and ends others only names them all."""
    index = _Index()
    targets = [one.target for one in with_fate(deeds.listed, Fate.REPEALED, Fate.LAPSED)]
    for place, target in enumerate((*targets, *(one.target for one in deeds.ended))):
        index.add(place, target.number, without_blanks(target.title))
    return index


def _amendment(changed: Changed, day: Day) -> Amendment:
    return Amendment(
        number=changed.target.number,
        title=without_blanks(changed.target.title),
        evidence=changed.sentence.evidence,
        place=changed.sentence.place,
        date=changed.named_day or day.day,
        date_derived=changed.named_day is None and day.derived and day.day is not None,
        articles=changed.articles,
        ends=changed.ends,
    )


def _in_title(records: list[Amendment], title: str) -> int | None:
    """The record of a document that the title of the decision names without its issuer: 关于修改《…办法》, 《某市…办法》 in the text."""
    whole = bare(title)
    for place, old in enumerate(records):
        if old.place.block >= 0:
            return None
        if whole and old.title and whole.endswith(bare(old.title)):
            return place
    return None


def _sentence_of(one: Listed) -> Sentence:
    return Sentence(one.evidence, one.evidence, one.evidence, tuple(range(len(one.evidence))), one.place)


def _merged(old: Amendment, new: Amendment) -> Amendment:
    articles = tuple(dict.fromkeys((*old.articles, *new.articles)))
    if old.place.block < 0:  # a sentence of the body says more than the title
        old = replace(old, evidence=new.evidence, place=new.place)
    if old.date_derived and not new.date_derived:
        old = replace(old, date=new.date, date_derived=False)
    ends = old.ends and new.ends
    return replace(old, number=old.number or new.number, title=old.title or new.title, articles=articles, ends=ends)


def extensions_of(deeds: Deeds, day: Day) -> tuple[Extension, ...]:
    """The documents that are kept in force, those of lists first."""
    records: list[Extension] = []
    index = _Index()
    for new in _all_extensions(deeds):
        new = replace(new, date=day.day, date_derived=day.derived and day.day is not None)
        place = index.find(new.number, new.title)
        if place is None:
            index.add(len(records), new.number, new.title)
            records.append(new)
        elif not (records[place].until or records[place].term) and (new.until or new.term):
            old = records[place]  # 现就…有效期延续通知如下, and below for how long
            records[place] = replace(new, number=old.number or new.number, title=old.title or new.title)
    return tuple(records)


def _all_extensions(deeds: Deeds) -> Iterator[Extension]:
    for one in with_fate(deeds.listed, Fate.KEPT):
        title = without_blanks(one.target.title)
        yield Extension(one.target.number, title, one.evidence, one.place, one.until, "" if one.until else one.term)
    for kept in deeds.kept:
        title, sentence = without_blanks(kept.target.title), kept.sentence
        yield Extension(kept.target.number, title, sentence.evidence, sentence.place, kept.until, kept.term)


def suspensions_of(deeds: Deeds, day: Day) -> tuple[Suspension, ...]:
    """The documents that are set aside, and those that are taken up again."""
    records: dict[tuple[object, ...], Suspension] = {}
    for one in (*deeds.suspended, *_listed_suspensions(deeds)):
        title, first = without_blanks(one.target.title), one.named_day or day.day
        records.setdefault(
            (one.target.number, bare(title), one.resumed, one.articles, one.within),
            Suspension(
                number=one.target.number,
                title=title,
                evidence=one.sentence.evidence,
                place=one.sentence.place,
                date=first,
                date_derived=one.named_day is None and day.derived and first is not None,
                until=one.until or (last_of(first, one.term) if first and one.term else None),
                resumed=one.resumed,
                articles=one.articles,
                within=one.within,
            ),
        )
    return tuple(records.values())


def _listed_suspensions(deeds: Deeds) -> Iterator[Suspended]:
    for one in with_fate(deeds.listed, Fate.SUSPENDED, Fate.RESUMED):
        again = one.fate is Fate.RESUMED
        yield Suspended(one.target, _sentence_of(one), one.named_day, None if again else one.until, "", again)
