"""Whether there are title cards, and in which font they are set."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gazette_site.config import SiteConfig

NAME = "card.png"
WIDTH, HEIGHT = 900, 472

_FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
    "/usr/share/fonts/google-noto-serif-cjk-fonts/NotoSerifCJK-Bold.ttc",
    "/System/Library/Fonts/Supplemental/Songti.ttc",
    "C:/Windows/Fonts/simsun.ttc",
)


def font_file(config: SiteConfig) -> Path | None:
    """The font that the titles are set in, or None."""
    candidates = (config.card_font,) if config.card_font else _FONTS
    return next((path for path in map(Path, candidates) if path.is_file()), None)


def has_cards(config: SiteConfig) -> bool:
    """Whether cards are drawn."""
    return bool(config.base_url) and font_file(config) is not None
