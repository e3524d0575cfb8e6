"""办事要点: what somebody who has business with an office asks, in the words of the text: sentences, lines, cells, nothing else.

    fact    = sentence with the words of a question                  申请人应当提交下列材料：
            | item under such a sentence that ends with ：            （一）身份证；
            | line under a heading that asks                         申请条件, 补贴标准, 申报流程
            | cell under a head that asks                            联系电话, 办公地址
            | sentence of a day that binds the reader                申报时间：…
            | form: attachment called …表, or named in 附件说明 and not printed

No answer is put together from several places, none is shortened. Fewer than two questions answered, or none of those that an office is
visited for, and there is nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gazette_site.characters import folded
from gazette_site.late import late, may_find
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
from gazette_site.parsing.clauses.sentences import sentences
from gazette_site.parsing.clauses.spoken import SPEAKING, quoted_blocks
from gazette_site.parsing.meaning.questions import ASKED_BY_CELLS, ASKED_BY_HEADINGS, ASKED_BY_SENTENCES

_VISITED_FOR = (
    FactKind.CONDITIONS,
    FactKind.AMOUNT,
    FactKind.MATERIALS,
    FactKind.WHERE,
    FactKind.CONTACT,
    FactKind.FORMS,
)
"""Questions that bring somebody to an office."""
_FOR_THE_READER = (DateKind.APPLICATION, DateKind.COMMENT, DateKind.EXAM, DateKind.PAYMENT)
_LONGEST_HEADING, _MOST_UNDER, _MOST_ROWS = 24, 12, 40
_FORM = late(r"(?:申请|申报|登记|审批|审核|报名|备案|推荐|承诺|汇总)[^，。；]{0,6}(?:表|书)$")
_NAMED_FORM = late(r"[^：:。；;、，,《》0-9.．]{2,40}(?:申请|申报|登记|审批|报名|备案)(?:表|书)")
_ITEM = late(r"(?:[(（][0-9一二三四五六七八九十]+[)）]|[0-9]+[.．、]|[一二三四五六七八九十]+、|[①-⑳])")


def key_facts(document: Document) -> tuple[KeyFact, ...]:
    """The answers of a document whose dates are read, by kind, those of one kind in the order of the text."""
    found = [*_in_blocks(document.body, -1)]
    for number, attachment in enumerate(document.attachments):
        if attachment.kind is not AttachmentKind.FORM:
            found += _in_blocks(attachment.blocks, number)
    found += _when(document)
    found += _forms(document)
    facts = list(dict.fromkeys(found))
    kinds = {one.kind for one in facts}
    if len(kinds) < 2 or not kinds.intersection(_VISITED_FOR):
        return ()
    order = list(FactKind)
    return tuple(sorted(facts, key=lambda one: order.index(one.kind)))


def _in_blocks(blocks: Sequence[Block], attachment: int) -> Iterator[KeyFact]:
    quoted = quoted_blocks(blocks)
    asked: FactKind | None = None
    """By the heading above, or by a sentence that ends with a colon."""
    left, above = 0, None
    for index, block in enumerate(blocks):
        place = Place(index, attachment)
        if isinstance(block, Table):
            yield from _in_table(block, place)
        if not isinstance(block, Paragraph) or block.role not in SPEAKING or index in quoted:
            continue
        whole = block.role is Role.HEADING and block.head in (0, len(block.text.value))
        if whole:
            asked, left, above = _asked_by(block.heading), _MOST_UNDER, block.level
            continue
        value = block.text.value
        if block.role is Role.HEADING and (kind := _asked_by(block.heading)):
            yield KeyFact(kind, value, place)
            asked, left, above = (kind, _MOST_UNDER, block.level) if value.endswith(("：", ":")) else (None, 0, None)
            continue
        if asked and left and _is_under(block, above):
            left -= 1
            yield KeyFact(asked, value, place)
            continue
        asked = None
        opened = None
        for kind, words in _in_sentences(value, place):
            yield KeyFact(kind, words, place)
            opened = kind if value.endswith(("：", ":")) and value.endswith(words) else opened
        if opened:
            asked, left, above = opened, _MOST_UNDER, None


def _is_under(block: Paragraph, above: object) -> bool:
    """Whether a paragraph belongs to the heading, or to the sentence with a colon, above it; under a sentence only items do."""
    if block.role is Role.ARTICLE:
        return False
    return above is not None or bool(_ITEM.match(folded(block.text.value)))


def _asked_by(heading: str) -> FactKind | None:
    words = folded(heading).rstrip("。:")
    if len(words) > _LONGEST_HEADING:
        return None
    return next((kind for kind, pattern in ASKED_BY_HEADINGS if pattern.search(words)), None)


def _in_sentences(value: str, place: Place) -> Iterator[tuple[FactKind, str]]:
    """Each sentence that answers, once for each question it answers."""
    whole = folded(value)
    asked = [(kind, pattern) for kind, pattern in ASKED_BY_SENTENCES if may_find(pattern, whole)]
    for sentence in sentences(value, place) if asked else ():
        for kind, pattern in asked:
            if pattern.search(sentence.plain):
                yield kind, sentence.evidence


def _in_table(table: Table, place: Place) -> Iterator[KeyFact]:
    head = [folded(cell.value) for cell in table.rows[0]] if table.rows else []
    asked = {
        column: kind for column, words in enumerate(head) for kind, pattern in ASKED_BY_CELLS if pattern.search(words)
    }
    for row in table.rows[1:_MOST_ROWS] if asked else ():
        others = (cell.value for column, cell in enumerate(row) if column not in asked)
        item = next((words for words in others if words and not folded(words).isdigit()), "")
        for column, cell in enumerate(row):
            if column in asked and cell.value.strip():
                yield KeyFact(asked[column], cell.value, place, item)


def _when(document: Document) -> Iterator[KeyFact]:
    for one in document.dates:
        if one.kind in _FOR_THE_READER:
            yield KeyFact(FactKind.WHEN, one.sentence, one.place, one.item)


def _forms(document: Document) -> Iterator[KeyFact]:
    for number, attachment in enumerate(document.attachments):
        if attachment.title and (attachment.kind is AttachmentKind.FORM or _FORM.search(folded(attachment.name))):
            yield KeyFact(FactKind.FORMS, attachment.title.value, Place(-1, number))
    names = [folded(attachment.name) for attachment in document.attachments]
    for index, block in enumerate(document.body):
        if isinstance(block, Paragraph) and block.role is Role.ATTACHMENT_NOTE:
            for match in _NAMED_FORM.finditer(block.text.value):
                form = match[0].strip()
                if not any(folded(form) in name or name in folded(form) for name in names if name):
                    yield KeyFact(FactKind.FORMS, form, Place(index), printed=False)
