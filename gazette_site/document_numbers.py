"""发文字号: recognising document numbers and bringing them to their normal form.

    number  = code bracket year bracket 第? n 号        澜府办发〔2025〕7号   国办函[2004] 71 号
            | body 令 第? n 号                          澜川市人民政府令第12号
            | body 令? 公告? year 年 第 n 号             公告2018年第14号

Normal form (identity, links, search): widths folded, brackets 〔〕, blanks, zero-width characters and 第 before a bracketed
number dropped, no leading zeros. The printed form is kept beside it for display.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from gazette_site.characters import BLANK, CJK, folded
from gazette_site.model import NormalNumber

_B = r"[\s\u200b-\u200f\ufeff]*"
_OPEN, _CLOSE = r"[〔﹝\[［【（(﹙〖]", r"[〕﹞\]］】）)﹚〗]"
_DIGIT = r"[0-9０-９]"

BRACKETED = re.compile(
    rf"""(?P<code>(?:[{CJK}]{_B}){{1,24}}?)              # 代字
         {_OPEN}{_B}(?P<year>(?:19|20|１９|２０){_DIGIT}{{2}}){_B}年?{_B}{_CLOSE}{_B}
         (?:第{_B})?
         (?: (?P<n>{_DIGIT}{{1,5}}){_B}号 | 号{_B}(?P<late>{_DIGIT}{{1,5}}) | (?P<cut>{_DIGIT}{{1,5}})(?=\s*$) )""",
    re.VERBOSE,
)
ORDER = re.compile(rf"(?P<code>(?:[{CJK}]{_B}){{1,30}}?令){_B}第?{_B}(?P<n>{_DIGIT}{{1,5}}){_B}号")
YEARLY = re.compile(
    rf"(?P<code>(?:[{CJK}]{_B}){{2,30}}?){_B}(?P<year>(?:19|20){_DIGIT}{{2}}){_B}年{_B}第{_B}(?P<n>{_DIGIT}{{1,5}}){_B}号"
)
_PREFIX = re.compile(r"^(?:发文)?(?:字|文)号\s*[:：]")
_TAIL = re.compile(rf"{_OPEN}{_B}{_CLOSE}$")

_ORDER_BODY = re.compile(r"(?:政府|国务院|部|委|委员会|局|总局|署|行|会|办|厅)令?$|令$")
_YEARLY_BODY = re.compile(r"(?:公告|通告|令|政府|委|部|局|署|总局|委员会|总署)$")
_NOT_A_CODE = re.compile(r"^(?:登记号|举报奖字|备案号|编号|统一编号|文号|字号|发文字号)$")

_LEAD = re.compile(
    # Words that stand before a number in running text and are no part of its code.
    r"^.*(?:根据|依据|按照|遵照|执行|落实|贯彻|见|经|对|将|由|及其|以及|以|原|与|和|及|的|是|为|在|于|即|如|至|由于|号|有关|相关|文件|"
    r"废止|修改|修订|印发|转发|发布|公布|替代|代替)(?=.{2,}$)"
)


class NumberMatch(NamedTuple):
    """A document number found in a text."""

    start: int
    """First character of the printed form."""
    end: int
    """One after its last character."""
    normal: NormalNumber


def parse_number(text: str) -> NormalNumber | None:
    """The normal form of `text` if it is a document number and nothing else, else None."""
    printed = _TAIL.sub("", _PREFIX.sub("", BLANK.sub("", text)))
    for pattern in (BRACKETED, YEARLY, ORDER):
        match = pattern.fullmatch(printed)
        if match:
            return _normal(match, printed)
    return None


def number_line(text: str) -> NormalNumber | None:
    """The number of a line that prints nothing else; None for a title line that ends in a cited number (关于对澜府发〔2019〕8号)."""
    return None if "关于" in text else parse_number(text)


def find_numbers(text: str) -> Iterator[NumberMatch]:
    """The document numbers inside running text, from left to right, without overlaps.

    A number in brackets of its own begins right after the bracket; elsewhere words that only lead to a number (根据, 将, 废止)
    are cut off.
    """
    end = 0
    for match in _candidates(text):
        if match.start() < end:
            continue
        bracketed = match.start() > 0 and text[match.start() - 1] in "（(﹙"
        start = match.start() + (0 if bracketed else _lead(match["code"]))
        normal = _normal(match, text[start : match.end()], text[start : match.start() + len(match["code"])])
        if normal:
            yield NumberMatch(start, match.end(), normal)
            end = match.end()


def _candidates(text: str) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    if "号" in text:
        for pattern in (BRACKETED, YEARLY, ORDER):
            found.extend(pattern.finditer(text))
    return sorted(found, key=lambda m: (m.start(), -m.end()))


def _lead(code: str) -> int:
    """How many characters at the head of `code` are running text and no part of the number."""
    match = _LEAD.match(code)
    return match.end() if match else 0


def _normal(match: re.Match[str], printed: str, code: str | None = None) -> NormalNumber | None:
    code = folded(match["code"] if code is None else code)
    groups = match.groupdict()
    n = int(folded(groups["n"] or groups.get("late") or groups.get("cut") or "0"))
    if not code or not n or _NOT_A_CODE.match(code) or code == "第":
        return None
    if match.re is BRACKETED:
        return NormalNumber(f"{code}〔{folded(match['year'])}〕{n}号")
    if match.re is YEARLY:
        return NormalNumber(f"{code}{folded(match['year'])}年第{n}号") if _YEARLY_BODY.search(code) else None
    return NormalNumber(f"{code}第{n}号") if _ORDER_BODY.search(code) else None
