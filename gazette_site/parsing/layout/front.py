"""Cover, masthead and back cover: which lines they are.

issue    = cover masthead? contents? items back-cover
masthead = (name | year | date | number | cumulative number | frequency)+      in any order, on one line or on several
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from gazette_site.characters import CJK, MONGOLIAN, bare, folded
from gazette_site.dates import DATE
from gazette_site.document_numbers import number_line
from gazette_site.late import late
from gazette_site.model import Level
from gazette_site.numerals import CHARACTERS
from gazette_site.parsing.layout.numbering import CUMULATIVE, EXTRA, ISSUE, TOGETHER, N, Y
from gazette_site.parsing.text.labels import label_of
from gazette_site.reading.lines import Line, line_text

NAME = late(r"(?:(?!关于|的)[^\d,。;:()]){2,30}(?:(?<!普查)(?<!统计)(?<!状况)公报|政报)")
"""What it says of the country's state (统计公报, 普查公报) is a document, and so is what has a matter."""
FREQUENCY = late(r"(周刊|旬刊|半月刊|双月刊|月刊|季刊|半年刊|年刊|不定期)")
FIGURES = late(r"(?P<year>(?:19|20)\d\d)(?P<mark>[./-])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)")
"""2024.06.20, 2024-6-20, 2024/6/20."""
_ANY_NAME = late(rf"(?:(?!关于)[{CJK}]){{4,30}}")
_YEAR = late(rf"{Y}年?度?")
_YEAR_AND_ISSUE = late(rf"{Y}[·•∙・]\d{{1,2}}(?!\d)|(?:19|20)\d\d\.\d{{1,2}}(?![\d.])")
"""2024·3 beside the name of the gazette."""
_MONTH = late(rf"{Y}年(?:\d{{1,2}}|[{CHARACTERS}]{{1,3}})月(?:份|号)?")
"""2024年3月: beside a number it is part of a masthead."""
_PUBLISHED = late(rf"(?:{DATE.pattern})(?:出版|印发|发行|编印)")
_PUBLISHES = late(r"(?:出版|印发|发行|编印)(?:日期)?:?")
_VOLUME = late(rf"第{N}卷")
_BETWEEN = late(r"[()\[\]·•,:;|/\-—–.]+|no\.?\d*|vol\.?\d*", re.IGNORECASE)
_PARTS = (
    DATE,
    FIGURES,
    CUMULATIVE,
    ISSUE,
    TOGETHER,
    _VOLUME,
    _YEAR_AND_ISSUE,
    _MONTH,
    _YEAR,
    FREQUENCY,
    _PUBLISHES,
    _BETWEEN,
    NAME,
    EXTRA,
)
_COLOPHON = late(rf"[{CJK}]{{2,40}}(?<!公报)(?<!政报)(?<!日期)(?<!时间)(?:{DATE.pattern})印发")
"""版记 of a document: 澜川市人民政府办公室　2025年2月21日印发. No gazette is published so."""
_DAY_OF_ISSUE = late(rf"\(?(?:{DATE.pattern})印发\)?")
"""The same on a line of its own, under the name of who issues it."""
_NUMBER_ALONE = late(rf"\(?第{N}号\)?")
_OF_ISSUE = r"(?:(?:19|20)\d\d年?)?(?:第\d{1,4}[期号](?:合刊)?)?(?:增刊|特刊|专刊|号外)?(?:总第\d{1,9}期)?"
_CONTENTS = late(
    rf"{_OF_ISSUE}(?:contents?|tableofcontents)?(?:本期|本刊)?(?:总?目录|目次|要目)(?:contents?|tableofcontents|页码)?{_OF_ISSUE}|contents|tableofcontents"
)
YEAR_INDEX = late(r"(?:(?:19|20)\d\d年?度?|全年|年度)总?(?:目录|索引)")
"""2023年总目录: an index of the year, which the last issue prints; no contents of this one."""
_COLUMNS = late(
    r"(?:栏目|类别|序号|编号){0,2}(?:标题|题目|题名|篇名|篇目|文件名称)(?:发文字号|文号|发文机关){0,2}(?:页码|页次|页数|页)"
)
"""The names of the columns where contents are a table without another heading."""
_MADE = "主管(?:单位|机关)?:|主办|主编|编辑|编委|出版|印刷|印制|邮政编码|邮编|准印|刊号|发行|承办|定价|内部资料|赠阅|国际标准|赠送|免费"
_IMPRINT = late(rf"{_MADE}|地址|电话|传真|网址|电子邮箱|https?:|www\.")
_OF_A_GAZETTE = late(_MADE)
"""What only who makes a gazette prints; how somebody can be reached stands under documents as well."""


def is_contents_heading(line: Line) -> bool:
    """目 录 alone on its line, with marks around it, a translation or the word for pages beside it."""
    text = bare(line.text) if len(line.text) <= 60 else ""
    return bool(_CONTENTS.fullmatch(text)) and not YEAR_INDEX.fullmatch(text)


def heading_size(lines: Sequence[Line], i: int) -> int:
    """How many lines from `i` on are the heading of contents: 目录 on one, 目 and 录 on two, a table's 标题 | 页码; 0 if none is."""
    if is_contents_heading(lines[i]) or (lines[i].cells and _COLUMNS.fullmatch(bare(line_text(lines[i])))):
        return 1
    apart = bare(lines[i].text) == "目" and i + 1 < len(lines) and bare(lines[i + 1].text) == "录"
    return 2 if apart else 0


def is_cover_line(line: Line) -> bool:
    """Whether a line can only be part of a cover or masthead: name, year, number, date of publication, Mongolian script."""
    text = folded(line_text(line))
    if not text:
        return line.picture is not None
    if MONGOLIAN.search(text) and len(MONGOLIAN.findall(text)) * 2 > len(text):
        return True
    if len(text) > 60 or DATE.fullmatch(text) or _COLOPHON.fullmatch(text):
        return False
    return is_masthead(text) or _PUBLISHED.search(text) is not None


def is_masthead(text: str) -> bool:
    """Whether folded `text` is made of the parts of a masthead and nothing else, an imprint at its end apart.

    A day, 第12号 or a year with a name (2023年…统计公报) may as well be a part of a document: alone they are not enough.
    """
    found: set[re.Pattern[str]] = set()
    place = 0
    while place < len(text):
        part = next(((pattern, m.end()) for pattern in _PARTS if (m := pattern.match(text, place))), None)
        if part is None:
            break
        found.add(part[0])
        place = part[1]
    if place < len(text) and not (_IMPRINT.search(text, place) and found & {ISSUE, TOGETHER, CUMULATIVE, DATE}):
        return False
    telling = found - {_BETWEEN, _PUBLISHES}
    if telling == {DATE} or telling == {FIGURES}:
        return _PUBLISHES in found
    alone = telling in ({NAME}, {_YEAR}, {NAME, _YEAR_AND_ISSUE})
    return (alone or bool(telling & {ISSUE, TOGETHER, CUMULATIVE, FREQUENCY, EXTRA})) and not _NUMBER_ALONE.fullmatch(
        text
    )


def is_imprint(line: Line) -> bool:
    """Whether a line prints who makes the gazette and where: 主办：……, 邮编：……."""
    text = folded(line_text(line))
    return len(text) <= 80 and ":" in text and _IMPRINT.search(text) is not None and "关于" not in text


def is_back_line(line: Line, gazette: str | None) -> bool:
    """Whether a line can be part of the back cover: name of the gazette, imprint."""
    text = folded(line_text(line))
    if len(text) > 80:
        return False
    return (
        is_cover_line(line)
        or (gazette is not None and bare(text) == bare(gazette))
        or (bool(_IMPRINT.search(text)) and not re.search("。|关于|__", text))  # no title, no blank of a form
    )


class Zones(NamedTuple):
    """Where the parts of an issue lie; index ranges over its lines."""

    contents: int
    """First line of the contents, its heading; equals `body` if there are none."""
    body: int
    """First line after cover and contents; of the contents only the heading is known yet."""
    back: int
    """First line of the back cover."""


def zones(lines: Sequence[Line]) -> Zones:
    """The parts of an issue. Without a contents heading the cover ends at the first line that is none of its own."""
    heading = _heading(lines)
    if heading is None:
        heading = body = _cover_end(lines)
    else:
        body = heading + heading_size(lines, heading)
    gazette = gazette_name(lines[:heading])
    back = len(lines)
    while (
        back > body
        and not _ends_document(lines, back - 1, gazette)
        and (
            is_back_line(lines[back - 1], gazette)
            or (back - 1 > body and wraps_imprint(lines[back - 2], lines[back - 1]))
        )
    ):
        back -= 1
    if not any(_is_of_gazette(line, gazette) for line in lines[back:]):  # （联系人：…，电话：…） ends the last document
        back = len(lines)
    if back == body:  # nothing but imprint: let it be looked at as body rather than lost
        back = len(lines)
    return Zones(heading, body, back)


def _ends_document(lines: Sequence[Line], k: int, gazette: str | None) -> bool:
    """Whether a line `2025年3月1日印发` belongs to what stands above it, which is no part of a back cover."""
    return bool(k and _DAY_OF_ISSUE.fullmatch(folded(line_text(lines[k]))) and not is_back_line(lines[k - 1], gazette))


def _is_of_gazette(line: Line, gazette: str | None) -> bool:
    """Whether a line of the back cover speaks of a gazette, and is not only how somebody can be reached."""
    text = folded(line_text(line))
    named = gazette is not None and bare(text) == bare(gazette)
    return named or bool(text and (_OF_A_GAZETTE.search(text) or is_cover_line(line)))


def _heading(lines: Sequence[Line]) -> int | None:
    """The line of the contents heading. After a document number it is that of contents inside a document."""
    for i in range(min(len(lines), 200)):
        if (size := heading_size(lines, i)) and not _lists_chapters(lines[i + size : i + size + 2]):
            return i
        if lines[i].cells is None and number_line(lines[i].text):
            return None
    return None


def _lists_chapters(below: Sequence[Line]) -> bool:
    """Whether a document of chapters has its own 目录 there: 第一章　总则, without a page."""
    label = label_of(below[0].text) if below and below[0].cells is None else None
    chapters = label is not None and label.level in (Level.PART, Level.CHAPTER)
    return chapters and not below[0].text.rstrip(" )）").endswith(tuple("0123456789"))


def contents_first(lines: Sequence[Line]) -> Sequence[Line]:
    """`lines` with the contents that are printed at the end of an issue put behind its cover; the same if none stand there.

    At the end stand contents whose heading only lines without sentence, number or addressee follow.
    """
    if not lines or _heading(lines) is not None:
        return lines
    stop = len(lines)
    while stop and (is_back_line(lines[stop - 1], None) or not bare(line_text(lines[stop - 1]))):
        stop -= 1
    heading = next(
        (i for i in range(stop - 1, max(stop - 400, 0), -1) if _is_prose(lines[i]) or heading_size(lines, i)), 0
    )
    cover = _cover_end(lines)
    if heading <= cover or stop - heading < 3 or not heading_size(lines, heading):
        return lines
    return [*lines[:cover], *lines[heading:stop], *lines[cover:heading], *lines[stop:]]


def _is_prose(line: Line) -> bool:
    """Whether a line stands in a text and in no contents."""
    return line.cells is None and (
        line.text.rstrip().endswith(("。", "；", "：", ":")) or number_line(line.text) is not None
    )


def _cover_end(lines: Sequence[Line]) -> int:
    """Index of the first line that goes on with no cover; under the name a number or a date may stand alone on its line."""
    named = len(lines) > 1 and _is_name_over_number(lines[0], lines[1])
    for index, line in enumerate(lines[named:], start=named):
        text = folded(line.text)
        named = named or NAME.fullmatch(text) is not None
        under_name = named and any(pattern.fullmatch(text) for pattern in (_NUMBER_ALONE, DATE, FIGURES))
        foreign = line.cells is None and _is_foreign(text)
        if not (under_name or foreign or is_cover_line(line) or is_back_line(line, None)):
            return index
    return len(lines)


def _is_foreign(text: str) -> bool:
    """Whether a line of a cover has no Chinese character; figures only beside many letters: GAZETTE OF THE PEOPLE'S GOVERNMENT 2024.3."""
    letters = len(re.findall("[A-Za-z]", text))
    return 0 < len(text) <= 80 and not re.search(f"[{CJK}]", text) and (letters >= 12 or not re.search(r"\d", text))


def wraps_imprint(line: Line, following: Line) -> bool:
    """Whether a line is the rest of an imprint that was too long for its own."""
    short = len(following.text) <= 30 and following.gap == 0 and "。" not in following.text and following.cells is None
    return short and len(line.text) <= 60 and "。" not in line.text and bool(_IMPRINT.search(folded(line.text)))


def gazette_name(lines: Sequence[Line]) -> str | None:
    """The name of the gazette as the cover prints it, or None."""
    for line in lines:
        text = folded(line_text(line))
        match = NAME.match(text) if len(text) <= 60 else None
        if match and (match.end() == len(text) or is_masthead(text)):
            return match.group()
    return folded(lines[0].text) if len(lines) > 1 and _is_name_over_number(lines[0], lines[1]) else None


def _is_name_over_number(line: Line, below: Line) -> bool:
    """Whether the first line is the name of a gazette that is called otherwise: 澜川市革命委员会通报 | 第5期（总第41期）."""
    text, under = folded(line_text(line)), folded(line_text(below))
    numbered = (ISSUE.search(under) or CUMULATIVE.search(under)) and "期" in under and is_masthead(under)
    return bool(numbered) and bool(_ANY_NAME.fullmatch(text)) and line.cells is None
