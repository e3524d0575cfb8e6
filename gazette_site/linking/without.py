"""A document without some of its attachments: what it says in them goes with them, what it says elsewhere keeps its place."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace
from typing import TypeVar

from gazette_site.linking.archive import LinkedDocument, Url
from gazette_site.model import (
    Amendment,
    BindingDate,
    Citation,
    Duty,
    Extension,
    Force,
    KeyFact,
    Mention,
    Place,
    Quotation,
    Repeal,
)

_Deed = TypeVar("_Deed", Repeal, Amendment, Extension, BindingDate, KeyFact, Duty)
_Naming = TypeVar("_Naming", Citation, Quotation)


def without_attachments(linked: LinkedDocument, gone: Container[Url]) -> LinkedDocument:
    """The document without the attachments at the addresses in `gone`."""
    kept = [place for place, one in enumerate(linked.attachments) if one.url not in gone]
    if len(kept) == len(linked.attachments):
        return linked
    places = {old: new for new, old in enumerate(kept)} | {-1: -1}
    document = linked.document
    attachments = tuple(linked.attachments[place] for place in kept)
    reduced = replace(
        document,
        attachments=tuple(one.attachment for one in attachments),
        citations=_namings(document.citations, places),
        quotations=_namings(document.quotations, places),
        force=_force(document.force, places),
        repeals=_deeds(document.repeals, places),
        amendments=_deeds(document.amendments, places),
        extensions=_deeds(document.extensions, places),
        unprinted=tuple(
            replace(one, place=_moved(one.place, places))
            for one in document.unprinted
            if one.place.attachment in places
        ),
        dates=_deeds(document.dates, places),
        key_facts=_deeds(document.key_facts, places),
        duties=_deeds(document.duties, places),
        unseen=tuple(_moved(one, places) for one in document.unseen if one.attachment in places),
    )
    return replace(linked, document=reduced, attachments=attachments)


def _moved(place: Place, places: dict[int, int]) -> Place:
    return place._replace(attachment=places[place.attachment])


def _namings(namings: tuple[_Naming, ...], places: dict[int, int]) -> tuple[_Naming, ...]:
    """What is named outside the attachments that are gone."""
    left = (replace(one, mentions=_mentions(one.mentions, places)) for one in namings)
    return tuple(new for new, old in zip(left, namings, strict=True) if new.mentions or not old.mentions)


def _mentions(mentions: tuple[Mention, ...], places: dict[int, int]) -> tuple[Mention, ...]:
    return tuple(replace(one, place=_moved(one.place, places)) for one in mentions if one.place.attachment in places)


def _deeds(deeds: tuple[_Deed, ...], places: dict[int, int]) -> tuple[_Deed, ...]:
    return tuple(replace(one, place=_moved(one.place, places)) for one in deeds if one.place.attachment in places)


def _force(force: Force | None, places: dict[int, int]) -> Force | None:
    if force is None or force.place.attachment not in places:
        return None
    end = force.expiry_place
    if end is not None and end.attachment not in places:
        force = replace(force, expires=None, expires_derived=False, expiry_evidence="", expiry_place=None)
    elif end is not None:
        force = replace(force, expiry_place=_moved(end, places))
    return replace(force, place=_moved(force.place, places))
