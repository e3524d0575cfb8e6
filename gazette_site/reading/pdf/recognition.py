"""Scanned pages: characters from pixels, for pages without a usable text layer. Needs the extra `[ocr]`.

    page ── rendered ──▶ pixels ── `scanned_page`, with the engine of `recogniser` ──▶ characters with their place

The result is a `PageContent` like that of a page with a text layer, so that columns, indents, running heads and tables are found by the
same code. It depends on the pixels, the engine, its models and these rules only, and is kept under the hash of all four.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from gazette_site.cache import Cache
from gazette_site.reading.pdf.characters import Box, Char, PageContent
from gazette_site.reading.pdf.recogniser import INSTALL, RapidOcr, Recogniser, identity, models

__all__ = ["INSTALL", "available", "engine_name", "recognised", "render"]

DPI = 200
"""Dots in an inch at which a page is looked at; more costs time and reads no better."""
_RULES = ("recognition.py", "recogniser.py", "scanned_page.py", "page_image.py", "grids.py", "characters.py")
"""The modules that a result depends on."""
ROOM = "recognition"


def available() -> bool:
    """Whether scanned pages can be read here."""
    return models() is not None


@cache
def engine_name() -> str:
    """Engine, models and rules by name, version and digest: what the result depends on besides the pixels."""
    rules = sha256()
    for name in _RULES:
        rules.update(Path(__file__).with_name(name).read_bytes())
    return f"{identity()}; rules {rules.hexdigest()[:16]}"


def render(path: Path, pages: Iterable[int]) -> Iterator[Any]:
    """Grey pixels of pages, counted from 1, at `DPI` dots in an inch."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        for index in pages:
            page = document[index - 1]
            bitmap = page.render(scale=DPI / 72, grayscale=True)
            yield bitmap.to_numpy().reshape(bitmap.height, -1)[:, : bitmap.width].copy()
            bitmap.close()
            page.close()
    finally:
        document.close()


@cache
def _engine() -> Recogniser:
    return RapidOcr()


def recognised(path: Path, contents: Sequence[PageContent], kept: Cache | None) -> tuple[PageContent, ...]:
    """These pages of a PDF with the characters that were recognised on them. `kept` is where results stay, None for nowhere."""
    from gazette_site.reading.pdf import scanned_page  # needs what a build without the extra does not have

    pages = []
    for content, grey in zip(contents, render(path, [c.number for c in contents]), strict=True):
        key = _key(grey, content) if kept else ""
        page = _load(kept, key, content) if kept else None
        if page is None:
            page = scanned_page.recognise(grey, content, _engine())
            if kept:
                _save(kept, key, page)
        pages.append(page)
    return scanned_page.evened(pages)


def _key(grey: Any, content: PageContent) -> str:
    digest = sha256(f"{engine_name()}; {grey.shape}; {content.width:.3f} × {content.height:.3f}\n".encode())
    digest.update(grey.tobytes())
    return digest.hexdigest()


class _Kept(NamedTuple):
    """What is kept of a page."""

    size: tuple[float, float]
    chars: tuple[Char, ...]
    rules: tuple[Box, ...]
    pictures: tuple[Box, ...]


def _load(kept: Cache, key: str, content: PageContent) -> PageContent | None:
    """A result that was kept; None if there is none or it is damaged."""
    data = kept.get(ROOM, key)
    try:
        found = msgspec.json.decode(data, type=_Kept) if data else None
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
    if found is None:
        return None
    return content._replace(
        width=found.size[0],
        height=found.size[1],
        chars=found.chars,
        aside=(),
        rules=found.rules,
        pictures=found.pictures,
        recognised=bool(found.chars),
        layer=False,
    )


def _save(kept: Cache, key: str, page: PageContent) -> None:
    """Keeps a result."""
    data = _Kept((page.width, page.height), page.chars, page.rules, page.pictures)
    kept.put(ROOM, key, json.dumps(data, ensure_ascii=True).encode())
