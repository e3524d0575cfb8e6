"""The twin of a large site: the next site is made of the one before it, and is the same as one made anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gazette_site.publishing.folder import staging as staging_module
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.folder.staging import MARK, Measure, Staging, open_staging

FIRST = {"index.html": b"one", "a/index.html": b"a", "b/index.html": b"b", "data/urls.json": b'["/"]'}
SECOND = {"index.html": b"two", "a/index.html": b"a", "c/index.html": b"c", "data/urls.json": b'["/"]'}


@pytest.fixture(autouse=True)
def every_site_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """As those are that have a twin."""
    monkeypatch.setattr(staging_module, "LARGE", 1)


def published(output: Path, files: dict[str, bytes], kept: dict[str, Measure] | None = None) -> dict[str, Measure]:
    """Publishes a site, those files taken over that are `kept` in the same content."""
    staging = open_staging(output)
    for path, content in files.items():
        known = (kept or {}).get(path)
        if known is None or not staging.keep({path: known}):
            staging.write(OutputFile(path, content))
    staging.clear()
    staging.count()
    staging.publish()
    staging.clear_old()
    return dict(staging.measures)


def tree(folder: Path) -> dict[str, bytes]:
    """Path and content of every file but our mark."""
    found = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    return {path: content for path, content in found.items() if path != MARK}


def test_a_site_and_its_twin_change_places(tmp_path: Path) -> None:
    """Each build changes the site before the last one to the new one; nothing of it is left that is not of the new one."""
    output, twin = tmp_path / "_site", tmp_path / "_site.twin"
    first = published(output, FIRST)
    assert tree(output) == tree(twin) == FIRST
    second = published(output, SECOND, {"a/index.html": first["a/index.html"]})
    assert tree(output) == SECOND and tree(twin) == FIRST
    assert not (output / "b").exists()
    published(output, SECOND, {path: second[path] for path in SECOND})
    assert tree(output) == tree(twin) == SECOND
    assert {(output / path).stat().st_ino for path in SECOND} == {second[path].inode for path in SECOND}


def test_nothing_is_written_into_a_file_that_the_site_shares(tmp_path: Path) -> None:
    """The bytes that readers get do not change before the swap, however large the new file is."""
    output = tmp_path / "_site"
    published(output, FIRST)
    published(output, SECOND)
    staging = open_staging(output)
    source = tmp_path / "large"
    source.write_bytes(b"three")
    staging.take("a/index.html", source)
    staging.write(OutputFile("index.html", b"three"))
    assert tree(output) == SECOND
    staging.discard()
    assert tree(output) == SECOND


@pytest.mark.parametrize("damage", ["changed", "removed", "more", "link", "folder", "file", "unmarked"])
def test_a_damaged_twin_changes_nothing(tmp_path: Path, damage: str) -> None:
    """Nothing of it is believed; what is no twin of ours is left where it lies."""
    output, twin = tmp_path / "_site", tmp_path / "_site.twin"
    published(output, FIRST)
    known = published(output, SECOND)
    published(output, SECOND, known)
    page = twin / "a/index.html"
    if damage != "more":
        page.unlink()
    if damage == "changed":
        page.write_bytes(b"x")
    if damage == "more":
        (twin / "more").write_bytes(b"x")
    if damage == "link":
        page.symlink_to(tmp_path / "elsewhere")
    if damage == "folder":
        page.mkdir()
        (page / "x").write_bytes(b"x")
    if damage == "file":
        page.parent.rmdir()
        page.parent.write_bytes(b"x")
    if damage == "unmarked":
        (twin / MARK).unlink()
    published(output, SECOND, known)
    assert tree(output) == SECOND


def test_a_disk_without_hard_links_has_no_twins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They would take as much room as the site."""

    def refused(*args: object, **more: object) -> None:
        raise OSError("no links")

    monkeypatch.setattr(os, "link", refused)
    output = tmp_path / "_site"
    known = published(output, FIRST)
    assert tree(output) == FIRST
    published(output, SECOND, {"a/index.html": known["a/index.html"]})
    assert tree(output) == SECOND
    assert [path.name for path in tmp_path.iterdir()] == ["_site"]


def test_a_small_site_has_no_twin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is gained by it."""
    monkeypatch.setattr(staging_module, "LARGE", 1_000)
    published(tmp_path / "_site", FIRST)
    published(tmp_path / "_site", SECOND)
    assert [path.name for path in tmp_path.iterdir()] == ["_site"]


def test_a_build_that_fails_keeps_the_twin(tmp_path: Path) -> None:
    """And what it had written there does not harm the next one."""
    output = tmp_path / "_site"
    published(output, FIRST)
    published(output, SECOND)
    broken: Staging = open_staging(output)
    broken.write(OutputFile("index.html", b"broken"))
    broken.discard()
    assert tree(output) == SECOND and (tmp_path / "_site.twin").is_dir()
    published(output, FIRST)
    assert tree(output) == FIRST
