"""The index of all modules: `make modules` writes `docs/modules.md` from what they say of themselves in their docstrings."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/modules.md"
_PACKAGE = ROOT / "gazette_site"
_HEAD = """# Modules

Every module of the program, in the words of its own docstring. Made by `make modules`. How they belong together:
[ARCHITECTURE.md](../ARCHITECTURE.md).
"""
_FIRST = ("", "model", "reading", "parsing", "linking", "publishing", "clerk")
"""The rooms in the order of the way an issue takes; what lies in them comes after them."""


def page() -> str:
    """The whole page."""
    return _HEAD + "".join(_room(folder) for folder in sorted(_rooms(), key=_place))


def _rooms() -> Iterator[Path]:
    return (path.parent for path in _PACKAGE.rglob("__init__.py"))


def _place(folder: Path) -> tuple[int, str]:
    name = _name(folder)
    return _FIRST.index(name.partition("/")[0]), name


def _name(folder: Path) -> str:
    return "" if folder == _PACKAGE else folder.relative_to(_PACKAGE).as_posix()


def _room(folder: Path) -> str:
    modules = sorted(path for path in folder.glob("*.py") if path.name != "__init__.py")
    rows = "".join(f"| `{path.stem}` | {_said(path)} |\n" for path in modules)
    return (
        f"\n## {_name(folder) or 'gazette_site'}\n\n{_said(folder / '__init__.py')}\n\n| module | |\n|---|---|\n{rows}"
    )


def _said(path: Path) -> str:
    """The first paragraph of the docstring of a module in one line, fit for a cell."""
    said = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return " ".join(said.partition("\n\n")[0].split()).replace("|", r"\|")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.exit(0)
