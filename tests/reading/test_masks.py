"""Words that may not stay are found as a reader finds them, and only there."""

from __future__ import annotations

import pytest

from gazette_site.model import MASK, Span
from gazette_site.reading.masks import holds, masked, masked_sidecar, masked_words, without_spans
from gazette_site.reading.sidecar import PrivacyRequest, Sidecar


def _mask(words: str) -> PrivacyRequest:
    return PrivacyRequest("mask", words, "依申请", None, 1)


@pytest.mark.parametrize(
    ("rows", "words", "expected"),
    [
        (["救助赵小满一户"], "赵小满", [f"救助{MASK}一户"]),
        (["救助赵 小　满一户"], "赵小满", [f"救助{MASK}一户"]),
        (["救助赵小", "满一户"], "赵小满", [f"救助{MASK}", "一户"]),
        (["救助赵小", "", "— 3 —", "", "满一户"], "赵小满", [f"救助{MASK}", "", "— 3 —", "", "一户"]),
        (["**赵**小满", "赵*小*满"], "赵小满", [f"**{MASK}小满".replace("小满", ""), MASK]),
        (["&#x8D75;小满&nbsp;"], "赵小满", [f"{MASK}&nbsp;"]),
        (["１１０１０１１９９００３０７８０３ｘ"], "11010119900307803X", [MASK]),
        (['<a title="赵小满">某</a>'], "赵小满", [f'<a title="{MASK}">某</a>']),
        (["zhao_xm@163.com"], "zhao_xm@163.com", [MASK]),
        (["赵小满赵小满"], "赵小满", [MASK * 2]),
    ],
)
def test_words_are_found_as_they_are_read(rows: list[str], words: str, expected: list[str]) -> None:
    """Blanks, ends of lines and pages, emphasis, entities, widths and letters of either size between them do not count."""
    result = masked(rows, [_mask(words)])
    assert list(result.rows) == expected and len(result.rows) == len(rows)
    assert result.unmatched == ()


@pytest.mark.parametrize("rows", [["赵小\t满"], ["赵小|满"], ["<td>赵小</td><td>满</td>"], ["赵小", "其他文字", "满"]])
def test_words_of_two_cells_are_no_words(rows: list[str]) -> None:
    """What only stands side by side is left alone, and the mask is told to match nothing."""
    result = masked(rows, [_mask("赵小满")])
    assert list(result.rows) == rows and len(result.unmatched) == 1


def test_the_mask_tells_nothing_of_the_words() -> None:
    """It has one length; a name within a longer one does not break it; each place is counted with its line."""
    result = masked(["赵小满", "赵小满之女赵小", "观澜路3号"], [_mask("赵小"), _mask("赵小满"), _mask("观澜路3号")])
    assert result.rows == (MASK, f"{MASK}之女{MASK}", MASK)
    assert [one.lines for one in result.hidings] == [(2,), (1, 2), (3,)]


def test_the_sidecar_is_masked_too() -> None:
    """Notes, facts, reasons and the address of the source tell nothing either."""
    order = PrivacyRequest("mask", "赵小满", "依赵小满申请", None, 1)
    sidecar = masked_sidecar(
        Sidecar({"organiser": "赵小满"}, (), ("赵小满来电。",), "https://example.org/赵小满", privacy=(order,))
    )
    assert (sidecar.metadata, sidecar.notes, sidecar.source_url) == ({"organiser": MASK}, (f"{MASK}来电。",), None)
    assert sidecar.privacy[0].reason == f"依{MASK}申请"
    assert holds("赵　小满", [order]) and masked_words("甲\n乙", [order]) == "甲\n乙"


def test_what_is_cut_out_of_a_transcript_leaves_one_mark() -> None:
    """Rows that are gone, with the empty ones and the bars between them, become one mark; a row that is cut in part keeps the rest."""
    rows = ["甲", "乙一", "", "|---|", "乙二", "丙乙三"]
    cut = [Span(2, 0, 2), Span(5, 0, 2), Span(6, 1, 3)]
    assert list(without_spans(rows, cut, "〔撤〕")) == ["甲", "〔撤〕", "丙"]
