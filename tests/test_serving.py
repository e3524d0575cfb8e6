"""The recipes of docs/publishing.md, run: each server hands out a small site as the page says it does."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import pytest

PAGE = Path(__file__).parents[1] / "docs/publishing.md"
_SEARCHED = "/usr/sbin:/usr/bin:/usr/local/bin:/usr/local/sbin"
_MODULES = ("mpm_event", "authz_core", "alias", "dir", "mime", "headers", "filter", "deflate")
_APACHE = """ServerName localhost
ServerRoot {root}
PidFile {root}/pid
ErrorLog {root}/error.log
Listen 127.0.0.1:{port}
{modules}
TypesConfig /etc/mime.types
DocumentRoot {site}
<Directory {site}>
    AllowOverride All
    Require all granted
</Directory>
"""
_NGINX = "daemon off; pid {root}/pid; error_log {root}/error.log; events {{}}\nhttp {{ access_log off; {temporary}\n{recipe} }}"
_TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")

FILES = {
    "index.html": "<!DOCTYPE html><title>澜川市人民政府公报</title>" + "<p>公报</p>" * 200,
    "404.html": "<!DOCTYPE html><title>没有这一页</title>",
    "documents/lanfufa-2025-1/index.html": "<!DOCTYPE html><title>一</title>",
    "data/documents.csv": "标题\n" + "关于公园的通知\n" * 100,
    "data/documents.jsonl": "{}\n" * 400,
    "documents/lanfufa-2025-1/document.md": "# 关于公园的通知\n" * 100,
    "search/recent/0-2a9bb6.bin": "parts",
    "search/index.bin": "parts",
    "sw.js": "// worker",
    "pagefind/fragment/zh_1589ce1.pf_fragment": "parts",
    "manifest.webmanifest": "{}",
    ".git/config": "not for others",
    "redirects.nginx.map": '"/documents/lanfufa-2024-1/" "/documents/lanfufa-2025-1/";\n',
}


class Answer(NamedTuple):
    """What a server said."""

    status: int
    headers: dict[str, str]
    body: bytes


def _recipe(language: str) -> str:
    """The one block of that language on the page."""
    (block,) = re.findall(rf"^```{language}\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return str(block)


def _program(name: str) -> str:
    found = shutil.which(name) or shutil.which(name, path=_SEARCHED)
    if not found:
        pytest.skip(f"no {name} here")
    return found


@pytest.fixture(params=["nginx", "apache", "caddy"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[int]:
    """The port of a server with the recipe of its name."""
    site = tmp_path / "site"
    for name, content in FILES.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(content, "utf-8")
    for path in (tmp_path, *tmp_path.parents):
        # Started by root, Apache reads as somebody else.
        if path.is_relative_to(tmp_path.parents[2]) and path.stat().st_uid == os.getuid():
            path.chmod(0o755)
    port = _free_port()
    start = {"nginx": _start_nginx, "apache": _start_apache, "caddy": _start_caddy}[request.param]
    with _running(start(tmp_path, site, port), port):
        yield port


def _start_nginx(root: Path, site: Path, port: int) -> list[str]:
    program = _program("nginx")
    recipe = (
        _recipe("nginx").replace("/var/www/gazette", site.as_posix()).replace("listen 80", f"listen 127.0.0.1:{port}")
    )
    recipe = recipe.replace("include mime.types", "include /etc/nginx/mime.types")
    temporary = " ".join(f"{name}_temp_path {root}/{name};" for name in _TEMPORARY)
    (root / "nginx.conf").write_text(_NGINX.format(root=root, temporary=temporary, recipe=recipe), "utf-8")
    return [program, "-e", f"{root}/error.log", "-p", root.as_posix(), "-c", f"{root}/nginx.conf"]


def _start_apache(root: Path, site: Path, port: int) -> list[str]:
    program, folder = _program("apache2"), Path("/usr/lib/apache2/modules")
    modules = "".join(
        f"LoadModule {name}_module {folder}/mod_{name}.so\n"
        for name in _MODULES
        if (folder / f"mod_{name}.so").exists()
    )
    (root / "apache.conf").write_text(_APACHE.format(root=root, site=site, port=port, modules=modules), "utf-8")
    (site / ".htaccess").write_text(_recipe("apache"), "utf-8")
    return [program, "-f", f"{root}/apache.conf", "-D", "FOREGROUND"]


def _start_caddy(root: Path, site: Path, port: int) -> list[str]:
    program = _program("caddy")
    recipe = _recipe("caddy").replace("/var/www/gazette", site.as_posix())
    recipe = recipe.replace("http://www.example.gov.cn:80", f"http://127.0.0.1:{port}")
    (root / "Caddyfile").write_text(
        "{\n\tadmin off\n\tstorage file_system " + root.as_posix() + "\n}\n" + recipe, "utf-8"
    )
    return [program, "run", "--config", f"{root}/Caddyfile", "--adapter", "caddyfile"]


def _free_port() -> int:
    """One that no system gives to whoever asks for any: it is still free when the server begins."""
    for port in range(20_000 + os.getpid() % 10_000, 32_000):
        with socket.socket() as listener, suppress(OSError):
            listener.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no port is free")


@contextmanager
def _running(command: list[str], port: int) -> Iterator[None]:
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        for _ in range(2400):  # two minutes: machines are busy
            assert process.poll() is None, process.stdout and process.stdout.read()
            with socket.socket() as caller:
                if caller.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.communicate()


def _ask(port: int, path: str, **headers: str) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    said = {name.lower(): value for name, value in answer.getheaders()}
    result = Answer(answer.status, said, answer.read())
    connection.close()
    return result


def test_pages_are_served(server: int) -> None:
    """Folders have their page, with charset and headers; what is missing gets the page for it; hidden files are none."""
    page = _ask(server, "/documents/lanfufa-2025-1/")
    assert (page.status, page.headers["content-type"].lower().replace(" ", "")) == (200, "text/html;charset=utf-8")
    assert page.headers["content-security-policy"] == "frame-ancestors 'none'"
    assert page.headers["x-content-type-options"] == "nosniff"
    missing = _ask(server, "/documents/none/")
    assert (missing.status, "没有这一页" in missing.body.decode()) == (404, True)
    assert _ask(server, "/.git/config").status in (403, 404)


def test_only_names_with_a_digest_are_kept(server: int) -> None:
    """A browser keeps parts of the search whose name says their content, and asks again for all else."""
    for path, kept in {
        "/": False,
        "/search/index.bin": False,
        "/data/documents.csv": False,
        "/sw.js": False,
        "/search/recent/0-2a9bb6.bin": True,
        "/pagefind/fragment/zh_1589ce1.pf_fragment": True,
    }.items():
        answer = _ask(server, path)
        assert (path, answer.status, "immutable" in answer.headers["cache-control"]) == (path, 200, kept)
        if not kept:
            assert answer.headers["cache-control"] == "no-cache"
    page = _ask(server, "/")
    assert _ask(server, "/", If_None_Match=page.headers["etag"]).status == 304


def test_data_have_their_kinds(server: int) -> None:
    """What is no HTML has its type and, as text, its charset; long texts travel compressed; other origins may read."""
    for path, kind in {
        "/data/documents.csv": "text/csv;charset=utf-8",
        "/data/documents.jsonl": "application/x-ndjson;charset=utf-8",
        "/documents/lanfufa-2025-1/document.md": "text/markdown;charset=utf-8",
    }.items():
        answer = _ask(server, path, Accept_Encoding="gzip")
        assert (path, answer.headers["content-type"].lower().replace(" ", "")) == (path, kind)
        assert answer.headers["access-control-allow-origin"] == "*"
    assert _ask(server, "/", Accept_Encoding="gzip").headers["content-encoding"] == "gzip"
    assert re.fullmatch(r"(?:text|application)/javascript.*", _ask(server, "/sw.js").headers["content-type"])
    assert _ask(server, "/manifest.webmanifest").headers["content-type"].startswith("application/manifest+json")


@pytest.mark.parametrize("server", ["nginx"], indirect=True)
def test_moved_addresses_lead_on(server: int) -> None:
    """nginx reads the list of moved addresses that the build writes."""
    answer = _ask(server, "/documents/lanfufa-2024-1/")
    assert (answer.status, answer.headers["location"].endswith("/documents/lanfufa-2025-1/")) == (301, True)
