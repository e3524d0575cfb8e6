"""What sidecars take out of the archive."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gazette_site.config import SiteConfig
from gazette_site.linking import link
from gazette_site.linking.corrected import corrected_places
from gazette_site.linking.without import without_attachments
from gazette_site.model import (
    AddressOrder,
    Attachment,
    AttachmentKind,
    Citation,
    Correction,
    Issue,
    Mention,
    NormalNumber,
    Page,
    Paragraph,
    Place,
    Privacy,
    Role,
    Span,
    Text,
    Trust,
)
from tests.conftest import MakeDocument, MakeIssue


def _order(address: str) -> AddressOrder:
    return AddressOrder(address, "依判决", None, 3)


def _paragraph(line: int) -> Paragraph:
    return Paragraph(Role.BODY, Text("甲乙", (Span(line, 0, 2),)))


@pytest.mark.parametrize(("file", "pages"), [("2025-03.pdf", [2]), ("2025-03.txt", [2, 3, 4])])
def test_pages_that_may_show_it_are_covered(
    make_issue: MakeIssue, make_document: MakeDocument, file: str, pages: list[int]
) -> None:
    """Of a PDF the page of the line; beside a transcript all up to the next one that is known."""
    document = make_document("澜府发〔2025〕1号", title="", body=(_paragraph(2),))
    document = replace(document, title=Text("甲", (Span(2, 0, 1),)), number=None)
    issue: Issue = replace(
        make_issue("2025-03", document),
        file=file,
        pdf="2025-03.pdf",
        pages=tuple(Page(n, None, Trust.GOOD, 595, 842) for n in range(1, 6)),
        line_pages=(1, 2, 2, 4, 5),
        privacy=Privacy(withdrawals=(_order("/documents/2025-03-1/"),)),
    )
    archive, problems = link([issue], SiteConfig())
    assert [one.page for one in archive.issues[0].issue.privacy.covers] == pages
    assert not archive.issues[0].issue.privacy.no_pdf
    assert [one.code for one in problems if one.code == "privacy-address"] == []


def test_a_line_without_a_page_withholds_the_print(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """What is not known to be on a page may be on any; the page of the print says so."""
    document = replace(make_document(""), title=Text("甲", (Span(1, 0, 1),)), body=())
    issue = replace(
        make_issue("2025-03", document),
        file="2025-03.txt",
        pdf="2025-03.pdf",
        pages=(Page(1, None, Trust.GOOD, 595, 842),),
        line_pages=(0,),
        privacy=Privacy(withdrawals=(_order("/documents/2025-03-1/"),)),
    )
    archive = link([issue], SiteConfig())[0]
    assert archive.issues[0].issue.privacy.no_pdf and "/issues/2025-03/pages/" in archive.withdrawn


def test_what_an_attachment_said_goes_with_it(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """Namings in it are dropped, those in later attachments keep their place."""

    def cited(attachment: int) -> Citation:
        mention = Mention("国办发〔2020〕24号", "依据。", Place(0, attachment))
        return Citation(NormalNumber("国办发〔2020〕24号"), "", (mention,))

    attachments = tuple(_attachment(n) for n in (1, 2, 3))
    document = make_document(
        "澜府发〔2025〕1号", attachments=attachments, citations=(cited(0), cited(1), cited(2), cited(-1))
    )
    linked = link([make_issue("2025-03", document)], SiteConfig())[0].issues[0].documents[0]
    left = without_attachments(linked, {linked.attachments[1].url}).document
    assert [one.printed_label for one in left.attachments] == ["附件1", "附件3"]
    assert [one.mentions[0].place.attachment for one in left.citations] == [0, 1, -1]


def _attachment(number: int) -> Attachment:

    return Attachment(Text(f"附件{number}"), Text(f"名单{number}"), AttachmentKind.TEXT, (_paragraph(number),))


def test_lists_that_are_left_empty_say_so(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """The list of the only kind of the withdrawn document has a page; others lose it and stay."""
    one, other = make_document("澜府发〔2025〕1号", kind="通告"), make_document("澜府发〔2025〕2号", 2)
    issue = replace(
        make_issue("2025-03", one, other), privacy=Privacy(withdrawals=(_order("/documents/lanfufa-2025-1"),))
    )
    archive = link([issue], SiteConfig())[0]
    assert [listing.name for listing in archive.kinds] == ["通知"]
    assert archive.withdrawn["/kinds/tonggao/"].list and not archive.withdrawn["/documents/lanfufa-2025-1/"].list  # type: ignore[index]
    assert [len(listing.documents) for listing in archive.years] == [1]


def test_corrections_of_what_stays_lead_to_where_it_is(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """A correction in a withdrawn text goes with it; one in a text that stood behind it keeps its document and attachment."""
    first = make_document("澜府发〔2025〕1号", body=(_paragraph(2),))
    second = make_document("澜府发〔2025〕2号", 4, body=(_paragraph(5),), attachments=(_attachment(6), _attachment(8)))
    corrections = tuple(Correction("丙", "乙", f"误字{line}", line) for line in (2, 5, 6, 8))
    issue = replace(make_issue("2025-03", first, second), corrections=corrections)
    orders = (_order("/documents/lanfufa-2025-1/"), _order("/documents/lanfufa-2025-2/attachment-6/"))
    (linked,) = link([replace(issue, privacy=Privacy(withdrawals=orders))], SiteConfig())[0].issues
    assert [(one.correction.line, one.url) for one in corrected_places(linked)] == [
        (5, "/documents/lanfufa-2025-2/"),
        (8, "/documents/lanfufa-2025-2/attachment-8/"),
    ]
