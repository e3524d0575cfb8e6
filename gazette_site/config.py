"""The configuration: `site.yaml` as one record. Every key is optional; the defaults fit a municipal gazette as it is.

site.yaml ──▶ nodes with their lines ──▶ SiteConfig, problems
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import yaml

from gazette_site import config_values as values_of
from gazette_site.config_values import SLUG, WrongValue, each_of, wrong_values
from gazette_site.destinations import Destination
from gazette_site.failures import cause
from gazette_site.issue_names import order_of
from gazette_site.languages import DEFAULT as DEFAULT_LANGUAGE
from gazette_site.model import Issue
from gazette_site.pdf_limits import DEFAULT_LIMITS, PdfLimits
from gazette_site.problems import Problem, error
from gazette_site.yaml_places import NotYaml, YamlText, colon_hint, entries, is_null, line_of

__all__ = [
    "DEFAULT_NAME",
    "DEFAULT_SECTIONS",
    "READERS",
    "SLUG",
    "SiteConfig",
    "load_config",
    "parse_config",
    "resolve",
]

DEFAULT_NAME = "政府公报"
DEFAULT_SECTIONS = ("政府工作报告", "市政府文件", "市政府办公室文件", "部门文件", "人事任免", "政府大事记", "大事记")


@dataclass(frozen=True, slots=True)
class SiteConfig:
    """What the clerk may say about the site. Where nothing is said, the print is asked, and what is not printed is left out."""

    name: str = ""
    """Name of the site. `name: 澜川市人民政府公报`. Default: the masthead of the newest issue."""
    city: str | None = None
    """City that the gazette is about; the home page states it to machines. `city: 澜川市`."""
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
    glyphs: Mapping[str, str] = field(default_factory=dict)
    """What private code points in PDFs show; the build report names them. `glyphs: {U+E001: 〔, U+E002: 〕}`."""
    synonyms: tuple[tuple[str, ...], ...] = ()
    """Words that mean much the same; a search for one also offers what has the others. `synonyms: [[放鞭炮, 烟花爆竹], [路灯, 照明设施]]`."""
    sites: Mapping[str, str] = field(default_factory=dict)
    """Other sites made by this program that are searched together with this one. `sites: {青阳市人民政府公报: https://gb.qingyang.example/}`."""
    topics: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Words of titles and headings by topic, beside those that are shipped. `topics: {民族团结: [民族团结, 民族宗教]}`."""
    redirects: Mapping[str, str] = field(default_factory=dict)
    """Addresses, or places on pages, that moved, each with its new address. `redirects: {/documents/2023-01-4/: /documents/2023-01-3/}`."""
    report: str | None = None
    """Where “本页有误” leads: a mail address, or a tracker with `{title}` and `{body}`. `report: gongbao@example.gov.cn`. Default: no such link."""
    site_id: str | None = None
    """网站标识码 of the government site, for the meta name SiteIDCode. `site_id: "1502000001"`."""
    publish_time: str | None = None
    """Time of day for the meta name PubDate, which asks for one and the print has none. `publish_time: "09:00"`. Without it there is no PubDate."""
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Meta names of lists: `description`, `keywords`, `type` by the name of the list. `columns: {市政府文件: {type: 政策文件}}`."""
    card_font: str | None = None
    """Font file of the title cards shown where a link is shared. `card_font: fonts/x.ttc`. Default: no cards."""
    keep: tuple[str, ...] = ()
    """Files in the folder of the site that are somebody else's and stay there. `keep: [verify-*.txt, maps/]`."""
    offline: bool = False
    """Whether a reader may keep a copy for reading without a network (`/sw.js`). `offline: true`."""
    language: str = DEFAULT_LANGUAGE
    """Language of everything that is not the gazette's own text; one that has a file in `templates/wording`. `language: zh-CN`."""
    publish: Destination | None = None
    """Where `publish` copies the site to: a folder, or a place for rsync. `publish: {folder: ../www}`. Default: it only confirms."""
    pdf_limits: PdfLimits = DEFAULT_LIMITS
    """What a PDF may ask of the machine: pages, objects, megabytes, operators, seconds, memory. `pdf_limits: {pages: 500}`."""
    checked: tuple[tuple[str, str], ...] = ()
    """Warnings about the archive as a whole that were looked at: code and words of each (`reading.ticks`)."""
    file: str = "site.yaml"
    """Path of the file as the clerk knows it; not a key."""


def load_config(path: Path, file: str = "") -> tuple[SiteConfig, tuple[Problem, ...]]:
    """The configuration in the file at `path`, shown to the clerk as `file`, and everything that is wrong with it."""
    shown = file or path.as_posix()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as failure:
        reason = "不是 UTF-8 编码" if isinstance(failure, UnicodeDecodeError) else f"读不出来（{cause(failure)}）"
        return SiteConfig(file=shown), (error(shown, f"配置文件{reason}", code="config-unreadable"),)
    return parse_config(text, shown)


def parse_config(text: str, file: str) -> tuple[SiteConfig, tuple[Problem, ...]]:
    """The configuration that `text` writes; a key with a problem keeps its default."""
    written = YamlText(text)
    values: dict[str, object] = {}
    problems: list[Problem] = []

    def report(message: str, line: int, code: str) -> None:
        problems.append(error(file, message, line, written.row(line).strip(), code))

    try:
        _read_into(values, written.root())
    except* WrongValue as group:
        for wrong in wrong_values(group):
            report(str(wrong), line_of(wrong.node), "config-value")
    except* NotYaml as group:
        for broken in group.exceptions:
            report(str(broken), broken.line if isinstance(broken, NotYaml) else 0, "config-yaml")
    return SiteConfig(file=file, **values), tuple(problems)  # type: ignore[arg-type]  # each value was made by its key's reader


def resolve(config: SiteConfig, issues: Iterable[Issue]) -> SiteConfig:
    """`config` with the name and the organiser, where not configured, as printed in the newest issue that prints them."""
    mastheads = [issue.masthead for issue in sorted(issues, key=lambda issue: order_of(issue.id), reverse=True)]
    printed_name = next((masthead.gazette for masthead in mastheads if masthead.gazette), DEFAULT_NAME)
    printed_organiser = next((masthead.organiser for masthead in mastheads if masthead.organiser), None)
    return replace(config, name=config.name or printed_name, organiser=config.organiser or printed_organiser)


def _read_into(values: dict[str, object], root: yaml.Node | None) -> None:
    """Puts what the file says into `values`; raises WrongValue, one or a group of them, after the whole file was read."""
    if root is None or is_null(root):
        return
    if not isinstance(root, yaml.MappingNode):
        raise WrongValue("配置应是“名称: 值”的形式，一行一项" + colon_hint(root), root)

    def read(entry: tuple[str, yaml.Node, yaml.Node]) -> None:
        values.update(_checked(*entry, values))

    each_of(entries(root), read)


def _checked(name: str, key: yaml.Node, value: yaml.Node, known: Mapping[str, object]) -> dict[str, object]:
    """The value as a one-item dictionary; empty if nothing stands after the key, which then has its default."""
    if name not in READERS:
        raise WrongValue(f"没有“{name}”这一项；可用的有：{'、'.join(READERS)}", key)
    if name in known:
        raise WrongValue(f"“{name}”写了两次", key)
    return {} if is_null(value) else {name: READERS[name](value)}


READERS: Mapping[str, Callable[[yaml.Node], object]] = {
    "name": values_of.text,
    "city": values_of.text,
    "organiser": values_of.text,
    "base_url": values_of.base_url,
    "description": values_of.text,
    "examples": values_of.texts,
    "contact": values_of.contact,
    "sections": values_of.texts,
    "romanisations": values_of.romanisations,
    "glyphs": values_of.glyphs,
    "synonyms": values_of.synonyms,
    "sites": values_of.sites,
    "topics": values_of.topics,
    "redirects": values_of.redirects,
    "report": values_of.report,
    "site_id": values_of.text,
    "publish_time": values_of.clock,
    "columns": values_of.columns,
    "card_font": values_of.card_font,
    "keep": values_of.patterns,
    "offline": values_of.flag,
    "language": values_of.language,
    "publish": values_of.publish,
    "pdf_limits": values_of.pdf_limits,
    "checked": values_of.checked,
}
"""The keys of `site.yaml`, each with what reads its value."""
