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
confirmed: true                 # number, year or 总期号 are printed wrong; the file name is right
reason: 封面误印为第5期，据目录页应为第4期。
files:                          # to which attachment each file in the folder issues/<year>-<nn>/ belongs, where its name does not say so
  - file: 汇总表.xlsx
    document: 澜府发〔2025〕7号
    attachment: 附件1
privacy:                        # what may not stay public; each entry is one of mask, noindex, withdraw
  - mask: 赵小满
    reason: 当事人申请
    decided: 2025-09-01
  - withdraw: /documents/lanminfa-2025-4/attachment-1/
    reason: 依法院判决
checked:                        # warnings that were looked at; `words` as the report gives them
  - code: title-odd
    words: 澜川市人民政府
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from gazette_site.characters import folded
from gazette_site.model import IsoDate
from gazette_site.problems import Problem, error
from gazette_site.web_addresses import is_web_address
from gazette_site.yaml_places import NotYaml, YamlText, colon_hint, entries, is_null, line_of

_METADATA: dict[str, type] = {
    "gazette": str,
    "cumulative": int,
    "frequency": str,
    "published": datetime.date,
    "organiser": str,
    "postcode": str,
    "address": str,
}
_KEYS = ("metadata", "corrections", "notes", "source_url", "confirmed", "reason", "files", "privacy", "checked")
_ORDERS = ("mask", "noindex", "withdraw")
_SHORTEST_MASK = 2


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
class FilePlace:
    """To which attachment a file belongs."""

    file: str
    """Its name in the folder of the issue."""
    document: str
    """发文字号 or title."""
    attachment: str
    """Label; empty where the document has one attachment only."""
    line: int
    """Line of the sidecar."""


class Tick(NamedTuple):
    """A warning that is ticked off (`ticks`)."""

    code: str
    words: str
    """As the report gives them, blanks and line ends made one blank."""


@dataclass(frozen=True, slots=True)
class PrivacyRequest:
    """One entry of `privacy` as the sidecar has it."""

    kind: str
    """`mask`, `noindex` or `withdraw`."""
    what: str
    """Words, or an address of the site."""
    reason: str
    decided: IsoDate | None
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
    confirmed: str | None = None
    """Why the file name is right although the cover prints another number; None if that is not confirmed."""
    files: tuple[FilePlace, ...] = ()
    privacy: tuple[PrivacyRequest, ...] = ()
    checked: tuple[Tick, ...] = ()

    @property
    def masks(self) -> tuple[PrivacyRequest, ...]:
        """The words that have to go."""
        return tuple(one for one in self.privacy if one.kind == "mask")


class _Reader:
    """Walks the YAML nodes, which know their lines, and collects every problem."""

    def __init__(self, text: str, file: str) -> None:
        self.written = YamlText(text)
        self.file = file
        self.problems: list[Problem] = []

    def refuse(self, message: str, line: int) -> None:
        self.problems.append(error(self.file, message, line, self.written.row(line), "sidecar"))

    def mapping(self, node: yaml.Node | None, allowed: tuple[str, ...], what: str) -> dict[str, yaml.Node]:
        if not isinstance(node, yaml.MappingNode):
            if node is not None and not is_null(node):
                self.refuse(f"{what}应是“键: 值”的形式{colon_hint(node)}", line_of(node))
            return {}
        result: dict[str, yaml.Node] = {}
        for name, key, value in entries(node):
            if name not in allowed:
                self.refuse(f"{what}里没有“{name}”这一项，可用的有：{'、'.join(allowed)}", line_of(key))
            elif name in result:
                self.refuse(f"“{name}”写了两次", line_of(key))
            else:
                result[name] = value
        return result

    def scalar(self, node: yaml.Node, kind: type, name: str) -> Any:
        value = _construct(node)
        if kind is str and isinstance(value, int) and isinstance(node, yaml.ScalarNode):
            value = str(node.value)  # a postcode without quotation marks
        if not isinstance(value, kind) or isinstance(value, bool):
            wanted = {str: "文字", int: "整数", datetime.date: "日期，如 2025-05-09"}[kind]
            self.refuse(f"“{name}”应是{wanted}", line_of(node))
            return None
        return value

    def items(self, node: yaml.Node | None, name: str) -> list[yaml.Node]:
        if node is None or is_null(node):
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.refuse(f"“{name}”应是一个列表，每项以“- ”开头", line_of(node))
            return []
        return list(node.value)


def read_sidecar(text: str, file: str) -> tuple[Sidecar, tuple[Problem, ...]]:
    """The sidecar and everything that is wrong with it; never raises."""
    reader = _Reader(text, file)
    try:
        root = reader.written.root()
    except NotYaml as broken:
        reader.refuse(str(broken), broken.line)
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
        reader.refuse("“source_url”应是以 https:// 或 http:// 开头的完整网址", line_of(top["source_url"]))
        url = None
    privacy = [_order(reader, node) for node in reader.items(top.get("privacy"), "privacy")]
    kept = tuple(c for c in corrections if c is not None)
    orders = tuple(one for one in privacy if one is not None)
    shown = tuple(n for n in notes if n)
    more = (_files(reader, top), orders, _ticks(reader, top))
    sidecar = Sidecar(metadata, kept, shown, url, _confirmed(reader, top), *more)
    return sidecar, tuple(reader.problems)


def _ticks(reader: _Reader, top: dict[str, yaml.Node]) -> tuple[Tick, ...]:
    ticks = (_tick(reader, node) for node in reader.items(top.get("checked"), "checked"))
    return tuple(tick for tick in ticks if tick is not None)


def _tick(reader: _Reader, node: yaml.Node) -> Tick | None:
    fields = reader.mapping(node, Tick._fields, "checked 的一项")
    values = {name: reader.scalar(value, str, name) for name, value in fields.items()}
    if missing := [name for name in Tick._fields if name not in fields]:
        reader.refuse(f"checked 的一项缺少{'、'.join(missing)}", line_of(node))
    if missing or None in values.values():
        return None
    return Tick(values["code"], " ".join(values["words"].split()))


def _files(reader: _Reader, top: dict[str, yaml.Node]) -> tuple[FilePlace, ...]:
    places = (_file_place(reader, node) for node in reader.items(top.get("files"), "files"))
    return tuple(place for place in places if place is not None)


def _file_place(reader: _Reader, node: yaml.Node) -> FilePlace | None:
    fields = reader.mapping(node, ("file", "document", "attachment"), "files 的一项")
    values = {name: reader.scalar(value, str, name) for name, value in fields.items()}
    if missing := [name for name in ("file", "document") if name not in fields]:
        reader.refuse(f"files 的一项缺少{'、'.join(missing)}", line_of(node))
    if missing or None in values.values():
        return None
    return FilePlace(values["file"], values["document"], values.get("attachment", ""), line_of(node))


def _confirmed(reader: _Reader, top: dict[str, yaml.Node]) -> str | None:
    """The reason for which a misprint is confirmed; a confirmation without one, or a reason for nothing, is refused."""
    value = _construct(top["confirmed"]) if "confirmed" in top else False
    if not isinstance(value, bool):
        reader.refuse("“confirmed”应是 true 或 false", line_of(top["confirmed"]))
        return None
    reason = reader.scalar(top["reason"], str, "reason") if "reason" in top else None
    if value and not (reason or "").strip():
        reader.refuse("写了 confirmed: true，还要用 reason 写明理由", line_of(top["confirmed"]))
        return None
    if not value and "reason" in top:
        reader.refuse("“reason”要和 confirmed: true 一起写", line_of(top["reason"]))
    return reason.strip() if value and reason else None


def _order(reader: _Reader, node: yaml.Node) -> PrivacyRequest | None:
    """One entry of `privacy`. What is not understood is an error: words that should go must not stay by a slip of the pen."""
    line = line_of(node)
    fields = reader.mapping(node, (*_ORDERS, "reason", "decided"), "privacy ")
    kinds = [name for name in _ORDERS if name in fields]
    if len(kinds) != 1 or "reason" not in fields:
        reader.refuse("privacy 的每一项应写 mask、noindex、withdraw 之一，再写 reason（理由）", line)
        return None
    what, reason = (reader.scalar(fields[name], str, name) for name in (kinds[0], "reason"))
    decided = reader.scalar(fields["decided"], datetime.date, "decided") if "decided" in fields else None
    if what is None or reason is None or ("decided" in fields and decided is None):
        return None
    if kinds[0] == "mask" and len(folded(what)) < _SHORTEST_MASK:
        reader.refuse(f"mask 至少要有{_SHORTEST_MASK}个字，只写一个字会遮住不相干的地方", line)
        return None
    if kinds[0] != "mask" and not what.startswith("/"):
        reader.refuse(f"{kinds[0]} 应是本站的网址，以 / 开头，如 /documents/lanfufa-2025-13/", line)
        return None
    if not reason.strip():
        reader.refuse("reason 不能为空，要写明理由", line)
        return None
    return PrivacyRequest(kinds[0], what, reason, IsoDate(decided.isoformat()[:10]) if decided else None, line)


def _correction(reader: _Reader, node: yaml.Node) -> CorrectionRequest | None:
    line = line_of(node)
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


def _construct(node: yaml.Node) -> Any:
    try:
        return yaml.SafeLoader("").construct_object(node, deep=True)
    except (yaml.YAMLError, ValueError, OverflowError):
        return None
