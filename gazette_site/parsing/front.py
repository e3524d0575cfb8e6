"""Cover, masthead and back cover: which lines they are, and the facts that they print.

issue = cover masthead? contents? items back-cover
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gazette_site.characters import MONGOLIAN, bare, folded
from gazette_site.dates import DATE, to_iso
from gazette_site.model import IsoDate, IssueId, Masthead
from gazette_site.problems import Problem, warning
from gazette_site.reading.lines import Line, Transcript, line_text

_NAME = re.compile(r"[^\d,。;:()]{2,30}公报")
_YEAR = re.compile(r"(?:19|20)\d\d年?")
_ISSUE = re.compile(r"(?:(?P<year>(?:19|20)\d\d)年)?(?<!总)第(?P<number>\d{1,2})期(?!间)")
_COMBINED = re.compile(r"第\d{1,2}[、—~-]\d{1,2}期")
_CUMULATIVE = re.compile(r"\(?总第?(?P<n>\d{1,5})期")
_FREQUENCY = re.compile(r"(周刊|旬刊|半月刊|双月刊|月刊|季刊|半年刊|年刊|不定期)")
_PUBLISHED = re.compile(rf"(?:{DATE.pattern})(?:出版|印发|发行)|出版日期:?(?:{DATE.pattern.replace('?P<', '?P<d')})")
_IMPRINT = re.compile(
    r"主办|主编|编辑|编委|出版|印刷|印制|邮政编码|邮编|地址|电话|传真|网址|电子邮箱|准印|刊号|发行|承办|定价|内部资料|赠阅|https?:|www\.|"
    r"国际标准|统一刊号|赠送|免费"
)
_ORGANISER = re.compile(r"(?:主办(?:单位|机关)?:(?P<after>.+)|(?P<before>[^:]+?)主办)$")
_POSTCODE = re.compile(r"(?:邮政编码|邮编):?(?P<code>\d{6})")
_ADDRESS = re.compile(r"(?:编辑部|联系|单位|通讯|通信)?地址:(?P<address>.+)$")


def is_contents_heading(line: Line) -> bool:
    """目 录 alone on its line."""
    return bare(line_text(line)) in ("目录", "本期目录", "目次", "本期目次", "要目")


def is_cover_line(line: Line) -> bool:
    """Whether a line can only be part of a cover or masthead: name, year, number, date of publication, Mongolian script."""
    text = folded(line_text(line))
    if not text:
        return line.picture is not None
    if MONGOLIAN.search(text) and len(MONGOLIAN.findall(text)) * 2 > len(text):
        return True
    if len(text) > 50:
        return False
    patterns = (_NAME, _YEAR, re.compile(rf"\(?{_ISSUE.pattern}.*"), _COMBINED, re.compile(rf"{_CUMULATIVE.pattern}.*"))
    return any(p.fullmatch(text) for p in patterns) or bool(_PUBLISHED.search(text) or _FREQUENCY.fullmatch(text))


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
    heading = next((i for i, line in enumerate(lines[:200]) if is_contents_heading(line)), None)
    if heading is None:
        first = 0
        while first < len(lines) and (is_cover_line(lines[first]) or is_back_line(lines[first], None)):
            first += 1
        heading = body = first
    else:
        body = heading + 1
    gazette = gazette_name(lines[:heading])
    back = len(lines)
    while back > body and (
        is_back_line(lines[back - 1], gazette) or (back - 1 > body and _wraps_imprint(lines[back - 2], lines[back - 1]))
    ):
        back -= 1
    if back == body:  # nothing but imprint: let it be looked at as body rather than lost
        back = len(lines)
    return Zones(heading, body, back)


def _wraps_imprint(line: Line, following: Line) -> bool:
    """Whether a line is the rest of an imprint that was too long for its own."""
    short = len(following.text) <= 30 and following.gap == 0 and "。" not in following.text and following.cells is None
    return short and len(line.text) <= 60 and "。" not in line.text and bool(_IMPRINT.search(folded(line.text)))


def gazette_name(lines: Iterable[Line]) -> str | None:
    """The name of the gazette as the cover prints it, or None."""
    for line in lines:
        text = folded(line_text(line))
        if _NAME.fullmatch(text):
            return text
    return None


def read_masthead(
    cover: Sequence[Line],
    back: Sequence[Line],
    issue_id: IssueId,
    metadata: dict[str, str | int],
    file: str,
    transcript: Transcript,
) -> tuple[Masthead, list[Problem]]:
    """The facts of cover and back cover; `metadata` of the sidecar overrides what is printed.

    Year and number are those of the file name; where the print says otherwise the difference is a problem.
    """
    problems: list[Problem] = []
    year, number = (int(part) for part in issue_id.split("-"))
    facts = _printed_facts([*cover, *back])
    for line in cover:
        match = _ISSUE.search(folded(line_text(line)))
        if match and (int(match["number"]) != number or (match["year"] and int(match["year"]) != year)):
            place, quote = transcript.file_line(line.number), transcript.quote(line.number)
            problems.append(
                warning(file, f"印的期号与文件名（{year}年第{number}期）不一致", place, quote, "issue-number")
            )
            break
    facts.update({key: str(value) for key, value in metadata.items()})
    for key, what in (("gazette", "刊名"), ("cumulative", "总期号"), ("published", "出版日期")):
        if not facts.get(key):
            problems.append(
                warning(file, f"封面上没有找到{what}，可在同名 .yaml 的 metadata 里补上", code=f"masthead-{key}")
            )
    cumulative = facts.get("cumulative")
    published = facts.get("published")
    return Masthead(
        gazette=facts.get("gazette"),
        year=year,
        number=number,
        cumulative=int(cumulative) if cumulative else None,
        frequency=facts.get("frequency"),
        published=IsoDate(published) if published else None,
        organiser=facts.get("organiser"),
        postcode=facts.get("postcode"),
        address=facts.get("address"),
    ), problems


def _printed_facts(lines: Sequence[Line]) -> dict[str, str]:
    facts: dict[str, str] = {}
    name = gazette_name(lines)
    if name:
        facts["gazette"] = name
    for i, line in enumerate(lines):
        text = folded(line_text(line))
        if i + 1 < len(lines) and _wraps_imprint(line, lines[i + 1]) and not is_back_line(lines[i + 1], name):
            text += folded(line_text(lines[i + 1]))
        for key, value in _line_facts(text):
            facts.setdefault(key, value)
    return facts


def _line_facts(text: str) -> Iterable[tuple[str, str]]:
    if cumulative := _CUMULATIVE.search(text):
        yield "cumulative", cumulative["n"]
    if (frequency := _FREQUENCY.search(text)) and len(text) < 40:
        yield "frequency", frequency.group()
    if published := _PUBLISHED.search(text):
        parts = [published[k] or published[f"d{k}"] for k in ("year", "month", "day")]
        iso = to_iso(*parts)
        if iso:
            yield "published", iso
    if (organiser := _ORGANISER.search(text)) and "编" not in text:
        yield "organiser", organiser["after"] or organiser["before"]
    if postcode := _POSTCODE.search(text):
        yield "postcode", postcode["code"]
    if address := _ADDRESS.search(text):
        yield "address", _POSTCODE.sub("", address["address"]).strip(" ,;")
