"""What counts as the same character, and what counts as no character at all."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable

from gazette_site.late import late

BLANK = late(
    r"[\s\x00-\x1f\x7f-\x9f\u00ad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb]+"
)
"""White space, control and zero-width characters: they carry no print, may be dropped and are not counted."""

UNFIT = late(
    "[\\x00-\\x08\\x0b-\\x0c\\x0e-\\x1f\\x7f-\\x9f"  # control characters but tab and line ends
    "\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u206f"  # marks of direction and their kin
    "\\u2028\\u2029\\ufff9-\\ufffb"  # line ends of Unicode, marks of annotations
    "\\ud800-\\udfff\\ufdd0-\\ufdef\\ufffe\\uffff"  # halves of characters, noncharacters
    "\\U000e0000-\\U000e007f"  # tags, which nobody sees
    + "".join(f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(1, 17))
    + "]"
)
"""What no text may hold, wherever it comes from: some of it is forbidden in XML and HTML, the rest makes text look like other text.

It is asked for at every entrance: `reading.entrance` sets it aside in transcripts and PDFs; sidecar, settings and wording refuse it."""

CJK = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Ranges of Chinese characters for use inside a character class."""

MONGOLIAN = late(r"[\u1800-\u18af\U00011660-\U0001167f]")
"""Traditional Mongolian script, printed on the cover of gazettes of Inner Mongolia."""

_CONTROL = late(rf"{UNFIT.pattern}|[\t\r]")
_VARIANT = late("[\ufe00-\ufe0f]")
"""The blanks that `str.isprintable` takes for print."""
_WIDE = tuple((wide, chr(ord(wide) - 0xFEE0)) for wide in "，：；（）！？％")
_USUAL = ",。:;()、《》“”.%-!〔〕—"
"""The commonest punctuation of folded text: most texts are bare without it."""
_PUNCTUATION = late(rf"[^\w{CJK}]+|_+")
_MOST = 1 << 16
"""Texts remembered at a time."""


class _Remembered(dict[str, str]):
    """What a function made of the texts it was asked for last: every rule asks for the same lines again."""

    def __init__(self, function: Callable[[str], str]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, text: str) -> str:
        if len(self) >= _MOST:
            self.clear()
        self[text] = made = self._function(text)
        return made


def _without_blanks(text: str) -> str:
    return BLANK.sub("", text) if may_have_blanks(text) else text


def _folded(text: str) -> str:
    return _without_blanks(compatible(text))


def may_have_blanks(text: str) -> bool:
    """False only for a text without blanks; the usual text is told in a tenth of the time that `BLANK` needs."""
    return not text.isprintable() or " " in text or _VARIANT.search(text) is not None


def compatible(text: str) -> str:
    """`text` in the form NFKC. The full-width signs of Chinese print go first: what is left is mostly in that form already."""
    return unicodedata.normalize("NFKC", narrow(text))


def narrow(text: str) -> str:
    """`text` with the commonest full-width signs as their narrow forms, character for character."""
    for wide, usual in _WIDE:
        if wide in text:
            text = text.replace(wide, usual)
    return text


def _bare(text: str) -> str:
    return _of_letters(_without_usual(folded(text).lower()))


def _without_usual(text: str) -> str:
    for sign in _USUAL:
        if sign in text:
            text = text.replace(sign, "")
    return text


def _of_letters(text: str) -> str:
    return text if text.isalnum() else _PUNCTUATION.sub("", text)


_TIGHT, _FOLDED, _BARE = _Remembered(_without_blanks), _Remembered(_folded), _Remembered(_bare)
without_blanks: Callable[[str], str] = _TIGHT.__getitem__
"""A text without anything that carries no print."""
folded: Callable[[str], str] = _FOLDED.__getitem__
"""A text for comparison: compatibility forms and widths folded (NFKC), blanks dropped."""
bare: Callable[[str], str] = _BARE.__getitem__
"""A text for loose comparison: folded, lower case, letters and digits only."""


def remember(texts: Iterable[str]) -> None:
    """Makes the three forms of many texts at once, in a third of the time that they take one by one; texts of several lines are left.

    The lines of one text are folded as each of them is: no line end is part of a longer form, changes one, or is changed.
    """
    new = [text for text in dict.fromkeys(texts) if text not in _BARE and "\n" not in text]
    if not new or len(new) > _MOST:
        return
    for remembered in (_TIGHT, _FOLDED, _BARE):
        if len(remembered) + len(new) > _MOST:
            remembered.clear()
    together = "\n".join(new)
    tight = _without_blanks if _VARIANT.search(together) else _usually_without_blanks
    _TIGHT.update(zip(new, map(tight, new), strict=True))
    plain = list(map(tight, compatible(together).split("\n")))
    _FOLDED.update(zip(new, plain, strict=True))
    letters = _without_usual("\n".join(plain).lower()).split("\n")
    _BARE.update(zip(new, map(_of_letters, letters), strict=True))


def _usually_without_blanks(text: str) -> str:
    """`_without_blanks`, where no variant of a character is chosen."""
    return text if text.isprintable() and " " not in text else BLANK.sub("", text)


def forget() -> None:
    """Lets go of the texts that were compared last: after an issue nobody asks for them again."""
    for remembered in (_TIGHT, _FOLDED, _BARE):
        remembered.clear()


def one_line(text: str) -> str:
    """`text` with every run of blanks as a single space, none at the ends."""
    return BLANK.sub(" ", text).strip() if len(without_blanks(text)) < len(text) else text


def has_unfit(text: str) -> bool:
    """Whether a text holds anything unfit; quick where it does not: Python takes the blank of Chinese print for no print."""
    return not text.replace("\u3000", "").isprintable() and UNFIT.search(text) is not None


def named(text: str) -> str:
    """`text` with what is unfit written by its number: `甲[U+FFFE]乙`."""
    return UNFIT.sub(lambda match: f"[{code_point(match[0])}]", text) if has_unfit(text) else text


def unfit_in(text: str) -> str:
    """What is unfit in a text by its numbers, each once, in order: `U+0000、U+202E`; empty if nothing is."""
    return "、".join(map(code_point, dict.fromkeys(UNFIT.findall(text)))) if has_unfit(text) else ""


def code_point(character: str) -> str:
    """The number of a character as Unicode writes it: `U+FFFE`."""
    return f"U+{ord(character):04X}"


def for_terminal(text: str) -> str:
    """`text` as a terminal may show it: only line feeds stay, other control characters and all that is unfit are written `\\x1b`, `\\u202e`."""
    return _CONTROL.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)
