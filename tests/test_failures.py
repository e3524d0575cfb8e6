"""Why something could not be read or written is said in Chinese, with the words of the system beside it."""

from __future__ import annotations

import errno
import os

import pytest

from gazette_site.failures import cause


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "磁盘满了"),
        (errno.EROFS, "磁盘是只读的"),
        (errno.EACCES, "没有权限"),
        (errno.EADDRINUSE, "已被别的程序占用"),
    ],
)
def test_what_happens_most_often_is_said_in_chinese(number: int, words: str) -> None:
    """By its number; what the system calls it follows, so that help can be found."""
    assert cause(OSError(number, os.strerror(number))) == f"{words}：{os.strerror(number)}"


def test_what_speaks_for_itself_is_left_as_it_is() -> None:
    """A number that nobody expects, words without one, and the words of a Chinese Windows."""
    assert cause(OSError(errno.ENOTTY, "not a terminal")) == "not a terminal"
    assert cause(OSError("broken")) == "broken"
    assert cause(OSError(errno.EACCES, "拒绝访问。")) == "拒绝访问。"
