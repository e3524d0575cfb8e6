"""What must not stand inside a body: beginnings and ends of other documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from gazette_site.characters import CJK, bare, folded, without_blanks
from gazette_site.dates import looks_like_date
from gazette_site.late import late, may_find
from gazette_site.model import ChronicleEntry, Document, Paragraph, Role, Text
from gazette_site.parsing.examiner.facts import (
    BRACKETED,
    Doubt,
    Facts,
    is_number_line,
    name_of,
    of,
    of_document,
    of_entry,
    paragraphs,
    short,
    source_lines,
)

_KINDS = "决议|决定|命令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要|答复"
TITLE = late(rf"[^，。；：！？]{{2,40}}关于[^。；！？]{{2,120}}的?(?:{_KINDS})(?:[（(][^（）()]{{1,12}}[）)])?")
"""A line that is a title by its form."""
_NAME_TITLE = late(rf"[{CJK}]{{2,20}}(?:人民政府|委员会|海关|局|厅|部|署|行)(?:令|公告|通告)(?:（?第?.{{0,12}}号）?)?")
_ENDS_NO_TITLE = ("。", "；", "：")
_CHRONICLE_TITLE = late(r".{0,20}[大要]\s*事\s*(?:[记纪]|纪\s*要|辑\s*要)")
_NUMBER_FIRST = late(rf"{BRACKETED}\s*\S")
"""A line of a list; over a title a number stands alone."""
_LOOSE_DATE = late(
    r"(?:19|20)\d\d(?:[.．/\-—年]\d{1,2}){1,2}[月日]?|[〇零○ОOo一二三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月(?:[一二三四五六七八九十]{1,3}日)?"
)
_LONGEST_DATE = 16
_DATED = late(r"(?:\d{1,2}月)?\d{1,2}日[，,\s]|\d{1,2}月\d{1,2}日")
_FIELD = late(r"\s*[^\s：:]{2,6}[：:]")
"""文号：…, a field of an entry in a list."""
_NOTE = late(r"[（(].*[)）]|(?:联系人|抄[送报]|主题词|[分报]送|联系电话)[:：].*")
_CLOSED = (Role.DATE, Role.ANNOTATION)
_RUNNING = (Role.BODY, Role.HEADING, Role.ARTICLE, Role.SALUTATION)


def number_inside(facts: Facts) -> Iterator[Doubt]:
    """A line that is a document number stands in a body, where no carried text begins: another document does.

    Behind a label (文号：…) it is a field of something listed.
    """
    for document, own in facts.own:
        for paragraph in own:
            alone = paragraph.role is Role.ENCLOSED_NUMBER or is_number_line(paragraph.text.value)
            if (
                alone
                and not _FIELD.match(paragraph.text.value)
                and not (document.number and paragraph.text.spans == document.number.printed.spans)
            ):
                message = f"{name_of(document)}的正文里有单独成行的文号“{short(paragraph.text.value)}”，可能混进了另一件，请核对"
                yield Doubt("number-inside", message, paragraph.text.line, of_document(document))


def dates_inside(facts: Facts) -> Iterator[Doubt]:
    """Two dates with text between them stand in the part of a body that is the document's own: the second belongs to another document.

    Dates of several who sign stand together; one that a colon leads in to is no end.
    """
    for document, own in facts.own:
        for paragraph in _later_ends(own):
            message = f"{name_of(document)}有几个成文日期，可能并进了另一件，请核对“{short(paragraph.text.value)}”"
            yield Doubt("date-inside", message, paragraph.text.line, of_document(document))


def _later_ends(own: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """The date lines that end a text a second time."""
    ended = running = False
    before = ""
    for paragraph in own:
        date = paragraph.role is Role.DATE or looks_like_date(paragraph.text.value)
        if date and not before.endswith(("：", ":")):
            if ended and running:
                yield paragraph
            ended, running = True, False
        elif not date and paragraph.role is not Role.SIGNATURE:
            running = True
        before = paragraph.text.value.rstrip()


def date_unread(facts: Facts) -> Iterator[Doubt]:
    """A line at the end of a body, or below a signature, is a date in some form, but was not read as one.

    Amid the text, before the date that ends it, it is a figure.
    """
    for (document, own), (_, parts) in zip(facts.own, facts.bodies, strict=True):
        last = max((k for k, paragraph in enumerate(own) if paragraph.role is Role.DATE), default=-1)
        for k, paragraph in enumerate(parts):
            if paragraph.role is not Role.BODY and paragraph.role is not Role.SIGNATURE:
                continue
            text = without_blanks(paragraph.text.value)
            if len(text) > _LONGEST_DATE or not _LOOSE_DATE.fullmatch(text):
                continue
            signed = k > 0 and parts[k - 1].role is Role.SIGNATURE
            ends = k + 1 == len(parts) or parts[k + 1].role not in _RUNNING
            if signed or (k > last and (ends or document.date is None)):
                message = f"{name_of(document)}里单独成行的“{short(text)}”像是日期，没有读作日期，请核对成文日期"
                yield Doubt("date-unread", message, paragraph.text.line, of_document(document))


def title_inside(facts: Facts) -> Iterator[Doubt]:
    """A line that is a title by its form stands in a document's own part or in an entry."""
    for document, own in facts.own:
        for paragraph in own:
            named = paragraph.role is Role.BODY and not paragraph.label and is_title_line(paragraph.text.value)
            if named and not _NUMBER_FIRST.match(paragraph.text.value):
                message = f"{name_of(document)}里“{short(paragraph.text.value)}”一行像另一件的题目，请核对"
                yield Doubt("title-inside", message, paragraph.text.line, of_document(document))
    for entry in facts.entries():
        for text in entry.paragraphs:
            if is_title_line(text.value) or is_number_line(text.value) or looks_like_date(text.value):
                message = (
                    f"{name_of(entry)}里有一行像文件的题目、文号或日期：“{short(text.value)}”，请核对大事记在哪里结束"
                )
                yield Doubt("title-inside", message, text.line, of_entry(entry))


def is_title_line(text: str) -> bool:
    """Whether a line is a title by its form: …关于…的通知, 某某局公告, …大事记."""
    plain = without_blanks(text)
    return (
        not plain.endswith(_ENDS_NO_TITLE)
        and len(plain) < 200
        and bool(TITLE.fullmatch(plain) or _NAME_TITLE.fullmatch(plain) or _CHRONICLE_TITLE.fullmatch(plain))
    )


_MOST_SIGNERS = 20


def after_the_end(facts: Facts) -> Iterator[Doubt]:
    """Words stand behind the date or the note that ends a document, and no carried text begins: they belong elsewhere, or were hidden."""
    for document, own in facts.own:
        for k, (before, paragraph) in enumerate(pairwise(own)):
            if (
                before.role in _CLOSED
                and paragraph.role in _RUNNING
                and not (k and own[k - 1].text.value.rstrip().endswith(("：", ":")))
                and not _signed_in_front(own[: k + 1])
                and not _NOTE.fullmatch(paragraph.text.value.strip())
            ):
                message = f"{name_of(document)}在日期或附注之后还有文字“{short(paragraph.text.value)}”，请核对是否属于下一件或印发的文本"
                yield Doubt("after-the-end", message, paragraph.text.line, of_document(document))


def _signed_in_front(own: Sequence[Paragraph]) -> bool:
    """Whether the paragraphs are who issues and the day, under the title and before all text, as statistical communiqués have it."""
    return len(own) < _MOST_SIGNERS and not any(p.role in _RUNNING for p in own) and own[0].role is Role.SIGNATURE


def carried_not_named(facts: Facts) -> Iterator[Doubt]:
    """A carried text is named by the notice that carries it; one that is not may be a document of its own."""
    for document, own in facts.own:
        if not document.instrument:
            continue
        named = bare(document.title.value + "".join(p.text.value for p in own))
        wanted = bare(document.instrument)
        if _share(wanted, named) < 0.6:
            line = next((p.text.line for p in paragraphs(document.body) if p.role is Role.ENCLOSED_TITLE), 0)
            message = f"{name_of(document)}后面的“{short(document.instrument)}”在通知里没有提到，可能是另一件，请核对"
            yield Doubt("carried-not-named", message, line, of_document(document))


def _share(wanted: str, named: str) -> float:
    """Share of the pairs of neighbours in `wanted` that `named` has."""
    pairs = [a + b for a, b in pairwise(wanted)]
    known = {a + b for a, b in pairwise(named)}
    return sum(pair in known for pair in pairs) / len(pairs) if pairs else 1.0


def joined_heads(facts: Facts) -> Iterator[Doubt]:
    """One of the source lines of a paragraph is by itself a number, a title or a date: lines were joined that are none."""
    for document, body in facts.bodies:
        for paragraph in body:
            if len(paragraph.text.spans) > 1:
                yield from _joined(facts, document, paragraph.text)
    for entry in facts.entries():
        for text in entry.paragraphs:
            if len(text.spans) > 1:
                yield from _joined(facts, entry, text)


def _joined(facts: Facts, record: Document | ChronicleEntry, text: Text) -> Iterator[Doubt]:
    lines = source_lines(text)
    if len(lines) < 2:
        return
    own = bare(record.title.value) if isinstance(record, Document) else ""
    for number in lines:
        printed = facts.lines.get(number, "")
        if is_number_line(printed) or looks_like_date(printed) or (is_title_line(printed) and bare(printed) not in own):
            message = f"{name_of(record)}里“{short(printed)}”一行像题目、文号或日期，却与上下行连成一段，请核对"
            yield Doubt("joined-head", message, number, of(record))
            return


def chronicle_inside(facts: Facts) -> Iterator[Doubt]:
    """Three paragraphs of a document begin with a day: it has swallowed a chronicle."""
    for document, own in facts.own:
        dated = [p for p in own if p.role is Role.BODY and _DATED.match(folded(p.text.value))]
        if len(dated) >= 3:
            message = f"{name_of(document)}有{len(dated)}段以日期开头，可能把大事记并了进来，请核对"
            yield Doubt("chronicle-inside", message, dated[0].text.line, of_document(document))


def second_document(facts: Facts) -> Iterator[Doubt]:
    """One paragraph holds a title, a number and an addressee one behind the other: a whole second document."""
    if not may_find(_WHOLE_HEAD, facts.words):
        return
    for document, body in facts.bodies:
        for paragraph in body:
            if _WHOLE_HEAD.search(paragraph.text.value):
                message = f"{name_of(document)}里有一段连着题目、文号和主送机关，像是另一件，请核对"
                yield Doubt("second-document", message, paragraph.text.line, of_document(document))


_WHOLE_HEAD = late(rf"的(?:{_KINDS})\s*{BRACKETED}[^。]{{2,60}}[：:]")


def signature_inside(facts: Facts) -> Iterator[Doubt]:
    """A line that repeats an issuer stands among the paragraphs of the body, not at its end."""
    issuers = {bare(issuer) for document in facts.issue.documents for issuer in document.issuers if len(issuer) >= 4}
    for document, own in facts.own:
        for paragraph, following in pairwise(own):
            alone = paragraph.role is Role.BODY and bare(paragraph.text.value) in issuers
            if alone and following.role is not Role.SIGNATURE:
                message = (
                    f"{name_of(document)}的正文中间有一行“{short(paragraph.text.value)}”，请核对是署名还是另一件的题目"
                )
                yield Doubt("signature-inside", message, paragraph.text.line, of_document(document))
