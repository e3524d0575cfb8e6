"""The folder of issues: which file is which issue."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from gazette_site.model import IssueId
from gazette_site.problems import Problem, error, warning

SUFFIXES = (".txt", ".md", ".pdf")
"""Kinds of issue files that can be read."""
_NAME = re.compile(r"(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)")
_OTHER_NAMES = ("site.yaml", "site.yml", "readme.md", "readme.txt")


@dataclass(frozen=True, slots=True)
class Source:
    """One issue to be read; small and picklable, the bytes are fetched by whoever reads them."""

    id: IssueId
    path: Path
    file: str
    """Path as the clerk knows it, with forward slashes."""
    pdf: Path | None = None
    """The PDF of the issue, also where `path` is a transcript."""
    sidecar: Path | None = None
    sidecar_file: str = ""


def read_folder(folder: Path) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """The issue files of a folder in the order of their issues, and what is wrong with the folder.

    `<year>-<nn>.txt|.md|.pdf` is an issue, `<year>-<nn>.yaml` its sidecar; a transcript and a PDF of one issue belong
    together. Two transcripts of one issue, a sidecar without an issue and an issue file of another name are problems;
    other files are none of our business. Raises nothing for a folder that is not there: that is a problem, too.
    """
    shown = folder.as_posix()
    if not folder.is_dir():
        return (), (error(shown, "没有这个文件夹", code="folder-missing"),)
    problems: list[Problem] = []
    files: dict[str, list[Path]] = defaultdict(list)
    sidecars: dict[str, Path] = {}
    for path in sorted(folder.iterdir()):
        suffix = path.suffix.lower()
        if path.name.startswith(".") or path.name.lower() in _OTHER_NAMES or not path.is_file():
            continue
        if suffix in (".yaml", ".yml") and _valid(path.stem):
            sidecars[path.stem] = path
        elif suffix in SUFFIXES and _valid(path.stem):
            files[path.stem].append(path)
        elif suffix in SUFFIXES:
            message = "文件名应是“年-期.txt”“年-期.md”或“年-期.pdf”，如 2025-03.txt；这个文件没有收录"
            problems.append(error(f"{shown}/{path.name}", message, code="file-name"))
    sources = []
    for stem, paths in files.items():
        texts = [p for p in paths if p.suffix.lower() != ".pdf"]
        pdf = next((p for p in paths if p.suffix.lower() == ".pdf"), None)
        if len(texts) > 1:
            names = "、".join(p.name for p in paths)
            problems.append(
                error(f"{shown}/{paths[0].name}", f"同一期有两个文件：{names}，请只留一个", code="two-files")
            )
            continue
        sidecar = sidecars.get(stem)
        extra = f"{shown}/{sidecar.name}" if sidecar else ""
        path = texts[0] if texts else paths[0]
        sources.append(Source(IssueId(stem), path, f"{shown}/{path.name}", pdf, sidecar, extra))
    for stem in sorted(set(sidecars) - set(files)):
        problems.append(
            warning(f"{shown}/{sidecars[stem].name}", "没有与它同名的公报文件，未使用", code="sidecar-alone")
        )
    if not sources and not problems:
        problems.append(error(shown, "文件夹里没有公报文件（年-期.txt、年-期.md 或 年-期.pdf）", code="folder-empty"))
    return tuple(sources), tuple(problems)


def _valid(stem: str) -> bool:
    match = _NAME.fullmatch(stem)
    return match is not None and match["number"] != "00"
