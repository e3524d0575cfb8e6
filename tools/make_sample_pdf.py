"""Typesets `issues/2025-05.pdf` from `tools/sample/2025-05.yaml`: `python tools/make_sample_pdf.py [FILE]`.

Needs Typst (a development dependency) and the fonts Noto Serif CJK and Noto Sans CJK. The same description, fonts and
versions give the same bytes.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import typst
import yaml
from PIL import Image, ImageDraw, ImageFont

HERE = Path(__file__).parent
DESCRIPTION = HERE / "sample" / "2025-05.yaml"
TARGET = HERE.parent / "issues" / "2025-05.pdf"
LARGEST = 400_000
"""Bytes of the PDF."""

Point = tuple[int, int]
Colour = tuple[int, int, int]

FONT = "NotoSansCJK-Regular.ttc"
PAPER, WATER, BANK, ROAD, ROUTE, REFUGE, INK = (
    (255, 255, 255), (186, 214, 235), (120, 160, 190), (214, 214, 210), (176, 18, 26), (46, 125, 80), (40, 40, 44)
)  # fmt: skip


def main(target: Path = TARGET) -> None:
    """Writes the PDF."""
    data = typeset(description())
    if len(data) > LARGEST:
        raise SystemExit(f"{target}: {len(data)} bytes are too many")
    target.write_bytes(data)
    print(f"{target}: {len(data)} bytes")


def description() -> dict[str, Any]:
    """What the issue consists of."""
    read: dict[str, Any] = yaml.safe_load(DESCRIPTION.read_text("utf-8"))
    return read


def typeset(issue: dict[str, Any]) -> bytes:
    """The issue as PDF."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "gazette.typ").write_bytes((HERE / "sample" / "gazette.typ").read_bytes())
        drawn_map().save(folder / "map.png", optimize=True)
        data: bytes = typst.compile(folder / "gazette.typ", sys_inputs={"data": json.dumps(issue, ensure_ascii=False)})
        return data


# The map -----------------------------------------------------------------------------------------------------------

RIVER: tuple[Point, ...] = ((-20, 610), (180, 560), (330, 600), (520, 700), (760, 690), (960, 600), (1240, 640))
BROOK: tuple[Point, ...] = ((360, -20), (390, 150), (350, 300), (400, 450), (380, 610))
ROADS: tuple[tuple[Point, ...], ...] = (
    ((-20, 300), (260, 330), (640, 310), (960, 260), (1240, 280)),
    ((640, -20), (640, 310), (660, 560), (650, 980)),
    ((960, -20), (960, 260), (1000, 560), (990, 980)),
    ((-20, 800), (300, 790), (650, 810), (990, 800), (1240, 830)),
)
LAKE = (760, 380, 930, 480)
ROUTES: tuple[tuple[Point, Point], ...] = (
    ((500, 500), (560, 200)), ((720, 520), (840, 170)), ((230, 480), (140, 190)),
    ((480, 770), (420, 870)), ((860, 740), (1010, 860)), ((1080, 500), (1060, 170)),
)  # fmt: skip
REFUGES: tuple[tuple[Point, str], ...] = (
    ((570, 180), "市第二中学"), ((840, 150), "市体育馆"), ((140, 170), "石门小学"),
    ((420, 890), "北汀体育场"), ((1020, 880), "粮食学校"), ((1060, 150), "高新三小"),
)  # fmt: skip
NAMES: tuple[tuple[Point, str, int], ...] = (
    ((120, 640), "澜　江", 34), ((405, 70), "梅溪", 26), ((800, 418), "东湖", 26), ((512, 530), "东浦区", 36),
    ((60, 400), "西岭区", 36), ((720, 840), "北汀区", 36), ((1020, 510), "云麓高新区", 32),
)  # fmt: skip


def drawn_map() -> Image.Image:
    """A sketch of the city: river, roads, routes and refuges."""
    picture = Image.new("RGB", (1220, 960), PAPER)
    pen = ImageDraw.Draw(picture)
    for course, width in ((RIVER, 92), (BROOK, 26)):
        _course(pen, course, width + 6, BANK)
    for course, width in ((RIVER, 92), (BROOK, 26)):
        _course(pen, course, width, WATER)
    pen.ellipse(LAKE, fill=WATER, outline=BANK, width=3)
    for road in ROADS:
        _course(pen, road, 14, ROAD)
    for start, end in ROUTES:
        _arrow(pen, start, end)
    for place, name in REFUGES:
        _refuge(pen, place, name)
    for place, name, size in NAMES:
        pen.text(place, name, INK, _font(size))
    _legend(pen)
    pen.rectangle((0, 0, 1219, 959), outline=INK, width=3)
    return picture.quantize(32, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)


def _course(pen: ImageDraw.ImageDraw, points: tuple[Point, ...], width: int, colour: Colour) -> None:
    pen.line(points, fill=colour, width=width, joint="curve")


def _arrow(pen: ImageDraw.ImageDraw, start: Point, end: Point) -> None:
    (x0, y0), (x1, y1) = start, end
    length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    ahead, aside = ((x1 - x0) / length, (y1 - y0) / length), ((y0 - y1) / length, (x1 - x0) / length)
    foot = (x1 - 60 * ahead[0], y1 - 60 * ahead[1])
    tip = (x1 - 26 * ahead[0], y1 - 26 * ahead[1])
    pen.line((start, foot), fill=ROUTE, width=9)
    wings = [(foot[0] + side * 16 * aside[0], foot[1] + side * 16 * aside[1]) for side in (-1, 1)]
    pen.polygon((tip, *wings), fill=ROUTE)


def _refuge(pen: ImageDraw.ImageDraw, place: Point, name: str) -> None:
    x, y = place
    pen.rectangle((x - 16, y - 16, x + 16, y + 16), fill=REFUGE)
    pen.text((x + 24, y - 19), name, INK, _font(26))


def _legend(pen: ImageDraw.ImageDraw) -> None:
    pen.rectangle((20, 840, 300, 940), fill=PAPER, outline=INK, width=2)
    pen.rectangle((40, 858, 66, 884), fill=REFUGE)
    pen.text((90, 852), "安置点", INK, _font(26))
    pen.line(((34, 914), (72, 914)), fill=ROUTE, width=9)
    pen.text((90, 896), "转移方向", INK, _font(26))


def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT, size, index=2)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
