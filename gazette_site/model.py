"""The records where everything meets: parsing ends in an `Issue`, linking and publishing start from it.

This module knows nobody. Every record is frozen and picklable, so that a stage can be cached, run in parallel or be
sent to another machine; the kinds of blocks are tagged, so that what is kept as data can be read again. Text is always
a `Text`: the words together with the places in the source they came from; that is what makes the first promise
checkable (`gazette_site.parsing.conservation`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple, NewType

from msgspec import Struct

IssueId = NewType("IssueId", str)
"""Year and first number of an issue, `2025-03`; `2025-z1` and `2025-07-z1` for supplements. See `issue_names`."""

NormalNumber = NewType("NormalNumber", str)
"""发文字号 in its normal form, `澜府办发〔2025〕7号`; made by `gazette_site.document_numbers` only."""

IsoDate = NewType("IsoDate", str)
"""A day of the Gregorian calendar, `2025-03-09`."""


class Span(NamedTuple):
    """A run of characters of one source line."""

    line: int
    """Line of the source, counted from 1."""
    start: int
    """First character, counted from 0."""
    end: int
    """One after the last character."""


class Named(Enum):
    """An enumeration that is looked up in the depth of every loop: hashed as what it is, where `Enum` calls a function of Python."""

    __hash__ = object.__hash__


class RepairName(Enum):
    """The named repairs: the only ways in which a published word may differ from the source."""

    LATIN_AND = "and-for-和"
    """A recogniser wrote ` and ` between two Chinese words."""
    LATEX = "latex"
    """A recogniser wrote a sign as LaTeX: `$\\leq 15\\%$` for `≤15%`."""
    ENTITY = "entity"
    """A character was written as an HTML entity: `&lt;` for `<`."""
    FONT = "font"
    """A broken font wrote a sign as another code point: ꎬ U+A3AC for ，, a private code point that GB 18030 or the settings name."""
    RADICAL = "radical"
    """A radical or compatibility code point stood in for the character: U+2F00 for 一."""


@dataclass(frozen=True, slots=True)
class Repair:
    """One change made to the words of the source by a named rule, shown to the reader."""

    name: RepairName
    before: str
    """As in the source, `平台 and 监管`."""
    after: str
    """As published, `平台和监管`."""


class Text(Struct, frozen=True):
    """One printed paragraph, line, label or cell."""

    value: str
    """The words, line breaks of the print closed up: `澜川市人民政府关于……的通知`."""
    spans: tuple[Span, ...] = ()
    """Where the characters stand in the source, in reading order; white space may be left out."""
    repairs: tuple[Repair, ...] = ()
    """What makes `value` differ from the source, in order."""

    @property
    def line(self) -> int:
        """First source line, 0 if the text has no place."""
        return self.spans[0].line if self.spans else 0


class Role(Named):
    """What a paragraph is in its document (公文要素, GB/T 9704-2012 section 7)."""

    BODY = "body"
    """正文."""
    HEADING = "heading"
    """结构层次序数 with its words: a numbered line of its own, or a numbered lead-in before running text."""
    ARTICLE = "article"
    """条: a paragraph that begins with 第…条."""
    SUBTITLE = "subtitle"
    """Lines under the title: 题注, date of delivery, speaker."""
    SALUTATION = "salutation"
    """称谓 of a speech: 各位代表."""
    ADDRESSEE = "addressee"
    """主送机关."""
    ATTACHMENT_NOTE = "attachment-note"
    """附件说明: the list of attachments under the body."""
    SIGNATURE = "signature"
    """发文机关署名, or office and name of the one who signs an order."""
    DATE = "date"
    """成文日期."""
    ANNOTATION = "annotation"
    """附注: （此件公开发布）."""
    ENCLOSED_TITLE = "enclosed-title"
    """Title of the text that a notice carries (所印发、转发的文件)."""
    ENCLOSED_NUMBER = "enclosed-number"
    """发文字号 of the carried text, where it has one of its own."""


class Level(Named):
    """Form of a label that structures a text; the value is an example of it (结构层次序数)."""

    PART = "第一编"
    CHAPTER = "第一章"
    SECTION = "第一节"
    FIRST = "一、"
    SECOND = "（一）"
    THIRD = "1."
    FOURTH = "（1）"
    FIFTH = "①"


class Paragraph(Struct, frozen=True, tag=True):
    """One paragraph of a document or an attachment."""

    role: Role
    text: Text
    label: str = ""
    """Number at its head as printed, `第十一条`, `（二）`; empty if it has none. Also on numbered paragraphs that are no headings."""
    level: Level | None = None
    """Form of the label; None for articles and unnumbered paragraphs."""
    head: int = 0
    """Of a heading: how many characters of `text.value` are the heading. Less than all for a lead-in with running text after it."""
    page: int | None = None
    """Printed page on which it begins, if the source says."""

    @property
    def heading(self) -> str:
        """The words of a heading without the text that runs on; 编, 章 and 节 stand one blank apart from them, as in print."""
        words = self.text.value[: self.head] if self.head else self.text.value
        if self.level in (Level.PART, Level.CHAPTER, Level.SECTION) and self.label and words.startswith(self.label):
            return f"{self.label}\u3000{words[len(self.label) :].lstrip()}".rstrip()
        return words


class Table(Struct, frozen=True, tag=True):
    """表格: rows of cells, the repeated heads of following pages dropped."""

    rows: tuple[tuple[Text, ...], ...]
    """Header row first. A cell that the source leaves empty has an empty value; rows may differ in length."""
    page: int | None = None


class Picture(Struct, frozen=True, tag=True):
    """A picture that the source names or leaves room for; all a transcript has of it is its alternative text, often empty."""

    text: Text
    source: str = ""
    """Address of the picture file in the transcript, never trusted."""
    page: int | None = None
    pdf_page: int = 0
    """Page of the PDF it stands on, counted from 1; 0 without one."""


Block = Paragraph | Table | Picture


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file that was published beside the issue, as it is offered."""

    name: str
    """As the clerk calls it, `附件1.xlsx`; whatever is not printable in it is escaped."""
    path: str
    """Name of the file in the folder of the issue."""
    suffix: str
    """`.xlsx`, in lower case."""
    kind: str
    """`Excel 表格`."""
    size: int
    digest: str
    """SHA-256, hexadecimal."""
    active: tuple[str, ...] = ()
    """What in it acts by itself, `宏`; of a PDF what was taken out."""
    width: int = 0
    """In pixels, of a picture that browsers show; 0 of everything else."""
    height: int = 0


class AttachmentKind(Enum):
    """What an attachment mainly consists of."""

    TEXT = "文本"
    TABLE = "表格"
    FORM = "表单"
    LIST = "名单"
    PICTURE = "图"
    FILE = "文件"
    """Not printed in the issue; published beside it."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """附件 with its own page."""

    label: Text | None
    """`附件1` as printed; None for a list printed after the notice without a label."""
    title: Text | None
    """Printed lines joined; None if none is printed."""
    kind: AttachmentKind
    blocks: tuple[Block, ...]
    """In printed order; empty if the source has only the title of a picture."""
    page: int | None = None
    files: tuple[AttachedFile, ...] = ()
    """What was published of it beside the issue."""

    @property
    def printed_label(self) -> str:
        """Its label as printed; empty if it has none."""
        return self.label.value if self.label else ""

    @property
    def printed_title(self) -> str:
        """Its title; empty if it has none."""
        return self.title.value if self.title else ""

    @property
    def name(self) -> str:
        """What it is called: its title, its label if it has none; empty if neither is printed."""
        return self.printed_title or self.printed_label

    @property
    def head(self) -> tuple[str, ...]:
        """Label and title, those that are printed."""
        return tuple(words for words in (self.printed_label, self.printed_title) if words)


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


class AppointmentAction(Enum):
    """任免."""

    APPOINTED = "任"
    REMOVED = "免"


@dataclass(frozen=True, slots=True)
class Appointment:
    """One person and one post of a 任免 notice."""

    person: str
    """Name with padding closed up, `张锐`."""
    action: AppointmentAction
    post: str
    """`市应急管理局副局长`."""
    note: str
    """`试用期一年`, or empty."""
    paragraph: int
    """Index in `Document.body` of the paragraph that says so."""


class DateKind(Enum):
    """What a day or a time binds people to; the value is what the public data says."""

    APPLICATION = "application"
    """申请申报."""
    BAN = "ban"
    """禁止限制."""
    NOTICE = "notice"
    """公示."""
    COMMENT = "comment"
    """征求意见."""
    EXAM = "exam"
    """考试."""
    PAYMENT = "payment"
    """缴费发放."""
    TRIAL = "trial"
    """试行试点."""
    TRANSITION = "transition"
    """过渡."""
    PERIOD = "period"
    """执行期间."""
    EVENT = "event"
    """摇号、听证会、座谈会的日子."""
    DEADLINE = "deadline"
    """办理时限."""


class Every(Enum):
    """How often a time comes back."""

    ONCE = ""
    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class BindingDate:
    """A day or a time that binds: a window, a ban, a deadline. What the text does not give is None, never guessed."""

    kind: DateKind
    words: str
    """As printed: `2025年3月1日至3月15日`, `每年3月31日前`, `7个工作日`."""
    sentence: str
    """The sentence or the cell that says so, verbatim."""
    place: Place
    begin: IsoDate | None = None
    """First day; None if the text names none that a calendar has."""
    end: IsoDate | None = None
    """Last day."""
    every: Every = Every.ONCE
    begin_again: str = ""
    """Of what comes back each year or month, the first day: `03-01`, `01`; or empty."""
    end_again: str = ""
    """The same for the last day: `03-31`, `15`; of a quarter its month and day: `1-10`."""
    term: str = ""
    """How long, as printed, where it is counted from something: `7个工作日`; or empty."""
    derived: bool = False
    """Whether a day was worked out: six months from the day of effect."""
    year_unsaid: bool = False
    """Whether a day is printed without its year, and the text does not tell which."""
    edge_unsaid: bool = False
    """Whether the text leaves open if the month or year itself is meant: `3月前`, `2025年前`; then no day is worked out."""
    item: str = ""
    """Of a cell: what its row is about; or empty."""


class FactKind(Enum):
    """What somebody who has business with an office asks; the value is what the public data says."""

    WHO = "who"
    """适用对象."""
    CONDITIONS = "conditions"
    """条件."""
    AMOUNT = "amount"
    """标准."""
    MATERIALS = "materials"
    """材料."""
    WHERE = "where"
    """在哪里办."""
    STEPS = "steps"
    """流程."""
    WHEN = "when"
    """何时."""
    RESPONSIBLE = "responsible"
    """由谁负责."""
    CONTACT = "contact"
    """电话、地址."""
    FORMS = "forms"
    """表格."""


@dataclass(frozen=True, slots=True)
class KeyFact:
    """Words of the text that answer one question of somebody who has business with an office."""

    kind: FactKind
    text: str
    """A sentence, a line or a cell, verbatim."""
    place: Place
    item: str = ""
    """Of a cell: what its row is about; or empty."""
    printed: bool = True
    """Of a form: whether it is printed in the issue."""


class DutyRole(Enum):
    """What a department has to do with a task; the value is what the public data says."""

    LEAD = "lead"
    """牵头."""
    RESPONSIBLE = "responsible"
    """责任."""
    SUPPORT = "support"
    """配合."""


@dataclass(frozen=True, slots=True)
class Duty:
    """A task that the text assigns to a department."""

    department: str
    """As printed: `市教育局`."""
    role: DutyRole
    task: str
    """The words or the cell that say what is to be done, verbatim."""
    deadline: str
    """As printed: `2025年6月底前`; or empty."""
    place: Place


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


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """One line of the 目录."""

    section: str | None
    page: int | None
    """The first, if the contents print a range; None if they print none."""
    title: str
    """Without blanks, and without the number that is printed beside it."""
    line: int
    """Source line."""
    number: NormalNumber | None = None
    """The document number that is printed beside the title; that of an order is in the title too."""


class FurnitureReason(Enum):
    """Why printed characters are not part of any document; the value is what the report says."""

    COVER = "封面"
    CONTENTS = "目录"
    RUNNING_HEAD = "书眉"
    PAGE_NUMBER = "页码"
    BACK_COVER = "封底"
    BULLET = "项目符号"
    MARKUP = "标记"
    REPEATED_TABLE_HEAD = "续表表头"
    DOUBLED = "断处重复"
    CHRONICLE_HEADING = "大事记月份标题"
    HIDDEN = "隐藏文字"
    OVERPRINTED = "重复印刷"
    VERTICAL = "竖排或侧排文字"
    WATERMARK = "水印"
    UNREADABLE = "无法辨认的文字层"


@dataclass(frozen=True, slots=True)
class Furniture:
    """Characters left out of the documents, with the reason."""

    reason: FurnitureReason
    text: Text


class Trust(Enum):
    """How far the text of a PDF page can be trusted; the value is what the public data says."""

    GOOD = "文字层"
    DOUBTFUL = "文字层有缺字"
    RECOGNISED = "机器识别"
    NONE = "图片"


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the PDF of an issue."""

    index: int
    """Place in the PDF, counted from 1."""
    label: str | None
    """Printed page number, `12`; None on covers and contents."""
    trust: Trust
    width: int
    """In points."""
    height: int


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry of the sidecar's `corrections`, as applied."""

    find: str
    replace: str
    reason: str
    line: int
    """Source line of the first corrected character."""


MASK = "■■■■"
"""What stands where words may not stay, whatever their length (`reading.masks`)."""


@dataclass(frozen=True, slots=True)
class Hiding:
    """One `mask` of the sidecar, as carried out; the words themselves are nowhere in the issue."""

    reason: str
    decided: IsoDate | None
    """Day of the decision, if the sidecar names one."""
    lines: tuple[int, ...]
    """Source lines on which `MASK` stands for the words, one for each place, in order."""


@dataclass(frozen=True, slots=True)
class AddressOrder:
    """One `withdraw` or `noindex` of the sidecar."""

    address: str
    """As written, `/documents/lanfufa-2025-13/`."""
    reason: str
    decided: IsoDate | None
    line: int
    """Line of the sidecar."""


class Box(NamedTuple):
    """A part of a page, its edges as shares of width and height, counted from the upper left corner."""

    left: float
    upper: float
    right: float
    lower: float


@dataclass(frozen=True, slots=True)
class Cover:
    """What is painted over on the picture of one page of the PDF."""

    page: int
    """Place in the PDF, counted from 1."""
    boxes: tuple[Box, ...] = ()
    """Empty: the whole page."""


@dataclass(frozen=True, slots=True)
class Privacy:
    """What the sidecar orders so that personal data do not stay public."""

    hidings: tuple[Hiding, ...] = ()
    withdrawals: tuple[AddressOrder, ...] = ()
    unlisted: tuple[AddressOrder, ...] = ()
    """Pages that search engines are asked to leave out."""
    covers: tuple[Cover, ...] = ()
    """In the order of the pages."""
    no_pdf: bool = False
    """Whether pictures and PDF of the print are withheld, because it is not known where on them the words stand."""
    cut: tuple[Span, ...] = ()
    """What is cut out of the transcript that is offered, in order: the places of the texts that were withdrawn."""

    @property
    def changes_text(self) -> bool:
        """Whether what is published is less than what was printed."""
        return bool(self.hidings or self.withdrawals)


NO_ORDERS = Privacy()


@dataclass(frozen=True, slots=True)
class Masthead:
    """刊名、期号、出版: facts from cover and back cover; None where nothing is printed."""

    gazette: str | None
    """`澜川市人民政府公报`."""
    year: int
    number: int | None
    """期号 within the year, of several (合刊) the first; None of a supplement."""
    cumulative: int | None
    """总第…期, of several the first."""
    frequency: str | None
    """`月刊`."""
    published: IsoDate | None
    """出版日期."""
    organiser: str | None
    """主办单位."""
    postcode: str | None
    address: str | None
    more_numbers: tuple[int, ...] = ()
    """Of a 合刊 the numbers after the first."""
    more_cumulatives: tuple[int, ...] = ()
    """Its cumulative numbers after the first."""
    extra: int = 0
    """Turn of a supplement (增刊, 号外) among those of its year or issue; 0 of an ordinary issue."""
    extra_to: tuple[int, ...] = ()
    """Of a supplement the numbers of the issue that it belongs to."""
    special: str = ""
    """What it calls itself as printed, `增刊第1期`, `两会特刊`; empty of an ordinary issue."""
    run: str = ""
    """`b` where the numbering of the year began a second time."""

    @property
    def numbers(self) -> tuple[int, ...]:
        """All its numbers within the year; none of a supplement."""
        return () if self.number is None else (self.number, *self.more_numbers)

    @property
    def cumulatives(self) -> tuple[int, ...]:
        """All its cumulative numbers; none where none is printed."""
        return () if self.cumulative is None else (self.cumulative, *self.more_cumulatives)


@dataclass(frozen=True, slots=True)
class Misprint:
    """What the cover prints otherwise than it is, confirmed by the clerk."""

    printed: tuple[str, ...]
    """`2024年第9期`; empty where what is wrong is the cumulative number, which only the other issues show."""
    reason: str


@dataclass(frozen=True, slots=True)
class Issue:
    """一期公报, whole: every character of the source is in exactly one of `documents`, `chronicle`, `furniture`."""

    id: IssueId
    file: str
    """Name of the file it was read from, `2025-03.txt`; no folder."""
    masthead: Masthead
    contents: tuple[ContentsLine, ...]
    documents: tuple[Document, ...]
    chronicle: Chronicle | None
    furniture: tuple[Furniture, ...]
    corrections: tuple[Correction, ...] = ()
    notes: tuple[str, ...] = ()
    """Editor's notes of the sidecar."""
    source_url: str | None = None
    """Where the printed issue can be had, from the sidecar."""
    pdf: str | None = None
    """Name of the PDF of the issue, `2025-04.pdf`, if there is one."""
    pages: tuple[Page, ...] = ()
    """Its pages."""
    line_pages: tuple[int, ...] = ()
    """For each source line the page of the PDF it stands on, counted from 1, or 0; empty without a PDF."""
    misprint: Misprint | None = None
    """What the sidecar confirms to be printed wrong."""
    privacy: Privacy = NO_ORDERS
    digest: str = field(default="")
    """SHA-256 of the source file and its sidecar, hexadecimal: the identity of the input."""
