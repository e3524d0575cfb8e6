"""From addresses to links and files: the only place that makes an `href`.

An address (`Url`) counts from the root of the site. A link is relative to the page it stands on, so that the site
works in a sub-folder and from disk.
"""

from __future__ import annotations

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
SEARCH = Url("/search/")
ABOUT = Url("/about/")
ACCESSIBILITY = Url("/accessibility/")
DATA = Url("/data/")
CORRECTIONS = Url("/corrections/")
NOT_FOUND = Url("/404.html")
ASSETS = Url("/assets/")


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
    page, mark, anchor = target.partition("#")
    if mark and page == here:
        return mark + anchor
    return "../" * (here.count("/") - 1) + target[1:] or "./"


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
