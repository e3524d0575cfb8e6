"""Whether days bind, to what, and in which year: what stands around them decides, and what the document is.

binding = by | span                                       with any words
        | from                                            with words of a ban, an application, a payment
        | on                                              with 时间, 定于, 举行 and words of an examination, a hearing, a payment
not     = before the date of the document | 自…起施行 | a clause of 有效期 | 2015年12月31日以前印发的
"""

from __future__ import annotations

import re
from typing import NamedTuple

from gazette_site.late import late
from gazette_site.model import DateKind, Document, IsoDate, Paragraph, Role
from gazette_site.parsing.clauses.sentences import Sentence
from gazette_site.parsing.meaning.days import Days, Form, with_year
from gazette_site.parsing.meaning.kinds import clause_at, kind_at, kind_of

_FEW = 5
"""So few characters beside the days say nothing."""
_BEGINNING = (DateKind.BAN, DateKind.APPLICATION, DateKind.PAYMENT, DateKind.COMMENT)
_OF_THE_TEXT = late(r"起,?(?:正式|开始|组织|统一)?(?:施行|实施|执行|试行|生效|实行)|有效期")
_PRINTED = late(r"(?:印发|公布|发布|颁布|下发|通过|制定|出台|批准|修订|修正|修改|批复|召开|成立|签订|建成|出生)的?")
_RULES = late(r"办法|规定|细则|条例|规则|制度|章程|预案")
_PRINTED_YEAR = late(r"[0-9〇零一二三四五六七八九○]{4}年")
_THIS_YEAR = late(r"今年|本年度?")
_OWN_TERM = late(r"有效期")


class Bound(NamedTuple):
    """What must be known of the document."""

    date: IsoDate | None
    effective: IsoDate | None
    lasting: bool
    """Whether it is a rule, which holds for years."""
    evidence: tuple[str, ...]
    """The sentences that say when it takes effect and ends."""


class Before(NamedTuple):
    """What stands before some days."""

    label: str
    """The heading or the short line above the paragraph."""
    kind: DateKind | None = None
    """Of the days before them in the same sentence."""


def bound_by(document: Document) -> Bound:
    """What must be known of `document`."""
    force = document.force
    ruled = bool(document.instrument and _RULES.search(document.instrument))
    articles = (isinstance(block, Paragraph) and block.role is Role.ARTICLE for block in document.body)
    evidence = tuple(words for words in (force.evidence, force.expiry_evidence) if words) if force else ()
    return Bound(document.date, force.effective if force else None, ruled or any(articles), evidence)


def dated(text: Bound, one: Days, plain: str) -> Days:
    """With the year of the document, where none is printed and the days then lie after its date.

    A rule (办法, 条例) holds for years: its days stay without one, unless 今年 stands there.
    """
    this_year = bool(_THIS_YEAR.match(plain, one.start))
    if not one.year_unsaid or not text.date or (text.lasting and not this_year):
        return one
    found = with_year(one, plain, text.date[:4])
    first = found.begin or found.until
    return found if first and (first >= text.date or this_year) else one


def kind_of_days(
    text: Bound, sentence: Sentence, one: Days, bounds: tuple[int, int], before: Before
) -> DateKind | None:
    """What the days of a sentence bind to, None if to nothing; `bounds` are where the neighbouring days end and begin."""
    plain = sentence.plain
    if is_past(one, text) or _OF_THE_TEXT.match(plain, one.end - 1) or _is_a_fact(plain, one):
        return None
    left, right = clause_at(plain, one.start, one.end)
    if _OWN_TERM.search(plain, left, right):
        return None
    left, right = max(left, bounds[0]), min(right, bounds[1])
    own = kind_of(plain[left:right])
    if sentence.evidence in text.evidence and own in (None, DateKind.PERIOD):
        return None
    alone = right - left - (one.end - one.start) < _FEW
    kind = own or kind_at(plain, one.start, one.end, *bounds) or _from_before(before, plain, one, alone)
    return _by_form(kind, own if not alone else kind, one, plain[left:right])


def _from_before(before: Before, plain: str, one: Days, alone: bool) -> DateKind | None:
    """Days that stand alone bind to what the days before them, or the label above, bind to."""
    if alone and before.kind:
        return before.kind
    return kind_of(before.label) if len(plain) - (one.end - one.start) < 2 * _FEW else None


def _by_form(kind: DateKind | None, own: DateKind | None, one: Days, clause: str) -> DateKind | None:
    if one.form is Form.BY:
        return DateKind.DEADLINE if kind in (None, DateKind.BAN) else kind
    if one.form is Form.SPAN:
        return kind or (DateKind.PERIOD if one.exact else None)
    if one.form is Form.FROM:
        return own if own in _BEGINNING and one.exact else None
    return _on(kind, clause, one)


def _on(kind: DateKind | None, clause: str, one: Days) -> DateKind | None:
    """A single day binds only where a word says that it is the time of something."""
    named = re.search(r"时间|日期|定于|将于|举行|进行|开考", clause)
    timed = (DateKind.EXAM, DateKind.COMMENT, DateKind.APPLICATION, DateKind.PAYMENT)
    return kind if one.exact and named and kind in timed else None


def is_worked_out(one: Days, plain: str) -> bool:
    """Whether the year is not printed in the sentence: it is that of the document, or of a sentence before."""
    return bool(one.begin or one.until) and not _PRINTED_YEAR.search(plain, 0, one.end)


def is_past(one: Days, text: Bound) -> bool:
    """Whether the days lie before the date of the document."""
    last = one.until or one.begin
    return bool(last and text.date and last < text.date)


def _is_a_fact(plain: str, one: Days) -> bool:
    """2015年12月31日以前印发的, 2025年1月6日召开的: the day belongs to something that was done."""
    return (
        bool(_PRINTED.match(plain, one.end))
        and not one.year_unsaid
        and one.form is not Form.SPAN
        and plain[one.end : one.end + 6].find("的") >= 0
    )
