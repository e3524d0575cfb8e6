"""The far store, and the cache with it as its second level; skipped without the extra [cluster]."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("fsspec")

from gazette_site import cache as levels
from gazette_site.cache import Cache
from gazette_site.crew import CrewFailed
from gazette_site.far import FarFailed, FarStore, is_url
from gazette_site.travel import Own, packed, settle

WORDS = "一百元".encode()
NOWHERE = FarStore("nothing-of-this-kind://somewhere")


@pytest.fixture
def far(tmp_path: Path) -> FarStore:
    """A store in a folder."""
    return FarStore((tmp_path / "far").as_uri())


@pytest.fixture(autouse=True)
def nothing_given_up() -> Iterator[None]:
    """What one test gives up the next one asks again."""
    yield
    levels._GIVEN_UP.clear()


@pytest.mark.parametrize("url", ["folder", "memory://gazette"])
def test_a_store_gives_back_what_was_put(url: str, tmp_path: Path) -> None:
    """Under its name only, until it is removed; whatever kind of store it is."""
    store = FarStore((tmp_path / "deep" / "far").as_uri() if url == "folder" else url)
    assert (store.get("room/key"), store.has("room/key")) == (None, False)
    store.put("room/key", b"older")
    store.put("room/key", WORDS)
    store.below("room").put("other", b"x")
    assert (store.get("room/key"), store.has("room/key"), store.get("room/other")) == (WORDS, True, b"x")
    store.remove("room/key")
    store.remove("room/key")
    assert (store.has("room/key"), store.has("room/other")) == (False, True)
    store.below("room").remove()
    assert not store.has("room/other")


def test_a_store_that_cannot_be_had_says_so(far: FarStore, tmp_path: Path) -> None:
    """A kind that nothing knows; a folder that is a file."""
    with pytest.raises(FarFailed, match="nothing-of-this-kind"):
        NOWHERE.get("key")
    (tmp_path / "far").write_text("x")
    with pytest.raises(FarFailed, match="出了问题"):
        far.put("room/key", WORDS)


def test_a_password_is_not_told() -> None:
    """Whatever is said names the place alone."""
    store = FarStore("nothing-of-this-kind://clerk:secret@host/path@2")
    assert store.shown == "nothing-of-this-kind://host/path@2"
    with pytest.raises(FarFailed) as raised:
        store.get("key")
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("s3://bucket/a", True), ("file:///a", True), ("folder/a", False), ("s3:bucket", False), ("a b://c", False)],
)
def test_what_a_url_is(text: str, is_one: bool) -> None:
    """A kind, a colon, two strokes, a place."""
    assert is_url(text) is is_one


def test_what_one_machine_kept_another_finds(far: FarStore, tmp_path: Path) -> None:
    """It is then kept there, too, and not asked for again."""
    Cache(tmp_path / "one", far=far).put("room", "key", WORDS)
    other = Cache(tmp_path / "two", far=far)
    assert other.has("room", "key")
    assert other.get("room", "key") == WORDS
    far.remove()
    assert other.get("room", "key") == WORDS


def test_nothing_far_is_believed(far: FarStore, tmp_path: Path) -> None:
    """What was changed there, or lies under another name, is none; what is right here mends nothing of it and is not touched."""
    Cache(tmp_path / "one", far=far).put("room", "key", WORDS)
    content = far.get("room/key") or b""
    far.put("room/other", content)
    far.put("room/key", content[:-1] + b"?")
    other = Cache(tmp_path / "two", far=far)
    assert (other.get("room", "key"), other.get("room", "other")) == (None, None)
    assert not list(tmp_path.glob("two/room/*"))


def test_what_is_damaged_here_comes_from_there(far: FarStore, tmp_path: Path) -> None:
    """And is mended here."""
    cache = Cache(tmp_path / "one", far=far)
    cache.put("room", "key", WORDS)
    (tmp_path / "one" / "room" / "key").write_bytes(b"")
    assert cache.get("room", "key") == WORDS
    assert Cache(tmp_path / "one").get("room", "key") == WORDS


def test_what_tells_of_this_machine_stays_here(far: FarStore, tmp_path: Path) -> None:
    """What lies where on its disk means nothing on another one."""
    cache = Cache(tmp_path / "one", far=far)
    for room in ("digests", "gate", "sites"):
        cache.put(room, "key", WORDS)
        assert cache.get(room, "key") == WORDS
        assert not far.has(f"{room}/key")


def test_a_cache_that_takes_nothing_puts_nothing_there(far: FarStore, tmp_path: Path) -> None:
    """And still reads from there."""
    Cache(tmp_path / "one", far=far).put("room", "key", WORDS)
    closed = Cache(tmp_path / "two", writable=False, far=far)
    closed.put("room", "other", WORDS)
    assert closed.get("room", "key") == WORDS
    assert not far.has("room/other")
    assert not (tmp_path / "two").exists()


def test_a_store_that_fails_is_given_up(tmp_path: Path) -> None:
    """The cache is then what it is without; it says why."""
    cache = Cache(tmp_path / "one", far=NOWHERE)
    assert cache.given_up() == ""
    assert cache.get("room", "other") is None
    cache.put("room", "key", WORDS)
    assert cache.get("room", "key") == WORDS
    assert "nothing-of-this-kind" in cache.given_up()


def test_files_travel_with_what_names_them(far: FarStore, tmp_path: Path) -> None:
    """Where a record arrives its paths are files of the same names with the same bytes, in the worker's own folder; the cache is a folder there."""
    folder = tmp_path / "here" / "2025-03"
    folder.mkdir(parents=True)
    file = folder / "附件1.csv"
    file.write_bytes(WORDS)
    settle(Own(tmp_path / "there", far))
    got = pickle.loads(packed({"file": file, "again": (file,), "cache": Cache(tmp_path / "cache", far=far)}, far))
    assert got["file"].relative_to(tmp_path / "there").parts[-2:] == ("2025-03", "附件1.csv")
    assert got["file"].read_bytes() == WORDS
    assert got["again"] == (got["file"],)
    assert got["cache"].folder.is_relative_to(tmp_path / "there")
    assert got["cache"] == pickle.loads(packed(Cache(tmp_path / "cache", far=far), far))


def test_a_file_that_was_changed_on_the_way_is_refused(far: FarStore, tmp_path: Path) -> None:
    """It is held against its digest."""
    file = tmp_path / "2025-03.txt"
    file.write_bytes(WORDS)
    record = packed(file, far)
    far.put(f"files/{hashlib.sha256(WORDS).hexdigest()}", WORDS + b"?")
    settle(Own(tmp_path / "there", far))
    with pytest.raises(CrewFailed, match="原样"):
        pickle.loads(record)
