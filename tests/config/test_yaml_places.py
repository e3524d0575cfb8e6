"""YAML read with its places: what is wrong with a file is told in Chinese, in the line where it was done."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazette_site.config import parse_config
from gazette_site.publishing.wording import BadWording, read_wording
from gazette_site.reading.sidecar import read_sidecar
from gazette_site.yaml_places import NotYaml, YamlText

TAB, WIDE_BLANK = "缩进用了制表符", "缩进用了全角空格"
WIDE, NO_BLANK, MISSING = "冒号用了全角的", "冒号后面要有一个空格", "这一行缺少冒号"
TWO, UNEVEN, SIGN = "一行里有两个冒号", "这一行与上面的对不齐", "值的开头有 YAML 另作他用的符号"
QUOTES, BRACKETS = "引号不成对", "方括号或花括号不成对"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("metadata:\n\tcumulative: 3\n", 2, TAB),
        ("notes:\n  - 甲\n\t- 乙\n", 3, TAB),
        ("name: 甲\ncity：乙\n", 2, WIDE),
        ("city：乙\nname: 甲\n", 1, WIDE),
        ("romanisations:\n  澜府发：lanfufa\n  澜府办发: lanfubanfa\n", 2, WIDE),
        ("corrections:\n  - find：甲\n    replace: 乙\n", 2, WIDE),
        ("name: 甲\ncity:乙\n", 2, NO_BLANK),
        ("city:乙\nname: 甲\n", 1, NO_BLANK),
        ("corrections:\n  - find: 甲\n    replace:乙\n    reason: 丙\n", 3, NO_BLANK),
        ("metadata:\n  cumulative:27\n  frequency: 月刊\n", 2, NO_BLANK),
        ("notes:\n- 甲\nauthor\n", 3, MISSING),
        ("name: 公报: 全文\n", 1, TWO),
        ("name: 甲\ndescription: 全文: 可检索\n", 2, TWO),
        ("metadata:\n  cumulative: 3\n   gazette: 甲\n", 3, UNEVEN),
        ("metadata:\n   cumulative: 3\n  gazette: 甲\n", 3, UNEVEN),
        ('name: "甲\ncity: 乙\n', 1, QUOTES),
        ("city: 乙\nname: '甲\n", 2, QUOTES),
        ("examples: [甲, 乙\ncity: 丙\n", 1, BRACKETS),
        ("contact: @甲\n", 1, SIGN),
        ("name: *甲\n", 1, SIGN),
        ("city: 甲\nname: 甲\x07乙\n", 2, "控制字符"),
        ("city: 甲\r\nname: 甲\u2028contact: \x01\n", 3, "控制字符"),
    ],
)
def test_mistakes_of_writing_are_named(text: str, line: int, message: str) -> None:
    """Settings and sidecar say what is wrong, not only that something is, and quote the line."""
    written = YamlText(text)
    (setting,) = parse_config(text, "site.yaml")[1]
    (addition,) = read_sidecar(text, "2025-03.yaml")[1]
    assert message in setting.message
    assert (setting.line, setting.quote) == (line, written.row(line).strip())
    assert (addition.message, addition.line, addition.quote) == (setting.message, line, written.row(line))


@pytest.mark.parametrize(
    ("text", "message"),
    [("name：公报\n", WIDE), ("name:公报\n", NO_BLANK), ("romanisations:\n  澜府发：lanfufa\n", WIDE)],
)
def test_words_that_were_meant_as_a_key_tell_why_they_are_none(text: str, message: str) -> None:
    """A file that YAML takes for plain words is no mapping, and the message says what was meant."""
    (problem,) = parse_config(text, "site.yaml")[1]
    assert "形式" in problem.message or "每行一项" in problem.message
    assert message in problem.message


def test_the_sidecar_tells_it_too() -> None:
    """In a part of it, with its line."""
    (problem,) = read_sidecar("metadata:\n  cumulative：27\n", "2025-03.yaml")[1]
    assert (problem.line, problem.message.startswith("metadata 应是“键: 值”的形式；冒号用了全角")) == (2, True)


@pytest.mark.parametrize(
    "value", ["https://example.cn/", "09:00", "见https://example.cn/：附件", '"a：b"', "|\n  通知：甲"]
)
def test_colons_in_values_are_no_mistake(value: str) -> None:
    """Addresses, times and words with colons are values like others."""
    assert YamlText(f"name: {value}\ncity: 乙\n").root() is not None


def test_a_file_too_deep_is_refused() -> None:
    """It is a problem, not a crash."""
    assert [problem.code for problem in parse_config("[" * 5000, "site.yaml")[1]] == ["config-yaml"]


def test_a_file_of_wording_names_its_line(tmp_path: Path) -> None:
    """What is no YAML is told like anything else that is wrong with a file of wording."""
    (tmp_path / "xx.yaml").write_text("home:\n  more：更多\n  less: 更少\n", encoding="utf-8")
    with pytest.raises(BadWording, match=r"^xx\.yaml:2: 冒号用了全角的"):
        read_wording(tmp_path / "xx.yaml")


@given(st.text(alphabet=st.sampled_from("a甲:： \t\n\r-[]{}'\"|#&*!%@\u2028\u3000"), max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    """A refusal names a line that is there, or the one after the last."""
    try:
        YamlText(text).root()
    except NotYaml as broken:
        assert 0 <= broken.line <= len(YamlText(text).rows)
