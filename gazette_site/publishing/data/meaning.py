"""What a document means for those it concerns, as public data: the days that bind, 办事要点, and duties."""

from __future__ import annotations

from gazette_site.linking.anchors import anchor_of
from gazette_site.linking.archive import LinkedDocument
from gazette_site.model import BindingDate, Duty, KeyFact
from gazette_site.publishing.data.records.deeds import DateData, DutyData, KeyFactData


def date_data(linked: LinkedDocument, one: BindingDate) -> DateData:
    """A day or a time that binds."""
    return DateData(
        kind=one.kind.value,
        words=one.words,
        sentence=one.sentence,
        begin=one.begin,
        end=one.end,
        every=one.every.value or None,
        begin_again=one.begin_again or None,
        end_again=one.end_again or None,
        term=one.term or None,
        derived=one.derived,
        year_unsaid=one.year_unsaid,
        edge_unsaid=one.edge_unsaid,
        item=one.item or None,
        attachment=one.place.attachment,
        paragraph=one.place.block,
        anchor=anchor_of(linked, one.place) or None,
    )


def key_fact_data(linked: LinkedDocument, one: KeyFact) -> KeyFactData:
    """An answer in the words of the text."""
    return KeyFactData(
        kind=one.kind.value,
        text=one.text,
        item=one.item or None,
        printed=one.printed,
        attachment=one.place.attachment,
        paragraph=one.place.block,
        anchor=anchor_of(linked, one.place) or None,
    )


def duty_data(linked: LinkedDocument, one: Duty) -> DutyData:
    """A task of a department."""
    return DutyData(
        department=one.department,
        role=one.role.value,
        task=one.task,
        deadline=one.deadline or None,
        attachment=one.place.attachment,
        paragraph=one.place.block,
        anchor=anchor_of(linked, one.place) or None,
    )
