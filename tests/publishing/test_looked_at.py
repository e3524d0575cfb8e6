"""Folders that are as they were when a site was counted are not looked into; whatever came into one is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from gazette_site.publishing.folder import looked_at
from gazette_site.publishing.folder.acceptance import OutputRefused, check_output, foreign_files
from gazette_site.publishing.folder.looked_at import Stamp, files_in_others
from gazette_site.publishing.folder.staging import files_of
from tests.publishing.test_acceptance import publish

DEEP = "documents/a"


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A published site."""
    publish(tmp_path / "_site")
    return tmp_path / "_site"


def counted(site: Path) -> dict[str, Stamp]:
    """The stamps of its folders."""
    folders: dict[str, Stamp] = {}
    list(files_of(site, folders))
    return folders


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders are old enough at once."""
    monkeypatch.setattr(looked_at, "_YOUNG", 0)


@pytest.mark.usefixtures("at_once")
def test_folders_that_are_as_they_were_are_not_looked_into(output: Path) -> None:
    """Only what lies right in the site is told once more."""
    found = set(files_in_others(str(output), counted(output)))
    assert found == {one.name for one in output.iterdir() if one.is_file()}


def test_a_folder_that_was_young_is_looked_into(output: Path) -> None:
    """It may have been changed again without showing it, whatever folder it lies in."""
    known = counted(output)
    assert set(known.values()) == {(0, 0, 0)}
    assert set(files_in_others(str(output), known)) == set(files_of(output))
    known["documents"] = looked_at._stamp(str(output / "documents"))
    assert f"{DEEP}/index.html" in set(files_in_others(str(output), known))


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize(
    "path", [f"{DEEP}/notes.txt", "documents/notes.txt", "documents/new/deep/notes.txt", "new/n.txt"]
)
def test_what_came_into_a_folder_is_found(output: Path, path: str) -> None:
    """As in a site of which nothing is known."""
    known = counted(output)
    (output / path).parent.mkdir(parents=True, exist_ok=True)
    (output / path).write_text("theirs")
    assert foreign_files(output, (), known) == foreign_files(output) and foreign_files(output).strange == (path,)
    with pytest.raises(OutputRefused, match=r"\.txt"):
        check_output(output, (), known)


@pytest.mark.usefixtures("at_once")
def test_a_folder_that_was_exchanged_is_looked_into(output: Path, tmp_path: Path) -> None:
    """Another folder of the same name, or a link to one, is not the one that was counted."""
    known = counted(output)
    (output / DEEP).rename(tmp_path / "away")
    (output / DEEP).mkdir()
    (output / DEEP / "notes.txt").write_text("theirs")
    assert foreign_files(output, (), known).strange == (f"{DEEP}/notes.txt",)
    (output / DEEP / "notes.txt").unlink()
    (output / DEEP).rmdir()
    (output / DEEP).symlink_to(tmp_path / "away")
    assert foreign_files(output, (), known).strange == (DEEP,)
    (output / DEEP).unlink()
    assert foreign_files(output, (), known).strange == ()
