"""The cache gives back what was put there, or nothing."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazette_site import cache as levels
from gazette_site.cache import Cache, lock, prune
from gazette_site.locks import locked


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    """A cache with one entry."""
    made = Cache(tmp_path / "cache")
    made.put("room", "key", "一百元".encode())
    return made


def test_what_was_put_is_found(cache: Cache) -> None:
    """Under its room and key only; nothing else is left in the folder."""
    assert cache.get("room", "key") == "一百元".encode()
    assert cache.get("room", "other") is None
    assert cache.get("other", "key") is None
    assert [path.name for path in cache.folder.rglob("*") if path.is_file()] == ["key"]


def test_an_entry_under_another_name_is_none(cache: Cache) -> None:
    """The digest is that of the name, too."""
    (cache.folder / "room" / "key").rename(cache.folder / "room" / "other")
    assert cache.get("room", "other") is None


@given(st.integers(0, 89), st.integers(1, 255))
def test_no_byte_can_be_changed(tmp_path_factory: pytest.TempPathFactory, place: int, change: int) -> None:
    """Whatever byte is changed, head or content, the entry is none."""
    cache = Cache(tmp_path_factory.mktemp("cache"))
    cache.put("room", "key", "一百元".encode())
    path = cache.folder / "room" / "key"
    data = bytearray(path.read_bytes())
    data[place] ^= change
    path.write_bytes(data)
    assert cache.get("room", "key") is None


@given(st.binary(max_size=200))
def test_other_bytes_are_none(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """No other file is taken for an entry."""
    cache = Cache(tmp_path_factory.mktemp("cache"))
    (cache.folder / "room").mkdir()
    (cache.folder / "room" / "key").write_bytes(data)
    assert cache.get("room", "key") is None


def huge(path: Path) -> None:
    """A terabyte of nothing."""
    path.touch()
    os.truncate(path, 1 << 40)


@pytest.mark.parametrize(
    "make",
    [
        lambda path: path.mkdir(),
        os.mkfifo,
        lambda path: path.symlink_to("key"),
        lambda path: path.symlink_to("/dev/zero"),
        huge,
    ],
    ids=["folder", "pipe", "loop", "device", "huge"],
)
def test_what_is_no_plain_file_is_none(cache: Cache, make: Callable[[Path], object]) -> None:
    """Nothing is waited for, and nothing endless is read."""
    path = cache.folder / "room" / "key"
    path.unlink()
    make(path)
    assert cache.get("room", "key") is None
    cache.put("room", "key", b"new")
    assert cache.get("room", "key") in (b"new", None)


@pytest.mark.parametrize("place", ["", "room", "room/key", ".unfinished"])
def test_where_nothing_can_be_kept_nothing_happens(tmp_path: Path, place: str) -> None:
    """A file where a folder should be, or a folder where the entry should be, costs time only."""
    cache = Cache(tmp_path / "cache")
    path = cache.folder / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.mkdir() if place == "room/key" else path.touch()
    cache.put("room", "key", b"content")
    assert cache.get("room", "key") is None


def test_a_closed_cache_is_only_read(cache: Cache) -> None:
    """Who does not have the lock finds what is there and puts nothing."""
    with lock(cache) as (own, why):
        assert (own, why) == (cache, "")
        with lock(cache) as (others, why):
            assert "另一次生成（进程 " in why
            assert others.get("room", "key") == "一百元".encode()
            others.put("room", "new", b"")
    assert cache.get("room", "new") is None


def test_what_a_killed_build_left_half_written_is_cleared(cache: Cache) -> None:
    """It is not found under any key, and gone with the next build."""
    left = cache.folder / ".unfinished" / "1-key"
    left.write_bytes(b"half")
    with lock(cache):
        assert not left.exists()


@pytest.mark.parametrize("kind", ["file", "link to nothing", "lock is a folder", "lock is a link"])
def test_a_cache_that_cannot_be_locked_is_only_read(tmp_path: Path, kind: str) -> None:
    """The clerk is told why the build is slow."""
    cache = Cache(tmp_path / "cache")
    if kind == "file":
        cache.folder.touch()
    elif kind == "link to nothing":
        cache.folder.symlink_to("nowhere/at/all")
    else:
        cache.folder.mkdir()
        place = cache.folder / ".lock"
        place.mkdir() if kind.endswith("folder") else place.symlink_to("nothing")
    with lock(cache) as (only, why):
        assert not only.writable
        assert why.startswith("缓存写不进去（")


def test_what_is_not_used_goes_oldest_first(cache: Cache) -> None:
    """As far as it is more than may stay; what is used, and other rooms, stay however old."""
    for age, (room, key) in enumerate((("a", "used"), ("a", "old"), ("a", "older"), ("b", "new"), ("c", "other"))):
        cache.put(room, key, b"x" * 100)
        time = {"older": 1, "old": 2, "used": 0, "other": 0}.get(key, 10 + age)
        os.utime(cache.folder / room / key, (time, time))
    size = (cache.folder / "b/new").stat().st_size
    prune(cache, {("a", "used")}, ("a", "b", "none"), size)
    left = {key for room in "abc" for key in ("used", "old", "older", "new", "other") if cache.has(room, key)}
    assert left == {"used", "new", "other"}


def test_what_goes_by_itself_is_not_missed(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else may clear the folder while it is looked through."""
    found = levels.entries

    def gone(cache: Cache, room: str) -> list[os.DirEntry[str]]:
        listed = found(cache, room)
        (cache.folder / room / "key").unlink()
        return listed

    monkeypatch.setattr(levels, "entries", gone)
    prune(cache, (), ("room",), 0)
    assert not cache.has("room", "key")


def test_the_lock_is_that_of_the_folder(cache: Cache) -> None:
    """Two paths to one folder are one lock."""
    with locked(cache.folder / "room" / ".." / ".lock"), lock(cache) as (only, _):
        assert not only.writable
