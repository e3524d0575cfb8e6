"""文件 and 大事记: the items of an issue."""

from __future__ import annotations

from dataclasses import dataclass

from gazette_site.model.attachments import Attachment
from gazette_site.model.facts import Appointment, BindingDate, Duty, KeyFact
from gazette_site.model.names import IsoDate, NormalNumber
from gazette_site.model.statements import (
    IN_THE_TITLE,
    Amendment,
    Citation,
    DocumentNumber,
    Extension,
    Force,
    Place,
    Quotation,
    Repeal,
    Suspension,
)
from gazette_site.model.words import Block, Text


@dataclass(frozen=True, slots=True)
class Erratum:
    """One mistake of an earlier issue that the document corrects (更正, 勘误), with all that it says of the place."""

    year: int = 0
    """Of the issue; 0 if it is not named."""
    issue: int = 0
    """Number of the issue; -1 for 上期; 0 if it is not named."""
    total: int = 0
    """总第…期."""
    page: int = 0
    number: NormalNumber | None = None
    """发文字号 of the document that is corrected."""
    title: str = ""
    article: str = ""
    wrong: str = ""
    """As it was printed; empty if no readings are given."""
    right: str = ""
    sentence: str = ""
    """The sentence that says so, verbatim."""
    place: Place = IN_THE_TITLE


@dataclass(frozen=True, slots=True)
class Unprinted:
    """An attachment that the document names and the issue does not print."""

    number: int
    """3 of 附件3; 0 where it is named without a number."""
    title: str
    """As named, or empty."""
    place: Place
    """Where it is named first."""
    left_out: bool = False
    """Whether the gazette says so itself: （略）."""


@dataclass(frozen=True, slots=True)
class Document:
    """公文 as printed in one issue, with its enclosed text and attachments."""

    position: int
    """Place among the documents of the issue, counted from 1."""
    title: Text
    """标题: printed lines joined, blanks removed."""
    title_lines: tuple[str, ...]
    """The same as printed, line by line."""
    number: DocumentNumber | None
    issuers: tuple[str, ...]
    """发文机关 in the order of the title."""
    kind: str | None
    """文种, `通知`; None if the title ends in none."""
    addressees: str | None
    """主送机关 without the final colon."""
    date: IsoDate | None
    """成文日期."""
    instrument: str | None
    """Title of the enclosed text on one line, or None."""
    section: str | None
    """栏目 of the contents, `市政府办公室文件`."""
    page: int | None
    """Printed page: that of the contents; without a line there, that of the title, if the medium tells."""
    contents_title: str | None
    """Title as the contents print it; None if the contents do not list the document."""
    body: tuple[Block, ...]
    """Everything from after title and number to before the first attachment, in printed order."""
    attachments: tuple[Attachment, ...] = ()
    citations: tuple[Citation, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    force: Force | None = None
    """None if the text says nothing of it."""
    repeals: tuple[Repeal, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    extensions: tuple[Extension, ...] = ()
    suspensions: tuple[Suspension, ...] = ()
    dates: tuple[BindingDate, ...] = ()
    """The days and times that bind, in the order of the text."""
    key_facts: tuple[KeyFact, ...] = ()
    """What somebody who has business with an office asks, by kind; none if the text answers fewer than two questions."""
    duties: tuple[Duty, ...] = ()
    """What it assigns to departments, in the order of the text."""
    errata: tuple[Erratum, ...] = ()
    """Mistakes of earlier issues that it corrects."""
    unprinted: tuple[Unprinted, ...] = ()
    """Attachments that it names and the issue does not print, by number."""
    unseen: tuple[Place, ...] = ()
    """Pictures of which there is no word: their blocks in the body; of an attachment that is nothing else, its title's place."""
    enquiries: str = ""
    """Office that its text names for enquiries or explanation, `市民政局`; or empty."""

    @property
    def normal_number(self) -> NormalNumber:
        """发文字号 in its normal form; empty if the document has none."""
        return self.number.normal if self.number else NormalNumber("")


@dataclass(frozen=True, slots=True)
class ChronicleEntry:
    """One event of the 大事记."""

    position: int
    """Place in the chronicle of the issue, counted from 1."""
    date: IsoDate | None
    """First day of the event; None where no exact date is printed (近日)."""
    end: IsoDate | None
    """Last day if a range is printed, else None."""
    printed_date: str
    """`1月4—8日`, `近日`, `△`; empty if the entry has none."""
    paragraphs: tuple[Text, ...]
    """Without the bullet."""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Chronicle:
    """大事记."""

    title: tuple[Text, ...]
    """Its heading lines, `2025年3月 大事记`."""
    entries: tuple[ChronicleEntry, ...]
    section: str | None = None
    page: int | None = None
    contents_title: str | None = None
    lead: tuple[Text, ...] = ()
    """What stands between the heading and the first entry, one paragraph each: the time covered, an introduction."""
