"""Coverage: what is not there, said as far as the archive itself shows it.

    archive ──▶ Coverage: holes, each with the page where a reader would miss it; the known numbers of each 代字 in each year

| hole | is shown by |
|---|---|
| earlier issues | the cumulative number of the first issue held |
| missing issue | `order.find_gaps` |
| issues between | the cumulative numbers of two neighbours, where the gaps do not make up all of their difference |
| contents line | a line of the contents that no document and no chronicle answers |
| attachment | `Document.unprinted` |
| picture | an attachment or a place in a text that is a picture of which there is no word, in an issue without pages to see |
| page | a page of a PDF without text |
| cited number, cited title | a document that others name and the archive does not hold |

It states no more: a number that is missing from a series may never have been given, or never have been published.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from gazette_site.characters import bare
from gazette_site.document_numbers import number_parts
from gazette_site.late import late
from gazette_site.linking.archive import (
    Archive,
    Coverage,
    Hole,
    HoleKind,
    LinkedDocument,
    LinkedIssue,
    NumberSeries,
    Url,
)
from gazette_site.model import Trust

_SHORTEST_TITLE = 4
_LAWS = late(
    r"(?:法|法典|条例|规定|办法|细则|规则|决定|决议|意见|通知|公告|通告|通报|公报|命令|批复|规划|纲要|方案|要点|计划|预案|标准|规范|规程|目录|措施|制度|准则|解释|函)"
    r"(?:[（(][^（）()]{1,24}[)）])*$"
)
"""How the title of a document or a norm ends; 《申请表》, 《承诺书》 and books are none."""


def coverage_of(archive: Archive) -> Coverage:
    """What is not there. The issues are those of the archive; what was withdrawn is no hole."""
    holes = (
        *_issues(archive),
        *(hole for linked in archive.issues for hole in _in_issue(linked)),
        *_cited(archive),
    )
    return Coverage(holes, _series(archive))


# -- issues


def _issues(archive: Archive) -> Iterator[Hole]:
    numbered = [one for one in archive.issues if one.issue.masthead.number is not None]
    if numbered:
        first = numbered[0]
        total = first.issue.masthead.cumulative
        before = (total if total is not None else _first_number(first)[1]) - 1
        if before > 0:
            yield Hole(HoleKind.EARLIER, first.issue.id, first.url, count=before)
    for gap in archive.gaps:
        yield Hole(HoleKind.ISSUE, None, Url(f"/years/{gap.year}/"), year=gap.year, number=gap.number)
    supplements = sorted(_supplements(archive))
    for earlier, later in pairwise(numbered):
        yield from _between(archive, earlier, later, supplements)


def _between(archive: Archive, earlier: LinkedIssue, later: LinkedIssue, supplements: Sequence[int]) -> Iterator[Hole]:
    """Issues that lie between two neighbours by their cumulative numbers and cannot be named."""
    low, high = max(earlier.issue.masthead.cumulatives, default=None), later.issue.masthead.cumulative
    first, last = _last_number(earlier), _first_number(later)
    known = sum(first < (gap.year, gap.number) < last for gap in archive.gaps)
    unproven = last[1] - 1 if last[0] > first[0] and not known else 0
    unknown = unproven
    if low is not None and high is not None:
        unknown = high - low - 1 - known - _taken(archive, earlier, later) - _within(supplements, low, high)
    if unknown > 0:
        yield Hole(HoleKind.BETWEEN, later.issue.id, later.url, count=unknown, words=earlier.issue.id)


def _taken(archive: Archive, earlier: LinkedIssue, later: LinkedIssue) -> int:
    """How many issues between two were withdrawn."""
    whole = {one.issue for url, one in archive.withdrawn.items() if url.startswith("/issues/") and url.count("/") == 3}
    return sum(earlier.issue.id < issue < later.issue.id for issue in whole)


def _supplements(archive: Archive) -> Iterator[int]:
    """The cumulative numbers that supplements bear."""
    extras = (one.issue.masthead for one in archive.issues if one.issue.masthead.number is None)
    return (total for masthead in extras for total in masthead.cumulatives)


def _within(numbers: Sequence[int], low: int, high: int) -> int:
    """How many of some numbers, which are in order, lie between two."""
    return max(bisect_left(numbers, high) - bisect_right(numbers, low), 0)


def _first_number(linked: LinkedIssue) -> tuple[int, int]:
    """Year and number, of several the first."""
    return linked.issue.masthead.year, linked.issue.masthead.number or 0


def _last_number(linked: LinkedIssue) -> tuple[int, int]:
    """Year and number, of several the last."""
    return linked.issue.masthead.year, max(linked.issue.masthead.numbers, default=0)


# -- one issue


def _in_issue(linked: LinkedIssue) -> Iterator[Hole]:
    yield from contents_without_item(linked)
    for document in linked.documents:
        yield from _attachments(document)
        if not linked.issue.pages:
            yield from _pictures(document)
    blind = [page.index for page in linked.issue.pages if page.trust is Trust.NONE]
    yield from (Hole(HoleKind.PAGE, linked.issue.id, Url(f"{linked.url}pages/"), number=page) for page in blind)


def contents_without_item(linked: LinkedIssue) -> Iterator[Hole]:
    """Lines of the contents without item, each as often as it is printed more often than answered."""
    issue = linked.issue
    answered = Counter(bare(one.document.contents_title or "") for one in linked.documents)
    if issue.chronicle:
        answered[bare(issue.chronicle.contents_title or "")] += 1
    for line in issue.contents:
        if answered[bare(line.title)] > 0:
            answered[bare(line.title)] -= 1
        else:
            yield Hole(HoleKind.CONTENTS, issue.id, linked.url, words=line.title, number=line.page or 0)


def _attachments(linked: LinkedDocument) -> Iterator[Hole]:
    for one in linked.document.unprinted:
        yield Hole(HoleKind.ATTACHMENT, linked.issue, linked.url, words=one.title, number=one.number)


def _pictures(linked: LinkedDocument) -> Iterator[Hole]:
    """Pictures without a word and without a page to see."""
    places = linked.document.unseen
    for place in places:
        if 0 <= place.attachment < len(linked.attachments):
            attached = linked.attachments[place.attachment]
            yield Hole(HoleKind.PICTURE, linked.issue, attached.url, words=attached.attachment.name)
    if blank := sum(place.attachment < 0 for place in places):
        yield Hole(HoleKind.PICTURE, linked.issue, linked.url, words=linked.document.title.value, count=blank)


# -- what others name


def _cited(archive: Archive) -> Iterator[Hole]:
    for work in archive.references.works:
        if work.document is None:
            naming = dict.fromkeys(one.source.url for one in archive.references.incoming.get(work.url, ()))
            yield Hole(HoleKind.NUMBER, None, work.url, words=work.number, title=work.title, where=tuple(naming))
    yield from _titles(archive)


def _titles(archive: Archive) -> Iterator[Hole]:
    """Documents named by title only, most often named first."""
    documents = [one for linked in archive.issues for one in linked.documents]
    held = {bare(words) for one in documents for words in (one.document.title.value, one.document.instrument or "")}
    held |= {bare(work.title) for work in archive.references.works if work.title}
    naming: dict[str, list[LinkedDocument]] = defaultdict(list)
    words: dict[str, str] = {}
    for one in documents:
        for title in _quoted(one):
            if bare(title) not in held:
                words.setdefault(bare(title), title)
                naming[bare(title)].append(one)
    for key in sorted(naming, key=lambda key: (-len(naming[key]), key)):
        where = tuple(dict.fromkeys(one.url for one in naming[key]))
        yield Hole(HoleKind.TITLE, None, where[0], words=words[key], where=where)


def _quoted(one: LinkedDocument) -> Iterable[str]:
    """The titles that a document names without a number, those of norms and official documents."""
    titles = dict.fromkeys(
        (*(q.title for q in one.document.quotations), *(r.title for r in one.document.repeals if not r.number))
    )
    attached = {bare(a.attachment.printed_title) for a in one.attachments}
    unprinted = {bare(u.title) for u in one.document.unprinted}
    return (
        title
        for title in titles
        if len(bare(title)) >= _SHORTEST_TITLE and _LAWS.search(title) and bare(title) not in attached | unprinted
    )


# -- series of numbers


def _series(archive: Archive) -> tuple[NumberSeries, ...]:
    """The known numbers of each 代字 and year, the code with the most documents first, newest year first."""
    known: dict[tuple[str, int], dict[int, Url]] = defaultdict(dict)
    for linked in archive.issues:
        for one in linked.documents:
            parts = number_parts(one.document.normal_number)
            if parts and parts.year:
                known[parts.code, parts.year].setdefault(parts.n, one.url)
    sizes = Counter[str]()
    for (code, _), numbers in known.items():
        sizes[code] += len(numbers)
    order = sorted(known, key=lambda one: (-sizes[one[0]], one[0], -one[1]))
    return tuple(
        NumberSeries(code, year, tuple(sorted(known[code, year].items())), _missing(known[code, year]))
        for code, year in order
    )


def _missing(known: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """The runs between the known numbers, from 1 on."""
    return tuple((a + 1, b - 1) for a, b in pairwise((0, *sorted(known))) if b - a > 1)
