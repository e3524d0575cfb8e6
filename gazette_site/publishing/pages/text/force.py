"""The banners above a text: what it says of its own force, and what other documents of the archive have done to it.

Nothing here knows what day it is. A banner with a last day carries it as data, and the reader's browser says whether it is past.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from gazette_site.linking.archive import LinkedDocument, Reference, Relation, Url
from gazette_site.model import Force, IsoDate, Paragraph, Place
from gazette_site.parsing.clauses.force import has_no_force
from gazette_site.publishing.data.force import anchor_of
from gazette_site.publishing.pages.frame.addresses import at
from gazette_site.publishing.pages.frame.site import Site
from gazette_site.publishing.phrases import chinese_date, listed
from gazette_site.publishing.wording import say

_SILENT_KINDS = ("函", "批复", "答复", "通报", "报告", "请示", "议案", "纪要", "公报", None)
"""Kinds of documents of which no one asks when they take effect."""


class Part(NamedTuple):
    """Some words of a banner."""

    words: str
    url: Url | None = None
    moment: str = ""
    """The ISO date that the words are, or empty."""


Parts = tuple[Part, ...]


class Banner(NamedTuple):
    """One banner."""

    style: str
    """`on` the text says so, `mod` changed or prolonged by another, `off` ended by another, `was` said by
    a text that another ended, `none` nothing said."""
    head: Parts
    hints: tuple[Parts, ...] = ()
    quotes: tuple[str, ...] = ()
    """The sentences that say so."""
    expires: str = ""
    """ISO date after which the browser may say that the term is over, or empty."""
    expired: str = ""
    """What it then says."""


def banners(site: Site, linked: LinkedDocument) -> tuple[Banner, ...]:
    """The banners of a document: what ended it, what changed it, what it says itself."""
    incoming = site.archive.references.incoming.get(linked.url, ())
    ended = [_repealed(site, one) for one in incoming if one.relation is Relation.REPEALS]
    changed = [*_amended(site, incoming), *_extended(site, incoming)]
    force = linked.document.force
    own = [_stated(linked, force, _new_end(force, incoming, bool(ended)))] if force else []
    own = [one._replace(style="was") for one in own] if ended else own
    if not (ended or changed or own) and not _is_silent(linked):
        return (Banner("none", (Part(say("force.silent")),), ((Part(say("force.silent_hint")),),)),)
    return (*ended, *changed, *own)


def _is_silent(linked: LinkedDocument) -> bool:
    return linked.document.kind in _SILENT_KINDS or has_no_force(linked.document.title.value)


# -- what the text says itself


def _stated(linked: LinkedDocument, force: Force, expires: str) -> Banner:
    quotes = tuple(one_line(words) for words in (force.evidence, force.expiry_evidence) if words)
    derived = force.effective_derived or force.expires_derived
    hint = (
        *_where(linked, force.place),
        Part(say("force.derived_hint") if derived else ""),
        Part(say("force.who_decides")),
    )
    over = say("force.over", day=chinese_date(IsoDate(expires))) if expires else ""
    return Banner("on", tuple(_own_words(force)), (hint,), quotes, expires, over)


def _own_words(force: Force) -> Iterator[Part]:
    if force.effective:
        yield from (Part(say("force.in_force_from")), _day(force.effective), _derived(force.effective_derived))
        yield Part(say("force.trial_begins" if force.trial else "force.begins"))
    elif not force.expires:
        yield Part(say("force.trial_no_date" if force.trial else "force.no_date"))
    if force.expires:
        yield Part(say("force.and_expires" if force.effective else "force.expires"))
        yield from (_day(force.expires), _derived(force.expires_derived))
    elif force.term:
        yield Part(say("force.and_term", term=force.term))


def _where(linked: LinkedDocument, place: Place) -> Iterator[Part]:
    """`依据：第三十四条。`, where the sentence stands at a number of its own or under a heading."""
    anchor = anchor_of(linked, place)
    block = linked.document.body[place.block] if place.block >= 0 else None
    if anchor:
        own = isinstance(block, Paragraph) and block.label and linked.anchors[place.block]
        words = block.label if own and isinstance(block, Paragraph) else say("force.original")
        yield from (Part(say("force.basis")), Part(words, at(linked.url, anchor)), Part(say("force.basis_after")))


def _new_end(force: Force | None, incoming: Iterable[Reference], ended: bool) -> str:
    """The last day after all extensions; empty if the term has no end that is known, or another document ended it."""
    extensions = [one for one in incoming if one.relation is Relation.EXTENDS]
    if force is None or ended or any(one.until is None for one in extensions):
        return ""
    return max([day for day in (force.expires, *(one.until for one in extensions)) if day], default="")


# -- what others have done


def _repealed(site: Site, one: Reference) -> Banner:
    head = (Part(say("force.done_by")), _named(one), Part(say("force.lapsed" if one.lapsed else "force.repealed")))
    hint = (*_basis(site, one, say("force.repeal_basis")), Part(say("force.repeal_hint")))
    return Banner("off", head, (hint,), (one_line(one.sentence),))


def _amended(site: Site, incoming: Sequence[Reference]) -> Iterator[Banner]:
    for one in incoming:
        if one.relation is Relation.AMENDS:
            what = listed(one.articles) or say("force.some_of_it")
            head = (Part(say("force.articles_done_by", articles=what)), _named(one), Part(say("force.amended")))
            hint = (*_basis(site, one, say("force.amendment_basis")), Part(say("force.amendment_hint")))
            yield Banner("mod", head, (hint,), (one_line(one.sentence),))


def _extended(site: Site, incoming: Sequence[Reference]) -> Iterator[Banner]:
    for one in incoming:
        if one.relation is Relation.EXTENDS:
            basis = tuple(_basis(site, one, say("force.basis")))
            yield Banner("mod", tuple(_extension_words(one)), (basis,), (one_line(one.sentence),))


def _extension_words(one: Reference) -> Iterator[Part]:
    if one.until:
        yield from (Part(say("force.term_done_by")), _named(one), Part(say("force.extended_to")), _day(one.until))
    elif one.term:
        yield from (Part(say("force.term_done_by")), _named(one), Part(say("force.extended_by", term=one.term)))
    else:
        yield from (Part(say("force.continued_by")), _named(one), Part(say("force.continued")))


def _named(one: Reference) -> Part:
    return Part(say("marks.book", title=one.source.document.title.value), one.source.url)


def _basis(site: Site, one: Reference, label: str) -> Iterator[Part]:
    """`废止依据：澜府办发〔2025〕12号第十六条，自2025年6月1日起，刊于2025年第4期。`"""
    document = one.source.document
    article = one.source.outline.label_at(one.place.block) if one.place.attachment < 0 else ""
    number = document.normal_number or say("force.original")
    yield from (Part(label), Part(f"{number}{article}", at(one.source.url, anchor_of(one.source, one.place))))
    if one.date:
        yield from (Part(say("force.basis_from")), _day(one.date), _derived(one.date_derived))
        yield Part(say("force.basis_from_after"))
    issue = site.issue_of(one.source)
    yield from (Part(say("force.basis_printed")), Part(site.issue_name(issue.issue.id), issue.url))
    yield Part(say("force.basis_after"))


def _day(day: IsoDate) -> Part:
    return Part(chinese_date(day), moment=day)


def _derived(derived: bool) -> Part:
    return Part(say("force.derived") if derived else "")


def one_line(words: str) -> str:
    """A sentence that a page cut in two, on one line."""
    return words.replace("\n", "")
