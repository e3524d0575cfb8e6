"""Lines of the report are saved into a sidecar as a careful person would: beside what is there, and nothing but what was asked."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from gazette_site.arguments import Asked
from gazette_site.clerk import serve
from gazette_site.clerk.preview import News, Preview
from gazette_site.clerk.saving import NotSaved, save, with_lines
from gazette_site.options import Options
from gazette_site.reading.sidecar import read_sidecar

ENTRY = '  - code: no-kind\n    words: "修建凉亭"\n'
TICK = f"checked:\n{ENTRY}"
OTHER = "  - code: no-date\n    words: 桥梁\n"
CHANGE = 'corrections:\n  - find: "凉停"\n    replace: "凉亭"\n    reason: 据纸本第3页。\n'


@pytest.mark.parametrize(
    ("before", "lines", "after"),
    [
        ("", TICK, TICK),
        ("notes:\n  - 第3页缺损。\n", TICK, f"notes:\n  - 第3页缺损。\n{TICK}"),
        (f"checked:\n{OTHER}", TICK, f"checked:\n{OTHER}{ENTRY}"),
        (
            f"checked:  # 看过的\n{OTHER}\n# 说明\nnotes:\n  - 缺损。\n",
            TICK,
            f"checked:  # 看过的\n{OTHER}{ENTRY}\n# 说明\nnotes:\n  - 缺损。\n",
        ),
        (
            "checked:\n- code: no-date\n  words: 桥梁\n",
            TICK,
            'checked:\n- code: no-date\n  words: 桥梁\n- code: no-kind\n  words: "修建凉亭"\n',
        ),
        ("checked:\n", TICK, TICK),
        ("notes: [缺损]\r\n", TICK, "notes: [缺损]\r\n" + TICK.replace("\n", "\r\n")),
        ("notes: [缺损]", CHANGE, f"notes: [缺损]\n{CHANGE}"),
    ],
)
def test_lines_come_after_those_of_their_key(before: str, lines: str, after: str) -> None:
    """Indented as they are, comments and line ends kept."""
    assert with_lines(before, lines) == after
    assert read_sidecar(after, "")[1] == ()


@pytest.mark.parametrize(
    ("before", "lines", "said"),
    [
        ("checked: [{code: no-date, words: 桥梁}]\n", TICK, "程序不敢改"),
        ("notes:\n  - |\n    checked:\n", TICK + "notes: [x]\n", "程序不敢改"),
        ("---\nnotes: [缺损]\n...\n", TICK, "程序不敢改"),
        ("", "metadata:\n  cumulative: 7\n", "看不懂"),
        ("", "checked:\n  - code: no-kind\n", "看不懂"),
        ("", "privacy:\n  - mask: 凉亭\n    reason: 无\n", "看不懂"),
        (CHANGE.replace("凉停", "桥粱"), TICK + CHANGE, "程序不敢改"),
        ("", "", "看不懂"),
    ],
)
def test_what_is_not_sure_is_left_to_a_person(before: str, lines: str, said: str) -> None:
    """Lists in one line, ends of documents, other keys."""
    with pytest.raises(NotSaved, match=said):
        with_lines(before, lines)


def test_a_mistake_that_was_there_stays_one(tmp_path: Path) -> None:
    """It is told by the build as before; the lines are saved all the same."""
    text = "unknown: 1\n"
    assert with_lines(text, TICK) == text + TICK


def test_only_the_sidecar_of_an_issue_that_is_there(tmp_path: Path) -> None:
    """No other name, and no way out of the folder."""
    (tmp_path / "2025-05.txt").write_text("澜川市人民政府公报\n", "utf-8")
    assert save(tmp_path, "2025-05.yaml", TICK) == tmp_path / "2025-05.yaml"
    for name in ("2025-06.yaml", "../2025-05.yaml", "site.yaml", "addresses.tsv", ""):
        with pytest.raises(NotSaved, match="没有"):
            save(tmp_path, name, TICK)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2025-05.txt", "2025-05.yaml"]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Preview]:
    """A preview beside an issue."""
    (tmp_path / "issues").mkdir()
    (tmp_path / "issues" / "2025-05.txt").write_text("澜川市人民政府公报\n", "utf-8")
    asked = Asked(Options(issues=tmp_path / "issues", output=tmp_path / "_site"), port=0)
    with serve.previewed(asked, News()) as server:
        yield server


def post(server: Preview, body: bytes, path: str = "/_serve/sidecar", **changed: str) -> tuple[int, str]:
    """Status and what was said, asked as a page of our own would; `changed` are other headers."""
    here = f"127.0.0.1:{server.server_port}"
    headers = {"Host": here, "Origin": f"http://{here}", "Content-Type": "application/json"}
    headers |= {name.replace("_", "-"): value for name, value in changed.items()}
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=60)
    connection.request("POST", path, body, headers)
    answer = connection.getresponse()
    said = answer.read().decode()
    connection.close()
    return answer.status, said


BODY = json.dumps({"sidecar": "2025-05.yaml", "lines": TICK}).encode()


def test_a_page_of_ours_saves(server: Preview, tmp_path: Path) -> None:
    """Once; what is refused says why."""
    assert post(server, BODY) == (204, "")
    assert (tmp_path / "issues" / "2025-05.yaml").read_text("utf-8") == TICK
    status, said = post(server, json.dumps({"sidecar": "2025-06.yaml", "lines": TICK}).encode())
    assert (status, said) == (409, "没有 2025-06.yaml 所属的一期")
    assert post(server, b"{")[0] == 409


@pytest.mark.parametrize(
    "changed",
    [
        {"Origin": "http://example.org"},
        {"Origin": "null"},
        {"Host": "example.org", "Origin": "http://example.org"},
        {"Content_Type": "text/plain"},
        {"Content_Type": "application/x-www-form-urlencoded"},
    ],
)
def test_nobody_else_saves(server: Preview, tmp_path: Path, changed: dict[str, str]) -> None:
    """No page of another site, no form, no name that only points here."""
    assert post(server, BODY, **changed)[0] == 403
    assert not (tmp_path / "issues" / "2025-05.yaml").exists()


def test_nothing_else_is_written(server: Preview) -> None:
    """There is one place to post to; where others see the site, there is none."""
    assert post(server, BODY, "/index.html")[0] == 403
    server.open_to_all = True
    assert post(server, BODY)[0] == 403
