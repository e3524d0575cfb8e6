"""The report: what a build said, as a page that stands alone; never published.

    problems, finished site, figures ──▶ _report/index.html

What is new since the last publication comes first, each problem with its place in print, what was published there, what to
do, and lines to copy. What was said at that publication already is folded away, and so is what was ticked off.
"""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from pathlib import Path
from typing import NamedTuple

from gazette_site.clerk.crops import Strip, Wanted, strips
from gazette_site.clerk.figures import Figure
from gazette_site.clerk.remedies import remedy_of
from gazette_site.clerk.report_folder import INDEX, write_report
from gazette_site.clerk.settling import Copy, copies, sidecar_of, ticks
from gazette_site.clerk.shown import Published, Shown
from gazette_site.config import SiteConfig
from gazette_site.languages import template_folder
from gazette_site.model import IssueId
from gazette_site.pdf_limits import PdfLimits
from gazette_site.problems import Problem, Severity
from gazette_site.publishing.images.drawing import names_of
from gazette_site.publishing.pages.frame.environment import environment
from gazette_site.publishing.wording import speaking
from gazette_site.reading.ticks import issue_of

_PLAIN = SiteConfig()
_MOST_PICTURES = 200
"""Problems that get a strip of their page; whoever has more of them begins with these."""
_MOST = 1000
"""Problems of a sort that the page shows; of the others it names the files. A page of more of them no browser likes."""


class Picture(NamedTuple):
    """A strip of the picture of a page."""

    image: str
    """Seen from the report."""
    strip: Strip


class Item(NamedTuple):
    """A problem as the report shows it."""

    problem: Problem
    remedy: str
    shown: Shown | None
    """What was published there."""
    url: str
    """The page in the finished site; empty if there is none."""
    picture: Picture | None
    copies: tuple[Copy, ...]
    key: str
    """Unique on the page."""
    page: int
    """Of the PDF, 0 if that is not known."""


class Group(NamedTuple):
    """The problems of a file."""

    file: str
    items: tuple[Item, ...]
    all_ticks: Copy | None
    """What ticks off all warnings of the file at once."""
    proof: str
    """The proof-reading page of the issue, seen from the report; empty if there is none."""


class Rest(NamedTuple):
    """Problems of a file that the page does not show one by one."""

    file: str
    problems: int


class Sort(NamedTuple):
    """The problems of a sort: those that the page shows, by their files, and how many more there are."""

    groups: tuple[Group, ...] = ()
    rest: tuple[Rest, ...] = ()

    @property
    def total(self) -> int:
        """How many there are, those that are not shown too."""
        return sum(len(one.items) for one in self.groups) + self.left

    @property
    def left(self) -> int:
        """How many are not shown."""
        return sum(one.problems for one in self.rest)


class Place(NamedTuple):
    """What is known of the places that problems are about."""

    site: Path
    settings: str
    """The file of settings, where ticks go that belong to no issue."""
    found: Mapping[int, Picture]
    """Strips of pages, by the identity of the problem."""
    proofs: Mapping[IssueId, str]


class ReportPage(NamedTuple):
    """What the report shows."""

    new: Sort
    old: Sort
    ticked: Sort
    figures: tuple[Figure, ...]
    proofs: tuple[tuple[str, str], ...] = ()
    """Issues that can be proof-read, each with its page."""
    failed: int = 0
    """The errors for which no site was made; 0 where one was."""

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many problems are new, old, ticked off."""
        return self.new.total, self.old.total, self.ticked.total


def report_page(
    site: Path,
    problems: Sequence[Problem],
    new: Sequence[Problem],
    figures: tuple[Figure, ...] = (),
    proofs: Mapping[IssueId, str] | None = None,
    config: SiteConfig = _PLAIN,
) -> ReportPage:
    """The report on the finished site in the folder `site`; `new` are those problems that were not said before.

    A build that made no site has no figures: then the site that is there is the one before.
    """
    fresh = {id(one) for one in new}
    open_ones = [one for one in problems if not one.checked]
    sorts = (
        [one for one in open_ones if id(one) in fresh],
        [one for one in open_ones if id(one) not in fresh],
        [one for one in problems if one.checked],
    )
    pages = proofs or {}
    found = _strips(site, sorts[0][:_MOST_PICTURES], config.pdf_limits)
    fresh_ones, old, done = (
        _sort(name, some, Place(site, config.file, found, pages))
        for name, some in zip(("n", "o", "c"), sorts, strict=True)
    )
    errors = 0 if figures else sum(one.severity is Severity.ERROR for one in problems)
    return ReportPage(fresh_ones, old, done, figures, tuple(sorted(pages.items(), reverse=True)), errors)


def write_report_page(output: Path, page: ReportPage, language: str) -> Path:
    """Writes it; where it lies. Raises OSError."""
    return write_report(output, INDEX, page_text("report/index.html", language, page=page, site=f"../{output.name}"))


def page_text(template: str, language: str, **shown: object) -> str:
    """A page of the report: style and script are in it, and only they may act."""
    folder = template_folder() / "report"
    script = (folder / f"{Path(template).stem}.js").read_text("utf-8").strip()
    css = (folder / "report.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    with speaking(language):
        return environment().get_template(template).render(css=css, script=script, digest=digest, **shown)


def _sort(name: str, problems: Iterable[Problem], place: Place) -> Sort:
    """Whole files, those with errors before others, until the page has enough of them."""
    files: dict[str, list[Problem]] = defaultdict(list)
    for one in problems:
        files[one.file].append(one)
    shown: dict[str, list[Problem]] = {}
    rest: list[Rest] = []
    for file in sorted(files, key=lambda file: (not _is_wrong(files[file]), file)):
        if sum(map(len, shown.values())) < _MOST:
            shown[file] = files[file]
        else:
            rest.append(Rest(file, len(files[file])))
    return Sort(_groups(name, chain.from_iterable(shown.values()), place), tuple(sorted(rest)))


def _is_wrong(problems: Iterable[Problem]) -> bool:
    return any(one.severity is Severity.ERROR for one in problems)


def _groups(name: str, problems: Iterable[Problem], place: Place) -> tuple[Group, ...]:
    published = Published(place.site)
    ordered = sorted(problems, key=lambda one: (one.file, one.line, one.code, one.message))
    items = (_item(f"{name}{number}", one, place, published) for number, one in enumerate(ordered))
    return tuple(_group(file, tuple(ones), place) for file, ones in groupby(items, key=lambda one: one.problem.file))


def _group(file: str, items: tuple[Item, ...], place: Place) -> Group:
    issue, ticked_in = issue_of(file), sidecar_of(file) or place.settings
    settled = [one.problem for one in items if one.problem.severity is Severity.WARNING and not one.problem.checked]
    all_ticks = ticks(ticked_in, settled) if len(settled) > 1 else None
    return Group(file, items, all_ticks, place.proofs.get(issue, "") if issue else "")


def _item(key: str, problem: Problem, place: Place, published: Published) -> Item:
    issue = issue_of(problem.file)
    shown = published.place_of(issue, problem.quote, problem.url) if issue and problem.quote else None
    url = (shown.url if shown else problem.url) or (f"/issues/{issue}/" if issue else "")
    there = bool(url) and (place.site / url.strip("/") / "index.html").is_file()
    return Item(
        problem,
        remedy_of(problem.code),
        shown,
        url if there else "",
        place.found.get(id(problem)),
        copies(problem, place.settings),
        key,
        page_of(problem),
    )


def _strips(site: Path, problems: Iterable[Problem], limits: PdfLimits) -> dict[int, Picture]:
    """For each problem on a page that has a picture, by its identity, the strip of it."""
    by_issue: dict[IssueId, list[Problem]] = defaultdict(list)
    for one in problems:
        issue = issue_of(one.file)
        if issue and page_of(one) and one.quote and picture_of(site, issue, page_of(one)):
            by_issue[issue].append(one)
    found: dict[int, Picture] = {}
    for issue, ones in by_issue.items():
        found.update(_of_issue(site, issue, ones, limits))
    return found


def _of_issue(site: Path, issue: IssueId, ones: list[Problem], limits: PdfLimits) -> Iterator[tuple[int, Picture]]:
    places = strips(site / f"issues/{issue}/{issue}.pdf", {_wanted(one) for one in ones}, limits)
    for one in ones:
        if strip := places.get(_wanted(one)):
            yield id(one), Picture(f"../{site.name}/{picture_of(site, issue, page_of(one))}", strip)


def _wanted(problem: Problem) -> Wanted:
    return Wanted(page_of(problem), problem.quote)


def page_of(problem: Problem) -> int:
    """The page of the PDF that a problem is about; 0 if that is not known."""
    return problem.line if problem.file.lower().endswith(".pdf") else problem.page


def picture_of(site: Path, issue: IssueId, page: int) -> str:
    """The largest picture of a page that the site has, `issues/2025-05/pages/7-large.webp`; empty if there is none."""
    paths = (f"issues/{issue}/pages/{name}" for name in reversed(names_of(page)))
    return next((path for path in paths if (site / path).is_file()), "")
