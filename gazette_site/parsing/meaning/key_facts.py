"""办事要点: what somebody who has business with an office asks, in the words of the text: sentences, lines, cells, nothing else.

    fact    = sentence with the words of a question                  申请人应当提交下列材料：   (entitlement, errand)
            | item under such a sentence that ends with ：            （一）身份证；            (frames, questions)
            | line under a heading, or after a label, that asks      申请条件, 补贴标准, 停水时间：
            | cell under a head that asks                            联系电话, 办公地址
            | sentence of a day that binds the reader                申报时间：…
            | sentence that says from when and how long the text holds
            | form: attachment called …表, or named and not printed  (named_forms)

No answer is put together from several places, none is shortened. Fewer than two questions answered, or none of those that an office is
visited for, and there is nothing: who explains the text, and when it takes effect, makes no card.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from gazette_site.among import Among
from gazette_site.characters import folded
from gazette_site.late import late
from gazette_site.model import (
    AttachmentKind,
    Block,
    DateKind,
    Document,
    FactKind,
    KeyFact,
    Paragraph,
    Place,
    Role,
    Table,
)
from gazette_site.parsing.clauses.sentences import Sentence, sentences, whole_line
from gazette_site.parsing.meaning.binding import first_article
from gazette_site.parsing.meaning.conduct import RULES, rules_conduct, speaks_to_people
from gazette_site.parsing.meaning.days import days_in
from gazette_site.parsing.meaning.decisions import Bound, bound_by, dated, is_past
from gazette_site.parsing.meaning.entitlement import ENTITLES, entitles
from gazette_site.parsing.meaning.errand import SERVES, serves
from gazette_site.parsing.meaning.frames import framed
from gazette_site.parsing.meaning.named_forms import forms
from gazette_site.parsing.meaning.points import may_name_days
from gazette_site.parsing.meaning.questions import asked_by_columns, asked_by_heading, asked_by_opener, asks_of_tasks
from gazette_site.parsing.meaning.telling import is_told

_VISITED_FOR = (
    FactKind.WHO,
    FactKind.CONDITIONS,
    FactKind.AMOUNT,
    FactKind.MATERIALS,
    FactKind.WHERE,
    FactKind.CONTACT,
    FactKind.FORMS,
)
"""Questions that bring somebody to an office."""
_FOR_THE_READER = (
    DateKind.APPLICATION,
    DateKind.BAN,
    DateKind.COMMENT,
    DateKind.EXAM,
    DateKind.PAYMENT,
    DateKind.TRANSITION,
    DateKind.PERIOD,
    DateKind.EVENT,
)
_WITH_MORE = (FactKind.STEPS, FactKind.WHEN, FactKind.WHERE, FactKind.RESPONSIBLE, FactKind.CONTACT)
"""Under these stand answers to other questions too."""
_NAMES = late(r"[(]?[0-9一二三四五六七八九十]{1,3}[)、.]+[\u4e00-\u9fff“”]{2,14}。")
"""The name of what follows."""
_LONG = 16
"""A shorter line answers what is asked above it, and nothing else."""
_SAME: Mapping[FactKind | None, tuple[FactKind, ...]] = {
    FactKind.WHO: (FactKind.CONDITIONS,),
    FactKind.CONDITIONS: (FactKind.WHO,),
    FactKind.AMOUNT: (FactKind.CONDITIONS, FactKind.WHO),
}
"""Under one of these questions a sentence is no answer to the other ones, if it answers something else besides."""
_ORDER = {kind: place for place, kind in enumerate(FactKind)}
_MOST_ROWS = 40
_PAIR = 2
_DONE = late(
    r"(?:均已|已(?:全部|经|于[^,;。]{2,12})?(?:完成|完工|结束|办结|到位|竣工))(?![^,;。]{0,10}的[\u4e00-\u9fff])"
)
_GOES_BY_THIS = late(r"按照?本[^,;。]{1,6}执行")
"""截至2020年12月10日尚未委托的项目,按本文件执行."""
_OF_A_STAGE = late(r"[（(][^（）()]*[）)]。?$")
"""（一）动员部署（9月1日至9月10日）。"""
_NO_SUMS = (FactKind.WHERE, FactKind.STEPS)
_SUM = late(r"[^0-9]{0,4}[0-9][0-9.,]*(?:万|亿|百|千)?(?:元|%)[^0-9]{0,8}|免[费收]?|/")
"""A cell that is a sum, with few words around it: 每人60元, 4000元/辆."""


class _Told(NamedTuple):
    """What must be known to tell what is over."""

    text: Bound
    timed: frozenset[str]
    """The sentences of days that bind."""

    def is_over(self, plain: str, evidence: str) -> bool:
        """Whether all days of a sentence are told of: 8月20日前启用了应急水源 is no answer to when."""
        if evidence in self.timed:
            return False
        if _DONE.search(plain):
            return True
        days = [dated(self.text, one, plain) for one in days_in(plain)] if may_name_days(plain) else []
        if not days or _GOES_BY_THIS.search(plain):
            return False
        return all(is_past(one, self.text) or is_told(plain, one) for one in days)


def _told_of(document: Document) -> _Told:
    return _Told(bound_by(document), frozenset(one.sentence for one in document.dates))


def key_facts(document: Document) -> tuple[KeyFact, ...]:
    """The answers of a document whose dates are read, by kind, those of one kind in the order of the text."""
    told = _told_of(document)
    if told.text.tells:
        return ()  # nobody has business with an office for what was done and found
    found = [*_in_blocks(document.body, -1, told)]
    for number, attachment in enumerate(document.attachments):
        if attachment.kind is not AttachmentKind.FORM:
            found += _in_blocks(attachment.blocks, number, told)
    to_people = speaks_to_people(document, {fact.kind for sure, fact in found if sure})
    sure_or_rule = (one for sure, one in found if sure or (to_people and one.text not in told.timed))
    return _card(document, list(sure_or_rule), to_people)


def facts_of_announcement(document: Document) -> tuple[KeyFact, ...]:
    """Of a draft: until when and where to say what one thinks of it. What the draft itself says binds nobody yet."""
    asked = (FactKind.WHERE, FactKind.WHEN, FactKind.CONTACT, FactKind.MATERIALS)
    found = _in_blocks(document.body[: first_article(document.body)], -1, _told_of(document))
    return _card(document, [one for sure, one in found if sure and one.kind in asked], to_people=False)


def _card(document: Document, found: list[KeyFact], to_people: bool) -> tuple[KeyFact, ...]:
    found += _when(document, to_people)
    found += list(forms(document, [one for one in found if one.kind is FactKind.MATERIALS]))
    if not _is_worth_a_card(found):
        return ()
    facts = _each_once([*found, *_in_force(document)])
    return tuple(
        sorted(facts, key=lambda one: (_ORDER[one.kind], not one.printed, one.place.attachment, one.place.block))
    )


def _is_worth_a_card(facts: Iterable[KeyFact]) -> bool:
    kinds = {one.kind for one in facts}
    return len(kinds) > 1 and not kinds.isdisjoint(_VISITED_FOR)


def _each_once(facts: Sequence[KeyFact]) -> Iterator[KeyFact]:
    """Without those whose words another one of the same kind and place holds, and without what was said before in the same words."""
    beside: dict[tuple[FactKind, Place], list[str]] = {}
    texts = [beside.setdefault((one.kind, one.place), []) for one in facts]
    for one, others in zip(facts, texts, strict=True):
        others.append(one.text)
    said: set[tuple[FactKind, str, str]] = set()
    for one, others in zip(facts, texts, strict=True):
        held = len(others) > 1 and not one.item and any(one.text in other and one.text != other for other in others)
        key = (one.kind, one.text, one.item)
        if not held and key not in said:
            said.add(key)
            yield one


def _in_blocks(blocks: Sequence[Block], attachment: int, told: _Told) -> Iterator[tuple[bool, KeyFact]]:
    """The answers; False for those that only a text which speaks to people gives."""
    all_framed = list(framed(blocks))
    for one in all_framed:
        if isinstance(one.block, Table):
            cells = _in_table(one.block, one.asked, Place(one.number, attachment))
            yield from ((True, cell) for cell in cells if not _is_past_cell(cell, told))
    said = [
        (one, one.block.text.value, _own_sentences(one.block, one.asked, Place(one.number, attachment)))
        for one in all_framed
        if isinstance(one.block, Paragraph)
    ]
    answers = iter(_answers([sentence for _, _, own in said for sentence in own]))
    for one, words, own in said:
        place = Place(one.number, attachment)
        if one.asked:
            yield True, KeyFact(one.asked, words, place, one.question)
        for sentence, (kinds, rules) in zip(own, answers, strict=False):
            besides = [kind for kind in kinds if kind not in _SAME.get(one.asked, ()) or len(kinds) == 1]
            if FactKind.WHEN in besides and told.is_over(sentence.plain, sentence.evidence):
                besides.remove(FactKind.WHEN)
            yield from ((True, KeyFact(kind, sentence.evidence, place)) for kind in besides)
            if rules:
                yield False, KeyFact(FactKind.CONDITIONS, sentence.evidence, place)


def _is_past_cell(cell: KeyFact, told: _Told) -> bool:
    """购机日期 | 2029年3月12日: a day before that of the text."""
    return cell.kind is FactKind.WHEN and told.is_over(folded(cell.text), cell.text)


def _own_sentences(block: Paragraph, asked: FactKind | None, place: Place) -> list[Sentence]:
    """The sentences of a paragraph that may answer by their own words."""
    if asked and asked not in _WITH_MORE and len(block.text.value) < _LONG:
        return []
    heading = block.text.value[: block.head].strip() if block.role is Role.HEADING else ""
    said = list(sentences(block.text.value, place))
    if not heading and len(said) > 1 and _NAMES.fullmatch(said[0].plain):
        heading = said[0].evidence  # 一、发放消费券。
    return [sentence for sentence in said if sentence.evidence != heading] if heading else said


def _answers(asked: Sequence[Sentence]) -> list[tuple[list[FactKind], bool]]:
    """For each sentence the questions that it answers, or else whether it rules conduct; all are asked together."""
    said = Among((one.full for one in asked), ENTITLES + SERVES + RULES)
    plain = [one.plain for one in asked]
    found: list[list[FactKind]] = [[] for _ in plain]
    for number, kind in (*entitles(said, plain), *serves(said, plain)):
        if kind not in found[number]:
            found[number].append(kind)
    for number, kinds in enumerate(found):
        opens = plain[number].endswith(":") and FactKind.MATERIALS not in kinds
        if opens and asked_by_opener(plain[number]) is FactKind.MATERIALS:
            kinds.append(FactKind.MATERIALS)
    ruling = set().union(*map(said.may_find, RULES))
    return [
        (kinds, not kinds and number in ruling and rules_conduct(plain[number])) for number, kinds in enumerate(found)
    ]


def _in_table(table: Table, asked_above: FactKind | None, place: Place) -> Iterator[KeyFact]:
    head = [folded(cell.value) for cell in table.rows[0]] if table.rows else []
    asked = asked_by_columns(head)
    if asked_above is FactKind.AMOUNT and not asks_of_tasks(head):
        asked = dict.fromkeys(_columns_of_sums(table), FactKind.AMOUNT) | asked
    if not asked and len(head) == _PAIR and not asks_of_tasks(head):
        yield from _in_pairs(table, place)
    rows = table.rows[1:_MOST_ROWS] if asked else ()
    answers = _in_cells(cell.value for row in rows for column, cell in enumerate(row) if column not in asked)
    for row in rows:
        others = (cell.value for column, cell in enumerate(row) if column not in asked)
        item = next((words for words in others if words and not folded(words).isdigit()), "")
        for column, cell in enumerate(row):
            own = answers.get(cell.value, ()) if column else ()
            for kind in [_of_cell(cell.value, asked[column])] if column in asked else own:
                if cell.value.strip():
                    yield KeyFact(kind, cell.value, place, item if item != cell.value else "")


def _of_cell(words: str, asked: FactKind) -> FactKind:
    """What a cell answers under a head that asks; a sum is a sum under whichever head: 办理方式 | 每科50元."""
    return FactKind.AMOUNT if asked in _NO_SUMS and _SUM.fullmatch(folded(words)) else asked


def _in_pairs(table: Table, place: Place) -> Iterator[KeyFact]:
    """A table of two columns, of which the first asks and the second answers: 补助对象 | 本市户籍的儿童."""
    rows = [row for row in table.rows[:_MOST_ROWS] if len(row) == _PAIR and row[1].value.strip()]
    asked = [(asked_by_heading(folded(first.value)), first.value, second.value) for first, second in rows]
    if len({kind for kind, _, _ in asked if kind}) > 1:
        yield from (KeyFact(kind, words, place, item) for kind, item, words in asked if kind)


def _columns_of_sums(table: Table) -> Iterator[int]:
    """The columns in which nothing stands but sums and shares."""
    for column in range(1, max(map(len, table.rows))):
        cells = [folded(row[column].value) for row in table.rows[1:] if column < len(row)]
        if cells and all(_SUM.fullmatch(cell) for cell in cells):
            yield column


def _in_cells(values: Iterable[str]) -> dict[str, list[FactKind]]:
    """What cells answer by their own words, in a table that answers."""
    cells = list(dict.fromkeys(values))
    plain = [whole_line(cell).plain for cell in cells]
    found: dict[str, list[FactKind]] = {cell: [] for cell in cells}
    said = Among(plain, ENTITLES + SERVES)
    for number, kind in (*entitles(said, plain), *serves(said, plain)):
        if kind is not FactKind.RESPONSIBLE:
            found[cells[number]].append(kind)
    return found


def _when(document: Document, to_people: bool) -> Iterator[KeyFact]:
    """The sentences of the days that bind a reader; a stage of a plan, in months, is of offices."""
    for one in document.dates:
        months = "日" not in one.words or (not to_people and _OF_A_STAGE.search(one.sentence))
        stage = one.kind is DateKind.PERIOD and months and not one.every.value and not one.item
        if (one.kind in _FOR_THE_READER and not stage) or (
            to_people and one.kind is not DateKind.TRIAL and not one.item
        ):
            yield KeyFact(FactKind.WHEN, one.sentence, one.place, one.item)


def _in_force(document: Document) -> Iterator[KeyFact]:
    """From when and how long the text holds."""
    if force := document.force:
        yield KeyFact(FactKind.WHEN, force.evidence, force.place)
        if force.expiry_evidence and force.expiry_place:
            yield KeyFact(FactKind.WHEN, force.expiry_evidence, force.expiry_place)
