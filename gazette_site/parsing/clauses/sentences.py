"""Sentences made ready for recognisers: widths folded, blanks dropped, what is only quoted hidden.

A recogniser must not read 施行 inside the title of another document or inside the new wording of an amended article. So what stands in 《》,
in “” and in the brackets after a title is hidden, character by character; every place can be led back to the printed words.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from msgspec import Struct
from msgspec.structs import replace

from gazette_site.characters import BLANK, folded, may_have_blanks, narrow
from gazette_site.code_shapes import NO_NAMES, Names
from gazette_site.document_numbers import NumberMatch, find_numbers
from gazette_site.late import late
from gazette_site.model import Place
from gazette_site.parsing.names.elided import all_numbers

HIDDEN = "□"
"""Stands for every hidden character."""

_END = late(r"[。！!]+[」』)\"”]*")
_CLOSES = {")": "(", "”": "“", "」": "「", "》": "《"}
_SIGN = late(r"[()“”「」《》\"]")
_OPENING = late(r"[《(“「\"]")
_COMMA = late(r"[,;]")
_LONGEST_SENTENCE = 8000
_LONGEST_TITLE, _LONGEST_BRACKET = 400, 2000
"""Longer ones were never closed."""
_WIDTHS = {0x3000: 0x20, **{wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}}
"""Full-width signs and their narrow forms."""
_LONG_QUOTE = 12
"""A quotation of so many characters, or with a full stop inside, is text and no name."""


class Sentence(Struct, frozen=True, dict=True):
    """One sentence of a paragraph."""

    plain: str
    """Folded, with what is quoted hidden: `本办法自2025年3月1日起施行,《□□□》(□□□)同时废止。`"""
    full: str
    """The same with nothing hidden; of equal length."""
    printed: str
    """The whole paragraph as printed."""
    origin: Sequence[int]
    """For each character of `plain` its index in `printed`."""
    place: Place
    first: bool = True
    """Whether it begins the paragraph."""
    names: Names = NO_NAMES
    """What its document makes known of codes and bodies."""

    @property
    def evidence(self) -> str:
        """The sentence as printed."""
        return self.printed[self.origin[0] : self.origin[-1] + 1] if self.origin else ""

    def words(self, start: int, end: int) -> str:
        """The printed words of a part of `plain`."""
        return self.printed[self.origin[start] : self.origin[end - 1] + 1] if start < end else ""

    def evidence_with(self, later: Sentence) -> str:
        """This sentence and a later one of the same paragraph, with what stands between."""
        return self.printed[self.origin[0] : later.origin[-1] + 1]

    @cached_property
    def numbers(self) -> tuple[NumberMatch, ...]:
        """The document numbers in it, hidden or not."""
        return tuple(all_numbers(self.full, self.names)) if "号" in self.full else ()

    @cached_property
    def number_starts(self) -> tuple[int, ...]:
        """Where they begin, in order."""
        return tuple(number.start for number in self.numbers)


def sentences(printed: str, place: Place, names: Names = NO_NAMES) -> Iterator[Sentence]:
    """The sentences of a paragraph. A full stop inside a quotation or brackets ends none.

    What goes on without a full stop for `_LONGEST_SENTENCE` characters is cut at a comma: no sentence of a person is so long,
    and the sentence is quoted for each document that it names.
    """
    said = _sentences(printed, place)
    return iter(said) if names is NO_NAMES else (replace(one, names=names) for one in said)


@lru_cache(maxsize=512)  # Several readers take the same paragraph apart one after the other.
def _sentences(printed: str, place: Place) -> tuple[Sentence, ...]:
    full, origin = _folded(printed)
    plain, start = hide(full), 0
    found = []
    for end in _ends(plain):
        if end > start:
            words = full[start:end]
            shown = words if plain is full else plain[start:end]
            found.append(Sentence(shown, words, printed, origin[start:end], place, start == 0))
            start = end
    return tuple(found)


def whole_line(printed: str) -> Sentence:
    """A line of a list as one sentence, full stops or not; it has no place of its own."""
    full, origin = _folded(printed)
    return Sentence(hide(full), full, printed, origin, Place(-1))


def _ends(plain: str) -> list[int]:
    """Where the sentences end."""
    stops = [match.end() for match in _END.finditer(plain)]
    stops.append(len(plain))
    return stops if len(plain) <= _LONGEST_SENTENCE else list(_cut_at_commas(plain, stops))


def _cut_at_commas(plain: str, stops: Sequence[int]) -> Iterator[int]:
    """The ends of sentences, and the commas where a long one is cut."""
    start = 0
    for stop in stops:
        while stop - start > _LONGEST_SENTENCE and (comma := _COMMA.search(plain, start + _LONGEST_SENTENCE, stop)):
            start = comma.end()
            yield start
        yield stop
        start = stop


def hide(full: str) -> str:
    """`full` with titles, long quotations and the brackets of citations hidden; of equal length.

    1. 《…》 hides what is in it, with titles inside the title.
    2. “…” hides what is in it if that is text: long, or with a full stop; the new wording that a later paragraph closes
       (修改为：“…) hides what is left of this one.
    3. (…) hides what is in it right after 》 or 号, or if it holds a document number; other brackets are words of the sentence.
    """
    opening = list(_OPENING.finditer(full))
    if not opening:
        return full
    shown: list[str] = []
    position = 0
    ends = _ends_of_brackets(full)
    for match in opening:
        start = match.start()
        if start < position:
            continue
        end = ends.get(start, 0)
        if end - start > (_LONGEST_TITLE if match[0] == "《" else _LONGEST_BRACKET):
            end = 0
        if not end and match[0] == "“" and full[start - 1 : start] in (":", "为"):
            end = len(full) + 1
        if end and (match[0] == "《" or _is_hidden(full, start, end)):
            last = min(end - 1, len(full))
            shown += full[position - 1 : start + 1] if position else full[: start + 1], HIDDEN * (last - start - 1)
            position = end
    return "".join((*shown, full[position - 1 :])) if position else full


def _folded(printed: str) -> tuple[str, Sequence[int]]:
    """Widths folded and blanks dropped, and for each character that is left its index in `printed`."""
    plain = narrow(printed)  # the usual case, character for character
    if plain == folded(printed):
        return plain, range(len(plain))
    if not unicodedata.is_normalized("NFKC", plain):
        plain = printed.translate(_WIDTHS)
    if unicodedata.is_normalized("NFKC", plain):
        if not (may_have_blanks(plain) and BLANK.search(plain)):
            return plain, range(len(plain))
        return _between_blanks(plain)
    letters = ((i, c) for i, one in enumerate(printed) for c in unicodedata.normalize("NFKC", one))
    kept = [(i, c) for i, c in letters if not BLANK.match(c)]
    return "".join(c for _, c in kept), tuple(i for i, _ in kept)


def _between_blanks(plain: str) -> tuple[str, Sequence[int]]:
    """What stands between blanks, and the index of each of its characters."""
    words: list[str] = []
    origin: list[int] = []
    start = 0
    for end, after in (*(match.span() for match in BLANK.finditer(plain)), (len(plain), 0)):
        words.append(plain[start:end])
        origin += range(start, end)
        start = after
    return "".join(words), tuple(origin)


def _ends_of_brackets(text: str) -> dict[int, int]:
    """For each opening sign that is closed one after its closing sign, signs of one kind inside each other."""
    ends: dict[int, int] = {}
    open_signs: dict[str, list[int]] = {}
    for match in _SIGN.finditer(text):
        sign, position = match[0], match.start()
        waiting = open_signs.setdefault(_CLOSES.get(sign, sign), [])
        if sign in _CLOSES or (sign == '"' and waiting):
            if waiting:
                ends[waiting.pop()] = position + 1
        else:
            waiting.append(position)
    return ends


def _is_hidden(text: str, start: int, end: int) -> bool:
    inside = text[start + 1 : end - 1]
    if text[start] != "(":
        return len(inside) >= _LONG_QUOTE or "。" in inside
    return text[start - 1 : start] in ("》", "号") or ("号" in inside and any(find_numbers(inside)))
