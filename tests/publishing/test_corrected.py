"""Where a correction fell, and how the paragraph read before it."""

from __future__ import annotations

from dataclasses import replace

from gazette_site.config import SiteConfig
from gazette_site.linking import link
from gazette_site.linking.corrected import CorrectedPlace, corrected_places
from gazette_site.model import Correction, Paragraph, Role, Span, Text
from tests.conftest import MakeDocument, MakeIssue


def _place(words: str, make_issue: MakeIssue, make_document: MakeDocument) -> CorrectedPlace:
    """Where 县长 for 县氏 fell in a document with one paragraph, `words`, on line 5."""
    body = (Paragraph(Role.BODY, Text(words, (Span(5, 0, len(words)),))),)
    issue = make_issue("2025-03", make_document("澜府发〔2025〕1号", body=body))
    corrected = replace(issue, corrections=(Correction("县氏", "县长", "误字。", 5),))
    (place,) = corrected_places(link([corrected], SiteConfig())[0].issues[0])
    return place


def test_a_paragraph_that_holds_the_words_once_tells_how_it_read(
    make_issue: MakeIssue, make_document: MakeDocument
) -> None:
    """The words before the correction take the place of those after it."""
    place = _place("由县长负责。", make_issue, make_document)
    assert (place.paragraph, place.original) == ("由县长负责。", "由县氏负责。")


def test_a_paragraph_that_holds_them_twice_does_not(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """Which of the two was corrected cannot be told, so no earlier reading is made up."""
    place = _place("由县长负责，副县长协助。", make_issue, make_document)
    assert (place.paragraph, place.original) == ("由县长负责，副县长协助。", None)
