"""YAML as the program reads it: values that know their lines, and YAML's own mistakes told in Chinese, with line and words.

`site.yaml`, the sidecars and the files of wording are read here and nowhere else; what their values may be, each of them
says itself. A person who writes such a file by hand meets YAML's rules where a colon is full-width, where no blank stands
after it, where a tab indents; the library's own message for all of these is the same, and often names the line after.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import yaml

from gazette_site.characters import has_unfit, named, unfit_in
from gazette_site.late import late

_QUICK = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The same loader in C where there is one; its depth is not guarded, so it is for files of the program itself."""

_BREAK = late("\r\n|[\n\r\x85\u2028\u2029]")
"""What ends a line for YAML, and so in the numbers of its lines."""

_KEY = r"\s*(?:- +)?(?!\d+[:：])[\w.+-]+"
_CAUSES = (
    (re.compile(r" *\t"), "缩进用了制表符，请改成空格"),
    (re.compile("[ \t]*\u3000"), "缩进用了全角空格，请改成半角的"),
    (re.compile(rf"{_KEY}："), "冒号用了全角的“：”，请改成半角冒号加一个空格“: ”"),
    (re.compile(rf"{_KEY}:(?=[^\s/])"), "冒号后面要有一个空格"),
)
"""What a row shows by itself; an address (`https://…`) has its colon rightly."""
_DATA = "tag:yaml.org,2002:"
_KINDS = frozenset(
    f"{_DATA}{kind}" for kind in ("str", "int", "float", "bool", "null", "timestamp", "merge", "value", "seq", "map")
)
"""What a value may be; `!!python/…`, `!!binary` and their kin are not needed in any file."""
_GENERAL = "不是有效的 YAML 文件"


class NotYaml(Exception):
    """The text is no YAML; the message is a Chinese sentence."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line
        """Counted from 1; 0 if the place is not known."""


@dataclass(frozen=True)
class YamlText:
    """A text in YAML with its rows."""

    text: str

    @cached_property
    def rows(self) -> list[str]:
        """The lines as YAML counts them, without their ends."""
        return _BREAK.split(self.text)

    def row(self, line: int) -> str:
        """A line, counted from 1; empty if there is none."""
        return self.rows[line - 1] if 0 < line <= len(self.rows) else ""

    def root(self, *, own: bool = False) -> yaml.Node | None:
        """What the text says, None if nothing. `own` files are the program's. Raises NotYaml, also for what no text may hold."""
        for line, row in enumerate(self.rows, 1) if has_unfit(self.text) else ():
            _refuse_unfit(row, line)
        try:
            root = yaml.compose(self.text, Loader=_QUICK if own else yaml.SafeLoader)
        except yaml.MarkedYAMLError as failure:
            raise _explained(failure, self) from None
        except RecursionError:
            raise NotYaml("一层套一层，套得太深了") from None
        except (yaml.YAMLError, ValueError):
            raise NotYaml(_GENERAL) from None
        for node in _nodes(root):
            _refuse_node(node)
        return root


def _refuse_unfit(text: str, line: int) -> None:
    """Raises NotYaml if something stands there that no text may hold."""
    if found := unfit_in(text):
        raise NotYaml(f"这一行有控制字符或别的不是文字的字符：{found}，请删去", line)


def _refuse_node(node: yaml.Node) -> None:
    """Raises NotYaml for what only a value shows: characters written as `\\0`, and kinds of values that are no data."""
    if node.tag not in _KINDS:
        raise NotYaml(f"不能用标签“{named(node.tag.replace(_DATA, '!!'))}”，请删去", line_of(node))
    if isinstance(node, yaml.ScalarNode):
        _refuse_unfit(node.value, line_of(node))


def _nodes(root: yaml.Node | None) -> Iterator[yaml.Node]:
    """Every node once, however often it is referred to, in the order of writing."""
    waiting, met = [root] if root else [], set()
    while waiting:
        node = waiting.pop()
        if id(node) in met:
            continue
        met.add(id(node))
        yield node
        if isinstance(node, yaml.MappingNode):
            waiting += [one for pair in reversed(node.value) for one in reversed(pair)]
        elif isinstance(node, yaml.SequenceNode):
            waiting += reversed(node.value)


def line_of(node: yaml.Node) -> int:
    """The line on which a value begins, counted from 1."""
    return node.start_mark.line + 1 if node.start_mark else 0


def is_null(node: yaml.Node) -> bool:
    """Whether nothing is written there: a key without a value."""
    return bool(node.tag == "tag:yaml.org,2002:null")


def is_text(node: yaml.Node) -> bool:
    """Whether words are written there: no number, day or yes and no, unless in quotation marks."""
    return isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:str"


def entries(node: yaml.MappingNode) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
    """The keys of a mapping as words (empty for one that is no word), each with its place and its value."""
    for key, value in node.value:
        yield str(key.value) if isinstance(key, yaml.ScalarNode) else "", key, value


def colon_hint(node: yaml.Node) -> str:
    """What to add to a message where a mapping should stand: words that were meant as one tell why they are none."""
    plain = isinstance(node, yaml.ScalarNode) and node.style is None
    cause = _cause(node.value) if plain else ""
    return f"；{cause}" if cause else ""


def _cause(row: str) -> str:
    return next((message for pattern, message in _CAUSES if pattern.match(row)), "")


def _explained(failure: yaml.MarkedYAMLError, written: YamlText) -> NotYaml:
    """What was done wrong, in the line where it was done: found by the library's words, for it has no codes."""
    context, problem = failure.context or "", failure.problem or ""
    line = failure.problem_mark.line + 1 if failure.problem_mark else 0
    begun = failure.context_mark.line + 1 if failure.context_mark else line
    if "mapping values are not allowed" in problem:
        return _colon_too_many(written, line, failure.problem_mark.column if failure.problem_mark else 0)
    if "could not find expected ':'" in problem:
        return NotYaml(_cause(written.row(begun)) or "这一行缺少冒号，应是“名称: 值”", begun)
    if "quoted scalar" in context:
        return NotYaml("引号不成对：从这一行起的引号没有收尾", begun)
    if "flow sequence" in context or "flow mapping" in context:
        return NotYaml("方括号或花括号不成对，或其中少了逗号", begun)
    if cause := _cause(written.row(line)):
        return NotYaml(cause, line)
    if "cannot start any token" in problem or "alias" in context or "anchor" in context:
        return NotYaml("值的开头有 YAML 另作他用的符号，请把整个值用引号括起来", line)
    if "<block end>" in problem:
        return NotYaml("这一行与上面的对不齐（缩进不一致），或引号后面还有字", line)
    return NotYaml(_GENERAL, line)


def _colon_too_many(written: YamlText, line: int, column: int) -> NotYaml:
    """A colon where none can be: the second of its line, or the first after a line that was meant to have one."""
    row = written.row(line)
    if re.search(r":\s", row[:column]):
        return NotYaml("一行里有两个冒号；值里有冒号时，请把整个值用引号括起来", line)
    if cause := _cause(written.row(line - 1)):
        return NotYaml(cause, line - 1)
    return NotYaml(_cause(row) or "这一行与上面的对不齐（缩进不一致）", line)
