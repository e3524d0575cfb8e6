"""The scripts of the search: small modules in `templates/search`, joined as they are published, for each file is a request.

    page      ──▶ /search/page.js      what a page of this site needs to search, whole: search page, suggestions, finder
    marks     ──▶ /search/marks.js     what marks the words on the page that a hit leads to, whole
    engine    ──▶ /search/engine.js    the engine alone, for the pages of others
    related ‖ together                 what is asked for beside the engine, and has it from there

1. A script holds the modules that it imports, each once and before those that need it. Those that lean on the engine import
   from it what stands there, so that they share one store of what was fetched.
2. Lines are left out, the imports; nothing is renamed. Two modules of one script may not use one name at top level.
3. An import is `import { a, b } from "./x.js";`, with names that x exports. Anything else raises ValueError.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from gazette_site.languages import template_folder
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.search.shards import FOLDER

ENGINE = "engine"
SCRIPTS = {
    ENGINE: (ENGINE,),
    "marks": ("marks",),
    "page": ("page", "suggest", "finder"),
    "related": ("related",),
    "together": ("together",),
}
"""Those that are loaded by name, with the modules that they are for; each finds the index beside it."""
LEANING = frozenset({"related", "together"})
"""Those that have the engine from its own script."""

_IMPORT = re.compile(r'import \{ (?P<names>\w+(?:, \w+)*) \} from "\./(?P<module>\w+)\.js";')
_SPREAD = re.compile(r"^import \{\n(?P<names>(?:  \w+,\n)+)\}", re.MULTILINE)
"""The same over several lines, as the formatter writes it where it is long."""
_LINKED = re.compile(r"import\b|export (?:default|\*|\{)")
"""How a line begins that names other modules."""
_DECLARATION = re.compile(r"(?P<export>export )?(?:(?:async )?function\*? ?|class |(?P<row>const |let ))(?P<name>\w+)")
_NEXT_NAME = re.compile(r"(?<=, )\w+(?= = )")
"""Further names of `const A = 1, B = 2;`."""
_NEXT_LINE = re.compile(r"  (?P<name>\w+)(?: = |[,;]$)")
"""A further name on a line of its own, as the formatter writes several."""


@dataclass(frozen=True, slots=True)
class Module:
    """A module as it stands in the templates."""

    imports: Mapping[str, tuple[str, ...]]
    """By module the names that are taken from it."""
    names: tuple[str, ...]
    """What is declared at top level."""
    exports: frozenset[str]
    text: str
    """Without its imports."""


def script_files() -> Iterator[OutputFile]:
    """Every script, in order of name."""
    files = sorted((template_folder() / "search").glob("*.js"))
    modules = {file.stem: read_module(file.read_text(encoding="utf-8")) for file in files}
    for name in SCRIPTS:
        yield OutputFile(f"{FOLDER}/{name}.js", joined(name, modules).encode())


def read_module(source: str) -> Module:
    """A module taken apart. Raises ValueError for an import or export of another shape."""
    imports, names, exports, kept = dict[str, tuple[str, ...]](), list[str](), set[str](), list[str]()
    goes_on = False
    for line in _SPREAD.sub(_on_one_line, source).splitlines(keepends=True):
        if match := _IMPORT.fullmatch(line.rstrip()):
            imports[match["module"]] = tuple(match["names"].split(", "))
            continue
        if _LINKED.match(line):
            raise ValueError(f"cannot be joined: {line.strip()}")
        if goes_on and (match := _NEXT_LINE.match(line)):
            names.append(match["name"])
        goes_on = line.endswith(",\n") and (goes_on or line.startswith(("const ", "let ")))
        if match := _DECLARATION.match(line):
            declared = [match["name"], *(_NEXT_NAME.findall(line) if match["row"] else ())]
            names += declared
            exports |= set(declared) if match["export"] else set()
        kept.append(line)
    return Module(imports, tuple(names), frozenset(exports), "".join(kept))


def _on_one_line(match: re.Match[str]) -> str:
    return f"import {{ {', '.join(match['names'].replace(',', '').split())} }}"


def joined(name: str, modules: Mapping[str, Module]) -> str:
    """The script of this name. Raises ValueError for a name that is declared twice or not exported."""
    engine = [*_needed((ENGINE,), modules, ())] if name in LEANING else []
    parts = [*_needed(SCRIPTS[name], modules, engine)]
    declared = [one for part in parts for one in modules[part].names]
    foreign = sorted({one for part in parts for of in engine for one in modules[part].imports.get(of, ())})
    twice = {one for one in (*declared, *foreign) if (*declared, *foreign).count(one) > 1}
    if twice:
        raise ValueError(f"declared twice in {name}.js: {', '.join(sorted(twice))}")
    head = f'import {{ {", ".join(foreign)} }} from "./{ENGINE}.js";\n' if foreign else ""
    return head + "\n".join(modules[part].text for part in parts)


def _needed(names: Iterable[str], modules: Mapping[str, Module], without: Iterable[str]) -> Iterator[str]:
    """The modules and those they need, each once, before those that need it."""
    seen = set(without)

    def walk(one: str) -> Iterator[str]:
        seen.add(one)
        for other, words in modules[one].imports.items():
            missing = [word for word in words if word not in modules[other].exports]
            if missing:
                raise ValueError(f"{other}.js exports no {', '.join(missing)}")
            if other not in seen:
                yield from walk(other)
        yield one

    for name in names:
        if name not in seen:
            yield from walk(name)
