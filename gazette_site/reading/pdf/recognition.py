"""Scanned pages: characters from pixels, for pages without a usable text layer. Needs the extra `[ocr]`.

    page ── rendered ──▶ pixels ── `scanned_page`, with the engine of `recogniser` ──▶ characters with their place

The result is a `PageContent` like that of a page with a text layer, so that columns, indents, running heads and tables are found by the
same code. It depends on the pixels, the engine, its models and these rules only, and is kept under the hash of all four.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from gazette_site.reading.pdf.characters import Box, Char, PageContent
from gazette_site.reading.pdf.recogniser import INSTALL, RapidOcr, Recogniser, identity, models

__all__ = ["INSTALL", "available", "engine_name", "recognised", "render"]

DPI = 200
"""Dots in an inch at which a page is looked at; more costs time and reads no better."""
_RULES = ("recognition.py", "recogniser.py", "scanned_page.py", "page_image.py", "grids.py", "characters.py")
"""The modules that a result depends on."""


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


def recognised(
    path: Path, contents: Sequence[PageContent], kept: Path | None, tell: Callable[[int], None]
) -> tuple[PageContent, ...]:
    """These pages of a PDF with the characters that were recognised on them.

    `kept` is the folder where results stay, None for none; `tell` is told which page is recognised.
    """
    from gazette_site.reading.pdf import scanned_page  # needs what a build without the extra does not have

    pages = []
    for content, grey in zip(contents, render(path, [c.number for c in contents]), strict=True):
        tell(content.number)
        file = kept / f"{_key(grey, content)}.json" if kept else None
        page = _load(file, content) if file else None
        if page is None:
            page = scanned_page.recognise(grey, content, _engine())
            if file:
                _save(file, page)
        pages.append(page)
    return scanned_page.evened(pages)


def _key(grey: Any, content: PageContent) -> str:
    digest = sha256(f"{engine_name()}; {grey.shape}; {content.width:.3f} × {content.height:.3f}\n".encode())
    digest.update(grey.tobytes())
    return digest.hexdigest()


def _load(file: Path, content: PageContent) -> PageContent | None:
    """A result that was kept; None if there is none or it cannot be read."""
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        chars = tuple(Char(*values) for values in data["chars"])
        wide, high = map(float, data["size"])
        rules, pictures = (tuple(Box(*values) for values in data[name]) for name in ("rules", "pictures"))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return content._replace(
        width=wide,
        height=high,
        chars=chars,
        aside=(),
        rules=rules,
        pictures=pictures,
        recognised=bool(chars),
        layer=False,
    )


def _save(file: Path, page: PageContent) -> None:
    """Keeps a result; a folder that cannot be written to only costs time."""
    data = {
        "engine": engine_name(),
        "size": (page.width, page.height),
        "chars": page.chars,
        "rules": page.rules,
        "pictures": page.pictures,
    }
    new = file.with_suffix(f".{os.getpid()}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        new.replace(file)
    except OSError:
        new.unlink(missing_ok=True)
