"""Where a vanished address most likely went: the lines for `redirects` that an error offers.

| what is known                                            | proposed                         | sure |
|----------------------------------------------------------|----------------------------------|------|
| the record that lay there lies at another address now    | that address                     | yes  |
| a page above it is proposed, and it is found below that  | nothing more: it moves with it   | yes  |
| a record much like it (number, title, day) is new        | its address                      | no   |
| a page above it has a redirect already                   | what is most like it below the target of that | no |
| an address much like it is new in the same place         | that address                     | no   |
| none of these                                            | the nearest page above it        | no   |

Whether it is true only a person knows; what is not sure is marked so that it is looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from rapidfuzz import fuzz, process

from gazette_site.publishing.permanence.ledger import Ledger, LedgerEntry, addresses

_ALIKE = 70
"""Of 100: below that two records have not much in common."""
_ALIKE_ADDRESS = 80
_MOST_COMPARED = 4_000_000
"""Pairs; a second or so. Beyond that (a whole archive spelt anew) only what is the same is proposed, else the page above."""


class Proposal(NamedTuple):
    """Where an address may have gone."""

    target: str
    sure: bool
    """Whether the record that lay there lies at the target."""


class _Now(NamedTuple):
    """What is about to be there."""

    ledger: Ledger
    there: Collection[str]
    by_record: Mapping[str, str]
    """The address of each record by what it is."""
    fresh: Mapping[str, Mapping[str, str]]
    """New records, by their kind: address to what lies there."""
    siblings: Mapping[str, tuple[str, ...]]
    """New addresses by the page above them."""
    redirects: Mapping[str, str]
    """Those that are declared."""
    fuzzy: bool


def proposals(
    lost: Iterable[str],
    swapped: Mapping[str, str],
    before: Ledger,
    now: Ledger,
    redirects: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, Proposal]:
    """For each lost address, unless it moves with a page above it, and for each swapped one, where it may have gone."""
    wanted = sorted(lost)
    known = _now(before, now, len(wanted), redirects)
    found = {address: Proposal(target, True) for address, target in swapped.items()}
    for address in wanted:
        if not _moves_along(address, found, known.there):
            found[address] = _proposal(address, before, known)
    return found


def _now(before: Ledger, now: Ledger, lost: int, redirects: Mapping[str, str]) -> _Now:
    there = set(addresses(now))
    public = set(addresses(before))
    fresh: dict[str, dict[str, str]] = defaultdict(dict)
    siblings: dict[str, list[str]] = defaultdict(list)
    for address in sorted(there - public):
        siblings[_above(address)].append(address)
    for address, place in now.items():
        if place.what and address not in before:
            fresh[_kind(address)][address] = place.what
    by_record = {now[address].what: address for address in sorted(now, reverse=True) if now[address].what}
    few = lost * max((len(one) for one in (*siblings.values(), *fresh.values())), default=0) <= _MOST_COMPARED
    return _Now(now, there, by_record, fresh, {page: tuple(ones) for page, ones in siblings.items()}, redirects, few)


def _proposal(address: str, before: Ledger, now: _Now) -> Proposal:
    what = before[address].what if address in before else ""
    target = now.by_record.get(what) if what else None
    if target and before.get(target, LedgerEntry()).what != what:  # else it is another record that says the same
        return Proposal(target, True)
    found = (way(address, what, now) for way in (_alike_record, _below_redirect, _alike_address)) if now.fuzzy else ()
    target = next(filter(None, found), None)
    return Proposal(target or _page_above(address, now.there), False)


def _alike_record(address: str, what: str, now: _Now) -> str | None:
    if not what:
        return None
    found = process.extractOne(what, now.fresh.get(_kind(address), {}), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return str(found[2]) if found else None


def _below_redirect(address: str, _: str, now: _Now) -> str | None:
    """A page was renamed, its name is another's now, and a file that lay beside it lies beside the renamed one."""
    page = next((one for one in _pages_above(address) if one in now.redirects), None)
    if page is None:
        return None
    target = now.redirects[page]
    rest, below = address.removeprefix(page), [one for one in now.there if one.startswith(target) and one != target]
    found = process.extractOne(rest, {one: one.removeprefix(target) for one in sorted(below)}, score_cutoff=_ALIKE)
    return str(found[2]) if found else target if target in now.there else None


def _alike_address(address: str, _: str, now: _Now) -> str | None:
    beside = now.siblings.get(_above(address), ())
    found = process.extractOne(address, beside, scorer=fuzz.ratio, score_cutoff=_ALIKE_ADDRESS)
    return str(found[0]) if found else None


def _moves_along(address: str, found: Mapping[str, Proposal], there: Collection[str]) -> bool:
    """Whether it is found below the new place of a page above it, as `redirects` carry it along."""
    nearest = next((page for page in _pages_above(address) if page in found), None)
    return nearest is not None and found[nearest].target + address.removeprefix(nearest) in there


def _page_above(address: str, there: Collection[str]) -> str:
    """The nearest page above that is there; the home page if nothing else is."""
    return next((page for page in _pages_above(address) if page in there), "/")


def _pages_above(address: str) -> Iterator[str]:
    """`/documents/a/`, `/documents/` and `/` for `/documents/a/attachment-1/`."""
    while address != "/":
        address = _above(address)
        yield address


def _above(address: str) -> str:
    page, mark, _ = address.partition("#")
    return page if mark else page.rstrip("/").rpartition("/")[0] + "/"


def _kind(address: str) -> str:
    """What kind of record lies there: those of one kind are compared with each other."""
    return f"{address.split('/')[1]}{'+' if '/attachment-' in address else ''}"
