"""What happens to texts: each begins, ends, is changed, suspended or taken up again on a day, as its standing has it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from gazette_site.linking.archive import LinkedDocument, Url, Work
from gazette_site.linking.standing import ASIDE, HOLDS, Act, Certainty, Period, Standing, State
from gazette_site.model import IsoDate
from gazette_site.publishing.pages.frame.addresses import STANDING, at
from gazette_site.publishing.pages.frame.site import Site
from gazette_site.publishing.pages.listing import Entry, entry_of
from gazette_site.publishing.phrases import chinese_date, phrased
from gazette_site.publishing.wording import Key, say

KINDS = {
    "begun": Key("standing_page.begun"),
    "ended": Key("standing_page.ended"),
    "expired": Key("standing_page.expired"),
    "amended": Key("standing_page.amended"),
    "suspended": Key("standing_page.suspended"),
    "resumed": Key("standing_page.resumed"),
}
"""What may happen to a text, in the order of the pages; also the anchors there."""


class Event(NamedTuple):
    """Something that happens to a text on a day."""

    kind: str
    day: IsoDate
    entry: Entry
    teller: LinkedDocument
    """The document that says so: the text itself, or another one."""


def year_address(year: int) -> Url:
    """`/standing/2025/`."""
    return Url(f"{STANDING}{year}/")


def kind_address(year: int, kind: str, apart: bool) -> Url:
    """What happened in a year, of one kind: a place on the page of the year, or a page apart, `/standing/2025/ended/`."""
    return Url(f"{STANDING}{year}/{kind}/") if apart else at(year_address(year), kind)


def events_of(site: Site) -> list[Event]:
    """Everything that happens, what was printed last first; within a document as met."""
    archive = site.archive
    documents = {one.url: one for issue in archive.issues for one in issue.documents}
    places = {url: place for place, url in enumerate(documents)}
    texts: list[LinkedDocument | Work] = list(documents.values())
    texts += [one for one in archive.references.works if one.document is None and one.url in archive.standing]
    found = (event for text in texts for event in _events(site, text, documents))
    return sorted(found, key=lambda event: -places[event.teller.url])


def _events(site: Site, one: LinkedDocument | Work, documents: dict[Url, LinkedDocument]) -> Iterator[Event]:
    standing = site.archive.standing[one.url]
    others = {deed.source: deed.number or say("marks.book", title=deed.title) for deed in standing.deeds}
    own = one if isinstance(one, LinkedDocument) else documents[standing.deeds[0].source]
    for before, period in zip(standing.periods, standing.periods[1:], strict=False):
        source = period.ground.source if period.ground else own.url
        for kind in _kinds(standing, before, period):
            day = before.until if kind == "expired" else period.since
            if day:
                entry = _entry(site, one, day, period.certainty, others.get(source, ""))
                yield Event(kind, day, entry, documents.get(source, own))
    for deed in standing.deeds:
        # No period of its own tells of an amendment while the text, or a part of it, is set aside.
        if deed.act is Act.AMENDS and not deed.void and standing.on(deed.day).state in ASIDE:
            entry = _entry(site, one, deed.day, deed.certainty, others[deed.source])
            yield Event("amended", deed.day, entry, documents.get(deed.source, own))


def _kinds(standing: Standing, before: Period, period: Period) -> Iterator[str]:
    if period.state in ASIDE and _sets_aside(standing, before, period):
        yield "suspended"
    elif before.state in ASIDE and period.state in HOLDS:
        yield "resumed"
    elif period.state in HOLDS and before.state is State.PENDING:
        yield "begun"
    elif period.state is State.IN_FORCE:
        yield "resumed"
    if period.state is State.AMENDED and before.state not in ASIDE:
        yield "amended"
    if period.state in (State.REPEALED, State.LAPSED):
        yield "ended"
    elif period.state is State.EXPIRED:
        yield "expired"


def _sets_aside(standing: Standing, before: Period, period: Period) -> bool:
    """Whether something is set aside from that day on, and not only less of it than before."""
    if before.state not in ASIDE or period.state is State.SUSPENDED:
        return True
    return any(one.since == period.since for one in standing.parts if one.state is State.SUSPENDED)


def _entry(site: Site, one: LinkedDocument | Work, day: IsoDate, certainty: Certainty, other: str) -> Entry:
    note = say("force.derived") if certainty is Certainty.COMPUTED else ""
    when = chinese_date(day) + (say("standing_page.not_dated") if certainty is Certainty.UNDATED else note)
    by = say("standing_page.by", document=other) if other else ""
    if isinstance(one, LinkedDocument):
        return entry_of(site, one, when, by)
    number = one.number if one.title else ""
    facts = tuple(fact for fact in (number, when, by) if fact)
    return Entry(phrased(one.title or one.number), one.url, facts, badge=site.badge(one.url))
