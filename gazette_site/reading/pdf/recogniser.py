"""The engine that reads lines of print, with the models that come in its wheel: the extra `[ocr]`.

This module can be imported without the extra; `models` says whether it is there.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from gazette_site.late import late

INSTALL = "make ocr"
"""What the clerk types to have scanned pages read."""
_PACKAGES = ("rapidocr", "onnxruntime")
_LATIN = late(r"[!-~]")
_WIDE = late(r"[\u2e80-\u9fff\uff01-\uff60\U00020000-\U0003ffff—…“”‘’]")


class Glyph(NamedTuple):
    """A recognised character; where its middle is, from 0 at the left edge of the line to 1."""

    text: str
    middle: float


class Reading(NamedTuple):
    """What an engine read in a line."""

    glyphs: list[Glyph]
    """From left to right."""
    score: float
    """How sure it is, from 0 to 1."""


class Recogniser(Protocol):
    """Reads lines of print: the only thing that is asked of an engine."""

    def line(self, pixels: Any) -> Reading:
        """The characters of one line. `pixels` are grey values."""

    def areas(self, pixels: Any) -> list[tuple[int, int, int, int]]:
        """Left, upper, right and lower edge of the lines in a piece of print."""


def models() -> tuple[Path, Path] | None:
    """The models that came with the engine, to find lines and to read them; None if the extra is not installed.

    They are named to the engine one by one, so that it never looks for others on the network.
    """
    if any(find_spec(name) is None for name in (*_PACKAGES, "cv2", "numpy")):
        return None
    spec = find_spec("rapidocr")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        found = [sorted((Path(folder) / "models").glob(f"*_{task}_*.onnx")) for task in ("det", "rec")]
        if all(found):
            return found[0][0], found[1][0]
    return None


def available() -> bool:
    """Whether scanned pages can be read here."""
    return models() is not None


def identity() -> str:
    """Engine and models by name, version and size."""
    parts = [f"{name} {_installed(name)}" for name in _PACKAGES]
    return "; ".join((*parts, *(f"{path.name} {path.stat().st_size}" for path in models() or ())))


def _installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "?"


class RapidOcr:
    """The engine of the extra, with the models that come in its wheel."""

    def __init__(self) -> None:
        found = models()
        if found is None:
            raise RuntimeError(f"[ocr] is not installed: {INSTALL}")
        import rapidocr

        settings = {
            "Global.log_level": "error",
            "Global.use_cls": False,
            "Global.max_side_len": 4000,
            "Global.text_score": 0.0,
            "Det.model_path": str(found[0]),
            "Det.limit_type": "max",  # the other way, small pieces are blown up
            "Det.limit_side_len": 1280,
            "Rec.model_path": str(found[1]),
        }
        self._engine: Any = rapidocr.RapidOCR(params=settings)

    def line(self, pixels: Any) -> Reading:
        """See `Recogniser`."""
        read = self._engine(_coloured(pixels), use_det=False, use_cls=False, use_rec=True, return_word_box=True)
        if not read.txts:
            return Reading([], 0.0)
        placed = _placed(read.word_results[0] if read.word_results else None)
        return Reading(_with_places(read.txts[0], placed), float(read.scores[0]))

    def areas(self, pixels: Any) -> list[tuple[int, int, int, int]]:
        """See `Recogniser`."""
        found = self._engine(_coloured(pixels), use_det=True, use_cls=False, use_rec=False)
        if found.boxes is None:
            return []
        corners = ((box.min(axis=0), box.max(axis=0)) for box in found.boxes)
        edges = [(int(low[0]), int(low[1]), int(high[0]), int(high[1])) for low, high in corners]
        return sorted(edges, key=lambda e: (e[1], e[0]))


def _coloured(grey: Any) -> Any:
    import numpy

    return numpy.repeat(grey[:, :, None], 3, axis=2)


def _placed(words: Any) -> list[Glyph]:
    """The characters with the step of the network at which each was seen."""
    steps = float(getattr(words, "line_txt_len", 0) or 0)
    if not steps:
        return []
    pairs = zip(words.words, words.word_cols, strict=True)
    return [Glyph(c, (n + 0.5) / steps) for word, places in pairs for c, n in zip(word, places, strict=False)]


def _with_places(text: str, placed: Sequence[Glyph]) -> list[Glyph]:
    """`text` as glyphs: where the engine saw them or, if it does not say so of each, evenly spread. Blanks stay between Latin words only."""
    kept = [
        c
        for i, c in enumerate(text)
        if not c.isspace() or (0 < i < len(text) - 1 and _LATIN.match(text[i - 1]) and _LATIN.match(text[i + 1]))
    ]
    seen = [g for g in placed if not g.text.isspace()]
    if "".join(g.text for g in seen) != "".join(c for c in kept if not c.isspace()):
        weights = [1.0 if _WIDE.match(c) else 0.5 for c in kept]
        total, at, glyphs = sum(weights) or 1.0, 0.0, []
        for c, weight in zip(kept, weights, strict=True):
            glyphs.append(Glyph(c, (at + weight / 2) / total))
            at += weight
        return glyphs
    result: list[Glyph] = []
    rest = iter(seen)
    for c in kept:
        result.append(Glyph(c, -1.0) if c.isspace() else next(rest))
    for i, glyph in enumerate(result):
        if glyph.middle < 0:
            result[i] = Glyph(glyph.text, (result[i - 1].middle + result[i + 1].middle) / 2)
    return result
