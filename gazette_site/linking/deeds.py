"""What is done to a text: the references to it that do more than name it, with all that its page has to know of the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from gazette_site.linking.anchors import anchor_of
from gazette_site.linking.archive import LinkedIssue, Reference, Relation
from gazette_site.linking.standing import Act, Certainty, Deed
from gazette_site.linking.urls import Url
from gazette_site.model import IsoDate, IssueId

_PLAIN = {
    Relation.AMENDS: Act.AMENDS,
    Relation.EXTENDS: Act.EXTENDS,
}
_ORDER = tuple(Act)


def ended_by_others(
    incoming: Mapping[Url, Iterable[Reference]], by_id: Mapping[IssueId, LinkedIssue]
) -> dict[Url, IsoDate]:
    """The first day on which each document is ended by another, if any ends it: one that is not itself ended by then."""
    repeals = sorted(
        (_day(one, by_id), one.source.url, url)
        for url, group in incoming.items()
        for one in group
        if one.relation is Relation.REPEALS and one.source.url != url
    )
    ended: dict[Url, IsoDate] = {}
    for day, some in groupby(repeals, key=lambda one: one[0]):
        waiting = [(source, target) for _, source, target in some]
        while waiting:
            doomed = {target for _, target in waiting} - ended.keys()
            ready = [one for one in waiting if one[0] not in doomed] or waiting  # in a circle all are done
            for source, target in ready:
                if source not in ended or ready is waiting:
                    ended.setdefault(target, day)
            waiting = [] if ready is waiting else [one for one in waiting if one[0] in doomed]
    return ended


def _published(one: Reference, by_id: Mapping[IssueId, LinkedIssue]) -> IsoDate:
    masthead = by_id[one.source.issue].issue.masthead
    return masthead.published or IsoDate(f"{masthead.year:04}-01-01")


def _day(one: Reference, by_id: Mapping[IssueId, LinkedIssue]) -> IsoDate:
    return one.date or _published(one, by_id)


def deeds_of(
    incoming: Iterable[Reference], by_id: Mapping[IssueId, LinkedIssue], ended: Mapping[Url, IsoDate]
) -> tuple[Deed, ...]:
    return in_order(_deed(one, by_id, ended) for one in incoming)


def in_order(deeds: Iterable[Deed]) -> tuple[Deed, ...]:
    """Deeds by day; those of one day always in the same order, of extensions the shorter first."""
    return tuple(sorted(deeds, key=_place))


def _place(one: Deed) -> tuple[object, ...]:
    act = _ORDER.index(one.act)
    return (
        one.day,
        act,
        one.until or "",
        one.published,
        one.source,
        one.sentence,
        one.articles,
        one.within,
        one.term,
        one.certainty.value,
    )


def _deed(one: Reference, by_id: Mapping[IssueId, LinkedIssue], ended: Mapping[Url, IsoDate]) -> Deed:
    source, day = one.source, _day(one, by_id)
    article = source.outline.label_at(one.place.block) if one.place.attachment < 0 else ""
    certainty = Certainty.UNDATED if one.date is None else Certainty.COMPUTED if one.date_derived else Certainty.PRINTED
    return Deed(
        act=_act(one),
        source=source.url,
        title=source.document.title.value,
        number=source.document.normal_number,
        issue=source.issue,
        issue_url=by_id[source.issue].url,
        anchor=anchor_of(source, one.place),
        article=article,
        sentence=one.sentence,
        day=day,
        certainty=certainty,
        published=_published(one, by_id),
        until=one.until,
        term=one.term,
        articles=one.articles,
        ends=one.ends,
        within=one.within,
        void=source.url in ended and ended[source.url] <= day,
    )


def _act(one: Reference) -> Act:
    if one.relation is Relation.REPEALS:
        return Act.LAPSES if one.lapsed else Act.REPEALS
    if one.relation is Relation.SUSPENDS:
        return Act.RESUMES if one.resumed else Act.SUSPENDS
    return _PLAIN[one.relation]
