"""What a document does: its own force, and what it ends, changes and keeps. The meeting point of the recognisers.

document ──▶ force (force.py) ──▶ repeals (repeals.py, cleanup.py) ──▶ amendments, extensions (changes.py, cleanup.py) ──▶ document
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from gazette_site.characters import bare, folded, without_blanks
from gazette_site.model import (
    Amendment,
    Document,
    Extension,
    IsoDate,
    NormalNumber,
    Repeal,
)
from gazette_site.parsing.clauses.changes import (
    Changed,
    Kept,
    changed_articles,
    changed_in,
    changed_in_title,
    kept_in,
    kept_in_title,
    named_only,
    short_names,
)
from gazette_site.parsing.clauses.cleanup import Listed, is_cleanup, listed_in, sentence_of_title, with_fate
from gazette_site.parsing.clauses.fates import Fate
from gazette_site.parsing.clauses.force import force_of, has_no_force
from gazette_site.parsing.clauses.repeals import Ended, ended_in, repeal_of
from gazette_site.parsing.clauses.sentences import Sentence, sentences
from gazette_site.parsing.clauses.spoken import quoted_blocks, speeches
from gazette_site.parsing.clauses.targets import Target, list_after, targets_of
from gazette_site.parsing.known_names import known_names

_TRIGGER = re.compile(
    r"废止|失效|停止|不再|作废|撤销|废除|失去效力|收回|为准|终止|修改|修订|调整|改为|删去|删除|延长|延续|续期|顺延|展期|继续"
)

_DECISIONS = ("决定", "令")
"""Kinds whose numbered items are done by being printed."""

_SETS_OUT = re.compile(r"[如以]下.{0,6}(?:修改|修订|修正|调整)|(?:修改|修订|修正|调整)如下")
"""Words after which a document says item by item what it changes."""
_DECIDES = re.compile(r"废止|失效|撤销|停止执行")
"""Words in the title of a notice whose items are done as well."""

_NAMES = re.compile(r"[《号]|(?:该|上述|以上|此)(?:文件|办法|规定|意见|通知|方案|措施|政策|细则)")


@dataclass(slots=True)
class _Deeds:
    """What the sentences of a document do, as found."""

    ended: list[Ended] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    listed: list[Listed] = field(default_factory=list)


class _Day(NamedTuple):
    """From when the document works on others: the first day of its own force, else its date."""

    day: IsoDate | None
    derived: bool = True


def with_clauses(document: Document) -> Document:
    """The document with its force and with what it does to other documents."""
    if has_no_force(document.title.value):
        return document
    force = force_of(document)
    deeds = _deeds(document)
    day = _Day(document.date)
    if force and force.effective:
        day = _Day(force.effective, force.effective_derived)
    return replace(
        document,
        force=force,
        repeals=_repeals(deeds, day),
        amendments=_amendments(deeds, day),
        extensions=_extensions(deeds),
    )


def _deeds(document: Document) -> _Deeds:
    own = document.number.normal if document.number else None
    title = sentence_of_title(document.title.value)
    deeds = _Deeds()
    deeds.listed += listed_in(document)
    deeds.changed += changed_in_title(title, own)
    _read_body(document, deeds, own, targets_of(title, own), bool(deeds.changed))
    deeds.kept += kept_in_title(title, own)
    deeds.ended += _ended_in_title(title, own)
    return deeds


def _read_body(
    document: Document, deeds: _Deeds, own: NormalNumber | None, named: list[Target], amending: bool
) -> None:
    cleanup, names = is_cleanup(document.title.value), known_names(document)
    deciding = document.kind in _DECISIONS or bool(_DECIDES.search(document.title.value))
    quoted = quoted_blocks(document.body)
    short: dict[str, Target] = {}
    for speech in speeches(document.body):
        if speech.place.block in quoted or not (amending or cleanup or _acts(speech.printed)):
            continue
        before = list(named)
        for sentence in sentences(speech.printed, speech.place, names):
            deeds.ended += ended_in(sentence, own, deciding)
            changed = [_in_full(one, short) for one in _changed(sentence, own, amending, deeds.changed)]
            deeds.changed += changed
            if not (amending or changed):
                deeds.kept += kept_in(sentence, own, before)
            amending = amending or any(not one.articles and _SETS_OUT.search(one.sentence.plain) for one in changed)
            targets = targets_of(sentence, own)
            short = {**short_names(sentence, targets), **short}
            before += targets


def _changed(sentence: Sentence, own: NormalNumber | None, amending: bool, before: list[Changed]) -> list[Changed]:
    """What a sentence changes: documents it names, or articles of the one named `before`."""
    return (
        list(changed_in(sentence, own, amending))
        or (list(named_only(sentence, own)) if amending else [])
        or list(_item_of_amendment(sentence, before, amending))
    )


def _in_full(changed: Changed, short: dict[str, Target]) -> Changed:
    """The same with the document under its full name, if it was given a short one before."""
    target = short.get(without_blanks(changed.target.title)) if changed.target.number is None else None
    return changed._replace(target=target) if target else changed


def _acts(printed: str) -> bool:
    """Whether a paragraph may do something to a document: it says so, and names one."""
    return bool(_NAMES.search(printed)) and bool(_TRIGGER.search(folded(printed)))


def _item_of_amendment(sentence: Sentence, changed: list[Changed], amending: bool) -> Iterator[Changed]:
    """`一、将第六条修改为…` under the sentence that names the document."""
    articles = changed_articles(sentence) if amending and changed else ()
    if articles:
        yield Changed(changed[-1].target, sentence, articles)


def _ended_in_title(title: Sentence, own: NormalNumber | None) -> Iterator[Ended]:
    """关于废止《…》的通知."""
    match = re.search(r"关于(?P<verb>废止|宣布失效|停止执行|撤销)", title.plain)
    if match:
        for target in list_after(title, targets_of(title, own), match.end()):
            yield Ended(target, title, None, "失效" in match["verb"])


# From what was found to records: each document once, the fullest naming of it.


def _key(target: Target) -> Hashable:
    return target.number or bare(target.title)


def _repeals(deeds: _Deeds, day: _Day) -> tuple[Repeal, ...]:
    records: dict[Hashable, Repeal] = {}
    listed = with_fate(deeds.listed, Fate.REPEALED, Fate.LAPSED)
    for one in listed:
        records.setdefault(_key(one.target), _listed_repeal(one, day))
    for ended in deeds.ended:
        title = without_blanks(ended.target.title)
        known = records.get(_key(ended.target)) or _same_title(records.values(), title)
        if known is None:
            records[_key(ended.target)] = repeal_of(ended, day.day, day.derived, title)
    return tuple(records.values())


def _same_title(records: Iterable[Repeal], title: str) -> Repeal | None:
    return next((one for one in records if title and bare(one.title) == bare(title)), None)


def _listed_repeal(one: Listed, day: _Day) -> Repeal:
    return Repeal(
        number=one.target.number,
        title=without_blanks(one.target.title),
        evidence=one.evidence,
        place=one.place,
        date=day.day,
        date_derived=day.derived and day.day is not None,
        lapsed=one.fate is Fate.LAPSED,
    )


def _amendments(deeds: _Deeds, day: _Day) -> tuple[Amendment, ...]:
    records: list[Amendment] = []
    listed = [Changed(one.target, _sentence_of(one)) for one in with_fate(deeds.listed, Fate.AMENDED)]
    for changed in (*deeds.changed, *listed):
        new = Amendment(
            number=changed.target.number,
            title=without_blanks(changed.target.title),
            evidence=changed.sentence.evidence,
            place=changed.sentence.place,
            date=day.day,
            date_derived=day.derived and day.day is not None,
            articles=changed.articles,
        )
        place = next((k for k, old in enumerate(records) if _is_same(old, new)), None)
        if place is None:
            records.append(new)
        else:
            records[place] = _merged(records[place], new)
    return tuple(records)


def _sentence_of(one: Listed) -> Sentence:
    return Sentence(one.evidence, one.evidence, one.evidence, tuple(range(len(one.evidence))), one.place)


def _is_same(old: Amendment, new: Amendment) -> bool:
    if old.number and new.number:
        return old.number == new.number
    early, late = bare(old.title), bare(new.title)
    return bool(early and late) and (early == late or (old.place.block < 0 and late.endswith(early)))


def _merged(old: Amendment, new: Amendment) -> Amendment:
    articles = tuple(dict.fromkeys((*old.articles, *new.articles)))
    if old.place.block < 0:  # a sentence of the body says more than the title
        old = replace(old, evidence=new.evidence, place=new.place)
    return replace(old, number=old.number or new.number, title=old.title or new.title, articles=articles)


def _extensions(deeds: _Deeds) -> tuple[Extension, ...]:
    records: dict[Hashable, Extension] = {}
    for one in with_fate(deeds.listed, Fate.KEPT):
        title = without_blanks(one.target.title)
        records.setdefault(_key(one.target), Extension(one.target.number, title, one.evidence, one.place, None))
    for kept in deeds.kept:
        title, sentence = without_blanks(kept.target.title), kept.sentence
        known = next(
            (k for k, old in records.items() if k == _key(kept.target) or (title and bare(old.title) == bare(title))),
            None,
        )
        if known is None:
            records[_key(kept.target)] = Extension(
                kept.target.number, title, sentence.evidence, sentence.place, kept.until, kept.term
            )
    return tuple(records.values())
