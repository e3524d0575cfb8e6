"""The QR code of a document's address: drawn by the browser for paper, read by whoever holds the sheet."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from gazette_site.cli import PUBLISHED, main
from tests.waiting import until

ROOT = Path(__file__).parents[2]
DOCUMENT = "/documents/lanfubanfa-2025-12/"
SCALE = 4
MODULES = """async (address) => (await import("/assets/paper.js")).modules(address)"""


@pytest.fixture(scope="module")
def named_site(tmp_path_factory: pytest.TempPathFactory, drawn: Path) -> Path:
    """The sample archive as a site that knows its address."""
    folder = tmp_path_factory.mktemp("paper")
    shutil.copytree(ROOT / "issues", folder / "issues")
    settings = folder / "issues/site.yaml"
    text = settings.read_text("utf-8")
    settings.write_text(f"{text}\nbase_url: https://www.example.gov.cn/gongbao/\n", "utf-8")
    asked = ["--issues", str(folder / "issues"), "--output", str(folder / "site"), "--cache", str(drawn)]
    asked += ["--quiet", "--no-ledger"]
    assert main(asked) == PUBLISHED
    return folder / "site"


@pytest.fixture
def reader(browser: Any, serve: Callable[[Path], str], named_site: Path) -> Iterator[tuple[Any, str]]:
    """A page of a reader, and the address of the site."""
    page = browser.new_page()
    yield page, serve(named_site)
    page.close()


def read(picture: Image.Image) -> list[tuple[str, str]]:
    """What a reader of codes finds on a picture: words, and the level of error correction."""
    return [(one.text, one.ec_level) for one in zxingcpp.read_barcodes(picture)]


def drawn(rows: list[list[int]]) -> Image.Image:
    """The modules as a picture, in white."""
    size = len(rows) + 8
    picture = Image.new("L", (size, size), 255)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            picture.putpixel((x + 4, y + 4), 0 if dark else 255)
    return picture.resize((size * SCALE, size * SCALE), Image.Resampling.NEAREST)


def test_addresses_of_every_length_can_be_read(reader: tuple[Any, str]) -> None:
    """From the smallest code to the largest that an address needs; beyond it there is none."""
    page, address = reader
    page.goto(address + DOCUMENT)
    for length in (1, 14, 15, 26, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666):
        words = ("https://公报.example/documents/" + "lanfubanfa-2025-12-" * 40)[:length]
        words = words.encode()[:length].decode(errors="ignore")
        assert read(drawn(page.evaluate(MODULES, words))) == [(words, "M")], length
    assert page.evaluate(MODULES, "x" * 667) is None


@pytest.mark.parametrize("address", ["https://gazette.example/", "https://gazette.example/documents/lanfufa-x-yz/"])
def test_the_code_is_the_one_with_the_best_mask(reader: tuple[Any, str], address: str) -> None:
    """Module by module what another maker of codes makes, where it writes bytes as well."""
    page, site = reader
    page.goto(site + DOCUMENT)
    made = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    grey = memoryview(made.to_image(scale=1, add_quiet_zones=False))  # type: ignore[arg-type]
    expected = [[int(not grey[y, x]) for x in range(len(grey))] for y in range(len(grey))]
    assert page.evaluate(MODULES, address) == expected


@pytest.mark.parametrize("sign", ["move", "key"])
def test_a_document_is_printed_with_its_code(reader: tuple[Any, str], sign: str) -> None:
    """Once somebody reads the page it is there, on paper only: a telephone that is held over the sheet reads the address of the page."""
    page, address = reader
    page.goto(address + DOCUMENT)
    assert not page.locator(".print svg").count()
    page.mouse.move(50, 50) if sign == "move" else page.keyboard.press("Tab")
    page.locator(".print svg").wait_for(state="attached")
    assert not page.locator(".print svg").is_visible()
    page.emulate_media(media="print")
    code = page.locator(".print svg")
    assert code.get_attribute("aria-label") == "本页网址的二维码"
    picture = Image.open(io.BytesIO(code.screenshot()))
    canonical = page.locator("link[rel=canonical]").get_attribute("href")
    assert read(picture.resize((picture.width * SCALE, picture.height * SCALE))) == [(canonical, "M")]
    assert f"网址：{canonical}" in page.locator(".print").inner_text()


def test_the_button_waits_for_the_code(reader: tuple[Any, str]) -> None:
    """打印 prints once the code is drawn."""
    page, address = reader
    page.add_init_script("window.print = () => { window.seen = document.querySelectorAll('.print svg').length; };")
    page.goto(address + DOCUMENT)
    page.locator("[data-print]").click()
    until(page, "window.seen === 1")


def test_other_pages_ask_for_no_code(reader: tuple[Any, str]) -> None:
    """A chronicle entry prints its address in words, and is printed at once."""
    page, address = reader
    page.add_init_script("window.print = () => { window.seen = document.querySelectorAll('.print svg').length; };")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + "/chronicle/2025-01-20/")
    page.locator("[data-print]").click()
    until(page, "window.seen === 0")
    assert not [one for one in asked if "paper.js" in one]
