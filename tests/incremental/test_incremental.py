"""A build that takes over what has not changed makes the same site, byte for byte, as one that makes everything."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazette_site.cache import Cache
from gazette_site.linking.archive import Archive
from gazette_site.pipeline import Options, Outcome, build
from gazette_site.publishing import release
from gazette_site.publishing.folder import staging
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.search import Bodies, cards_of, layer_files
from gazette_site.publishing.search.ahead import Ahead
from gazette_site.publishing.search.exact import ExactLayer
from tests.incremental.archives import Folder, Made, Text, edited, folders

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(autouse=True)
def without_pagefind(monkeypatch: pytest.MonkeyPatch) -> None:
    """The layer that starts a program of its own takes longer than all the rest."""

    def exact(
        archive: Archive, synonyms: Sequence[Sequence[str]], cache: Cache, bodies: Bodies
    ) -> Iterator[OutputFile]:
        issues = [linked.issue.id for linked in archive.issues]
        return layer_files(cards_of(archive, cache, bodies), ExactLayer(issues, synonyms, cache))

    monkeypatch.setattr(release, "search_index", exact)
    monkeypatch.setattr(Ahead, "begin", lambda *_: None)


def built(folder: Path, cache: str, output: str, **options: object) -> Outcome:
    """A build of `folder/issues`, with the cache and the output of these names beside it."""
    asked = Options(folder / "issues", folder / output, ledger=False, cache=folder / cache, keep_going=True, **options)  # type: ignore[arg-type]
    return build(asked, lambda doing, done, total: None)


def tree(folder: Path) -> dict[str, bytes]:
    """Path and content of every file."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def inodes(folder: Path) -> dict[str, int]:
    """Path and number of every file: a file that was taken over keeps its number."""
    return {p.relative_to(folder).as_posix(): p.stat().st_ino for p in sorted(folder.rglob("*")) if p.is_file()}


SMALL = Folder(
    {
        3: Made((Text(0, 0, 1, 2), Text(1, 1, 2, 1)), (3, 9)),
        4: Made((Text(0, 2, 3, 2, names=1),), (5,)),
        5: Made((Text(0, 3, 4, 1, names=7, ends=True),), ()),
    }
)


@settings(max_examples=12)
@given(data=st.data())
def test_an_incremental_build_is_a_clean_one(data: st.DataObject) -> None:
    """After each of several edits the site and what is said of it are those of a build with an empty cache."""
    archive = data.draw(folders)
    with TemporaryDirectory() as name:
        folder = Path(name)
        for step in range(3):
            archive.write(folder / "issues")
            incremental = built(folder, "cache", "site")
            clean = built(folder, f"cache-{step}", f"clean-{step}")
            assert incremental.problems == clean.problems
            assert incremental.figures == clean.figures
            if clean.figures:
                assert tree(folder / "site") == tree(folder / f"clean-{step}")
            archive = data.draw(edited(archive))


def steps_are_clean(folder: Path, steps: Sequence[Folder]) -> Iterator[dict[str, bytes]]:
    """The site after each step, which is that of a build with an empty cache."""
    for step, archive in enumerate(steps):
        archive.write(folder / "issues")
        assert built(folder, "cache", "site").figures
        assert built(folder, f"cache-{step}", f"clean-{step}").figures
        assert tree(folder / "site") == tree(folder / f"clean-{step}")
        yield tree(folder / "site")


def test_an_offline_copy_lists_what_is_there_now(tmp_path: Path) -> None:
    """The worker is made anew with each word that changes, comes with the setting and goes with it."""
    with_copy = replace(SMALL, settings="offline: true\n")
    word = replace(with_copy, issues={**SMALL.issues, 5: Made((Text(0, 3, 4, 1, word="按时"),), ())})
    none, first, second, over = steps_are_clean(tmp_path, [SMALL, with_copy, word, SMALL])
    assert "sw.js" not in none and none == over
    assert first["sw.js"] != second["sw.js"]
    assert b"worker-src" in first["documents/lanfufa-2025-1/index.html"]


def test_a_topic_that_empties_is_on_no_page(tmp_path: Path) -> None:
    """Nor in a list, a feed or beside a document; with the document it is there again."""
    full = replace(SMALL, issues={**SMALL.issues, 4: Made((Text(0, 4, 3, 2),), (5,))})
    other = replace(SMALL, issues={**SMALL.issues, 4: Made((Text(0, 5, 3, 2),), (5,))})
    topic = "topics/shuili/"
    before, emptied, again = steps_are_clean(tmp_path, [full, other, full])
    assert f"{topic}index.html" in before and f"{topic}feed.xml" in before and before == again
    named = [path for path, content in emptied.items() if topic.encode() in content or path.startswith(topic)]
    assert named == []


def test_the_twin_of_a_large_site_changes_no_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does what others put into the site, which is carried on and not doubled."""
    monkeypatch.setattr(staging, "LARGE", 1)
    steps = [SMALL, replace(SMALL, issues={n: SMALL.issues[n] for n in (3, 4)}), SMALL, SMALL]
    for step, archive in enumerate(steps):
        archive.write(tmp_path / "issues")
        assert built(tmp_path, "cache", "site").figures
        assert (tmp_path / "site.twin").is_dir()
        assert built(tmp_path, f"cache-{step}", f"clean-{step}").figures
        assert {path: one for path, one in tree(tmp_path / "site").items() if path != "CNAME"} == tree(
            tmp_path / f"clean-{step}"
        )
        assert step == 0 or (tmp_path / "site/CNAME").read_text() == "gazette.example"
        (tmp_path / "site/CNAME").write_text("gazette.example")


def test_what_has_not_changed_lies_as_it_lay(tmp_path: Path) -> None:
    """After a word is changed in one issue, the pages of another one are the same files on the disk."""
    SMALL.write(tmp_path / "issues")
    built(tmp_path, "cache", "site")
    before = inodes(tmp_path / "site")
    path = tmp_path / "issues/2025-05.txt"
    path.write_text(path.read_text("utf-8").replace("及时做好", "按时做好"), encoding="utf-8")
    built(tmp_path, "cache", "site")
    after = inodes(tmp_path / "site")
    changed = {path for path, inode in before.items() if after.get(path) != inode}
    assert "documents/lanfufa-2025-4/index.html" in changed
    assert {path for path in changed if path.startswith("documents/")} == {
        path for path in changed if path.startswith("documents/lanfufa-2025-4/")
    }
    assert "issues/2025-03/index.html" not in changed and "index.html" not in changed


@pytest.mark.parametrize("jobs", [1, 2])
def test_any_number_of_processes_makes_the_same(tmp_path: Path, jobs: int) -> None:
    """Nine issues, so that it is worth it."""
    many = Folder({n: Made((Text(n % 2, n % 6, n, 2, names=n - 1),), (n,)) for n in range(1, 10)})
    many.write(tmp_path / "issues")
    built(tmp_path, "cache-of-one", "one", jobs=1)
    built(tmp_path, "cache-of-several", "several", jobs=jobs)
    assert tree(tmp_path / "one") == tree(tmp_path / "several")


@pytest.mark.parametrize("damage", ["removed", "longer", "other", "touched", "link"])
def test_a_damaged_file_of_the_site_is_made_again(tmp_path: Path, damage: str) -> None:
    """What the last build left is believed only as far as it lies there as it was written."""
    SMALL.write(tmp_path / "issues")
    built(tmp_path, "cache", "site")
    whole = tree(tmp_path / "site")
    page = tmp_path / "site/documents/lanfufa-2025-3/index.html"
    content = page.read_bytes()
    if damage in ("removed", "link"):
        page.unlink()
    if damage == "link":
        (tmp_path / "elsewhere").write_bytes(content)
        page.symlink_to(tmp_path / "elsewhere")
    if damage == "longer":
        page.write_bytes(content + b" ")
    if damage == "other":
        page.write_bytes(content.replace(b"<p>", b"<q>"))
    if damage == "touched":
        page.touch()
    assert built(tmp_path, "cache", "site").figures
    assert tree(tmp_path / "site") == whole and not page.is_symlink()


@pytest.mark.parametrize("room", ["sites", "issues", "thin"])
@pytest.mark.parametrize("damage", [b"", b"gazette-cache 1 x", b"\xff" * 400])
def test_a_damaged_cache_costs_time_alone(tmp_path: Path, room: str, damage: bytes) -> None:
    """Whatever stands in its entries."""
    SMALL.write(tmp_path / "issues")
    built(tmp_path, "cache", "site")
    whole = tree(tmp_path / "site")
    for path in (tmp_path / "cache" / room).iterdir():
        path.write_bytes(damage)
    assert built(tmp_path, "cache", "site").figures
    assert tree(tmp_path / "site") == whole


def test_force_makes_everything_anew(tmp_path: Path) -> None:
    """A file that was changed without its size and time is as it should be after `--force`."""
    SMALL.write(tmp_path / "issues")
    built(tmp_path, "cache", "site")
    whole = tree(tmp_path / "site")
    page = tmp_path / "site/about/index.html"
    about = page.stat()
    page.write_bytes(page.read_bytes().replace(b"<p>", b"<q>"))

    os.utime(page, ns=(about.st_atime_ns, about.st_mtime_ns))
    built(tmp_path, "cache", "site")
    assert tree(tmp_path / "site") != whole
    built(tmp_path, "cache", "site", force=True)
    assert tree(tmp_path / "site") == whole


def test_templates_and_wording_count(tmp_path: Path) -> None:
    """Another template, another word: the pages are those of a clean build."""
    for name in ("gazette_site", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "build.py", tmp_path)
    SMALL.write(tmp_path / "issues")

    def run(cache: str, output: str) -> dict[str, bytes]:
        command = [sys.executable, "build.py", "--no-ledger", "--quiet", "--cache", cache, "--output", output]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
        return tree(tmp_path / output)

    before = run("cache", "site")
    for file, old, new in (
        ("templates/footer.html", "<footer", '<footer data-new="1"'),
        ("templates/wording/zh-CN.yaml", "大事记", "记事"),
    ):
        path = tmp_path / file
        path.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")
        after = run("cache", "site")
        assert after != before
        assert after == run(f"cache-{len(file)}", f"clean-{len(file)}")
        before = after


def test_what_no_issue_uses_any_more_leaves_the_cache(tmp_path: Path) -> None:
    """With no room allowed for it, only what the issues of now use is kept, and the next build still takes it over."""
    SMALL.write(tmp_path / "issues")
    built(tmp_path, "cache", "site", cache_size=0)
    path = tmp_path / "issues/2025-05.txt"
    path.write_text(path.read_text("utf-8").replace("及时做好", "按时做好"), encoding="utf-8")
    built(tmp_path, "cache", "site")
    assert len(list((tmp_path / "cache/issues").iterdir())) == 4
    built(tmp_path, "cache", "site", cache_size=0)
    assert {room: len(list((tmp_path / "cache" / room).iterdir())) for room in ("issues", "thin", "rows")} == {
        "issues": 3, "thin": 3, "rows": 3,
    }  # fmt: skip
