"""Force, repeals, amendments and extensions as public data."""

from __future__ import annotations

from gazette_site.linking.archive import LinkedDocument
from gazette_site.model import Amendment, Extension, Place, Repeal
from gazette_site.publishing.data.records.deeds import AmendmentData, ExtensionData, ForceData, RepealData


def force_data(linked: LinkedDocument) -> ForceData | None:
    """Force as the text says it; None if it says nothing."""
    force = linked.document.force
    if force is None:
        return None
    return ForceData(
        effective=force.effective,
        expires=force.expires,
        evidence=force.evidence,
        effective_derived=force.effective_derived,
        expires_derived=force.expires_derived,
        trial=force.trial,
        term=force.term or None,
        paragraph=force.place.block,
        anchor=anchor_of(linked, force.place) or None,
        expiry_evidence=force.expiry_evidence or None,
    )


def repeal_data(one: Repeal) -> RepealData:
    """What the text ends."""
    return RepealData(one.number, one.title, one.evidence, one.date, one.date_derived, one.lapsed)


def amendment_data(one: Amendment) -> AmendmentData:
    """What the text changes in part."""
    return AmendmentData(one.number, one.title, one.evidence, one.date, one.date_derived, one.articles)


def extension_data(one: Extension) -> ExtensionData:
    """What the text keeps in force."""
    return ExtensionData(one.number, one.title, one.evidence, one.until, one.term or None)


def anchor_of(linked: LinkedDocument, place: Place) -> str:
    """The anchor of the place, or of the heading or article that it stands under; empty for none."""
    if place.attachment >= 0:
        attachment = linked.attachments[place.attachment]
        return attachment.anchor
    above = linked.anchors[: place.block + 1] if place.block >= 0 else ()
    return next((anchor for anchor in reversed(above) if anchor), "")
