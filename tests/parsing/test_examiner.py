"""The examiner, check by check: an issue on which it speaks, and one that is nearly the same and right. No parser takes part."""

from __future__ import annotations

import ast
import re
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gazette_site.config import SiteConfig
from gazette_site.model import (
    Appointment,
    AppointmentAction,
    Citation,
    Force,
    IsoDate,
    IssueId,
    NormalNumber,
    Place,
    Repeal,
    Unprinted,
)
from gazette_site.parsing import examiner, parse_issue
from gazette_site.parsing.examiner import (
    CHECKS,
    Facts,
    bodies,
    chronicles,
    clauses,
    contents,
    examine,
    heads,
    marks,
    shapes,
    standings,
    without_lesser,
)
from gazette_site.problems import Problem, Record, Severity
from gazette_site.reading import read_transcript
from gazette_site.reading.sidecar import Sidecar
from tests.parsing.records import document, entry, issue

T, U, V = (f"澜川市人民政府关于{what}的通知" for what in ("修桥", "植树", "清淤"))
TO, GO, SIGN, DATE = "主送|各县区人民政府：", "正文|请认真执行。", "署名|澜川市人民政府", "日期|2025年3月9日"
AT = Place(0)


def _cites(number: str) -> tuple[Citation, ...]:
    return (Citation(NormalNumber(number), ""),)


def _repeals(number: str | None, title: str, evidence: str) -> Repeal:
    return Repeal(NormalNumber(number) if number else None, title, evidence, AT, None)


_CUT, _WHOLE = "《渡口办法》、《桥梁办法》同时废止。", "根据《渡口办法》，《桥梁办法》同时废止。"


def _appoints(person: str, paragraph: int = 0) -> tuple[Appointment, ...]:
    return (Appointment(person, AppointmentAction.APPOINTED, "市水务局局长", "", paragraph),)


FORCE = Force(IsoDate("2025-05-01"), None, "本通知自2025年5月1日起施行。", AT)
LISTED = [(T, 1, "市政府文件"), (U, 5, "市政府文件")]
READ = [
    "一、市政府文件", "市政府文件　　Municipal Documents", f"第1页　{T}", f"{T}（澜府发〔2025〕3号）…1", f"5　{U} 澜府发〔2025〕4号",
    "（澜府发〔2025〕4号）……P5",
    f"{T}（1）　　{U}（5）", T[:9], T[9:] + "…1", "标题　页码", "主办：澜川市人民政府办公室", "邮编：510000",
    "Notice of the Government …… 9", "市政府令第12号",
]  # fmt: skip
"""Lines of contents that say no more than `LISTED`."""

CASES = [
    # check, on what it speaks, where it is silent
    (heads.title_is_number, issue(document("澜府发〔2025〕3号", GO)), issue(document("2025年澜川市人民政府工作报告", GO))),
    (heads.title_is_number, issue(document("3" + T, GO)), issue(document("澜川市人民政府关于对澜府发〔2019〕8号文件进行调整的通知", GO))),
    (heads.title_is_none, issue(document("附注", GO)), issue(document("公告", GO, kind="公告"))),
    (heads.title_is_none, issue(document("注：数据来自统计局。", GO)), issue(document("全市渡运量统计表", GO))),
    (
        heads.title_is_none,
        issue(document("根据规定，停航。澜川市水务局关于停航的通知", GO)),
        issue(document("市财政局，市教育局，市公安局关于助学的通知", GO, issuers=("市财政局", "市教育局", "市公安局"))),
    ),
    (
        heads.title_holds_number,
        issue(document(T + "澜府发〔2025〕4号", GO), document(U, GO, number="澜府发〔2025〕4号")),
        issue(document("澜川市人民政府关于修改澜府发〔2019〕4号的决定", GO), document(U, GO, number="澜府发〔2025〕4号")),
    ),
    (
        heads.order_without_number,
        issue(document("澜川市人民政府第12号令", GO)),
        issue(document("澜川市人民政府令第12号", GO, number="澜川市人民政府令第12号")),
    ),
    (
        heads.number_without_code,
        issue(document("市政府第42次常务会议纪要", "正文|〔2025〕6号", GO)),
        issue(document("市政府第42次常务会议纪要", "正文|〔2025〕6号文件已经印发。", GO)),
    ),
    (
        heads.issuer_marks,
        issue(document("市财政局、市教育局关于助学的通知", GO, issuers=("市财政局、市教育局",))),
        issue(document("市财政局、市教育局关于助学的通知", GO, issuers=("市财政局", "市教育局"))),
    ),
    (
        heads.issuer_marks,
        issue(document("澜川市教育局澜川市公安局关于校园的通知", GO, issuers=("澜川市教育局澜川市公安局",))),
        issue(document("澜川市对外贸易和对外合作局关于口岸的通知", GO, issuers=("澜川市对外贸易和对外合作局",))),
    ),
    (
        heads.issuers_cover_title,
        issue(document("澜川市教育局等三部门关于招生的通知", GO, issuers=("澜川市教育局", "澜川市公安局"))),
        issue(document("澜川市教育局等两部门关于招生的通知", GO, issuers=("澜川市教育局", "澜川市公安局"))),
    ),
    (
        heads.issuers_cover_title,
        issue(document("澜川市水务局　省驻澜川调查队关于用水的通知", GO, issuers=("澜川市水务局",))),
        issue(document("澜川市人民政府办公室转发市水务局关于用水意见的通知", GO, issuers=("澜川市人民政府办公室",))),
    ),
    (
        heads.issuers_cover_title,
        issue(document("澜川市住建局（澜川市人防办）关于地下空间的通知", GO, issuers=("澜川市住建局",))),
        issue(document("澜川市住建局（澜川市人防办）关于地下空间的通知", GO, issuers=("澜川市住建局", "澜川市人防办"))),
    ),
    (
        heads.no_kind,
        issue(document("澜川市人民政府关于第8号提案的回复", GO, number="澜府函〔2025〕3号", kind=None)),
        issue(document("澜川市2025年建设计划", GO, number="澜府函〔2025〕3号", kind=None)),
    ),
    (heads.later_than_issue, issue(document(T, GO, date="2025-04-09")), issue(document(T, GO, date="2025-04-07"))),
    (
        heads.other_year,
        issue(document(T, GO, number="澜府发〔2024〕3号", date="2025-03-09")),
        issue(document(T, GO, number="澜府发〔2024〕99号", date="2025-01-03")),
    ),
    (
        heads.same_number,
        issue(document(T, GO, number="澜府发〔2025〕3号"), document(U, GO, number="澜府发〔2025〕3号")),
        issue(document(T, GO, number="澜府发〔2025〕3号"), document(U, GO, number="澜府函〔2025〕3号")),
    ),
    (
        heads.unlike_siblings,
        issue(*(document(t, GO, number=n) for t, n in ((T, "澜府发〔2025〕3号"), (U, "澜府发〔2025〕4号"), (V, None)))),
        issue(*(document(t, GO, number=n) for t, n in ((T, "澜府发〔2025〕3号"), (U, None), (V, None)))),
    ),
    (
        heads.unlike_siblings,
        issue(*(document(t, GO, date=d) for t, d in ((T, "2025-03-09"), (U, "2025-03-09"), (V, None)))),
        issue(*(document(t, GO, *last, date=d) for t, d, last in ((T, "2025-03-09", ()), (U, "2025-03-09", ()), (V, None, ["日期|2025年3月"])))),
    ),
    (
        heads.several_numbers,
        issue(document(T, GO, number="澜府发〔2025〕3号、澜水发〔2025〕4号")),
        issue(document(T, GO, number="澜府发〔2025〕3号")),
    ),
    (heads.neither_number_nor_date, issue(document(T, GO, date=None)), issue(document(T, GO, kind="通告", date=None))),
    (heads.addressee_unread, issue(document(T, "正文|市气象台、各驻澜部队：", GO)), issue(document(T, "正文|现公告如下：", GO))),
    (
        heads.addressee_unread,
        issue(document(T, "正文|市气象台、各驻澜部队：", GO)),
        issue(document("澜川市人民政府关于禁渔的通告", "正文|禁渔范围：", GO, kind="通告")),
    ),
    (
        heads.addressee_odd,
        issue(document(T, TO, GO, addressees=U + "各县区人民政府")),
        issue(document(T, TO, GO, addressees="各县区人民政府，市政府各部门")),
    ),
    (heads.no_body, issue(document(T)), issue(document("统计表", (("甲", "乙"), ("1", "2"))))),
    (heads.short_body, issue(document(T, TO, SIGN, DATE)), issue(document(T, TO, GO, SIGN, DATE))),
    (
        bodies.number_inside,
        issue(document(T, TO, GO, "正文|澜府发〔2025〕4号", GO)),
        issue(document(T, TO, GO, DATE, "印发题|修桥办法", "印发号|澜水发〔2025〕4号", GO)),
    ),
    (
        bodies.number_inside,
        issue(document(T, TO, GO, "印发号|澜水发〔2025〕4号", GO)),
        issue(document(T, TO, "正文|1.渡口办法", "印发号|文号：澜水发〔2015〕4号", GO)),
    ),
    (
        bodies.dates_inside,
        issue(document(T, GO, SIGN, DATE, GO, SIGN, "日期|2025年3月11日")),
        issue(document(T, GO, SIGN, DATE, "署名|澜川市水务局", "日期|2025年3月11日")),
    ),
    (
        bodies.dates_inside,
        issue(document(T, "正文|停航自即日起。", DATE, GO, "日期|2025年3月11日")),
        issue(document(T, "正文|停航自下列日期起：", DATE, GO, "日期|2025年3月11日")),
    ),
    (
        bodies.date_unread,
        issue(document(T, GO, SIGN, "正文|2025.3.9", GO, DATE)),
        issue(document(T, "正文|软件版本", "正文|2024.12.1", GO, SIGN, DATE)),
    ),
    (
        bodies.after_the_end,
        issue(document(T, "正文|停航。", DATE, GO)),
        issue(document(T, "正文|停航自下列日期起：", DATE, GO)),
    ),
    (
        bodies.dates_inside,
        issue(document(T, GO, DATE, GO, "日期|2025年3月11日")),
        issue(document(T, GO, DATE, "印发题|关于修桥的意见", GO, "日期|2025年3月1日")),
    ),
    (bodies.date_unread, issue(document(T, GO, "正文|2025/3/9")), issue(document(T, GO, "正文|2025/3/9之前完成。"))),
    (bodies.title_inside, issue(document(T, GO, "正文|" + U, GO)), issue(document(T, "正文|" + U + "已经印发。", GO))),
    (bodies.title_inside, issue(entry("3月2日，调研。", U)), issue(entry("3月2日，市政府印发《" + U + "》。"))),
    (
        bodies.after_the_end,
        issue(document(T, GO, DATE, "正文|补助为八千元。")),
        issue(document(T, GO, DATE, "正文|（联系人：陆衡）")),
    ),
    (
        bodies.carried_not_named,
        issue(document("澜川市人民政府转发《渡船办法》的通知", GO, "印发题|国防教育意见", instrument="国防教育意见")),
        issue(document("澜川市人民政府转发《渡船办法》的通知", GO, "印发题|澜川渡船办法", instrument="澜川渡船办法")),
    ),
    (
        bodies.joined_heads,
        issue(document(T, "正文|请执行。\n澜府发〔2025〕4号\n各县区人民政府：")),
        issue(document(T, "正文|请按照\n澜府发〔2025〕4号文件\n执行。")),
    ),
    (
        bodies.chronicle_inside,
        issue(document(T, GO, *(f"正文|{day}日，市长走访。" for day in (1, 8, 18)))),
        issue(document(T, GO, *(f"正文|{day}日前完成。" for day in (1, 8, 18)))),
    ),
    (
        bodies.second_document,
        issue(document(T, f"正文|请执行。{U}澜府发〔2025〕4号各县区人民政府：请执行。")),
        issue(document(T, f"正文|请执行《{U}》（澜府发〔2025〕4号）：一并落实。")),
    ),
    (bodies.signature_inside, issue(document(T, GO, "正文|澜川市人民政府", GO)), issue(document(T, GO, "署名|澜川市人民政府", DATE))),
    (shapes.cut_paragraphs, issue(document(T, "正文|现通知如下，", GO)), issue(document(T, "正文|现通知如下：", GO))),
    (shapes.cut_paragraphs, issue(entry("》印发。")), issue(entry("《办法》印发。"))),
    (
        shapes.narrow_lines,
        issue(document(T, "正文|一、关于补助问题\n　　补助是改造工作的基础，各县区应当先行安排资金")),
        issue(document(T, "正文|一、关于补助。各县区\n应当先行安排资金，不得拖延，不得挤占补助资金")),
    ),
    (
        shapes.narrow_lines,
        issue(document(T, "正文|东区交通局陆衡\n西区交通局钱大为\n希望受表彰的先进个人再接再厉，争取更大成绩。")),
        issue(document(T, "正文|东区交通局陆衡、西区交通局钱大为等先进\n个人受到表彰，希望他们再接再厉，争取更大成绩。")),
    ),
    (
        shapes.mixed_scripts,
        issue(document(T, "正文|بلدية المدينة\n以上名称按照规定书写。")),
        issue(document(T, "正文|名称为بلدية المدينة，按照规定书写。")),
    ),
    (
        shapes.headings_unlike,
        issue(document(T, "标题|（一）要求。", GO, "正文|（二）目标。", GO)),
        issue(document(T, "标题|（一）要求。", GO, "正文|（二）目标明确，责任到人，按期完成。", GO)),
    ),
    (
        shapes.headings_unlike,
        issue(document(T, "条|第二条　范围如下：", "正文|（一）建筑物补偿范围", GO)),
        issue(document(T, "条|第二条　范围如下：", "正文|（一）建筑物；", "正文|（二）树木。", GO)),
    ),
    (
        shapes.headings_unlike,
        issue(document(T, "标题|（一）申请书", GO, "正文|（二）身份证明", GO)),
        issue(document(T, "正文|（一）申请书", "正文|（二）身份证明", GO, "条|第二条　办法：", "标题|（一）对象", GO)),
    ),
    (
        shapes.one_row_tables,
        issue(document(T, (("甲", "乙"),), "标题|一、城区", (("1", "2"), ("3", "4")))),
        issue(document(T, (("甲", "乙"), ("1", "2")), "标题|一、城区", (("甲", "乙"), ("3", "4")))),
    ),
    (
        shapes.attachments_announced,
        issue(document(T, GO, "附件说明|附件：1.名录", "附件说明|2.名单", attachments=[("名单", GO)])),
        issue(document(T, GO, "附件说明|附件：1.名录", "附件说明|2.名单", attachments=[("名录", GO), ("名单", GO)])),
    ),
    (
        shapes.attachments_announced,
        issue(document(T, GO, DATE, "印发题|附件1.桥梁名录", GO)),
        issue(document(T, GO, "正文|附件1所列桥梁，由东区管理。")),
    ),
    (
        shapes.attachments_elsewhere,
        issue(
            document(T, GO, unprinted=(Unprinted(1, "桥梁名录", AT),)), document(U, GO, attachments=[("桥梁名录", GO)])
        ),
        issue(
            document(T, GO, unprinted=(Unprinted(1, "桥梁名录", AT),)),
            document(U, GO, "附件说明|附件：桥梁名录", attachments=[("桥梁名录", GO)]),
        ),
    ),
    (
        shapes.attachment_titles,
        issue(document(T, GO, attachments=[(".", GO)])),
        issue(document(T, GO, attachments=[("附属设施名录", GO)])),
    ),
    (shapes.note_unread, issue(document(T, GO, "正文|附：任务分解表")), issue(document(T, GO, "正文|附则由市水务局解释。"))),
    (marks.markup_left, issue(document(T, "正文|甲&nbsp;乙<br>丙")), issue(document(T, "正文|长度<5米，AT&T公司"))),
    (
        marks.markup_left,
        issue(document(T, "正文|**一、要求** 抓紧办理。")),
        issue(document(T, "正文|儿童*减半，老年人**免费。", "正文|* 不含东区。", "正文|** 满八十岁。")),
    ),
    (
        marks.star_dropped,
        issue(document(T, "正文|补贴*每年100元。", "正文|不含东区。"), furniture=[("MARKUP", "*", 4)]),
        issue(document(T, "正文|补贴每年100元。", "正文|不含东区。"), furniture=[("MARKUP", "*", 4)]),
    ),
    (marks.strange_characters, issue(document(T, "正文|城市的命脉ꎮ请执行")), issue(document(T, "正文|彝文ꀉꀊꀋꀌ照录。"))),
    (marks.doubled_characters, issue(document(T, "正文|关关于于加加强强渡渡口口")), issue(document(T, "正文|家家户户高高兴兴。"))),
    (marks.torn_words, issue(document(T, "正文|〇 柳 、 保 县 府 柳 二\n市 落 障 区 发 四 人")), issue(document(T, "正文|任 远\n陆 衡"))),
    (
        chronicles.one_entry,
        issue(entry("3月2日，调研。", "听取汇报。", "部署工作。")),
        issue(entry("3月2日，调研。")),
    ),
    (chronicles.one_entry, issue(heading="2025年3月大事记"), issue()),
    (
        chronicles.undated_entries,
        issue(entry("3月2日，调研。"), entry("3月8日是节日。", date=None, printed="")),
        issue(entry("3月2日，调研。"), entry("近日，大桥通车。", date=None, printed="近日")),
    ),
    (
        chronicles.undated_entries,
        issue(entry("★ 3月2日，调研。"), entry("文化馆开馆。", date=None, printed="")),
        issue(entry("★ 3月2日，调研。"), entry("★ 文化馆开馆。", date=None, printed="")),
    ),
    (
        chronicles.undated_entries,
        issue(entry("1. 3月2日，调研。"), entry("△ 文化馆开馆。", date=None, printed="")),
        issue(entry("1. 3月2日，调研。"), entry("2. 文化馆开馆。", date=None, printed="")),
    ),
    (
        chronicles.second_date,
        issue(entry("3月2日，调研。", "3月15日，开会。")),
        issue(entry("3月2日，决定于", "3月15日，开会。")),
    ),
    (
        chronicles.second_date,
        issue(entry("3月2日，调研。", "本月，新校开工。")),
        issue(entry("3月2日，调研。", "本月底前完成春灌。")),
    ),
    (
        chronicles.second_date,
        issue(entry("3月2日，调研。", "是月，新校开工。")),
        issue(entry("3月2日，要求", "4月1日前完成检修。")),
    ),
    (
        chronicles.second_date,
        issue(entry("3月2日，调研。", "6 月 1 日 督导。")),
        issue(entry("3月2日，调研。", "9月1日，新校将启用。"), heading="2025年3月大事记"),
    ),
    (
        chronicles.inner_dates,
        issue(entry("3月2日，调研。3月5日，开会。3月8日，植树。")),
        issue(entry("3月2日，调研3月5日的会议和3月8日的植树。")),
    ),
    (
        chronicles.joined_lines,
        issue(entry("3月2日，市长调研桥梁\n3月9日，全市植树\n3月20日，人大开会")),
        issue(entry("3月2日，市长调研桥梁建设和养护情况，要求有关部门在\n3月9日，也就是植树节以前，完成全部检修。")),
    ),
    (
        chronicles.long_entries,
        issue(*(entry("3月2日，调研。" + words) for words in ("", "", "", "走访。" * 400))),
        issue(*(entry("3月2日，调研。" + words) for words in ("", "", "", "走访。" * 20))),
    ),
    (
        chronicles.late_entries,
        issue(entry("12月2日，调研。", date="2025-12-02")),
        issue(entry("3月2日，调研。", date="2025-03-02")),
    ),
    (
        contents.pages_fall,
        issue(document(T, GO, page=5, contents_title=T), document(U, GO, page=3, contents_title=U)),
        issue(document(T, GO, page=5, contents_title=T), document(U, GO, page=5, contents_title=U)),
    ),
    (contents.pages_differ, issue(document(T, "正文@9|请执行。", page=3)), issue(document(T, "正文@4|请执行。", page=3))),
    (
        contents.page_ranges,
        issue(document(T, GO, contents_title=T), contents=[(T, 4, None, f"1—4 {T}")]),
        issue(document(T, GO, contents_title=T), contents=[(T, 1, None, f"1—4 {T}")]),
    ),
    (
        contents.page_unread,
        issue(*(document(t, GO, contents_title=t) for t in (T, U)), contents=[(T, 1, None), (U, None, None)]),
        issue(*(document(t, GO, contents_title=t) for t in (T, U)), contents=[(T, None, None), (U, None, None)]),
    ),
    (
        contents.section_in_title,
        issue(document("渡口办法解读", GO), document(U, GO), contents=[("渡口办法解读统计资料", 1, "文件"), (U, 5, "文件")]),
        issue(document(T, GO), document(U, GO), contents=[(T + "（澜府发〔2025〕3号）", 1, "文件"), (U, 5, "文件")]),
    ),
    (
        contents.section_in_title,
        issue(
            document("澜川海关公告", GO, number="澜川海关公告2025年第8号"),
            contents=[("澜川海关公告2025年第8号统计资料", 1, "公告"), ("澜川海关公告", 2, "公告")],
        ),
        issue(
            document("澜川海关公告", "正文|关于舱单的公告", GO, number="澜川海关公告2025年第8号"),
            document("澜川海关公告", "正文|关于码头的公告", GO, number="澜川海关公告2025年第9号"),
            contents=[(f"澜川海关公告2025年第{n}号（关于{what}的公告）", n, "公告") for n, what in ((8, "舱单"), (9, "码头"))],
        ),
    ),
    (
        contents.lines_unread,
        issue(document(T, GO), contents=LISTED, furniture=[("CONTENTS", "部门文件")]),
        issue(document(T, GO), contents=LISTED, furniture=[("CONTENTS", "市政府文件"), ("CONTENTS", "目　录")]),
    ),
    (
        contents.front_titles,
        issue(document(T, GO), furniture=[("COVER", "| " + T + " | 1 |")]),
        issue(document(T, GO, contents_title=T), furniture=[("CONTENTS", T + "……1")]),
    ),
    (
        contents.no_section,
        issue(document(T, GO, contents_title=T), contents=LISTED),
        issue(document(T, GO, contents_title=T), contents=[(T, 1, None)]),
    ),
    (
        contents.swallowed_contents,
        issue(document("3" + T, f"正文|5 {U}", date=None), document(U, GO, number="澜府发〔2025〕4号")),
        issue(document(T, f"正文|请执行《{V}》。", date=None), document(U, GO, number="澜府发〔2025〕4号")),
    ),
    (
        clauses.number_codes,
        issue(document(T, "正文|重申澜府发〔2021〕6号。", number="澜府发〔2025〕3号", citations=_cites("重申澜府发〔2021〕6号"))),
        issue(document(T, "正文|按照澜府办发〔2021〕6号。", number="澜府发〔2025〕3号", citations=_cites("澜府办发〔2021〕6号"))),
    ),
    (
        clauses.number_codes,
        issue(document(T, GO, repeals=(_repeals("日澜川市人民政府令第3号", "", "废止。"),))),
        issue(document(T, GO, repeals=(_repeals("澜川市人民政府令第3号", "", "废止。"),))),
    ),
    (
        clauses.numbers_unread,
        issue(document(T, "正文|按照澜府发〔2023〕3、4号执行。", citations=_cites("澜府发〔2023〕3号"))),
        issue(document(T, "正文|按照澜川市人民政府第3号令执行。", citations=_cites("澜川市人民政府令第3号"))),
    ),
    (
        clauses.repeals_unread,
        issue(document(T, "正文|《渡口办法》（澜府发〔2020〕3号）收回作废。")),
        issue(document(T, "正文|有《渡口条例》所列情形的，撤销许可。")),
    ),
    (
        clauses.repeals_unread,
        issue(document(T, "正文|《渡口办法》等2件文件予以废止。", repeals=(_repeals(None, "桥梁办法", "目录"),))),
        issue(document(T, "正文|《渡口办法》等2件文件予以废止。", repeals=(_repeals(None, "渡口办法", "目录"),))),
    ),
    (
        standings.lists_cut,
        issue(document(T, f"正文|{_CUT}", repeals=(_repeals(None, "桥梁办法", _CUT),))),
        issue(document(T, f"正文|{_WHOLE}", repeals=(_repeals(None, "桥梁办法", _WHOLE),))),
    ),
    (
        standings.suspensions_unread,
        issue(document(T, "正文|暂停执行《渡口办法》第三条。")),
        issue(document(T, "正文|如遇汛情，暂停执行《渡口办法》第三条。")),
    ),
    (
        standings.amendments_unread,
        issue(document(T, "正文|《渡口办法》的补贴标准调整为每年300元。")),
        issue(document(T, "正文|根据《渡口办法》，请各单位调整船舶。")),
    ),
    (
        standings.extensions_unread,
        issue(document(T, "正文|《渡口办法》第三条的补贴，执行期限延长一年。")),
        issue(document(T, "正文|新办法公布前，《渡口办法》继续执行。")),
    ),
    (
        clauses.cleanup_unread,
        issue(document("澜川市人民政府关于宣布失效一批文件的通知", GO)),
        issue(document("澜川市人民政府关于处置废止车辆的通知", GO)),
    ),
    (
        clauses.two_for_one,
        issue(
            document(
                T,
                GO,
                repeals=(
                    _repeals("澜川市人民政府令第3号", "", "令第3号公布的《渡口办法》废止。"),
                    _repeals(None, "渡口办法", "令第3号公布的《渡口办法》废止。"),
                ),
            )
        ),
        issue(document(T, GO, repeals=(_repeals("澜川市人民政府令第3号", "渡口办法", "令第3号公布的《渡口办法》废止。"),))),
    ),
    (
        clauses.force_unread,
        issue(document(T, "正文|本办法经市人大常委会批准后施行。")),
        issue(document(T, "正文|本办法所称船舶，经检验后投入使用。")),
    ),
    (
        clauses.force_unread,
        issue(document(T, "正文|本通知自2025年5月1日起施行。")),
        issue(document(T, "正文|本通知自2025年5月1日起施行。", force=FORCE)),
    ),
    (
        clauses.appointments_odd,
        issue(document("任免通知", "正文|陆衡、任远任市水务局局长。", appointments=_appoints("陆衡、任远"))),
        issue(document("任免通知", "正文|钱大为任市水务局局长。", appointments=_appoints("钱大为"))),
    ),
    (
        clauses.appointments_odd,
        issue(document("任免通知", GO, appointments=_appoints("陆衡赵明轩"))),
        issue(document("任免通知", GO, appointments=_appoints("乌云其木格"))),
    ),
    (
        clauses.appointments_odd,
        issue(document("澜川市人民政府关于陆衡任职的通知", "正文|任命陆衡为市水务局局长。")),
        issue(document("澜川市人民政府关于陆衡任职的通知", "正文|经研究，决定：", "正文|任命陆衡为局长。", appointments=_appoints("陆衡", 1))),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("check", "wrong", "right"), CASES, ids=[case[0].__name__ for case in CASES])
def test_a_check_speaks_of_the_mark_and_not_of_its_likeness(check: examiner.Check, wrong: Facts, right: Facts) -> None:
    """Each check says something of the record that has its mark, and nothing of one that only looks alike."""
    doubts = list(check(wrong))
    assert doubts
    assert all(doubt.message and (doubt.record or check is contents.lines_unread) for doubt in doubts)
    assert all("请" in doubt.message for doubt in doubts)
    assert list(check(right)) == []


def test_every_check_has_a_case() -> None:
    """No check stands in the list without a case that it speaks on."""
    assert {case[0] for case in CASES} == set(CHECKS)
    assert len(set(CHECKS)) == len(CHECKS)


def test_a_right_issue_gets_no_doubt() -> None:
    """Nothing is said of documents and entries in good order."""
    right = issue(
        document(T, TO, "标题|一、责任", GO, SIGN, DATE, number="澜府发〔2025〕3号", page=1, section="市政府文件", addressees="各县区人民政府"),
        document(U, TO, GO, SIGN, DATE, number="澜府发〔2025〕4号", page=5, section="市政府文件", addressees="各县区人民政府"),
        entry("3月2日，调研。"),
        entry("3月9日，植树。"),
        contents=LISTED,
    )  # fmt: skip
    assert examine(right.issue, right.transcript, "2025-03.txt") == []


def test_one_kind_of_doubt_about_one_record_is_said_once() -> None:
    """Places of the same kind in a record are counted, not repeated; the record and the line of the first are named."""
    facts = issue(document(T, "正文|甲&nbsp;乙", "正文|丙&nbsp;丁", GO))
    problems = [p for p in examine(facts.issue, facts.transcript, "2025-03.txt") if p.code == "markup-left"]
    assert [(p.record, p.line) for p in problems] == [(Record("document", 1), 3)]
    assert problems[0].message.endswith("（同类共2处）")
    assert problems[0].quote == "甲&nbsp;乙"


def test_a_page_out_of_order_is_told_of_the_record_that_has_it() -> None:
    """Of pages 1, 33, 9, 12 the second is wrong, not the third that follows it; of a chronicle's page 40 before them that."""
    pages = {T: 1, U: 33, V: 9, T + "和" + U: 12}
    made = issue(*(document(t, GO, page=p, contents_title=t) for t, p in pages.items()), entry("3月2日，调研。"))
    assert [doubt.record for doubt in contents.pages_fall(made)] == [Record("document", 2)]
    assert made.issue.chronicle
    paged = replace(made.issue, chronicle=replace(made.issue.chronicle, page=40))
    doubts = contents.pages_fall(Facts(paged, made.transcript))
    assert [doubt.record for doubt in doubts] == [Record("chronicle", 1), Record("document", 2)]


def test_one_record_draws_three_kinds_and_the_rest_is_counted() -> None:
    """The most telling kinds are said, in the order of the checks; the last says how many there are more."""
    facts = issue(
        document(
            T,
            "正文|澜府发〔2025〕4号",
            "正文|" + U,
            DATE,
            "正文|甲&nbsp;乙，",
            "正文|2025/3/9",
            number="澜府发〔2024〕3号",
        )
    )
    problems = examine(facts.issue, facts.transcript, "2025-03.txt")
    assert [problem.code for problem in problems] == ["number-inside", "date-unread", "title-inside"]
    assert re.search(r"（另有[3-9]种疑点）$", problems[-1].message)


def test_a_fact_that_the_parser_tells_of_is_not_told_twice() -> None:
    """At the same line the parser's word stands; of what the examiner sees more of, the examiner's."""
    facts = issue(document(T, GO), contents=LISTED, furniture=[("CONTENTS", "部门文件")])
    told = Problem(Severity.WARNING, "2025-03.txt", "目录的栏目下面没有题目", 1, "部门文件", "contents-empty-section")
    assert examine(facts.issue, facts.transcript, "2025-03.txt", [told]) == []
    assert len(examine(facts.issue, facts.transcript, "2025-03.txt", [replace(told, line=2)])) == 1
    undated = issue(document(T, GO, "正文|2025/3/9", date=None, number="澜府发〔2025〕3号"))
    missing = Problem(Severity.WARNING, "2025-03.txt", "没有成文日期", 1, T, "no-date", Record("document", 1))
    found = examine(undated.issue, undated.transcript, "2025-03.txt", [missing])
    assert [problem.code for problem in found] == ["date-unread"]
    assert without_lesser([missing, told], found) == [told]
    assert without_lesser([missing, told], []) == [missing, told]


def test_many_lines_of_the_contents_are_one_problem() -> None:
    """What is about no record is said once of a kind."""
    facts = issue(document(T, GO), contents=LISTED, furniture=[("CONTENTS", "部门文件"), ("CONTENTS", "统计资料")])
    problems = examine(facts.issue, facts.transcript, "2025-03.txt")
    assert [problem.message[-7:] for problem in problems] == ["（同类共2处）"]


def test_the_examiner_knows_nothing_of_the_parser() -> None:
    """It imports itself, the records, the vocabulary and the lines: no rule of parsing can hide its own fault."""
    allowed = (
        "model",
        "problems",
        "characters",
        "dates",
        "late",
        "document_numbers",
        "numerals",
        "punctuation",
        "reading.lines",
        "parsing.examiner",
    )
    for path in Path(examiner.__file__).parent.glob("*.py"):
        names = {
            node.module for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ImportFrom)
        }
        own = {name.removeprefix("gazette_site.") for name in names if name and name.startswith("gazette_site")}
        assert {name for name in own if not name.startswith(allowed)} == set(), path.name


LINES = st.sampled_from([
    T, U, "澜府发〔2025〕3号", "第12号", "澜川市人民政府令", "各县区人民政府：", GO[3:], "一、总体要求", "（一）目标。",
    "第一条　为了修桥，制定本办法。",
    "3月2日，调研。", "是月，植树。", "2025年3月大事记", "2025年3月9日", "2025/3/9", "附件：1.甲", "附件1.", "甲\t乙", "1\t2", "**甲&nbsp;乙",
    "《甲》（澜府发〔2020〕3号、4号）同时废止。",
    "本办法自2025年5月1日起施行。", "任命陆衡为市水务局局长。", "违規須ꎬ", "目　录", "1 " + T, "", "",
])  # fmt: skip


@settings(deadline=None, max_examples=400, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.text(max_size=120), st.lists(LINES, max_size=40).map("\n".join)), st.booleans())
def test_no_text_makes_it_raise(text: str, markdown: bool) -> None:
    """Whatever is read and parsed can be examined, each problem at a line that is there."""
    transcript = read_transcript(text, markdown=markdown)
    parsed, _ = parse_issue(transcript, IssueId("2025-03"), "2025-03.txt", Sidecar(), SiteConfig().sections)
    assert all(0 <= problem.line <= len(transcript.source) for problem in examine(parsed, transcript, "2025-03.txt"))


@pytest.mark.parametrize(
    "words", ["第1号、", "关于", "3月2日，", "《甲》废止", "ꎬ", "甲 ", "（一）", "附件1", "青青", "2025年", "、，"]
)
def test_it_is_linear(words: str) -> None:
    """Twice the text takes about twice the time, also where every word looks like the beginning of a mark."""
    short, long = (_seconds(words * n) for n in (20_000, 40_000))
    assert long < max(3.5 * short, 0.25)


@pytest.mark.parametrize("kind", ["documents", "entries", "lists"])
def test_it_is_linear_in_the_number_of_records(kind: str) -> None:
    """Twice the documents with their contents lines, entries, or items of a list take about twice the time."""
    short, long = (_seconds_for(_many(kind, n)) for n in (200, 400))
    assert long < max(3.5 * short, 0.25)


def _many(kind: str, n: int) -> Facts:
    """An issue of `n` records of which everything is odd."""
    titles = [f"澜川市人民政府关于{chr(0x4E00 + k)}桥的通知" for k in range(n)]
    if kind == "documents":
        return issue(
            *(document(t, TO, "正文|2025/3/9", page=n - k, contents_title=t) for k, t in enumerate(titles)),
            contents=[(t + "统计", n - k, "文件") for k, t in enumerate(titles)],
            furniture=[("CONTENTS", t + "统计") for t in titles],
        )
    if kind == "entries":
        return issue(*(entry("3月2日，调研。", "3月9日，" + t, date=None) for t in titles), entry("3月2日，开会。"))
    evidence = [f"《{t}》（澜府发〔2020〕{k}号）同时废止。" for k, t in enumerate(titles)]
    return issue(
        document(
            "澜川市人民政府关于任命的通知",
            *(f"正文|{one}" for one in evidence),
            *("正文|2025/3/9" for _ in titles),
            *("正文|任命陆衡为局长。" for _ in titles),
            repeals=tuple(_repeals(f"澜府发〔2020〕{k}号", "", one) for k, one in enumerate(evidence)),
            citations=tuple(one for k in range(n) for one in _cites(f"按照澜府发〔2020〕{k}号")),
        )
    )


def _seconds(words: str) -> float:
    return _seconds_for(issue(document(T, f"正文|{words}"), entry(f"3月2日，{words}")))


def _seconds_for(facts: Facts) -> float:
    best = 9.0
    for _ in range(2):
        began = time.process_time()
        examine(facts.issue, facts.transcript, "2025-03.txt")
        best = min(best, time.process_time() - began)
    return best
