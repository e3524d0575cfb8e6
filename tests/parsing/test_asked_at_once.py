"""What is asked of many texts at once, so that most need not be asked one by one, hides nothing that one by one is found."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from gazette_site.characters import bare
from gazette_site.model import Paragraph, Role, Span, Text
from gazette_site.parsing.clauses.sentences import _between_blanks
from gazette_site.parsing.examiner import marks
from gazette_site.parsing.layout.printed_again import PrintedAgain
from gazette_site.parsing.personal import finder
from gazette_site.problems import Record
from gazette_site.reading.lines import Line

_SAID = [
    "困难群众赵小满一家", "赵小满、钱多福", "低保户名单", "联系人陆衡，电话13800138000", "现住东浦区梨树巷3号院", "居住条件有所改善",
    "赵小满，女，1990年3月7日出生", "邮箱123456@qq.com", "姓名：陆衡，出生于1990年3月7日", "建设停车场三处。", "（赵小满",
]  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from((Role.BODY, Role.HEADING)), st.sampled_from(_SAID)), max_size=5))
def test_persons_are_found_whether_all_texts_are_asked_first_or_not(said: list[tuple[Role, str]]) -> None:
    """Whatever heading a name stands under, and whatever paragraph stands before it."""
    blocks = [Paragraph(role, Text(words, (Span(k, 0, len(words)),))) for k, (role, words) in enumerate(said, 1)]
    record = Record("document", 1)
    found = list(finder._in_blocks(blocks, "澜川市救助名单", record))
    quiet = list(finder._in_blocks(blocks, "澜川市停车场", record))
    with patch.object(finder, "_may_show", lambda texts: True):
        assert found == list(finder._in_blocks(blocks, "澜川市救助名单", record))
        assert quiet == list(finder._in_blocks(blocks, "澜川市停车场", record))


@given(st.lists(st.sampled_from(["甲", "乙", "丙", "甲甲", "乙乙", "丁丁", "，，"]), max_size=30).map("".join))
def test_every_tenth_place_meets_a_run_of_doubled_characters(words: str) -> None:
    """Five pairs in a row are met wherever they begin."""
    assert marks._may_be_doubled(words) or not marks._DOUBLED.search(words)


@given(st.text("甲乙 \u3000\t\u200b", max_size=12))
def test_what_stands_between_blanks_keeps_its_places(text: str) -> None:
    """Each character that is left is the one at its index."""
    words, origin = _between_blanks(text)
    assert words == "".join(one for one in text if one in "甲乙") == "".join(text[index] for index in origin)


_WORDS = [
    "关于做好甲工作的通知",
    "关于做好甲",
    "工作的通知",
    "《关于做好甲工作的通知》",
    " ",
    "ＡＢ甲乙丙丁戊己庚",
    "ab甲乙丙",
    "丁戊己庚",
]


@given(st.lists(st.sampled_from(_WORDS), max_size=9), st.sampled_from(_WORDS), st.integers(0, 8))
def test_a_title_begins_where_the_text_goes_on_with_it(printed: list[str], title: str, after: int) -> None:
    """As if all lines were made bare and put together; lines cut a title anywhere, and empty ones stand between its parts."""
    body = PrintedAgain([Line(words, (Span(k, 0, len(words)),)) for k, words in enumerate(printed, 1)])
    bares, wanted, after = list(map(bare, printed)), bare(title), min(after, max(len(printed) - 1, 0))
    below = [k for k in range(after + 1, len(printed)) if bares[k]]
    begins = [k for k in below if "".join(bares[k:]).startswith(wanted)] if len(wanted) >= 8 else []
    assert body.begins(title, after) == next(iter(begins), None)
    assert body.alone(title, after) == [k for k in below if bares[k] == wanted]
    assert body.within(title, after) == (len(wanted) >= 8 and wanted in "".join(bares[after + 1 :]))
