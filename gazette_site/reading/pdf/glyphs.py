"""Glyphs that stand in for characters: folding what is safe to fold, naming what is not known."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache


@lru_cache(maxsize=65536)
def _fold(text: str) -> str:
    folded = "".join(_fold_one(c) for c in text)
    return folded or text


def _fold_one(char: str) -> str:
    code = ord(char)
    if 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFB06:  # radicals, compatibility ideographs, ligatures
        return _RADICALS.get(char) or unicodedata.normalize("NFKC", char)
    if 0xFF10 <= code <= 0xFF19 or 0xFF21 <= code <= 0xFF3A or 0xFF41 <= code <= 0xFF5A:  # full-width figures, letters
        return chr(code - 0xFEE0)
    if char in _UPRIGHT:  # marks that vertical writing turns
        return _UPRIGHT[char]
    if char == "\u00a0":
        return " "
    return char


_UPRIGHT = dict(
    zip(
        "︐︑︒︓︔︕︖︗︘︙︰︱︲︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈",
        "，、。：；！？〖〗…：—–（）｛｝〔〕【】《》〈〉「」『』［］",
        strict=True,
    )
)

# Radicals of the supplement (U+2E80–2EFF) have no decomposition in Unicode; these are the ones that fonts really use.
_RADICALS = dict(
    zip(
        "⺁⺇⺋⺎⺏⺐⺒⺓⺝⺟⺠⺡⺢⺣⺤⺥⺨⺪⺬⺭⺮⺯⺰⺱⺲⺷⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻈⻉⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂几㔾兀尣尢巳幺月母民氵氺灬爫爫犭疋示礻竹糸纟罓罒羊耂肀聿肉臼艹艹艹虎衤覀西见角讠贝车辶辶辶阝钅長镸长门阝雨青韦页风飞食饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=False,
    )
)


_RADICALS.update(zip("⼾⺂⺃⺅⺉⺔⺕⺖⺘⺙⺛⺞⺦⺫⻞⻟", "户乛乚亻刂彑彐忄扌攵旡歺丬罒飠飠", strict=True))
"""Those that Unicode leaves open or takes for the traditional form, as fonts of simplified Chinese draw them: ⼾ is the glyph of 户."""


def fold_glyph(text: str, glyphs: Mapping[str, str]) -> str:
    """`text` of one glyph with radicals, compatibility ideographs and full-width figures folded, code point by code point.

    Full-width punctuation stays: it is what Chinese print uses. `glyphs` maps private code points to what they show.
    """
    if glyphs and text in glyphs:
        return glyphs[text]
    return text if text.isascii() or "\u4e00" <= text <= "\u9fff" else _fold(text)


def is_unmapped(text: str) -> bool:
    """Whether a glyph came without a character: `(cid:12)`, the replacement character, a private code point, a control."""
    if len(text) == 1:
        code = ord(text)
        return 0xE000 <= code <= 0xF8FF or code == 0xFFFD or (code < 32 and text not in "\t\n\r") or code >= 0xF0000
    return text.startswith("(cid:")
