"""Decimal numbering, as plans (预案) have it.

number  = figures ("." figures)*        1 总则, 1.1 编制目的, 1.1.1 …
scheme  = numbers in sequence: the first below the one before, or the next beside it or beside one above it

A number alone proves nothing (`2.1万名`, `10月`); only a sequence with numbers of two figures or more is one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from gazette_site.characters import CJK, folded
from gazette_site.late import late
from gazette_site.model import Level
from gazette_site.parsing.text.labels import Label, label_of
from gazette_site.parsing.text.own_contents import own_contents
from gazette_site.punctuation import is_closed

_DECIMAL = late(
    rf"(?P<n>\d{{1,2}}(?:[.．]\d{{1,2}}){{0,3}})[.．、]?(?P<blank>[ \u3000]*)(?=[{CJK}《“（])(?![万亿千百十倍元米吨亩年月日时级版名个])"
)
_LEVELS = (Level.FIRST, Level.SECOND, Level.THIRD, Level.FOURTH)
_LEAST = 3
"""Numbers that make a sequence, one of them at least with a dot inside."""
_LONGEST = 30

Path = tuple[int, ...]


def labels_of(texts: Sequence[str]) -> list[Label | None]:
    """The labels of lines or paragraphs that stand one after the other, decimal numbers in sequence among them.

    Contents inside the text have a sequence of their own; the text after them begins anew.
    """
    labels = [label_of(text) for text in texts]
    listed = own_contents(texts)
    for i, label in decimal_labels([*texts[: listed.start], *texts[listed.stop :]]).items():
        labels[i if i < listed.start else i + len(listed)] = label
    for i, label in decimal_labels(texts[listed.start : listed.stop]).items():
        labels[listed.start + i] = label
    return labels


def is_decimal(label: Label) -> bool:
    """Whether a label is the number of a decimal scheme."""
    return label.level is not None and _DECIMAL.match(label.printed + "章") is not None and label.printed[-1].isdigit()


def decimal_labels(texts: Sequence[str]) -> dict[int, Label]:
    """Index → label for the lines that a decimal scheme numbers; the level is the depth of the number."""
    found: dict[int, Label] = {}
    path: Path = ()
    for i, text in enumerate(texts):
        match = _DECIMAL.match(text) if text[:1].isdigit() else None
        if match is None:
            continue
        number = tuple(int(n) for n in re.split("[.．]", match["n"]))
        if not _follows(number, path) or (len(number) == 1 and not _heads(text)):
            continue
        path = number
        found[i] = Label(_LEVELS[len(number) - 1], match["n"], number[-1], match.end())
    deep = sum("." in label.printed or "．" in label.printed for label in found.values())
    usual = deep * 2 >= len(found) or _opens(texts, found)
    return found if deep and usual and len(found) >= _LEAST else {}


def _opens(texts: Sequence[str], found: dict[int, Label]) -> bool:
    """Whether 1.1 stands right under 1, as it does in plans: 1 总则 | 1.1 编制目的."""
    first, second = sorted(found)[:2] if len(found) > 1 else (0, 0)
    under = all(not text.strip() for text in texts[first + 1 : second])
    return under and first < second and re.fullmatch(r"1[.．]1", found[second].printed) is not None


def _follows(number: Path, path: Path) -> bool:
    """Whether `number` can come after `path`: first of all, first below it, or next beside it or one above it."""
    if not path:
        return number in ((1,), (1, 1))
    if number == (*path, 1) or number == (path[0] + 1, 1):
        return True
    depth = len(number)
    return depth <= len(path) and number == (*path[: depth - 1], path[depth - 1] + 1)


def _heads(text: str) -> bool:
    """Whether a line can be a chapter of such a plan: short, and no sentence."""
    return len(folded(text)) <= _LONGEST and not re.search("[，。；：]", text) and not is_closed(text)
