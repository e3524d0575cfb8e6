"""The lists: everything of one year, section, issuer or kind, and the register of appointments."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from gazette_site.issue_names import order_of
from gazette_site.linking.archive import LinkedDocument, LinkedIssue, Listing, ListPage, RegisterLine, Url
from gazette_site.linking.slugs import slug
from gazette_site.problems import Problem, warning

_Thing = TypeVar("_Thing")

A_PAGE = 100
"""Documents on each page of a long list but the first, which has from one to two times as many."""

Groups = Mapping[str, tuple[LinkedDocument, ...]]
"""Documents under the name that they share."""


def newest_first(issues: Sequence[LinkedIssue]) -> tuple[LinkedDocument, ...]:
    """All documents, the newest issue first, within an issue as printed."""
    return tuple(document for issue in reversed(issues) for document in issue.documents)


def by_year(issues: Sequence[LinkedIssue]) -> tuple[Listing, ...]:
    """A list for each year that has an issue, the newest year first."""
    years: dict[int, tuple[LinkedDocument, ...]] = {}
    for issue in reversed(issues):
        year = issue.issue.masthead.year
        years[year] = (*years.get(year, ()), *issue.documents)
    return tuple(Listing(str(year), Url(f"/years/{year}/"), documents, year) for year, documents in years.items())


def grouped(documents: Iterable[LinkedDocument], names_of: Callable[[LinkedDocument], Iterable[str]]) -> Groups:
    """The documents under each of the names that `names_of` gives for them, names and documents in the order given."""
    groups: dict[str, list[LinkedDocument]] = {}
    for document in documents:
        # A name printed twice in one title is one name.
        for name in dict.fromkeys(names_of(document)):
            groups.setdefault(name, []).append(document)
    return {name: tuple(group) for name, group in groups.items()}


def in_configured_order(groups: Groups, names: Sequence[str]) -> Groups:
    """The groups named in `names` in that order, then the others as first met in the archive."""
    return {name: groups[name] for name in dict.fromkeys((*names, *_as_first_met(groups))) if name in groups}


def largest_first(groups: Groups) -> Groups:
    """The groups with the most documents first, equal ones by name."""
    return dict(sorted(groups.items(), key=lambda group: (-len(group[1]), group[0])))


def _as_first_met(groups: Groups) -> list[str]:
    """The names in the order in which the archive, from its first issue on, has them first."""
    return sorted(groups, key=lambda name: (min((order_of(d.issue), d.document.position) for d in groups[name]), name))


def with_urls(
    groups: Groups, folder: str, romanisations: Mapping[str, str], file: str
) -> tuple[tuple[Listing, ...], tuple[Problem, ...]]:
    """The groups as lists at `/<folder>/<slug>/`, in their order.

    Names are given their slugs in the order of the first document they ever had, so that a new name never takes the
    address of an old one. A name whose slug is taken gets it with a number, and a warning in `file`.
    """
    holders: dict[str, str] = {}
    slugs: dict[str, str] = {}
    problems: list[Problem] = []
    for name in _as_first_met(groups):
        plain = own = slug(name, romanisations)
        turn = 1
        while own in holders:
            turn += 1
            own = f"{plain}-{turn}"
        if own != plain:
            message = f"“{name}”与“{holders[plain]}”的网址相同，改用 /{folder}/{own}/；可在 romanisations 中另定"
            problems.append(warning(file, message, code="list-url-taken"))
        holders[own], slugs[name] = name, own
    return tuple(Listing(n, Url(f"/{folder}/{slugs[n]}/"), group) for n, group in groups.items()), tuple(problems)


def pages_of(listing: Listing) -> tuple[ListPage, ...]:
    """The pages of a list, newest first: no page has 200 documents or more."""
    return tuple(ListPage(url, tuple(documents)) for url, documents in cut(listing.url, listing.documents))


def cut(url: Url, things: Sequence[_Thing], full: int = A_PAGE) -> tuple[tuple[Url, Sequence[_Thing]], ...]:
    """Things, given newest first, on pages: all in one where they are fewer than two full ones.

    What does not fit on the first page stands on full pages that are counted from the oldest one, from 2 on.
    So what is added changes the first page alone.
    """
    pages = max(len(things) // full - 1, 0)
    newest = len(things) - pages * full
    older = (
        (Url(f"{url}{number + 2}/"), things[start : start + full])
        for number, start in zip(range(pages - 1, -1, -1), range(newest, len(things), full), strict=True)
    )
    return (url, things[:newest]), *older


def cut_by_size(
    url: Url, things: Sequence[_Thing], size: Callable[[_Thing], int], full: int = A_PAGE
) -> tuple[tuple[Url, Sequence[_Thing]], ...]:
    """The same of things of several sizes, years of a list: the oldest fill the last page, and so on; the newest is on the first.

    So what is added to one of them changes the page of it alone, unless that page fills by it.
    """
    older, waiting = list[tuple[Url, Sequence[_Thing]]](), list[_Thing]()
    for one in reversed(things[1:]):
        waiting.insert(0, one)
        if sum(map(size, waiting)) >= full:
            older.insert(0, (Url(f"{url}{len(older) + 2}/"), tuple(waiting)))
            waiting = []
    return (url, (*things[:1], *waiting)), *older


def in_pieces(things: Iterable[_Thing], size: int) -> Iterator[list[_Thing]]:
    """Things in pieces of a size, the last one of what is left."""
    rest = list(things)
    yield from (rest[start : start + size] for start in range(0, len(rest), size))


def register(documents: Iterable[LinkedDocument]) -> tuple[RegisterLine, ...]:
    """Every appointment and removal, in the order of the documents given, within a document as printed."""
    return tuple(RegisterLine(line, document) for document in documents for line in document.document.appointments)
