"""What was read from a PDF, kept by content: an unchanged PDF is not opened again.

The key is the digest of the file, of the settings, of the code of reading and of the vocabulary it uses, of pdfminer's version and of what
recognises scans, so that neither a changed PDF nor a changed rule can meet an old result.
"""

from __future__ import annotations

import hashlib
import os
import pickle
from functools import cache
from importlib.metadata import version
from pathlib import Path

from gazette_site.problems import Problem
from gazette_site.reading.lines import Transcript
from gazette_site.reading.pdf import recognition
from gazette_site.reading.settings import ReadingSettings

Result = tuple[Transcript, tuple[Problem, ...]]


def key_of(path: Path, settings: ReadingSettings) -> str:
    """The name under which the result of reading a file is kept, 64 hexadecimal digits."""
    digest = hashlib.sha256(path.read_bytes())
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


def kept(folder: Path, key: str) -> Result | None:
    """The result kept under a key, None if there is none or it is damaged."""
    try:
        transcript, problems = pickle.loads((folder / "pdf" / f"{key}.pickle").read_bytes())
    except Exception:  # whatever a damaged file makes pickle stumble over; it is read anew
        return None
    return (transcript, problems) if isinstance(transcript, Transcript) else None


def keep(folder: Path, key: str, result: Result) -> None:
    """Keeps a result; a folder that cannot be written costs time later, and nothing else."""
    target = folder / "pdf" / f"{key}.pickle"
    beside = target.with_suffix(f".{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(pickle.dumps(result, protocol=pickle.HIGHEST_PROTOCOL))
        beside.replace(target)
    except OSError:
        beside.unlink(missing_ok=True)
