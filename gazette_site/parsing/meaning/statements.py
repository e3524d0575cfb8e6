"""The meeting point of the recognisers of this room."""

from __future__ import annotations

from dataclasses import replace

from gazette_site.characters import folded
from gazette_site.late import late
from gazette_site.model import Document
from gazette_site.parsing.clauses.force import has_no_force, is_for_comment
from gazette_site.parsing.meaning.binding import binding_dates, days_of_comment
from gazette_site.parsing.meaning.duties import duties
from gazette_site.parsing.meaning.key_facts import facts_of_announcement, key_facts

_FOR_OBJECTIONS = late(r"(?:公示|公示名单)(?:的?(?:公告|通告|通知))?$")
"""Who is to be honoured or appointed is named so that others may object."""


def with_meaning(document: Document) -> Document:
    """The document with the days that bind and the answers to what people ask.

    Reports, awards and appointments bind nobody to a day, until somebody asks for objections to them; of a draft
    only the time for comments does, and only its announcement answers.
    """
    if is_for_comment(document.title.value):
        dated = replace(document, dates=tuple(days_of_comment(document)))
        return replace(dated, key_facts=facts_of_announcement(dated))
    if has_no_force(document.title.value) and not _FOR_OBJECTIONS.search(folded(document.title.value)):
        return document
    dated = replace(document, dates=tuple(binding_dates(document)))
    return replace(dated, key_facts=key_facts(dated), duties=tuple(duties(dated)))
