"""Numbers that are a person's: identity, mobile telephone, bank card; and addresses of letter boxes on the web.

    identity18 = area{6} year{4} month{2} day{2} order{3} check      GB 11643-1999; the check is 7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2 mod 11
    disability = identity18 kind level                               残疾人证
    identity15 = area{6} year{2} month{2} day{2} order{3}            only beside a word for it: other numbers have fifteen digits too
    mobile     = 1[3-9] digit{9}                                     not where a label says that it is an office's
    card       = digit{16,19}, Luhn (ISO/IEC 7812-1)                 begins with 62, or stands beside a word for it

Digits may stand apart by single blanks, hyphens or dots, and be full-width.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gazette_site.characters import compatible
from gazette_site.late import late

_RUN = late(r"(?<![0-9A-Za-z])\d(?:[ \u00a0.·\-–—]?[\dXx])+(?![0-9A-Za-z])")
_LONG = late(r"[0-9](?:[ \u00a0.·\-–—]?[0-9Xx]){10}")
_APART = late(r"[^\dXx]")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_IDENTITY_WORDS = late(r"身份证|身份号码|证件号|公民身份")
_MOBILE = late(r"(?<![\dA-Za-z.])(?:\+?86[ \-]?)?(?P<number>1[3-9]\d[ \-–—]?\d{4}[ \-–—]?\d{4})(?![\dA-Za-z])")
_OFFICE_LINE = late(
    r"(?:值班|热线|咨询|举报|监督|投诉|服务|报名|办公|报警|救援|防汛|应急|受理|客服|信访|公开)(?:电话|手机|热线|号码)?[^，。；\d]{0,8}$"
)
_PERSON_WORDS = late(
    r"联系人|姓名|经办人|申请人|负责人|当事人|户主|本人|先生|女士|同志|患者|家属|监护人|收件人|法定代表人"
)
_CARD_WORDS = late(r"卡号|账号|帐号|账户|帐户|银行|一卡通|存折|开户")
_OFFICE_ACCOUNT = late(
    r"(?:户名|账户名称?|帐户名称?|开户名|收款(?:人|单位))[:：]?[^，。；]{0,24}(?:局|公司|中心|委员会|基金会|协会|财政|政府|医院|学校|会)"
)
_MAIL = late(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")
_FREE_MAIL = late(
    r"@(?:(?:vip\.)?(?:qq|163|126|sina|sohu|foxmail|yeah|139|189|21cn|tom|aliyun|gmail|hotmail|outlook|live|icloud|yahoo|msn|wo)"
    r"\.(?:com|net|cn)(?:\.cn)?)$"
)


def wide_as_narrow(text: str) -> str:
    """The text with full-width digits and letters as the usual ones."""
    return compatible(text)


def has_long(text: str) -> bool:
    """Whether a text has so many digits in a row as the shortest of these numbers, a mobile's eleven."""
    return _LONG.search(text) is not None


def identities(text: str, around: str = "") -> Iterator[str]:
    """Identity numbers in a text; `around` is what says what its numbers are, the head of a column."""
    worded = bool(_IDENTITY_WORDS.search(around) or _IDENTITY_WORDS.search(text))
    for digits in _numbers(text):
        if len(digits) == 18 and _day(digits[6:14]):
            right = worded or is_identity(digits)
        elif len(digits) == 20:
            right = is_identity(digits[:18])
        else:
            right = len(digits) == 15 and worded and digits.isdigit() and _day(f"19{digits[6:12]}")
        if right:
            yield digits


def is_identity(digits: str) -> bool:
    """Whether eighteen characters are an identity number with the right check digit."""
    if len(digits) != 18 or not digits[:17].isdigit():
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    return digits[17].upper() == _CHECKS[total % 11] and _day(digits[6:14])


def _day(digits: str) -> bool:
    try:
        return 1880 <= date(int(digits[:4]), int(digits[4:6]), int(digits[6:8])).year < 2100
    except ValueError:
        return False


def _numbers(text: str) -> Iterator[str]:
    """Runs of digits without what sets them apart; where parts of a run stand apart, also the parts."""
    for run in _RUN.finditer(text):
        whole = _APART.sub("", run[0])
        yield whole
        parts = [part for part in _APART.split(run[0]) if len(part) >= 15]
        yield from (part for part in parts if part != whole)


def mobiles(text: str, around: str = "") -> Iterator[str]:
    """Mobile numbers in a text, but for those that an office gives as its own."""
    for match in _MOBILE.finditer(text):
        before = f"{around}{text[max(match.start() - 24, 0) : match.start()]}"
        if _OFFICE_LINE.search(before) and not _PERSON_WORDS.search(f"{around}{text}"):
            continue
        yield match["number"]


def cards(text: str, around: str = "") -> Iterator[str]:
    """Numbers of bank cards in a text; accounts of offices are none."""
    if _OFFICE_ACCOUNT.search(text):
        return
    worded = bool(_CARD_WORDS.search(f"{around} {text}"))
    for digits in _numbers(text):
        known = 16 <= len(digits) <= 19 and digits.isdigit() and not is_identity(digits)
        if known and (digits.startswith("62") or (worded and digits[0] in "3456")) and _luhn(digits):
            yield digits


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def mails(text: str, around: str = "") -> Iterator[str]:
    """E-mail addresses of persons: of a service for everybody, and beside a person, or a mere number."""
    for match in _MAIL.finditer(text):
        address = match[0].rstrip(".")
        if not _FREE_MAIL.search(address.lower()):
            continue
        if address.partition("@")[0].isdigit() or _PERSON_WORDS.search(f"{around}{text}"):
            yield address
