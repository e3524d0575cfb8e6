"""The folder in which the workers of a cluster write: beside the site, on the same disk, seen by all of them.

<output>.cluster/<attempt>/…   what one attempt to make the pages of an issue wrote
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gazette_site.publishing.folder.acceptance import OutputRefused
from gazette_site.publishing.folder.staging import beside, filled
from gazette_site.publishing.folder.written import MARK


@contextmanager
def opened_apart(output: Path) -> Iterator[Path]:
    """The folder, with nothing in it but our mark, until the work is done; `output` must be locked. Raises OutputRefused, OSError."""
    folder = beside(output, "cluster")
    if filled(folder) and not (folder / MARK).is_file():
        raise OutputRefused(f"集群要用的文件夹 {folder} 里有别的东西，请移走它再试")
    _clear(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).touch()
    try:
        yield folder
    finally:
        _clear(folder)


def _clear(folder: Path) -> None:
    """Removes it; a worker that was believed dead may still write there, and what it leaves goes with the next build."""
    shutil.rmtree(folder, ignore_errors=True)
