"""What a document says that it ends, held against what was read: the marks of a list that was not understood.

1. A title announces a repeal, and no repealed document was read.
2. 下列5件…予以废止, or the title, gives a count that is greater than that of the documents read.
3. A title announces that a document is kept in force or set aside, and no sentence names one.
4. A term stands beside the first day, and no last day was read.
5. Of several texts that are carried together one says another force than the first, which the page tells.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from gazette_site.characters import folded
from gazette_site.late import late
from gazette_site.model import Document, Place
from gazette_site.numerals import CHARACTERS, chinese_to_int
from gazette_site.parsing.clauses.acting_titles import acting_title
from gazette_site.parsing.clauses.fates import Fate, fate_of, may_say_fate
from gazette_site.parsing.clauses.force import has_no_force, told_apart
from gazette_site.parsing.clauses.sentences import Sentence, sentences
from gazette_site.parsing.clauses.spoken import quoted_blocks, speeches
from gazette_site.parsing.clauses.subjects import OWN, clauses_of

_ANNOUNCED = late(r"关于.{0,60}(?:废止|失效|撤销).{0,60}(?:文件|规章|规定|办法|意见|通知|决定|公告|通告|》)")
_SORTS = "文件|规章|规定|办法|细则|意见|方案|通知|决定|公告|通告|政策|措施|》"
_PROLONGED = late(
    rf"关于(?:延长|延续|继续|暂停|中止|恢复)(?:执行|实施|施行|有效)?.{{0,60}}(?:{_SORTS})(?:等.{{0,12}})?(?:的?有效期|有关条款)?的(?:通知|公告|通告|决定|函)"
    rf"|关于.{{0,60}}(?:{_SORTS})(?:延长|延续|继续有效|继续执行|暂停执行|恢复执行)"
)
_KEEPS = late(r"延长|延续|续期|顺延|继续|暂停|中止|恢复")
_NAMES = late(r"《[^》]{4,}》|号")
_OWN_TERM = late(rf"(?:{OWN}的?)?(?:有效|执行|试行|实施|施行)期限?(?![间内后])")
_COUNT = late(
    rf"(?:下列|以下|等|共计?)(?P<n>[0-9]{{1,4}}|[{CHARACTERS}]{{1,5}})[件部项个份]|(?P<m>[0-9]{{1,4}}|[{CHARACTERS}]{{1,5}})[件部项份](?=[^。]{{0,40}}(?:附件|目录))"
)
_COUNTED = late(rf"(?:废止|宣布失效|失效)(?P<n>[0-9]{{1,4}}|[{CHARACTERS}]{{1,5}})[件部项份]")
"""Each with its own count: 决定废止3件、宣布失效1件."""
_ENDED = (Fate.REPEALED, Fate.LAPSED)
_LONGEST = 2000
"""A longer paragraph announces no list."""


class Doubt(NamedTuple):
    """Something that a person should look at."""

    place: Place
    message: str
    line: int = 0
    """Of the source, where it is not that of the first words of the place."""


def doubts_of(document: Document) -> Iterator[Doubt]:
    """What does not agree in a document whose clauses have been read."""
    if has_no_force(document.title.value):
        return
    title = acting_title(document)
    for force in told_apart(document):
        message = f"一起印发的几个文本施行日期或者有效期不同，网页上只写第一个文本的；这里另说“{force.evidence}”，请在编者说明里写明"
        yield Doubt(force.place, message)
    yield from _of_its_end(document)
    yield from _of_what_is_kept(document, title)
    count = len(document.repeals)
    if not count and _ANNOUNCED.search(title.full) and "修改" not in title.full:
        yield Doubt(title.place, "题目说要废止、撤销或者宣布失效，正文和附件里却没有读出是哪些文件，请核对清单")
    said = list(_counts(document)) or list(_count_of(title.printed, title.place))
    numbers = [n for _, n in said]
    possible = {sum(numbers), sum(numbers) - max(numbers, default=0), *numbers}
    # More may be read than is said: some are named outside of the lists that are counted.
    if count and numbers and (count < max(numbers) or (count < sum(numbers) and count not in possible)):
        yield Doubt(said[0][0], f"文中说废止或者失效{'、'.join(map(str, numbers))}件，读出{count}件，请核对清单")


def _of_its_end(document: Document) -> Iterator[Doubt]:
    """A term named beside its first day, of which nothing was read: 有效期至新办法出台之日止."""
    force = document.force
    if force is None or force.expires or force.term:
        return
    clauses = (one.words for sentence in sentences(force.evidence, force.place) for one in clauses_of(sentence.plain))
    if any(_OWN_TERM.match(words) for words in clauses):
        yield Doubt(force.place, "这里写了有效期，却没有读出到哪一天为止，网页上不写届满日期，请核对")


def _of_what_is_kept(document: Document, title: Sentence) -> Iterator[Doubt]:
    """A title that prolongs, takes up or sets aside, where nothing was read and no sentence names a document (the examiner asks of these)."""
    if document.extensions or document.suspensions or not _PROLONGED.search(title.full):
        return
    if not any(_NAMES.search(one.printed) and _KEEPS.search(folded(one.printed)) for one in speeches(document.body)):
        yield Doubt(title.place, "题目说要延长、继续、暂停或者恢复执行，正文里却没有读出是哪些文件，请核对")


def _counts(document: Document) -> Iterator[tuple[Place, int]]:
    """How many documents the sentences of the body say they end."""
    quoted = quoted_blocks(document.body)
    for speech in speeches(document.body):
        if speech.place.block in quoted or len(speech.printed) > _LONGEST:
            continue
        yield from _count_of(speech.printed, speech.place)


def _count_of(printed: str, place: Place) -> Iterator[tuple[Place, int]]:
    for sentence in sentences(printed, place) if may_say_fate(printed) else ():
        found = list(_COUNTED.finditer(sentence.plain)) if fate_of(sentence.plain) in _ENDED else []
        if len(found) > 1:
            yield place, sum(chinese_to_int(match["n"]) or 0 for match in found)
            continue
        match = _COUNT.search(sentence.plain) if fate_of(sentence.plain) in _ENDED else None
        number = chinese_to_int(match["n"] or match["m"]) if match else None
        if number:
            yield place, number
