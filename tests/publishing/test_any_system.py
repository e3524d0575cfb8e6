"""A site can be written on every system: names, lengths, case, and folders that somebody holds open."""

from __future__ import annotations

import ntpath
import os
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazette_site.linking.slugs import slug
from gazette_site.pipeline import Options, build
from gazette_site.publishing.folder import any_system
from gazette_site.publishing.folder.any_system import LONGEST_PATH, refusal, rename, same_file, too_long_here
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.folder.staging import UnsafePath, files_of, open_staging

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "path",
    [
        *("con", "CON", "issuers/aux/index.html", "nul.html", "a/com1", "a/LPT9.txt", "com¹", "prn .txt", "conin$"),
        *("a./b", "a /b", "a/b.", "a<b", "a?b", 'a"b', "a|b", "a*b", "a\x1fb", "a:b", "a\\b"),
        "a/" * 120 + "b",
    ],
)
def test_what_windows_refuses_is_refused_everywhere(path: str) -> None:
    """Devices with and without an ending, what a name may not hold or end in, what is too long."""
    assert refusal(path)


@pytest.mark.parametrize("path", ["console", "a/com10", "auxiliary.html", "nul-1", ".well-known/x", "a.b.c", "lpt"])
def test_what_only_looks_like_it_is_not(path: str) -> None:
    """A name that has more than that of a device is one."""
    assert not refusal(path)


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=12))
def test_the_rules_are_those_of_windows(name: str) -> None:
    """Whatever Python knows to be reserved on Windows is refused."""
    isreserved = getattr(ntpath, "isreserved", None) or (lambda one: PureWindowsPath(one).is_reserved())
    if "/" not in name and isreserved(name):
        assert refusal(name)


def test_every_path_of_the_sample_can_be_written_anywhere(tmp_path: Path) -> None:
    """None is reserved, none too long, no two are one file where case does not count."""
    output = tmp_path / "site"
    options = Options(ROOT / "issues", output, ledger=False, cache=tmp_path / "cache", jobs=1)
    assert build(options, lambda *_: None).figures
    paths = list(files_of(output))
    assert [path for path in paths if refusal(path)] == []
    assert len({same_file(path) for path in paths}) == len(paths)
    below = PureWindowsPath("D:/政务公开办公室/政府公报/gazette-site/_site.new")
    assert max(len(str(below / path)) for path in paths) <= 259


def test_the_longest_address_is_short_enough() -> None:
    """Words without end make an address that still has room below it for an attachment and its file."""
    part = slug("澜川市人民政府关于进一步加强桥梁隧道凉亭和路灯日常管理工作的若干意见" * 9, {})
    assert len(f"documents/{part}/attachment-12/file-{'a' * 80}.xlsx") <= LONGEST_PATH


def test_two_addresses_that_differ_in_case_only_are_an_error(tmp_path: Path) -> None:
    """On Windows one would be written over the other."""
    staging = open_staging(tmp_path / "site")
    staging.write(OutputFile("kinds/Tongzhi/index.html", b"<p>"))
    with pytest.raises(UnsafePath, match="只差大小写"):
        staging.write(OutputFile("kinds/tongzhi/index.html", b"<p>"))


@pytest.mark.parametrize("name", ["con", "AUX", "Nul"])
def test_an_address_that_is_a_device_is_an_error(tmp_path: Path, name: str) -> None:
    """As `romanisations` might have it."""
    with pytest.raises(UnsafePath, match="设备名"):
        open_staging(tmp_path / "site").write(OutputFile(f"issuers/{name}/index.html", b"<p>"))


class Held:
    """`os.replace` on Windows while a program has the file open, for a number of tries."""

    def __init__(self, tries: int) -> None:
        self.left, self.real = tries, os.replace

    def __call__(self, old: Path, new: Path) -> None:
        if self.left:
            self.left -= 1
            raise PermissionError(13, "Access is denied", str(old))
        self.real(old, new)


def test_what_is_held_open_for_a_moment_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tried again, each time a little later."""
    (tmp_path / "a").touch()
    monkeypatch.setattr("os.replace", Held(3))
    waited: list[float] = []
    rename(tmp_path / "a", tmp_path / "b", waited.append, windows=True)
    assert (tmp_path / "b").is_file()
    assert waited == sorted(waited)
    assert len(waited) == 3


def test_what_stays_open_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to do; elsewhere than on Windows nobody waits, for there a refusal has another reason."""
    (tmp_path / "a").touch()
    waited: list[float] = []
    monkeypatch.setattr("os.replace", Held(100))
    with pytest.raises(PermissionError, match="正被别的程序打开"):
        rename(tmp_path / "a", tmp_path / "b", waited.append, windows=True)
    count = len(waited)
    with pytest.raises(PermissionError, match="Access is denied"):
        rename(tmp_path / "a", tmp_path / "b", waited.append, windows=False)
    assert len(waited) == count


def test_a_folder_is_renamed_whole(tmp_path: Path) -> None:
    """With what is in it, as in a swap."""
    (tmp_path / "a" / "x").mkdir(parents=True)
    rename(tmp_path / "a", tmp_path / "b")
    assert [path.name for path in (tmp_path / "b").iterdir()] == ["x"]


def test_a_whole_path_has_its_limit_on_windows_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless the machine takes long ones."""
    long = str(tmp_path / ("a" * 200) / ("b" * 100))
    monkeypatch.setattr(any_system, "long_paths_allowed", lambda: False)
    assert (too_long_here(long, windows=True), too_long_here(long, windows=False)) == (True, False)
    monkeypatch.setattr(any_system, "long_paths_allowed", lambda: True)
    assert not too_long_here(long, windows=True)
