"""What was read from a PDF, kept by content: an unchanged PDF is not opened again.

The key is the digest of the file, of the settings, of the code of reading and of the vocabulary it uses, of pdfminer's version and of what
recognises scans, so that neither a changed PDF nor a changed rule can meet an old result. What is kept is data: the records as JSON, in which
every field is checked for its type when it is read (`gazette_site.cache` has checked every byte before).
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

import msgspec

from gazette_site.cache import Cache
from gazette_site.known_digest import digest_of
from gazette_site.problems import Problem
from gazette_site.reading.lines import Transcript
from gazette_site.reading.pdf import recognition
from gazette_site.reading.settings import ReadingSettings

Result = tuple[Transcript, tuple[Problem, ...]]
ROOM = "pdf"


def key_of(path: Path, settings: ReadingSettings) -> str:
    """The name under which the result of reading a file is kept, 64 hexadecimal digits."""
    digest = hashlib.sha256(digest_of(path, settings.cache).encode())
    digest.update(repr(sorted(settings.glyphs.items())).encode())
    digest.update(_reader().encode())
    return digest.hexdigest()


@cache
def _reader() -> str:
    """Identity of the code that reads."""
    digest = hashlib.sha256(version("pdfminer.six").encode())
    digest.update((recognition.engine_name() if recognition.available() else "no recognition").encode())
    reading = Path(__file__).parent.parent
    for source in (*sorted(reading.parent.glob("*.py")), *sorted(reading.rglob("*.py"))):
        digest.update(source.read_bytes())
    return digest.hexdigest()


def kept(store: Cache, key: str) -> Result | None:
    """The result kept under a key, None if there is none or it is damaged."""
    content = store.get(ROOM, key)
    if content is None:
        return None
    try:
        result: Result = msgspec.json.decode(content, type=Result)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
    return result


def keep(store: Cache, key: str, result: Result) -> None:
    """Keeps a result; one that JSON cannot write (a lone surrogate from a broken font) is read anew each time."""
    try:
        content = msgspec.json.encode(result)
    except ValueError:
        return
    store.put(ROOM, key, content)
