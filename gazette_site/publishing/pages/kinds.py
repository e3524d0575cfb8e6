"""The kinds of pages: one registry, read by whoever makes pages, photographs them, tests them or documents them.

A new kind is a module with a function that makes its pages, a template, its words in `templates/wording`, and one entry here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from gazette_site.linking.archive import LinkedIssue
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.pages.about import about_page
from gazette_site.publishing.pages.accessibility import accessibility_page
from gazette_site.publishing.pages.chronicle import chronicle_pages
from gazette_site.publishing.pages.cited import reference_pages
from gazette_site.publishing.pages.corrections import corrections_pages
from gazette_site.publishing.pages.coverage import coverage_pages
from gazette_site.publishing.pages.data import data_page
from gazette_site.publishing.pages.dates import dates_pages
from gazette_site.publishing.pages.duties import duty_pages
from gazette_site.publishing.pages.frame.site import Site
from gazette_site.publishing.pages.home import home_page
from gazette_site.publishing.pages.issue import issue_pages
from gazette_site.publishing.pages.listing import listing_pages
from gazette_site.publishing.pages.not_found import not_found_page
from gazette_site.publishing.pages.register import register_pages
from gazette_site.publishing.pages.search import number_pages, search_page
from gazette_site.publishing.pages.standing import standing_pages
from gazette_site.publishing.pages.together import together_pages
from gazette_site.publishing.pages.withdrawn import withdrawn_pages
from gazette_site.publishing.pages.years import year_pages


@dataclass(frozen=True, slots=True)
class PageKind:
    """Pages of one template."""

    name: str
    """`month`."""
    address: str
    """What its address looks like, a regular expression: `/chronicle/\\d{4}-\\d\\d/`."""
    always: bool = True
    """Whether every archive with documents and a chronicle has such a page."""
    large: bool = False
    """Whether only a large archive has such pages, which a long overview is cut into."""
    overview: bool = False
    """Whether there is one page, which names or counts everything that is held, so that a new issue changes it."""

    def is_at(self, url: str) -> bool:
        """Whether an address is that of a page of this kind."""
        return re.fullmatch(self.address, url) is not None


@dataclass(frozen=True, slots=True)
class Family:
    """Kinds of pages that are made together: from the archive as a whole, or from one issue and what is said of it."""

    make: Callable[[Site], Iterable[OutputFile]]
    kinds: tuple[PageKind, ...]
    of_issue: Callable[[Site, LinkedIssue], Iterable[OutputFile]] | None = None
    """Of pages of one issue; `make` then makes none."""


def _one(make: Callable[[Site], OutputFile], name: str, address: str, *, overview: bool = False) -> Family:
    """A kind of which there is one page."""
    return Family(lambda site: (make(site),), (PageKind(name, address, overview=overview),))


def _none(site: Site) -> Iterable[OutputFile]:
    return ()


_FURTHER = r"(?:\d+/)?"
"""The further pages of a list."""

FAMILIES: tuple[Family, ...] = (
    _one(home_page, "home", "/", overview=True),
    Family(
        _none,
        (
            PageKind("issue", "/issues/[^/]+/"),
            PageKind("facsimile", "/issues/[^/]+/pages/", always=False),
            PageKind("document", "/documents/(?!numbers/)[^/]+/"),
            PageKind("attachment", r"/documents/[^/]+/attachment-\d+/", always=False),
            PageKind("entry", r"/chronicle/\d{4}-\d\d-(?:\d\d(?:-\d+)?|e\d+)/"),
        ),
        issue_pages,
    ),
    Family(
        chronicle_pages,
        (
            PageKind("chronicle", "/chronicle/", overview=True),
            PageKind("chronicle_year", r"/chronicle/\d{4}/", always=False, large=True),
            PageKind("month", r"/chronicle/\d{4}-\d\d/"),
        ),
    ),
    Family(
        listing_pages,
        (
            PageKind("documents", "/documents/", overview=True),
            PageKind("category", f"/categories/[^/]+/{_FURTHER}", always=False),
            PageKind("issuer", f"/issuers/[^/]+/{_FURTHER}"),
            PageKind("kind", f"/kinds/[^/]+/{_FURTHER}"),
            PageKind("topic", f"/topics/[^/]+/{_FURTHER}", always=False),
        ),
    ),
    Family(year_pages, (PageKind("years", "/years/", overview=True), PageKind("year", "/years/[^/]+/"))),
    Family(
        standing_pages,
        (
            PageKind("standing", "/standing/", overview=True),
            PageKind("standing_year", r"/standing/\d{4}/", always=False),
            PageKind("standing_kind", rf"/standing/\d{{4}}/[a-z]+/{_FURTHER}", always=False, large=True),
        ),
    ),
    Family(
        dates_pages,
        (
            PageKind("dates", "/dates/", always=False, overview=True),
            PageKind("dates_year", r"/dates/\d{4}/", always=False),
            PageKind("dates_month", rf"/dates/\d{{4}}/\d\d/{_FURTHER}", always=False, large=True),
            PageKind("dates_again", f"/dates/again/{_FURTHER}", always=False, large=True),
        ),
    ),
    Family(
        duty_pages,
        (
            PageKind("duties", "/duties/", always=False, overview=True),
            PageKind("department", f"/duties/[^/]+/{_FURTHER}", always=False),
        ),
    ),
    Family(register_pages, (PageKind("appointments", f"/appointments/{_FURTHER}", always=False),)),
    Family(
        reference_pages,
        (
            PageKind("references", f"/references/{_FURTHER}", overview=True),
            PageKind("reference", rf"/references/(?!\d+/$)[^/]+/{_FURTHER}", always=False),
        ),
    ),
    _one(search_page, "search", "/search/"),
    Family(together_pages, (PageKind("together", "/search/together/", always=False),)),
    Family(
        number_pages,
        (
            PageKind("codes", "/documents/numbers/", overview=True),
            PageKind("numbers", f"/documents/numbers/[^/]+/{_FURTHER}", always=False),
        ),
    ),
    _one(about_page, "about", "/about/", overview=True),
    Family(
        coverage_pages,
        (
            PageKind("coverage", "/about/coverage/", overview=True),
            PageKind("coverage_holes", f"/about/coverage/(?!numbers/)[a-z-]+/{_FURTHER}", always=False, large=True),
            PageKind("coverage_numbers", rf"/about/coverage/numbers/[^/]+/{_FURTHER}", always=False, large=True),
        ),
    ),
    _one(accessibility_page, "accessibility", "/accessibility/"),
    Family(corrections_pages, (PageKind("corrections", f"/corrections/{_FURTHER}"),)),
    _one(data_page, "data", "/data/", overview=True),
    Family(withdrawn_pages, ()),
    _one(not_found_page, "404", "/404.html"),
)
"""In the order in which they are written."""

PAGE_KINDS = tuple(kind for family in FAMILIES for kind in family.kinds)


def examples(urls: Iterable[str]) -> Iterator[tuple[PageKind, tuple[str, ...]]]:
    """Each kind that a site has, with the addresses of its pages in the order given."""
    known = list(urls)
    for kind in PAGE_KINDS:
        found = tuple(url for url in known if kind.is_at(url))
        if found:
            yield kind, found
