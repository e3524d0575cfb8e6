"""What lies in the folder of issues: nothing of it is passed over without a word.

entry = issue | sidecar | known name | hidden name          used, or none of our business
      | link out of the folder                              refused: what it leads to is not the clerk's to publish
      | link to nowhere, pipe, device, folder, document of a kind that is not read, …      told, with what to do
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from gazette_site.issue_names import read_name
from gazette_site.late import late
from gazette_site.problems import Problem, error, warning

SUFFIXES = (".txt", ".md", ".pdf")
"""Kinds of issue files that can be read."""
SIDECARS = (".yaml", ".yml")
_RECORDS = ("addresses.tsv", "publications.tsv")
KNOWN = ("site.yaml", "site.yml", "readme.md", "readme.txt", *_RECORDS)
"""Names that mean something else, in lower case."""
SETTINGS = "site.yaml"
_LIKE_ISSUE = late(
    r"(?:19|20)\d\d ?[-_.—年]? ?(?:第?\d{1,3}(?: ?[-—~、至] ?\d{1,3})*(?:[b-y]|-z\d{1,2})? ?期?|z\d{1,2})?"
    r"(?: ?[-_（(]?(?:合刊|增刊|号外|特刊|专刊)(?:第?\d{1,2}期?)?[)）]?)?(?: ?[(（]\d+[)）])?"
)
"""What people call an issue: `2024-10`, `2024年第10期`, `202410`, `2024-10 (1)`, `2024年增刊`."""
_ATTACHED = late(r"附件|附表|附图")
_COMMON_NAME = late(r"[A-Z][A-Za-z]*")
"""Files without extension that are found beside anything: LICENSE, CNAME, Makefile."""
_SAVE_AS = "是公报的，请用原来的软件另存为 PDF 或纯文本（.txt），文件名如 2025-03.pdf；是附件的，请放进以期号命名的文件夹，如 2025-03/"
_ADVICE: tuple[tuple[tuple[str, ...], str], ...] = (
    ((".doc", ".docx", ".wps", ".wpt", ".rtf", ".odt", ".dot", ".dotx"), _SAVE_AS),
    (
        (".ofd", ".ceb", ".cebx", ".djvu", ".caj"),
        "是公报的，请用版式阅读软件另存为 PDF，文件名如 2025-03.pdf；是附件的，请放进以期号命名的文件夹，如 2025-03/",
    ),
    ((".htm", ".html", ".mht", ".mhtml", ".epub"), "请另存为 PDF 或纯文本（.txt），文件名如 2025-03.txt"),
    ((".text", ".markdown"), "请把扩展名改为 .txt 或 .md"),
)
"""Kinds that may well be issues, whatever their names, and what to do with them."""
_ADVICE_IF_NAMED: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".gif", ".webp", ".heic"),
        "请把各页图片合成一个 PDF，文件名如 2025-03.pdf",
    ),
    ((".zip", ".rar", ".7z", ".gz", ".tar", ".tgz", ".xz"), "请解压，把里面的公报放进来"),
    (("",), "请补上扩展名 .txt、.md 或 .pdf"),
    ((".lnk", ".url", ".webloc", ".desktop"), "这是快捷方式，不是公报本身；请放入文件本身"),
    (
        (".part", ".crdownload", ".download", ".partial", ".td", ".tmp"),
        "像是没有拷完、没有下载完的文件；请等做完，或重新拷一次",
    ),
)
_OF_SYSTEMS = ("$recycle.bin", "#recycle", "system volume information", "@eadir", "__macosx", "lost+found")
"""Folders that systems and storage boxes make by themselves, in lower case."""
_LIKE_RECORDS = late(r"(?:addresses|publications)\W.*tsv.*|(?:addresses|publications)[^.]+\.tsv", re.IGNORECASE)
"""`addresses (1).tsv`, `addresses-DESKTOP-AB12.tsv`, `addresses.tsv.bak`: copies of the ledger and the log."""
_DEPTH = 3
"""Folders below the folder of issues in which issues are looked for."""
_MOST_NAMED = 3


class Looked(NamedTuple):
    """What the look at a folder found."""

    files: tuple[Path, ...]
    """What may be read: issues, sidecars and files named wrongly; every one a file, and inside the folder."""
    problems: tuple[Problem, ...]
    folders: tuple[Path, ...] = ()
    """Folders named like an issue: the files that were published beside it."""


def is_issue_name(stem: str) -> bool:
    """Whether a name without its suffix is that of an issue: `2025-03`, `2025-03-04`, `2025-z1`."""
    return read_name(stem) is not None


def shown_name(name: str) -> str:
    """A name as it may be shown: whatever is not printable in it is escaped."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in name)


def look(folder: Path) -> Looked:
    """The entries of a folder, in the order of their names."""
    files: list[Path] = []
    folders: list[Path] = []
    problems: list[Problem] = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "~$")) or path.name.lower() in _OF_SYSTEMS:
            continue
        place = f"{folder.as_posix()}/{shown_name(path.name)}"
        if problem := link_problem(path, folder, place):
            problems.append(problem)
        elif path.is_dir() and is_issue_name(path.name) and not any(_issues_below(path)):
            folders.append(path)
        elif problem := _no_file(path, place):
            problems.append(problem)
        elif path.name.lower() in KNOWN:
            if path.suffix.lower() in SIDECARS and path.name != SETTINGS:
                problems.append(warning(place, f"设置要写在 {SETTINGS} 里，这个文件没有使用；请改名", code="file-name"))
        elif path.suffix.lower() in (*SUFFIXES, *SIDECARS):
            files.append(path)
        elif path.name.lower() not in _RECORDS and _LIKE_RECORDS.fullmatch(path.name):
            message = "像是网址登记或发布记录的另一份，没有使用；多半是同步或复制时留下的，请与正在用的那一份对照，只留行数全的一份"
            problems.append(warning(place, message, code="ledger-copy"))
        elif advice := _advice(path):
            problems.append(warning(place, f"不是可以收录的文件，没有收录；{advice}", code="file-kind"))
    return Looked(tuple(files), tuple(problems), tuple(folders))


def link_problem(path: Path, folder: Path, place: str) -> Problem | None:
    """What is wrong with a link: that it leads nowhere, or out of the folder; None for other entries and for links that stay inside."""
    if not path.is_symlink():
        return None
    try:
        target = path.resolve(strict=True)
    except FileNotFoundError:
        return warning(place, "这个链接指向的文件不存在，没有收录；请放入文件本身", code="link-broken")
    except (OSError, RuntimeError):  # RuntimeError: Python 3.11 about a loop
        return warning(place, "这个链接绕来绕去又指回自己，没有收录；请放入文件本身", code="link-broken")
    if target.is_relative_to(folder.resolve()):
        return None
    if path.suffix.lower() in (*SUFFIXES, *SIDECARS, ".tsv"):
        return error(place, "这个链接指向公报文件夹以外，不收录；请放入文件本身", code="link-outside")
    return warning(place, "这个链接指向公报文件夹以外，没有收录", code="link-outside")


def _no_file(path: Path, place: str) -> Problem | None:
    """What to say of an entry that is no regular file; it is not opened."""
    if path.is_file():
        return None
    if not path.is_dir():
        return warning(place, "不是普通文件（是管道、套接字或设备），没有收录", code="not-a-file")
    inside = tuple(_issues_below(path))
    if inside:
        named = "、".join(inside[:_MOST_NAMED]) + ("等" if len(inside) > _MOST_NAMED else "")
        message = f"子文件夹里的公报没有收录：{named}；公报要直接放在公报文件夹里，请移出来"
    elif path.suffix.lower() in (*SUFFIXES, *SIDECARS):
        message = "名字像公报文件，却是文件夹，没有收录"
    else:
        message = "这是文件夹，里面的东西没有收录"
    return warning(place, message, code="folder-inside")


def _issues_below(folder: Path) -> Iterator[str]:
    """Issue files in a folder and the folders in it, by their paths from it; links are not followed."""
    for where, folders, names in os.walk(folder):
        below = Path(where).relative_to(folder)
        folders[:] = sorted(name for name in folders if not name.startswith(".")) if len(below.parts) < _DEPTH else []
        for name in sorted(names):
            if Path(name).suffix.lower() in SUFFIXES and is_issue_name(Path(name).stem):
                yield shown_name((below / name).as_posix())


def _advice(path: Path) -> str:
    """What to do with a file of a kind that is not read; empty if it is none of our business."""
    suffix = path.suffix.lower()
    first = path.name.partition(".")[0]
    like_issue = any(_LIKE_ISSUE.fullmatch(name) for name in (path.stem, path.name, first))
    for suffixes, advice in _ADVICE:
        if suffix in suffixes:
            return advice
    if _ATTACHED.search(path.stem):
        return "附件请放进以期号命名的文件夹，如 2025-03/"
    if not like_issue and (suffix or _COMMON_NAME.fullmatch(path.name)):
        return ""
    for suffixes, advice in _ADVICE_IF_NAMED:
        if suffix in suffixes:
            return advice
    if suffix.endswith(("~", ".bak", ".old", ".orig")):
        return "像是备份；不用的请移走"
    return "请另存为 .txt、.md 或 .pdf"
