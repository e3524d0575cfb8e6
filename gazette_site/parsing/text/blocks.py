"""Lines to blocks: paragraphs with their roles, tables, pictures; the same for documents and attachments."""

from __future__ import annotations

from collections.abc import Sequence

from gazette_site.model import Block, Furniture, Picture
from gazette_site.parsing.text.headings import with_headings
from gazette_site.parsing.text.paragraphs import Para, join_lines
from gazette_site.parsing.text.repairs import text_of
from gazette_site.parsing.text.tables import read_tables
from gazette_site.reading.lines import Line


def blocks_of(
    lines: Sequence[Line], whole: frozenset[int] = frozenset()
) -> tuple[tuple[Block, ...], tuple[Furniture, ...]]:
    """The blocks of running lines in order, and the repeated table heads that were dropped."""
    return blocks_of_paras(join_lines(lines, whole))


def blocks_of_paras(paras: Sequence[Para]) -> tuple[tuple[Block, ...], tuple[Furniture, ...]]:
    """The same for lines that are joined already."""
    blocks: list[Block] = []
    dropped: list[Furniture] = []
    i = 0
    while i < len(paras):
        line = paras[i].lines[0]
        k = i
        if line.cells is not None:
            while k < len(paras) and paras[k].lines[0].cells is not None:
                k += 1
            tables, found = read_tables([p.lines[0] for p in paras[i:k]])
            blocks += tables
            dropped += found
        elif line.picture is not None:
            blocks.append(Picture(text_of([line]), line.picture, line.page, line.pdf_page))
            k += 1
        else:
            while k < len(paras) and paras[k].lines[0].cells is None and paras[k].lines[0].picture is None:
                k += 1
            blocks += with_headings(paras[i:k])
        i = max(k, i + 1)
    return tuple(blocks), tuple(dropped)
