"""Folders of transcripts, as many documents as asked: what a whole build begins with.

sentences of the sample archive ──▶ documents of about 4,100 characters ──▶ issues of eight, with contents and chronicle ──▶ `2016-07.txt`, …

The newest issue is always the last of `LAST_YEAR`, so that nothing is dated in the future, whatever the number. All
documents are of the invented city of the samples, and no two have the same number or title.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.documents import CHARACTERS
from gazette_site.model import Issue, Paragraph, Role

AN_ISSUE = 8
"""Documents of an issue."""
ENTRIES = 8
"""Entries of a chronicle."""
A_YEAR = 48
"""Issues of a year, so that ten thousand documents fit into this century."""
LAST_YEAR = 2024

_CITY = "澜川市"
_SUBJECTS = (
    "公园",
    "桥梁",
    "学校",
    "渡口",
    "集市",
    "水井",
    "档案",
    "路灯",
    "果园",
    "码头",
    "粮库",
    "浴池",
    "站台",
    "球场",
    "花房",
    "驿站",
)
_DEEDS = ("管理", "建设", "修缮", "养护", "巡查", "登记", "开放", "评比", "改造", "调查", "值守", "清点")
_PLACES = ("北汀区", "南渡区", "石笋县", "青禾县", "云溪县", "沙洲开发区")
_NUMERALS = "一二三四五六七八九十"
_TELLING = ("号", "附件", "《", "施行", "废止", "失效", "有效", "任", "免去", "同志", " ", "：", "决定", "特此")
_BEGINS = re.compile(r"[第（(一二三四五六七八九十\d—]")


class Names(NamedTuple):
    """Where an issue stands among the others."""

    year: int
    number: int
    cumulative: int

    @property
    def file(self) -> str:
        """`2024-07.txt`."""
        return f"{self.year}-{self.number:02}.txt"


def issue_names(number: int) -> list[Names]:
    """The names of so many issues, oldest first; the last is the last of `LAST_YEAR`."""
    first = (LAST_YEAR + 1) * A_YEAR - number
    return [Names(place // A_YEAR, place % A_YEAR + 1, n) for n, place in enumerate(range(first, first + number), 1)]


def write_folder(folder: Path, samples: Sequence[Issue], documents: int) -> list[Path]:
    """Writes issues with at least so many documents and settings without a clock; the paths, oldest first."""
    folder.mkdir(parents=True)
    (folder / "site.yaml").write_text("name: 澜川市人民政府公报\nbase_url: https://gazette.example/\n", "utf-8")
    sentences = sorted({text for issue in samples for text in _sentences(issue)})
    paths: list[Path] = []
    for place, names in enumerate(issue_names(-(-documents // AN_ISSUE))):
        path = folder / names.file
        path.write_text(transcript(names, place, sentences), "utf-8")
        paths.append(path)
    return paths


def transcript(names: Names, place: int, sentences: Sequence[str]) -> str:
    """One issue as text. The same place and sentences give the same words."""
    chance = random.Random(place)
    numbers = range(place * AN_ISSUE, (place + 1) * AN_ISSUE)
    titles = [_title(number) for number in numbers]
    parts = [_front(names, titles)]
    parts += [_document(names, number, title, sentences, chance) for number, title in zip(numbers, titles, strict=True)]
    return "\n\n".join((*parts, *_chronicle(names, place, chance))) + "\n"


def _front(names: Names, titles: Sequence[str]) -> str:
    lines = "\n".join(f"- {1 + n * 4} {title}" for n, title in enumerate(titles))
    month = _month(names)
    printed = f"{names.year}年第{names.number}期\n（总第{names.cumulative}期）\n\n{names.year}年{month}月28日出版"
    chronicle = f"大事记\n\n- {1 + len(titles) * 4} {names.year}年{month}月政府大事记"
    return f"{_CITY}人民政府公报\n\n{printed}\n\n目 录\n\n市政府办公室文件\n\n{lines}\n\n{chronicle}"


def _month(names: Names) -> int:
    return (names.number - 1) * 12 // A_YEAR + 1


def _title(number: int) -> str:
    subject, rest = _SUBJECTS[number % len(_SUBJECTS)], number // len(_SUBJECTS)
    deed, rest = _DEEDS[rest % len(_DEEDS)], rest // len(_DEEDS)
    place, rest = _PLACES[rest % len(_PLACES)], rest // len(_PLACES)
    round_ = f"第{rest + 1}批" if rest else ""
    return f"{_CITY}人民政府办公室关于做好{place}{round_}{subject}{deed}工作的通知"


def _document(names: Names, number: int, title: str, sentences: Sequence[str], chance: random.Random) -> str:
    month, day = _month(names), number % 28 + 1
    body = "\n\n".join(_body(sentences, chance))
    return (
        f"{title}\n\n澜府办发〔{names.year}〕{number % (A_YEAR * AN_ISSUE) + 1}号\n\n各县（区）人民政府，市政府各部门：\n\n{body}\n\n"
        f"{_CITY}人民政府办公室\n\n{names.year}年{month}月{day}日"
    )


def _body(sentences: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Paragraphs by chance, a heading before every third one, until there are enough characters."""
    wanted, place = chance.randint(CHARACTERS // 2, CHARACTERS * 3 // 2), 0
    while wanted > 0:
        if place % 3 == 0 and place // 3 < len(_NUMERALS):
            yield f"{_NUMERALS[place // 3]}、{chance.choice(_SUBJECTS)}的{chance.choice(_DEEDS)}"
        text = "".join(chance.choices(sentences, k=4))
        wanted -= len(text)
        place += 1
        yield text


def _chronicle(names: Names, place: int, chance: random.Random) -> Iterator[str]:
    month = _month(names)
    quarter = (names.number - 1) % (A_YEAR // 12)
    yield f"{names.year}年{month}月政府大事记"
    for n in range(min(ENTRIES, 7)):
        subject, deed = chance.choice(_SUBJECTS), chance.choice(_DEEDS)
        yield f"{month}月{quarter * 7 + n + 1}日 市长主持召开第{place * ENTRIES + n + 1}次专题会议，研究{chance.choice(_PLACES)}{subject}{deed}工作。"


def _sentences(issue: Issue) -> Iterator[str]:
    """Sentences that mean the same anywhere: none that names, repeals or dates something."""
    for document in issue.documents:
        for block in document.body:
            if isinstance(block, Paragraph) and block.role in (Role.BODY, Role.ARTICLE):
                yield from (f"{one}。" for one in block.text.value.split("。") if _is_neutral(one))


def _is_neutral(text: str) -> bool:
    return len(text) > 12 and not _BEGINS.match(text) and not any(mark in text for mark in _TELLING)
