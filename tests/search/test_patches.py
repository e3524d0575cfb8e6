"""Patches: corrected shards are those that would have been made anew, or there is no patch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazette_site.cache import Cache
from gazette_site.config import SiteConfig
from gazette_site.linking import link
from gazette_site.linking.archive import Url
from gazette_site.model import Paragraph, Role, Text
from gazette_site.publishing.search import cards, cards_of, exact, layer_files
from gazette_site.publishing.search.exact import ExactLayer
from gazette_site.publishing.search.frequencies import frequencies
from gazette_site.publishing.search.grams import Grams, grams_of, page_of
from gazette_site.publishing.search.patches import Corrected, patched, recounted
from gazette_site.publishing.search.postings import Postings
from gazette_site.publishing.search.records import Kind, Passage, Record
from gazette_site.publishing.search.shards import Shards, shards_of
from tests.conftest import MakeDocument, MakeIssue

SIGNS = "的县水利局桥路修养护办法一二三年12#a，"
Made = tuple[Grams, int]


def _grams(texts: Sequence[str]) -> Made:
    """The grams of an issue with these pages, and how many blocks it has."""
    url, none = Url("/documents/x/"), ("", "", "", (), None, None, "2025年第1期", None, ())
    records = [Record(url, Kind.DOCUMENT, "题", ("题",), (Passage(text),), *none) for text in texts]
    pages = [page_of(record) for record in records]
    return grams_of(pages), sum(len(page.blocks) for page in pages)


def _anew(issues: Sequence[Made]) -> Shards:
    with Postings() as postings:
        for grams, blocks in issues:
            postings.add(grams, blocks)
        return shards_of(postings)


def _corrected(before: Sequence[Made], now: Sequence[Made]) -> list[Corrected]:
    firsts = [sum(blocks for _, blocks in before[:place]) for place in range(len(before))]
    pairs = zip(firsts, before, now, strict=True)
    return [Corrected(first, was[1], was[0], there[0]) for first, was, there in pairs if was != there]


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_patched_shards_are_those_made_anew(data: st.DataObject) -> None:
    """Whatever signs are replaced in whichever issues: a patch gives the same bytes, or there is none."""
    page = st.text(SIGNS, min_size=1, max_size=300)
    before = data.draw(st.lists(st.lists(page, min_size=1, max_size=3), min_size=1, max_size=6))
    now = [list(pages) for pages in before]
    for _ in range(data.draw(st.integers(1, 4))):
        issue = data.draw(st.sampled_from(now))
        place = data.draw(st.integers(0, len(issue) - 1))
        at = data.draw(st.integers(0, len(issue[place]) - 1))
        issue[place] = issue[place][:at] + data.draw(st.sampled_from(SIGNS)) + issue[place][at + 1 :]
    old, new = list(map(_grams, before)), list(map(_grams, now))
    if [blocks for _, blocks in old] == [blocks for _, blocks in new]:
        made = patched(_anew(old), _corrected(old, new))
        assert made is None or made == _anew(new)


def test_a_corrected_word_touches_few_shards() -> None:
    """The others are the same objects; the words that went are found no more, and nothing is doubted."""
    before = [_grams(["修桥养护办法" * 40 + "".join(map(chr, range(0x4E00 + n, 0x4E00 + n + 900)))]) for n in range(9)]
    now = [*before]
    now[4] = _grams(["修桥养护办法" * 39 + "修桥养扩办法" + "".join(map(chr, range(0x4E04, 0x4E04 + 900)))])
    shards = _anew(before)
    made = patched(shards, _corrected(before, now))
    assert made == _anew(now)
    same = sum(one is other for one, other in zip(shards.contents, made.contents, strict=True))
    assert len(shards.contents) - 12 <= same < len(shards.contents)


def test_neighbours_that_were_left_out_are_not_guessed() -> None:
    """A pair that stood in more than half of the blocks, and no longer does, has no patch."""
    before = [_grams(["修桥"]), _grams(["修路"]), _grams(["修桥"])]
    before = [*before, _grams(["养护"])]
    now = [*before]
    now[2] = _grams(["修路"])
    made = patched(_anew(before), _corrected(before, now))
    assert made is None or made == _anew(now)
    many = [_grams(["县" * 2])] * 3
    fewer = [many[0], _grams(["水" * 2]), _grams(["水" * 2])]
    titles = patched(_anew(many), _corrected(many, fewer))
    assert titles is None or titles == _anew(fewer)


def test_shards_that_say_something_else_are_not_patched() -> None:
    """Where the rows of an issue are not those that its grams give, everything is made anew."""
    before, now, other = [_grams(["修桥养护"])], [_grams(["修桥养扩"])], [_grams(["修路养护"])]
    assert patched(_anew(other), _corrected(before, now)) is None


def test_the_table_of_pairs_is_counted_anew_in_its_order() -> None:
    """By number, equal ones by sign; what stands in no block any more is not in it."""
    known = {"修桥": 3, "修路": 3, "养护": 1, "办法": 2}
    now = {"修桥": 2, "养护": 0, "一二": 2}
    assert recounted(frequencies(known), now) == frequencies({"修桥": 2, "修路": 3, "办法": 2, "一二": 2})


@pytest.mark.parametrize("words", ["修桥补路要及时", "修桥补路要按时"])
def test_a_layer_patches_what_it_made_last(
    words: str, tmp_path: Path, make_issue: MakeIssue, make_document: MakeDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a store a corrected issue gives the files that a layer without one makes, and its tier is not made anew."""

    def files(words: str, store: Cache | None) -> dict[str, bytes]:
        body = (Paragraph(Role.BODY, Text(words)),)
        issues = [make_issue(f"2025-{n:02}", make_document(f"澜府发〔2025〕{n}号", body=body)) for n in (1, 2)]
        archive = link([make_issue("2024-01", make_document("澜府发〔2024〕1号")), *issues], SiteConfig())[0]
        layer = ExactLayer([one.issue.id for one in archive.issues], (), store)
        return {file.path: file.content for file in layer_files(cards_of(archive, store), layer)}

    store = Cache(tmp_path)
    files("修桥补路要及早", store)
    made: list[Callable[..., Shards]] = []
    monkeypatch.setattr(exact, "shards_of", made.append)
    patched_files = files(words, store)
    monkeypatch.undo()
    assert patched_files == files(words, None) and not made


def test_what_another_program_made_is_not_patched(
    tmp_path: Path, make_issue: MakeIssue, make_document: MakeDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may have written shards and grams in another way: the tier is made anew, whatever lies in the store."""

    def made(words: str) -> dict[str, bytes]:
        body = (Paragraph(Role.BODY, Text(words)),)
        archive = link([make_issue("2025-03", make_document("澜府发〔2025〕1号", body=body))], SiteConfig())[0]
        store = Cache(tmp_path)
        layer = ExactLayer([one.issue.id for one in archive.issues], (), store)
        return {file.path: file.content for file in layer_files(cards_of(archive, store), layer)}

    made("修桥补路要及早")
    monkeypatch.setattr(cards, "maker", lambda: "another program")
    monkeypatch.setattr(exact, "patched", lambda *_: pytest.fail("patched"))
    assert made("修桥补路要及时")
