"""A PDF issue as lines: opened page by page, what no machine reads recognised, what is doubtful said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from gazette_site.model import Trust
from gazette_site.pdf_limits import PdfLimits
from gazette_site.problems import Problem, error
from gazette_site.reading.kinds import HEAD, is_pdf, kind_of
from gazette_site.reading.lines import Transcript
from gazette_site.reading.pdf import cache, recognition
from gazette_site.reading.pdf.characters import PageContent
from gazette_site.reading.pdf.columns import body_size
from gazette_site.reading.pdf.doubts import doubts
from gazette_site.reading.pdf.layout import trust_of
from gazette_site.reading.pdf.pages import layouts_of, transcript_of
from gazette_site.reading.pdf.quiet import quiet
from gazette_site.reading.pdf.worker import Died, Tell, in_worker
from gazette_site.reading.settings import ReadingSettings


class _Endless(Exception):
    """A page that cannot be read to its end, with its number (0 for the whole file) and why."""

    def __init__(self, page: int, why: str) -> None:
        super().__init__(why)
        self.page = page


def read_pdf(path: Path, file: str, settings: ReadingSettings) -> tuple[Transcript | None, tuple[Problem, ...]]:
    """The lines of a PDF issue and what is wrong with it; None if it cannot be read. `file` is its path for messages.

    A thin shell: it asks the cache, else a worker opens the file page by page and closes each page when its characters are taken.
    """
    key = cache.key_of(path, settings) if settings.cache else ""
    result = cache.kept(settings.cache, key) if settings.cache else None
    if result is None:
        transcript, problems = _bounded(path, settings)
        if transcript is not None and settings.cache:
            cache.keep(settings.cache, key, (transcript, problems))
    else:
        transcript, problems = result
    return transcript, tuple(replace(problem, file=file) for problem in problems)


_Result = tuple[Transcript | None, tuple[Problem, ...]]


def _bounded(path: Path, settings: ReadingSettings) -> _Result:
    """The PDF read by a worker. Whatever becomes of the worker is one problem of this file."""
    import pdfplumber  # noqa: F401  # once here, not in each worker; a build without PDF issues does not wait for it

    try:
        return in_worker(partial(_read, path, settings), settings.pdf_limits)
    except Died as death:
        return None, (_too_much(path.name, death.page, str(death)),)


def _too_much(file: str, page: int, why: str) -> Problem:
    what = "这一页" if page else "这个 PDF "
    message = f"{what}无法读完：{why}。请用其他软件重新生成这个 PDF；确属正常的，可在 site.yaml 的 pdf_limits 里放宽"
    return error(file, message, page, code="pdf-too-much")


def _read(path: Path, settings: ReadingSettings, tell: Tell) -> _Result:
    with quiet():
        return _read_all(path, settings, tell)


def _read_all(path: Path, settings: ReadingSettings, tell: Tell) -> _Result:
    file = path.name
    try:
        contents = tuple(_pages(path, settings, tell))
    except _Endless as problem:
        return None, (_too_much(file, problem.page, str(problem)),)
    except MemoryError:
        raise  # the worker is at its bounds, the file not necessarily damaged
    except Exception as problem:  # pdfminer raises whatever a damaged file makes it stumble over
        return None, (error(file, _reason(path, problem), code="pdf-unreadable"),)
    if not contents:
        return None, (error(file, "这个 PDF 没有页面", code="pdf-empty"),)
    contents, why_not = _recognised(path, contents, settings, tell)
    tell(0)
    layouts = layouts_of(contents)
    transcript = transcript_of(layouts, body_size(c.chars for c in contents))
    return transcript, tuple(dict.fromkeys(doubts(layouts, file, why_not)))


def _recognised(
    path: Path, contents: tuple[PageContent, ...], settings: ReadingSettings, tell: Tell
) -> tuple[tuple[PageContent, ...], str]:
    """The pages, those without a usable text layer recognised if that is possible, and why the others are not."""
    blind = [content for content in contents if trust_of(content) is Trust.NONE]
    if not blind:
        return contents, ""
    if not recognition.available():
        return contents, f"要由机器识别文字，请安装 [ocr]：{recognition.INSTALL}"
    try:
        pages = recognition.recognised(path, blind, settings.cache, tell)
    except Exception as problem:  # whatever a damaged picture makes the engine stumble over
        return contents, f"机器识别没有成功（{type(problem).__name__}: {problem}）"
    read = {page.number: page for page in pages if page.recognised}
    return tuple(read.get(content.number, content) for content in contents), "机器没有认出文字"


def _pages(path: Path, settings: ReadingSettings, tell: Tell) -> Iterator[PageContent]:
    import pdfplumber

    from gazette_site.reading.pdf.content import page_content
    from gazette_site.reading.pdf.inks import Layers
    from gazette_site.reading.pdf.interpreter import painted
    from gazette_site.reading.pdf.painting import TooMuch

    limits = settings.pdf_limits
    with path.open("rb") as stream:
        pdf = pdfplumber.open(stream, pages=list(range(1, limits.pages + 2)))
        _check_size(pdf.doc, limits)
        if len(pdf.pages) > limits.pages:
            raise _too_many(limits)
        layers = Layers(pdf.doc.catalog)
        for index, page in enumerate(pdf.pages, 1):
            tell(index)
            try:
                yield page_content(painted(page.page_obj, layers, pdf.rsrcmgr, limits), index, settings.glyphs)
            except TooMuch as problem:
                raise _Endless(index, str(problem)) from problem


def _check_size(document: Any, limits: PdfLimits) -> None:
    """Objects, and the pages that the file says it has, before the first of them is opened."""
    from pdfminer.pdftypes import resolve1

    objects = (number for table in document.xrefs for number in table.get_objids())
    if any(place >= limits.objects for place, _ in enumerate(objects)):
        raise _Endless(0, f"对象超过{limits.objects}个（objects）")
    tree = resolve1(document.catalog.get("Pages"))
    said = resolve1(tree.get("Count")) if isinstance(tree, dict) else None
    if isinstance(said, int) and said > limits.pages:
        raise _too_many(limits)


def _too_many(limits: PdfLimits) -> _Endless:
    return _Endless(0, f"页数超过{limits.pages}（pages）")


def _reason(path: Path, problem: Exception) -> str:
    with path.open("rb") as stream:
        data = stream.read(HEAD)
    if not data:
        return "文件是空的"
    if not is_pdf(data):
        kind = kind_of(data)
        return f"文件名是 .pdf，内容却{f'是{kind}' if kind else '不是 PDF'}"
    name = repr(problem)  # pdfplumber wraps what pdfminer raised
    if "Password" in name or "Encryption" in name:
        return "PDF 设有打开密码，读不出文字；请去掉密码，另存一份"
    return "PDF 已损坏或不完整（也许还没有拷完），读不出页面"
