"""The ways in which a cache is damaged: an entry, what is in an entry whose digest is right, the cache as a whole."""

from __future__ import annotations

import hashlib
import os
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path

from gazette_site.cache import Cache

Damage = Callable[[Path], object]
"""Damages the entry at a path, or the cache at a path."""
_HEAD = 81
"""Bytes before the content of an entry."""


class Payload:
    """Creates a file when it is unpickled."""

    def __init__(self, proof: Path) -> None:
        self.proof = proof

    def __reduce__(self) -> tuple[object, ...]:
        return (Path.touch, (self.proof,))


def _rewritten(change: Callable[[bytes], bytes]) -> Damage:
    return lambda path: path.write_bytes(change(path.read_bytes()))


def _other(make: Callable[[Path], object]) -> Damage:
    """The entry removed and something else put there."""

    def damage(path: Path) -> None:
        path.unlink()
        make(path)

    return damage


def _linked(target: str) -> Damage:
    return _other(lambda path: path.symlink_to(target))


def _with_digest(content: bytes) -> Damage:
    """Another content, with a digest that is right."""

    def damage(path: Path) -> None:
        for depth in (1, 2):
            folder = path.parents[depth]
            if (folder / "pdf").is_dir() and (folder / "pages").is_dir():
                Cache(folder).put(path.parent.relative_to(folder).as_posix(), path.name, content)

    return damage


def pickled(path: Path, proof: Path) -> None:
    path.write_bytes(pickle.dumps(Payload(proof)))


def old_pickles(cache: Path, proof: Path) -> None:
    for path in list((cache / "pdf").iterdir()):
        path.with_name(f"{path.name}.pickle").write_bytes(pickle.dumps(Payload(proof)))
        path.unlink()


def _as_file(path: Path) -> None:
    shutil.rmtree(path)
    path.write_text("")


def _as_link(target: str) -> Damage:
    def damage(cache: Path) -> None:
        shutil.rmtree(cache)
        cache.symlink_to(target)

    return damage


def _room_as_file(cache: Path) -> None:
    _as_file(cache / "pdf")


def _rooms_as_files(cache: Path) -> None:
    for path in list(cache.iterdir()):
        if path.is_dir():
            _as_file(path)


def _linked_room(cache: Path) -> None:
    shutil.rmtree(cache / "pdf")
    (cache / "pdf").symlink_to("none")


def _linked_cache(cache: Path) -> None:
    elsewhere = cache.with_name("elsewhere")
    cache.rename(elsewhere)
    cache.symlink_to(elsewhere)


def _lists_of_old(cache: Path) -> None:
    """Page images and their list as they were kept when sizes were all that was checked."""
    for room in cache.glob("pages/*"):
        for path in room.glob("*.webp"):
            path.write_bytes(path.read_bytes()[_HEAD:])
        (room / "pages.json").write_text('[{"page": 1, "width": 10, "height": 10, "cutting": null, "files": {}}]')


def _neighbour(path: Path) -> bytes:
    others = [one for one in sorted(path.parent.iterdir()) if one != path]
    return others[0].read_bytes() if others else b""


def _unfinished(cache: Path) -> None:
    (cache / ".unfinished" / "x").mkdir(parents=True)
    (cache / ".unfinished" / "1-abc").write_text("half")


_FLIPPED = _rewritten(
    lambda data: data[: len(data) // 2] + bytes([data[len(data) // 2] ^ 1]) + data[len(data) // 2 + 1 :]
)
ENTRY: dict[str, Damage] = {
    "missing": lambda path: path.unlink(),
    "empty": _rewritten(lambda data: b""),
    "cut in half": _rewritten(lambda data: data[: len(data) // 2]),
    "cut by one byte": _rewritten(lambda data: data[:-1]),
    "one byte more": _rewritten(lambda data: data + b"\n"),
    "head alone": _rewritten(lambda data: data[:_HEAD]),
    "head cut off": _rewritten(lambda data: data[_HEAD:]),
    "first byte changed": _rewritten(lambda data: b"G" + data[1:]),
    "last byte changed": _rewritten(lambda data: data[:-1] + bytes([data[-1] ^ 1])),
    "a bit in the middle": _FLIPPED,
    "another version": _rewritten(lambda data: data.replace(b"gazette-cache 1", b"gazette-cache 2", 1)),
    "another digest": _rewritten(lambda data: data[:16] + b"0" * 64 + data[80:]),
    "other words": _rewritten(
        lambda data: data[:_HEAD] + data[_HEAD:].replace("一".encode(), "二".encode())[:-1] + b" "
    ),
    "other words, plain digest": _rewritten(
        lambda data: data[:16] + hashlib.sha256(data[_HEAD:-1]).hexdigest().encode() + data[80:-1]
    ),
    "zeros of the same size": _rewritten(lambda data: bytes(len(data))),
    "noise": _rewritten(lambda data: hashlib.sha256(data).digest() * 64),
    "text of another program": _rewritten(lambda data: b"<html></html>"),
    "a folder": _other(lambda path: path.mkdir()),
    "a pipe": _other(lambda path: os.mkfifo(path)),
    "a link to itself": _linked("3.webp"),
    "a link to nothing": _linked("nothing"),
    "a link to an endless device": _linked("/dev/zero"),
    "a link to a file of others": _linked("/etc/passwd"),
    "a link to a folder": _linked("/tmp"),
    "a gigabyte of nothing": lambda path: os.truncate(path, 1 << 30),
    "swapped with its neighbour": lambda path: path.write_bytes(_neighbour(path)),
}
DATA: dict[str, Damage] = {
    "right digest, no JSON": _with_digest(b"{"),
    "right digest, another type": _with_digest(b'[[1], "x"]'),
    "right digest, nested without end": _with_digest(b"[" * 200_000),
    "right digest, no UTF-8": _with_digest(b'["\xff"]'),
}
WHOLE: dict[str, Damage] = {
    "removed": shutil.rmtree,
    "a file": _as_file,
    "a link to nothing": _as_link("nowhere/at/all"),
    "a link to itself": _as_link("cache"),
    "a link to a file": _as_link("/etc/passwd"),
    "a link to a cache": _linked_cache,
    "a room is a file": _room_as_file,
    "all rooms are files": _rooms_as_files,
    "a room is a link to nothing": _linked_room,
    "lock is a folder": lambda cache: (cache / ".lock").mkdir(),
    "lock is a pipe": lambda cache: os.mkfifo(cache / ".lock"),
    "lock is a link": lambda cache: (cache / ".lock").symlink_to("/etc/passwd"),
    "lock of a dead build": lambda cache: (cache / ".lock").write_text("999999\t2025-01-01 00:00:00\n"),
    "lock with other words": lambda cache: (cache / ".lock").write_bytes(b"\x1b]0;x\x07\xff" * 1000),
    "unfinished is a file": lambda cache: _as_file(cache / ".unfinished"),
    "unfinished is full": _unfinished,
    "a device that is full": _as_link("/dev/full"),
    "entries of an older program": _lists_of_old,
}
