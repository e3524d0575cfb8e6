"""Reprints and documents of one number: where the other one is, and how the texts differ."""

from __future__ import annotations

from typing import NamedTuple

from gazette_site.linking.archive import LinkedDocument, TextDifference, Twin
from gazette_site.publishing.pages.frame.head import Link
from gazette_site.publishing.pages.frame.site import Site
from gazette_site.publishing.wording import say

_MOST = 40


class TwinView(NamedTuple):
    """One of them."""

    words: str
    """What the two have in common."""
    link: Link
    issue: str
    differences: tuple[TextDifference, ...]
    more: int
    """How many differences are not shown."""


def twin_views(site: Site, linked: LinkedDocument) -> tuple[TwinView, ...]:
    """The other documents that are this one, or bear its number."""
    return tuple(_view(site, one) for one in site.archive.twins.get(linked.url, ()))


def _view(site: Site, twin: Twin) -> TwinView:
    words = say("twins.reprint") if twin.same_title else say("twins.number")
    link = Link(twin.document.document.title.value, twin.document.url)
    shown = twin.differences[:_MOST]
    return TwinView(words, link, site.issue_name(twin.document.issue), shown, len(twin.differences) - len(shown))
