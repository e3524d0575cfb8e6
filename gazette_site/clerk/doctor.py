"""`doctor`: whether this machine and the settings are fit for the work, each finding with what to do.

finding = good | worth knowing | in the way
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from gazette_site.admission import read_config
from gazette_site.arguments import Asked
from gazette_site.clerk import machine
from gazette_site.config import SiteConfig
from gazette_site.options import Options
from gazette_site.publishing.folder.staging import files_of
from gazette_site.publishing.permanence import publication
from gazette_site.terminal import tell


class Mark(Enum):
    """How a finding is."""

    GOOD = "好  "
    NOTE = "注意"
    BAD = "不行"


class Finding(NamedTuple):
    """One thing that was looked at."""

    mark: Mark
    what: str
    said: str


_ROOM = 200_000_000
"""Bytes that a small site, its copy and the cache need."""
_WITHOUT_ADDRESS = (
    "没有写 base_url：没有网站地图（sitemap.xml）、规范网址、分享时的标题图，订阅和引用里的链接不完整，纸上的二维码没有；"
    "请在 site.yaml 里写上网站的公开地址"
)


def run(asked: Asked) -> int:
    """Tells every finding; 1 if something is in the way. Raises Unusable for settings that cannot be read."""
    config = read_config(asked.options)
    findings = [*_program(), *_folders(asked.options), *_settings(asked.options, config)]
    tell("\n".join(f"{one.mark.value}  {one.what}：{one.said}" for one in findings), sys.stdout)
    bad = sum(one.mark is Mark.BAD for one in findings)
    notes = sum(one.mark is Mark.NOTE for one in findings)
    tell(f"\n{bad} 处不行，{notes} 处注意" if bad or notes else "\n都好", sys.stdout)
    return int(bad > 0)


def _program() -> Iterator[Finding]:
    version, minor = ".".join(map(str, sys.version_info[:3])), sys.version_info[:2]
    if minor < (3, 11):
        yield Finding(Mark.BAD, "Python", f"{version}，要 3.11 以上的")
    else:
        newer = minor >= (3, 14)
        yield Finding(Mark.NOTE if newer else Mark.GOOD, "Python", f"{version}{'，没有试过这么新的' if newer else ''}")
    yield _versions()
    pagefind = machine.pagefind_version()
    yield (
        Finding(Mark.GOOD, "搜索（Pagefind）", pagefind)
        if pagefind
        else Finding(Mark.BAD, "搜索（Pagefind）", "运行不了，做不成搜索索引；请重新安装所用的程序")
    )
    yield _fonts()
    encoding = machine.encoding_without_chinese()
    yield (
        Finding(Mark.NOTE, "终端", f"编码是 {encoding}，显示不了中文；可先运行 chcp 65001")
        if encoding
        else Finding(Mark.GOOD, "终端", "能显示中文")
    )


def _versions() -> Finding:
    compared = machine.compare_versions()
    if compared is None:
        return Finding(Mark.NOTE, "所用的程序", "找不到 requirements.lock，没有核对版本")
    if compared.missing:
        return Finding(Mark.BAD, "所用的程序", f"没有装：{'、'.join(compared.missing)}；请重新安装")
    if compared.other:
        return Finding(Mark.NOTE, "所用的程序", f"版本与 requirements.lock 不同：{'、'.join(compared.other)}")
    return Finding(Mark.GOOD, "所用的程序", f"{compared.same} 个，版本与 requirements.lock 相同")


def _fonts() -> Finding:
    found = machine.chinese_font()
    if found is None:
        return Finding(Mark.NOTE, "中文字体", "没有找到；没有嵌入字体的 PDF，页面图像上的字会缺，请安装一种中文字体")
    return Finding(Mark.GOOD, "中文字体", found)


def _folders(options: Options) -> Iterator[Finding]:
    output = options.output.resolve()
    for what, folder in (("公报文件夹", options.issues), ("网站所在", output.parent), ("缓存", options.cache)):
        why = machine.not_writable(folder)
        yield Finding(Mark.BAD, what, f"{folder} {why}") if why else Finding(Mark.GOOD, what, f"{folder} 可以写入")
    size = sum((output / path).lstat().st_size for path in files_of(output)) if output.is_dir() else 0
    free = machine.free_space(output)
    needed = max(_ROOM, 3 * size)
    said = f"还有 {free // 1_000_000} MB，网站现有 {size // 1_000_000} MB"
    yield (
        Finding(Mark.GOOD, "磁盘", said)
        if free >= needed
        else Finding(Mark.BAD, "磁盘", f"{said}，生成时至少要 {needed // 1_000_000} MB")
    )
    for folder in {output, options.issues.resolve()}:
        if service := machine.cloud_folder(folder):
            said = f"{folder} 在 {service} 的同步文件夹里：同步会占住文件、留下副本，请把网站移到别处"
            yield Finding(Mark.NOTE, "同步文件夹", said)
    if sys.platform == "win32" and len(str(output)) > 100:
        yield Finding(Mark.NOTE, "路径", f"{output} 太长，Windows 可能写不了里面的文件，请换一个短的")


def _settings(options: Options, config: SiteConfig) -> Iterator[Finding]:
    base_url = config.base_url
    yield Finding(Mark.GOOD, "网址", base_url) if base_url else Finding(Mark.NOTE, "网址", _WITHOUT_ADDRESS)
    if base_url and base_url.startswith("http:"):
        yield Finding(Mark.NOTE, "网址", "是 http 的，浏览器会提示不安全；有 https 请改写")
    if config.card_font is None:
        yield Finding(Mark.NOTE, "标题图", "没有写 card_font，分享链接时没有标题图")
    yield _destination(config)
    try:
        begun = publication.announced(options.issues)
    except (ValueError, OSError):
        yield Finding(Mark.BAD, "发布", f"{options.issues / publication.NEXT} 看不懂，请找人看看")
        return
    if begun:
        yield Finding(Mark.BAD, "发布", "上次发布没有做完，请再运行 publish，或用 undo 撤回")


def _destination(config: SiteConfig) -> Finding:
    target = config.publish
    if target is None:
        return Finding(Mark.NOTE, "发布到", "没有写 publish，发布时只确认网址，网站要自己拷到服务器")
    if target.rsync:
        there = machine.has_program("rsync")
        return Finding(
            Mark.GOOD if there else Mark.BAD, "发布到", f"{target.rsync}{'' if there else '，但没有装 rsync'}"
        )
    folder = Path(target.folder).expanduser()
    why = machine.not_writable(folder)
    return Finding(Mark.BAD if why else Mark.GOOD, "发布到", f"{folder} {why or '可以写入'}")
