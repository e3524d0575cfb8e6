"""The scripts as they are published: modules joined, so that a search asks for few files."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

import pytest

from benchmarks.visits import on_a_phone
from gazette_site.publishing.search.scripts import ENGINE, LEANING, SCRIPTS, joined, read_module, script_files
from tests.search.conftest import Served

SOURCES = {
    "fold": "export const fold = 1, less = 2;\n",
    "engine": 'import { fold } from "./fold.js";\nexport function search() {\n  return fold;\n}\n',
    "hits": "export const link = 3;\n",
    "related": 'import { search } from "./engine.js";\nimport { fold } from "./fold.js";\nimport { link } from "./hits.js";\nrun();\n',
    "page": 'import { fold } from "./fold.js";\nimport { link } from "./hits.js";\nrun();\n',
    "suggest": 'import { link } from "./hits.js";\nexport const suggestFor = link;\n',
    "finder": "export const find = 4;\n",
}


def modules(**sources: str) -> dict[str, Any]:
    """The modules above, some of them put otherwise."""
    return {name: read_module(source) for name, source in {**SOURCES, **sources}.items()}


def test_a_script_holds_what_it_needs() -> None:
    """Modules stand in the order of need, each once, those of several entrances one after another."""
    assert joined(ENGINE, modules()) == (
        "export const fold = 1, less = 2;\n\nexport function search() {\n  return fold;\n}\n"
    )
    assert joined("page", modules()) == (
        "export const fold = 1, less = 2;\n\nexport const link = 3;\n\nrun();\n\n"
        "export const suggestFor = link;\n\nexport const find = 4;\n"
    )


def test_what_leans_on_the_engine_has_it_from_there() -> None:
    """What stands in the engine is imported from its script, in one line."""
    assert joined("related", modules()) == (
        'import { fold, search } from "./engine.js";\nexport const link = 3;\n\nrun();\n'
    )


def test_an_import_over_several_lines_is_one() -> None:
    """As the formatter writes a long one."""
    spread = 'import {\n  fold,\n  less,\n} from "./fold.js";\nrun();\n'
    assert read_module(spread).imports == {"fold": ("fold", "less")}
    assert read_module(spread).text == "run();\n"


def test_names_over_several_lines_are_known() -> None:
    """As the formatter writes several constants; what stands inside of functions is not declared at top level."""
    assert read_module("const A = 1,\n  B = 2;\nlet c,\n  d = 0;\nfunction e() {\n  f = 1;\n}\n").names == (*"ABcde",)


@pytest.mark.parametrize(
    "line",
    [
        'import * as fold from "./fold.js";',
        'import { fold as other } from "./fold.js";',
        "import './fold.js';",
        'export { fold } from "./fold.js";',
        "export default 1;",
    ],
)
def test_other_imports_are_refused(line: str) -> None:
    """What the joiner does not know is an error of the build, not a script that fails in a browser."""
    with pytest.raises(ValueError, match="cannot be joined"):
        read_module(line)


def test_names_may_not_collide() -> None:
    """Neither with a second module of the script, nor with what comes from the engine, wherever it stands in a line."""
    with pytest.raises(ValueError, match=r"declared twice in engine.js: less"):
        joined(ENGINE, modules(engine='import { fold } from "./fold.js";\nlet more = 1, less = fold;\n'))
    with pytest.raises(ValueError, match=r"declared twice in page.js: fold"):
        joined("page", modules(hits="export const link = 3;\nasync function fold() {}\n"))
    with pytest.raises(ValueError, match=r"declared twice in related.js: fold"):
        joined("related", modules(hits="export const link = 3;\nconst other = 1,\n  fold = 2;\n"))


def test_only_what_is_exported_is_imported() -> None:
    """A name that is not exported is told when the site is built."""
    with pytest.raises(ValueError, match=r"fold.js exports no search"):
        joined(ENGINE, modules(engine='import { search } from "./fold.js";\n'))


def test_scripts_lean_on_the_engine_or_on_nothing() -> None:
    """What a page of the site loads is one script; what is asked for beside the engine has it from there."""
    files = {file.path: file.content.decode() for file in script_files()}
    assert list(files) == [f"search/{name}.js" for name in SCRIPTS]
    for name in SCRIPTS:
        wanted = ["./engine.js"] if name in LEANING else []
        assert re.findall(r'^import .* from "(.*)";', files[f"search/{name}.js"], re.MULTILINE) == wanted, name


def test_the_scripts_export_what_is_documented(site: Served, page: Any) -> None:
    """`search` for others, and what the pages take; all of them load, and nothing begins where there is no search page."""
    page.goto(f"{site.address}/about/")
    names = page.evaluate(
        """async ([base, names]) => {
            const loaded = await Promise.all(names.map(name => import(`${base}/search/${name}.js`)));
            return loaded.flatMap(Object.keys);
        }""",
        [site.address, [name for name in SCRIPTS if name != "together"]],
    )
    assert {"search", "find", "directory", "markPage", "findRelated", "suggestFor"} <= set(names)


def searched(site: Served, page: Any, query: str) -> list[str]:
    """What a search from another page asks for, scripts and files of the index, until it has answered."""
    page.goto(f"{site.address}/about/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.partition("/search/")[2]))
    page.goto(f"{site.address}/search/?q={quote(query)}")
    page.wait_for_selector("#found[aria-busy=false]", state="attached")
    page.wait_for_load_state("networkidle")
    return [name for name in asked if name.endswith((".js", ".bin"))]


@pytest.mark.parametrize(("query", "most"), [("社区食堂", 11), ("社区食堂怎么申请补助", 15), ("古树名木", 11)])
def test_a_first_search_asks_for_little(site: Served, page: Any, query: str, most: int) -> None:
    """On a phone: one script, the directory, few shards and the texts of the hits in sight; with the page itself 12 and 16."""
    page.set_viewport_size({"width": 360, "height": 640})
    asked = searched(site, page, query)
    assert [name for name in asked if name.endswith(".js")] == ["page.js"]
    assert len(asked) <= most, asked


def test_requests_do_not_wait_in_a_row(site: Served, browser: Any) -> None:
    """Page, its head, script and directory, shards, shards again where there are too many pages, texts: few rounds."""
    assert on_a_phone(browser, site.address, "社区食堂").rounds <= 8
    assert on_a_phone(browser, site.address, "社区食堂怎么申请补助").rounds <= 8


def test_the_rest_comes_when_it_is_near(site: Served, page: Any) -> None:
    """Four hits come at first; the others of the first ten when the reader is nearly there, without a button."""
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(f"{site.address}/search/?q={quote('管理')}&group=document")
    page.wait_for_selector("#found[aria-busy=false]", state="attached")
    assert page.locator("#found ol li").count() == 4
    page.locator("#found ol li").last.scroll_into_view_if_needed()
    page.wait_for_selector("#found ol li:nth-child(6)")


def test_writing_loads_what_the_search_page_needs(site: Served, page: Any) -> None:
    """Once a search box has the focus, script and directory are on their way; the search page asks for no second script."""
    page.goto(f"{site.address}/about/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.partition("/search/")[2]))
    with page.expect_response("**/search/index.bin"):
        page.locator("#q").focus()
    assert sorted(filter(None, asked)) == ["index.bin", "page.js"]
