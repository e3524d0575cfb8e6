"""Redirects: what once lay at an address that is no longer there is found at another.

    redirects of site.yaml + the ledger ──▶ moves ──▶ pages, `_redirects`, `redirects.nginx.map`

A redirect of a page holds for what lies under it as well: if /documents/a/ moved to /documents/b/, then
/documents/a/attachment-1/ moved to /documents/b/attachment-1/ where there is such a page. A place on a page, or a file
beside it, that is not found under the new address leads to the page itself. So does a file that is kept no longer (`retired`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from urllib.parse import quote, urlsplit

from gazette_site.problems import Problem, error
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.permanence.retired import DOCUMENTS, family_of, retired

NETLIFY = "_redirects"
NGINX = "redirects.nginx.map"
_FOLDERS = {
    "/categories/": "/documents/#sections",
    "/issuers/": "/documents/#issuers",
    "/issues/": "/years/",
    "/kinds/": "/documents/#kinds",
    "/topics/": "/documents/#topics",
}
"""Folders that have no page, and the list of what lies in each."""


def folders(now: Collection[str]) -> dict[str, str]:
    """Where the folders lead to which a reader comes by cutting an address: of those in which a page lies, `now` being all pages."""
    held = {address[: address.find("/", 1) + 1] for address in now}
    return {folder: target for folder, target in _FOLDERS.items() if folder in held and folder not in now}


def destination(address: str, redirects: Mapping[str, str], there: Container[str]) -> str | None:
    """Where `address` is found now, after one move or several; None if the redirects do not lead to a published address."""
    return (
        _followed(address, redirects, there)
        or _page_instead(address, redirects, there)
        or _made_otherwise(address, redirects, there)
    )


def moves(old: Iterable[str], redirects: Mapping[str, str], there: Container[str]) -> dict[str, str]:
    """Each address of `old`, or declared, that is not published, with where it is found now; those not found are left out."""
    asked = dict.fromkeys((*old, *redirects))
    found = ((address, destination(address, redirects, there)) for address in asked if address not in there)
    return {address: target for address, target in sorted(found, key=lambda one: one[0]) if target}


def check_redirects(redirects: Mapping[str, str], there: Container[str], file: str) -> tuple[Problem, ...]:
    """An error for each redirect that leads to nothing that is published."""
    return tuple(
        error(file, f"redirects：{source} 转向的 {target} 不在网站里", code="redirect-target")
        for source, target in redirects.items()
        if destination(target, redirects, there) is None
    )


def server_files(moved: Mapping[str, str], base_url: str | None) -> Iterator[OutputFile]:
    """The redirects as servers read them: for Netlify and its like, and for `map $uri $moved { include …; }` of nginx."""
    folder = urlsplit(base_url).path.rstrip("/") if base_url else ""
    leading = {old: new for old, new in moved.items() if "#" not in old}
    families = {family for old, new in leading.items() if retired(old) == new and (family := family_of(old))}
    alone = {old: new for old, new in leading.items() if retired(old) != new or not family_of(old)}
    pairs = [(_quoted(folder + old), _quoted(folder + new)) for old, new in alone.items()]
    netlify = [f"{old} {new} 301\n" for old, new in pairs]
    nginx = [f'"{old}" "{new}";\n' for old, new in pairs]
    documents = _quoted(folder + DOCUMENTS)
    for old, new in sorted(families):  # a line for all documents: there may be ten thousand
        netlify.append(f"{documents}:document{old} {documents}:document{new} 301\n")
        nginx.append(f'"~^{re.escape(documents)}(?<document>[^/]+){re.escape(old)}$" "{documents}$document{new}";\n')
    if netlify:
        yield OutputFile(NETLIFY, "".join(netlify).encode())
        yield OutputFile(NGINX, "".join(nginx).encode())


def has_page(address: str) -> bool:
    """Whether a page can be put there that says where to go; for a file or a place on a page only servers can."""
    return address.endswith(("/", ".html"))


def _followed(address: str, redirects: Mapping[str, str], there: Container[str]) -> str | None:
    seen: set[str] = set()
    while address not in there:
        seen.add(address)
        onward = _step(address, redirects)
        if onward is None or onward in seen:
            return None
        address = onward
    return address


def _step(address: str, redirects: Mapping[str, str]) -> str | None:
    """One move: the declared one, else that of the nearest folder that moved."""
    if address in redirects:
        return redirects[address]
    folders = [source for source in redirects if source.endswith("/") and address.startswith(source)]
    nearest = max(folders, key=len, default=None)
    return redirects[nearest] + address.removeprefix(nearest) if nearest else None


def _page_instead(address: str, redirects: Mapping[str, str], there: Container[str]) -> str | None:
    """The page that a place on a page, or a file beside one, moved with."""
    page, mark, _ = address.partition("#")
    if not mark:
        folder, slash, name = address.rpartition("/")
        page = folder + slash if "." in name else ""
    return _followed(page, redirects, there) if page and page not in there else None


def _made_otherwise(address: str, redirects: Mapping[str, str], there: Container[str]) -> str | None:
    """The page of a file that is kept no longer, where the page is there, moved or not; with the place on it if it has not moved."""
    target = retired(address)
    if target is None:
        return None
    page = target.partition("#")[0]
    return target if page in there else _followed(page, redirects, there)


def _quoted(address: str) -> str:
    return quote(address, safe="/#%-._~:@!$&'()*+,;=")
