"""What sentences say against what was read of them: numbers, repeals, force, appointments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from gazette_site.characters import CJK, bare, folded, without_blanks
from gazette_site.late import late, may_find
from gazette_site.model import Amendment, Document, Extension, Paragraph, Repeal, Role
from gazette_site.numerals import chinese_to_int
from gazette_site.parsing.examiner.facts import (
    Doubt,
    Facts,
    all_paragraphs,
    name_of,
    of_document,
    own_part,
    paragraphs,
    short,
)

_YEAR_NUMBER = late(r"〔(\d{4})〕(\d{1,5})号")
_OTHER_FORM = late(
    rf"[{CJK}]{{2,20}}第(?P<order>\d{{1,4}})号令|令第(?P<chinese>[一二三四五六七八九十百〇零]{{1,6}})号"
    r"|〔\d{4}〕\d{1,4}号?[、和及]第?(?P<more>\d{1,4})号|(?:公告|通告)[(（](?P<year>\d{4})年第(?P<notice>\d{1,4})号"
)
_NATIONAL = {"国发", "国函", "国办", "中发", "中办"}
"""How codes of the centre begin."""
_ENDS = late(
    r"(?:同时|决定|予以|即行|宣布|一并|自行|收回|现予|现将?|相应|也)(?:废止|失效|作废|撤销|终止|停止执行)"
    r"|(?:废止|失效|作废|撤销|撤回|无效|(?:停止|不再)(?:执行|实施|适用))(?=[。;,:]|$)|^(?:撤销|废止|取消|取代|代替|替代)"
)
AFTER_STOP = late(r"(?<=[。;])")
WORK = late(r"《[^《》]{4,200}》|〔\d{4}〕\d{1,5}号|令第?\d{1,4}号|第\d{1,4}号令|\d{4}年第\d{1,4}号")
_CONDITIONAL = late(
    r"如|若|的,|不予|可以|应当|或者|情形|依法|有权|由.{2,12}(?:撤销|废止)|申请|许可|证|登记|资格|处分|处罚"
)
_NO_CONDITION = late(r"《[^《》]*》|如下|若干|保证|论证|证明")
"""Titles, and words in which a sign of a condition is none."""
_TAKES_EFFECT = late(
    r"本[^，。；、]{2,8}(?:与《[^》]{2,60}》(?:（[^）]{2,40}）)?|经[^，。；]{2,20}后|(?:有效|执行|实施)期限?与)[^，。；]{0,8}(?:施行|实施|执行|生效|一致|相同)"
    r"|(?:本[^，。；、]{2,8}|现予公布，?|[》]?(?:公布|发布|印发)，?)自(?!年月?日)[^，。；]{1,16}?起(?:正式)?(?:施行|实施|执行|试行|生效)"
)
_CLEAN_UP = late(
    r"(?:失效|废止|作废|清理(?:结果)?)(?:和[^的]{0,12})?的?(?:通知|决定|公告|通告)|(?:废止|宣布失效).{0,30}(?:文件|规章)"
)
_APPOINTS = late(
    r"(?:任命|免去|提名)[^，。；]{2,}|[^，。；]{2,6}(?:任|兼任|不再担任|的[^，。；]{2,20}职务)[^，。；]{2,}"
)
_OF_ALL = late("[以上述前]{2}|试用期")
"""What is said of all who were named: 以上任职试用期一年的同志，…."""
_NO_NAME = late("[任免兼职长局委厅处科市县区省部院所室站主副书记员]")
_FAMILY = late("[王李张刘陈杨赵黄周吴徐孙胡朱郭梁宋郑谢韩唐冯董]")
"""The commonest family names, less those that also write sounds of other languages."""
_ODD_NAME = late(r"[、，。：；（）()\d]|^免|同志|决定|任命|免去|职务|以下|下列|^为|^经")


def is_conditional(sentence: str) -> bool:
    """Whether a folded sentence seems to depend on something, or to be about persons and permits."""
    return bool(_CONDITIONAL.search(_NO_CONDITION.sub("", sentence)))


def number_codes(facts: Facts) -> Iterator[Doubt]:
    """The code of a cited number ends in a code that the issue knows, with a word before it, or begins with a piece of a date or a torn word."""
    own = {bare(_code(d.number.normal)) for d in facts.issue.documents if d.number}
    heads = {code[:2] for code in own if not code.endswith("令")} | _NATIONAL
    for document in facts.issue.documents:
        cited, told = {bare(_code(c.number)) for c in document.citations}, False
        for citation in document.citations:
            code = bare(_code(citation.number))
            inner = [code[k:] for k in range(1, min(len(code) - 1, 5))]
            longer = any(c in own or c in cited for c in inner)
            torn = len(code) > 2 and (code[0] == code[1] or code[0] in "日月号的、")
            late = "〔" in citation.number and any(a + b in heads for a, b in pairwise(code[1:]))
            if torn or late or longer:
                line = document.title.line if told else _line_of(document, citation.number)
                told = True
                message = f"{name_of(document)}引用的文号“{citation.number}”前面可能带进了别的字，请核对"
                yield Doubt("number-code", message, line, of_document(document))
        yield from _torn_works(document)


def _changed(document: Document) -> list[str]:
    """The numbers of the documents that a document ends, changes or extends."""
    works: tuple[Repeal | Amendment | Extension, ...] = (*document.repeals, *document.amendments, *document.extensions)
    return [work.number for work in works if work.number]


def _torn_works(document: Document) -> Iterator[Doubt]:
    for number in _changed(document):
        if number[0] in "日月号的":
            message = f"{name_of(document)}废止或修改的文号“{number}”前面可能带进了别的字，请核对"
            yield Doubt("number-code", message, document.title.line, of_document(document))
            return


def _code(number: str) -> str:
    """A number without year and figure: 澜府发, 澜川市人民政府令."""
    return re.split(r"〔|(?:19|20)\d\d年|第?\d+号", number)[0]


def _line_of(document: Document, number: str) -> int:
    """Where a number is printed first, as near as its figures tell; the title's line if nowhere."""
    match = _YEAR_NUMBER.search(number)
    figures = match.group() if match else (re.search(r"\d+号", number) or re.search(".*", number))[0]  # type: ignore[index]
    for paragraph in all_paragraphs(document):
        if figures in folded(paragraph.text.value):
            return paragraph.text.line
    return document.title.line


def numbers_unread(facts: Facts) -> Iterator[Doubt]:
    """A sentence names a document by a form of number that was not read: 第3号令, 令第四十八号, 〔2023〕3、4号, 公告（2014年第18号）."""
    for document, every in facts.every:
        own = [document.number.normal] if document.number else []
        printed = [*own, *(citation.number for citation in document.citations), *_changed(document)]
        known = {int(n) for number in printed for n in re.findall(r"(\d{1,5})号", number)}
        for paragraph in every:
            for match in _OTHER_FORM.finditer(folded(paragraph.text.value)) if "号" in paragraph.text.value else ():
                n = match["order"] or match["more"] or match["notice"] or match["chinese"]
                if chinese_to_int(n) not in known:
                    message = f"{name_of(document)}里的“{short(match.group())}”像是另一件的文号，没有读出，请核对"
                    yield Doubt("number-unread", message, paragraph.text.line, of_document(document))


def repeals_unread(facts: Facts) -> Iterator[Doubt]:
    """A sentence that names a document ends it, but no repeal of it was read."""
    for document, every in facts.every:
        ended = [one.evidence for one in document.amendments if one.ends]
        kept = [*(one.evidence for one in document.extensions), *(one.evidence for one in document.suspensions)]
        sentences = {*(one.evidence for one in document.repeals), *ended, *kept}  # each once, however many it names
        said = {piece for sentence in sentences for piece in pieces(bare(sentence))}
        for paragraph in every:
            whole = folded(paragraph.text.value)
            if not (may_find(_ENDS, whole) and WORK.search(whole)):
                continue
            for sentence in AFTER_STOP.split(whole):
                ends = _ENDS.search(sentence)
                if not (ends and WORK.search(sentence)) or is_conditional(sentence):
                    continue
                if not pieces(bare(sentence)[-12:]) <= said and not _read_from_list(sentence, document):
                    message = f"{name_of(document)}里“{short(sentence)}”像是废止文件，没有读出，请核对"
                    yield Doubt("repeal-unread", message, paragraph.text.line, of_document(document))


def _read_from_list(sentence: str, document: Document) -> bool:
    """Whether what stands right before the verb is among the repeals: 《甲》等2件予以废止, and a list below has them all."""
    ends = _ENDS.search(sentence)
    named = [match.group() for match in WORK.finditer(sentence[: ends.start()])] if ends else []
    return bool(named) and any(
        bare(named[-1].strip("《》")) in (bare(r.title), bare(r.number or "")) for r in document.repeals
    )


def pieces(text: str) -> set[str]:
    """The pieces of four characters of a text."""
    return {text[k : k + 4] for k in range(max(len(text) - 3, 1))}


def cleanup_unread(facts: Facts) -> Iterator[Doubt]:
    """A document whose title says that it ends others ends none, or fewer than it numbers."""
    for document in facts.issue.documents:
        if _CLEAN_UP.search(document.title.value) and not document.repeals:
            message = f"{name_of(document)}的题目说到废止或失效，却没有读出废止了哪些文件，请核对"
            yield Doubt("repeal-unread", message, document.title.line, of_document(document))


def two_for_one(facts: Facts) -> Iterator[Doubt]:
    """One sentence with one title and one number made two repeals: the number is that of the title."""
    for document in facts.issue.documents:
        by_sentence: dict[str, list[bool]] = {}
        for repeal in document.repeals:
            by_sentence.setdefault(repeal.evidence, []).append(bool(repeal.number and repeal.title))
        for evidence, whole in by_sentence.items():
            titles, numbers = evidence.count("《"), len(re.findall(r"\d+号", folded(evidence)))
            if len(whole) == 2 and titles == 1 and numbers == 1 and not any(whole):
                message = f"{name_of(document)}里“{short(evidence)}”可能只废止一件，却读成了两件，请核对"
                yield Doubt("repeal-twice", message, document.title.line, of_document(document))


def force_unread(facts: Facts) -> Iterator[Doubt]:
    """A sentence says from when the text takes effect, but nothing was read of it."""
    for document in facts.issue.documents:
        if document.force is not None:
            continue
        for paragraph in paragraphs(document.body):
            if _TAKES_EFFECT.search(without_blanks(paragraph.text.value)):
                message = f"{name_of(document)}里“{short(paragraph.text.value)}”说到施行日期，没有读出，请核对"
                yield Doubt("force-unread", message, paragraph.text.line, of_document(document))


def appointments_odd(facts: Facts) -> Iterator[Doubt]:
    """A person of an appointment has no name's form, or a sentence of such a notice that appoints somebody has nobody."""
    for document in facts.issue.documents:
        for one in document.appointments:
            if _ODD_NAME.search(one.person) or not _is_name(without_blanks(one.person)):
                line = _block_line(document, one.paragraph)
                message = f"{name_of(document)}读出的任免人员“{short(one.person)}”不像姓名，请核对"
                yield Doubt("person-odd", message, line, of_document(document))
        yield from _nobody(document)


def _is_name(name: str) -> bool:
    """Two to four characters; longer a name of another language, in which no office, no verb and no second family name stands."""
    if len(name) <= 4 or "·" in name:
        return len(name) >= 2
    return len(name) <= 8 and not _NO_NAME.search(name) and not _FAMILY.search(name[2:])


def _nobody(document: Document) -> Iterator[Doubt]:
    if not re.search(r"任[免职]|免职|任命", document.title.value):
        return
    has = {one.paragraph for one in document.appointments}
    own = len(own_part(document))
    for k, block in enumerate(document.body):
        if not isinstance(block, Paragraph) or block.role is not Role.BODY or k in has:
            continue
        words = without_blanks(block.text.value)
        if _APPOINTS.match(words) and not (_OF_ALL.match(words) or words.endswith("：")) and k < own:
            message = f"{name_of(document)}里“{short(block.text.value)}”没有读出任免的人，请核对"
            yield Doubt("person-unread", message, block.text.line, of_document(document))


def _block_line(document: Document, index: int) -> int:
    block = document.body[index] if 0 <= index < len(document.body) else None
    return block.text.line if isinstance(block, Paragraph) else document.title.line
