"""What others have done to a part of a text, told where the part begins: 第十二条自2025年3月1日起被《…》暂停执行，至2026年2月28日.

The words hold on every day; a script writes what holds of the part today before them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from markupsafe import Markup

from gazette_site.linking.archive import LinkedDocument
from gazette_site.linking.references import article_anchor
from gazette_site.linking.standing import PartPeriod, Standing, State
from gazette_site.model import IsoDate, Paragraph, Role
from gazette_site.publishing.pages.frame.site import Site
from gazette_site.publishing.pages.text.pieces import Piece, TextPiece
from gazette_site.publishing.phrases import chinese_date
from gazette_site.publishing.wording import say

_TODAY = Markup('<span class="st" hidden data-days="{}"></span>')
_TIME, _LINK = Markup('<time datetime="{}">{}</time>'), Markup('<a href="{}">{}</a>')


def with_part_notes(site: Site, linked: LinkedDocument, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The pieces of the body, each part that was set aside or ended followed by a note; pieces without anchors as they are."""
    notes = _notes(site, linked, site.archive.standing[linked.url])
    if not notes:
        return pieces
    return tuple(chain.from_iterable((piece, *_after(piece, notes)) for piece in pieces))


def _after(piece: Piece, notes: Mapping[str, list[TextPiece]]) -> Iterable[TextPiece]:
    return notes.get(piece.anchor, ()) if isinstance(piece, TextPiece) and piece.anchor else ()


def _notes(site: Site, linked: LinkedDocument, standing: Standing) -> dict[str, list[TextPiece]]:
    """The notes by the anchor of the part; of what the page has no place for, none."""
    found: dict[str, list[TextPiece]] = {}
    places = dict(_headings(linked)) if standing.parts else {}
    for one in standing.parts:
        if one.label:
            anchor = places.get(one.label) or article_anchor(one.label)
            found.setdefault(anchor, []).append(_note(site, linked, one))
    return found


def _headings(linked: LinkedDocument) -> Iterator[tuple[str, str]]:
    """Chapters by their labels, 第四章."""
    for block, anchor in zip(linked.document.body, linked.anchors, strict=True):
        if isinstance(block, Paragraph) and block.role is Role.HEADING and block.label and anchor:
            yield block.label, anchor


def _note(site: Site, linked: LinkedDocument, one: PartPeriod) -> TextPiece:
    within = say("force.within", place=one.within) if one.within else ""
    source = _LINK.format(site.links_on(linked.url)(one.deed.source), say("marks.book", title=one.deed.title))
    verb = say("force.repealed" if one.state is State.REPEALED else "force.suspended")
    words = (
        _TODAY.format(one.days),
        within + say("force.part_done_by", part=one.label),
        _day(one.since),
        say("force.part_from"),
        source,
        verb,
        *((say("force.part_until"), _day(one.until)) if one.until else ()),
        say("force.part_after"),
    )
    return TextPiece("p", "part hint flat", "", "", "", Markup("").join(words))


def _day(day: IsoDate) -> Markup:
    return _TIME.format(day, chinese_date(day))
