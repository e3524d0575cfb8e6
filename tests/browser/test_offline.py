"""The offline copy: what a reader keeps answers without a network and says so; the network, where it answers, is always believed."""

from __future__ import annotations

import http.server
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from gazette_site.cli import PUBLISHED, main
from tests.browser.conftest import JUNE, ROOT, broken, tab_to
from tests.waiting import arrive, until

DOCUMENT, OTHER = "/documents/lanfugui-2025-9/", "/documents/lancaigui-2025-2/"
NOW = JUNE.replace("第70次常务会议", "第770次常务会议")
NEXT = NOW.replace("第770次", "第771次")
SETTLED = "#found[aria-busy=false]"
TODAY = "`${new Date().getFullYear()}年${new Date().getMonth() + 1}月${new Date().getDate()}日`"


class Host:
    """A server at one address that can be cut off, hand out another site, and no longer have a page."""

    def __init__(self, root: Path) -> None:
        self.root, self.gone, self.types = root, set[str](), dict[str, str]()
        self.answers = threading.Event()
        self.answers.set()
        self._server: http.server.ThreadingHTTPServer | None = None
        self.port = 0
        self.up()

    @property
    def address(self) -> str:
        """In a sub-folder, beside what others may have."""
        return f"http://127.0.0.1:{self.port}/gongbao"

    def up(self) -> None:
        """The network is there."""
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", self.port), self._handler())
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def down(self) -> None:
        """The network is gone."""
        assert self._server
        self._server.shutdown()
        self._server.server_close()
        self._server = None

    def close(self) -> None:
        """At the end."""
        self.answers.set()
        if self._server:
            self.down()

    def _handler(self) -> type[http.server.SimpleHTTPRequestHandler]:
        host = self

        class Handler(http.server.SimpleHTTPRequestHandler):
            def translate_path(self, path: str) -> str:
                self.directory = str(host.root)
                return super().translate_path(path.removeprefix("/gongbao"))

            def send_head(self) -> Any:
                host.answers.wait()
                path = self.path.split("?")[0].removeprefix("/gongbao")
                return self.send_error(410) if path in host.gone else super().send_head()

            def guess_type(self, path: Any) -> str:
                return host.types.get(Path(path).name) or super().guess_type(path)

            def end_headers(self) -> None:
                self.send_header("Cache-Control", "no-cache")
                super().end_headers()

            def log_message(self, format: str, *args: object) -> None:
                """Says nothing."""

        return Handler


def _built(folder: Path, june: str, settings: str = "offline: true\n") -> Path:
    issues, output = folder / "issues", folder / "site"
    issues.mkdir(parents=True)
    shutil.copy(ROOT / "issues/2025-04.txt", issues)
    (issues / "2025-06.txt").write_text(june, "utf-8")
    (issues / "site.yaml").write_text(f"name: 澜川市人民政府公报\n{settings}", "utf-8")
    asked = ["--issues", str(issues), "--output", str(output), "--quiet", "--no-ledger", "--cache", str(folder / "c")]
    assert main(asked) == PUBLISHED
    return output


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of which a copy can be kept."""
    return _built(tmp_path_factory.mktemp("first"), NOW)


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, with one word changed."""
    return _built(tmp_path_factory.mktemp("second"), NEXT)


@pytest.fixture
def host(first: Path) -> Iterator[Host]:
    """The server of the first site."""
    made = Host(first)
    yield made
    made.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page of a reader who was never here."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, reduced_motion="reduce")
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None)
    yield page
    context.close()
    assert wrong == []


def cut(page: Any, host: Host) -> None:
    """No network any more."""
    host.down()
    page.context.set_offline(True)


def keep(page: Any, host: Host, *read: str) -> None:
    """Switches the copy on and reads some pages."""
    page.goto(host.address + "/search/")
    page.get_by_role("button", name="为离线查阅保存").click()
    page.get_by_role("button", name="删去保存的全部").wait_for()
    for url in read:
        page.goto(host.address + url)
        until(page, f"caches.match('{host.address}{url}').then(Boolean)")


def search(page: Any, host: Host, query: str) -> str:
    """What the search page shows once it has answered."""
    page.goto(f"{host.address}/search/?q={quote(query)}")
    page.wait_for_selector(SETTLED, state="attached")
    return str(page.inner_text("main"))


def names(page: Any) -> Any:
    """The caches on the device."""
    return page.evaluate("caches.keys()")


def workers(page: Any) -> Any:
    """How many workers there are."""
    return page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)")


def test_nothing_is_kept_unasked(page: Any, host: Host) -> None:
    """Before the reader says so there is no worker and nothing on the device; the offer tells how much it will be."""
    page.goto(host.address + "/search/")
    page.get_by_role("button", name="为离线查阅保存").wait_for()
    assert "MB" in page.inner_text("#offline")
    assert (workers(page), names(page)) == (0, [])


def test_what_was_read_is_there_without_a_network(page: Any, host: Host) -> None:
    """A page that was read says of which day it is; one that was not says that it is not kept, with the ways that are left."""
    before = page.evaluate(TODAY)
    keep(page, host, DOCUMENT)
    cut(page, host)
    page.goto(host.address + DOCUMENT)
    assert "第770次常务会议" in page.inner_text("main")
    said = page.inner_text("main .kept")
    assert any(f"这是{day}保存的一页" in said for day in (before, page.evaluate(TODAY)))  # midnight may come in between
    page.goto(host.address + OTHER)
    assert page.inner_text("h1") == "这一页没有保存"
    page.get_by_role("link", name="看留了哪些网页").click()
    page.locator("#offline summary").click()
    page.locator("#offline li a").first.click()
    page.wait_for_url(host.address + DOCUMENT)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_said_without_a_network_breaks_no_rule(page: Any, host: Host, scheme: str) -> None:
    """Offer, what is kept and its list, a page of the copy, answers of the copy, a page that is not kept."""
    page.emulate_media(color_scheme=scheme)
    page.goto(host.address + "/search/")
    page.get_by_role("button", name="为离线查阅保存").wait_for()
    wrong = {"offer": broken(page)}
    keep(page, host, DOCUMENT)
    page.goto(host.address + "/search/")
    page.locator("#offline summary").click()
    page.locator("#offline li a").first.wait_for()
    wrong["list"] = broken(page)
    cut(page, host)
    for url in (DOCUMENT, OTHER, "/search/?q=社区食堂"):
        page.goto(host.address + url)
        page.wait_for_load_state()
        wrong[url] = broken(page)
    assert "搜索用的是" in page.inner_text("main .kept")
    assert {name: what for name, what in wrong.items() if what} == {}


def test_the_copy_is_kept_looked_at_and_deleted_by_keyboard(page: Any, host: Host) -> None:
    """The focus goes to the button that comes in place of the one that was pressed."""
    page.goto(host.address + "/search/")
    page.get_by_role("button", name="为离线查阅保存").wait_for()
    tab_to(page, "#offline button")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="删去保存的全部").wait_for()
    until(page, "document.activeElement.textContent === '删去保存的全部'")
    page.goto(host.address + DOCUMENT)
    until(page, f"caches.match('{host.address}{DOCUMENT}').then(Boolean)")
    page.goto(host.address + "/search/")
    page.locator("#offline summary").wait_for()
    tab_to(page, "#offline summary")
    page.keyboard.press("Enter")
    page.locator("#offline li a").first.wait_for()
    tab_to(page, "#offline li a", 1)
    tab_to(page, "#offline button", 5)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="为离线查阅保存").wait_for()
    until(page, "document.activeElement.textContent === '为离线查阅保存'")


def test_the_search_answers_without_a_network(page: Any, host: Host) -> None:
    """Also for words that were never asked for, and it says of which day its copy is and what is not in it."""
    keep(page, host)
    cut(page, host)
    shown = search(page, host, "社区食堂")
    assert "写有“社区食堂”的" in shown and "搜索用的是" in shown and "以后新增、改动、撤下的不在其中" in shown
    assert "写有“限制货车通行”的" in search(page, host, "限制货车通行")
    assert "小区停车" in search(page, host, "小区停车位不够怎么办")


def test_a_search_begun_with_a_network_tells_when_it_is_gone(page: Any, host: Host) -> None:
    """The directory that was fetched from the copy is told of on a page that came from the network."""
    keep(page, host, DOCUMENT)
    assert page.locator(".kept").count() == 0
    cut(page, host)
    page.evaluate("fetch('../../search/index.bin')")
    page.locator(".kept", has_text="搜索用的是").wait_for()


def test_the_network_is_believed(page: Any, host: Host, second: Path) -> None:
    """After a new build the first visit shows the new text, and so does the copy of pages that were not visited again."""
    keep(page, host, DOCUMENT, OTHER)
    page.goto(host.address + "/about/")
    (old,) = (name for name in names(page) if ":files:" in name)
    host.root = second
    page.goto(host.address + DOCUMENT)
    assert "第771次常务会议" in page.inner_text("main") and page.locator(".kept").count() == 0
    until(page, f"caches.has({old!r}).then((there) => !there)")
    page.goto(host.address + OTHER)
    text = f"caches.match('{host.address}{DOCUMENT}').then((one) => one?.text())"
    until(page, f"{text}.then((one) => one?.includes('第771次常务会议'))")
    cut(page, host)
    assert "第771次常务会议" in search(page, host, "第771次常务会议")
    assert "没有写有“第770次常务会议”的" in search(page, host, "第770次常务会议")


def test_a_network_that_does_not_answer_is_not_waited_for(page: Any, host: Host) -> None:
    """What was kept is shown after a while, as what it is; what was not kept is waited for."""
    keep(page, host, DOCUMENT)
    host.answers.clear()
    page.goto(host.address + DOCUMENT)
    assert "保存的一页" in page.inner_text("main .kept")
    threading.Timer(5, host.answers.set).start()
    page.goto(host.address + OTHER)
    assert page.locator(".kept").count() == 0


@pytest.mark.parametrize("visited", [True, False])
def test_what_is_gone_does_not_live_on(page: Any, host: Host, second: Path, visited: bool) -> None:
    """A page for which the network answers 410 leaves the copy: at a visit, or with the next build without one."""
    keep(page, host, DOCUMENT)
    host.gone.add(DOCUMENT)
    if visited:
        page.goto(host.address + DOCUMENT)
    else:
        host.root = second
        page.goto(host.address + "/about/")
    until(page, f"caches.match('{host.address}{DOCUMENT}').then((one) => !one)")
    cut(page, host)
    page.goto(host.address + DOCUMENT)
    assert page.inner_text("h1") == "这一页没有保存"


def test_switched_off_nothing_is_left(page: Any, host: Host) -> None:
    """The worker and all that was kept are gone, and reading keeps nothing any more; what others keep stays."""
    keep(page, host, DOCUMENT)
    page.evaluate("caches.open('offline:/other/:pages')")
    page.goto(host.address + "/search/")
    page.get_by_role("button", name="删去保存的全部").click()
    page.get_by_role("button", name="为离线查阅保存").wait_for()
    page.goto(host.address + DOCUMENT)
    page.wait_for_timeout(200)
    assert (workers(page), names(page)) == (0, ["offline:/other/:pages"])


def test_a_site_that_offers_it_no_more_is_let_go(page: Any, host: Host) -> None:
    """Where the worker's file is gone, the copy and the worker go at a visit."""
    keep(page, host, DOCUMENT)
    host.gone.add("/sw.js")
    page.evaluate("navigator.serviceWorker.controller.scriptURL")
    for url in ("/about/", "/"):
        page.goto(host.address + url)
    until(page, "caches.keys().then((all) => !all.length)")
    page.goto(host.address + "/about/")
    until(page, "navigator.serviceWorker.getRegistrations().then((all) => !all.length)")


@pytest.mark.parametrize("wrong", ["type", "missing"])
def test_a_host_that_cannot_send_it_offers_nothing(page: Any, host: Host, wrong: str) -> None:
    """A worker with a wrong type, or none: nothing is offered, nothing is complained of."""
    if wrong == "type":
        host.types["sw.js"] = "text/plain"
    else:
        host.gone.add("/sw.js")
    arrive(page, host.address + "/search/")
    assert not page.locator("#offline").is_visible()


def test_a_copy_of_two_builds_is_none(page: Any, host: Host, second: Path, tmp_path: Path) -> None:
    """Where a file is not the one that the worker lists, nothing is kept, and the reader is told."""
    mixed = tmp_path / "mixed"
    shutil.copytree(host.root, mixed)
    shutil.copy(second / "search/index.bin", mixed / "search/index.bin")
    host.root = mixed
    page.goto(host.address + "/search/")
    page.get_by_role("button", name="为离线查阅保存").click()
    page.locator("#offline", has_text="没有存成").wait_for()
    assert (workers(page), names(page)) == (0, [])


def test_where_it_is_not_set_not_a_byte_is_there(first: Path, tmp_path: Path) -> None:
    """Without the setting there is no worker, and pages, scripts and stylesheets do not know of it."""
    without = _built(tmp_path, NOW, "")
    assert (first / "sw.js").is_file() and not (without / "sw.js").exists()
    for path in without.rglob("*"):
        if path.suffix in (".html", ".js", ".css"):
            text = path.read_text("utf-8")
            assert not any(word in text for word in ("serviceWorker", "worker-src", "offline", ".kept")), path
    same = (first / "documents/lancaigui-2025-2/index.html").read_text("utf-8")
    assert same.replace("; worker-src 'self'", "") == (without / "documents/lancaigui-2025-2/index.html").read_text(
        "utf-8"
    )
