"""Title cards: the picture that is shown where a link to a document is shared (Open Graph).

A PNG of 900 × 472 in the manner of the page: red masthead and rule, the title, the number, where it was printed. Those
who show such pictures take no SVG, so the title has to be set here, which asks for a Chinese font: the configured one,
else a common one of this machine. Without one, or without a public address (the picture has to be named in full), there
are no cards. The same font file and the same Pillow give the same bytes; cards are not among the lasting addresses.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gazette_site.cache import Cache
from gazette_site.config import SiteConfig
from gazette_site.linking.archive import Archive
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.images.card_font import HEIGHT, NAME, WIDTH, font_file
from gazette_site.publishing.phrases import full_issue_name, phrased
from gazette_site.publishing.wording import say

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

_VERSION = 1
"""Goes up whenever a card would be drawn differently."""
_SIMPLIFIED = " SC"
"""How the face for simplified Chinese is called in a collection of faces."""
_FACES = 10
_MARGIN, _HEAD = 54, 96
_TITLE_SIZES = (46, 42, 38, 34, 30, 26)
_MOST_LINES = 4
_GREYS = 8
"""Shades of black and of red; with sixteen colours a pixel takes half a byte."""
_RED = (168, 18, 26)


class _Words(NamedTuple):
    """What a card says."""

    name: str
    title: str
    number: str
    printed: str
    """`刊于2025年第3期（总第154期）`."""


def card_files(archive: Archive, config: SiteConfig, cache: Cache | None = None) -> Iterator[OutputFile]:
    """The card of each document, beside its page; cards drawn before are taken from the cache."""
    font = font_file(config)
    if font is None or not config.base_url:
        return
    made_with = _made_with(font)
    for issue in archive.issues:
        printed = say("issues.printed_in", issue=full_issue_name(issue.issue.masthead))
        for linked in issue.documents:
            words = _Words(config.name, linked.document.title.value, linked.document.normal_number, printed)
            yield OutputFile(f"{linked.url[1:]}{NAME}", _kept(words, font, made_with, cache))


def _made_with(font: Path) -> str:
    """What a card depends on apart from its words."""
    import PIL

    with font.open("rb") as stream:
        return f"{_VERSION} {PIL.__version__} {hashlib.file_digest(stream, 'sha256').hexdigest()}"


def _kept(words: _Words, font: Path, made_with: str, cache: Cache | None) -> bytes:
    """The card from the cache, else drawn and put there."""
    key = hashlib.sha256("\0".join((made_with, *words)).encode()).hexdigest()
    card = cache.get("cards", key) if cache else None
    if card is None:
        card = _card(words, str(font))
        if cache:
            cache.put("cards", key, card)
    return card


def _card(words: _Words, font: str) -> bytes:
    from PIL import Image, ImageDraw

    canvas = Image.new("L", (WIDTH, HEIGHT), 255)
    draw = ImageDraw.Draw(canvas)
    draw.text((_MARGIN, 34), words.name, font=_face(font, 34), fill=0)
    draw.rectangle((_MARGIN, _HEAD - 6, WIDTH - _MARGIN, _HEAD - 2), fill=0)
    size, lines = _set(str(phrased(words.title)), font)
    height = round(size * 1.45)
    top = _HEAD + (HEIGHT - _HEAD - 116 - height * len(lines)) // 2
    for place, line in enumerate(lines):
        _centred(draw, line, top + place * height, _face(font, size))
    if words.number:
        _centred(draw, words.number, HEIGHT - 104, _face(font, 28))
    _centred(draw, words.printed, HEIGHT - 58, _face(font, 21))
    return _png(canvas)


@lru_cache(maxsize=16)
def _face(font: str, size: int) -> FreeTypeFont:
    """The font in that size; of a collection the face for simplified Chinese."""
    from PIL import ImageFont

    faces = []
    for index in range(_FACES):
        try:
            faces.append(ImageFont.truetype(font, size, index=index))
        except OSError:
            break
    return next((face for face in faces if _SIMPLIFIED in (face.getname()[0] or "")), faces[0])


def _set(title: str, font: str) -> tuple[int, tuple[str, ...]]:
    """The largest size in which the title stands on four lines, and the lines, broken between phrases where possible."""
    phrases = [unescape(phrase) for phrase in title.split("<wbr>")]
    for size in _TITLE_SIZES:
        lines = _lines(phrases, (WIDTH - 2 * _MARGIN) // size)
        if len(lines) <= _MOST_LINES:
            return size, lines
    cut = [*lines[: _MOST_LINES - 1], lines[_MOST_LINES - 1][:-1] + say("marks.cut_short")]
    return _TITLE_SIZES[-1], tuple(cut)


def _lines(phrases: Sequence[str], width: int) -> tuple[str, ...]:
    """The phrases put on lines of so many characters; a phrase longer than a line is cut."""
    lines = [""]
    for phrase in phrases:
        rest = phrase
        if lines[-1] and len(lines[-1]) + len(rest) > width:
            lines.append("")
        while len(lines[-1]) + len(rest) > width:
            room = width - len(lines[-1])
            lines[-1] += rest[:room]
            rest = rest[room:]
            lines.append("")
        lines[-1] += rest
    return tuple(lines)


def _centred(draw: ImageDraw, line: str, top: int, face: FreeTypeFont) -> None:
    draw.text(((WIDTH - draw.textlength(line, font=face)) / 2, top), line, font=face, fill=0)


def _png(canvas: Image) -> bytes:
    """The canvas with its head in red, in sixteen colours."""
    from PIL import Image

    shades = canvas.point([shade * _GREYS // 256 for shade in range(256)])
    head = shades.crop((0, 0, WIDTH, _HEAD)).point([min(shade, _GREYS - 1) + _GREYS for shade in range(256)])
    shades.paste(head, (0, 0))
    picture = Image.frombytes("P", shades.size, shades.tobytes())
    picture.putpalette([value for ink in ((0, 0, 0), _RED) for value in _ramp(ink)])
    stream = io.BytesIO()
    picture.save(stream, "PNG", bits=4, compress_level=4)
    return stream.getvalue()


def _ramp(ink: Sequence[int]) -> Iterator[int]:
    """The shades of an ink up to white, red, green and blue one after the other."""
    for shade in range(_GREYS):
        yield from (round(colour + (255 - colour) * shade / (_GREYS - 1)) for colour in ink)
