"""What a page says about itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from gazette_site.linking.archive import Url
from gazette_site.model import IsoDate, IssueId
from gazette_site.publishing.machines.metadata import Facts


class Link(NamedTuple):
    """Words that lead somewhere."""

    words: str
    url: Url | None = None
    """None where there is nothing to lead to."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says about itself."""

    title: str
    """Without the name of the gazette."""
    here: Url
    description: str = ""
    current: str = ""
    """Word of the navigation it belongs under, `文件`; or empty."""
    crumbs: tuple[Link, ...] = ()
    """Way from the home page, the page itself last."""
    source: str = ""
    """For print: `2025年第3期（总第154期）第3页起`; empty for pages that are not from one issue."""
    article: bool = False
    """Whether it is a text of the gazette, for the meta names of government pages."""
    issue: IssueId | None = None
    """The issue it was printed in; None for pages that are not from one issue."""
    published: IsoDate | None = None
    """出版日期 of that issue."""
    authors: tuple[str, ...] = ()
    """发文机关."""
    column: str = ""
    """Name of the list that the page is, or that its text belongs to."""
    facts: Facts | None = None
    """What schema.org has words for."""
    citation: tuple[tuple[str, str], ...] = ()
    """Meta names for reference managers."""
    card: bool = False
    """Whether a title card lies beside the page."""
    feed: str = ""
    """Address of the folder that has a feed of what the page lists, or empty."""
    feed_title: str = ""
    """`通知`."""
