"""What the tests of the clerk's commands need: a working folder with issues of 澜川市, and no search index."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gazette_site.cli import main
from gazette_site.publishing import release

ISSUE = """澜川市人民政府公报

2025年第{number}期
（总第{cumulative}期·月刊）

2025年{number}月28日出版

目  录

市政府文件

1 澜川市人民政府关于加强第{number}号桥管理的通知
2 澜川市人民政府关于修建第{number}座凉亭的通知

政府大事记

3 2025年{number}月政府大事记

澜川市人民政府关于加强第{number}号桥管理的通知

澜府发〔2025〕{document}号

各区人民政府，市各委、办、局：

为加强桥梁管理，现将有关事项通知如下。

一、明确职责

各区人民政府负责本区桥梁的日常管理，{words}

2025年{number}月2日

澜川市人民政府关于修建第{number}座凉亭的通知

各区人民政府：

现将修建凉亭的有关事项通知如下。

2025年{number}月3日

2025年{number}月 大事记

{number}月8日，市长主持召开市政府常务会议，研究桥梁管理工作。

澜川市人民政府办公室主办

邮政编码：014000

地址：澜川市河滨路1号
"""

Write = Callable[..., Path]
Ask = Callable[..., int]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder with `issues/`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(release, "search_index", lambda *_: ())  # takes longer than all the rest
    (tmp_path / "issues").mkdir()
    return tmp_path


@pytest.fixture
def write(folder: Path) -> Write:
    """Writes an issue of 2025: two documents, the second without a number, and an entry."""

    def made(number: int, name: str = "", words: str = "及时发现和处理隐患。") -> Path:
        path = folder / "issues" / (name or f"2025-{number:02}.txt")
        text = ISSUE.format(number=number, cumulative=150 + number, document=10 + number, words=words)
        path.write_text(text, encoding="utf-8")
        return path

    return made


@pytest.fixture
def ask() -> Ask:
    """Runs the program, quietly where it can be; `publish` and `undo` are not asked back and have a day."""

    def run(*arguments: str) -> int:
        sure = ("--yes", "--day", "2025-06-09") if arguments[:1] in (("publish",), ("undo",)) else ()
        return main([*arguments, *sure])

    return run
