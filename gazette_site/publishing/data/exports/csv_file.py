"""Tables as CSV: UTF-8 with a byte order mark, so that spreadsheets take it for what it is, lines ended by CR LF (RFC 4180).

A spreadsheet runs a cell that begins like a formula. Numbers stay numbers: `-5` is true as it stands. Any other text that begins so gets an
apostrophe before it, and so does text that has one there already, so that taking one away gives back every cell: `=1+1` ↔ `'=1+1`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import TextIO

MARK = "\ufeff"
FORMULAS = "以 = + - @（半角或全角）、制表符、回车、换行开头而不是数的文字，前面加一个半角撇号（'），以免被电子表格当作公式；去掉这个撇号就是原文"
"""The rule, for whoever reads the files."""
_FORMULA = re.compile(r"'*+\s*+[=+\-@＝＋－＠]|'*+[\t\r\n]")
_NO_FORMULA = re.compile(
    r"""
      [+\-＋－]?+ [0-9０-９]++ (?: [,，] [0-9０-９]{3} )*+ (?: [.．] [0-9０-９]++ )?+ (?: [eE] [+\-]?+ [0-9]{1,3} )?+ [%％‰]?+     # a number
    | [+\-＋－—]++                                                                                                  # nothing but signs: “none”
    """,
    re.VERBOSE,
)


def csv_bytes(rows: Iterable[Sequence[object]]) -> bytes:
    """The rows as a file. None is an empty cell."""
    stream = io.BytesIO()  # a large table as text would need four bytes for each character
    with io.TextIOWrapper(stream, "utf-8", newline="") as text:
        text.write(MARK)
        _write(text, rows)
        text.flush()
        return stream.getvalue()


def csv_text(rows: Iterable[Sequence[object]]) -> str:
    """The rows as text without the mark."""
    stream = io.StringIO(newline="")
    _write(stream, rows)
    return stream.getvalue()


def _write(stream: TextIO, rows: Iterable[Sequence[object]]) -> None:
    csv.writer(stream).writerows([_cell(value) for value in row] for row in rows)


def _cell(value: object) -> object:
    return as_text(value) if isinstance(value, str) else value


def as_text(value: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if _FORMULA.match(value) and not _NO_FORMULA.fullmatch(value) else value
