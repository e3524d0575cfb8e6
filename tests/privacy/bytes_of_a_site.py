"""Everything that can be read in a published folder, unpacked: the measure of what is gone."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path

import pypdfium2

from gazette_site.characters import folded


def finds(folder: Path, words: str) -> list[str]:
    """The files in which words stand, in plain text, escaped, packed, in a PDF's text or in a name."""
    wanted = folded(words)
    escaped = wanted.encode("unicode_escape").lower()
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and (wanted in str(path) or any(_holds(data, wanted, escaped) for data in _contents(path))):
            found.append(path.relative_to(folder).as_posix())
    return found


def _holds(data: bytes, wanted: str, escaped: bytes) -> bool:
    return wanted.encode() in data or escaped in data.lower() or wanted in folded(data.decode("utf-8", "ignore"))


def _contents(path: Path) -> Iterator[bytes]:
    data = path.read_bytes()
    yield data
    if path.suffix == ".pdf":
        yield _pdf_text(path)
    for start in _places(data, b"\x1f\x8b\x08"):
        try:
            yield zlib.decompressobj(31).decompress(data[start:])
        except (zlib.error, gzip.BadGzipFile, EOFError):
            continue


def _places(data: bytes, mark: bytes) -> Iterator[int]:
    at = data.find(mark)
    while at >= 0:
        yield at
        at = data.find(mark, at + 1)


def _pdf_text(path: Path) -> bytes:
    with pypdfium2.PdfDocument(path) as document:
        return "".join(page.get_textpage().get_text_range() for page in document).encode()
