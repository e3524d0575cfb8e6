"""What today's rules read of invented issues of other places, fact by fact.

    python -m tools.score_invented [FOLDER] [-v]

A folder under FOLDER (`tests/invented`) is one issue, in a layout of its own, with `truth.yaml`: what a person reads in it, all
`documents` and `entries` in printed order. For each issue and in total: of each fact how many are right; `documents` and `entries` count how many
of them were found as records of their own, less those that are none. With `-v` each fact that differs. The next person who changes a rule
sees here what it costs elsewhere; the truth follows the print, never the parser.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from gazette_site.characters import bare
from tools.built import Json, Record, build_case
from tools.comparing import compare, compared, plain, plain_number

INVENTED = Path(__file__).resolve().parent.parent / "tests" / "invented"


@dataclass(slots=True)
class Score:
    """Facts of one issue, or of all."""

    right: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    """What differs, `document 3: page`."""

    def add(self, other: Score) -> None:
        """Counts another score in."""
        self.right += other.right
        self.total += other.total
        self.wrong += other.wrong


def score_issue(folder: Path, cache: Path) -> Score:
    """One invented issue read and compared with its truth."""
    truth = yaml.safe_load((folder / "truth.yaml").read_text(encoding="utf-8"))
    records, _ = build_case(folder, cache)
    score = Score()
    for kind, key in (("document", "documents"), ("entry", "entries")):
        _score_kind(score, kind, key, truth.get(key, []), [record for record in records if record.kind == kind])
    return score


def _score_kind(score: Score, kind: str, key: str, wanted: Sequence[Json], records: Sequence[Record]) -> None:
    left = list(records)
    for position, want in enumerate(wanted, 1):
        record = _best(want, left)
        if record is not None:
            left.remove(record)
            score.right[key] += 1
        differs = compare(want, record.data) if record is not None else [fact for fact in want if fact in compared()]
        score.total[key] += 1
        for fact in want:
            score.total[fact] += 1
            score.right[fact] += fact not in differs
        score.wrong += [f"{kind} {position}: {fact}" for fact in differs]
    score.right[key] = max(score.right[key] - len(left), 0)
    score.wrong += [f"no such {kind}: {_label(record)}" for record in left]


def _best(want: Json, records: Sequence[Record]) -> Record | None:
    """The first record that is the wanted one: by title and number, by one of them, or by its beginning."""
    ranked = [(_likeness(want, record.data), record) for record in records]
    likeness = max((rank for rank, _ in ranked), default=0)
    return next(record for rank, record in ranked if rank == likeness) if likeness else None


def _likeness(want: Json, got: Json) -> int:
    if "begins" in want:
        return int(plain(got.get("text")).startswith(plain(want["begins"])))
    same_title = bare(str(want["title"])) == bare(str(got.get("title")))
    same_number = bool(want.get("number")) and plain_number(want["number"]) == plain_number(got.get("number"))
    same_date = bool(want.get("date")) and plain(want["date"]) == plain(got.get("date"))
    return 3 * same_title + 3 * same_number + same_date if same_title or same_number or same_date else 0


def _label(record: Record) -> str:
    return str(record.data.get("title") or record.data.get("text", ""))[:40]


def score_all(folder: Path = INVENTED) -> dict[str, Score]:
    """The score of every issue under `folder`, by name, and of all together under `total`."""
    scores: dict[str, Score] = {}
    total = Score()
    with tempfile.TemporaryDirectory() as cache:
        for path in sorted(folder.glob("*/truth.yaml")):
            scores[path.parent.name] = score_issue(path.parent, Path(cache))
            total.add(scores[path.parent.name])
    return {**scores, "total": total}


def table(scores: dict[str, Score]) -> Iterator[str]:
    """The figures as lines: a fact in each, an issue in each column."""
    facts = list(scores["total"].total)
    yield f"{'':14}" + "".join(f"{name:>12}" for name in scores)
    for fact in facts:
        cells = (f"{score.right[fact]}/{score.total[fact]}" if score.total[fact] else "" for score in scores.values())
        yield f"{fact:14}" + "".join(f"{cell:>12}" for cell in cells)
    shares = (score.right.total() / score.total.total() for score in scores.values())
    yield f"{'share':14}" + "".join(f"{share:>12.3f}" for share in shares)


def main() -> int:
    """Prints the figures."""
    parser = argparse.ArgumentParser(usage="python -m tools.score_invented [FOLDER] [-v]")
    parser.add_argument("folder", type=Path, nargs="?", default=INVENTED)
    parser.add_argument("-v", action="store_true", help="every fact that differs")
    asked = parser.parse_args()
    scores = score_all(asked.folder)
    if asked.v:
        for name, score in scores.items():
            if name != "total":
                print(*(f"{name}: {line}" for line in score.wrong), sep="\n")
    print(*table(scores), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
