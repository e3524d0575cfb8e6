"""Time lines: from what a text says of itself and what others do to it to its standing.

    incoming references ──▶ deeds ──▶ layers ──▶ periods      own clause ──▶ layers

On each day the uppermost layer that covers it decides:

1. ended by another document (废止, 宣布失效), from its first day on; of several the earliest
2. the term is over: its own, as prolonged; a term that is prolonged by a term is counted on from its last day
3. not begun
4. set aside (暂停执行), until its last day or until it is taken up again; then parts of it that are (`asides`)
5. changed in part
6. begun, by its own clause or by one that keeps it in force (继续有效); kept so without a day, nothing is known after its own term
7. nothing stated

A deed of a document that was itself ended before the deed's day never came about (void). One that came about stays: who repeals
an amendment does not bring back the old words. Where texts do not fit together (prolonged after its end, kept after its repeal,
repealed twice, taken up again and never set aside), the layers decide as they stand, and a doubt says so. What is done on one day
is taken in one order, whatever the order in which it was printed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from gazette_site.linking.archive import LinkedIssue, References, Relation
from gazette_site.linking.asides import Asides, Covered, Edge
from gazette_site.linking.deeds import deeds_of, ended_by_others
from gazette_site.linking.standing import (
    Act,
    Certainty,
    Deed,
    Doubt,
    Ground,
    PartPeriod,
    Period,
    Standing,
    State,
    next_day,
)
from gazette_site.linking.urls import Url
from gazette_site.model import Force, IsoDate
from gazette_site.parsing.clauses.force import has_no_force
from gazette_site.parsing.clauses.periods import day_before, last_of
from gazette_site.problems import Problem, warning

_SILENT_KINDS = ("函", "批复", "答复", "通报", "报告", "请示", "议案", "纪要", "公报", None)
"""Kinds of documents of which no one asks when they take effect."""
_SAID = {
    "prolonged-late": "延长有效期时，原定的有效期已经届满；网页按有效期未中断显示",
    "prolonged-shorter": "“延长”到的日期早于原定的最后一日；网页按较晚的一日显示",
    "prolonged-by-ended": "延长有效期的文件后来被废止；网页仍按延长后的日期显示",
    "kept-without-day": "被宣布继续有效而没有写明期限，原定的有效期之后是否仍有效，原文看不出；网页此后不写状态",
    "repealed-then-kept": "已被废止，又有文件延长它的有效期、宣布它继续有效、修改它或者暂停、恢复它的执行；网页仍按废止显示",
    "repealed-twice": "先后有两件文件废止它，日期不同；网页按较早的一日显示",
    "suspended-by-ended": "暂停它或者其中条款的文件后来被废止；网页仍按原来写明的暂停日期显示",
    "resumed-unknown": "有文件恢复它或者其中条款的执行，而没有读到此前暂停的规定",
    "repealed-unbegun": "废止的日期早于它自己的施行日期；网页按没有施行过显示",
    "never-came": "对它作出规定的文件，在规定起效之前已被废止；网页按没有这项规定显示",
}
_ON_WHAT_HOLDS = (Act.EXTENDS, Act.AMENDS, Act.SUSPENDS, Act.RESUMES)
_FILE_UNKNOWN = "references"


def standings_of(
    issues: Sequence[LinkedIssue], references: References
) -> tuple[dict[Url, Standing], tuple[Problem, ...]]:
    """The standing of every document, of its attachments, and of documents that are not held but that others do something to."""
    by_id = {one.issue.id: one for one in issues}
    incoming = {
        url: [one for one in group if one.relation is not Relation.CITES] for url, group in references.incoming.items()
    }
    ended = ended_by_others(incoming, by_id)
    found: dict[Url, Standing] = {}
    problems: list[Problem] = []
    for linked in (document for issue in issues for document in issue.documents):
        document = linked.document
        deeds = deeds_of(incoming.get(linked.url, ()), by_id, ended)
        asked = document.kind not in _SILENT_KINDS and not has_no_force(document.title.value)
        standing = standing_of(linked.url, document.force, document.date, deeds, ended, asked)
        found[linked.url] = standing
        found |= dict.fromkeys((one.url for one in linked.attachments), standing)
        problems += _problems(standing, by_id[linked.issue].issue.file, document.title.line)
    for work in references.works:
        if work.document:
            found[work.url] = found[work.document.url]
        elif done := incoming.get(work.url):
            found[work.url] = standing_of(work.url, None, None, deeds_of(done, by_id, ended), ended, True)
            problems += _problems(found[work.url], _FILE_UNKNOWN, 0)
    return found, tuple(problems)


def _problems(standing: Standing, file: str, line: int) -> Iterator[Problem]:
    for doubt in standing.doubts:
        message = f"{_SAID[doubt.code]}（{doubt.day}，见 {doubt.source}）。请核对两件的原文，有误的在附带文件里更正"
        problem = warning(file, message, line, code=doubt.code)
        yield Problem(problem.severity, file, message, line, "", doubt.code, None, standing.url)


# -- layers


@dataclass(slots=True)
class _Layers:
    """What decides on each day."""

    begins: Edge | None = None
    """First day by its own clause."""
    known: Edge | None = None
    """First day on which it is known to be in force."""
    over: Edge | None = None
    """First day after its term."""
    unsure: Edge | None = None
    """First day after its own term, where it was kept in force before without a day: whether it still is no text says."""
    ended: tuple[Edge, State] | None = None
    asides: Asides = field(default_factory=Asides)
    whole: Covered = field(default_factory=lambda: Covered(()))
    """When it is set aside; made of `asides` when all is known."""
    partly: Covered = field(default_factory=lambda: Covered(()))
    """When parts of it are."""
    changed: list[Edge] = field(default_factory=list)
    sure: dict[IsoDate, Certainty] = field(default_factory=dict)
    """How the days are known on which it is taken up again."""

    def days(self) -> list[IsoDate]:
        """The days on which something may change, in order."""
        edges = [self.begins, self.known, self.over, self.unsure, self.ended[0] if self.ended else None, *self.changed]
        return sorted({*(edge.day for edge in edges if edge), *self.whole.days(), *self.partly.days()})

    def certainty(self, day: IsoDate, edge: Edge | None) -> Certainty:
        """How a day is known on which a state begins: as the edge that begins there."""
        edges = [edge, self.begins, self.known, self.over, self.unsure]
        return next((one.certainty for one in edges if one and one.day == day), self.sure.get(day, Certainty.PRINTED))

    def at(self, day: str) -> tuple[State, Edge | None]:
        """The state on a day, and the edge that it comes from; the empty day is before all others."""
        if self.ended and day >= self.ended[0].day:
            return self.ended[1], self.ended[0]
        if self.over and day >= self.over.day:
            return State.EXPIRED, self.over
        if self.begins and day < self.begins.day:
            return State.PENDING, self.begins
        if aside := self.whole.on(day):
            return State.SUSPENDED, aside
        if aside := self.partly.on(day):
            return State.PARTLY_SUSPENDED, aside
        changed = bisect_right(self.changed, day, key=lambda edge: str(edge.day))
        latest = self.changed[changed - 1] if changed else None
        if self.unsure and day >= self.unsure.day and (latest is None or latest.day < self.unsure.day):
            return State.UNSTATED, self.unsure
        if latest:
            return State.AMENDED, latest
        if self.known and day >= self.known.day:
            return State.IN_FORCE, self.known
        return State.UNSTATED, None


def standing_of(
    url: Url,
    own: Force | None,
    made: IsoDate | None,
    deeds: tuple[Deed, ...],
    ended: Mapping[Url, IsoDate],
    asked: bool,
) -> Standing:
    """The standing of a text from its own clause, its 成文日期 and what others do to it, oldest first; `ended` says when these others end."""
    layers, doubts = _layers(url, own, made, [one for one in deeds if not one.void], ended)
    doubts += [Doubt("never-came", one.source, one.day) for one in deeds if one.void]
    end = day_before(layers.over.day) if layers.over else None
    parts = tuple(
        sorted((*layers.asides.periods(), *_ended_parts(deeds)), key=lambda one: (one.since, one.deed.source))
    )
    return Standing(url, _periods(layers), own, end, deeds, tuple(doubts), parts, asked or bool(own or deeds))


def _ended_parts(deeds: Iterable[Deed]) -> Iterator[PartPeriod]:
    for one in deeds:
        if one.act is Act.AMENDS and one.ends and not one.void:
            yield from (PartPeriod(label, "", State.REPEALED, one.day, None, one) for label in one.articles)


def _periods(layers: _Layers) -> tuple[Period, ...]:
    found: list[Period] = []
    for day in ("", *layers.days()):
        state, edge = layers.at(day)
        ground = edge.ground if edge else None
        if found and (found[-1].state, found[-1].ground) == (state, ground):
            continue
        since = IsoDate(day) if day else None
        if found and since:
            found[-1] = found[-1]._replace(until=day_before(since))
        certainty = layers.certainty(since, edge) if since else Certainty.PRINTED
        found.append(Period(state, since, None, certainty, ground))
    return tuple(found)


def _layers(
    url: Url, own: Force | None, made: IsoDate | None, deeds: Sequence[Deed], ended: Mapping[Url, IsoDate]
) -> tuple[_Layers, list[Doubt]]:
    layers, doubts = _Layers(), list[Doubt]()
    if own:
        _begin(layers, own, made, Ground(Act.CLAUSE, own.evidence, url))
        _end(layers, own, Ground(Act.CLAUSE, own.expiry_evidence or own.evidence, url))
    for deed in deeds:
        edge = _edge(deed)
        if deed.act is Act.EXTENDS:
            doubts += _prolong(layers, deed, edge, ended)
        elif deed.act is Act.AMENDS:
            layers.changed.append(edge)
        elif deed.act is Act.SUSPENDS:
            layers.asides.set_aside(deed, edge)
            doubts += _by_ended(deed, deed.until, ended)
        elif deed.act is Act.RESUMES:
            doubts += _take_up(layers, deed, edge)
        elif layers.ended is None:
            layers.ended = edge, State.LAPSED if deed.act is Act.LAPSES else State.REPEALED
        elif deed.source != layers.ended[0].ground.source and deed.day > layers.ended[0].day:
            doubts.append(Doubt("repealed-twice", deed.source, deed.day))
    layers.whole, layers.partly = layers.asides.whole, layers.asides.partly
    if layers.unsure:
        doubts.append(Doubt("kept-without-day", layers.unsure.ground.source, layers.unsure.day))
    return layers, [*doubts, *_after_the_end(layers, deeds)]


def _edge(deed: Deed) -> Edge:
    return Edge(deed.day, deed.certainty, Ground(deed.act, deed.sentence, deed.source, deed.published))


def _begin(layers: _Layers, own: Force, made: IsoDate | None, ground: Ground) -> None:
    if own.effective:
        certainty = Certainty.COMPUTED if own.effective_derived else Certainty.PRINTED
        layers.begins = layers.known = Edge(own.effective, certainty, ground)
    elif own.expires:  # in force until then, from a day that nothing names: not before it was made
        layers.known = Edge(made or IsoDate(""), Certainty.UNDATED, ground)


def _end(layers: _Layers, own: Force, ground: Ground) -> None:
    if own.expires:
        # A term counted from a day that is itself worked out is no surer than that day.
        derived = own.expires_derived or (bool(own.term) and own.effective_derived)
        layers.over = Edge(next_day(own.expires), Certainty.COMPUTED if derived else Certainty.PRINTED, ground)


def _prolong(layers: _Layers, deed: Deed, edge: Edge, ended: Mapping[Url, IsoDate]) -> Iterator[Doubt]:
    """Moves the end of the term; without a day and without a term that can be counted on, nothing is known after the old end."""
    last = day_before(layers.over.day) if layers.over else None
    end, certainty = deed.until, Certainty.PRINTED
    if end is None and deed.term and layers.over:
        end, certainty = last_of(layers.over.day, deed.term), Certainty.COMPUTED
    if last and deed.day > last:
        yield Doubt("prolonged-late", deed.source, deed.day)
    if layers.known is None:
        layers.known = edge
    if end and last and end < last:
        yield Doubt("prolonged-shorter", deed.source, deed.day)
    else:
        layers.unsure = (
            layers.over._replace(ground=edge.ground) if layers.over and not end and deed.day <= (last or "") else None
        )
        layers.over = Edge(next_day(end), certainty, edge.ground) if end else None
    yield from _by_ended(deed, end, ended)


def _by_ended(deed: Deed, until: IsoDate | None, ended: Mapping[Url, IsoDate]) -> Iterator[Doubt]:
    """Where the document that does something until a day, or for good, is itself ended before: whether that goes on no text says."""
    stopped = ended.get(deed.source)
    if stopped and (until is None or stopped <= until):
        code = "prolonged-by-ended" if deed.act is Act.EXTENDS else "suspended-by-ended"
        yield Doubt(code, deed.source, stopped)


def _take_up(layers: _Layers, deed: Deed, edge: Edge) -> Iterator[Doubt]:
    """Ends what was set aside. Where nothing was, a text of which nothing else is known is known to apply from then on."""
    layers.sure[deed.day] = deed.certainty
    if not layers.asides.take_up(deed):
        yield Doubt("resumed-unknown", deed.source, deed.day)
        if layers.known is None and not (deed.articles or deed.within):
            layers.known = edge


def _after_the_end(layers: _Layers, deeds: Iterable[Deed]) -> Iterator[Doubt]:
    if layers.ended is None:
        return
    day = layers.ended[0].day
    for deed in deeds:
        if deed.act in _ON_WHAT_HOLDS and deed.day > day:
            yield Doubt("repealed-then-kept", deed.source, deed.day)
    if layers.begins and day < layers.begins.day:
        yield Doubt("repealed-unbegun", layers.ended[0].ground.source, day)
