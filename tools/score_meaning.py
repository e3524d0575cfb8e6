"""How much of what a lawyer reads in documents is read: the days that bind, and what plans assign to departments.

    python -m tools.score_meaning [-v]

The gold (`tests/parsing/meaning/gold/`) was judged from the printed texts before any output of the recognisers was seen. It names
each place by issue, document and the digest of its paragraph or table row, so that no real text stands in the project. Where a lawyer would
neither ask for a day nor mind it (a frequency, a term of procedure, a goal), the place is `open`: what is read there counts neither way.
The documents are told apart by halves: rules are mended with the one, the other is only measured; `mended` and `held` are those of twenty-four
documents in other words (`tests/parsing/judged/whole`), `opened` and `sealed` those of
seventy-three more (`forms` beside it), `shown` and `kept` those of forty more (`days`).
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from gazette_site.characters import bare
from gazette_site.config import DEFAULT_SECTIONS, SiteConfig
from gazette_site.linking import link
from gazette_site.model import BindingDate, Block, Document, Duty, Issue, Paragraph, Place, Table
from gazette_site.parsing import parse
from gazette_site.reading import read_folder

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "tests" / "parsing" / "meaning" / "gold"
JUDGED = ROOT / "tests" / "parsing" / "judged"
FOLDERS = (
    ROOT.parent / "shared" / "issues",
    ROOT / "issues",
    GOLD / "issues",
    JUDGED / "whole",
    JUDGED / "forms",
    JUDGED / "days",
)
"""Real issues (beside the checkout, or nowhere), the sample, and those invented for the gold."""
KINDS = ("dates", "duties")
HALVES = ("tuned", "measured", "unseen", "mended", "held", "opened", "sealed", "shown", "kept")

Fact = tuple[str, ...]
"""What is compared: document, digest of the place, and the values."""
_Gold = Mapping[str, Any]


@dataclass(slots=True)
class Score:
    """What was read, and what is there."""

    right: list[Fact] = field(default_factory=list)
    invented: list[Fact] = field(default_factory=list)
    """Read, and not there."""
    missed: list[Fact] = field(default_factory=list)
    """There, and not read."""

    @property
    def precision(self) -> float:
        """Of what is read, how much is right."""
        return len(self.right) / max(len(self.right) + len(self.invented), 1)

    @property
    def recall(self) -> float:
        """Of what is there, how much is read."""
        return len(self.right) / max(len(self.right) + len(self.missed), 1)

    @property
    def f1(self) -> float:
        """Both in one figure."""
        return 2 * self.precision * self.recall / max(self.precision + self.recall, 1e-9)

    def add(self, other: Score) -> None:
        """Counts another score in."""
        self.right += other.right
        self.invented += other.invented
        self.missed += other.missed


def score(kind: str, half: str) -> Score:
    """The dates or the duties of the documents of one half that are there."""
    total = Score()
    read = documents()
    for slug, gold in _gold(kind).items():
        if slug in read and gold["half"] == half:
            facts = _dates(slug, read[slug]) if kind == "dates" else _duties(slug, read[slug])
            total.add(_compared(slug, gold, facts, kind))
    return total


def judged(kind: str) -> frozenset[str]:
    """The documents that the gold knows, by the name in their address."""
    return frozenset(_gold(kind))


@cache
def documents() -> Mapping[str, Document]:
    """Every document of the folders that are there, by the name in its address."""
    found: dict[str, Document] = {}
    for folder in FOLDERS:
        issues = list(_issues(folder)) if folder.is_dir() else []
        for issue in link(issues, SiteConfig(name=""))[0].issues:
            found |= {linked.url.strip("/").rpartition("/")[2]: linked.document for linked in issue.documents}
    return found


def _issues(folder: Path) -> Iterator[Issue]:
    for source in read_folder(folder)[0]:
        issue, _ = parse(source, DEFAULT_SECTIONS)
        if issue:
            yield issue


@cache
def _gold(kind: str) -> Mapping[str, _Gold]:
    gold: Mapping[str, _Gold] = yaml.safe_load((GOLD / f"{kind}.yaml").read_text("utf-8"))
    return gold


# -- places


def digest(words: str) -> str:
    """The name of a paragraph, or of a row with its cells put together."""
    return hashlib.sha256(bare(words).encode()).hexdigest()[:8]


def _paragraph(document: Document, place: Place, words: str) -> str:
    """The digest of the paragraph in which the words of a place stand; it may go over several."""
    blocks = _blocks(document, place)
    for block in blocks[place.block : place.block + 4]:
        if isinstance(block, Paragraph) and bare(words) in bare(block.text.value):
            return digest(block.text.value)
    first = blocks[place.block]
    return digest(first.text.value) if isinstance(first, Paragraph) else ""


def _row(document: Document, place: Place, cells: Sequence[str], used: set[tuple[int, int, int]]) -> str:
    """The digest of the first row not yet used that has all these words."""
    block = _blocks(document, place)[place.block]
    for number, row in enumerate(block.rows if isinstance(block, Table) else ()):
        key = (place.attachment, place.block, number)
        values = {cell.value for cell in row}
        if key not in used and all(any(words in value for value in values) for words in cells):
            used.add(key)
            return digest("".join(cell.value for cell in row))
    return ""


def _blocks(document: Document, place: Place) -> Sequence[Block]:
    return document.body if place.attachment < 0 else document.attachments[place.attachment].blocks


def _in_table(document: Document, place: Place) -> bool:
    return isinstance(_blocks(document, place)[place.block], Table)


# -- what is read


def _dates(slug: str, document: Document) -> Iterator[Fact]:
    used: dict[str, set[tuple[int, int, int]]] = defaultdict(set)
    for one in document.dates:
        if _in_table(document, one.place):
            where = _row(document, one.place, (one.sentence, one.item), used[one.words])
        else:
            where = _paragraph(document, one.place, one.words)
        yield (slug, where, one.kind.value, *_days(one), one.words)


def _days(one: BindingDate) -> tuple[str, str, str, str]:
    again = f"{one.every.value} {one.begin_again}/{one.end_again}" if one.every.value else ""
    return one.begin or "", one.end or "", again, "" if one.end else one.term


def _duties(slug: str, document: Document) -> Iterator[Fact]:
    for one in document.duties:
        yield (slug, _place_of(document, one), one.role.value, _department(one.department), one.deadline)


def _place_of(document: Document, one: Duty) -> str:
    if _in_table(document, one.place):
        return _row(document, one.place, (one.task, one.department), set()) or _row(
            document, one.place, (one.department, one.deadline), set()
        )
    return _paragraph(document, one.place, one.department)


def _department(words: str) -> str:
    """Lists leave the 市 out after the first name: 市发改委、工信局."""
    return bare(words) if words.startswith("市场") else bare(words).removeprefix("市")


# -- how it compares


def _compared(slug: str, gold: _Gold, facts: Iterable[Fact], kind: str) -> Score:
    wanted = [tuple(line.split("|")) for line in gold.get("asked") or ()]
    loose = [tuple(line.split("|")) for line in gold.get("open") or ()]
    found, same = Score(), _same_day if kind == "dates" else _same_duty
    left = list(wanted)
    for fact in facts:
        match = next((want for want in left if same(want, fact)), None)
        if match:
            left.remove(match)
            found.right.append(fact)
        elif not any(_is_open(one, fact, kind) for one in loose):
            found.invented.append(fact)
    found.missed += [(slug, *want) for want in left]
    return found


def _same_day(want: Fact, fact: Fact) -> bool:
    """Place, kind, first and last day, what comes back, term; values with / have several that are right."""
    where, kind, begin, end, every, term = want
    return (
        where == fact[1]
        and fact[2] in kind.split("/")
        and fact[3] in begin.split("/")
        and fact[4] in end.split("/")
        and fact[5] in every.split(" or ")
        and (bool(fact[4]) or fact[6] == term or not term)
    )


def _same_duty(want: Fact, fact: Fact) -> bool:
    """Place, role, department; a role with / is one of several that are right."""
    return want[0] == fact[1] and fact[2] in want[1].split("/") and _department(want[2]) == fact[3]


def _is_open(one: Fact, fact: Fact, kind: str) -> bool:
    if one[0] != fact[1]:
        return False
    if kind == "dates":
        return any(bare(words) in bare(fact[-1]) for words in one[1:])
    return one[1] == fact[2] and (one[2] == "*" or _department(one[2]) == fact[3])


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the figures; with -v what differs."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("-v", action="store_true", dest="verbose")
    asked = parser.parse_args(arguments)
    for kind in KINDS:
        for half in HALVES:
            found = score(kind, half)
            print(
                f"{kind:7} {half:9} right {len(found.right)} invented {len(found.invented)} missed {len(found.missed)}"
                f"  precision {found.precision:.3f}  recall {found.recall:.3f}  F1 {found.f1:.3f}"
            )
            if asked.verbose:
                for name, facts in (("invented", found.invented), ("missed", found.missed)):
                    print("\n".join(f"  {name} {' | '.join(fact)}" for fact in facts))
    return 0


if __name__ == "__main__":
    sys.exit(main())
