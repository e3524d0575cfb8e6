"""Where the form alone shows that a document begins.

    block     = title+ number | number title+ | order-name number? | title+           and one of these below or above it:
    below     = number | addressee                澜府发〔2024〕41号      各县区人民政府：
    above     = date | annotation | table         the end of the document before

Where nothing else shows it, a line alone between the date of a document and text may be a title: a whole one, or one without kind.

Which lines a title has: `title_lines`. Heads that nothing but what is under them shows: `lone_heads`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gazette_site.characters import folded
from gazette_site.late import late
from gazette_site.parsing.layout.body_lines import Body
from gazette_site.parsing.layout.lone_heads import (
    can_end,
    ends_title,
    lone_head,
    over_note,
    over_salutation,
    section_title,
    signed_under,
)
from gazette_site.parsing.layout.title_lines import Evidence, TitleBlock, is_title, names_body, title_above, title_below
from gazette_site.parsing.names.order_names import is_order_name, order_number
from gazette_site.parsing.names.titles import is_letter

_NEAR = 10
"""Lines within which a list counts on."""
_SERIAL = late(r"[0-9]{1,3}")


def title_blocks(body: Body) -> list[TitleBlock]:
    """The heads that the form shows, in order, none inside another. A list of titles and numbers has none."""
    found: list[TitleBlock] = []
    for block in _candidates(body):
        if found and block.start < found[-1].end:
            if block.evidence > found[-1].evidence and block.start >= found[-1].start:
                found[-1] = block
            continue
        found.append(block)
    return _without_lists([block for block in found if not _is_row(block, body)], body)


def _is_row(block: TitleBlock, body: Body) -> bool:
    """Whether the serial number of a table whose cells stand one a line is above the block or in it, with its neighbour near."""
    first = block.start if block.above is None else block.title[0]
    serials = [n for k in (body.previous(block.start), first) if k is not None and (n := _serial(body, k))]
    near = (k for k in range(max(block.start - _NEAR, 0), min(block.end + _NEAR, len(body.lines))))
    return bool(serials) and any(_serial(body, k) in (serials[-1] - 1, serials[-1] + 1) for k in near)


def _serial(body: Body, k: int) -> int | None:
    """The number that a line is, and nothing else."""
    match = None if body.is_head[k] or body.lines[k].cells is not None else _SERIAL.fullmatch(body.bares[k])
    return int(match[0]) if match else None


def _candidates(body: Body) -> Iterator[TitleBlock]:
    for i in range(len(body.lines)):
        if body.is_head[i] or body.lines[i].cells is not None:
            if body.is_head[i] and (block := section_title(body, i)):
                yield block
            continue
        if whole := _order_on_one_line(body, i):
            yield whole
        elif body.numbers[i]:
            block = _above_number(body, i) or _below_number(body, i)
            if block:
                yield block
        elif not body.is_title_line(i):
            continue
        elif ends_title(body.lines[i].text):
            block = _without_number(body, i) or over_note(body, i) or over_salutation(body, i)
            if block:
                yield block
        elif block := lone_head(body, i):
            yield block


def _order_on_one_line(body: Body, i: int) -> TitleBlock | None:
    """`澜川市人民政府第12号令`: name and number in one."""
    number = order_number(body.lines[i].text) if "号" in body.lines[i].text else None
    below = body.following(i + 1)
    if number is None or below is None:
        return None
    return TitleBlock((i,), None, i + 1, number, Evidence.NUMBER, order=True)


def _above_number(body: Body, number: int) -> TitleBlock | None:
    """Title, then number."""
    title = title_above(body, number, numbered=True)
    if title is None:
        return None
    order = is_order_name(body.text(title))
    return TitleBlock(title, None, number + 1, body.numbers[number], Evidence.NUMBER, order=order)


def _below_number(body: Body, number: int) -> TitleBlock | None:
    """Number, then title; the document before it has to be at its end."""
    if body.under_label(number) or _lists(body, number):
        return None
    title = title_below(body, number + 1)
    ended = body.ends_document(body.previous(number))
    if title is None or not (ended or is_title(body, title)):
        return None
    below = body.following(title[-1] + 1)
    if not ended and below is not None and body.numbers[below]:
        return None  # the title has its own number; this one is the last of a list
    return TitleBlock(title, number, title[-1] + 1, body.numbers[number], Evidence.NUMBER)


def _lists(body: Body, number: int) -> bool:
    """A line 文号：… belongs to a list."""
    return bool(re.match(r"(?:发文)?(?:字|文)号[:：]", folded(body.lines[number].text)))


def _without_number(body: Body, last: int) -> TitleBlock | None:
    """Title, then addressee; or title after the end of a document, then text."""
    below = body.following(last + 1)
    if below is None or body.numbers[below]:
        return None
    title = title_above(body, last + 1)
    if title is None or body.under_label(title[0]):
        return None
    above = body.previous(title[0])
    if above is not None and body.numbers[above]:
        return None  # the number above it finds it
    name = body.text(title)
    ended, whole = body.ends_document(above), names_body(name) or is_letter(name)
    addressed = body.addressee_end(below) is not None
    order = is_order_name(name)
    if addressed and (ended or whole):
        return TitleBlock(title, None, last + 1, None, Evidence.ADDRESSEE, order=order)
    if (whole or ended or body.lines[title[0]].gap) and signed_under(body, below):
        return TitleBlock(title, None, last + 1, None, Evidence.PLACE, order=order)
    text_below = not body.is_title_line(below) and body.lines[below].cells is None
    if not text_below or not (whole or order):
        return None
    if ended:
        return TitleBlock(title, None, last + 1, None, Evidence.PLACE, order=order)
    set_off = body.lines[title[0]].gap and (body.lines[below].gap or body.is_short_number(below))
    if set_off and above is not None and can_end(body, above):
        return TitleBlock(title, None, last + 1, None, Evidence.TITLE, order=order)
    return None


def _without_lists(blocks: list[TitleBlock], body: Body) -> list[TitleBlock]:
    """Without titles and numbers that follow each other with no text between: these are a list of documents."""
    kept: list[TitleBlock] = []
    listing = False
    for i, block in enumerate(blocks):
        following = blocks[i + 1].start if i + 1 < len(blocks) else None
        bare_pair = following is not None and body.following(block.end) == following
        if not (bare_pair or (listing and block.evidence is not Evidence.ADDRESSEE)):
            kept.append(block)
        listing = bare_pair
    return kept
