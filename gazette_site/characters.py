"""What counts as the same character, and what counts as no character at all."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

BLANK = re.compile(
    r"[\s\x00-\x1f\x7f-\x9f\u00ad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb]+"
)
"""White space, control and zero-width characters: they carry no print, may be dropped and are not counted."""

CJK = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Ranges of Chinese characters for use inside a character class."""

MONGOLIAN = re.compile(r"[\u1800-\u18af\U00011660-\U0001167f]")
"""Traditional Mongolian script, printed on the cover of gazettes of Inner Mongolia."""

_PUNCTUATION = re.compile(rf"[^\w{CJK}]+|_+")


@lru_cache(maxsize=65536)
def without_blanks(text: str) -> str:
    """`text` without anything that carries no print."""
    return BLANK.sub("", text)


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """`text` for comparison: compatibility forms and widths folded (NFKC), blanks dropped."""
    return BLANK.sub("", unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=65536)
def bare(text: str) -> str:
    """`text` for loose comparison: folded, lower case, letters and digits only."""
    return _PUNCTUATION.sub("", folded(text).lower())


def one_line(text: str) -> str:
    """`text` with every run of blanks as a single space, none at the ends."""
    return BLANK.sub(" ", text).strip()
