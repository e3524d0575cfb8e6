"""Duties in the rows of a table that has a column of tasks and one of offices.

head = verb of what offices do: 责任…, 承办…, 分工 | 牵头…, 主办 | 配合…, 协办      never of persons (责任人) or places (责任区域)
row  = task, offices, deadline; a task that goes over several rows is printed in the first
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from gazette_site.characters import folded
from gazette_site.late import late
from gazette_site.model import Duty, DutyRole, Place, Table, Text
from gazette_site.parsing.meaning.assigned import parted

_HEADS: tuple[tuple[DutyRole, re.Pattern[str]], ...] = (
    (DutyRole.SUPPORT, late(r"^(?:配合|协[办同助作]|参[与加])")),
    (DutyRole.LEAD, late(r"^(?:总?牵头|主[办责抓])")),
    (
        DutyRole.RESPONSIBLE,
        late(
            r"责任(?![制书感心状])|^负责|^承[办担]|^(?:实施|落实)(?:单位|部门|主体)|分工$|^(?:单位|部门)(?:名称)?$|^谁"
        ),
    ),
)
"""The head of a column that names offices, by its verb."""
_OF_PERSONS = late(r"人$|领导|人员|姓名|职务|区域|地区|范围")
_TASK = late(r"任务|内容|事项|措施|项目|工作|目标|问题|举措")
_TIME = late(r"时限|时间|期限|进度|节点|何时|完成|时点|日期")
_NOBODY = late(r"[\s—–―\-/无]*")
"""A cell that says there is none."""
_NAMES_A_TIME = late(r"[0-9０-９年月季日底末〇一二三四五六七八九十]|长期|持续|常态|全程|随时|即")
"""已开工 is no time."""
_LONGEST_HEAD = 12


class _Columns(NamedTuple):
    """Which columns say what."""

    roles: Mapping[int, DutyRole]
    task: int
    time: int
    """-1 if none does."""


def duties_in_table(table: Table, place: Place) -> Iterator[Duty]:
    """What the rows assign."""
    for cells, task, columns in _rows(table):
        named = {column: tuple(parted(cells.get(column, ""), role)) for column, role in columns.roles.items()}
        if any(not _NOBODY.fullmatch(cells.get(column, "")) and not named[column] for column in columns.roles):
            continue  # Its cells stand in other columns than those of the head.
        time = cells.get(columns.time, "").strip()
        deadline = time if _NAMES_A_TIME.search(time) else ""
        for names in named.values():
            yield from (Duty(name, role, task, deadline, place) for name, role in names)


def tasks_of_nobody(table: Table) -> Iterator[Text]:
    """Tasks in whose rows no office stands, in a table that names one in most others: their cells may be joined with those above.

    A row that prints no task of its own is a section or a sum, or goes on with the task above.
    """
    rows = [(cells, columns) for cells, _, columns in _rows(table) if cells.get(columns.task, "").strip()]
    bare = [
        cells[columns.task] for cells, columns in rows if not any(cells.get(one, "").strip() for one in columns.roles)
    ]
    if 2 * len(bare) < len(rows):
        printed = {cell.value: cell for row in reversed(table.rows) for cell in reversed(row)}
        yield from (printed[task] for task in dict.fromkeys(bare))


def _rows(table: Table) -> Iterator[tuple[Mapping[int, str], str, _Columns]]:
    """The rows of a table of duties that have a task, with it."""
    columns = _columns([folded(cell.value) for cell in table.rows[0]] if table.rows else [])
    task = ""
    for row in table.rows[1:] if columns else ():
        cells = {column: cell.value for column, cell in enumerate(row)}
        if columns:
            task = cells.get(columns.task, "") if cells.get(columns.task, "").strip() else task
            if task:
                yield cells, task, columns


def _columns(head: Sequence[str]) -> _Columns | None:
    roles = dict(_roles(head))
    others = [column for column in range(len(head)) if column not in roles]
    times = [column for column in others if _TIME.search(head[column]) and not _TASK.search(head[column])]
    tasks = [column for column in others if column not in times and _TASK.search(head[column])]
    return _Columns(roles, tasks[-1], times[0] if times else -1) if roles and tasks else None


def _roles(head: Sequence[str]) -> Iterator[tuple[int, DutyRole]]:
    """The columns that name offices, with what these have to do."""
    for column, words in enumerate(head):
        role = next((role for role, pattern in _HEADS if pattern.search(words)), None)
        if role and len(words) <= _LONGEST_HEAD and not _OF_PERSONS.search(words):
            yield column, role
