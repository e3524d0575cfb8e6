"""The records of an issue with their addresses, their anchors and their neighbours."""

from __future__ import annotations

from dataclasses import dataclass, field

from gazette_site.linking.urls import Url
from gazette_site.model import Attachment, ChronicleEntry, Document, Issue, IssueId


@dataclass(frozen=True, slots=True)
class Outline:
    """What the body of a document shows to those who do not have it (`linking.cards`)."""

    anchors: tuple[str, ...] = ()
    """For each block of the body its anchor, or ''."""
    labels: tuple[tuple[int, str], ...] = ()
    """Labels of the blocks that say something of other documents or of its force, by their index: `第十六条`."""
    opening: str = ""
    """Beginning of the first paragraph."""
    characters: int = 0
    """Of the whole document with its attachments."""
    chapters: int = 0
    articles: int = 0
    headings: tuple[str, ...] = ()
    """The uppermost headings, short ones whole, of others the beginning."""
    digest: bytes = b""
    """Of all that the card has of the document; empty where there is no thin card."""

    def label_at(self, block: int) -> str:
        """The label of a block, or ''."""
        return next((label for index, label in self.labels if index == block), "")


@dataclass(frozen=True, slots=True)
class LinkedAttachment:
    """An attachment with its own page."""

    attachment: Attachment
    url: Url
    """`/documents/…/attachment-1/`."""
    anchor: str
    """On the document's page, `att-1`."""
    anchors: tuple[str, ...]
    """For each of `attachment.blocks` its anchor on the attachment's page, or ''."""
    files: tuple[Url, ...] = ()
    """For each of `attachment.files` its address, `/documents/…/attachment-1/file-shenqingbiao.xlsx`."""


@dataclass(frozen=True, slots=True)
class LinkedDocument:
    """A document with its address."""

    document: Document
    issue: IssueId
    url: Url
    anchors: tuple[str, ...]
    """For each of `document.body` its anchor (`sec-2-1`, `art-11`, `ch-2`, …), or ''. Unique on the page with `att-…` and `p-…`."""
    attachments: tuple[LinkedAttachment, ...]
    outline: Outline = field(default_factory=Outline)
    """What its body shows, for those who do not have it."""


@dataclass(frozen=True, slots=True)
class LinkedEntry:
    """A chronicle entry with its address."""

    entry: ChronicleEntry
    issue: IssueId
    url: Url
    """`/chronicle/2025-03-09/`, `…-2/` for the second of a day; from issue and place without a date."""
    anchor: str
    """On the month's page: `d-9` for the first of the day, `d-9-2` for the second; `e-3` without a date."""


@dataclass(frozen=True, slots=True)
class CorrectedSpot:
    """Where a correction fell, before anything has an address (`linking.corrected`)."""

    kind: str
    """`document`, `attachment`, `lead`, `entry`, or empty for the issue itself."""
    record: int = 0
    """Index among the documents or entries of the issue."""
    attachment: int = 0
    """Index among the attachments of the document."""
    anchor: str = ""
    title: str = ""
    paragraph: str | None = None
    original: str | None = None


@dataclass(frozen=True, slots=True)
class LinkedIssue:
    """An issue with its address and what it holds."""

    issue: Issue
    url: Url
    documents: tuple[LinkedDocument, ...]
    entries: tuple[LinkedEntry, ...]
    corrected: tuple[CorrectedSpot, ...] = ()
    """Where its corrections fell, for those who do not have its texts."""


@dataclass(frozen=True, slots=True)
class Month:
    """The chronicle of one month, `/chronicle/2025-03/`: the entries whose date lies in it, and the undated ones of the issue that covers it."""

    id: str
    """`2025-03`."""
    url: Url
    entries: tuple[LinkedEntry, ...]
    """By date; the undated stand where they are printed."""


@dataclass(frozen=True, slots=True)
class EntryPlace:
    """What the page of a chronicle entry names beside the entry."""

    month: Month
    before: LinkedEntry | None
    """The entry before it in the whole chronicle."""
    after: LinkedEntry | None
    same_day: tuple[LinkedEntry, ...]
    """Those of the same day in other years, the newest first; no more than are shown."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A number that is missing between two issues that are there."""

    year: int
    number: int
