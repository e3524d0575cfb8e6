"""What a document does to others and to posts: citations, repeals, amendments, extensions, force, appointments."""

from __future__ import annotations

from typing import Annotated

from msgspec import Struct

from gazette_site.model import AppointmentAction
from gazette_site.publishing.data.records.fields import Day, told


class CitationData(Struct, frozen=True):
    """Another document that the text names."""

    number: Annotated[str | None, told("发文字号（规范形式）")]
    title: Annotated[str | None, told("标题")]


class RepealData(CitationData, frozen=True):
    """A document that the text ends."""

    evidence: Annotated[str, told("所据的原文")] = ""
    date: Annotated[Day | None, told("自哪一日起；文中看不出的为空")] = None
    date_derived: Annotated[bool, told("日期是推算的，不是印出的")] = False
    lapsed: Annotated[bool, told("宣布失效，不是废止")] = False


class AmendmentData(CitationData, frozen=True):
    """A document that the text changes in part."""

    evidence: Annotated[str, told("所据的原文")] = ""
    date: Annotated[Day | None, told("自哪一日起；文中看不出的为空")] = None
    date_derived: Annotated[bool, told("日期是推算的，不是印出的")] = False
    articles: Annotated[tuple[str, ...], told("所修改的条号，文中写明的")] = ()
    ends: Annotated[bool, told("这几条被废止，不是改写")] = False


class ExtensionData(CitationData, frozen=True):
    """A document that the text keeps in force."""

    evidence: Annotated[str, told("所据的原文")] = ""
    until: Annotated[Day | None, told("延长到的最后一日；没有写明日期的为空")] = None
    term: Annotated[str | None, told("原文所写的延长年限")] = None
    date: Annotated[Day | None, told("自哪一日起；文中看不出的为空")] = None
    date_derived: Annotated[bool, told("日期是推算的，不是印出的")] = False


class SuspensionData(CitationData, frozen=True):
    """A document that the text sets aside, or takes up again."""

    evidence: Annotated[str, told("所据的原文")] = ""
    date: Annotated[Day | None, told("自哪一日起；文中看不出的为空")] = None
    date_derived: Annotated[bool, told("日期是推算的，不是印出的")] = False
    until: Annotated[Day | None, told("暂停的最后一日；没有写明的为空")] = None
    resumed: Annotated[bool, told("恢复执行，不是暂停执行")] = False
    articles: Annotated[tuple[str, ...], told("只暂停或恢复其中几条、几章、几个附件的，是哪些；整件的为空")] = ()
    within: Annotated[str | None, told("只在一处暂停或恢复的，是哪里，照原文")] = None


class ForceData(Struct, frozen=True):
    """When the document takes effect and ends, as its text says."""

    effective: Annotated[Day | None, told("施行日期")]
    expires: Annotated[Day | None, told("最后一日")]
    evidence: Annotated[str | None, told("所据的原文")]
    effective_derived: Annotated[bool, told("施行日期是推算的，不是印出的")] = False
    expires_derived: Annotated[bool, told("最后一日是推算的，不是印出的")] = False
    trial: Annotated[bool, told("试行")] = False
    term: Annotated[str | None, told("原文所写的有效期")] = None
    paragraph: Annotated[int, told("原文在正文或附件的第几块，从 0 数起；题目为 -1")] = -1
    anchor: Annotated[str | None, told("原文在网页上的锚点")] = None
    expiry_evidence: Annotated[str | None, told("写期限的原文，与前一句不同的")] = None


class PeriodData(Struct, frozen=True):
    """Some days on end with one state."""

    state: Annotated[
        str,
        told(
            "unstated 未载明、pending 尚未施行、in_force 现行、amended 已修改、suspended 暂停执行、"
            "partly_suspended 部分暂停执行、expired 已届满、repealed 已废止、lapsed 已宣布失效"
        ),
    ]
    since: Annotated[Day | None, told("第一日；最早的一段没有")] = None
    until: Annotated[Day | None, told("最后一日；最晚的一段没有")] = None
    certainty: Annotated[
        str | None, told("第一日是怎样知道的：printed 原文印出、computed 推算、undated 原文没有写明，以刊登之日计")
    ] = None
    why: Annotated[
        str | None,
        told(
            "依据：clause 自身的条款；repeals 被废止、lapses 被宣布失效、amends 被修改、extends 被延长、suspends 被暂停、resumes 恢复执行"
        ),
    ] = None
    sentence: Annotated[str | None, told("所据的原文")] = None
    source: Annotated[str | None, told("原文所在文件的网址")] = None
    articles: Annotated[tuple[str, ...], told("部分暂停执行的，第一日暂停的是哪些")] = ()


class PartData(Struct, frozen=True):
    """Some days on end on which a part of the text is set aside, or from which it is ended."""

    part: Annotated[str | None, told("哪一条、哪一章、哪个附件；在一处整件暂停的为空")]
    within: Annotated[str | None, told("只在一处的，是哪里，照原文")]
    state: Annotated[str, told("suspended 暂停执行、repealed 已废止")]
    since: Annotated[Day, told("第一日")]
    until: Annotated[Day | None, told("最后一日；没有写明的为空")]
    certainty: Annotated[str, told("第一日是怎样知道的，同 periods")]
    sentence: Annotated[str, told("所据的原文")]
    source: Annotated[str, told("原文所在文件的网址")]


class StandingData(Struct, frozen=True):
    """What holds of the text on every day, after all that others do to it."""

    periods: Annotated[tuple[PeriodData, ...], told("各段日子的状态，由早到晚，前后相接")]
    doubts: Annotated[tuple[str, ...], told("互相对不上的规定的代号；没有的为空")] = ()
    parts: Annotated[tuple[PartData, ...], told("其中暂停执行的、废止的条款")] = ()


class DateData(Struct, frozen=True):
    """A day or a time that binds people."""

    kind: Annotated[
        str,
        told(
            "application 申请、ban 禁止、notice 公示、comment 意见、exam 考试、payment 缴费、trial 试行、transition 过渡、period 期间、deadline 时限"
        ),
    ]
    words: Annotated[str, told("原文所印的日期或期限")]
    sentence: Annotated[str, told("所在的句子或表格的一格，原文")]
    begin: Annotated[Day | None, told("第一日；没有写明的为空")] = None
    end: Annotated[Day | None, told("最后一日；没有写明的为空")] = None
    every: Annotated[str | None, told("year 每年都有、quarter 每季都有、month 每月都有；只有一次的为空")] = None
    begin_again: Annotated[str | None, told("每年（月-日）或每月（日）的第一日")] = None
    end_again: Annotated[str | None, told("每年（月-日）、每季（第几个月-日）或每月（日）的最后一日")] = None
    term: Annotated[str | None, told("从某事起算的期限，照原文；工作日不推算")] = None
    derived: Annotated[bool, told("日期是推算的，不是原样印出的")] = False
    year_unsaid: Annotated[bool, told("原文没有写年份，不推定")] = False
    edge_unsaid: Annotated[bool, told("原文没有写明包不包括当月、当季或当年，不推算")] = False
    item: Annotated[str | None, told("表格中这一行说的事")] = None
    attachment: Annotated[int, told("在第几个附件，从 0 数起；正文为 -1")] = -1
    paragraph: Annotated[int, told("在正文或附件的第几块，从 0 数起")] = -1
    anchor: Annotated[str | None, told("在网页上的锚点")] = None


class KeyFactData(Struct, frozen=True):
    """Words of the text that answer one question of somebody who has business with an office."""

    kind: Annotated[
        str,
        told(
            "who 对象、conditions 条件、amount 标准、materials 材料、where 地点、steps 流程、when 时间、responsible 负责、contact 电话、forms 表格"
        ),
    ]
    text: Annotated[str, told("原文的一句、一行或表格的一格")]
    item: Annotated[str | None, told("表格中这一行说的事")] = None
    printed: Annotated[bool, told("表格是否刊印在这一期")] = True
    attachment: Annotated[int, told("在第几个附件，从 0 数起；正文为 -1")] = -1
    paragraph: Annotated[int, told("在正文或附件的第几块，从 0 数起；附件的题目为 -1")] = -1
    anchor: Annotated[str | None, told("在网页上的锚点")] = None


class DutyData(Struct, frozen=True):
    """A task that the text assigns to a department."""

    department: Annotated[str, told("部门，照原文；几种写法归在一处的见 data/departments.csv")]
    role: Annotated[str, told("lead 牵头、responsible 责任、support 配合")]
    task: Annotated[str, told("任务，照录原文")]
    deadline: Annotated[str | None, told("完成时限，照原文")] = None
    attachment: Annotated[int, told("在第几个附件，从 0 数起；正文为 -1")] = -1
    paragraph: Annotated[int, told("在正文或附件的第几块，从 0 数起")] = -1
    anchor: Annotated[str | None, told("在网页上的锚点")] = None


class AppointmentData(Struct, frozen=True):
    """One person and one post."""

    person: Annotated[str, told("姓名")]
    action: Annotated[AppointmentAction, told("任或免")]
    post: Annotated[str, told("职务")]
    note: Annotated[str, told("附注")]
