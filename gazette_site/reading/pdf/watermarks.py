"""Watermarks (水印): slanted words, and large ones that are laid over or under the text at one place of several pages.

    slanted   = glyph+      its line neither level nor upright, on a page most of which is
    laid over = word        large, the same at the same place of two pages or more, on one of them through other print

What slants and is printed once, such as the words of a seal, is set aside as well, and said.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import atan2, degrees

from gazette_site.model import FurnitureReason
from gazette_site.reading.pdf.characters import Aside, Char, PageContent
from gazette_site.reading.pdf.painting import Glyph

SLANTED = "斜排"
"""Why such characters are set aside, for the report."""
_LEVEL = 8.0
"""Degrees up to which print is level: a scan may be laid down askew."""
_LARGE = 1.4
"""Sizes of the body text from which words laid over it are looked for."""
_MOST = 40
"""Large words of a page that are looked at."""
_STARS = frozenset("★☆")
_ACROSS = 2
"""Characters of other print within a word from which it is laid over it."""


def slanted(glyphs: Sequence[Glyph]) -> frozenset[int]:
    """The glyphs that slant, by index.

    There are none on a page most of which slants. Those painted between two that slant are of their word, and so is the star of a seal.
    """
    found = {i for i, glyph in enumerate(glyphs) if not glyph.vertical and _slant(glyph) > _LEVEL}
    if 2 * len(found) > len(glyphs):
        return frozenset()
    for i in range(1, len(glyphs) - 1):
        if i not in found and i - 1 in found and i + 1 in found and _near(glyphs[i - 1], glyphs[i], glyphs[i + 1]):
            found.add(i)  # the upright character at the top of a seal
    stars = {i for i, glyph in enumerate(glyphs) if glyph.text in _STARS and i - 1 in found}
    return frozenset(found | {i for i in stars if _is_inside(glyphs[i], _run_before(glyphs, found, i))})


def _near(*glyphs: Glyph) -> bool:
    """Whether glyphs follow each other as those of a word do."""
    return all(
        max(abs(a.box[0] - b.box[0]), abs(a.box[1] - b.box[1])) < 3 * max(a.size, b.size) for a, b in pairwise(glyphs)
    )


def _run_before(glyphs: Sequence[Glyph], found: set[int], i: int) -> list[Glyph]:
    """The glyphs of a seal that were painted right before its star."""
    start = i
    while start - 1 in found and i - start < _MOST:
        start -= 1
    return list(glyphs[start:i])


def _is_inside(star: Glyph, run: Sequence[Glyph]) -> bool:
    x, y = (star.box[0] + star.box[2]) / 2, (star.box[1] + star.box[3]) / 2
    xs, ys = [x for g in run for x in g.box[::2]], [y for g in run for y in g.box[1::2]]
    return min(xs) < x < max(xs) and min(ys) < y < max(ys)


def _slant(glyph: Glyph) -> float:
    """Degrees between the line of a glyph and the nearest right angle."""
    turn = degrees(atan2(glyph.matrix[1], glyph.matrix[0])) % 90
    return min(turn, 90 - turn)


def without_watermarks(contents: Sequence[PageContent], size: float) -> list[PageContent]:
    """The pages, their watermarks set aside and named; `size` is that of the body text."""
    laid = _laid_over(contents, size)
    words = Counter(_said(run) for content in contents for aside in content.aside for run in _slanted_runs(aside))
    return [
        content._replace(
            chars=tuple(c for c in content.chars if id(c) not in laid),
            aside=(*(named for aside in content.aside for named in _named(aside, words)), *_asides(content, laid)),
        )
        for content in contents
    ]


def _asides(content: PageContent, laid: frozenset[int]) -> Iterator[Aside]:
    chars = tuple(c for c in content.chars if id(c) in laid)
    if chars:
        yield Aside(FurnitureReason.WATERMARK, chars)


def _slanted_runs(aside: Aside) -> Iterable[tuple[Char, ...]]:
    return runs(aside.chars) if aside.why == SLANTED else ()


def _named(aside: Aside, words: Counter[str]) -> Iterator[Aside]:
    """What slants, that which is printed more than once told from the rest."""
    if aside.why != SLANTED:
        yield aside
    for run in _slanted_runs(aside):
        yield aside._replace(
            reason=FurnitureReason.WATERMARK if words[_said(run)] > 1 else aside.reason,
            chars=run,
        )


def _said(run: Sequence[Char]) -> str:
    return "".join(char.text for char in run if not char.text.isspace())


def runs(chars: Sequence[Char]) -> Iterator[tuple[Char, ...]]:
    """Characters in the order of printing, cut where the next stands far from the one before."""
    start = 0
    for k, (before, after) in enumerate(pairwise(chars), 1):
        if max(abs(before.middle - after.middle), abs(before.base - after.base)) > 3 * max(before.size, after.size):
            yield tuple(chars[start:k])
            start = k
    yield tuple(chars[start:])


_Place = tuple[str, int, int, int]
"""Words, and where their first character stands: left edge, base line, size."""


def _laid_over(contents: Sequence[PageContent], size: float) -> frozenset[int]:
    """The characters, by identity, of large words that stand at one place of several pages and run through other print on one of them."""
    found: defaultdict[_Place, list[tuple[PageContent, tuple[Char, ...]]]] = defaultdict(list)
    for content in contents:
        for word in list(_large_words(content.chars, size))[:_MOST]:
            found[_place(word)].append((content, word))
    repeated = [places for places in found.values() if len(places) > 1]
    laid = [words for words in repeated if any(_is_across(word, content) for content, word in words)]
    return frozenset(id(char) for words in laid for _, word in words for char in word)


def _place(word: Sequence[Char]) -> _Place:
    first = word[0]
    return _said(word), round(first.x0 / 2), round(first.base / 2), round(first.size)


def _large_words(chars: Sequence[Char], size: float) -> Iterator[tuple[Char, ...]]:
    """Runs of large print of one size in the order of printing."""
    start = 0
    for k in range(1, len(chars) + 1):
        if k == len(chars) or abs(chars[k].size - chars[start].size) > 0.5:
            if chars[start].size > _LARGE * size:
                yield from (run for run in runs(chars[start:k]) if _said(run))
            start = k


def _is_across(word: Sequence[Char], content: PageContent) -> bool:
    """Whether other print stands within the characters of a word."""
    ours = sorted(word, key=lambda c: c.x0)
    starts = [c.x0 for c in ours]
    mine = {id(c) for c in word}
    hits = 0
    for char in content.chars:
        k = bisect_left(starts, char.middle) - 1
        if k < 0 or id(char) in mine or char.text.isspace():
            continue
        around = ours[k]
        hits += char.middle < around.x1 and around.top < char.base - 0.4 * char.size < around.base
        if hits >= _ACROSS:
            return True
    return False
