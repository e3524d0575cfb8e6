"""Which issue the cover says it is, held against the name of the file."""

from __future__ import annotations

import pytest

from gazette_site.issue_names import read_name
from gazette_site.parsing.layout.issue_statements import Numbered, numbered, statements
from gazette_site.parsing.layout.numbering import cumulative_numbers
from gazette_site.problems import Severity
from gazette_site.reading import read_transcript

NAME = "澜川市人民政府公报"


def issue(stem: str, *cover: str) -> Numbered:
    """The issue whose file is called so, with these lines on the cover."""
    name = read_name(stem)
    assert name
    transcript = read_transcript("\n\n".join((NAME, *cover)))
    return numbered(transcript.lines, name, f"issues/{stem}.txt", transcript)


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("2024年第3期", (3,)),
        ("第17号（总号：1665）", (17,)),
        ("2024年第3-4期合刊（总第63-64期）", (3, 4)),
        ("2024年第3、4期合刊", (3, 4)),
        ("第3—5期", (3, 4, 5)),
        ("第3、4、5期合刊", (3, 4, 5)),
        ("第３～４期", (3, 4)),
        ("第3期—第4期", (3, 4)),
        ("2024年第3期、第4期合刊", (3, 4)),
        ("3/4期合刊", (3, 4)),
        ("二〇二四年第十一、十二期", (11, 12)),
        ("第三四期合刊", (3, 4)),
        ("第 3 4 期合刊", (3, 4)),
        ("2024年第17期（合刊）", (17,)),
        ("（总第63期）2024年第3期", (3,)),
        ("第4-3期", (4,)),
        ("2024年第3期　2024年4月", (3,)),
        ("第十二卷　第3期（总第63期）", (3,)),
        ("澜川政报　2024年第127期", (127,)),
    ],
)
def test_the_numbers_of_a_line(line: str, numbers: tuple[int, ...]) -> None:
    """One number or several, however they are joined; of what does not rise the first."""
    (said,) = statements(read_transcript(line).lines)
    assert (said.numbers, said.word, said.certain) == (numbers, "", True)


@pytest.mark.parametrize(
    ("line", "totals"),
    [
        ("总第63期", (63,)),
        ("（总第63-64期·月刊）", (63, 64)),
        ("总第63、64期合刊", (63, 64)),
        ("总第163-4期", (163, 164)),
        ("总63/64期", (63, 64)),
        ("总第六十三、六十四期", (63, 64)),
        ("累计第20365期", (20365,)),
        ("第63期", ()),
    ],
)
def test_cumulative_numbers(line: str, totals: tuple[int, ...]) -> None:
    """The numbers after 总."""
    assert cumulative_numbers(line) == totals


@pytest.mark.parametrize(
    ("line", "words", "of", "turn"),
    [
        ("增刊", "增刊", None, None),
        (f"{NAME}（增刊）", "增刊", None, None),
        ("2024年增刊第2期（总第88期）", "增刊第2期", None, 2),
        ("增刊（一）", "增刊（一）", None, 1),
        ("第7期增刊", "第7期增刊", 7, None),
        ("号外", "号外", None, None),
        ("2024年两会特刊", "两会特刊", None, None),
        ("优化营商环境专刊", "优化营商环境专刊", None, None),
        ("增刊二〇二四年", "增刊", None, None),
    ],
)
def test_the_words_of_a_supplement(line: str, words: str, of: int | None, turn: int | None) -> None:
    """What it calls itself, the issue before and the turn behind."""
    said = next(one for one in statements(read_transcript(line).lines) if one.word)
    assert (said.words, said.of, said.turn) == (words, of, turn)


@pytest.mark.parametrize(
    "line", ["关于出版增刊的通知", "澜川市人民政府令第12号", "2024年第3季度", "总刊第63期", "本刊征稿启事"]
)
def test_lines_that_say_nothing_of_the_issue(line: str) -> None:
    """Titles and orders."""
    assert statements(read_transcript(line).lines) == ()


@pytest.mark.parametrize(
    ("stem", "cover", "numbers", "words"),
    [
        ("2024-03", ["2024年第3-4期合刊"], (3, 4), ""),
        ("2024-03-04", ["2024年第3-4期合刊"], (3, 4), ""),
        ("2024-03-04", [], (3, 4), ""),
        ("2024-03-05", ["第3、4、5期"], (3, 4, 5), ""),
        ("2024-z1", ["增刊", "2024年第1期"], (), "增刊"),
        ("2024-z7", ["第7期增刊"], (), "第7期增刊"),
        ("2024-07-z1", ["第7期增刊"], (7,), "第7期增刊"),
        ("2024-07-z1", ["2024年第7期", "增刊"], (7,), "增刊"),
        ("2024-08", ["优化营商环境专刊", "2024年第8期"], (8,), "优化营商环境专刊"),
        ("2024-07", ["2024年第7期（增刊）"], (7,), "增刊"),
        ("2024-01b", ["2024年第1期"], (1,), ""),
        ("2024-1665", ["第1665期"], (1665,), ""),
    ],
)
def test_cover_and_name_agree(stem: str, cover: list[str], numbers: tuple[int, ...], words: str) -> None:
    """Nothing is an error; the print adds the numbers that the name does not tell, and the words of a supplement."""
    read = issue(stem, *cover)
    assert (read.name.numbers, read.words, read.misprinted) == (numbers, words, ())
    assert not [problem for problem in read.problems if problem.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("stem", "cover", "wanted"),
    [
        ("2024-03", ["2024年第4期"], "2024-04.txt"),
        ("2024-03", ["2023年第3期"], "2023-03.txt"),
        ("2024-03", ["二〇二三年第三期"], "2023-03.txt"),
        ("2024-03", ["2023", "第3期"], "2023-03.txt"),
        ("2024-04", ["第3-4期合刊"], "2024-03-04.txt"),
        ("2024-03-04", ["第3期"], "2024-03.txt"),
        ("2024-03-05", ["第3-4期合刊"], "2024-03-04.txt"),
        ("2024-07", ["2024年增刊"], "2024-z1.txt"),
        ("2024-07", ["增刊第2期"], "2024-z2.txt"),
        ("2024-z1", ["2024年第7期"], "2024-07.txt"),
        ("2024-z1", ["增刊第2期"], "2024-z2.txt"),
        ("2024-08-z1", ["第7期增刊"], "2024-07-z1.txt"),
    ],
)
def test_the_cover_contradicts_the_name(stem: str, cover: list[str], wanted: str) -> None:
    """An error with the name that the file should have, and the way out for a misprint."""
    (problem,) = issue(stem, *cover).problems
    assert (problem.severity, problem.code) == (Severity.ERROR, "issue-number")
    assert f"文件应叫 {wanted}" in problem.message
    assert "confirmed: true" in problem.message


def test_a_cover_that_contradicts_itself_is_a_doubt() -> None:
    """Where one line says what the name says, another that does not is a warning."""
    read = issue("2024-03", "第3期", "2024年第4期")
    assert [problem.severity for problem in read.problems] == [Severity.WARNING]
    assert read.misprinted == ("2024年第4期",)


@pytest.mark.parametrize(
    ("stem", "cover", "severity"),
    [
        ("2024-z1", [], Severity.WARNING),
        ("2024-1030", [], Severity.ERROR),
        ("2024-366", [], None),
        ("2024-1665", ["2024年　总第1665期"], None),
        ("2024-07", ["第7期增刊"], Severity.WARNING),
    ],
)
def test_names_that_the_cover_should_bear_out(stem: str, cover: list[str], severity: Severity | None) -> None:
    """A supplement and a number that no year has are looked for in print; 第7期增刊 may be two things."""
    found = [problem.severity for problem in issue(stem, *cover).problems]
    assert found == ([severity] if severity else [])
