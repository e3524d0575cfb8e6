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
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from gazette_site.characters import bare
from gazette_site.problems import Problem
from tools.built import Json, Record, build_case
from tools.comparing import compare, plain, plain_number


@dataclass(slots=True)
class Case:
    """One folder, built."""

    name: str
    group: str
    records: list[Record]
    problems: list[Problem]
    missing: list[tuple[str, bool]] = field(default_factory=list)
    """Records that are not there, and whether somebody says so."""


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
    unpaired: list[Json] = []
    for want in wanted:
        found = next((one for one in left if _is_like(want or {}, one.data)), None)
        if found is None:
            unpaired.append(want or {})
            continue
        left.remove(found)
        found.wrong += compare(want or {}, found.data)
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
