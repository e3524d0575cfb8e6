"""Long lists are cut into pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from gazette_site.config import SiteConfig
from gazette_site.linking import link
from gazette_site.linking.archive import Listing, Url
from gazette_site.linking.lists import pages_of
from gazette_site.model import Document, Issue


@pytest.fixture
def listing_of(make_issue: Callable[..., Issue], make_document: Callable[..., Document]) -> Callable[[int], Listing]:
    """A list of so many documents."""

    def make(size: int) -> Listing:
        documents = (make_document(f"澜府发〔2025〕{n}号", n) for n in range(1, size + 1))
        archive, _ = link([make_issue("2025-01", *documents)], SiteConfig(name="澜川市人民政府公报"))
        return archive.kinds[0]

    return make


@pytest.mark.parametrize(
    ("size", "sizes"),
    [(1, [1]), (100, [100]), (199, [199]), (200, [100, 100]), (299, [199, 100]), (300, [100, 100, 100])],
)
def test_no_page_has_two_hundred_documents(listing_of: Callable[[int], Listing], size: int, sizes: list[int]) -> None:
    """The further pages are full, the first has from one to two times as many; together they are the list in its order."""
    listing = listing_of(size)
    pages = pages_of(listing)
    assert [len(page.documents) for page in pages] == sizes
    assert tuple(one for page in pages for one in page.documents) == listing.documents


def test_the_first_page_is_the_list_and_the_oldest_is_page_two(listing_of: Callable[[int], Listing]) -> None:
    """The addresses of further pages rise with the documents on them, so that what is old keeps its page."""
    listing = replace(listing_of(400), url=Url("/kinds/tongzhi/"))
    assert [page.url for page in pages_of(listing)] == [
        "/kinds/tongzhi/", "/kinds/tongzhi/4/", "/kinds/tongzhi/3/", "/kinds/tongzhi/2/",
    ]  # fmt: skip
