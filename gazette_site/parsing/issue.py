"""Lines become an Issue. This function is the table of contents of the room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gazette_site.characters import bare
from gazette_site.model import Chronicle, Document, Furniture, FurnitureReason, Issue, IssueId, Trust
from gazette_site.parsing.chronicle import read_chronicle
from gazette_site.parsing.conservation import check_conservation
from gazette_site.parsing.contents import Contents, read_contents
from gazette_site.parsing.document import Place, read_document
from gazette_site.parsing.examiner import examine
from gazette_site.parsing.front import gazette_name, read_masthead, zones
from gazette_site.parsing.furniture import RunningHeads, bare_page_numbers
from gazette_site.parsing.items import Found, Item, find_items
from gazette_site.problems import Problem, error, warning
from gazette_site.reading.lines import Line, Transcript, furniture, line_spans
from gazette_site.reading.sidecar import Sidecar


def parse_issue(
    transcript: Transcript, issue_id: IssueId, file: str, sidecar: Sidecar, sections: Sequence[str]
) -> tuple[Issue, tuple[Problem, ...]]:
    """The issue that a transcript prints, and everything about it that a person should look at. Pure; never raises for any text.

    `file` is the path for messages, `sections` are section names that may stand as running heads although the contents do not list them.
    """
    lines = transcript.lines
    zone = zones(lines)
    contents = (
        read_contents(lines, zone.contents, zone.back, sections)
        if zone.contents < zone.body
        else Contents((), (), zone.body)
    )
    cover, back = lines[: zone.contents], lines[zone.back :]
    masthead, problems = read_masthead(cover, back, issue_id, sidecar.metadata, file, transcript)
    heads = RunningHeads((*contents.sections, *sections), gazette_name(cover) or masthead.gazette)
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
    problems += _compare(contents, found, documents, chronicle, file, transcript)
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
        line_pages=_line_pages(transcript),
    )
    problems += check_conservation(issue, transcript, file)
    problems += examine(issue, transcript, file)
    return issue, tuple(problems)


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
            place = Place(len(documents) + 1, file, transcript)
            document, dropped, found = read_document(item, kept, title_lines, place)
            documents.append(document)
            problems += found
        left_out += dropped
    return documents, chronicle, left_out, problems


def _without_heads(
    item: Item, body: Sequence[Line], heads: RunningHeads, numbers: frozenset[int], left_out: list[Furniture]
) -> tuple[list[Line], int]:
    """The lines of an item without running heads and page numbers, and how many of them are title.

    Title lines that the item claims are text even if they read like a running head.
    """
    kept: list[Line] = []
    title_lines, gap = 0, 0
    wanted = bare(item.entry.title) if item.entry else ""
    title_text = "".join(bare(body[i].text) for i in range(item.start, item.start + item.title_lines) if i < item.end)
    for i in range(item.start, item.end):
        line = body[i]
        in_title = i < item.start + item.title_lines
        reason = FurnitureReason.PAGE_NUMBER if i in numbers else heads.reason(line)
        if (
            reason
            and in_title
            and ((item.chronicle and i == item.start) or title_text == wanted or bare(line.text) == wanted)
        ):
            reason = None if item.title_lines == 1 or item.chronicle or bare(line.text) == wanted else reason
        if reason:
            left_out.append(furniture(reason, line))
            gap = max(gap, line.gap, 1)
            continue
        kept.append(replace(line, gap=max(line.gap, gap)) if gap else line)
        gap = 0
        title_lines += in_title
    return kept, title_lines


def _compare(
    contents: Contents,
    found: Found,
    documents: Sequence[Document],
    chronicle: Chronicle | None,
    file: str,
    transcript: Transcript,
) -> list[Problem]:
    """Contents against items: every line has an item and the other way round; titles that differ are reported, both forms are kept."""
    problems: list[Problem] = []
    if not contents.lines:
        problems.append(warning(file, "没有找到目录，各件只能按题目和文号的样式分开", code="contents-missing"))
    for entry in found.missing:
        problems.append(
            _at(
                transcript,
                file,
                f"目录中的“{entry.title}”（第{entry.page}页）在正文里没有找到",
                entry.line,
                "contents-missing-item",
            )
        )
    for document in documents:
        if contents.lines and document.contents_title is None:
            problems.append(
                _at(
                    transcript, file, f"“{document.title.value}”不在目录中", document.title.line, "item-not-in-contents"
                )
            )
        elif document.contents_title and not _same_title(document):
            message = f"题目与目录不同：目录为“{document.contents_title}”，正文为“{document.title.value}”，以正文为准"
            problems.append(_at(transcript, file, message, document.title.line, "title-differs"))
    problems += _without_facts(documents, file, transcript)
    if not documents and chronicle is None:
        if any(page.trust is Trust.NONE for page in transcript.pages):
            problems.append(warning(file, "没有文字可以分件，这一期只有图片", code="pictures-only"))
        else:
            problems.append(error(file, "没有找到任何文件或大事记", code="nothing-found"))
    return problems


def _same_title(document: Document) -> bool:
    printed, listed = bare(document.title.value), bare(document.contents_title or "")
    number = bare(document.number.normal) if document.number else ""
    return (
        printed == listed or printed + number == listed or bare(document.instrument or "") == listed or number == listed
    )


def _without_facts(documents: Sequence[Document], file: str, transcript: Transcript) -> list[Problem]:
    """Documents whose head says less than a document's should."""
    problems = []
    for document in documents:
        name, line = document.title.value, document.title.line
        if not document.issuers:
            problems.append(_at(transcript, file, f"“{name}”的题目里没有看出发文机关", line, "no-issuer"))
        if document.number and not document.date:
            problems.append(_at(transcript, file, f"“{name}”没有成文日期", line, "no-date"))
    return problems


def _at(transcript: Transcript, file: str, message: str, line: int, code: str) -> Problem:
    return warning(file, message, transcript.file_line(line), transcript.quote(line), code)
