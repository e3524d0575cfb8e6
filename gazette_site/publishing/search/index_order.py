"""Pagefind's filters in a fixed order, so that the same archive gives the same bytes.

Pagefind keeps filters and their values in tables without an order and writes them as they come, each time differently;
everything else in an index is the same from run to run (measured with 1.5.2). Here the two places are put in order:

    filter/zh_….pf_filter   [name, [[value, [page, …]], …]]            by value
    pagefind.zh_….pf_meta   [version, pages, words, [[name, file], …], sorts, fields]   by name

Both are gzip of a mark and CBOR, named after their content; `pagefind-entry.json` names the latter.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import struct
from collections.abc import Mapping
from typing import Any

ENTRY = "pagefind-entry.json"

_MARK = b"pagefind_dcd"
_UNSIGNED, _TEXT, _ARRAY = 0, 3, 4
_WIDTHS = {24: ">B", 25: ">H", 26: ">I", 27: ">Q"}


class UnknownFormat(Exception):
    """The index is not written as this module expects it; it is then better not to touch it."""


def in_fixed_order(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of an index by their paths in it, filters put in order. Raises UnknownFormat."""
    ordered = {path: content for path, content in files.items() if not path.endswith((".pf_filter", ".pf_meta", ENTRY))}
    renamed: dict[str, str] = {}
    for path, content in files.items():
        if path.endswith(".pf_filter"):
            name, values = _opened(content)
            closed = _closed([name, sorted(values)])
            renamed[_stem(path)] = f"{_language(path)}_{_digest(closed)}"
            ordered[f"filter/{renamed[_stem(path)]}.pf_filter"] = closed
    entry = files.get(ENTRY, b"").decode()
    for path, content in files.items():
        if path.endswith(".pf_meta"):
            closed = _closed(_with_filters(_opened(content), renamed))
            name = f"{_language(path)}_{_digest(closed)}"
            ordered[f"pagefind.{name}.pf_meta"] = closed
            entry = entry.replace(json.dumps(_stem(path)), json.dumps(name))
    ordered[ENTRY] = entry.encode()
    return dict(sorted(ordered.items()))


def _with_filters(meta: Any, renamed: Mapping[str, str]) -> Any:
    """The table of contents of an index, its filters by name and pointing to the renamed files."""
    try:
        version, pages, words, filters, *rest = meta
        return [version, pages, words, sorted([name, renamed[file]] for name, file in filters), *rest]
    except (ValueError, TypeError, KeyError) as failure:
        raise UnknownFormat("pf_meta") from failure


def _stem(path: str) -> str:
    """`zh_0a1b2c` of `filter/zh_0a1b2c.pf_filter` and of `pagefind.zh_0a1b2c.pf_meta`."""
    return path.rpartition("/")[2].removeprefix("pagefind.").rpartition(".")[0]


def _language(path: str) -> str:
    return _stem(path).partition("_")[0]


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:10]


def _opened(content: bytes) -> Any:
    plain = gzip.decompress(content)
    if not plain.startswith(_MARK):
        raise UnknownFormat("mark")
    value, end = _decoded(plain, len(_MARK))
    if end != len(plain):
        raise UnknownFormat("length")
    return value


def _closed(value: Any) -> bytes:
    return gzip.compress(_MARK + _encoded(value), mtime=0)


def _decoded(data: bytes, at: int) -> tuple[Any, int]:
    """The CBOR value (whole number, text or array) at that place, and the place after it."""
    kind, number, at = data[at] >> 5, data[at] & 31, at + 1
    if number in _WIDTHS:
        width = struct.calcsize(_WIDTHS[number])
        number, at = struct.unpack_from(_WIDTHS[number], data, at)[0], at + width
    elif number > 23:
        raise UnknownFormat("number")
    if kind == _UNSIGNED:
        return number, at
    if kind == _TEXT:
        return data[at : at + number].decode(), at + number
    if kind != _ARRAY:
        raise UnknownFormat("type")
    items = []
    for _ in range(number):
        item, at = _decoded(data, at)
        items.append(item)
    return items, at


def _encoded(value: Any) -> bytes:
    """The value (whole number, text or array) as CBOR, in the shortest form."""
    if isinstance(value, int):
        return _headed(_UNSIGNED, value)
    if isinstance(value, str):
        text = value.encode()
        return _headed(_TEXT, len(text)) + text
    return _headed(_ARRAY, len(value)) + b"".join(map(_encoded, value))


def _headed(kind: int, number: int) -> bytes:
    if number < 24:
        return bytes([kind << 5 | number])
    code = next(code for code, width in _WIDTHS.items() if number < 256 ** struct.calcsize(width))
    return bytes([kind << 5 | code]) + struct.pack(_WIDTHS[code], number)
