"""Attachments: in full on the page of their document, and on a page of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from gazette_site.linking.archive import LinkedAttachment, LinkedDocument, LinkedIssue, Url
from gazette_site.model import AttachmentKind, Table
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.pages.frame.head import Head, Link
from gazette_site.publishing.pages.frame.site import Site, Turn
from gazette_site.publishing.pages.print_beside import place_of, scans_of
from gazette_site.publishing.pages.text.attached_files import files_offered, with_pictures
from gazette_site.publishing.pages.text.blocks import Setting, compose
from gazette_site.publishing.pages.text.links import text_links
from gazette_site.publishing.pages.text.made import table_files
from gazette_site.publishing.pages.text.notes import Change, changes
from gazette_site.publishing.pages.text.pieces import AttachmentView, Scan, runs
from gazette_site.publishing.pages.text.tables import TableView
from gazette_site.publishing.phrases import excerpt, full_issue_name, phrased, place_in_print
from gazette_site.publishing.standing_words import Badge
from gazette_site.publishing.wording import say
from gazette_site.texts import texts_of_attachment

NO_SCANS: Mapping[int, Scan] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class AttachmentPageView:
    """What the page of an attachment shows."""

    attachment: AttachmentView
    number: str
    """发文字号 of the document, or empty."""
    document: Link
    issue: Link
    page: str
    """`第9页起`, or empty."""
    badge: Badge | None
    """The standing of the document it belongs to."""
    content: str
    """`20行，13列`, or empty."""
    changes: tuple[Change, ...]
    before: Turn
    after: Turn | None
    facsimile: Url | None
    """Where it stands in the facsimile."""


def attachment_title(linked: LinkedAttachment) -> str:
    """Its title; its label if it has none; 附件 if neither is printed."""
    return linked.attachment.name or say("names.attachment")


def attachment_words(linked: LinkedAttachment) -> str:
    """Label and title: `附件1　机构名录`."""
    attachment = linked.attachment
    if not attachment.printed_title:
        return attachment_title(linked)
    return say("marks.with_label", label=attachment.printed_label, title=attachment.printed_title).strip()


def attachment_view(
    site: Site,
    linked: LinkedAttachment,
    issue: Url,
    here: Url,
    pages: set[int],
    own_page: bool,
    scans: Mapping[int, Scan] = NO_SCANS,
) -> AttachmentView:
    """The attachment as shown on the page `here`; `issue` is the page of its issue, `pages` the printed pages that have
    their marker already, `scans` the pictures to see."""
    attachment = linked.attachment
    label = attachment.printed_label if attachment.printed_title else ""
    page = attachment.page if attachment.page is not None and attachment.page not in pages else None
    pages.update(() if page is None else (page,))
    setting = Setting(
        rank=2 if own_page else 3,
        label=attachment_title(linked),
        owns_anchors=own_page,
        base="" if own_page else site.links_on(here)(linked.url),
        form=attachment.kind is AttachmentKind.FORM,
        pages=pages,
        scans=scans,
        print=(print_link := site.links_on(here)(issue)),
    )
    title = attachment_title(linked)
    pieces = with_pictures(compose(attachment.blocks, linked.anchors, setting), linked, title, site.links_on(here))
    wide = any(isinstance(piece, TableView) and piece.style == "wide" for piece in pieces)
    picture = attachment.kind is AttachmentKind.PICTURE and not pieces
    tables = sum(isinstance(block, Table) and any(block.rows) for block in attachment.blocks)
    files = table_files(
        tables, say("attachment.download"), lambda number: say("attachment.download_one", number=number)
    )
    unprinted = bool(attachment.files) and not attachment.blocks and not pieces
    return AttachmentView(
        linked.anchor,
        label,
        phrased(title),
        linked.url,
        page,
        wide,
        runs(pieces),
        files,
        picture,
        files_offered(linked),
        unprinted,
        print_link,
    )


def attachment_page(site: Site, linked: LinkedIssue, document: LinkedDocument, place: int) -> OutputFile:
    """The page of one attachment of a document, by its place among them."""
    one = document.attachments[place]
    number = document.document.normal_number
    links = text_links(site, document, one.url)
    view = AttachmentPageView(
        attachment=links.attachment(
            attachment_view(site, one, linked.url, one.url, set(), own_page=True, scans=scans_of(site, linked, one.url))
        ),
        number=number,
        document=Link(document.document.title.value, document.url),
        issue=Link(site.issue_name(linked.issue.id), linked.url),
        page=place_in_print(one.attachment.page),
        badge=site.badge(one.url),
        content=_table_size(one),
        changes=changes(texts_of_attachment(one.attachment), linked.issue),
        before=_attachment_before(document, place),
        after=_attachment_after(document, place),
        facsimile=place_of(site, linked, texts_of_attachment(one.attachment), one.attachment.blocks),
    )
    return site.page("attachment.html", _attachment_head(site, linked, document, one), view)


def _attachment_head(site: Site, linked: LinkedIssue, document: LinkedDocument, one: LinkedAttachment) -> Head:
    number = document.document.normal_number
    issue = site.issue_name(linked.issue.id)
    words = attachment_words(one)
    title = document.document.title.value
    return Head(
        title=words,
        here=one.url,
        description=_description(one, title, number, issue),
        current=say("menu.documents"),
        crumbs=(
            Link(issue, linked.url),
            Link(number or excerpt(title, 30), document.url),
            Link(one.attachment.printed_label or excerpt(attachment_title(one), 20)),
        ),
        source=f"{full_issue_name(linked.issue.masthead)}{place_in_print(one.attachment.page)}",
        article=True,
        issue=linked.issue.id,
        published=linked.issue.masthead.published,
        authors=document.document.issuers,
        column=document.document.section or "",
    )


def _description(one: LinkedAttachment, title: str, number: str, issue: str) -> str:
    if one.files and not one.attachment.blocks and one.attachment.page is None:
        return say("attachment.description_beside", title=title, issue=issue)
    if number:
        return say("attachment.description_with_number", title=title, number=number, issue=issue)
    return say("attachment.description", title=title, issue=issue)


def _table_size(linked: LinkedAttachment) -> str:
    """Rows without the head and columns of an attachment that is one table."""
    tables = [block for block in linked.attachment.blocks if isinstance(block, Table)]
    if linked.attachment.kind is not AttachmentKind.TABLE or len(tables) != 1 or len(tables[0].rows) < 2:
        return ""
    rows = tables[0].rows
    return say("counts.rows_and_columns", rows=len(rows) - 1, columns=max(map(len, rows)))


def _attachment_before(document: LinkedDocument, place: int) -> Turn:
    if place:
        before = document.attachments[place - 1]
        return Turn(say("attachment.before"), attachment_words(before), before.url)
    return Turn(say("attachment.document"), document.document.title.value, document.url)


def _attachment_after(document: LinkedDocument, place: int) -> Turn | None:
    if place + 1 < len(document.attachments):
        after = document.attachments[place + 1]
        return Turn(say("attachment.after"), attachment_words(after), after.url)
    return None
