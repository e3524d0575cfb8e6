"""What the service worker is told of the site that it keeps."""

from __future__ import annotations

import json

from gazette_site.publishing.folder.written import Measure
from gazette_site.publishing.pages.frame.offline import build_of, worker

FILES = {
    "index.html": Measure(100, "a" * 64),
    "documents/lanfufa-2025-1/index.html": Measure(100, "b" * 64),
    "search/index.html": Measure(100, "c" * 64),
    "search/engine.js": Measure(100, "d" * 64),
    "search/current/0-1a2b3c.bin": Measure(100, "e" * 64),
    "assets/style.css": Measure(100, "f" * 64),
    "assets/icon-512.png": Measure(100, "0" * 64),
}


def told(name: str = "澜川市人民政府公报", **more: int) -> dict[str, object]:
    """What stands at the head of the script, where `more` files of so many bytes lie in the search."""
    extra = {f"search/current/{path}-abcdef.bin": Measure(size, "1" * 64) for path, size in more.items()}
    script = worker({**FILES, **extra}, name).content.decode()
    found: dict[str, object] = json.JSONDecoder().raw_decode(script[script.index("{") :])[0]
    return found


def test_frame_and_search_are_listed() -> None:
    """With the home page, and each with the beginning of its digest; no document, no picture for a telephone."""
    copy = told()
    assert (copy["bytes"], copy["whole"]) == (500, True)
    assert copy["files"] == {
        "": "a" * 16,
        "assets/style.css": "f" * 16,
        "search/": "c" * 16,
        "search/current/0-1a2b3c.bin": "e" * 16,
        "search/engine.js": "d" * 16,
    }


def test_a_large_search_is_not_listed_whole() -> None:
    """Beyond the cap only what every search needs is kept at once, and the worker knows it."""
    copy = told(large=10_000_000)
    assert copy["whole"] is False and copy["bytes"] == 400
    assert "search/engine.js" in str(copy["files"]) and "current" not in str(copy["files"])


def test_any_byte_makes_another_build() -> None:
    """Also one of a page that is not listed; the order of the files makes none."""
    changed = {**FILES, "documents/lanfufa-2025-1/index.html": Measure(100, "2" * 64)}
    assert build_of(changed) != build_of(FILES) == build_of(dict(reversed(FILES.items())))


def test_a_name_is_no_markup() -> None:
    """The worker writes the name of the site into a page."""
    assert told('<b>"公报"</b>')["name"] == "&lt;b&gt;&#34;公报&#34;&lt;/b&gt;"
