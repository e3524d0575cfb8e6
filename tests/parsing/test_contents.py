"""Reading the 目录 by itself: what is given to those who look for the items."""

from __future__ import annotations

import pytest

from gazette_site.config import SiteConfig
from gazette_site.parsing.layout.contents import Contents, read_contents
from gazette_site.parsing.layout.front import zones
from gazette_site.reading import read_transcript

TREES = "澜川市人民政府关于加强城市绿化的通知"
FLATS = "澜川市人民政府办公室关于印发澜川市旧房改造三年方案（2025—2027年）的通知"
SCHOOLS = "澜川市教育局关于做好招生工作的通知"
ISSUERS = "澜川市水务局\n澜川市财政局\n澜川市教育局\n澜川市公安局\n"


def document(title: str, number: str = "澜府发〔2025〕3号") -> str:
    """A document with nothing to say."""
    return f"\n{title}\n\n{number}\n\n各县区人民政府：\n\n请认真贯彻执行。\n\n2025年3月1日\n"


BODY = document(TREES) + document(FLATS, "澜府办发〔2025〕4号") + document(SCHOOLS, "澜教发〔2025〕8号")


def contents_of(text: str, body: str = BODY, *, markdown: bool = False) -> Contents:
    """The contents of an issue that begins with 目录 and `text`."""
    lines = read_transcript(f"目　录\n{text}\n{body}", markdown=markdown).lines
    zone = zones(lines)
    return read_contents(lines, zone.contents, zone.back, SiteConfig().sections)


def shown(contents: Contents) -> list[str]:
    """Section, page, title and number of each line."""
    return [
        f"{one.section or '—'} {one.page or '—'} {one.title}" + (f" {one.number}" if one.number else "")
        for one in contents.lines
    ]


CASES = {
    "a title that ends in the number of an order does not take the section below it": (
        "市政府令\n- 1 澜川市人民政府令第12号\n任职通知\n- 3 " + SCHOOLS,
        "澜川市人民政府令\n\n第12号\n\n现予公布。\n" + document(SCHOOLS),
        ["市政府令 1 澜川市人民政府令第12号 澜川市人民政府令第12号", f"任职通知 3 {SCHOOLS}"],
    ),
    "the number of an order in brackets stays in its name": (
        "市政府令\n澜川市人民政府令（第12号） …… 1\n法律法规选登\n" + SCHOOLS + " …… 3",
        "澜川市人民政府令\n\n第12号\n\n现予公布。\n" + document(SCHOOLS),
        ["市政府令 1 澜川市人民政府令（第12号） 澜川市人民政府令第12号", f"法律法规选登 3 {SCHOOLS}"],
    ),
    "a section after the heading of an interpretation": (
        "政策解读\n1 《澜川市渡口办法》政策解读\n县区动态\n2 东山区召开春耕会议\n统计数据\n3 " + SCHOOLS,
        "《澜川市渡口办法》政策解读\n\n一、背景\n\n渡口老化。\n\n东山区召开春耕会议\n\n会议开了一天。\n"
        + document(SCHOOLS),
        ["政策解读 1 《澜川市渡口办法》政策解读", "县区动态 2 东山区召开春耕会议", f"统计数据 3 {SCHOOLS}"],
    ),
    "departments one a line begin the title below": (
        "部门文件\n" + ISSUERS + "关于做好渡运工作的通知 …… 1\n政务动态\n" + SCHOOLS + " …… 3",
        document(ISSUERS + "关于做好渡运工作的通知") + document(SCHOOLS),
        [f"部门文件 1 {ISSUERS.replace(chr(10), '')}关于做好渡运工作的通知", f"政务动态 3 {SCHOOLS}"],
    ),
    "titles that name no issuer have sections in front of them all the same": (
        "市政府文件\n关于加强城市绿化的通知 …… 1\n任职通知\n关于做好招生工作的通知 …… 3",
        BODY,
        ["市政府文件 1 关于加强城市绿化的通知", "任职通知 3 关于做好招生工作的通知"],
    ),
    "a title that the body prints in other words": (
        f"市政府文件\n{TREES} 1\n统计数据\n澜川市人民政府办公室关于印发旧房改造计划的通知 3\n政务动态\n{SCHOOLS} 9",
        BODY,
        [
            f"市政府文件 1 {TREES}",
            "统计数据 3 澜川市人民政府办公室关于印发旧房改造计划的通知",
            f"政务动态 9 {SCHOOLS}",
        ],
    ),
    "rows of a table under the contents are none of their rows": (
        "统计数据\n2025年一季度主要指标 …… 1\n部门文件\n" + SCHOOLS + " …… 9",
        "2025年一季度主要指标（快报）\n\n指标\t单位\t累计\n总产值\t亿元\t800\n投资\t亿元\t300\n" + document(SCHOOLS),
        ["统计数据 1 2025年一季度主要指标", f"部门文件 9 {SCHOOLS}"],
    ),
    "a number in front of the title": (
        f"市政府文件\n澜府发〔2025〕3号 {TREES} 1\n县区动态\n澜教发〔2025〕8号 {SCHOOLS} 9",
        BODY,
        [f"市政府文件 1 {TREES} 澜府发〔2025〕3号", f"县区动态 9 {SCHOOLS} 澜教发〔2025〕8号"],
    ),
    "marks and colons are no part of the name of a section": (
        f"◆市政府令◆\n{TREES} 1\n【任职通知】\n{FLATS} 3\n三、县区动态：\n{SCHOOLS} 9",
        BODY,
        [f"市政府令 1 {TREES}", f"任职通知 3 {FLATS}", f"县区动态 9 {SCHOOLS}"],
    ),
    "without sections": (
        f"1 {TREES}\n3 {FLATS}\n9 {SCHOOLS}",
        BODY,
        [f"— 1 {TREES}", f"— 3 {FLATS}", f"— 9 {SCHOOLS}"],
    ),
}


@pytest.mark.parametrize(("text", "body", "expected"), CASES.values(), ids=CASES.keys())
def test_contents(text: str, body: str, expected: list[str]) -> None:
    """Section, page, title and number of every line, and nothing of the body."""
    contents = contents_of(text, body)
    assert shown(contents) == expected
    assert not contents.doubts


@pytest.mark.parametrize("size", [170, 400])
@pytest.mark.parametrize("style", ["- 3 {}", "{} …… 3", "{}（3）"])
def test_a_title_may_be_as_long_as_it_likes(style: str, size: int) -> None:
    """Eighteen departments in full are a title of more than 160 characters."""
    long = "澜川市水务局" + "、澜川市渡运管理所" * (size // 9) + "关于加强渡口管理的通知"
    contents = contents_of(
        f"市政府文件\n{style.format(long)}\n县区动态\n{style.format(SCHOOLS)}", document(long) + BODY
    )
    assert shown(contents) == [f"市政府文件 3 {long}", f"县区动态 3 {SCHOOLS}"]


@pytest.mark.parametrize("page", ["1", "（1）", "(1-4)", "1—4", "P1", "P1-4", "第1页", "pp.1-4", "[1]", "1～4页"])
def test_pages_in_any_form(page: str) -> None:
    """A range begins on its first page; the form is the same throughout."""
    later = page.replace("1", "5").replace("4", "8")
    first = contents_of(f"市政府令\n{page} {TREES}\n县区动态\n{later} {SCHOOLS}")
    last = contents_of(f"市政府令\n{TREES} …… {page}\n县区动态\n{SCHOOLS} …… {later}")
    assert shown(first) == shown(last) == [f"市政府令 1 {TREES}", f"县区动态 5 {SCHOOLS}"]


def test_figures_of_a_title_are_no_page() -> None:
    """Years, quantities and numbers at the end of a title stay there."""
    body = document("澜川市人民政府关于实施计划（2024—2026）") + document("澜川市人民政府关于投资120.5")
    contents = contents_of("澜川市人民政府关于实施计划（2024—2026） …… 1\n澜川市人民政府关于投资120.5 …… 2", body)
    assert shown(contents) == ["— 1 澜川市人民政府关于实施计划（2024—2026）", "— 2 澜川市人民政府关于投资120.5"]


def test_a_section_without_a_title_is_known() -> None:
    """Two names one after the other: the titles stand under the second, and the first is told of."""
    contents = contents_of(f"市政府文件\n\n法律法规选登\n\n{SCHOOLS} …… 1")
    assert shown(contents) == [f"法律法规选登 1 {SCHOOLS}"]
    assert [doubt.text for doubt in contents.empty] == ["市政府文件"]


def test_what_may_be_an_issuer_or_a_section_is_a_doubt() -> None:
    """The name of a body in front of a title that the body of the issue prints in other words can be either."""
    contents = contents_of(f"澜川市水务局\n澜川市财政局关于分配的通知 …… 1\n{SCHOOLS} …… 3")
    assert [doubt.text for doubt in contents.doubts] == ["澜川市水务局"]


def test_contents_that_are_none() -> None:
    """Nothing is taken for contents that the body does not prove."""
    contents = contents_of("编辑部的话\n\n各位读者", "\n本期内容很多。\n")
    assert (contents.lines, contents.end) == ((), 1)


def test_running_heads_are_names_of_sections_only() -> None:
    """Of a table row that prints section and title only the section can be a running head; a translated name in each form."""
    table = contents_of(f"| 统计数据 | {SCHOOLS} | 1 |\n|---|---|---|\n| 县区动态 | {TREES} | 3 |\n", markdown=True)
    assert table.sections == ("统计数据", "县区动态")
    translated = contents_of(f"统计数据 Statistics\n{SCHOOLS} …… 1")
    assert translated.sections == ("统计数据", "统计数据 Statistics")
