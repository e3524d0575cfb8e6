"""Headings: which numbered paragraphs head a part of the text, and which are running text or list items.

heading = label words            a line of its own; inside an article if text follows each of its siblings
        | label words (。|：)      the same, where the siblings are headings too
        | label words ？          a question, with its answer under it
        | decimal words          1.1 编制目的, in a decimal sequence
        | label words (。|：) text    a lead-in, where its siblings are too
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from gazette_site.characters import folded
from gazette_site.late import late
from gazette_site.model import Level, Paragraph, Role, Text
from gazette_site.parsing.text.decimals import is_decimal, labels_of
from gazette_site.parsing.text.labels import Label, stands_alone
from gazette_site.parsing.text.own_contents import own_contents
from gazette_site.parsing.text.paragraphs import Para
from gazette_site.parsing.text.repairs import text_of
from gazette_site.punctuation import is_closed

_DIVISIONS = (Level.PART, Level.CHAPTER, Level.SECTION)
_LEAD_IN = late(
    r"(?P<words>[^。；：:，,！？]{2,34}|[^。；：:，,！？]{2,18}(?:[，,]\s*[^。；：:，,！？]{2,18}){1,2})(?P<mark>[。：:])(?=\s*\S)"
)
"""Words of a heading that the text runs on from: a phrase, or two or three short ones."""
LEAD_INS = 0.6
"""Share of lead-ins among siblings from which they are headings by system, not by chance."""

_STOPS = late("[。；]")
_ASKS = late("[^。；：:！？?]{2,40}[？?]")
_COLON_LINE = late(r"[^。；：:，,]{2,14}(?<![为是有即])[：:]")
"""一、总体要求： over what stands under it; 下列人员予以表彰： leads in to a list."""
_LEADS_IN = late(r"[如以]下|下列|包括|分别")
_CLOSED_LINE = late(r"[^。；：:]{2,34}[。]")


class _Candidate(Struct, frozen=True):
    """A numbered paragraph and what it could be."""

    index: int
    label: Label
    own: bool
    """A line of its own without a full stop."""
    lead: int
    """Length of the heading part of a lead-in, 0 if it is none."""
    colon: bool
    """The lead-in ends with a colon."""
    closed: bool
    """A short line of its own with a full stop, and text without a label under it; or with a colon, and anything under it."""
    above: bool
    """What follows stands under it: text without a label, or a deeper label."""


def with_headings(paras: Sequence[Para]) -> list[Paragraph]:
    """The paragraphs with their roles: headings, articles, body."""
    texts = [text_of(p.lines) for p in paras]
    labels = [
        None if stands_alone(t.value) else label
        for t, label in zip(texts, labels_of([t.value for t in texts]), strict=True)
    ]
    listed = own_contents([t.value for t in texts])
    labels = [None if i in listed else label for i, label in enumerate(labels)]
    articles = any(label is not None and label.level is None for label in labels)
    heads = _heads(texts, labels, articles)
    result = []
    for i, (para, text) in enumerate(zip(paras, texts, strict=True)):
        label = labels[i]
        role = Role.BODY
        if i in heads:
            role = Role.HEADING
        elif label is not None and label.level is None:
            role = Role.ARTICLE
        printed, level = (label.printed, label.level) if label else ("", None)
        result.append(Paragraph(role, text, printed, level, heads.get(i, 0), para.lines[0].page))
    return result


def _heads(texts: Sequence[Text], labels: Sequence[Label | None], articles: bool) -> dict[int, int]:
    """Index of each heading → how many of its characters are the heading."""
    heads: dict[int, int] = {}
    first_article = next(
        (i for i, label in enumerate(labels) if label is not None and label.level is None), len(labels)
    )
    last_article = max((i for i, label in enumerate(labels) if label is not None and label.level is None), default=-1)
    candidates: list[_Candidate] = []
    inside: list[list[_Candidate]] = []
    """Candidates of each article."""
    for i, label in enumerate(labels):
        if label is None or label.level is None:
            if label is not None:
                inside.append([])
            continue
        candidate = _candidate(i, label, texts, labels)
        if label.level in _DIVISIONS or (is_decimal(label) and candidate.own):
            heads[i] = len(texts[i].value)
        elif not (articles and first_article <= i <= last_article):
            candidates.append(candidate)
        else:
            inside[-1].append(candidate)
    shares = _Shares(candidates)
    for run in _runs(candidates):
        heads.update(_heads_of_run(run, texts, shares))
    for article in inside:
        for run in _runs(article):
            heads.update(_heads_inside_article(run, texts))
    return heads


def _heads_inside_article(run: Sequence[_Candidate], texts: Sequence[Text]) -> dict[int, int]:
    """Numbered lines inside an article are items, unless two or more in a row are lines of their own with text under each of them."""
    headings = len(run) > 1 and all((c.own or c.closed) and c.above for c in run)
    return {c.index: len(texts[c.index].value) for c in run} if headings else {}


class _Shares:
    """How many of the paragraphs numbered 1. under one heading of the first level could be headings."""

    def __init__(self, candidates: Sequence[_Candidate]) -> None:
        self.section_of: dict[int, int] = {}
        self.votes: dict[int, list[bool]] = {}
        section = -1
        for candidate in candidates:
            if candidate.label.level is Level.FIRST:
                section = candidate.index
            self.section_of[candidate.index] = section
            if candidate.label.level is Level.THIRD:
                self.votes.setdefault(section, []).append(candidate.own or bool(candidate.lead))

    def systematic(self, candidate: _Candidate) -> bool:
        """Whether the section of the candidate does it throughout."""
        votes = self.votes.get(self.section_of[candidate.index], [True])
        return sum(votes) >= LEAD_INS * len(votes)


def _candidate(i: int, label: Label, texts: Sequence[Text], labels: Sequence[Label | None]) -> _Candidate:
    text = texts[i].value
    words = text[label.end :]
    following = labels[i + 1] if i + 1 < len(labels) else None
    has_text = i + 1 < len(texts) and following is None and not stands_alone(texts[i + 1].value)
    below = following is not None and following.level is not None and _deeper(label.level, following.level)
    own = (
        not _STOPS.search(words)
        and not is_closed(text)
        and words[-1:] not in "，、,；;"
        and 0 < len(folded(words)) <= 48
    )
    closed_line = _CLOSED_LINE.fullmatch(words) is not None
    colon_line = words[-1:] in ("：", ":") and bool(_COLON_LINE.fullmatch(words)) and not _LEADS_IN.search(words)
    match = _LEAD_IN.match(words)
    return _Candidate(
        index=i,
        label=label,
        own=own or (closed_line and below) or (_ASKS.fullmatch(words) is not None and (has_text or below)),
        lead=label.end + match.end() if match else 0,
        colon=match is not None and match["mark"] in "：:",
        closed=(closed_line and has_text) or (colon_line and (has_text or below)),
        above=has_text or below,
    )


_ORDER = (Level.FIRST, Level.SECOND, Level.THIRD, Level.FOURTH, Level.FIFTH)


def _deeper(level: Level | None, other: Level) -> bool:
    return level in _ORDER and other in _ORDER and _ORDER.index(other) > _ORDER.index(level)


def _runs(candidates: Sequence[_Candidate]) -> list[list[_Candidate]]:
    """Siblings: candidates of one form without a higher form between them, or with numbers that run on across it."""
    runs: list[list[_Candidate]] = []
    open_runs: dict[Level, list[_Candidate]] = {}
    closed_runs: dict[Level, list[_Candidate]] = {}
    for candidate in candidates:
        level, number = candidate.label.level, candidate.label.number
        assert level is not None
        for deeper in [x for x in open_runs if _deeper(level, x)]:
            closed_runs[deeper] = open_runs.pop(deeper)
        run = open_runs.get(level)
        before = closed_runs.get(level)
        if run is not None and number > run[-1].label.number:
            run.append(candidate)
        elif run is None and before is not None and number == before[-1].label.number + 1:
            before.append(candidate)
            open_runs[level] = before
        else:
            open_runs[level] = [candidate]
            runs.append(open_runs[level])
    return runs


def _is_list(run: Sequence[_Candidate]) -> bool:
    """Whether numbered lines follow each other with nothing under any but the last: items without a full stop."""
    return len(run) > 1 and all(c.own and not c.above and b.index == c.index + 1 for c, b in pairwise(run))


def _heads_of_run(run: Sequence[_Candidate], texts: Sequence[Text], shares: _Shares) -> dict[int, int]:
    level = run[0].label.level
    if len(run) > 1 and all(c.own or c.lead or c.closed for c in run):
        run = [replace(c, own=c.own or c.closed) for c in run]
    own = [c for c in run if c.own]
    leads = [c for c in run if c.lead and not c.own]
    if level in (Level.FOURTH, Level.FIFTH) or (level is not Level.FIRST and _is_list(run)):
        return {}
    if level is Level.FIRST:
        return {c.index: len(texts[c.index].value) for c in own} | (
            {c.index: c.lead for c in leads if not c.colon} if len(own) + len(leads) == len(run) else {}
        )
    if len(own) * 2 > len(run):
        return {c.index: len(texts[c.index].value) for c in own} | {
            c.index: c.lead for c in leads if len(own) + len(leads) == len(run) and not c.colon
        }
    if level is Level.THIRD and not shares.systematic(run[0]):
        return {}
    marked = [c for c in leads if not c.colon] if sum(c.colon for c in leads) * 2 <= len(leads) else leads
    if len(own) + len(marked) >= LEAD_INS * len(run) and (len(run) > 1 or level is Level.SECOND):
        return {c.index: c.lead for c in marked} | {c.index: len(texts[c.index].value) for c in own}
    return {}
