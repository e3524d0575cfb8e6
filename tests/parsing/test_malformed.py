"""Bad input met on purpose, through the command line: a clear problem or the right result, never a hang, a crash or unescaped text.

Each folder under `malformed/` has `issues/` and `expected.txt`: the exit status on the first line, then all that is said on stderr.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from gazette_site.cli import PUBLISHED, WRONG, main

HERE = Path(__file__).parent / "malformed"
CASES = sorted(path for path in HERE.iterdir() if path.is_dir())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _build() -> int:
    return main(["--issues", "issues", "--output", "site", "--quiet"])


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_malformed_input(case: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Malformed input ends with the expected exit status and problems, without a traceback; what is wrong is not published."""
    shutil.copytree(case / "issues", folder / "issues")
    status = _build()
    found = f"退出状态 {status}\n{capsys.readouterr().err}"
    if os.environ.get("ACCEPT"):
        (case / "expected.txt").write_text(found, encoding="utf-8")
    assert found == (case / "expected.txt").read_text("utf-8")
    assert "Traceback" not in found
    assert (folder / "site").exists() == (status == PUBLISHED)


def test_markup_in_titles_is_escaped_on_every_page(folder: Path) -> None:
    """A title that holds a script or a template is shown as it is printed and runs nowhere."""
    shutil.copytree(HERE / "markup-in-titles" / "issues", folder / "issues")
    assert _build() == PUBLISHED
    pages = [page.read_text("utf-8") for page in (folder / "site").rglob("*.html")]
    assert any("&lt;script&gt;alert(1)&lt;/script&gt;" in page for page in pages)
    assert any("{{7*7}}" in page for page in pages)
    assert not any("<script>alert" in page or "49及" in page for page in pages)


FRONT = """澜川市人民政府公报
2025年第3期
（总第27期）
2025年4月7日出版
目录
市政府文件
1 澜川市人民政府关于开展春季植树的意见

澜川市人民政府关于开展春季植树的意见
澜府发〔2025〕3号

各县区人民政府：

"""


def _issue(folder: Path, text: str) -> int:
    (folder / "issues").mkdir()
    (folder / "issues" / "2025-03.txt").write_text(text, encoding="utf-8")
    return _build()


def _body(folder: Path) -> str:
    page = next((folder / "site").glob("documents/*/index.html"))
    return page.read_text("utf-8")


def test_five_megabytes_on_one_line(folder: Path) -> None:
    """A line of five megabytes is one paragraph like any other."""
    assert _issue(folder, FRONT + "植树，" * 550_000 + "完。\n\n2025年3月1日\n") == PUBLISHED
    assert "植树，植树，完。" in _body(folder)


MARKS = {
    "bracket": "（",
    "quotation": "《",
    "attachment": "附件",
    "article": "第一条",
    "number": "澜府发〔2025",
    "year": "2025年",
    "bar": "|",
    "tab": "\t",
    "cell": "<td>",
    "heading": "一、",
    "item": "1.",
    "blank": "  ",
}


@pytest.mark.parametrize("what", MARKS.values(), ids=MARKS)
def test_one_mark_without_end_on_one_line(folder: Path, what: str) -> None:
    """A mark that opens something, repeated five thousand times, makes no rule hang."""
    _issue(folder, FRONT + what * 5_000 + "\n\n2025年3月1日\n")


def test_ten_thousand_headings(folder: Path) -> None:
    """Ten thousand headings of one document each have their anchor."""
    body = "".join(f"{number}.任务{number}\n\n完成任务。\n\n" for number in range(1, 10_001))
    assert _issue(folder, FRONT + "一、任务\n\n" + body + "2025年3月1日\n") == PUBLISHED
    assert "任务10000" in _body(folder)


def test_ten_thousand_lines_that_could_be_titles(folder: Path) -> None:
    """Ten thousand lines that could be the title looked for do not make the search for it hang."""
    titles = "澜川市人民政府关于开展秋季植树的意见\n" * 10_000
    assert _issue(folder, FRONT + titles + "2025年3月1日\n") in (PUBLISHED, WRONG)


def test_an_item_for_every_line_of_long_contents(folder: Path) -> None:
    """Three hundred documents in one issue are found, each under its title."""
    numbers = range(1, 301)
    contents = "".join(f"{n} 澜川市人民政府关于第{n}件实事的通知\n" for n in numbers)
    items = "".join(
        f"\n澜川市人民政府关于第{n}件实事的通知\n澜府发〔2025〕{n}号\n\n各县区人民政府：\n\n请办好第{n}件实事。\n\n2025年3月1日\n"
        for n in numbers
    )
    front = FRONT.split("1 澜川")[0]
    assert _issue(folder, front + contents + items) == PUBLISHED
    assert len(list((folder / "site").glob("documents/lanfufa-2025-*/index.html"))) == 300
