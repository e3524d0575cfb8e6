"""Files that were published beside an issue: attachments as tables, forms, documents and pictures, in `issues/<year>-<nn>/`.

    folder ──▶ paths (`files_in`) ──▶ what each is, checked (`read_files`) ──▶ its bytes as they are offered (`offered`)

A file is offered only if it is what its name says. Archives are looked at by their lists, nothing is unpacked. What may
act by itself is taken out of a PDF and named in all others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from gazette_site.dropped import is_dropped
from gazette_site.failures import cause
from gazette_site.model import AttachedFile
from gazette_site.pdf_limits import PdfLimits
from gazette_site.problems import Problem, error, warning
from gazette_site.reading.entries import link_problem, shown_name
from gazette_site.reading.file_kinds import KINDS, Refused, look_into

if TYPE_CHECKING:
    from gazette_site.clean_pdf import Cleaned
    from gazette_site.reading.pdf.worker import Tell

MOST_BYTES = 200_000_000
"""Bytes of a file that may be offered."""
_MOST_FILES = 300


def files_in(folder: Path, issues: Path, shown: str) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """The files in the folder of an issue, by their names, and what else lies there; `issues` is the folder of issues."""
    files: list[Path] = []
    problems: list[Problem] = []
    for path in sorted(folder.iterdir()):
        place = f"{shown}/{shown_name(path.name)}"
        if path.name.startswith((".", "~$")) or is_dropped(path.name):
            continue
        if problem := link_problem(path, issues, place):
            problems.append(problem)
        elif path.is_dir():
            problems.append(
                warning(place, "附件文件夹里的子文件夹没有收录；请把文件直接放在里面", code="folder-inside")
            )
        elif not path.is_file():
            problems.append(warning(place, "不是普通文件（是管道、套接字或设备），没有收录", code="not-a-file"))
        elif path.suffix.lower() not in KINDS:
            message = f"这种文件（{path.suffix or '没有扩展名'}）不作为附件提供；可以提供的有：{'、'.join(KINDS)}"
            problems.append(warning(place, message, code="file-kind"))
        else:
            files.append(path)
    if len(files) > _MOST_FILES:
        problems.append(error(shown, f"附件文件多于 {_MOST_FILES} 个，请核对", code="too-many-files"))
        files = []
    return tuple(files), tuple(problems)


def read_files(
    paths: Iterable[Path], shown: str, limits: PdfLimits
) -> tuple[tuple[AttachedFile, ...], tuple[Problem, ...]]:
    """What the files of an issue are, those that may be offered, and what is wrong with any of them; `shown` is their folder."""
    files: list[AttachedFile] = []
    problems: list[Problem] = []
    for path in paths:
        place = f"{shown}/{shown_name(path.name)}"
        try:
            file = _read(path, limits)
        except Refused as why:
            problems.append(error(place, str(why), code=why.code))
        except OSError as failure:
            problems.append(error(place, f"文件读不出来（{cause(failure)}）", code="unreadable"))
        else:
            files.append(file)
            problems += _said(file, place)
    return tuple(files), tuple(problems)


def _said(file: AttachedFile, place: str) -> Iterable[Problem]:
    """What the clerk should know of a file that is offered."""
    if not file.active:
        return
    named = "、".join(file.active)
    if file.suffix == ".pdf":
        message = f"PDF 里有会自己动作的内容（{named}），供下载的一份已去掉，文字和图像不变"
    else:
        message = f"文件里有{named}，照原样提供，网页上会注明；最好请制文单位另存为不带{named}的文件"
    yield warning(place, message, code="file-active")


def _read(path: Path, limits: PdfLimits) -> AttachedFile:
    size = path.stat().st_size
    if not size:
        raise Refused("文件是空的", "empty")
    if size > MOST_BYTES:
        raise Refused(f"文件太大（{size // 1_000_000} MB），没有提供；最多 {MOST_BYTES // 1_000_000} MB", "too-large")
    found = look_into(path)
    content, active = path.read_bytes(), found.active
    if path.suffix.lower() == ".pdf":
        clean = _without_active(content, limits)
        content, active = clean.content, clean.removed
    digest = hashlib.sha256(content).hexdigest()
    suffix = path.suffix.lower()
    name = shown_name(path.name)
    return AttachedFile(name, path.name, suffix, found.kind, len(content), digest, active, found.width, found.height)


def _without_active(content: bytes, limits: PdfLimits) -> Cleaned:
    from gazette_site.reading.pdf.worker import Died, Failed, in_worker  # a build without PDFs must not wait for it

    try:
        return in_worker(partial(_cleaned, content), limits)
    except (Died, Failed):
        why = "这个 PDF 打不开，或看不清里面有没有会自己动作的内容，没有提供；请用其他软件重新生成"
        raise Refused(why, "unreadable") from None


def _cleaned(content: bytes, tell: Tell) -> Cleaned:
    from gazette_site.clean_pdf import cleaned

    return cleaned(content)


def offered(path: Path, file: AttachedFile, limits: PdfLimits) -> bytes:
    """The bytes of a file as they are offered. Raises OSError if it is not what it was when it was read."""
    content = path.read_bytes()
    if file.suffix == ".pdf" and file.active:
        try:
            content = _without_active(content, limits).content
        except Refused as why:
            raise OSError(None, str(why), path.as_posix()) from None
    if hashlib.sha256(content).hexdigest() != file.digest:
        raise OSError(None, "生成期间文件变了", path.as_posix())
    return content
