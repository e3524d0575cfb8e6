"""What all pages share: the archive with its look-up tables, the frame of a page, and how a page becomes a file.

The frame names only what stands still, `/years/` and not the newest year: an issue that is added changes its own pages
and those that name it, and no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from jinja2 import Environment
from markupsafe import Markup, escape

from gazette_site.linking.archive import Archive, LinkedDocument, LinkedIssue, Month, Url
from gazette_site.model import IssueId
from gazette_site.publishing.data.faces import Faces
from gazette_site.publishing.folder.drawn import DrawnFile
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.images.facsimile import Facsimile
from gazette_site.publishing.machines.metadata import site_tags
from gazette_site.publishing.machines.sitemap import OPENSEARCH, is_unlisted
from gazette_site.publishing.pages.frame import addresses
from gazette_site.publishing.pages.frame.addresses import WEB, Linker, absolute, path_of
from gazette_site.publishing.pages.frame.environment import environment
from gazette_site.publishing.pages.frame.head import Head, Link
from gazette_site.publishing.pages.frame.head_metadata import head_metadata
from gazette_site.publishing.pages.frame.report import report_link
from gazette_site.publishing.phrases import chinese_month, file_size, full_issue_name, issue_name
from gazette_site.publishing.standing_words import Badge, badge_of
from gazette_site.publishing.wording import say

if TYPE_CHECKING:
    from gazette_site.config import SiteConfig


_LONGEST_TAB = 70
"""Characters; search engines show fewer still."""


class Told(NamedTuple):
    """All that a page is drawn from beside the frame of the site."""

    template: str
    head: Head
    shown: object
    """Its view, or what that is made from."""
    transcript: Url | None
    """Of the issue that it is from."""
    digest: str
    """Of the issue that it is from, for the link that tells of a mistake."""
    unlisted: bool
    """Whether search engines are asked to leave it out."""


class Moved(NamedTuple):
    """What was here once."""

    anchor: str
    """Its old place on the page; empty for the page itself."""
    url: Url
    """Where it is now."""


class Turn(NamedTuple):
    """The way to the one before or after."""

    label: str
    words: str
    url: Url | None
    page: int | None = None


@dataclass(frozen=True)
class Site:
    """Archive and configuration with what every page needs of them."""

    archive: Archive
    faces: Faces
    """By which pages of lists are known."""
    config: SiteConfig
    menu: tuple[Link, ...]
    ways: tuple[Link, ...]
    """The ways to find something without searching."""
    sections: Mapping[str, Url]
    issuers: Mapping[str, Url]
    months: Mapping[Url, Month]
    """The month of a chronicle entry, by the address of the entry."""
    frames: dict[tuple[str, str], tuple[Markup, Markup]]
    """Header and footer by depth and current word; filled as pages are made."""
    digests: Mapping[IssueId, str] = field(default_factory=dict)
    """SHA-256 of the published transcripts."""
    cards: bool = False
    """Whether there are title cards."""
    facsimiles: Mapping[IssueId, Facsimile] = field(default_factory=dict)
    """The PDFs of the issues with the pictures of their pages."""
    linker: Linker = WEB
    moved: Mapping[str, tuple[Moved, ...]] = field(default_factory=dict)
    """What is no longer on each page, by the page."""
    tags: tuple[tuple[str, str], ...] = ()
    """Meta names of the whole site."""
    sizes: Mapping[str, int] = field(default_factory=dict)
    """Bytes of the large files that lie there already, by their paths: said beside the links to them."""
    badges: dict[Url, Badge | None] = field(default_factory=dict)
    """Filled as lists are made: a document stands in half a dozen of them."""

    def seeing(self, archive: Archive) -> Site:
        """The same site as a page sees it that knows no more than this part of the archive."""
        return replace(self, archive=archive, badges={}, faces=Faces(archive), **_tables(archive))

    @property
    def templates(self) -> Environment:
        """The templates of the language that is spoken."""
        return environment()

    @property
    def newest(self) -> LinkedIssue:
        """The newest issue."""
        return self.archive.issues[-1]

    def issue_of(self, document: LinkedDocument) -> LinkedIssue:
        """The issue a document was printed in."""
        return self.archive.by_id[document.issue]

    def issue_name(self, issue: IssueId) -> str:
        """`2025年第3期`."""
        return issue_name(self.archive.by_id[issue].issue.masthead)

    def badge(self, url: Url | None) -> Badge | None:
        """The standing of the text at an address, as every list shows it."""
        if not url:
            return None
        if url not in self.badges:
            self.badges[url] = badge_of(self.archive.standing.get(url))
        return self.badges[url]

    def sized(self, words: str, url: Url) -> Link:
        """The link to a file with how large it is, if it lies there already: `dates.csv（13.1 MB）`."""
        size = self.sizes.get(path_of(url))
        return Link(words + say("marks.in_brackets", words=file_size(size)) if size else words, url)

    def page(self, template: str, head: Head, view: object) -> OutputFile:
        """One finished page."""
        return self.listing(template, head, view, lambda: view)

    def listing(self, template: str, head: Head, shown: object, view: Callable[[], object]) -> OutputFile:
        """The same of a page whose view is made when it is drawn: `shown` is all that it is made from, the faces of what it lists."""
        transcript = self._uncorrected(head.issue) if head.issue else None
        told = Told(template, head, shown, transcript, self._digest(head), is_unlisted(self.archive, head.here))
        return DrawnFile(path_of(head.here), told, lambda: self._drawn(told, view()))

    def _drawn(self, told: Told, view: object) -> bytes:
        template, head, _, transcript, digest, unlisted = told
        link = self.links_on(head.here)
        header, footer = self._frame(head)
        canonical = self._canonical(head.here)
        html = self.templates.get_template(template).render(
            head=head, view=view, link=link, tab=_tab(head.title, self.config.name), name=self.config.name, header=header, footer=footer,
            canonical=canonical, search=addresses.SEARCH, home=addresses.HOME, assets=addresses.ASSETS,
            meta=head_metadata(head, self.config, self.tags, canonical),
            report=report_link(self.config.report, head.title, canonical or head.here, head.issue, digest) if digest and head.issue else "",
            qr=bool(canonical and head.citation), moved=self.moved.get(head.here, ()),
            transcript=transcript,
            opensearch=OPENSEARCH if self.config.base_url else None, unlisted=unlisted, offline=self.config.offline,
        )  # fmt: skip
        return _each_id_once(html, self.moved.get(head.here, ())).encode()

    def links_on(self, here: Url) -> Callable[[Url], str]:
        """What makes the links of the page `here`, from an address to its `href`."""
        if here == addresses.NOT_FOUND:
            return partial(self.linker.href_from_root, base_url=self.config.base_url)
        return self.linker.links_on(here)

    def _frame(self, head: Head) -> tuple[Markup, Markup]:
        """Header and footer: made once for all pages of one depth, since every link leaves through the root."""
        # No page of the site: on a page that the frame links to, a place would be linked to without its page.
        depth = head.here.count("/") - 1
        link = self.links_on(head.here if head.here == addresses.NOT_FOUND else Url("/" + "-/" * depth))
        key = (link(addresses.HOME), head.current)
        if key not in self.frames:
            values = {"head": head, "link": link, "name": self.config.name, "menu": self.menu, "home": addresses.HOME}
            header = self.templates.get_template("header.html").render(search=addresses.SEARCH, **values)
            ways = (*self.ways, Link(say("names.search"), addresses.SEARCH))
            footer = self.templates.get_template("footer.html").render(
                organiser=self.config.organiser,
                finders=ways,
                about=addresses.ABOUT,
                accessibility=addresses.ACCESSIBILITY,
                data=addresses.DATA,
                corrections=addresses.CORRECTIONS,
                **values,
            )
            self.frames[key] = (Markup(header), Markup(footer))
        return self.frames[key]

    def _canonical(self, here: Url) -> str:
        known = self.config.base_url and here != addresses.NOT_FOUND
        return absolute(here, self.config.base_url) if known and self.config.base_url else ""

    def transcript(self, issue: IssueId) -> Url | None:
        """The file that an issue was read from, as it was before corrections, where it is published."""
        linked = self.archive.by_id[issue]
        suffix = linked.issue.file.rpartition(".")[2].lower()
        return Url(f"{linked.url}transcript.{suffix}") if issue in self.digests else None

    def _uncorrected(self, issue: IssueId) -> Url | None:
        """The transcript where it is published as it was, before corrections: not where words had to go."""
        return None if self.archive.by_id[issue].issue.privacy.changes_text else self.transcript(issue)

    def full(self, url: Url) -> str:
        """The full address on the web, or empty where the site does not know its own."""
        return absolute(url, self.config.base_url) if self.config.base_url else ""

    def _digest(self, head: Head) -> str:
        """That of the issue that a page is from, for the link that tells of a mistake; else empty."""
        return self.archive.by_id[head.issue].issue.digest if head.issue and head.source else ""


EMPTY = Archive((), (), (), (), (), (), (), (), (), (), {})
"""No archive: what a site sees that is a frame alone."""


def _each_id_once(html: str, moved: Iterable[Moved]) -> str:
    """A page on which a place is found again that had moved: the place has its id, what is said of the move has none."""
    for anchor in {one.anchor for one in moved if one.anchor}:
        if html.count(f' id="{anchor}"') > 1:
            said = escape(say("moved.place", anchor=anchor))
            html = html.replace(f'<li id="{anchor}">{said}', f"<li>{said}")
    return html


def _tab(title: str, name: str) -> str:
    """What the tab of the browser and a list of search results show: the title and where it is from, as far as both fit."""
    whole = title if title == name else f"{title} — {name}"
    if len(whole) <= _LONGEST_TAB:
        return whole
    return title if len(title) <= _LONGEST_TAB else title[: _LONGEST_TAB - 1] + say("marks.cut_short")


def site_of(
    archive: Archive,
    config: SiteConfig,
    digests: Mapping[IssueId, str] | None = None,
    cards: bool = False,
    facsimiles: Mapping[IssueId, Facsimile] | None = None,
    linker: Linker = WEB,
) -> Site:
    """Archive and configuration with the look-up tables made; with the digests of the transcripts that are published."""
    return Site(
        archive=archive,
        faces=Faces(archive),
        config=config,
        menu=_menu(archive),
        ways=finders(archive),
        **_tables(archive),
        frames={},
        digests=digests or {},
        cards=cards,
        facsimiles=facsimiles or {},
        linker=linker,
        moved=_moved(config),
        tags=site_tags(config, urlsplit(config.base_url).netloc if config.base_url else ""),
    )


def _tables(archive: Archive) -> dict[str, Any]:
    """The look-up tables."""
    return {
        "sections": {listing.name: listing.url for listing in archive.sections},
        "issuers": {listing.name: listing.url for listing in archive.issuers},
        "months": {entry.url: month for month in archive.months for entry in month.entries},
    }


def _moved(config: SiteConfig) -> Mapping[str, tuple[Moved, ...]]:
    pages: dict[str, tuple[Moved, ...]] = {}
    for source, target in config.redirects.items():
        page, _, anchor = source.partition("#")
        pages[page] = (*pages.get(page, ()), Moved(anchor, Url(target)))
    return pages


def holdings(archive: Archive) -> str:
    """What is there, in one sentence: `2009年第1期至2025年第3期（总第154期），共150期，缺4期`."""
    if not archive.issues:
        return say("holdings.none")
    first, last = archive.issues[0].issue.masthead, archive.issues[-1].issue.masthead
    if len(archive.issues) == 1:
        return full_issue_name(last)
    start, end, count, gaps = issue_name(first), full_issue_name(last), len(archive.issues), len(archive.gaps)
    if gaps:
        return say("holdings.several_with_gaps", first=start, last=end, count=count, gaps=gaps)
    return say("holdings.several", first=start, last=end, count=count)


def month_name(month: Month) -> str:
    """`2025年3月大事记`."""
    return say("names.chronicle_of", month=chinese_month(month.id))


def _menu(archive: Archive) -> tuple[Link, ...]:
    return (
        *((Link(say("menu.years"), addresses.YEARS),) if archive.years else ()),
        Link(say("menu.documents"), addresses.DOCUMENTS),
        *((Link(say("menu.appointments"), addresses.REGISTER),) if archive.register else ()),
        *((Link(say("menu.chronicle"), addresses.CHRONICLE),) if archive.months else ()),
        Link(say("menu.about"), addresses.ABOUT),
    )


def finders(archive: Archive) -> tuple[Link, ...]:
    """The ways to find something without searching, those that this archive has."""
    return (
        *((Link(say("footer.by_year"), addresses.YEARS),) if archive.years else ()),
        *((Link(say("footer.by_section"), addresses.at(addresses.DOCUMENTS, "sections")),) if archive.sections else ()),
        *((Link(say("footer.by_issuer"), addresses.at(addresses.DOCUMENTS, "issuers")),) if archive.issuers else ()),
        *((Link(say("footer.by_kind"), addresses.at(addresses.DOCUMENTS, "kinds")),) if archive.kinds else ()),
        *((Link(say("names.standing"), addresses.STANDING),) if archive.issues else ()),
        *((Link(say("dates_page.title"), addresses.DATES),) if archive.has_dates else ()),
        *((Link(say("names.duties"), addresses.DUTIES),) if archive.duties else ()),
        *((Link(say("names.appointments"), addresses.REGISTER),) if archive.register else ()),
        *((Link(say("names.chronicle"), addresses.CHRONICLE),) if archive.months else ()),
    )
