"""A page that is drawn when it is asked for, and known before by what it shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from gazette_site.linking.archive import Url
from gazette_site.publishing.folder.output import OutputFile, as_bytes
from gazette_site.publishing.pages.frame.head import Head


class Told(NamedTuple):
    """All that a page is drawn from beside the frame of the site."""

    template: str
    head: Head
    view: object
    transcript: Url | None
    """Of the issue that it is from."""
    digest: str
    """Of the issue that it is from, for the link that tells of a mistake."""


class PageFile(OutputFile):
    """A page; its content is drawn once, when it is first asked for."""

    def __init__(self, path: str, told: Told, draw: Callable[[Told], bytes]) -> None:
        object.__setattr__(self, "path", path)
        object.__setattr__(self, "_told", told)
        object.__setattr__(self, "_draw", draw)
        object.__setattr__(self, "_drawn", None)

    @property
    def content(self) -> bytes:
        """The page, whole."""
        if self._drawn is None:
            object.__setattr__(self, "_drawn", self._draw(self._told))
        assert self._drawn is not None
        return self._drawn

    @property
    def told(self) -> bytes | None:
        """All that it is drawn from, as bytes: two pages of one frame with the same are the same. None where that cannot be written."""
        return as_bytes(self._told)

    _told: Told
    _draw: Callable[[Told], bytes]
    _drawn: bytes | None
