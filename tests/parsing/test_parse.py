"""From a file to an issue: both rooms together."""

from __future__ import annotations

import hashlib
import pickle
from pathlib import Path

from gazette_site.config import SiteConfig
from gazette_site.model import Issue
from gazette_site.parsing import parse
from gazette_site.problems import Problem, Severity
from gazette_site.reading import read_folder

NOTICE = "澜川市人民政府关于更换供水管望的通知\n澜府发〔2025〕3号\n\n各县区人民政府：\n\n请更换供水\n管网。\n\n2025年2月30日\n"


def _parse(folder: Path, text: str | bytes, sidecar: str = "") -> tuple[Issue | None, tuple[Problem, ...]]:
    (folder / "2025-03.txt").write_bytes(text if isinstance(text, bytes) else text.encode())
    if sidecar:
        (folder / "2025-03.yaml").write_text(sidecar, encoding="utf-8")
    (source,), problems = read_folder(folder)
    assert problems == ()
    return parse(source, SiteConfig().sections)


def test_file_without_print_is_an_error(tmp_path: Path) -> None:
    """A file without a single printed character is an error that names it, and no issue."""
    for text in ("", "\ufeff \n\u3000\n"):
        issue, problems = _parse(tmp_path, text)
        assert issue is None
        assert [(p.severity, Path(p.file).name, p.code) for p in problems] == [(Severity.ERROR, "2025-03.txt", "empty")]


def test_file_in_no_encoding_is_an_error_with_its_line(tmp_path: Path) -> None:
    """Bytes that are no text are an error with the line that cannot be read, and no issue."""
    issue, problems = _parse(tmp_path, "甲\n".encode() + b"\xff\xfe\xff")
    assert issue is None
    assert [(p.severity, p.line, p.code) for p in problems] == [(Severity.ERROR, 2, "encoding")]


def test_encodings_give_the_same_issue(tmp_path: Path) -> None:
    """A GB18030 file and a UTF-8 file of the same text differ in the digest only."""
    issues = []
    for encoding in ("utf-8", "utf-8-sig", "gb18030"):
        issue, _ = _parse(tmp_path, NOTICE.encode(encoding))
        assert issue is not None
        issues.append((issue.documents, issue.masthead, issue.furniture))
    assert issues[0] == issues[1] == issues[2]


def test_correction_is_applied_before_anything_is_understood(tmp_path: Path) -> None:
    """A correction changes the title that is published and is listed with the issue."""
    issue, _ = _parse(tmp_path, NOTICE, "corrections:\n- find: 管望\n  replace: 管网\n  reason: 据纸本\n")
    assert issue is not None
    assert issue.documents[0].title.value == "澜川市人民政府关于更换供水管网的通知"
    assert [(c.find, c.replace, c.line) for c in issue.corrections] == [("管望", "管网", 1)]


def test_correction_that_matches_twice_is_an_error_of_the_sidecar(tmp_path: Path) -> None:
    """The error has the line of the sidecar and the words that were looked for."""
    _, problems = _parse(tmp_path, NOTICE, "corrections:\n- find: 供水\n  replace: 给水\n  reason: 据纸本\n")
    found = [p for p in problems if p.severity is Severity.ERROR]
    assert [(Path(p.file).name, p.line, p.quote) for p in found] == [("2025-03.yaml", 2, "供水")]
    assert found[0].message == "更正在原文中出现2次（第1、6行），应只有一次"


def test_problems_name_the_line_of_the_file_as_it_is_on_disk(tmp_path: Path) -> None:
    """A correction that closes up two lines does not shift the lines of later problems."""
    yaml = 'corrections:\n- find: "供水\\n管网"\n  replace: 供水管网\n  reason: 转录时断行\n'
    _, problems = _parse(tmp_path, NOTICE, yaml)
    (problem,) = [p for p in problems if p.code == "impossible-date"]
    assert (problem.line, problem.quote) == (9, "2025年2月30日")


def test_metadata_of_the_sidecar_overrides_the_print(tmp_path: Path) -> None:
    """What the sidecar says of the masthead counts, and nothing is reported missing."""
    cover = "澜川市人民政府公报\n2025年第3期（总第26期）\n\n" + NOTICE
    issue, problems = _parse(tmp_path, cover, "metadata:\n  cumulative: 27\n  published: 2025-04-07\n")
    assert issue is not None
    assert (issue.masthead.cumulative, issue.masthead.published) == (27, "2025-04-07")
    assert not [p for p in problems if p.code.startswith("masthead")]


def test_digest_is_taken_over_file_and_sidecar(tmp_path: Path) -> None:
    """The digest is the SHA-256 of the bytes of the file followed by those of its sidecar."""
    yaml = "notes:\n- 甲\n"
    issue, _ = _parse(tmp_path, NOTICE, yaml)
    assert issue is not None
    assert issue.digest == hashlib.sha256(NOTICE.encode() + yaml.encode()).hexdigest()
    assert issue.notes == ("甲",)


def test_issue_is_picklable(tmp_path: Path) -> None:
    """An issue can be cached or sent to another process and comes back the same."""
    issue, _ = _parse(tmp_path, NOTICE)
    assert pickle.loads(pickle.dumps(issue)) == issue
