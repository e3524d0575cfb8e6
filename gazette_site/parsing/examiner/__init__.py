"""The examiner: looks at a finished issue for the marks of a mistake, and says where a person should look.

It knows nothing of how an issue is parsed and imports no parsing module: it reads the finished `Issue` and the lines of the `Transcript`,
so that a fault of a rule cannot hide itself. Each check is one function from `Facts` to `Doubt`s, its rule in its docstring; `CHECKS` is
the list, the most telling first. `saying` makes problems of doubts.

Guarantees:
1. It changes nothing.
2. It says one thing of one record once, not again what the parser said, and at most three things of one record: the rest is counted.
3. No text makes it raise; it is linear in the length of the issue.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from gazette_site.model import Issue
from gazette_site.parsing.examiner import bodies, chronicles, clauses, contents, heads, marks, shapes, standings
from gazette_site.parsing.examiner.facts import Doubt, Facts
from gazette_site.parsing.examiner.saying import say, without_lesser
from gazette_site.problems import Problem
from gazette_site.reading.lines import Transcript

__all__ = ["CHECKS", "Doubt", "Facts", "examine", "without_lesser"]

Check = Callable[[Facts], Iterator[Doubt]]

CHECKS: tuple[Check, ...] = (
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
    heads.title_is_number,
    heads.title_is_none,
    heads.title_holds_number,
    heads.order_without_number,
    heads.number_without_code,
    heads.issuer_marks,
    heads.issuers_cover_title,
    heads.no_kind,
    heads.later_than_issue,
    heads.other_year,
    heads.same_number,
    heads.several_numbers,
    heads.unlike_siblings,
    heads.neither_number_nor_date,
    heads.addressee_unread,
    heads.addressee_odd,
    heads.no_body,
    heads.short_body,
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
    contents.lines_unread,
    contents.front_titles,
    contents.no_section,
    contents.swallowed_contents,
    clauses.number_codes,
    clauses.numbers_unread,
    clauses.repeals_unread,
    clauses.cleanup_unread,
    clauses.two_for_one,
    standings.lists_cut,
    standings.suspensions_unread,
    standings.extensions_unread,
    standings.amendments_unread,
    clauses.force_unread,
    clauses.appointments_odd,
    shapes.cut_paragraphs,
    shapes.narrow_lines,
    shapes.mixed_scripts,
    shapes.headings_unlike,
    shapes.one_row_tables,
    shapes.attachments_announced,
    shapes.attachments_elsewhere,
    shapes.attachment_titles,
    shapes.note_unread,
    marks.markup_left,
    marks.star_dropped,
    marks.strange_characters,
    marks.doubled_characters,
    marks.torn_words,
)
"""Every check, the most telling first: other documents inside, heads, chronicle, contents, clauses, shapes, marks."""


def examine(issue: Issue, transcript: Transcript, file: str, said: Iterable[Problem] = ()) -> list[Problem]:
    """What looks like a mistake in a finished issue and is not among `said`. Pure; never raises for any issue that conserves its text."""
    facts = Facts(issue, transcript)
    return say(chain.from_iterable(check(facts) for check in CHECKS), said, transcript, file)
