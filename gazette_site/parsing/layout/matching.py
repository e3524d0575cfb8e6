"""Contents against body: which lines print the title of which contents line.

Each line of the contents has places in the body, scored by what its title, its number, its page and the form of the place say. One
assignment is best: it keeps the printed order, gives no place twice, and has the greatest sum.

An equal number is worth more than any likeness of titles; a number that differs speaks against a place.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from gazette_site.characters import bare, folded
from gazette_site.model import ContentsLine
from gazette_site.parsing.layout.body_lines import LONGEST_TITLE, Body
from gazette_site.parsing.layout.likeness import LIKENESS, Wanted, number_key
from gazette_site.parsing.layout.likeness import likeness as likeness_of
from gazette_site.parsing.layout.title_lines import Evidence, TitleBlock, title_above
from gazette_site.parsing.names.issuers import starts_subject

_NUMBER, _OTHER_NUMBER, _FORM, _PAGE = 60.0, -30.0, 6.0, 3.0
_RAREST = 8
_MOST_PLACES = 12
_COMMON = 400
"""A pair of characters in more lines than this says nothing of where a title stands."""


@dataclass(frozen=True, slots=True)
class Place:
    """Lines of the body that may print the title of a contents line."""

    start: int
    end: int
    title: tuple[int, ...]
    block: TitleBlock | None
    likeness: float
    score: float


def match(
    entries: Sequence[ContentsLine], body: Body, blocks: Sequence[TitleBlock], barred: range
) -> dict[ContentsLine, Place]:
    """For each contents line that has one its place in the body; no place begins in `barred`."""
    search = _Search(body, blocks)
    wanted = [Wanted(entry) for entry in entries]
    places = _without_rivals([[p for p in search.places(w) if p.start not in barred] for w in wanted])
    chosen = _assign(places, len(body.lines))
    found = {entries[i]: place for i, place in chosen.items()}
    found |= _out_of_order(entries, places, found)
    return found | _by_elimination(wanted, found, search)


def _without_rivals(places: Sequence[Sequence[Place]]) -> list[list[Place]]:
    """Without the places that print the title of another contents line word for word (第一批 is not 第二批), unless the number is equal."""
    exact = {p.start for options in places for p in options if p.likeness == 100.0}
    return [
        [p for p in options if p.likeness == 100.0 or p.start not in exact or p.score > _NUMBER] for options in places
    ]


def _out_of_order(
    entries: Sequence[ContentsLine], places: Sequence[Sequence[Place]], found: dict[ContentsLine, Place]
) -> dict[ContentsLine, Place]:
    """Contents lines that stand in another order than the body: only where number or whole title leave no doubt."""
    taken = {k for place in found.values() for k in range(place.start, place.end)}
    more: dict[ContentsLine, Place] = {}
    for entry, options in zip(entries, places, strict=True):
        sure = [p for p in options if p.block is not None and p.likeness >= 99.0 and p.score > 0]
        if entry in found or len(sure) != 1 or not taken.isdisjoint(range(sure[0].start, sure[0].end)):
            continue
        more[entry] = sure[0]
        taken.update(range(sure[0].start, sure[0].end))
    return more


def _by_elimination(
    wanted: Sequence[Wanted], found: dict[ContentsLine, Place], search: _Search
) -> dict[ContentsLine, Place]:
    """Contents lines that say no more than 人事任免: between two that are found, as many such lines as documents left are these."""
    more: dict[ContentsLine, Place] = {}
    for names, start, stop in _gaps(wanted, found, len(search.body.lines)):
        left = [b for b in search.blocks if start <= b.start < stop and b.evidence >= Evidence.ADDRESSEE]
        if len(left) == len(names) and all(starts_subject(w.printed) is None and not w.number for w in names):
            more |= {w.entry: search.at_block(w, block) for w, block in zip(names, left, strict=True)}
    return more


def _gaps(
    wanted: Sequence[Wanted], found: dict[ContentsLine, Place], size: int
) -> Iterator[tuple[list[Wanted], int, int]]:
    """Runs of contents lines that nothing was found for, with the lines of the body that they can stand in."""
    names: list[Wanted] = []
    start = 0
    for w in wanted:
        place = found.get(w.entry)
        if place is None:
            names.append(w)
            continue
        if names and start <= place.start:
            yield names, start, place.start
        names, start = [], place.end
    if names:
        yield names, start, size


def _assign(places: Sequence[Sequence[Place]], size: int) -> dict[int, Place]:
    """The rising sequence of places with the greatest sum, one for each contents line at most."""
    best: list[tuple[float, int]] = [(0.0, -1)] * (
        size + 2
    )  # Fenwick tree: the best chain that ends at or before a line
    nodes: list[tuple[int, Place, int]] = []
    for i, options in enumerate(places):
        found = []
        for place in options:
            if place.score <= 0:
                continue
            total, last = _best_up_to(best, place.start)
            found.append((total + place.score, place, last))
        for total, place, last in found:
            nodes.append((i, place, last))
            _record(best, place.end, (total, len(nodes) - 1))
    _, node = _best_up_to(best, size)
    chosen: dict[int, Place] = {}
    while node >= 0:
        i, place, node = nodes[node]
        chosen[i] = place
    return chosen


def _best_up_to(tree: Sequence[tuple[float, int]], end: int) -> tuple[float, int]:
    found, k = (0.0, -1), end + 1
    while k > 0:
        if tree[k][0] > found[0]:
            found = tree[k]
        k -= k & -k
    return found


def _record(tree: list[tuple[float, int]], end: int, value: tuple[float, int]) -> None:
    k = end + 1
    while k < len(tree):
        if value[0] > tree[k][0]:
            tree[k] = value
        k += k & -k


class _Search:
    """Finds the places of a title: word for word, by number, and by its rarest pairs of characters.

    So the work does not grow with lines times titles.
    """

    def __init__(self, body: Body, blocks: Sequence[TitleBlock]) -> None:
        self.body = body
        self.blocks = blocks
        self.block_of = {k: block for block in blocks for k in range(block.start, block.end)}
        self.by_number: dict[str, list[TitleBlock]] = defaultdict(list)
        for block in blocks:
            if block.number:
                self.by_number[number_key(block.number)].append(block)
        self.can_be = [not body.is_head[i] and body.is_title_line(i) for i in range(len(body.lines))]
        self.lines_of: dict[str, list[int]] = defaultdict(list)
        self.exact: dict[str, list[TitleBlock | int]] = defaultdict(list)
        self.asked: Counter[str] = Counter()
        for block in blocks:
            self.exact[body.bare_text(block.title)].append(block)
        for i, text in enumerate(body.bares):
            if i not in self.block_of:  # whatever signs it holds
                self.exact[text].append(i)
            if self.can_be[i] or (body.is_head[i] and text):
                for pair in _pairs(text):
                    self.lines_of[pair].append(i)

    def places(self, wanted: Wanted) -> list[Place]:
        """The best places of a contents line, no line in two of them."""
        if not wanted.title:
            return []
        found = self._exact(wanted)
        if wanted.number:
            found += [self.at_block(wanted, block) for block in self.by_number.get(number_key(wanted.number), ())]
        if not found or wanted.number:
            likely = [self._at_line(wanted, line) for line in self._lines_like(wanted.title)]
            found += sorted((p for p in likely if p), key=lambda p: (-p.score, p.start))[:_MOST_PLACES]
        return list({(p.start, p.end): p for p in found}.values())

    def _exact(self, wanted: Wanted) -> list[Place]:
        """The places that print the title word for word; of many (澜川海关公告) those about as far on as the contents line is among its like."""
        same = self.exact.get(wanted.title, ())
        nth = self.asked[wanted.title]
        self.asked[wanted.title] += 1
        near = same[max(nth - _MOST_PLACES, 0) : nth + _MOST_PLACES]
        return [self._place(wanted, 100.0, p, p) if isinstance(p, int) else self.at_block(wanted, p) for p in near]

    def _lines_like(self, title: str) -> list[int]:
        """Lines that share the rarest pairs of the title, the likeliest first."""
        pairs = sorted((len(self.lines_of[p]), p) for p in _pairs(title) if p in self.lines_of)
        shared: Counter[int] = Counter(line for _, pair in pairs[:_RAREST] for line in self.lines_of[pair][:_COMMON])
        return [line for line, _ in sorted(shared.items(), key=lambda c: (-c[1], c[0]))[: 2 * _MOST_PLACES]]

    def _at_line(self, wanted: Wanted, line: int) -> Place | None:
        block = self.block_of.get(line)
        at_block = self.at_block(wanted, block) if block else None
        if at_block and at_block.likeness >= 99.0:
            return at_block
        free = self._free(wanted, line)
        options = [p for p in (at_block, free) if p is not None and p.likeness >= LIKENESS]
        return max(options, key=lambda p: (p.score, p.block is not None), default=None)

    def at_block(self, wanted: Wanted, block: TitleBlock) -> Place:
        """The place of a title block for a contents line."""
        text = self.body.text(block.title)
        likeness = likeness_of(folded(text), wanted)
        if block.number and number_key(bare(wanted.title)) == number_key(block.number):
            likeness = 100.0
        return Place(
            block.start, block.end, block.title, block, likeness, self._score(wanted, block.start, likeness, block)
        )

    def _free(self, wanted: Wanted, line: int) -> Place | None:
        """The best window of lines around `line`, whatever its form."""
        low, high = line, line
        while low > 0 and line - low < 24 and self._is_part(low - 1, wanted.title):
            low -= 1
        while high + 1 < len(self.body.lines) and high - line < 24 and self._is_part(high + 1, wanted.title):
            high += 1
        best: tuple[float, int, int] | None = None
        for a in range(max(low, line - 8), line + 1):
            for b in range(line, min(high, line + 8) + 1):
                likeness = self._window(a, b, wanted)
                if likeness >= LIKENESS and (best is None or likeness > best[0]):
                    best = (likeness, a, b)
        if high - low > 8 and (likeness := self._window(low, high, wanted)) >= LIKENESS:
            best = max(best or (0.0, low, high), (likeness, low, high))
        return self._place(wanted, *best) if best else None

    def _is_part(self, i: int, title: str) -> bool:
        """Whether line `i` prints a part of the title."""
        text = self.body.bares[i]
        if not text or self.body.lines[i].cells is not None:
            return False
        if self.body.is_head[i]:
            return text in title or self.can_be[i - 1]
        return (
            (self.can_be[i] or (text in title and self.body.lines[i].text.lstrip()[:1] in "（("))
            and len(text) <= len(title) + 8
            and (text in title or fuzz.partial_ratio(text, title) >= 75)
        )

    def _window(self, a: int, b: int, wanted: Wanted) -> float:
        indexes = self._indexes(a, b, wanted)
        text = self.body.bare_text(indexes)
        if not text or len(text) > 3 * len(wanted.title) + 8 or len(text) > LONGEST_TITLE:
            return 0.0
        return 100.0 if text == wanted.title else likeness_of(folded(self.body.text(indexes)), wanted)

    def _indexes(self, a: int, b: int, wanted: Wanted) -> tuple[int, ...]:
        """Lines `a` to `b` without running heads; one that is the whole title is none."""
        kept = tuple(k for k in range(a, b + 1) if not self.body.is_head[k])
        return (a,) if a == b and self.body.bares[a] == wanted.title else kept

    def _place(self, wanted: Wanted, likeness: float, a: int, b: int) -> Place:
        title = self._indexes(a, b, wanted)
        whole = title_above(self.body, title[-1] + 1)
        if whole and set(title) < set(whole):  # bodies that the contents leave out stand above
            title = whole
        return Place(title[0], title[-1] + 1, title, None, likeness, self._score(wanted, title[0], likeness, None))

    def _score(self, wanted: Wanted, start: int, likeness: float, block: TitleBlock | None) -> float:
        score = likeness - LIKENESS + 10
        if block:
            score += _FORM
            if wanted.number and block.number:
                score += _NUMBER if number_key(wanted.number) == number_key(block.number) else _OTHER_NUMBER
        elif self.body.ends_document(self.body.previous(start)):
            score += _FORM / 2
        page = self.body.lines[start].page
        if page is not None and wanted.entry.page is not None:
            score += _PAGE if abs(page - wanted.entry.page) <= 1 else -_PAGE
        return score


def _pairs(text: str) -> Iterable[str]:
    return dict.fromkeys(text[k : k + 2] for k in range(len(text) - 1)) if len(text) > 1 else (text,)
