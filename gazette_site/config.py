"""The configuration: `site.yaml` as one record. Every key is optional; the defaults fit a municipal gazette as it is.

site.yaml ──▶ nodes with their lines ──▶ SiteConfig, problems
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import yaml

from gazette_site.model import Issue
from gazette_site.problems import Problem, error

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""What may stand for a name in an address: `baofubanfa`."""

_T = TypeVar("_T")

DEFAULT_NAME = "政府公报"
DEFAULT_SECTIONS = ("政府工作报告", "市政府文件", "市政府办公室文件", "部门文件", "人事任免", "政府大事记", "大事记")


@dataclass(frozen=True, slots=True)
class SiteConfig:
    """What the clerk may say about the site. Where nothing is said, the print is asked, and what is not printed is left out."""

    name: str = ""
    """Name of the site. `name: 澜川市人民政府公报`. Default: the masthead of the newest issue."""
    city: str | None = None
    """City, as in running text. `city: 澜川市`."""
    organiser: str | None = None
    """Office that runs the site. `organiser: 澜川市人民政府办公室`. Default: as printed in the newest issue."""
    base_url: str | None = None
    """Public address of the site, kept with a final `/`. `base_url: https://www.example.gov.cn/gongbao/`. Without it there is no sitemap."""
    description: str | None = None
    """One sentence for search engines. `description: 澜川市人民政府公报全文。`"""
    examples: tuple[str, ...] = ()
    """Searches proposed to the reader. `examples: [育儿补贴, 烟花爆竹]`."""
    contact: str | None = None
    """Whom to write to or call about an error in a page. `contact: "0472-5618000"`."""
    sections: tuple[str, ...] = DEFAULT_SECTIONS
    """栏目 of the contents, in the order of the lists. `sections: [市政府文件, 市政府办公室文件, 大事记]`."""
    romanisations: Mapping[str, str] = field(default_factory=dict)
    """How a 代字, section, issuer or kind is written in addresses, where pinyin does not do. `romanisations: {包府办发: baofubanfa}`."""
    file: str = "site.yaml"
    """Path of the file as the clerk knows it; not a key."""


class WrongValue(Exception):
    """A value that does not fit its key; the message is a Chinese sentence, `node` is where it stands."""

    def __init__(self, message: str, node: yaml.Node) -> None:
        super().__init__(message)
        self.node = node


def load_config(path: Path, file: str = "") -> tuple[SiteConfig, tuple[Problem, ...]]:
    """The configuration in the file at `path`, shown to the clerk as `file`, and everything that is wrong with it."""
    shown = file or path.as_posix()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as failure:
        reason = "不是 UTF-8 编码" if isinstance(failure, UnicodeDecodeError) else f"读不出来（{failure.strerror}）"
        return SiteConfig(file=shown), (error(shown, f"配置文件{reason}", code="config-unreadable"),)
    return parse_config(text, shown)


def parse_config(text: str, file: str) -> tuple[SiteConfig, tuple[Problem, ...]]:
    """The configuration that `text` writes; a key with a problem keeps its default."""
    lines = text.splitlines()
    values: dict[str, object] = {}
    problems: list[Problem] = []

    def report(message: str, line: int, code: str) -> None:
        quote = lines[line].strip() if line < len(lines) else ""
        problems.append(error(file, message, line + 1, quote, code))

    try:
        _read_into(values, yaml.compose(text, Loader=yaml.SafeLoader))
    except* WrongValue as group:
        for wrong in _each(group):
            report(str(wrong), wrong.node.start_mark.line, "config-value")
    except* yaml.YAMLError as failures:
        mark = getattr(failures.exceptions[0], "problem_mark", None)
        report(
            "这里不合 YAML 的写法（常见原因：缩进用了制表符，冒号后没有空格，引号不成对）",
            mark.line if mark else 0,
            "config-yaml",
        )
    return SiteConfig(file=file, **values), tuple(problems)  # type: ignore[arg-type]  # each value was made by its key's reader


def resolve(config: SiteConfig, issues: Iterable[Issue]) -> SiteConfig:
    """`config` with the name and the organiser, where not configured, as printed in the newest issue that prints them."""
    mastheads = [issue.masthead for issue in sorted(issues, key=lambda issue: issue.id, reverse=True)]
    printed_name = next((masthead.gazette for masthead in mastheads if masthead.gazette), DEFAULT_NAME)
    printed_organiser = next((masthead.organiser for masthead in mastheads if masthead.organiser), None)
    return replace(config, name=config.name or printed_name, organiser=config.organiser or printed_organiser)


def _read_into(values: dict[str, object], root: yaml.Node | None) -> None:
    """Puts what the file says into `values`; raises WrongValue, one or a group of them, after the whole file was read."""
    if root is None or _is_null(root):
        return
    if not isinstance(root, yaml.MappingNode):
        raise WrongValue("配置应是“名称: 值”的形式，一行一项", root)

    def read(entry: tuple[yaml.Node, yaml.Node]) -> None:
        values.update(_checked(entry[0], entry[1], values))

    _each_of(root.value, read)


def _checked(key: yaml.Node, value: yaml.Node, known: Mapping[str, object]) -> dict[str, object]:
    """The value as a one-item dictionary; empty if nothing stands after the key, which then has its default."""
    name = key.value if isinstance(key, yaml.ScalarNode) else ""
    if name not in READERS:
        raise WrongValue(f"没有“{name}”这一项；可用的有：{'、'.join(READERS)}", key)
    if name in known:
        raise WrongValue(f"“{name}”写了两次", key)
    return {} if _is_null(value) else {name: READERS[name](value)}


def _each_of(items: Iterable[_T], use: Callable[[_T], object]) -> None:
    """Uses every item, then raises what was wrong with any of them, all together."""
    wrong: list[Exception] = []
    for item in items:
        try:
            use(item)
        except (WrongValue, ExceptionGroup) as failure:
            wrong.append(failure)
    if wrong:
        raise ExceptionGroup("configuration", wrong)


def _each(group: BaseExceptionGroup[WrongValue]) -> Iterator[WrongValue]:
    """The exceptions of a group and of the groups in it, in order."""
    for failure in group.exceptions:
        if isinstance(failure, BaseExceptionGroup):
            yield from _each(failure)
        else:
            yield failure


def _is_null(node: yaml.Node) -> bool:
    return bool(node.tag == "tag:yaml.org,2002:null")


def _text(node: yaml.Node) -> str:
    """A string that is not empty."""
    if not isinstance(node, yaml.ScalarNode):
        raise WrongValue("这里应是一行文字，不能是列表或分项", node)
    if node.tag != "tag:yaml.org,2002:str":
        raise WrongValue(f'这里应是文字；数字、日期、是非值请加引号，如 "{node.value}"', node)
    if not node.value.strip():
        raise WrongValue("这里不能是空的；不用的话请删去这一项", node)
    return str(node.value).strip()


def _texts(node: yaml.Node) -> tuple[str, ...]:
    """A list of strings, each once."""
    if not isinstance(node, yaml.SequenceNode):
        raise WrongValue("这里应是列表，如 [甲, 乙]，或每行一个“- ”", node)
    texts: list[str] = []

    def add(item: yaml.Node) -> None:
        text = _text(item)
        if text in texts:
            raise WrongValue(f"“{text}”写了两次", item)
        texts.append(text)

    _each_of(node.value, add)
    return tuple(texts)


def _base_url(node: yaml.Node) -> str:
    """An http(s) address without query and fragment, with a final `/`."""
    text = _text(node)
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or any(c in text for c in "?#\\\"'<> \t"):
        raise WrongValue("网址应以 http:// 或 https:// 开头，不带 ? 和 #，如 https://www.example.gov.cn/gongbao/", node)
    return text.rstrip("/") + "/"


def _romanisations(node: yaml.Node) -> Mapping[str, str]:
    """Words to slugs."""
    if not isinstance(node, yaml.MappingNode):
        raise WrongValue("这里应是“词: 拼写”，每行一项，如 包府办发: baofubanfa", node)
    spellings: dict[str, str] = {}

    def add(entry: tuple[yaml.Node, yaml.Node]) -> None:
        words, spelling = _text(entry[0]), _text(entry[1])
        if not SLUG.fullmatch(spelling):
            raise WrongValue(f"“{words}”的拼写只能用小写字母、数字和其间的连字符，如 baofubanfa", entry[1])
        if words in spellings:
            raise WrongValue(f"“{words}”写了两次", entry[0])
        spellings[words] = spelling

    _each_of(node.value, add)
    return spellings


READERS: Mapping[str, Callable[[yaml.Node], object]] = {
    "name": _text,
    "city": _text,
    "organiser": _text,
    "base_url": _base_url,
    "description": _text,
    "examples": _texts,
    "contact": _text,
    "sections": _texts,
    "romanisations": _romanisations,
}
"""The keys of `site.yaml`, each with what reads its value."""
