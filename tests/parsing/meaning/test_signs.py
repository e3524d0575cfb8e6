"""Sentences that are left at a glance: none of them has a day or a term."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gazette_site.parsing.meaning.days import days_in
from gazette_site.parsing.meaning.points import may_name_days
from gazette_site.parsing.meaning.terms import may_name_terms, terms_in

_WORDS = (
    "每月", "每年", "每季度", "第二季度", "上半年", "年底", "2025年", "3月", "10日", "末", "前", "2025.3.1", "至", "起", "今年",
    "公示期为", "之日起", "施行", "自本办法", "内", "三十", "5个工作日", "试点期限", "半年", "过渡期", "后", "申请", "，", "市政府"
)  # fmt: skip


@given(st.lists(st.sampled_from(_WORDS), max_size=7).map("".join))
def test_a_glance_hides_no_day_and_no_term(sentence: str) -> None:
    """Where a glance says that there is none, none is read."""
    assert may_name_days(sentence) or not list(days_in(sentence))
    assert may_name_terms(sentence) or not list(terms_in(sentence, None, None))


def test_most_sentences_are_left_at_a_glance() -> None:
    """A sentence without a number of days, a month, a year is neither."""
    assert not may_name_days("申请人应当提交身份证") and not may_name_terms("申请人应当提交身份证")
