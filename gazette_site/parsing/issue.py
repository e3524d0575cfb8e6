"""Lines become an Issue. This function is the table of contents of the room."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gazette_site.characters import bare
from gazette_site.model import (
    Chronicle,
    Document,
    Furniture,
    FurnitureReason,
    Issue,
    IssueId,
    Paragraph,
    Role,
    Trust,
)
from gazette_site.parsing.chronicle import read_chronicle
from gazette_site.parsing.conservation import check_conservation
from gazette_site.parsing.contents import Contents, read_contents
from gazette_site.parsing.document import Place, read_document
from gazette_site.parsing.front import gazette_name, zones
from gazette_site.parsing.furniture import RunningHeads, bare_page_numbers
from gazette_site.parsing.items import Found, Item, find_items
from gazette_site.parsing.masthead import read_masthead
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
    problems += _doubtful(found, body, file, transcript)
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
        kept.append(replace(line, gap=max(line.gap, gap)) if gap else line)
        gap = 0
        size += i in head
    return kept, size


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
    problems += _doubts(contents, file, transcript)
    for entry in found.missing:
        page = f"（第{entry.page}页）" if entry.page is not None else ""
        message = f"目录中的“{entry.title}”{page}在正文里没有找到"
        problems.append(_at(transcript, file, message, entry.line, "contents-missing-item"))
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


def _doubtful(found: Found, body: Sequence[Line], file: str, transcript: Transcript) -> list[Problem]:
    """Lines that look like the beginning of a document and were left in the one before."""
    return [
        _at(
            transcript,
            file,
            "这里像是另一件文件的开头，现归入上一件；如应另成一件，请在目录中补上或用更正分开",
            body[i].number,
            "item-doubtful",
        )
        for i in found.doubtful
    ]


def _doubts(contents: Contents, file: str, transcript: Transcript) -> list[Problem]:
    """What the contents leave open: lines that are neither title nor section, sections without a title, titles without a page."""
    paged = any(line.page is not None for line in contents.lines)
    found = [
        *(
            (f"目录中的“{doubt.text}”看不出是栏目还是题目的一部分，请核对上下两条", doubt.line, "contents-doubt")
            for doubt in contents.doubts
        ),
        *(
            (f"目录的栏目“{doubt.text}”下面没有题目，请核对下一个栏目", doubt.line, "contents-empty-section")
            for doubt in contents.empty
        ),
        *(
            (f"目录中的“{line.title}”没有页码", line.line, "contents-no-page")
            for line in contents.lines
            if paged and line.page is None
        ),
    ]
    return [_at(transcript, file, message, line, code) for message, line, code in found]


_SHORTENED = re.compile(
    r"(?P<first>.{2,30}?)等(?:[\d一二三四五六七八九十两]{1,3}个?)?(?:部门|单位|机关|家|委办局)+(?=关于|印发|转发)"
)
"""How contents name many issuers: 澜川市财政局等三部门关于……."""


def _same_title(document: Document) -> bool:
    """Whether the contents print the title of the body, its number, the instrument, or the title with its issuers shortened or left out."""
    printed, listed = bare(document.title.value), bare(document.contents_title or "")
    number = bare(document.number.normal) if document.number else ""
    if listed in (printed, printed + number, bare(document.instrument or ""), number):
        return True
    shortened = _SHORTENED.match(listed)
    if shortened:
        return printed.startswith(shortened["first"]) and printed.endswith(listed[shortened.end() :])
    return listed.startswith("关于") and printed.endswith(listed)


def _without_facts(documents: Sequence[Document], file: str, transcript: Transcript) -> list[Problem]:
    """Documents whose head says less than a document's should."""
    problems = []
    for document in documents:
        name, line = document.title.value, document.title.line
        if not document.issuers:
            problems.append(_at(transcript, file, f"“{name}”的题目里没有看出发文机关", line, "no-issuer"))
        if document.number and not document.date and not _prints_date(document):
            problems.append(_at(transcript, file, f"“{name}”没有成文日期", line, "no-date"))
    return problems


def _prints_date(document: Document) -> bool:
    """Whether a date is printed, if only a month or a day that does not exist: that has a report of its own."""
    return any(isinstance(block, Paragraph) and block.role is Role.DATE for block in document.body)


def _at(transcript: Transcript, file: str, message: str, line: int, code: str) -> Problem:
    return warning(file, message, transcript.file_line(line), transcript.quote(line), code)
