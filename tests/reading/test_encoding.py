"""Bytes to text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazette_site.reading.encoding import EncodingError, decode, split_lines

TEXT = "澜川市人民政府公报\n第3期（总第27期）\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_encodings_of_clerks(encoding: str) -> None:
    """UTF-8 with and without a byte order mark, GB18030 and UTF-16 with a mark give the same text."""
    assert decode(TEXT.encode(encoding)) == TEXT


def test_empty_file_is_empty_text() -> None:
    """No bytes, and a byte order mark alone, are the empty text."""
    assert decode(b"") == ""
    assert decode(b"\xef\xbb\xbf") == ""


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ("第一行\n第二行\n".encode() + b"\xff\xfe\xff\n", 3),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xd8\xff", 1),
        (b"\xef\xbb\xbf" + "好\n".encode() + b"\xff\n", 2),
    ],
)
def test_what_is_no_text_names_its_line(data: bytes, line: int) -> None:
    """Bytes in no known encoding are refused with the line of the first bad byte."""
    with pytest.raises(EncodingError) as refused:
        decode(data)
    assert refused.value.line == line


def test_a_broken_character_does_not_make_it_gb18030() -> None:
    """A UTF-8 file with one broken character is refused, not read as a wealth of rare characters."""
    data = ("澜川市人民政府关于做好防汛工作的通知\n" * 20).encode() + b"\xe6\xbe\n"
    with pytest.raises(EncodingError):
        decode(data)


@pytest.mark.parametrize("strange", [1, 2])
def test_a_few_strange_characters_are_still_a_text(strange: int) -> None:
    """Two characters in a hundred may be of a kind that Chinese print rarely uses."""
    text = "澜" * (100 - strange) + "ж" * strange
    assert decode(text.encode("gb18030")) == text


@pytest.mark.parametrize("strange", [3, 30])
def test_many_strange_characters_are_another_encoding(strange: int) -> None:
    """Three in a hundred are too many: bytes of another encoding read as GB18030 look so."""
    with pytest.raises(EncodingError):
        decode(("澜" * (100 - strange) + "ж" * strange).encode("gb18030"))


def test_only_cr_and_lf_end_a_line() -> None:
    """Line and paragraph separators of Unicode stand inside a line; Windows and Mac line ends count as one."""
    assert split_lines("甲\r\n乙\r丙\n丁\u2028\u0085\x0c戊") == ["甲", "乙", "丙", "丁\u2028\u0085\x0c戊"]


@settings(deadline=None, max_examples=200, derandomize=True)
@given(st.binary(max_size=200))
def test_bytes_are_text_or_refused(data: bytes) -> None:
    """Any bytes whatsoever give a text or an EncodingError with a line that exists."""
    try:
        decode(data)
    except EncodingError as refused:
        assert 1 <= refused.line <= data.count(b"\n") + 1


@settings(deadline=None, max_examples=200, derandomize=True)
@given(st.text(max_size=100))
def test_utf8_is_utf8(text: str) -> None:
    """What is valid UTF-8 is never taken for anything else."""
    if not text.startswith("\ufeff"):
        assert decode(text.encode("utf-8", "surrogatepass")) == text
