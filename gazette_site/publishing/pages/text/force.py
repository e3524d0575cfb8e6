"""The banners above a text: what it says of its own force, and what other documents of the archive have done to it.

Everything is read from its standing. Nothing here knows what day it is: a banner carries the days of the standing as data, and the reader's browser
says what holds today.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gazette_site.linking.anchors import anchor_of
from gazette_site.linking.archive import LinkedDocument, Url
from gazette_site.linking.standing import Act, Certainty, Deed, Doubt, Standing
from gazette_site.model import Force, IsoDate, Paragraph, Place
from gazette_site.publishing.pages.frame.addresses import at
from gazette_site.publishing.pages.frame.site import Site
from gazette_site.publishing.phrases import chinese_date, listed
from gazette_site.publishing.wording import Key, say

_ENDS = (Act.REPEALS, Act.LAPSES)
_DOUBTS = {
    "prolonged-late": Key("force.doubt_late"),
    "prolonged-shorter": Key("force.doubt_shorter"),
    "prolonged-by-ended": Key("force.doubt_by_ended"),
    "kept-without-day": Key("force.doubt_without_day"),
    "repealed-then-kept": Key("force.doubt_kept"),
    "repealed-twice": Key("force.doubt_twice"),
    "suspended-by-ended": Key("force.doubt_suspended_by_ended"),
    "resumed-unknown": Key("force.doubt_resumed"),
    "repealed-unbegun": Key("force.doubt_unbegun"),
    "never-came": Key("force.doubt_void"),
}


class Part(NamedTuple):
    """Some words of a banner."""

    words: str
    url: Url | None = None
    moment: str = ""
    """The ISO date that the words are, or empty."""


Parts = tuple[Part, ...]


class Today(NamedTuple):
    """What a browser needs to say what holds today."""

    days: str
    """As `Standing.days`."""
    pending: str
    """What it says before the first day, `将于2025年5月1日施行`; or empty."""
    expired: str
    """What it says after the last day, `有效期已于2027年4月30日届满`; or empty."""


class Banner(NamedTuple):
    """One banner."""

    style: str
    """`on` the text says so, `mod` changed or prolonged by another, or ended from a day still to come when that was published,
    `off` ended by another, `was` said by a text that another ended, `none` nothing said."""
    head: Parts
    hints: tuple[Parts, ...] = ()
    quotes: tuple[str, ...] = ()
    """The sentences that say so."""
    days: str = ""
    """As `Standing.days`, where the browser shows the banner as ended from the day on which it is; or empty."""
    today: Today | None = None
    """Of the first banner, if it does not say that the text is ended: what the browser writes before its words."""
    anchor: str = ""
    """Its id on the page, or empty."""


def banners(site: Site, linked: LinkedDocument) -> tuple[Banner, ...]:
    """The banners of a document: what ended it, what changed it, what it says itself."""
    standing = site.archive.standing[linked.url]
    others, ended = _others(site, standing, True), any(one.act in _ENDS and not one.void for one in standing.deeds)
    own = [_stated(linked, standing, standing.own)] if standing.own else []
    own = [one._replace(style="was", days="") for one in own] if ended else own
    if not (others or own):
        silent = Banner("none", (Part(say("force.silent")),), ((Part(say("force.silent_hint")),),))
        return (silent,) if standing.asked else ()
    return _with_doubts(_first_says_today([*others, *own], standing), standing.doubts)


def banners_of_cited(site: Site, url: Url) -> tuple[Banner, ...]:
    """The banners on the page of a cited document, which does not have its text: what others did to it."""
    standing = site.archive.standing.get(url)
    others = _others(site, standing, False) if standing else []
    return _with_doubts(_first_says_today(others, standing), standing.doubts) if standing and others else ()


def _first_says_today(found: Sequence[Banner], standing: Standing) -> list[Banner]:
    first, *later = found
    if not standing.stated or first.style == "off":
        return [first, *later]
    effective = standing.own.effective if standing.own else None
    pending = say("force.will_begin", day=chinese_date(effective)) if effective else ""
    expired = say("force.over", day=chinese_date(standing.end)) if standing.end else ""
    return [first._replace(today=Today(standing.days, pending, expired)), *later]


def _with_doubts(found: Sequence[Banner], doubts: Sequence[Doubt]) -> tuple[Banner, ...]:
    """The doubts under the first banner, each once."""
    first, *later = found
    said = tuple((Part(say(_DOUBTS[code])),) for code in dict.fromkeys(one.code for one in doubts))
    return (first._replace(hints=(*first.hints, *said)), *later)


# -- what the text says itself


def _stated(linked: LinkedDocument, standing: Standing, force: Force) -> Banner:
    quotes = tuple(one_line(words) for words in (force.evidence, force.expiry_evidence) if words)
    derived = force.effective_derived or force.expires_derived
    hint = (
        *_where(linked, force.place),
        Part(say("force.derived_hint") if derived else ""),
        Part(say("force.who_decides")),
    )
    return Banner("on", tuple(_own_words(force)), (hint,), quotes, standing.days)


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
    block = linked.document.body[place.block] if place.block >= 0 and place.attachment < 0 else None
    if anchor:
        own = isinstance(block, Paragraph) and block.label and linked.anchors[place.block]
        words = block.label if own and isinstance(block, Paragraph) else say("force.original")
        yield from (Part(say("force.basis")), Part(words, at(linked.url, anchor)), Part(say("force.basis_after")))


# -- what others have done


def _others(site: Site, standing: Standing, text: bool) -> list[Banner]:
    """What ended it first, then what changed it, then what set it aside, then what prolonged it, each by day; `text` is whether its text follows."""
    deeds = [one for one in standing.deeds if not one.void]
    makers = (
        (_ENDS, _repealed),
        ((Act.AMENDS,), _amended),
        ((Act.SUSPENDS, Act.RESUMES), _suspended),
        ((Act.EXTENDS,), _extended),
    )
    return [make(site, one, standing, text) for acts, make in makers for one in deeds if one.act in acts]


def _repealed(site: Site, one: Deed, standing: Standing, text: bool) -> Banner:
    past = one.certainty is Certainty.UNDATED or one.day <= one.published
    verb = Part(say("force.lapsed" if one.act is Act.LAPSES else "force.repealed"))
    by = Part(say("force.done_by" if past else "force.to_be_done_by"))
    day = () if past else (Part(say("force.from")), _day(one.day), Part(say("force.from_after")))
    hint = (*_basis(site, one, say("force.repeal_basis")), Part(say("force.repeal_hint") if text else ""))
    days = "" if past else standing.days
    return Banner("off" if past else "mod", (*day, by, _named(one), verb), (hint,), (one_line(one.sentence),), days)


def _amended(site: Site, one: Deed, standing: Standing, text: bool) -> Banner:
    what = listed(one.articles) or say("force.some_of_it")
    verb = Part(say("force.repealed" if one.ends else "force.amended"))
    head = (*_done_by(one, what, Part(say("force.articles_done_by", articles=what))), _named(one), verb)
    hint = (*_basis(site, one, say("force.amendment_basis")), Part(say("force.amendment_hint") if text else ""))
    return Banner("mod", head, (hint,), (one_line(one.sentence),))


def _suspended(site: Site, one: Deed, standing: Standing, text: bool) -> Banner:
    verb = Part(say("force.resumed" if one.act is Act.RESUMES else "force.suspended"))
    until = (Part(say("force.suspended_until")), _day(one.until)) if one.until else ()
    basis = tuple(_basis(site, one, say("force.basis")))
    within = say("force.within", place=one.within) if one.within else ""
    what = listed(one.articles) or (say("force.all_of_it") if within else "")
    past = say("force.articles_done_by", articles=what) if what else say("force.continued_by")
    head = (Part(within), *_done_by(one, what, Part(past)), _named(one), verb, *until)
    return Banner("mod", head, (basis,), (one_line(one.sentence),))


def _done_by(one: Deed, what: str, past: Part) -> Parts:
    """`第十二条已被`, where it was to come when it was published `第十二条自2026年3月1日起被`."""
    if one.certainty is Certainty.UNDATED or one.day <= one.published:
        return (past,)
    return (Part(say("force.part_done_by", part=what)), _day(one.day), Part(say("force.part_from")))


def _extended(site: Site, one: Deed, standing: Standing, text: bool) -> Banner:
    basis = tuple(_basis(site, one, say("force.basis")))
    return Banner("mod", tuple(_extension_words(one)), (basis,), (one_line(one.sentence),))


def _extension_words(one: Deed) -> Iterator[Part]:
    if one.until:
        yield from (Part(say("force.term_done_by")), _named(one), Part(say("force.extended_to")), _day(one.until))
    elif one.term:
        yield from (Part(say("force.term_done_by")), _named(one), Part(say("force.extended_by", term=one.term)))
    else:
        yield from (Part(say("force.continued_by")), _named(one), Part(say("force.continued")))


def _named(one: Deed) -> Part:
    return Part(say("marks.book", title=one.title), one.source)


def _basis(site: Site, one: Deed, label: str) -> Iterator[Part]:
    """`废止依据：澜府办发〔2025〕12号第十六条，自2025年6月1日起，刊于2025年第4期。`"""
    number = one.number or say("force.original")
    yield from (Part(label), Part(f"{number}{one.article}", at(one.source, one.anchor)))
    if one.certainty is not Certainty.UNDATED:
        yield from (Part(say("force.basis_from")), _day(one.day), _derived(one.certainty is Certainty.COMPUTED))
        yield Part(say("force.basis_from_after"))
    yield from (Part(say("force.basis_printed")), Part(site.issue_name(one.issue), one.issue_url))
    yield Part(say("force.basis_after"))


def _day(day: IsoDate) -> Part:
    return Part(chinese_date(day), moment=day)


def _derived(derived: bool) -> Part:
    return Part(say("force.derived") if derived else "")


def one_line(words: str) -> str:
    """A sentence that a page cut in two, on one line."""
    return words.replace("\n", "")
