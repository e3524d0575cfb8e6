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
            "unstated 未载明、pending 尚未施行、in_force 现行、amended 已修改、suspended 暂停执行、expired 已届满、repealed 已废止、lapsed 已宣布失效"
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


class StandingData(Struct, frozen=True):
    """What holds of the text on every day, after all that others do to it."""

    periods: Annotated[tuple[PeriodData, ...], told("各段日子的状态，由早到晚，前后相接")]
    doubts: Annotated[tuple[str, ...], told("互相对不上的规定的代号；没有的为空")] = ()


class AppointmentData(Struct, frozen=True):
    """One person and one post."""

    person: Annotated[str, told("姓名")]
    action: Annotated[AppointmentAction, told("任或免")]
    post: Annotated[str, told("职务")]
    note: Annotated[str, told("附注")]
