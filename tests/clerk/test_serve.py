"""The preview: the site and the report and nothing else, made anew when something changes."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from gazette_site.arguments import Asked
from gazette_site.clerk import preview, serve
from gazette_site.clerk.preview import News, Preview, file_in, with_reload
from gazette_site.cli import main
from gazette_site.options import Options


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Preview]:
    """A preview of a tiny site."""
    for path, content in (
        ("_site/index.html", "<body>首页</body>"),
        ("_site/404.html", "<body>没有</body>"),
        ("_site/documents/a/index.html", "<body>甲</body>"),
        ("_site/assets/style.css", "a{}"),
        ("_report/changes.html", "<body>改动</body>"),
        ("secret.txt", "secret"),
        ("_site/.hidden", "secret"),
        ("_site.published/site/index.html", "secret"),
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(content, encoding="utf-8")
    (tmp_path / "_site/out").symlink_to(tmp_path)
    asked = Asked(Options(output=tmp_path / "_site"), port=0)
    with serve.previewed(asked, News()) as server:
        yield server


def get(server: Preview, path: str, method: str = "GET", host: str = "") -> tuple[int, str, str]:
    """Status, what was given, where it leads on; the path is sent as it stands."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=60)
    connection.putrequest(method, path, skip_host=True)
    connection.putheader("Host", host or f"127.0.0.1:{server.server_port}")
    connection.endheaders()
    answer = connection.getresponse()
    said = answer.read().decode("utf-8", "replace")
    connection.close()
    return answer.status, said, answer.getheader("Location", "")


def test_site_and_report_are_shown(server: Preview) -> None:
    """Pages with the script that reloads them, which is in no file of the site."""
    status, said, _ = get(server, "/")
    assert (status, "首页" in said, 'src="/_serve/reload.js?0"></script></body>' in said) == (200, True, True)
    assert "甲" in get(server, "/documents/a/")[1]
    assert "甲" in get(server, "/_site/documents/a/index.html?x=1")[1]
    assert get(server, "/documents/a")[::2] == (301, "/documents/a/")
    assert "改动" in get(server, "/_report/changes.html")[1] == get(server, "/_report/")[1]
    assert get(server, "/assets/style.css")[:2] == (200, "a{}")
    assert "EventSource" in get(server, "/_serve/reload.js")[1]
    assert "_serve" not in (server.site / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/../secret.txt",
            "/%2e%2e/secret.txt",
            "/..%2fsecret.txt",
            "/..%5csecret.txt",
            "/.hidden",
            "/out/secret.txt",
        ),
        *("/_report/../secret.txt", "/_report/%2e%2e/secret.txt", "//secret.txt", "/_report//etc/passwd", "/%00"),
        *("/_site.published/site/index.html", "/_site/../secret.txt", "/C:/secret.txt", "/documents/a/index.html/"),
    ],
)
def test_no_path_leads_out(server: Preview, path: str) -> None:
    """Whatever is asked for, nothing but site and report is given."""
    status, said, _ = get(server, path)
    assert status == 404
    assert "secret" not in said and "没有" in said


def test_nobody_comes_by_another_name(server: Preview) -> None:
    """A page of somebody else whose name points here is turned away; localhost is not; nothing can be sent to a page."""
    assert get(server, "/", host="evil.example")[0] == 421
    assert get(server, "/", host=f"evil.example:{server.server_port}")[0] == 421
    assert get(server, "/", host=f"localhost:{server.server_port}")[0] == 200
    assert get(server, "/", method="POST")[0] == 403
    assert get(server, "/", method="HEAD")[:2] == (200, "")


def test_it_listens_here_only(server: Preview) -> None:
    """On this machine, unless told otherwise."""
    assert server.server_address[0] == "127.0.0.1"


def test_who_waits_is_told(server: Preview) -> None:
    """An open page hears that the site is a new one, also if that came before it could ask."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=60)
    server.news.tell()
    connection.request("GET", "/_serve/events?0")
    answer = connection.getresponse()
    assert answer.getheader("Content-Type") == "text/event-stream"
    assert answer.readline() == b"event: new\n"
    connection.close()


def test_a_page_without_an_end_is_reloaded_too() -> None:
    """The script goes to the end of the last body there is."""
    assert with_reload(b"<p>x", 7).endswith(b'reload.js?7"></script>')
    assert with_reload(b"</body>x</body>", 7).count(b"<script") == 1


def test_a_port_that_is_taken_is_told(
    server: Preview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the way out."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "issues").mkdir()
    assert main(["serve", "--port", str(server.server_port)]) == 2
    assert "请用 --port 另选一个" in capsys.readouterr().err


@pytest.mark.skipif(os.name != "posix", reason="a port may be shared there")
def test_a_preview_may_begin_again_at_once(server: Preview, tmp_path: Path) -> None:
    """On its own port, though the system remembers the last connections for a minute."""
    asked = Asked(Options(output=tmp_path / "_site"), port=server.server_port)
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=60) as reader:
        reader.sendall(b"POST / HTTP/1.1\r\n\r\n")
        while reader.recv(1000):  # until the server closes: it is the one that has to remember
            pass
    server.shutdown()
    server.server_close()
    with serve.previewed(asked, News()) as again:
        assert get(again, "/")[0] == 200


def test_a_file_that_goes_while_it_is_asked_for_is_missing(server: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    """The site is swapped under whoever reads it."""
    monkeypatch.setattr(preview, "file_in", lambda folder, parts: folder / "gone.html")
    assert get(server, "/")[0] == 404


def test_who_goes_away_is_no_failure(server: Preview, capsys: pytest.CaptureFixture[str]) -> None:
    """A browser that closed the connection is not told of in the terminal; a fault of the program is."""
    for failure in (BrokenPipeError(), ConnectionResetError(), ZeroDivisionError("ours")):
        try:
            raise failure
        except (OSError, ZeroDivisionError):
            server.handle_error(None, ("127.0.0.1", 1))
    said = capsys.readouterr().err
    assert "ours" in said and "Connection" not in said and "Pipe" not in said


def test_a_change_is_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of an issue; not what the program writes itself, not the files that editors leave."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "issues").mkdir()
    built, stop = Event(), Event()

    def run(*_: object, **__: object) -> None:
        built.set()

    monkeypatch.setattr(subprocess, "run", run)
    options = Options()
    news = News()
    watching = Thread(target=serve.watch, args=(options, news, stop))
    watching.start()
    number = 0
    while watching.is_alive() and not built.wait(0.2):  # the watcher may not be there yet
        number += 1
        (tmp_path / "issues/2025-03.txt").write_text(f"甲{number}", encoding="utf-8")
    stop.set()
    watching.join()
    assert news.number >= 1
    for name in ("addresses.tsv", "publications.tsv", ".addresses.tsv.new", "~$2025-03.yaml", "2025-03.txt~"):
        assert not serve.is_source(Path("issues") / name, options)
    assert serve.is_source(Path("issues/2025-03.yaml"), options)


def test_a_build_gets_the_options(tmp_path: Path) -> None:
    """Those that were given, and no others."""
    options = Options(issues=Path("a"), output=Path("b"), cache=Path("c"), jobs=2)
    assert serve.arguments(options) == ["--issues=a", "--output=b", "--cache=c", "--jobs=2"]


def test_only_plain_files(tmp_path: Path) -> None:
    """A folder, a name that is none, a file taken for a folder: nothing."""
    (tmp_path / "a").write_text("x")
    (tmp_path / "d").mkdir()
    assert file_in(tmp_path, ["a"]) == (tmp_path / "a").resolve()
    for parts in (["d"], ["d", ""], ["a", ""], ["a", "b"], ["", "a"], ["x" * 300], ["\ud800"]):
        assert file_in(tmp_path, parts) is None
