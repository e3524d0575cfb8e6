"""The start of the program: the gate first, and only behind it everything that a build needs."""

from __future__ import annotations

import gc
import sys
from typing import NoReturn

from gazette_site.gate import unchanged


def look_seldom() -> None:
    """Lets Python look for circles seldom: records refer to each other in one direction only, and among millions of them it finds none."""
    gc.set_threshold(1_000_000, 50, 100)


def run() -> NoReturn:
    """Entry point of the program: ends it with the exit status."""
    kept = unchanged(sys.argv[1:])
    if kept is None:
        look_seldom()
        # Loading all of it takes longer than the gate needs for its answer.
        from gazette_site.cli import run as build

        try:
            build()
        finally:
            # Python looks through all of them once more before it ends; what they hold is not needed any longer.
            gc.freeze()
    for stream, text in ((sys.stderr, kept.report), (sys.stdout, "" if kept.quiet else kept.summary)):
        if text:
            # A terminal that cannot show a character must not end a build.
            stream.buffer.write((text + "\n").encode(stream.encoding or "utf-8", "backslashreplace"))
            stream.flush()
    sys.exit(0)
