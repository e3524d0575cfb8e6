"""Folios in the outer margin (书口页码), beside the text and level with some line of it: set aside before lines are made.

margin folio = figure+ marks      all print of the page stands on one side of it; over the pages it rises with them
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from gazette_site.model import FurnitureReason
from gazette_site.reading.pdf.characters import Aside, Char, PageContent
from gazette_site.reading.pdf.running import folio

_LONGEST = 8
"""Characters of a folio with its marks."""
_APART = 0.8
"""Sizes between it and the text."""


def without_margin_folios(contents: Sequence[PageContent]) -> list[PageContent]:
    """The pages, folios in their margins set aside; one page alone proves none."""
    found = {i: chars for i, content in enumerate(contents) if (chars := _beside_text(content.chars))}
    numbers = {i: int(number) for i, chars in found.items() if (number := folio("".join(c.text for c in chars)))}
    steps = Counter(number - i for i, number in numbers.items())
    usual, times = max(steps.items(), key=lambda step: step[1], default=(0, 0))
    return [
        _without(content, found[i]) if times > 1 and numbers.get(i) == usual + i else content
        for i, content in enumerate(contents)
    ]


def _without(content: PageContent, chars: Sequence[Char]) -> PageContent:
    apart = {id(char) for char in chars}
    aside = Aside(FurnitureReason.PAGE_NUMBER, tuple(chars), "书口")
    return content._replace(chars=tuple(c for c in content.chars if id(c) not in apart), aside=(*content.aside, aside))


def _beside_text(chars: Sequence[Char]) -> list[Char]:
    """The characters beyond the text at its left or its right, if they stand on one line and can be a folio."""
    inked = sorted((c for c in chars if not c.text.isspace()), key=lambda c: c.x0)
    for side in (inked[: _LONGEST + 1], inked[: -_LONGEST - 2 : -1]):
        for count in range(1, min(len(side), _LONGEST + 1)):
            part = sorted(side[:count], key=lambda c: c.x0)
            gap = side[count].x0 - part[-1].x1 if side[0] is inked[0] else part[0].x0 - side[count].x1
            if gap > _APART * part[0].size:
                level = max(c.base for c in part) - min(c.base for c in part) < 0.3 * part[0].size
                return part if level and folio("".join(c.text for c in part)) else []
    return []
