"""What is kept of a publication: to say what has changed since, and to go back.

    <output>.published/    kept.json      {"number": 3, "manifest": digest}
                           site/          the site as it was published (links to the same bytes, where the disk can)
                           addresses.tsv  the ledger as it was before
                           problems.json  what the report said
    <output>.before/       the same of the publication before that one
    <output>.published.new the publication that is being made

Each publication has the next number; by it a step that was broken off is known from one that was done.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from gazette_site.publishing.folder.any_system import rename
from gazette_site.publishing.folder.fixity import MANIFEST
from gazette_site.publishing.folder.staging import beside, filled
from gazette_site.publishing.permanence.ledger import FILE, write_text

PROBLEMS = "problems.json"
_ABOUT = "kept.json"


class NotOurs(Exception):
    """A folder stands where something is to be kept; the message is a Chinese sentence."""


class Kept(NamedTuple):
    """A publication that is kept."""

    folder: Path
    number: int
    manifest: str
    """Digest of its manifest."""

    @property
    def site(self) -> Path:
        """The site as it was published."""
        return self.folder / "site"

    @property
    def ledger(self) -> Path:
        """The ledger before it."""
        return self.folder / FILE


def published(output: Path) -> Kept | None:
    """The last publication of the site in `output`, as far as it is kept."""
    return _kept(beside(output, "published"))


def before_that(output: Path) -> Kept | None:
    """The publication before the last one."""
    return _kept(beside(output, "before"))


def begun(output: Path) -> Kept | None:
    """The publication that is being made, or was broken off."""
    return _kept(beside(output, "published.new"))


def prepare(output: Path, paths: Iterable[str], digest: str, ledger: str, problems: Path) -> Kept:
    """Keeps what is about to be published. Raises NotOurs, OSError."""
    for name in ("published", "before", "published.new"):
        folder = beside(output, name)
        if filled(folder) and _kept(folder) is None:
            raise NotOurs(f"{folder} 要用来保存发布过的网站，但里面有别的东西，请移走")
    old = (one for one in (published(output), before_that(output)) if one)
    number = max((one.number for one in old), default=0) + 1
    fresh = beside(output, "published.new")
    discard(output, "published.new")
    fresh.mkdir()
    write_text(fresh / _ABOUT, json.dumps({"number": number, "manifest": digest}) + "\n")
    for path in (*paths, MANIFEST):
        _link(output / path, fresh / "site" / path)
    write_text(fresh / FILE, ledger)
    if problems.is_file():
        shutil.copyfile(problems, fresh / PROBLEMS)
    return Kept(fresh, number, digest)


def go_forward(output: Path, number: int) -> None:
    """Makes the publication of that number the last one; does nothing if it is that already. Raises OSError."""
    fresh = begun(output)
    if fresh is None or fresh.number != number:
        return
    if beside(output, "published").exists():
        discard(output, "before")
        rename(beside(output, "published"), beside(output, "before"))
    rename(fresh.folder, beside(output, "published"))


def go_back(output: Path, number: int) -> None:
    """Forgets the publication of that number, so that the one before it is the last one again. Raises OSError."""
    for name, one in (("published.new", begun(output)), ("published", published(output))):
        if one and one.number == number:
            discard(output, name)
            break
    if not beside(output, "published").exists() and before_that(output):
        rename(beside(output, "before"), beside(output, "published"))


def discard(output: Path, name: str) -> None:
    """Removes what is kept under a name: out of the way in one step, then piece by piece. Raises OSError."""
    gone = beside(output, "discarded")
    if gone.exists():
        shutil.rmtree(gone)
    if beside(output, name).exists():
        rename(beside(output, name), gone)
        shutil.rmtree(gone)


def _kept(folder: Path) -> Kept | None:
    try:
        about = json.loads((folder / _ABOUT).read_bytes())
        return Kept(folder, int(about["number"]), str(about["manifest"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _link(source: Path, target: Path) -> None:
    """The same bytes under a second name; a copy where the disk cannot do that. No file of a site is written in place."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with suppress(OSError):
        os.link(source, target)
        return
    shutil.copyfile(source, target)
