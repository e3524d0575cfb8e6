"""The records of a finished site, for comparing two of them: read from its public data, `data/issues/*.json`.

Only issues whose data differ are read; everything in the others is the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec

from gazette_site.clerk.report_folder import NAMES, report_folder, write_report
from gazette_site.publishing.folder.output import json_line

_ISSUE = re.compile(r"data/issues/(?P<id>[^/]+)\.json")
_NAMES = (
    ("title", "标题"),
    ("label", "序号"),
    ("number", "发文字号"),
    ("date", "日期"),
    ("issuers", "发文机关"),
    ("kind", "文种"),
    ("category", "栏目"),
    ("addressees", "主送机关"),
    ("subtitle", "题注"),
    ("signature", "署名"),
    ("annotation", "附注"),
    ("attachment_note", "附件说明"),
    ("gazette", "刊名"),
    ("cumulative", "总期号"),
    ("published", "出版日期"),
    ("organiser", "主办单位"),
    ("notes", "编者说明"),
    ("source_url", "来源"),
)
"""What is said of a record beside its text, each as a line of its own."""
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Record:
    """A record as it is published."""

    kind: str
    """期, 文件, 附件 or 大事记."""
    url: str
    name: str
    """What it is called: number and title, the beginning of an entry."""
    issue: str
    lines: tuple[str, ...]
    """All that is said in it: its facts, its paragraphs, its tables row by row."""


class _Attachment(msgspec.Struct):
    url: Any = ""
    title: Any = None
    label: Any = None


class _Document(msgspec.Struct):
    url: Any = ""
    title: Any = None
    number: Any = None
    attachments: tuple[_Attachment, ...] = ()


class _Entry(msgspec.Struct):
    url: Any = ""
    text: Any = None


class _Names(msgspec.Struct):
    """An issue as far as its records are named: the texts are passed over."""

    issue: dict[str, Any] = {}
    documents: tuple[_Document, ...] = ()
    chronicle: tuple[_Entry, ...] = ()


def records_beside(site: Path, digests: Mapping[str, str], other: Mapping[str, str]) -> dict[str, Record]:
    """The records of the site by their addresses, of those issues whose data differ from those of `other`.

    Where there is nothing to compare with, they come without their lines: a whole archive of texts is too much to hold.
    """
    paths = [path for path in sorted(digests) if _ISSUE.fullmatch(path) and other.get(path) != digests[path]]
    if not other:
        return {one.url: one for one in _named(site, {path: digests[path] for path in paths})}
    return {one.url: one for path in paths for one in _of_issue(_read(site / path))}


def _named(site: Path, issues: Mapping[str, str]) -> Iterator[Record]:
    """The records of all issues without their lines: as they were read before, where the digest of the data is the same."""
    known = _known(report_folder(site) / NAMES)
    now = {
        digest: known.get(digest) or tuple(replace(one, lines=()) for one in _of_issue(_read_names(site / path)))
        for path, digest in issues.items()
    }
    if now.keys() != known.keys():
        write_report(site, NAMES, json_line(now).decode())
    return chain.from_iterable(now.values())


def _known(path: Path) -> Mapping[str, tuple[Record, ...]]:
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, tuple[Record, ...]])
    except (OSError, msgspec.MsgspecError):
        return {}


def _read(path: Path) -> Mapping[str, Any]:
    data = msgspec.json.decode(path.read_bytes())
    return data if isinstance(data, dict) else {}


def _read_names(path: Path) -> Mapping[str, Any]:
    data: Mapping[str, Any] = msgspec.to_builtins(msgspec.json.decode(path.read_bytes(), type=_Names))
    return data


def _of_issue(data: Mapping[str, Any]) -> Iterator[Record]:
    facts = data.get("issue", {})
    issue = str(facts.get("id", ""))
    if not issue:
        return
    name = str(facts.get("name") or f"{facts.get('year')}年第{facts.get('number')}期")
    said = {key: value for key, value in facts.items() if key != "number"}  # it is in the name
    yield Record("期", f"/issues/{issue}/", name, issue, tuple(_facts(said)))
    for document in data.get("documents", ()):
        yield _record("文件", document, issue)
        for attachment in document.get("attachments", ()):
            yield _record("附件", attachment, issue)
    for entry in data.get("chronicle", ()):
        yield _record("大事记", entry, issue)


def _record(kind: str, data: Mapping[str, Any], issue: str) -> Record:
    return Record(kind, str(data.get("url", "")), _name(kind, data), issue, (*_facts(data), *_text(data)))


def _name(kind: str, data: Mapping[str, Any]) -> str:
    if kind == "大事记":
        words = str(data.get("text", ""))
        return words if len(words) <= _LONGEST_NAME else f"{words[:_LONGEST_NAME]}…"
    names = (data.get("label") if kind == "附件" else data.get("number"), data.get("title"))
    return " ".join(str(name) for name in names if name) or "（没有标题）"


def _facts(data: Mapping[str, Any]) -> Iterator[str]:
    for key, name in _NAMES:
        value = data.get(key)
        words = "、".join(map(str, value)) if isinstance(value, list) else value
        if words:
            yield f"{name}：{words}"


def _text(data: Mapping[str, Any]) -> Iterator[str]:
    yield from str(data.get("text", "")).splitlines()
    for table in data.get("tables", ()):
        yield from (_row(row) for row in table)


def _row(cells: Iterable[object]) -> str:
    return " | ".join(str(cell).replace("\n", " ") for cell in cells)
