"""What the checker finds in one file."""

from __future__ import annotations

from typing import NamedTuple


class Target(NamedTuple):
    """A link of a file, and the file and the place in it that it means."""

    link: str
    path: str
    place: str


class Scanned(NamedTuple):
    """What a file has that can be linked to, and where it links inside the site."""

    path: str
    digest: str
    """SHA-256."""
    ids: tuple[str, ...] = ()
    """Of a page, with repetitions."""
    targets: tuple[Target, ...] = ()
    is_text: bool = False
    """Whether it is a page that shows a text of the gazette."""
    unread: str = ""
    """Why it cannot be read."""
