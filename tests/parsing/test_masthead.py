"""Mastheads in every printed form."""

from __future__ import annotations

import pytest

from gazette_site.model import IssueId, Masthead
from gazette_site.parsing.layout.front import zones
from gazette_site.parsing.layout.furniture import RunningHeads
from gazette_site.parsing.layout.masthead import read_masthead
from gazette_site.problems import Problem
from gazette_site.reading import read_transcript

NAME = "澜川市人民政府公报"
BODY = "澜川市人民政府关于绿化的通知\n\n澜府发〔2024〕3号\n\n各县：\n\n请执行。\n\n2024年6月1日\n"
CONTENTS = "目录\n\n1 澜川市人民政府关于绿化的通知\n\n"


def masthead_of(cover: str, issue: str, contents: str = CONTENTS) -> tuple[Masthead, list[Problem]]:
    """The masthead of an issue with this cover."""
    transcript = read_transcript(f"{cover}\n\n{contents}{BODY}", markdown=False)
    zone = zones(transcript.lines)
    cover_lines, back = transcript.lines[: zone.contents], transcript.lines[zone.back :]
    read = read_masthead(cover_lines, back, IssueId(issue), {}, f"{issue}.txt", transcript)
    return read.masthead, read.problems


@pytest.mark.parametrize("contents", [CONTENTS, ""], ids=["contents", "no contents"])
@pytest.mark.parametrize(
    "cover",
    [
        f"{NAME}\n2024年6月20日　第17号（总号：1665）",
        f"{NAME}\n第17号(总号:1665)\n2024年6月20日",
        f"{NAME}\n二〇二四年第十七期\n总第一千六百六十五期\n二〇二四年六月二十日出版",
        f"{NAME}\n二○二四年　第十七期　（总第1665期）\n出版日期：2024年6月20日",
        f"{NAME}\n2024 年第 17 期 总第 1665 期\n2024.06.20出版",
        f"{NAME}\n2024年第17期\n总第1665号\n2024-06-20",
        f"{NAME}\n2024年第17期　总期号：1665\n2024年6月20日　印发",
        f"GAZETTE OF LANCHUAN\n{NAME}\n2024\n第17号\n（总号:1665）\n2024年6月20日",
        f"{NAME}（2024年第17期，总第1665期）\n（2024年6月20日出版）",
        f"2024年6月20日　第17期　总第1665期\n{NAME}",
        f"{NAME} 2024年第17期（总第1665期） 2024年6月20日出版",
        f"{NAME}\n2024年第17期（累计第1665期）\n出版日期 2024年6月20日",
        f"{NAME}\n2024年第17—18期合刊（总第1665—1666期）\n2024/6/20",
        f"{NAME}\n2024年第17、18期（合刊）\n总第1665-1666期\n2024年6月20日出版",
    ],
)
def test_number_and_day(cover: str, contents: str) -> None:
    """Name, cumulative number and day of publication, and no warning; of several numbers the first counts."""
    masthead, problems = masthead_of(cover, "2024-17", contents)
    assert (masthead.gazette, masthead.cumulative, masthead.published) == (NAME, 1665, "2024-06-20")
    assert not problems


@pytest.mark.parametrize(
    ("cover", "issue"),
    [
        (f"{NAME}\n2024年第5期\n2024年6月20日出版", "2024-03"),
        (f"{NAME}\n二〇二四年第五期\n2024年6月20日出版", "2024-03"),
        (f"{NAME}\n2023年第3期\n2024年6月20日出版", "2024-03"),
        (f"{NAME}\n2024年6月20日　第17号", "2024-18"),
        (f"{NAME}\n2024年第3-4期合刊\n2024年6月20日出版", "2024-05"),
    ],
)
def test_another_number_than_the_file(cover: str, issue: str) -> None:
    """A printed number or year that the file name does not have is a warning."""
    assert [problem.code for problem in masthead_of(cover, issue)[1]] == ["issue-number"]


def test_a_year_can_have_366_issues() -> None:
    """A gazette of every day."""
    masthead, problems = masthead_of(f"{NAME}\n2024年第366期（总第20365期）\n2024年12月31日出版", "2024-366")
    assert (masthead.cumulative, problems) == (20365, [])


@pytest.mark.parametrize(
    ("text", "is_head"),
    [
        ("2024年第117期", True),
        (f"{NAME} 2024年第17号（总号：1665）", True),
        (f"12 · {NAME} 2024年第3期", True),
        ("2024年第3期　12", True),
        ("2014年第18号", False),
        ("第12号", False),
        ("2023年澜川市国民经济和社会发展统计公报", False),
    ],
)
def test_running_heads_with_the_number_of_the_issue(text: str, is_head: bool) -> None:
    """Year and number of the issue in a running head; the number of a public notice is none."""
    (line,) = read_transcript(text, markdown=False).lines
    assert (RunningHeads((), NAME).reason(line) is not None) == is_head
