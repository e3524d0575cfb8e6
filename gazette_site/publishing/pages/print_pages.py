"""The pages of the print as a reader knows them: what each is called, where it is shown, how far its text can be trusted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gazette_site.linking.archive import LinkedIssue, Url
from gazette_site.model import FurnitureReason, Issue, Page, Trust
from gazette_site.publishing.images.drawing import PageImage, names_of
from gazette_site.publishing.images.facsimile import Facsimile
from gazette_site.publishing.pages.frame.addresses import at
from gazette_site.publishing.pages.text.page_texts import Pages
from gazette_site.publishing.phrases import listed
from gazette_site.publishing.wording import Key, say

_NOTES = {
    Trust.DOUBTFUL: Key("facsimile.doubtful"),
    Trust.RECOGNISED: Key("facsimile.recognised"),
    Trust.NONE: Key("facsimile.no_words"),
}
_NAMED_AFTER = {
    FurnitureReason.CONTENTS: Key("facsimile.contents"),
    FurnitureReason.COVER: Key("facsimile.cover"),
    FurnitureReason.BACK_COVER: Key("facsimile.back_cover"),
}
"""What a page without a number is named after, the first that it has."""


class PageView(NamedTuple):
    """A page of the print as a reader knows it."""

    place: int
    """In the PDF, counted from 1."""
    anchor: str
    """`p-7`; `pdf-1` for a page without a number."""
    short: str
    """`7`, `封面`, `[5]` for the fifth page of the PDF."""
    words: str
    """`第7页`, `封面`, `PDF第5页`."""
    url: Url
    """Its place on the page of the facsimile."""
    image: Url | None
    """None if it could not be drawn."""
    large: Url | None
    width: int
    height: int
    note: str
    """How far its text can be trusted: `机器识别。……`; empty if all is well."""


def page_views(linked: LinkedIssue, facsimile: Facsimile) -> tuple[PageView, ...]:
    """All pages of an issue; no two have one anchor."""
    issue = linked.issue
    pages = issue.pages or tuple(Page(one.page, None, Trust.GOOD, 0, 0) for one in facsimile.images)
    names, taken, views = _names(issue), set[str](), []
    for page in pages:
        printed = page.label if page.label and f"p-{page.label}" not in taken else None
        anchor = f"p-{printed}" if printed else f"pdf-{page.index}"
        taken.add(anchor)
        unnumbered = names.get(page.index) or say("facsimile.unnumbered", page=page.index)
        words = say("pages.number", page=printed) if printed else unnumbered
        short = printed or names.get(page.index, f"[{page.index}]")
        views.append(_page_view(linked, facsimile, page, anchor, short, words))
    return tuple(views)


def pages_of(linked: LinkedIssue) -> Url:
    """The address of the page of the facsimile: `/issues/2025-05/pages/`."""
    return Url(f"{linked.url}pages/")


def notes_of(pages: Sequence[PageView]) -> tuple[str, ...]:
    """What to know of the text of some pages, pages of one kind together: `第3—5页、第9页：机器识别。……`."""
    notes = dict.fromkeys(page.note for page in pages if page.note)
    return tuple(
        say("facsimile.note", pages=_ranges([page for page in pages if page.note == note]), note=note) for note in notes
    )


def closer(linked: LinkedIssue, image: PageImage) -> Url:
    """Where a page is seen larger: its large picture, else the page in the PDF."""
    if image.large:
        return Url(pages_of(linked) + names_of(image.page)[1])
    return at(Url(f"{linked.url}{linked.issue.id}.pdf"), f"page={image.page}")


def _page_view(linked: LinkedIssue, facsimile: Facsimile, page: Page, anchor: str, short: str, words: str) -> PageView:
    image = facsimile.image(page.index)
    return PageView(
        place=page.index,
        anchor=anchor,
        short=short,
        words=words,
        url=at(pages_of(linked), anchor),
        image=Url(pages_of(linked) + names_of(page.index)[0]) if image else None,
        large=closer(linked, image) if image else None,
        width=image.width if image else 0,
        height=image.height if image else 0,
        note=_covered(facsimile, page.index) or _note(page.trust),
    )


def _names(issue: Issue) -> dict[int, str]:
    """What the pages without a number are called: 封面, 目录, 封底."""
    pages = Pages(issue)
    names: dict[int, str] = {}
    for reason, name in _NAMED_AFTER.items():
        for one in issue.furniture:
            if one.reason is reason:
                names.setdefault(pages.of(one.text), say(name))
    return names


def _covered(facsimile: Facsimile, page: int) -> str:
    """That something on a page was painted over."""
    cover = next((one for one in facsimile.covers if one.page == page), None)
    if cover is None:
        return ""
    return say("facsimile.covered") if cover.boxes else say("facsimile.covered_whole")


def _note(trust: Trust) -> str:
    return say(_NOTES[trust]) if trust in _NOTES else ""


def _ranges(pages: Sequence[PageView]) -> str:
    """`第3—5页、第9页`, `封面、PDF第2—4页`."""
    runs: list[list[PageView]] = []
    for page in pages:
        last = runs[-1][-1] if runs else None
        if last and page.place == last.place + 1 and _family(page) == _family(last) != page.short:
            runs[-1].append(page)
        else:
            runs.append([page])
    return listed(_range(run[0], run[-1]) for run in runs)


def _range(first: PageView, last: PageView) -> str:
    """`第3页` and `第5页` as `第3—5页`."""
    if first is last:
        return first.words
    if first.short.startswith("["):
        return say("facsimile.unnumbered_pages", first=first.place, last=last.place)
    return say("pages.numbers", first=first.short, last=last.short)


def _family(page: PageView) -> str:
    """What pages that count on have in common: their short words without the number."""
    return "".join(char for char in page.short if not char.isdecimal())
