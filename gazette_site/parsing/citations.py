"""Other documents that a document names by their number."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gazette_site.characters import without_blanks
from gazette_site.document_numbers import find_numbers
from gazette_site.model import Citation, NormalNumber

_TITLE_BEFORE = re.compile(r"《(?P<title>[^《》]*(?:《[^《》]*》[^《》]*)*)》\s*[（(〔\[]?\s*$")


def citations_of(texts: Iterable[str], own: NormalNumber | None) -> tuple[Citation, ...]:
    """Each cited number once, in the order of first mention, without the document's own; a title only where it stands directly before the number."""
    found: dict[NormalNumber, str] = {}
    for text in texts:
        for match in find_numbers(text):
            title = _TITLE_BEFORE.search(text[max(match.start - 160, 0) : match.start])
            name = without_blanks(title["title"]) if title else ""
            if match.normal != own:
                found[match.normal] = found.get(match.normal) or name
    return tuple(Citation(number, title) for number, title in found.items())
