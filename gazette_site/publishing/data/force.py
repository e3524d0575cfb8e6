"""Force, repeals, amendments, extensions, suspensions and the standing as public data."""

from __future__ import annotations

from gazette_site.linking.anchors import anchor_of
from gazette_site.linking.archive import LinkedDocument
from gazette_site.linking.standing import PartPeriod, Period, Standing
from gazette_site.model import Amendment, Extension, Repeal, Suspension
from gazette_site.publishing.data.records.deeds import (
    AmendmentData,
    ExtensionData,
    ForceData,
    PartData,
    PeriodData,
    RepealData,
    StandingData,
    SuspensionData,
)


def force_data(linked: LinkedDocument, standing: Standing) -> ForceData | None:
    """Force as the text itself says it; None if it says nothing."""
    force = standing.own
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


def standing_data(standing: Standing) -> StandingData:
    """What holds of the text day by day, after all that others do to it."""
    return StandingData(
        periods=tuple(_period(standing, one) for one in standing.periods),
        doubts=tuple(dict.fromkeys(one.code for one in standing.doubts)),
        parts=tuple(map(_part, standing.parts)),
    )


def _period(standing: Standing, one: Period) -> PeriodData:
    return PeriodData(
        state=one.state.value,
        since=one.since,
        until=one.until,
        certainty=one.certainty.value if one.since else None,
        why=one.ground.act.value if one.ground else None,
        sentence=one.ground.sentence if one.ground else None,
        source=one.ground.source if one.ground else None,
        articles=tuple(dict.fromkeys(map(part_words, standing.aside_in(one)))),
    )


def part_words(one: PartPeriod) -> str:
    """`第十二条`, `第十二条（高新区）`, `全文（高新区）`."""
    return f"{one.label or '全文'}（{one.within}）" if one.within else one.label


def _part(one: PartPeriod) -> PartData:
    return PartData(
        part=one.label or None,
        within=one.within or None,
        state=one.state.value,
        since=one.since,
        until=one.until,
        certainty=one.deed.certainty.value,
        sentence=one.deed.sentence,
        source=one.deed.source,
    )


def repeal_data(one: Repeal) -> RepealData:
    """What the text ends."""
    return RepealData(one.number, one.title, one.evidence, one.date, one.date_derived, one.lapsed)


def amendment_data(one: Amendment) -> AmendmentData:
    """What the text changes in part."""
    return AmendmentData(one.number, one.title, one.evidence, one.date, one.date_derived, one.articles, one.ends)


def extension_data(one: Extension) -> ExtensionData:
    """What the text keeps in force."""
    return ExtensionData(one.number, one.title, one.evidence, one.until, one.term or None, one.date, one.date_derived)


def suspension_data(one: Suspension) -> SuspensionData:
    """What the text sets aside, or takes up again."""
    return SuspensionData(
        one.number,
        one.title,
        one.evidence,
        one.date,
        one.date_derived,
        one.until,
        one.resumed,
        one.articles,
        one.within or None,
    )
