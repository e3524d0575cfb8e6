"""任免 in a table: one person a row, the posts in columns that say what is done.

table  = head row*              head: 姓名, and a column for each act: 任职 | 任命职务 | 拟任… ; 免职 | 免去职务; 职务 alone is that of the line above
row    = name post?             an empty cell says nothing
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from gazette_site.characters import folded, without_blanks
from gazette_site.late import late
from gazette_site.model import Appointment, AppointmentAction, Table

_NAME = late(r"姓名|名字|人员|人员姓名")
_REMOVES = late(r"(?:免|不再担任|解聘).{0,4}")
_APPOINTS = late(r"(?:任|聘|拟任|新任|现任命).{0,4}(?<!时间)(?<!日期)(?<!期)")
_POST = late(r"(?:工作单位及|单位及)?职务|岗位")
_NOTE = late(r"备注|说明")
_NOTHING = frozenset(("", "—", "-", "/", "无", "——", "－"))


class _Columns(NamedTuple):
    """Which column says what."""

    name: int
    acts: tuple[tuple[int, AppointmentAction], ...]
    note: int | None


def appointments_in(table: Table, index: int, announced: str) -> Iterator[Appointment]:
    """The appointments of a table that is block `index`; `announced` is the verb of the line above, or empty.

    None where the head does not tell who is appointed to what.
    """
    columns = _columns([folded(cell.value) for cell in table.rows[0]], announced) if table.rows else None
    for row in table.rows[1:] if columns else ():
        assert columns is not None, "rows are read with a head only"
        cells = [without_blanks(cell.value) for cell in row] + [""] * len(table.rows[0])
        note = cells[columns.note] if columns.note is not None else ""
        for column, action in columns.acts:
            if cells[columns.name] and cells[column] not in _NOTHING:
                yield Appointment(cells[columns.name], action, cells[column], "" if note in _NOTHING else note, index)


def is_of_persons(table: Table) -> bool:
    """Whether a table lists persons, whatever it says of them."""
    return bool(table.rows) and any(_NAME.fullmatch(folded(cell.value)) for cell in table.rows[0])


def _columns(head: list[str], announced: str) -> _Columns | None:
    name = next((k for k, words in enumerate(head) if _NAME.fullmatch(words)), None)
    acts = tuple((k, action) for k, words in enumerate(head) if (action := _action(words)))
    posts = [k for k, words in enumerate(head) if _POST.fullmatch(words)]
    if not acts and len(posts) == 1 and announced:
        acts = ((posts[0], _of_verb(announced)),)
    note = next((k for k, words in enumerate(head) if _NOTE.fullmatch(words)), None)
    return _Columns(name, acts, note) if name is not None and acts else None


def _action(words: str) -> AppointmentAction | None:
    if _REMOVES.fullmatch(words):
        return AppointmentAction.REMOVED
    return AppointmentAction.APPOINTED if _APPOINTS.fullmatch(words) else None


def _of_verb(verb: str) -> AppointmentAction:
    return AppointmentAction.REMOVED if re.search("免|解聘", verb) else AppointmentAction.APPOINTED
