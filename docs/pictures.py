"""Takes the pictures of README.md from the sample archive: `python docs/pictures.py`. Needs a Chromium and Chinese fonts."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).parent
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


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


def main() -> None:
    """Builds the sample archive, looks at it, writes the pictures beside this file."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder, "site")
        program = [sys.executable, str(HERE.parent / "build.py"), "--quiet", "--no-ledger", "--output", str(site)]
        subprocess.run(program, check=True, cwd=HERE.parent, stderr=subprocess.DEVNULL)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(QuietHandler, directory=str(site)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for picture in PICTURES:
            take(browser, picture, f"http://127.0.0.1:{server.server_address[1]}")
        browser.close()
        server.shutdown()


def chromium() -> str | None:
    """Path of a Chromium: `$CHROMIUM`, else the first one found."""
    names = filter(None, (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"))
    return next(filter(None, map(shutil.which, names)), None)


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
