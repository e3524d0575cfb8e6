"""The days that bind: what is read from sentences and tables, and what is not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gazette_site.model import DateKind, Document, Force, IsoDate, Paragraph, Place, Role, Table, Text
from gazette_site.parsing.meaning import dates_in_doubt, with_meaning
from tests.conftest import MakeDocument

_READ = """
报名时间为2025年4月1日至4月15日。 | APPLICATION 2025-04-01 2025-04-15
申报时间：2025年3月10日—3月31日17:00。 | APPLICATION 2025-03-10 2025-03-31
申报时间：2025年3月10日（星期一）上午9时至3月14日下午5时。 | APPLICATION 2025-03-10 2025-03-14
网上报名于二〇二五年四月一日开始，四月十日17时截止。 | APPLICATION 2025-04-01 -; APPLICATION - 2025-04-10
符合条件的企业请于2025年6月30日前向区工业和信息化局提出申请。 | APPLICATION - 2025-06-30
申请材料递交截止时间为2025年5月20日。 | APPLICATION - 2025-05-20
自2025年4月1日起受理申请，至2025年9月30日止。 | APPLICATION 2025-04-01 -; APPLICATION - 2025-09-30
2025年12月25日至2026年2月15日，禁止燃放烟花爆竹。 | BAN 2025-12-25 2026-02-15
自2025年4月1日起至2025年10月31日，城区中心路段禁止货车通行。 | BAN 2025-04-01 2025-10-31
自2025年4月1日起，南环路全线限行。 | BAN 2025-04-01 -
每年3月1日至6月30日为禁渔期，禁止一切捕捞作业。 | BAN 每年 03-01 06-30
每年10月1日至次年4月30日禁止野外用火。 | BAN 每年 10-01 04-30
3月15日至6月15日为森林高火险期，严禁野外用火。 | BAN 2025-03-15 2025-06-15 *
公示期为7个工作日。 | NOTICE 7个工作日
拟补助名单在市政府网站公示，公示时间不少于5日。 | NOTICE 5日
公示时间：2025年3月10日至3月18日。 | NOTICE 2025-03-10 2025-03-18
经评审后向社会进行为期10天的公示。 | NOTICE 10天
现向社会公开征求意见，请于2025年4月20日前将意见反馈至市司法局。 | COMMENT - 2025-04-20
征求意见时间为2025年3月20日至4月20日。 | COMMENT 2025-03-20 2025-04-20
征求意见的期限一般不少于30日。 |
听证会定于2025年4月22日上午9时举行。 | EVENT 2025-04-22 2025-04-22
笔试时间为2025年5月17日。 | EXAM 2025-05-17 2025-05-17
面试于2025年6月14日至15日进行。 | EXAM 2025-06-14 2025-06-15
居民应当于2025年12月31日前缴纳下一年度城乡居民医疗保险费。 | PAYMENT - 2025-12-31
集中缴费期为2025年9月1日至12月31日。 | PAYMENT 2025-09-01 2025-12-31
补贴于每月15日前发放到个人账户。 | PAYMENT 每月 - 15
每年3月31日前，本人向社区申报。 | APPLICATION 每年 - 03-31
各县区应当于每年1月底前报送上年度执行情况。 | DEADLINE 每年 - 01-31
各县区应当于每年2月底前报送上年度执行情况。 | DEADLINE 每年 - -
试点期限为2025年4月1日至2027年3月31日。 | TRIAL 2025-04-01 2027-03-31
试点期为两年。 | TRIAL 两年
过渡期为6个月。 | TRANSITION 6个月
新旧证照设置过渡期，过渡期至2025年12月31日止。 | TRANSITION - 2025-12-31
已取得许可的，应当自本办法施行之日起六个月内重新登记。 | TRANSITION 2025-05-01 2025-11-01 *
已经设置的广告牌，应当自施行之日起30日内拆除。 | TRANSITION 2025-05-01 2025-05-31 *
已经设置的广告牌，应当自本办法施行之日起20个工作日内拆除。 | TRANSITION 20个工作日
登记事项变化的，应当自变化之日起15日内申请变更。 | APPLICATION 15日
对认定结果有异议的，可以自公布之日起30日内申请复核。 | APPLICATION 30日
各单位要在2025年5月底前完成自查。 | DEADLINE - 2025-05-31
6月10日前完成管网清淤。 | DEADLINE - 2025-06-10 *
各县区务必于2025年4月10日下午6时前报送方案。 | DEADLINE - 2025-04-10
整改工作最迟不晚于2025年9月30日完成。 | DEADLINE - 2025-09-30
优惠政策执行期限至2025年12月31日。 | PERIOD - 2025-12-31
缓缴政策延长至2025年6月底。 | PERIOD - 2025-06-30
夏季开放时间为2025年6月15日至9月15日。 | PERIOD 2025-06-15 2025-09-15
所有人应当在2025.6.25前自行拆除。 | DEADLINE - 2025-06-25
报名时间：2025-04-01至2025-04-15。 | APPLICATION 2025-04-01 2025-04-15
报名时间：2025/4/1-4/15。 | APPLICATION 2025-04-01 2025-04-15
各单位于2025年第二季度末前完成自查。 | DEADLINE - 2025-06-30
各单位应于三季度末前上报。 | DEADLINE - 2025-09-30 *
各县区于今年底前完成整治。 | DEADLINE - 2025-12-31 *
请于年底前缴清欠款。 | PAYMENT - 2025-12-31 *
收运单位应当在每季度首月10日前报送台账。 | DEADLINE 每季 - 1-10
台账每季度最后一个月25日前报送。 | DEADLINE 每季 - 3-25
各单位每月底前报送进度。 | DEADLINE 每月 - -
企业于每年4月和9月向县区申报。 | APPLICATION 每年 04-01 04-30; APPLICATION 每年 09-01 09-30
今后每年3月，各县区应当公布补贴标准。 | DEADLINE 每年 03-01 03-31
各区于2025年6月对实施情况开展检查。 | DEADLINE 2025-06-01 2025-06-30
各单位应当于3月前完成整改。 | DEADLINE - -
矿山企业在2027年前要完成治理。 | DEADLINE - -
各单位应于第三季度前完成。 | DEADLINE - -
完成时限：2025年12月31日。 | DEADLINE - 2025-12-31
本办法施行前已经取得许可证的，应当在2025年10月31日前换领。 | TRANSITION - 2025-10-31
对范围有异议的，可以自本通告发布之日起15日内书面提出。 | COMMENT 2025-03-02 2025-03-17 *
第二批试点自2025年4月1日起至2027年3月31日止。 | TRIAL 2025-04-01 2027-03-31
每年9月20日至11月30日为秸秆禁烧期。 | BAN 每年 09-20 11-30
按期缴费的，待遇享受期为2026年1月1日至12月31日。 | PERIOD 2026-01-01 2026-12-31
今年6月15日至9月15日，图书馆每日开放时间延长至21时。 | PERIOD 2025-06-15 2025-09-15 *
"""
"""A sentence of a notice of 2025-03-02 with effect from 2025-05-01, and what is read: kind, first and last day, a term; * for worked out."""

_NOT_READ = """
本办法自2025年5月1日起施行。
本通告有效期至2027年3月31日止。
市政府对2015年12月31日以前印发的文件进行了清理。
截至2020年12月10日尚未委托的项目，按本文件执行。
《澜川市渡口管理办法》（2025年6月1日起施行）规定了安全责任。
根据《澜川市2025年6月30日前完成的事项清单》，现就有关事项通知如下。
2025年3月1日召开的会议审议通过了本办法。
登记机关应当在10个工作日内完成现场核对。
许可证有效期自2025年4月1日至2030年3月31日。
规划期限为2025年至2035年。
到2027年底，全市基本完成改造。
力争年内新增泊位6000个。
2024年1月1日至12月31日发生的费用由原渠道解决。
对2025年6月1日以前建成的住宅小区，逐个建立台账。
公示牌应当标明责任人。
经公示无异议的，30日内兑付补助资金。
经营权期限为8年。
"""
"""Sentences that bind nobody to a day that they give."""


def _said(words: str, document: Document) -> Document:
    return with_meaning(replace(document, body=(Paragraph(Role.BODY, Text(words)),)))


def _shown(document: Document) -> Iterable[str]:
    for one in document.dates:
        days = (one.begin or one.begin_again or "-", one.end or one.end_again or "-")
        if one.term and not one.end:
            yield f"{one.kind.name} {one.term}"
            continue
        parts = [
            one.kind.name,
            {"year": "每年", "quarter": "每季", "month": "每月"}.get(one.every.value, ""),
            *days,
            "*" if one.derived else "",
        ]
        yield " ".join(part for part in parts if part)


@pytest.fixture
def notice(make_document: MakeDocument) -> Document:
    """A notice of 2025-03-02 that takes effect on 2025-05-01."""
    force = Force(IsoDate("2025-05-01"), None, "本办法自2025年5月1日起施行。", Place(9))
    return make_document(force=force)


@pytest.mark.parametrize("line", _READ.strip().splitlines())
def test_read(line: str, notice: Document) -> None:
    """What a sentence binds to is read with its kind and its days."""
    words, _, expected = line.partition(" | ")
    assert "; ".join(_shown(_said(words.removesuffix(" |"), notice))) == expected


@pytest.mark.parametrize("words", _NOT_READ.strip().splitlines())
def test_not_read(words: str, notice: Document) -> None:
    """Facts of the past, goals, terms of licences and the force of the text are no days that bind."""
    assert not _said(words, notice).dates


TRAPS = [
    line
    for line in Path(__file__).with_name("traps.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize("line", TRAPS)
def test_traps(line: str, notice: Document) -> None:
    """Quoted clauses, proposals, conditions, goals, terms of licences: nothing is read, or what is right."""
    words, _, expected = line.partition(" |")
    assert "; ".join(_shown(_said(words, notice))) == expected.strip()


def test_there_are_enough_traps() -> None:
    """At least forty, beside those of the clauses on force."""
    assert len(TRAPS) >= 40


@pytest.mark.parametrize("line", _READ.strip().splitlines())
def test_verbatim(line: str, notice: Document) -> None:
    """The words and the sentence stand in the text as they are given."""
    words = line.partition(" | ")[0].removesuffix(" |")
    for one in _said(words, notice).dates:
        assert one.words in words and one.sentence in words and one.words


def _table(*rows: tuple[str, ...]) -> Table:
    return Table(tuple(tuple(Text(cell) for cell in row) for row in rows))


def test_columns(notice: Document) -> None:
    """A column of deadlines gives each row its day; one of days of the past or of birth gives none."""
    table = _table(
        ("序号", "任务", "成立时间", "完成时限"),
        ("1", "调查摸底", "2026年3月1日", "2025年4月底"),
        ("2", "组织施工", "2026年3月1日", "2025年9月1日—10月31日"),
        ("3", "验收", "2026年3月1日", "长期坚持"),
    )
    found = with_meaning(replace(notice, body=(table,))).dates
    assert [(one.item, one.begin, one.end) for one in found] == [
        ("调查摸底", None, "2025-04-30"),
        ("组织施工", "2025-09-01", "2025-10-31"),
    ]


def test_year_unsaid(notice: Document) -> None:
    """In a rule a day without a year is shown as it stands, works out nothing, and is reported."""
    article = Paragraph(Role.ARTICLE, Text("第五条 建设单位应当于6月30日前缴纳。"), "第五条")
    document = with_meaning(replace(notice, body=(article,)))
    (one,) = document.dates
    assert one.year_unsaid and one.begin is None and one.end is None
    assert [doubt.message[:8] for doubt in dates_in_doubt(document)] == ["“6月30日前”"]


def test_an_edge_that_is_not_said(notice: Document) -> None:
    """3月前 may end before March or with it: the words are shown, and the clerk is asked."""
    document = _said("各单位应当于5月前完成整改。", notice)
    (one,) = document.dates
    assert one.edge_unsaid and one.end is None and not one.year_unsaid
    assert [doubt.message[:5] for doubt in dates_in_doubt(document)] == ["“5月前”"]


def test_a_draft_binds_to_its_time_for_comments_only(notice: Document) -> None:
    """The announcement's day is read, the days of the draft below it are not."""
    lines = ("征求意见时间为2025年3月13日至4月12日。", "请于2025年4月12日前寄回意见。草案应当在2025年12月31日前通过。")
    articles = ("第一条 本办法自2025年8月1日起施行。", "第二条 2025年12月31日前，有关单位应当公开征求意见。")
    body = (
        *(Paragraph(Role.BODY, Text(line)) for line in lines),
        *(Paragraph(Role.ARTICLE, Text(line), line[:3]) for line in articles),
    )
    title = Text("关于《澜川市停车管理办法（草案）》公开征求意见的公告")
    found = with_meaning(replace(notice, title=title, body=body)).dates
    assert [(one.kind.value, one.begin, one.end) for one in found] == [
        ("comment", "2025-03-13", "2025-04-12"),
        ("comment", None, "2025-04-12"),
    ]


def test_cells_whose_rules_were_lost(notice: Document) -> None:
    """Days alone in a paragraph bind to what the short paragraph above names."""
    words = ("环节", "时间", "网上报名", "2025-04-01至2025-04-06", "笔试", "2025.5.17", "咨询", "2025.6.1")
    body = tuple(Paragraph(Role.BODY, Text(one)) for one in words)
    found = with_meaning(replace(notice, body=body)).dates
    assert [(one.kind.value, one.begin, one.end) for one in found] == [
        ("application", "2025-04-01", "2025-04-06"),
        ("exam", "2025-05-17", "2025-05-17"),
    ]


def test_rows_are_named_by_what_is_never_the_same_twice(notice: Document) -> None:
    """Two works in one district, due on one day, are two days; figures, quarters and ends of years are read in columns."""
    table = _table(
        ("序号", "地区", "工程", "进度安排"),
        ("1", "东浦区", "清淤", "2025.9.30"),
        ("2", "东浦区", "护岸", "2025/9/30"),
        ("3", "西岭区", "涵闸", "二季度末前"),
        ("4", "西岭区", "泵站", "年底前"),
        ("5", "西岭区", "堤防", "第三季度"),
        ("6", "西岭区", "步道", "2025-13-01"),
    )
    found = with_meaning(replace(notice, body=(table,))).dates
    assert [(one.item, one.begin, one.end) for one in found] == [
        ("清淤", None, "2025-09-30"),
        ("护岸", None, "2025-09-30"),
        ("涵闸", None, "2025-06-30"),
        ("泵站", None, "2025-12-31"),
        ("堤防", None, "2025-09-30"),
    ]


def test_label_above(notice: Document) -> None:
    """A line of days alone binds to what the label above it names."""
    body = tuple(Paragraph(Role.BODY, Text(words)) for words in ("报名时间：", "2025年4月1日至4月15日。"))
    (one,) = with_meaning(replace(notice, body=body)).dates
    assert (one.kind, one.begin, one.end) == (DateKind.APPLICATION, "2025-04-01", "2025-04-15")


@pytest.mark.parametrize("title", ["2025年澜川市人民政府工作报告", "澜川市人民政府关于张锐任职的通知"])
def test_nothing_of_reports(title: str, notice: Document) -> None:
    """Reports and appointments bind nobody to a day."""
    fields: dict[str, Any] = {"title": Text(title)}
    assert not _said("2025年6月30日前完成改造。", replace(notice, **fields)).dates
