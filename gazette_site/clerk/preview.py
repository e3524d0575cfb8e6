"""The preview: the site and the report over HTTP, for the one who makes them.

    /_report/…     the report            /_serve/reload.js, /_serve/events   tell a page that there is something new
    /_site/…       the site, as the report links to it            /…         the site
    /_serve/sidecar   POST: lines of the report are saved into a sidecar

1. Only plain files inside of the two folders are given out: no path leads out of them, no link either.
2. Whoever comes under another name than the one that was asked for is turned away: a page of somebody else, open in the
   same browser, cannot have its name point here and read the site.
3. Only a page of our own may save, on this machine only, and only what `saving` accepts.
4. The script that reloads a page is put in as it is given out; no file of the site has it.
"""

from __future__ import annotations

import mimetypes
import os
import sys
import time
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import AF_INET, AF_INET6, SO_REUSEADDR, SOL_SOCKET
from threading import Condition
from urllib.parse import unquote, urlsplit

import msgspec

from gazette_site.clerk.report_folder import CHANGES
from gazette_site.clerk.saving import NotSaved

_OWN = "/_serve/"
_RELOAD = f"""\
const events = new EventSource("{_OWN}events" + new URL(document.currentScript.src).search);
events.addEventListener("new", () => location.reload());
addEventListener("pagehide", () => events.close());
""".encode()
"""The script passes on which site it was given with, so that no news is missed between the page and its asking."""
_TYPES = {".js": "text/javascript", ".json": "application/json", ".webp": "image/webp", ".svg": "image/svg+xml"}
_TEXTS = ("text/", "application/json", "application/xml", "image/svg+xml")
_BREATH = 10
"""Seconds after which a page that waits hears that we are still there."""
_SWAP = 2.0
"""Seconds that the site may be away while it is swapped."""
_MOST_LINES = 1_000_000
"""Bytes of lines that are saved at once."""
_LOCAL = ("localhost", "127.0.0.1", "[::1]")


class News:
    """Tells those who wait that the site is a new one."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._number = 0
        self.over = False

    @property
    def number(self) -> int:
        """How many times the site was made anew."""
        return self._number

    def tell(self, over: bool = False) -> None:
        """There is something new, or nothing will come any more."""
        with self._changed:
            self._number += 1
            self.over = self.over or over
            self._changed.notify_all()

    def wait(self, seen: int) -> bool:
        """Waits for something newer than `seen`, for a while; whether it came."""
        with self._changed:
            return self._changed.wait_for(lambda: self._number > seen, _BREATH)


class _Lines(msgspec.Struct):
    """What is to be saved."""

    sidecar: str
    """`2025-05.yaml`."""
    lines: str


class Preview(ThreadingHTTPServer):
    """The server."""

    daemon_threads = True
    block_on_close = False

    def __init__(
        self, host: str, port: int, site: Path, report: Path, news: News, save: Callable[[str, str], object]
    ) -> None:
        self.address_family = AF_INET6 if ":" in host else AF_INET
        self.site, self.report, self.news, self.save = site, report, news, save
        super().__init__((host, port), _Handler)
        shown = f"[{host}]" if ":" in host else host
        self.names = {f"{name}:{self.server_port}" for name in (*_LOCAL, shown)} | set(_LOCAL)
        self.open_to_all = host in ("0.0.0.0", "::")
        self.url = f"http://{'127.0.0.1' if self.open_to_all else shown}:{self.server_port}/"

    def server_bind(self) -> None:
        """Binds without asking for the name of the machine; on a port of which the last connections are still fading away, too."""
        if os.name == "posix":  # elsewhere it would share the port with whoever has it
            self.socket.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that went away before it had its answer is nothing to tell the clerk; what is wrong with the program is."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    server: Preview
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "preview", ""

    def do_GET(self) -> None:
        """A file of the site or of the report, or news."""
        if not self._is_welcome():
            self._refuse(HTTPStatus.MISDIRECTED_REQUEST)
            return
        path = urlsplit(self.path).path
        if path == f"{_OWN}events":
            self._wait()
        elif path == f"{_OWN}reload.js":
            self._give(_RELOAD, "text/javascript", HTTPStatus.OK)
        else:
            self._give_file(path)

    do_HEAD = do_GET

    def do_POST(self) -> None:
        """Saves lines into a sidecar: 204, or why not."""
        size = self.headers.get("Content-Length", "")
        small = size.isascii() and size.isdigit() and int(size) <= _MOST_LINES
        if not (self._is_welcome() and self._is_from_here() and small and self.path == f"{_OWN}sidecar"):
            self.close_connection = True
            self._refuse(HTTPStatus.FORBIDDEN)
            return
        try:
            asked = msgspec.json.decode(self.rfile.read(int(size)), type=_Lines)
            self.server.save(asked.sidecar, asked.lines)
        except (NotSaved, msgspec.MsgspecError) as failure:
            why = str(failure) if isinstance(failure, NotSaved) else "看不懂，没有保存"
            self._give(why.encode(), "text/plain; charset=utf-8", HTTPStatus.CONFLICT)
            return
        self.send_response(HTTPStatus.NO_CONTENT)
        self.end_headers()

    def _is_from_here(self) -> bool:
        """Whether a page that we gave out asks; where others can see the site, nobody may save."""
        origin = f"http://{self.headers.get('Host', '')}"
        json = self.headers.get("Content-Type", "") == "application/json"
        return json and self.headers.get("Origin") == origin and not self.server.open_to_all

    def _is_welcome(self) -> bool:
        return self.server.open_to_all or self.headers.get("Host", "") in self.server.names

    def _give_file(self, path: str) -> None:
        folder, inside = self._folder_of(path)
        parts = [unquote(part) for part in inside.split("/")]
        found = file_in(folder, parts)
        if found is None and parts[-1] and file_in(folder, [*parts, ""]):
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", f"{path}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        missing = file_in(self.server.site, ["404.html"]) if found is None else None
        status = HTTPStatus.NOT_FOUND if found is None else HTTPStatus.OK
        try:
            if file := found or missing:
                return self._give(file.read_bytes(), _type_of(file), status)
        except FileNotFoundError:  # it went with the site before, a moment ago
            pass
        self._refuse(HTTPStatus.NOT_FOUND)

    def _folder_of(self, path: str) -> tuple[Path, str]:
        """The folder that a path looks into, and the rest of the path."""
        first, _, rest = path.removeprefix("/").partition("/")
        if first == "_report":
            has_index = (self.server.report / "index.html").is_file()
            return self.server.report, rest or ("" if has_index else CHANGES)
        site = self.server.site
        until = time.monotonic() + _SWAP
        while not site.is_dir() and time.monotonic() < until:
            time.sleep(0.05)
        return site, rest if first == site.name else path.removeprefix("/")

    def _give(self, content: bytes, kind: str, status: HTTPStatus) -> None:
        if kind.startswith("text/html"):
            content = with_reload(content, self.server.news.number)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _refuse(self, status: HTTPStatus) -> None:
        self._give(f"{status.value}\n".encode(), "text/plain; charset=utf-8", status)

    def _wait(self) -> None:
        """Says when there is something new, and from time to time that there is not."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        asked = urlsplit(self.path).query
        seen = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else self.server.news.number
        if seen > self.server.news.number:
            seen = -1  # the page is from a server before this one
        try:
            while not self.server.news.over and self.command != "HEAD":
                came = self.server.news.wait(seen) and not self.server.news.over
                seen = self.server.news.number if came else seen
                self.wfile.write(b"event: new\ndata: 1\n\n" if came else b": still here\n\n")
                self.wfile.flush()
        except OSError:
            return

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


def file_in(folder: Path, parts: list[str]) -> Path | None:
    """The plain file at a path in a folder, `index.html` where the path ends in a folder; None for anything that leads out of it."""
    if any(part in (".", "..") or any(sign in part for sign in "/\\:\0") for part in parts):
        return None
    if "" in parts[:-1] or any(part.startswith(".") and part != ".well-known" for part in parts):
        return None
    try:
        path = folder.joinpath(*parts[:-1], parts[-1] or "index.html").resolve(strict=True)
        inside = path.is_relative_to(folder.resolve(strict=True))
        return path if inside and path.is_file() else None
    except (OSError, ValueError, RuntimeError):
        return None


def with_reload(html: bytes, number: int) -> bytes:
    """A page of the site of that number with the script that reloads it, at the end of its body."""
    script = f'<script src="{_OWN}reload.js?{number}"></script>'.encode()
    body, end, rest = html.rpartition(b"</body>")
    return body + script + end + rest if end else html + script


def _type_of(path: Path) -> str:
    kind = _TYPES.get(path.suffix.lower()) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith(_TEXTS) or kind == "text/javascript" else kind
