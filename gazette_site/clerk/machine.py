"""What can be found out about this machine without changing it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from gazette_site.failures import cause

_ROOT = Path(__file__).parents[2]
_LOCKED = re.compile(r"^(?P<name>[A-Za-z0-9][\w.-]*)==(?P<version>[^\s\\;]+)", re.MULTILINE)
_NAME = re.compile(r"[\w.-]+")
_PATIENCE = 30
"""Seconds that another program may take to say its version."""
_CLOUDS = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "nutstore": "坚果云",
    "坚果云": "坚果云",
    "wps云盘": "WPS 云盘",
    "wpsdrive": "WPS 云盘",
    "baidunetdisk": "百度网盘",
    "baidusyncdisk": "百度网盘",
    "百度网盘": "百度网盘",
    "微云": "腾讯微云",
    "weiyun": "腾讯微云",
    "mobile documents": "iCloud",
    "iclouddrive": "iCloud",
    "cloudstorage": "云盘",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "seafile": "Seafile",
}
"""What folders that are synchronised are called, in lower case."""
_FONTS = ("simsun.ttc", "msyh.ttc", "simhei.ttf", "Songti.ttc", "PingFang.ttc")


class Compared(NamedTuple):
    """What is installed, held against the lock."""

    same: int
    other: tuple[str, ...]
    missing: tuple[str, ...]


def compare_versions() -> Compared | None:
    """The programs that a build needs; None where there is no lock (an installed package)."""
    try:
        locked = dict(_LOCKED.findall((_ROOT / "requirements.lock").read_text("utf-8")))
        needed = tomllib.loads((_ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    except (OSError, ValueError, KeyError):
        return None
    wanted = {_plain(name): version for name, version in locked.items()}
    same, other, missing = 0, [], []
    for name in (found[0] for one in needed if (found := _NAME.match(one))):
        installed = _installed(name)
        if installed is None:
            missing.append(name)
        elif installed == wanted.get(_plain(name), installed):
            same += 1
        else:
            other.append(f"{name} {installed}（应是 {wanted[_plain(name)]}）")
    return Compared(same, tuple(other), tuple(missing))


def pagefind_version() -> str:
    """What Pagefind says of itself; empty if it cannot be run."""
    return _said([sys.executable, "-m", "pagefind", "--version"])


def chinese_font() -> str | None:
    """A font of this machine that has Chinese characters."""
    if program := shutil.which("fc-list"):
        listed = _said([program, ":lang=zh", "family"]).splitlines()
        return min(listed) if listed else None
    folders = (Path(os.environ.get("WINDIR", "C:/Windows"), "Fonts"), Path("/System/Library/Fonts"))
    return next((name for folder in folders for name in _FONTS if (folder / name).is_file()), None)


def encoding_without_chinese() -> str:
    """The encoding of the terminal, if it has no Chinese."""
    encoding = sys.stdout.encoding or "ascii"
    try:
        "政府公报〔〕".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return encoding
    return ""


def not_writable(folder: Path) -> str:
    """Why nothing can be written into a folder, or into the nearest one above it that is there; empty if it can."""
    there = _nearest(folder)
    if not there.is_dir():
        return "不是文件夹"
    try:
        with tempfile.TemporaryFile(dir=there):
            return ""
    except OSError as failure:
        return f"不能写入（{cause(failure)}）"


def free_space(folder: Path) -> int:
    """Bytes that are free where a folder is, or will be."""
    return shutil.disk_usage(_nearest(folder)).free


def cloud_folder(folder: Path) -> str:
    """By which service a folder is synchronised, as far as its path says so."""
    parts = [part.lower() for part in folder.parts]
    return next((name for part in parts for sign, name in _CLOUDS.items() if part.startswith(sign)), "")


def has_program(name: str) -> bool:
    """Whether there is a program of that name."""
    return shutil.which(name) is not None


def _nearest(folder: Path) -> Path:
    folder = folder.resolve()
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder


def _installed(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _said(command: list[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=_PATIENCE)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else ""
