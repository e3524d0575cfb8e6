"""The pages that a long list is cut into (`linking.lists.cut`): what they say of where they are, and the ways between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gazette_site.linking.archive import Url
from gazette_site.publishing.pages.frame.head import Link
from gazette_site.publishing.pages.frame.site import Turn
from gazette_site.publishing.phrases import year_name
from gazette_site.publishing.wording import say

Turns = tuple[Turn | None, Turn | None]


class Part(NamedTuple):
    """One of the pages, the first one with what is newest."""

    url: Url
    years: Sequence[int]
    """Of what stands on it, newest first."""

    @property
    def span(self) -> str:
        """`2019—2021年`, `2021年`; empty where nothing stands on it."""
        if not self.years:
            return ""
        first, last = self.years[-1], self.years[0]
        return year_name(last) if first == last else say("dates.years", first=first, last=last)


def turns(parts: Sequence[Part], place: int) -> Turns:
    """The ways from one page to those beside it: to newer and to older things."""
    newer = Turn(say("listing.newer"), parts[place - 1].span, parts[place - 1].url) if place else None
    last = place + 1 == len(parts)
    return newer, None if last else Turn(say("listing.older"), parts[place + 1].span, parts[place + 1].url)


def further(parts: Sequence[Part]) -> tuple[Link, ...]:
    """For the first page of a list that does not name its years: those that begin on a further page, each with that page.

    Where all is of one year, the next page; none where there is one page alone.
    """
    seen = set(parts[0].years)
    links = list[Link]()
    for part in parts[1:]:
        for year in dict.fromkeys(part.years):
            if year not in seen:
                seen.add(year)
                links.append(Link(year_name(year), part.url))
    return tuple(links) or tuple(Link(part.span, part.url) for part in parts[1:2])


def with_years(title: str, years: str) -> str:
    """The title of one of the pages: `引用目录：2019—2021年`; of the first one, which has no years, that of the list."""
    return say("marks.with_label", label=title, title=years) if years else title
