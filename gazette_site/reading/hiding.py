"""The `privacy` of a sidecar, as far as it is about words: carried out on text and print before anything is understood.

text or lines, sidecar ──▶ the same masked, what to cover on the pages, errors for masks that do nothing
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from gazette_site.model import AddressOrder, Hiding, Privacy
from gazette_site.pdf_limits import PdfLimits
from gazette_site.problems import Problem, error, warning
from gazette_site.reading.corrections import with_rows
from gazette_site.reading.lines import Transcript
from gazette_site.reading.masks import line_pages, masked, masked_sidecar, masked_words, without_masked
from gazette_site.reading.nearest import nearest_words
from gazette_site.reading.sidecar import PrivacyRequest, Sidecar


def ordered(sidecar: Sidecar, hidings: tuple[Hiding, ...] = ()) -> Privacy:
    """What a sidecar orders, masks as they were carried out, and no words."""
    orders: dict[str, list[AddressOrder]] = {"withdraw": [], "noindex": []}
    for one in masked_sidecar(sidecar).privacy:
        if one.kind in orders:
            orders[one.kind].append(AddressOrder(one.what, one.reason, one.decided, one.line))
    return Privacy(hidings, tuple(orders["withdraw"]), tuple(orders["noindex"]))


def hidden_rows(
    rows: Sequence[str], sidecar: Sidecar, sidecar_file: str
) -> tuple[tuple[str, ...], Privacy, tuple[Problem, ...]]:
    """The rows of a transcript masked."""
    if not sidecar.masks:
        return tuple(rows), ordered(sidecar), ()
    result = masked(rows, sidecar.masks)
    hidings = _without_words(result.hidings, sidecar)
    return result.rows, ordered(sidecar, hidings), tuple(_idle(result.unmatched, rows, sidecar_file))


def hidden_pdf(
    pdf: Transcript, path: Path, sidecar: Sidecar, sidecar_file: str, limits: PdfLimits
) -> tuple[Transcript, tuple[Problem, ...]]:
    """A PDF that an issue is read from, its lines masked and its pages covered where the words stand."""
    if not sidecar.masks:
        return replace(pdf, privacy=ordered(sidecar)), ()
    result = masked(pdf.source, sidecar.masks)
    privacy = ordered(sidecar, _without_words(result.hidings, sidecar))
    pages = line_pages(pdf.lines)
    hits = [pages.get(line, 0) for one in result.hidings for line in one.lines]
    hidden = replace(with_rows(pdf, result.rows), privacy=_covered(privacy, path, sidecar, hits, pdf, limits))
    problems = (*_idle(result.unmatched, pdf.source, sidecar_file), *_withheld(hidden.privacy, sidecar_file))
    return without_masked(hidden, sidecar.masks), problems


def hidden_beside(
    transcript: Transcript, printed: Transcript, path: Path, sidecar: Sidecar, sidecar_file: str, limits: PdfLimits
) -> tuple[Transcript, Transcript, tuple[Problem, ...]]:
    """A transcript and the PDF beside it, whose lines are masked and whose pages are covered.

    Where the print has the words less often than the transcript, they stand somewhere on it unread: then it is not shown.
    """
    if not sidecar.masks:
        return transcript, printed, ()
    result = masked(printed.source, sidecar.masks)
    pages = line_pages(printed.lines)
    hits = [pages.get(line, 0) for one in result.hidings for line in one.lines]
    missing = sum(len(one.lines) for one in transcript.privacy.hidings) > len(hits)
    hits += [0] if missing else []
    privacy = _covered(transcript.privacy, path, sidecar, hits, printed, limits)
    hidden = replace(transcript, privacy=privacy)
    return hidden, with_rows(printed, result.rows), tuple(_withheld(privacy, sidecar_file))


def _covered(
    privacy: Privacy, path: Path, sidecar: Sidecar, hits: Iterable[int], pdf: Transcript, limits: PdfLimits
) -> Privacy:
    from gazette_site.reading.pdf.word_boxes import covering  # a build without PDF issues must not wait for it

    words = [one.what for one in sidecar.masks]
    covers, no_pdf = covering(path, words, hits, pdf.pages, limits)
    return replace(privacy, covers=covers, no_pdf=no_pdf)


def _without_words(hidings: Iterable[Hiding], sidecar: Sidecar) -> tuple[Hiding, ...]:
    return tuple(replace(one, reason=masked_words(one.reason, sidecar.masks)) for one in hidings)


def _idle(unmatched: Iterable[PrivacyRequest], rows: Sequence[str], file: str) -> Iterable[Problem]:
    """An error for each mask that matches nothing, with what comes nearest."""
    for one in unmatched:
        near = nearest_words("\n".join(rows), one.what)
        hint = f"；最接近的是第{near.line}行“{near.words}”" if near else ""
        message = f"要遮盖的文字在本期里找不到，没有遮盖任何地方{hint}；请照原文改写，原文已删去的请删去这一项"
        yield error(file, message, one.line, one.what, "mask-idle")


def _withheld(privacy: Privacy, file: str) -> Iterable[Problem]:
    """What the clerk should know of the print."""
    whole = [str(cover.page) for cover in privacy.covers if not cover.boxes]
    if privacy.no_pdf:
        message = "原版（PDF）里找不全要遮盖的文字在哪里，本期不提供原版和 PDF；文字照常发布"
        yield warning(file, message, code="print-withheld")
    elif whole:
        message = f"原版第{'、'.join(whole)}页读不准要遮盖的文字在哪里，整页遮盖"
        yield warning(file, message, code="page-withheld")
