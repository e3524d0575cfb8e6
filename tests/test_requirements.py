"""Locks of what is installed: they must still install when a newer version of anything in them is published."""

from __future__ import annotations

import re
from importlib.metadata import distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCKS = sorted(path.name for path in ROOT.glob("requirements*.lock"))
_LINE = re.compile(r"^([A-Za-z0-9._-]+)(?:\[([^\]\n]*)\])?==\S", re.MULTILINE)


def pinned(lock: str) -> dict[str, set[str]]:
    """What a lock pins, by name, and with which extras."""
    found = _LINE.findall((ROOT / lock).read_text("utf-8"))
    return {canonicalize_name(name): set(filter(None, extras.split(","))) for name, extras in found}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_is_pinned_to_the_byte(lock: str) -> None:
    """Each requirement has one version and a digest: nothing is left to the day of installing."""
    entries = re.split(r"^(?=[A-Za-z0-9])", (ROOT / lock).read_text("utf-8"), flags=re.MULTILINE)[1:]
    assert entries
    assert [entry for entry in entries if not _LINE.match(entry) or "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_what_is_asked_with_extras_is_pinned_with_them(lock: str) -> None:
    """A requirement `name[extra]` is another one to pip than `name`.

    Where the lock pins only `name`, pip of Debian 12 takes the newest version that fits for `name[extra]`, and refuses
    it for want of a digest on the day that a newer one is published.
    """
    names = pinned(lock)
    loose = []
    for package in distributions():
        if canonicalize_name(package.metadata["Name"]) in names:
            for one in map(Requirement, package.requires or ()):
                wanted = not one.marker or one.marker.evaluate({"extra": ""})
                if wanted and not one.extras <= names.get(canonicalize_name(one.name), set()):
                    loose.append(f"{package.metadata['Name']} asks for {one}")
    assert loose == []
