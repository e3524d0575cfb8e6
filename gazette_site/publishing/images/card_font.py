"""Whether there are title cards, and in which font they are set."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gazette_site.config import SiteConfig

NAME = "card.png"
WIDTH, HEIGHT = 900, 472


def font_file(config: SiteConfig) -> Path | None:
    """The font that the titles are set in, or None. It is never a font of this machine: the site must not depend on where it is built."""
    return Path(config.card_font) if config.card_font and Path(config.card_font).is_file() else None


def has_cards(config: SiteConfig) -> bool:
    """Whether cards are drawn."""
    return bool(config.base_url) and font_file(config) is not None
