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
import zlib
from collections.abc import Mapping
from typing import Any

import cbor2

from gazette_site.publishing.folder.compressed import gzipped

ENTRY = "pagefind-entry.json"

_MARK = b"pagefind_dcd"


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
    """What a file of the index holds. Raises UnknownFormat also where it would not be written again to the byte."""
    try:
        plain = gzip.decompress(content)
        value = cbor2.loads(plain.removeprefix(_MARK))
    except (OSError, EOFError, zlib.error, cbor2.CBORDecodeError) as failure:
        raise UnknownFormat("content") from failure
    if _written(value) != plain:
        raise UnknownFormat("form")
    return value


def _closed(value: Any) -> bytes:
    return gzipped(_written(value))


def _written(value: Any) -> bytes:
    return _MARK + cbor2.dumps(value)
