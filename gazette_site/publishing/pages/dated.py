"""The days that bind as lines of a list: the rows of a table with one deadline in one line, each with its place in its document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from markupsafe import Markup

from gazette_site.linking.anchors import anchor_of
from gazette_site.linking.archive import LinkedDocument, Url
from gazette_site.model import BindingDate, IsoDate
from gazette_site.publishing.date_words import KINDS, about, days_of, note_of
from gazette_site.publishing.pages.frame.addresses import at
from gazette_site.publishing.pages.frame.site import Site
from gazette_site.publishing.phrases import phrased
from gazette_site.publishing.standing_words import Badge
from gazette_site.publishing.wording import say


class Due(NamedTuple):
    """A line of a list."""

    kind: str
    words: str
    """As printed; where the days were worked out, those, for a list is read by its days."""
    note: str
    """What is printed instead, or what is not said; or empty."""
    url: Url
    """Its place in the document."""
    title: Markup
    """Of the document."""
    text: str
    badge: Badge | None
    """The standing of the document."""


class Found(NamedTuple):
    """Days of a document that make one line."""

    document: LinkedDocument
    days: list[BindingDate]
    place: int
    """Among the lines of the document."""

    @property
    def by_month(self) -> dict[str, IsoDate]:
        """The months in which it begins and ends, `2025-03`, with that day; the last one where both are in one month."""
        first = self.days[0]
        return {day[:7]: day for day in (first.begin, first.end) if day}


def found_days(site: Site) -> Iterator[Found]:
    """The days of all documents, newest first; the rows of a table with one deadline together."""
    for issue in reversed(site.archive.issues):
        for linked in issue.documents:
            groups: dict[object, list[BindingDate]] = {}
            for one in linked.document.dates:
                key = (one.kind, one.words, "" if one.item else one.sentence, one.begin, one.end)
                groups.setdefault(key, []).append(one)
            yield from (Found(linked, group, place) for place, group in enumerate(groups.values()))


def faces_of(site: Site, found: Iterable[Found]) -> tuple[tuple[bytes, int], ...]:
    """What is shown of some lines."""
    return tuple((site.faces.of(one.document), one.place) for one in found)


def dues(site: Site, found: Iterable[Found]) -> tuple[Due, ...]:
    """The lines themselves."""
    return tuple(_due(site, one) for one in found)


def _due(site: Site, found: Found) -> Due:
    linked, group, _ = found
    first = group[0]
    url = at(linked.url, anchor_of(linked, first.place))
    title, badge = phrased(linked.document.title.value), site.badge(linked.url)
    return Due(say(KINDS[first.kind]), *_words_and_note(first), url, title, about(group), badge)


def _words_and_note(one: BindingDate) -> tuple[str, str]:
    if one.derived and (one.begin or one.end):
        return days_of(one), say("dates_page.derived_from", words=one.words)
    return one.words, note_of(one)
