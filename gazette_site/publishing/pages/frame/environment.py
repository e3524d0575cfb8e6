"""How the templates are read."""

from __future__ import annotations

import re
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import escape

from gazette_site.languages import template_folder
from gazette_site.publishing.pages.frame.compiled import CompiledTemplates
from gazette_site.publishing.pages.frame.printed import line, marker, printed
from gazette_site.publishing.pages.frame.quick import QuickEnvironment
from gazette_site.publishing.phrases import phrased
from gazette_site.publishing.wording import language, wording_in


def environment() -> Environment:
    """The Jinja environment of the language that is spoken: everything is escaped, nothing may be undefined."""
    return _environment(language())


@cache
def _environment(language: str) -> Environment:
    templates = QuickEnvironment(
        loader=FileSystemLoader(template_folder()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        optimized=False,
        cache_size=-1,
        bytecode_cache=CompiledTemplates(language),
        extensions=[_PlainWords],
    )
    wording = wording_in(language)
    templates.filters["phrased"] = phrased
    templates.globals.update(words=wording.words, say=wording.say, line=line, marker=marker, printed=printed)
    return templates


_PLAIN = re.compile(r"\{\{ words\.(?P<group>\w+)\.(?P<name>\w+) \}\}")


class _PlainWords(Extension):
    """Puts `{{ words.group.name }}` into a template before Jinja reads it: looked up and escaped once, not on every page."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The template with its plain words; unknown ones are left, for the page that shows them to fail."""
        return _PLAIN.sub(self._words, source)

    def _words(self, named: re.Match[str]) -> str:
        group = getattr(self.environment.globals["words"], named["group"], None)
        words = getattr(group, named["name"], None)
        return named[0] if words is None else str(escape(words)).replace("{", "&#123;")
