"""Where one line ends a paragraph and the next begins one: the rules that no whole text shows alone."""

from __future__ import annotations

import pytest

from gazette_site.model import Span
from gazette_site.parsing.text.paragraphs import RULES, join_lines, join_words
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
