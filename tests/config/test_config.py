"""The configuration: what it may say, and what is said about what it may not."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazette_site.config import DEFAULT_NAME, READERS, SiteConfig, load_config, parse_config, resolve
from tests.conftest import MakeIssue


def places(text: str) -> list[tuple[int, str]]:
    """Line and quoted line of every problem."""
    return [(problem.line, problem.quote) for problem in parse_config(text, "site.yaml")[1]]


def test_every_key_is_read() -> None:
    """A full configuration gives a full record."""
    text = """
name: 澜川市人民政府公报
city: 澜川市
organiser: 澜川市人民政府办公室
base_url: https://www.example.gov.cn/gongbao
description: 全文。
examples: [育儿补贴, 烟花爆竹]
contact: "0472-5618000"
sections:
  - 市政府文件
  - 大事记
romanisations:
  长府发: zhangfufa
"""
    config, problems = parse_config(text, "issues/site.yaml")
    assert not problems
    assert config == SiteConfig(
        name="澜川市人民政府公报",
        city="澜川市",
        organiser="澜川市人民政府办公室",
        base_url="https://www.example.gov.cn/gongbao/",
        description="全文。",
        examples=("育儿补贴", "烟花爆竹"),
        contact="0472-5618000",
        sections=("市政府文件", "大事记"),
        romanisations={"长府发": "zhangfufa"},
        file="issues/site.yaml",
    )


@pytest.mark.parametrize("text", ["", "# 只有注释\n", "name:\ncity: ~\n"])
def test_nothing_need_be_said(text: str) -> None:
    """An empty file, and a key with nothing after it, leave the defaults."""
    assert parse_config(text, "site.yaml") == (SiteConfig(), ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("city: 澜川市\nnmae: 公报\n", [(2, "nmae: 公报")]),
        ("name: 2024\n", [(1, "name: 2024")]),
        ("name: [a]\ncity: {a: b}\n", [(1, "name: [a]"), (2, "city: {a: b}")]),
        ("name: ' '\n", [(1, "name: ' '")]),
        ("name: 甲\nname: 乙\n", [(2, "name: 乙")]),
        ("examples: 育儿补贴\n", [(1, "examples: 育儿补贴")]),
        ("examples:\n  - 甲\n  - 3\n  - 甲\n", [(3, "- 3"), (4, "- 甲")]),
        ("romanisations:\n  甲: Jia\n  乙: yi\n  丙: a_b\n", [(2, "甲: Jia"), (4, "丙: a_b")]),
        (
            "keep:\n  - maps/\n  - /etc\n  - a/../b\n  - a\\b\n  - a//b\n",
            [(3, "- /etc"), (4, "- a/../b"), (5, "- a\\b"), (6, "- a//b")],
        ),
        ("romanisations: [甲]\n", [(1, "romanisations: [甲]")]),
        ("romanisations:\n  甲: ../etc\n", [(2, "甲: ../etc")]),
        ("base_url: www.example.cn\n", [(1, "base_url: www.example.cn")]),
        ("base_url: ftp://example.cn\n", [(1, "base_url: ftp://example.cn")]),
        ("base_url: https://example.cn/?a=b\n", [(1, "base_url: https://example.cn/?a=b")]),
        ("- name\n", [(1, "- name")]),
        ("city: 澜川市\nname: a: b\n", [(2, "name: a: b")]),
        ("name: !!python/object/apply:os.system [ls]\n", [(1, "name: !!python/object/apply:os.system [ls]")]),
    ],
)
def test_mistakes_are_named_with_their_lines(text: str, expected: list[tuple[int, str]]) -> None:
    """Every mistake is reported, each with its line number and the line."""
    assert places(text) == expected


def test_mistakes_are_told_in_chinese() -> None:
    """An unknown key is answered with the keys there are."""
    (problem,) = parse_config("nmae: 公报", "issues/site.yaml")[1]
    assert str(problem).startswith("issues/site.yaml:1: 错误：没有“nmae”这一项；可用的有：name、")


def test_a_file_that_is_no_text_is_a_problem(tmp_path: Path) -> None:
    """A file in another encoding is reported, not crashed on."""
    (tmp_path / "site.yaml").write_bytes("name: 公报".encode("gbk"))
    assert [problem.code for problem in load_config(tmp_path / "site.yaml")[1]] == ["config-unreadable"]


def test_the_name_is_that_of_the_newest_masthead(make_issue: MakeIssue) -> None:
    """Name and organiser that are not configured are asked from the print, and there is always a name."""
    issues = [make_issue("2024-02"), make_issue("2023-12")]
    resolved = resolve(SiteConfig(), issues)
    assert (resolved.name, resolved.organiser) == ("澜川市人民政府公报", "澜川市人民政府办公室")
    assert resolve(SiteConfig(name="公报"), issues).name == "公报"
    assert resolve(SiteConfig(), []).name == DEFAULT_NAME


@pytest.mark.parametrize(("written", "meant"), [("true", True), ("false", False), ("True", True)])
def test_a_switch_is_on_or_off(written: str, meant: bool) -> None:
    """`offline` is true or false; anything else is a mistake, and it stays off."""
    assert parse_config(f"offline: {written}", "site.yaml")[0].offline is meant
    for wrong in ("1", "是", "[true]"):
        config, problems = parse_config(f"offline: {wrong}", "site.yaml")
        assert not config.offline and "true（开）或 false（关）" in problems[0].message


def test_every_field_is_a_key() -> None:
    """What can be configured is listed once, apart from the path of the file itself."""
    assert {*READERS, "file"} == {field.name for field in fields(SiteConfig)}


@given(st.text(max_size=80))
def test_no_text_is_too_odd(text: str) -> None:
    """Whatever the file says, the answer is a configuration and problems in lines that exist."""
    _, problems = parse_config(text, "site.yaml")
    assert all(problem.line >= 1 for problem in problems)


@pytest.mark.parametrize(
    ("line", "good"),
    [
        ("report: https://t.example.cn/new?title={title}&body={body}", True),
        ("report: https://t.example.cn/{title}", True),
        ("report: gongbao@example.gov.cn", True),
        ("report: http://t.example.cn/new", False),
        ("report: https://t.example.cn/new?title={titel}", False),
        ("report: https://t.example.cn/new?x={}", False),
        ("report: javascript:alert(1)", False),
        ("report: 'javascript://example.cn/%0aalert(1)'", False),
        ("report: '\"onclick=alert(1)@example.cn'", False),
        ("report: data:text/html,x@example.cn", False),
        ("report: https://user:pass@example.cn/", False),
        ('report: "https://example.cn/a\\nb"', False),
        ("base_url: https://user@example.cn/", False),
        ("base_url: https:example.cn", False),
        ("base_url: //example.cn/", False),
        ("base_url: https:///gongbao/", False),
        ("base_url: 'https://example.cn:99999/'", False),
        ("base_url: https://example.cn/{title}/", False),
        ('base_url: "https://example.cn/\\tb"', False),
        ("base_url: https://example.cn:8080/公报", True),
        ("contact: 0472-5618000（工作日）、gongbao@example.gov.cn", True),
        ("contact: <b>0472</b>", False),
        ("contact: javascript:alert(1)", False),
        ('contact: "一\\n二"', False),
        (f"contact: {'电' * 201}", False),
        ("card_font: fonts/title.otf", True),
        ("card_font: https://example.cn/title.otf", False),
        ('name: "甲\\0乙"', False),
        ('city: "\\u202e甲"', False),
        ('examples: ["\\ud800"]', False),
        ("name: !!python/object/apply:os.system [ls]", False),
        ("name: !!binary aGk=", False),
    ],
)
def test_what_becomes_a_link_or_is_shown_is_checked(line: str, good: bool) -> None:
    """Addresses are whole web addresses, mails are mails, and no value brings in what no text may hold."""
    problems = parse_config(f"organiser: 澜川市人民政府办公室\n{line}\n", "site.yaml")[1]
    assert [(problem.line, problem.file) for problem in problems] == ([] if good else [(2, "site.yaml")])
