"""How alike a title of the contents and one of the body are.

The contents shorten and misprint: issuers become 市财政局等三部门 or are left out, a notice is named by the text that it carries, words are
dropped, 规划 is printed 计划. What differs in a numeral (第一批, 第二批) is more likely another document.
"""

from __future__ import annotations

import re
from collections import Counter

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from gazette_site.characters import bare, folded
from gazette_site.late import late
from gazette_site.model import ContentsLine, NormalNumber
from gazette_site.parsing.names.issuers import starts_subject
from gazette_site.parsing.names.order_names import leading_order_number
from gazette_site.parsing.names.titles import carried_name, kind_of

LIKENESS = 80.0
"""Least likeness (rapidfuzz ratio, 0 to 100) of a title in the contents and one in the body."""
_SHORT_FORM = 82.0
"""What a title counts that is the other with words left out."""
_SHORTENED = late(r"等\S{0,3}(?:部门|单位|机关|家)$|等$")
"""How contents name many issuers: 澜川市财政局等三部门."""
_NUMERALS = late(r"\d+|[一二三四五六七八九十〇零百]+")


class Wanted:
    """What a contents line says of its document."""

    def __init__(self, entry: ContentsLine) -> None:
        self.entry = entry
        self.printed = folded(entry.title)
        self.number: NormalNumber | None = entry.number or leading_order_number(entry.title)
        self.title = bare(self.printed)
        self.kind = kind_of(self.printed)


def likeness(text: str, wanted: Wanted) -> float:
    """How alike a title of the body and a contents line are, 0 to 100; 100 only if they are the same.

    Issuers may be shortened on either side, the contents may name only the text that is carried, and either may leave words out.
    """
    own, title = bare(text), wanted.title
    if own == title:
        return 100.0
    found = max(fuzz.ratio(own, title), _of_subjects(text, wanted.printed), _of_carried(text, title))
    if found < LIKENESS and kind_of(text) == wanted.kind and _leaves_words_out(own, title):
        found = _SHORT_FORM
    differs = Counter(_NUMERALS.findall(own)) != Counter(_NUMERALS.findall(title))
    return min(found - (5.0 if differs else 0.0), 99.0)


def _of_subjects(text: str, title: str) -> float:
    """How alike they are from the matter on, where the issuers of one are a shorter form of the other's."""
    a, b = starts_subject(text), starts_subject(title)
    if a is None or b is None:
        return 0.0
    ours, theirs = bare(text[a:]), bare(title[b:])
    if (min(len(ours), len(theirs)) < 8 and ours != theirs) or not _shorter_form(bare(text[:a]), bare(title[:b])):
        return 0.0
    return max(fuzz.ratio(ours, theirs) - 1.0, 0.0)


def _shorter_form(one: str, other: str) -> bool:
    """Whether one list of issuers is the other, shortened: 市政府, 澜川市财政局等三部门, or left out."""
    short, long = sorted((_SHORTENED.sub("", one), _SHORTENED.sub("", other)), key=len)
    return not short or LCSseq.similarity(short, long) >= 0.8 * len(short)


def _of_carried(text: str, title: str) -> float:
    """The contents may print only the name of the text that a notice carries."""
    carried = carried_name(text)
    return max(fuzz.ratio(bare(carried), title) - 4.0, 0.0) if carried else 0.0


def _leaves_words_out(one: str, other: str) -> bool:
    """Whether the shorter of two titles is the longer with words left out."""
    short, long = sorted((one, other), key=len)
    return len(short) >= 10 and 3 * len(short) >= len(long) and LCSseq.similarity(short, long) >= 0.94 * len(short)


def number_key(number: str) -> str:
    """A number for comparison: 第, brackets and blanks do not tell numbers apart, nor does the issuer of an order (市政府令第12号)."""
    compact = re.sub("第|年", "", bare(number))
    order = re.search(r"(?:令|公告|通告)\d+号$", compact)
    return order.group() if order else compact
