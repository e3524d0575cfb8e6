"""Addresses whose text was withdrawn: the page stays and says so, and what lay on it or beside it is answered by the page."""

from __future__ import annotations

from collections.abc import Iterator

from gazette_site.linking.archive import Archive
from gazette_site.model import IssueId
from gazette_site.publishing.permanence.ledger import Ledger, LedgerEntry


def answered(before: Ledger, now: Ledger, archive: Archive) -> dict[str, str]:
    """Each address once published that is gone because of a withdrawal, with the page that answers for it."""
    if not archive.withdrawn:
        return {}
    gone: dict[str, str] = {
        address: page
        for page, one in archive.withdrawn.items()
        for address in _under(page, one.issue, before)
        if _gone(address, now)
    }
    places = ((page + name, page) for page in archive.thinned for name in before.get(page, LedgerEntry()).names)
    return gone | {place: page for place, page in places if "#" in place and _gone(place, now)}


def _under(page: str, issue: IssueId, before: Ledger) -> Iterator[str]:
    """The places on a page and the files beside it; of an issue its data, of its print the PDF."""
    yield from (page + name for name in before.get(page, LedgerEntry()).names)
    if page.startswith("/issues/") and page.endswith("/pages/"):
        yield f"{page.removesuffix('pages/')}{issue}.pdf"
    elif page.startswith("/issues/"):
        yield f"/data/issues/{issue}.json"


def _gone(address: str, now: Ledger) -> bool:
    page, mark, anchor = address.partition("#")
    if mark:
        return f"#{anchor}" not in now.get(page, LedgerEntry()).names
    folder, slash, name = address.rpartition("/")
    return address not in now and name not in now.get(folder + slash, LedgerEntry()).names
