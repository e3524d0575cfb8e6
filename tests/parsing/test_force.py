"""What a document says of its own force, and what it does to others: the cases in `clauses/`, and the promises behind them.

A case is a sentence that states its fact, then what is known of the document (成文, 标题, 所附), its paragraphs (`>` text,
`#` a heading, `>>> 20` so many of no interest, `@@` the title of the text it carries, `@` label and title of an attachment,
`|` a table row), then what must be found (`=`), which is all that may be found. Cases are separated by empty lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazette_site.model import (
    Amendment,
    Attachment,
    AttachmentKind,
    Block,
    Document,
    Extension,
    IsoDate,
    NormalNumber,
    Paragraph,
    Place,
    Repeal,
    Role,
    Suspension,
    Table,
    Text,
)
from gazette_site.parsing.clauses import doubts_of, with_clauses
from tests.conftest import MakeDocument

FOLDER = Path(__file__).parent / "clauses"
FILLER = "各有关部门要按照职责分工，密切配合，认真做好这一方面的各项工作。"


class Case(NamedTuple):
    """One case of a file."""

    name: str
    given: tuple[str, ...]
    expected: tuple[str, ...]


def cases() -> Iterator[Any]:
    """Every case of every file."""
    for file in sorted(FOLDER.glob("*.txt")):
        for part in re.split(r"\n{2,}", file.read_text(encoding="utf-8").strip()):
            name, *lines = part.split("\n")
            given_lines = tuple(line for line in lines if not line.startswith("= "))
            expected = tuple(line.removeprefix("= ") for line in lines if line.startswith("= "))
            yield pytest.param(Case(name, given_lines, expected), id=f"{file.stem}: {name[:60]}")


def document_of(case: Case, make_document: MakeDocument) -> Document:
    """The document that the case describes."""
    fields: dict[str, Any] = {"title": "澜川市人民政府办公室关于做好有关工作的通知"}
    body: list[Block] = []
    attachments: list[list[Any]] = []
    for line in case.given:
        key, _, words = line.partition(" ")
        blocks = attachments[-1][2] if attachments else body
        if key in ("成文", "标题", "所附", "文种"):
            names = {"成文": "date", "标题": "title", "所附": "instrument", "文种": "kind"}
            fields[names[key]] = None if words == "无" else words
        elif key == ">>>":
            blocks += [Paragraph(Role.BODY, Text(FILLER))] * int(words)
        elif key == "|":
            row = tuple(Text(cell.strip()) for cell in line[1:].split("|"))
            _add_row(blocks, row)
        elif key.startswith("@") and key != "@@":
            attachments.append([key[1:], words, []])
        else:
            blocks.append(_paragraph(key, words))
    fields["body"] = tuple(body)
    fields["attachments"] = tuple(
        Attachment(Text(label), Text(title), AttachmentKind.TEXT, tuple(blocks)) for label, title, blocks in attachments
    )
    return make_document("澜府办发〔2025〕99号", **fields)


def _paragraph(key: str, words: str) -> Paragraph:
    role = {"#": Role.HEADING, "@@": Role.ENCLOSED_TITLE}.get(key, Role.BODY)
    if re.match(r"第[一二三四五六七八九十]+条", words):
        role = Role.ARTICLE
    return Paragraph(role, Text(words))


def _add_row(blocks: list[Block], row: tuple[Text, ...]) -> None:
    last = blocks[-1] if blocks else None
    if isinstance(last, Table):
        blocks[-1] = Table((*last.rows, row))
    else:
        blocks.append(Table((row,)))


def found_in(document: Document) -> list[str]:
    """What was found, as the cases write it."""
    found: list[str] = []
    if force := document.force:
        found.append(f"施行 {_day(force.effective, force.effective_derived)}")
        found += [f"届满 {_day(force.expires, force.expires_derived)}"] if force.expires or force.term else []
        found += ["试行"] if force.trial else []
    found += [f"废止 {_named(one.number, one.title)} {one.date or '不详'}" for one in document.repeals]
    for amended in document.amendments:
        found.append(f"修改 {_named(amended.number, amended.title)} {'、'.join(amended.articles)}".rstrip())
    found += [f"延长 {_named(one.number, one.title)} {one.until or ''}".rstrip() for one in document.extensions]
    for one in document.suspensions:
        verb = "恢复" if one.resumed else "暂停"
        what = f"{_named(one.number, one.title)}{'、'.join(one.articles)}{f'（{one.within}）' if one.within else ''}"
        found.append(f"{verb} {what} {one.date or '不详'} {one.until or ''}".rstrip())
    return found or ["无"]


def _day(day: IsoDate | None, derived: bool) -> str:
    return f"{day or '不详'}{' 推算' if derived else ''}"


def _named(number: NormalNumber | None, title: str) -> str:
    return f"{number or ''}{f'《{title}》' if title else ''}"


def evidence_of(document: Document) -> list[tuple[Place, str]]:
    """Every sentence that was quoted, with its place."""
    records: tuple[Repeal | Amendment | Extension | Suspension, ...] = (
        *document.repeals,
        *document.amendments,
        *document.extensions,
        *document.suspensions,
    )
    quoted = [(one.place, one.evidence) for one in records]
    if document.force:
        quoted.append((document.force.place, document.force.evidence))
        if document.force.expiry_place:
            quoted.append((document.force.expiry_place, document.force.expiry_evidence))
    return quoted


def text_of(document: Document) -> str:
    """Every word of the document, one paragraph a line."""
    lines = [document.title.value]
    for blocks in (document.body, *(attachment.blocks for attachment in document.attachments)):
        for block in blocks:
            rows = block.rows if isinstance(block, Table) else ((block.text,),)
            lines += ["\t".join(cell.value for cell in row) for row in rows]
    return "\n".join((*lines, *(a.title.value for a in document.attachments if a.title)))


@pytest.mark.parametrize("case", list(cases()))
def test_clauses_are_read_as_the_cases_say(case: Case, make_document: MakeDocument) -> None:
    """What a case expects is found, nothing else, and every status quotes its sentence verbatim."""
    document = with_clauses(document_of(case, make_document))
    quoted = [line.removeprefix("依据 ") for line in case.expected if line.startswith("依据 ")]
    assert sorted(found_in(document)) == sorted(line for line in case.expected if not line.startswith("依据 "))
    assert all(document.force and sentence == document.force.evidence for sentence in quoted)
    assert all(evidence and evidence in text_of(document) for _, evidence in evidence_of(document))


@pytest.mark.parametrize(
    ("words", "day", "derived"),
    [
        ("自2025年3月1日起，将《渡口办法》（澜府发〔2015〕3号）第三条修改为“渡口应当登记”。", "2025-03-01", False),
        ("《渡口办法》（澜府发〔2015〕3号）第三条自2025年3月1日起停止执行。", "2025-03-01", False),
        ("自2025年3月1日起停止执行《渡口办法》（澜府发〔2015〕3号）第三条。", "2025-03-01", False),
        ("《渡口办法》（澜府发〔2015〕3号）第三条停止执行。", "2025-01-10", True),
    ],
)
def test_a_change_holds_from_the_day_it_names(words: str, day: str, derived: bool, make_document: MakeDocument) -> None:
    """The day of a change is the printed one; only without one it is that of the document, worked out."""
    document = with_clauses(document_of(Case("", ("成文 2025-01-10", f"> {words}"), ()), make_document))
    assert [(one.date, one.date_derived) for one in document.amendments] == [(day, derived)]


def test_a_list_is_kept_for_a_term(make_document: MakeDocument) -> None:
    """The term that the line above a list names is that of each of its documents."""
    lines = (
        "> 下列文件有效期延长2年：",
        "> 1.《渡口办法》（澜府规〔2019〕3号）",
        "> 2.《渡船办法》（澜府规〔2019〕6号）",
    )
    document = with_clauses(document_of(Case("", lines, ()), make_document))
    assert [(one.number, one.term) for one in document.extensions] == [
        ("澜府规〔2019〕3号", "2年"),
        ("澜府规〔2019〕6号", "2年"),
    ]


def test_two_counts_in_one_sentence_are_held_against_the_list(make_document: MakeDocument) -> None:
    """废止2件、宣布失效1件 and two documents read: one is missing, and it is said."""
    lines = (
        "标题 澜川市水务局关于公布废止和失效文件的通知",
        "> 决定废止2件、宣布失效1件文件：",
        "> 1.《渡口办法》（澜水〔2010〕3号）",
        "> 2.《渡船办法》（澜水〔2011〕6号）",
    )
    document = with_clauses(document_of(Case("", lines, ()), make_document))
    assert ["3件，读出2件" in one.message for one in doubts_of(document)] == [True]


@pytest.mark.parametrize(("day", "told"), [("2025年5月1日", 1), ("2025年4月1日", 0)])
def test_another_force_of_a_further_text_is_said(day: str, told: int, make_document: MakeDocument) -> None:
    """Where texts that are carried together take effect on different days, the clerk is told of those that the page does not tell."""
    lines = (
        "> 现将《甲方案》《乙方案》印发给你们。",
        "@@ 甲方案",
        "> 第二条 本方案自2025年4月1日起施行。",
        "@@ 乙方案",
    )
    document = with_clauses(document_of(Case("", (*lines, f"> 第二条 本方案自{day}起施行。"), ()), make_document))
    assert [day in one.message for one in doubts_of(document)] == [True] * told


@pytest.mark.parametrize(
    "title, text, doubted",
    [
        ("关于延续执行澜川市临时救助实施细则的通知", "请各单位做好衔接。", True),
        ("关于延长《澜川市渡口办法》有效期的通知", "请各单位做好衔接。", False),
        ("关于暂停执行养犬管理通告有关条款的通知", "请各单位做好衔接。", True),
        ("关于继续实施惠民补贴政策的通知", "《澜川市惠民办法》（澜府发〔2021〕3号）继续执行。", False),
        ("关于延长图书馆开放时间的通知", "请各单位做好衔接。", False),
        ("关于暂停执行养犬管理通告有关条款的通知", "暂停执行《澜川市养犬通告》（澜府办发〔2023〕4号）第一条。", False),
    ],
)
def test_a_title_that_keeps_or_sets_aside_what_is_not_named_is_doubted(
    make_document: MakeDocument, title: str, text: str, doubted: bool
) -> None:
    """A title that announces it, with no document named below; where one is named the examiner asks."""
    document = with_clauses(
        document_of(Case("", (f"标题 澜川市人民政府{title}", "成文 2025-02-10", f"> {text}"), ()), make_document)
    )
    assert len([one for one in doubts_of(document) if "执行" in one.message]) == doubted


@pytest.mark.parametrize(
    "clause, doubted",
    [
        ("有效期至上级新政策出台之日止", True),
        ("有效期伍年", True),
        ("本办法的有效期与国家规划一致", True),
        ("有效期五年", False),
        ("原试行办法有效期至2025年2月28日", False),
        ("许可证有效期由市水务局规定", False),
        ("有效期内如有变化另行通知", False),
    ],
)
def test_a_term_whose_last_day_was_not_read_is_doubted(make_document: MakeDocument, clause: str, doubted: bool) -> None:
    """Beside the first day, of the document itself."""
    lines = ("成文 2025-02-10", f"> 本办法自2025年3月1日起施行，{clause}。")
    document = with_clauses(document_of(Case("", lines, ()), make_document))
    assert len([one for one in doubts_of(document) if "有效期" in one.message]) == doubted


@pytest.mark.parametrize(
    ("issuer", "decides", "ends"),
    [
        ("澜川市人民政府", "自治区人民政府决定：", False),
        ("青岭自治区人民政府", "自治区人民政府决定：", True),
        ("澜川市人民政府", "省政府决定", False),
        ("青岭省人民政府", "省政府决定", True),
        ("青岭自治区人民政府", "自治区人民政府决定", True),
        ("青岭省人民政府", "国务院决定", False),
        ("澜川市人民政府", "市政府决定", True),
    ],
)
def test_what_a_body_above_decided_is_no_deed(
    make_document: MakeDocument, issuer: str, decides: str, ends: bool
) -> None:
    """In a document of a province its own government is the body that speaks."""
    body = (Paragraph(Role.BODY, Text(f"{decides}废止《渡船检验办法》（澜府发〔2011〕7号）。")),)
    document = make_document("澜府发〔2025〕9号", title=f"{issuer}关于渡船检验的通知", issuers=(issuer,), body=body)
    assert bool(with_clauses(document).repeals) is ends


def test_there_are_enough_cases() -> None:
    """At least sixty clauses, at least twenty of them traps."""
    files = [case.id for case in cases()]
    assert len(files) >= 60
    assert sum(str(name).startswith("traps") for name in files) >= 20


_FRAGMENTS = st.sampled_from(
    [
        "本办法", "本通知", "《甲办法》", "（澜府发〔2015〕3号）", "自", "印发之日起", "2025年3月1日", "起施行", "有效期", "三年", "至", "止",
        "同时废止", "，", "。", "、", "第三条", "修改为", "“", "”", "（", "）", "延长", "继续有效", "试行", "30日后", "　", "①", "㎡", "许可证",
        "2025年2月30日", "十三个月", "9999年", "有效期至", "《", "》", "试行期", "零",
    ]
)  # fmt: skip


@given(st.lists(st.lists(_FRAGMENTS, max_size=14).map("".join), min_size=1, max_size=6))
@settings(max_examples=400, deadline=None)
def test_every_status_quotes_its_sentence(paragraphs: list[str]) -> None:
    """Whatever a text is made of: reading it ends, and the evidence of every status stands verbatim in it."""
    body = tuple(Paragraph(Role.BODY, Text(words)) for words in paragraphs)
    document = with_clauses(_bare_document(body))
    assert all(evidence and evidence in text_of(document) for _, evidence in evidence_of(document))
    if document.force and document.force.effective and document.force.expires:
        assert document.force.effective[:4].isdigit()


def _bare_document(body: tuple[Block, ...]) -> Document:
    return Document(
        position=1,
        title=Text("澜川市人民政府关于甲事的通知"),
        title_lines=("澜川市人民政府关于甲事的通知",),
        number=None,
        issuers=("澜川市人民政府",),
        kind="通知",
        addressees=None,
        date=IsoDate("2025-01-13"),
        instrument=None,
        section=None,
        page=None,
        contents_title=None,
        body=body,
    )
