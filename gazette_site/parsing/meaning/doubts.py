"""What a person should look at among the days that bind and the duties."""

from __future__ import annotations

from collections.abc import Iterator

from gazette_site.characters import one_line
from gazette_site.model import Document, Place, Table
from gazette_site.parsing.clauses.doubts import Doubt
from gazette_site.parsing.meaning.duty_tables import tasks_of_nobody


def dates_in_doubt(document: Document) -> Iterator[Doubt]:
    """Days without a year, and days that leave open where they end: the page shows the printed words and works nothing out."""
    for one in document.dates:
        if one.year_unsaid and one.place.attachment < 0:
            message = f"“{one.words}”没有写年份，文中也看不出是哪一年，网页只照录原文；如另有依据，请在更正里补上年份"
            yield Doubt(one.place, message)
        elif one.edge_unsaid and one.place.attachment < 0:
            message = (
                f"“{one.words}”没有写明包不包括当月、当季或当年，网页只照录原文，不推算日期；如另有依据，请在更正里写明"
            )
            yield Doubt(one.place, message)


def duties_in_doubt(document: Document) -> Iterator[Doubt]:
    """Rows of a table of duties without an office: whether their cell is joined with the one above only the print can tell."""
    parts = ((-1, document.body), *((number, one.blocks) for number, one in enumerate(document.attachments)))
    for attachment, blocks in parts:
        for index, block in enumerate(blocks):
            for task in tasks_of_nobody(block) if isinstance(block, Table) else ():
                words = one_line(task.value)[:_LONGEST]
                message = f"任务“{words}”一行没有责任单位，可能是与上一行合并的格子；任务分工里不列，如确是合并，请在这一行补上单位"
                yield Doubt(Place(index, attachment), message, task.line)


_LONGEST = 30
