"""Compiled templates, kept where Python keeps its compiled modules, and believed as these are: who may write there may write the program.

Compiling them anew was a tenth of what the pages of a small site cost, in every process of a build.
"""

from __future__ import annotations

import marshal
import os
import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from gazette_site.identity import key_of, version_of
from gazette_site.publishing.wording import wording_in

_SUFFIX = ".template"
_MAKERS = ("environment.py", "quick.py")
"""What makes the code of a template, beside Jinja."""


class CompiledTemplates(BytecodeCache):
    """The templates of one language: `__pycache__/document.html.zh-CN.cpython-311.template`."""

    def __init__(self, language: str) -> None:
        here = Path(__file__).parent
        self._language = language
        self._makers = key_of(
            sys.version,
            version_of("jinja2"),
            *(f"{key} {words}" for key, (words, _) in sorted(wording_in(language).phrases.items())),
            *((here / name).read_bytes() for name in _MAKERS),
        )

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Where the code of a template lies."""
        flat = f"{name.replace('/', '.')}.{self._language}"
        return str(Path(cache_from_source(str(Path(__file__).with_name(f"{flat}.py")))).with_suffix(_SUFFIX))

    def get_source_checksum(self, source: str) -> str:
        """The digest of all that the code is made from: the template, the words in it, the compiler."""
        return key_of(self._makers, source)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Takes the code where it is made from the same; whatever else lies there is made anew."""
        try:
            content = Path(bucket.key).read_bytes()
            if content.startswith(bucket.checksum.encode()):
                bucket.code = marshal.loads(content[len(bucket.checksum) :])
        except (OSError, EOFError, ValueError, TypeError):
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps the code, where Python may keep its own."""
        if sys.dont_write_bytecode:
            return
        place = Path(bucket.key)
        beside = place.with_name(f"{place.name}.{os.getpid()}")
        # Nobody need be able to write where a program lies; and on Windows no file is replaced that another process reads.
        with suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(bucket.checksum.encode() + marshal.dumps(bucket.code))
            os.replace(beside, place)
        with suppress(OSError):
            beside.unlink()
