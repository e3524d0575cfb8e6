"""The public JSON keeps the contract."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace as other_text

from gazette_site.config import SiteConfig
from gazette_site.linking import Archive, link
from gazette_site.model import (
    Appointment,
    AppointmentAction,
    Attachment,
    Block,
    Citation,
    Correction,
    Furniture,
    FurnitureReason,
    Issue,
    Level,
    NormalNumber,
    Paragraph,
    Picture,
    Repair,
    RepairName,
    Role,
    Span,
    Table,
    Text,
)
from gazette_site.publishing.data.issues import issue_data, issue_file
from gazette_site.publishing.data.records.issues import IssueData
from gazette_site.publishing.folder.output import json_bytes, json_text
from tests.conftest import MakeDocument, MakeIssue

ISSUE_KEYS = ["gazette", "year", "number", "cumulative", "frequency", "published", "organiser", "postcode", "address"]
DOCUMENT_KEYS = [
    *("url", "title", "number", "date", "issuers", "kind", "category", "page", "addressees", "instrument", "articles"),
    *("text", "attachments", "headings", "citations", "repeals", "amends", "force", "appointments"),
]


def paragraph(role: Role, value: str, label: str = "", level: Level | None = None, head: int = 0) -> Paragraph:
    return Paragraph(role, Text(value), label, level, head)


def table(*rows: tuple[str, ...]) -> Table:
    return Table(tuple(tuple(Text(cell) for cell in row) for row in rows))


def published(issue: Issue) -> dict[str, Any]:
    """The issue as another program reads it."""
    archive, _ = link([issue], SiteConfig())
    record: dict[str, Any] = json.loads(
        issue_file(issue_data(archive.issues[0], archive.standing, archive.topics_of)).content
    )
    return record


def document_of(make_issue: MakeIssue, make_document: MakeDocument, *body: Block, **fields: Any) -> dict[str, Any]:
    """The one document with that body, as published."""
    record: dict[str, Any] = published(make_issue("2025-03", make_document("澜府发〔2025〕12号", body=body, **fields)))[
        "documents"
    ][0]
    return record


def test_no_key_of_the_contract_is_missing(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """An issue in which nothing is printed but one bare document has every key, in the order of the contract."""
    record = published(make_issue("2025-03", make_document(), days=("2025-03-08", None)))
    assert list(record)[:3] == ["issue", "documents", "chronicle"]
    assert list(record["issue"])[: len(ISSUE_KEYS)] == ISSUE_KEYS
    assert list(record["documents"][0])[: len(DOCUMENT_KEYS)] == DOCUMENT_KEYS
    assert record["documents"][0]["force"] is None
    assert [(e["url"], e["date"], e["text"]) for e in record["chronicle"]] == [
        ("/chronicle/2025-03-08/", "2025-03-08", "第1件事。"),
        ("/chronicle/2025-03-e2/", None, "第2件事。"),
    ]


def test_what_stands_above_the_first_entry_has_a_key_of_its_own(
    make_issue: MakeIssue, make_document: MakeDocument
) -> None:
    """Title and lead text of the chronicle are published beside the entries, each line once; without a chronicle they are empty."""
    issue = make_issue("2025-03", make_document(), days=("2025-03-08",))
    assert issue.chronicle
    lead = (other_text(issue.chronicle.title[0], value="2025年3月1日—31日"),)
    record = published(replace(issue, chronicle=replace(issue.chronicle, lead=lead)))
    assert record["chronicle_title"] == ["大事记"]
    assert record["chronicle_lead"] == ["2025年3月1日—31日"]
    assert [e["text"] for e in record["chronicle"]] == ["第1件事。"]
    without = published(make_issue("2025-03", make_document()))
    assert without["chronicle_title"] == without["chronicle_lead"] == []


def test_the_text_is_the_body_without_what_has_its_own_key(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """What is read as running text is text; the enclosed title, signature, date and notes have keys of their own."""
    document = document_of(
        make_issue,
        make_document,
        paragraph(Role.SUBTITLE, "（2025年3月1日）"),
        paragraph(Role.ADDRESSEE, "各区人民政府："),
        paragraph(Role.SALUTATION, "各位代表："),
        paragraph(Role.BODY, "现印发给你们。"),
        paragraph(Role.ATTACHMENT_NOTE, "附件：名单"),
        paragraph(Role.SIGNATURE, "澜川市人民政府"),
        paragraph(Role.DATE, "2025年3月2日"),
        paragraph(Role.ANNOTATION, "（此件公开发布）"),
        paragraph(Role.ENCLOSED_TITLE, "澜川市养犬 管理办法"),
        paragraph(Role.ENCLOSED_NUMBER, "澜公发〔2025〕1号"),
        paragraph(Role.HEADING, "第一章 总则", "第一章", Level.CHAPTER, 6),
        paragraph(Role.ARTICLE, "第一条 为了……", "第一条"),
        instrument="澜川市养犬管理办法",
    )
    assert document["text"].split("\n") == [
        "（2025年3月1日）",
        "各区人民政府：",
        "各位代表：",
        "现印发给你们。",
        "澜公发〔2025〕1号",
        "第一章 总则",
        "第一条 为了……",
    ]
    assert document["articles"] == ["第一条"]
    assert document["subtitle"] == ["（2025年3月1日）"]
    assert document["attachment_note"] == ["附件：名单"]
    assert document["signature"] == ["澜川市人民政府"]
    assert document["date_printed"] == ["2025年3月2日"]
    assert document["annotation"] == ["（此件公开发布）"]


def test_what_no_key_holds_is_in_the_text(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """The title of a second enclosed text, other addressees and the cells of a table in the body are not lost."""
    document = document_of(
        make_issue,
        make_document,
        paragraph(Role.ENCLOSED_TITLE, "办法"),
        table(("序号", "名称"), ("1", "")),
        paragraph(Role.ENCLOSED_TITLE, "细则"),
        paragraph(Role.ADDRESSEE, "市公安局："),
        Picture(Text("")),
        instrument="办法",
    )
    assert document["text"].split("\n") == ["序号", "名称", "1", "细则", "市公安局："]
    assert document["tables"] == [[["序号", "名称"], ["1", ""]]]


def test_headings_have_the_form_of_their_label(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """A lead-in is cut from the running text after it."""
    document = document_of(
        make_issue,
        make_document,
        paragraph(Role.HEADING, "二、总则", "二、", Level.FIRST, 4),
        paragraph(Role.HEADING, "（三）加强领导。各部门要……", "（三）", Level.SECOND, 7),
        paragraph(Role.BODY, "3.不是标题。", "3.", Level.THIRD),
    )
    assert document["headings"] == [
        {"level": "一、", "text": "二、总则"},
        {"level": "（一）", "text": "（三）加强领导"},
    ]


def test_attachments_have_plain_labels(
    make_issue: MakeIssue, make_document: MakeDocument, make_attachment: Callable[..., Attachment]
) -> None:
    """A label is folded and loses its colon; what is not printed is null; tables stand beside the text."""
    attachments = (
        make_attachment("附件 １：", "名单", paragraph(Role.BODY, "共两人。"), table(("姓名",), ("张锐",))),
        make_attachment(None, ""),
    )
    first, second = document_of(make_issue, make_document, attachments=attachments)["attachments"]
    assert (first["label"], first["title"], first["text"]) == ("附件1", "名单", "共两人。")
    assert first["tables"] == [[["姓名"], ["张锐"]]]
    assert first["url"] == "/documents/lanfufa-2025-12/attachment-1/"
    assert (second["label"], second["title"], second["text"], second["tables"]) == (None, None, "", [])


def test_facts_are_lists_of_records(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """Citations and appointments are published as the contract has them."""
    document = document_of(
        make_issue,
        make_document,
        citations=(Citation(NormalNumber("国办发〔2018〕22号"), "意见"),),
        appointments=(Appointment("张锐", AppointmentAction.REMOVED, "市教育局局长", "试用期一年", 0),),
    )
    assert document["citations"] == [{"number": "国办发〔2018〕22号", "title": "意见"}]
    assert document["appointments"] == [
        {"person": "张锐", "action": "免", "post": "市教育局局长", "note": "试用期一年"}
    ]


def test_what_was_left_out_or_changed_is_told(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """Furniture, corrections and repairs are published with their lines."""
    repaired = Text("平台和监管", (Span(7, 0, 9),), (Repair(RepairName.LATIN_AND, "平台 and 监管", "平台和监管"),))
    record = published(
        make_issue(
            "2025-03",
            make_document(body=(Paragraph(Role.BODY, repaired),)),
            furniture=(Furniture(FurnitureReason.PAGE_NUMBER, Text("— 3 —", (Span(9, 0, 5),))),),
            corrections=(Correction("違规", "违规", "纸本如此", 3),),
        )
    )
    assert record["furniture"] == [{"reason": "页码", "line": 9, "text": "— 3 —"}]
    assert record["corrections"] == [{"find": "違规", "replace": "违规", "reason": "纸本如此", "line": 3}]
    assert record["repairs"] == [{"name": "and-for-和", "line": 7, "before": "平台 and 监管", "after": "平台和监管"}]


def test_what_is_published_reads_back(sample: tuple[Archive, SiteConfig]) -> None:
    """The JSON of each issue gives the records that it was made from: types, days and addresses are what they say."""
    for linked in sample[0].issues:
        data = issue_data(linked, sample[0].standing, sample[0].topics_of)
        assert msgspec.json.decode(issue_file(data).content, type=IssueData) == data


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(exclude_categories=["Cs"])),
        lambda parts: st.lists(parts) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), parts),
    )
)
def test_json_is_written_as_the_standard_library_does(value: object) -> None:
    """Indented by one, Chinese as Chinese, a final line break; on one line without white space."""
    assert json_bytes(value).decode() == json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    assert json_text(value) == json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def test_the_file_is_readable_text(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """One file for each issue, Chinese as Chinese, with a final line break, the same each time."""
    archive, _ = link([make_issue("2025-03", make_document())], SiteConfig())
    file = issue_file(issue_data(archive.issues[0], archive.standing, archive.topics_of))
    assert file.path == "data/issues/2025-03.json"
    assert "澜川市".encode() in file.content
    assert file.content.endswith(b"}\n")
    assert file == issue_file(issue_data(archive.issues[0], archive.standing, archive.topics_of))
