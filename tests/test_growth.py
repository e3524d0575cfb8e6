"""Twice the input takes twice the time: what an issue may be made of, in any quantity, is read and parsed in time that grows with its size.

`pytest -m "not growth"` leaves these out. What is measured is processor time, the best of several rounds, of one, two and four times an input in
one run: how busy or slow the machine is does not matter, only how the three compare.
"""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Callable

import pytest

from gazette_site.config import SiteConfig
from gazette_site.model import IssueId
from gazette_site.parsing import parse_issue
from gazette_site.reading import read_transcript
from gazette_site.reading.sidecar import Sidecar

STEEPEST = math.log2(2.6)
"""Exponent up to which growth counts as linear: 2.6 times the time for twice the input, the rest is noise of a busy machine."""
ROUNDS = 6
"""Times a measurement is repeated before growth is believed."""

FRONT = "澜川市人民政府公报\n2025年第3期\n（总第27期）\n2025年4月7日出版\n目录\n市政府文件\n{contents}\n\n"
TITLE = "澜川市人民政府关于开展春季植树的意见"
HEAD = f"{TITLE}\n澜府发〔2025〕3号\n\n各县区人民政府：\n\n"
DATE = "\n\n2025年3月1日\n"


def document(body: str) -> str:
    """An issue of one document."""
    return FRONT.format(contents=f"1 {TITLE}") + HEAD + body + DATE


def titled(title: str) -> str:
    """An issue of one document with that title."""
    return FRONT.format(contents=f"1 {title}") + f"{title}\n澜府发〔2025〕3号\n\n各县区人民政府：\n\n请照办。{DATE}"


def entries(n: int) -> str:
    """A chronicle of so many entries."""
    lines = "".join(f"{k % 28 + 1}日　市政府召开第{k}次常务会议，研究春季植树工作。\n" for k in range(n))
    return FRONT.format(contents="大事记\n1 2025年3月大事记") + "2025年3月大事记\n" + lines


def documents(n: int) -> str:
    """An issue of so many documents."""
    titles = [f"澜川市人民政府关于第{k}件实事的通知" for k in range(1, n + 1)]
    bodies = (f"{one}\n澜府发〔2025〕{k}号\n\n各县区人民政府：\n\n请照办。{DATE}\n" for k, one in enumerate(titles, 1))
    return FRONT.format(contents="\n".join(f"{one} {k}" for k, one in enumerate(titles, 1))) + "".join(bodies)


KINDS: dict[str, tuple[Callable[[int], str], int]] = {
    "blanks": (lambda n: document("植树" + " " * n + "造林。"), 100_000),
    "blanks before words": (lambda n: document(" " * n + "植树造林。"), 100_000),
    "blanks in the contents": (lambda n: FRONT.format(contents="1 " + " " * n + TITLE) + HEAD + DATE, 50_000),
    "comments left open": (lambda n: document("植树。<!-- " * n), 1_000),
    "one comment left open": (lambda n: document("<!--" + "植树造林，" * n), 5_000),
    "book titles left open": (lambda n: document("根据《" * n), 4_000),
    "book titles left open in a title": (lambda n: titled("澜川市人民政府关于" + "《" * n + "甲》的通知"), 4_000),
    "clauses without a stop": (lambda n: document("鼓励植树造林，" * n), 5_000),
    "titles in a row": (lambda n: document("废止" + "、".join(f"《甲{k}办法》" for k in range(n)) + "。"), 500),
    "brackets left open": (lambda n: document("植树（" * n), 4_000),
    "brackets left open in a title": (lambda n: titled("澜川市人民政府关于甲的通知" + "（" * n), 4_000),
    "digits": (lambda n: document("1" * n), 20_000),
    "digits and points": (lambda n: document("1." * n), 10_000),
    "numbers in a row": (lambda n: document("（澜府发〔2025〕" + "3、" * n), 4_000),
    "tabs": (lambda n: document("甲" + "\t" * n + "乙\n甲" + "\t" * n + "乙"), 2_000),
    "days in a row": (lambda n: document("2025年6月30日前，" * n), 500),
    "terms in a row": (lambda n: document("自收到之日起" * n + "30日内申请"), 1_000),
    "who leads in a row": (lambda n: document("由市甲局" * n + "牵头" * n), 1_000),
    "units in a row": (lambda n: document("（责任单位：市甲局" * n), 500),
    "materials in a row": (lambda n: document("提交" * n + "。"), 2_000),
    "a wide table": (lambda n: document("\n".join("|" + "|".join(f"格{k}" for k in range(n)) + "|" for _ in range(3))), 500),
    "a long table": (lambda n: document("".join(f"县{k}\t{k}\t植树\n" for k in range(n))), 500),
    "tags left open": (lambda n: document("<td>甲" * n), 2_000),
    "many entries": (entries, 100),
    "many documents": (documents, 25),
    "many short lines": (lambda n: document("植树造林\n" * n), 1_500),
    "many headings": (lambda n: document("".join(f"{k}.任务\n\n完成任务。\n\n" for k in range(1, n))), 400),
    "many articles": (lambda n: document("".join(f"第{k}条　单位应当植树。\n\n" for k in range(1, n))), 400),
    "one long line": (lambda n: document("植树造林是大事。" * n), 10_000),
    "persons": (lambda n: titled("澜川市人民政府关于陆衡等任免职的通知").replace("请照办。", "陆衡任市水务局局长；\n\n" * n), 300),
    "repeals": (lambda n: document("".join(f"{k}.《甲{k}办法》（澜府发〔2020〕{k}号）\n\n" for k in range(1, n))), 300),
}  # fmt: skip
"""What is put in by the number, and the smallest number: large enough that what every issue costs does not matter."""


def cost(text: str) -> float:
    """Seconds of the processor that reading and parsing take, without the collector, whose cost is that of all the process holds."""
    gc.disable()
    try:
        begun = time.process_time()
        parse_issue(read_transcript(text), IssueId("2025-03"), "2025-03.txt", Sidecar(), SiteConfig().sections)
        return time.process_time() - begun
    finally:
        gc.enable()


def exponent(make: Callable[[int], str], n: int) -> tuple[float, list[float]]:
    """How steeply the cost grows from n to 4n, the best of rounds that end as soon as one shows no more than linear growth; and the costs."""
    texts = [make(n), make(2 * n), make(4 * n)]
    best = [math.inf] * 3
    steep = math.inf
    for _ in range(ROUNDS):
        gc.collect()
        best = [min(before, cost(text)) for before, text in zip(best, texts, strict=True)]
        steep = min(math.log(best[2] / best[0], 4), math.log2(best[2] / best[1]))
        if steep <= STEEPEST:
            break
    return steep, best


@pytest.mark.growth
@pytest.mark.parametrize("name", KINDS)
def test_twice_the_input_takes_twice_the_time(name: str) -> None:
    """No kind of input makes reading or parsing grow faster than its size."""
    steep, seconds = exponent(*KINDS[name])
    assert steep <= STEEPEST, f"exponent {steep:.2f}, seconds {[round(one, 3) for one in seconds]}"


@pytest.mark.growth
def test_growth_is_seen() -> None:
    """The measurement itself works: what compares all pairs is found out."""
    steep, _ = exponent(lambda n: "".join(f"《{k}" for k in range(n)), 1)
    assert steep < 2
    squares = [sum(1 for a in range(n) for b in range(n) if a < b) for n in (200, 400, 800)]
    assert math.log(squares[2] / squares[0], 4) > STEEPEST
