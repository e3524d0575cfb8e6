"""Raised marks of notes and powers (上标), lowered signs (下标): brought to the line in which they stand, the raised ones as signs that stay raised.

    raised mark  = small sign+    above the base line of larger characters, directly behind or in front of them
    lowered sign = small sign+    below it, directly behind them

Figures become raised figures (¹²³), so that none of them can be taken for a part of a number: 标准¹, 120³, 10⁻³. Signs that are told from the text
by themselves, ①, [1] and *, stay as they are; so do lowered figures: CO2, PM2.5.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from gazette_site.late import late
from gazette_site.reading.pdf.characters import Char

_SMALL = 0.88
"""Share of the size of the characters beside it up to which a sign is small."""
_LEAST, _MOST = 0.1, 0.75
"""How far above the base line of its line a raised sign stands, in sizes of that line."""
_LOWEST = 0.5
"""How far below it a lowered one stands."""
_TOUCH = 0.4
"""Sizes between a raised sign and the characters it belongs to."""
_LONGEST = 8
_MARK = late(
    r"[\[［〔【(（]?(?:注|注释)?(?:[-−–+]?[0-9]{1,3}(?:[,，、\-–—~][0-9]{1,3})*|[a-z]|[①-⑳]+|[*＊†‡§※#]{1,4})[\]］〕】)）]?"
)
_LOWERED = late(r"[0-9A-Za-z\U0001d400-\U0001d7ff.+\-]{1,6}")
_FIGURES = late(r"[-−–+]?[0-9]+")
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_POWERS = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")


def levelled(chars: Sequence[Char]) -> Sequence[Char]:
    """The characters of a page, raised marks of notes on the base line of their line; in their order."""
    small = _small_runs(chars)
    if not small:
        return chars
    lines = _Lines(chars)
    moved: dict[int, Char] = {}
    for run in small:
        mark = [chars[i] for i in run]
        base = lines.base_beside(mark) if _MARK.fullmatch(_said(mark)) else None
        if base is not None:
            moved.update(zip(run, _brought_down(mark, base), strict=True))
        elif (base := lines.base_before(mark)) is not None:
            moved.update((i, chars[i]._replace(base=base)) for i in run)
    return [moved.get(i, char) for i, char in enumerate(chars)] if moved else chars


def _small_runs(chars: Sequence[Char]) -> list[list[int]]:
    """Indices of characters that can be the mark of a note by their words, run by run in the order of printing."""
    runs: list[list[int]] = []
    for i, char in enumerate(chars):
        if runs and runs[-1][-1] == i - 1 and _goes_on(chars[i - 1], char):
            runs[-1].append(i)
        else:
            runs.append([i])
    return [run for run in runs if len(run) <= _LONGEST and _may_be_mark(_said([chars[i] for i in run]))]


def _said(run: Sequence[Char]) -> str:
    return "".join(char.text for char in run)


def _may_be_mark(words: str) -> bool:
    return _MARK.fullmatch(words) is not None or _LOWERED.fullmatch(words) is not None


def _goes_on(before: Char, after: Char) -> bool:
    size = before.size
    level = abs(before.base - after.base) < 0.05 * size and abs(size - after.size) < 0.1 * size
    return level and -0.3 * size < after.x0 - before.x1 < _TOUCH * size


class _Lines:
    """The characters of a page by base line, to find what stands beside a place."""

    def __init__(self, chars: Sequence[Char]) -> None:
        by_base: defaultdict[int, list[Char]] = defaultdict(list)
        for char in chars:
            if not char.text.isspace():
                by_base[round(char.base)].append(char)
        self.lines: Mapping[int, list[Char]] = {k: sorted(line, key=lambda c: c.x0) for k, line in by_base.items()}
        self.starts = {k: [c.x0 for c in line] for k, line in self.lines.items()}
        self.largest = max((c.size for c in chars), default=0.0)

    def base_beside(self, run: Sequence[Char]) -> float | None:
        """The base line of the larger characters beside which a run is raised; of those before it rather than of those behind."""
        for behind in (False, True):
            found = [c for c in self._beside(run, behind) if _is_raised(run[0], c)]
            if found:
                return min(found, key=lambda c: c.base).base
        return None

    def base_before(self, run: Sequence[Char]) -> float | None:
        """The base line of the larger characters before a run that is lowered."""
        found = [c for c in self._beside(run, behind=False, up=True) if _is_lowered(run[0], c)]
        return max(found, key=lambda c: c.base).base if found else None

    def _beside(self, run: Sequence[Char], behind: bool, up: bool = False) -> Iterator[Char]:
        edge, size = (run[-1].x1, run[0].size) if behind else (run[0].x0, run[0].size)
        reach = int((_LOWEST if up else _MOST) * min(self.largest, 4 * size)) + 2
        own = round(run[0].base)
        for level in range(own - reach, own) if up else range(own, own + reach):
            line = self.lines.get(level, [])
            k = bisect_left(self.starts.get(level, []), edge - 0.3 * size)
            for char in line[max(k - 1, 0) : k + 2]:
                gap = char.x0 - edge if behind else edge - char.x1
                if -0.5 * size < gap < _TOUCH * max(char.size, size) and char not in run:
                    yield char


def _is_raised(mark: Char, beside: Char) -> bool:
    above = (beside.base - mark.base) / beside.size
    return mark.size <= _SMALL * beside.size and _LEAST <= above <= _MOST


def _is_lowered(sign: Char, beside: Char) -> bool:
    below = (sign.base - beside.base) / beside.size
    return sign.size <= _SMALL * beside.size and _LEAST <= below <= _LOWEST and sign.x0 - beside.x1 < 0.15 * beside.size


def _brought_down(run: Sequence[Char], base: float) -> Iterator[Char]:
    """The signs of a mark on a base line; bare figures stay raised."""
    bare = _FIGURES.fullmatch(_said(run)) is not None
    for char in run:
        yield char._replace(base=base, text=char.text.translate(_POWERS) if bare else char.text)
