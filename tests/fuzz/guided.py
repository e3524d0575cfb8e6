"""Fuzzing that is guided by what the inputs reach, with atheris where it is installed: `python -m tests.fuzz.guided TARGET [SECONDS]`.

An input that breaks a promise is written into the corpus; it stays there, made small by hand or by Hypothesis, as a regression.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path


def run(name: str, seconds: int) -> None:
    """Fuzzes a target for some seconds; libFuzzer ends the process."""
    try:
        import atheris
    except ImportError:
        print(
            "atheris is not installed (pip install atheris, Linux and macOS): only Hypothesis fuzzes", file=sys.stderr
        )
        return
    with atheris.instrument_imports(include=["gazette_site"]):
        from tests.fuzz.targets import CORPUS, TARGETS, keep

    def hold(data: bytes) -> None:
        try:
            TARGETS[name](data)
        except Exception:
            print(f"kept as {keep(name, data)}", file=sys.stderr)
            raise

    with tempfile.TemporaryDirectory() as found:
        places = [found, *([str(CORPUS / name)] if (CORPUS / name).is_dir() else [])]
        options = [
            f"-max_total_time={seconds}",
            "-max_len=4096",
            "-verbosity=0",
            "-print_final_stats=1",
            "-rss_limit_mb=4096",
        ]
        atheris.Setup([sys.argv[0], *options, f"-artifact_prefix={Path(found)}/", *places], hold)
        atheris.Fuzz()


if __name__ == "__main__":
    run(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 60)
