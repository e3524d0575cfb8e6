"""Draws the icons of the site and the picture for shared links: `python tools/make_icons.py`.

All are the cover of a gazette without words, so that they fit every city: a red sheet, the title line, the rule, lines of
text. The drawing is in units of the icon, 32 by 32; `templates/assets/icon.svg` is the same drawing.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

ASSETS = Path(__file__).parents[1] / "templates" / "assets"
RED, WHITE = "#a8121a", "#ffffff"
LINES = ((6, 7, 26, 10), (6, 14, 26, 16), (6, 19, 20, 21), (6, 24, 23, 26))
"""Left, top, right, bottom of each bar."""
ICONS = {"icon-180.png": 180, "icon-192.png": 192, "icon-512.png": 512}
CARD = (900, 472)


def main() -> None:
    """Writes all pictures beside `icon.svg`."""
    for name, size in ICONS.items():
        save(drawn(size), name)
    card = Image.new("RGB", CARD, RED)
    card.paste(drawn(CARD[1]), ((CARD[0] - CARD[1]) // 2, 0))
    save(card, "card.png")


def drawn(size: int) -> Image.Image:
    """The icon, `size` pixels wide and high."""
    picture = Image.new("RGB", (size, size), RED)
    draw = ImageDraw.Draw(picture)
    for left, top, right, bottom in LINES:
        draw.rectangle(
            (left * size // 32, top * size // 32, right * size // 32 - 1, bottom * size // 32 - 1), fill=WHITE
        )
    return picture


def save(picture: Image.Image, name: str) -> None:
    """Two colours are enough."""
    picture.quantize(2).save(ASSETS / name, optimize=True)


if __name__ == "__main__":
    main()
