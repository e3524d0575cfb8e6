"""The standing of a text in a few words that hold on every day: what pages, feeds and the search say where no script knows the day."""

from __future__ import annotations

from typing import NamedTuple

from gazette_site.linking.standing import ASIDE, ENDED, HOLDS, Act, Certainty, Period, Standing, State
from gazette_site.publishing.phrases import chinese_date
from gazette_site.publishing.wording import say


class Badge(NamedTuple):
    """The standing in a list: words that always hold, and the days by which a script says what holds today."""

    words: str
    """`载明有效期`, `已废止`."""
    days: str
    """As `Standing.days`; empty where no day is known on which anything is stated, so that the words stand."""
    over: bool
    """Whether it was ended when that was published, so that it is on every day on which the page can be read."""


def badge_of(standing: Standing | None) -> Badge | None:
    """The badge of a text; None of one that says nothing and to which nothing was done."""
    if standing is None or not (standing.stated or standing.own):
        return None
    return Badge(standing_words(standing), standing.days if standing.stated else "", is_over(standing))


def is_over(standing: Standing) -> bool:
    """Whether another document had ended it, by a day that was past when that was published. No clock is needed for that."""
    ended = _ended(standing)
    return bool(ended and _is_past(ended))


def standing_words(standing: Standing) -> str:
    """`已废止`, `自2025年5月1日起废止`, `已修改`, `载明有效期`, `载明施行日期`, `未载明`; empty where no one asks."""
    ended = _ended(standing)
    if ended and ended.since:
        if _is_past(ended):
            return say("states.lapsed" if ended.state is State.LAPSED else "states.repealed")
        return say("standing.ends_on", day=chinese_date(ended.since))
    if standing.first_of(State.AMENDED):
        return say("states.amended")
    if standing.first_of(State.SUSPENDED):
        return say("standing.suspended_some_time")
    if standing.first_of(State.PARTLY_SUSPENDED):
        return say("standing.partly_suspended_some_time")
    if standing.end or (standing.own and standing.own.term):
        return say("standing.states_term")
    if standing.own:
        return say("standing.states_beginning")
    if any(deed.act is Act.EXTENDS for deed in standing.deeds):
        return say("standing.kept")
    return say("standing.states_nothing") if standing.asked else ""


def standing_sentence(standing: Standing) -> str:
    """The days in words, as far as they are known: `自2025年5月1日起施行，有效期至2027年4月30日`; empty where nothing is stated."""
    parts = [_words_of(before, period) for before, period in zip(standing.periods, standing.periods[1:], strict=False)]
    return say("marks.comma").join(part for part in parts if part)


def _words_of(before: Period, period: Period) -> str:
    if period.since is None:
        return ""
    day = chinese_date(period.since) + (say("force.derived") if period.certainty is Certainty.COMPUTED else "")
    if period.state is State.EXPIRED:
        last = before.until or period.since
        note = say("force.derived") if period.certainty is Certainty.COMPUTED else ""
        return say("standing.until", day=chinese_date(last) + note)
    if before.state in ASIDE and period.state in (*HOLDS, State.UNSTATED):
        return _of_what_is_over(before, period, day)
    if period.state is State.IN_FORCE and before.state is not State.PENDING:
        return (
            say("standing.kept_from", day=day) if before.state is State.UNSTATED else say("standing.resumed", day=day)
        )
    keys = {
        State.IN_FORCE: say("standing.from", day=day),
        State.AMENDED: say("standing.amended_from", day=day),
        State.SUSPENDED: say("standing.suspended_from", day=day),
        State.PARTLY_SUSPENDED: say("standing.partly_suspended_from", day=day),
        State.REPEALED: say("standing.repealed_from", day=day),
        State.LAPSED: say("standing.lapsed_from", day=day),
    }
    return keys.get(period.state, "")


def _of_what_is_over(before: Period, period: Period, day: str) -> str:
    """Of a text that was set aside until `period` begins; of parts of which only some are set aside no longer nothing."""
    if period.state is State.PARTLY_SUSPENDED:
        return say("standing.partly_suspended_from", day=day) if before.state is State.SUSPENDED else ""
    if period.state is State.UNSTATED and before.until:
        return say("standing.suspended_until", day=chinese_date(before.until))
    return say("standing.resumed", day=day)


def _ended(standing: Standing) -> Period | None:
    return standing.first_of(*(ENDED - {State.EXPIRED}))


def _is_past(ended: Period) -> bool:
    published = ended.ground.published if ended.ground else None
    return bool(published and ended.since and ended.since <= published)
