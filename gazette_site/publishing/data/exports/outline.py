"""How deep each heading of a text stands, for the forms that nest or that mark headings by depth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gazette_site.model import Block, Level, Paragraph, Role

_ORDER = {level: place for place, level in enumerate(Level)}


class Outlined(NamedTuple):
    """A block with its place in the outline."""

    block: Block
    anchor: str
    depth: int
    """1 for an uppermost heading, 2 for one under it; 0 for what is no heading."""


def outlined(blocks: Sequence[Block], anchors: Sequence[str]) -> Iterator[Outlined]:
    """The blocks with their depths. Headings nest by the order in which their forms appear, not by form."""
    levels: list[Level] = []
    carried = 0
    for block, anchor in zip(blocks, anchors, strict=True):
        depth = 0
        if isinstance(block, Paragraph) and block.role is Role.ENCLOSED_TITLE:
            levels.clear()
            carried, depth = 1, 1
        elif isinstance(block, Paragraph) and block.role is Role.HEADING and block.level:
            while levels and _ORDER[levels[-1]] >= _ORDER[block.level]:
                levels.pop()
            levels.append(block.level)
            depth = carried + len(levels)
        yield Outlined(block, anchor, depth)


def heading_parts(paragraph: Paragraph) -> tuple[str, str, str]:
    """Number, words and running text of a heading: `（二）`, `加强管理。`, `各区……`."""
    value = paragraph.text.value
    head = value[: paragraph.head] if paragraph.head else value
    label = paragraph.label if paragraph.label and head.startswith(paragraph.label) else ""
    return label, head[len(label) :].strip(), value[len(head) :].strip()
