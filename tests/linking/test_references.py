"""What names what, from both ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gazette_site.config import SiteConfig
from gazette_site.linking import Archive, link
from gazette_site.linking.archive import LinkedDocument, Relation, Url
from gazette_site.model import Attachment, Block, Document, IsoDate, Paragraph, Role, Table, Text
from gazette_site.parsing.clauses import with_clauses
from gazette_site.parsing.documents.citations import references_of
from tests.conftest import MakeDocument, MakeIssue

CONFIG = SiteConfig()
RULES = "《澜川市渡口管理办法》"


def said(*paragraphs: str) -> tuple[Block, ...]:
    """A body of these paragraphs; those that begin with 第…条 are articles."""
    return tuple(
        Paragraph(Role.ARTICLE if words[:1] == "第" else Role.BODY, Text(words), words[:3] if words[:1] == "第" else "")
        for words in paragraphs
    )


def read(document: Document) -> Document:
    """The document with what its text names and does."""
    citations, quotations = references_of(document)
    return with_clauses(replace(document, citations=citations, quotations=quotations))


def archive_of(make_issue: MakeIssue, *documents: Document) -> Archive:
    """An archive of one issue with these documents."""
    archive, _ = link([make_issue("2025-03", *map(read, documents))], CONFIG)
    return archive


def first(archive: Archive) -> LinkedDocument:
    return archive.issues[0].documents[0]


def test_a_number_leads_to_the_document_and_back(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """The citing document lists the cited one; the cited one lists the citing one with its sentence."""
    rules = make_document("澜府发〔2025〕1号", 1, instrument="澜川市渡口管理办法", body=said("第三条 渡口应当检查。"))
    citing = make_document(
        "澜府办发〔2025〕7号", 2, body=said(f"前言。依照{RULES}（澜府发〔2025〕1号）第三条执行。后语。")
    )
    archive = archive_of(make_issue, rules, citing)
    (reference,) = archive.references.incoming[Url("/documents/lanfufa-2025-1/")]
    assert archive.references.outgoing[Url("/documents/lanfubanfa-2025-7/")] == (reference,)
    assert (reference.relation, reference.articles) == (Relation.CITES, ("第三条",))
    assert reference.sentence == f"依照{RULES}（澜府发〔2025〕1号）第三条执行。"


def test_a_title_leads_to_the_one_document_that_bears_it(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """By title alone a document is found if exactly one that is not younger bears it; a document does not name itself."""
    rules = make_document("澜府发〔2025〕1号", 1, instrument="澜川市渡口管理办法", body=said(f"现将{RULES}印发。"))
    citing = make_document("澜府发〔2025〕2号", 2, body=said(f"{RULES}第三条规定了检查。"))
    archive = archive_of(make_issue, rules, citing)
    assert [one.source.url for one in archive.references.incoming[first(archive).url]] == ["/documents/lanfufa-2025-2/"]
    older = replace(citing, date=IsoDate("2024-01-01"))
    assert not archive_of(make_issue, rules, older).references.incoming
    twice = archive_of(make_issue, rules, replace(rules, number=None, position=3), citing).references
    assert not twice.incoming
    assert [one.reason for one in twice.unresolved] == ["同名文件不止一件"]


def test_an_abbreviation_stands_for_its_document(make_document: MakeDocument) -> None:
    """《通知》 after 以下简称 is a naming of the document that it was defined for, not before and not of two."""
    body = said(
        "《通知》尚未定义。",
        "根据《国务院办公厅关于渡口安全的通知》（国办发〔2020〕24号，以下简称《通知》）要求办理。",
        "《通知》第五条另有规定。",
    )
    citations, quotations = references_of(make_document("澜府发〔2025〕2号", body=body))
    (citation,) = citations
    assert [mention.printed for mention in citation.mentions] == [
        "《国务院办公厅关于渡口安全的通知》（国办发〔2020〕24号",
        "《通知》",
        "《通知》第五条",
    ]
    assert [one.title for one in quotations] == ["通知"]


def test_numbers_are_found_over_breaks_in_tables_and_in_attachments(
    make_document: MakeDocument, make_attachment: Callable[..., Attachment]
) -> None:
    """A number cut by a page, one in a cell, one in an attachment, one in the title, one that leaves out its code."""
    document = make_document(
        "澜府发〔2025〕2号",
        title="澜川市人民政府关于调整澜府发〔2019〕5号文件的通知",
        body=(
            *said(
                "为了落实《关于渡口安全工作若干问",
                "题的意见》（澜府办发〔2020〕7号）和澜府发〔2009〕5号、〔2010〕33号文件",
            ),
            Table(((Text("序号"), Text("文号")), (Text("1"), Text("澜水发〔2021〕8号")))),
        ),
        attachments=(make_attachment("附件", "名单", *said("依据澜财发〔2022〕9号。")),),
    )
    citations, _ = references_of(document)
    assert {one.number: one.title for one in citations} == {
        "澜府发〔2019〕5号": "",
        "澜府办发〔2020〕7号": "关于渡口安全工作若干问题的意见",
        "澜府发〔2009〕5号": "",
        "澜府发〔2010〕33号": "",
        "澜水发〔2021〕8号": "",
        "澜财发〔2022〕9号": "",
    }
    citing = make_document("澜府发〔2025〕4号", body=said("见澜府发〔2025〕2号、澜府发〔2025〕3号"))
    assert [one.number for one in references_of(citing)[0]] == ["澜府发〔2025〕2号", "澜府发〔2025〕3号"]


def test_every_cited_number_has_a_page_of_its_own(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """Addresses are unique; the page stays when the archive comes to hold the document."""
    citing = make_document(
        "澜府发〔2025〕2号", 1, body=said("依照国办发〔2020〕24号、国伴发〔2020〕24号和澜府发〔2025〕1号。")
    )
    held = make_document("澜府发〔2025〕1号", 2)
    before, after = (archive_of(make_issue, *group).references for group in ((citing,), (citing, held)))
    urls = [work.url for work in before.works]
    assert urls == ["/references/guobanfa-2020-24/", "/references/guobanfa-2020-24-b/", "/references/lanfufa-2025-1/"]
    assert [work.url for work in after.works] == urls
    assert [one.reason for one in before.unresolved] == ["本站未收录"] * 3
    assert len(after.unresolved) == 2


def test_a_repealed_document_knows_by_what(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """Repeals, amendments and extensions lead to their document, by number or by title."""
    old = make_document("澜府发〔2015〕3号", 1, instrument="澜川市渡口管理办法", date=IsoDate("2015-01-01"))
    body = said("本办法自2025年5月1日起施行。", f"{RULES}（澜府发〔2015〕3号）同时废止。")
    archive = archive_of(make_issue, old, make_document("澜府发〔2025〕2号", 2, body=body))
    repeal, cited = archive.references.incoming[first(archive).url]
    assert (repeal.relation, repeal.date, repeal.date_derived) == (Relation.REPEALS, "2025-05-01", False)
    assert cited.relation is Relation.CITES


def test_a_number_that_does_not_fit_its_title_is_told_to_the_clerk(
    make_issue: MakeIssue, make_document: MakeDocument
) -> None:
    """The number counts, and the clerk is told."""
    other = make_document("澜府发〔2025〕1号", 1, title="澜川市人民政府关于表彰防汛抢险先进集体的决定")
    citing = make_document("澜府发〔2025〕2号", 2, body=said(f"依照{RULES}（澜府发〔2025〕1号）。"))
    references = archive_of(make_issue, other, citing).references
    assert [one.reason for one in references.unresolved] == ["文号与标题不符"]
    assert references.incoming


_NUMBERS = ("澜府发〔2025〕1号", "澜府发〔2025〕2号", "澜府办发〔2025〕3号", "国办发〔2020〕24号")
_SENTENCES = st.builds(
    "{}《文件名称第{}件》（{}）{}。".format,
    st.sampled_from(["依照", "将", "", "《", "（", "“"]),
    st.integers(0, 3),
    st.sampled_from(_NUMBERS),
    st.sampled_from(["第三条", "同时废止", "有效期延长至2027年1月1日", "第二条修改为“甲”", "》", ""]),
)


@given(st.lists(st.lists(_SENTENCES, max_size=3), min_size=3, max_size=3))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_a_document_names_is_named_by_it(
    make_issue: MakeIssue, make_document: MakeDocument, texts: list[list[str]]
) -> None:
    """a→b means b←a, every target has a page, and every sentence stands verbatim in its source."""
    documents = [make_document(_NUMBERS[n], n + 1, body=said("".join(text) or "无。")) for n, text in enumerate(texts)]
    archive = archive_of(make_issue, *documents)
    references = archive.references
    outgoing = [one for group in references.outgoing.values() for one in group]
    incoming = [one for group in references.incoming.values() for one in group]
    assert sorted(map(id, outgoing)) == sorted(map(id, incoming))
    assert all(one in references.incoming[one.target] for one in outgoing)
    pages = {work.url for work in references.works} | {one.url for one in archive.issues[0].documents}
    assert all(one.target in pages and one.target != one.source.url for one in outgoing)
    for one in outgoing:
        words = "\n".join(block.text.value for block in one.source.document.body if isinstance(block, Paragraph))
        assert one.sentence in words
        assert all(mention.printed in words for mention in one.mentions)
