"""What holds on every system a site may be made on, copied to or unpacked on: Windows allows the least, so its rules are ours.

1. No part of a path is the name of a device (`con`, `aux.html`), ends in a full stop or a blank, or has a character that Windows refuses.
2. No two paths differ in case only, or in how their characters are composed: on Windows and macOS they are one file.
3. A path is short enough to be written below a folder of usual length.
4. A file or folder that another program holds open (Explorer, a virus scanner, a folder that is synchronised) cannot be renamed on
   Windows for a while: that is tried again before it is a failure.
"""

from __future__ import annotations

import os
import re
import sys
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

from gazette_site.late import late

LONGEST_PATH = 240
"""Characters of a path inside the site; a whole path has 259 on Windows, unless long ones are allowed there."""
_MOST_ON_WINDOWS = 259
_DEVICE = late(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:\..*)?", re.IGNORECASE)
_REFUSED = late(r'[<>:"|?*\\\x00-\x1f]')
_WAITS = (0.1, 0.2, 0.4, 0.8, 1.6)
"""Seconds before each further try."""
_HELD_OPEN = "正被别的程序打开，请关掉打开着它的窗口（资源管理器、浏览器、同步程序）再试"


def refusal(path: str) -> str:
    """Why a path inside a site cannot be written everywhere, as a Chinese clause; empty if it can."""
    for part in path.split("/"):
        if _DEVICE.fullmatch(part):
            return f"“{part}”在 Windows 上是设备名"
        if part.endswith((".", " ")) or _REFUSED.search(part):
            return f"“{part}”在 Windows 上不能作文件名"
    return f"长于 {LONGEST_PATH} 个字符" if len(path) > LONGEST_PATH else ""


def same_file(path: str) -> str:
    """What two paths have in common that are one file where case does not count."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def too_long_here(target: str, *, windows: bool = sys.platform == "win32") -> bool:
    """Whether this machine cannot write a file at that place because its whole path is too long."""
    return windows and len(target) > _MOST_ON_WINDOWS and not long_paths_allowed()


def long_paths_allowed() -> bool:
    """Whether this Windows takes paths of any length (a setting of the machine, off by default)."""
    if sys.platform != "win32":
        return True
    import ctypes

    try:
        return bool(ctypes.WinDLL("ntdll").RtlAreLongPathsEnabled())
    except (AttributeError, OSError):
        return False


def rename(
    old: Path, new: Path, wait: Callable[[float], None] = time.sleep, *, windows: bool = sys.platform == "win32"
) -> None:
    """Renames a folder, or a file over one that is there; on Windows tried again while somebody holds it open. Raises OSError."""
    move: Callable[[Path, Path], object] = Path.rename if old.is_dir() else os.replace
    for seconds in _WAITS if windows else ():
        try:
            move(old, new)
        except PermissionError:
            wait(seconds)
        else:
            return
    try:
        move(old, new)
    except PermissionError as failure:
        if windows:
            raise PermissionError(failure.errno, _HELD_OPEN, str(old)) from None
        raise
