"""How well the search understands people: asks judged questions through the page in Chromium, and says at which place the answer stands.

    python -m tools.judged SITE tests/search/judged/sample.tsv [--all]

SITE is a site that was built. A line of the questions is `group ⇥ question ⇥ addresses`: any of the addresses will do.
An answer is the page that is opened, or a link of the results in the order in which a reader meets them. Every second
question of a group is for tuning; the others are reported apart.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, unquote, urlsplit

from tools.looking import chromium

FIRST = 5
_LINKS = "#found li h3 a, #found .numbers a"


class Question(NamedTuple):
    """A question with its answers."""

    group: str
    words: str
    addresses: frozenset[str]
    tuning: bool


class Answer(NamedTuple):
    """What came of a question."""

    question: Question
    place: int
    """Of the first right link, from 1; 0 if there is none."""
    first: str
    """The first link, for whoever looks into it."""


def questions(file: Path) -> tuple[Question, ...]:
    """The questions of a file, in order."""
    rows = [line.split("\t") for line in file.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    seen: dict[str, int] = {}
    found = []
    for group, words, addresses in rows:
        seen[group] = seen.get(group, 0) + 1
        found.append(Question(group, words, frozenset(addresses.split()), seen[group] % 2 == 1))
    return tuple(found)


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address at which the folder is served."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


def asked(page: Any, address: str, question: Question) -> Answer:
    """The place of the answer to a question."""
    page.goto(f"{address}/search/?q={quote(question.words)}")
    links = _found(page)
    place = next((n for n, link in enumerate(links, 1) if link in question.addresses), 0)
    return Answer(question, place, links[0] if links else "")


def _found(page: Any) -> list[str]:
    """The addresses that a reader meets, in order; the page itself if the search went straight there."""
    from playwright.sync_api import Error

    for _ in range(400):
        path = unquote(urlsplit(page.url).path)
        if path != "/search/":
            return [path]
        # The page may be left for the answer itself while it is asked.
        with suppress(Error):
            if page.locator("#found[aria-busy=false]").count():
                hrefs = page.locator(_LINKS).evaluate_all("links => links.map(link => link.href)")
                return list(dict.fromkeys(unquote(urlsplit(href).path) for href in hrefs))
        page.wait_for_timeout(25)
    raise TimeoutError(page.url)


def scores(answers: Iterable[Answer]) -> Iterator[tuple[str, int, float, float]]:
    """For each group: its name, size, mean reciprocal rank, and the share in the first five."""
    ordered = sorted(answers, key=lambda one: one.question.group)
    for group, same in groupby(ordered, key=lambda one: one.question.group):
        places = [one.place for one in same]
        mean = sum(1 / place for place in places if place) / len(places)
        yield group, len(places), mean, sum(0 < place <= FIRST for place in places) / len(places)


def answers_of(page: Any, site: Path, file: Path) -> list[Answer]:
    """All questions of the file, asked of the site in a page of a browser."""
    with served(site) as address:
        return [asked(page, address, question) for question in questions(file)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the figures, and with `--all` every question that was not answered first."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--all", action="store_true", help="also the questions whose answer is not the first")
    options = parser.parse_args(arguments)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        answers = answers_of(browser.new_page(), options.site, options.questions)
        browser.close()
    for answer in answers if options.all else ():
        if answer.place != 1:
            half = "tuning" if answer.question.tuning else "held"
            print(f"{answer.place:3} {half} {answer.question.group} {answer.question.words} → {answer.first}")
    for name, tuning in (("tuning", True), ("held back", False)):
        for group, size, mean, first in scores(one for one in answers if one.question.tuning is tuning):
            print(f"{name:10} {group:8} {size:3} questions  MRR {mean:.2f}  in the first {FIRST}: {first:.0%}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
