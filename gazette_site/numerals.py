"""Chinese numerals as gazettes print them: 十一, 二百零五, 二〇二五, 两, full-width digits."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

ZEROS = "〇零○Ｏ◯⚪⭕⭘OoОоΟοՕօ"
"""What stands for the zero of a Chinese numeral: 〇 and 零; circles; and the letter O of Latin, Cyrillic, Greek and Armenian,
which type-setters and recognisers put in its place."""
DIGITS = {
    c: n for n, chars in enumerate((ZEROS, "一", "二两", "三", "四", "五", "六", "七", "八", "九")) for c in chars
}
_FIGURES: tuple[str, ...] = ("", *"一二三四五六七八九")
UNITS = {"十": 10, "百": 100, "千": 1000}
_TENS = {"廿": "二十", "卅": "三十"}
"""Old signs for two characters, met in days: 廿五日, 卅日."""
CHARACTERS = "".join((*DIGITS, *UNITS, *_TENS))
"""Every character that may stand in a Chinese numeral."""
_READ_AS = str.maketrans({"0": "〇", "０": "〇", **_TENS})


@lru_cache(maxsize=4096)  # The same few labels head every text.
def chinese_to_int(text: str) -> int | None:
    """The number that `text` writes, from 0 to 9999, or None if it writes none.

    number = digit+ (read one by one: 二〇二五, 二00五) | (digit? unit)* digit?  (二百零五, 十一); plain digits are read as they are.
    """
    compact = text.strip()
    plain = unicodedata.normalize("NFKC", compact)
    if plain.isascii() and plain.isdigit() and len(plain) <= 4:
        return int(plain)
    compact = compact.translate(_READ_AS)
    if not compact or any(c not in DIGITS and c not in UNITS for c in compact):
        return None
    if not any(c in UNITS for c in compact):
        return int("".join(str(DIGITS[c]) for c in compact)) if len(compact) <= 4 else None
    return _with_units(compact)


def _with_units(text: str) -> int:
    total, digit = 0, 0
    for c in text:
        if c in UNITS:
            total += (digit or 1) * UNITS[c]
            digit = 0
        else:
            digit = DIGITS[c]
    return total + digit


def int_to_chinese(n: int) -> str:
    """A number from 1 to 999 as articles bear it: 二十, 一百零五, 一百一十."""
    hundreds, rest = divmod(n, 100)
    tens, ones = divmod(rest, 10)
    words = f"{_FIGURES[hundreds]}百" if hundreds else ""
    if tens:
        words += f"{_FIGURES[tens] if tens > 1 or hundreds else ''}十"
    elif hundreds and ones:
        words += "零"
    return words + _FIGURES[ones]
