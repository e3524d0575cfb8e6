"""The change page: what is about to be published, as a page that stands alone and as text for the terminal.

Changes, doubts ──▶ `新增3件文件、改1处、待核对2处` ──▶ _report/changes.html | text
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from gazette_site.clerk.comparing import Changed, Changes, Moved, Others, compare, counted
from gazette_site.clerk.records import Record
from gazette_site.clerk.report_folder import CHANGES, doubts, read_problems, report_folder, write_report
from gazette_site.clerk.words import Difference
from gazette_site.languages import template_folder
from gazette_site.problems import Problem
from gazette_site.publishing.pages.frame.environment import environment
from gazette_site.publishing.permanence.kept import PROBLEMS, published
from gazette_site.publishing.wording import speaking

_SHOWN = 20
"""Lines of a kind in the terminal; the page has all of them."""
_MOST_DOUBTS = 100
"""Doubts that the page lists; all of them are in the report."""
_MOST_ISSUES = 36
"""New issues up to which the page lists what each of them holds; a whole archive is known by its issues."""
_SIGNS = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}", "…": "{}"}


@dataclass(frozen=True, slots=True)
class ChangePage:
    """What the change page shows."""

    changes: Changes
    doubts: tuple[Problem, ...]
    """Warnings that are new since the last publication."""

    @property
    def summary(self) -> str:
        """`新增3件文件、改1处、待核对2处`."""
        changes = self.changes
        told = [one.differences for one in changes.changed] + [one.differences for one in changes.moved]
        places = sum(map(len, told))
        parts = (
            f"新增{counted(changes.added)}" if changes.added else "",
            f"改{places}处" if places else "",
            f"换了网址的{counted(one.record for one in changes.moved)}" if changes.moved else "",
            f"减少{counted(changes.gone)}" if changes.gone else "",
            f"待核对{len(self.doubts)}处" if self.doubts else "",
        )
        return "、".join(part for part in parts if part) or "文件、附件、大事记都没有改动"

    @property
    def added(self) -> tuple[tuple[str, tuple[Record, ...]], ...]:
        """The new records issue by issue."""
        return tuple((issue, tuple(ones)) for issue, ones in groupby(self.changes.added, key=lambda one: one.issue))


def change_page(output: Path) -> ChangePage:
    """What the site in `output` has that was not published last."""
    last = published(output)
    found = read_problems(report_folder(output) / PROBLEMS)
    known = read_problems(last.folder / PROBLEMS) if last else ()
    return ChangePage(compare(last.site if last else None, output), doubts(found, known))


def write_change_page(output: Path, page: ChangePage, language: str) -> Path:
    """Writes it as HTML; where it lies. Raises OSError."""
    with speaking(language):
        css = (template_folder() / "report" / "report.css").read_text("utf-8")
        html = (
            environment()
            .get_template("report/changes.html")
            .render(page=page, site=f"../{output.name}", css=css, most=_MOST_ISSUES, doubts=_MOST_DOUBTS)
        )
    return write_report(output, CHANGES, html)


def change_text(page: ChangePage) -> str:
    """The same for the terminal; of long lists the beginning."""
    changes = page.changes
    parts = (
        [page.summary],
        [] if changes.compared else ["没有保存上次发布的网站，无从比较，全部算作新增。"],
        _part("新增", [line for issue, ones in page.added for line in _added(issue, ones)]),
        _part("改动", [line for one in changes.changed for line in _changed(one)]),
        _part("换了网址", [line for one in changes.moved for line in _moved(one)]),
        _part("不再有", [_gone(one, changes) for one in changes.gone]),
        [
            line
            for what, others in (("网页", changes.pages), ("数据、订阅等文件", changes.files))
            for line in _others(what, others)
        ],
    )
    return "\n\n".join("\n".join(part) for part in parts if part)


def _part(head: str, lines: list[str]) -> list[str]:
    if not lines:
        return []
    rest = [f"  ……还有 {len(lines) - _SHOWN} 行，见 {CHANGES}"] if len(lines) > _SHOWN else []
    return [f"{head}：", *(f"  {line}" for line in lines[:_SHOWN]), *rest]


def _added(issue: str, records: tuple[Record, ...]) -> Iterator[str]:
    yield f"{issue} 期：{counted(records)}"
    yield from (f"  {_named(one)}" for one in records if one.kind == "文件")


def _changed(one: Changed) -> Iterator[str]:
    yield _named(one.record)
    yield from (f"  {_marked(difference)}" for difference in one.differences)


def _moved(one: Moved) -> Iterator[str]:
    yield f"{one.record.name}：{one.old.url} → {one.record.url}"
    yield from (f"  {_marked(difference)}" for difference in one.differences)


def _named(record: Record) -> str:
    return f"{record.name}  {record.url}"


def _gone(record: Record, changes: Changes) -> str:
    answered = "（网址还在，说已撤下，或转到别处）" if record.url in changes.answered else ""
    return f"{_named(record)}{answered}"


def _marked(difference: Difference) -> str:
    return "".join(_SIGNS[piece.sign].format(piece.words) for piece in difference)


def _others(what: str, others: Others) -> Iterator[str]:
    counts = (("新增", others.added), ("更新", others.changed), ("减少", others.gone))
    if said := "、".join(f"{word} {count} 个" for word, count in counts if count):
        yield f"其他{what}：{said}"
