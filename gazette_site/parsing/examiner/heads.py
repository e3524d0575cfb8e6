"""Titles, numbers, issuers, dates, addressees: what the head of a document must not look like."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from gazette_site.characters import bare, without_blanks
from gazette_site.document_numbers import numbers_of_line
from gazette_site.late import late
from gazette_site.model import Document, Paragraph, Role
from gazette_site.numerals import chinese_to_int
from gazette_site.parsing.examiner.facts import (
    BRACKETED,
    Doubt,
    Facts,
    is_number_line,
    name_of,
    of_document,
    own_part,
    paragraphs,
    short,
)

_MARKS = "、，。；：！？,.;:!?）)》〉”’】〕·—-…*#|"
_NO_ENDING = late(r"[、，。；：,;:(（《]$")
_STARTS_WITH_NUMBER = late(rf"{BRACKETED}|\d{{1,3}}(?![\d年月日—~～-])[^\d\s]|(?:19|20)\d\d年第?\d+号")
_HELD_NUMBER = late(BRACKETED)
_YEAR = late(r"(?:19|20)\d\d")
_NO_CODE = late(r"[(（]?[〔\[［【(（](?:19|20)\d\d[〕\]］】)）]第?\d{1,5}号[)）]?|[(（]?第\d{1,5}[号期][)）]?")
_ET_AL = late(r"等(?P<n>[\d一二三四五六七八九十两]{1,3})个?(?:部门|单位|机关|委办局|家)$")
_CARRIES = late(r"(?:印发|转发|批转|发布|公布|下发|对)")
"""What an issuer does with the text that it carries or answers; in front of it stands the issuer."""
_LEADS_IN = late(
    r"(?:如下|以下|下列|任命|任免|免去|聘任|解聘|通知|公告|通告|决定|意见|规定|公布|印发|要求|是|为|即|有|包括|原则|步骤|条件)[^：:]{0,4}[：:]$"
)
_SENTENCE = late(r"[。；！？“”]|现[将就]|经.{0,12}(?:同意|研究|批准)|根据|按照|为了|为.{2,}[，]")
_IN_ADDRESSEE = late(r"关于.*的(?:通知|意见|决定|批复|通报|函)|[。；！？]|\d{4}〕|\d{4}年")
_HEAD_AND_END = {Role.SIGNATURE, Role.DATE, Role.ANNOTATION, Role.ADDRESSEE}
_ANSWERED = ("通知", "通报", "意见", "批复", "函", "答复")
"""Kinds that are sent to somebody, numbered and dated."""
_PUBLIC = ("公告", "通告", "令", "公报")
"""Kinds that are addressed to everybody."""


def title_is_number(facts: Facts) -> Iterator[Doubt]:
    """A title is a number, or begins with one: the number printed above the title was taken for it."""
    for document in facts.issue.documents:
        title = document.title.value
        ahead = _STARTS_WITH_NUMBER.match(without_blanks(title))
        if is_number_line(without_blanks(title)) or (ahead and "关于" not in ahead.group()):
            message = f"{name_of(document)}的题目是文号或以数字开头，请核对题目；题目可在同名 .yaml 里更正"
            yield Doubt("title-number", message, document.title.line, of_document(document))


def title_is_none(facts: Facts) -> Iterator[Doubt]:
    """A title begins or ends with a mark, is a date or a signature, or is too short to say anything."""
    for document in facts.issue.documents:
        title = without_blanks(document.title.value)
        odd = (
            (len(title) < 4 and title != document.kind)
            or title[0] in _MARKS
            or bool(_NO_ENDING.search(title))
            or bool(re.match(r"注[：:]|附[：:件]|来源[：:]", title))
            or bool(re.search(r"[，。；].*[，。；]", _behind_issuers(document)))
        )
        if odd and not is_number_line(title):
            message = f"{name_of(document)}的题目不像题目，可能是别处的文字，请核对这一件从哪里开始"
            yield Doubt("title-odd", message, document.title.line, of_document(document))


def _behind_issuers(document: Document) -> str:
    """The title without the issuers in front of 关于, whatever mark joins them."""
    title = without_blanks(document.title.value)
    front, about, rest = title.partition("关于")
    return about + rest if about and _joined(front) == _joined("".join(document.issuers)) else title


def title_holds_number(facts: Facts) -> Iterator[Doubt]:
    """A title holds the number of another document of the issue without saying what it does to it, or the number of its own order."""
    numbers = {bare(d.number.normal): d for d in facts.issue.documents if d.number}
    for document in facts.issue.documents:
        for match in _HELD_NUMBER.finditer(document.title.value):
            ends = (numbers.get(bare(match.group()[k:])) for k in range(len(match.group())))
            other = next((one for one in ends if one is not None), document)
            if other is not document:
                message = f"{name_of(document)}的题目里有{name_of(other)}的文号，请核对两件是否相连"
                yield Doubt("title-other-number", message, document.title.line, of_document(document))


def order_without_number(facts: Facts) -> Iterator[Doubt]:
    """An order or a public notice whose title prints a number, but which has none: its number was not read."""
    for document in facts.issue.documents:
        if document.number is None and re.search(r"第\s*[\d一二三四五六七八九十百〇零]+\s*号", document.title.value):
            message = f"{name_of(document)}的题目里有“第…号”，却没有读出文号，请核对"
            yield Doubt("number-in-title", message, document.title.line, of_document(document))


def number_without_code(facts: Facts) -> Iterator[Doubt]:
    """Under the title of a document without a number stands a year and a number that no code goes before: 〔2024〕6号."""
    for document in facts.issue.documents:
        first = next(paragraphs(document.body), None)
        if document.number is None and first and _NO_CODE.fullmatch(without_blanks(first.text.value)):
            message = f"{name_of(document)}题目下面的“{short(first.text.value)}”像是文号，前面没有机关代字，没有作文号，请核对"
            yield Doubt("number-code", message, first.text.line, of_document(document))


def issuer_marks(facts: Facts) -> Iterator[Doubt]:
    """An issuer begins or ends with a mark or a digit, holds a mark that divides names, or begins a second time inside itself."""
    for document in facts.issue.documents:
        for issuer in document.issuers:
            if _is_several(issuer) or issuer[:1].isdigit() or issuer[:1] in _MARKS or issuer[-1:] in _MARKS:
                message = f"{name_of(document)}的发文机关“{short(issuer)}”可能是几个机关连在一起，请核对"
                yield Doubt("issuer-marks", message, document.title.line, of_document(document))
                break


def _is_several(issuer: str) -> bool:
    return bool(re.search(r"[、，,\s；]", issuer)) or (len(issuer) > 8 and issuer[:3] in issuer[3:])


def issuers_cover_title(facts: Facts) -> Iterator[Doubt]:
    """The issuers together are what the title says before 关于, several where it is divided by blanks; else some were lost or glued."""
    for document in facts.issue.documents:
        front, about, _ = document.title.value.partition("关于")
        words, said = _joined(_without_count(front, document)), _joined("".join(document.issuers))
        if not about or not said or not words:
            continue
        rest = words.removeprefix(said)
        covered = words.startswith(said) and (not rest or _CARRIES.match(rest))
        if not covered or len(_divided(document)) > len(document.issuers):
            message = (
                f"{name_of(document)}的题目里“关于”前的机关与读出的（{short('、'.join(document.issuers))}）不合，请核对"
            )
            yield Doubt("issuer-part", message, document.title.line, of_document(document))


def _without_count(front: str, document: Document) -> str:
    """What stands before 关于; 等五部门 with five issuers read, which the signatures name, is as good as their names."""
    several = _ET_AL.search(front)
    first = front[: several.start()] if several else ""
    if several and chinese_to_int(several["n"]) == len(document.issuers) and first in document.issuers:
        return "".join(document.issuers)
    return front


def _joined(names: str) -> str:
    """Names without what joins them; a second name of a body stands in brackets."""
    return re.sub(r"[、，,（）()]|(?<=.)和(?=.)", "", without_blanks(names))


def _divided(document: Document) -> list[str]:
    """The parts of the printed title before 关于 that a wide blank divides."""
    front = "".join(document.title_lines).partition("关于")[0]
    parts = [part for part in re.split(r"\u3000+|\s{2,}", front) if len(part) >= 4]
    return [part for part in parts if not _CARRIES.match(part)]


def no_kind(facts: Facts) -> Iterator[Doubt]:
    """A numbered document whose title says what it is about, but not what it is."""
    for document in facts.issue.documents:
        if document.number and document.kind is None and re.search("关于|对", document.title.value):
            message = f"{name_of(document)}没有看出文种（通知、意见、批复等），请核对题目是否完整"
            yield Doubt("no-kind", message, document.title.line, of_document(document))


def later_than_issue(facts: Facts) -> Iterator[Doubt]:
    """A document or an entry is later than the issue: its date is another one's, or misread."""
    masthead = facts.issue.masthead
    last = masthead.published or f"{masthead.year}-12-31"
    for document in facts.issue.documents:
        if document.date and document.date > last:
            message = f"{name_of(document)}的成文日期{document.date}晚于出版（{last}），请核对是否属于这一件"
            yield Doubt("date-after-issue", message, document.title.line, of_document(document))


def other_year(facts: Facts) -> Iterator[Doubt]:
    """The year of a number is that of the date; at the turn of a year a number of the old one may be dated January or February."""
    for document in facts.issue.documents:
        if document.number is None or document.date is None:
            continue
        year = _YEAR.search(document.number.normal)
        turn = year is not None and int(document.date[:4]) == int(year[0]) + 1 and document.date[5:7] <= "02"
        if year is not None and year[0] != document.date[:4] and not turn:
            message = f"{name_of(document)}的文号是{year[0]}年的，成文日期是{document.date}，请核对哪个属于另一件"
            yield Doubt("number-year", message, document.title.line, of_document(document))


def same_number(facts: Facts) -> Iterator[Doubt]:
    """Two documents of an issue have one number."""
    first: dict[str, Document] = {}
    for document in facts.issue.documents:
        number = document.normal_number
        if number and number in first:
            message = f"{name_of(document)}与{name_of(first[number])}同用文号{number}，请核对"
            yield Doubt("number-twice", message, document.title.line, of_document(document))
        first.setdefault(number, document)


def unlike_siblings(facts: Facts) -> Iterator[Doubt]:
    """A document of a kind that is sent lacks number or date, though its siblings of that kind, two at least, all have them."""
    asked: tuple[tuple[str, Callable[[Document], bool]], ...] = (
        ("文号", lambda one: one.number is not None),
        ("成文日期", _prints_date),
        ("主送机关", lambda one: one.addressees is not None),
    )
    for kind in _ANSWERED:
        family = [d for d in facts.issue.documents if d.kind == kind and "任" not in d.title.value]
        for what, has in asked:
            without = [d for d in family if not has(d)]
            if len(without) == 1 and len(family) >= 3:
                message = f"{name_of(without[0])}没有{what}，本期其他{kind}都有，请核对"
                yield Doubt("unlike-siblings", message, without[0].title.line, of_document(without[0]))


def _prints_date(document: Document) -> bool:
    """Whether there is a date, if only a month or a day that does not exist."""
    return document.date is not None or any(p.role is Role.DATE for p in paragraphs(document.body))


def several_numbers(facts: Facts) -> Iterator[Doubt]:
    """The line of the number prints several, as bodies that issue together give one each; the document is known by the first."""
    for document in facts.issue.documents:
        numbers = numbers_of_line(document.number.printed.value) if document.number else ()
        if len(numbers) > 1:
            message = (
                f"{name_of(document)}印了{len(numbers)}个文号（{'、'.join(numbers)}），网址和检索只用第一个，请核对"
            )
            yield Doubt("several-numbers", message, document.title.line, of_document(document))


def neither_number_nor_date(facts: Facts) -> Iterator[Doubt]:
    """A document of a kind that is sent has neither number nor date: its head and end went elsewhere."""
    for document in facts.issue.documents:
        if document.number is None and not _prints_date(document) and document.kind in _ANSWERED:
            message = f"{name_of(document)}既没有文号也没有成文日期，请核对它的首尾是否归到了别处"
            yield Doubt("no-number-no-date", message, document.title.line, of_document(document))


def addressee_unread(facts: Facts) -> Iterator[Doubt]:
    """The first line under the head ends in a colon and leads in to nothing: it is an addressee that was not read.

    What is made public (公告, 通告, 令) is sent to nobody.
    """
    for document in facts.issue.documents:
        first = next((p for p in paragraphs(own_part(document)) if p.role is not Role.SUBTITLE), None)
        if first is None or document.addressees is not None or first.role is not Role.BODY or document.kind in _PUBLIC:
            continue
        text = first.text.value.strip()
        if text.endswith(("：", ":")) and len(text) < 120 and not _LEADS_IN.search(text) and not _SENTENCE.search(text):
            message = f"{name_of(document)}的第一行“{short(text)}”像是主送机关，没有读作主送机关，请核对"
            yield Doubt("addressee-unread", message, first.text.line, of_document(document))


def addressee_odd(facts: Facts) -> Iterator[Doubt]:
    """An addressee holds a title, a date or a sentence: more than the addressee was taken."""
    for document in facts.issue.documents:
        if document.addressees and (
            _IN_ADDRESSEE.search(document.addressees) or re.search(r"(?:如下|以下)$", document.addressees)
        ):
            line = next((p.text.line for p in paragraphs(document.body) if p.role is Role.ADDRESSEE), 0)
            message = f"{name_of(document)}的主送机关里有题目、日期或整句，请核对哪些字属于主送机关"
            yield Doubt("addressee-odd", message, line, of_document(document))


def no_body(facts: Facts) -> Iterator[Doubt]:
    """A document has a head and nothing under it."""
    for document in facts.issue.documents:
        empty = not any(not isinstance(b, Paragraph) or b.role is not Role.SUBTITLE for b in document.body)
        if empty and not document.attachments:
            message = f"{name_of(document)}没有正文，请核对正文是否归到了别的文件"
            yield Doubt("no-body", message, document.title.line, of_document(document))


def short_body(facts: Facts) -> Iterator[Doubt]:
    """A document of a kind that is sent consists of nothing but closing lines: its text went elsewhere."""
    for document in facts.issue.documents:
        ends = (isinstance(block, Paragraph) and block.role in _HEAD_AND_END for block in document.body)
        if document.body and all(ends) and not document.attachments:
            message = f"{name_of(document)}只有首尾，没有正文，请核对正文是否归到了别的文件"
            yield Doubt("no-body", message, document.title.line, of_document(document))
