"""The page of a document, and the pages of its attachments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from gazette_site.linking.anchors import enclosed_anchor, label_number
from gazette_site.linking.archive import LinkedDocument, LinkedIssue
from gazette_site.model import Document, Level, Paragraph, Role
from gazette_site.publishing.data.bibliography import Reference, citation_tags
from gazette_site.publishing.date_words import DateLine, date_lines
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.machines.metadata import document_facts
from gazette_site.publishing.pages.attachment import (
    attachment_page,
    attachment_view,
    attachment_words,
)
from gazette_site.publishing.pages.frame.head import Head, Link
from gazette_site.publishing.pages.frame.site import Site, Turn, month_name
from gazette_site.publishing.pages.print_beside import Viewer, scans_of, viewer_of
from gazette_site.publishing.pages.references import ReferencesView, references_view
from gazette_site.publishing.pages.text.blocks import Setting, compose
from gazette_site.publishing.pages.text.cite import CiteView, cite_view, reference_of
from gazette_site.publishing.pages.text.errata import correcting_banners, erratum_banners
from gazette_site.publishing.pages.text.force import Banner, banners
from gazette_site.publishing.pages.text.key_facts import Question, questions
from gazette_site.publishing.pages.text.links import text_links
from gazette_site.publishing.pages.text.notes import Change, changes, withdrawn_changes
from gazette_site.publishing.pages.text.part_notes import with_part_notes
from gazette_site.publishing.pages.text.pieces import AttachmentView, Piece
from gazette_site.publishing.pages.text.twins import TwinView, twin_views
from gazette_site.publishing.pages.text.unprinted import UnprintedView, unprinted_view
from gazette_site.publishing.phrases import (
    chinese_date,
    excerpt,
    full_issue_name,
    in_a_row,
    listed,
    phrased,
    place_in_print,
    with_number,
)
from gazette_site.publishing.wording import say
from gazette_site.texts import texts_of_document


class ContentsEntry(NamedTuple):
    """A line of the page's own contents."""

    words: str
    anchor: str
    articles: str = ""
    """Articles of a chapter, `6—10`; or empty."""


@dataclass(frozen=True, slots=True)
class DocumentView:
    """What the page of a document shows."""

    title: Markup
    """With its phrase breaks."""
    number: str
    """发文字号 in its normal form, or empty."""
    issuers: tuple[Link, ...]
    moment: str
    """成文日期 as ISO date, or empty."""
    date: str
    """`2025年3月2日`, or empty."""
    issue: Link
    page: str
    """`第3页起`, or empty."""
    contents: tuple[ContentsEntry, ...]
    pieces: tuple[Piece, ...]
    attachments: tuple[AttachmentView, ...]
    unprinted: UnprintedView | None
    """Attachments that the issue does not print."""
    twins: tuple[TwinView, ...]
    """Reprints, and others with its number."""
    changes: tuple[Change, ...]
    banners: tuple[Banner, ...]
    """What is said of its force."""
    dates: tuple[DateLine, ...]
    """The days that bind."""
    questions: tuple[Question, ...]
    """办事要点."""
    topics: tuple[Link, ...]
    """What it is about, with the lists of the same."""
    references: ReferencesView | None
    """What it names and what names it."""
    before: Turn
    after: Turn
    cite: CiteView
    """How it is cited, and in which forms it can be had."""
    viewer: Viewer | None
    """The print beside the text."""


def document_pages(site: Site, linked: LinkedIssue) -> Iterator[OutputFile]:
    """The pages of the documents of an issue, each followed by those of its attachments."""
    last = len(linked.documents) - 1
    for place, document in enumerate(linked.documents):
        before = linked.documents[place - 1] if place else None
        after = linked.documents[place + 1] if place < last else None
        turns = _turn_back(linked, before), _turn_on(site, linked, after)
        yield _document_page(site, linked, document, turns)
        for number in range(len(document.attachments)):
            yield attachment_page(site, linked, document, number)


def _document_page(
    site: Site, linked: LinkedIssue, linked_document: LinkedDocument, turns: tuple[Turn, Turn]
) -> OutputFile:
    document, here = linked_document.document, linked_document.url
    reference = reference_of(site, linked, linked_document)
    setting = Setting(
        rank=2,
        label=document.title.value,
        date=document.date,
        attachments=_numbered(linked_document),
        opening=document.page,
        scans=(seen := scans_of(site, linked, here)),
        print=site.links_on(here)(linked.url),
    )
    links = text_links(site, linked_document, here)
    pieces = links.pieces(compose(document.body, linked_document.anchors, setting))
    pieces = with_part_notes(site, linked_document, pieces)
    attachments = tuple(
        links.attachment(attachment_view(site, one, linked.url, here, setting.pages, own_page=False, scans=seen))
        for one in linked_document.attachments
    )
    view = DocumentView(
        title=links.title(document.title.value, phrased),
        number=document.normal_number,
        moment=document.date or "",
        issuers=tuple(Link(name, site.issuers.get(name)) for name in document.issuers),
        date=chinese_date(document.date) if document.date else "",
        issue=Link(site.issue_name(linked.issue.id), linked.url),
        page=place_in_print(document.page) + _other_page(document),
        contents=_contents(linked_document),
        pieces=pieces,
        attachments=attachments,
        unprinted=unprinted_view(document),
        twins=twin_views(site, linked_document),
        changes=(
            *withdrawn_changes(site.archive, here),
            *changes(texts_of_document(document), linked.issue),
        ),
        banners=(
            *erratum_banners(site, here),
            *correcting_banners(site, linked_document),
            *banners(site, linked_document),
        ),
        dates=date_lines(linked_document),
        questions=questions(linked_document),
        topics=tuple(Link(*one) for one in site.archive.topics_of.get(here, ())),
        references=references_view(site, linked_document),
        before=turns[0],
        after=turns[1],
        cite=cite_view(reference, linked, linked_document),
        viewer=viewer_of(site, linked, linked_document),
    )
    return site.page("document.html", _document_head(site, linked, linked_document, reference), view)


def _numbered(linked: LinkedDocument) -> dict[int, str]:
    """Anchor of each attachment by the number on its label, else by its place."""
    labels = [one.attachment.printed_label for one in linked.attachments]
    return {
        label_number(label) or place: one.anchor
        for place, (label, one) in enumerate(zip(labels, linked.attachments, strict=True), 1)
    }


def _document_head(site: Site, linked: LinkedIssue, linked_document: LinkedDocument, reference: Reference) -> Head:
    document = linked_document.document
    number = document.normal_number
    title = document.title.value
    section = (Link(document.section, site.sections.get(document.section)),) if document.section else ()
    name = site.issue_name(linked.issue.id)
    return Head(
        title=with_number(title, number),
        here=linked_document.url,
        description=_description(linked_document, name),
        current=say("menu.documents"),
        crumbs=(Link(name, linked.url), *section, Link(number or excerpt(title, 30))),
        source=f"{full_issue_name(linked.issue.masthead)}{place_in_print(document.page)}",
        article=True,
        issue=linked.issue.id,
        published=linked.issue.masthead.published,
        authors=document.issuers,
        column=document.section or "",
        facts=document_facts(
            linked_document,
            linked,
            site.config.name,
            site.full(linked_document.url),
            site.archive.standing[linked_document.url],
            site.full,
            (one.name for one in site.archive.topics_of.get(linked_document.url, ())),
        ),
        card=site.cards,
        citation=citation_tags(reference),
    )


def _other_page(document: Document) -> str:
    """Where the text is printed, if the contents name another page: before it, or so late that no title stands between."""
    first = next((block.page for block in document.body if block.page is not None), None)
    if document.page is None or first is None or document.page <= first <= document.page + 1:
        return ""
    return say("document.other_page", page=first)


def _description(linked: LinkedDocument, issue: str) -> str:
    document = linked.document
    facts = [
        listed(document.issuers),
        chinese_date(document.date) if document.date else "",
        say("issues.printed_in", issue=issue),
    ]
    stop = say("marks.stop")
    return f"{in_a_row(facts)}{stop}{excerpt(linked.outline.opening, 80)}".rstrip(stop) + stop


def _turn_back(linked: LinkedIssue, before: LinkedDocument | None) -> Turn:
    if before is None:
        return Turn(say("document.contents_of_issue"), _whole_name(linked), linked.url)
    return Turn(say("document.before"), before.document.title.value, before.url, before.document.page)


def _turn_on(site: Site, linked: LinkedIssue, after: LinkedDocument | None) -> Turn:
    if after is not None:
        return Turn(say("document.after"), after.document.title.value, after.url, after.document.page)
    for entry in linked.entries:
        if month := site.months.get(entry.url):
            page = linked.issue.chronicle.page if linked.issue.chronicle else None
            return Turn(say("document.chronicle_of_issue"), month_name(month), month.url, page)
    return Turn(say("document.contents_of_issue"), _whole_name(linked), linked.url)


def _whole_name(linked: LinkedIssue) -> str:
    return full_issue_name(linked.issue.masthead)


# The contents of the page ------------------------------------------------------------------------------------------

_ORDER = {level: place for place, level in enumerate(Level)}


def _contents(linked: LinkedDocument) -> tuple[ContentsEntry, ...]:
    items = [*_headings(linked.document, linked.anchors)]
    items += [ContentsEntry(attachment_words(one), one.anchor) for one in linked.attachments]
    return tuple(items) if len(items) > 1 else ()


def _headings(document: Document, anchors: Sequence[str]) -> Iterator[ContentsEntry]:
    """Chapters, enclosed titles, and the uppermost of the other headings."""
    levels: list[Level] = []
    enclosed = 0
    for place, block in enumerate(document.body):
        if not isinstance(block, Paragraph) or block.role is Role.BODY:
            continue
        if block.role is Role.ENCLOSED_TITLE:
            levels.clear()
            enclosed += 1
            yield ContentsEntry(block.text.value, anchors[place] or enclosed_anchor(enclosed))
        elif block.role is Role.HEADING and block.level and anchors[place]:
            while levels and _ORDER[levels[-1]] >= _ORDER[block.level]:
                levels.pop()
            levels.append(block.level)
            if len(levels) == 1 or block.level is Level.CHAPTER:
                articles = _articles(document, place) if block.level is Level.CHAPTER else ""
                yield ContentsEntry(block.heading.rstrip("。："), anchors[place], articles)


def _articles(document: Document, chapter: int) -> str:
    """First and last article of a chapter, `6—10`."""
    numbers: list[int] = []
    for block in document.body[chapter + 1 :]:
        if not isinstance(block, Paragraph):
            continue
        if block.role is Role.HEADING and block.level in (Level.PART, Level.CHAPTER):
            break
        number = label_number(block.label) if block.role is Role.ARTICLE else None
        numbers += [number] if number is not None else []
    if not numbers:
        return ""
    if len(numbers) == 1:
        return str(numbers[0])
    return say("document.articles", first=numbers[0], last=numbers[-1])
