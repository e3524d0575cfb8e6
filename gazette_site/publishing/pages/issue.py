"""The page of an issue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple
from unicodedata import normalize

from markupsafe import Markup

from gazette_site.linking.archive import Gap, LinkedDocument, LinkedIssue, Listing, Outline, Url
from gazette_site.linking.coverage import contents_without_item
from gazette_site.model import AppointmentAction, Document, Misprint
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.machines.metadata import issue_facts
from gazette_site.publishing.pages.chronicle import entry_pages
from gazette_site.publishing.pages.document import document_pages
from gazette_site.publishing.pages.facsimile import facsimile_page
from gazette_site.publishing.pages.frame.addresses import data_of
from gazette_site.publishing.pages.frame.head import Head, Link
from gazette_site.publishing.pages.frame.site import Site, Turn
from gazette_site.publishing.pages.listing import months_of, neighbours
from gazette_site.publishing.pages.pictures.cover import Cover, cover_of
from gazette_site.publishing.pages.print_beside import IssueFacsimile, issue_facsimile
from gazette_site.publishing.pages.text.errata import erratum_banners
from gazette_site.publishing.pages.text.force import Banner
from gazette_site.publishing.pages.text.notes import Change, changes_elsewhere
from gazette_site.publishing.phrases import (
    chinese_date,
    cumulative_name,
    full_issue_name,
    in_a_row,
    issue_name,
    listed,
    missing_issues,
    number_name,
    phrased,
    year_name,
)
from gazette_site.publishing.standing_words import Badge
from gazette_site.publishing.wording import Key, say


class ContentsEntry(NamedTuple):
    """A line of the contents."""

    title: Markup
    """With the places where its phrases end."""
    url: Url
    number: str
    page: int | None
    badge: Badge | None
    """Its standing."""
    gist: str
    """What the document holds, counted; or empty."""


class ContentsSection(NamedTuple):
    """A section of the contents."""

    name: str
    """Empty for documents that the contents put under no section."""
    entries: tuple[ContentsEntry, ...]


class Transcript(NamedTuple):
    """The file that the issue was read from, as it was before corrections."""

    url: Url
    shown: bool
    """Whether not all of it may be shown: then it is corrected, masked and cut."""


@dataclass(frozen=True, slots=True)
class IssueView:
    """What the page of an issue shows."""

    name: str
    whole: str
    """`总第186期`, or empty."""
    published: str
    organiser: str
    content: str
    """`文件7件，任免1件，大事记20条`."""
    cover: Cover
    sections: tuple[ContentsSection, ...]
    misprint: str
    """What of the number is printed wrong and why that is known; or empty."""
    banners: tuple[Banner, ...]
    """What later issues correct in it, as far as they do not say in which document."""
    notes: tuple[str, ...]
    absent: tuple[str, ...]
    """Titles of the contents that the issue does not print."""
    changes: tuple[Change, ...]
    data: Url
    transcript: Transcript | None
    source: str
    """Where the printed issue can be had, or empty."""
    before: Turn
    after: Turn
    facsimile: IssueFacsimile | None
    """The print, page by page."""


def issue_pages(site: Site, linked: LinkedIssue) -> Iterator[OutputFile]:
    """The pages of a whole issue, of its facsimile, its documents and its chronicle entries."""
    yield _issue_page(site, linked)
    yield from facsimile_page(site, linked)
    yield from document_pages(site, linked)
    yield from entry_pages(site, linked)


def contents_of(site: Site, linked: LinkedIssue) -> tuple[ContentsSection, ...]:
    """The contents in printed order, the chronicle last."""
    sections = [
        ContentsSection(name or "", tuple(_entry(site, one) for one in group))
        for name, group in groupby(linked.documents, key=lambda one: one.document.section)
    ]
    chronicle = _chronicle(site, linked)
    return (*sections, chronicle) if chronicle else tuple(sections)


def content_words(linked: LinkedIssue) -> tuple[str, ...]:
    """How much an issue holds: `文件7件`, `任免1件`, `大事记20条`."""
    appointing = sum(1 for one in linked.documents if one.document.appointments)
    counts = {
        Key("counts.documents_in_issue"): len(linked.documents) - appointing,
        Key("counts.appointments_in_issue"): appointing,
        Key("counts.entries_in_issue"): len(linked.entries),
    }
    return tuple(say(key, count=count) for key, count in counts.items() if count)


def _issue_page(site: Site, linked: LinkedIssue) -> OutputFile:
    issue, masthead = linked.issue, linked.issue.masthead
    before, after = neighbours(site, issue.id)
    view = IssueView(
        name=issue_name(masthead),
        whole=cumulative_name(masthead),
        published=chinese_date(masthead.published) if masthead.published else "",
        organiser=masthead.organiser or "",
        content=in_a_row(content_words(linked)),
        cover=cover_of(linked, site.config.name),
        sections=contents_of(site, linked),
        misprint=_misprint(issue.misprint) if issue.misprint else "",
        banners=erratum_banners(site, linked.url),
        notes=issue.notes,
        absent=tuple(hole.words for hole in contents_without_item(linked)),
        changes=changes_elsewhere(issue),
        data=data_of(issue.id),
        transcript=_transcript(site, linked),
        source=issue.source_url or "",
        before=_turn(say("issue.before"), before, _gaps(site, before, linked)),
        after=_turn(say("issue.after"), after, _gaps(site, linked, after)),
        facsimile=issue_facsimile(site, linked),
    )
    return site.page("issue.html", _head(site, linked), view)


def _misprint(one: Misprint) -> str:
    reason = one.reason if one.reason.endswith(say("marks.stop")) else one.reason + say("marks.stop")
    if not one.printed:
        return say("issue.misprint_total", reason=reason)
    return say("issue.misprint_printed", printed=listed(one.printed), reason=reason)


def _transcript(site: Site, linked: LinkedIssue) -> Transcript | None:
    url = site.transcript(linked.issue.id)
    shown = linked.issue.privacy.changes_text
    return Transcript(url, shown) if url else None


def _head(site: Site, linked: LinkedIssue) -> Head:
    masthead = linked.issue.masthead
    year = next((one for one in site.archive.years if one.year == masthead.year), None)
    return Head(
        title=full_issue_name(masthead),
        here=linked.url,
        description=say(
            "issue.description",
            name=site.config.name,
            issue=issue_name(masthead),
            content=listed(content_words(linked)),
        ),
        current=say("menu.years"),
        crumbs=(_year_link(masthead.year, year), Link(number_name(masthead))),
        source=full_issue_name(masthead),
        issue=linked.issue.id,
        published=masthead.published,
        facts=issue_facts(masthead, site.config.name, site.full(linked.url)),
    )


def _year_link(year: int, listing: Listing | None) -> Link:
    return Link(year_name(year), listing.url if listing else None)


def _entry(site: Site, linked: LinkedDocument) -> ContentsEntry:
    document = linked.document
    number, badge = document.normal_number, site.badge(linked.url)
    return ContentsEntry(phrased(document.title.value), linked.url, number, document.page, badge, _gist(linked))


def _gist(linked: LinkedDocument) -> str:
    """What can be counted: `六章二十五条` and the like; and the title of the contents where it differs."""
    document = linked.document
    parts = [_structure(linked.outline), _appointed(document)]
    if document.attachments:
        parts.append(say("counts.attachments", count=len(document.attachments)))
    counted = in_a_row(parts)
    counted += say("marks.stop") if counted else ""
    printed = document.contents_title
    if printed and _bare(printed) != _bare(document.title.value):
        return counted + say("issue.contents_title", title=printed)
    return counted


def _structure(outline: Outline) -> str:
    counted = say("counts.chapters", count=outline.chapters) if outline.chapters else ""
    return counted + (say("counts.articles", count=outline.articles) if outline.articles else "")


def _appointed(document: Document) -> str:
    counts = Counter(one.action for one in document.appointments)
    words = {
        AppointmentAction.APPOINTED: Key("counts.appointed"),
        AppointmentAction.REMOVED: Key("counts.removed"),
    }
    return in_a_row(say(key, count=counts[action]) for action, key in words.items() if counts[action])


def _bare(title: str) -> str:
    """A title as it is compared: widths and blanks do not count."""
    return "".join(normalize("NFKC", title).split())


def _chronicle(site: Site, linked: LinkedIssue) -> ContentsSection | None:
    months = months_of(site, linked)
    if not months:
        return None
    chronicle = linked.issue.chronicle
    page = chronicle.page if chronicle else None
    name = (chronicle.section if chronicle else None) or say("names.chronicle")
    gist = say("counts.all_entries_stop", count=len(linked.entries))
    entries = [ContentsEntry(phrased(one.words), one.url, "", page, None, gist) for one in months if one.url]
    return ContentsSection(
        name, tuple(one if not place else one._replace(gist="") for place, one in enumerate(entries))
    )


def _gaps(site: Site, one: LinkedIssue | None, other: LinkedIssue | None) -> list[Gap]:
    """The missing numbers between two issues that follow each other in the archive."""
    if one is None or other is None:
        return []
    first, last = one.issue.masthead, other.issue.masthead
    before, after = first.numbers or first.extra_to, last.numbers or last.extra_to
    if not before or not after:
        return []
    low, high = (first.year, before[-1]), (last.year, after[0])
    return [gap for gap in site.archive.gaps if low < (gap.year, gap.number) < high]


def _turn(label: str, linked: LinkedIssue | None, gaps: list[Gap]) -> Turn:
    if linked is None:
        return Turn(label, say("issue.not_held"), None)
    words = say("issue.turn_with_gap", label=label, issues=missing_issues(gaps)) if gaps else label
    return Turn(words, full_issue_name(linked.issue.masthead), linked.url)
