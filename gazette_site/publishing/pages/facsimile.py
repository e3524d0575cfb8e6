"""The facsimile of an issue on a page of its own: every page, its picture and its text beside it.

`/issues/2025-05/pages/`; `#p-7` is printed page 7, `#pdf-1` the first page of the PDF, which has no number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from gazette_site.linking.archive import LinkedIssue, Url
from gazette_site.model import Picture
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.pages.frame.head import Head, Link
from gazette_site.publishing.pages.frame.site import Site
from gazette_site.publishing.pages.print_beside import FileView, file_view
from gazette_site.publishing.pages.print_pages import PageView, notes_of, page_views, pages_of
from gazette_site.publishing.pages.text.blocks import Setting, compose
from gazette_site.publishing.pages.text.page_texts import Portion, page_texts
from gazette_site.publishing.pages.text.pieces import Piece
from gazette_site.publishing.phrases import full_issue_name, issue_name, phrased
from gazette_site.publishing.wording import say


class PortionView(NamedTuple):
    """What one text has on a page."""

    label: str
    title: Markup
    """With its phrase breaks; empty for what belongs to no document."""
    url: Url | None
    number: str
    begins: bool
    """Whether the title stands on this page."""
    pieces: tuple[Piece, ...]


class Spread(NamedTuple):
    """A page with its text."""

    page: PageView
    portions: tuple[PortionView, ...]


@dataclass(frozen=True, slots=True)
class FacsimilePageView:
    """What the page of the facsimile of an issue shows."""

    issue: Link
    count: str
    """`共10页`."""
    notes: tuple[str, ...]
    spreads: tuple[Spread, ...]
    file: FileView


def facsimile_page(site: Site, linked: LinkedIssue) -> Iterator[OutputFile]:
    """The page of the facsimile of an issue, if it has one."""
    facsimile = site.facsimiles.get(linked.issue.id)
    if facsimile is None:
        return
    pages = page_views(linked, facsimile)
    url = pages_of(linked)
    link = site.links_on(url)
    portions = page_texts(linked)
    spreads = tuple(Spread(page, tuple(_portion(one, link) for one in portions.get(page.place, ()))) for page in pages)
    name = issue_name(linked.issue.masthead)
    view = FacsimilePageView(
        issue=Link(name, linked.url),
        count=say("counts.all_pages", count=len(pages)),
        notes=notes_of(pages),
        spreads=spreads,
        file=file_view(linked, facsimile),
    )
    head = Head(
        title=say("facsimile.title", issue=name),
        here=url,
        description=say("facsimile.description", name=site.config.name, issue=full_issue_name(linked.issue.masthead)),
        current=say("menu.years"),
        crumbs=(Link(name, linked.url), Link(say("names.facsimile"))),
        source=full_issue_name(linked.issue.masthead),
        issue=linked.issue.id,
        published=linked.issue.masthead.published,
    )
    yield site.page("facsimile.html", head, view)


def _portion(portion: Portion, link: Callable[[Url], str]) -> PortionView:
    title = phrased(portion.title)
    return PortionView(portion.label, title, portion.url, portion.number, portion.begins, _pieces(portion, link))


def _pieces(portion: Portion, link: Callable[[Url], str]) -> tuple[Piece, ...]:
    """The pieces of a portion; what the picture beside it shows is not shown again."""
    base = link(portion.url) if portion.url else ""
    blocks = [part for part in portion.parts if not isinstance(part.block, Picture)]
    setting = Setting(
        rank=4 if portion.begins else 3,
        label=portion.title,
        owns_anchors=False,
        base=base,
        pages={page for part in blocks if (page := part.block.page) is not None},
        going_on=frozenset(place for place, part in enumerate(blocks) if part.goes_on),
    )
    anchors = [part.anchor if portion.url else "" for part in blocks]
    return compose([part.block for part in blocks], anchors, setting)
