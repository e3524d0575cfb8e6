"""From addresses to links and files: the only place that makes the links between pages.

An address (`Url`) counts from the root of the site. A link is relative to the page it stands on, so that the site
works in a sub-folder and from disk. A web server answers `documents/x/` with the page in that folder; a disk shows the
folder. The script of the pages mends that, but only where scripts run; a copy made for disks names the page itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from gazette_site.linking.archive import Url
from gazette_site.model import IssueId

HOME = Url("/")
YEARS = Url("/years/")
DOCUMENTS = Url("/documents/")
NUMBERS = Url("/documents/numbers/")
REGISTER = Url("/appointments/")
CHRONICLE = Url("/chronicle/")
REFERENCES = Url("/references/")
STANDING = Url("/standing/")
DATES = Url("/dates/")
DUTIES = Url("/duties/")
SEARCH = Url("/search/")
TOGETHER = Url("/search/together/")
ABOUT = Url("/about/")
COVERAGE = Url("/about/coverage/")
ACCESSIBILITY = Url("/accessibility/")
DATA = Url("/data/")
CORRECTIONS = Url("/corrections/")
NOT_FOUND = Url("/404.html")
ASSETS = Url("/assets/")

_PATH = re.compile(r"[^?#]*")


@dataclass(frozen=True, slots=True)
class Linker:
    """How the links of a site are made: for a web server, or for 光盘、优盘上的副本, which has none."""

    for_disk: bool = False

    def href(self, target: Url, here: Url) -> str:
        """As `href`."""
        return self.links_on(here)(target)

    def links_on(self, here: Url) -> Callable[[Url], str]:
        """What makes the links of the page `here`: as `href`, and much faster for the hundred links of a page."""
        up, disk = _way_up(here), self.for_disk

        def link(target: Url) -> str:
            page, mark, anchor = target.partition("#")
            found = mark + anchor if mark and page == here else up + target[1:] or "./"
            return named(found) if disk else found

        return link

    def href_from_root(self, target: Url, base_url: str | None) -> str:
        """As `href_from_root`."""
        return self._finished(href_from_root(target, base_url))

    def _finished(self, link: str) -> str:
        return named(link) if self.for_disk else link


WEB = Linker()


def search_for(words: str) -> Url:
    """The search page with a query: `/search/?q=…`."""
    return Url(f"{SEARCH}?q={quote(words, safe='')}")


def data_of(issue: IssueId) -> Url:
    """The public JSON of an issue: `/data/issues/2025-03.json`."""
    return Url(f"/data/issues/{issue}.json")


def at(url: Url, anchor: str) -> Url:
    """A place on a page: `/documents/x/#art-2`; the page itself without an anchor."""
    return Url(f"{url}#{anchor}") if anchor else url


def href(target: Url, here: Url) -> str:
    """The link from the page `here` to `target`: `/documents/x/` from `/issues/2025-01/` is `../../documents/x/`.

    It always leaves through the root, so that pages of one depth share their links; query and fragment are kept,
    and a place on the same page is the bare fragment.
    """
    return WEB.links_on(here)(target)


def _way_up(here: Url) -> str:
    """From a page to the root of the site."""
    return "../" * (here.count("/") - 1)


def named(link: str) -> str:
    """A link with the name of the file where it leads to a folder: `../documents/x/#art-2` is `../documents/x/index.html#art-2`."""
    path = _PATH.match(link)
    assert path  # any string has a beginning, be it empty
    return f"{path[0]}index.html{link[path.end() :]}" if path[0].endswith("/") else link


def href_from_root(target: Url, base_url: str | None) -> str:
    """The link to `target` on a page served at any depth (404): absolute from the path of `base_url`."""
    folder = urlsplit(base_url).path.rstrip("/") if base_url else ""
    return folder + target


def absolute(target: Url, base_url: str) -> str:
    """The full address on the web: `https://gazette.example/documents/x/`."""
    return base_url.rstrip("/") + target


def path_of(url: Url) -> str:
    """The file behind an address: `/documents/x/` is `documents/x/index.html`."""
    return url[1:] + "index.html" if url.endswith("/") else url[1:]
