"""A file that is drawn when it is asked for, and known before by what it shows."""

from __future__ import annotations

from collections.abc import Callable

from gazette_site.publishing.folder.output import OutputFile, as_bytes


class DrawnFile(OutputFile):
    """A page or a feed; its content is drawn once, when it is first asked for."""

    def __init__(self, path: str, told: object, draw: Callable[[], bytes]) -> None:
        """`told` is all that it is drawn from, beside the program and the settings."""
        object.__setattr__(self, "path", path)
        object.__setattr__(self, "_told", told)
        object.__setattr__(self, "_draw", draw)
        object.__setattr__(self, "_drawn", None)

    @property
    def content(self) -> bytes:
        """The file, whole."""
        if self._drawn is None:
            object.__setattr__(self, "_drawn", self._draw())
        assert self._drawn is not None
        return self._drawn

    @property
    def told(self) -> bytes | None:
        """What it is drawn from, as bytes: two files with the same are the same. None where that cannot be written down."""
        return as_bytes(self._told)

    _told: object
    _draw: Callable[[], bytes]
    _drawn: bytes | None
