"""Scripts other than Chinese: which one a line is written in, and which of them set blanks between words."""

from __future__ import annotations

from gazette_site.characters import CJK
from gazette_site.late import late

_LETTERS = {
    "latin": "A-Za-z\u00c0-\u024f",
    "cyrillic": "\u0400-\u052f",
    "greek": "\u0370-\u03ff",
    "arabic": "\u0600-\u060b\u060d-\u061a\u061c-\u06d3\u06d5-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc",
    "mongolian": "\u1807-\u18af",
    "hangul": "\u1100-\u11ff\uac00-\ud7af",
    "tibetan": "\u0f00-\u0f0c\u0f15-\u0fff",
    "yi": "\ua000-\ua4cf",
    "dai": "\u1950-\u19df\u1a20-\u1aad",
}
"""Unicode blocks, signs of punctuation left out; Uyghur and Kazakh are written in Arabic letters."""
_SPACED = "".join(_LETTERS[name] for name in ("latin", "cyrillic", "greek", "arabic", "mongolian", "hangul"))
_SCRIPTS = {name: late(f"[{letters}]") for name, letters in _LETTERS.items()}
_CHINESE = late(f"[{CJK}，。；：、！？《》（）]")
_SENTENCE = late(r"[.!?。؟۔།༎᠃᠉][\"'”’)）]*$")
_WORDS = 3
"""Words from which Latin letters are a line of their own; fewer stand inside Chinese (GDP, IPv6 5G)."""

WORD_END = late(rf"[{_SPACED}](?:[,;،؛᠂])?$")
"""The end of a line after which a word of the next one is set apart by a blank."""
WORD_START = late(rf"[{_SPACED}0-9]")


def is_chinese(text: str) -> bool:
    """Whether a text holds a Chinese character or mark; nearly every one begins with one."""
    return "\u4e00" <= text[:1] <= "\u9fff" or _CHINESE.search(text) is not None


def foreign_script(text: str) -> str | None:
    """Name of the script of a line that holds no Chinese at all: `arabic`, `tibetan`; None for Chinese, figures and single Latin words."""
    if is_chinese(text):
        return None
    counts = {name: len(letters.findall(text)) for name, letters in _SCRIPTS.items()}
    name = max(counts, key=counts.__getitem__)
    if counts[name] < 3 or (name in ("latin", "greek") and len(text.split()) < _WORDS):
        return None
    return name


def ends_sentence(text: str) -> bool:
    """Whether a line of another script ends with a full stop of its script."""
    return bool(_SENTENCE.search(text[-8:]))
