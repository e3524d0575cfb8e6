"""办事要点: the words of the text that answer what somebody asks who has business with an office."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazette_site.model import (
    Attachment,
    Document,
    FactKind,
    Level,
    Paragraph,
    Role,
    Table,
    Text,
)
from gazette_site.parsing.meaning import with_meaning
from gazette_site.texts import texts_of_document
from tests.conftest import MakeDocument

_SUBSIDY = """
一、补贴对象 H
具有本市户籍、年满80周岁的老年人。
二、补贴标准 H
每人每月补贴100元。
三、申请材料 H
（一）身份证原件和复印件；
（二）银行卡复印件。
四、办理流程 H
申请人到户籍所在地社区居民委员会提出申请。
五、其他 H
本办法由市民政局负责解释。
咨询电话：0000-1234567。
"""


def _body(text: str) -> tuple[Paragraph, ...]:
    return tuple(map(_paragraph, text.strip().splitlines()))


def _paragraph(line: str) -> Paragraph:
    words = line.removesuffix(" H")
    if words == line:
        return Paragraph(Role.BODY, Text(words))
    return Paragraph(Role.HEADING, Text(words), words[:2], Level.FIRST)


def _kinds(document: Document) -> dict[FactKind, list[str]]:
    found: dict[FactKind, list[str]] = {}
    for one in with_meaning(document).key_facts:
        found.setdefault(one.kind, []).append(one.text)
    return found


def test_headings_that_ask(make_document: MakeDocument) -> None:
    """What stands under a heading that asks answers it; sentences elsewhere answer by their own words."""
    assert _kinds(make_document(body=_body(_SUBSIDY))) == {
        FactKind.WHO: ["具有本市户籍、年满80周岁的老年人。"],
        FactKind.AMOUNT: ["每人每月补贴100元。"],
        FactKind.MATERIALS: ["（一）身份证原件和复印件；", "（二）银行卡复印件。"],
        FactKind.WHERE: ["申请人到户籍所在地社区居民委员会提出申请。"],
        FactKind.STEPS: ["申请人到户籍所在地社区居民委员会提出申请。"],
        FactKind.RESPONSIBLE: ["本办法由市民政局负责解释。"],
        FactKind.CONTACT: ["咨询电话：0000-1234567。"],
    }


def test_items_under_a_sentence(make_document: MakeDocument) -> None:
    """A sentence that ends with a colon is answered by the items under it, not by the next article."""
    text = """
第六条 申请建设补助，应当提交下列材料：
（一）申请表；
（二）营业执照复印件。
第七条 补助资金专款专用。
申请人应当具备下列条件：
（一）在本市登记；
补助标准为每平方米300元。
"""
    found = _kinds(make_document(body=_body(text)))
    assert found[FactKind.MATERIALS] == [
        "第六条 申请建设补助，应当提交下列材料：",
        "（一）申请表；",
        "（二）营业执照复印件。",
    ]
    assert found[FactKind.CONDITIONS] == ["申请人应当具备下列条件：", "（一）在本市登记；"]
    assert found[FactKind.AMOUNT] == ["补助标准为每平方米300元。"]


def test_columns_that_ask(make_document: MakeDocument) -> None:
    """Addresses and telephone numbers of a table are answers, each with what its row is about."""
    rows = (("序号", "受理机关", "地址", "联系电话"), ("1", "东浦区民政局", "东浦路1号", "0000-7654321"))
    table = Table(tuple(tuple(map(Text, row)) for row in rows))
    document = with_meaning(make_document(body=(*_body("每人每月补贴100元。"), table)))
    assert [(one.item, one.text) for one in document.key_facts if one.kind is FactKind.CONTACT] == [
        ("东浦区民政局", "东浦路1号"),
        ("东浦区民政局", "0000-7654321"),
    ]


def test_forms(make_document: MakeDocument, make_attachment: Callable[..., Attachment]) -> None:
    """Forms that are printed are named by their titles, those that are only named are said not to be."""
    note = Paragraph(Role.ATTACHMENT_NOTE, Text("附件：1.高龄补贴申请表 2.高龄补贴登记表"))
    body = (*_body("每人每月补贴100元。"), note)
    document = make_document(body=body, attachments=(make_attachment("附件1", "高龄补贴申请表"),))
    forms = [one for one in with_meaning(document).key_facts if one.kind is FactKind.FORMS]
    assert [(one.text, one.printed) for one in forms] == [("高龄补贴申请表", True), ("高龄补贴登记表", False)]


@pytest.mark.parametrize(
    "text",
    [
        "每人每月补贴100元。",
        "提供虚假材料骗取资金的，依法处理。\n支持新材料企业发展。",
        "各单位应当加强领导。\n本办法由市民政局负责解释。",
        "2025年6月30日前完成自查。",
    ],
)
def test_nothing(text: str, make_document: MakeDocument) -> None:
    """One answer alone, or none that brings somebody to an office, makes no card; neither do penalties nor new materials."""
    assert not _kinds(make_document(body=_body(text)))


@given(st.lists(st.sampled_from(_SUBSIDY.strip().splitlines()), max_size=30))
def test_verbatim(lines: list[str]) -> None:
    """Each answer stands in the text as it is given."""
    document = replace(_EMPTY, body=_body("\n".join(lines)) if lines else ())
    words = [text.value for text in texts_of_document(document)]
    for one in with_meaning(document).key_facts:
        assert any(one.text in value for value in words)


_EMPTY = Document(
    1, Text("澜川市人民政府关于发放高龄补贴的通知"), (), None, (), "通知", None, None, None, None, None, None, ()
)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("本细则所称新市民，是指在本市居住满一年、尚未落户的人员。", FactKind.WHO),
        ("面向全市在校学生招募志愿者。", FactKind.WHO),
        ("凡年满60周岁的居民均可参加。", FactKind.WHO),
        ("同一申请人不得重复享受。", FactKind.CONDITIONS),
        ("每个家庭限购一套。", FactKind.CONDITIONS),
        ("参评者须年满18周岁。", FactKind.CONDITIONS),
        ("改建方案应当经三分之二以上业主同意。", FactKind.CONDITIONS),
        ("车位租金每月120元。", FactKind.AMOUNT),
        ("持优待证的老年人免费乘车。", FactKind.AMOUNT),
        ("按投资额的8%给予奖励。", FactKind.AMOUNT),
        ("办理时携带房产证和结婚证书。", FactKind.MATERIALS),
        ("户口簿、结婚证、购房合同原件及复印件。", FactKind.MATERIALS),
        ("登录“澜事通”平台提交申请。", FactKind.WHERE),
        ("家长到片区学校现场核验。", FactKind.WHERE),
        ("区民政局应当在12个工作日内审核。", FactKind.WHEN),
        ("场馆每日9:00至17:00开放。", FactKind.WHEN),
        ("合同期限为三年。", FactKind.WHEN),
        ("市体育局负责场地管理，市财政局负责经费保障。", FactKind.RESPONSIBLE),
        ("（市商务局、统计局负责）", FactKind.RESPONSIBLE),
        ("领导小组办公室设在市林业局。", FactKind.RESPONSIBLE),
        ("市民可拨打96321咨询。", FactKind.CONTACT),
        ("监督举报请致电0000-5550166。", FactKind.CONTACT),
    ],
)
def test_sentences_that_answer(line: str, kind: FactKind, make_document: MakeDocument) -> None:
    """A sentence answers by its own words, wherever it stands."""
    beside = "每年补贴100元。\n联系地址：澜川市观澜路1号。"
    assert line in _kinds(make_document(body=_body(f"{beside}\n{line}")))[kind]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("各县、区要加强领导，确保符合条件的应享尽享。", FactKind.CONDITIONS),
        ("任何单位不得截留、挪用，不得重复列支。", FactKind.CONDITIONS),
        ("所需经费由市、县两级财政各承担一半。", FactKind.RESPONSIBLE),
        ("统筹安排各类资金。", FactKind.RESPONSIBLE),
        ("违反规定的，处500元罚款。", FactKind.AMOUNT),
        ("管材应当符合国家规范要求。", FactKind.CONDITIONS),
        ("为企业提供资料查询服务。", FactKind.MATERIALS),
        ("每年召开一次会议。", FactKind.WHEN),
        ("近三年内新建泵站6座。", FactKind.WHEN),
    ],
)
def test_sentences_that_answer_nothing(line: str, kind: FactKind, make_document: MakeDocument) -> None:
    """What tells offices how to work, where money comes from, what fraud costs, is no answer."""
    beside = "每月补贴100元。\n联系地址：澜川市观澜路1号。"
    assert line not in _kinds(make_document(body=_body(f"{beside}\n{line}"))).get(kind, [])


def test_labels(make_document: MakeDocument) -> None:
    """A line with a label that asks answers it."""
    text = "停电时间：3月5日8时至12时。\n停电区域：观澜路、青石街。\n施工单位：澜川供电公司。\n客服热线：95598。"
    assert _kinds(make_document(body=_body(text))) == {
        FactKind.WHO: ["停电区域：观澜路、青石街。"],
        FactKind.WHEN: ["停电时间：3月5日8时至12时。"],
        FactKind.RESPONSIBLE: ["施工单位：澜川供电公司。"],
        FactKind.CONTACT: ["客服热线：95598。"],
    }


def test_a_heading_asks_down_to_the_next_of_its_level(make_document: MakeDocument) -> None:
    """What follows under another heading, or is said of the whole text, is not asked by the heading before."""
    text = """
一、申报条件 H
在本市登记满两年。
二、工作机制 H
每年通报一次。
三、补贴标准 H
每亩200元。
本通知自印发之日起施行。
"""
    found = _kinds(make_document(body=_body(text)))
    assert found[FactKind.CONDITIONS] == ["在本市登记满两年。"]
    assert found[FactKind.AMOUNT] == ["每亩200元。"]


def test_headings_that_tell_offices_what_to_do(make_document: MakeDocument) -> None:
    """扩大服务范围 asks for nobody."""
    text = "一、扩大服务范围 H\n推广夜间服务。\n二、补贴标准 H\n每亩200元。\n地址：观澜路1号。"
    assert FactKind.WHO not in _kinds(make_document(body=_body(text)))


def test_items_without_numbers(make_document: MakeDocument) -> None:
    """Lines that ; holds together stand under the sentence with a colon; the next sentence does not."""
    text = "下列车辆免费停放：\n新能源车辆；\n残疾人车辆。\n其他事项另行通知。\n收费标准为每小时2元。"
    assert _kinds(make_document(body=_body(text)))[FactKind.WHO] == ["新能源车辆；", "残疾人车辆。"]


def test_nothing_twice(make_document: MakeDocument) -> None:
    """The same words are said once, and a sentence is not shown beside the paragraph that holds it."""
    text = "一、报名时间 H\n3月1日至3月9日，每日8:00至17:00。周末休息。\n（市体育局负责）\n（市体育局负责）\n二、收费标准 H\n每人20元。"
    found = _kinds(make_document(body=_body(text)))
    assert found[FactKind.WHEN] == ["3月1日至3月9日，每日8:00至17:00。周末休息。"]
    assert found[FactKind.RESPONSIBLE] == ["（市体育局负责）"]


def test_forms_named_in_the_text(make_document: MakeDocument) -> None:
    """A form that somebody has to fill in is named, with its year; lists for offices are not."""
    note = Paragraph(Role.ATTACHMENT_NOTE, Text("附件：2026年度果园改造申报书"))
    lines = "每亩补贴100元。\n填写《果园改造登记表》一式两份，由县区汇总填报《果园改造情况汇总表》。"
    document = with_meaning(make_document(body=(*_body(lines), note)))
    found = [(one.text, one.printed) for one in document.key_facts if one.kind is FactKind.FORMS]
    assert found == [("果园改造登记表", False), ("2026年度果园改造申报书", False)]


def test_cells_beside_those_that_are_asked(make_document: MakeDocument) -> None:
    """In a table that answers a cell without a question answers by its own words; a table of tasks answers nothing."""
    rows = (("项目", "标准", "说明"), ("停业损失", "评估价的5%", "须持有营业执照"))
    tasks = (("任务", "责任单位", "标准"), ("改造泵站", "市水务局", "达到二级"))
    tables = [Table(tuple(tuple(map(Text, row)) for row in table)) for table in (rows, tasks)]
    document = with_meaning(make_document(body=(*_body("地址：观澜路1号。"), *tables)))
    found = {(one.kind, one.item, one.text) for one in document.key_facts}
    assert (FactKind.AMOUNT, "停业损失", "评估价的5%") in found
    assert (FactKind.CONDITIONS, "停业损失", "须持有营业执照") in found
    assert not any("泵站" in item for _, item, _ in found)


def test_the_order_of_the_text(make_document: MakeDocument) -> None:
    """Answers to one question stand in the order of the text, whether cell, sentence or line."""
    rows = Table(tuple(tuple(map(Text, row)) for row in (("类别", "收费标准"), ("大型车", "每次20元"))))
    body = (*_body("小型车每次5元。"), rows, *_body("公交车免费。\n地址：观澜路1号。"))
    facts = with_meaning(make_document(body=body)).key_facts
    assert [one.text for one in facts if one.kind is FactKind.AMOUNT] == ["小型车每次5元。", "每次20元", "公交车免费。"]
