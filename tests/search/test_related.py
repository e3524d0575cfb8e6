"""The related layer: Pagefind over the gist of the pages."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from gazette_site.cache import Cache
from gazette_site.config import SiteConfig, parse_config
from gazette_site.linking import Archive, link
from gazette_site.publishing.search import IndexFailed, cards_of, layer_files, related, search_index, service
from gazette_site.publishing.search.gists import gist, pairs
from gazette_site.publishing.search.records import records_of
from gazette_site.publishing.search.related import GistPage, RelatedLayer, index_of
from tests.conftest import MakeDocument, MakeIssue
from tests.search.conftest import Served


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
    """Entries stand nearly whole, other pages with headings and lead: a small part of the text."""
    records = [record for linked in archive.issues for record in records_of(linked, archive.standing)]
    whole = sum(len(line.text) for record in records for line in record.lines)
    assert 0 < sum(len(line) for record in records for line in gist(record)) < whole / 2


def _files(archive: Archive, store: Cache | None = None) -> dict[str, bytes]:
    return {file.path: file.content for file in layer_files(cards_of(archive), RelatedLayer(store))}


def test_two_indexes_are_the_same(small: Archive) -> None:
    """The same archive gives the same files, and none of the interfaces that come with Pagefind."""
    first = _files(small)
    assert first == _files(small)
    assert "pagefind/pagefind.js" in first
    assert first["pagefind/bundles.json"] == b"[]"
    assert not any("-ui" in path for path in first)


def test_only_the_last_bundle_is_indexed_again(small: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Issues fill bundles from the oldest on; one more issue changes the last bundle, the others come from the store."""
    monkeypatch.setattr(related, "_BUNDLE", 8)
    store, runs = Cache(tmp_path / "store"), list[object]()

    def counted(pages: list[GistPage]) -> dict[str, bytes]:
        runs.append(pages)
        return index_of(pages)

    monkeypatch.setattr(related, "index_of", counted)
    before = _files(link([one.issue for one in small.issues[:-1]], SiteConfig())[0], store)
    assert (before["pagefind/bundles.json"], len(runs)) == (b'["1/"]', 2)
    after = _files(small, store)
    assert (after["pagefind/bundles.json"], len(runs)) == (b'["1/", "2/"]', 3)
    assert before.keys() - {"pagefind/bundles.json"} <= after.keys()
    assert all(after[path] == content for path, content in before.items() if path != "pagefind/bundles.json")
    assert after == _files(small)
    assert [path for path in after if path.endswith(".js")] == ["pagefind/pagefind-worker.js", "pagefind/pagefind.js"]


def test_a_bundle_of_which_pagefind_is_given_the_same_is_not_indexed_again(
    small: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A word that is corrected far down in a text changes its card and nothing that Pagefind sees; one in a title does."""
    store, runs = Cache(tmp_path / "store"), list[object]()

    def counted(pages: list[GistPage]) -> dict[str, bytes]:
        runs.append(pages)
        return {}

    monkeypatch.setattr(related, "index_of", counted)
    cards = list(cards_of(small))
    other = [msgspec.structs.replace(card, key="0" * 64) for card in cards]
    list(layer_files(cards, RelatedLayer(store)))
    list(layer_files(other, RelatedLayer(store)))
    assert len(runs) == 1
    titled = tuple(replace(page, title=f"{page.title}（修正）") for page in cards[0].pages)
    list(layer_files([msgspec.structs.replace(cards[0], pages=titled), *cards[1:]], RelatedLayer(store)))
    assert len(runs) == 2


def _bundles(archive: Archive, store: Cache, monkeypatch: pytest.MonkeyPatch) -> tuple[list[int], list[int]]:
    """How many pages each bundle of the archive has, and each that was indexed for it."""
    sizes, runs = list[int](), list[int]()

    def indexed(pages: list[GistPage]) -> dict[str, bytes]:
        runs.append(len(pages))
        return {"pagefind-entry.json": b""}

    monkeypatch.setattr(related, "index_of", indexed)
    layer = RelatedLayer(store)
    bundle = layer._bundle

    def counted(issues: Any) -> Any:
        sizes.append(sum(map(len, issues)))
        return bundle(issues)

    monkeypatch.setattr(layer, "_bundle", counted)
    list(layer_files(cards_of(archive), layer))
    return sizes, runs


def test_a_new_issue_belongs_to_a_small_bundle(
    make_issue: MakeIssue, make_document: MakeDocument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is left over beside whole bundles is cut into smaller ones, joined as they fill; each is indexed when it is new."""
    monkeypatch.setattr(related, "_BUNDLE", 8)
    monkeypatch.setattr(related, "_SMALLER", (4, 2))
    store = Cache(tmp_path / "store")
    issues = [
        make_issue(f"2025-{n:02}", make_document(f"澜府发〔2025〕{n}号"), days=()) if n != 3 else make_issue("2025-03")
        for n in range(1, 12)
    ]
    met = [_bundles(link(issues[:number], SiteConfig())[0], store, monkeypatch) for number in range(1, 12)]
    assert met == [
        ([1], [1]),
        ([2], [2]),
        ([2], []),  # an issue without a page
        ([2, 1], [1]),
        ([4], [4]),
        ([4, 1], [1]),
        ([4, 2], [2]),
        ([4, 2, 1], [1]),
        ([4, 2, 2], [2]),
        ([8, 1], [8, 1]),
        ([8, 2], [2]),
    ]


@pytest.mark.parametrize(
    "script",
    [
        "import sys; sys.exit('no room')",
        "import sys; sys.stdin.buffer.read(99); sys.stderr.write('no room')",
        """import base64, json, sys
sys.stdout.buffer.write(base64.b64encode(json.dumps({'payload': {'type': 'Error', 'message': 'no room'}}).encode()) + b',')
sys.stdout.flush()""",
    ],
)
def test_a_failure_is_told(small: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """When Pagefind ends too early, or says that something is wrong, the build is told what it said."""
    program = tmp_path / "pagefind"
    program.write_text(f"#!{sys.executable}\n{script}\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(service, "_program", lambda: str(program))
    with pytest.raises(IndexFailed, match="no room"):
        _files(small)


def test_a_failure_is_told_whatever_was_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More than a pipe holds is still to be sent when the program ends: its own words are told, not the broken pipe."""
    program = tmp_path / "pagefind"
    program.write_text(f"#!{sys.executable}\nimport sys; sys.exit('no room')\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(service, "_program", lambda: str(program))
    page = {"url": "/", "content": "澜川市", "language": "zh", "meta": {}}
    with pytest.raises(IndexFailed, match="no room"):
        service.indexed([page] * 5000)


def test_a_missing_program_is_told(small: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """When there is no Pagefind, the build is told so."""
    monkeypatch.setattr(service, "_program", lambda: "/nowhere/pagefind")
    with pytest.raises(IndexFailed):
        _files(small)


def test_synonyms_are_groups_of_words() -> None:
    """Each group has two words or more, none twice; anything else is told with its line."""
    config, problems = parse_config("synonyms:\n  - [放鞭炮, 烟花爆竹]\n", "site.yaml")
    assert (config.synonyms, problems) == ((("放鞭炮", "烟花爆竹"),), ())
    for text in ("synonyms: 放鞭炮", "synonyms:\n  - [放鞭炮]", "synonyms:\n  - [甲, 甲]", "synonyms:\n  - 放鞭炮"):
        _, problems = parse_config(text, "site.yaml")
        assert [problem.code for problem in problems] == ["config-value"]


_MERGED = """async base => {
    const pagefind = await import(`${base}/pagefind/pagefind.js`);
    const bundles = await (await fetch(`${base}/pagefind/bundles.json`)).json();
    const folder = new URL(`${base}/pagefind/`).pathname;
    await Promise.all(bundles.map(bundle => pagefind.mergeIndex(folder + bundle)));
    const { results } = await pagefind.search("管理");
    const found = (await Promise.all(results.map(result => result.data()))).map(({ meta }) => meta.page);
    await pagefind.destroy();
    return found.sort();
}"""
_RELATED = """async base => {
    const { search } = await import(`${base}/search/engine.js`);
    return (await search("图书馆 kindle", { related: true })).related.map(hit => hit.url);
}"""


def test_bundles_are_one_index_in_the_browser(site: Served, page: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Merged as `bundles.json` says they find what one bundle finds, and the search page asks all of them."""
    monkeypatch.setattr(related, "_BUNDLE", 30)
    for file in search_index(site.archive):
        path = site.root.with_name("gongbao-bundled") / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    bundled = f"{site.address}-bundled"
    for script in (site.root / "search").glob("*.js"):
        (site.root.with_name("gongbao-bundled") / "search" / script.name).write_bytes(script.read_bytes())
    page.goto(f"{site.address}/about/")
    whole = page.evaluate(_MERGED, site.address)
    page.goto(f"{site.address}/about/")
    assert len(whole) > 5
    assert page.evaluate(_MERGED, bundled) == whole
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site.address}/about/")
    assert page.evaluate(_RELATED, bundled)
    assert any(f"{bundled}/pagefind/2/" in url for url in asked)
