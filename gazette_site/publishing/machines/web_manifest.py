"""manifest.json: what a telephone needs to put the site among its programs.

Source: W3C Web Application Manifest. Addresses are relative, so it also holds in a sub-folder.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.wording import say

if TYPE_CHECKING:
    from gazette_site.config import SiteConfig

PATH = "manifest.json"
THEME = "#a8121a"
"""The red of the covers."""


def web_manifest(config: SiteConfig) -> OutputFile:
    """The manifest of the site."""
    content = {
        "name": config.name,
        "short_name": config.name,
        "lang": say("language.tag"),
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": THEME,
        "icons": [
            {"src": "assets/icon.svg", "sizes": "any", "type": "image/svg+xml"},
            {"src": "assets/icon-192.png", "sizes": "192x192", "type": "image/png"},
            {"src": "assets/icon-512.png", "sizes": "512x512", "type": "image/png"},
        ],
    }
    return OutputFile(PATH, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())
