"""The change page: what differs, record by record and word by word, told plainly and shown safely."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazette_site.clerk.changes import change_page, change_text, write_change_page
from gazette_site.clerk.comparing import Changes, Others, compare
from gazette_site.clerk.words import Piece, differences
from gazette_site.publishing.folder.fixity import manifest
from tests.clerk.conftest import Ask, Write

Document = dict[str, object]


def site(folder: Path, documents: dict[str, Document], **files: str) -> Path:
    """A site with the data of issue 2025-03 and whatever else, with its manifest."""
    data = {
        "issue": {"id": "2025-03", "year": 2025, "number": 3},
        "documents": [{"url": url, **document} for url, document in documents.items()],
    }
    contents = {"data/issues/2025-03.json": json.dumps(data), **{f"{name}.txt": text for name, text in files.items()}}
    contents |= {f"{url[1:]}index.html": json.dumps(document) for url, document in documents.items()}
    for path, content in contents.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content)
    digests = {path: hashlib.sha256(content.encode()).hexdigest() for path, content in contents.items()}
    (folder / "manifest-sha256.txt").write_bytes(manifest(digests).content)
    return folder


A: Document = {"title": "关于桥梁的通知", "number": "澜府发〔2025〕1号", "text": "每月检查一次。\n由市住建局负责。"}
B: Document = {"title": "关于凉亭的通知", "text": "现予修建。"}


def test_the_same_is_no_change(tmp_path: Path) -> None:
    """Nothing is told of a site that was built once more."""
    one, two = site(tmp_path / "a", {"/documents/a/": A}), site(tmp_path / "b", {"/documents/a/": A})
    assert not compare(one, two)
    assert compare(one, two) == Changes(compared=True)


def test_a_changed_word_is_shown(tmp_path: Path) -> None:
    """The word that went, the word that came, and a little around them."""
    one = site(tmp_path / "a", {"/documents/a/": A})
    two = site(tmp_path / "b", {"/documents/a/": {**A, "text": "每周检查一次。\n由市住建局负责。"}})
    (changed,) = compare(one, two).changed
    assert changed.record.name == "澜府发〔2025〕1号 关于桥梁的通知"
    pieces = (Piece("=", "每"), Piece("-", "月"), Piece("+", "周"), Piece("=", "检查一次。"))
    assert changed.differences == (pieces,)


def test_what_moved_is_not_new(tmp_path: Path) -> None:
    """A record at another address, and at the old one another record: moved and added, nothing changed or gone."""
    one = site(tmp_path / "a", {"/documents/2025-03-1/": B})
    two = site(tmp_path / "b", {"/documents/2025-03-1/": A, "/documents/2025-03-2/": B})
    found = compare(one, two)
    assert [(one.old.url, one.record.url) for one in found.moved] == [
        ("/documents/2025-03-1/", "/documents/2025-03-2/")
    ]
    assert [one.url for one in found.added] == ["/documents/2025-03-1/"]
    assert (found.changed, found.gone) == ((), ())


def test_what_went_is_named(tmp_path: Path) -> None:
    """A record without a trace."""
    one = site(tmp_path / "a", {"/documents/a/": A, "/documents/b/": B})
    found = compare(one, site(tmp_path / "b", {"/documents/a/": A}))
    assert [one.name for one in found.gone] == ["关于凉亭的通知"]
    assert not found.moved and not found.added


def test_what_was_withdrawn_keeps_its_address(tmp_path: Path) -> None:
    """A record whose page is there without it was withdrawn or moved: that is told apart from one whose address is dead."""
    one = site(tmp_path / "a", {"/documents/a/": A, "/documents/b/": B, "/documents/c/": {"title": "丙"}})
    two = site(tmp_path / "b", {"/documents/a/": A})
    digests = {
        "documents/b/index.html": "0" * 64,
        "documents/a/index.html": "1" * 64,
        "data/issues/2025-03.json": "2" * 64,
    }
    (two / "manifest-sha256.txt").write_bytes(manifest(digests).content)
    found = compare(one, two)
    assert found.answered == {"/documents/b/"}
    assert {one.url for one in found.gone} == {"/documents/b/", "/documents/c/"}


def test_other_files_are_counted(tmp_path: Path) -> None:
    """Feeds and data are not listed one by one."""
    one = site(tmp_path / "a", {"/documents/a/": A}, feed="1", old="1")
    two = site(tmp_path / "b", {"/documents/a/": A}, feed="2", new="1")
    assert compare(one, two).files == Others(added=1, changed=1, gone=1)


LINES = st.lists(st.text(alphabet="甲乙丙，。", max_size=8), max_size=8)


@given(LINES, LINES)
def test_what_went_and_came_makes_the_other(old: list[str], new: list[str]) -> None:
    """No change is left out, none invented: the signs that went are of the old lines, those that came of the new ones."""
    found = differences(old, new)
    assert bool(found) or [line for line in old if line] == [line for line in new if line]
    for pieces in found:
        went = "".join(piece.words for piece in pieces if piece.sign == "-")
        came = "".join(piece.words for piece in pieces if piece.sign == "+")
        assert all(sign in "".join(old) for sign in went) and all(sign in "".join(new) for sign in came)
        assert went or came


def test_the_page_shows_and_runs_nothing(folder: Path, write: Write, ask: Ask) -> None:
    """Words of the archive are escaped, on the page and in the terminal; the page asks nobody for anything."""
    write(3)
    assert ask() == ask("publish") == 0
    write(3, words="<script>alert(1)</script>。")
    assert ask() == 0
    page = change_page(folder / "_site")
    assert page.summary == "改1处"
    text = change_text(page)
    assert "{+<script>alert(1)</script>+}" in text.replace("+}{+", "")
    html = write_change_page(folder / "_site", page, "zh-CN").read_text("utf-8")
    assert "<script" not in html and "&lt;script&gt;" in html
    assert "http:" not in html and "https:" not in html
    assert 'href="../_site/documents/lanfufa-2025-13/index.html"' in html


def test_doubts_are_counted_once(folder: Path, write: Write, ask: Ask) -> None:
    """A warning that was there at the last publication is no news."""
    path = write(3)
    path.write_text(path.read_text("utf-8").replace("座凉亭", "号凉亭"), encoding="utf-8")
    assert ask() == 0
    assert "待核对1处" in change_page(folder / "_site").summary
    assert ask("publish") == 0
    write(4)
    assert ask() == 0
    assert "待核对" not in change_page(folder / "_site").summary


@pytest.mark.parametrize("content", [b"", b"[1]", b"{", b'{"a": 1}'])
def test_a_broken_report_is_no_report(folder: Path, write: Write, ask: Ask, content: bytes) -> None:
    """What the last build said is then not known; nothing fails."""
    write(3)
    assert ask() == 0
    (folder / "_report/problems.json").write_bytes(content)
    assert change_page(folder / "_site").doubts == ()
