"""Takes the pictures of README.md from the sample archive: `python -m tools.readme_pictures`. Needs a Chromium and Chinese fonts."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tools.looking import ROOT, built, chromium, served

HERE = ROOT / "docs"
LARGEST = 250_000
"""Bytes of a picture."""


class Picture(NamedTuple):
    """One page as it is shown at one width."""

    name: str
    address: str
    width: int
    height: int


PICTURES = (
    Picture("home-1440", "/", 1440, 1100),
    Picture("document-1440", "/documents/lanfubanfa-2025-1/", 1440, 1100),
    Picture("document-360", "/documents/lanfubanfa-2025-1/", 360, 800),
    Picture("search-1440", f"/search/?q={quote('社区食堂')}", 1440, 800),
)


def main() -> None:
    """Builds the sample archive, looks at it, writes the pictures into `docs/`."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder, "site")
        built(ROOT / "issues", site)
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        with served(site) as address:
            for picture in PICTURES:
                take(browser, picture, address)
        browser.close()


def take(browser: Browser, picture: Picture, server: str) -> None:
    """Writes one picture, in 128 colours, which are enough for a page of text."""
    page = browser.new_page(viewport={"width": picture.width, "height": picture.height}, color_scheme="light")
    answer = page.goto(server + picture.address, wait_until="networkidle")
    if answer is None or not answer.ok:
        raise SystemExit(f"{picture.name}: no page at {picture.address}")
    page.wait_for_timeout(500)
    path = HERE / f"{picture.name}.png"
    page.screenshot(path=path)
    page.close()
    with Image.open(path) as shot:
        shot.convert("RGB").quantize(128, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
            path, optimize=True
        )
    if path.stat().st_size > LARGEST:
        raise SystemExit(f"{picture.name}: {path.stat().st_size} bytes are too many")


if __name__ == "__main__":
    main()
