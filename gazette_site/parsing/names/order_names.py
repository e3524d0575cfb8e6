"""Names that stand for a title: 令, 公告, 通告, with the number that belongs to them.

order  = body name short         on two lines, or on one            青柳市人民政府令 | 第12号      青柳海关公告2024年第8号
       | body short name         the number inside the name         青柳市人民政府第12号令
       | title short             under the title of a notice with its matter   某海关关于……的公告 | （2024年第6号）
short  = bracket? (year 年 | 〔? term 届 〕?)? 第 n 号 bracket?  |  〔year〕 n 号
                                                                  （第15号）   2024年第5号   第四十八号   〔十六届〕第12号   （十六届第12号）

The normal form puts the number behind the name: 青柳市人民政府令第12号, 青柳海关公告2024年第8号.
"""

from __future__ import annotations

import re

from gazette_site.characters import CJK, folded
from gazette_site.late import late
from gazette_site.model import NormalNumber
from gazette_site.numerals import chinese_to_int

_NAME = r"(?:命令|令|公告|通告|布告)"
_NAME_ENDS = ("令", "告")
_N = r"(?P<n>\d{1,5}|[〇零○一二三四五六七八九十百千]{1,7})"
_TERM = r"[〔\[(]?(?P<term>第?[\d一二三四五六七八九十]{1,3}届)[〕\])]?"
_SHORT = rf"\(?(?:(?P<year>(?:19|20)\d\d)年|{_TERM})?第{_N}号\)?"
_YEAR_IN_BRACKETS = r"[〔\[(](?P<year>(?:19|20)\d\d)[〕\])]第?(?P<n>\d{1,5})号"

_ABOUT = late(rf"(?P<body>[{CJK}、]{{2,60}}?)关于.{{2,200}}(?P<kind>公告|通告|令)")

_ORDER_NAME = late(rf"[{CJK}]{{2,60}}{_NAME}")
_SHORT_NUMBER = late(_SHORT)
_BRACKETED_NUMBER = late(_YEAR_IN_BRACKETS)
_BEHIND = late(rf"(?P<name>(?:(?!关于)[{CJK}]){{2,60}}{_NAME}){_SHORT}")
_INSIDE = late(rf"(?P<body>[{CJK}]{{2,60}}?)(?:(?P<year>(?:19|20)\d\d)年)?第{_N}号(?P<kind>{_NAME})")


def is_order_name(text: str) -> bool:
    """Whether a line is the name of an order or a public notice and nothing else: 青柳海关公告."""
    short = folded(text)
    if not short.endswith(_NAME_ENDS):  # as nearly every line
        return False
    return bool(_ORDER_NAME.fullmatch(short)) and not re.search("关于|印发|转发|发布", short)


def short_number(name: str, text: str) -> NormalNumber | None:
    """The number of a line like `第12号`, `（第15号）`, `2018年第14号` under the name of an order or a public notice.

    Over a number the bare word is a name too: 公　告 | 2024年第3号.
    """
    if not (is_order_name(name) or re.fullmatch(_NAME, folded(name))):
        return None
    short = folded(text)
    if match := _BRACKETED_NUMBER.fullmatch(short):
        return NormalNumber(f"{folded(name)}〔{match['year']}〕{int(match['n'])}号")
    match = _SHORT_NUMBER.fullmatch(short)
    return _normal(folded(name), match) if match else None


def notice_number(title: str, text: str) -> NormalNumber | None:
    """The number of a line like `（2024年第6号）` under the title of a public notice that says its matter: 某海关关于……的公告.

    It is that of the body's notices, as if the name of the body stood for a title.
    """
    match = _SHORT_NUMBER.fullmatch(folded(text)) if "号" in text else None
    about = _ABOUT.fullmatch(folded(title)) if match else None
    return _normal(about["body"].replace("、", "") + about["kind"], match) if about and match else None


def order_number(text: str) -> NormalNumber | None:
    """The number of a line that is name and number of an order or a public notice in one, in any order of the two."""
    short = folded(text)
    if len(short) > 80 or "号" not in short:
        return None
    if match := _BEHIND.fullmatch(short):
        return _normal(match["name"], match)
    match = _INSIDE.fullmatch(short)
    return _normal(match["body"] + match["kind"], match) if match else None


def bracketed_order(text: str) -> NormalNumber | None:
    """The number of the order by which a text was made public, where it stands in brackets under its title: （澜川市人民政府令第30号）."""
    short = folded(text) if text.lstrip()[:1] in "（(" else ""
    return order_number(short[1:-1]) if re.fullmatch(r"\([^()]{6,50}\)", short) else None


def leading_order_number(title: str) -> NormalNumber | None:
    """The number of a title that is one, or that puts the matter in brackets behind it: 某局公告2021年第12号（关于……的公告）."""
    short = folded(title)
    match = _BEHIND.match(short) if "号" in short else None
    if match and match.end() < len(short) and re.fullmatch(r"\(.{2,200}\)", short[match.end() :]):
        return _normal(match["name"], match)
    return order_number(title)


def without_order_number(title: str) -> str:
    """`title` up to the name of the order: 某市人民政府令第12号, 某市人民政府第12号令 → 某市人民政府令."""
    short = folded(title)
    if match := _BEHIND.fullmatch(short):
        return match["name"]
    match = _INSIDE.fullmatch(short)
    return match["body"] + match["kind"] if match else title


def _normal(name: str, match: re.Match[str]) -> NormalNumber | None:
    n = chinese_to_int(match["n"])
    groups = match.groupdict()
    year = f"{groups['year']}年" if groups["year"] else f"〔{groups['term']}〕" if groups.get("term") else ""
    return NormalNumber(f"{name}{year}第{n}号") if n else None
