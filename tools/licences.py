"""The licences of everything that is installed: `make licences` writes `docs/licences.md` from what the packages say themselves."""

from __future__ import annotations

import sys
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata

from tools.audit import LOCKS, ROOT, pinned

PAGE = ROOT / "docs/licences.md"
_HEAD = """# Licences

What `requirements.lock` and, for the tests, `requirements-dev.lock` install and what each package says of its licence. Made by `make licences`;
where the recogniser is installed, its packages are listed too.

| package | licence |
|---|---|
"""
_LONGEST = 60
"""Characters of a licence's name; what is longer is its text."""


def licence(said: PackageMetadata) -> str:
    """The licence that a package names: as an expression, in its classifiers, in words."""
    classifiers = [
        one.rpartition(" :: ")[2] for one in said.get_all("Classifier") or () if one.startswith("License :: ")
    ]
    named = [one for one in classifiers if one != "OSI Approved"]
    words = " ".join(_first(said, "License").split())
    return (
        _first(said, "License-Expression")
        or ", ".join(named)
        or (words if len(words) <= _LONGEST else "")
        or "see the package"
    )


def _first(said: PackageMetadata, name: str) -> str:
    return next(iter(said.get_all(name) or ()), "")


def rows() -> list[str]:
    """A row for each package of the first two locks, in the order of their names, and for those of the recogniser that are here."""
    always = pinned(*LOCKS[:2])
    said = {name: _licence(name) for name in sorted(pinned())}
    return [f"| {name} | {words or 'not installed here'} |" for name, words in said.items() if words or name in always]


def _licence(name: str) -> str:
    try:
        return licence(metadata(name)).replace("|", "/")
    except PackageNotFoundError:
        return ""


if __name__ == "__main__":
    PAGE.write_text(_HEAD + "\n".join(rows()) + "\n", encoding="utf-8")
    sys.exit(0)
