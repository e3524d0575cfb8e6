"""The facts that cover, masthead and back cover print: name, number, cumulative number, day of publication, imprint.

published = date 出版 | 出版日期 date | date beside the number or alone on its line

Which issue it is, `issue_statements` reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from gazette_site.characters import folded
from gazette_site.dates import DATE, to_iso
from gazette_site.issue_names import name_of, read_name
from gazette_site.late import late
from gazette_site.model import IsoDate, IssueId, Masthead
from gazette_site.parsing.layout.front import (
    FIGURES,
    FREQUENCY,
    gazette_name,
    is_back_line,
    is_masthead,
    wraps_imprint,
)
from gazette_site.parsing.layout.issue_statements import numbered
from gazette_site.parsing.layout.numbering import cumulative_numbers
from gazette_site.problems import Problem, warning
from gazette_site.reading.lines import Line, Transcript, line_text

_PUBLISHES = late(r"\)?(?:出版|印发|发行|编印)|(?:出版|印发|发行|编印)(?:日期|时间)?[:(]?$")
_ORGANISER = late(r"(?:主办(?:单位|机关)?:(?P<after>.+)|(?P<before>[^:]+?)主办)$")
_POSTCODE = late(r"(?:邮政编码|邮编):?(?P<code>\d{6})")
_ADDRESS = late(r"(?:编辑部|联系|单位|通讯|通信)?地址:(?P<address>.+)$")


class ReadMasthead(NamedTuple):
    """What cover and back cover say."""

    masthead: Masthead
    misprinted: tuple[str, ...]
    """What the cover prints otherwise than the file is called."""
    problems: list[Problem]


def read_masthead(
    cover: Sequence[Line],
    back: Sequence[Line],
    issue_id: IssueId,
    metadata: dict[str, str | int],
    file: str,
    transcript: Transcript,
) -> ReadMasthead:
    """The facts of cover and back cover; `metadata` of the sidecar overrides what is printed.

    Year and first number are those of the file name (`issue_statements`). A cumulative number that is not printed is no
    problem of one issue: only the archive knows whether the gazette has any.
    """
    name = read_name(PurePosixPath(file).stem) or name_of(issue_id)
    said = numbered(cover, name if name.id == issue_id else name_of(issue_id), file, transcript)
    facts = _printed_facts(cover, back)
    facts.update({key: str(value) for key, value in metadata.items()})
    totals = (int(metadata["cumulative"]),) if "cumulative" in metadata else _cumulatives((*cover, *back))
    problems = [*said.problems, *_not_found(facts, file)]
    published, own = facts.get("published"), said.name.numbers if not said.name.extra else ()
    masthead = Masthead(
        gazette=facts.get("gazette"),
        year=said.name.year,
        number=own[0] if own else None,
        cumulative=totals[0] if totals else None,
        frequency=facts.get("frequency"),
        published=IsoDate(published) if published else None,
        organiser=facts.get("organiser"),
        postcode=facts.get("postcode"),
        address=facts.get("address"),
        more_numbers=own[1:],
        more_cumulatives=totals[1:],
        extra=said.name.extra,
        extra_to=said.name.numbers if said.name.extra else (),
        special=said.words,
        run=said.name.run,
    )
    return ReadMasthead(masthead, said.misprinted, problems)


def _not_found(facts: dict[str, str], file: str) -> list[Problem]:
    """What every issue prints and this one seems not to."""
    return [
        warning(file, f"封面上没有找到{what}，可在同名 .yaml 的 metadata 里补上", code=f"masthead-{key}")
        for key, what in (("gazette", "刊名"), ("published", "出版日期"))
        if not facts.get(key)
    ]


def _cumulatives(lines: Sequence[Line]) -> tuple[int, ...]:
    """The cumulative numbers of the first line that prints any, with those that another line adds to them."""
    found = [numbers for line in lines if (numbers := cumulative_numbers(folded(line_text(line))))]
    alike = [numbers for numbers in found if numbers[0] == found[0][0]]
    return max(alike, key=len, default=())


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
