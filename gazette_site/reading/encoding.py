"""Bytes to text: UTF-8 with or without a byte order mark, GB18030 recognised."""

from __future__ import annotations

import codecs
import re

from gazette_site.characters import CJK
from gazette_site.late import late

_COMMON = late(rf"[{CJK}\u3000-\u303f\uff00-\uffef\s -~\u2010-\u2030\u00b7\u1800-\u18af]")


class EncodingError(ValueError):
    """The bytes are no text in a known encoding."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def decode(data: bytes) -> str:
    """The text of a transcript.

    1. A byte order mark decides (UTF-8, UTF-16).
    2. What is valid UTF-8 is UTF-8.
    3. What is valid GB18030 and consists nearly wholly of characters that Chinese print uses is GB18030, unless it is
       UTF-8 but for a few damaged characters.

    Raises EncodingError, with the line of the first bad byte, for everything else.
    """
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _strict(data.removeprefix(codecs.BOM_UTF8), name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as problem:
        text = None if _nearly_utf8(data) else _gb18030(data)
        if text is None:
            raise EncodingError("既不是 UTF-8 也不是 GB18030 编码", data.count(b"\n", 0, problem.start) + 1) from None
        return text


def split_lines(text: str) -> list[str]:
    """The lines of a text; only CR and LF end a line."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _strict(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as problem:
        raise EncodingError(
            f"带有字节序标记，但不是有效的 {name} 编码", data.count(b"\n", 0, problem.start) + 1
        ) from None


def _nearly_utf8(data: bytes) -> bool:
    """Whether damage, not another encoding, keeps the bytes from being UTF-8: there GB18030 would see a wealth of rare characters."""
    text = data.decode("utf-8", "replace")
    return text.count("\ufffd") * 10 < len(re.findall(f"[{CJK}]", text))


def _gb18030(data: bytes) -> str | None:
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    usual = len(_COMMON.findall(text))
    return text if usual >= 0.98 * len(text) else None
