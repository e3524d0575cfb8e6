"""What was public and would not be there any more, or would show something else; each with the line that settles it.

public ledger + what is about to be there + redirects ──▶ `Vanished` ──▶ problems, with lines for `redirects`
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from gazette_site.problems import Paste, Problem, error
from gazette_site.publishing.permanence.ledger import Ledger, LedgerEntry, Places, is_kept
from gazette_site.publishing.permanence.likely import Proposal

_SHOWN = 10
_ISSUE = re.compile(r"/issues/([^/#]+)/")
_WAY_OUT = "如果是有意改动，请在 site.yaml 的 redirects 里写明新网址"
_UNSURE = "  # 不一定对，请核对"


class Swap(NamedTuple):
    """An address that shows another record, while its own is found elsewhere now."""

    address: str
    old: str
    """What lay there."""
    new: str
    elsewhere: str
    """Where that lies now."""


class Vanished(NamedTuple):
    """What a build would take away."""

    lost: tuple[str, ...]
    """Addresses that are neither there nor moved, sorted."""
    swaps: tuple[Swap, ...]


def vanished(before: Ledger, now: Ledger, moved: Collection[str], acknowledged: Collection[str]) -> Vanished:
    """What of `before` is not there `now`; `acknowledged` are the addresses for which a redirect is declared."""
    return Vanished(tuple(sorted(_lost(before, now, moved))), tuple(_swaps(before, now, acknowledged)))


def problems_of(found: Vanished, proposals: Mapping[str, Proposal], file: str, settings: str) -> tuple[Problem, ...]:
    """An error for each; the first ones in full, the lines to paste for all of them."""
    losses = ((one, _loss(one)) for one in sorted(found.lost, key=lambda one: not _is_issue(one)))
    swaps = (
        (
            one.address,
            f"网址 {one.address} 原来是“{one.old}”，现在成了“{one.new}”，原来的到了 {one.elsewhere}（{_WAY_OUT}）",
        )
        for one in found.swaps
    )
    return (*_first(losses, proposals, file, settings), *_first(swaps, proposals, file, settings))


def _is_issue(address: str) -> bool:
    return _ISSUE.fullmatch(address) is not None


def _loss(address: str) -> str:
    """What is said of a lost address; of that of an issue what most likely happened to its file."""
    if found := _ISSUE.fullmatch(address):
        return (
            f"已发布的网址会消失：{address}，这一期整个不见了。误删、误移的，放回来；要撤下的，放回来并在 {found[1]}.yaml 里写 privacy 的 withdraw；"
            f"改了期号的，在 site.yaml 的 redirects 里写明新网址"
        )
    return f"已发布的网址会消失：{address}（{_WAY_OUT}）"


def _lost(before: Ledger, now: Ledger, moved: Collection[str]) -> Iterator[str]:
    """Of a page that is gone the page alone, of one that is there each place that is gone."""
    there = Places(now)
    for address, place in before.items():
        if new := now.get(address):
            lost = (address + name for name in place.names - new.names)
            yield from (one for one in lost if one not in there and one not in moved)
        elif address not in there and address not in moved and is_kept(address):
            yield address


def _swaps(before: Ledger, now: Ledger, acknowledged: Collection[str]) -> Iterator[Swap]:
    where = {place.what: address for address, place in now.items() if place.what}
    for address, old in sorted(before.items()):
        new, elsewhere = now.get(address), where.get(old.what)
        if new is None or elsewhere is None or new.what in ("", old.what) or address in acknowledged:
            continue
        if before.get(elsewhere, LedgerEntry()).what != old.what:
            yield Swap(address, old.what, new.what, elsewhere)


def _first(
    told: Iterable[tuple[str, str]], proposals: Mapping[str, Proposal], file: str, settings: str
) -> Iterator[Problem]:
    everything = list(told)
    for address, message in everything[:_SHOWN]:
        yield _problem(message, [address], proposals, file, settings, "address-lost")
    if rest := [address for address, _ in everything[_SHOWN:]]:
        yield _problem(f"这样的网址还有 {len(rest)} 个", rest, proposals, file, settings, "address-lost-more")


def _problem(
    message: str, about: list[str], proposals: Mapping[str, Proposal], file: str, settings: str, code: str
) -> Problem:
    lines = tuple(_line(address, proposals[address]) for address in about if address in proposals)
    return error(file, message, code=code, paste=Paste(settings, "redirects", lines) if lines else None)


def _line(address: str, proposal: Proposal) -> str:
    return f"  {_quoted(address)}: {_quoted(proposal.target)}{'' if proposal.sure else _UNSURE}"


def _quoted(address: str) -> str:
    return f'"{address}"' if "#" in address else address
