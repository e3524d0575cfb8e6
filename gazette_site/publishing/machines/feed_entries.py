"""What the feeds are made of: which feeds there are, and each record of the archive as an entry."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from gazette_site.linking.archive import Archive, LinkedDocument, LinkedEntry, LinkedIssue, Url
from gazette_site.linking.corrected import CorrectedPlace, corrected_places, correction_anchor
from gazette_site.linking.standing import Standing
from gazette_site.model import IsoDate
from gazette_site.publishing.data.faces import Faces
from gazette_site.publishing.phrases import chinese_date, excerpt, in_a_row, issue_name, listed, place_in_print
from gazette_site.publishing.standing_words import standing_sentence
from gazette_site.publishing.wording import say

CORRECTIONS = "/corrections/"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry of a feed."""

    identity: str
    """Address that is the entry's own for good: `/documents/lanfufa-2025-13/`."""
    url: str
    """Address it leads to."""
    title: str
    summary: str
    published: IsoDate | None
    """出版日期 of the issue."""
    dated: IsoDate | None
    """成文日期, or the day of the event."""
    year: int
    """Of the issue."""
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()


class News(NamedTuple):
    """Something that feeds tell of."""

    face: bytes
    """A digest of all that its entry is made from."""
    identity: str
    """Of its entry."""
    entry: Callable[[], FeedEntry]
    """Makes it."""


@dataclass(frozen=True, slots=True)
class Source:
    """What one feed is about."""

    title: str
    """`市政府文件`; empty for everything."""
    folder: str
    """Address of the folder in which it lies, `/kinds/tongzhi/`."""
    page: str
    """Address of the page that shows the same."""
    news: tuple[News, ...]
    """Newest first."""

    @property
    def entries(self) -> tuple[FeedEntry, ...]:
        """All of it as entries."""
        return tuple(one.entry() for one in self.news)


def sources(archive: Archive, faces: Faces) -> Iterator[Source]:
    """All feeds of an archive, those without entries too: who subscribes early is told of the first."""
    documents: dict[Url, News] = {}
    printed, events, everything = [], [], []
    for issue in reversed(archive.issues):
        for document in issue.documents:
            entry = partial(_document, document, issue, archive.standing[document.url])
            documents[document.url] = News(faces.of(document), document.url, entry)
        of_the_issue = [documents[one.url] for one in issue.documents]
        chronicle = [News(faces.of(one), one.url, partial(_entry, one, issue)) for one in reversed(issue.entries)]
        printed += of_the_issue
        events += chronicle
        everything += [*of_the_issue, *chronicle]
    yield Source("", "/", "/", tuple(everything))
    yield Source(say("names.documents"), "/documents/", "/documents/", tuple(printed))
    if archive.months:
        yield Source(say("names.chronicle"), "/chronicle/", "/chronicle/", tuple(events))
    for one in (*archive.sections, *archive.kinds, *archive.issuers, *archive.topics):
        yield Source(one.name, one.url, one.url, tuple(documents[document.url] for document in one.documents))
    yield Source(say("names.corrections"), CORRECTIONS, CORRECTIONS, tuple(_corrections(archive)))


def _corrections(archive: Archive) -> Iterator[News]:
    for issue in reversed(archive.issues):
        for place in reversed(corrected_places(issue)):
            entry = _correction(place, issue)
            yield News(repr(entry).encode("utf-8", "surrogatepass"), entry.identity, partial(_same, entry))


def _same(entry: FeedEntry) -> FeedEntry:
    return entry


def _document(linked: LinkedDocument, issue: LinkedIssue, standing: Standing) -> FeedEntry:
    document, masthead = linked.document, issue.issue.masthead
    number = document.normal_number
    facts = [
        number,
        listed(document.issuers),
        chinese_date(document.date) if document.date else "",
        say("feeds.printed_in", issue=issue_name(masthead), page=place_in_print(document.page)),
        standing_sentence(standing),
    ]
    return FeedEntry(
        identity=linked.url,
        url=linked.url,
        title=document.title.value,
        summary=f"{in_a_row(facts)}{say('marks.stop')}{excerpt(linked.outline.opening, 80)}",
        published=masthead.published,
        dated=document.date,
        year=masthead.year,
        authors=document.issuers,
        categories=tuple(term for term in (document.section, document.kind) if term),
    )


def _entry(linked: LinkedEntry, issue: LinkedIssue) -> FeedEntry:
    entry, masthead = linked.entry, issue.issue.masthead
    text = "\n".join(paragraph.value for paragraph in entry.paragraphs)
    return FeedEntry(
        identity=linked.url,
        url=linked.url,
        title=excerpt(text.partition("\n")[0], 60) or entry.printed_date or say("names.chronicle"),
        summary=text,
        published=masthead.published,
        dated=entry.date,
        year=masthead.year,
        categories=(say("names.chronicle"),),
    )


def _correction(place: CorrectedPlace, issue: LinkedIssue) -> FeedEntry:
    masthead, correction = issue.issue.masthead, place.correction
    reason = correction.reason.rstrip("。")
    words = say("feeds.change", before=correction.find, after=correction.replace, reason=reason)
    anchor = f"#{place.anchor}" if place.anchor else ""
    return FeedEntry(
        identity=f"{CORRECTIONS}#{correction_anchor(place)}",
        url=place.url + anchor,
        title=say("feeds.correction", title=place.title or issue_name(masthead)),
        summary=words,
        published=masthead.published,
        dated=None,
        year=masthead.year,
        categories=(say("names.corrections"),),
    )
