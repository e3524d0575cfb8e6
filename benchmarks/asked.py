"""What readers ask of a recombined archive, by chance but always the same: for `benchmarks.search`."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from gazette_site.fold import fold
from gazette_site.linking import Archive
from gazette_site.publishing.search.records import Record, records_of

_QUESTIONS = ("怎么申请{}", "{}什么时候开始", "哪里可以办{}", "{}有多少钱")
_NUMBERING = re.compile(
    r"^(?:第?[一二三四五六七八九十百\d]+[章节条、．.]|[（(][一二三四五六七八九十\d]+[）)])[\s\u3000]*|[\s\u3000…]"
)
"""What stands before the words of a heading; nobody types it."""


def queries(archive: Archive, number: int) -> Iterator[str]:
    """Words as readers type them, in turn: of a title, of a heading, two of these, a document number, a whole title."""
    chance = random.Random(1)
    for n in range(number):
        record = _record(archive, chance)
        phrases = [one for one in re.split(r"[^\u4e00-\u9fff]+|关于|印发|的通知|的", record.title) if len(one) > 3]
        phrases += [name for line in record.lines if len(name := _NUMBERING.sub("", line.label)) > 3]
        one, other = _words(chance.choice(phrases), chance), _words(chance.choice(phrases), chance)
        yield (one, chance.choice(phrases)[:6], f"{one} {other}", f'"{record.number}"', record.title)[n % 5]


def questions(archive: Archive, number: int) -> Iterator[str]:
    """Questions around two words of a title or a heading: hardly ever printed like that."""
    for n, query in zip(range(number), filter(lambda query: " " in query, queries(archive, number * 5)), strict=False):
        yield _QUESTIONS[n % len(_QUESTIONS)].format(query.replace(" ", ""))


def substrings(archive: Archive, number: int) -> Iterator[str]:
    """What no reader types: two to eight characters from anywhere in the text, across words, lines and cells."""
    chance = random.Random(2)
    for _ in range(number):
        text = fold("".join(line.text for line in _record(archive, chance).lines))
        start = chance.randrange(max(len(text) - 8, 1))
        yield text[start : start + chance.randint(2, 8)]


def _record(archive: Archive, chance: random.Random) -> Record:
    records = [*records_of(chance.choice(archive.issues), {})]
    return chance.choice([record for record in records if record.number])


def _words(phrase: str, chance: random.Random) -> str:
    start = chance.randrange(max(len(phrase) - 4, 1))
    return phrase[start : start + chance.choice((2, 4, 4))]
