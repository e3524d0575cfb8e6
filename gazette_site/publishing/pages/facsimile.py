"""The facsimile of an issue on a page of its own, and what other pages need to show the print beside their text.

`/issues/2025-05/pages/` has every page, its picture and its text beside it; `#p-7` is printed page 7, `#pdf-1` the first page
of the PDF, which has no number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from gazette_site.linking.archive import LinkedDocument, LinkedIssue, Url
from gazette_site.model import Block, FurnitureReason, Issue, Page, Picture, Text, Trust
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.images.drawing import PageImage, cutting_of, names_of
from gazette_site.publishing.images.facsimile import Facsimile
from gazette_site.publishing.pages.frame.addresses import at
from gazette_site.publishing.pages.frame.head import Head, Link
from gazette_site.publishing.pages.frame.site import Site
from gazette_site.publishing.pages.text.blocks import Setting, compose
from gazette_site.publishing.pages.text.page_texts import Pages, Portion, page_texts
from gazette_site.publishing.pages.text.pieces import Piece, Scan
from gazette_site.publishing.phrases import file_size, full_issue_name, issue_name, listed, phrased
from gazette_site.publishing.wording import Key, say
from gazette_site.texts import texts_of_document

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


class FileView(NamedTuple):
    """The PDF of an issue."""

    url: Url
    name: str
    size: str
    """`340 KB`."""
    digest: str
    cleaned: str = ""
    """That the file is not the one that the office has, and the digest of that; empty if it is."""


@dataclass(frozen=True, slots=True)
class IssueFacsimile:
    """What the page of an issue says of its facsimile."""

    url: Url
    count: str
    notes: tuple[str, ...]
    file: FileView


@dataclass(frozen=True, slots=True)
class Viewer:
    """The facsimile beside the text of a document."""

    url: Url
    """Where the document begins on the page of the facsimile."""
    pages: tuple[PageView, ...]
    notes: tuple[str, ...]


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
        notes=_notes(pages),
        spreads=spreads,
        file=_file(linked, facsimile),
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


def issue_facsimile(site: Site, linked: LinkedIssue) -> IssueFacsimile | None:
    """For the page of an issue; None if there is no facsimile."""
    facsimile = site.facsimiles.get(linked.issue.id)
    if facsimile is None:
        return None
    pages = page_views(linked, facsimile)
    count = say("counts.all_pages", count=len(pages))
    return IssueFacsimile(pages_of(linked), count, _notes(pages), _file(linked, facsimile))


def viewer_of(site: Site, linked: LinkedIssue, document: LinkedDocument) -> Viewer | None:
    """For the page of a document; None if there is no facsimile, or no page of it is known."""
    return _viewer(site, linked, texts_of_document(document.document), _pictures_of(document))


def place_of(site: Site, linked: LinkedIssue, texts: Iterable[Text], blocks: Iterable[Block] = ()) -> Url | None:
    """Where the first of some texts stands on the page of the facsimile; None if that is not known."""
    shown = _viewer(site, linked, texts, _pictures(blocks))
    return shown.url if shown else None


def scans_of(site: Site, linked: LinkedIssue, here: Url) -> Mapping[int, Scan]:
    """For each page of the PDF the picture that stands for a map or drawing on it, as seen from the page `here`."""
    facsimile = site.facsimiles.get(linked.issue.id)
    if facsimile is None:
        return {}
    link = site.links_on(here)
    views = {page.place: page for page in page_views(linked, facsimile)}
    return {
        image.page: _scan(linked, image, views[image.page], link) for image in facsimile.images if image.page in views
    }


def pages_of(linked: LinkedIssue) -> Url:
    """The address of the page of the facsimile: `/issues/2025-05/pages/`."""
    return Url(f"{linked.url}pages/")


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


def _page_view(linked: LinkedIssue, facsimile: Facsimile, page: Page, anchor: str, short: str, words: str) -> PageView:
    image = facsimile.image(page.index)
    return PageView(
        place=page.index,
        anchor=anchor,
        short=short,
        words=words,
        url=at(pages_of(linked), anchor),
        image=Url(pages_of(linked) + names_of(page.index)[0]) if image else None,
        large=_closer(linked, image) if image else None,
        width=image.width if image else 0,
        height=image.height if image else 0,
        note=_covered(facsimile, page.index) or _note(page.trust),
    )


def _closer(linked: LinkedIssue, image: PageImage) -> Url:
    """Where a page is seen larger: its large picture, else the page in the PDF."""
    if image.large:
        return Url(pages_of(linked) + names_of(image.page)[1])
    return at(Url(f"{linked.url}{linked.issue.id}.pdf"), f"page={image.page}")


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


def _notes(pages: Sequence[PageView]) -> tuple[str, ...]:
    """What to know of the text of some pages, pages of one kind together: `第3—5页、第9页：机器识别。……`."""
    notes = dict.fromkeys(page.note for page in pages if page.note)
    return tuple(
        say("facsimile.note", pages=_ranges([page for page in pages if page.note == note]), note=note) for note in notes
    )


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


def _file(linked: LinkedIssue, facsimile: Facsimile) -> FileView:
    name = f"{facsimile.issue}.pdf"
    return FileView(Url(linked.url + name), name, file_size(facsimile.size), facsimile.digest, _cleaned(facsimile))


def _cleaned(facsimile: Facsimile) -> str:
    if facsimile.covers:
        return say("facsimile.made_of_pictures")
    return say("facsimile.cleaned", digest=facsimile.original) if facsimile.cleaned else ""


def _viewer(site: Site, linked: LinkedIssue, texts: Iterable[Text], pictures: Iterable[int]) -> Viewer | None:
    facsimile = site.facsimiles.get(linked.issue.id)
    if facsimile is None:
        return None
    places = {*Pages(linked.issue).within(texts), *pictures}
    if not places:
        return None
    pages = tuple(
        page for page in page_views(linked, facsimile) if min(places) <= page.place <= max(places) and page.image
    )
    return Viewer(pages[0].url, pages, _notes(pages)) if pages else None


def _pictures_of(linked: LinkedDocument) -> Iterator[int]:
    yield from _pictures(linked.document.body)
    for one in linked.document.attachments:
        yield from _pictures(one.blocks)


def _pictures(blocks: Iterable[Block]) -> Iterator[int]:
    """The pages of the PDF that pictures among the blocks stand on."""
    return (block.pdf_page for block in blocks if isinstance(block, Picture) and block.pdf_page)


def _scan(linked: LinkedIssue, image: PageImage, view: PageView, link: Callable[[Url], str]) -> Scan:
    home, large = pages_of(linked), link(_closer(linked, image))
    if image.cutting:
        width, height = image.cutting
        return Scan(link(Url(home + cutting_of(image.page))), large, width, height, view.words, whole=False)
    return Scan(link(Url(home + names_of(image.page)[0])), large, image.width, image.height, view.words, whole=True)


# The text beside the picture ---------------------------------------------------------------------------------------


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
