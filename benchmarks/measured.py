"""Runs a build as the clerk does and writes what it used: `python -m benchmarks.measured FIGURES build.py [option …]`.

FIGURES is a file for `{"own": MB, "children": MB, "cpu": s}`: peak memory of the process and of the largest of its
children, CPU seconds of all of them. With `--stages` before it, the build is called instead of the command, and CPU
seconds by stage are written besides.
"""

from __future__ import annotations

import atexit
import json
import resource
import runpy
import sys
from collections.abc import Sequence
from pathlib import Path


def main(arguments: Sequence[str]) -> None:
    """Runs what is asked for; ends with its exit status."""
    if arguments[0] == "--stages":
        staged(Path(arguments[1]), arguments[3:])
        return
    figures, program, *rest = arguments
    atexit.register(lambda: Path(figures).write_text(json.dumps(used()), "utf-8"))
    sys.argv = [program, *rest]
    sys.path.insert(0, str(Path(program).resolve().parent))
    runpy.run_path(program, run_name="__main__")


def used() -> dict[str, float]:
    """Megabytes of this process and of its largest child at their peak, CPU seconds of all."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
    return {"own": own.ru_maxrss / 1024, "children": children.ru_maxrss / 1024, "cpu": cpu}


def staged(figures: Path, options: Sequence[str]) -> None:
    """Builds in this process and writes CPU seconds by stage, named as the progress line names them."""
    from gazette_site.arguments import read_arguments
    from gazette_site.pipeline import build
    from gazette_site.start import look_seldom

    look_seldom()
    stages: dict[str, float] = {}
    current, since = "开始", 0.0

    def told(doing: str, done: int, total: int) -> None:
        nonlocal current, since
        if doing != current:
            now = used()["cpu"]
            stages[current] = stages.get(current, 0.0) + now - since
            current, since = doing, now

    build(read_arguments(options).options, told)
    told("", 0, 0)
    figures.write_text(json.dumps({**used(), "stages": stages}), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
