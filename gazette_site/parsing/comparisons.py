"""What does not agree in an issue: contents against items, heads that say less than they should, beginnings and numbers that are in doubt.

Each is a problem with its place; both forms are kept, nothing is changed.
"""

from __future__ import annotations

from collections.abc import Sequence

from gazette_site.characters import bare
from gazette_site.late import late
from gazette_site.model import Chronicle, Document, Misprint, Paragraph, Role, Trust
from gazette_site.parsing.documents.doubtful_numbers import doubtful_numbers
from gazette_site.parsing.layout.contents import Contents
from gazette_site.parsing.layout.items import Found
from gazette_site.parsing.names.order_names import leading_order_number
from gazette_site.parsing.names.titles import without_note_mark
from gazette_site.parsing.report import Report
from gazette_site.problems import Problem, error, warning
from gazette_site.reading.lines import Line
from gazette_site.reading.sidecar import Sidecar


def compare(
    contents: Contents,
    found: Found,
    documents: Sequence[Document],
    chronicle: Chronicle | None,
    body: Sequence[Line],
    report: Report,
) -> list[Problem]:
    """Contents against items: every line has an item and the other way round; titles that differ are reported, both forms are kept."""
    problems: list[Problem] = []
    if not contents.lines:
        problems.append(warning(report.file, "没有找到目录，各件只能按题目和文号的样式分开", code="contents-missing"))
    problems += _doubts(contents, report)
    for entry in found.missing:
        page = f"（第{entry.page}页）" if entry.page is not None else ""
        message = f"目录中的“{entry.title}”{page}在正文里没有找到"
        problems.append(report.warn(message, entry.line, "contents-missing-item"))
    for document in documents:
        if contents.lines and document.contents_title is None:
            problems.append(_of(document, report, f"“{document.title.value}”不在目录中", "item-not-in-contents"))
        elif document.contents_title and not _same_title(document):
            message = f"题目与目录不同：目录为“{document.contents_title}”，正文为“{document.title.value}”，以正文为准"
            problems.append(_of(document, report, message, "title-differs"))
    problems += _without_facts(documents, report)
    problems += _doubtful_numbers(documents, report)
    problems += _doubtful_items(found, body, report)
    if not documents and chronicle is None:
        if any(page.trust is Trust.NONE for page in report.transcript.pages):
            problems.append(warning(report.file, "没有文字可以分件，这一期只有图片", code="pictures-only"))
        else:
            problems.append(error(report.file, "没有找到任何文件或大事记", code="nothing-found"))
    return problems


def confirmed(
    sidecar: Sidecar, misprinted: tuple[str, ...], problems: Sequence[Problem]
) -> tuple[Misprint | None, list[Problem]]:
    """What the clerk confirms to be misprinted, and the problems without those that say so."""
    if sidecar.confirmed is None:
        return None, list(problems)
    return Misprint(misprinted, sidecar.confirmed), [one for one in problems if one.code != "issue-number"]


def _doubtful_items(found: Found, body: Sequence[Line], report: Report) -> list[Problem]:
    """Lines that look like the beginning of a document and were left in the one before."""
    return [
        report.warn(
            "这里像是另一件文件的开头，现归入上一件；如应另成一件，请在目录中补上或用更正分开",
            body[i].number,
            "item-doubtful",
        )
        for i in found.doubtful
    ]


def _of(document: Document, report: Report, message: str, code: str) -> Problem:
    """A warning about a document, at its title."""
    return report.of(document.position).warn(message, document.title.line, code)


def _doubts(contents: Contents, report: Report) -> list[Problem]:
    """What the contents leave open: lines that are neither title nor section, sections without a title."""
    found = [
        *(
            (f"目录中的“{doubt.text}”看不出是栏目还是题目的一部分，请核对上下两条", doubt.line, "contents-doubt")
            for doubt in contents.doubts
        ),
        *(
            (f"目录的栏目“{doubt.text}”下面没有题目，请核对下一个栏目", doubt.line, "contents-empty-section")
            for doubt in contents.empty
        ),
    ]
    return [report.warn(message, line, code) for message, line, code in found]


_OF_A_PERSON = late(r"(?:讲话|致辞|发言|贺词|献词|解读|答记者问|问答|图解)(?:[（(][^（）()]*[)）])?$")
_SHORTENED = late(
    r"(?P<first>.{2,30}?)等(?:[\d一二三四五六七八九十两]{1,3}个?)?(?:部门|单位|机关|家|委办局)+(?=关于|印发|转发)"
)
"""How contents name many issuers: 澜川市财政局等三部门关于……."""


def _same_title(document: Document) -> bool:
    """Whether the contents print the title of the body, its number, the instrument, or the title with its issuers shortened or left out.

    What stands behind the number of an order or a public notice is its subject; the mark of a note at its end is no word of a title.
    """
    printed, listed = bare(without_note_mark(document.title.value)), bare(document.contents_title or "")
    number = bare(document.normal_number)
    carried = bare(document.instrument or "")
    if listed in (printed, printed + number, carried, number, number + carried):
        return True
    if document.number and leading_order_number(document.contents_title or "") == document.number.normal:
        return True
    shortened = _SHORTENED.match(listed)
    if shortened:
        return printed.startswith(shortened["first"]) and printed.endswith(listed[shortened.end() :])
    return listed.startswith("关于") and printed.endswith(listed)


def _without_facts(documents: Sequence[Document], report: Report) -> list[Problem]:
    """Documents whose head says less than a document's should. News, a table, a speech or an explanation has no issuer and no number."""
    problems = []
    for document in documents:
        name = document.title.value
        official = document.number or document.date or document.kind or "关于" in name
        if official and not document.issuers and (document.number or not _OF_A_PERSON.search(name)):
            problems.append(_of(document, report, f"“{name}”的题目里没有看出发文机关", "no-issuer"))
        if document.number and not document.date and not _prints_date(document):
            problems.append(_of(document, report, f"“{name}”没有成文日期", "no-date"))
    return problems


def _doubtful_numbers(documents: Sequence[Document], report: Report) -> list[Problem]:
    """Cited numbers that may have taken in a word, or lost a character."""
    message = "正文引用的文号读作“{}”；它前面紧接着别的字，从哪个字算起是按样式推断的，请与原文核对"
    return [report.warn(message.format(one.number), one.line, "doubtful-number") for one in doubtful_numbers(documents)]


def _prints_date(document: Document) -> bool:
    """Whether a date is printed, if only a month or a day that does not exist: that has a report of its own."""
    return any(isinstance(block, Paragraph) and block.role is Role.DATE for block in document.body)
