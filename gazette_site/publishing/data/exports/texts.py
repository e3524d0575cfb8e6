"""A document as plain text and as Markdown, in printed order, attachments at the end."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from gazette_site.linking.archive import LinkedDocument
from gazette_site.model import Block, Level, Paragraph, Picture, Role, Table
from gazette_site.publishing.data.exports.outline import heading_parts, outlined

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&])")
_START = re.compile(r"^(\d{1,9}(?=[.)])|(?=[#+=-]))")
_UNNAMED = ("附件",)
_SET_APART = (Level.PART, Level.CHAPTER, Level.SECTION)
"""Their labels stand one blank apart from the words, as in print."""
_LACK = "（原件为图，文字稿未收录图像。）"


def plain_text(linked: LinkedDocument) -> str:
    """One paragraph or table row a line, cells parted by tabs; a blank line before each attachment."""
    document = linked.document
    lines = [document.title.value, *([document.number.printed.value] if document.number else []), ""]
    lines += _plain(document.body)
    for one in linked.attachments:
        lines += ["", *(one.attachment.head or _UNNAMED), *_plain(one.attachment.blocks)]
    return "\n".join([*lines, ""])


def markdown(linked: LinkedDocument, facts: Mapping[str, object]) -> str:
    """CommonMark with pipe tables; `facts` stand at the head as YAML, each value written as JSON, which YAML reads."""
    document = linked.document
    head = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in facts.items() if value]
    parts = ["\n".join(["---", *head, "---"]), f"# {_escaped(document.title.value)}"]
    if document.number and document.number.printed.value:
        parts.append(_escaped(document.number.printed.value))
    parts += _marked(document.body, linked.anchors, 1)
    for one in linked.attachments:
        parts.append("## " + _escaped("　".join(one.attachment.head or _UNNAMED)))
        parts += _marked(one.attachment.blocks, one.anchors, 2)
    return "\n\n".join(parts) + "\n"


def _plain(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            yield from ("\t".join(cell.value for cell in row) for row in block.rows)
        elif isinstance(block, Picture):
            yield block.text.value + _LACK
        else:
            yield block.text.value


def _marked(blocks: Sequence[Block], anchors: Sequence[str], rank: int) -> Iterator[str]:
    for block, _, depth in outlined(blocks, anchors):
        if isinstance(block, Table):
            yield _table(block)
        elif isinstance(block, Picture):
            yield _escaped(block.text.value + _LACK)
        elif depth:
            yield from _heading(block, min(rank + depth, 6))
        elif block.role is Role.ARTICLE and block.text.value.startswith(block.label) and block.label:
            yield f"**{_escaped(block.label)}** {_escaped(block.text.value[len(block.label) :].lstrip())}".rstrip()
        else:
            yield _escaped(block.text.value)


def _heading(paragraph: Paragraph, rank: int) -> Iterator[str]:
    label, words, rest = heading_parts(paragraph)
    gap = "\u3000" if label and words and paragraph.level in _SET_APART else ""
    yield f"{'#' * rank} {_escaped(label + gap + words)}"
    if rest:
        yield _escaped(rest)


def _table(table: Table) -> str:
    width = max((len(row) for row in table.rows), default=0)
    rows = [[_escaped(cell.value).replace("\n", " ") for cell in row] + [""] * (width - len(row)) for row in table.rows]
    if not width:
        return ""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _escaped(words: str) -> str:
    """The words so that Markdown shows them as they are."""
    marked = _SPECIAL.sub(r"\\\1", words)
    return _START.sub(lambda found: f"{found[1]}\\", marked)
