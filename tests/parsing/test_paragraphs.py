"""Where one line ends a paragraph and the next begins one: the rules that no whole text shows alone."""

from __future__ import annotations

import pytest

from gazette_site.model import Span
from gazette_site.parsing.text.decimals import labels_of
from gazette_site.parsing.text.paragraphs import join_lines, join_words
from gazette_site.parsing.text.seams import RULES
from gazette_site.reading.lines import Line


def _lines(*texts: str, gap: int = 0, begins: bool | None = None) -> list[Line]:
    return [Line(text, (Span(n, 0, len(text)),), gap if n > 1 else 0, begins=begins) for n, text in enumerate(texts, 1)]


def _paragraphs(lines: list[Line]) -> list[str]:
    return [para.text for para in join_lines(lines)]


def test_members_of_a_list_stay_apart_although_the_layout_shows_no_indent() -> None:
    """Names with offices in a print without indents are one paragraph each."""
    members = ("陆 衡　市水务局局长", "林望舟　市交通运输局局长", "方大川　市财政局局长")
    assert _paragraphs(_lines(*members, begins=False)) == list(members)


def test_signatures_of_full_width_above_a_date_stay_apart() -> None:
    """Bodies that sign jointly are a paragraph each, however long their names are."""
    names = ("澜川市渡口码头航道安全管理委员会", "东渡区渡口码头航道安全管理工作领导小组办公室")
    assert _paragraphs(_lines("请遵照执行。", *names, "2025年3月9日")) == ["请遵照执行。", *names, "2025年3月9日"]


def test_lines_of_a_hard_wrapped_phrase_are_one_paragraph() -> None:
    """Three lines of one width without any mark are no list: running text fills its lines."""
    lines = ("贯彻落实上级关于渡口改造和码头提升", "以及航道整治工作的总体部署和具体安", "排，各县区要抓好落实。")
    assert _paragraphs(_lines(*lines)) == ["".join(lines)]


@pytest.mark.parametrize("cut", [True, False])
def test_a_phrase_before_an_empty_line_was_cut_only_where_sentences_were(cut: bool) -> None:
    """A phrase that fills a column goes on after an empty line only in a text in which other sentences were cut there."""
    before = ("各县区要高度重视渡口安全管理，明确", "责任人员，落实各项措施。") if cut else ("各县区要高度重视。",)
    phrase = ("市交通运输局负责全市渡口码头的统一", "管理和监督，各县区予以配合。")
    joined = ["".join(before), "".join(phrase)] if cut else [*before, *phrase]
    assert _paragraphs(_lines(*before, *phrase, gap=1)) == joined


def test_scripts_that_set_blanks_between_words_get_one_at_a_line_end() -> None:
    """Latin, Cyrillic and Arabic words are set apart, figures from words too; Chinese and Tibetan are closed up."""
    assert join_words(["City of", "Lanchuan,", "China"]) == "City of Lanchuan, China"
    assert join_words(["город", "Ланьчуань"]) == "город Ланьчуань"
    assert join_words(["ئۇيغۇر", "ئاپتونوم"]) == "ئۇيغۇر ئاپتونوم"
    assert join_words(["བོད་རང་", "སྐྱོང་"]) == "བོད་རང་སྐྱོང་"
    assert join_words(["澜川", "市", "5G"]) == "澜川市5G"


def test_every_rule_has_a_name_of_its_own() -> None:
    """A rule stands once in the table: the first with an opinion decides, a second time it never would."""
    assert len({rule.__name__ for rule in RULES}) == len(RULES)


LONG = "关于进一步加强全市渡口码头桥梁养护管理工作的若干意见"


def _joined(*lines: Line) -> bool:
    """Whether all lines are one paragraph."""
    return len(join_lines(list(lines))) == 1


def test_a_line_that_begins_with_a_closing_mark_goes_on() -> None:
    """However short the line before it is: nothing begins with a comma."""
    assert _joined(*_lines("加强桥梁", "，落实责任。"))


def test_where_the_layout_shows_indents_they_tell() -> None:
    """A flush line goes on after a full stop, an indented one begins although the line before it is open."""
    assert _joined(*_lines("任务已经完成。", "各县区继续推进。", begins=False))
    assert not _joined(*_lines(LONG, "各县区继续推进。", begins=True))


def test_a_markdown_heading_is_not_gone_on_with() -> None:
    """A short one stands alone, above and below."""
    heading = Line(LONG, (Span(1, 0, len(LONG)),), level=2)
    assert not _joined(heading, *_lines("各县区要抓好落实。"))


def test_a_bullet_begins_a_paragraph() -> None:
    """Also after an open line that fills a column."""
    assert not _joined(*_lines(LONG, "●落实责任"))


def test_another_script_is_a_paragraph_of_its_own() -> None:
    """After a Chinese line that breaks off."""
    name = "The name of the city in English shall be Lanchuan"
    assert not _joined(*_lines(f"{LONG}规定市名的英文写法", name))


def test_a_sentence_after_a_list_of_members_is_a_paragraph_of_its_own() -> None:
    """Although the last member's line is open and fills a column."""
    assert not _joined(
        *_lines("陆 衡　市水务局局长兼市河长制工作领导小组办公室主任", "以上人员任期三年，由市水务局负责解释。")
    )


def test_a_single_decimal_is_no_scheme() -> None:
    """1.5 and 2.1 at the head of lines are figures until a sequence shows that they number."""
    assert [one and one.printed for one in labels_of(["1.1 万人参加活动", "1.2 亿元投入"])] == [None, None]


@pytest.mark.parametrize("gap", [0, 1])
@pytest.mark.parametrize(
    "last",
    [
        "请各县区抓好渡口管理工作。",
        "（此件公开发布）",
        "一、总体要求：",
        "联系人：柏舟　电话：0470-6280147",
        "陆 衡　市水务局局长",
        "2025年3月",
        "抓好落实（第一批）。”",
        "The ferry is closed to all.",
        "会议听取了渡口管理情况的汇报，并对下一步工作作出安排",
    ],
)
def test_a_closed_paragraph_is_told_at_once_as_the_rules_would_tell(
    gap: int, last: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever follows: where the rules are all asked, the paragraphs are the same."""
    following = (
        "各县区要抓好落实。",
        "（市水务局负责）",
        "，并报市政府。",
        "二、工作任务",
        "4日",
        "附件1",
        "● 要点",
        "The pier, too.",
    )
    runs = [_lines("为做好渡口管理工作，现通知如下。", last, one, "2025年3月9日", gap=gap) for one in following]
    told = [_paragraphs(lines) for lines in runs]
    monkeypatch.setattr("gazette_site.parsing.text.paragraphs._is_over", lambda *_: False)
    assert [_paragraphs(lines) for lines in runs] == told
