"""How gazettes print which issue they are: numbers, cumulative numbers, 合刊, 增刊.

    number     = year? 第 list (期 | 号) 合刊? | year? list 期? 合刊     第3期, 第3-4期合刊, 2024年第三、四期, 3/4期合刊
    cumulative = 总 (第 | 期号 | 号)? list 期?                          总第63期, 总第63-64期, (总号:1665)
    extra      = year? (第 n 期)? theme? word (第? n 期?)?              增刊第1期, 第7期增刊, 增刊(一), 号外, 两会特刊
    list       = n (join n)*                                            3-5: from 3 to 5; 3、4、5: these

All patterns are for folded text.
"""

from __future__ import annotations

import re

from gazette_site.characters import CJK
from gazette_site.issue_names import run_of
from gazette_site.late import late
from gazette_site.numerals import CHARACTERS, chinese_to_int

N = rf"(?:\d{{1,5}}|[{CHARACTERS}]{{1,8}})"
Y = rf"(?:(?:19|20)\d\d|[{CHARACTERS}]{{4}})"
_JOIN = r"[-‐‑‒—–―~～∼至到、/和及与&.·•]"
_TOTAL_JOIN = r"[-‐‑‒—–―~～∼至到、/和及与&]"
_LIST = rf"{N}(?:[期号]?{_JOIN}第?{N})*"
_TOTALS = rf"{N}(?:[期号]?{_TOTAL_JOIN}(?:总?第)?{N})*"
_TOGETHER = r"\(?合[刊期]号?\)?"

ISSUE = late(rf"(?:(?P<year>{Y})年?度?)?(?<![总计])第(?P<numbers>{_LIST})(?:期(?!间)|号)(?:{_TOGETHER})?")
"""第3期, 第17号, 第3-4期合刊, 2024年第十七期."""
TOGETHER = late(rf"(?:(?P<year>{Y})年?度?)?第?(?P<numbers>{_LIST})期?{_TOGETHER}")
"""3-4期合刊, 第三四期合刊, 第3、4合期."""
CUMULATIVE = late(
    rf"(?:总|累计)(?:(?:期号|期数|刊号|号|期):?第?(?P<labelled>{_TOTALS})(?:期|号)?(?:{_TOGETHER})?"
    rf"|第?(?P<n>{_TOTALS})(?:期|号)(?:{_TOGETHER})?|第(?P<open>{_TOTALS})(?=[)·,]|$))"
)
"""总第63期, 总第63-64期, (总号:1665), 总期号:63."""
_OUTSIDE = ("增刊", "增版", "增页", "号外", "副刊")
"""Words for what has no number in the row of the year."""
_SPECIAL = ("特刊", "专刊", "专辑", "特辑", "专号", "特号")
"""Words for what may have one."""
EXTRA = late(
    rf"(?:^|(?<=公报)|(?<=政报)|(?<=[\d年月日度期号()\[\]·,|/-]))(?:(?P<year>{Y})年?度?)?"
    rf"(?P<words>(?:第(?P<of>{N})[期号])?\(?(?:(?!公报|政报|关于)[{CJK}](?<![年月日期号第的])){{0,8}}?"
    rf"(?P<word>{'|'.join((*_OUTSIDE, *_SPECIAL))})"
    rf"(?:\(?第?(?P<turn>{N})(?![\d年月日{CHARACTERS}])[期号辑]?\)?)?\)?)"
)
"""增刊, 增刊第1期, 第7期增刊, 增刊(一), 号外, 两会特刊."""
_ONE = late(N)


def is_outside(word: str) -> bool:
    """Whether what is called so never has a number in the row of the year: 增刊, but not 专刊."""
    return word in _OUTSIDE


def listed_numbers(text: str, together: bool = False) -> tuple[int, ...]:
    """The numbers that a list writes; only the first where they do not rise. `together`: a number alone is two without their sign, 三四, 34."""
    written = _ONE.findall(text)
    if together and len(written) == 1 and (pair := _pair(written[0])):
        return pair
    numbers = [number for one in written if (number := _number(one)) is not None]
    if not numbers:
        return ()
    if len(written) == 2 and len(written[1]) < len(written[0]) and written[1].isdecimal():
        numbers[1] = int(written[0][: -len(written[1])] + written[1])  # 总第163-4期
    stated = tuple(numbers) if re.search(r"[、和及与&]", text) else run_of(numbers)
    return stated if stated and run_of(numbers) else (numbers[0],)


def _pair(written: str) -> tuple[int, int] | None:
    """Two numbers in a row, written without a sign between them; None for what is one number."""
    for place in range(1, len(written)):
        first, second = _number(written[:place]), _number(written[place:])
        if first and second == first + 1 and not written[place].startswith("0"):
            return first, second
    return None


def _number(written: str) -> int | None:
    """Totals have five digits where no other number of the print has."""
    return int(written) if written.isdecimal() else chinese_to_int(written)


def cumulative_numbers(text: str) -> tuple[int, ...]:
    """The cumulative numbers that a line prints."""
    match = CUMULATIVE.search(text)
    numbers = listed_numbers(next(g for g in match.groups() if g)) if match else ()
    return numbers if numbers and numbers[0] else ()
