"""Compressed bytes that are the same on every system and with every Python."""

from __future__ import annotations

import gzip

_SYSTEM = 9
"""Where in the head of a gzip member its maker names the system it ran on (RFC 1952, 2.3)."""
_UNKNOWN = b"\xff"


def gzipped(content: bytes, level: int = 9) -> bytes:
    """`content` as one gzip member without a time and without a system."""
    member = gzip.compress(content, level, mtime=0)
    return member[:_SYSTEM] + _UNKNOWN + member[_SYSTEM + 1 :]
