"""Where a private person lives, and when he or she was born."""

from __future__ import annotations

from collections.abc import Iterator

from gazette_site.characters import CJK
from gazette_site.late import late, may_find

_DATE = r"(?:19|20)\d{2}(?:年\d{1,2}月(?:\d{1,2}日)?|[./\-]\d{1,2}(?:[./\-]\d{1,2})?)"
_BORN = late(
    rf"(?P<day>{_DATE})(?:出生|生)(?![产效活长态])|(?:出生(?:于|日期|年月|时间)?|生于)[:：为]?\s*(?P<later>{_DATE})"
)
_DAY = late(rf"{_DATE}|(?:19|20)\d{{6}}")
BORN_HEAD = late(r"出生(?:日期|年月|时间)?|生日")
_UNIT = r"村|路|街|巷|道|小区|号|栋|幢|楼|单元|室|组|社区|镇|乡|苏木|嘎查|屯|庄|苑|园|里"
_HOME = late(
    rf"(?:(?:家庭住址|家庭地址|现?住址|户籍地址?|户籍所在地|居住地址?|常住地址)\s*[:：为是在]\s*|家住|现住(?!房|院|址)|住在)"
    rf"(?P<place>[{CJK}0-9A-Za-z\-—－]{{4,40}})"
)
_ROOM = late(
    rf"[{CJK}0-9A-Za-z]{{2,20}}\d{{1,4}}(?:栋|幢|号楼|号)?[{CJK}A-Za-z0-9]{{0,3}}?\d{{1,2}}单元\d{{2,4}}(?:室|号)?"
)
_PLACE = late(rf"(?:{_UNIT})")
_NO_PLACE = late(r"附近|范围|条件|情况|证明|的|应当|以外|地区|在.{0,4}医院|院|进|房|宅|宿")
HOME_HEAD = late(r"家庭住址|家庭地址|住\s*址|户籍(?:地|地址|所在地)?|居住地|常住地")


def births(text: str, named: bool) -> Iterator[str]:
    """Dates of birth in a text; `named` says whether it names a person."""
    for match in _BORN.finditer(text) if named else ():
        yield match["day"] or match["later"]


def is_day(cell: str) -> bool:
    """Whether a cell holds a date."""
    return _DAY.search(cell) is not None


def may_name_home(text: str) -> bool:
    """False only for a text that says of nobody where he or she lives, if it names nobody."""
    return may_find(_HOME, text)


def names_home(text: str) -> bool:
    """Whether a text has words for where somebody lives, with what may be a place behind them."""
    return _HOME.search(text) is not None


def homes(text: str, named: bool) -> Iterator[str]:
    """Where somebody lives, in a text; a room in a building only if a person is named beside it."""
    for match in _HOME.finditer(text):
        place = match["place"]
        if _PLACE.search(place) and not _NO_PLACE.search(place[:8]):
            yield place
    for match in _ROOM.finditer(text) if named else ():
        yield match[0]


def is_place(cell: str) -> bool:
    """Whether a cell in a column of homes holds one."""
    return len(cell.strip()) >= 4 and _PLACE.search(cell) is not None
