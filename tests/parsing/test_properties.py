"""The first promise, for any text whatsoever: nothing raises, nothing is lost, nothing is doubled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace as other_text

from gazette_site.config import SiteConfig
from gazette_site.model import Furniture, FurnitureReason, Issue, IssueId, Span, Text
from gazette_site.parsing import parse_issue
from gazette_site.parsing.conservation import check_conservation, texts_of
from gazette_site.parsing.text.paragraphs import join_lines
from gazette_site.problems import Problem
from gazette_site.reading import Transcript, read_transcript
from gazette_site.reading.sidecar import Sidecar

FRONT = [
    "澜川市人民政府公报", "2025年第3期（总第27期·月刊）", "2025年4月7日出版", "目 录", "市政府文件", "人事任免", "大事记",
    "1 澜川市人民政府关于甲的通知", "澜川市人民政府关于乙的意见……（5）", "2025年3月大事记 9", "1", "主办：澜川市人民政府办公室",
    "邮政编码：012345", "ᠯᠠᠨ ᠴᠤᠸᠠᠨ",
]  # fmt: skip
HEADS = [
    "澜川市人民政府关于甲的通知", "澜川市人民政府", "关于印发《澜川市甲办法》的通知", "澜川市财政局　澜川市教育局", "澜府发〔2025〕3号",
    "澜府办发[2025] 第４ 号", "澜川市人民政府令", "第12号", "2025年第14号", "各县区人民政府：", "各县区、各部门，有关单位，请执行。", "各位代表：",
    "登记号 LCGS—2025—9",
]  # fmt: skip
BODY = [
    "现将《澜川市甲办法》印发给你们，请认真执行。", "经市政府同意，现将《澜川市", "甲办法》印发给你们，请认真执行。", "一、总体要求", "二、任务",
    "（一）完善制度。落实专人。", "1.清理招牌。", "（1）中山路。", "①解放路",
    "第一章　总　则", "第一条　为了规范甲，制定本办法。", "第五条规定的企业，",
    "2.1万名", "210国道", "今年一季度全市城镇新增就业人数稳步增长，累计达到", "平台 and 监管 $\\leq 15\\%$ ⼀级", "— 3 —", "12",
    "2025年3月9日", "2025年2月30日", "二○○四年四月一日", "（此件公开发布）", "澜川市人民政府　2025年3月9日", "市长　陆　衡",
    "陆　衡任市水务局局长，免去市应急管理局副局长职务；", "附件：1.甲清单", "2.乙名单", "附件", "附件1", "附件2：乙名单", "甲清单", "澜川市甲办法",
    "（试行）", "组　长：陆　衡　市长", "甲\t乙\t丙", "1\t\t3", "\t\t", "| 甲 | 乙 |", "|---|---|", "<table><tr><td rowspan=2>甲</td>",
    "<td>乙</td></tr></table>", "![图](a.png)", "## 大 事 记", "2025年3月大事记", "3月", "● 3月3日，市政府召开常务会议。", "3月5日，调研。",
    "△会见客商。", "近日，大桥通车。", "3日，走访。", "<script>{{ x }}</script>", "", "", "",
]  # fmt: skip
ANY = st.one_of(
    st.text(max_size=200), st.text(alphabet="一（）第章条附件：1.、。《》号〔〕2025年月日\n \t|#", max_size=200)
)
ISSUES = st.lists(
    st.one_of(st.sampled_from(BODY), st.sampled_from(BODY), st.sampled_from(HEADS), st.sampled_from(FRONT)), max_size=40
).map("\n".join)
WHOLE = st.builds(
    lambda front, body: "\n".join([*front, *body]),
    st.lists(st.sampled_from(FRONT), max_size=10),
    st.lists(st.one_of(st.sampled_from(HEADS), st.sampled_from(BODY), st.text(max_size=20)), max_size=40),
)


def _issue(transcript: Transcript) -> tuple[Issue, tuple[Problem, ...]]:
    return parse_issue(transcript, IssueId("2025-03"), "2025-03.txt", Sidecar(), SiteConfig().sections)


def _check(text: str, markdown: bool) -> None:
    transcript = read_transcript(text, markdown=markdown)
    issue, problems = _issue(transcript)
    assert [p for p in problems if p.code == "conservation"] == []
    assert all(0 <= p.line <= len(transcript.source) for p in problems)
    assert [d.position for d in issue.documents] == list(range(1, len(issue.documents) + 1))


@settings(deadline=None, max_examples=500, derandomize=True)
@given(ANY, st.booleans())
def test_any_text_is_conserved(text: str, markdown: bool) -> None:
    """Any text whatsoever is parsed without an exception, each character in exactly one place."""
    _check(text, markdown)


@settings(deadline=None, max_examples=1500, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(ISSUES, WHOLE), st.booleans())
def test_any_gazette_is_conserved(text: str, markdown: bool) -> None:
    """Lines of a gazette in any order whatsoever are parsed without an exception, each character in exactly one place."""
    _check(text, markdown)


@settings(deadline=None, max_examples=800, derandomize=True)
@given(
    st.lists(
        st.sampled_from(
            [
                "甲",
                "乙",
                "。",
                " ",
                "and",
                " and ",
                "$",
                "$\\leq 5\\%$",
                "\\leq",
                "$x^2$",
                "⼀",
                "豈",
                "A",
                "",
                "\n",
                "”",
                "《",
            ]
        ),
        max_size=25,
    ).map("".join)
)
def test_repairs_explain_every_change(text: str) -> None:
    """Whatever is repaired: the list of repairs explains the difference between what is printed and what is published."""
    _check(text, markdown=False)


@settings(deadline=None, max_examples=150, derandomize=True)
@given(ISSUES)
def test_joining_keeps_every_line_in_order(text: str) -> None:
    """Lines become paragraphs without one being dropped, doubled or moved."""
    lines = read_transcript(text).lines
    assert [line for para in join_lines(lines) for line in para.lines] == list(lines)


@settings(deadline=None, max_examples=60, derandomize=True)
@given(st.one_of(ISSUES, WHOLE))
def test_parsing_twice_gives_the_same(text: str) -> None:
    """The same text gives the same issue and the same problems."""
    transcript = read_transcript(text)
    assert _issue(transcript) == _issue(transcript)


NOTICE = "澜川市人民政府关于甲的通知\n澜府发〔2025〕3号\n\n各县区人民政府：\n\n甲事照办。\n\n2025年3月1日\n"


@pytest.mark.parametrize("what", ["lost", "doubled", "altered"])
def test_check_sees_what_goes_wrong(what: str) -> None:
    """A character that is lost, used twice or altered is an error with its line: the check itself works."""
    transcript = read_transcript(NOTICE)
    issue, _ = _issue(transcript)
    assert check_conservation(issue, transcript, "x") == []
    (document,) = issue.documents
    if what == "lost":
        broken = replace(issue, documents=(replace(document, body=document.body[1:]),))
    elif what == "doubled":
        again = Furniture(FurnitureReason.MARKUP, Text("甲", (Span(6, 0, 1),)))
        broken = replace(issue, furniture=(*issue.furniture, again))
    else:
        title = other_text(document.title, value=document.title.value.replace("甲", "乙"))
        broken = replace(issue, documents=(replace(document, title=title),))
    problems = check_conservation(broken, transcript, "x")
    assert [(p.code, p.line) for p in problems] == [("conservation", {"lost": 4, "doubled": 6, "altered": 1}[what])]


def test_check_counts_every_character() -> None:
    """An issue without records has lost every printed line of its source."""
    transcript = read_transcript(NOTICE)
    issue, _ = _issue(transcript)
    bare = replace(issue, documents=(), furniture=())
    printed = [n for n, row in enumerate(transcript.source, 1) if row.strip()]
    assert [p.line for p in check_conservation(bare, transcript, "x")] == printed


def test_documents_follow_each_other_as_printed() -> None:
    """The titles of the documents stand in the order of the file."""
    issue, _ = _issue(read_transcript(NOTICE + "\n" + NOTICE.replace("3号", "4号")))
    assert len(issue.documents) == 2
    assert all(a.title.line < b.title.line for a, b in pairwise(issue.documents))


def _all_texts(record: object) -> Iterator[Text]:
    """Every text inside a record, whatever its fields are declared to be."""
    if isinstance(record, Text):
        yield record
    elif isinstance(record, tuple):
        for part in record:
            yield from _all_texts(part)
    else:
        names = (
            [one.name for one in fields(record)] if is_dataclass(record) else getattr(record, "__struct_fields__", ())
        )
        for name in names:
            yield from _all_texts(getattr(record, name))


def test_every_text_of_an_issue_is_walked() -> None:
    """The walk goes only into the fields that can hold a text by their types, and misses none."""
    for text in (
        NOTICE,
        f"{NOTICE}\n\n附件1\n渡口名单\n\n名称\t地点\n东渡\t北岸\n西渡\t南岸\n\n大事记\n\n1日　市长察看渡口。",
    ):
        issue, _ = _issue(read_transcript(text))
        assert texts_of(issue) == list(_all_texts(issue)) != []
