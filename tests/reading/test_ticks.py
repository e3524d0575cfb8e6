"""What the clerk has ticked off is told no more, until the words change."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gazette_site.clerk.settling import copies
from gazette_site.config import parse_config
from gazette_site.problems import Problem, error, warning
from gazette_site.reading import read_folder
from gazette_site.reading.sidecar import read_sidecar
from gazette_site.reading.ticks import read_ticks, tick_of, ticked

FILE = "issues/2025-03.txt"
DOUBT = warning(FILE, "第3件没有看出文种，请核对题目是否完整", 12, "澜川市人民政府关于修建凉亭的　安排", "no-kind")


def checked(tmp_path: Path, *ticks: tuple[str, ...], then: tuple[Problem, ...] = (DOUBT,)) -> list[bool]:
    """Which problems are ticked off with these entries in the sidecar."""
    (tmp_path / "2025-03.txt").write_text("澜川市人民政府公报\n", "utf-8")
    lines = "".join(f"  - code: {code}\n    words: {json.dumps(words, ensure_ascii=False)}\n" for code, words in ticks)
    (tmp_path / "2025-03.yaml").write_text(f"checked:\n{lines}", "utf-8")
    sources, _ = read_folder(tmp_path)
    return [one.checked for one in ticked(then, read_ticks(sources))]


def test_a_tick_settles_its_warning(tmp_path: Path) -> None:
    """Code and words are those of the place; where the line stands, and how blanks are set, does not matter."""
    assert checked(tmp_path, ("no-kind", "澜川市人民政府关于修建凉亭的 安排")) == [True]


@pytest.mark.parametrize(("code", "words"), [("no-kind", "澜川市人民政府关于修建凉亭的"), ("no-date", DOUBT.quote)])
def test_other_words_or_another_code_settle_nothing(tmp_path: Path, code: str, words: str) -> None:
    """A place that was changed asks again, and so does another doubt about the same words."""
    assert checked(tmp_path, (code, words)) == [False]


def test_as_many_ticks_as_warnings(tmp_path: Path) -> None:
    """A second warning of the same code on the same words is not settled by a tick that was there before it."""
    tick = tuple(tick_of(DOUBT))
    assert checked(tmp_path, tick, then=(DOUBT, DOUBT)) == [False, False]
    assert checked(tmp_path, tick, tick, then=(DOUBT, DOUBT)) == [True, True]


def test_an_error_stays(tmp_path: Path) -> None:
    """Whoever writes the code of an error there has not mended it."""
    wrong = error(FILE, "有文字没有归入任何文件：凉亭", 3, "凉亭", "conservation")
    assert checked(tmp_path, tuple(tick_of(wrong)), then=(wrong,)) == [False]


def test_another_issue_stays(tmp_path: Path) -> None:
    """The same words in another issue were not looked at; a file in the folder of the issue belongs to it."""
    others = (
        warning("issues/2025-04.txt", DOUBT.message, 12, DOUBT.quote, "no-kind"),
        warning("issues/2025-03/附件1.xlsx", "有宏", 0, "", "file-active"),
        warning("issues", "别的文件", 0, "", "file-active"),
    )
    assert checked(tmp_path, tuple(tick_of(DOUBT)), ("file-active", "有宏"), then=others) == [False, True, False]


def test_long_words_are_told_apart_by_every_character() -> None:
    """What is cut in the middle has a digest beside it."""
    one, other = (warning(FILE, "有一段没有写完", 1, "修建凉亭" * 30 + end + "。" * 40, "cut") for end in "甲乙")
    assert tick_of(one).words[:20] == tick_of(other).words[:20]
    assert tick_of(one) != tick_of(other)
    assert len(tick_of(one).words) < 80


def test_one_more_place_asks_again() -> None:
    """A warning that stands for several places is another one when there are more of them."""
    two, three = (warning(FILE, f"文号读不出（同类共{n}处）", 1, "澜府发", "number-unread") for n in (2, 3))
    assert tick_of(two) != tick_of(three)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("checked:\n  - code: no-kind\n", "checked 的一项缺少words"),
        ("checked: no-kind\n", "“checked”应是一个列表，每项以“- ”开头"),
        ("checked:\n  - code: no-kind\n    words: [a]\n", "“words”应是文字"),
    ],
)
def test_what_is_no_tick_is_an_error(text: str, said: str) -> None:
    """It is told by the line, and nothing is ticked off by it."""
    sidecar, problems = read_sidecar(text, "2025-03.yaml")
    assert (sidecar.checked, [one.message for one in problems]) == ((), [said])


def test_what_concerns_no_issue_is_ticked_off_in_the_settings() -> None:
    """A warning about the folder or the archive has no sidecar; a tick of the settings settles it, and none of an issue."""
    missing = warning("issues", "缺2025年第4期", 0, "", "issue-missing")
    ticks = read_ticks([], [tick_of(missing), tick_of(DOUBT)])
    assert [one.checked for one in ticked((missing, DOUBT), ticks)] == [True, False]


@pytest.mark.parametrize(
    "wrong", ["checked: 缺一期", "checked:\n  - code: a", "checked:\n  - code: a\n    words: b\n    why: c"]
)
def test_a_tick_of_the_settings_has_code_and_words(wrong: str) -> None:
    """Anything else is an error with its line."""
    config, problems = parse_config(wrong, "site.yaml")
    assert (config.checked, len(problems)) == ((), 1)


def test_a_tick_as_it_is_copied_is_read_again() -> None:
    """The lines of the report go into the settings as they are."""
    missing = warning("issues", "缺“2025年”: 第4期", 0, "", "issue-missing")
    (lines,) = copies(missing, "issues/site.yaml")
    config, problems = parse_config(lines.text, lines.file)
    assert problems == ()
    assert [one.checked for one in ticked((missing,), read_ticks([], config.checked))] == [True]
