"""The contents against the text: pages, sections, titles."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from gazette_site.characters import bare, folded
from gazette_site.late import late
from gazette_site.model import ContentsLine, Document, FurnitureReason, Paragraph
from gazette_site.parsing.examiner.facts import BRACKETED, Doubt, Facts, name_of, of_document, short
from gazette_site.problems import Record

_RANGE = late(r"[—–\-~～至]+\s*\d{1,3}\s*+[)）]?\s*$|^\s*\d{1,3}\s*[—–\-~～至]+\s*\d{1,3}\s*\D")
_OPENING = 2
"""Paragraphs of a document that may be the subject under the name of a public notice."""
_HEADING = late(r"(?:contents?)?(?:本期|本刊)?(?:总?目录|目次|要目)")
_HAN = late("[\u3400-\u4dbf\u4e00-\u9fff]{2,}")
_BESIDE = late(
    rf"[（(][^（）()\d]{{0,24}}\d[^（）()]{{0,16}}号(?:令|公告|通告)?[）)]|{BRACKETED}|(?<![^\s）)])\S{{0,20}}?第\s*\d{{1,5}}\s*号|第\s*\d{{1,3}}\s*页"
    r"|[…‥⋯.．·•]{3,}\s*[一-龥][一-龥·\s]{1,15}(?=\s*[（(]?\d{1,4}[）)]?$)"
)
"""What stands beside a title in the contents: its number, in brackets or not, a page in words, who said it behind a leader."""
_SPEAKER = late(r"[^\s》]{0,20}(?:长|主任|主席|书记)\s+(?:[一-龥·]\s*){2,6}[\s.…·]*(?:[（(]?\d{1,4}[）)]?)?")
"""省长　徐立中 (13): who gave the speech on the line above."""
_TABLE_HEAD = late(r"(?:^|[\s|])(?:起始|所在)?页[码次数](?:$|[\s|])")
"""The head row of a contents table has a column for the page."""
_IMPRINT = late(r"\s*[^\s\d：:]{2,8}[：:]")
"""主办：…, 邮编：…: a label and a colon, what is printed beside the contents."""


def pages_fall(facts: Facts) -> Iterator[Doubt]:
    """The pages of the contents rise in printed order; spoken of are the fewest records without which the rest rises."""
    paged = [
        (document.title.line, document.page, name_of(document), of_document(document))
        for document in facts.issue.documents
        if document.page is not None and document.contents_title
    ]
    chronicle = facts.issue.chronicle
    if chronicle is not None and chronicle.page is not None and chronicle.title:
        paged.append((chronicle.title[0].line, chronicle.page, "大事记", Record("chronicle", 1)))
        paged.sort(key=lambda one: one[0])
    kept = _longest_rise([page for _, page, _, _ in paged])
    for k, (line, page, name, record) in enumerate(paged):
        if k not in kept:
            message = f"{name}的目录页码（{page}）与前后各件不合顺序，请核对页码，以及目录与正文是否对上"
            yield Doubt("pages-fall", message, line, record)


def _longest_rise(pages: Sequence[int]) -> set[int]:
    """The places of a longest sequence that never falls, of equal ones the one that begins first. In n log n."""
    tails: list[int] = []
    ends: list[int] = []
    after: dict[int, int] = {}
    for k in range(len(pages) - 1, -1, -1):
        at = bisect_right(tails, -pages[k])
        if at:
            after[k] = ends[at - 1]
        tails[at : at + 1] = [-pages[k]]
        ends[at : at + 1] = [k]
    kept: set[int] = set()
    place = ends[-1] if ends else None
    while place is not None:
        kept.add(place)
        place = after.get(place)
    return kept


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
    """A line of the contents has no page though others have. (A line that nothing in the text answers to is told of as such.)"""
    if not any(entry.page is not None for entry in facts.issue.contents):
        return
    documents = {bare(d.contents_title): d for d in facts.issue.documents if d.contents_title}
    for entry in facts.issue.contents:
        document = documents.get(bare(entry.title))
        chronicle = facts.issue.chronicle is not None and "大事记" in entry.title
        if entry.page is None and (document is not None or chronicle):
            record = of_document(document) if document is not None else Record("chronicle", 1)
            yield Doubt("page-unread", f"目录中“{short(entry.title)}”没有页码，请核对目录", entry.line, record)


def section_in_title(facts: Facts) -> Iterator[Doubt]:
    """A contents line says more than the title of its document: the rest is a section, and the documents after it stand in the wrong one.

    It is told of each of them, as far as the section goes or to the next such line.
    """
    titles = _Titles(facts.issue.documents)
    extra, at, section = "", facts.issue.contents[0] if facts.issue.contents else None, None
    for entry in facts.issue.contents:
        more, before = titles.more(entry)
        if entry.section != section:
            extra = ""
        section = entry.section
        if more and before:
            extra, at = more, entry
        document = titles.of(entry)
        if extra and at is not None and document is not None:
            message = (
                f"目录中“{short(at.title)}”比题目多出“{short(extra)}”，可能是栏目名，请核对{name_of(document)}的栏目"
            )
            yield Doubt("section-in-title", message, at.line, of_document(document))
        if more and not before:
            extra, at = more, entry


class _Titles:
    """The documents by their titles and by what contents print for them; look-up takes no longer the more there are."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._own: dict[str, Document] = {}
        self._listed: dict[str, Document] = {}
        for document in documents:
            self._listed.setdefault(bare(document.contents_title or document.title.value), document)
            for name in (bare(document.title.value), bare(document.number.normal) if document.number else ""):
                if len(name) >= 4:
                    self._own.setdefault(name, document)

    def of(self, entry: ContentsLine) -> Document | None:
        """The document of a contents line: the line is its title, or ends or begins with it."""
        listed = bare(entry.title)
        return self._listed.get(listed) or next(
            (
                found
                for k in range(1, len(listed))
                if (found := self._own.get(listed[k:]) or self._own.get(listed[:-k]))
            ),
            None,
        )

    def more(self, entry: ContentsLine) -> tuple[str, bool]:
        """What a contents line says beyond the title of a document, and whether it says it before the title."""
        listed = bare(entry.title)
        for k in range(2, len(listed) - 3):
            if behind := self._own.get(listed[:-k]):
                return ("" if _is_its_own(listed[-k:], behind) else listed[-k:]), False
            if ahead := self._own.get(listed[k:]):
                return ("" if _is_its_own(listed[:k], ahead) else listed[:k]), True
        return "", False


def _is_its_own(words: str, document: Document) -> bool:
    """Whether what a line says besides a title is a number, the text that the document carries, or the line under its title."""
    number = re.fullmatch(r"第?\d+号?|[一-龥]{0,8}(?:19|20)\d\d年?第?\d+号", words)
    opening = (bare(block.text.value) for block in document.body[:_OPENING] if isinstance(block, Paragraph))
    return bool(number) or words == bare(document.instrument or "") or words in opening


def lines_unread(facts: Facts) -> Iterator[Doubt]:
    """A line of the contents has words that no title and no section has: a section without an item, or a line that was not read.

    Pairs of neighbouring characters are compared, so that a line may be wrapped, stand beside another column, or hold a number, an
    ordinal, a page in words or a translation. Head rows, imprint lines and the gazette's own name are no titles.
    """
    known = {
        a + b
        for entry in facts.issue.contents
        for words in (entry.title, entry.section or "")
        for a, b in pairwise(bare(words))
    }
    for item in facts.issue.furniture:
        words = bare(item.text.value)
        if item.reason is not FurnitureReason.CONTENTS or _HEADING.match(words) or "公报" in words:
            continue
        if _TABLE_HEAD.search(item.text.value) or _IMPRINT.match(item.text.value):
            continue
        if _SPEAKER.fullmatch(item.text.value.strip()):
            continue
        runs = _HAN.findall(_BESIDE.sub(" ", item.text.value))
        if any(a + b not in known for run in runs for a, b in pairwise(run)):
            message = f"目录中“{short(item.text.value)}”一行没有读作题目或栏目，请核对"
            yield Doubt("contents-line-unread", message, item.text.line)


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
            message = f"{name_of(document)}的题目印在前面，却没有读作目录，因此没有页码和栏目，请核对目录的写法"
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
