"""The scripts as they are published: modules joined, so that a search asks for few files."""

from __future__ import annotations

import re
from typing import Any

import pytest

from gazette_site.publishing.search.scripts import ENGINE, SCRIPTS, joined, read_module, script_files
from tests.search.conftest import Served

SOURCES = {
    "fold": "export const fold = 1, less = 2;\n",
    "engine": 'import { fold } from "./fold.js";\nexport function search() {\n  return fold;\n}\n',
    "hits": "export const link = 3;\n",
    "page": 'import { search } from "./engine.js";\nimport { fold } from "./fold.js";\nimport { link } from "./hits.js";\nrun();\n',
}


def modules(**sources: str) -> dict[str, Any]:
    """The modules above, some of them put otherwise."""
    return {name: read_module(source) for name, source in {**SOURCES, **sources}.items()}


def test_a_script_holds_what_it_needs_but_not_the_engine() -> None:
    """Modules stand in the order of need; what stands in the engine is imported from there, in one line."""
    assert joined(ENGINE, modules()) == (
        "export const fold = 1, less = 2;\n\nexport function search() {\n  return fold;\n}\n"
    )
    assert joined("page", modules()) == (
        'import { fold, search } from "./engine.js";\nexport const link = 3;\n\nrun();\n'
    )


def test_an_import_over_several_lines_is_one() -> None:
    """As the formatter writes a long one."""
    spread = 'import {\n  fold,\n  less,\n} from "./fold.js";\nrun();\n'
    assert read_module(spread).imports == {"fold": ("fold", "less")}
    assert read_module(spread).text == "run();\n"


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


def test_only_what_is_exported_is_imported() -> None:
    """A name that is not exported is told when the site is built."""
    with pytest.raises(ValueError, match=r"fold.js exports no search"):
        joined(ENGINE, modules(engine='import { search } from "./fold.js";\n'))


def test_each_script_imports_nothing_but_the_engine() -> None:
    """A search page asks for two scripts, and every page for one engine."""
    files = {file.path: file.content.decode() for file in script_files()}
    assert list(files) == [f"search/{name}.js" for name in SCRIPTS]
    for path, text in files.items():
        wanted = [] if path == "search/engine.js" else ["./engine.js"]
        assert re.findall(r'^import .* from "(.*)";', text, re.MULTILINE) == wanted, path


def test_the_engine_exports_what_is_documented(site: Served, page: Any) -> None:
    """`search`, and everything that the other scripts take from it; all of them load."""
    page.goto(f"{site.address}/about/")
    names = page.evaluate(
        """async ([base, names]) => {
            const loaded = await Promise.all(names.map(name => import(`${base}/search/${name}.js`)));
            return loaded.flatMap(Object.keys);
        }""",
        [site.address, [name for name in SCRIPTS if name != "page"]],
    )
    assert {"search", "find", "markPage", "findRelated", "suggestFor"} <= set(names)


def test_a_first_search_asks_for_little(site: Served, page: Any) -> None:
    """Two scripts, the directory, at most three shards of each part and a pack for each hit: twenty files at most."""
    page.goto(f"{site.address}/about/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.partition("/search/")[2]))
    page.goto(f"{site.address}/search/?q=社区食堂")
    page.wait_for_selector("#found[aria-busy=false]", state="attached")
    assert sorted(name for name in asked if name.endswith(".js") and "/" not in name) == ["engine.js", "page.js"]
    assert len([name for name in asked if name.endswith(".bin")]) <= 17
