"""From what a page paints to what it holds: text to read, and what is set aside with the reason.

1. What no reader sees is hidden, unless it is the text layer of a scan: unseen text over a picture of nearly the whole page.
2. What is printed again at its own place counts once; what slants across the lines is set aside.
3. A page most of whose characters stand on their side, or on their head, is turned upright; what stands otherwise then is set aside.
   A part that lies on its side between upright text, such as a wide table, is turned by itself.
No character is lost: each is in `chars` or in `aside`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from gazette_site.model import FurnitureReason
from gazette_site.reading.pdf.characters import SCAN, Aside, Box, Char, PageContent, Told
from gazette_site.reading.pdf.glyphs import fold_glyph, is_unmapped
from gazette_site.reading.pdf.grids import joined_boxes, part_lines
from gazette_site.reading.pdf.inks import Rect
from gazette_site.reading.pdf.marked import WATERMARK
from gazette_site.reading.pdf.outlined import outlined
from gazette_site.reading.pdf.overprint import copies
from gazette_site.reading.pdf.painting import Glyph, Painting
from gazette_site.reading.pdf.rules import rules_of
from gazette_site.reading.pdf.turned import TurnedPart, turned_part
from gazette_site.reading.pdf.view import View, direction, usual_direction
from gazette_site.reading.pdf.visibility import Unseen, unseen
from gazette_site.reading.pdf.watermarks import SLANTED, slanted

_LAYER = frozenset((Unseen.NO_INK, Unseen.COVERED, Unseen.TRANSPARENT, Unseen.SAME_COLOUR))
"""How the text layer of a scan is made unseen."""
_DUMB = ("没有编码的字体",)
"""How a string is named of which a font gives no characters."""
_BESIDE_LAYER = 0.2
"""Seen characters, as a share of those of the layer, that a scanned page has at most: a stamped page number."""


def page_content(painting: Painting, index: int, glyphs: Mapping[str, str]) -> PageContent:
    """The content of a page (counted from 1). `glyphs` names characters for private code points."""
    hidden = unseen(painting)
    layer = _layer(painting, hidden)
    whys = [None if i in layer else why for i, why in enumerate(hidden)]
    seen = [glyph for glyph, why in zip(painting.glyphs, whys, strict=True) if why is None]
    prints = copies(seen)
    once = [glyph for glyph, n in zip(seen, prints, strict=True) if n == 0]
    marked, once = _watermarks(once)
    slants = slanted(once)
    across = [glyph for i, glyph in enumerate(once) if i in slants]
    once = [glyph for i, glyph in enumerate(once) if i not in slants]
    part = turned_part(once, painting)
    if part is not None:
        return _with_turned_part(
            index,
            painting,
            part,
            glyphs,
            [
                *_marked(marked, part.view),
                *_slanted(across, part.view),
                *_hidden(painting.glyphs, whys, part.view),
                *_again(seen, prints, part.view),
            ],
        )
    view = View(painting, usual_direction(once))
    upright = [g for g in once if direction(g) == view.quarters]
    sideways = [g for g in once if direction(g) != view.quarters]
    if sum(g.vertical for g in upright) > len(upright) / 2:  # foreign words lie on their side in vertical writing
        upright, sideways = [*upright, *(g._replace(vertical=True) for g in sideways)], []
    chars, unmapped = _mapped(map(view.char, upright), glyphs)
    lines, pictures = part_lines([box for p in painting.pictures if (box := view.box(p)) is not None])
    aside = [Aside(FurnitureReason.VERTICAL, tuple(map(view.char, sideways)), "方向不同")] if sideways else []
    aside += [
        *_marked(marked, view),
        *_slanted(across, view),
        *_hidden(painting.glyphs, whys, view),
        *_again(seen, prints, view),
    ]
    return PageContent(
        index,
        view.width,
        view.height,
        tuple(chars),
        tuple(aside),
        tuple(rules_of([*(box for r in painting.rules if (box := view.box(r)) is not None), *lines])),
        tuple(joined_boxes(pictures)),
        (*unmapped, *_DUMB * len(painting.dumb)),
        outlined=outlined(painting.paints, painting.height),
        told=_told(painting),
        recognised=bool(layer),
        layer=bool(layer),
    )


def _with_turned_part(
    index: int, painting: Painting, part: TurnedPart, glyphs: Mapping[str, str], aside: list[Aside]
) -> PageContent:
    """A page with a part that lies on its side put upright at its place; what stands below it moves down."""
    chars, unmapped = _mapped(part.chars, glyphs)
    return PageContent(
        index,
        part.view.width,
        part.view.height + part.longer,
        tuple(chars),
        tuple(aside),
        tuple(rules_of(part.rules)),
        tuple(joined_boxes(part.pictures)),
        (*unmapped, *_DUMB * len(painting.dumb)),
        outlined=outlined(painting.paints, painting.height),
        told=_told(painting),
        longer=part.longer,
    )


def _layer(painting: Painting, hidden: Sequence[Unseen | None]) -> frozenset[int]:
    """The unseen glyphs that are the text layer of a scan; empty if the page is none."""
    page = painting.width * painting.height
    pictures = joined_boxes([Box(*p) for p in painting.pictures])
    scans = [p for p in pictures if (p.x1 - p.x0) * (p.bottom - p.top) > SCAN * page]
    if not scans:
        return frozenset()
    found = [i for i, why in enumerate(hidden) if why in _LAYER and _within(painting.glyphs[i].box, scans)]
    printed = sum(not painting.glyphs[i].text.isspace() for i in found)
    seen = sum(why is None and not g.text.isspace() for g, why in zip(painting.glyphs, hidden, strict=True))
    return frozenset(found) if printed >= 10 and seen <= _BESIDE_LAYER * printed else frozenset()


def _within(box: Rect, scans: Sequence[Box]) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(s.x0 <= x <= s.x1 and s.top <= y <= s.bottom for s in scans)


def _watermarks(glyphs: Sequence[Glyph]) -> tuple[list[Glyph], list[Glyph]]:
    """What the file marks as a watermark, and the other glyphs; text is none, even if all of it is marked so."""
    marked = [glyph for glyph in glyphs if glyph.artifact == WATERMARK]
    if 2 * len(marked) > len(glyphs):
        return [], list(glyphs)
    return marked, [glyph for glyph in glyphs if glyph.artifact != WATERMARK]


def _marked(glyphs: Sequence[Glyph], view: View) -> list[Aside]:
    return [Aside(FurnitureReason.WATERMARK, tuple(map(view.char, glyphs)))] if glyphs else []


def _told(painting: Painting) -> Told:
    return Told(tuple(painting.renamed), tuple(painting.otherwise), tuple(painting.noted), tuple(painting.unread))


def _slanted(glyphs: Sequence[Glyph], view: View) -> list[Aside]:
    return [Aside(FurnitureReason.VERTICAL, tuple(map(view.char, glyphs)), SLANTED)] if glyphs else []


def _hidden(glyphs: Sequence[Glyph], whys: Sequence[Unseen | None], view: View) -> list[Aside]:
    return [
        Aside(
            FurnitureReason.HIDDEN,
            tuple(view.char(g) for g, w in zip(glyphs, whys, strict=True) if w is why),
            why.value,
        )
        for why in Unseen
        if why in whys
    ]


def _again(glyphs: Sequence[Glyph], prints: Sequence[int], view: View) -> list[Aside]:
    """Second prints, third prints and so on, each by itself, so that their words can be read."""
    layers: dict[int, list[Char]] = {}
    for glyph, n in zip(glyphs, prints, strict=True):
        if n > 0:
            layers.setdefault(n, []).append(view.char(glyph))
    return [Aside(FurnitureReason.OVERPRINTED, tuple(chars)) for _, chars in sorted(layers.items())]


def _mapped(chars: Iterable[Char], glyphs: Mapping[str, str]) -> tuple[list[Char], list[str]]:
    """Characters with their stand-ins folded, and the glyphs that stand for no character."""
    mapped: list[Char] = []
    unmapped: list[str] = []
    for char in chars:
        text = fold_glyph(char.text, glyphs)
        if is_unmapped(text):
            unmapped.append(text if text.startswith("(") else f"U+{ord(text[0]):04X}")
            text = "\ufffd"
        mapped.append(char._replace(text=text))
    return mapped, unmapped
