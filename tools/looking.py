"""What the tools that look at pages share: the sample archive as a site, a web server for it, a Chromium."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]


class _QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


def built(issues: Path, site: Path) -> None:
    """Builds the issues into the folder `site`."""
    program = [sys.executable, str(ROOT / "build.py"), "--quiet", "--no-ledger"]
    subprocess.run([*program, "--issues", str(issues), "--output", str(site)], check=True, stderr=subprocess.DEVNULL)


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serves the folder on this machine; the address, without a final slash."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_QuietHandler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def chromium() -> str | None:
    """Path of a Chromium: `$CHROMIUM`, else the first one found."""
    names = filter(None, (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"))
    return next(filter(None, map(shutil.which, names)), None)
