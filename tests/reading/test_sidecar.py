"""The sidecar of an issue and what can be wrong with it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazette_site.reading.sidecar import read_sidecar

FILE = "issues/2025-03.yaml"


def test_whole_sidecar() -> None:
    """Metadata, corrections, notes and source are read as they are written."""
    sidecar, problems = read_sidecar(
        "metadata:\n  published: 2025-04-07\n  cumulative: 27\n  postcode: 012345\n  gazette: 澜川市人民政府公报\n"
        "corrections:\n  - find: 管望\n    replace: 管网\n    reason: 据纸本\n"
        "notes:\n  - 第12页缺损。\nsource_url: https://example.org/3.pdf\n",
        FILE,
    )
    assert problems == ()
    assert sidecar.metadata == {
        "published": "2025-04-07",
        "cumulative": 27,
        "postcode": "012345",
        "gazette": "澜川市人民政府公报",
    }
    assert [(c.find, c.replace, c.reason, c.line) for c in sidecar.corrections] == [("管望", "管网", "据纸本", 7)]
    assert sidecar.notes == ("第12页缺损。",)
    assert sidecar.source_url == "https://example.org/3.pdf"


@pytest.mark.parametrize("text", ["", "# 只有注释\n", "---\n"])
def test_empty_sidecar_says_nothing(text: str) -> None:
    """A sidecar without content is no mistake."""
    sidecar, problems = read_sidecar(text, FILE)
    assert (sidecar.metadata, sidecar.corrections, sidecar.notes, problems) == ({}, (), (), ())


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (
            "notes:\n  - 甲\nauthor: 某\n",
            3,
            "附带文件里没有“author”这一项，可用的有：metadata、corrections、notes、source_url、confirmed、reason、files、privacy、checked",
        ),
        ("metadata:\n  cumulative: 二十七\n", 2, "“cumulative”应是整数"),
        ("metadata:\n  cumulative: true\n", 2, "“cumulative”应是整数"),
        ("metadata:\n  published: 2025-02-30\n", 2, "“published”应是日期，如 2025-05-09"),
        ("metadata:\n  published: 四月七日\n", 2, "“published”应是日期，如 2025-05-09"),
        ("metadata:\n  gazette: 甲\n  gazette: 乙\n", 3, "“gazette”写了两次"),
        ("metadata:\n- 甲\n", 2, "metadata 应是“键: 值”的形式"),
        ("corrections:\n  find: 甲\n", 2, "“corrections”应是一个列表，每项以“- ”开头"),
        ("corrections:\n  - find: 甲\n    replace: 乙\n", 2, "更正缺少reason"),
        (
            "corrections:\n  - find: 甲\n    replace: 甲\n    reason: 丙\n",
            2,
            "更正的 find 不能为空，也不能与 replace 相同",
        ),
        ("notes:\n  - [1, 2]\n", 2, "“notes”应是文字"),
        ("source_url: javascript:alert(1)\n", 1, "“source_url”应是以 https:// 或 http:// 开头的完整网址"),
        ("notes: [\n", 2, "不是有效的 YAML 文件"),
        ("- 甲\n", 1, "附带文件应是“键: 值”的形式"),
    ],
)
def test_mistakes_name_their_line(text: str, line: int, message: str) -> None:
    """Each mistake is an error with file, line, the line itself and a Chinese sentence."""
    _, problems = read_sidecar(text, FILE)
    assert [(p.file, p.line, p.message) for p in problems] == [(FILE, line, message)]
    rows = text.split("\n")
    assert problems[0].quote == rows[line - 1]


def test_all_mistakes_are_reported_at_once() -> None:
    """The first mistake does not hide the others."""
    _, problems = read_sidecar("a: 1\nmetadata:\n  b: 2\n  cumulative: x\nsource_url: ftp://x\n", FILE)
    assert [p.line for p in problems] == [1, 3, 4, 5]


@settings(deadline=None, max_examples=150, derandomize=True)
@given(
    st.one_of(
        st.text(max_size=60),
        st.lists(
            st.sampled_from(
                [
                    "metadata:",
                    "  cumulative: 3",
                    "corrections:",
                    "  - find: 甲",
                    "    replace: 乙",
                    "notes:",
                    "  - 丙",
                    "&a [*a]",
                    "? {",
                    "!!x 1",
                    "\t",
                ]
            ),
            max_size=8,
        ).map("\n".join),
    )
)
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing that stands in a sidecar raises."""
    read_sidecar(text, FILE)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "ftp://example.org/3.pdf",
        "//example.org/3.pdf",
        "https:example.org",
        "https://",
        "https://user:secret@example.org/",
        "https://example.org/a b",
        'https://example.org/"onclick=x',
        "https://example.org/<b>",
        "https://example.org:port/",
        "https://[::1/",
        r"https:\\example.org",
    ],
)
def test_a_source_is_a_web_address(url: str) -> None:
    """Whatever else would become a link is refused, and is not in the sidecar."""
    sidecar, problems = read_sidecar(f"source_url: '{url}'\n", FILE)
    assert sidecar.source_url is None
    assert [p.line for p in problems] == [1]


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ('notes: ["a\\0b\\x1b[31m\\u202e"]\n', 1, "U+0000、U+001B、U+202E"),
        ('notes:\n  - 甲\n  - "\\ud800"\n', 3, "U+D800"),
        ("notes:\n  - 甲\x9b乙\n", 2, "U+009B"),
        ("# \u2066\nnotes: [甲]\n", 1, "U+2066"),
        ('metadata:\n  gazette: "甲\\uFFFF"\n', 2, "U+FFFF"),
        ('corrections:\n  - find: 甲\n    replace: "\\uFDD0"\n    reason: 丙\n', 3, "U+FDD0"),
        ('"\\e": 甲\n', 1, "U+001B"),
        ('notes: ["\\L"]\n', 1, "U+2028"),
    ],
)
def test_no_text_of_a_sidecar_holds_what_no_text_may_hold(text: str, line: int, what: str) -> None:
    """Written out or as an escape, in a value, a key or a comment: an error with the line and the characters by number."""
    sidecar, problems = read_sidecar(text, FILE)
    assert [p.line for p in problems] == [line] and what in problems[0].message
    assert (sidecar.notes, sidecar.corrections, sidecar.metadata) == ((), (), {})


@pytest.mark.parametrize(
    "tag", ["!!python/object/apply:os.system", "!!python/name:os.system", "!!set", "!mine", "!!binary"]
)
def test_only_data_is_written_in_a_sidecar(tag: str) -> None:
    """A kind of value that is no text, number, day, list or mapping is refused in its line."""
    _, problems = read_sidecar(f"notes:\n  - {tag} [甲]\n", FILE)
    assert [p.line for p in problems] == [2]
