"""Force, repeals, amendments and extensions in the public JSON: the keys of the contract first, keys of our own behind them."""

from __future__ import annotations

from gazette_site.linking.archive import LinkedDocument
from gazette_site.model import Amendment, Document, Extension, Place, Repeal

Json = dict[str, object]


def force_json(linked: LinkedDocument) -> Json | None:
    """Force as the text says it; None if it says nothing. Days are ISO 8601."""
    force = linked.document.force
    if force is None:
        return None
    return {
        "effective": force.effective,
        "expires": force.expires,
        "evidence": force.evidence,
        "effective_derived": force.effective_derived,
        "expires_derived": force.expires_derived,
        "trial": force.trial,
        "term": force.term or None,
        "paragraph": force.place.block,
        "anchor": anchor_of(linked, force.place) or None,
        "expiry_evidence": force.expiry_evidence or None,
    }


def repeals_json(document: Document) -> list[Json]:
    """What the text ends, in the order of the text."""
    return [
        {**_named(one), "date": one.date, "date_derived": one.date_derived, "lapsed": one.lapsed}
        for one in document.repeals
    ]


def amends_json(document: Document) -> list[Json]:
    """What the text changes in part."""
    return [
        {**_named(one), "date": one.date, "date_derived": one.date_derived, "articles": list(one.articles)}
        for one in document.amendments
    ]


def extends_json(document: Document) -> list[Json]:
    """What the text keeps in force."""
    return [{**_named(one), "until": one.until, "term": one.term or None} for one in document.extensions]


def _named(one: Repeal | Amendment | Extension) -> Json:
    """Which document it is done to, and the sentence that says so."""
    return {"number": one.number, "title": one.title, "evidence": one.evidence}


def anchor_of(linked: LinkedDocument, place: Place) -> str:
    """The anchor of the place, or of the heading or article that it stands under; empty for none."""
    if place.attachment >= 0:
        attachment = linked.attachments[place.attachment]
        return attachment.anchor
    above = linked.anchors[: place.block + 1] if place.block >= 0 else ()
    return next((anchor for anchor in reversed(above) if anchor), "")
