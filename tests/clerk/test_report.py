"""The report: what is new comes first and whole, what was looked at is folded away, every problem with what settles it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from gazette_site.clerk.report_folder import report_folder
from gazette_site.clerk.report_page import page_text, report_page
from gazette_site.clerk.settling import CHECKED, CORRECTIONS, METADATA, PASTE, SETTLED, copies, sidecar_of
from gazette_site.problems import Paste, error, warning
from gazette_site.terminal import Stopwatch
from tests.clerk.conftest import Ask, Write

SLIP = "发现隐患及時处理。"
"""Words that are asked about: a traditional character."""

SETTINGS = "issues/site.yaml"


def report_of(folder: Path) -> str:
    """The report as it was written."""
    return (report_folder(folder / "_site") / "index.html").read_text("utf-8")


def copied(html: str, key: str) -> str:
    """The first lines to copy that begin with that key, as they stand on the page."""
    found = re.search(rf">({key}:\n.*?)</pre>", html, re.DOTALL)
    assert found
    return found[1].replace("&#34;", '"').replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def test_a_warning_is_ticked_off_with_the_lines_of_the_report(
    write: Write, ask: Ask, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Pasted into the sidecar they silence it in the terminal, and fold it away in the report, until its words change."""
    write(1, words=SLIP)
    assert ask("--no-ledger") == 0
    said = capsys.readouterr()
    assert "繁体字" in said.err
    assert "1 处警告，" in said.out
    (folder / "issues" / "2025-01.yaml").write_text(copied(report_of(folder), "checked"), "utf-8")
    assert ask("--no-ledger", "--strict") == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert "0 处警告（另有 1 处已核对）" in said.out
    assert "待核对 0 处，上次发布时已有 0 处，已核对 1 处" in report_of(folder)
    write(1, words=f"每日巡查，{SLIP}")
    assert ask("--no-ledger") == 0
    assert "繁体字" in capsys.readouterr().err


def test_old_warnings_take_a_line_a_file(write: Write, ask: Ask, capsys: pytest.CaptureFixture[str]) -> None:
    """What was said at the last publication is counted; only what came since is told in full."""
    write(1, words=SLIP)
    assert (ask(), ask("publish")) == (0, 0)
    write(2, words="发现险情及時处理。")
    capsys.readouterr()
    assert ask() == 0
    said = capsys.readouterr().err
    assert "发现险情及時处理" in said
    assert SLIP not in said
    assert "上次发布时已有、还没有核对的警告 1 处，见 _report/index.html：\n  issues/2025-01.txt：1 处" in said


def test_a_build_that_failed_has_a_report_too(write: Write, ask: Ask, folder: Path) -> None:
    """It says what to do about the error; what is known of the site that is there stays as it was."""
    write(1)
    assert ask() == 0
    assert "这次没有生成" not in report_of(folder)
    known = (folder / "_report" / "problems.json").read_bytes()
    write(1, "2025-01.md")
    assert ask() == 1
    assert "同一期只留一个，另一个移到别处。" in report_of(folder)
    assert "这次没有生成：有 1 处错误" in report_of(folder)
    assert (folder / "_report" / "problems.json").read_bytes() == known


def test_the_figures_are_those_of_the_site(write: Write, ask: Ask, folder: Path) -> None:
    """Documents, entries, characters, missing issues, files of the site, seconds of every stage."""
    write(1)
    write(3)
    assert ask() == 0
    shown = dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", report_of(folder)))
    files = [path for path in (folder / "_site").rglob("*") if path.is_file()]
    assert (shown["文件"], shown["大事记"], shown["缺期"]) == ("4", "2", "2025年第2期")
    assert shown["网站大小"].endswith(f"，{len(files)} 个文件")
    assert re.fullmatch(r"共 \d+，归入文件和大事记 \d+（[\d.]+%），封面、目录、书眉等 \d+，没有遗漏", shown["字符"])
    assert "写网页" in shown["用时（秒）"]


def test_what_was_published_stands_beside_the_quoted_line(write: Write, ask: Ask, folder: Path) -> None:
    """The words as they are in the site, and the page they are on."""
    write(1, words=SLIP)
    assert ask() == 0
    html = report_of(folder)
    assert f"<mark>各区人民政府负责本区桥梁的日常管理，{SLIP}"[:20] in html
    assert '<a href="../_site/documents/lanfufa-2025-11/index.html">' in html


def test_lines_to_copy_say_where_they_go() -> None:
    """Redirects for the settings, facts that were not printed, a correction, a tick: each under its key."""
    paste = Paste("issues/site.yaml", "redirects", ("  /a/: /b/",))
    vanished = error("issues/addresses.tsv", "已发布的网址会消失", code="address-lost", paste=paste)
    missing = warning("issues/2025-03.pdf", "封面上没有找到出版日期", code="masthead-published")
    odd = warning("issues/2025-03.txt", "请核对题目", 7, "  修建“凉亭”: 的通知", "title-odd")
    assert [(one.kind, one.file) for one in copies(vanished, SETTINGS)] == [(PASTE, "issues/site.yaml")]
    assert [(one.kind, one.file) for one in copies(missing, SETTINGS)] == [
        (METADATA, "issues/2025-03.yaml"),
        (CHECKED, "issues/2025-03.yaml"),
    ]
    (correction, _) = copies(odd, SETTINGS)
    assert correction.kind == CORRECTIONS
    assert yaml.safe_load(correction.text)["corrections"][0]["find"] == "修建“凉亭”: 的通知"
    (tick,) = copies(warning("issues", "别的文件", code="file-kind"), SETTINGS)
    assert (tick.kind, tick.file) == (SETTLED, SETTINGS)


@pytest.mark.parametrize(
    ("file", "sidecar"),
    [
        ("issues/2025-03.pdf", "issues/2025-03.yaml"),
        ("issues/2025-03.yaml", "issues/2025-03.yaml"),
        ("issues/2025-03/附件1.xlsx", "issues/2025-03.yaml"),
        ("issues/site.yaml", ""),
        ("references", ""),
    ],
)
def test_a_file_has_the_sidecar_of_its_issue(file: str, sidecar: str) -> None:
    """Also what lies in the folder of the issue."""
    assert sidecar_of(file) == sidecar


def test_words_of_a_gazette_are_escaped(tmp_path: Path) -> None:
    """What a file brings along is text in the report, and no element."""
    from gazette_site.clerk.report_page import write_report_page

    evil = warning("issues/2025-03.txt", "请核对", 1, "<script>alert(1)</script>", "title-odd")
    path = write_report_page(tmp_path / "_site", report_page(tmp_path / "_site", [evil], [evil]), "zh-CN")
    assert "<script>alert" not in path.read_text("utf-8")


def test_a_stage_ends_where_the_next_one_begins() -> None:
    """A stage that comes twice is one; what comes before the first belongs to none."""
    times = iter((0.0, 1.0, 4.0, 6.0, 7.0))
    watch = Stopwatch(lambda *_: None, lambda: next(times))
    for doing in ("读公报", "读公报", "写网页", "读公报"):
        watch(doing, 0, 0)
    watch.stop()
    assert watch.seconds == {"读公报": 4.0, "写网页": 2.0}


def test_a_page_shows_as_many_problems_as_a_browser_can_take(tmp_path: Path) -> None:
    """Whole files, those with errors first; of the others their names and how many there are."""
    many = [warning(f"issues/{year}-01.txt", "有疑问", n) for year in (1990, 1991, 1992) for n in range(1, 801)]
    late_error = error("issues/2025-01.txt", "读不出来", 1)
    page = report_page(tmp_path, [*many, late_error], [*many, late_error])
    assert [group.file[7:11] for group in page.new.groups] == ["1990", "1991", "2025"]
    assert [tuple(one) for one in page.new.rest] == [("issues/1992-01.txt", 800)]
    assert page.counts == (2401, 0, 0)
    assert "还有 800 处没有逐条列出" in page_text("report/index.html", "zh-CN", page=page, site="../_site")
