"""What the examiner looks at, and what it says.

A check is a function from the finished issue and its lines to doubts. It must not know how the issue was parsed: it looks for marks that
a right record does not have. A doubt is no error; a person decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from gazette_site.characters import CJK
from gazette_site.late import late
from gazette_site.model import Block, ChronicleEntry, Document, FurnitureReason, Issue, Paragraph, Role, Table, Text
from gazette_site.problems import Record
from gazette_site.reading.lines import Transcript

BRACKETED = rf"[{CJK}]{{1,24}}[〔\[［【（(]\s*(?:19|20)\d\d\s*[〕\]］】）)]\s*+第?\s*\d{{1,5}}\s*号"
"""发文字号 by its form, 澜府发〔2025〕7号."""

_NAME = 20
"""Characters of a quoted text or of a record's name in a message."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One mark of a mistake."""

    code: str
    """Short stable name, `number-inside`."""
    message: str
    """What is seen and what to do, in Chinese."""
    line: int
    """Source line, 0 if it is about the whole."""
    record: Record | None = None


@dataclass(frozen=True)
class Facts:
    """The issue under examination, and look-up tables that several checks need."""

    issue: Issue
    transcript: Transcript

    @cached_property
    def lines(self) -> dict[int, str]:
        """Source line number → the words printed there, without marks."""
        found: dict[int, str] = {}
        for line in self.transcript.lines:
            found.setdefault(line.number, "")
            found[line.number] += line.text
        return found

    @cached_property
    def gaps(self) -> dict[int, int]:
        """Source line number → blank lines before it."""
        return {line.number: line.gap for line in self.transcript.lines}

    @cached_property
    def unbroken(self) -> frozenset[int]:
        """Source lines before which no running head or page number stands: what is not cut by a page."""
        cut = {
            span.line
            for item in self.issue.furniture
            if item.reason in (FurnitureReason.RUNNING_HEAD, FurnitureReason.PAGE_NUMBER)
            for span in item.text.spans
        }
        numbers = sorted({line.number for line in self.transcript.lines})
        return frozenset(n for before, n in pairwise(numbers) if before not in cut)

    @cached_property
    def own(self) -> tuple[tuple[Document, tuple[Paragraph, ...]], ...]:
        """Each document with the paragraphs of its own part."""
        return tuple((document, tuple(paragraphs(own_part(document)))) for document in self.issue.documents)

    @cached_property
    def every(self) -> tuple[tuple[Document, tuple[Paragraph, ...]], ...]:
        """Each document with all its paragraphs, those of its attachments too."""
        return tuple((document, tuple(all_paragraphs(document))) for document in self.issue.documents)

    @cached_property
    def bodies(self) -> tuple[tuple[Document, tuple[Paragraph, ...]], ...]:
        """Each document with the paragraphs of its body."""
        return tuple((document, tuple(paragraphs(document.body))) for document in self.issue.documents)

    @cached_property
    def texts(self) -> tuple[tuple[Document | ChronicleEntry, tuple[Text, ...]], ...]:
        """Each record with its texts."""
        documents = ((document, tuple(all_texts(document))) for document in self.issue.documents)
        return (*documents, *((entry, entry.paragraphs) for entry in self.entries()))

    @cached_property
    def words(self) -> str:
        """All that is printed in the records, a line each: what is not in it is in none of them, and a check has nothing to look for."""
        return "\n".join(text.value for _, texts in self.texts for text in texts)

    def entries(self) -> tuple[ChronicleEntry, ...]:
        """The entries of the chronicle, none if there is no chronicle."""
        return self.issue.chronicle.entries if self.issue.chronicle else ()

    def quote(self, line: int) -> str:
        """The source line, for a message."""
        return self.transcript.quote(line)


def of(record: Document | ChronicleEntry) -> Record:
    """Which record a document or an entry is."""
    return of_document(record) if isinstance(record, Document) else of_entry(record)


def of_document(document: Document) -> Record:
    """Which record a document is."""
    return Record("document", document.position)


def of_entry(entry: ChronicleEntry) -> Record:
    """Which record an entry is."""
    return Record("entry", entry.position)


def short(text: str, width: int = _NAME) -> str:
    """The beginning of a text, as a name in a message."""
    return text if len(text) <= width else f"{text[: width - 1]}…"


def _named(title: str) -> str:
    """A title by its beginning and its end, which says more than the name of the issuer alone."""
    half = (_NAME - 1) // 2
    return title if len(title) <= _NAME else f"{title[:half]}…{title[-half:]}"


def name_of(record: Document | ChronicleEntry) -> str:
    """How a message calls a record: `第2件“澜川市……”`, `大事记第5条`."""
    if isinstance(record, ChronicleEntry):
        return f"大事记第{record.position}条"
    return f"第{record.position}件“{_named(record.title.value)}”"


def own_part(document: Document) -> tuple[Block, ...]:
    """The body before the first text that the document carries."""
    for index, block in enumerate(document.body):
        if isinstance(block, Paragraph) and block.role is Role.ENCLOSED_TITLE:
            return document.body[:index]
    return document.body


def paragraphs(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    """The paragraphs among blocks."""
    return (block for block in blocks if isinstance(block, Paragraph))


def all_paragraphs(document: Document) -> Iterator[Paragraph]:
    """The paragraphs of a document and of its attachments."""
    yield from paragraphs(document.body)
    for attachment in document.attachments:
        yield from paragraphs(attachment.blocks)


def all_texts(document: Document) -> Iterator[Text]:
    """Every printed text of a document, cells included."""
    yield document.title
    for blocks in (document.body, *(attachment.blocks for attachment in document.attachments)):
        for block in blocks:
            if isinstance(block, Table):
                yield from (cell for row in block.rows for cell in row)
            else:
                yield block.text
    yield from (text for one in document.attachments for text in (one.label, one.title) if text)


def source_lines(text: Text) -> list[int]:
    """The source lines of a text in reading order, each once."""
    return list(dict.fromkeys(span.line for span in text.spans))


def is_number_line(text: str) -> bool:
    """Whether a line prints a document number and nothing else."""
    return "号" in text and bool(_NUMBER_LINE.fullmatch(text.strip()))


_NUMBER_LINE = late(
    rf"{BRACKETED}|[（(]?\s*第\s*[\d〇零一二三四五六七八九十百]{{1,5}}\s*号\s*[）)]?|(?:19|20)\d\d年第\d{{1,4}}号"
)
