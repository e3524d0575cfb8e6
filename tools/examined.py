"""How many wrong records the report names, and what it says of right ones.

    python -m tools.examined CASES_DIR [-k WORD] [-v]

A case is a folder with the files of an issues folder and `expected.yaml` (`documents`, `entries`: complete, in order; `lacks`: words
that no record may have). Every case is read, parsed and linked as a build does it, in this process. A record is wrong where one of the
facts that `expected.yaml` states differs, where it should not be, or where it is missing; it is named where a problem is about it: says
its position, quotes one of its lines, or says its title. A missing record is named where the record that swallowed it is named, or
where a problem says its title or number.

Printed: wrong records, named ones, share; the problems that right records have; with `-v` the wrong records that nobody names, and all
problems about right ones.
"""

from __future__ import annotations

import argparse
import datetime
import json
import re
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from gazette_site.characters import bare, folded
from gazette_site.config import SiteConfig, load_config, resolve
from gazette_site.document_numbers import parse_number
from gazette_site.linking import link
from gazette_site.model import ChronicleEntry, Document, Issue
from gazette_site.parsing import parse
from gazette_site.parsing.conservation import texts_of
from gazette_site.problems import Problem
from gazette_site.publishing.data import issue_json
from gazette_site.reading import ReadingSettings, read_folder

Json = dict[str, Any]
_EITHER_WAY = re.compile(r"第|[（(](?=\d{4}年|第)|(?<=号)[）)]|公告|通告")
_LEADING_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
_ORDER = re.compile(r"(.+?)(\d+)号令")


@dataclass(slots=True)
class Record:
    """One document or entry as built, with what is known of its place."""

    kind: str
    """`document` or `entry`."""
    position: int
    data: Json
    lines: frozenset[tuple[str, int]]
    """File and line of the file (of a PDF the page) of each of its characters."""
    file: str
    says: list[Problem] = field(default_factory=list)
    """The problems that are about it."""
    wrong: list[str] = field(default_factory=list)
    """The facts that differ."""


@dataclass(slots=True)
class Case:
    """One folder, built."""

    name: str
    group: str
    records: list[Record]
    problems: list[Problem]
    missing: list[tuple[str, bool]] = field(default_factory=list)
    """Records that are not there, and whether somebody says so."""


# --- building


def build_case(folder: Path, cache: Path) -> tuple[list[Record], list[Problem]]:
    """The records of a case in order, and all its problems. An issue that cannot be read has no records."""
    config, path = SiteConfig(), folder / "site.yaml"
    if path.is_file():
        config, _ = load_config(path)
    sources, found = read_folder(folder)
    problems, issues, lines = list(found), [], {}
    for source in sources:
        issue, said = parse(source, config.sections, ReadingSettings(config.glyphs, cache))
        problems += said
        if issue is not None:
            issues.append(issue)
            lines[issue.id] = _Places(issue, source.file)
    archive, between = link(issues, resolve(config, issues))
    problems += between
    records: list[Record] = []
    for linked in archive.issues:
        data = json.loads(issue_json(linked))
        records += _records(linked.issue, data, lines[linked.issue.id])
    _assign(records, problems)
    return records, problems


@dataclass(frozen=True, slots=True)
class _Places:
    issue: Issue
    file: str

    def of(self, record: Document | ChronicleEntry) -> frozenset[tuple[str, int]]:
        spans = {span.line for text in texts_of(record) for span in text.spans}
        return frozenset((self.file, line) for line in spans)


def _records(issue: Issue, data: Json, places: _Places) -> Iterator[Record]:
    for document, one in zip(issue.documents, data["documents"], strict=True):
        yield Record("document", document.position, one, places.of(document), places.file)
    entries = issue.chronicle.entries if issue.chronicle else ()
    for entry, one in zip(entries, data["chronicle"], strict=True):
        yield Record("entry", entry.position, one, places.of(entry), places.file)


def _assign(records: Sequence[Record], problems: Iterable[Problem]) -> None:
    """Every problem to the records it is about."""
    for problem in problems:
        for record in records:
            if record.file == problem.file and is_about(problem, record):
                record.says.append(problem)


def is_about(problem: Problem, record: Record) -> bool:
    """Whether a problem names a record: by its position, or else by a line or the title."""
    if problem.record is not None:
        return (problem.record.kind, problem.record.position) == (record.kind, record.position)
    if not record.file.endswith(".pdf") and (problem.file, problem.line) in record.lines:
        return True
    title = record.data.get("title")
    return bool(title) and f"“{title}”" in problem.message


# --- comparing


def plain(value: object) -> str:
    """A value as it is compared."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return "|".join(map(plain, value))
    return "" if value is None else folded(unicodedata.normalize("NFKC", str(value)))


def plain_number(value: object) -> str:
    """A document number as it is compared, however it is written."""
    text = folded(parse_number(str(value)) or str(value)) if value else ""
    text = _LEADING_ZEROS.sub("", _EITHER_WAY.sub("", text))
    return _ORDER.sub(r"\1令\2号", text)


def compare(want: Json, got: Json) -> list[str]:
    """The facts of one record that differ from what is expected, by name."""
    return [key for key, value in want.items() if key in _COMPARED and not _COMPARED[key](value, got)]


def _same(key: str) -> Callable[[Any, Json], bool]:
    return lambda value, got: plain(value) == plain(got.get(key))


def _attachments(value: Any, got: Json) -> bool:
    titles = [one["title"] or one["label"] or "" for one in got["attachments"]]
    return len(titles) == value if isinstance(value, int) else plain(value) == plain(titles)


def _tables(value: Any, got: Json) -> bool:
    tables = [*got["tables"], *(table for one in got["attachments"] for table in one["tables"])]
    return bool(value == [len(table) for table in tables])


def _works(key: str) -> Callable[[Any, Json], bool]:
    """Documents named: each by its number, or by its title where no number is printed."""

    def same(value: Any, got: Json) -> bool:
        left = [{plain_number(one.get("number")), plain(one.get("title"))} - {""} for one in got[key]]
        for wanted in value:
            hit = next((names for names in left if names & {plain_number(wanted), plain(wanted).strip("《》")}), None)
            if hit is None:
                return False
            left.remove(hit)
        return not left

    return same


def _force(value: Any, got: Json) -> bool:
    if value is None or got["force"] is None:
        return value is None and got["force"] is None
    return all(plain(one) == plain(got["force"].get(key)) for key, one in value.items())


def _lines(text: str) -> list[str]:
    return [plain(line) for line in text.split("\n")]


_COMPARED: dict[str, Callable[[Any, Json], bool]] = {
    **{key: _same(key) for key in ("title", "date", "kind", "issuers", "addressees", "instrument", "page")},
    "section": lambda value, got: plain(value) == plain(got["category"]),
    "number": lambda value, got: plain_number(value) == plain_number(got["number"]),
    "headings": lambda value, got: plain(value) == plain([one["text"] for one in got["headings"]]),
    "articles": lambda value, got: bool(value == len(got["articles"])),
    "attachments": _attachments,
    "tables": _tables,
    "cites": _works("citations"),
    "repeals": _works("repeals"),
    "amends": _works("amends"),
    "force": _force,
    "persons": lambda value, got: plain(value) == plain([one["person"] for one in got["appointments"]]),
    "body_has": lambda value, got: all(plain(one) in _lines(got["text"]) for one in value),
    "body_lacks": lambda value, got: not any(plain(one) in plain(got["text"]) for one in value),
    "begins": lambda value, got: plain(got["text"]).startswith(plain(value)),
    "has": lambda value, got: plain(value) in plain(got["text"]),
}


# --- judging


def judge(folder: Path, cache: Path) -> Case:
    """A case built and compared."""
    expected = yaml.safe_load((folder / "expected.yaml").read_text(encoding="utf-8"))
    records, problems = build_case(folder, cache)
    case = Case(folder.name, expected.get("class", ""), records, problems)
    for kind, key in (("document", "documents"), ("entry", "entries")):
        if expected.get(key) is not None:
            _pair(case, expected[key], [record for record in records if record.kind == kind])
    for words in expected.get("lacks", ()):
        for record in records:
            if plain(words) in plain(json.dumps(record.data, ensure_ascii=False)):
                record.wrong.append("lacks")
    return case


def _pair(case: Case, wanted: Sequence[Json], records: Sequence[Record]) -> None:
    """Expected records and built ones, in order; where the lengths differ, those that can be told apart by number, title or beginning."""
    if len(wanted) == len(records):
        for want, record in zip(wanted, records, strict=True):
            record.wrong += compare(want or {}, record.data)
        return
    left = list(records)
    unpaired = []
    for want in wanted:
        record = next((one for one in left if _is_like(want or {}, one.data)), None)
        if record is None:
            unpaired.append(want)
            continue
        left.remove(record)
        record.wrong += compare(want, record.data)
    for record in left:
        record.wrong.append("no such record")
    for want in unpaired[: max(len(wanted) - len(records), 0)]:
        case.missing.append((_name(want), _is_missed(want, case)))


def _is_like(want: Json, got: Json) -> bool:
    if want.get("title") and plain(want["title"]) == plain(got.get("title")):
        return True
    if want.get("number") and plain_number(want["number"]) == plain_number(got.get("number")):
        return True
    if want.get("begins") and plain(got.get("text")).startswith(plain(want["begins"])):
        return True
    if want.get("title") or want.get("number") or want.get("begins"):
        return False
    return "date" in want and "url" in got and "title" not in got and plain(want["date"]) == plain(got.get("date"))


def _name(want: Json) -> str:
    return plain(want.get("title") or want.get("number") or want.get("begins") or want.get("has") or want.get("date"))


def _is_missed(want: Json, case: Case) -> bool:
    """Whether somebody says that a record is missing: it is named itself, or a record is named that holds its words."""
    names = [bare(str(want[key])) for key in ("title", "number", "begins", "has") if want.get(key)]
    if any(name in bare(problem.message + problem.quote) for name in names for problem in case.problems):
        return True
    dated = not names
    return any(
        record.says and (dated or any(name in bare(json.dumps(record.data, ensure_ascii=False)) for name in names))
        for record in case.records
    )


def report(cases: Sequence[Case], *, verbose: bool) -> Iterator[str]:
    """The figures, line by line."""
    wrong = [(case, record) for case in cases for record in case.records if record.wrong]
    right = [(case, record) for case in cases for record in case.records if not record.wrong]
    total = Counter(case.group for case, _ in wrong) + Counter(case.group for case in cases for _ in case.missing)
    named = Counter(case.group for case, record in wrong if record.says)
    named += Counter(case.group for case in cases for _, said in case.missing if said)
    if verbose:
        for case, record in wrong:
            said = ", ".join(sorted({p.code for p in record.says})) or "SILENT"
            yield f"{case.name}: {record.kind} {record.position}: {', '.join(record.wrong)}: {said}"
        for case in cases:
            yield from (f"{case.name}: missing {name}: {'said' if said else 'SILENT'}" for name, said in case.missing)
        for case, record in right:
            yield from (
                f"{case.name}: right {record.kind} {record.position}: {p.code} {p.message}" for p in record.says
            )
    yield "class: named of wrong"
    yield from (f"  {group}: {named[group]} of {total[group]}" for group in sorted(total))
    share = named.total() / total.total() if total else 1.0
    yield f"wrong records {total.total()}, named {named.total()}, share {share:.1%}"
    spoken = sum(bool(record.says) for _, record in right)
    yield f"right records {len(right)}, with a warning {spoken}"


def main() -> int:
    """Prints the figures for a folder of cases."""
    parser = argparse.ArgumentParser(usage="python -m tools.examined CASES_DIR [-k WORD] [-v]")
    parser.add_argument("cases", type=Path)
    parser.add_argument("-k", default="", help="only cases with this word in their name")
    parser.add_argument("-v", action="store_true", help="record by record")
    asked = parser.parse_args()
    folders = [path.parent for path in sorted(asked.cases.glob("*/expected.yaml")) if asked.k in path.parent.name]
    with tempfile.TemporaryDirectory() as cache:
        cases = [judge(folder, Path(cache)) for folder in folders]
    for line in report(cases, verbose=asked.v):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
