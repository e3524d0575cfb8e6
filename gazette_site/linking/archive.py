"""The archive: all issues in order, each record with its address, its anchors and its neighbours.

    issues ──▶ Archive

`link` is the only way to make one. Publishing starts from here and invents no address of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NewType

from gazette_site.model import Appointment, Attachment, ChronicleEntry, Document, Issue, IssueId

Url = NewType("Url", str)
"""Address from the root of the site, `/documents/lanfubanfa-2025-7/`; `/` stands for the site's base, also in a sub-folder."""


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


@dataclass(frozen=True, slots=True)
class LinkedDocument:
    """A document with its address."""

    document: Document
    issue: IssueId
    url: Url
    anchors: tuple[str, ...]
    """For each of `document.body` its anchor (`sec-2-1`, `art-11`, `ch-2`, …), or ''. Unique on the page with `att-…` and `p-…`."""
    attachments: tuple[LinkedAttachment, ...]


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
class LinkedIssue:
    """An issue with its address and what it holds."""

    issue: Issue
    url: Url
    documents: tuple[LinkedDocument, ...]
    entries: tuple[LinkedEntry, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """The chronicle of one month, `/chronicle/2025-03/`: the entries whose date lies in it, and the undated ones of the issue that covers it."""

    id: str
    """`2025-03`."""
    url: Url
    entries: tuple[LinkedEntry, ...]
    """By date; the undated stand where they are printed."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A number that is missing between two issues that are there."""

    year: int
    number: int


@dataclass(frozen=True, slots=True)
class Listing:
    """A list page: everything of one year, section, issuer or kind, newest first."""

    name: str
    """`市政府办公室文件`."""
    url: Url
    documents: tuple[LinkedDocument, ...]


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One line of the register of appointments."""

    appointment: Appointment
    document: LinkedDocument


@dataclass(frozen=True, slots=True)
class Archive:
    """Everything that is published, in the order of the issues (oldest first)."""

    issues: tuple[LinkedIssue, ...]
    gaps: tuple[Gap, ...]
    months: tuple[Month, ...]
    """Oldest first."""
    years: tuple[Listing, ...]
    """`/years/2025/`, newest first."""
    sections: tuple[Listing, ...]
    """`/categories/…/`, in the order of the configuration, then as first met."""
    issuers: tuple[Listing, ...]
    """`/issuers/…/`, most documents first."""
    kinds: tuple[Listing, ...]
    """`/kinds/…/`, most documents first."""
    register: tuple[RegisterLine, ...]
    """Newest document first, within a document as printed."""
    by_id: Mapping[IssueId, LinkedIssue]
