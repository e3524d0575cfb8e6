"""A finished file of the site, made but not yet written."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class OutputFile:
    """One file of the site."""

    path: str
    """From the root of the site, forward slashes: `documents/lanfubanfa-2025-7/index.html`."""
    content: bytes
    """The file, whole; text is UTF-8."""


def json_bytes(record: object) -> bytes:
    """JSON as it is published: UTF-8, indented by one, a final line break."""
    return msgspec.json.format(msgspec.json.encode(record), indent=1) + b"\n"


def json_text(record: object) -> str:
    """JSON without white space, as it stands in a line or a cell."""
    return msgspec.json.encode(record).decode()


def json_line(record: object) -> bytes:
    """The same with a line break after it, as a line of a file or the file itself."""
    return msgspec.json.encode(record) + b"\n"


def as_bytes(record: object) -> bytes | None:
    """A record written down as data, markup told from text; None where that cannot be."""
    try:
        return _ENCODER.encode(record)
    except (ValueError, TypeError, NotImplementedError):
        return None


def _written(value: object) -> object:
    if isinstance(value, Markup):
        return ("\0markup", str(value))
    raise NotImplementedError(type(value))


_ENCODER = msgspec.msgpack.Encoder(enc_hook=_written)
