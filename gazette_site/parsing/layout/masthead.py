"""The facts that cover, masthead and back cover print: name, number, cumulative number, day of publication, imprint.

number     = year? 第 n (- n)? (期 | 号)             第3期, 第3-4期合刊, 2024年第十七期, 第17号
cumulative = 总 (第 | 期号 | 号)? n (- n)? 期?       总第63期, 总第63-64期, (总号:1665)
published  = date 出版 | 出版日期 date | date beside the number or alone on its line
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from gazette_site.characters import folded
from gazette_site.dates import DATE, to_iso
from gazette_site.model import IsoDate, IssueId, Masthead
from gazette_site.numerals import chinese_to_int
from gazette_site.parsing.layout.front import (
    CUMULATIVE,
    FIGURES,
    FREQUENCY,
    ISSUE,
    gazette_name,
    is_back_line,
    is_masthead,
    wraps_imprint,
)
from gazette_site.problems import Problem, warning
from gazette_site.reading.lines import Line, Transcript, line_text

_PUBLISHES = re.compile(r"\)?(?:出版|印发|发行|编印)|(?:出版|印发|发行|编印)(?:日期|时间)?[:(]?$")
_ORGANISER = re.compile(r"(?:主办(?:单位|机关)?:(?P<after>.+)|(?P<before>[^:]+?)主办)$")
_POSTCODE = re.compile(r"(?:邮政编码|邮编):?(?P<code>\d{6})")
_ADDRESS = re.compile(r"(?:编辑部|联系|单位|通讯|通信)?地址:(?P<address>.+)$")
_NUMBER_PLACE = re.compile(r"(?:^|[年度日)(\d刊报]|公报)$")
"""What stands before the number of an issue; before the number of an order (人民政府令第12号) stand other words."""


class PrintedNumber(NamedTuple):
    """The number of an issue as the cover prints it; of several issues (合刊) from the first to the last."""

    line: Line
    year: int | None
    """None if the line has none."""
    first: int
    last: int


def read_masthead(
    cover: Sequence[Line],
    back: Sequence[Line],
    issue_id: IssueId,
    metadata: dict[str, str | int],
    file: str,
    transcript: Transcript,
) -> tuple[Masthead, list[Problem]]:
    """The facts of cover and back cover; `metadata` of the sidecar overrides what is printed.

    Year and number are those of the file name; where the print says otherwise the difference is a problem. Of a number for several issues (合刊) the
    first counts. A cumulative number that is not printed is no problem of one issue: only the archive knows whether the gazette has any.
    """
    problems = _contradictions(cover, issue_id, file, transcript)
    facts = _printed_facts(cover, back)
    facts.update({key: str(value) for key, value in metadata.items()})
    for key, what in (("gazette", "刊名"), ("published", "出版日期")):
        if not facts.get(key):
            problems.append(
                warning(file, f"封面上没有找到{what}，可在同名 .yaml 的 metadata 里补上", code=f"masthead-{key}")
            )
    year, number = (int(part) for part in issue_id.split("-"))
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


def printed_numbers(cover: Sequence[Line]) -> Iterator[PrintedNumber]:
    """Every number of an issue that the cover prints."""
    for line in cover:
        match = ISSUE.search(text := folded(line_text(line)))
        if match is None or not _NUMBER_PLACE.search(text[: match.start()]):
            continue
        first = chinese_to_int(match["number"])
        last = chinese_to_int(match["to"]) if match["to"] else first
        if first is not None and last is not None:
            yield PrintedNumber(line, chinese_to_int(match["year"]) if match["year"] else None, first, last)


def _contradictions(cover: Sequence[Line], issue_id: IssueId, file: str, transcript: Transcript) -> list[Problem]:
    """The first line of the cover that prints another number or year than the file name."""
    year, number = (int(part) for part in issue_id.split("-"))
    for one in printed_numbers(cover):
        printed_year = year if one.year is None else one.year
        if one.first <= number <= one.last and printed_year == year:
            continue
        name = f"{printed_year}-{one.first:02}{PurePosixPath(file).suffix}"
        message = f"印的期号与文件名（{year}年第{number}期）不一致；照所印的，文件名应是 {name}"
        return [transcript.warn(file, message, one.line.number, "issue-number")]
    return []


def _printed_facts(cover: Sequence[Line], back: Sequence[Line]) -> dict[str, str]:
    """The first form in which each fact is printed; a day beside no word counts on the cover only, and after all others."""
    lines = [*cover, *back]
    facts: dict[str, str] = {}
    name = gazette_name(lines)
    if name:
        facts["gazette"] = name
    for i, line in enumerate(lines):
        text = folded(line_text(line))
        if i + 1 < len(lines) and wraps_imprint(line, lines[i + 1]) and not is_back_line(lines[i + 1], name):
            text += folded(line_text(lines[i + 1]))
        for key, value in _line_facts(text):
            facts.setdefault(key, value)
    for line in cover:
        if day := _day_of_a_masthead(folded(line_text(line))):
            facts.setdefault("published", day)
    return facts


def _line_facts(text: str) -> Iterator[tuple[str, str]]:
    cumulative = CUMULATIVE.search(text)
    total = chinese_to_int(_digits(cumulative)) if cumulative else None
    if total is None and cumulative and _digits(cumulative).isdigit():
        total = int(_digits(cumulative))
    if total:
        yield "cumulative", str(total)
    if (frequency := FREQUENCY.search(text)) and len(text) < 40:
        yield "frequency", frequency.group()
    if published := _published(text):
        yield "published", published
    if (organiser := _ORGANISER.search(text)) and "编" not in text:
        yield "organiser", organiser["after"] or organiser["before"]
    if postcode := _POSTCODE.search(text):
        yield "postcode", postcode["code"]
    if address := _ADDRESS.search(text):
        yield "address", _POSTCODE.sub("", address["address"]).strip(" ,;")


def _digits(match: re.Match[str]) -> str:
    return next(g for g in match.groups() if g)


def _days(text: str) -> Iterator[tuple[re.Match[str], IsoDate]]:
    """The days that a line prints, however it writes them."""
    for pattern in (DATE, FIGURES):
        for match in pattern.finditer(text):
            if iso := to_iso(match["year"], match["month"], match["day"]):
                yield match, iso


def _published(text: str) -> IsoDate | None:
    """The day beside 出版, 印发 or 发行."""
    return next((iso for match, iso in _days(text) if _is_beside(match, text)), None)


def _is_beside(match: re.Match[str], text: str) -> bool:
    before = text[max(0, match.start() - 8) : match.start()]
    return bool(_PUBLISHES.match(text, match.end()) or _PUBLISHES.search(before))


def _day_of_a_masthead(text: str) -> IsoDate | None:
    """The day in a line that prints besides it only parts of a masthead, or nothing."""
    found = next(_days(text), None) if len(text) <= 60 else None
    alone = found is not None and found[0].group() == text.strip("()")
    return found[1] if found and (alone or is_masthead(text)) else None
