"""What holds of a text, day by day: its one standing. Whatever shows or exports force reads this and nothing else.

    pending ──▶ in force ──▶ amended ──▶ … ──▶ expired | repealed | lapsed      (partly) suspended in between; unstated where no text says

`timelines` makes it. Nothing here knows what day it is: `Standing.on` answers for any day, and `Standing.days` lets a browser do so.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from gazette_site.linking.urls import Url
from gazette_site.model import Force, IsoDate, IssueId, Named


class State(Named):
    """What holds of a text on a day; the value is what the public data, the pages and the scripts call it."""

    UNSTATED = "unstated"
    """No text of the archive says whether it is in force."""
    PENDING = "pending"
    """尚未施行."""
    IN_FORCE = "in_force"
    """现行: its own text says so, or another one that keeps it in force."""
    AMENDED = "amended"
    """已修改: another text has changed a part of it, and nothing has ended it."""
    SUSPENDED = "suspended"
    """暂停执行."""
    PARTLY_SUSPENDED = "partly_suspended"
    """部分暂停执行: some of its articles, or all of it in one place only; the rest applies."""
    EXPIRED = "expired"
    """已届满."""
    REPEALED = "repealed"
    """已废止."""
    LAPSED = "lapsed"
    """已宣布失效."""


HOLDS = frozenset({State.IN_FORCE, State.AMENDED, State.PARTLY_SUSPENDED})
"""The states of a text that applies, as a whole or in part."""
ASIDE = frozenset({State.SUSPENDED, State.PARTLY_SUSPENDED})
"""The states of a text that is set aside, as a whole or in part."""
ENDED = frozenset({State.EXPIRED, State.REPEALED, State.LAPSED})
"""The states of a text that applies no more."""


class Certainty(Named):
    """How a day is known; the value is what the public data say."""

    PRINTED = "printed"
    COMPUTED = "computed"
    """From a term, or from the 成文日期."""
    UNDATED = "undated"
    """A text says that it is so, but from no day: the day is the one on which that was published, or the year began."""


class Act(Named):
    """What a sentence does to the text; the value is what the public data say."""

    CLAUSE = "clause"
    """Its own sentence on its force."""
    REPEALS = "repeals"
    LAPSES = "lapses"
    AMENDS = "amends"
    EXTENDS = "extends"
    SUSPENDS = "suspends"
    RESUMES = "resumes"


@dataclass(frozen=True, slots=True)
class Deed:
    """What another document does to a text, with all that a page of that text has to know of the other one."""

    act: Act
    source: Url
    title: str
    number: str
    """发文字号 of the source in its normal form, or empty."""
    issue: IssueId
    """That printed the source."""
    issue_url: Url
    anchor: str
    """Where the sentence stands on the page of the source, or empty."""
    article: str
    """Label of the article it stands in, `第十六条`; or empty."""
    sentence: str
    """Verbatim."""
    day: IsoDate
    """From when: the day that is named or worked out; without one, when it was published."""
    certainty: Certainty
    published: IsoDate
    """Day on which the source was published; the first of the year where only that is known."""
    until: IsoDate | None = None
    """Of an extension or a suspension: the last day."""
    term: str = ""
    """Of an extension without a day: by how long, as printed."""
    articles: tuple[str, ...] = ()
    """Of an amendment or a suspension: the labels of the parts that are meant."""
    ends: bool = False
    """Of an amendment: these articles are ended, not worded anew."""
    within: str = ""
    """Of a suspension: the place to which it is limited, as printed; or empty."""
    void: bool = False
    """Whether the source was itself ended before that day, so that it never came to this."""


class Ground(NamedTuple):
    """The sentence that a state rests on."""

    act: Act
    sentence: str
    source: Url
    """Page of the document that says so: the text's own, or another one."""
    published: IsoDate | None = None
    """When it was published, where another one says so."""


class Period(NamedTuple):
    """Some days on end with one state."""

    state: State
    since: IsoDate | None
    """First day; None of the first period, which has no beginning."""
    until: IsoDate | None
    """Last day; None of the last period, which has no end."""
    certainty: Certainty
    """How the first day is known."""
    ground: Ground | None
    """None where nothing is stated; of a text kept in force without a day, after its own term, what kept it."""


class PartPeriod(NamedTuple):
    """Some days on end on which a part of a text is set aside, or from which it is ended."""

    label: str
    """`第十二条`; empty where it is all of the text in one place."""
    within: str
    """The place to which it is limited, as printed; or empty."""
    state: State
    """`SUSPENDED` or `REPEALED`."""
    since: IsoDate
    until: IsoDate | None
    """Last day; None without an end."""
    deed: Deed
    """What says so."""

    @property
    def days(self) -> str:
        """For a script, as `Standing.days`; before and after, nothing is said of the part alone."""
        after = f" {next_day(self.until)} {State.UNSTATED.value}" if self.until else ""
        return f"{State.UNSTATED.value} {self.since} {self.state.value}{after}"


class Doubt(NamedTuple):
    """Texts that do not fit together, and what the time line makes of it."""

    code: str
    """`repealed-then-kept`."""
    source: Url
    """The other document."""
    day: IsoDate


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds of one text on every day."""

    url: Url
    periods: tuple[Period, ...]
    """Without gaps, oldest first; at least one."""
    own: Force | None
    """What the text says of itself."""
    end: IsoDate | None
    """Last day of its term as its own text and those that prolong it say; None without one."""
    deeds: tuple[Deed, ...] = ()
    """What others do to it, oldest first."""
    doubts: tuple[Doubt, ...] = ()
    parts: tuple[PartPeriod, ...] = ()
    """Of its parts, what was set aside or ended, by day."""
    asked: bool = True
    """Whether anyone asks: of appointments, awards, reports and letters that say nothing nobody does."""

    def on(self, day: IsoDate) -> Period:
        """The period in which a day lies."""
        return self.periods[bisect_right([one.since or "" for one in self.periods], day) - 1]

    @property
    def last(self) -> Period:
        """The one that has no end."""
        return self.periods[-1]

    @property
    def stated(self) -> bool:
        """Whether any text says anything of its force."""
        return len(self.periods) > 1 or self.last.state is not State.UNSTATED

    @property
    def days(self) -> str:
        """All of it for a script: states with the days between them, `pending 2025-05-01 in_force 2027-05-01 expired`."""
        first, *later = self.periods
        return " ".join((first.state.value, *(f"{one.since} {one.state.value}" for one in later)))

    def aside_in(self, period: Period) -> tuple[PartPeriod, ...]:
        """The parts that are set aside on the first day of a period in which the text is partly suspended."""
        if period.state is not State.PARTLY_SUSPENDED or period.since is None:
            return ()
        day, aside = period.since, (one for one in self.parts if one.state is State.SUSPENDED)
        return tuple(one for one in aside if one.since <= day and (one.until is None or one.until >= day))

    def first_of(self, *states: State) -> Period | None:
        """The first period with one of these states."""
        return next((one for one in self.periods if one.state in states), None)


def next_day(day: IsoDate) -> IsoDate:
    """The day after."""
    return IsoDate((date.fromisoformat(day) + timedelta(days=1)).isoformat())


def last_day_of(standing: Standing | None) -> IsoDate | None:
    """The last day on which a text holds, if it ends."""
    holding = [one for one in standing.periods if one.state in HOLDS] if standing else []
    return holding[-1].until if holding else None
