"""The program as the clerk meets it: options, exit status, what is said, what is left alone."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from gazette_site import parsing, pipeline
from gazette_site.cli import main
from gazette_site.locks import locked
from gazette_site.parsing import store
from gazette_site.publishing import release
from gazette_site.publishing.folder.staging import Staging
from gazette_site.terminal import ProgressLine

ROOT = Path(__file__).parent.parent
AT_HOME = {**os.environ, "PYTHONPATH": str(ROOT)}

ISSUE = """澜川市人民政府公报

2025年第{number}期
（总第{cumulative}期·月刊）

2025年{number}月28日出版

目  录

市政府文件

1 澜川市人民政府关于加强第{number}号桥管理的通知

政府大事记

3 2025年{number}月政府大事记

澜川市人民政府关于加强第{number}号桥管理的通知

澜府发〔2025〕{document}号

各区人民政府，市各委、办、局：

为加强桥梁管理，现将有关事项通知如下。

一、明确职责

各区人民政府负责本区桥梁的日常管理，及时发现和处理隐患。

2025年{number}月2日

（此件公开发布）

2025年{number}月 大事记

{number}月8日，市长主持召开市政府常务会议，研究桥梁管理工作。

澜川市人民政府办公室主办

邮政编码：014000

地址：澜川市河滨路1号
"""


def write_issue(folder: Path, number: int, **changes: object) -> Path:
    """Writes a small issue of 2025 with one document and one entry."""
    folder.mkdir(exist_ok=True)
    path = folder / f"2025-{number:02}.txt"
    values = {"number": number, "cumulative": 150 + number, "document": 10 + number, **changes}
    path.write_text(ISSUE.format(**values), encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with two issues in `issues/`."""
    monkeypatch.chdir(tmp_path)
    write_issue(tmp_path / "issues", 3)
    write_issue(tmp_path / "issues", 4)
    return tmp_path


REPORT = "_report/index.html"


def tree(folder: Path) -> dict[str, bytes]:
    """Path and content of every file but those of the cache, and of the report, which has the seconds that the build took."""
    files = {p.relative_to(folder).as_posix(): p for p in sorted(folder.rglob("*")) if p.is_file()}
    return {path: file.read_bytes() for path, file in files.items() if not path.startswith((".cache/", REPORT))}


def names(folder: Path) -> list[str]:
    """What lies in a folder but the cache."""
    return sorted(path.name for path in folder.iterdir() if path.name != ".cache")


def urls(folder: Path) -> list[str]:
    """The published addresses."""
    listed: list[str] = json.loads((folder / "_site/data/urls.json").read_bytes())
    return listed


def told(capsys: pytest.CaptureFixture[str]) -> str:
    """What stands on stderr, on one line."""
    return " ".join(capsys.readouterr().err.split())


def test_a_folder_of_issues_becomes_a_site(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The site has pages, data and index; the summary says how much, and nothing else is said."""
    assert main([]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("已生成 _site：2 期，2 件文件，0 个附件，2 条大事记，")
    assert "0 处警告" in said.out
    assert said.err == ""
    assert {"/", "/issues/2025-03/", "/documents/lanfufa-2025-13/", "/chronicle/2025-03-08/"} <= set(urls(folder))
    files = tree(folder / "_site")
    assert {"data/issues/2025-04.json", "robots.txt", "404.html", "pagefind/pagefind.js"} <= set(files)
    assert "sitemap.xml" not in files


def test_two_builds_are_the_same(folder: Path) -> None:
    """The same input gives the same bytes, with any number of processes and options in any place."""
    assert main(["--quiet"]) == 0
    first = tree(folder / "_site")
    assert main(["--quiet", "--jobs", "2", "--output", "other", "--issues", str(folder / "issues")]) == 0
    assert tree(folder / "other") == first


def test_every_page_has_its_address(folder: Path) -> None:
    """Each listed address is a file, and each page is listed."""
    assert main(["--quiet"]) == 0
    pages = {"/" + path.removesuffix("index.html") for path in tree(folder / "_site") if path.endswith(".html")}
    assert pages - {"/404.html"} == set(urls(folder))


def test_quiet_says_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without problems a quiet build prints nothing."""
    assert main(["--quiet"]) == 0
    assert capsys.readouterr() == ("", "")


class Screen(io.StringIO):
    """A terminal that keeps what was written to it."""

    def isatty(self) -> bool:
        """It is one."""
        return True


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Screen:
    """A terminal of the usual kind."""
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "100")
    return Screen()


def pictures(screen: Screen) -> list[str]:
    """What was shown on the line, one picture after the other, without colours."""
    plain = re.sub(r"\x1b\[[\d;]*m", "", screen.getvalue())
    return [words for part in re.split(r"\r?\x1b\[2K|\n", plain) if (words := " ".join(part.split()))]


def test_progress_is_a_bar_on_a_terminal(screen: Screen) -> None:
    """One line is drawn again, with a bar, how much is done and, where that can be known, what time is left."""
    clock = count(1.0)
    with closing(ProgressLine(screen, lambda: next(clock))) as progress:
        for done in range(1, 4):
            progress("读公报", done, 4)
        progress("写网页", 7, 0)
        progress("写数据", 0, 0)
    bars = [re.sub(r"[━╸╺ ]*━[━╸╺ ]*", " ━ ", one).strip() for one in pictures(screen) if "━" in one]
    assert list(dict.fromkeys(bars[:2])) == ["读公报 ━ 1/4", "读公报 ━ 2/4"]
    assert [one for one in bars if re.fullmatch(r"读公报 ━ 3/4 还要约 \d+ 秒", one)]
    assert {"写网页 ━ 7", "写数据 ━"} <= set(bars)


def test_progress_leaves_nothing_behind(screen: Screen) -> None:
    """The line is cleared and the cursor shown again, also after a failure."""
    with pytest.raises(KeyError), closing(ProgressLine(screen)) as progress:
        progress("读公报", 1, 4)
        raise KeyError
    assert screen.getvalue().endswith("\x1b[?25h\r\x1b[1A\x1b[2K")


def test_many_steps_are_few_pictures(screen: Screen) -> None:
    """Pages that are written within a moment cost one picture."""
    with closing(ProgressLine(screen, lambda: 0.05)) as progress:
        for done in range(1, 1000):
            progress("写网页", done, 0)
    assert sum("写网页" in one for one in pictures(screen)) <= 3


def test_progress_is_for_terminals(folder: Path) -> None:
    """A file or a pipe gets nothing, and nothing is loaded for it."""
    stream = io.StringIO()
    with closing(ProgressLine(stream)) as progress:
        progress("读公报", 2, 2)
    assert stream.getvalue() == ""
    script = "import sys; from gazette_site.cli import main; main(['--quiet']); print('rich' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], cwd=folder, env=AT_HOME, capture_output=True, check=True)
    assert (done.stdout.split(), done.stderr) == ([b"False"], b"")


def test_a_build_on_a_terminal_shows_its_steps(
    folder: Path, screen: Screen, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Reading, pages, data and index have their turn; what is said afterwards is the same as in a log."""
    monkeypatch.setattr(sys, "stderr", screen)
    assert main([]) == 0
    assert capsys.readouterr().out.startswith("已生成 _site：2 期")
    shown = "\n".join(pictures(screen))
    assert [shown.find(step) >= 0 for step in ("读公报", "写网页", "写数据", "做搜索索引")] == [True] * 4


def test_the_configuration_beside_the_issues_is_used(folder: Path) -> None:
    """`site.yaml` in the folder of the issues goes before the one in the working folder; `--config` before both."""
    (folder / "site.yaml").write_text("base_url: https://a.example.cn\n")
    (folder / "issues/site.yaml").write_text("base_url: https://b.example.cn\n")
    (folder / "third.yaml").write_text("base_url: https://c.example.cn\n")
    for arguments, host in ([], "b"), (["--config", "third.yaml"], "c"):
        assert main(["--quiet", *arguments]) == 0
        assert f"https://{host}.example.cn/issues/2025-03/" in (folder / "_site/sitemap.xml").read_text()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--nothing"], "没有这个选项：--nothing"),
        (["--issues"], "--issues 后面要写一个值"),
        (["--strict=yes"], "--strict 后面不能写值"),
        (["--jobs", "many"], "--jobs：应是 1 到 64 的整数"),
        (["--jobs", "65"], "--jobs：应是 1 到 64 的整数"),
        (["--issues", "--check"], "--issues 后面要写一个值"),
        (["--check", "--jobs"], "--jobs 后面要写一个值"),
        (["--stri"], "没有这个选项：--stri"),
        (["-x"], "没有这个选项：-x"),
        (["--", "issues", "more"], "没有这个选项：issues more"),
        (["issues"], "没有这个命令：issues；可用的有：build、diff、publish、undo、check、new、doctor、serve"),
        (["check"], "少写了文件"),
        (["publish", "--day", "昨天"], "--day：应是日期，如 2025-06-09"),
    ],
)
def test_wrong_usage_is_told_in_chinese(
    folder: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Options that do not exist or lack their value end the program with 2."""
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--issues", "elsewhere"], "没有这个公报文件夹"),
        (["--config", "elsewhere.yaml"], "没有这个配置文件"),
        (["--output", "letters"], "里有别的东西"),
        (["--output", "issues/_site"], "不能互相包含"),
        (["--output", "."], "不能互相包含"),
        (["--config", "bad.yaml"], "bad.yaml\n  2: 错误：没有“nmae”这一项"),
        (["--config", "font.yaml"], "没有这个字体文件“fonts/none.otf”"),
    ],
)
def test_what_cannot_be_used_is_refused(
    folder: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Folders and configurations that cannot be used end the program with 2, and nothing is touched."""
    (folder / "letters").mkdir()
    (folder / "letters/private.txt").write_text("private")
    (folder / "bad.yaml").write_text("city: 澜川市\nnmae: 公报\n")
    (folder / "font.yaml").write_text("card_font: fonts/none.otf\n")
    before = tree(folder)
    assert main(arguments) == 2
    assert said in capsys.readouterr().err
    assert tree(folder) == before


def test_an_error_publishes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With an error the site that was there is untouched, and the problems are told once, by file, in Chinese."""
    assert main(["--quiet"]) == 0
    before = tree(folder / "_site")
    (folder / "issues/2025-05.txt").write_bytes("目录".encode("gbk") + b"\xff\xfe\xff")
    (folder / "issues/2025-06.txt").write_text("")
    capsys.readouterr()
    assert main([]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "issues/2025-05.txt\n" in said.err
    assert "issues/2025-06.txt\n" in said.err
    assert "原来的网站没有改动" in said.err
    assert "Traceback" not in said.err
    assert tree(folder / "_site") == before
    assert names(folder) == ["_report", "_site", "issues"]


def test_keep_going_publishes_the_good_issues(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With `--keep-going` an issue with errors is left out, as long as it was not published before."""
    (folder / "issues/2025-05.txt").write_text("")
    assert main(["--keep-going"]) == 0
    said = capsys.readouterr()
    assert "另有 1 期因有错误没有收录" in said.out
    assert "issues/2025-05.txt" in said.err
    assert "/issues/2025-04/" in urls(folder)
    assert main(["publish", "--yes", "--quiet"]) == 0
    (folder / "issues/2025-04.txt").write_text("")
    before = tree(folder / "_site")
    assert main(["--keep-going"]) == 1
    assert "已发布的网址会消失：/chronicle/2025-04-08/" in capsys.readouterr().err
    assert tree(folder / "_site") == before


def test_a_link_never_dies(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A published address that would vanish is an error also where every issue is good."""
    assert main(["--quiet"]) == 0
    assert main(["publish", "--yes", "--quiet"]) == 0
    write_issue(folder / "issues", 3, document=99)
    assert main([]) == 1
    assert "issues/addresses.tsv 错误：已发布的网址会消失：/documents/lanfufa-2025-13/" in told(capsys)
    assert "/documents/lanfufa-2025-13/" in urls(folder)


def test_strict_takes_warnings_for_errors(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A cumulative number that may not fit is published with, but not with `--strict`."""
    write_issue(folder / "issues", 9, cumulative=157)
    assert main(["--strict"]) == 1
    assert "issues/2025-09.txt 错误：总期号与年、期对不上" in told(capsys)
    assert not (folder / "_site").exists()
    assert main([]) == 0
    said = capsys.readouterr()
    assert "1 处警告" in said.out
    assert "警告：总期号与年、期对不上" in said.err


def test_a_mistake_of_the_program_is_a_problem_of_one_issue(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unexpected exception in one issue is reported with type and message, and the others go on."""
    real: Callable[..., object] = parsing.parse

    def parse(source, sections, settings):  # type: ignore[no-untyped-def]
        if source.id == "2025-04":
            raise KeyError("unexpected")
        return real(source, sections, settings)

    monkeypatch.setattr(store, "parse", parse)
    assert main(["--keep-going"]) == 0
    assert "内部错误：KeyError: 'unexpected'" in capsys.readouterr().err
    assert "/issues/2025-03/" in urls(folder)


@pytest.mark.parametrize("stage", ["link_cards", "archive_pages", "write_about", "search_index"])
def test_no_stage_takes_the_program_down(
    folder: Path, stage: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unexpected exception after parsing is an error too; nothing is published and nothing is left lying about."""

    def broken(*_: object) -> None:
        raise ZeroDivisionError("unexpected")

    monkeypatch.setattr(pipeline if stage == "link_cards" else release, stage, broken)
    assert main([]) == 1
    assert "内部错误：ZeroDivisionError: unexpected" in capsys.readouterr().err
    assert names(folder) == ["_report", "issues"]


def test_an_interrupted_build_changes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C leaves the site that was there."""
    assert main(["--quiet"]) == 0
    write_issue(folder / "issues", 5)
    before = tree(folder)

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(release, "search_index", interrupted)
    assert main([]) == 130
    assert "已中断" in capsys.readouterr().err
    assert tree(folder) == before


@pytest.mark.parametrize(
    ("lock", "said"),
    [
        ("_site.lock", "_site 错误：另一次生成或发布（进程 {}，"),
        ("issues/.addresses.tsv.lock", "issues 错误：另一次生成或发布（进程 {}，"),
    ],
)
def test_a_second_build_is_turned_away(folder: Path, lock: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """While another build holds the output or the ledger, nothing is built; who it is and since when is told."""
    assert main(["--quiet"]) == 0
    write_issue(folder / "issues", 5)
    with locked(folder / lock):
        before = tree(folder)
        assert main([]) == 2
        assert said.format(os.getpid()) in told(capsys)
        assert tree(folder) == before
    assert main(["--quiet"]) == 0
    assert not (folder / lock).exists()


def test_a_trial_needs_no_ledger_to_itself(folder: Path) -> None:
    """With `--no-ledger` a build of another output goes beside one that keeps the ledger."""
    with locked(folder / "issues/.addresses.tsv.lock"):
        assert main(["--quiet", "--no-ledger"]) == 0


def test_what_others_put_into_the_site_is_kept_or_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file of the host stays; another one is named, unless the settings say `keep`; nothing is changed."""
    assert main(["--quiet"]) == 0
    (folder / "_site/CNAME").write_text("gongbao.example.gov.cn\n")
    assert main(["--quiet", "--check"]) == 0
    (folder / "_site/notice.pdf").write_text("theirs")
    before = tree(folder)
    assert main([]) == 2
    assert "notice.pdf。要保留，请在 site.yaml 的 keep 里写上名字" in capsys.readouterr().err
    assert tree(folder) == before
    (folder / "issues/site.yaml").write_text("keep: ['*.pdf']\n")
    assert main(["--quiet"]) == 0
    assert (folder / "_site/CNAME").read_text() == "gongbao.example.gov.cn\n"
    assert (folder / "_site/notice.pdf").read_text() == "theirs"


def _full(*_: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("remember", "issues/addresses.tsv 警告：网站已生成，但网址还没有登记"),
        ("changes", "nowhere/changes.json 警告：网站已生成，但与上次网站的差别没有写出来"),
        ("clear_old", "_site.old 警告：网站已生成，但旧网站没有删净"),
    ],
)
def test_what_fails_after_the_swap_is_told_as_such(
    folder: Path, step: str, said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit status 3: the site is the new one, what is missing is named, and the next build makes it good."""
    assert main(["--quiet"]) == 0
    write_issue(folder / "issues", 5)
    with monkeypatch.context() as patched:
        if step == "remember":
            patched.setattr(release, "remember", _full)
        if step == "clear_old":
            patched.setattr(Staging, "clear_old", _full)
        assert main(["--changes", "nowhere/changes.json"] if step == "changes" else []) == 3
    captured = capsys.readouterr()
    assert said in " ".join(captured.err.split())
    assert "没有改动" not in captured.err
    assert captured.out.startswith("已生成 _site：3 期")
    assert "/issues/2025-05/" in urls(folder)
    assert main(["--quiet"]) == 0
    assert "/issues/2025-05/" in (folder / "issues/addresses.tsv").read_text()
    assert names(folder) == ["_report", "_site", "issues"]
    assert not list((folder / "issues").glob(".*"))


def test_what_was_made_is_known_though_it_was_not_entered(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the ledger could not be written after the swap, whoever comes next enters what it was to say: here `publish`."""
    assert main(["--quiet"]) == 0
    write_issue(folder / "issues", 5)
    with monkeypatch.context() as patched:
        patched.setattr(release, "remember", _full)
        assert main(["--quiet"]) == 3
    assert main(["publish", "--yes", "--quiet"]) == 0
    (folder / "issues/2025-05.txt").unlink()
    assert main(["--quiet"]) == 1


@pytest.mark.parametrize("failing", ["promise", "publish"])
def test_what_fails_before_the_swap_publishes_nothing(
    folder: Path, failing: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the ledger cannot be announced, or the site not renamed, the old site, the old ledger and nothing else are there."""
    assert main(["--quiet"]) == 0
    write_issue(folder / "issues", 5)
    before = tree(folder)
    monkeypatch.setattr(*((release, "promise", _full) if failing == "promise" else (Staging, "publish", _full)))
    assert main([]) == 1
    assert "No space left on device" in capsys.readouterr().err
    assert tree(folder) == before


def test_a_rename_that_fails_puts_the_old_site_back(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the two renames of a swap an error is made good at once."""
    assert main(["--quiet"]) == 0
    before = tree(folder)
    real = Path.rename

    def rename(path: Path, target: Path) -> Path:
        if path.name == "_site.new":
            raise OSError(5, "Input/output error")
        return real(path, target)

    monkeypatch.setattr(Path, "rename", rename)
    assert main(["--quiet"]) == 1
    assert tree(folder) == before


def test_ctrl_c_comes_too_late_in_the_swap(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The swap and what belongs to it are finished, and it is told so."""
    real = Staging.publish

    def publish(staging: Staging) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        real(staging)

    monkeypatch.setattr(Staging, "publish", publish)
    assert main(["--quiet"]) == 0
    assert (folder / "issues/addresses.tsv").exists()


def test_a_site_that_was_touched_while_it_was_made_is_not_published(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program that removes files from the staging folder is noticed before the swap."""
    assert main(["--quiet"]) == 0
    before = tree(folder)
    real = Staging.write_urls

    def write_urls(staging: Staging) -> None:
        (staging.root / "index.html").unlink()
        real(staging)

    monkeypatch.setattr(Staging, "write_urls", write_urls)
    assert main([]) == 1
    assert "写好的网站被动过（少了 index.html）" in capsys.readouterr().err
    assert tree(folder) == before


def test_the_differences_do_not_go_into_the_site(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They would be a foreign file in it."""
    assert main(["--changes", "_site/changes.json"]) == 2
    assert "不能写进网站的文件夹里" in capsys.readouterr().err


def test_an_empty_folder_is_an_error(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without issues there is no site."""
    (folder / "empty").mkdir()
    assert main(["--issues", "empty"]) == 1
    assert "empty" in capsys.readouterr().err


def test_the_help_is_chinese_and_lists_every_option(capsys: pytest.CaptureFixture[str]) -> None:
    """`--help` explains options and exit statuses."""
    with pytest.raises(SystemExit) as stopped:
        main(["--help"])
    assert stopped.value.code == 0
    said = capsys.readouterr().out
    assert said.startswith("用法：")
    options = ("--issues", "--output", "--config", "--keep-going", "--strict", "--quiet", "--jobs")
    for option in (*options, "--no-ledger", "--check", "--changes", "退出码"):
        assert option in said


def test_build_py_is_the_program(folder: Path) -> None:
    """`python build.py` runs the same program, whatever the locale, and says nothing on stderr when piped."""
    script = Path(__file__).parent.parent / "build.py"
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, encoding="utf-8", env=environment, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("已生成 _site：2 期")
