"""Items: where each document and the chronicle begin.

Two kinds of evidence are used, and each is checked against the other: the contents, whose titles are looked for in the body, and the form of a
title block itself (title lines, then a document number or an addressee).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from gazette_site.characters import CJK, bare, folded
from gazette_site.dates import looks_like_date
from gazette_site.document_numbers import number_line
from gazette_site.model import ContentsLine
from gazette_site.parsing.chronicle_dates import begins_entry, is_one_day
from gazette_site.parsing.furniture import RunningHeads
from gazette_site.parsing.labels import (
    ANNOTATION,
    ATTACHMENT_LABEL,
    is_signature,
    is_title_part,
    label_of,
    stands_alone,
)
from gazette_site.parsing.titles import carried_name, kind_of
from gazette_site.punctuation import is_closed
from gazette_site.reading.lines import Line

LIKENESS = 80.0
"""Least likeness (rapidfuzz ratio, 0 to 100) of a title in the contents and one in the body."""
_MOST_LINES = 8
"""A title has five lines at most in print; transcripts may cut them once more."""

CHRONICLE_TITLE = re.compile(
    r"(?!.*关于)[^。,;:《》]{0,40}大事[记纪]要?(?:\([^()]*\)|[·:—-]{0,2}[\d〇零○一二三四五六七八九十年月日份至第季度上下半—~-]{2,24})?"
)
"""大事记 on a line of its own (folded), with or without the time it covers and the body it tells of, in any order."""
_TIME_RANGE = re.compile(
    r"[（(]?(?:(?:19|20)\d\d年)?\d{1,2}月(?:份|\d{1,2}日)?(?:(?:至|[—–~～-]+)(?:(?:19|20)\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日)?)?[)）]?"
)
_ORDER_HEAD = re.compile(rf"[{CJK}]{{2,30}}(?:令|公告|通告)")
_SHORTENED = re.compile(r"等\S{1,3}(?:部门|单位|机关|家)(?=关于)")
"""How contents name many issuers: 澜川市财政局等三部门关于……."""
_SHORT_NUMBER = re.compile(r"(?:(?:19|20)\d\d年)?第\d{1,5}号")


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the issue: a range of lines, how many of them are title, and its line in the contents."""

    start: int
    end: int
    title_lines: int
    """Lines of title counted from `start`; 0 if the document number stands before the title."""
    entry: ContentsLine | None = None
    chronicle: bool = False
    likeness: float = 100.0


@dataclass(frozen=True, slots=True)
class Found:
    """The items, and the contents lines that nothing was found for."""

    items: tuple[Item, ...]
    missing: tuple[ContentsLine, ...]


def find_items(lines: Sequence[Line], contents: Sequence[ContentsLine], heads: RunningHeads) -> Found:
    """The items of `lines` (the body of an issue) in printed order; they cover it wholly, whatever it holds."""
    finder = _Finder(lines, heads)
    chronicle = finder.chronicle_start(contents)
    entries = [e for e in contents if not is_chronicle_entry(e)]
    matches = finder.match(entries, chronicle)
    starts = [finder.item(start, stop, entry, likeness) for entry, (start, stop, likeness) in matches.items()]
    if chronicle is not None:
        entry = next((e for e in contents if is_chronicle_entry(e)), None)
        starts.append(Item(chronicle[0], 0, chronicle[1] - chronicle[0], entry, chronicle=True))
    starts = finder.with_unlisted(sorted(starts, key=lambda s: s.start), listed=bool(contents))
    missing = [e for e in entries if e not in matches]
    if chronicle is None:
        missing += [e for e in contents if is_chronicle_entry(e)]
    return Found(tuple(_ranges(starts, len(lines), finder)), tuple(missing))


def is_chronicle_entry(entry: ContentsLine) -> bool:
    """Whether a line of the contents announces the chronicle."""
    return bool(CHRONICLE_TITLE.fullmatch(folded(entry.title))) or bool(
        entry.section and bare(entry.section).endswith("大事记")
    )


def _ranges(starts: list[Item], size: int, finder: _Finder) -> list[Item]:
    """Each item reaches up to the next; lines before the first belong to an item of their own unless they are furniture."""
    if not starts:
        return [Item(0, size, 1)] if size else []
    first = starts[0].start
    if any(finder.heads.reason(line) is None for line in finder.lines[:first]):
        starts = [Item(0, first, 1), *starts]
    else:
        starts = [
            replace(starts[0], start=0, title_lines=starts[0].title_lines + first if starts[0].title_lines else 0),
            *starts[1:],
        ]
    ends = [s.start for s in starts[1:]] + [size]
    return [replace(s, end=end) for s, end in zip(starts, ends, strict=True)]


class _Finder:
    def __init__(self, lines: Sequence[Line], heads: RunningHeads) -> None:
        self.lines = lines
        self.heads = heads
        self.bares = ["" if line.cells is not None else bare(line.text) for line in lines]
        self.is_head = [heads.reason(line) is not None for line in lines]

    # -- contents against body

    def match(
        self, entries: Sequence[ContentsLine], chronicle: tuple[int, int] | None
    ) -> dict[ContentsLine, tuple[int, int, float]]:
        """For each contents line the lines of its title in the body: the best assignment that keeps the order."""
        stop = len(self.lines)
        chains: list[tuple[int, float, tuple[tuple[ContentsLine, tuple[int, int, float]], ...]]] = [(-1, 0.0, ())]
        for entry in entries:
            found = [c for c in self.candidates(bare(entry.title)) if c[1] <= stop]
            if chronicle is not None and any(not chronicle[0] <= c[0] < chronicle[1] for c in found):
                found = [c for c in found if not chronicle[0] <= c[0] < chronicle[1]]
            extended = list(chains)
            for start, end, likeness in found:
                options = [c for c in chains if c[0] < start]
                top = max(options, key=lambda c: c[1])
                extended.append(
                    (end - 1, top[1] + likeness - LIKENESS + 10, (*top[2], (entry, (start, end, likeness))))
                )
            chains = _frontier(extended)
        return dict(max(chains, key=lambda c: (c[1], -c[0]))[2])

    def candidates(self, title: str) -> list[tuple[int, int, float]]:
        """Places in the body that print a title like `title`: (first line, one after the last, likeness)."""
        found: list[tuple[int, int, float]] = []
        if not title:
            return found
        for i, text in enumerate(self.bares):
            if not text or len(text) > 1.6 * len(title) + 8 or not self._may_start_title(i, title):
                continue
            place = self._best_window(i, title)
            if place:
                found.append(place)
        found.sort(key=lambda c: (-c[2], c[0]))
        exact = [c for c in found if c[2] == 100.0]
        return exact or found[:6]

    def _may_start_title(self, i: int, title: str) -> bool:
        line = self.lines[i]
        if self.is_head[i] and self.bares[i] != title and not title.startswith(self.bares[i]):
            return False
        return is_title_part(line.text) or self.bares[i] == title

    def _best_window(self, i: int, title: str) -> tuple[int, int, float] | None:
        text, best = "", None
        for k in range(i, min(i + _MOST_LINES, len(self.lines))):
            if k > i and (
                not self.bares[k] or (not is_title_part(self.lines[k].text) and number_line(self.lines[k].text) is None)
            ):
                break
            if k > i and self.is_head[k]:
                continue
            text += self.bares[k]
            if len(text) > (3.0 if _SHORTENED.search(title) else 1.5) * len(title) + 6:
                break
            likeness = max(fuzz.ratio(text, title), _likeness_of_subjects(text, title))
            if likeness >= LIKENESS and (best is None or likeness > best[2]):
                best = (i, k + 1, likeness)
        return best

    # -- the block around a match

    def item(self, start: int, stop: int, entry: ContentsLine | None, likeness: float) -> Item:
        """The item whose title was found at `start` to `stop`: the title reaches up to the number below it, the item up to an order's head above."""
        below = self._number_below(stop)
        if below is not None and below - start <= _MOST_LINES:
            stop = below
        above = self._order_head_above(start)
        if above is not None:
            return Item(above, 0, 0, entry, likeness=likeness)
        previous = self._previous(start)
        if below is None and previous is not None and number_line(self.lines[previous].text):
            return Item(previous, 0, 0, entry, likeness=likeness)
        return Item(start, 0, stop - start, entry, likeness=likeness)

    def _number_below(self, stop: int) -> int | None:
        """Index of the document number under a title that was matched up to `stop`; title lines that the contents leave out may stand between."""
        for k in range(stop, min(stop + 4, len(self.lines))):
            text = self.lines[k].text
            if self._is_number_line(k):
                return k
            if self.is_head[k]:
                continue
            if not is_title_part(text) or not self.bares[k] or is_closed(text) or text.startswith(("—", "（", "(")):
                return None
        return None

    def _previous(self, i: int) -> int | None:
        i -= 1
        while i >= 0 and self.is_head[i]:
            i -= 1
        return i if i >= 0 else None

    def _order_head_above(self, start: int) -> int | None:
        """First line of 某某人民政府令 that promulgates the text whose title stands at `start`."""
        for k in range(start - 1, max(start - 14, -1), -1):
            text = folded(self.lines[k].text)
            if re.fullmatch(rf"[{CJK}]{{2,30}}令(?:第\d+号)?", text):
                return k if any(_promulgates(line.text) for line in self.lines[k + 1 : start]) else None
        return None

    # -- items that the contents do not list

    def with_unlisted(self, starts: list[Item], *, listed: bool) -> list[Item]:
        """Adds the title blocks that no contents line claims and that are not carried by the document before them."""
        result = list(starts)
        for i, line in enumerate(self.lines):
            if self.is_head[i] or line.cells is not None or not self._is_number_line(i):
                continue
            block = self._title_block(i)
            if block is None or any(
                s.start <= block < s.start + max(s.title_lines, 1) + 3 or block <= s.start <= i for s in result
            ):
                continue
            owner = max((s for s in result if s.start <= block), key=lambda s: s.start, default=None)
            if owner is not None and not owner.chronicle and self._is_carried(block, i, owner, listed):
                continue
            result = sorted([*result, Item(block, 0, i - block)], key=lambda s: s.start)
        return result

    def _is_number_line(self, i: int) -> bool:
        text = self.lines[i].text
        if number_line(text) is not None:
            return True
        return (
            bool(_SHORT_NUMBER.fullmatch(folded(text)))
            and i > 0
            and bool(_ORDER_HEAD.fullmatch(folded(self.lines[i - 1].text)))
        )

    def _title_block(self, number: int) -> int | None:
        """First line of the title above a number line, None if what stands there is no title."""
        first = number
        while first > 0 and number - first < _MOST_LINES:
            line = self.lines[first - 1]
            if self.is_head[first - 1] or line.cells is not None or not self._can_be_above(line):
                break
            if first < number and self.lines[first].gap > 1:  # a page of its own begins here
                break
            first -= 1
        title = "".join(folded(line.text) for line in self.lines[first:number])
        kind = kind_of(title)
        if kind is None or not ("关于" in title or kind in ("令", "公告", "通告") or "印发" in title):
            return None
        return first

    def _can_be_above(self, line: Line) -> bool:
        text = line.text
        if stands_alone(text) or ANNOTATION.fullmatch(folded(text)) or ATTACHMENT_LABEL.fullmatch(text.strip()):
            return False
        return is_title_part(text) and not is_closed(text)

    def _is_carried(self, block: int, number: int, owner: Item, listed: bool) -> bool:
        """Whether the text under the title block belongs to the document before it: it is named in that document's title."""
        title = "".join(self.bares[owner.start : owner.start + max(owner.title_lines, 6)])
        carried = bare(
            carried_name(
                "".join(line.text for line in self.lines[owner.start : owner.start + max(owner.title_lines, 1)])
            )
            or ""
        )
        own = "".join(self.bares[block:number])
        if carried and (fuzz.partial_ratio(own, carried) >= 75 or own in title):
            return True
        return listed and bool(re.search("转发|批转", title))

    # -- the chronicle

    def chronicle_start(self, contents: Sequence[ContentsLine]) -> tuple[int, int] | None:
        """The lines of the chronicle's heading, or None if there is no chronicle.

        A running head says 大事记 as well: the heading is the first such line with an entry close below it.
        """
        for i, line in enumerate(self.lines):
            end = self._chronicle_heading(i)
            if end is None:
                continue
            if line.cells is None and self._entry_close_below(end) and not self._heads_a_heading(i):
                return self._with_name_above(i), end
        return None

    def _with_name_above(self, i: int) -> int:
        """First line of a chronicle heading at `i`: the name of the government may stand on a line of its own above.

        It is no signature if nothing parts it from the heading, or if the document before has ended above it.
        """
        if i == 0 or self.is_head[i - 1] or not is_signature(self.lines[i - 1].text):
            return i
        ended = i > 1 and stands_alone(self.lines[i - 2].text)
        return i - 1 if ended or self.lines[i].gap == 0 else i

    def _heads_a_heading(self, i: int) -> bool:
        """Whether a line is only the running head above the heading of the chronicle."""
        below = next((k for k in range(i + 1, min(i + 4, len(self.lines))) if not self.is_head[k]), None)
        return self.is_head[i] and below is not None and self._chronicle_heading(below) is not None

    def _chronicle_heading(self, i: int) -> int | None:
        """One after the last line of a chronicle heading that begins at `i`, else None."""
        texts = [folded(line.text) for line in self.lines[i : i + 3]]
        if CHRONICLE_TITLE.fullmatch(texts[0]):
            bare_day_below = len(texts) > 2 and bool(re.match(r"\d{1,2}日", texts[2]))  # so it is a month heading
            return (
                i + 2
                if len(texts) > 1
                and _TIME_RANGE.fullmatch(texts[1])
                and not re.fullmatch(r"\d{1,2}月", texts[1])
                and not bare_day_below
                and not is_one_day(texts[1])
                else i + 1
            )
        months = len(texts) > 1 and _TIME_RANGE.fullmatch(texts[0]) and not looks_like_date(texts[0])
        if months and CHRONICLE_TITLE.fullmatch(texts[1]):  # a full date is that of the document above
            return i + 2
        return None

    def _entry_close_below(self, end: int) -> bool:
        """Whether an entry or a month begins within a few lines; a lead text may stand before it."""
        seen = 0
        for k in range(end, min(end + 14, len(self.lines))):
            text = self.lines[k].text
            if self.is_head[k] or not text:
                continue
            if begins_entry(text):
                return True
            seen += 1
            if seen > 6 or stands_alone(text) or self._is_number_line(k):
                return False
        return False


def _likeness_of_subjects(text: str, title: str) -> float:
    """How alike two titles are from 关于 on, where the contents shorten the issuers to 某某局等三部门; 0 elsewhere."""
    shortened = _SHORTENED.search(title)
    if not shortened or "关于" not in text or text[:3] != title[:3]:
        return 0.0
    return min(fuzz.ratio(text[text.index("关于") :], title[shortened.end() :]), 99.0)


def _promulgates(text: str) -> bool:
    return bool(re.search(r"公布|发布|颁布|通过|施行|废止|修改", text)) and (label_of(text) is None)


def _frontier(
    chains: list[tuple[int, float, tuple[tuple[ContentsLine, tuple[int, int, float]], ...]]],
) -> list[tuple[int, float, tuple[tuple[ContentsLine, tuple[int, int, float]], ...]]]:
    """Of chains that end at the same place the best, and none that ends later without being better."""
    kept: list[tuple[int, float, tuple[tuple[ContentsLine, tuple[int, int, float]], ...]]] = []
    for chain in sorted(chains, key=lambda c: (c[0], -c[1])):
        if not kept or chain[1] > kept[-1][1]:
            kept.append(chain)
    return kept
