"""目录 inside a text: a plan or a regulation lists its own chapters before it begins.

own-contents = (目录 | 目次) line+        up to where the first of these lines is printed again, as the heading that it stands for

The lines look like headings, number by number, and are none: the headings come after them.
"""

from __future__ import annotations

from collections.abc import Sequence

from gazette_site.characters import folded
from gazette_site.late import late
from gazette_site.punctuation import is_closed

_NAMES = ("目录", "目次")
_LONGEST_NAME = 12
_MOST_LINES = 400
_PAGE = late(r"[.·…—\-(（]*\d{0,3}[)）]?$")
"""The leaders and the page behind a line."""


def own_contents(texts: Sequence[str]) -> range:
    """Indexes of the lines of the contents inside a text, without their heading; empty if there are none."""
    for i, text in enumerate(texts):
        if "目" in text and len(text) <= _LONGEST_NAME and folded(text) in _NAMES and i + 1 < len(texts):
            first = _name(texts[i + 1])
            for k in range(i + 2, min(i + _MOST_LINES, len(texts))):
                if is_closed(texts[k - 1]):
                    break
                if first and _name(texts[k]) == first:
                    return range(i + 1, k)
    return range(0)


def _name(line: str) -> str:
    """A line without its page, for comparison."""
    return _PAGE.sub("", folded(line)) if len(line) <= 120 else ""
