"""Where a text may speak of its own force: its opening, its end, 附则, and whatever stands under a heading that says so.

zone = promulgation (all paragraphs of a notice that carries a text, up to the first heading) | the last paragraphs of a text
     | the last articles, 附则 | what stands under 施行日期, 有效期, 附则 | the whole of a short text
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gazette_site.characters import bare, folded
from gazette_site.late import late
from gazette_site.model import Block, Document, Paragraph, Place, Role
from gazette_site.parsing.clauses.spoken import Speech, quoted_blocks, speeches
from gazette_site.parsing.names.titles import carried_name

_SHORT, _LAST, _LAST_ARTICLES, _OPENING = 12, 8, 6, 5
_ABOUT_FORCE = late(
    r"附则|施行|有效期|实施(?:时间|日期|期限)|执行(?:时间|日期|期限)|其他(?:事项|规定|要求)?[。:]?$|政策期限|生效"
)
_QUOTED = late(r"《([^《》]+)》")
_BARE = 3
"""In so many last paragraphs of a text a clause may leave out its subject."""


class Spoken(NamedTuple):
    """A paragraph that may speak of force."""

    place: Place
    printed: str
    unit: int
    """0 for the notice, 1 for the text that it carries, …"""
    bare: bool
    """Whether its clauses may leave out their subject."""


class Unit(NamedTuple):
    """A text of its own within a document: the notice, the text it carries."""

    first: int
    blocks: tuple[Block, ...]
    attachment: int = -1
    """Which attachment it is, if the text is carried as one."""


def units_of(document: Document) -> tuple[Unit, ...]:
    """The notice and the texts that it carries, each from its title on, or as an attachment under its title."""
    body = document.body
    starts = [0, *(i for i, b in enumerate(body) if isinstance(b, Paragraph) and b.role is Role.ENCLOSED_TITLE)]
    ends = [*starts[1:], len(body)]
    inside = tuple(Unit(start, body[start:end]) for start, end in zip(starts, ends, strict=True))
    return (*inside, *(Unit(0, document.attachments[k].blocks, k) for k in carried_attachments(document)))


def carried_attachments(document: Document) -> tuple[int, ...]:
    """The attachments that are the text which the document issues: 关于印发《X》的通知 with 附件：X."""
    if not document.attachments or (carried := carried_name(document.title.value)) is None:
        return ()
    names = {bare(carried), *(bare(name) for name in _QUOTED.findall(document.title.value))}
    return tuple(k for k, one in enumerate(document.attachments) if bare(one.printed_title) in names)


def spoken_of_force(document: Document) -> Iterator[Spoken]:
    """The paragraphs of the zones, in printed order."""
    for number, unit in enumerate(units_of(document)):
        said = _said(unit)
        for k in sorted(_inside([one.paragraph for one in said])):
            one = said[k]
            alone = k >= len(said) - _BARE or (k > 0 and _is_heading_of_force(said[k - 1].paragraph))
            yield Spoken(Place(unit.first + one.place.block, unit.attachment), one.printed, number, alone)


def spoken_anywhere(document: Document) -> Iterator[Spoken]:
    """All paragraphs."""
    for number, unit in enumerate(units_of(document)):
        for one in _said(unit):
            yield Spoken(Place(unit.first + one.place.block, unit.attachment), one.printed, number, False)


def _said(unit: Unit) -> list[Speech]:
    """What the text says itself, without the paragraphs of a quotation."""
    quoted = quoted_blocks(unit.blocks)
    return [one for one in speeches(unit.blocks) if one.place.block not in quoted]


def _inside(paragraphs: Sequence[Paragraph]) -> set[int]:
    count = len(paragraphs)
    if count <= _SHORT:
        return set(range(count))
    articles = [k for k, p in enumerate(paragraphs) if p.role is Role.ARTICLE]
    last = articles[-_LAST_ARTICLES] if len(articles) >= _LAST_ARTICLES else count - _LAST
    inside = set(range(min(last, count - _LAST), count)) | set(range(_opening(paragraphs)))
    for k, paragraph in enumerate(paragraphs):
        if _is_heading_of_force(paragraph):
            inside |= set(range(k, min(k + _LAST, _next_heading(paragraphs, k))))
    return inside


def _opening(paragraphs: Sequence[Paragraph]) -> int:
    first = next((k for k, p in enumerate(paragraphs) if p.role is not Role.BODY), len(paragraphs))
    return min(first, _OPENING)


def _is_heading_of_force(paragraph: Paragraph) -> bool:
    if paragraph.role is not Role.HEADING:
        return False
    words = paragraph.text.value[: paragraph.head] if paragraph.head else paragraph.text.value
    return len(words) < 30 and bool(_ABOUT_FORCE.search(folded(words)))


def _next_heading(paragraphs: Sequence[Paragraph], k: int) -> int:
    level = paragraphs[k].level
    later = (i for i in range(k + 1, len(paragraphs)) if paragraphs[i].role is Role.HEADING)
    return next((i for i in later if paragraphs[i].level is level), len(paragraphs))
