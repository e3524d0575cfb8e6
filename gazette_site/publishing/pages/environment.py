"""How the templates are read."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from gazette_site.languages import template_folder
from gazette_site.publishing.wording import language, wording_in


def environment() -> Environment:
    """The Jinja environment of the language that is spoken: everything is escaped, nothing may be undefined."""
    return _environment(language())


@cache
def _environment(language: str) -> Environment:
    templates = Environment(
        loader=FileSystemLoader(template_folder()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    wording = wording_in(language)
    templates.globals.update(words=wording.words, say=wording.say)
    return templates
