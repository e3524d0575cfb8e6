"""How much of what a citizen looks for the card 办事要点 shows, and how much of what it shows answers its question.

    python -m tools.score_key_facts [-v]

`tests/parsing/judged/answers.yaml` says what a person found in forty documents: of the issues beside it, of the sample archive, and of
gazettes that are not part of the project (`shared/issues` beside the checkout; left out where they are not at hand).
An answer is found if a line of the card, of a question that the answer is for, contains it. A line is right if it is
an answer, or a part of one, or `also` names it. Rules were first made from documents with odd places (tuning), then
measured on the even ones, then on the `unseen`; of twenty-four documents in other words (`whole`) one half was `mended` and the other `held`
back until the end; of seventy-three more (`forms`) fifty-one were `opened` while rules by form were made, twenty-two `sealed` until
their figures were taken; of forty with more kinds of days (`days`) one half was `shown`, the other `kept`
back. Each group lost its innocence when its misses were mended.
With `-v` each answer missed and each line that nobody judged right.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from gazette_site.model import FactKind
from tools.built import Json, build_case

ROOT = Path(__file__).resolve().parent.parent
JUDGED = ROOT / "tests" / "parsing" / "judged"
FOLDERS = {
    "judged": JUDGED / "issues",
    "whole": JUDGED / "whole",
    "forms": JUDGED / "forms",
    "days": JUDGED / "days",
    "sample": ROOT / "issues",
    "real": ROOT.parent / "shared" / "issues",
}
GROUPS = ("tuning", "measured", "unseen", "mended", "held", "opened", "sealed", "shown", "kept")
_SENTENCE = re.compile(r"[^。！？\n]+[。！？”]*")
_TITLE = re.compile(r"《([^《》]+)》")
_NOTED = re.compile(r"附件[:：]?|[0-9]{1,2}[.．](?![0-9])")
"""What stands between the titles of 附件说明."""
_SHORT = 6
"""Letters below which one text in another says nothing: cells like 6.0."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Words of a document, with the questions that they answer."""

    ask: frozenset[str]
    text: str
    """As compared; empty if the document holds them no more."""


@dataclass(slots=True)
class Score:
    """Answers and lines of some documents, by question."""

    found: Counter[str] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    lines: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    """What was missed, what is wrong."""

    def add(self, other: Score) -> None:
        """Counts another score in."""
        self.found += other.found
        self.answers += other.answers
        self.right += other.right
        self.lines += other.lines
        self.notes += other.notes

    @property
    def recall(self) -> float:
        """Share of the answers that are found."""
        return self.found.total() / max(self.answers.total(), 1)

    @property
    def precision(self) -> float:
        """Share of the lines that are right."""
        return self.right.total() / max(self.lines.total(), 1)


def bare_words(text: str) -> str:
    """A text as it is compared: without blanks, without points at its ends."""
    return re.sub(r"\s+", "", text).strip("。；，、：;:,.")


def digest(text: str) -> str:
    """What stands for a text that the project may not hold."""
    return hashlib.sha256(bare_words(text).encode()).hexdigest()[:8]


def score_all(documents: Mapping[str, Json]) -> tuple[dict[str, Score], Score]:
    """The score of the groups by name, and of all, for documents by their addresses."""
    judged = yaml.safe_load((JUDGED / "answers.yaml").read_text(encoding="utf-8"))
    groups, total = {name: Score() for name in GROUPS}, Score()
    for place, want in enumerate(judged):
        if want["source"] == "real" and not FOLDERS["real"].is_dir():
            continue
        score = score_document(want, documents.get(want["document"], {}))
        groups[want.get("group", GROUPS[place % 2])].add(score)
        total.add(score)
    return groups, total


def built_documents() -> dict[str, Json]:
    """The documents of those folders that are at hand, by their addresses, as the public data has them."""
    found: dict[str, Json] = {}
    with tempfile.TemporaryDirectory() as cache:
        for folder in FOLDERS.values():
            records, _ = build_case(folder, Path(cache)) if folder.is_dir() else ([], [])
            found |= {record.data["url"]: record.data for record in records if record.kind == "document"}
    return found


def score_document(want: Json, document: Json) -> Score:
    """One document's card against what was judged of it."""
    held = {digest(text): bare_words(text) for text in _texts(document)}
    answers = [_answer(one, held) for one in want["answers"]]
    also = {
        (digest(one["text"]) if "text" in one else one["digest"], ask)
        for one in want.get("also", ())
        for ask in one["ask"]
    }
    lines = [(line["kind"], bare_words(line["text"])) for line in document.get("key_facts", ())]
    score = Score()
    for answer, judged in zip(answers, want["answers"], strict=True):
        kind = judged["ask"][0]
        score.answers[kind] += 1
        if any(answer.text and ask in answer.ask and _holds(text, answer.text) for ask, text in lines):
            score.found[kind] += 1
        else:
            score.notes.append(
                f"{want['document']} missed {'/'.join(judged['ask'])}: {answer.text or 'not in the text'}"
            )
    for kind, text in lines:
        score.lines[kind] += 1
        if (digest(text), kind) in also or any(kind in one.ask and _meet(text, one.text) for one in answers):
            score.right[kind] += 1
        else:
            score.notes.append(f"{want['document']} unjudged {kind}: {text}")
    return score


def _answer(judged: Json, held: dict[str, str]) -> Answer:
    """The words of an answer if the document holds them; the name of a form may stand inside a sentence."""
    text = held.get(judged.get("digest") or digest(judged["text"]), "")
    if not text and "forms" in judged["ask"] and "text" in judged:
        name = bare_words(judged["text"])
        text = name if any(name in words for words in held.values()) else ""
    return Answer(frozenset(judged["ask"]), text)


def _holds(line: str, answer: str) -> bool:
    return line == answer if len(answer) < _SHORT else answer in line


def _meet(line: str, answer: str) -> bool:
    return bool(answer) and (_holds(line, answer) or _holds(answer, line))


def _texts(document: Json) -> Iterator[str]:
    """Everything of a document that an answer can be: sentences, cells, titles of attachments and in brackets."""
    for part in (document, *document.get("attachments", ())):
        text = part.get("text") or ""
        yield part.get("title") or ""
        yield from _SENTENCE.findall(text)
        yield from _TITLE.findall(text)
        for note in part.get("attachment_note", ()):
            yield from _NOTED.split(note)
        for table in part.get("tables", ()):
            yield from (cell for row in table for cell in row)


def table(groups: dict[str, Score], total: Score) -> Iterator[str]:
    """The figures as lines: a question in each, recall and precision of each group."""
    columns: Sequence[tuple[str, Score]] = (*groups.items(), ("all", total))
    yield f"{'':12}" + "".join(f"{name + ' recall':>17}{'precision':>12}" for name, _ in columns)
    for kind in (kind.value for kind in FactKind):
        cells = (f"{s.found[kind]}/{s.answers[kind]:<4}{s.right[kind]:>8}/{s.lines[kind]:<4}" for _, s in columns)
        yield f"{kind:12}" + "".join(f"{cell:>29}" for cell in cells)
    yield f"{'share':12}" + "".join(f"{s.recall:>17.3f}{s.precision:>12.3f}" for _, s in columns)


def main() -> int:
    """Prints the figures."""
    parser = argparse.ArgumentParser(usage="python -m tools.score_key_facts [-v]")
    parser.add_argument("-v", action="store_true", help="every answer missed, every line that nobody judged right")
    asked = parser.parse_args()
    groups, total = score_all(built_documents())
    if asked.v:
        print(*total.notes, sep="\n")
    print(*table(groups, total), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
