"""Pictures of one page of every kind, for whoever changes how pages look: `python -m tools.shots [folder of issues]`.

Writes into `_shots/` a picture of each page at 360, 768 and 1440 pixels, in dark, with text at 200 % and as printed, and
a contact sheet of each of these. Needs a Chromium, Chinese fonts, and pypdfium2 for the printed pages.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple
from urllib.parse import quote

import pypdfium2
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, ViewportSize, sync_playwright

from gazette_site.publishing.pages.kinds import examples
from tools.looking import ROOT, built, chromium, served

OUTPUT = ROOT / "_shots"
PRINTED = ("home", "issue", "document, long", "attachment", "month")


class Style(NamedTuple):
    """A way to look at pages."""

    name: str
    width: int
    scheme: Literal["light", "dark"] = "light"
    text: int = 100
    """Size of the text in per cent."""


STYLES = (
    Style("360", 360),
    Style("768", 768),
    Style("1440", 1440),
    Style("dark", 1440, "dark"),
    Style("200", 360, text=200),
)
CARD = (360, 540)
"""Of a picture on a contact sheet: the upper part of the page."""


def main(issues: Path) -> None:
    """Builds the issues and writes all pictures."""
    OUTPUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder)
        built(issues, site / "site")
        pages = dict(kinds(site / "site"))
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        with served(site / "site") as address:
            for style in STYLES:
                sheet(style.name, list(shots(browser, address, pages, style)))
            sheet("printed", list(prints(browser, address, pages)))
        browser.close()
    print(f"图片在 {OUTPUT}，先看 sheet-*.png")


def kinds(site: Path) -> Iterator[tuple[str, str]]:
    """Name and address of one page of every kind that there is."""
    urls: list[str] = json.loads((site / "data/urls.json").read_text("utf-8"))
    for kind, found in examples([*urls, "/404.html"]):
        if kind.name == "document":
            by_size = sorted(found, key=lambda url: (site / url[1:] / "index.html").stat().st_size)
            yield from (("document, short", by_size[0]), ("document, long", by_size[-1]))
        elif kind.name == "search":
            title = json.loads(next((site / "data/issues").glob("*.json")).read_text("utf-8"))["documents"][0]["title"]
            yield from (
                ("search", f"/search/?q={quote(title[-8:-3])}"),
                ("search, nothing", "/search/?q=%E3%80%87%E9%BE%98"),
            )
        else:
            yield kind.name, found[0]


def shots(browser: Browser, address: str, pages: dict[str, str], style: Style) -> Iterator[tuple[str, Image.Image]]:
    """Each page in one style, whole."""
    size = ViewportSize(width=style.width, height=900)
    page = browser.new_page(viewport=size, color_scheme=style.scheme, reduced_motion="reduce")
    for name, url in pages.items():
        page.goto(address + url, wait_until="networkidle")
        page.evaluate(f"document.documentElement.style.fontSize = '{style.text}%'")
        path = OUTPUT / f"{name.replace(', ', '-')}-{style.name}.png"
        page.screenshot(path=path, full_page=True)
        with Image.open(path) as picture:
            yield name, picture.convert("RGB")
    page.close()


def prints(browser: Browser, address: str, pages: dict[str, str]) -> Iterator[tuple[str, Image.Image]]:
    """The sheets of paper that some of the pages come to."""
    page = browser.new_page()
    for name in (name for name in PRINTED if name in pages):
        page.goto(address + pages[name], wait_until="networkidle")
        path = OUTPUT / f"{name.replace(', ', '-')}-printed.pdf"
        page.pdf(path=path, prefer_css_page_size=True)
        with pypdfium2.PdfDocument(path) as document:
            for number in range(min(len(document), 6)):
                yield f"{name} {number + 1}", document[number].render(scale=0.6).to_pil().convert("RGB")
    page.close()


def sheet(name: str, pictures: Sequence[tuple[str, Image.Image]]) -> None:
    """All pictures of a style on one sheet, the upper part of each."""
    columns, width, height = 6, CARD[0] + 12, CARD[1] + 30
    rows = -(-len(pictures) // columns)
    whole = Image.new("RGB", (columns * width, rows * height), "#888")
    draw = ImageDraw.Draw(whole)
    for place, (words, picture) in enumerate(pictures):
        left, top = place % columns * width + 6, place // columns * height + 24
        small = picture.resize((CARD[0], picture.height * CARD[0] // picture.width))
        small = small.crop((0, 0, CARD[0], min(CARD[1], small.height)))
        whole.paste(small, (left, top))
        draw.text((left, top - 16), words, fill="#000")
    whole.save(OUTPUT / f"sheet-{name}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "issues")
