"""Numbers that stand on a line of their own in forms that GB/T 9704 no longer knows.

    old   = ( year 字头 | 字头 year 年 | 字头 ) 第? n 号           （56）会农字第12号   澜教基字2015年第33号   澜政字第12号
    字头  = the 代字 with 字 behind it, which tells it from other words before a number
    year  = two figures in brackets, of the twentieth century, or four

In running text the same words are also what certificates are numbered with (国用字第12号), so only a line that prints nothing else is one.

Normal form: brackets 〔〕, figures without leading zeros, 第 kept: 〔56〕会农字第12号, 澜教基字2015年第33号, 澜政字第12号.
"""

from __future__ import annotations

from gazette_site.characters import CJK
from gazette_site.late import late
from gazette_site.numerals import chinese_to_int

_CODE = rf"(?P<code>[{CJK}]{{1,8}}字)"
_N = r"第?(?P<n>\d{1,5}|[〇零○一二三四五六七八九十百]{1,7})号"
_OLD = late(
    rf"(?:[〔\[(](?P<before>(?:19|20)\d\d|[4-9]\d)年?[〕\])]{_CODE}|{_CODE.replace('code', 'yearly')}(?P<year>(?:19|20)\d\d)年|"
    rf"{_CODE.replace('code', 'plain')}(?=第)){_N}"
)
_CERTIFICATE = late(r"用字|权证?字|证字|许字|举报奖字")
"""What land, buildings and licences are numbered with."""


def old_number(printed: str) -> str | None:
    """The normal form of a line (widths folded, without blanks) that is a number in an old form and nothing else, else None."""
    match = _OLD.fullmatch(printed) if "字" in printed else None
    n = (chinese_to_int(match["n"]) or 0) if match else 0
    if match is None or not n or _CERTIFICATE.search(printed):
        return None
    if match["before"]:
        return f"〔{match['before']}〕{match['code']}第{n}号"
    return f"{match['yearly']}{match['year']}年第{n}号" if match["yearly"] else f"{match['plain']}第{n}号"
