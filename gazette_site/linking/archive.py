"""The archive: all issues in order, each record with its address, its anchors and its neighbours.

    issues ──▶ Archive

`link` is the only way to make one. Publishing starts from here and invents no address of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from gazette_site.linking.standing import Standing
from gazette_site.linking.urls import Url as Url
from gazette_site.model import (
    Appointment,
    Attachment,
    ChronicleEntry,
    Document,
    Erratum,
    IsoDate,
    Issue,
    IssueId,
    Mention,
    NormalNumber,
    Place,
)


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


@dataclass(frozen=True, slots=True)
class Listing:
    """A list page: everything of one year, section, issuer or kind, newest first."""

    name: str
    """`市政府办公室文件`."""
    url: Url
    documents: tuple[LinkedDocument, ...]
    year: int = 0
    """Of the list of a year, `2025`; 0 of all others."""
    also: tuple[str, ...] = ()
    """Of a department, the shorter names that are listed with it: `工信局` with `市工信局`."""
    instead: Url | None = None
    """Of such a shorter name, the page where it is listed."""


class Topic(NamedTuple):
    """A topic of a document, with its list."""

    name: str
    """`供热供水供气`."""
    url: Url


@dataclass(frozen=True, slots=True)
class ListPage:
    """One of the pages that a long list is cut into."""

    url: Url
    """That of the list for the first page, which has the newest documents; `/kinds/tongzhi/2/` for the oldest."""
    documents: tuple[LinkedDocument, ...]
    """Newest first."""


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One line of the register of appointments."""

    appointment: Appointment
    document: LinkedDocument


class Relation(Enum):
    """What a document does to another one that it names; the value is the word for it."""

    CITES = "引用"
    REPEALS = "废止"
    AMENDS = "修改"
    EXTENDS = "延长有效期"
    SUSPENDS = "暂停执行"


@dataclass(frozen=True, slots=True)
class Reference:
    """One document names another. The same record stands with the one that names and with the one that is named."""

    source: LinkedDocument
    """The document that names."""
    target: Url
    """The page of the document that is named; of one that the archive does not hold, its reference page."""
    relation: Relation
    number: NormalNumber | None
    """By which it is named; None if by its title only."""
    title: str
    """By which it is named, or empty."""
    sentence: str
    """The sentence that does so, verbatim."""
    place: Place
    """Where it stands in the source."""
    mentions: tuple[Mention, ...] = ()
    """Of a citation: every place where it is named."""
    articles: tuple[str, ...] = ()
    """Labels of the articles of the target that are cited, amended or set aside, `第三条`."""
    date: IsoDate | None = None
    """Of a deed, what does more than name: from which day."""
    date_derived: bool = False
    until: IsoDate | None = None
    """Of an extension: the new last day; of a suspension: its last day."""
    term: str = ""
    """Of an extension without a day: by how long, as printed."""
    lapsed: bool = False
    """Of a repeal: 宣布失效."""
    ends: bool = False
    """Of an amendment: the articles are ended, not worded anew."""
    resumed: bool = False
    """Of a suspension: 恢复执行, it is over."""
    within: str = ""
    """Of a suspension: the place to which it is limited, as printed; or empty."""


@dataclass(frozen=True, slots=True)
class Work:
    """A document cited by its number. It has a page that lists who cites it, whether the archive holds it or not, so that the page never dies."""

    number: NormalNumber
    title: str
    """As first cited, or empty."""
    url: Url
    """`/references/guobanfa-2020-24/`."""
    document: LinkedDocument | None
    """The document itself, if the archive holds it."""


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A naming that the clerk may want to look at."""

    source: LinkedDocument
    number: NormalNumber | None
    title: str
    reason: str
    """`本站未收录`, `同名文件不止一件`, `文号与标题不符`."""


@dataclass(frozen=True, slots=True)
class References:
    """All references of the archive, from both ends. What stands in `outgoing` stands in `incoming`, too."""

    outgoing: Mapping[Url, tuple[Reference, ...]] = field(default_factory=dict)
    """By the page of the source, in the order of its text."""
    incoming: Mapping[Url, tuple[Reference, ...]] = field(default_factory=dict)
    """By the page of the target, oldest source first."""
    works: tuple[Work, ...] = ()
    """In the order in which they are first cited."""
    targets: Mapping[Url, LinkedDocument | Work] = field(default_factory=dict)
    """What stands at the address of each target."""
    unresolved: tuple[Unresolved, ...] = ()


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """An address whose text was taken down, as the sidecar of its issue orders (`privacy`)."""

    url: Url
    issue: IssueId
    reason: str
    """As the sidecar says."""
    decided: IsoDate | None
    named: bool
    """Whether the order names this address; else it went with the one that is named."""
    list: bool = False
    """Whether it is a list that was left empty."""


@dataclass(frozen=True, slots=True)
class CorrectionLink:
    """A printed correction with what it corrects."""

    source: LinkedDocument
    """The document that corrects."""
    erratum: Erratum
    target: Url
    """The page of the document that is corrected; of its issue where the document is not known."""
    title: str
    """Of the document; empty for an issue."""
    issue: IssueId


class TextDifference(NamedTuple):
    """One paragraph in which two texts differ."""

    kind: str
    """`changed`, `removed` or `added`."""
    before: tuple[tuple[str, bool], ...]
    """The paragraph of the first text in pieces, each with whether the other one has it otherwise; empty if there is none."""
    after: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Twin:
    """Another document that is the same one printed again, or bears the same number."""

    document: LinkedDocument
    same_title: bool
    differences: tuple[TextDifference, ...]
    """From the one that points to the other."""


class HoleKind(Enum):
    """What is not there; the value is its name in the public data."""

    EARLIER = "earlier-issues"
    ISSUE = "missing-issue"
    BETWEEN = "issues-between"
    CONTENTS = "contents-line"
    ATTACHMENT = "unprinted-attachment"
    PICTURE = "picture"
    PAGE = "page-without-text"
    NUMBER = "cited-number"
    TITLE = "cited-title"


@dataclass(frozen=True, slots=True)
class Hole:
    """One thing that is not there (`linking.coverage`)."""

    kind: HoleKind
    issue: IssueId | None
    """The issue that shows it: the first one held, the later of two; None for what several documents name."""
    url: Url
    """The page on which a reader would miss it; of a cited number its reference page."""
    words: str = ""
    """Title or number as printed; between two issues the earlier one."""
    title: str = ""
    """Of a cited number the title, if one is named."""
    year: int = 0
    number: int = 0
    """Of an issue or attachment (0: named without one), printed page of a contents line, page of a PDF."""
    count: int = 1
    where: tuple[Url, ...] = ()
    """The documents that name it."""


@dataclass(frozen=True, slots=True)
class NumberSeries:
    """The numbers of one 代字 and year that the archive holds."""

    code: str
    """`澜府办发`."""
    year: int
    known: tuple[tuple[int, Url], ...]
    """Number and document, in order."""

    missing: tuple[tuple[int, int], ...]
    """First and last of each run of numbers that is not held, from 1 to the highest known."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is not there, and what is there of each series of numbers."""

    holes: tuple[Hole, ...] = ()
    series: tuple[NumberSeries, ...] = ()

    def of(self, kind: HoleKind) -> tuple[Hole, ...]:
        """The holes of one kind, in order."""
        return tuple(hole for hole in self.holes if hole.kind is kind)


@dataclass(frozen=True, slots=True)
class Archive:
    """Everything that is published, in the order of the issues (oldest first)."""

    issues: Sequence[LinkedIssue]
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
    topics: tuple[Listing, ...]
    """`/topics/…/`, in the order of the table."""
    duties: tuple[Listing, ...]
    """`/duties/…/`: the documents that assign something to a department, most documents first."""
    register: tuple[RegisterLine, ...]
    """Newest document first, within a document as printed."""
    by_id: Mapping[IssueId, LinkedIssue]
    entries: Mapping[Url, EntryPlace] = field(default_factory=dict)
    """The surroundings of each chronicle entry, by its address."""
    references: References = field(default_factory=References)
    standing: Mapping[Url, Standing] = field(default_factory=dict)
    """What holds of each document, attachment and cited document, by its page: the one place that decides it."""
    topics_of: Mapping[Url, tuple[Topic, ...]] = field(default_factory=dict)
    """The topics of each document that has any, by its page."""
    withdrawn: Mapping[Url, Withdrawn] = field(default_factory=dict)
    """The addresses that say 已撤下."""
    thinned: frozenset[Url] = frozenset()
    """Other pages on which something stood that was withdrawn: places on them may be gone."""
    unlisted: Collection[Url] = frozenset()
    """Pages that search engines are asked to leave out."""
    coverage: Coverage = field(default_factory=Coverage)
    corrected: Mapping[Url, tuple[CorrectionLink, ...]] = field(default_factory=dict)
    """Printed corrections by the page that is corrected, oldest first."""
    correcting: Mapping[Url, tuple[CorrectionLink, ...]] = field(default_factory=dict)
    """The same by the page of the document that corrects."""
    twins: Mapping[Url, tuple[Twin, ...]] = field(default_factory=dict)
    """Reprints and documents of one number, by the page that points to them."""

    @property
    def has_dates(self) -> bool:
        """Whether any document names a day that binds."""
        return any(one.document.dates for issue in self.issues for one in issue.documents)
