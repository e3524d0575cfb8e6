"""The days that bind: windows, bans, deadlines, in sentences and in the columns of tables.

    days that bind = span | by | from, on with words that say what they bind to (kinds.py)

What lies before the date of the document binds nobody any more and is a fact of the past; when the document itself takes effect and
ends is told by its force, not here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gazette_site.characters import folded
from gazette_site.late import late
from gazette_site.model import (
    BindingDate,
    Block,
    DateKind,
    Document,
    Level,
    Paragraph,
    Place,
    Role,
    Table,
    Text,
)
from gazette_site.parsing.clauses.sentences import Sentence, sentences
from gazette_site.parsing.clauses.spoken import quoted_blocks, speeches
from gazette_site.parsing.meaning.beside import Yearly, is_and, is_aside, is_named, joined
from gazette_site.parsing.meaning.days import days_in, year_after
from gazette_site.parsing.meaning.decisions import Before, Bound, bound_by, dated, is_past, is_worked_out, kind_of_days
from gazette_site.parsing.meaning.kinds import kind_at, kind_of, kind_of_step
from gazette_site.parsing.meaning.points import Days, Form, may_name_days
from gazette_site.parsing.meaning.terms import Term, lasting, may_name_terms, terms_in

_MAY_BIND = late(
    r"[0-9一二三四五六七八九十]月|年[底末前]|年[之以]前|季度|日内|天内|月内|年内|工作日|公示|(?:公布|张榜)[0-9一二三四五六七八九十]{1,3}[个天日]|[日天月年]之内|半年|每月|[次当下]月[0-9一二三四五六七八九十]|试点|试运|过渡期|征求意见|意见征集"
    r"|20[0-9]{2}[./·-][0-9]"
)
_HEAD_OF_DAYS = late(
    r"(?:时间|时限|日期|期限|截止日?|节点|进度)(?:要求|安排|节点)?(?:\([^()]*\))?$|日子$|何时|什么时候|完成$"
)
_HEAD_OF_FACTS = late(
    r"(?:出生|成立|发证|颁发|建成|建立|登记|开工|审批|批准|印发|公布|发布|成文|入党|入职|任职|注册|签订)(?:时间|日期)"
)
_ASKING = late(r"请|^[^,;。]{0,6}截止")
_YEAR = late(r"(?<![0-9])20[0-9]{2}(?=年)")
_ONLY_DAYS = late(r"[0-9./·年月日时分:—–~〜至到-]{8,}")
_LIMIT = late(r"完成|截止|时限|整改|节点")
_ORDINAL = late(r"[0-9一二三四五六七八九十.、()]*")


def binding_dates(document: Document) -> Iterator[BindingDate]:
    """The days that bind, in the order of the text: body, then attachments."""
    yield from _of_trial(document)
    text = bound_by(document)
    yield from _in_blocks(text, document.body, -1)
    for number, attachment in enumerate(document.attachments):
        yield from _in_blocks(text, attachment.blocks, number)


def days_of_comment(document: Document) -> Iterator[BindingDate]:
    """Of a draft: the time for comments, and when who wants to speak may come, as the announcement before the first article says it."""
    first = first_article(document.body)
    found = _in_blocks(bound_by(document)._replace(lasting=False), document.body[:first], -1)
    asked = (DateKind.COMMENT, DateKind.EVENT, DateKind.APPLICATION)
    said = (replace(one, kind=DateKind.COMMENT) if _asks_readers(one) else one for one in found)
    yield from (one for one in said if one.kind in asked and (one.begin or one.end or one.term))


def _asks_readers(one: BindingDate) -> bool:
    """请于5月20日前发送邮件到…, 截止日期:7月9日: what else should they send?"""
    return one.kind is DateKind.DEADLINE and bool(_ASKING.search(one.sentence))


def first_article(blocks: Sequence[Block]) -> int | None:
    """Where the articles of a draft begin; None if there are none."""
    return next((k for k, one in enumerate(blocks) if isinstance(one, Paragraph) and one.role is Role.ARTICLE), None)


def _of_trial(document: Document) -> Iterator[BindingDate]:
    """试行 with an end is a time of trial, which the force has read."""
    force = document.force
    if force and force.trial and force.expires:
        sentence = force.expiry_evidence or force.evidence
        place = force.expiry_place or force.place
        yield BindingDate(
            DateKind.TRIAL,
            force.term or sentence,
            sentence,
            place,
            force.effective,
            force.expires,
            term=force.term,
            derived=True,
        )


def _in_blocks(text: Bound, blocks: Sequence[Block], attachment: int) -> Iterator[BindingDate]:
    quoted = quoted_blocks(blocks)
    found: list[BindingDate] = []
    label = above = ""
    yearly = Yearly(text.lasting)
    labels: list[tuple[int, str]] = []
    for printed, place, role in _said(blocks, attachment):
        level = _depth(blocks[place.block]) if role is Role.HEADING else 0
        plain = folded(printed) if len(printed) < _LABEL else ""
        if place.block not in quoted and _MAY_BIND.search(folded(printed)):
            alone = above if _ONLY_DAYS.fullmatch(plain) else ""
            own = _above(labels, level) if role is Role.HEADING else label
            found += _in_paragraph(text, printed, place, alone or own, yearly)
        if role is Role.HEADING:
            yearly.goes_on = False
            labels = [*(one for one in labels if one[0] < level), (level, plain)]
        if role is Role.HEADING or (plain.endswith(":") and not plain.endswith("如下:")):
            label = plain
        above = plain if len(plain) < _CELL else ""
    for index, block in enumerate(blocks):
        if isinstance(block, Table):
            found += _in_table(text, block, Place(index, attachment))
    yield from sorted(dict.fromkeys(found), key=lambda one: one.place.block)


def _depth(block: Block) -> int:
    """How deep the label of a paragraph stands; deepest without one."""
    return _LEVELS.index(block.level) if isinstance(block, Paragraph) and block.level else len(_LEVELS)


def _above(labels: Sequence[tuple[int, str]], level: int) -> str:
    """The heading under which a heading of that level stands; or empty."""
    return next((words for depth, words in reversed(labels) if depth < level), "")


def _said(blocks: Sequence[Block], attachment: int) -> Iterator[tuple[str, Place, Role]]:
    """The paragraphs as they were spoken; the cells of a table whose rules were lost one by one."""
    for speech in speeches(blocks, attachment):
        parts = speech.printed.split("\n") if "\n" in speech.printed else ()
        if not parts or not _are_cells(parts):
            yield speech.printed, speech.place, speech.paragraph.role
            continue
        for number, part in enumerate(parts):
            yield part, Place(speech.place.block + number, attachment), speech.paragraph.role


def _are_cells(parts: Sequence[str]) -> bool:
    """Whether lines are the cells, or the short rows, of a table: what one says is not said of the next."""
    words = [folded(part) for part in parts]
    rows = all(len(one) < _LABEL and not one.endswith(_GOES_ON) for one in words)
    return any(_ONLY_DAYS.fullmatch(one) for one in words) or (
        rows and sum(map(bool, map(_MAY_BIND.search, words))) > 1
    )


_LEVELS = list(Level)
_GOES_ON = ("、", ",")
_MONTHS = 13
"""So many days in a row are not all months of one year."""
_PAIR = 2
"""A table of so many columns says in the first what the second tells."""
_LABEL, _CELL = 40, 16
"""A longer paragraph is no label, and no cell of a table whose rules were lost."""


def _in_paragraph(
    text: Bound, printed: str, place: Place, label: str, yearly: Yearly | None = None, year: str = ""
) -> Iterator[BindingDate]:
    yearly = yearly or Yearly(False)
    for sentence in sentences(printed, place):
        days = list(days_in(sentence.plain, year, yearly.of(sentence))) if may_name_days(sentence.plain) else []
        if not days:
            if may_name_terms(sentence.plain):
                yield from (_term(one, sentence) for one in terms_in(sentence.plain, text.effective, text.date))
            continue
        yearly.go_on(days)
        found = list(_in_sentence(text, sentence, days, label))
        said = {one.words for one in found}
        for one in days:
            if is_past(one, text) or sentence.words(one.start, one.end) in said:
                year = year_after(one, year)  # 计划2028年完工 says nothing of the days after it
        yield from found


def _in_sentence(text: Bound, sentence: Sentence, days: list[Days], label: str) -> Iterator[BindingDate]:
    before = Before(label)
    days = list(joined(days, sentence.plain))
    if not all(one.exact for one in days):
        pairs = zip(days, [*days[1:], None], strict=True)
        days = [one for one, after in pairs if not is_named(one, after, sentence.plain)]
    for place, one in enumerate(days):
        floor = days[place - 1].end if place else 0
        ceiling = next(
            (
                other.start
                for other in days[place + 1 : place + _MONTHS]
                if not is_and(one, other) and not is_aside(one, other, sentence.plain)
            ),
            len(sentence.plain),
        )
        found = dated(text, one, sentence.plain)
        kind = kind_of_days(text, sentence, found, (floor, ceiling), before)
        past = (is_past(found, text) or found.year_unsaid) and kind_at(
            sentence.plain, one.start, one.end, floor, ceiling
        )
        before = Before(label, kind or past or None)
        if kind:
            yield _record(kind, found, sentence)
    yield from (_term(one, sentence) for one in terms_in(sentence.plain, text.effective, text.date))


def _record(kind: DateKind, one: Days, sentence: Sentence) -> BindingDate:
    return BindingDate(
        kind,
        sentence.words(one.start, one.end),
        sentence.evidence,
        sentence.place,
        one.begin,
        one.until,
        one.every,
        one.begin_again,
        one.end_again,
        derived=is_worked_out(one, sentence.plain),
        term=lasting(sentence.plain, one.end) if one.form is Form.FROM else "",
        year_unsaid=one.year_unsaid,
        edge_unsaid=bool(one.at_most),
    )


def _term(one: Term, sentence: Sentence) -> BindingDate:
    words = sentence.words(one.start, one.end)
    return BindingDate(
        one.kind, words, sentence.evidence, sentence.place, one.begin, one.until, term=one.term, derived=bool(one.until)
    )


# -- tables


def _in_table(text: Bound, table: Table, place: Place) -> Iterator[BindingDate]:
    head = [folded(cell.value) for cell in table.rows[0]] if table.rows else []
    timed = {k for k, words in enumerate(head) if _HEAD_OF_DAYS.search(words) and not _HEAD_OF_FACTS.search(words)}
    pairs = len(head) == _PAIR
    names = _names(table, timed) if timed else []
    for row in table.rows[1:]:
        item = _item(row, names)
        years = {year for cell in row for year in _YEAR.findall(folded(cell.value))}
        year = next(iter(years)) if len(years) == 1 else ""
        for column, cell in enumerate(row):
            if not _MAY_BIND.search(folded(cell.value)):
                continue
            if column in timed:
                yield from _in_cell(text, cell, place, head[column], item, year)
            elif len(cell.value) > _LABEL // 4 or (pairs and column and _HEAD_OF_DAYS.search(folded(row[0].value))):
                label = folded(row[0].value) if pairs and column else ""
                yield from _in_paragraph(text, cell.value, place, label, year=year if timed else "")


def _names(table: Table, timed: set[int]) -> list[int]:
    """The columns that may name what a row is about, the best first: one whose words are never the same twice."""
    columns = [column for column in range(max(map(len, table.rows))) if column not in timed]
    said = {column: [row[column].value for row in table.rows[1:] if column < len(row)] for column in columns}
    words = {column: [one for one in said[column] if one and not _ORDINAL.fullmatch(folded(one))] for column in columns}
    named = [column for column in columns if words[column]]
    return sorted(named, key=lambda column: len(set(words[column])) < len(words[column]))


def _item(row: Sequence[Text], names: Sequence[int]) -> str:
    """What a row is about."""
    return next((row[column].value for column in names if column < len(row) and row[column].value), "")


def _in_cell(text: Bound, cell: Text, place: Place, head: str, item: str, year: str) -> Iterator[BindingDate]:
    """`year`: the only one that its row prints."""
    for sentence in sentences(cell.value, place):
        for one in days_in(sentence.plain, year):
            found = dated(text, one, sentence.plain)
            if is_past(found, text) or (not found.exact and found.form is Form.SPAN and not found.until):
                continue
            limit = _LIMIT.search(head) or found.form is not Form.SPAN
            other = DateKind.DEADLINE if limit else DateKind.PERIOD
            kind = kind_of(head) or (None if _LIMIT.search(head) else kind_of_step(folded(item))) or other
            deadline = kind is DateKind.DEADLINE or "截止" in head or not found.exact
            begin = None if deadline and found.form is not Form.SPAN else found.begin
            words = sentence.words(found.start, found.end)
            yield BindingDate(
                kind,
                words,
                cell.value,
                place,
                begin,
                found.until,
                found.every,
                "" if deadline and found.form is not Form.SPAN else found.begin_again,
                found.end_again,
                derived=is_worked_out(found, sentence.plain),
                year_unsaid=found.year_unsaid,
                edge_unsaid=bool(found.at_most),
                item=item,
            )
