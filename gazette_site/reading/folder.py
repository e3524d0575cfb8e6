"""The folder of issues: which file is which issue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from gazette_site.issue_names import order_of, read_name
from gazette_site.model import IssueId
from gazette_site.problems import Problem, error, has_errors, warning
from gazette_site.reading.entries import SIDECARS, look, shown_name
from gazette_site.reading.guessed_names import meant_name
from gazette_site.reading.issue_files import files_in


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
    files: tuple[Path, ...] = ()
    """What was published beside it, in the folder of its name."""

    @property
    def files_folder(self) -> str:
        """That folder as the clerk knows it."""
        return f"{self.file.rpartition('/')[0]}/{self.files[0].parent.name}" if self.files else ""


def read_folder(folder: Path) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """The issue files of a folder in the order of their issues, and what is wrong with the folder.

    `<year>-<nn>.txt|.md|.pdf` is an issue (all forms of names: `issue_names`), `<year>-<nn>.yaml` its sidecar; a transcript and a
    PDF of one issue belong together. Two transcripts of one issue, a sidecar without an issue and an issue file of another name are problems;
    whatever else lies there is told by `entries`. Raises nothing for a folder that is not there: that is a problem, too.
    """
    shown = folder.as_posix()
    if not folder.is_dir():
        return (), (error(shown, "没有这个文件夹", code="folder-missing"),)
    entries = look(folder)
    problems = list(entries.problems)
    files: dict[IssueId, list[Path]] = defaultdict(list)
    sidecars: dict[IssueId, list[Path]] = defaultdict(list)
    for path in entries.files:
        name = read_name(path.stem)
        if name is None:
            problems.append(_wrong_name(path, f"{shown}/{shown_name(path.name)}"))
        elif path.suffix.lower() in SIDECARS:
            sidecars[name.id].append(path)
        else:
            files[name.id].append(path)
    beside, more = _beside(entries.folders, folder, files, shown)
    problems += more
    sources = []
    for id in sorted(files, key=order_of):
        source = _source(id, files[id], sidecars.get(id, []), shown)
        if isinstance(source, Source):
            sources.append(replace(source, files=beside.get(id, ())))
        else:
            problems.append(source)
    for id in sorted(set(sidecars) - set(files), key=order_of):
        problems.append(
            warning(f"{shown}/{sidecars[id][0].name}", "没有与它同名的公报文件，未使用", code="sidecar-alone")
        )
    if not sources and not has_errors(problems):
        problems.append(error(shown, "文件夹里没有公报文件（年-期.txt、年-期.md 或 年-期.pdf）", code="folder-empty"))
    return tuple(sources), tuple(problems)


def _beside(
    folders: Iterable[Path], issues: Path, known: Container[IssueId], shown: str
) -> tuple[dict[IssueId, tuple[Path, ...]], list[Problem]]:
    """The files beside each issue; a folder of an issue that is not there is told, and so is a second one."""
    found: dict[IssueId, tuple[Path, ...]] = {}
    problems: list[Problem] = []
    for folder in folders:
        name = read_name(folder.name)
        if name is None or name.id not in known:
            message = "没有与这个文件夹同名的公报文件，里面的附件没有收录"
            problems.append(warning(f"{shown}/{folder.name}", message, code="folder-alone"))
            continue
        paths, more = files_in(folder, issues, f"{shown}/{folder.name}")
        problems += more
        if name.id in found:
            problems.append(error(f"{shown}/{folder.name}", "同一期有两个附件文件夹，请合成一个", code="two-files"))
        found.setdefault(name.id, paths)
    return found, problems


def _wrong_name(path: Path, place: str) -> Problem:
    meant = _meant(path)
    if path.suffix.lower() in SIDECARS:
        message = f"文件名不是“年-期.yaml”，也不是 site.yaml，没有使用{meant and f'；{meant}'}"
        return warning(place, message, code="file-name")
    if meant:
        return error(place, f"文件名不是“年-期”，这个文件没有收录；{meant}", code="file-name")
    message = (
        "文件名应是“年-期.txt”“年-期.md”或“年-期.pdf”，如 2025-03.txt；合刊如 2025-03-04.txt，增刊如 2025-z1.txt 或 "
        "2025-07-z1.txt；是附件的，请放进以期号命名的文件夹，如 2025-03/。这个文件没有收录"
    )
    return error(place, message, code="file-name")


def _meant(path: Path) -> str:
    """What to do with a file whose name shows which it is meant to be; empty where it does not."""
    name = meant_name(path.name)
    if not name:
        return ""
    hidden = "（看不见扩展名的，在资源管理器的“查看”里勾选“文件扩展名”）" if _is_added(path, name) else ""
    if path.with_name(name).exists():
        return f"像是 {name} 的另一份，而 {name} 已经有了：请核对后只留一份{hidden}"
    return f"像是 {name}，请照此改名{hidden}"


def _is_added(path: Path, name: str) -> bool:
    """Whether the file has one suffix too many, which desktops do not show."""
    return path.name.lower().startswith(f"{name.lower()}.")


def _source(id: IssueId, paths: list[Path], sidecars: list[Path], shown: str) -> Source | Problem:
    """The issue of that name, or that it is there twice."""
    texts = [path for path in paths if path.suffix.lower() != ".pdf"]
    pdfs = [path for path in paths if path.suffix.lower() == ".pdf"]
    for twice, what in ((texts, "文件"), (pdfs, " PDF "), (sidecars, "附带文件")):
        if len(twice) > 1:
            names = "、".join(path.name for path in twice)
            message = f"同一期有两个{what}：{names}，请只留一个"
            return error(f"{shown}/{twice[0].name}", message, code="two-files")
    path = (texts or pdfs)[0]
    sidecar = sidecars[0] if sidecars else None
    return Source(
        id,
        path,
        f"{shown}/{path.name}",
        pdfs[0] if pdfs else None,
        sidecar,
        f"{shown}/{sidecar.name}" if sidecar else "",
    )
