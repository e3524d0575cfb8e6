"""Printed corrections (更正, 勘误): which document an erratum is about, from both ends.

    errata of documents ──▶ `CorrectionLink`s by the page that is corrected and by the page that corrects

It is looked for by number, then by title, then by issue and page, as far as these are named; what is said of more than one document, or of
none, stays with its issue, if one is named, and is told to the clerk. Titles, numbers and pages are enough: no text is read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from gazette_site.characters import bare
from gazette_site.linking.archive import CorrectionLink, LinkedDocument, LinkedIssue, Url
from gazette_site.model import Erratum
from gazette_site.problems import Problem, Record, warning


@dataclass(frozen=True, slots=True)
class Errata:
    """All printed corrections."""

    of: Mapping[Url, tuple[CorrectionLink, ...]]
    """By the page of the document, or of the issue, that is corrected."""
    by: Mapping[Url, tuple[CorrectionLink, ...]]
    """By the page of the document that corrects."""
    problems: tuple[Problem, ...]


def errata_of(issues: Sequence[LinkedIssue]) -> Errata:
    """The corrections printed in the issues (oldest first)."""
    of: dict[Url, list[CorrectionLink]] = defaultdict(list)
    by: dict[Url, list[CorrectionLink]] = defaultdict(list)
    problems: list[Problem] = []
    register = _Register(issues)
    for place, linked in enumerate(issues):
        for source in linked.documents:
            for erratum in source.document.errata:
                link = register.link(erratum, source, place)
                if link is None:
                    problems.append(_lost(linked, source, erratum))
                    continue
                of[link.target].append(link)
                by[source.url].append(link)
    return Errata(_frozen(of), _frozen(by), tuple(problems))


def _frozen(links: Mapping[Url, list[CorrectionLink]]) -> dict[Url, tuple[CorrectionLink, ...]]:
    return {url: tuple(found) for url, found in links.items()}


def _lost(linked: LinkedIssue, source: LinkedDocument, erratum: Erratum) -> Problem:
    what = erratum.title or erratum.number or erratum.wrong or source.document.title.value
    message = f"更正所说的原件（{what}）在本站各期里找不到，没有与原件互相链接；原件未收录的不必理会"
    line, quote = source.document.title.line, erratum.sentence
    problem = warning(linked.issue.file, message, line, quote, "correction-target")
    return replace(problem, record=Record("document", source.document.position), url=source.url)


class _Register:
    """Finds what an erratum is about."""

    def __init__(self, issues: Sequence[LinkedIssue]) -> None:
        self._issues = issues
        self._numbers: dict[str, list[LinkedDocument]] = defaultdict(list)
        self._titles: dict[str, list[LinkedDocument]] = defaultdict(list)
        for linked in issues:
            for one in linked.documents:
                if number := one.document.normal_number:
                    self._numbers[number].append(one)
                for title in {bare(one.document.title.value), bare(one.document.instrument or "")} - {""}:
                    self._titles[title].append(one)

    def link(self, erratum: Erratum, source: LinkedDocument, place: int) -> CorrectionLink | None:
        """The link of an erratum; `place` is that of its issue."""
        issue = self._issue(erratum, place)
        found = self._document(erratum, source, issue)
        if found is not None:
            return CorrectionLink(source, erratum, found.url, found.document.title.value, found.issue)
        if issue is not None and issue.issue.id != source.issue:
            return CorrectionLink(source, erratum, issue.url, "", issue.issue.id)
        return None

    def _issue(self, erratum: Erratum, place: int) -> LinkedIssue | None:
        if erratum.issue == -1:
            return self._issues[place - 1] if place else None
        for linked in self._issues:
            masthead = linked.issue.masthead
            by_number = erratum.year == masthead.year and erratum.issue in masthead.numbers
            if by_number or erratum.total in masthead.cumulatives:
                return linked
        return None

    def _document(self, erratum: Erratum, source: LinkedDocument, issue: LinkedIssue | None) -> LinkedDocument | None:
        for candidates in (self._numbers.get(erratum.number or "", ()), self._titled(erratum.title, issue)):
            if found := _one(candidates, source, issue):
                return found
        if issue is not None and erratum.page and not erratum.title and not erratum.number:
            return _on_page(issue, erratum.page, source)
        return None

    def _titled(self, title: str, issue: LinkedIssue | None) -> Iterable[LinkedDocument]:
        """Those whose title or carried title it is; of a named issue also those whose title holds it."""
        name = bare(title)
        if not name:
            return ()
        exact = self._titles.get(name, [])
        if exact or issue is None:
            return exact
        return [one for one in issue.documents if name in bare(one.document.title.value)]


def _one(
    candidates: Iterable[LinkedDocument], source: LinkedDocument, issue: LinkedIssue | None
) -> LinkedDocument | None:
    """The only candidate that is not the source; of several the only one of the named issue."""
    others = [one for one in candidates if one.url != source.url]
    if issue is not None and len(others) > 1:
        others = [one for one in others if one.issue == issue.issue.id]
    return others[0] if len(others) == 1 else None


def _on_page(issue: LinkedIssue, page: int, source: LinkedDocument) -> LinkedDocument | None:
    """The document that a page of an issue shows: the last that begins before it. Where one begins on the page, it may be either: none."""
    paged = [(one.document.page, one) for one in issue.documents if one.document.page is not None]
    chronicle = issue.issue.chronicle
    if chronicle and chronicle.page is not None and page >= chronicle.page:
        return None
    before = [one for first, one in paged if first < page]
    begins = [one for first, one in paged if first == page]
    shown = begins if begins and not before else before[-1:] if not begins else []
    return shown[0] if len(shown) == 1 and shown[0].url != source.url else None
