"""Document numbers: recognised in every printed form, told from what only looks like one."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazette_site.code_shapes import names_of
from gazette_site.document_numbers import NumberParts, find_numbers, number_parts, parse_number, sibling
from gazette_site.model import NormalNumber
from gazette_site.parsing.names.elided import all_numbers

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
        ("澜川市人民政府第12号令", "澜川市人民政府令第12号"),
        ("澜川市人民政府令第十二号", "澜川市人民政府令第12号"),
        ("中华人民共和国主席令（第四十八号）", "中华人民共和国主席令第48号"),
        ("澜川市人民代表大会常务委员会公告（第15号）", "澜川市人民代表大会常务委员会公告第15号"),
        ("澜川市人大常委会第 15 号公告", "澜川市人大常委会公告第15号"),
        ("澜川海关公告（2014年第18号）", "澜川海关公告2014年第18号"),
        ("澜川海关2014年第018号公告", "澜川海关公告2014年第18号"),
        ("澜川海关公告二〇一四年第十八号", "澜川海关公告2014年第18号"),
        ("交通部2006年第8号令", "交通部令2006年第8号"),
        ("海关总署2010年第47号", "海关总署2010年第47号"),
        ("国发〔一九九三〕三号", "国发〔1993〕3号"),
        ("会议纪要〔2024〕18号", "会议纪要〔2024〕18号"),
        ("文号：澜科合〔2005〕第011号", "澜科合〔2005〕11号"),
        ("文号 澜科合〔2005〕11号", "澜科合〔2005〕11号"),
        ("中国（澜川）自由贸易试验区管理委员会公告2019年第3号", "中国(澜川)自由贸易试验区管理委员会公告2019年第3号"),
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


FOREIGN_WORDS = """
    重申 续期 取代 撤销 取消 延长 调整 终止 参照 依照 仍按 根据 依据 按照 遵照 执行 落实 废止 修改 印发
    转发 替代 违反 沿用 恢复 暂停 解释 突破 细化 衔接 围绕 参见 详见 参阅 学习 传达 解读 宣传 评估 核对
    复核 查阅 归档 上报 抄送 收悉 现行 此前 去年 当年 其中 例如 特别 同时 立即 严格 认真 继续 凡与 均按
    一律按 不再按 优先适用 超出 抵触 撤回 收回 更正 汇编 整合 纳入 吸收 承接 载明 写入 排除 豁免 遵循 恪守 谨按
    原则上按 前述 所称
"""
"""Verbs, adverbs, times and nouns; most of them stand in no list of the program."""


@pytest.mark.parametrize("word", FOREIGN_WORDS.split())
@pytest.mark.parametrize(
    "number", ["澜府发〔2021〕6号", "澜水发〔2021〕6号", "澜人社规〔2021〕6号", "国办发〔2021〕6号"]
)
def test_a_word_in_front_is_no_part_of_a_code(word: str, number: str) -> None:
    """The code begins where one looks right, whatever word stands before it."""
    text = f"各单位要认真研究，{word}{number}的规定。"
    assert [text[m.start : m.end] for m in find_numbers(text)] == [number]


@pytest.mark.parametrize("word", FOREIGN_WORDS.split())
@pytest.mark.parametrize("body", ["澜川市人民政府", "国务院", "住房和城乡建设部", "国家市场监督管理总局"])
def test_a_word_in_front_is_no_part_of_a_body(word: str, body: str) -> None:
    """The name of a body begins where one looks right, and keeps its 和."""
    text = f"各单位要认真研究，{word}{body}令第6号的规定。"
    assert [m.normal for m in find_numbers(text)] == [f"{body}令第6号"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2010年5月6日澜川市人民政府令第3号公布", "澜川市人民政府令第3号"),
        ("（2010年5月6日澜府发〔2010〕3号印发）", "澜府发〔2010〕3号"),
        ("根据《条例》和中华人民共和国国务院令第355号", "中华人民共和国国务院令第355号"),
        ("以国务院第355号令公布", "国务院令第355号"),
        ("（省人民政府川府发〔1988〕6号）", "川府发〔1988〕6号"),
        ("（财政部　国家税务总局公告2020年第8号）", "财政部国家税务总局公告2020年第8号"),
        ("根据广安府〔2011〕67号", "广安府〔2011〕67号"),
        ("（沪经信都〔2018〕597号）", "沪经信都〔2018〕597号"),
        ("标题\n\n澜府发〔2021〕6号", "澜府发〔2021〕6号"),
        ("延长澜府\n发 〔2021〕\n6 号", "澜府发〔2021〕6号"),
        ("研究市政府专题会议纪要〔2024〕18号", "专题会议纪要〔2024〕18号"),
    ],
)
def test_where_a_number_begins(text: str, number: str) -> None:
    """Days, titles, bodies in front of a code and empty lines end what stands before; a line break inside a number does not."""
    assert [m.normal for m in find_numbers(text)] == [number]


def test_names_that_are_known_decide() -> None:
    """What the document's own number and issuers teach outweighs form; without them the shorter reading is taken, unsure."""
    names = names_of(["澜水发"], ["澜川市水务局"])
    text = "吻合澜财税〔2021〕6号"
    assert [(m.normal, m.sure) for m in find_numbers("，" + text, names)] == [("澜财税〔2021〕6号", True)]
    assert [(m.normal, m.sure) for m in find_numbers("，" + text)] == [("财税〔2021〕6号", False)]


def test_a_number_after_a_boundary_is_sure() -> None:
    """After a bracket, a mark, 根据 or 的 nothing is in doubt; after a word that no list knows something is."""
    for text, sure in (
        ("（澜府发〔2021〕6号", True),
        ("根据澜府发〔2021〕6号", True),
        ("沿用澜府发〔2021〕6号", False),
    ):
        assert [m.sure for m in find_numbers("，" + text)] == [sure]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("澜府发〔2024〕3号、4号文件同时废止", ["澜府发〔2024〕3号", "澜府发〔2024〕4号"]),
        ("澜府发〔2024〕3、4、5号", ["澜府发〔2024〕3号", "澜府发〔2024〕4号", "澜府发〔2024〕5号"]),
        ("澜府发〔2020〕1号、〔2021〕2号", ["澜府发〔2020〕1号", "澜府发〔2021〕2号"]),
        ("澜府发〔2020〕1号和2号", ["澜府发〔2020〕1号", "澜府发〔2020〕2号"]),
        (
            "澜府发〔2020〕1、2号，〔2021〕3号以及〔2022〕5号",
            ["澜府发〔2020〕1号", "澜府发〔2020〕2号", "澜府发〔2021〕3号", "澜府发〔2022〕5号"],
        ),
        ("澜川市人民政府令第3号、第5号", ["澜川市人民政府令第3号", "澜川市人民政府令第5号"]),
        ("澜川市人民政府第3号、第5号令", ["澜川市人民政府令第3号", "澜川市人民政府令第5号"]),
        ("澜川海关2014年第18号、2015年第9号公告", ["澜川海关公告2014年第18号", "澜川海关公告2015年第9号"]),
        ("澜川海关公告2014年第18号、第19号", ["澜川海关公告2014年第18号", "澜川海关公告2014年第19号"]),
        ("澜府发〔2024〕3号、12号楼", ["澜府发〔2024〕3号"]),
        ("澜府发〔2024〕3号，4号召开会议", ["澜府发〔2024〕3号"]),
        ("澜川市人民政府令第3号、5号泊位", ["澜川市人民政府令第3号"]),
    ],
)
def test_rows(text: str, numbers: list[str]) -> None:
    """Later numbers of a row take over what they leave out; house numbers and days do not belong to it."""
    assert [m.normal for m in all_numbers(text)] == numbers


@pytest.mark.parametrize(
    ("normal", "parts"),
    [
        ("澜府办发〔2025〕7号", NumberParts("澜府办发", 2025, 7)),
        ("澜川市人民政府令第12号", NumberParts("澜川市人民政府令", 0, 12)),
        ("澜川海关公告2014年第18号", NumberParts("澜川海关公告", 2014, 18)),
        ("公告2018年第14号", NumberParts("公告", 2018, 14)),
        ("澜川市水务局", None),
    ],
)
def test_parts(normal: str, parts: NumberParts | None) -> None:
    """One place takes a number apart."""
    assert number_parts(normal) == parts


def test_sibling() -> None:
    """Another number of the same series."""
    assert sibling(NormalNumber("澜府发〔2021〕21号"), 3) == "澜府发〔2021〕3号"
    assert sibling(NormalNumber("澜川海关公告2014年第18号"), 9, 2015) == "澜川海关公告2015年第9号"


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


_CODES = [
    "澜自然资规发",
    "澜自然资",
    "澜生态环发",
    "澜退役军人发",
    "澜机关事务发",
    "澜大数据发",
    "澜政数发",
    "澜金融发",
    "澜供销发",
    "澜行审发",
    "澜乡振发",
    "澜市监规",
    "澜医保发",
    "澜气象发",
    "澜发改能源",
    "澜安委办",
    "澜食安委",
    "澜减灾委",
    "澜河长办",
    "澜林长办",
    "澜创城办",
    "澜人大常发",
    "澜农机",
    "澜信访",
    "澜海渔发",
    "自然资规",
    "市监注发",
    "国卫办医函",
    "医保办发",
    "退役军人部发",
]
_BEFORE = (
    "根据",
    "按照《关于渡口的通知》（",
    "，",
    "现将",
    "停止执行",
    "同时撤销",
    "转发市教育局",
    "澜府发〔2024〕1号和",
    "《渡口办法》及",
)


@pytest.mark.parametrize("code", _CODES)
def test_codes_of_offices_of_more_than_one_character(code: str) -> None:
    """Whatever words stand before it, the code of a department of today is read whole."""
    read = {before: find_numbers(f"{before}{code}〔2024〕56号要求")[-1].normal for before in _BEFORE}
    assert read == dict.fromkeys(_BEFORE, f"{code}〔2024〕56号")
