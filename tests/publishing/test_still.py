"""Pages stand still: what an issue that is added changes, and that it changes nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import pytest

from gazette_site.config import SiteConfig
from gazette_site.linking import Archive, link
from gazette_site.linking.archive import LinkedIssue
from gazette_site.model import Document, Issue
from gazette_site.publishing.pages import render_pages
from gazette_site.publishing.pages.kinds import PAGE_KINDS
from gazette_site.publishing.permanence.ledger import Published

Pages = Mapping[str, bytes]
OVERVIEWS = {kind.name for kind in PAGE_KINDS if kind.overview}
"""Kinds of which there is one page, which names or counts everything that is held."""


def pages_of(archive: Archive, config: SiteConfig) -> Pages:
    """All pages of the site by their addresses."""
    return {f"/{file.path}".removesuffix("index.html"): file.content for file in render_pages(archive, config)}


def without_newest(archive: Archive, config: SiteConfig) -> Archive:
    """The archive as it was before its newest issue came."""
    return link([linked.issue for linked in archive.issues[:-1]], config)[0]


def changed(before: Pages, after: Pages) -> set[str]:
    """The addresses of pages that are no longer, byte for byte, what they were."""
    return {url for url, content in before.items() if after.get(url) != content}


def kinds_of(urls: Iterable[str]) -> set[str]:
    """The names of the kinds that the pages at these addresses are of."""
    return {kind.name for url in urls for kind in PAGE_KINDS if kind.is_at(url)}


def naming(before: Archive, after: Archive) -> Iterator[str]:
    """The addresses of the pages that name the newest issue or something in it, but for the overviews."""
    newest, earlier = after.issues[-1], before.issues[-1]
    documents = {one.url for one in newest.documents}
    named = {one.target for url in documents for one in after.references.outgoing.get(url, ())}
    yield earlier.url
    yield from named
    yield from (work.url for work in after.references.works if work.document and work.document.url in named | documents)
    for listing in (*after.years, *after.sections, *after.issuers, *after.kinds, *after.topics, *after.duties):
        if documents.union(named) & {one.url for one in listing.documents}:
            yield listing.url
    if after.register and any(one.document.appointments for one in newest.documents):
        yield "/appointments/"
    if newest.issue.corrections:
        yield "/corrections/"
    yield from whose_standing_changes(before, after)
    days = [day for one in newest.documents for date in one.document.dates for day in (date.begin, date.end) if day]
    # A year that is new is a neighbour of those beside it.
    yield from (f"/dates/{year}/" for day in days for year in range(int(day[:4]) - 5, int(day[:4]) + 6))
    yield from number_lists(after, newest)
    yield from chronicle_neighbours(after, newest)


def whose_standing_changes(before: Archive, after: Archive) -> Iterator[str]:
    """The pages with the badge of a document to which the newest issue does something, and the years in which it does."""
    standing = {url: one for url, one in after.standing.items() if before.standing.get(url) != one}
    for url in standing:
        yield url
        yield from (one.target for one in after.references.outgoing.get(url, ()))
        yield from (one.source.url for one in after.references.incoming.get(url, ()))
    for issue in before.issues:
        if any(one.url in standing for one in issue.documents):
            yield issue.url
    days = [day for one in standing.values() for period in one.periods for day in (period.since, period.until) if day]
    yield from (f"/standing/{year}/" for day in days for year in range(int(day[:4]) - 5, int(day[:4]) + 6))


def number_lists(archive: Archive, newest: LinkedIssue) -> Iterator[str]:
    """The lists of numbers that a document of the issue goes into."""
    for document in newest.documents:
        slug = document.url.split("/")[2].rsplit("-", 2)[0]
        yield f"/documents/numbers/{slug}/"


def chronicle_neighbours(archive: Archive, newest: LinkedIssue) -> Iterator[str]:
    """The months and entries beside those of the issue, and the entries of the same days."""
    own = {one.url for one in newest.entries}
    days = {one.entry.date[5:] for one in newest.entries if one.entry.date}
    months = [(month.url, any(one.url in own for one in month.entries)) for month in archive.months]
    entries = [(one.url, one.url in own) for month in archive.months for one in month.entries]
    for rows in (months, entries):
        for place, (url, _) in enumerate(rows):
            if any(new for _, new in rows[max(place - 1, 0) : place + 2]):
                yield url
    for month in archive.months:
        yield from (one.url for one in month.entries if one.entry.date and one.entry.date[5:] in days)


def test_a_new_issue_of_the_sample_changes_what_names_it_and_no_other_page(sample: tuple[Archive, SiteConfig]) -> None:
    """Of the pages that were there only overviews, lists that it goes into, and neighbours differ by a byte."""
    archive, config = sample
    earlier = without_newest(archive, config)
    before, after = pages_of(earlier, config), pages_of(archive, config)
    found = changed(before, after)
    assert before.keys() <= after.keys()
    assert kinds_of(found) == OVERVIEWS | {
        "issue", "document", "month", "entry", "category", "issuer", "kind", "year", "numbers", "appointments", "corrections",
        "standing_year",
        "dates_year",
        "topic",
    }  # fmt: skip
    allowed = set(naming(earlier, archive))
    assert sorted(url for url in found if url not in allowed and not kinds_of([url]) & OVERVIEWS) == []


def test_pages_that_name_no_issue_stand_still(sample: tuple[Archive, SiteConfig]) -> None:
    """The frame has nothing of the newest issue: search, accessibility, 404 and attachments are the same bytes."""
    archive, config = sample
    before, after = pages_of(without_newest(archive, config), config), pages_of(archive, config)
    still = {"/search/", "/accessibility/", "/404.html", *(url for url in before if "/attachment-" in url)}
    assert len(still) > 3
    assert not changed(before, after) & still


@pytest.fixture
def long_lists(make_issue: Callable[..., Issue], make_document: Callable[..., Document]) -> list[Issue]:
    """Thirty-two issues of eight notices of one office, twelve a year."""
    return [
        make_issue(
            f"{2022 + place // 12}-{place % 12 + 1:02}",
            *(make_document(f"澜府发〔2025〕{place * 8 + n}号", n, page=n) for n in range(1, 9)),
        )
        for place in range(32)
    ]


def test_long_lists_change_on_their_first_page_alone(long_lists: list[Issue]) -> None:
    """The further pages are counted from the oldest document: they stand still, and no year but the newest changes."""
    config = SiteConfig(name="澜川市人民政府公报")
    before, after = (pages_of(link(issues, config)[0], config) for issues in (long_lists[:-1], long_lists))
    assert "/kinds/tongzhi/2/" in before and "/issuers/lanchuanshirenminzhengfu/2/" in before
    assert {url for url in changed(before, after) if url.startswith(("/kinds/", "/issuers/", "/categories/", "/years/2"))} == {
        "/kinds/tongzhi/", "/issuers/lanchuanshirenminzhengfu/", "/categories/shizhengfuwenjian/", "/years/2024/",
    }  # fmt: skip
    lists = {"kind", "issuer", "category", "year", "numbers", "issue", "document"}
    assert kinds_of(changed(before, after)) <= OVERVIEWS | lists


def test_a_new_year_changes_its_neighbour(long_lists: list[Issue]) -> None:
    """The pages of earlier years do not name it."""
    config = SiteConfig(name="澜川市人民政府公报")
    before, after = (pages_of(link(issues, config)[0], config) for issues in (long_lists[:24], long_lists[:25]))
    years = {url for url in changed(before, after) if url.startswith("/years/")}
    assert years == {"/years/", "/years/2023/"}


def test_further_pages_are_reached_from_both_sides_and_by_old_links_to_a_year(long_lists: list[Issue]) -> None:
    """The first page names every year and keeps its place on the page; pages lead to each other, none is held for good."""
    config = SiteConfig(name="澜川市人民政府公报")
    site = pages_of(link(long_lists, config)[0], config)
    first, further = site["/kinds/tongzhi/"].decode(), site["/kinds/tongzhi/2/"].decode()
    assert "共256件" in first and first.count("<h3>") == 156
    assert 'id="y-2024"' in first and 'id="y-2023"' in first
    assert '<li id="y-2022"><a href="../../kinds/tongzhi/2/#year-2022">' in first
    assert 'id="year-2022"' in further and "2022—2023年刊登的100件" in further and further.count("<h3>") == 100
    assert (
        'href="../../kinds/tongzhi/2/" rel="next"' in first and 'href="../../../kinds/tongzhi/" rel="prev"' in further
    )
    noted = Published()
    for file in render_pages(link(long_lists, config)[0], config):
        noted.add_page(file)
    held = noted.ledger((), {})
    assert "#y-2022" in held["/kinds/tongzhi/"].names and "/kinds/tongzhi/2/" not in held


def test_the_overviews_name_all_years_and_all_months(sample: tuple[Archive, SiteConfig]) -> None:
    """Every year leads on from `/years/`, every month from `/chronicle/`; the navigation of every page leads there."""
    archive, config = sample
    site = {url: content.decode() for url, content in pages_of(archive, config).items()}
    assert all(f'href="../{year.url[1:]}"' in site["/years/"] for year in archive.years)
    assert all(f'href="../{month.url[1:]}"' in site["/chronicle/"] for month in archive.months)
    menu = '<li><a href="../../years/">历年</a></li>'
    assert menu in site[archive.issues[0].documents[0].url] and menu in site["/kinds/tongzhi/"]
