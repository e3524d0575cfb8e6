"""Lines become an Issue. This function is the table of contents of the room."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace as other_line

from gazette_site.characters import remember
from gazette_site.model import (
    Chronicle,
    Document,
    Furniture,
    FurnitureReason,
    Issue,
    IssueId,
)
from gazette_site.parsing.chronicle.reader import read_chronicle
from gazette_site.parsing.comparisons import compare, confirmed
from gazette_site.parsing.conservation import check_conservation
from gazette_site.parsing.documents.document import Slot, read_document
from gazette_site.parsing.examiner import examine, without_lesser
from gazette_site.parsing.layout.contents import Contents, read_contents
from gazette_site.parsing.layout.front import contents_first, gazette_name, zones
from gazette_site.parsing.layout.furniture import RunningHeads, bare_page_numbers
from gazette_site.parsing.layout.items import Item, find_items
from gazette_site.parsing.layout.masthead import read_masthead
from gazette_site.parsing.personal import personal_problems
from gazette_site.parsing.report import Report
from gazette_site.parsing.traditional import traditional_problems
from gazette_site.problems import Problem
from gazette_site.reading.lines import Line, Transcript, furniture, line_spans
from gazette_site.reading.sidecar import Sidecar


def parse_issue(
    transcript: Transcript, issue_id: IssueId, file: str, sidecar: Sidecar, sections: Sequence[str]
) -> tuple[Issue, tuple[Problem, ...]]:
    """The issue that a transcript prints, and everything about it that a person should look at. Pure; never raises for any text.

    `file` is the path for messages, `sections` are section names that may stand as running heads although the contents do not list them.
    """
    remember(line.text for line in transcript.lines)
    lines = contents_first(transcript.lines)
    zone = zones(lines)
    contents = (
        read_contents(lines, zone.contents, zone.back, sections)
        if zone.contents < zone.body
        else Contents((), (), zone.body)
    )
    cover, back = lines[: zone.contents], lines[zone.back :]
    masthead, misprinted, problems = read_masthead(cover, back, issue_id, sidecar.metadata, file, transcript)
    misprint, problems = confirmed(sidecar, misprinted, problems)
    heads = RunningHeads((*contents.sections, *sections), gazette_name(cover) or masthead.gazette, lines)
    body = lines[contents.end : zone.back]
    found = find_items(body, contents.lines, heads)
    left_out = [
        *transcript.markup,
        *(furniture(FurnitureReason.COVER, line) for line in cover),
        *(furniture(FurnitureReason.CONTENTS, line) for line in lines[zone.contents : contents.end]),
        *(furniture(FurnitureReason.BACK_COVER, line) for line in back),
    ]
    documents, chronicle, dropped, more = _read_items(found.items, body, heads, issue_id, file, transcript)
    problems += more
    problems += compare(contents, found, documents, chronicle, body, Report(file, transcript))
    issue = Issue(
        id=issue_id,
        file=file,
        masthead=masthead,
        contents=contents.lines,
        documents=tuple(documents),
        chronicle=chronicle,
        furniture=tuple(sorted((*left_out, *dropped), key=lambda f: f.text.spans[0] if f.text.spans else (0, 0, 0))),
        corrections=transcript.corrections,
        notes=sidecar.notes,
        source_url=sidecar.source_url,
        pdf=f"{issue_id}.pdf" if transcript.pages else None,
        pages=transcript.pages,
        misprint=misprint,
        line_pages=_line_pages(transcript),
        privacy=transcript.privacy,
    )
    problems += traditional_problems(transcript, file)
    problems += check_conservation(issue, transcript, file)
    problems += personal_problems(issue, transcript, file)
    doubts = examine(issue, transcript, file, problems)
    return issue, (*without_lesser(problems, doubts), *doubts)


def _line_pages(transcript: Transcript) -> tuple[int, ...]:
    """For each source line its page of the PDF; 0 for what is in no printed line."""
    if not transcript.pages:
        return ()
    pages = [0] * len(transcript.source)
    for line in transcript.lines:
        for span in line_spans(line):
            pages[span.line - 1] = line.pdf_page
    return tuple(pages)


def _read_items(
    items: Sequence[Item],
    body: Sequence[Line],
    heads: RunningHeads,
    issue_id: IssueId,
    file: str,
    transcript: Transcript,
) -> tuple[list[Document], Chronicle | None, list[Furniture], list[Problem]]:
    documents: list[Document] = []
    chronicle: Chronicle | None = None
    left_out: list[Furniture] = []
    problems: list[Problem] = []
    numbers = bare_page_numbers(body)
    for item in items:
        kept, title_lines = _without_heads(item, body, heads, numbers, left_out)
        if not kept:
            continue
        if item.chronicle:
            chronicle, dropped, found = read_chronicle(
                kept[:title_lines], kept[title_lines:], item.entry, issue_id, transcript, file
            )
            problems += found
        else:
            slot = Slot(position := len(documents) + 1, Report(file, transcript).of(position))
            document, dropped, found = read_document(item, kept, title_lines, slot)
            documents.append(document)
            problems += found
        left_out += dropped
    return documents, chronicle, left_out, problems


def _without_heads(
    item: Item, body: Sequence[Line], heads: RunningHeads, numbers: frozenset[int], left_out: list[Furniture]
) -> tuple[list[Line], int]:
    """The lines of an item without running heads and page numbers, and how many of them are its head: title, number above it.

    Lines of the head are text even if they read like a running head.
    """
    kept: list[Line] = []
    size, gap = 0, 0
    head = {*item.title, item.above}
    for i in range(item.start, item.end):
        line = body[i]
        reason = FurnitureReason.PAGE_NUMBER if i in numbers else heads.reason(line)
        if reason and i not in head:
            left_out.append(furniture(reason, line))
            gap = max(gap, line.gap, 1)
            continue
        kept.append(other_line(line, gap=max(line.gap, gap)) if gap else line)
        gap = 0
        size += i in head
    return kept, size
