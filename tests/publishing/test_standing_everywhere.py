"""One standing: whatever shows or exports it says the same, and no second place decides."""

from __future__ import annotations

import csv
import gzip
import json
import re
import shutil
import sqlite3
import tarfile
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from contextlib import closing
from html import unescape
from html.parser import HTMLParser
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urljoin

import pytest

from gazette_site.config import load_config, resolve
from gazette_site.linking import Archive, link
from gazette_site.linking.archive import LinkedDocument
from gazette_site.linking.standing import ENDED, Act, Standing, State
from gazette_site.parsing import parse
from gazette_site.pipeline import Options, build
from gazette_site.publishing.pages.kinds import examples
from gazette_site.publishing.standing_words import badge_of, standing_sentence
from gazette_site.reading import read_folder

PUBLISHING = Path(__file__).parents[2] / "gazette_site" / "publishing"
AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"

JUNE = """澜川市人民政府公报
2025年第6期
（总第78期·月刊）
2025年7月10日出版

澜川市人民政府关于废止和修改部分文件的决定
澜府规〔2025〕9号

各县、区人民政府，市直各部门：

经市人民政府第70次常务会议审议通过，现决定：

一、废止《澜川市人民政府关于城区部分道路限制货车通行的通告》（澜府发〔2025〕5号）。

二、将《澜川市人民政府办公室关于印发澜川市老旧小区停车设施改造实施方案的通知》（澜府办发〔2025〕1号）第三条修改为：“各区每季度公布一次进度。”

三、《澜川市人民政府关于废止和宣布失效部分行政规范性文件的决定》（澜府规〔2025〕1号）继续有效。

四、澜府办发〔2025〕2号文件有效期延长两年。

五、自2026年1月1日起暂停执行澜府办发〔2025〕12号文件。

六、澜府发〔2025〕7号文件自2027年1月1日起废止。

七、《澜川市再生水利用管理办法》第十一条、第二十条自2026年3月1日至2026年8月31日暂停执行，第十六条自2026年3月1日起停止执行。

八、本决定自2025年7月1日起施行。

澜川市人民政府
2025年6月20日
"""
"""An issue that does to documents of the sample whatever one can do to another."""


class Made(NamedTuple):
    """A site, and the archive that it shows."""

    site: Path
    archive: Archive

    def read(self, url: str, name: str = "index.html") -> str:
        """A file beside a page."""
        return (self.site / url[1:] / name).read_text("utf-8")


@pytest.fixture(scope="module")
def made(sample_issues: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The sample with one issue more, built, and linked once more on its own."""
    issues = tmp_path_factory.mktemp("standing") / "issues"
    shutil.copytree(sample_issues, issues)
    (issues / "2025-06.txt").write_text(JUNE, "utf-8")
    output = issues.with_name("site")
    outcome = build(Options(issues, output, ledger=False, cache=issues.with_name("cache")), lambda *_: None)
    assert outcome.figures, [str(problem) for problem in outcome.problems]
    config, _ = load_config(issues / "site.yaml")
    read = [issue for source in read_folder(issues)[0] if (issue := parse(source, config.sections)[0])]
    return Made(output, link(read, resolve(config, read))[0])


def documents(archive: Archive) -> list[tuple[LinkedDocument, Standing]]:
    """Every document with its standing."""
    return [(one, archive.standing[one.url]) for issue in archive.issues for one in issue.documents]


def days_of(periods: list[Any]) -> str:
    """Periods of the data, written as a script reads them."""
    return " ".join(f"{one['since'] or ''} {one['state']}".strip() for one in periods)


# -- every consumer, as `days` by address


def in_issues(made: Made) -> Iterator[tuple[str, str]]:
    """The data of the issues."""
    for path in (made.site / "data/issues").glob("*.json"):
        for one in json.loads(path.read_text("utf-8"))["documents"]:
            yield one["url"], days_of(one["standing"]["periods"])


def in_akoma_ntoso(made: Made) -> Iterator[tuple[str, str]]:
    """The life cycle: it names days, so the state before the first of them is not there."""
    texts: dict[str, bytes] = {}
    for path in (made.site / "data").glob("*/akoma-ntoso.tar.gz"):
        with tarfile.open(path) as packed:
            texts |= {one.name: file.read() for one in packed.getmembers() if (file := packed.extractfile(one))}
    for one, standing in documents(made.archive):
        root = ET.fromstring(texts[f"{one.url.strip('/').rpartition('/')[2]}.xml"])
        events = [
            f"{event.get('date')} {str(event.get('refersTo')).removeprefix('#state-')}"
            for event in root.iter(f"{AKN}eventRef")
        ]
        yield one.url, " ".join([standing.periods[0].state.value, *events])


def in_csv(made: Made) -> Iterator[tuple[str, str]]:
    """`data/standing.csv`."""
    with (made.site / "data/standing.csv").open(encoding="utf-8-sig", newline="") as file:
        yield from by_url(csv.DictReader(file))


def in_sqlite(made: Made) -> Iterator[tuple[str, str]]:
    """The table of the data base."""
    with closing(sqlite3.connect(made.site / "data/gazette.sqlite")) as base:
        base.row_factory = sqlite3.Row
        yield from by_url(base.execute("SELECT * FROM standing"))


def by_url(rows: Any) -> Iterator[tuple[str, str]]:
    """Rows of one document together."""
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row["url"], []).append(row)
    return ((url, days_of(some)) for url, some in found.items())


def in_search(made: Made) -> Iterator[tuple[str, str]]:
    """The directory of the search, which its hits and filters ask; the texts of its pages name them."""
    directory = json.loads(gzip.decompress((made.site / "search/index.bin").read_bytes()))
    packs = chain.from_iterable(
        sorted((made.site / f"search/text/{issue}-{digest}").iterdir(), key=lambda path: int(path.stem))
        for issue, digest in zip(*directory["issues"][:2], strict=True)
    )
    pages = chain.from_iterable(json.loads(gzip.decompress(path.read_bytes()).decode("gb18030")) for path in packs)
    for page, standing in zip(pages, directory["pages"]["standing"], strict=True):
        if page["url"].startswith("/documents/") and "/attachment-" not in page["url"]:
            yield page["url"], directory["standings"][standing]


def in_banners(made: Made) -> Iterator[tuple[str, str]]:
    """The banner that says what holds today, or on every day."""
    for one, standing in documents(made.archive):
        found = re.findall(
            r'class="force (\w+)"[^>]*>.*?<strong>(?:<span class="st" hidden data-days="([^"]*)")?', made.read(one.url)
        )
        style, days = found[0] if found else ("", "")
        # A banner that says of a text that it is ended says it on every day.
        yield one.url, standing.days if style == "off" and standing.first_of(*ENDED) else days


def in_lists(made: Made) -> Iterator[tuple[str, str]]:
    """The badges on the pages of years, issues and issuers."""
    archive = made.archive
    urls = [one.url for one in (*archive.years, *archive.issuers, *archive.kinds)]
    for page in (*urls, *(one.url for one in archive.issues)):
        for days, url in re.findall(r'data-days="([^"]*)">[^<]*</span><a [^>]*href="([^"]*)"', made.read(page)):
            yield "/" + unescape(url).lstrip("./"), days


ROWS = ("li", "tr", "section")
NO_LISTS = ("nav", "svg", "header")
NO_ROWS = {"series", "text", "prose"}
VOID = ("br", "hr", "img", "input", "link", "meta", "wbr", "path", "circle")
TEXT = re.compile(r"/(?:documents|references)/(?!numbers/)[^/#]+/")
OF_ONE_TEXT = ("document", "attachment", "entry", "facsimile", "404")


CONSUMERS: dict[str, Callable[[Made], Iterator[tuple[str, str]]]] = {
    "JSON of issues": in_issues,
    "Akoma Ntoso": in_akoma_ntoso,
    "CSV": in_csv,
    "SQLite": in_sqlite,
    "search": in_search,
    "banners": in_banners,
    "lists": in_lists,
}
PARTIAL = ("CSV", "SQLite", "search", "banners", "lists")
"""They leave out texts that say nothing of their force."""


@pytest.mark.parametrize("name", CONSUMERS)
def test_all_say_the_same(name: str, made: Made) -> None:
    """For every document of the archive, day by day."""
    found = list(CONSUMERS[name](made))
    for url, days in found:
        standing = made.archive.standing[url]  # type: ignore[index]
        expected = standing.days
        silent = name in PARTIAL and not standing.stated
        assert days == expected or (silent and days in ("", "unstated")), (name, url)
    urls = {url for url, _ in found}
    assert {one.url for one, standing in documents(made.archive) if standing.stated} <= urls, name


def test_the_june_issue_does_all_of_it(made: Made) -> None:
    """The archive of these tests has every act, so that none is left out of the comparison."""
    acts = {deed.act for standing in made.archive.standing.values() for deed in standing.deeds}
    assert acts >= {Act.REPEALS, Act.LAPSES, Act.AMENDS, Act.EXTENDS, Act.SUSPENDS}
    assert any(standing.first_of(State.PARTLY_SUSPENDED) for standing in made.archive.standing.values())
    assert made.archive.standing["/documents/lanfubanfa-2025-2/"].days.endswith("2030-02-10 expired")  # type: ignore[index]


def test_json_ld_states_printed_days_and_what_is_over(made: Made) -> None:
    """First and last day where they are printed; not in force only where another document had ended it when published."""
    for one, standing in documents(made.archive):
        facts = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', made.read(one.url))[0])
        ended = standing.first_of(*ENDED)
        last = facts.get("expires")
        assert last is None or (ended and ended.since and last < ended.since)
        badge = badge_of(standing)
        over = facts.get("legislationLegalForce") == "https://schema.org/NotInForce"
        assert over == bool(badge and badge.over)
        first = facts.get("legislationDateOfApplicability")
        assert first is None or standing.periods[1].since == first


def test_feeds_say_it_in_words(made: Made) -> None:
    """The summary of a document has its days."""
    feed = json.loads((made.site / "documents/feed.json").read_text("utf-8"))
    summaries = {item["url"].partition("/documents/")[2]: item["content_text"] for item in feed["items"]}
    told = [(one, standing_sentence(standing)) for one, standing in documents(made.archive)]
    assert sum(bool(words) for _, words in told) > 10
    for one, words in told:
        assert words in summaries[one.url.removeprefix("/documents/")]


class Rows(HTMLParser):
    """The innermost rows of a page, each with the texts that it links to and the days of its badges."""

    def __init__(self, here: str) -> None:
        super().__init__()
        self.found: list[tuple[set[str], set[str]]] = []
        self._here, self._open, self._off = here, [(set[str](), set[str]())], 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {key: value or "" for key, value in attrs}
        classes = facts.get("class", "").split()
        self._off += self._off > 0 or (tag in NO_LISTS or bool(NO_ROWS.intersection(classes)))
        if tag in VOID:
            self._off -= self._off > 0
        if tag in ROWS:
            # What a section says under its heading holds of all its rows.
            self._open.append((set(), set(self._open[-1][1])))
        if tag == "a" and not self._off and (text := TEXT.match(urljoin(self._here, facts.get("href", "")))):
            self._open[-1][0].add(text[0])
        if "st" in classes:
            self._open[-1][1].add(facts.get("data-days", ""))

    def handle_endtag(self, tag: str) -> None:
        self._off -= self._off > 0
        if tag in ROWS:
            self.found.append(self._open.pop())


def test_every_row_of_every_list_has_its_badge(made: Made) -> None:
    """Whatever page lists a text says of it what its standing says: the home page, numbers, topics, departments, what is not held."""
    urls: list[str] = json.loads((made.site / "data/urls.json").read_text("utf-8"))
    kinds = {kind.name: some for kind, some in examples(urls)}
    lists = [url for name, some in kinds.items() if name not in OF_ONE_TEXT for url in some]
    seen: dict[str, int] = {}
    for url in lists:
        rows = Rows(url)
        rows.feed(made.read(url))
        for texts, days in rows.found:
            for badge in filter(None, (badge_of(made.archive.standing.get(text)) for text in texts)):  # type: ignore[call-overload]
                seen[url] = seen.get(url, 0) + 1
                assert badge.days in days, (url, texts)
    assert {"/", "/documents/", "/documents/numbers/lanfubanfa/", "/topics/zhufang/", "/about/coverage/"} <= seen.keys()
    assert any(url.startswith("/duties/") for url in seen) and any(url.startswith("/dates/") for url in seen)


def test_every_document_that_others_did_something_to_says_so(made: Made) -> None:
    """Also the pages of those that the archive does not hold."""
    for url, standing in made.archive.standing.items():
        if standing.deeds and "/attachment-" not in url:
            assert 'class="force ' in made.read(url), url


def test_parts_say_what_was_done_to_them(made: Made) -> None:
    """At the article on the page, with its days for the script; in the data part by part; a row of the table names them."""
    url = "/documents/lanchuanshirenminzhengfuling-21/"
    aside = made.archive.standing[url].parts[0]  # type: ignore[index]
    assert (aside.label, aside.state, aside.since, aside.until) == (
        "第十一条", State.SUSPENDED, "2026-03-01", "2026-08-31",
    )  # fmt: skip
    note = made.read(url).partition('id="art-11"')[2].partition('id="art-12"')[0]
    assert 'data-days="unstated 2026-03-01 suspended 2026-09-01 unstated"' in note
    assert "第十一条自" in note and "暂停执行，至" in note
    issue = json.loads((made.site / "data/issues/2025-01.json").read_text("utf-8"))
    standing = next(one["standing"] for one in issue["documents"] if one["url"] == url)
    assert {(one["part"], one["state"]) for one in standing["parts"]} == {
        ("第十一条", "suspended"), ("第二十条", "suspended"), ("第十六条", "repealed"),
    }  # fmt: skip
    with (made.site / "data/standing.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [one for one in csv.DictReader(file) if one["state"] == "partly_suspended"]
    assert [(one["url"], one["articles"]) for one in rows] == [(url, "第十一条、第二十条")]


def test_no_second_place_decides() -> None:
    """In publishing, only the list of who names whom knows relations, and nothing reads the force of a document itself."""
    for path in sorted(PUBLISHING.rglob("*.py")):
        source, name = path.read_text("utf-8"), path.relative_to(PUBLISHING).as_posix()
        assert not re.search(r"document\.force\b|\.force\.(?:effective|expires)\b(?! if one\.force)", source), name
        if name != "pages/references.py":
            assert not re.search(r"Relation\.(?!CITES)", source), name


def test_the_pages_of_years_list_what_happened(made: Made) -> None:
    """The repeal of 2025, the end of 2027, with the document that did it."""
    page = made.read("/standing/2025/")
    ended = page.partition('id="ended"')[2].partition("</section>")[0]
    assert "lanfufa-2025-5/" in ended and "依据澜府规〔2025〕9号" in ended
    assert "references/lanfufa-2021-6/" in ended
    amended = made.read("/standing/2026/").partition('id="amended"')[2].partition("</section>")[0]
    assert "lanchuanshirenminzhengfuling-21/" in amended  # 第十六条, while 第十一条 is set aside
    later = made.read("/standing/2027/").partition('id="ended"')[2].partition("</section>")[0]
    assert "lanfufa-2025-7/" in later


def test_the_script_of_every_page_holds_the_module_of_the_search(made: Made) -> None:
    """One source for both: it is put in as it is published, for an import would be one request more."""
    script = (made.site / "assets/script.js").read_text("utf-8")
    assert "shared(" not in script and "export " not in script
    assert "stateOn=" in script
