"""How well and how fast scanned pages are read: `python -m benchmarks.scan SCAN.pdf TRUTH.json [--pages 3-17] [-v]`.

Prints the character error rate of the text (titles, numbers, paragraphs, in order; tables apart) after folding widths (NFKC) and leaving
out blanks, how many of the different texts of cells of tables were found, and what a page costs. Needs the extra `[ocr]`.

TRUTH is either a record of what was typeset (`documents`, each with `paragraphs` and `tables`) or a gold issue.
"""

from __future__ import annotations

import argparse
import json
import re
import time
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Levenshtein

from benchmarks.clock import cpu_seconds
from gazette_site.reading.pdf import recognition
from gazette_site.reading.pdf.characters import PageContent
from gazette_site.reading.pdf.pages import read_pages

GOAL = 0.005
"""Character error rate that is promised."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the figures of one scan."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.scan", description="Errors and seconds of reading scanned pages."
    )
    parser.add_argument("scan", type=Path)
    parser.add_argument("truth", type=Path)
    parser.add_argument("--pages", default="", help="pages with the text of TRUTH, such as 3-17; default all")
    parser.add_argument("-v", "--verbose", action="store_true", help="show every error")
    asked = parser.parse_args(arguments)
    if not recognition.available():
        raise SystemExit(f"[ocr] is not installed: {recognition.INSTALL}")
    blank = _pages(asked.scan, asked.pages)
    recognition.recognised(asked.scan, blank[:1], None, _silent)  # loads the engine
    pages: list[PageContent] = []
    start = time.perf_counter()
    cpu = cpu_seconds(lambda: pages.extend(recognition.recognised(asked.scan, blank, None, _silent)))
    wall = time.perf_counter() - start
    transcript = read_pages(pages)
    found = _squashed("".join(line.text for line in transcript.lines if line.cells is None))
    parts = [cell for line in transcript.lines for cell in line.cells or ()]
    cells = set(filter(None, (_squashed("".join(part.text for part in cell)) for cell in parts)))
    truth = json.loads(asked.truth.read_text(encoding="utf-8"))
    wanted = _squashed("".join(_texts(truth)))
    errors = Levenshtein.distance(wanted, found)
    rate = errors / len(wanted)
    wanted_cells = set(filter(None, map(_squashed, _cells(truth))))
    print(f"{asked.scan.name}: {len(blank)} pages, {recognition.engine_name()}")
    print(
        f"  character error rate {rate:.3%} ({errors} of {len(wanted)}), goal {GOAL:.1%}: {'reached' if rate <= GOAL else 'missed'}"
    )
    if wanted_cells:
        print(
            f"  texts of cells found {len(wanted_cells & cells)} of {len(wanted_cells)}, not typeset {len(cells - wanted_cells)}"
        )
    print(f"  seconds a page: CPU {cpu / len(blank):.2f}, wall {wall / len(blank):.2f}")
    if asked.verbose:
        _show(wanted, found)
        for text in sorted(wanted_cells - cells):
            print(f"  not found: {text}")
        for text in sorted(cells - wanted_cells):
            print(f"  not typeset: {text}")


def _silent(page: int) -> None:
    """Nobody waits for a page."""


def _pages(path: Path, asked: str) -> list[PageContent]:
    """The pages asked for, with nothing on them yet."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        first, _, last = asked.partition("-")
        numbers = range(int(first), int(last or first) + 1) if first else range(1, len(document) + 1)
        sizes = [(number, *document[number - 1].get_size()) for number in numbers]
    return [PageContent(number, wide, high, (), (), (), (), ()) for number, wide, high in sizes]


def _texts(truth: dict[str, Any]) -> Iterator[str]:
    """Everything typeset outside tables, in order."""
    for document in truth["documents"]:
        paragraphs = document["paragraphs"]
        if not any(p["role"] == "number" for p in paragraphs):
            yield from (document["title"], document.get("number") or "")
        for paragraph in paragraphs:
            yield "".join(paragraph.get("printed") or (paragraph["text"],))
        for attachment in document.get("attachments") or ():
            yield from (
                attachment["label"] or "",
                attachment["title"] or "",
                *(p["text"] for p in attachment["paragraphs"]),
            )


def _cells(truth: dict[str, Any]) -> Iterator[str]:
    """The texts of all cells."""
    for document in truth["documents"]:
        tables = [[*_rows(table["header"]), *table["rows"]] for table in document.get("tables") or ()]
        tables += [table["all_rows"] for a in document.get("attachments") or () for table in a["tables"]]
        yield from (cell for rows in tables for row in rows for cell in row)


def _rows(header: list[Any]) -> list[list[str]]:
    """A header of one row or of several."""
    return header if header and isinstance(header[0], list) else [header]


def _squashed(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _show(wanted: str, found: str) -> None:
    for step in Levenshtein.opcodes(wanted, found):
        if step.tag != "equal":
            i, j = step.src_start, step.src_end
            print(
                f"  …{wanted[max(i - 8, 0) : i]}[{wanted[i:j]}→{found[step.dest_start : step.dest_end]}]{wanted[j : j + 8]}…"
            )


if __name__ == "__main__":
    main()
