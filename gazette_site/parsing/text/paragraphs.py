"""Joining: lines become paragraphs again, over line ends, columns and pages.

    paragraph = line+        cut by the line width, a column, a page, a running head (taken out before)

What is decided at each line end: `seams`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from gazette_site.parsing.text.neighbours import Neighbours
from gazette_site.parsing.text.seams import GO_ON, RULES, Seam
from gazette_site.punctuation import is_closed
from gazette_site.reading.lines import Line
from gazette_site.scripts import WORD_END, WORD_START, is_chinese


class Para(Struct, frozen=True):
    """A paragraph: its lines in reading order."""

    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The words, line ends closed up."""
        return join_words(line.text for line in self.lines)

    @property
    def level(self) -> int:
        """Markdown heading level of its first line."""
        return self.lines[0].level

    def then(self, line: Line) -> Para:
        """The paragraph with one more line."""
        return Para((*self.lines, line))


def join_words(parts: Iterable[str]) -> str:
    """Lines put together as the print reads: without a blank, except in scripts that set blanks between words."""
    joined: list[str] = []
    last = ""
    for part in parts:
        if last and WORD_END.search(last) and WORD_START.match(part):
            joined.append(" ")
        joined.append(part)
        last = part[-2:] or last
    return "".join(joined)


def join_lines(lines: Sequence[Line], whole: frozenset[int] = frozenset()) -> list[Para]:
    """The paragraphs of `lines`; lines whose index is in `whole` are neither joined to the one before nor to the one after.

    Table rows and pictures are paragraphs of their own. Every line is in exactly one paragraph, in the given order.
    """
    around = Neighbours(lines)
    groups: list[list[Line]] = []
    start = 0
    for i, line in enumerate(lines):
        if i and _goes_on(lines, around, groups[-1], start, i, whole):
            groups[-1].append(line)
        else:
            groups.append([line])
            start = i
    return [Para(tuple(group)) for group in groups]


def _goes_on(
    lines: Sequence[Line], around: Neighbours, group: Sequence[Line], start: int, i: int, whole: frozenset[int]
) -> bool:
    last, line = lines[i - 1], lines[i]
    if not (_is_words(last) and _is_words(line)) or i in whole or i - 1 in whole:
        return False
    so_far = _words_so_far(group)
    if _is_over(so_far, last, line):
        return False
    seam = Seam(
        so_far=so_far,
        first=group[0],
        last=last,
        following=line,
        after=lines[i + 1] if i + 1 < len(lines) else None,
        full=around.is_full(i - 1),
        label=around.labels[start],
        next_label=around.labels[i],
        heading=around.say_heading(start) if len(group) == 1 else None,
        listed=(i - 1 in around.listed, i in around.listed),
        cuts=around.cuts,
    )
    return next((verdict for rule in RULES if (verdict := rule(seam)) is not None), False)


def _is_words(line: Line) -> bool:
    """Whether a line is no table row and no picture, and not empty."""
    return line.cells is None and line.picture is None and bool(line.text)


def _is_over(so_far: str, last: Line, following: Line) -> bool:
    """Whether no rule lets a paragraph go on, as nearly always: it is closed, an empty line follows, no indent is known, and what comes then
    is Chinese that begins with no mark. Told at once, for else each rule would have to be asked."""
    return (
        following.gap > 0
        and following.begins is None
        and following.text[0] not in GO_ON
        and is_closed(so_far)
        and is_chinese(last.text)
        and is_chinese(following.text)
    )


def _words_so_far(group: Sequence[Line]) -> str:
    """The words of a paragraph under way; of a long one what is enough for every rule, so that many lines never cost their square."""
    if len(group) == 1:
        return group[0].text
    return join_words(line.text for line in group) if len(group) < 40 else "…" * 60 + group[-1].text
