"""Texts from lines, and the named repairs: the few changes that are safe to make and are always shown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from gazette_site.characters import CJK, one_line, without_blanks
from gazette_site.late import late
from gazette_site.model import Repair, RepairName, Text
from gazette_site.parsing.text.paragraphs import join_words
from gazette_site.reading.lines import Line, entity_repairs, font_repairs, line_spans, line_text

_AND = late(rf"(?<=[{CJK}”）》])\s*\band\b\s*(?=[{CJK}“（《])")
_LATEX = late(r"\$(?P<math>[^$\n]{1,80})\$")
_RADICAL = late(r"[\u2e80-\u2fdf\uf900-\ufaff]")
_SIGNS = (
    (r"\\leqslant|\\leq|\\le\b", "≤"),
    (r"\\geqslant|\\geq|\\ge\b", "≥"),
    (r"\\times", "×"),
    (r"\\pm", "±"),
    (r"\\sim", "～"),
    (r"\\div", "÷"),
    (r"\\cdot", "·"),
    (r"\\neq?\b", "≠"),
    (r"\\approx", "≈"),
    (r"\\rightarrow|\\to\b", "→"),
    (r"\^\{?\s*\\circ\s*\}?\s*\\?(?:mathrm)?\{?C\}?", "℃"),
    (r"\^\{?\s*\\circ\s*\}?", "°"),
    (r"\\%", "%"),
    (r"\^\{?2\}?", "²"),
    (r"\^\{?3\}?", "³"),
    (r"\\(?:mathrm|text|mathbf|rm)\s*\{([^{}]*)\}", r"\1"),
    (r"\\[,;: ]|~", ""),
)


def text_of(lines: Iterable[Line]) -> Text:
    """Lines as one paragraph: line ends closed up, runs of blanks as one, repairs made."""
    kept = tuple(lines)
    if len(kept) == 1 and kept[0].cells is None and not kept[0].entities and not kept[0].printed:  # nearly every one
        repaired, repairs = repair(one_line(kept[0].text))
        return Text(repaired, kept[0].spans, repairs)
    value = one_line(join_words(line_text(line) for line in kept))
    spans = tuple(span for line in kept for span in line_spans(line))
    entities = tuple(change for line in kept for change in entity_repairs(line))
    repaired, repairs = repair(value)
    fonts = tuple(change for line in kept for change in font_repairs(line))
    return Text(repaired, spans, (*entities, *fonts, *repairs))


def title_of(lines: Iterable[Line]) -> Text:
    """Lines as one title: blanks inside are line ends of the print and are removed."""
    text = text_of(lines)
    return Text(without_blanks(text.value), text.spans, text.repairs)


def cell_of(paragraphs: Iterable[Line]) -> Text:
    """The paragraphs of a table cell, one a line."""
    texts = [text_of([line]) for line in paragraphs]
    return Text(
        "\n".join(t.value for t in texts),
        tuple(s for t in texts for s in t.spans),
        tuple(r for t in texts for r in t.repairs),
    )


def repair(value: str) -> tuple[str, tuple[Repair, ...]]:
    """`value` with every repair made, and the list of them in order.

    1. ` and ` between two Chinese words is 和.
    2. LaTeX that consists of known signs only is those signs; other LaTeX stays.
    3. Radicals and compatibility ideographs are the characters that they stand in for.
    """
    if value.isascii() and "$" not in value:
        return value, ()
    repairs: list[Repair] = []
    if "and" in value:
        value = _replace(value, _AND, RepairName.LATIN_AND, lambda m: "和", repairs)
    if "$" in value:
        value = _replace(value, _LATEX, RepairName.LATEX, lambda m: _signs(m["math"]), repairs)
    if _RADICAL.search(value):
        value = _replace(
            value, _RADICAL, RepairName.RADICAL, lambda m: unicodedata.normalize("NFKC", m.group()), repairs
        )
    return value, tuple(repairs)


def _replace(value: str, pattern: re.Pattern[str], name: RepairName, make: object, repairs: list[Repair]) -> str:
    result, position = [], 0
    for match in pattern.finditer(value):
        new = make(match)  # type: ignore[operator]
        if new is None or new == match.group():
            continue
        before = value[max(match.start() - 1, position) : match.end() + 1]
        left = before[: match.start() - max(match.start() - 1, position)]
        repairs.append(Repair(name, before, left + new + value[match.end() : match.end() + 1]))
        result += [value[position : match.start()], new]
        position = match.end()
    return "".join([*result, value[position:]])


def _signs(math: str) -> str | None:
    for pattern, sign in _SIGNS:
        math = re.sub(pattern, sign, math)
    return None if re.search(r"[\\{}^_]", math) else re.sub(r"\s+", "", math)
