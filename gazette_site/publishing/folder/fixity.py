"""Fixity: the digest of every published file, and what differs between two sites.

manifest-sha256.txt = (digest BLANK BLANK path)*      `sha256sum -c manifest-sha256.txt` in the folder checks it
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from gazette_site.publishing.folder.output import OutputFile, json_bytes
from gazette_site.publishing.folder.staging import page_url

MANIFEST = "manifest-sha256.txt"
_LINES = re.compile(r"^([0-9a-f]{64}) [ *](.+)$", re.MULTILINE)


def manifest(digests: Mapping[str, str]) -> OutputFile:
    """The digests of the files, by their paths, as `sha256sum` writes them."""
    content = bytearray()  # a list of the lines would need more than the file
    for path in sorted(digests):
        content += f"{digests[path]}  {path}\n".encode()
    return OutputFile(MANIFEST, bytes(content))


def read_manifest(site: Path) -> dict[str, str]:
    """The digests of the site in that folder by path; empty if it has none."""
    return {path: digest for digest, path in _LINES.findall(_text(site))}


def digests_in(site: Path, paths: Collection[str]) -> dict[str, str]:
    """The digests of some files as the manifest of that site has them: to read a whole one takes four times as long."""
    lines = "\n".join(line for line in _text(site).splitlines() if line[66:] in paths)
    return {path: digest for digest, path in _LINES.findall(lines)}


def digest_in(site: Path, path: str) -> str | None:
    """The digest of one file as the manifest of that site has it; None if it has none."""
    line = re.compile(rf"^([0-9a-f]{{64}}) [ *]{re.escape(path)}$", re.MULTILINE)
    found = line.search(_text(site))
    return found[1] if found else None


def _text(site: Path) -> str:
    try:
        return (site / MANIFEST).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def change_log(before: Mapping[str, str], now: Mapping[str, str]) -> bytes:
    """What a site has that another had not, what differs, what is gone, as addresses; UTF-8 JSON."""
    record = {
        "added": list(_addresses(path for path in sorted(now) if path not in before)),
        "changed": list(_addresses(path for path in sorted(now) if before.get(path, now[path]) != now[path])),
        "removed": list(_addresses(path for path in sorted(before) if path not in now)),
    }
    return json_bytes(record)


def _addresses(paths: Iterator[str]) -> Iterator[str]:
    return (page_url(path) or f"/{path}" for path in paths)
