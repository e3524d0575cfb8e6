"""The archive: all issues in order, with everything that is known of them together."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from gazette_site.linking.archive.linked import EntryPlace, Gap, LinkedIssue, Month
from gazette_site.linking.archive.listings import Listing, RegisterLine, Topic
from gazette_site.linking.archive.missing import Coverage, Withdrawn
from gazette_site.linking.archive.relations import CorrectionLink, References, Twin
from gazette_site.linking.standing import Standing
from gazette_site.linking.urls import Url
from gazette_site.model import IssueId


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
