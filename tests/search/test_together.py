"""Several sites searched at once: two sites on two origins, one page, in a browser."""

from __future__ import annotations

import functools
import gzip
import http.server
import json
import re
import threading
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import pytest

from gazette_site.config import DEFAULT_SECTIONS, SiteConfig, parse_config
from gazette_site.languages import template_folder
from gazette_site.linking import Archive, link
from gazette_site.parsing import parse
from gazette_site.publishing.pages import render_pages
from gazette_site.publishing.pages.frame.assets import assets
from gazette_site.publishing.pages.together import origins
from gazette_site.publishing.search import search_index
from gazette_site.publishing.search.directory import FORMAT
from gazette_site.reading import read_folder
from tests.incremental.archives import Folder, Made, Text

HERE, THERE = "澜川市人民政府公报", "青禾县人民政府公报"
FEW = Folder({n: Made((Text(office=0, topic=1, n=n, items=2),), days=(3,)) for n in (1, 2, 3)})
MANY = Folder({n: Made((Text(office=1, topic=1, n=n, items=3), Text(1, 2, n + 20, 1)), days=()) for n in range(1, 13)})
"""Both speak of street lamps (路灯): three documents here, twelve there; of ferries (渡口) only there."""


class _Open(http.server.SimpleHTTPRequestHandler):
    """As the recipes of docs/publishing.md."""

    def end_headers(self) -> None:
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


class Pair(NamedTuple):
    """Two sites that can be visited."""

    here: str
    there: str
    """Address with a final slash."""
    root: Path
    """Folder of the one there."""


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """The one here lies at the top of its server and names the other one, which lies in a sub-folder."""
    web = tmp_path_factory.mktemp("two")
    servers = [_served(web / name) for name in ("a", "b")]
    here, there = (f"http://127.0.0.1:{server.server_address[1]}/" for server in servers)
    there += "gongbao/"
    _write(web / "a", _archive(FEW, web / "few"), SiteConfig(name=HERE, sites={THERE: there}))
    _write(web / "b" / "gongbao", _archive(MANY, web / "many"), SiteConfig(name=THERE))
    yield Pair(here, there, web / "b" / "gongbao")
    for server in servers:
        server.shutdown()
        server.server_close()


def _served(folder: Path) -> http.server.ThreadingHTTPServer:
    folder.mkdir()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Open, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def _archive(folder: Folder, place: Path) -> Archive:
    folder.write(place)
    issues = [issue for source in read_folder(place)[0] if (issue := parse(source, DEFAULT_SECTIONS)[0])]
    return link(issues, SiteConfig())[0]


def _write(root: Path, archive: Archive, config: SiteConfig) -> None:
    for file in chain(assets(), render_pages(archive, config), search_index(archive)):
        path = root / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A fresh page of the browser, with what it was refused or failed at in `page.wrong`."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.wrong = []
    page.on("console", lambda message: page.wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda failure: page.wrong.append(str(failure)))
    yield page
    context.close()


def asked(page: Any, pair: Pair, query: str, more: str = "") -> str:
    """What the page says of a query."""
    page.goto(f"{pair.here}search/together/?q={quote(query)}{more}")
    page.wait_for_selector("#found[aria-busy=false]", state="attached")
    words: str = page.locator("#status").text_content()
    return words


def test_a_phone_shows_all_of_what_is_told(pair: Pair, page: Any) -> None:
    """However many lines it takes, no word of the status is cut off."""
    page.set_viewport_size({"width": 360, "height": 740})
    asked(page, pair, "市人民政府关于加强社区食堂建设和农村公路养护管理工作的若干意见和实施方案")
    cut_off = "() => { const told = document.getElementById('status'); return told.scrollHeight - told.clientHeight; }"
    assert page.evaluate(cut_off) <= 0


def test_two_sites_answer_on_one_page(pair: Pair, page: Any) -> None:
    """By rank, the one here first; each hit names its site and leads there."""
    assert asked(page, pair, "路灯管理") == f"写有“路灯管理”的：{HERE}3件；{THERE}约12件。"
    sites = page.locator("#found .meta .site").all_text_contents()
    assert sites[:6] == [HERE, THERE] * 3
    assert set(sites[6:]) == {THERE}
    links = [one.get_attribute("href") for one in page.locator("#found h3 a").all()]
    assert all(
        link.startswith(pair.here if site == HERE else pair.there) for link, site in zip(links, sites, strict=True)
    )
    page.locator("#found h3 a").nth(1).click()
    page.wait_for_url(f"{pair.there}documents/**")
    assert page.wrong == []


def test_only_data_comes_from_the_other_site(pair: Pair, page: Any) -> None:
    """Its index; no script, style or picture."""
    kinds: set[tuple[str, str]] = set()
    page.on("request", lambda one: kinds.add((one.resource_type, one.url)) if one.url.startswith(pair.there) else None)
    asked(page, pair, "渡口")
    assert kinds
    assert {kind for kind, _ in kinds} == {"fetch"}
    assert all(re.match(r"search/.*\.bin$", url.removeprefix(pair.there)) for _, url in kinds)


def test_more_can_be_seen(pair: Pair, page: Any) -> None:
    """Ten of each site at first; then the rest, and the focus stands on what is new."""
    asked(page, pair, "路灯管理")
    assert page.locator("#found li").count() == 13
    page.get_by_role("button", name="再看一些").click()
    page.wait_for_selector("#found li:nth-child(15)")
    assert page.locator("#found li").count() == 15
    assert page.locator("#found .more").count() == 0
    assert page.evaluate("document.activeElement === document.querySelectorAll('#found li')[13].querySelector('a')")


def test_a_site_can_be_left_out(pair: Pair, page: Any) -> None:
    """The boxes stand in the address, and as they were chosen."""
    assert asked(page, pair, "渡口", f"&site={quote(pair.there)}") == f"写有“渡口”的：{THERE}12件。"
    boxes = page.locator("input[name=site]").all()
    assert [box.is_checked() for box in boxes] == [False, True]
    assert asked(page, pair, "路灯", "&site=") == f"写有“路灯”的：{HERE}3件。"


def test_no_site_is_asked_that_the_settings_do_not_name(pair: Pair, page: Any) -> None:
    """An address that somebody sends cannot add one."""
    urls: list[str] = []
    page.on("request", lambda one: urls.append(one.url))
    asked(page, pair, "路灯", "&site=https://elsewhere.example/")
    assert not any("elsewhere" in url for url in urls if "together" not in url)


def test_a_site_that_does_not_answer_is_named(pair: Pair, page: Any) -> None:
    """The other one's answer stands there all the same."""
    page.route(f"{pair.there}**", lambda route: route.abort())
    assert asked(page, pair, "路灯管理") == f"写有“路灯管理”的：{HERE}3件；{THERE}没有答复，这次没有查。"
    assert page.locator("#found li").count() == 3


def test_an_index_of_another_shape_is_not_read(pair: Pair, page: Any) -> None:
    """It would be misunderstood without anybody noticing."""
    directory = json.loads(gzip.decompress((pair.root / "search" / "index.bin").read_bytes()))
    other = gzip.compress(json.dumps({**directory, "format": FORMAT + 1}).encode())
    headers = {"Access-Control-Allow-Origin": "*"}
    page.route(f"{pair.there}search/index.bin", lambda route: route.fulfill(body=other, headers=headers))
    assert asked(page, pair, "路灯管理").endswith(f"{THERE}的索引与本站的写法不同，请到它的网站上查。")


def test_the_search_page_leads_there_with_the_query(pair: Pair, page: Any) -> None:
    """What was asked of this site is asked of all."""
    page.goto(f"{pair.here}search/?q={quote('路灯管理')}")
    page.wait_for_selector("#found[aria-busy=false]", state="attached")
    page.get_by_role("link", name="几个网站一起查").click()
    page.wait_for_url("**/search/together/**")
    page.wait_for_selector("#found[aria-busy=false]", state="attached")
    assert "12件" in page.locator("#status").text_content()


def test_the_policy_names_the_other_site_for_data_only(pair: Pair) -> None:
    """On this page alone; scripts come from here."""
    folder = Path(pair.root).parents[1] / "a"
    origin = re.match(r"http://[^/]+", pair.there)
    assert origin
    text = (folder / "search" / "together" / "index.html").read_text("utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy
    parts = dict(part.strip().partition(" ")[::2] for part in policy[1].split(";"))
    assert parts["connect-src"] == f"'self' {origin[0]}"
    assert parts["script-src"] == "'self'"
    assert all(
        origin[0] not in path.read_text("utf-8") for path in folder.rglob("*.html") if "together" not in path.parts
    )


def test_without_other_sites_there_is_no_such_page(tmp_path: Path) -> None:
    """Nor a link to it."""
    files = {file.path: file.content for file in render_pages(_archive(FEW, tmp_path / "few"), SiteConfig(name=HERE))}
    assert "search/together/index.html" not in files
    assert b"search/together" not in files["search/index.html"]
    assert b"data-also" not in files["search/index.html"]


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a.example/",
        "https://a.example/;script-src *",
        "https://[::1]/",
        "https://甲.example/",
        "https://a.example?x",
    ],
)
def test_an_address_that_no_policy_could_hold_is_refused(url: str) -> None:
    """A setting cannot open the page for anything else."""
    config, problems = parse_config(f"sites:\n  青禾县人民政府公报: {json.dumps(url)}\n", "site.yaml")
    assert len(problems) == 1
    assert not config.sites


def test_sites_are_names_with_addresses() -> None:
    """Each address once; two in one place of the net are one for the policy."""
    text = "sites: {甲: 'https://a.example/one', 乙: 'https://a.example/two/', 丙: 'http://b.example:8080/'}\n"
    config, problems = parse_config(text, "site.yaml")
    assert problems == ()
    assert list(config.sites.values()) == ["https://a.example/one/", "https://a.example/two/", "http://b.example:8080/"]
    assert origins(config.sites.values()) == ["https://a.example", "http://b.example:8080"]
    assert len(parse_config("sites: {甲: 'https://a.example/', 乙: 'https://a.example'}\n", "site.yaml")[1]) == 1


def test_the_engine_knows_the_shape_that_is_written() -> None:
    """Both name the same number."""
    text = (template_folder() / "search" / "store.js").read_text("utf-8")
    assert f"const FORMAT = {FORMAT};" in text
