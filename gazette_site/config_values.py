"""What the values of `site.yaml` may be: one reader for each form, a Chinese sentence for whatever does not fit."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

import yaml

from gazette_site.destinations import Destination, is_remote
from gazette_site.languages import languages
from gazette_site.late import late
from gazette_site.pdf_limits import PdfLimits
from gazette_site.web_addresses import PLAIN_ORIGIN, is_web_address
from gazette_site.yaml_places import colon_hint, is_text

SLUG = late(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""What may stand for a name in an address: `baofubanfa`."""

_ADDRESS = late(r"/(?:[^\s/?#\\\"'<>:|]+/)*(?:[^\s/?#\\\"'<>:|]+)?(?:#[^\s#\\\"'<>]+)?")
"""An address of the site, from its root, with or without a place on the page."""
_MAIL = late(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_CODE_POINT = late(r"U\+(?:[0-9A-Fa-f]{4,5}|10[0-9A-Fa-f]{4})")
_PLACES = late(r"\{(?:title|body)\}")
_MARKUP = late(r"[<>]|(?:javascript|vbscript|data)\s*:", re.IGNORECASE)
_LONGEST_CONTACT = 200
_CLOCK = late(r"(?:[01]\d|2[0-3]):[0-5]\d")
_LIMIT = late(r"[1-9]\d{0,8}")
_LIMITS = tuple(field.name for field in dataclasses.fields(PdfLimits))
_COLUMN_KEYS = ("description", "keywords", "type")

_T = TypeVar("_T")


class WrongValue(Exception):
    """A value that does not fit its key; the message is a Chinese sentence, `node` is where it stands."""

    def __init__(self, message: str, node: yaml.Node) -> None:
        super().__init__(message)
        self.node = node


def each_of(items: Iterable[_T], use: Callable[[_T], object]) -> None:
    """Uses every item, then raises what was wrong with any of them, all together."""
    wrong: list[Exception] = []
    for item in items:
        try:
            use(item)
        except (WrongValue, ExceptionGroup) as failure:
            wrong.append(failure)
    if wrong:
        raise ExceptionGroup("configuration", wrong)


def wrong_values(group: BaseExceptionGroup[WrongValue]) -> Iterator[WrongValue]:
    """The exceptions of a group and of the groups in it, in order."""
    for failure in group.exceptions:
        if isinstance(failure, BaseExceptionGroup):
            yield from wrong_values(failure)
        else:
            yield failure


def text(node: yaml.Node) -> str:
    """A string that is not empty."""
    if not isinstance(node, yaml.ScalarNode):
        raise WrongValue("这里应是一行文字，不能是列表或分项", node)
    if not is_text(node):
        raise WrongValue(f'这里应是文字；数字、日期、是非值请加引号，如 "{node.value}"', node)
    if not node.value.strip():
        raise WrongValue("这里不能是空的；不用的话请删去这一项", node)
    return str(node.value).strip()


def texts(node: yaml.Node) -> tuple[str, ...]:
    """A list of strings, each once."""
    if not isinstance(node, yaml.SequenceNode):
        raise WrongValue("这里应是列表，如 [甲, 乙]，或每行一个“- ”", node)
    found: list[str] = []

    def add(item: yaml.Node) -> None:
        value = text(item)
        if value in found:
            raise WrongValue(f"“{value}”写了两次", item)
        found.append(value)

    each_of(node.value, add)
    return tuple(found)


def synonyms(node: yaml.Node) -> tuple[tuple[str, ...], ...]:
    """Groups of words, two or more in each."""
    shape = "这里应是同义词的列表，每组一行，如 - [放鞭炮, 烟花爆竹]"
    if not isinstance(node, yaml.SequenceNode):
        raise WrongValue(shape, node)
    groups: list[tuple[str, ...]] = []

    def add(item: yaml.Node) -> None:
        group = texts(item)
        if len(group) < 2:
            raise WrongValue("一组同义词至少要有两个", item)
        groups.append(group)

    each_of(node.value, add)
    return tuple(groups)


def checked(node: yaml.Node) -> tuple[tuple[str, str], ...]:
    """A list of warnings that were looked at, each with its code and its words."""
    shape = "这里应是已核对的警告，每项有 code 和 words，可从报告里复制"
    if not isinstance(node, yaml.SequenceNode):
        raise WrongValue(shape, node)
    ticks: list[tuple[str, str]] = []

    def add(item: yaml.Node) -> None:
        fields = pairs(item, shape, lambda _, value: text(value))
        if fields.keys() != {"code", "words"}:
            raise WrongValue(shape, item)
        ticks.append((fields["code"], fields["words"]))

    each_of(node.value, add)
    return tuple(ticks)


def pairs(node: yaml.Node, shape: str, value_of: Callable[[str, yaml.Node], _T]) -> dict[str, _T]:
    """A mapping of strings, each once; `shape` says how it is written, `value_of` reads a value under its key."""
    if not isinstance(node, yaml.MappingNode):
        raise WrongValue(shape + colon_hint(node), node)
    found: dict[str, _T] = {}

    def add(entry: tuple[yaml.Node, yaml.Node]) -> None:
        key = text(entry[0])
        value = value_of(key, entry[1])
        if key in found:
            raise WrongValue(f"“{key}”写了两次", entry[0])
        found[key] = value

    each_of(node.value, add)
    return found


def base_url(node: yaml.Node) -> str:
    """An http(s) address without query and fragment, with a final `/`."""
    value = text(node)
    if not is_web_address(value) or "?" in value or "#" in value:
        raise WrongValue("网址应以 http:// 或 https:// 开头，不带 ? 和 #，如 https://www.example.gov.cn/gongbao/", node)
    return value.rstrip("/") + "/"


def sites(node: yaml.Node) -> Mapping[str, str]:
    """Names to addresses of sites; what a page may fetch from is written into its policy, so that the host is plain."""

    def address(name: str, value: yaml.Node) -> str:
        url = base_url(value)
        if not PLAIN_ORIGIN.match(url):
            raise WrongValue(
                f"“{name}”的网址里，主机名只能用小写字母、数字、点和连字符（中文域名写成 xn-- 开头的）", value
            )
        return url

    found = pairs(
        node, "这里应是“名称: 网址”，每行一个网站，如 青阳市人民政府公报: https://gb.qingyang.example/", address
    )
    if len(set(found.values())) < len(found):
        raise WrongValue("有两个网站写了同一个网址", node)
    return found


def topics(node: yaml.Node) -> Mapping[str, tuple[str, ...]]:
    """Topics with their words."""
    return pairs(
        node, "这里应是“主题: [词, 词]”，每行一项，如 民族团结: [民族团结, 民族宗教]", lambda _, value: texts(value)
    )


def romanisations(node: yaml.Node) -> Mapping[str, str]:
    """Words to slugs."""

    def spelling(words: str, value: yaml.Node) -> str:
        if not SLUG.fullmatch(text(value)):
            raise WrongValue(f"“{words}”的拼写只能用小写字母、数字和其间的连字符，如 baofubanfa", value)
        return text(value)

    return pairs(node, "这里应是“词: 拼写”，每行一项，如 包府办发: baofubanfa", spelling)


def glyphs(node: yaml.Node) -> Mapping[str, str]:
    """Code points, U+ and four to six hexadecimal digits, to the characters that they show."""

    def shown(code: str, value: yaml.Node) -> str:
        if not _CODE_POINT.fullmatch(code):
            raise WrongValue(f"“{code}”应是码位，如 U+E001（生成时的报告里写着）", value)
        return text(value)

    found = pairs(node, "这里应是“码位: 文字”，每行一项，如 U+E001: 〔", shown)
    return {chr(int(code[2:], 16)): value for code, value in found.items()}


def redirects(node: yaml.Node) -> Mapping[str, str]:
    """Addresses that moved to addresses of the site."""

    def address(value: str, node: yaml.Node) -> str:
        if not _ADDRESS.fullmatch(value) or "/../" in value + "/" or "/./" in value + "/":
            raise WrongValue("网址从网站的根写起，如 /documents/baofubanfa-2024-106/，不带域名和问号", node)
        return value

    def target(source: str, value: yaml.Node) -> str:
        address(source, value)
        if text(value) == source:
            raise WrongValue(f"“{source}”转向了它自己", value)
        return address(text(value), value)

    return pairs(node, "这里应是“旧网址: 新网址”，每行一项", target)


def report(node: yaml.Node) -> str:
    """A mail address, or the https address of an issue tracker in which `{title}` and `{body}` may stand."""
    value = text(node)
    if _MAIL.fullmatch(value):
        return value
    if not is_web_address(_PLACES.sub("", value), ("https",)):
        message = "这里应是邮箱，或以 https:// 开头的网址；网址里可以写 {title} 和 {body}，不能有别的花括号、空格、引号"
        raise WrongValue(message, node)
    return value


def contact(node: yaml.Node) -> str:
    """A line that says whom to tell: a telephone number, a mail or postal address."""
    value = text(node)
    if "\n" in value or len(value) > _LONGEST_CONTACT or _MARKUP.search(value):
        raise WrongValue(f"这里应是一行电话、邮箱或地址，不超过{_LONGEST_CONTACT}字，不带代码", node)
    return value


def card_font(node: yaml.Node) -> str:
    """The path of a font file, without anything that leads elsewhere on sight; whether it is one is looked at by the pipeline."""
    value = text(node)
    if "://" in value:
        raise WrongValue("这里应是字体文件的路径，如 fonts/title.otf，不能是网址", node)
    return value


def patterns(node: yaml.Node) -> tuple[str, ...]:
    """Names of files or, with a final `/`, of folders, seen from the root of the site; `*` and `?` stand for characters within a name."""

    def check(item: yaml.Node) -> None:
        parts = item.value.removesuffix("/").split("/")
        if "\\" in item.value or any(part in ("", ".", "..") for part in parts):
            message = "这里应是网站里的文件名，或以 / 结尾的文件夹名，从网站的根写起，如 verify-*.txt、maps/"
            raise WrongValue(message, item)

    found = texts(node)
    each_of(node.value, check)
    return found


def clock(node: yaml.Node) -> str:
    """A time of day, `09:00`. YAML takes 09:00 without quotation marks for a number, which is accepted as it stands."""
    if not isinstance(node, yaml.ScalarNode) or not _CLOCK.fullmatch(node.value):
        raise WrongValue('这里应是 24 小时制的时刻，如 "09:00"', node)
    return str(node.value)


def flag(node: yaml.Node) -> bool:
    """Yes or no, as YAML writes it."""
    value = node.value.lower() if isinstance(node, yaml.ScalarNode) else ""
    if value not in ("true", "false"):
        raise WrongValue("这里应是 true（开）或 false（关）", node)
    return bool(value == "true")


def language(node: yaml.Node) -> str:
    """A language that has a file of wording."""
    value, known = text(node), languages()
    if value not in known:
        raise WrongValue(f"没有这种文字：“{value}”；可用的有：{'、'.join(known)}", node)
    return value


def columns(node: yaml.Node) -> Mapping[str, Mapping[str, str]]:
    """What the meta names of a column say, by the name of the column."""

    def facts(name: str, value: yaml.Node) -> Mapping[str, str]:
        return pairs(value, f"“{name}”下面应是“description: ……”这样的分项", fact)

    def fact(key: str, value: yaml.Node) -> str:
        if key not in _COLUMN_KEYS:
            raise WrongValue(f"没有“{key}”这一项；可用的有：{'、'.join(_COLUMN_KEYS)}", value)
        return text(value)

    return pairs(node, "这里应是“栏目:”，下面分写 description、keywords、type", facts)


def pdf_limits(node: yaml.Node) -> PdfLimits:
    """Names of limits to whole numbers; those that are not named keep their default."""

    def limit(name: str, value: yaml.Node) -> int:
        if name not in _LIMITS:
            raise WrongValue(f"没有“{name}”这一项；可用的有：{'、'.join(_LIMITS)}", value)
        if not isinstance(value, yaml.ScalarNode) or not _LIMIT.fullmatch(value.value):
            raise WrongValue(f"“{name}”应是 1 到 999999999 的整数", value)
        return int(value.value)

    return PdfLimits(**pairs(node, "这里应是“名称: 数”，如 {pages: 500}", limit))


def publish(node: yaml.Node) -> Destination:
    """A folder or a place for rsync over ssh."""
    shape = "这里应是“folder: 文件夹”或“rsync: 用户@主机:/路径”，两项写一项"

    def place(name: str, value: yaml.Node) -> str:
        if name not in ("folder", "rsync"):
            raise WrongValue(f"没有“{name}”这一项；可用的有：folder、rsync", value)
        if name == "rsync" and not is_remote(text(value)):
            message = "应是“用户@主机:/路径”，路径里只能用字母、数字和 . _ - + ~ @ /，不能有空格、引号、.."
            raise WrongValue(message, value)
        return text(value)

    found = pairs(node, shape, place)
    if len(found) != 1:
        raise WrongValue(shape, node)
    return Destination(**found)
