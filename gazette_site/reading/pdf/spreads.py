"""Two printed pages on one page of a PDF (对页): each is read as the page it is, with its own number.

    spread = page wider than high, nothing printed across its middle, folio n in its left half and n + 1 in its right one

Pages as large whose middle is free are spreads, too, once one has shown it: a picture has no folio. Both halves keep the number of the page of the
PDF.
"""

from __future__ import annotations

from collections.abc import Sequence

from gazette_site.reading.pdf.blanks import row_text
from gazette_site.reading.pdf.characters import Box, Char, PageContent
from gazette_site.reading.pdf.gutters import lines_by_base
from gazette_site.reading.pdf.running import BOTTOM, TOP, any_folio, folio_beside

_LONGEST = 12
"""Characters of a folio with its marks."""
_APART = 1.5
"""Sizes between a folio and other words of its line."""


def halved(contents: Sequence[PageContent]) -> list[PageContent]:
    """The pages, spreads as two."""
    shown = {_size(content) for content in contents if _is_spread(content)}
    halves = [_halves(content) if _size(content) in shown and _is_free(content) else (content,) for content in contents]
    return [half for pair in halves for half in pair]


def _size(content: PageContent) -> tuple[int, int]:
    return round(content.width), round(content.height)


def _is_spread(content: PageContent) -> bool:
    """Whether the folios of two pages stand in its halves."""
    if content.width <= content.height or not _is_free(content):
        return False
    edge = [c for c in content.chars if not TOP < c.base < content.height - BOTTOM and not c.text.isspace()]
    left = [char for char in edge if char.middle < content.width / 2]
    right = [char for char in edge if char.middle >= content.width / 2]
    return any(str(int(number) + 1) in _folios(right) for number in _folios(left))


def _folios(chars: Sequence[Char]) -> set[str]:
    """The page numbers that stand by themselves among the characters at the edges of half a page."""
    found: set[str] = set()
    for line in lines_by_base(chars, chars[0].size if chars else 1.0):
        beside = folio_beside(row_text(line))  # in one line with a running head
        found |= {beside} if beside else set()
        start = 0
        for k in range(1, len(line) + 1):
            if k == len(line) or line[k].x0 - line[k - 1].x1 > _APART * line[k].size:
                number = any_folio("".join(c.text for c in line[start:k])) if k - start <= _LONGEST else None
                found |= {number} if number else set()
                start = k
    return found


def _is_free(content: PageContent) -> bool:
    """Whether no character and no picture stands across the middle of a page."""
    middle = content.width / 2
    boxes = [*content.pictures, *(rule for rule in content.rules if rule.x1 - rule.x0 > 3)]
    return not any(c.x0 < middle < c.x1 and not c.text.isspace() for c in content.chars) and not any(
        box.x0 < middle - 3 and box.x1 > middle + 3 for box in boxes
    )


def _halves(content: PageContent) -> tuple[PageContent, PageContent]:
    middle = content.width / 2
    left, right = _half(content, -1e9, middle, 0.0), _half(content, middle, 1e9, middle)
    strange = sum(char.text == "\ufffd" for char in left.chars)
    return (
        left._replace(unmapped=content.unmapped[:strange]),
        right._replace(unmapped=content.unmapped[strange:], outlined=0),
    )


def _half(content: PageContent, low: float, high: float, left: float) -> PageContent:
    """What begins between two places of a page, moved to the left so far."""
    asides = (aside._replace(chars=_moved(aside.chars, low, high, left)) for aside in content.aside)
    return content._replace(
        width=content.width / 2,
        chars=_moved(content.chars, low, high, left),
        aside=tuple(aside for aside in asides if aside.chars),
        rules=_moved_boxes(content.rules, low, high, left),
        pictures=_moved_boxes(content.pictures, low, high, left),
    )


def _moved(chars: Sequence[Char], low: float, high: float, left: float) -> tuple[Char, ...]:
    return tuple(c._replace(x0=c.x0 - left, x1=c.x1 - left) for c in chars if low <= c.middle < high)


def _moved_boxes(boxes: Sequence[Box], low: float, high: float, left: float) -> tuple[Box, ...]:
    return tuple(b._replace(x0=b.x0 - left, x1=b.x1 - left) for b in boxes if low <= (b.x0 + b.x1) / 2 < high)
