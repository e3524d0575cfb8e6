"""The cache damaged in every way: the site is the same, byte for byte, and nothing that lies in the cache is run."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tools.breaking.archive import ROOT, Tree, make_issues, run, tree
from tools.breaking.damage_kinds import DATA, ENTRY, WHOLE, old_pickles, pickled


class Damaged(NamedTuple):
    """A kind of damage, where it was done, and what was wrong afterwards."""

    kind: str
    entry: str
    faults: tuple[str, ...]


def damages(folder: Path) -> Iterator[Damaged]:
    """Every kind of damage to every kind of entry, then to the cache as a whole."""
    issues = make_issues(folder / "issues", ("2025-05",))
    warm, proof = folder / "warm", folder / "proof"
    status, said = run(issues, folder / "reference", warm, "--no-ledger")
    assert status == 0, said
    expected = tree(folder / "reference")
    for kind, damage in (ENTRY | {"pickle that runs": partial(pickled, proof=proof)}).items():
        for entry in ("pdf/*", "pages/*/pages.json", "pages/*/3.webp"):
            cache = _copied(warm, folder)
            damage(next(cache.glob(entry)))
            yield Damaged(kind, entry, _judged(issues, folder, cache, expected, proof))
    for kind, damage in DATA.items():
        for entry in ("pdf/*", "pages/*/pages.json"):
            cache = _copied(warm, folder)
            damage(next(cache.glob(entry)))
            yield Damaged(kind, entry, _judged(issues, folder, cache, expected, proof))
    for kind, damage in (WHOLE | {"old pickles": partial(old_pickles, proof=proof)}).items():
        cache = _copied(warm, folder)
        damage(cache)
        yield Damaged(kind, "cache", _judged(issues, folder, cache, expected, proof))
    cache = _copied(warm, folder)
    holder = subprocess.Popen([sys.executable, "-c", _HOLD, str(cache)], stdout=subprocess.PIPE, cwd=ROOT)
    assert holder.stdout and holder.stdout.readline()
    yield Damaged("held by another", "cache", _judged(issues, folder, cache, expected, proof))
    holder.kill()
    holder.communicate()
    cache = _copied(warm, folder)
    vandal = subprocess.Popen([sys.executable, "-c", _VANDAL, str(cache)])
    yield Damaged("changed all the time", "cache", _judged(issues, folder, cache, expected, proof))
    vandal.kill()
    vandal.wait()


def _copied(warm: Path, folder: Path) -> Path:
    """A cache as a good build left it, nothing of the one before."""
    cache = folder / "cache"
    for old in (cache, folder / "elsewhere"):
        if old.is_symlink() or old.is_file():
            old.unlink()
        shutil.rmtree(old, ignore_errors=True)
    shutil.copytree(warm, cache)
    return cache


def _judged(issues: Path, folder: Path, cache: Path, expected: Tree, proof: Path) -> tuple[str, ...]:
    shutil.rmtree(folder / "site", ignore_errors=True)
    status, said = run(issues, folder / "site", cache, "--no-ledger")
    faults = [f"status {status}: {said}"] if status or "Traceback" in said or "内部错误" in said else []
    if not status and tree(folder / "site") != expected:
        faults.append("another site")
    if proof.exists():
        faults.append("code was run")
        proof.unlink()
    return tuple(faults)


_HOLD = """
import sys, time
from pathlib import Path
from gazette_site.locks import locked
with locked(Path(sys.argv[1], ".lock")):
    print("held", flush=True)
    time.sleep(600)
"""
_VANDAL = """
import random, sys
from pathlib import Path
while True:
    for path in Path(sys.argv[1]).rglob("*"):
        try:
            if path.is_file() and path.name != ".lock":
                data = bytearray(path.read_bytes())
                data[random.randrange(len(data))] ^= 1
                path.write_bytes(data)
        except (OSError, ValueError):
            pass
"""
