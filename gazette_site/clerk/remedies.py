"""What to do about a problem, in one sentence, by its code: `templates/report/remedies.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from yaml import MappingNode

from gazette_site.languages import template_folder
from gazette_site.yaml_places import YamlText, entries

_FILE = "report/remedies.yaml"


@cache
def remedies() -> Mapping[str, str]:
    """Every remedy by its code."""
    root = YamlText((template_folder() / _FILE).read_text("utf-8")).root()
    return {code: value.value for code, _, value in entries(root)} if isinstance(root, MappingNode) else {}


def remedy_of(code: str) -> str:
    """The remedy for problems of that code; empty for a code that is not known."""
    return remedies().get(code, "")
