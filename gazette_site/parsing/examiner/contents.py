"""The contents against the text: pages, sections, titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from gazette_site.characters import bare, folded
from gazette_site.model import ContentsLine, Document, FurnitureReason, Paragraph
from gazette_site.parsing.examiner.facts import Doubt, Facts, name_of, of_document, short

_RANGE = re.compile(r"[—–\-~～至]+\s*\d{1,3}\s*+[)）]?\s*$|^\s*\d{1,3}\s*[—–\-~～至]+\s*\d{1,3}\s*\D")
_KIND_END = ("令", "公告", "通告")


def pages_fall(facts: Facts) -> Iterator[Doubt]:
    """The pages of the contents rise with the printed order of the documents."""
    paged = [document for document in facts.issue.documents if document.page is not None and document.contents_title]
    for before, document in pairwise(paged):
        if before.page is not None and document.page is not None and document.page < before.page:
            message = f"{name_of(document)}的目录页码（{document.page}）比前一件（{before.page}）小，请核对目录与正文是否对上了"
            yield Doubt("pages-fall", message, document.title.line, of_document(document))


def pages_differ(facts: Facts) -> Iterator[Doubt]:
    """The page of the contents is the page that the text itself prints, give or take one."""
    for document in facts.issue.documents:
        first = next((b.page for b in document.body if b.page is not None), None)
        if document.page is not None and first is not None and not -1 <= first - document.page <= 1:
            message = f"{name_of(document)}在目录中是第{document.page}页，正文却印在第{first}页，请核对"
            yield Doubt("page-differs", message, document.title.line, of_document(document))


def page_ranges(facts: Facts) -> Iterator[Doubt]:
    """A contents line that prints a range of pages has the first of them for its page."""
    documents = {bare(d.contents_title or ""): d for d in facts.issue.documents if d.contents_title}
    for entry in facts.issue.contents:
        printed = re.findall(r"\d{1,3}", facts.quote(entry.line)) if _RANGE.search(facts.quote(entry.line)) else []
        document = documents.get(bare(entry.title))
        if len(printed) >= 2 and document is not None and entry.page is not None and str(entry.page) == printed[-1]:
            message = f"目录中“{short(entry.title)}”印的是页码范围，读成了第{entry.page}页，请核对起始页"
            yield Doubt("page-range", message, entry.line, of_document(document))


def page_unread(facts: Facts) -> Iterator[Doubt]:
    """A document of the contents has no page though the others have."""
    listed = [document for document in facts.issue.documents if document.contents_title]
    if sum(document.page is not None for document in listed) < 2:
        return
    for document in listed:
        if document.page is None:
            message = f"{name_of(document)}在目录中没有页码，请核对目录"
            yield Doubt("page-unread", message, document.title.line, of_document(document))


def section_in_title(facts: Facts) -> Iterator[Doubt]:
    """A contents line says more than the title of its document: the rest is a section, and the documents after it stand in the wrong one."""
    for k, entry in enumerate(facts.issue.contents):
        extra, before = _more_than_a_title(facts, entry)
        if not extra:
            continue
        for document in _same_section(facts, k if before else k + 1, entry.section):
            message = f"目录中“{short(entry.title, 40)}”比题目多出“{short(extra)}”，可能是栏目名，请核对{name_of(document)}的栏目"
            yield Doubt("section-in-title", message, entry.line, of_document(document))


def _more_than_a_title(facts: Facts, entry: ContentsLine) -> tuple[str, bool]:
    """What a contents line says beyond the title of a document, and whether it says it before the title."""
    listed = bare(entry.title)
    for document in facts.issue.documents:
        for own in (bare(document.title.value), _order_name(document)):
            if len(own) < 4 or len(listed) - len(own) < 2:
                continue
            if listed.startswith(own) and not _is_number(listed[len(own) :]):
                return listed[len(own) :], False
            if listed.endswith(own):
                return listed[: -len(own)], True
    return "", False


def _order_name(document: Document) -> str:
    """An order by its number, 澜川市人民政府令第12号, as it stands in contents."""
    return bare(document.number.normal) if document.number else ""


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"第?\d+号?|[一-龥]{0,8}(?:19|20)\d\d年?第?\d+号", text))


def _same_section(facts: Facts, first: int, section: str | None) -> Iterator[Document]:
    """The documents of the contents lines from `first` on, as long as the section stays."""
    titles = {bare(d.contents_title or d.title.value): d for d in facts.issue.documents}
    for entry in facts.issue.contents[first:]:
        if entry.section != section:
            return
        document = titles.get(bare(entry.title)) or next(
            (d for t, d in titles.items() if len(t) >= 4 and bare(entry.title).endswith(t)), None
        )
        document = document or next(
            (d for t, d in titles.items() if len(t) >= 4 and bare(entry.title).startswith(t)), None
        )
        if document is not None:
            yield document


def empty_sections(facts: Facts) -> Iterator[Doubt]:
    """A line of the contents is neither a title nor a section of one: a section without an item, or a line that was not read."""
    known = {bare(entry.title) for entry in facts.issue.contents}
    known |= {bare(entry.section) for entry in facts.issue.contents if entry.section}
    whole = "".join(sorted(known))
    for item in facts.issue.furniture:
        if item.reason is not FurnitureReason.CONTENTS:
            continue
        words = re.sub(r"\d+", "", bare(item.text.value))
        if (
            len(words) >= 2
            and words != "目录"
            and "公报" not in words
            and words not in whole
            and not _known(words, known)
        ):
            message = f"目录中“{short(item.text.value)}”一行既不是读出的题目，也不是栏目，请核对"
            yield Doubt("contents-line-unread", message, item.text.line)


def _known(words: str, known: set[str]) -> bool:
    return any(words in re.sub(r"\d+", "", one) for one in known)


def front_titles(facts: Facts) -> Iterator[Doubt]:
    """The title of a document that the contents do not list stands in the front pages: the contents were not read as such."""
    front = {
        re.sub(r"\d+$|^\d+", "", bare(item.text.value)): item.text.line
        for item in facts.issue.furniture
        if item.reason in (FurnitureReason.COVER, FurnitureReason.CONTENTS)
    }
    for document in facts.issue.documents:
        line = front.get(bare(document.title.value))
        if document.contents_title is None and line:
            message = (
                f"{name_of(document)}的题目印在前面第{line}行，却没有读作目录，它的页码和栏目因此缺少，请核对目录的写法"
            )
            yield Doubt("contents-unread", message, line, of_document(document))


def no_section(facts: Facts) -> Iterator[Doubt]:
    """A document has no section though the contents have sections, or a contents line holds a mark of its table."""
    sections = [entry.section for entry in facts.issue.contents]
    held = any(re.match(r"栏目|标题|题目|序号|页码", bare(entry.title)) for entry in facts.issue.contents)
    if not held and not any(sections):
        return
    for document in facts.issue.documents:
        if document.section is None and document.contents_title is not None:
            message = f"{name_of(document)}没有栏目，目录里却有栏目，请核对目录"
            yield Doubt("section-missing", message, document.title.line, of_document(document))


def swallowed_contents(facts: Facts) -> Iterator[Doubt]:
    """A document without number and date at the head of the issue consists of lines of the contents."""
    listed = [d for d in facts.issue.documents if d.number is None and d.date is None]
    titles = {bare(d.title.value) for d in facts.issue.documents if d.number}
    for document in listed:
        texts = [block.text for block in document.body if isinstance(block, Paragraph)]
        hit = next((t for t in texts if re.sub(r"^\d+|\d+$", "", bare(folded(t.value))) in titles), None)
        if hit is not None:
            message = f"{name_of(document)}的正文里有本期另一件的题目，它可能是目录的一部分，请核对目录在哪里结束"
            yield Doubt("contents-inside", message, hit.line, of_document(document))
