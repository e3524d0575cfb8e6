"""The related layer: Pagefind over the gist of the pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from gazette_site.config import SiteConfig, parse_config
from gazette_site.linking import Archive, link
from gazette_site.publishing.search import IndexFailed, layer_files
from gazette_site.publishing.search.records import records_of
from gazette_site.publishing.search.related import RelatedLayer, gist, pairs
from tests.conftest import MakeDocument, MakeIssue


@pytest.fixture
def small(make_issue: MakeIssue, make_document: MakeDocument) -> Archive:
    """An archive of many sections and years."""
    issues = [
        make_issue(
            f"{year}-01", *(make_document(position=n, section=f"栏目{n}") for n in range(1, 4)), days=(f"{year}-01-08",)
        )
        for year in range(2001, 2006)
    ]
    return link(issues, SiteConfig())[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("《育儿补贴》", "育儿 儿补 补贴"), ("7.5万", "7. .5 5万"), ("市", "市"), ("——", "")],
)
def test_text_is_cut_into_pairs(text: str, expected: str) -> None:
    """Neighbours of the folded text, as the query is cut."""
    assert pairs(text) == expected


def test_only_the_gist_is_indexed(archive: Archive) -> None:
    """Entries stand whole, other pages with headings and lead: a small part of the text."""
    records = [record for linked in archive.issues for record in records_of(linked, archive.standing)]
    whole = sum(len(line.text) for record in records for line in record.lines)
    assert 0 < sum(len(line) for record in records for line in gist(record)) < whole / 2


def test_two_indexes_are_the_same(small: Archive, tmp_path: Path) -> None:
    """The same archive gives the same files, and none of the interfaces that come with Pagefind."""
    first = list(layer_files(small, RelatedLayer(tmp_path / "first")))
    assert first == list(layer_files(small, RelatedLayer(tmp_path / "second")))
    paths = [file.path for file in first]
    assert "pagefind/pagefind.js" in paths
    assert not any("-ui" in path for path in paths)


def test_a_failure_is_told(small: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When Pagefind cannot run, the build is told so."""
    monkeypatch.setattr("gazette_site.publishing.search.related.sys.executable", "/nowhere/python")
    with pytest.raises(IndexFailed):
        list(layer_files(small, RelatedLayer(tmp_path)))


def test_synonyms_are_groups_of_words() -> None:
    """Each group has two words or more, none twice; anything else is told with its line."""
    config, problems = parse_config("synonyms:\n  - [放鞭炮, 烟花爆竹]\n", "site.yaml")
    assert (config.synonyms, problems) == ((("放鞭炮", "烟花爆竹"),), ())
    for text in ("synonyms: 放鞭炮", "synonyms:\n  - [放鞭炮]", "synonyms:\n  - [甲, 甲]", "synonyms:\n  - 放鞭炮"):
        _, problems = parse_config(text, "site.yaml")
        assert [problem.code for problem in problems] == ["config-value"]
