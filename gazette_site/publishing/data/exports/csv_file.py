"""Tables as CSV: UTF-8 with a byte order mark, so that spreadsheets take it for what it is, lines ended by CR LF (RFC 4180)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

MARK = "\ufeff"


def csv_bytes(rows: Iterable[Sequence[object]]) -> bytes:
    """The rows as a file. None is an empty cell."""
    return (MARK + csv_text(rows)).encode()


def csv_text(rows: Iterable[Sequence[object]]) -> str:
    """The rows as text without the mark."""
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(rows)
    return stream.getvalue()
