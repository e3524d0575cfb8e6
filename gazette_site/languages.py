"""Where the templates are, and the languages in which the site can speak: one file of wording for each."""

from __future__ import annotations

from functools import cache
from pathlib import Path

DEFAULT = "zh-CN"


@cache
def template_folder() -> Path:
    """The folder of the templates: beside the package in a checkout, inside it when installed."""
    package = Path(__file__).parent
    for folder in (package / "templates", package.parent / "templates"):
        if (folder / "base.html").is_file():
            return folder
    raise FileNotFoundError(f"no templates beside or in {package}")


def wording_file(language: str) -> Path:
    """The file that holds the wording in that language."""
    return template_folder() / "wording" / f"{language}.yaml"


def languages() -> tuple[str, ...]:
    """The languages that have a file, by their tags: `("zh-CN",)`."""
    return tuple(sorted(path.stem for path in (template_folder() / "wording").glob("*.yaml")))
