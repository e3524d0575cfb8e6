"""What documents have to do with one another: who names, ends, amends or corrects whom, and which is another one printed again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from gazette_site.linking.archive.linked import LinkedDocument
from gazette_site.linking.urls import Url
from gazette_site.model import Erratum, IsoDate, IssueId, Mention, NormalNumber, Place


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
