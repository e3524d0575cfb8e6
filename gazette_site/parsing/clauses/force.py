"""施行 and 有效期: what a document says of its own force, with the sentence that says it.

    force = (effect | term)+        in the zones (`zones`), of the document itself (`subjects`), in the forms of `force_rules`

1. Nothing is stated without a sentence; `evidence` stands verbatim in a paragraph of the body.
2. A day that is not printed as such is marked as derived.
3. Of several texts carried one after the other the first one's is told; what the others say differs from it or not (`told_apart`).
4. Appointments, awards, reports and drafts for comment have no force.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gazette_site.characters import CJK, bare, folded
from gazette_site.late import late
from gazette_site.model import Document, Force, IsoDate
from gazette_site.parsing.clauses.force_rules import may_find_force
from gazette_site.parsing.clauses.force_words import Finding
from gazette_site.parsing.clauses.periods import last_of
from gazette_site.parsing.clauses.sentences import Sentence, sentences
from gazette_site.parsing.clauses.subjects import Subject, after_sentence, label_end, own_findings
from gazette_site.parsing.clauses.zones import Spoken, spoken_anywhere, spoken_of_force, units_of
from gazette_site.parsing.names.titles import amended_names, carried_name

_NO_FORCE = late(
    r"任免|任职|免职|任命|聘任|解聘|挂职|职务|表彰|表扬|嘉奖|授予|记功|奖励.{0,20}的(?:决定|通报)$|命名|工作报告|先进(?:集体|个人|单位)"
)
_DRAFT = late(r"征[求集].{0,60}意见(?:建议|和建议)?(?:的(?:通知|公告|函|启事))?$|征求意见稿|送审稿|草案")
_RULES_OF = late(r"(?:办法|规定|细则|方案|意见|条例|措施|标准|制度)(?:[（(][^（）()]*[)）])?》?的?(?:通知|决定|令)?$")
_THIS_KIND = late(rf"本[{CJK}]{{0,6}}?(?P<kind>[{CJK}]{{2}})(?=自|从|由|\()")
_FIRST = 1
"""The unit of the first text that a document carries; 0 is the notice."""
_TRIGGER = late(r"[施实执试暂]行|实施|生效|起效|有效|政策年限|政策期|失效|废止|终止|计算")


@dataclass(frozen=True, slots=True)
class _Stated:
    """A finding with the sentence it stands in."""

    finding: Finding
    sentence: Sentence
    unit: int
    order: int


def force_of(document: Document) -> Force | None:
    """What the document says of its own force; None if it says nothing."""
    if has_no_force(document.title.value):
        return None
    stated = list(_stated(document, spoken_of_force(document))) or list(_anywhere(document))
    return _force_in([one for one in stated if one.unit <= _FIRST] or stated, document)


def told_apart(document: Document) -> list[Force]:
    """What further texts that the document carries say of their force, each text once, where it is another than the document's.

    A text that is printed anew after the decision amending it has its old clause.
    """
    later: dict[int, list[_Stated]] = {}
    several = len(units_of(document)) > _FIRST + 1 and not (
        _amends(document) or amended_names(document.instrument or "")
    )
    for one in _stated(document, spoken_of_force(document)) if several else ():
        if one.unit > _FIRST:
            later.setdefault(one.unit, []).append(one)
    found = [force for stated in later.values() if (force := _force_in(stated, document))]
    own = document.force
    return [one for one in found if own is None or (one.effective, one.expires) != (own.effective, own.expires)]


def _force_in(stated: Sequence[_Stated], document: Document) -> Force | None:
    effect = _effect(stated, _amends(document))
    end = _end(stated, effect)
    return _force(effect, end, _start_of_term(stated, effect, end)) if effect or end else None


def has_no_force(title: str) -> bool:
    """Whether a document of that title (appointment, award, report, draft for comment) has no force to speak of; rules about such matters have."""
    plain = folded(title)
    return bool(_DRAFT.search(plain) or (_NO_FORCE.search(plain) and not _RULES_OF.search(plain)))


def is_for_comment(title: str) -> bool:
    """Whether a document of that title asks for comments on a draft: its own days bind, those of the draft do not."""
    return bool(_DRAFT.search(folded(title)))


def _amends(document: Document) -> bool:
    return bool(re.search(r"修改|修正|修订", document.title.value))


def _stated(document: Document, said: Iterable[Spoken]) -> Iterator[_Stated]:
    names = _names(document)
    spoken = (one for one in said if _TRIGGER.search(folded(one.printed)))
    order = 0
    for one in spoken:
        for sentence, finding in _of_paragraph(one, document.date, names):
            order += 1
            yield _Stated(finding, sentence, one.unit, order)


def _anywhere(document: Document) -> Iterator[_Stated]:
    """Outside of the zones only a sentence that begins with the kind of text that the document is: 本办法自…起施行."""
    kinds = {name[-2:] for name in _names(document)}
    said = (one for one in spoken_anywhere(document) if _THIS_KIND.search(folded(one.printed)))
    for one in _stated(document, said):
        match = _THIS_KIND.match(one.sentence.plain, label_end(one.sentence.plain))
        if match and match["kind"] in kinds and one.finding.takes_effect:
            yield one


def _names(document: Document) -> frozenset[str]:
    """By which titles the document may call itself or the text it carries."""
    names = (document.title.value, document.instrument or "", carried_name(document.title.value) or "")
    whole = {bare(name.strip("《》")) for name in names if name}
    return frozenset(whole | {re.sub(r"(?:试行|暂行)$", "", name) for name in whole})


def _of_paragraph(one: Spoken, dated: IsoDate | None, names: frozenset[str]) -> Iterator[tuple[Sentence, Finding]]:
    subject = Subject.UNKNOWN
    said = list(sentences(one.printed, one.place))
    while said and not may_find_force(said[-1].plain):
        said.pop()  # whose force it would be is asked no more
    for sentence in said:
        found, subject = own_findings(sentence, dated, names, one.bare, subject)
        yield from ((sentence, finding) for finding in found)
        subject = after_sentence(sentence, subject)


def _effect(stated: Sequence[_Stated], amends: bool) -> _Stated | None:
    """The statement on the first day: one with a day before one without, a named day before a derived one, the carried text's before the notice's.

    Of a decision that amends, the notice's own: the amended text printed after it still has its old clause.
    """
    effects = [one for one in stated if one.finding.takes_effect] or [one for one in stated if one.finding.effective]

    def weight(one: _Stated) -> tuple[bool, bool, bool, int]:
        known, named = one.finding.effective is not None, not one.finding.derived
        own = (one.unit == 0) if amends else (one.unit > 0)
        return (known, own, named, one.order) if amends else (known, named, own, one.order)

    return max(effects, key=weight, default=None)


def _end(stated: Sequence[_Stated], effect: _Stated | None) -> _Stated | None:
    """The statement on the last day: a named day before a term, and one of the same text before others."""
    ends = [one for one in stated if one.finding.expires or one.finding.term]

    def weight(one: _Stated) -> tuple[bool, bool, int]:
        return (effect is None or one.unit == effect.unit, one.finding.expires is not None, -one.order)

    return max(ends, key=weight, default=None)


def _start_of_term(stated: Sequence[_Stated], effect: _Stated | None, end: _Stated | None) -> IsoDate | None:
    """The day from which the term counts: the one its clause names, else one named for terms, else the first day in force."""
    if end is None:
        return None
    if end.finding.counted_from:
        return end.finding.counted_from
    named = [one.finding.counted_from for one in stated if one.finding.counted_from and one.unit == end.unit]
    return named[0] if named else effect.finding.effective if effect else None


def _force(effect: _Stated | None, end: _Stated | None, counted: IsoDate | None) -> Force:
    first = effect or end
    assert first is not None, "one of them states something"
    expires, derived, term = None, False, ""
    if end:
        expires, derived, term = end.finding.expires, end.finding.expires_derived, end.finding.term
        if expires is None and counted:
            expires = last_of(counted, term)
    evidence, apart = _evidence(first, end)
    return Force(
        effective=effect.finding.effective if effect else None,
        expires=expires,
        evidence=evidence,
        place=first.sentence.place,
        effective_derived=bool(effect and effect.finding.effective and effect.finding.derived),
        expires_derived=bool(expires) and derived,
        trial=any(one.finding.trial for one in (effect, end) if one),
        term=term,
        expiry_evidence=apart.evidence if apart else "",
        expiry_place=apart.place if apart else None,
    )


def _evidence(first: _Stated, end: _Stated | None) -> tuple[str, Sentence | None]:
    """The words that say so; sentences of one paragraph together, one of another paragraph apart."""
    if end is None or end.sentence is first.sentence:
        return first.sentence.evidence, None
    if end.sentence.place != first.sentence.place:
        return first.sentence.evidence, end.sentence
    early, late = sorted((first.sentence, end.sentence), key=lambda s: s.origin[0])
    return early.evidence_with(late), None
