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
