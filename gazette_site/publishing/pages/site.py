"""What all pages share: the archive with its look-up tables, the frame of a page, and how a page becomes a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from jinja2 import Environment
from markupsafe import Markup

from gazette_site.linking.archive import Archive, LinkedDocument, LinkedIssue, Listing, Month, Url
from gazette_site.model import IssueId
from gazette_site.publishing.output import OutputFile
from gazette_site.publishing.pages import addresses
from gazette_site.publishing.pages.addresses import absolute, href, href_from_root, path_of
from gazette_site.publishing.pages.environment import environment
from gazette_site.publishing.pages.phrases import chinese_month, full_issue_name, issue_name

if TYPE_CHECKING:
    from gazette_site.config import SiteConfig


class Link(NamedTuple):
    """Words that lead somewhere."""

    words: str
    url: Url | None = None
    """None where there is nothing to lead to."""


class Turn(NamedTuple):
    """The way to the one before or after."""

    label: str
    words: str
    url: Url | None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says about itself."""

    title: str
    """Without the name of the gazette."""
    here: Url
    description: str = ""
    current: str = ""
    """Word of the navigation it belongs under, `文件`; or empty."""
    crumbs: tuple[Link, ...] = ()
    """Way from the home page, the page itself last."""
    source: str = ""
    """For print: `2025年第3期（总第154期）第3页起`; empty for pages that are not from one issue."""
    article: bool = False
    """Whether it is a text of the gazette, for the meta names of government pages."""


@dataclass(frozen=True, slots=True)
class Site:
    """Archive and configuration with what every page needs of them."""

    archive: Archive
    config: SiteConfig
    templates: Environment
    menu: tuple[Link, ...]
    sections: Mapping[str, Url]
    issuers: Mapping[str, Url]
    months: Mapping[Url, Month]
    """The month of a chronicle entry, by the address of the entry."""
    frames: dict[tuple[str, str], tuple[Markup, Markup]]
    """Header and footer by depth and current word; filled as pages are made."""

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

    def page(self, template: str, head: Head, view: object, script: bool = False) -> OutputFile:
        """One finished page; `script` asks for the search script as well."""
        link = self._linker(head.here)
        header, footer = self._frame(head, link)
        html = self.templates.get_template(template).render(
            head=head, view=view, link=link, name=self.config.name, header=header, footer=footer, script=script,
            canonical=self._canonical(head.here), domain=self._domain(), search=addresses.SEARCH, home=addresses.HOME,
            assets=addresses.ASSETS,
        )  # fmt: skip
        return OutputFile(path_of(head.here), html.encode())

    def _linker(self, here: Url) -> Callable[[Url], str]:
        if here == addresses.NOT_FOUND:
            return partial(href_from_root, base_url=self.config.base_url)
        return partial(href, here=here)

    def _frame(self, head: Head, link: Callable[[Url], str]) -> tuple[Markup, Markup]:
        """Header and footer: made once for all pages of one depth, since every link leaves through the root."""
        key = (link(addresses.HOME), head.current)
        if key not in self.frames:
            values = {"head": head, "link": link, "name": self.config.name, "menu": self.menu, "home": addresses.HOME}
            header = self.templates.get_template("header.html").render(search=addresses.SEARCH, **values)
            footer = self.templates.get_template("footer.html").render(
                organiser=self.config.organiser, finders=_finders(self.archive), holdings=holdings(self.archive),
                about=addresses.ABOUT, **values,
            )  # fmt: skip
            self.frames[key] = (Markup(header), Markup(footer))
        return self.frames[key]

    def _canonical(self, here: Url) -> str:
        known = self.config.base_url and here != addresses.NOT_FOUND
        return absolute(here, self.config.base_url) if known and self.config.base_url else ""

    def _domain(self) -> str:
        return urlsplit(self.config.base_url).netloc if self.config.base_url else ""


def site_of(archive: Archive, config: SiteConfig) -> Site:
    """Archive and configuration with the look-up tables made."""
    return Site(
        archive=archive,
        config=config,
        templates=environment(),
        menu=_menu(archive),
        sections={listing.name: listing.url for listing in archive.sections},
        issuers={listing.name: listing.url for listing in archive.issuers},
        months={entry.url: month for month in archive.months for entry in month.entries},
        frames={},
    )


def listing_year(listing: Listing) -> int:
    """The year of a listing of a year: 2025 of `/years/2025/`."""
    return int(listing.url.strip("/").rsplit("/", 1)[-1])


def holdings(archive: Archive) -> str:
    """What is there, in one sentence: `2009年第1期至2025年第3期（总第154期），共150期，缺4期`."""
    if not archive.issues:
        return "尚未收录"
    first, last = archive.issues[0].issue.masthead, archive.issues[-1].issue.masthead
    if len(archive.issues) == 1:
        return full_issue_name(last)
    missing = f"，缺{len(archive.gaps)}期" if archive.gaps else ""
    return f"{issue_name(first)}至{full_issue_name(last)}，共{len(archive.issues)}期{missing}"


def month_name(month: Month) -> str:
    """`2025年3月大事记`."""
    return chinese_month(month.id) + "大事记"


def _menu(archive: Archive) -> tuple[Link, ...]:
    return (
        *(Link("历年", listing.url) for listing in archive.years[:1]),
        Link("文件", addresses.DOCUMENTS),
        *((Link("任免", addresses.REGISTER),) if archive.register else ()),
        *(Link("大事记", month.url) for month in archive.months[-1:]),
        Link("说明", addresses.ABOUT),
    )


def _finders(archive: Archive) -> tuple[Link, ...]:
    return (
        *(Link("按年份", listing.url) for listing in archive.years[:1]),
        Link("按类别", addresses.at(addresses.DOCUMENTS, "sections")),
        Link("按机关", addresses.at(addresses.DOCUMENTS, "issuers")),
        Link("按文种", addresses.at(addresses.DOCUMENTS, "kinds")),
        *((Link("人事任免", addresses.REGISTER),) if archive.register else ()),
        *(Link("大事记", month.url) for month in archive.months[-1:]),
        Link("搜索", addresses.SEARCH),
    )
