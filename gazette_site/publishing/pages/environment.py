"""Where the templates are and how they are read."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

import gazette_site


@cache
def template_folder() -> Path:
    """The folder of the templates: beside the package in a checkout, inside it when installed."""
    package = Path(gazette_site.__path__[0])
    for folder in (package / "templates", package.parent / "templates"):
        if (folder / "base.html").is_file():
            return folder
    raise FileNotFoundError(f"no templates beside or in {package}")


@cache
def environment() -> Environment:
    """The one Jinja environment: everything is escaped, nothing may be undefined."""
    return Environment(
        loader=FileSystemLoader(template_folder()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
