"""`check FILE`: one issue before it is in the folder: what was recognised, and what is doubtful."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from gazette_site.admission import Unusable, read_config
from gazette_site.arguments import Asked
from gazette_site.clerk.reading_one import is_readable, read_one
from gazette_site.model import Document, Issue
from gazette_site.problems import Problem, Severity, error, has_errors, report
from gazette_site.publishing.phrases import issue_name
from gazette_site.terminal import tell


def run(asked: Asked) -> int:
    """Tells it; 1 if there are errors. Raises Unusable where there is nothing to read."""
    config = read_config(asked.options)
    path = asked.file
    if not path.is_file():
        message = "这是文件夹，请写出其中的一个文件" if path.is_dir() else "没有这个文件"
        raise Unusable(error(path.as_posix(), message, code="file-missing"))
    if not is_readable(path):
        message = "只能检查 .txt、.md、.pdf；别的文件请另存为其中一种"
        raise Unusable(error(path.as_posix(), message, code="file-kind"))
    issue, problems = read_one(path, asked.options, config)
    problems = (*problems, *_already_there(path, issue, asked.options.issues))
    if issue:
        tell("\n".join(recognised(issue)), sys.stdout)
    if problems:
        tell(f"\n{report(problems)}", sys.stdout)
    tell(f"\n{_summary(problems)}", sys.stdout)
    return int(has_errors(problems))


def recognised(issue: Issue) -> Iterator[str]:
    """What the program made of the issue, a line for each document."""
    masthead = issue.masthead
    facts = (
        f"总第{masthead.cumulative}期" if masthead.cumulative else "总期号没有认出",
        f"{masthead.published}出版" if masthead.published else "出版日期没有认出",
    )
    yield f"{masthead.gazette or '刊名没有认出'}，{issue_name(masthead)}（{'，'.join(facts)}）"
    entries = len(issue.chronicle.entries) if issue.chronicle else 0
    attachments = sum(len(one.attachments) for one in issue.documents)
    listed = sum(1 for one in issue.contents if one.page is not None)
    yield f"目录里有页码的 {listed} 行；正文认出 {len(issue.documents)} 件文件、{attachments} 个附件、{entries} 条大事记"
    for document in issue.documents:
        yield f"  {document.position:>2}  {_named(document)}"


def _named(document: Document) -> str:
    parts = (
        document.normal_number or "",
        document.title.value,
        document.date or "没有日期",
        f"附件 {len(document.attachments)} 个" if document.attachments else "",
        "" if document.contents_title else "目录里没有",
    )
    return "  ".join(part for part in parts if part)


def _already_there(path: Path, issue: Issue | None, issues: Path) -> tuple[Problem, ...]:
    """An error if another file of the same kind of this issue is in the folder already."""
    if issue is None or not issues.is_dir() or path.resolve().parent == issues.resolve():
        return ()
    suffixes = (".pdf",) if path.suffix.lower() == ".pdf" else (".txt", ".md")
    there = [issues / f"{issue.id}{suffix}" for suffix in suffixes if (issues / f"{issue.id}{suffix}").exists()]
    message = f"{there[0].as_posix()} 已经在公报文件夹里了，同一期只能有一份" if there else ""
    return (error(path.as_posix(), message, code="two-files"),) if there else ()


def _summary(problems: tuple[Problem, ...]) -> str:
    errors = sum(one.severity is Severity.ERROR for one in problems)
    if errors:
        return f"{errors} 处错误，{len(problems) - errors} 处警告；改好以后再放进公报文件夹"
    return f"没有错误，{len(problems)} 处警告；可以放进公报文件夹" if problems else "没有疑问，可以放进公报文件夹"
