"""PDF files written by hand, object by object: pages whose content stream a test gives word for word."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from gazette_site.problems import Problem
from gazette_site.reading import ReadingSettings
from gazette_site.reading.lines import Transcript, line_text
from gazette_site.reading.pdf.document import read_pdf

BODY = "各县区要明确专人负责日常巡查，发现隐患立即整改。"
"""A visible line of 24 characters."""


class Sheet(NamedTuple):
    """A page: its content stream, further entries of its dictionary and of its resources."""

    content: str
    entries: str = "/MediaBox[0 0 595 842]"
    resources: str = ""
    objects: tuple[str, ...] = ()
    """Further objects, whole; the first has the number 10, the next 11."""


def show(text: str, x: float, y: float, size: float = 12, font: str = "H") -> str:
    """A line of text whose base line begins at a point."""
    return f"BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm {shown(text)} Tj ET\n"


def shown(text: str) -> str:
    """The codes of a text in a UCS-2 font."""
    return f"<{text.encode('utf-16-be').hex()}>"


def stream(content: str, entries: str = "") -> str:
    """A stream object."""
    return f"<<{entries}/Length {len(content)}>>stream\n{content}\nendstream"


def write_pdf(path: Path, sheets: list[Sheet], catalog: str = "") -> Path:
    """Writes a PDF with these pages; fonts: H writes across, V downwards, neither embedded."""
    objects: dict[int, str] = {
        1: f"<</Type/Catalog/Pages 2 0 R{catalog}>>",
        3: "<</Type/FontDescriptor/FontName/SimSun/Flags 6/FontBBox[-8 -145 1000 859]/ItalicAngle 0/Ascent 859"
        "/Descent -141/CapHeight 680/StemV 80>>",
        4: "<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
        "/DW 1000/W[1 95 500 814 907 500]/FontDescriptor 3 0 R>>",
        5: "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        6: "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UCS2-V/DescendantFonts[4 0 R]>>",
    }
    number, kids = 100, []
    for sheet in sheets:
        objects.update({10 + k: text for k, text in enumerate(sheet.objects)})
        objects[number] = stream(sheet.content)
        objects[number + 1] = (
            f"<</Type/Page/Parent 2 0 R/Contents {number} 0 R{sheet.entries}"
            f"/Resources<</Font<</H 5 0 R/V 6 0 R>>{sheet.resources}>>>>"
        )
        kids.append(number + 1)
        number += 2
    objects[2] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(f'{kid} 0 R' for kid in kids)}]>>"
    path.write_bytes(_file(objects))
    return path


def _file(objects: dict[int, str]) -> bytes:
    made, places = b"%PDF-1.7\n", {}
    for number, text in sorted(objects.items()):
        places[number] = len(made)
        made += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    table = "".join(
        f"{places[n]:010d} 00000 n \n" if n in places else "0000000000 65535 f \n" for n in range(max(objects) + 1)
    )
    size = max(objects) + 1
    return made + f"xref\n0 {size}\n{table}trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{len(made)}\n%%EOF".encode()


class Read(NamedTuple):
    """A PDF as it was read."""

    lines: list[str]
    aside: dict[str, str]
    """Reason of furniture → everything set aside for it."""
    problems: tuple[Problem, ...]
    transcript: Transcript

    @property
    def codes(self) -> set[str]:
        """Codes of all problems."""
        return {problem.code for problem in self.problems}


def read(path: Path) -> Read:
    """Reads a PDF that can be read."""
    transcript, problems = read_pdf(path, path.name, ReadingSettings())
    assert transcript is not None, problems
    aside: dict[str, str] = {}
    for item in transcript.markup:
        aside[item.reason.name] = aside.get(item.reason.name, "") + item.text.value
    return Read([line_text(one) for one in transcript.lines], aside, problems, transcript)


def read_sheet(folder: Path, sheet: Sheet, catalog: str = "") -> Read:
    """Reads a PDF of one page."""
    return read(write_pdf(folder / "2025-05.pdf", [sheet], catalog))
