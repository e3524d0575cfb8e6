"""What a document does: its own force, and what it ends, changes and keeps. The meeting point of the recognisers.

document ──▶ force (force.py) ──▶ repeals (repeals.py) ──▶ amendments (changes.py) ──▶ extensions (keeping.py) ──▶ suspensions ──▶ document
lists of clean-ups (cleanup.py) say any of them
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from gazette_site.characters import folded, without_blanks
from gazette_site.late import late
from gazette_site.model import (
    Document,
    NormalNumber,
)
from gazette_site.parsing.clauses.acting_titles import acting_title
from gazette_site.parsing.clauses.changes import (
    Changed,
    changed_articles,
    changed_in,
    changed_in_title,
    deleted_in,
    ended_articles,
    named_only,
    sets_out_changes,
    short_names,
)
from gazette_site.parsing.clauses.cleanup import is_cleanup, listed_in
from gazette_site.parsing.clauses.fates import Fate, fate_of
from gazette_site.parsing.clauses.force import force_of, has_no_force
from gazette_site.parsing.clauses.keeping import Kept, kept_by_item, kept_in, kept_in_title
from gazette_site.parsing.clauses.part_lists import PartList
from gazette_site.parsing.clauses.partial import partly_ended_in
from gazette_site.parsing.clauses.published import Published, published_in
from gazette_site.parsing.clauses.records import (
    Day,
    Deeds,
    amendments_of,
    extensions_of,
    repeals_of,
    suspensions_of,
)
from gazette_site.parsing.clauses.repeals import Ended, ended_in
from gazette_site.parsing.clauses.sentences import Sentence, sentences
from gazette_site.parsing.clauses.spoken import Speech, quoted_blocks, speeches
from gazette_site.parsing.clauses.suspensions import Suspended, suspended_in, suspended_item
from gazette_site.parsing.clauses.targets import Target, list_after, targets_of
from gazette_site.parsing.clauses.zones import carried_attachments
from gazette_site.parsing.names.known_names import known_names

_TRIGGER = late(
    r"废止|失效|停止|不再|作废|续延|撤[销回]|无效|取代|代替|替代|废除|失去效力|收回|为准|终止|修[改订正]|调整|改为|删去|删除|延长|延续|续期|顺延|展期|延期|延[至到]|继续"
    r"|暂停|暂缓|暂不|暂时|中止|恢复|解除|转为正式|变更|重新"
)

_DECISIONS = ("决定", "令")
"""Kinds whose numbered items are done by being printed."""

_SETS_OUT = late(r"[如以]下.{0,6}(?:修改|修订|修正|调整)|(?:修改|修订|修正|调整)如下")
"""Words after which a document says item by item what it changes."""
_DECIDES = late(r"废止|失效|撤销|停止执行")
"""Words in the title of a notice whose items are done as well."""

_ANNOUNCES = late(
    r"(?:下列|以下|[0-9一二三四五六七八九十百]+[件部项]).{0,40}(?:修改|修订|修正|废止|失效|撤销)|(?:予以|宣布)(?:修改|修订|修正|废止|失效|撤销)"
)
"""What becomes of the documents that are named below."""

_NAMES = late(r"[《号]|(?:该|上述|以上|此)(?:文件|办法|规定|意见|通知|方案|措施|政策|细则)")


def with_clauses(document: Document) -> Document:
    """The document with its force and with what it does to other documents."""
    if has_no_force(document.title.value):
        return document
    force = force_of(document)
    deeds = _deeds(document)
    day = Day(document.date, made=document.date)
    if force and force.effective:
        day = Day(force.effective, force.effective_derived, document.date)
    return replace(
        document,
        force=force,
        repeals=repeals_of(deeds, day),
        amendments=amendments_of(deeds, day),
        extensions=extensions_of(deeds, day),
        suspensions=suspensions_of(deeds, day),
    )


def _deeds(document: Document) -> Deeds:
    own = document.normal_number or None
    title = acting_title(document)
    deeds = Deeds()
    deeds.listed += listed_in(document, title.printed)
    deeds.changed += changed_in_title(title, own)
    kept = tuple(kept_in_title(title, own))
    _read_body(document, deeds, title, kept)
    deeds.kept += kept
    deeds.ended += _ended_in_title(title, own)
    return deeds


def _read_body(document: Document, deeds: Deeds, title: Sentence, announced: Sequence[Kept]) -> None:
    own = document.normal_number or None
    named = targets_of(title, own)
    amending = bool(deeds.changed) or sets_out_changes(title.printed)
    fate: Fate | None = None
    cleanup, names = is_cleanup(title.full), known_names(document)
    deciding = document.kind in _DECISIONS or bool(_DECIDES.search(title.full))
    short: dict[str, Target] = {}
    parts, published = PartList(own), list[tuple[Published, Sentence]]()
    for speech in _said_in(document):
        prolonging = announced or tuple(deeds.kept)
        if not (amending or cleanup or parts.concerns(speech.printed) or _acts(speech.printed, bool(prolonging))):
            continue
        before = list(named)
        for sentence in sentences(speech.printed, speech.place, names):
            parts.read(sentence)
            published += [(one, sentence) for one in published_in(sentence)]
            deeds.ended += [_in_full(one, short) for one in ended_in(sentence, own, deciding)]
            parts.suspended += [_in_full(one, short) for one in suspended_in(sentence, own)]
            if amending and deeds.changed:
                parts.suspended += suspended_item(sentence, deeds.changed[-1].target)
            fate = fate_of(sentence.plain) if _ANNOUNCES.search(sentence.plain) else fate
            naming = amending and fate in (None, Fate.AMENDED)
            changed = [_in_full(one, short) for one in _changed(sentence, own, amending, naming, deeds.changed)]
            deeds.changed += changed
            deeds.changed += () if changed else partly_ended_in(sentence, own, deciding)
            if not (amending or changed):
                kept = tuple(kept_in(sentence, own, before)) or kept_by_item(sentence, prolonging)
                deeds.kept += [_in_full(one, short) for one in kept]
            amending = amending or any(not one.articles and _SETS_OUT.search(one.sentence.plain) for one in changed)
            targets = targets_of(sentence, own)
            short = {**short_names(sentence, targets), **short}
            before += targets
    deeds.suspended += parts.suspended
    deeds.changed += parts.ended
    _add_published(published, deeds)  # last: a decision that follows says it with more words


def _add_published(published: Sequence[tuple[Published, Sentence]], deeds: Deeds) -> None:
    """What the decisions do that are published by their names."""
    for one, sentence in published:
        if one.verb in ("修改", "修订"):
            deeds.changed.append(Changed(one.target, sentence))
        else:
            deeds.ended.append(Ended(one.target, sentence, None, one.verb == "宣布失效"))


def _said_in(document: Document) -> Iterator[Speech]:
    """What the body says, and the text that is carried as an attachment, without quotations."""
    parts = [(document.body, -1), *((document.attachments[k].blocks, k) for k in carried_attachments(document))]
    for blocks, attachment in parts:
        quoted = quoted_blocks(blocks)
        yield from (one for one in speeches(blocks, attachment) if one.place.block not in quoted)


def _changed(
    sentence: Sentence, own: NormalNumber | None, amending: bool, naming: bool, before: list[Changed]
) -> list[Changed]:
    """What a sentence changes: documents it names, or articles of the one named `before`.

    With `naming` an item that only names a document is one that is amended: it does not stand under an announcement of repeals.
    """
    return (
        list(changed_in(sentence, own, amending))
        or (list(named_only(sentence, own)) if naming else [])
        or list(deleted_in(sentence, own))
        or list(_item_of_amendment(sentence, before, amending))
    )


_Deed = TypeVar("_Deed", Changed, Ended, Kept, Suspended)


def _in_full(deed: _Deed, short: dict[str, Target]) -> _Deed:
    """The same with the document under its full name, if it was given a short one before."""
    target = short.get(without_blanks(deed.target.title)) if deed.target.number is None else None
    return deed._replace(target=target) if target else deed


def _acts(printed: str, prolonging: bool) -> bool:
    """Whether a paragraph may do something to a document: it says so, and names one, here or before; or it gives one a short name."""
    names = _NAMES.search(printed) is not None
    says = (names or prolonging) and _TRIGGER.search(folded(printed)) is not None
    return says or (names and "简称" in printed)


def _item_of_amendment(sentence: Sentence, changed: list[Changed], amending: bool) -> Iterator[Changed]:
    """`一、将第六条修改为…` under the sentence that names the document."""
    if not (amending and changed):
        return
    if articles := changed_articles(sentence):
        yield Changed(changed[-1].target, sentence, articles)
    elif ended := ended_articles(sentence):
        yield Changed(changed[-1].target, sentence, ended, True)


def _ended_in_title(title: Sentence, own: NormalNumber | None) -> Iterator[Ended]:
    """关于废止《…》的通知."""
    match = re.search(r"关于(?P<verb>废止|宣布失效|停止执行|撤销)", title.plain)
    if match:
        for target in list_after(title, targets_of(title, own), match.end()):
            yield Ended(target, title, None, "失效" in match["verb"])
