"""What of the search is begun ahead is what the layers would make, and they do not make it again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from gazette_site.cache import Cache
from gazette_site.config import SiteConfig
from gazette_site.crew import Processes
from gazette_site.linking import Archive, link
from gazette_site.linking.archive import LinkedIssue
from gazette_site.model import IssueId
from gazette_site.options import Options
from gazette_site.pipeline import build
from gazette_site.publishing import release
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.search import Bodies, cards_of, exact, layer_files, related, search_index
from gazette_site.publishing.search.ahead import Ahead
from gazette_site.publishing.search.service import IndexFailed
from tests.conftest import MakeDocument, MakeIssue
from tests.incremental.archives import Folder, Made, Text


@pytest.fixture
def archive(make_issue: MakeIssue, make_document: MakeDocument, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """Issues of two years, which fill two tiers and several bundles."""
    monkeypatch.setattr(related, "_BUNDLE", 4)
    issues = [
        make_issue(f"{year}-0{n}", make_document(f"澜府发〔{year}〕{n}号"), days=(f"{year}-0{n}-08",))
        for year in (2024, 2025)
        for n in (1, 2, 3)
    ]
    return link(issues, SiteConfig())[0]


def files(archive: Archive, store: Cache | None) -> dict[str, bytes]:
    """The files of the search."""
    return {file.path: file.content for file in search_index(archive, (), store)}


def begun(archive: Archive, store: Cache, size: int = 2) -> None:
    """Everything that may be is begun and ended."""
    with closing(Processes(size)) as crew:
        ahead = Ahead()
        ahead.begin(archive, store, crew)
        ahead.wait()


def test_the_layers_find_what_was_begun(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every tier and every bundle, byte for byte what they would have made."""
    plain, store = files(archive, None), Cache(tmp_path / "store")
    begun(archive, store)
    monkeypatch.setattr(exact, "shards_of", None)
    monkeypatch.setattr(related, "index_of", None)
    assert files(archive, store) == plain


def test_one_process_begins_nothing(archive: Archive, tmp_path: Path) -> None:
    """Two would be at work."""
    begun(archive, Cache(tmp_path / "store"), 1)
    assert not (tmp_path / "store").exists()


def test_a_store_that_takes_nothing_has_nothing_begun(archive: Archive, tmp_path: Path) -> None:
    """What is made beside would be lost."""
    begun(archive, Cache(tmp_path / "store", writable=False))
    assert not (tmp_path / "store").exists()


def test_what_fails_ahead_fails_where_it_is_made(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is told twice."""
    monkeypatch.setattr("gazette_site.publishing.search.service._program", lambda: "/nowhere/pagefind")
    store = Cache(tmp_path / "store")
    begun(archive, store)
    with pytest.raises(IndexFailed):
        list(layer_files(cards_of(archive, store), related.RelatedLayer(store)))


class Bodiless:
    """Bodies that nobody may ask for."""

    def __init__(self, keys: Bodies) -> None:
        self.key = keys.key

    def of(self, linked: LinkedIssue) -> LinkedIssue:
        """Raises."""
        raise AssertionError(linked.issue.id)


@pytest.mark.parametrize("jobs", [1, 2])
def test_cards_are_made_with_the_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    """By whoever makes these, so that no issue is fetched whole again."""
    met: list[IssueId] = []

    def index(archive: Archive, _: object, store: Cache, bodies: Bodies) -> Iterator[OutputFile]:
        met.extend(card.issue for card in cards_of(archive, store, Bodiless(bodies)))
        return iter(())

    monkeypatch.setattr(release, "search_index", index)
    monkeypatch.setattr(Ahead, "begin", lambda *_: None)
    folder = Folder({n: Made((Text(0, 0, n, 1),), (3,)) for n in range(1, 10)})
    folder.write(tmp_path / "issues")
    options = Options(tmp_path / "issues", tmp_path / "site", cache=tmp_path / "cache", ledger=False, jobs=jobs)
    assert build(options, lambda *_: None).figures
    assert len(met) == 9
