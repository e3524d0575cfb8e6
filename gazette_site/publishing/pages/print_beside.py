"""The print beside the text: what the pages of issues, documents and attachments show of the facsimile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from gazette_site.linking.archive import LinkedDocument, LinkedIssue, Url
from gazette_site.model import Block, Picture, Text
from gazette_site.publishing.images.drawing import PageImage, cutting_of, names_of
from gazette_site.publishing.images.facsimile import Facsimile
from gazette_site.publishing.pages.frame.site import Site
from gazette_site.publishing.pages.print_pages import PageView, closer, notes_of, page_views, pages_of
from gazette_site.publishing.pages.text.page_texts import Pages
from gazette_site.publishing.pages.text.pieces import Scan
from gazette_site.publishing.phrases import file_size
from gazette_site.publishing.wording import say
from gazette_site.texts import texts_of_document


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


def issue_facsimile(site: Site, linked: LinkedIssue) -> IssueFacsimile | None:
    """For the page of an issue; None if there is no facsimile."""
    facsimile = site.facsimiles.get(linked.issue.id)
    if facsimile is None:
        return None
    pages = page_views(linked, facsimile)
    count = say("counts.all_pages", count=len(pages))
    return IssueFacsimile(pages_of(linked), count, notes_of(pages), file_view(linked, facsimile))


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


def file_view(linked: LinkedIssue, facsimile: Facsimile) -> FileView:
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
    return Viewer(pages[0].url, pages, notes_of(pages)) if pages else None


def _pictures_of(linked: LinkedDocument) -> Iterator[int]:
    yield from _pictures(linked.document.body)
    for one in linked.document.attachments:
        yield from _pictures(one.blocks)


def _pictures(blocks: Iterable[Block]) -> Iterator[int]:
    """The pages of the PDF that pictures among the blocks stand on."""
    return (block.pdf_page for block in blocks if isinstance(block, Picture) and block.pdf_page)


def _scan(linked: LinkedIssue, image: PageImage, view: PageView, link: Callable[[Url], str]) -> Scan:
    home, large = pages_of(linked), link(closer(linked, image))
    if image.cutting:
        width, height = image.cutting
        return Scan(link(Url(home + cutting_of(image.page))), large, width, height, view.words, whole=False)
    return Scan(link(Url(home + names_of(image.page)[0])), large, image.width, image.height, view.words, whole=True)
