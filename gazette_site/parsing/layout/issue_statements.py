"""Which issue the cover says it is, held against what its file is called.

    cover line ──▶ Statement (year, numbers, 增刊 …)      file name ──▶ IssueName      both ──▶ the numbers of the issue, problems

The name of the file says which issue it is; the cover says what else it has (the other numbers of a 合刊, the words of a
增刊). Where no line of the masthead agrees with the name, one of the two is wrong: an error, with the name that the print asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import NamedTuple

from gazette_site.characters import folded
from gazette_site.issue_names import IssueName
from gazette_site.late import late
from gazette_site.numerals import chinese_to_int
from gazette_site.parsing.layout.front import is_masthead
from gazette_site.parsing.layout.numbering import (
    EXTRA,
    ISSUE,
    TOGETHER,
    N,
    Y,
    cumulative_numbers,
    is_outside,
    listed_numbers,
)
from gazette_site.problems import Problem, Severity, error, warning
from gazette_site.reading.lines import Line, Transcript, line_text

_OF = late(rf"^第{N}[期号]")
_YEAR_ALONE = late(rf"(?P<year>{Y})年?度?")
_NUMBER_PLACE = late(r"(?:^|[年度日)(\d报卷]|(?<!总)刊|公报)$")
"""What stands before the number of an issue; before the number of an order (人民政府令第12号) stand other words."""
_MOST_PLAIN = 366
"""A number above it is none of a year: it needs the print to say so."""


class Statement(NamedTuple):
    """What a line of the cover says of the issue."""

    line: Line
    year: int | None
    numbers: tuple[int, ...] = ()
    word: str = ""
    """增刊, 特刊; or empty."""
    words: str = ""
    """The same as printed with its turn: 增刊第1期, 两会特刊."""
    of: int | None = None
    """Number before the word: 第7期增刊."""
    turn: int | None = None
    """Number behind the word: 增刊第2期."""
    certain: bool = True
    """Whether the line holds nothing but parts of a masthead."""


class Numbered(NamedTuple):
    """What name and cover together say."""

    name: IssueName
    """With all numbers, those that only the print tells as well."""
    words: str
    """`增刊第1期`, `两会特刊`; empty of an ordinary issue."""
    misprinted: tuple[str, ...]
    """What the cover prints otherwise."""
    problems: tuple[Problem, ...]


def statements(cover: Sequence[Line]) -> tuple[Statement, ...]:
    """What the lines of a cover say, in order."""
    return tuple(statement for line in cover for statement in _said(line))


def _said(line: Line) -> Iterator[Statement]:
    text = folded(line_text(line))
    if len(text) > 60:
        return
    certain = is_masthead(text)
    extra = EXTRA.search(text) if certain else None
    if extra:
        of, turn = (chinese_to_int(extra[key]) if extra[key] else None for key in ("of", "turn"))
        year = _year(extra["year"]) or next((_year(one["year"]) for one in ISSUE.finditer(text) if one["year"]), None)
        yield Statement(line, year, (), extra["word"], _spread(extra["words"]), of, turn)
        text = text[: extra.start("words")] if of is not None or turn is not None else text
    if number := _number_in(text):
        numbers = listed_numbers(number["numbers"], together=number.re.pattern == TOGETHER.pattern)
        if numbers and numbers[0]:
            yield Statement(line, _year(number["year"]), numbers, certain=certain)
    elif (alone := _YEAR_ALONE.fullmatch(text)) and not extra:
        yield Statement(line, _year(alone["year"]))


def _number_in(text: str) -> re.Match[str] | None:
    for pattern in (TOGETHER, ISSUE):
        match = pattern.search(text)
        if match and _NUMBER_PLACE.search(text[: match.start()]):
            return match
    return None


def _year(written: str | None) -> int | None:
    year = chinese_to_int(written) if written else None
    return year if year and 1900 <= year < 2100 else None


def _spread(words: str) -> str:
    """Folded words as they are printed: brackets wide, those around all of it dropped."""
    inner = words[1:-1] if words.startswith("(") and words.endswith(")") and words.count("(") == 1 else words
    whole = inner.removeprefix("(") if inner.count("(") > inner.count(")") else inner
    whole = whole.removesuffix(")") if whole.count(")") > whole.count("(") else whole
    return whole.replace("(", "（").replace(")", "）")


def numbered(cover: Sequence[Line], name: IssueName, file: str, transcript: Transcript) -> Numbered:
    """The issue by its name and its cover."""
    said = statements(cover)
    words = next((one.words for one in said if one.word), "")
    if words and not name.extra:
        words = _OF.sub("", words).strip("（）")
    years = [one for one in said if one.year is not None]
    numbers = [one for one in said if one.numbers or one.word]
    wrong = [
        *(_Wrong(one, any(other.year == name.year for other in years)) for one in years if one.year != name.year),
        *(
            _Wrong(one, any(_agrees(other, name, said) for other in numbers))
            for one in numbers
            if not _agrees(one, name, said)
        ),
    ]
    completed = _completed(name, [one for one in numbers if _agrees(one, name, said)])
    printed = dict.fromkeys(_printed(one.said) for one in wrong)
    misprinted = tuple(one for one in printed if not any(one in other != one for other in printed))
    problems = (
        [_contradiction(wrong, said, name, file, transcript)] if wrong else [*_unsaid(cover, numbers, name, file)]
    )
    return Numbered(completed, words or ("增刊" if name.extra else ""), misprinted, tuple(problems))


class _Wrong(NamedTuple):
    """A statement that is not true of the issue of that name."""

    said: Statement
    doubtful: bool
    """Whether another line of the cover says what the name says."""


def _agrees(one: Statement, name: IssueName, said: Sequence[Statement]) -> bool:
    """Whether the number in a statement, or its words, may be those of the issue of that name."""
    if one.word:
        return _extra_agrees(one, name, said)
    if name.extra:
        own = one.numbers == (name.extra,) and any(other.word and other.turn is None for other in said)
        return own or (bool(name.numbers) and one.numbers[0] == name.numbers[0])
    return one.numbers == name.numbers or (len(name.numbers) == 1 and one.numbers[0] == name.numbers[0])


def _extra_agrees(one: Statement, name: IssueName, said: Sequence[Statement]) -> bool:
    if not name.extra:
        # 第7期增刊 may be the seventh number, or a supplement to it: the name of the file tells.
        in_the_row = any(other.numbers and not other.word for other in said)
        return one.of in name.numbers or (in_the_row and not is_outside(one.word))
    if one.turn is not None and one.turn != name.extra:
        return False
    return one.of is None or one.of in name.numbers or one.of == name.extra


def _completed(name: IssueName, agreeing: Sequence[Statement]) -> IssueName:
    """The name with the numbers that the print adds to the first."""
    if name.extra or len(name.numbers) != 1:
        return name
    most = max((one.numbers for one in agreeing if one.certain), key=len, default=())
    return name._replace(numbers=most) if len(most) > 1 else name


def _contradiction(
    wrong: Sequence[_Wrong], said: Sequence[Statement], name: IssueName, file: str, transcript: Transcript
) -> Problem:
    """What is against the name: an error if no line speaks for it, else a doubt."""
    sure = [one.said for one in wrong if not one.doubtful and one.said.certain]
    first = next((one for one in sure if one.numbers or one.word), (*sure, wrong[0].said)[0])
    path = PurePosixPath(file)
    printed = f"封面印的是“{_printed(first)}”，文件名却是 {path.name}"
    if not sure:
        message = f"{printed}；封面上的刊期前后不一，请核对"
        return transcript.warn(file, message, first.line.number, "issue-number")
    wanted = _wanted(first, said, name)
    message = (
        f"{printed}：期号与文件名不一致，文件应叫 {wanted.stem}{path.suffix}；"
        "如果是印错了，请在同名 .yaml 里写 confirmed: true 和 reason: 理由"
    )
    problem = transcript.warn(file, message, first.line.number, "issue-number")
    return replace(problem, severity=Severity.ERROR)


def _wanted(first: Statement, said: Sequence[Statement], name: IssueName) -> IssueName:
    """The name that the print asks for."""
    year = first.year or next((one.year for one in said if one.year is not None), None) or name.year
    numbers = next((one.numbers for one in said if one.numbers), ())
    extra = next((one for one in said if one.word), None)
    if extra is None or (numbers and not is_outside(extra.word) and extra.of is None and not name.extra):
        return IssueName(year, numbers or name.numbers, name.run if not name.extra else "", 0)
    if extra.of is not None:
        return IssueName(year, (extra.of,), "", extra.turn or 1)
    turn = extra.turn or (numbers[0] if numbers else 0) or name.extra or 1
    return IssueName(year, (), "", turn)


def _printed(one: Statement) -> str:
    """`2024年第3期`, as short as it is printed."""
    text = folded(line_text(one.line))
    number = EXTRA.search(text) if one.word else _number_in(text) if one.numbers else None
    return _spread(number.group().strip("()")) if number else text


def _unsaid(cover: Sequence[Line], numbers: Sequence[Statement], name: IssueName, file: str) -> Iterator[Problem]:
    """What to say where the cover does not tell which issue it is, and the name is out of the ordinary."""
    supplement = next((one for one in numbers if one.of is not None and is_outside(one.word)), None)
    if supplement and not name.extra:
        wanted = f"{name._replace(extra=1).stem}{PurePosixPath(file).suffix}"
        message = f"封面印的是“{supplement.words}”，按第{supplement.of}期收录；如果另有第{supplement.of}期，这个文件应叫 {wanted}"
        yield warning(file, message, code="issue-supplement")
    if numbers:
        return
    if name.extra:
        yield warning(file, "文件名是增刊、号外一类，封面上却没有找到这样的字样，请核对", code="issue-number")
    elif name.numbers[0] > _MOST_PLAIN and not _counts_on(cover, name):
        message = f"文件名说是第 {name.numbers[0]} 期，封面上却没有印；一年里没有这么多期，请核对文件名"
        yield error(file, message, code="issue-number")


def _counts_on(cover: Sequence[Line], name: IssueName) -> bool:
    """Whether the cover prints the number as the total: a gazette that counts on over the years."""
    return any(cumulative_numbers(folded(line_text(line)))[:1] == name.numbers[:1] for line in cover)
