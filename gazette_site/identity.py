"""What a result depends on besides its input: the program itself, its templates, and the libraries that it stands on.

A result that is kept from one build to the next has the digest of these in its key, so that neither a changed rule nor
an exchanged library can meet an old result.
"""

from __future__ import annotations

import hashlib
import sys
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_PACKAGE = Path(__file__).parent
_LIBRARIES = (
    *("jinja2", "markdown-it-py", "markupsafe", "msgspec", "opencc", "pagefind", "pdfminer.six", "pdfplumber"),
    *("pikepdf", "pillow", "pylatexenc", "pypdfium2", "pypinyin", "rapidfuzz", "rcssmin", "rjsmin"),
)


@cache
def code_of(*rooms: str) -> str:
    """The digest of what every room shares, of the rooms that are named, and of the libraries; hexadecimal."""
    digest = hashlib.sha256(libraries().encode())
    files = [*_PACKAGE.glob("*.py"), *(path for room in rooms for path in (_PACKAGE / room).rglob("*.py"))]
    for path in sorted(files):
        _add(digest, path.relative_to(_PACKAGE).as_posix().encode(), path.read_bytes())
    return digest.hexdigest()


@cache
def files_of(folder: Path) -> str:
    """The digest of all files of a folder, with their names; hexadecimal."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        _add(digest, path.relative_to(folder).as_posix().encode(), path.read_bytes())
    return digest.hexdigest()


@cache
def libraries() -> str:
    """Python, its tables of characters and the libraries, with their versions."""
    known = (f"{name} {version_of(name)}" for name in _LIBRARIES)
    return "\n".join((sys.version, unicodedata.unidata_version, *known))


def key_of(*parts: bytes | str) -> str:
    """One digest of several parts, hexadecimal; no two lists of parts have the same."""
    plain = (part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part for part in parts)
    return hashlib.sha256(b"".join(_measured(plain))).hexdigest()  # at once: a build asks for tens of thousands


def _add(digest: hashlib._Hash, *parts: bytes) -> None:
    """Adds the parts, each after its length."""
    for part in _measured(parts):
        digest.update(part)


def _measured(parts: Iterable[bytes]) -> Iterable[bytes]:
    for part in parts:
        yield len(part).to_bytes(8, "big")
        yield part


def version_of(name: str) -> str:
    """The version of a library, `-` if it is not there."""
    try:
        return version(name)
    except PackageNotFoundError:
        return "-"
