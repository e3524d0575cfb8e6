"""Compressed files name no time and no system."""

from __future__ import annotations

import gzip

from gazette_site.publishing.folder.compressed import gzipped


def test_a_member_names_neither_time_nor_system() -> None:
    """RFC 1952: bytes 4 to 7 are the time, byte 9 the system; Python writes that of the machine there before 3.13."""
    member = gzipped("公报".encode())
    assert member[4:8] == bytes(4)
    assert member[9] == 0xFF
    assert gzip.decompress(member).decode() == "公报"
