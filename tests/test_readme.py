"""The documentation and the shape of the code: what is written about the program is true of it."""

from __future__ import annotations

import ast
import dataclasses
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gazette_site import cli
from gazette_site.arguments import COMMAND
from gazette_site.config import READERS, SiteConfig, parse_config
from gazette_site.publishing.pages.kinds import PAGE_KINDS
from gazette_site.reading import sidecar
from tools import modules as modules_page

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "gazette_site"
README = (ROOT / "README.md").read_text("utf-8")
DOCUMENTS = ("README.md", "CONTRIBUTING.md", *sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")))
WRITTEN = "\n\f\n".join((ROOT / name).read_text("utf-8") for name in DOCUMENTS)
"""README, CONTRIBUTING and all of `docs/`."""
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text("utf-8")

ROOMS = ("reading", "parsing", "linking", "publishing")
"""From left to right."""
ABOVE_THE_ROOMS = ("admission", "intake", "pipeline", "clerk", "cli", "start", "__main__")
"""Each knows only those before it. What is neither a room nor one of these is shared: it knows no room."""
INNER_ROOMS = {
    "parsing": (
        *("report", "text", "names", "chronicle", "layout", "clauses", "meaning", "documents"),
        *("comparisons", "conservation", "traditional", "personal", "examiner", "issue", "store"),
    ),
    "publishing": (
        *(
            "wording",
            "phrases",
            "standing_words",
            "date_words",
            "folder",
            "data",
            "search",
            "images",
            "machines",
            "permanence",
        ),
        *("pages.frame", "pages.text", "pages.pictures", "pages", "memory", "units", "making", "tidying", "release"),
    ),
}
"""Of the rooms that are houses of their own, from left to right: each knows only those before it."""
CORRECTION_KEYS = ("find", "replace", "reason")


# The README --------------------------------------------------------------------------------------------------------


def section(heading: str) -> str:
    """The documentation from a heading to the next one."""
    match = re.search(rf"^##+ {re.escape(heading)}\n(.*?)(?=^##+ |\f|\Z)", WRITTEN, re.MULTILINE | re.DOTALL)
    assert match, f"no document has a section {heading}"
    return match[1]


def first_cells(text: str) -> list[str]:
    """The code in the first column of the tables of a text."""
    cells = re.findall(r"^\|([^|]*)\|", text, re.MULTILINE)
    return [code for cell in cells for code in re.findall(r"`([^`]+)`", cell)]


def fenced(first_line: str) -> str:
    """The block of code that begins with that line."""
    match = re.search(rf"^```\w*\n({re.escape(first_line)}\n.*?)^```", WRITTEN, re.MULTILINE | re.DOTALL)
    assert match, f"no document has a block {first_line}"
    return match[1]


def test_every_option_is_in_the_readme_and_no_other() -> None:
    """The table of the options is that of the command line."""
    options = {option for parameter in COMMAND.params for option in parameter.opts}
    assert set(first_cells(section("The options"))) == options


def test_every_kind_of_page_is_in_the_readme() -> None:
    """The table of addresses has an example of each kind of page."""
    listed = [address for address in first_cells(section("What stands where")) if address.startswith("/")]
    assert {kind.name for kind in PAGE_KINDS if not any(map(kind.is_at, _whole(listed)))} == set()


def _whole(listed: list[str]) -> list[str]:
    """The addresses of the table, those that are cut (`…`) as an example of what stands there."""
    return [address.replace("…", "x") for address in listed]


def test_every_exit_status_is_in_the_reference() -> None:
    """The table names each status that the program ends with."""
    reference = (ROOT / "docs/reference.md").read_text("utf-8").partition("## The exit status")[2].partition("\n## ")[0]
    listed = re.findall(r"^\| (\d+) \|", reference, re.MULTILINE)
    assert [int(status) for status in listed] == [
        cli.PUBLISHED,
        cli.WRONG,
        cli.UNUSABLE,
        cli.UNFINISHED,
        cli.INTERRUPTED,
    ]


def test_every_setting_is_in_the_readme_and_no_other() -> None:
    """The table of the settings has each field of the configuration, and each is a key that is read."""
    fields = {field.name for field in dataclasses.fields(SiteConfig)} - {"file"}
    assert set(first_cells(section("The settings"))) == fields == set(READERS)


def test_the_sample_shows_settings_that_exist() -> None:
    """The keys of the sample's `site.yaml`, used or commented out, are read; the sample as it stands has no problem."""
    sample = (ROOT / "issues" / "site.yaml").read_text("utf-8")
    assert set(re.findall(r"^(?:# )?([a-z_]+):", sample, re.MULTILINE)) <= set(READERS)
    assert parse_config(sample, "site.yaml")[1] == ()


def test_the_default_sections_are_in_the_readme() -> None:
    """The default of `sections` is written as it is."""
    assert "、".join(SiteConfig().sections) in section("The settings")


def test_every_key_of_a_sidecar_is_in_the_readme_and_no_other() -> None:
    """The table of the sidecar has each key, those of a part with the name of the part before them."""
    keys = set(sidecar._KEYS)
    keys |= {f"files.{key}" for key in ("file", "document", "attachment")}
    keys |= {f"checked.{key}" for key in sidecar.Tick._fields}
    keys |= {f"metadata.{key}" for key in sidecar._METADATA} | {f"corrections.{key}" for key in CORRECTION_KEYS}
    keys |= {f"privacy.{key}" for key in (*sidecar._ORDERS, "reason", "decided")}
    assert set(first_cells(section("The sidecar"))) == keys


def test_the_examples_of_the_readme_are_accepted() -> None:
    """What the README shows as sidecar and settings is read without a problem."""
    read, problems = sidecar.read_sidecar(fenced("# sidecar"), "2025-05.yaml")
    assert (len(read.corrections), problems) == (1, ())
    config, problems = parse_config(fenced("# site.yaml"), "site.yaml")
    assert (config.city, problems) == ("澜川市", ())


@pytest.mark.parametrize("name", [*DOCUMENTS, "ARCHITECTURE.md", "CHANGELOG.md"])
def test_what_a_document_points_to_is_there(name: str) -> None:
    """Files, pictures and headings behind links exist."""
    text = (ROOT / name).read_text("utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)|src=\"([^\"]+)\"", text):
        file, _, heading = "".join(target).partition("#")
        path = (ROOT / name).parent / file if file else ROOT / name
        assert path.is_file(), target
        headings = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE) if heading else []
        assert not heading or heading in {re.sub(r"[^\w -]", "", h).lower().replace(" ", "-") for h in headings}


def test_pictures_are_small() -> None:
    """A picture has fewer than 250 KB, and each is shown."""
    pictures = sorted((ROOT / "docs").glob("*.png"))
    assert pictures
    assert all(picture.stat().st_size < 250_000 and f"docs/{picture.name}" in README for picture in pictures)


def test_every_target_of_make_is_in_the_readme_and_no_other() -> None:
    """The README names what `make` can do."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE))
    assert set(re.findall(r"(?:^|`|… )make ([a-z]+)", WRITTEN, re.MULTILINE)) == targets


def test_the_readme_is_short() -> None:
    """Three readers find what is theirs; the rest stands in `docs/`."""
    assert len(README.splitlines()) <= 170


def test_the_version_has_its_changes() -> None:
    """The changelog has a section for the version that is being made."""
    version = re.search(r'^version = "([^"]+)"', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE)
    assert version
    assert f"\n## {version[1]}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


@pytest.mark.parametrize("arguments", [["benchmarks.render", "3"], ["benchmarks.parse", "issues"]])
def test_the_benchmarks_run(arguments: list[str]) -> None:
    """Both measure something, also where there is no Hugo."""
    command = [sys.executable, "-m", *arguments, "--rounds", "1"]
    environment = {**os.environ, "HUGO": "no-such-program"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert re.search(r"^(?:ours|all)\b.* \d+\.\d{3}", done.stdout, re.MULTILINE)


def test_whole_builds_are_measured() -> None:
    """Each of the four builds has its row, and every issue of the folder is one that a build takes without a word."""
    command = [sys.executable, "-m", "benchmarks.whole", "16", "--rounds", "1", "--no-peers"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    rows = re.findall(
        r"^(clean|nothing changed|one issue added|one character corrected) +[\d.]+ +[\d.]+", done.stdout, re.MULTILINE
    )
    assert len(rows) == 4


# The shape of the code ---------------------------------------------------------------------------------------------


def modules() -> dict[str, Path]:
    """Every module of the program by its dotted name."""
    paths = (path.relative_to(ROOT).with_suffix("") for path in sorted(PACKAGE.rglob("*.py")))
    return {".".join(path.parts).removesuffix(".__init__"): ROOT / path.with_suffix(".py") for path in paths}


def imports(name: str, path: Path) -> Iterator[str]:
    """The modules of the program that a module imports, wherever in it the import stands."""
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    known = modules()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == PACKAGE.name)
        elif isinstance(node, ast.ImportFrom):
            up = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            source = ".".join([*up, *filter(None, [node.module])])
            if source.split(".")[0] == PACKAGE.name:
                full = (f"{source}.{alias.name}" for alias in node.names)
                yield from (one if one in known else source for one in full)


def place(module: str) -> int:
    """How far to the right a module stands: 0 shared, 1 to 4 the rooms, then what is above them."""
    top = f"{module}.".split(".")[1]
    order = (*ROOMS, *ABOVE_THE_ROOMS)
    return order.index(top) + 1 if top in order else 0


def test_imports_go_in_one_direction() -> None:
    """A room knows only the rooms to its left; what is shared knows no room; nobody knows pipeline and cli but those above."""
    wrong = [
        f"{name} imports {imported}"
        for name, path in modules().items()
        for imported in imports(name, path)
        if place(imported) > place(name)
    ]
    assert not wrong


def inner_place(house: str, module: str) -> int:
    """How far to the right in a house a module stands; -1 outside of it."""
    parts = module.removeprefix(f"gazette_site.{house}.").split(".")
    if not module.startswith(f"gazette_site.{house}."):
        return -1
    deeper, rooms = ".".join(parts[:2]), INNER_ROOMS[house]
    return rooms.index(deeper if deeper in rooms else parts[0])


@pytest.mark.parametrize("house", INNER_ROOMS)
def test_imports_inside_a_house_go_in_one_direction(house: str) -> None:
    """What makes pages knows what makes data, what reads documents knows what reads lines, never the other way round."""
    wrong = [
        f"{name} imports {imported}"
        for name, path in modules().items()
        if inner_place(house, name) >= 0
        for imported in imports(name, path)
        if inner_place(house, imported) > inner_place(house, name)
    ]
    assert not wrong


def test_no_imports_in_a_circle() -> None:
    """No module needs itself by way of others, imports for types only included; a package stands for its `__init__`."""
    known = modules()
    waiting = {name: {one for one in imports(name, path) if one in known} - {name} for name, path in known.items()}
    while free := [name for name, needed in waiting.items() if not needed & waiting.keys()]:
        for name in free:
            del waiting[name]
    assert not waiting


@pytest.mark.parametrize("name", ["model", "problems"])
def test_some_know_nobody(name: str) -> None:
    """The records and the problems import nothing of the program; what they are made of imports only its neighbours."""
    room = PACKAGE / name
    for file in sorted(room.glob("*.py")) if room.is_dir() else (PACKAGE / f"{name}.py",):
        module = f"gazette_site.{name}" + ("" if file.stem in (name, "__init__") else f".{file.stem}")
        assert all(imported.startswith(f"gazette_site.{name}.") for imported in imports(module, file))


@pytest.mark.parametrize(
    "name", ["characters", "numerals", "dates", "document_numbers", "code_shapes", "code_beginnings", "config"]
)
def test_the_vocabulary_knows_only_what_is_shared(name: str) -> None:
    """What all rooms use imports none of them."""
    assert {place(imported) for imported in imports(f"gazette_site.{name}", PACKAGE / f"{name}.py")} <= {0}


def test_only_the_command_line_is_above_the_program() -> None:
    """`build.py` calls the package and does nothing else."""
    body = ast.parse((ROOT / "build.py").read_text("utf-8")).body
    assert [type(statement) for statement in body] == [ast.Expr, ast.ImportFrom, ast.If]


def reached() -> set[str]:
    """The modules that the command line imports, directly or through others, and the packages they are in."""
    known, found, waiting = modules(), set[str](), ["gazette_site.cli"]
    while waiting:
        name = waiting.pop()
        if name in found or name not in known:
            continue
        found.add(name)
        waiting += [name.rpartition(".")[0], *imports(name, known[name])]
    return found


def test_the_architecture_names_every_package() -> None:
    """Each package of the program stands in ARCHITECTURE.md, as `reading` or `publishing/pages`."""
    packages = {name for name, path in modules().items() if path.name == "__init__.py"} & reached()
    names = {name.removeprefix("gazette_site.").replace(".", "/") for name in packages} - {"gazette_site"}
    assert set(ROOMS) <= names
    assert {name for name in names if f"`{name}`" not in ARCHITECTURE} == set()


def test_the_list_of_modules_says_what_they_say() -> None:
    """`docs/modules.md` is as `make modules` writes it: every module, in its own words."""
    assert modules_page.PAGE.read_text("utf-8") == modules_page.page()


def test_the_architecture_names_nothing_that_is_not_there() -> None:
    """Modules, functions and files that ARCHITECTURE.md names exist."""
    known = modules()
    stems = {name.rpartition(".")[2] for name in known}
    sources = "\n".join(path.read_text("utf-8") for path in known.values())
    for code in re.findall(r"`([^`\n]+)`", ARCHITECTURE):
        if "/" in code or code.endswith((".py", ".yaml")):
            path = code.partition("::")[0]
            assert (ROOT / path).exists() or (PACKAGE / path).exists() or path in sources, code
            continue
        for part in re.findall(r"[A-Za-z_]+", code.removesuffix("s") if code.istitle() else code):
            assert part in stems or re.search(rf"\b{part}\b", sources), code


def test_the_readme_tells_what_the_sample_holds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a build says of the archive that comes with the program, as the README quotes it: all but the time it took."""
    folders = (
        "--issues",
        str(ROOT / "issues"),
        "--output",
        str(tmp_path / "_site"),
        "--cache",
        str(tmp_path / "cache"),
    )
    assert cli.main([*folders, "--no-ledger"]) == 0
    said = re.search(r"\d+ 期，.*?处警告", capsys.readouterr().out)
    assert said and README.count(said[0]) == 2


# What must not stand in any file -----------------------------------------------------------------------------------

MACHINE = re.compile(
    r"(?<![\w.~/-])/(?:home|Users|root|work|opt|mnt|srv)/\w"
    r"|(?:pypi|pythonhosted|npmjs|conda)\.(?:org|com|io)\b"
    r"|^\s*--(?:extra-index-url|index-url|find-links|trusted-host)\b",
    re.MULTILINE,
)


def files() -> Iterator[Path]:
    """Every file that belongs to the project: all but what `.gitignore` names."""
    ignored = {line.strip().strip("/") for line in (ROOT / ".gitignore").read_text("utf-8").splitlines()} | {".git"}
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(f for f in folders if f not in ignored and not f.endswith(".egg-info"))
        yield from (Path(folder, name) for name in sorted(names) if name not in ignored)


def test_no_file_knows_the_machine_it_was_made_on() -> None:
    """No file has a path of somebody's machine or the address of a package registry."""
    found: list[str] = []
    here = {str(ROOT), str(Path.home())} - {"/"}
    for path in files():
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(ROOT)}: {match[0].strip()}" for match in MACHINE.finditer(text)]
        found += [f"{path.relative_to(ROOT)}: {own}" for own in here if f"{own}/" in text]
    assert not found
