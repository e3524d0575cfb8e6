"""The meeting point of the recognisers of this room."""

from __future__ import annotations

from dataclasses import replace

from gazette_site.model import Document
from gazette_site.parsing.clauses.force import has_no_force
from gazette_site.parsing.meaning.binding import binding_dates


def with_meaning(document: Document) -> Document:
    """The document with the days that bind. Reports, awards, appointments and drafts bind nobody to a day."""
    if has_no_force(document.title.value):
        return document
    return replace(document, dates=tuple(binding_dates(document)))
