"""What a document says of itself and of others: numbers, citations, what it begins, ends and changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from gazette_site.model.names import IsoDate, NormalNumber
from gazette_site.model.words import Text


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """发文字号."""

    printed: Text
    """As printed; empty where it is printed as part of the title only (澜川市人民政府令第21号)."""
    normal: NormalNumber


class Place(NamedTuple):
    """Which block of a document says something."""

    block: int
    """Index in `Document.body`, or in the blocks of the attachment; -1 for the title."""
    attachment: int = -1
    """Index in `Document.attachments`; -1 for the document itself."""


IN_THE_TITLE = Place(-1)


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a document is named."""

    printed: str
    """The words as they stand there, `《澜川市渡口管理办法》（澜府发〔2019〕8号）第三条`; an abbreviation, `《通知》`."""
    sentence: str
    """The sentence around them, verbatim."""
    place: Place
    article: str = ""
    """Label of the article that is named, `第三条`; or empty."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Another document named in the text by its number."""

    number: NormalNumber
    title: str
    """Words in 《》 right before the number, or empty."""
    mentions: tuple[Mention, ...] = ()
    """Where it is named, in reading order."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A document named by its title only, 《澜川市渡口管理办法》."""

    title: str
    """Words in 《》, blanks removed."""
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Force:
    """When the document takes effect and ends, as far as its own text says (施行, 有效期)."""

    effective: IsoDate | None
    """First day in force; None if the text names none that a calendar has."""
    expires: IsoDate | None
    """Last day in force."""
    evidence: str
    """The sentence that says so, verbatim."""
    place: Place
    """Where the sentence stands."""
    effective_derived: bool = False
    """Whether the day was worked out: 自印发之日起 is the 成文日期."""
    expires_derived: bool = False
    """Whether the day was worked out: two years from 2024-01-01 end on 2025-12-31."""
    trial: bool = False
    """试行."""
    term: str = ""
    """How long it is in force as printed, `两年`; or empty."""
    expiry_evidence: str = ""
    """The sentence that names the end, where it is another one."""
    expiry_place: Place | None = None


@dataclass(frozen=True, slots=True)
class Repeal:
    """废止, 宣布失效: the text ends another document."""

    number: NormalNumber | None
    title: str
    """Words in 《》, or empty."""
    evidence: str
    """The sentence that says so, verbatim; of a list the line above it."""
    place: Place
    date: IsoDate | None
    """From which day; None if it cannot be known."""
    date_derived: bool = False
    """Whether the day is not printed: the repealing document takes effect from its issue, or says nothing of it."""
    lapsed: bool = False
    """宣布失效 rather than 废止."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """修改, 调整: the text changes another document in part."""

    number: NormalNumber | None
    title: str
    evidence: str
    place: Place
    date: IsoDate | None
    date_derived: bool = False
    articles: tuple[str, ...] = ()
    """Labels of the articles that are changed, `第六条`, as far as they are named."""
    ends: bool = False
    """Whether the articles that are named are ended, not worded anew: 《…》第六条同时废止."""


@dataclass(frozen=True, slots=True)
class Extension:
    """延长有效期, 继续有效: the text keeps another document in force."""

    number: NormalNumber | None
    title: str
    evidence: str
    place: Place
    until: IsoDate | None
    """New last day in force; None if none is named."""
    term: str = ""
    """By how long as printed, `两年`, where no day is named; or empty."""
    date: IsoDate | None = None
    """From which day the text itself holds; None if it cannot be known."""
    date_derived: bool = False


@dataclass(frozen=True, slots=True)
class Suspension:
    """暂停执行, 恢复执行: the text sets another document aside for a time, or takes it up again."""

    number: NormalNumber | None
    title: str
    evidence: str
    place: Place
    date: IsoDate | None
    """From which day; None if it cannot be known."""
    date_derived: bool = False
    until: IsoDate | None = None
    """Last day on which it is set aside; None if none is named."""
    resumed: bool = False
    """恢复执行: it is taken up again."""
    articles: tuple[str, ...] = ()
    """Labels of the parts that are meant, `第六条`; empty where it is the whole document."""
    within: str = ""
    """The part of the country to which it is limited, as printed, `高新区`; or empty."""
