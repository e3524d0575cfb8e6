"""The checker finds what is wrong with a site as it lies on disk."""

from __future__ import annotations

import gzip
import shutil
import sqlite3
import tarfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from gazette_site.cache import Cache
from gazette_site.crew import Processes
from gazette_site.publishing.folder import checker
from gazette_site.publishing.folder.checker import check_site
from gazette_site.publishing.folder.scanned import Scanned, Target
from gazette_site.publishing.memory import CheckMemory

BASE = "https://www.example.gov.cn/gongbao/"
CARRIED = "documents/lanfubanfa-2025-12/"
PAGE = f"{CARRIED}index.html"


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    """A copy of the site that may be spoilt."""
    return Path(shutil.copytree(built, tmp_path / "site"))


def said(site: Path) -> list[str]:
    return [problem.message for problem in check_site(site, "_site", BASE).problems]


def test_the_site_of_the_sample_is_sound(site: Path) -> None:
    """Every link, every id, every count, every digest."""
    assert said(site) == []


def replaced(path: str, old: str, new: str) -> Callable[[Path], None]:
    """Spoils a file by replacing words in it."""

    def spoil(site: Path) -> None:
        text = (site / path).read_text("utf-8")
        assert old in text
        (site / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    return spoil


def without_row(site: Path) -> None:
    """Takes a document out of the SQLite file."""
    with closing(sqlite3.connect(site / "data/gazette.sqlite")) as connection:
        connection.execute("DELETE FROM documents WHERE url = '/documents/lanfubanfa-2025-12/'")
        connection.commit()


def without_line(site: Path) -> None:
    """Takes the last line out of the JSON Lines of the chronicle."""
    path = site / "data/2025/chronicle.jsonl.gz"
    path.write_bytes(gzip.compress(b"".join(gzip.decompress(path.read_bytes()).splitlines(keepends=True)[:-1])))


def without_member(site: Path) -> None:
    """Leaves no document in the archive of Akoma Ntoso."""
    with tarfile.open(site / "data/2025/akoma-ntoso.tar.gz", "w:gz"):
        pass


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (replaced(PAGE, 'href="../../about/"', 'href="../../aboot/"'), "中的链接 ../../aboot/ 没有对应的文件"),
        (replaced(PAGE, 'id="art-3"', 'id="art-33"'), "中的链接 #art-3 指向的位置不在那一页"),
        (replaced(PAGE, 'id="art-3"', 'id="art-2"'), f"{PAGE} 有两处 id 都是 art-2"),
        (replaced("documents/feed.xml", f'href="{CARRIED}"', 'href="documents/x/"'), f"Atom 缺 /{CARRIED}"),
        (replaced("documents/feed.json", f'"url": "{BASE}{CARRIED}"', '"url": "/"'), f"JSON Feed 缺 /{CARRIED}"),
        (replaced("sitemap.xml", "gongbao/about/", "gongbao/abuot/"), f"sitemap.xml 中的链接 {BASE}abuot/ 没有对应的文件"),
        (replaced("data/2025/documents.csv", "/documents/lanfubanfa-2025-12/", "/x/"), "CSV 多出 /x/"),
        (replaced("sitemap.xml", "</url>", "</uri>"), "sitemap.xml 读不出来"),
        (replaced("data/urls.json", "[", ""), "data/urls.json 读不出来"),
        (replaced(PAGE, 'href="../../about/"', "href=../../aboot/"), "中的链接 ../../aboot/ 没有对应的文件"),
        (replaced("robots.txt", "Allow", "Alow"), "robots.txt 与 manifest-sha256.txt 不符"),
        (without_row, "SQLite 缺 /documents/lanfubanfa-2025-12/"),
        (without_member, "Akoma Ntoso 缺 /documents/"),
        (without_line, "JSON Lines 缺 /chronicle/"),
        (lambda site: (site / "data/gazette.sqlite").write_bytes(b"x" * 4096), "SQLite 读不出来"),
        (lambda site: (site / "more.txt").touch(), "more.txt 不在 manifest-sha256.txt 中"),
        (lambda site: (site / "robots.txt").unlink(), "列有 robots.txt，但没有这个文件"),
        (lambda site: shutil.rmtree(site / "documents/lanfubanfa-2025-12"), "网页 缺 /documents/lanfubanfa-2025-12/"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(site: Path, spoil: Callable[[Path], object], expected: str) -> None:
    """A dead link, a lost place, an id twice, a record that one form lacks, a byte that differs."""
    spoil(site)
    messages = [problem.message for problem in check_site(site, "_site", BASE).problems]
    assert any(expected in message for message in messages), messages


def test_several_who_read_find_the_same(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each some of the files: a link to what another one read, and an id twice, in the same order as one who reads all."""
    replaced(PAGE, 'id="art-3"', 'id="art-2"')(site)
    replaced("sitemap.xml", "gongbao/about/", "gongbao/abuot/")(site)
    alone = said(site)
    monkeypatch.setattr(checker, "_AT_ONCE", 7)
    problems = check_site(site, "_site", BASE, Processes(2)).problems
    assert [problem.message for problem in problems] == alone
    assert len(alone) > 2


@pytest.mark.parametrize("crew", [None, Processes(2)])
def test_what_was_checked_is_not_scanned_again(
    site: Path, crew: Processes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only what has other bytes than the last time; what is wrong with the others is told all the same."""
    monkeypatch.setattr(checker, "_AT_ONCE", 7)
    replaced(PAGE, 'id="art-3"', 'id="art-2"')(site)
    before = check_site(site, "_site", BASE, crew)
    monkeypatch.setattr(checker, "linked", None)
    assert check_site(site, "_site", BASE, None, before.files) == before
    monkeypatch.undo()
    monkeypatch.setattr(checker, "_AT_ONCE", 7)
    replaced("about/index.html", "<main", "<main data-x")(site)
    (site / "more.txt").touch()
    assert check_site(site, "_site", BASE, crew, before.files) == check_site(site, "_site", BASE)


def test_a_check_is_remembered_by_the_bytes(tmp_path: Path) -> None:
    """For the same folder, program and address; what could not be read is read again, and a damaged memory is none."""
    cache, output = Cache(tmp_path), tmp_path / "site"
    good = Scanned("index.html", "0a", ("top",), (Target("about/", "about/index.html", ""),), True)
    CheckMemory(cache, output, BASE).save({"index.html": good, "a.xml": Scanned("a.xml", "0b", unread="?")})
    assert CheckMemory(cache, output, BASE).before == {"index.html": good}
    assert not CheckMemory(cache, output, BASE, fresh=True).before
    assert not CheckMemory(cache, output, None).before
    for kept in (tmp_path / "checked").iterdir():
        kept.write_bytes(kept.read_bytes()[:-1])
    assert not CheckMemory(cache, output, BASE).before
