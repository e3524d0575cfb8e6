"""The archive: all issues in order, each record with its address, its anchors and its neighbours.

    issues ──▶ Archive

`link` is the only way to make one. Publishing starts from here and invents no address of its own.
"""

from gazette_site.linking.archive.linked import (
    CorrectedSpot,
    EntryPlace,
    Gap,
    LinkedAttachment,
    LinkedDocument,
    LinkedEntry,
    LinkedIssue,
    Month,
    Outline,
)
from gazette_site.linking.archive.listings import Listing, ListPage, RegisterLine, Topic
from gazette_site.linking.archive.missing import Coverage, Hole, HoleKind, NumberSeries, Withdrawn
from gazette_site.linking.archive.relations import (
    CorrectionLink,
    Reference,
    References,
    Relation,
    TextDifference,
    Twin,
    Unresolved,
    Work,
)
from gazette_site.linking.archive.whole import Archive
from gazette_site.linking.urls import Url

__all__ = [
    "Archive",
    "CorrectedSpot",
    "CorrectionLink",
    "Coverage",
    "EntryPlace",
    "Gap",
    "Hole",
    "HoleKind",
    "LinkedAttachment",
    "LinkedDocument",
    "LinkedEntry",
    "LinkedIssue",
    "ListPage",
    "Listing",
    "Month",
    "NumberSeries",
    "Outline",
    "Reference",
    "References",
    "RegisterLine",
    "Relation",
    "TextDifference",
    "Topic",
    "Twin",
    "Unresolved",
    "Url",
    "Withdrawn",
    "Work",
]
