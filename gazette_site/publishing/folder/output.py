"""A finished file of the site, made but not yet written."""

from __future__ import annotations

import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OutputFile:
    """One file of the site."""

    path: str
    """From the root of the site, forward slashes: `documents/lanfubanfa-2025-7/index.html`."""
    content: bytes
    """The file, whole; text is UTF-8."""


def json_bytes(record: object) -> bytes:
    """JSON as it is published: UTF-8, indented by one, a final line break."""
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()


def json_line(record: object) -> str:
    """JSON on one line, with its line break."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"
