"""发文字号: recognising document numbers and bringing them to their normal form.

    number  = code bracket year bracket 第? n 号            澜府办发〔2025〕7号   国办函[2004] 71 号   澜革发[78]57号
            | body 令 第? n 号 | body 第? n 号令              澜川市人民政府令第12号   澜川市人民政府第12号令   主席令第四十八号
            | body (公告|通告) 第 n 号                       澜川市人民代表大会常务委员会公告（第15号）
            | body 公告? year 年 第 n 号 公告?                公告2018年第14号   澜川海关公告（2018年第14号）   澜川海关2018年第14号公告
    n       = figures | Chinese numerals; 第 is needed behind 公告, 通告 and a year
    code, body: see `code_shapes`; forms that only a line of their own shows: `old_numbers`

Normal form (identity, links, search), one for each line above: widths folded, blanks and zero-width characters dropped, figures without
leading zeros.

    澜府办发〔2025〕7号    澜川市人民政府令第12号    澜川市人民代表大会常务委员会公告第15号    澜川海关公告2018年第14号

A kind that stands behind the number (第12号令, 2018年第14号公告) comes before it; a yearly number printed without any kind keeps none
(海关总署2010年第47号). The printed form is kept beside the normal one for display.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from gazette_site.characters import CJK, folded, without_blanks
from gazette_site.code_beginnings import beginning_of_body, beginning_of_code, run_before
from gazette_site.code_shapes import NO_NAMES, Names
from gazette_site.late import late
from gazette_site.model import NormalNumber
from gazette_site.numerals import chinese_to_int
from gazette_site.old_numbers import old_number

_B = r"[\s\u200b-\u200f\ufeff]{0,60}"
OPEN, CLOSE = r"[〔﹝\[［【（(﹙〖]", r"[〕﹞\]］】）)﹚〗]"
_FIGURE = "[0-9０-９]"
_NUMERAL = "[〇零○Ｏ一二三四五六七八九十百]"
YEAR = rf"(?:(?:19|20|１９|２０){_FIGURE}{{2}}|[一二][九〇零○Ｏ]{_NUMERAL}{{2}})"
_SHORT_YEAR = "[4-9４-９][0-9０-９](?![0-9０-９])"
"""〔87〕: two figures, as until the eighties."""
RANGE = "至到—–~～"
_SHARED = rf"(?=(?:{_B}[、，,和及与{RANGE}]{_B}(?:第{_B})?{_FIGURE}{{1,5}}){{1,20}}{_B}号)"
"""After the first of several that share one 号: 3、4、5号, 3至5号."""
_ENDED = rf"(?:{_B}号|{_SHARED})"
_FIRM = rf"(?:第{_B}(?:(?P<n>{_FIGURE}{{1,5}}){_ENDED}|(?P<numeral>{_NUMERAL}{{1,7}}){_B}号))"
LOOSE = _FIRM.replace(f"(?:第{_B}(?:", f"(?:(?:第{_B})?(?:", 1)
"""The number itself; 第 may be left out behind a bracket and behind 令."""
KIND = "令|公告|通告"

_SIGNED = late(r"签\s*发\s*(?:人\s*)?[:：][^:：。]{1,40}$")
_BRACKETED = late(
    rf"{OPEN}{_B}(?P<year>{YEAR}|{_SHORT_YEAR}){_B}年?{_B}{CLOSE}{_B}"
    rf"(?:{LOOSE}|号{_B}(?P<late>{_FIGURE}{{1,5}})|(?:第{_B})?(?P<cut>{_FIGURE}{{1,5}})(?=\s*$))"
)
_ORDER = late(rf"(?P<kind>令){_B}(?P<open>{OPEN}{_B})?{LOOSE}(?(open){_B}{CLOSE})")
_NOTICE = late(rf"(?P<kind>公告|通告){_B}(?P<open>{OPEN}{_B})?{_FIRM}(?(open){_B}{CLOSE})")
_LAST = (
    rf"(?:{_B}(?P<kind>{KIND})|"
    rf"(?=(?:{_B}[、，,和及与]{_B}(?:{YEAR}{_B}年{_B})?(?:第{_B})?{_FIGURE}{{1,5}}(?:{_B}号)?){{1,20}}{_B}(?P<shared>{KIND})))"
)
"""The kind behind the number, or behind the last number of a row: 第3号、第5号令."""
_KIND_LAST = late(rf"{LOOSE}{_LAST}")
_YEARLY = late(rf"(?P<open>{OPEN}{_B})?(?P<year>{YEAR}){_B}年{_B}{_FIRM}(?(open){_B}{CLOSE}){_LAST}?")
_FORMS = (_BRACKETED, _YEARLY, _ORDER, _NOTICE, _KIND_LAST)

_BETWEEN = late(r"(?<=号)\s*[、，,；;\s]\s*(?=\S)")
"""Between two numbers on one line."""
_PREFIX = late(r"^(?:发文)?(?:字|文)号[:：]?")
_TAIL = late(rf"{OPEN}{_B}{CLOSE}$")
_NAME = late(rf"[{CJK}]{{0,30}}(?:[（(][{CJK}]{{1,8}}[)）][{CJK}]{{1,30}})?")
_BODY = late(r"(?![我本该此]).*(?:政府|国务院|主席|部|委|局|署|行|会|办|厅|院|海关|办公室|法院|兵团)$")
"""Who signs by number; 我局 names nobody."""
_BRACKETED_BODY = late(f"(?:{KIND})$")
_YEARLY_BODY = late(r"(?:公告|通告|令|政府|委|部|局|署|委员会)$")
_NOT_A_CODE = late(r".*号|举报奖字|第|[责勒司口时夏]令")
_PARTS = late(r"(?P<code>.+?)(?:〔(?P<year>\d{4}|\d\d)〕|(?P<yearly>\d{4})年第|第)(?P<n>\d+)号")


class NumberMatch(NamedTuple):
    """A document number found in a text."""

    start: int
    """First character of the printed form."""
    end: int
    """One after its last character."""
    normal: NormalNumber
    sure: bool = True
    """False if only its form says where it begins after other words."""


class NumberParts(NamedTuple):
    """A document number taken apart."""

    code: str
    """`澜府办发`, `澜川市人民政府令`."""
    year: int
    """Four figures, also where two are printed; 0 if it has none."""
    n: int


def number_parts(normal: str) -> NumberParts | None:
    """A number in its normal form taken apart; None if it is none."""
    match = _PARTS.fullmatch(normal)
    if match is None:
        return None
    year = int(match["year"] or match["yearly"] or 0)
    return NumberParts(match["code"], year + 1900 if 0 < year < 100 else year, int(match["n"]))


def sibling(normal: NormalNumber, n: int, year: int = 0) -> NormalNumber:
    """The number `n` of the same series, of another year if one is named."""
    match = _PARTS.fullmatch(normal)
    if match is None:
        raise ValueError(f"{normal} is no normal form")
    kept = match["year"] or match["yearly"]
    head = normal[: match.start("n")]
    return NormalNumber((head.replace(kept, str(year)) if year and kept else head) + f"{n}号")


def figure(match: re.Match[str]) -> int:
    """The number that one of the patterns above found, in figures or numerals."""
    return next((_int(match[g]) for g in ("n", "numeral", "late", "cut") if match.groupdict().get(g)), 0)


def year(match: re.Match[str]) -> int:
    """The year that one of the patterns found; 0 if it has none."""
    return next((_int(match[g]) for g in ("year", "bracketed", "yearly") if match.groupdict().get(g)), 0)


@lru_cache(maxsize=8192)
def parse_number(text: str) -> NormalNumber | None:
    """The normal form of `text` if it is a document number and nothing else, else None."""
    last = without_blanks(text)[-1:]
    if "号" not in text and not last.isdigit() and not re.match(CLOSE, last):
        return None  # the usual line
    printed = _TAIL.sub("", _PREFIX.sub("", without_blanks(text)))
    for form in _FORMS if "号" in printed or printed[-1:].isdigit() else ():
        for match in form.finditer(printed):
            name = printed[: match.start()]
            if match.end() == len(printed) and _NAME.fullmatch(name) and (normal := _normal(match, name)):
                return normal
    return None


def number_line(text: str) -> NormalNumber | None:
    """The number of a line that prints nothing else; None for a title line that ends in a cited number (关于对澜府发〔2019〕8号).

    Beside the number of what is sent upwards stands who signed it (签发人, GB/T 9704-2012, 7.2.6).
    """
    if "关于" in text:
        return None
    signed = _SIGNED.search(text) if "签" in text else None
    text = text[: signed.start()] if signed else text
    if number := parse_number(text):
        return number
    return next(iter(numbers_of_line(text)), None) if text.count("号") > 1 else _old(text)


def numbers_of_line(text: str) -> tuple[NormalNumber, ...]:
    """The numbers of a line that prints several and nothing else, as bodies that issue together each give one of their own; else none."""
    numbers = [parse_number(piece) for piece in _BETWEEN.split(text.strip())]
    return tuple(n for n in numbers if n) if len(numbers) > 1 and all(numbers) else ()


def _old(text: str) -> NormalNumber | None:
    old = old_number(folded(without_blanks(text))) if "字" in text and len(text) < 40 else None
    return NormalNumber(old) if old else None


def find_numbers(text: str, names: Names = NO_NAMES) -> tuple[NumberMatch, ...]:
    """The document numbers inside running text, from left to right, without overlaps.

    Words that only lead to a number (根据, 将, 6日) are no part of it; `names` tells codes and bodies that are known to be whole.
    """
    return _numbers(text, names) if "号" in text else ()


@lru_cache(maxsize=1024)  # Several readers ask of the same paragraph.
def _numbers(text: str, names: Names) -> tuple[NumberMatch, ...]:
    numbers: list[NumberMatch] = []
    for match in _candidates(text):
        end = numbers[-1].end if numbers else 0
        if match.start() >= end and (found := _found(text, match, end, names)):
            numbers.append(found)
    return tuple(numbers)


def _candidates(text: str) -> list[re.Match[str]]:
    """What may be the rest of a number behind its code or body."""
    found = [match for form in _FORMS for match in form.finditer(text)] if "号" in text else []
    return sorted(found, key=lambda m: (m.start(), -m.end()))


def _found(text: str, match: re.Match[str], stop: int, names: Names) -> NumberMatch | None:
    run = run_before(text, match.start(), stop, brackets=match.re.pattern != _BRACKETED.pattern)
    coded = match.re.pattern == _BRACKETED.pattern and not run.words.endswith(tuple(KIND.split("|")))
    if not run.words:
        normal = _normal(match, "")
        return NumberMatch(match.start(), match.end(), normal) if normal else None
    first, sure = (beginning_of_code if coded else beginning_of_body)(run, names)
    normal = _normal(match, run.words[first:])
    return NumberMatch(run.offsets[first], match.end(), normal, sure) if normal else None


def _normal(match: re.Match[str], name: str) -> NormalNumber | None:
    """The normal form of a number whose code or body is `name`, if such a one numbers in this form."""
    form, groups, name = match.re.pattern, match.groupdict(), folded(name)
    kind = groups.get("kind") or groups.get("shared") or ""
    n = figure(match)
    if form == _BRACKETED.pattern:
        code, year = name, f"〔{_int(groups['year'])}〕"
    elif form == _YEARLY.pattern:
        code = name if name.endswith(kind) else name + kind
        year = f"{_int(groups['year'])}年第" if _numbers_by_year(name, kind, bool(groups["open"])) else ""
    else:
        code = name + kind
        year = "第" if form == _ORDER.pattern or _BODY.match(name) else ""
    return NormalNumber(f"{code}{year}{n}号") if code and year and n and not _NOT_A_CODE.fullmatch(code) else None


def _numbers_by_year(name: str, kind: str, bracketed: bool) -> bool:
    """海关总署公告（2018年第14号）, 海关总署2018年第14号公告, 海关总署2018年第14号; a year in brackets needs the kind."""
    if kind:
        return len(name) > 1 and bool(_BODY.match(name) or name.endswith(kind))
    return bool((_BRACKETED_BODY if bracketed else _YEARLY_BODY).search(name))


def _int(figures: str | None) -> int:
    number = chinese_to_int(figures) if figures else 0
    return int(folded(figures)) if figures and number is None else number or 0
