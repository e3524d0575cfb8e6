"""Attachments that a document names and the issue does not print: the forms that a notice sends its readers to.

    named = note item (附件：1.甲 2.乙) | 附件 number | 附件 number (—|至|到) number | 附件 number (、 number)+ | （见）附件 of a document without any

1. What is printed has its number in its label; a single attachment without number is number 1.
2. An attachment of another document (《…》附件2, 文号附件1) and words in quotation marks are passed over.
3. （略） is named too: the gazette itself says that it leaves something out.
4. The title is that of the note, or what stands in 《》 right before the number.
5. A form that readers are to fill in (填写《…表》) and that is printed nowhere counts too, without a number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from gazette_site.characters import CJK, bare, without_blanks
from gazette_site.late import late, may_find
from gazette_site.model import Attachment, AttachmentKind, Block, Document, Paragraph, Picture, Place, Role, Unprinted
from gazette_site.numerals import chinese_to_int
from gazette_site.texts import texts_of_block

_N = r"[0-9]{1,2}|[一二三四五六七八九十]{1,3}"
_NAMED = late(
    r"(?:《(?P<title>[^《》]{2,80})》)?(?P<open>[（(]?)(?:详?见|参见|格式见|具体见)?(?:本(?:办法|方案|通知|意见|文件)?)?"
    rf"附件(?P<first>{_N})(?![0-9]|\.[0-9])"
    rf"(?P<more>(?:(?:—{{1,2}}|[－\-–~～至到、和及，])(?:附件)?(?:{_N})(?![0-9年月日条款项个份]|\.[0-9]))*)"
)
"""In a text without blanks."""
_STEP = late(rf"(?P<sign>—{{1,2}}|[－\-–~～至到、和及，])(?:附件)?(?P<n>{_N})")
_RANGE = "—－-–~～至到"
_BARE = late(r"[（(]?(?:详见|见|参见|后附|随文附?|另附)附件(?![0-9一二三四五六七八九十：:])[）)]?")
_OF_ANOTHER = late(
    r"(?:》|号|号[）)]|》[（(][^（）()]{1,40}[）)])\s*(?:的|中的?|所附的?)?$|(?:原[^，。；]{0,6}|该文|该通知|上述文件|旧)的?$"
)
_CHANGED = late(r"[^，。；]{0,24}(?:修改为|改为|调整为|删去|删除|修订为)")
_QUOTED = late(r"“[^“”]{0,400}”")
_NOTE = late(r"附\s{0,4}[件表图]?\s{0,4}[:：]")
_ITEM = late(r"(?:(?<=^)|(?<=[:：；;\s]))(?:附\s*件\s*)?(?P<n>\d{1,2})\s*[.．、:：](?!\d)\s*")
_LEFT_OUT = late(r"[（(]?\s*略\s*[）)]?。?")
_LABEL = late(rf"附\s{{0,4}}[件表图录]\s{{0,4}}(?P<n>{_N})?")
_FORM = late(
    r"(?:填写|填报|填制|填妥|递交|提交|报送|结合|对照|(?<=》)(?:和|、|及))(?:好|并[^，。；《]{0,8})?(?:相应的|完整的)?《(?P<title>[^《》]{2,60}(?:表|申请书|承诺书|花名册|报名书|登记册|台账))》(?!的?(?:要求|规定))"
)
_MOST = 60
"""Numbers from which a range is no range of attachments."""
_EXPLAINS = late(
    rf"由(?P<office>[{CJK}]{{2,30}}?)(?:会同[^，。；]{{2,60}}?|商[^，。；]{{2,40}}?)?(?:负责|进行|承担)?(?:具体)?(?:负责)?(?:解释|咨询解答)"
)
_ASK = late(rf"(?:联系单位|咨询单位|承办单位|咨询部门|联系部门)[:：]\s*(?P<office>[{CJK}]{{3,30}})")


def unprinted_of(document: Document) -> tuple[Unprinted, ...]:
    """The attachments named and not printed, each once, by number."""
    printed = _printed(document.attachments)
    found: dict[int, Unprinted] = {}
    for one in (*_in_notes(document.body), *_in_texts(document)):
        if one.number in printed or (one.number == 0 and document.attachments):
            continue
        known = found.get(one.number)
        if known is None or (one.title and not known.title):
            found[one.number] = Unprinted(
                one.number, one.title or (known.title if known else ""), one.place, one.left_out
            )
    if 0 in found and len(found) > 1:
        del found[0]
    numbered = tuple(found[number] for number in sorted(found))
    return (*numbered, *_forms(document, {bare(one.title) for one in numbered}))


def _forms(document: Document, known: set[str]) -> Iterator[Unprinted]:
    """Forms to fill in that are named by their title only and printed nowhere in the document."""
    named = [
        (index, match["title"])
        for index, block in enumerate(document.body)
        for text in texts_of_block(block)
        if "《" in text.value
        for match in _FORM.finditer(text.value)
    ]
    if not named:
        return
    attached = {bare(one.printed_title) for one in document.attachments} | known
    printed = {bare(block.text.value) for block in document.body if isinstance(block, Paragraph)}
    for index, words in named:
        title = without_blanks(words)
        name = bare(title)
        if name not in printed and not any(name in one or (one and one in name) for one in attached):
            printed.add(name)
            yield Unprinted(0, title, Place(index))


def unseen_of(document: Document) -> tuple[Place, ...]:
    """Pictures of which the source has no word."""
    body = (Place(index) for index, block in enumerate(document.body) if _is_silent(block))
    attached = (
        Place(-1, number)
        for number, one in enumerate(document.attachments)
        if one.kind is AttachmentKind.PICTURE and all(map(_is_silent, one.blocks))
    )
    return (*body, *attached)


def _is_silent(block: Block) -> bool:
    return isinstance(block, Picture) and not block.text.value


def enquiries_of(document: Document) -> str:
    """The office that the text names for enquiries or explanation; or empty."""
    texts = [block.text.value for block in document.body if isinstance(block, Paragraph)]
    together = "\n".join(texts)
    for pattern in (_ASK, _EXPLAINS):
        for text in reversed(texts) if may_find(pattern, together) else ():
            if match := pattern.search(text):
                return match["office"]
    return ""


def _printed(attachments: Sequence[Attachment]) -> set[int]:
    numbers: set[int] = set()
    for place, one in enumerate(attachments, 1):
        match = _LABEL.match(one.printed_label)
        numbers.add((_number(match["n"]) if match and match["n"] else 0) or place)
    return numbers


def _number(written: str) -> int:
    return int(written) if written.isdigit() else chinese_to_int(written) or 0


def _in_notes(body: Sequence[Block]) -> Iterator[Unprinted]:
    """What 附件说明 lists."""
    counted = 0
    for index, block in enumerate(body):
        if not isinstance(block, Paragraph) or block.role is not Role.ATTACHMENT_NOTE:
            continue
        text = _narrow(block.text.value)
        marks = _counted(text, counted)
        place = Place(index)
        if not marks:
            yield from _single(text, place, counted)
            continue
        for mark, following in zip(marks, [*marks[1:], None], strict=True):
            counted = int(mark["n"])
            title = text[mark.end() : following.start() if following else len(text)].strip(" ;；。、")
            yield Unprinted(counted, _title(title), place, bool(_LEFT_OUT.search(title)))


def _counted(text: str, counted: int) -> list[re.Match[str]]:
    """The numbers of a note that run on from `counted`."""
    marks = []
    for mark in _ITEM.finditer(text):
        if int(mark["n"]) in (counted + 1, counted + 2):
            marks.append(mark)
            counted = int(mark["n"])
    return marks


def _single(text: str, place: Place, counted: int) -> Iterator[Unprinted]:
    """A note without numbers names one attachment; a line after numbered ones goes on with them."""
    note = _NOTE.match(text)
    if note is None or counted:
        return
    rest = text[note.end() :].strip(" ;；。")
    if rest:
        left_out = _LEFT_OUT.fullmatch(rest) is not None
        yield Unprinted(1, "" if left_out else _title(rest), place, left_out or rest.endswith(("（略）", "(略)")))


def _title(words: str) -> str:
    return without_blanks(_LEFT_OUT.sub("", words) if words.endswith(("略）", "略)")) else words).strip("《》")


def _in_texts(document: Document) -> Iterator[Unprinted]:
    """What the text sends its readers to."""
    for index, block in enumerate(document.body):
        if isinstance(block, Paragraph) and block.role is Role.ATTACHMENT_NOTE:
            continue
        for text in texts_of_block(block):
            if _may_name(text.value):
                yield from _named(text.value, Place(index))
    for number, attachment in enumerate(document.attachments):
        for index, block in enumerate(attachment.blocks):
            for text in texts_of_block(block):
                if _may_name(text.value):
                    yield from _named(text.value, Place(index, number))


def _may_name(value: str) -> bool:
    return "附" in value and "件" in value


def _named(value: str, place: Place) -> Iterator[Unprinted]:
    text = _QUOTED.sub(lambda match: "□" * len(match[0]), without_blanks(_narrow(value)))
    for match in _NAMED.finditer(text):
        titled = bool(match["title"] and match["open"])
        before = text[max(match.start() - 60, 0) : match.start()] + (f"《{match['title']}》" if match["title"] else "")
        if not titled and (_OF_ANOTHER.search(before) or _CHANGED.match(text, match.end())):
            continue
        numbers = list(_numbers(match))
        for number in numbers:
            yield Unprinted(number, without_blanks(match["title"]) if titled and len(numbers) == 1 else "", place)
    if place.attachment < 0 and _BARE.search(text):
        yield Unprinted(0, "", place)


def _numbers(match: re.Match[str]) -> Iterator[int]:
    """The numbers of one naming; a range counts on."""
    last = _number(match["first"])
    yield last
    for step in _STEP.finditer(match["more"]):
        number = _number(step["n"])
        if step["sign"][0] in _RANGE and last < number <= last + _MOST:
            yield from range(last + 1, number)
        if number:
            yield number
        last = number


def _narrow(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace("(", "（").replace(")", "）")
