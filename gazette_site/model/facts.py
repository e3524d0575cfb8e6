"""What a document says to whom it concerns: appointments, dates that bind, 办事要点, duties."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from gazette_site.model.names import IsoDate
from gazette_site.model.statements import Place
from gazette_site.model.words import Named


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


class DateKind(Named):
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


class Every(Named):
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


class FactKind(Named):
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
