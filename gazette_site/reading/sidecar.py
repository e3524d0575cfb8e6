"""The sidecar of an issue, `issues/<year>-<nn>.yaml`: what a person adds to what is printed.

metadata:                       # overrides or completes the masthead
  published: 2025-05-09
  cumulative: 76
corrections:                    # each `find` must occur exactly once
  - find: 供水管望
    replace: 供水管网
    reason: 据纸本第9页
notes:                          # shown on the page of the issue
  - 本期纸本第12页缺损。
source_url: https://example.org/gazette/2025-04
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

import yaml

from gazette_site.characters import unfit_in, unfit_lines
from gazette_site.model import IsoDate
from gazette_site.problems import Problem, error
from gazette_site.web_addresses import is_web_address

_METADATA: dict[str, type] = {
    "gazette": str,
    "cumulative": int,
    "frequency": str,
    "published": datetime.date,
    "organiser": str,
    "postcode": str,
    "address": str,
}
UNFIT_WORDS = "这里有不是文字的字符：{}，请删去"
_KEYS = ("metadata", "corrections", "notes", "source_url")


@dataclass(frozen=True, slots=True)
class CorrectionRequest:
    """One correction as the sidecar asks for it."""

    find: str
    """Words of the transcript, matched exactly; may run over several lines."""
    replace: str
    reason: str
    line: int
    """Line of the sidecar."""


@dataclass(frozen=True, slots=True)
class Sidecar:
    """A sidecar, checked."""

    metadata: dict[str, str | int] = field(default_factory=dict)
    """Keys as in `Masthead`, dates in ISO form."""
    corrections: tuple[CorrectionRequest, ...] = ()
    notes: tuple[str, ...] = ()
    source_url: str | None = None


class _Reader:
    """Walks the YAML nodes, which know their lines, and collects every problem."""

    def __init__(self, text: str, file: str) -> None:
        self.rows = text.split("\n")
        self.file = file
        self.problems: list[Problem] = []

    def refuse(self, message: str, line: int) -> None:
        quote = self.rows[line - 1] if 0 < line <= len(self.rows) else ""
        self.problems.append(error(self.file, message, line, quote, "sidecar"))

    def mapping(self, node: yaml.Node | None, allowed: tuple[str, ...], what: str) -> dict[str, yaml.Node]:
        if not isinstance(node, yaml.MappingNode):
            if node is not None and not _is_empty(node):
                self.refuse(f"{what}应是“键: 值”的形式", node.start_mark.line + 1)
            return {}
        result: dict[str, yaml.Node] = {}
        for key, value in node.value:
            name = str(key.value)
            if found := unfit_in(name):
                self.refuse(UNFIT_WORDS.format(found), key.start_mark.line + 1)
            elif name not in allowed:
                self.refuse(f"{what}里没有“{name}”这一项，可用的有：{'、'.join(allowed)}", key.start_mark.line + 1)
            elif name in result:
                self.refuse(f"“{name}”写了两次", key.start_mark.line + 1)
            else:
                result[name] = value
        return result

    def scalar(self, node: yaml.Node, kind: type, name: str) -> Any:
        value = _construct(node)
        if kind is str and isinstance(value, int) and isinstance(node, yaml.ScalarNode):
            value = str(node.value)  # a postcode without quotation marks
        if not isinstance(value, kind) or isinstance(value, bool):
            wanted = {str: "文字", int: "整数", datetime.date: "日期，如 2025-05-09"}[kind]
            self.refuse(f"“{name}”应是{wanted}", node.start_mark.line + 1)
            return None
        if isinstance(value, str) and (found := unfit_in(value)):
            self.refuse(UNFIT_WORDS.format(found), node.start_mark.line + 1)
            return None
        return value

    def items(self, node: yaml.Node | None, name: str) -> list[yaml.Node]:
        if node is None or _is_empty(node):
            return []
        if not isinstance(node, yaml.SequenceNode) or node.tag != "tag:yaml.org,2002:seq":
            self.refuse(f"“{name}”应是一个列表，每项以“- ”开头", node.start_mark.line + 1)
            return []
        return list(node.value)


def read_sidecar(text: str, file: str) -> tuple[Sidecar, tuple[Problem, ...]]:
    """The sidecar and everything that is wrong with it; never raises."""
    reader = _Reader(text, file)
    for line, found in unfit_lines(text):
        reader.refuse(UNFIT_WORDS.format(found), line)
    if reader.problems:
        return Sidecar(), tuple(reader.problems)
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as problem:
        mark = getattr(problem, "problem_mark", None)
        reader.refuse("不是有效的 YAML 文件", mark.line + 1 if mark else 0)
        return Sidecar(), tuple(reader.problems)
    top = reader.mapping(root, _KEYS, "附带文件")
    metadata: dict[str, str | int] = {}
    for name, node in reader.mapping(top.get("metadata"), tuple(_METADATA), "metadata ").items():
        value = reader.scalar(node, _METADATA[name], name)
        if value is not None:
            metadata[name] = IsoDate(value.isoformat()[:10]) if isinstance(value, datetime.date) else value
    corrections = [_correction(reader, node) for node in reader.items(top.get("corrections"), "corrections")]
    notes = [reader.scalar(node, str, "notes") for node in reader.items(top.get("notes"), "notes")]
    url = reader.scalar(top["source_url"], str, "source_url") if "source_url" in top else None
    if url is not None and not is_web_address(url):
        message = "“source_url”应是以 https:// 或 http:// 开头的完整网址"
        reader.refuse(message, top["source_url"].start_mark.line + 1)
        url = None
    kept = tuple(c for c in corrections if c is not None)
    return Sidecar(metadata, kept, tuple(n for n in notes if n), url), tuple(reader.problems)


def _correction(reader: _Reader, node: yaml.Node) -> CorrectionRequest | None:
    line = node.start_mark.line + 1
    fields = reader.mapping(node, ("find", "replace", "reason"), "更正")
    values = {name: reader.scalar(value, str, name) for name, value in fields.items()}
    missing = [name for name in ("find", "replace", "reason") if name not in fields]
    if missing:
        reader.refuse(f"更正缺少{'、'.join(missing)}", line)
    if missing or None in values.values():
        return None
    if not values["find"] or values["find"] == values["replace"]:
        reader.refuse("更正的 find 不能为空，也不能与 replace 相同", line)
        return None
    return CorrectionRequest(values["find"], values["replace"], values["reason"], line)


def _is_empty(node: yaml.Node) -> bool:
    """Whether nothing is written there: a key without a value."""
    return node.tag == "tag:yaml.org,2002:null"


def _construct(node: yaml.Node) -> Any:
    try:
        return yaml.SafeLoader("").construct_object(node, deep=True)
    except (yaml.YAMLError, ValueError, OverflowError):
        return None
