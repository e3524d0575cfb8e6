"""Items: where each document and the chronicle begin.

Two kinds of evidence are used, and each is checked against the other: the contents, whose titles are looked for in the
body (`matching`), and the form of a title block itself (`title_blocks`). What stands between two beginnings belongs to
the first.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from gazette_site.characters import bare, folded, without_blanks
from gazette_site.late import late
from gazette_site.model import ContentsLine
from gazette_site.parsing.layout.body_lines import Body
from gazette_site.parsing.layout.chronicle_place import chronicle_heading, is_chronicle_entry
from gazette_site.parsing.layout.front import YEAR_INDEX
from gazette_site.parsing.layout.furniture import RunningHeads
from gazette_site.parsing.layout.lone_heads import is_interpretation, is_spaced
from gazette_site.parsing.layout.matching import Place, match
from gazette_site.parsing.layout.title_blocks import title_blocks
from gazette_site.parsing.layout.title_lines import Evidence, TitleBlock, names_body, title_above
from gazette_site.parsing.names.issuers import names_place, starts_subject
from gazette_site.parsing.names.order_names import is_order_name, order_number
from gazette_site.parsing.names.titles import amended_names, carried_name, kind_of
from gazette_site.reading.lines import Line

CARRIED = 75.0
"""Least likeness of the title that a notice announces and the one below it; 规划 may be printed 计划, the issuer left out."""
_MATTER = 8
"""Characters in a row that two titles share if one is a part of the other's document."""
_NOTICE = 20
"""Lines: a notice that only carries a text has few, and an order fewer."""
_QUOTED = late(r"《([^《》]++(?:《[^《》〈〉]*[》〉][^《》]*+)*)》")
_FORWARDS = late("转发|批转")
_ISSUES = late(r"印发|公布|发布|转发|颁布|批转|通过|施行")


_ATTACHED = late(r"附(?:件|录|表|图)?[\d一二三四五六七八九十]{0,3}[:：]")
"""A contents line that is an attachment of the document above: 附录：2023年度获奖名单."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the issue: a range of lines, which of them are its head, and its line in the contents."""

    start: int
    end: int
    title: tuple[int, ...]
    """Indexes of the lines of the title. They are text even if they read like a running head."""
    above: int | None = None
    """Index of the document number if it stands above the title."""
    entry: ContentsLine | None = None
    chronicle: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """The items, and the contents lines that nothing was found for."""

    items: tuple[Item, ...]
    missing: tuple[ContentsLine, ...]
    doubtful: tuple[int, ...] = ()
    """Indexes of lines where an item may begin that was left with the one before it."""


def find_items(lines: Sequence[Line], contents: Sequence[ContentsLine], heads: RunningHeads) -> Found:
    """The items of `lines` (the body of an issue) in printed order; they cover it wholly, whatever it holds."""
    body = Body(lines, heads)
    blocks = title_blocks(body)
    announced = next((e for e in contents if is_chronicle_entry(e)), None)
    heading = chronicle_heading(body, announced=announced is not None)
    if heading and announced is None:
        named = body.bare_text(range(*heading))
        announced = next((e for e in contents if len(e.title) > 1 and named.startswith(bare(e.title))), None)
    entries = [e for e in contents if not is_chronicle_entry(e) and e is not announced and not _ATTACHED.match(e.title)]
    matches = match(entries, body, blocks, range(*heading) if heading else range(0))
    items = _listed(entries, matches, body, blocks)
    if heading:
        items.append(Item(heading[0], 0, tuple(range(*heading)), entry=announced, chronicle=True))
    items, doubtful = _with_unlisted(sorted(items, key=lambda i: i.start), blocks, body, listed=bool(contents))
    missing = [e for e in entries if e not in matches] + [e for e in contents if is_chronicle_entry(e) and not heading]
    return Found(tuple(_ranges(items, body)), tuple(missing), tuple(doubtful))


def _ranges(items: list[Item], body: Body) -> list[Item]:
    """Each item reaches up to the next; lines before the first belong to an item of their own unless they are furniture."""
    size = len(body.lines)
    if not items:
        return [Item(0, size, (body.following(0) or 0,))] if size else []
    if any(not head for head in body.is_head[: items[0].start]):
        items = [Item(0, 0, (body.following(0) or 0,)), *items]
    else:
        items = [replace(items[0], start=0), *items[1:]]
    ends = [item.start for item in items[1:]] + [size]
    return [replace(item, end=end) for item, end in zip(items, ends, strict=True)]


# -- items that the contents list


def _listed(
    entries: Sequence[ContentsLine], matches: dict[ContentsLine, Place], body: Body, blocks: Sequence[TitleBlock]
) -> list[Item]:
    """An item for each match. A text that the head above it carries begins with that head, unless that has a contents line of its own."""
    claimed = {place.start for place in matches.values()}
    items: list[Item] = []
    before = {block.end: block for block in blocks}
    ends = sorted(before)
    for entry in (e for e in entries if e in matches):
        place = matches[entry]
        head = _head_above(place.start, ends, before)
        if head is not None and names_carried(body, head.title, head.end, place.start, place.title, order=head.order):
            if head.start not in claimed:
                claimed.add(head.start)
                items.append(_item(head, entry))
                continue
            if head.order:  # both have a contents line; the text belongs to its order
                continue
        items.append(_item(place.block, entry) if place.block else _free_item(place, entry, body))
    return items


def _head_above(start: int, ends: Sequence[int], before: dict[int, TitleBlock]) -> TitleBlock | None:
    """The title block that ends nearest above line `start`."""
    place = bisect_right(ends, start)
    return before[ends[place - 1]] if place else None


def _item(block: TitleBlock, entry: ContentsLine | None = None) -> Item:
    return Item(block.start, 0, block.title, block.above, entry)


def _free_item(place: Place, entry: ContentsLine, body: Body) -> Item:
    """An item found by the words of its title only; lines that the contents leave out may stand between it and its number."""
    title = _title_of_subtitle(place.title, body)
    below = _number_below(body, place.end, whole=place.likeness == 100.0)
    if below is not None:
        title = tuple(k for k in range(title[0], below) if k in title or not body.is_head[k])
    above = body.previous(title[0])
    if below is None and above is not None and body.numbers[above] and not title_above(body, above):
        return Item(above, 0, title, above, entry)
    return Item(title[0], 0, title, None, entry)


def _title_of_subtitle(title: tuple[int, ...], body: Body) -> tuple[int, ...]:
    """The line above, where the contents print only what stands under a title: ——在第一次会议上."""
    above = body.previous(title[0])
    under = body.lines[title[0]].text.startswith("—") and above is not None and body.is_title_line(above)
    return (above,) if under and above is not None else title


def _number_below(body: Body, stop: int, *, whole: bool) -> int | None:
    """The number's line under a title; between them only the rest of a title that the contents do not print `whole`."""
    for k in range(stop, min(stop + 4, len(body.lines))):
        if body.numbers[k]:
            return k
        rest = not whole and body.is_title_line(k) and not body.lines[k].text.startswith(("—", "（", "("))
        if not body.is_head[k] and not rest:
            return None
    return None


# -- items that the contents do not list


def _with_unlisted(
    items: list[Item], blocks: Sequence[TitleBlock], body: Body, *, listed: bool
) -> tuple[list[Item], list[int]]:
    """Adds the title blocks that no item claims and that the document before them does not carry; and where that cannot be told."""
    result: list[Item] = []
    doubtful: list[int] = []
    waiting = list(reversed(items))
    full: dict[int, Item] = {}
    """The text that the document with this first line carries, which may carry another."""
    for block in blocks:
        while waiting and waiting[-1].start <= block.start:
            result.append(waiting.pop())
        if _inside_head(block, result[-1:] + waiting[-1:], body):
            continue
        owner = result[-1] if result else None
        if owner is not None and (
            _carries(full[owner.start], block, body, inner=True)
            if owner.start in full
            else _carries(owner, block, body)
        ):
            full[owner.start] = _item(block)
        elif owner is not None and _prints_anew(owner, block, body):
            continue
        elif owner is None or _stands_free(block, owner, body, listed=listed):
            result.append(_item(block))
        elif block.evidence is Evidence.LINE:
            known = _may_hold(owner, block.start, body) or _shares_matter(owner, block, body)
            doubtful += [] if known else [block.start]
        elif block.evidence is Evidence.TITLE and not owner.chronicle and not body.under_label(block.start):
            doubtful.append(block.start)
    return result + waiting[::-1], doubtful


def _inside_head(block: TitleBlock, items: Sequence[Item], body: Body) -> bool:
    """Whether the block is the head of an item that is known already, or a part of one.

    A second title may stand below the number; a whole title with a number of its own is no second one.
    """
    below = 0 if block.evidence is Evidence.NUMBER and names_body(body.text(block.title)) else 2
    return any(
        block.start <= item.start < block.end or item.start <= block.start <= max(item.title) + below for item in items
    )


def _stands_free(block: TitleBlock, owner: Item, body: Body, *, listed: bool) -> bool:
    """Whether a block that no contents line claims and nothing announces is a document of its own.

    A title alone shows it where no contents would have named it, or where the document before it has nothing that it could be part of.
    """
    if block.evidence is Evidence.LINE:
        title = body.text(block.title)
        if YEAR_INDEX.fullmatch(bare(title)):
            return True
        told = names_place(title) or is_spaced(title)
        return not listed and told and not _may_hold(owner, block.start, body)
    if owner.chronicle:
        return block.evidence >= Evidence.ADDRESSEE and names_body(body.text(block.title))
    if block.evidence is Evidence.TITLE and listed:
        return not _has_parts(owner, block.start, body)
    return not body.under_label(block.start)


def _may_hold(owner: Item, stop: int, body: Body) -> bool:
    """Whether a text without head of its own under the date of `owner` can be a part of it: it has parts, or speaks of some."""
    return owner.chronicle or body.speaks_of_parts(owner.start, stop) or _announces_parts(body.text(owner.title))


def _shares_matter(owner: Item, block: TitleBlock, body: Body) -> bool:
    """Whether a title says what the document before it is about: 2024年度政务公开考核得分表 after 关于2024年度政务公开考核情况的通报."""
    own, title = body.bare_text(block.title), body.bare_text(owner.title)
    return any(own[k : k + _MATTER] in title for k in range(len(own) - _MATTER + 1))


def _has_parts(owner: Item, stop: int, body: Body) -> bool:
    """Whether a document carries a text or has attachments before line `stop`."""
    if _announces_parts(body.text(owner.title)):
        return True
    return any("附" in body.lines[k].text and body.under_label(k + 1) for k in range(owner.start, stop))


def _announces_parts(title: str) -> bool:
    return bool(carried_name(title) or _is_order(title) or _ISSUES.search(title))


def _is_order(title: str) -> bool:
    """Whether a title is the name of an order or a public notice, with its number or without."""
    return is_order_name(title) or order_number(title) is not None or kind_of(title) == "令"


def _carries(owner: Item, block: TitleBlock, body: Body, *, inner: bool = False) -> bool:
    """Whether the head of `owner` announces the text under the block, or forwards one without a name of its own.

    What a carried text carries in its turn (`inner`) is only what it forwards by name.
    """
    if is_interpretation(body.text(block.title)) or (inner and not _FORWARDS.search(body.text(owner.title))):
        return False
    order = _is_order(body.text(owner.title))
    if names_carried(body, owner.title, max(owner.title) + 1, block.start, block.title, order=order):
        return True
    title = without_blanks(body.text(owner.title))
    forwards = bool(_FORWARDS.search(title)) and "《" not in title and not inner
    return forwards and body.bare_text(owner.title)[:4] != body.bare_text(block.title)[:4]


def _prints_anew(owner: Item, block: TitleBlock, body: Body) -> bool:
    """Whether the block is the text that `owner` amends, printed as it reads now."""
    if block.evidence >= Evidence.ADDRESSEE:
        return False
    stop = min(block.start, max(owner.title) + _NOTICE)
    notice = (body.lines[k].text for k in range(max(owner.title) + 1, stop) if body.lines[k].cells is None)
    head = body.text(owner.title) + ("".join(notice) if _is_order(body.text(owner.title)) else "")
    return bare(body.text(block.title)) in [bare(name) for name in amended_names(head)]


def names_carried(body: Body, head: Sequence[int], start: int, stop: int, title: Sequence[int], *, order: bool) -> bool:
    """Whether the head of a document, or the sentence below it that issues a text, names the text with this title.

    The whole title counts, not a part of it: 关于印发《甲办法实施细则》的通知 is not what 关于印发《甲办法》的通知 carries.
    """
    own = folded(body.text(title))
    return any(_same_text(name, own) for name in _announced(body, head, start, min(stop, start + _NOTICE), order=order))


def _announced(body: Body, head: Sequence[int], start: int, stop: int, *, order: bool) -> list[str]:
    title = folded(body.text(head))
    carried = carried_name(title)
    names = [carried, *_QUOTED.findall(title)] if carried else []
    if carried or order:
        notice = "".join(body.lines[k].text for k in range(start, stop) if body.lines[k].cells is None)
        if order or _ISSUES.search(notice):
            names += _QUOTED.findall(folded(notice))
    return [name for name in names if len(bare(name)) >= 4]


def _same_text(name: str, title: str) -> bool:
    """Whether `name` is this title, with or without its issuers; both have to be of one kind."""
    name, kind = folded(name), kind_of(title)
    if carried_name(title) and not re.search("印发|转发|批转|发布|公布", name):
        return False
    if kind_of(name) not in (None, kind):
        return False
    at = starts_subject(title) or 0
    forms = {bare(title), bare(title[at:])}
    named = {bare(name), bare(name) + bare(kind or ""), bare(name) + "的" + bare(kind or "")}
    return max(fuzz.ratio(n, f) for n in named for f in forms) >= CARRIED
