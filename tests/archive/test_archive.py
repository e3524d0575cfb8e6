"""One tiny whole archive, before and after.

`before/issues` is what a clerk has, `after` what the program makes of it: the data of every issue, the list of addresses, and the names of all files
(`files.txt`; names made from contents are `*`). After a wanted change: `ACCEPT=1 pytest tests/archive`, then read the difference.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from gazette_site.cli import PUBLISHED, main

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the tiny archive."""
    return _build(tmp_path_factory.mktemp("archive"))


def _build(folder: Path) -> Path:
    shutil.copytree(HERE / "before" / "issues", folder / "issues")
    assert main(["--issues", str(folder / "issues"), "--output", str(folder / "site"), "--quiet"]) == PUBLISHED
    return folder / "site"


def _files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def _names(files: dict[str, bytes]) -> list[str]:
    """The names of all files, each once, those with a checksum in them as `*`."""
    unnamed = {re.sub(r"(?:_|\.)[0-9a-f]{7,}\.(?=pf_|css|js)", "_*.", name) for name in files}
    return sorted({re.sub(r"^(search/.*)-[0-9a-f]{6,8}(?=\.bin$|/)", r"\1-*", name) for name in unnamed})


def _after(site: Path) -> dict[str, str]:
    files = _files(site)
    data = {n: c.decode() for n, c in files.items() if n.startswith("data/issues/") or n == "data/urls.json"}
    return {**data, "files.txt": "\n".join(_names(files)) + "\n"}


def test_the_archive_is_as_expected(site: Path) -> None:
    """The tiny archive gives exactly these data, these addresses and these files, and no others."""
    found = _after(site)
    if os.environ.get("ACCEPT"):
        shutil.rmtree(HERE / "after", ignore_errors=True)
        for name, text in found.items():
            (HERE / "after" / name).parent.mkdir(parents=True, exist_ok=True)
            (HERE / "after" / name).write_text(text, encoding="utf-8")
    expected = {name: content.decode() for name, content in _files(HERE / "after").items()}
    assert sorted(found) == sorted(expected)
    for name, text in expected.items():
        assert found[name] == text, name


@pytest.mark.parametrize(
    "path",
    [
        "issues/2025-02",
        "documents/lanfufa-2025-3/attachment-1",
        "documents/lanfubanfa-2025-2/attachment-3",
        "chronicle/2025-03-03-3",
        ".gazette-site-build",
    ],
)
def test_what_must_not_be_there(site: Path, path: str) -> None:
    """No page for an issue, an attachment or an entry that was not printed; no trace of the building site."""
    assert (site / "issues/2025-01/index.html").is_file()
    assert not (site / path).exists()


def test_nothing_is_left_beside_the_site(site: Path) -> None:
    """The site is swapped in whole: neither the half-built nor the old one stays."""
    assert sorted(p.name for p in site.parent.iterdir()) == ["issues", "site", "site.report"]


def test_running_heads_are_on_no_page_of_a_document(site: Path) -> None:
    """A running head or page number that was printed in the middle of a paragraph is not in the paragraph."""
    page = re.sub("<[^>]+>", "", (site / "documents/lanfubanfa-2025-2/index.html").read_text("utf-8"))
    assert "本市城市道路路灯的巡查与养护，适用本办法。" in page
    assert "— 2 —" not in page


def test_two_builds_are_byte_identical(site: Path, tmp_path: Path) -> None:
    """The same issues give the same bytes in every file, wherever and whenever they are built."""
    first, second = _files(site), _files(_build(tmp_path))
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []
