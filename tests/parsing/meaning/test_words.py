"""Sentences, tables and plans in words that no rule lists: they are read by their form."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from gazette_site.model import BindingDate, DutyRole, FactKind, IsoDate, Level, Paragraph, Place, Role, Table, Text
from gazette_site.parsing.meaning import duties_in_doubt, with_meaning
from tests.conftest import MakeDocument

_CARD = (Paragraph(Role.BODY, Text("每户补贴100元。")), Paragraph(Role.BODY, Text("咨询电话：0000-5550000。")))
"""Two answers, so that there is a card."""


def _lines(name: str) -> list[str]:
    lines = Path(__file__).with_name(name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("line", _lines("answers.txt"))
def test_sentences(line: str, make_document: MakeDocument) -> None:
    """Each answers at least what it is asked for; what offices tell each other answers nothing."""
    words, _, expected = line.partition(" |")
    body = (Paragraph(Role.BODY, Text(words)), *_CARD)
    found = {one.kind.value for one in with_meaning(make_document(body=body)).key_facts if one.place.block == 0}
    assert found >= set(expected.split()) if expected else not found


@pytest.mark.parametrize("line", _lines("windows.txt"))
def test_days(line: str, make_document: MakeDocument) -> None:
    """Each sentence names one window or none; / stands between values that are all right."""
    words, _, expected = line.partition(" |")
    body = (Paragraph(Role.BODY, Text(words)),)
    found = with_meaning(replace(make_document(body=body), date=IsoDate("2026-04-20"))).dates
    if not expected:
        assert not found
        return
    kinds, *often, begin, end = expected.split()
    if often == ["term"] or begin == "term":
        assert [(one.kind.value in kinds.split("/"), one.term) for one in found] == [(True, end)]
        return
    assert [
        (one.kind.value in kinds.split("/"), one.every.value, first in begin.split("/"), last in end.split("/"))
        for one in found
        for first, last in [_ends(one)]
    ] == [(True, *(often or [""]), True, True)]


@pytest.mark.parametrize("line", [*_lines("several.txt"), *_lines("frames.txt")])
def test_several_days(line: str, make_document: MakeDocument) -> None:
    """Each day that binds is read once, with its kind; nothing is read that is only told of."""
    words, _, expected = line.partition(" |")
    body = (Paragraph(Role.BODY, Text(words)),)
    left = list(with_meaning(replace(make_document(body=body), date=IsoDate("2026-04-20"))).dates)
    missed = []
    for want in filter(None, (part.strip() for part in expected.split(";"))):
        found = next((one for one in left if _is_one(one, want.lstrip("?"))), None)
        if found:
            left.remove(found)
        elif not want.startswith("?"):
            missed.append(want)
    assert (left, missed) == ([], [])


def _is_one(one: BindingDate, want: str) -> bool:
    kinds, *often, begin, end = want.split()
    if one.kind.value not in kinds.split("/") or begin == "term":
        return one.kind.value in kinds.split("/") and one.term == end and not one.end
    first, last = _ends(one)
    return one.every.value == "".join(often) and first in begin.split("/") and last in end.split("/")


def _ends(one: BindingDate) -> tuple[str, str]:
    return one.begin or one.begin_again or "-", one.end or one.end_again or "-"


_ACTS = """
（一）完善设施。市水务局组织排查管网，各区人民政府落实整改。 | responsible 市水务局; responsible 各区人民政府
（一）建好平台。市数据局抓总，市公安局、市民政局配合。 | lead 市数据局; support 市公安局; support 市民政局
（一）补齐短板。由市商务局会同市财政局制定细则。 | responsible 市商务局; support 市财政局
（一）加快立法。市司法局要在9月底前提交草案。 | responsible 市司法局
（一）市民政局等部门要建立台账。 | responsible 市民政局
（一）引导入园，市商务局给予指导，澜川经开区管委会具体承接。 | support 市商务局; responsible 澜川经开区管委会
（一）各县、区人民政府于每季度末上报进展。 | responsible 各县; responsible 区人民政府
（一）市公安局交警支队优化信号灯配时。 | responsible 市公安局交警支队
（一）市委宣传部组织宣传。 | responsible 市委宣传部
（一）发放补贴。（市财政局、市民政局） | responsible 市财政局; responsible 市民政局
（一）发放补贴。〔市财政局、市民政局按职责分别负责〕 | responsible 市财政局; responsible 市民政局
（一）培养人才。责任部门为市教育局、市科技局。 | responsible 市教育局; responsible 市科技局
（一）编制规划。主办单位：市商务局；协办单位：市交通运输局。 | lead 市商务局; support 市交通运输局
（一）市教育局网站已经公布的名单继续有效。 |
（一）市财政局印发的通知同时废止。 |
（一）市人民政府同意后实施。 |
（一）市场主体自愿参加。 |
（一）市内公交线路优化调整12条。 |
（一）区域中心城市建设取得成效。 |
（一）市级财政安排资金300万元。 |
（一）全市各级党组织要提高站位。 |
（一）县城供水能力达到每日3万吨。 |
（一）市政务服务中心窗口推行延时服务。 |
（一）按照省发展改革委要求，做好申报。 |
（一）支持市第一人民医院建设区域医疗中心。 |
（一）区民政局局长走访慰问困难群众。 |
（一）市财政局职责。 |
（一）各县、区人民政府要高度重视，加强领导。 |
（一）市民政局复核后拨付。 |
（一）并报市自然资源局备案。 |
"""


@pytest.mark.parametrize("line", _ACTS.strip().splitlines())
def test_who_does_what(line: str, make_document: MakeDocument) -> None:
    """In a numbered item of a plan an office that acts is told to; names inside other words, appeals and procedures are no duties."""
    words, _, expected = line.partition(" |")
    plan = make_document(
        title="澜川市数字经济行动方案", body=(Paragraph(Role.BODY, Text(words), "（一）", Level.SECOND),)
    )
    assert "; ".join(f"{one.role.value} {one.department}" for one in with_meaning(plan).duties) == expected.strip()


def test_a_notice_assigns_nothing_by_its_grammar(make_document: MakeDocument) -> None:
    """What an office does for a citizen is no task of a plan."""
    body = (Paragraph(Role.BODY, Text("一、市民政局在网站公布名单。"), "一、", Level.FIRST),)
    assert not with_meaning(make_document(title="澜川市民政局关于领取补贴的公告", body=body)).duties


def _table(*rows: str) -> Table:
    return Table(tuple(tuple(map(Text, row.split("|"))) for row in rows))


def test_columns_by_their_verbs(make_document: MakeDocument) -> None:
    """主办, 协办, 责任分工 head columns of offices, 责任人 does not; a mark of a note is no part of a name."""
    table = _table("任务|主办|协办|责任人|何时完成", "修路|市城管局①|市公安局|方舟|2026年9月底")
    found = with_meaning(make_document(body=(table,)))
    assert [(one.role, one.department, one.deadline) for one in found.duties] == [
        (DutyRole.LEAD, "市城管局", "2026年9月底"),
        (DutyRole.SUPPORT, "市公安局", "2026年9月底"),
    ]


def test_cells_that_say_who_leads(make_document: MakeDocument) -> None:
    """责任分工: 市应急局牵头，市公安局配合."""
    table = _table("措施|责任分工", "检测|市应急局牵头，市公安局配合")
    found = with_meaning(make_document(body=(table,))).duties
    assert [(one.role, one.department) for one in found] == [
        (DutyRole.LEAD, "市应急局"),
        (DutyRole.SUPPORT, "市公安局"),
    ]


def test_a_task_of_nobody_is_doubted(make_document: MakeDocument) -> None:
    """A cell without an office may be joined with the one above: nothing is assigned, and the clerk is told."""
    table = _table("任务|责任单位", "修路|市城管局", "种树|", "通水|市水务局")
    document = make_document(body=(table,))
    assert len(with_meaning(document).duties) == 2
    assert [(one.place, "种树" in one.message) for one in duties_in_doubt(document)] == [(Place(0), True)]


def test_a_section_of_a_table_is_no_task_of_nobody(make_document: MakeDocument) -> None:
    """Rows that print no task are sections and sums; the task above them is not theirs."""
    table = _table(
        "序号|项目|建设内容|投资|责任单位",
        "一|河湖连通||46500|",
        "1|东湖工程|新开渠道4.8公里|28600|市水务局",
        "二|防洪排涝||67500|",
        "2|圩堤工程|加固堤防23公里|31200|南渡县人民政府",
        "合计|||114000|",
    )
    assert list(duties_in_doubt(make_document(body=(table,)))) == []


def test_questions_ask(make_document: MakeDocument) -> None:
    """问 and 答: the interrogative tells what the answer is, of two questions the first; the question stands beside it."""
    lines = ("问：哪些人能领？", "答：本市老人。", "问：领多少？", "答：每月60元。", "3. 交到哪儿？多久批？", "社区。")
    found = with_meaning(make_document(body=tuple(Paragraph(Role.BODY, Text(line)) for line in lines))).key_facts
    assert [(one.kind, one.item, one.text) for one in found] == [
        (FactKind.WHO, "问：哪些人能领？", "答：本市老人。"),
        (FactKind.AMOUNT, "问：领多少？", "答：每月60元。"),
        (FactKind.WHERE, "3. 交到哪儿？多久批？", "社区。"),
    ]


def test_a_table_of_questions_and_answers(make_document: MakeDocument) -> None:
    """Two columns of which the first asks."""
    table = _table("项目|内容", "救助谁|本市儿童", "救助多少|每年2万元", "备注|无")
    found = with_meaning(make_document(body=(table,))).key_facts
    assert [(one.kind, one.item, one.text) for one in found] == [
        (FactKind.WHO, "救助谁", "本市儿童"),
        (FactKind.AMOUNT, "救助多少", "每年2万元"),
    ]


def test_sums_under_a_heading_that_asks(make_document: MakeDocument) -> None:
    """三、补偿金额： asks of the columns of the table below in which nothing stands but sums."""
    table = _table("车型|仅报废|报废并换新", "客车|4000元|15000元", "货车|9000元|20000元")
    heading = Paragraph(Role.BODY, Text("三、补偿金额："), "三、", Level.FIRST)
    found = with_meaning(make_document(body=(heading, table, *_CARD))).key_facts
    assert [one.text for one in found if one.place.block == 1] == ["4000元", "15000元", "9000元", "20000元"]


def test_the_announcement_of_a_draft(make_document: MakeDocument) -> None:
    """Until when and where to write is said, what the draft itself forbids is not."""
    body = (
        Paragraph(Role.BODY, Text("请于2026年5月20日前发送邮件到yijian@example.gov.cn。")),
        Paragraph(Role.ARTICLE, Text("第一条 公园内不得放养家畜，违者每次罚款100元。"), "第一条"),
    )
    draft = make_document(title="关于《澜川市公园管理规定（草案）》公开征求意见的公告", body=body)
    found = with_meaning(replace(draft, date=IsoDate("2026-04-20")))
    assert {one.place.block for one in found.key_facts} == {0}
    assert [one.end for one in found.dates] == ["2026-05-20"]


def test_a_year_is_not_carried_over_two(make_document: MakeDocument) -> None:
    """After 2026年11月8日至2027年3月20日 the year of 10月25日 is that of the document, not of the end of the span."""
    words = "采暖期为2026年11月8日至2027年3月20日。用户应当在10月25日前缴清热费。"
    document = replace(make_document(body=(Paragraph(Role.BODY, Text(words)),)), date=IsoDate("2026-08-14"))
    assert [one.end for one in with_meaning(document).dates] == ["2027-03-20", "2026-10-25"]


def test_lines_of_a_lost_table(make_document: MakeDocument) -> None:
    """Each line has its own kind, whatever stands on the next."""
    words = "报名\u300011月10日—11月16日\n审核\u300011月17日—11月20日\n交费\u300011月21日前\n笔试\u300011月29日9:00"
    document = replace(make_document(body=(Paragraph(Role.BODY, Text(words)),)), date=IsoDate("2026-10-18"))
    assert [one.kind.value for one in with_meaning(document).dates] == ["application", "period", "payment", "exam"]


def test_the_next_article_comes_back_too(make_document: MakeDocument) -> None:
    """In a rule days without a year come back where those of the article before do; not where a year or 今年 stands, nor after another heading."""
    lines = (
        "第四条 企业于每年4月申报。",
        "第五条 市人社局于6月底前完成认定。",
        "第六条 2026年的申报时间为6月1日至6月20日。",
    )
    body = tuple(Paragraph(Role.ARTICLE, Text(line), line[:3]) for line in lines)
    found = with_meaning(replace(make_document(body=body), date=IsoDate("2026-04-20"))).dates
    assert [_ends(one) for one in found] == [("04-01", "04-30"), ("-", "06-30"), ("2026-06-01", "2026-06-20")]


def test_a_report_has_no_card(make_document: MakeDocument) -> None:
    """What was done and found brings nobody to an office."""
    told = make_document(title="澜川市2025年国民经济统计公报", body=_CARD)
    assert with_meaning(make_document(body=_CARD)).key_facts and not with_meaning(told).key_facts


def test_a_heading_is_not_what_the_one_before_it_is(make_document: MakeDocument) -> None:
    """（二）资格审核（5月17日—5月20日） stands beside （一）报名, not under it; 一、考试时间 stands above its line."""
    body = (
        Paragraph(Role.HEADING, Text("（一）报名（5月10日—5月16日）"), "（一）", Level.SECOND),
        Paragraph(Role.HEADING, Text("（二）资格审核（5月17日—5月20日）"), "（二）", Level.SECOND),
        Paragraph(Role.HEADING, Text("二、考试时间"), "二、", Level.FIRST),
        Paragraph(Role.BODY, Text("10月27日、28日，上午9:00—11:30。")),
    )
    found = with_meaning(replace(make_document(body=body), date=IsoDate("2026-04-20"))).dates
    assert [one.kind.value for one in found] == ["application", "period", "exam"]
