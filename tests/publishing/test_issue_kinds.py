"""Every kind of issue on the site: combined issues, supplements, misprints, files beside an issue."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from gazette_site.cli import main

NAME = "澜川市人民政府公报"
ISSUE = """{name}

{cover}

目　录

市政府文件

1 澜川市人民政府关于加强第{n}号桥管理的通知

澜川市人民政府关于加强第{n}号桥管理的通知
{number}
各区人民政府：

现将有关事项通知如下。

附件：桥区示意图

澜川市人民政府

2024年1月2日

附件

桥区示意图

主办：澜川市人民政府办公室
"""


def issue(n: int, *cover: str, numbered: bool = True) -> str:
    """The text of an issue with one notice."""
    number = f"\n澜府发〔2024〕{n}号\n" if numbered else ""
    return ISSUE.format(name=NAME, cover="\n\n".join(cover), n=n, number=number)


def build(folder: Path, *more: str) -> int:
    """Builds the site of a folder."""
    paths = ("--issues", folder / "issues", "--output", folder / "site", "--cache", folder / "cache")
    return main([*map(str, paths), "--quiet", "--check", "--jobs", "1", *more])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of every kind, and its site."""
    folder = tmp_path_factory.mktemp("kinds")
    issues = folder / "issues"
    (issues / "2024-06").mkdir(parents=True)
    texts = {
        "2024-02": issue(2, "2024年第2期", "（总第62期）", "2024年2月6日出版"),
        "2024-03": issue(3, "2024年第3、4期合刊", "（总第63、64期）", "2024年4月6日出版"),
        "2024-z1": issue(4, "两会特刊", "2024年4月16日出版"),
        "2024-06": issue(5, "2024年第7期", "（总第66期）", "2024年6月6日出版"),
        "2024-06-z1": issue(6, "第6期增刊", "2024年6月16日出版"),
    }
    for stem, text in texts.items():
        (issues / f"{stem}.txt").write_text(text, encoding="utf-8")
    (issues / "2024-06.yaml").write_text("confirmed: true\nreason: 封面误印，据目录页为第6期\n", encoding="utf-8")
    Image.new("RGB", (400, 300), "green").save(issues / "2024-06" / "附件.png")
    assert build(folder) == 0
    return folder


def facts(folder: Path, id: str) -> dict[str, Any]:
    """What the data say of an issue."""
    return dict(json.loads((folder / "site/data/issues" / f"{id}.json").read_text("utf-8"))["issue"])


def text_of(folder: Path, page: str) -> str:
    """The text of a page without blanks."""
    body = LexborHTMLParser((folder / "site" / page / "index.html").read_text("utf-8")).body
    assert body
    return "".join(body.text().split())


def test_the_data_of_a_combined_issue(folder: Path) -> None:
    """The first number and total stay what they are, all of them stand beside; the address has them."""
    one = facts(folder, "2024-03")
    assert (one["number"], one["numbers"], one["cumulative"], one["cumulatives"]) == (3, [3, 4], 63, [63, 64])
    assert (one["url"], one["name"]) == ("/issues/2024-03-04/", "2024年第3—4期")


def test_the_data_of_supplements(folder: Path) -> None:
    """No number; what they call themselves and where they belong."""
    one, two = facts(folder, "2024-z1"), facts(folder, "2024-06-z1")
    assert (one["number"], one["special"], one["supplement"], one["name"]) == (None, "两会特刊", 1, "2024年两会特刊")
    assert (two["supplement_to"], two["name"], two["url"]) == ([6], "2024年第6期增刊", "/issues/2024-06-z1/")


def test_what_is_missing_is_still_shown(folder: Path) -> None:
    """Number 5 is; 4, the second of the combined issue, is not."""
    year = text_of(folder, "years/2024")
    assert "收录5期" in year
    assert "缺第5期。" in year
    assert "缺第4期" not in year


def test_neighbours(folder: Path) -> None:
    """The combined issue stands between number 2 and the supplement that came out after it."""
    page = text_of(folder, "issues/2024-03-04")
    assert "上一期2024年第2期（总第62期）" in page
    assert "下一期2024年两会特刊（4月16日出版）" in page
    assert "总第63—64期" in page


def test_the_shelf(folder: Path) -> None:
    """A combined issue stands at each of its numbers, supplements behind all of them, a missing number is named."""
    html = LexborHTMLParser((folder / "site/index.html").read_text("utf-8"))
    shelf = [(link.text(), link.attributes["href"]) for link in html.css(".shelf ol a")]
    assert shelf[1:4] == [
        ("第3期", "issues/2024-03-04/"),
        ("第4期", "issues/2024-03-04/"),
        ("第6期", "issues/2024-06/"),
    ]
    assert shelf[4:] == [("两会特刊", "issues/2024-z1/"), ("第6期增刊", "issues/2024-06-z1/")]
    assert "第5期未收录" in text_of(folder, ".")


def test_a_misprint_is_shown_as_such(folder: Path) -> None:
    """What the cover prints and why that is wrong."""
    assert "封面所印“2024年第7期”有误。封面误印，据目录页为第6期。" in text_of(folder, "issues/2024-06")
    assert facts(folder, "2024-06")["misprint"] == {"printed": ["2024年第7期"], "reason": "封面误印，据目录页为第6期"}


def test_citations_and_feeds(folder: Path) -> None:
    """GB/T 7714 names a combined issue 2024(3/4), a supplement as it is printed; feeds say what it was printed in."""
    assert "2024(3/4)" in text_of(folder, "documents/lanfufa-2024-3")
    assert "2024(两会特刊)" in text_of(folder, "documents/lanfufa-2024-4")
    feed = (folder / "site/feed.xml").read_text("utf-8")
    assert "刊于2024年第3—4期" in feed
    assert "刊于2024年第6期增刊" in feed


def test_a_picture_beside_the_issue_stands_in_the_text(folder: Path) -> None:
    """On both pages, from the attachment's address; in the data with size and digest."""
    data = json.loads((folder / "site/data/issues/2024-06.json").read_text("utf-8"))
    (file,) = data["documents"][0]["attachments"][0]["files"]
    content = (folder / "site" / file["url"][1:]).read_bytes()
    assert file["url"] == "/documents/lanfufa-2024-5/attachment-1/file-fujian.png"
    assert (file["name"], file["size"]) == ("附件.png", len(content))
    assert file["digest"] == hashlib.sha256(content).hexdigest()
    for page in ("documents/lanfufa-2024-5", "documents/lanfufa-2024-5/attachment-1"):
        html = LexborHTMLParser((folder / "site" / page / "index.html").read_text("utf-8"))
        assert [image.attributes["width"] for image in html.css("figure.scan img")] == ["400"]
        assert "未收录图像" not in text_of(folder, page)
    assert "未收录图像" in text_of(folder, "documents/lanfufa-2024-6")


def test_an_issue_that_turns_out_to_be_combined(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only its own page moves: one redirect keeps every address, whatever the file is called now."""
    issues = tmp_path / "issues"
    issues.mkdir()
    (issues / "2024-03.txt").write_text(issue(3, "2024年第3期", "2024年4月6日出版", numbered=False), encoding="utf-8")
    assert build(tmp_path) == 0
    paths = ("--issues", issues, "--output", tmp_path / "site")
    assert main(["publish", "--yes", "--quiet", "--day", "2024-04-07", *map(str, paths)]) == 0
    (issues / "2024-03.txt").unlink()
    text = issue(3, "2024年第3-4期合刊", "2024年4月6日出版", numbered=False)
    (issues / "2024-03-04.txt").write_text(text, encoding="utf-8")
    assert build(tmp_path) == 1
    lost = [line for line in capsys.readouterr().err.splitlines() if "会消失" in line]
    assert len(lost) == 1
    assert "/issues/2024-03/" in lost[0]
    (issues / "site.yaml").write_text("redirects:\n  /issues/2024-03/: /issues/2024-03-04/\n", encoding="utf-8")
    assert build(tmp_path) == 0
    assert (tmp_path / "site/documents/2024-03-1/index.html").is_file()
    assert (tmp_path / "site/issues/2024-03/index.html").is_file()
