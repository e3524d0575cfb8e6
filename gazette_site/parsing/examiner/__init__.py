"""The examiner: looks at a finished issue for the marks of a mistake, and says where a person should look.

It knows nothing of how an issue is parsed and imports no parsing module: it reads the finished `Issue` and the lines of the `Transcript`,
so that a fault of a rule cannot hide itself. Each check is one function from `Facts` to `Doubt`s, its rule in its docstring; `CHECKS` is
the list, in the order of a reading person: heads, bodies, shapes, marks, chronicle, contents, clauses.

Guarantees:
1. It changes nothing.
2. It says one thing of one record once: further places of the same kind are counted.
3. No text makes it raise; it is linear in the length of the issue.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain

from gazette_site.model import Issue
from gazette_site.parsing.examiner import bodies, chronicles, clauses, contents, heads, marks, shapes
from gazette_site.parsing.examiner.facts import Doubt, Facts
from gazette_site.problems import Problem, Record
from gazette_site.reading.lines import Transcript

__all__ = ["CHECKS", "Doubt", "Facts", "examine"]

Check = Callable[[Facts], Iterator[Doubt]]

CHECKS: tuple[Check, ...] = (
    heads.title_is_number,
    heads.title_is_none,
    heads.title_holds_number,
    heads.order_without_number,
    heads.issuer_marks,
    heads.issuers_cover_title,
    heads.no_kind,
    heads.later_than_issue,
    heads.other_year,
    heads.same_number,
    heads.unlike_siblings,
    heads.neither_number_nor_date,
    heads.addressee_unread,
    heads.addressee_odd,
    heads.no_body,
    heads.short_body,
    bodies.number_inside,
    bodies.dates_inside,
    bodies.date_unread,
    bodies.title_inside,
    bodies.after_the_end,
    bodies.carried_not_named,
    bodies.joined_heads,
    bodies.chronicle_inside,
    bodies.second_document,
    bodies.signature_inside,
    shapes.cut_paragraphs,
    shapes.narrow_lines,
    shapes.mixed_scripts,
    shapes.headings_unlike,
    shapes.one_row_tables,
    shapes.attachments_announced,
    shapes.attachment_titles,
    shapes.note_unread,
    marks.markup_left,
    marks.star_dropped,
    marks.strange_characters,
    marks.doubled_characters,
    marks.torn_words,
    chronicles.one_entry,
    chronicles.undated_entries,
    chronicles.second_date,
    chronicles.inner_dates,
    chronicles.joined_lines,
    chronicles.long_entries,
    chronicles.late_entries,
    contents.pages_fall,
    contents.pages_differ,
    contents.page_ranges,
    contents.page_unread,
    contents.section_in_title,
    contents.empty_sections,
    contents.front_titles,
    contents.no_section,
    contents.swallowed_contents,
    clauses.number_codes,
    clauses.numbers_unread,
    clauses.repeals_unread,
    clauses.cleanup_unread,
    clauses.two_for_one,
    clauses.force_unread,
    clauses.appointments_odd,
)
"""Every check, in order."""


def examine(issue: Issue, transcript: Transcript, file: str) -> list[Problem]:
    """What looks like a mistake in a finished issue, in the order of the checks. Pure; never raises for any issue that conserves its text."""
    facts = Facts(issue, transcript)
    kinds: dict[tuple[str, Record | None, int], list[Doubt]] = {}
    for doubt in chain.from_iterable(check(facts) for check in CHECKS):
        kinds.setdefault((doubt.code, doubt.record, 0 if doubt.record else doubt.line), []).append(doubt)
    return [_problem(doubts, transcript, file) for doubts in kinds.values()]


def _problem(doubts: list[Doubt], transcript: Transcript, file: str) -> Problem:
    """Doubts of one kind about one record as one problem, at the place of the first."""
    first = doubts[0]
    more = f"（同类共{len(doubts)}处）" if len(doubts) > 1 else ""
    return replace(transcript.warn(file, first.message + more, first.line, first.code), record=first.record)
