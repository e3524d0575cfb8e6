"""Hostile input through the command line: what is published is well formed, and what is said steers no terminal."""

from __future__ import annotations

import csv
import gzip
import json
import re
import sqlite3
import tarfile
from html.parser import HTMLParser
from pathlib import Path

import pytest
from lxml import etree

from gazette_site.characters import UNFIT
from gazette_site.cli import PUBLISHED, UNUSABLE, WRONG, main

ODD = "\x00\x08\x1b[31m\x7f\x85\x9b\u2028\u202e\u2066\ufdd0\ufffe\uffff\U0001fffe\U000e0041"
"""One of every kind that no text may hold."""
ISSUE = f"""澜川市人民政府公报
2025年第3期
（总第27期·月刊）
2025年4月7日出版
目录
市政府文件
1 澜川市人民政府关于{ODD}<script>]]>&"'植树的通知
大事记

澜川市人民政府关于{ODD}<script>]]>&"'植树的通知
澜府发〔2025〕3号

各县区人民政府{ODD}：

一、任务{ODD}

请认真{ODD}贯彻执行。

项目{ODD}\t数量\t增减
=HYPERLINK("http://example.org"){ODD}\t@SUM(A1)\t-5
+1+2\t-3%\t-重点

澜川市人民政府{ODD}
2025年3月1日

2025年3月大事记

3月3日，市政府{ODD}召开常务会议。
"""
FORMULA = re.compile(r"[=+@＝＋＠\t\r]")
"""What a spreadsheet runs, numbers aside."""
SETTINGS = "base_url: https://www.example.gov.cn/gongbao/\nreport: gongbao@example.gov.cn\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with an issue that holds one of everything."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "issues").mkdir()
    (tmp_path / "issues/2025-03.txt").write_text(ISSUE, "utf-8")
    (tmp_path / "issues/site.yaml").write_text(SETTINGS, "utf-8")
    return tmp_path


def _build(*more: str) -> int:
    return main(["--issues", "issues", "--output", "site", "--quiet", "--no-ledger", *more])


class _Strict(HTMLParser):
    """Collects scripts that run and attributes that do."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "script" and "src" not in given and given.get("type") != "application/ld+json":
            self.found.append(tag)
        self.found += [
            name for name, value in attrs if name == "style" or name.startswith("on") or "javascript:" in (value or "")
        ]
        self.found += [tag] if tag in ("style", "iframe", "object", "embed", "base") else []


def test_everything_is_well_formed(folder: Path) -> None:
    """Feeds, sitemap, Akoma Ntoso, JSON, CSV and HTML are parsed again, and hold nothing that no text may hold."""
    assert _build("--check") == PUBLISHED
    for packed in (folder / "site/data").rglob("*.jsonl.gz"):
        packed.with_suffix("").write_bytes(gzip.decompress(packed.read_bytes()))
    for packed in (folder / "site/data").rglob("*.tar.gz"):
        with tarfile.open(packed) as archive:
            archive.extractall(packed.parent / "unpacked", filter="data")
    files = [
        path for path in (folder / "site").rglob("*") if path.is_file() and not path.name.startswith("transcript.")
    ]
    kinds = {path.suffix for path in files}
    assert {".xml", ".json", ".html", ".csv", ".txt", ".jsonl"} <= kinds
    for path in files:
        if path.suffix in (".xml", ".svg"):
            etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True))
        if path.suffix == ".json":
            json.loads(path.read_text("utf-8"))
        if path.suffix in (".xml", ".svg", ".json", ".jsonl", ".html", ".csv", ".txt"):
            assert not UNFIT.search(path.read_bytes().decode("utf-8")), path
        if path.suffix == ".html":
            page = _Strict()
            page.feed(path.read_text("utf-8"))
            assert page.found == [], path


def test_cells_are_no_formulas_and_the_data_is_whole(folder: Path) -> None:
    """No cell of a table begins as a formula; in SQLite and JSON nothing is added."""
    assert _build() == PUBLISHED
    for table in (folder / "site/data").rglob("*.csv"):
        with table.open(encoding="utf-8-sig", newline="") as stream:
            cells = {cell for row in csv.reader(stream) for cell in row}
        assert not any(FORMULA.match(cell) for cell in cells), table
    stored = (folder / "site/data/issues/2025-03.json").read_text("utf-8")
    assert '"=HYPERLINK(' in stored and "'=" not in stored
    with sqlite3.connect(folder / "site/data/gazette.sqlite") as data:
        assert not any("'=" in row for row in data.iterdump())


def test_every_page_has_a_policy(folder: Path) -> None:
    """Nothing runs, and nothing is loaded, that is not a file of the site; WebAssembly is compiled on the search page alone."""
    assert _build() == PUBLISHED
    for path in (folder / "site").rglob("*.html"):
        page = path.read_text("utf-8")
        assert 'http-equiv="Content-Security-Policy" content="default-src \'none\'; ' in page.partition("<title>")[0], (
            path
        )
        assert '<meta name="referrer" content="same-origin">' in page
        assert ("'wasm-unsafe-eval'" in page) == (path.parent.name == "search"), path
        assert "'unsafe-inline'" not in page and "'unsafe-eval'" not in page


def test_the_report_steers_no_terminal(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Names of files, quoted lines and values of settings come out with everything escaped that a terminal obeys."""
    (folder / "issues" / "2025-04\x1b]0;x\x07\u202e.txt").write_text("甲", "utf-8")
    (folder / "issues/2025-03.yaml").write_text('notes: ["\\u202e\\x1b[2J"]\nauthor: "甲\x9b乙"\n', "utf-8")
    assert _build() == WRONG
    told = "".join(capsys.readouterr())
    assert not UNFIT.search(told) and "2025-04\\x1b]0;x\\x07\\u202e.txt" in told
    assert main(["--issues", "\x1b[31mwu", "--output", "site"]) == UNUSABLE
    assert "\x1b" not in "".join(capsys.readouterr())


def test_links_out_of_the_folder_publish_nothing(folder: Path) -> None:
    """An issue, a sidecar, a PDF, the settings, a font: a link to elsewhere ends the build."""
    (folder / "outside").write_text("city: 秘密\n", "utf-8")
    for name, status in (
        ("2025-04.txt", WRONG),
        ("2025-03.pdf", WRONG),
        ("2025-03.yaml", WRONG),
        ("site.yaml", UNUSABLE),
    ):
        path = folder / "issues" / name
        kept = path.read_bytes() if path.exists() else None
        path.unlink(missing_ok=True)
        path.symlink_to("../outside")
        assert _build() == status, name
        path.unlink()
        if kept is not None:
            path.write_bytes(kept)
    assert not (folder / "site").exists()


@pytest.mark.parametrize(
    ("font", "message"),
    [
        ("../outside", "当前文件夹"),
        ("/etc/hostname", "当前文件夹"),
        ("link.otf", "当前文件夹"),
        ("issues/2025-03.txt", "不是字体"),
        ("wu.otf", "没有这个字体文件"),
        ("issues", "没有这个字体文件"),
    ],
)
def test_a_font_is_a_font_and_lies_inside(
    folder: Path, font: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """No other file of the machine is read as the font of the title cards."""
    (folder.parent / "outside").write_bytes(b"OTTO")
    (folder / "link.otf").symlink_to("../outside")
    (folder / "issues/site.yaml").write_text(f"{SETTINGS}card_font: {font}\n", "utf-8")
    assert _build() == UNUSABLE
    assert message in capsys.readouterr().err


def test_settings_that_are_no_file_are_said(folder: Path) -> None:
    """A folder, or a link to nowhere, in the place of the settings does not mean that there are none."""
    settings = folder / "issues/site.yaml"
    settings.unlink()
    settings.mkdir()
    assert _build() == UNUSABLE
    settings.rmdir()
    settings.symlink_to("wu.yaml")
    assert _build() == UNUSABLE
