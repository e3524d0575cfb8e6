"""Transcripts (`.txt`, `.md`) to lines.

How a row is taken apart stands in `assembly`.

Guarantees:
1. Every character of the source that is no blank stands in exactly one line or one piece of markup.
2. The text of a line is the characters of the source, unchanged.
3. No input raises; what looks like broken markup is print.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from gazette_site.characters import remember, without_blanks
from gazette_site.failures import cause
from gazette_site.problems import Problem, error
from gazette_site.reading.aligned import aligned_tables
from gazette_site.reading.assembly import Assembly
from gazette_site.reading.corrections import apply_corrections, correct_lines
from gazette_site.reading.encoding import EncodingError, decode, split_lines
from gazette_site.reading.entrance import admitted, character_problems
from gazette_site.reading.folder import Source
from gazette_site.reading.fonts import font_problems, mended
from gazette_site.reading.hiding import hidden_beside, hidden_pdf, hidden_rows
from gazette_site.reading.kinds import kind_of
from gazette_site.reading.lines import Transcript
from gazette_site.reading.markup import NO_STRUCTURE, markdown_structure
from gazette_site.reading.masks import without_masked
from gazette_site.reading.rows import footnotes, paragraph_begins, tab_tables, with_bar_tables
from gazette_site.reading.settings import ReadingSettings
from gazette_site.reading.sidecar import CorrectionRequest, Sidecar, read_sidecar

NO_GLYPHS: Mapping[str, str] = MappingProxyType({})


def read_source(source: Source, settings: ReadingSettings) -> tuple[Transcript | None, Sidecar, tuple[Problem, ...]]:
    """The transcript and sidecar of one issue, and what is wrong with them.

    The only place where the words of issue files are read. Publishing opens the files once more, to show them as they
    are: `release` the transcripts, `facsimile` the PDFs.
    """
    problems: list[Problem] = []
    sidecar = Sidecar()
    if source.sidecar is not None:
        text, problem = file_text(source.sidecar, source.sidecar_file)
        problems += problem
        if text is not None:
            sidecar, found = read_sidecar(text, source.sidecar_file)
            problems += found
    if source.path.suffix.lower() == ".pdf":
        from gazette_site.reading.pdf.document import read_pdf  # a build without PDF issues must not wait for it

        pdf, found = read_pdf(source.path, source.file, settings)
        if pdf is None:
            return None, sidecar, (*problems, *found)
        pdf, refused = correct_lines(pdf, sidecar.corrections)
        pdf, hidden = hidden_pdf(pdf, source.path, sidecar, source.sidecar_file, settings.pdf_limits)
        problems += hidden
        pdf = admitted(replace(pdf, lines=mended(pdf.lines, settings.glyphs)))
        doubts = (*font_problems(pdf, source.file), *character_problems(pdf, source.file))
        return pdf, sidecar, (*problems, *found, *_refusals(source, refused), *doubts)
    text, problem = file_text(source.path, source.file)
    problems += problem
    if text is None:
        return None, sidecar, tuple(problems)
    if not without_blanks(text):
        return None, sidecar, (*problems, error(source.file, "文件是空的", code="empty"))
    corrected = apply_corrections(text, sidecar.corrections)
    problems += _refusals(source, corrected.refused)
    markdown = source.path.suffix.lower() == ".md"
    rows, privacy, hidden = hidden_rows(split_lines(corrected.text), sidecar, source.sidecar_file)
    problems += hidden
    transcript = read_transcript("\n".join(rows), markdown=markdown, glyphs=settings.glyphs)
    transcript = replace(transcript, corrections=corrected.corrections, origin=corrected.origin, privacy=privacy)
    transcript = without_masked(transcript, sidecar.masks)
    problems += (*font_problems(transcript, source.file), *character_problems(transcript, source.file))
    if source.pdf is not None:
        transcript, hints = _with_pdf(transcript, source.pdf, source, sidecar, settings)
        problems += hints
    return transcript, sidecar, tuple(problems)


def _refusals(source: Source, refused: Iterable[tuple[CorrectionRequest, str]]) -> list[Problem]:
    return [error(source.sidecar_file, f"更正{why}", r.line, r.find, "correction") for r, why in refused]


def _with_pdf(
    transcript: Transcript, pdf: Path, source: Source, sidecar: Sidecar, settings: ReadingSettings
) -> tuple[Transcript, list[Problem]]:
    """The transcript with the pages of the PDF beside it. A PDF that cannot be read costs the pages, not the issue."""
    from gazette_site.reading.alignment import with_pages
    from gazette_site.reading.pdf.document import read_pdf

    file = source.file
    printed, found = read_pdf(pdf, f"{file.rsplit('/', 1)[0]}/{pdf.name}" if "/" in file else pdf.name, settings)
    if printed is None:
        return transcript, list(found)
    transcript, printed, hidden = hidden_beside(
        transcript, printed, pdf, sidecar, source.sidecar_file, settings.pdf_limits
    )
    aligned, hints = with_pages(transcript, printed, file)
    return aligned, [*found, *hidden, *hints]


def file_text(path: Path, file: str) -> tuple[str | None, list[Problem]]:
    """The text in a file, or why there is none."""
    try:
        data = path.read_bytes()
    except OSError as failure:
        return None, [error(file, f"文件读不出来（{cause(failure)}）", code="unreadable")]
    if kind := kind_of(data):
        message = f"文件名是 {path.suffix}，内容却是{kind}；请放入纯文本，或把扩展名改对"
        return None, [error(file, message, code="wrong-kind")]
    try:
        return decode(data), []
    except EncodingError as problem:
        quote = data.split(b"\n")[problem.line - 1][:60].decode("utf-8", "replace") if problem.line else ""
        return None, [error(file, f"读不出文字：{problem}", problem.line, quote, "encoding")]


def read_transcript(text: str, *, markdown: bool = False, glyphs: Mapping[str, str] = NO_GLYPHS) -> Transcript:
    """The lines of a transcript, signs of broken fonts put right (`fonts`). Pure."""
    rows = split_lines(text)
    remember(rows)
    structure = markdown_structure(text) if markdown else NO_STRUCTURE
    structure = with_bar_tables(rows, structure)
    tabs = tab_tables(rows, structure)
    aligned = aligned_tables(rows, {**structure.tables, **tabs})
    begins = paragraph_begins(rows, {*structure.tables, *tabs, *aligned})
    reader = Assembly(rows, structure, tabs, aligned, markdown, footnotes(rows), begins)
    for number, row in enumerate(rows):
        reader.read(number, row)
    reader.finish()
    return admitted(Transcript(tuple(rows), mended(reader.lines, glyphs), tuple(reader.markup)))
