"""Signs that a broken font left behind: punctuation written as Yi syllables or private code points, put right line by line.

    mended line = line whose every Yi syllable is a sign of GB 2312      ꎬ U+A3AC is the bytes A3 AC, which are ，
                | any line, for code points that the settings or GB 18030 name

Some publishing systems write the two bytes of a GB 2312 code as if they were one Unicode character. Rows 1 to 3 of GB 2312 (punctuation, numbering,
full-width ASCII) fall into the block of Yi syllables, so that ，becomes ꎬ. Guarantees:

1. One character takes the place of one; `Line.printed` keeps the source, and the text that is made of the line records a repair for each.
2. Yi writing stays: a line that holds a Yi syllable which is no sign of GB 2312 is left alone, and so is a line of Yi only
   unless other lines of the transcript show the fault.
3. A private code point of which nobody knows what it shows stays as it is and is reported.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TypeVar

from msgspec.structs import replace as other_line

from gazette_site.characters import CJK
from gazette_site.late import late
from gazette_site.problems import Problem
from gazette_site.reading.lines import Line, Transcript, parts_of

_T = TypeVar("_T")
_YI = late(r"[\ua000-\ua4c6]")
_ALONE = late(r"(?<![\ua000-\ua4c6])[\ua000-\ua4c6](?![\ua000-\ua4c6])")
"""A Yi syllable between characters that are none."""
_CHINESE = late(f"[{CJK}]")
_PRIVATE = late(r"[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_STRANGE = late(r"[\ua000-\ua4c6\ue000-\uf8ff\U000f0000-\U0010fffd]")
"""Yi syllables and private code points."""
_MOST_NAMED = 8
"""Code points that a report names one by one."""

_NAMED_BY_GB18030 = dict(zip(range(0xE78D, 0xE797), "︐︒︑︓︔︕︖︗︘︙", strict=True)) | {
    0xE5E5: "\u3000",
    0xE7C7: "ḿ",
    0xE7C8: "ǹ",
}
"""Private code points that older tables of GBK and GB 18030-2000 gave to signs which Unicode encoded later (GB 18030-2022,
annex A); U+E5E5 is the full-width blank A3 A0 of the user-defined area."""


@lru_cache(maxsize=1024)
def sign_of(syllable: str) -> str | None:
    """The sign whose GB 2312 code a Yi syllable is, or None: ꎬ → ，.

    Figures and letters come out as ASCII, as everywhere in the archive. Row 3 has no ideographic full stop; systems that write
    ꎮ (A3 AE, ．) mean 。, see `_in_context`.
    """
    high, low = divmod(ord(syllable), 256)
    if high not in (0xA1, 0xA2, 0xA3) or low < 0xA1:
        return None
    try:
        sign = bytes((high, low)).decode("gbk")
    except UnicodeDecodeError:
        return None
    code = ord(sign)
    return chr(code - 0xFEE0) if 0xFF10 <= code <= 0xFF5A and chr(code - 0xFEE0).isalnum() else sign


def mended(lines: Iterable[Line], glyphs: Mapping[str, str]) -> tuple[Line, ...]:
    """The lines with every sign put right of which it is certain what it shows; `glyphs` are those that the settings name."""
    kept = tuple(lines)
    if not _suspicious("\n".join([part.text for part in parts_of(kept)]), glyphs):
        return kept
    broken = any(_has_broken(part.text) and _CHINESE.search(part.text) for part in parts_of(kept))
    return tuple(_mended(line, glyphs, broken) for line in kept)


def _suspicious(text: str, glyphs: Mapping[str, str]) -> bool:
    return _STRANGE.search(text) is not None or any(c in text for c in glyphs)


def _has_broken(text: str) -> bool:
    """Whether a text holds Yi syllables and all of them are signs of GB 2312."""
    syllables = _YI.findall(text)
    return bool(syllables) and all(map(sign_of, syllables))


def _mended(line: Line, glyphs: Mapping[str, str], broken: bool) -> Line:
    if line.cells is not None:
        return other_line(
            line, cells=tuple(tuple(_mended(part, glyphs, broken) for part in cell) for cell in line.cells)
        )
    if not _suspicious(line.text, glyphs):
        return line
    as_signs = _has_broken(line.text) and (broken or bool(_CHINESE.search(line.text)))
    text = "".join(_mended_sign(line.text, i, glyphs, as_signs) for i in range(len(line.text)))
    return line if text == line.text else other_line(line, text=text, printed=line.text)


def _mended_sign(text: str, i: int, glyphs: Mapping[str, str], as_signs: bool) -> str:
    char = text[i]
    if len(named := glyphs.get(char, "")) == 1:
        return named
    if ord(char) in _NAMED_BY_GB18030:
        return _NAMED_BY_GB18030[ord(char)]
    if as_signs and _YI.match(char):
        return _in_context(text, i, sign_of(char) or char)
    return char


def _in_context(text: str, i: int, sign: str) -> str:
    """A full-width point is a decimal point between figures, a full stop everywhere else."""
    if sign != "．":
        return sign
    between = i + 1 < len(text) and _is_figure(text[i - 1 : i]) and _is_figure(text[i + 1])
    return "." if between else "。"


def _is_figure(char: str) -> bool:
    return char.isdigit() or (bool(char) and (sign_of(char) or "").isdigit())


def font_problems(transcript: Transcript, file: str) -> list[Problem]:
    """What the clerk has to know: which signs were put right, and which private code points nobody knows."""
    parts = list(parts_of(transcript.lines))
    if not any(part.printed for part in parts) and not _has_private("".join([part.text for part in parts])):
        return []
    signs = [(pair, part.number) for part in parts if part.printed for pair in _differences(part)]
    strange = [(code, part.number) for part in parts for code in _PRIVATE.findall(part.text)]
    left = [(code, part.number) for part in parts if signs for code in _ALONE.findall(part.text) if sign_of(code)]
    return [
        *_problem(transcript, file, "font-signs", signs, _put_right_message),
        *_problem(transcript, file, "private-characters", strange, _unknown_message),
        *_problem(transcript, file, "font-signs-left", left, _left_message),
    ]


def _has_private(text: str) -> bool:
    """Whether a text holds private code points: to Python they are no print, nor is the blank of Chinese print."""
    return not text.replace("\u3000", "").isprintable() and _PRIVATE.search(text) is not None


def _differences(part: Line) -> list[tuple[str, str]]:
    return [(old, new) for old, new in zip(part.printed, part.text, strict=True) if old != new]


def _problem(
    transcript: Transcript, file: str, code: str, found: list[tuple[_T, int]], message: Callable[[Counter[_T]], str]
) -> Iterator[Problem]:
    """One problem at the first place of what was found, if anything was."""
    if found:
        line = found[0][1]
        words = message(Counter(one for one, _ in found))
        yield transcript.warn(file, words, line, code)


def _left_message(codes: Counter[str]) -> str:
    named = "、".join(f"{code}（{n}处）" for code, n in codes.most_common(_MOST_NAMED))
    return f"彝文段落里有像是标点的字符，照原样发布，请核对：{named}"


def _put_right_message(signs: Counter[tuple[str, str]]) -> str:
    named = "、".join(
        f"{old}（U+{ord(old):04X}）改为{new}（{n}处）" for (old, new), n in signs.most_common(_MOST_NAMED)
    )
    return f"字体编码有误，标点等符号成了别的字符，已改正并记入校订：{named}，请抽查"


def _unknown_message(codes: Counter[str]) -> str:
    named = "、".join(f"U+{ord(code):04X}（{n}处）" for code, n in codes.most_common(_MOST_NAMED))
    return f"有字体自造的字符，不知道是什么字，照原样发布：{named}；对照印刷本，在 site.yaml 的 glyphs 里写明"
