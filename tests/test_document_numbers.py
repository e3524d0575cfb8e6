"""Document numbers: recognised in every printed form, told from what only looks like one."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazette_site.document_numbers import find_numbers, parse_number

COLLECTED = Path(__file__).parents[2] / "shared" / "docnumbers"


@pytest.mark.parametrize(
    ("printed", "normal"),
    [
        ("澜府办发〔2025〕7号", "澜府办发〔2025〕7号"),
        ("澜府办发[2025]7号", "澜府办发〔2025〕7号"),
        ("澜府办发（2025）7号", "澜府办发〔2025〕7号"),
        ("澜府办发【2025】7号", "澜府办发〔2025〕7号"),
        ("澜府办发(2025〕7号", "澜府办发〔2025〕7号"),
        ("澜府办发 〔2025〕 07 号", "澜府办发〔2025〕7号"),
        ("澜府办发〔２０２５〕７号", "澜府办发〔2025〕7号"),
        ("澜府办发\u200b〔2025〕\u200b7号", "澜府办发〔2025〕7号"),
        ("澜府办发〔2025〕第7号", "澜府办发〔2025〕7号"),
        ("澜府办发〔2025〕号7", "澜府办发〔2025〕7号"),
        ("澜川市人民政府令第12号", "澜川市人民政府令第12号"),
        ("澜川市人民政府令 第 １２ 号", "澜川市人民政府令第12号"),
        ("澜川市水务局公告2018年第14号", "澜川市水务局公告2018年第14号"),
    ],
)
def test_normal_form(printed: str, normal: str) -> None:
    """Widths, brackets, blanks, 第 and leading zeros do not make another number."""
    assert parse_number(printed) == normal
    assert parse_number(normal) == normal


@pytest.mark.parametrize(
    "text",
    [
        "",
        "登记号 LCGS—2025—9",
        "举报奖字〔　〕号",
        "2025年3月9日10时",
        "第12号",
        "2025年第14号",
        "〔2025〕7号",
        "总第27期",
        "澜川市中山路12号",
        "澜府办发〔1825〕7号",
        "根据澜府办发〔2025〕7号的规定",
    ],
)
def test_no_number(text: str) -> None:
    """A registration, a form's blank, a time, an address or a number without its code is no document number."""
    assert parse_number(text) is None


def test_number_cut_by_the_line_end() -> None:
    """A number whose 号 fell victim to the line end is still the number."""
    assert parse_number("澜府办发〔2025〕7") == "澜府办发〔2025〕7号"


def test_finds_numbers_in_running_text() -> None:
    """In a sentence the words that lead to a number are no part of it; every number is found once, in order."""
    text = "废止《租赁办法》（澜府发〔2010〕5号）和澜府办发[2011]12号，根据澜川市人民政府令第3号执行。"
    assert [(text[m.start : m.end], m.normal) for m in find_numbers(text)] == [
        ("澜府发〔2010〕5号", "澜府发〔2010〕5号"),
        ("澜府办发[2011]12号", "澜府办发〔2011〕12号"),
        ("澜川市人民政府令第3号", "澜川市人民政府令第3号"),
    ]


@settings(deadline=None, max_examples=200, derandomize=True)
@given(st.text(max_size=40))
def test_normal_form_is_a_fixed_point(text: str) -> None:
    """Any text gives None or a number whose normal form is itself."""
    normal = parse_number(text)
    assert normal is None or parse_number(normal) == normal
    assert all(0 <= m.start < m.end <= len(text) for m in find_numbers(text))


def _collected(name: str) -> list[list[str]]:
    path = COLLECTED / name
    if not path.is_file():
        pytest.skip(f"no collection of document numbers at {path}")
    with path.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row]


def test_collected_forms_are_recognised() -> None:
    """Of the numbers collected from many places at least 99.5 % get their normal form."""
    rows = [row for row in _collected("forms.tsv") if not row[0].startswith("#")]
    wrong = [(row[0], parse_number(row[0])) for row in rows if parse_number(row[0]) != _normal(row[1])]
    assert len(rows) > 500
    assert len(wrong) <= 0.005 * len(rows), wrong


def test_collected_negatives_are_refused() -> None:
    """Of the collected strings that only look like numbers none is taken for one."""
    rows = [row for row in _collected("negatives.tsv") if not row[0].startswith("#")]
    assert [row[0] for row in rows if parse_number(row[0]) is not None] == []


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
