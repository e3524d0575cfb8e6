"""The facsimile of an issue: its PDF, and pictures of its pages (`drawing`).

    PDF ──▶ page images, in the cache ──▶ OutputFiles

1. The pictures are made once: they are kept under the digest of the PDF and of whatever draws them, so that neither a
   changed PDF nor a changed renderer can meet old ones; each is verified again when it is published.
2. The same PDF gives the same bytes.
3. A page that cannot be drawn is a problem of that page; the others are published.
4. What is offered for download acts on nothing (`clean_pdf`). Every library that opens the PDF does so in a bounded worker.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import msgspec

from gazette_site.cache import Cache
from gazette_site.clean_pdf import Cleaned, cleaned
from gazette_site.crew import Crew, Lost
from gazette_site.identity import code_of
from gazette_site.known_digest import digest_of
from gazette_site.model import Cover, IssueId
from gazette_site.pdf_limits import DEFAULT_LIMITS, PdfLimits
from gazette_site.problems import Problem, warning
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.images.covering import picture_pdf
from gazette_site.publishing.images.drawing import LARGE, SMALL, PageImage, cover_of, draw, draw_bounded, names_of
from gazette_site.reading.pdf.worker import Died, Failed, Tell, in_worker

_VERSION = 2
"""Goes up whenever a page would be drawn differently."""
_LIST = "pages.json"


@dataclass(frozen=True, slots=True)
class Facsimile:
    """The PDF of an issue and the pictures of its pages; small and picklable, the bytes stay where they are."""

    issue: IssueId
    pdf: Path
    size: int
    """Bytes of the PDF as offered."""
    digest: str
    """SHA-256 of the PDF as offered, hexadecimal."""
    cache: Cache
    """Where the pictures are kept, if they are; what is not there as it was drawn is drawn again."""
    room: str
    """In which room of it."""
    images: tuple[PageImage, ...]
    """In the order of the pages; those that could not be drawn are missing."""
    limits: PdfLimits = DEFAULT_LIMITS
    """What the PDF may ask for when a page is drawn again."""
    cleaned: Cleaned | None = None
    """The PDF as offered where that is not the file itself, None where it is."""
    original: str = ""
    """SHA-256 of the file where it is not offered as it is; not told of one with covers, for it could confirm a guess."""
    covers: tuple[Cover, ...] = ()
    """What was painted over; then the PDF as offered is made of the pictures."""

    def image(self, page: int) -> PageImage | None:
        """The picture of a page of the PDF, None if there is none."""
        return next((one for one in self.images if one.page == page), None)


class Request(NamedTuple):
    """One facsimile to be made."""

    issue: IssueId
    pdf: Path
    file: str
    """The PDF as the clerk knows it, for messages."""
    covers: tuple[Cover, ...] = ()
    """What must not be seen of it."""


class _Desk(NamedTuple):
    """What is the same for all facsimiles."""

    cache: Cache
    limits: PdfLimits
    workers: int
    """Who draw the pages of one PDF side by side."""


_Result = tuple[Facsimile | None, tuple[Problem, ...]]


def make_facsimiles(
    requests: Sequence[Request],
    cache: Cache,
    crew: Crew,
    told: Callable[[int], None],
    limits: PdfLimits = DEFAULT_LIMITS,
) -> tuple[dict[IssueId, Facsimile], tuple[Problem, ...]]:
    """The facsimiles of some issues; `told` is told how many are done. The result is the same whoever makes them."""
    made: dict[IssueId, _Result] = {}
    for done, (request, result) in enumerate(_made(requests, cache, limits, crew), 1):
        made[request.issue] = (None, (_lost(request),)) if isinstance(result, Lost) else _here(request, cache, result)
        told(done)
    ordered = [made[request.issue] for request in requests]
    found = {facsimile.issue: facsimile for facsimile, _ in ordered if facsimile}
    return found, tuple(problem for _, problems in ordered for problem in problems)


def _here(request: Request, cache: Cache, result: _Result) -> _Result:
    """A result whoever made it: on another machine PDF and cache may lie elsewhere."""
    facsimile, problems = result
    return facsimile and replace(facsimile, pdf=request.pdf, cache=cache), problems


def _made(
    requests: Sequence[Request], cache: Cache, limits: PdfLimits, crew: Crew
) -> Iterator[tuple[Request, _Result | Lost]]:
    """The requests with what became of them, in any order."""
    if crew.worth(len(requests), 2):
        yield from crew.each(_make, _Desk(cache, limits, max(1, crew.size // len(requests))), requests)
        return
    desk = _Desk(cache, limits, crew.size)
    yield from ((request, _make(desk, request)) for request in requests)


def _make(desk: _Desk, request: Request) -> _Result:
    return make_facsimile(
        request.issue, request.pdf, desk.cache, request.file, desk.limits, request.covers, desk.workers
    )


def _lost(request: Request) -> Problem:
    message = "画页面图像的几个进程都意外中断，没有提供原版和下载；文字照常发布。请用其他软件重新生成这个 PDF"
    return warning(request.file, message, code="no-facsimile")


def make_facsimile(
    issue: IssueId,
    pdf: Path,
    cache: Cache,
    file: str,
    limits: PdfLimits = DEFAULT_LIMITS,
    covers: tuple[Cover, ...] = (),
    workers: int = 1,
) -> tuple[Facsimile | None, tuple[Problem, ...]]:
    """The facsimile of a PDF, its pages drawn unless the cache has them; None if it may not be offered.

    `file` is for messages; `workers` draw pages side by side.
    """
    digest = digest_of(pdf, cache)
    room = f"pages/{digest[:32]}-{_renderer()}{_told(covers)}"
    images = _kept(cache, room)
    problems: tuple[Problem, ...] = ()
    if images is None:
        images, problems = _drawn(pdf.read_bytes(), cache, room, file, limits, covers, workers)
    if not images:
        return None, problems
    if covers:
        made = Facsimile(issue, pdf, 0, "", cache, room, images, limits, covers=covers)
        offer = picture_pdf(_large_pictures(made, pdf.read_bytes()))
        size, offered = len(offer), hashlib.sha256(offer).hexdigest()
        return replace(made, size=size, digest=offered, cleaned=Cleaned(offer, ())), problems
    clean, said = _offered(pdf, cache, room, file, limits)
    if clean is None:
        return None, (*problems, said)
    if not clean.content:
        return Facsimile(issue, pdf, pdf.stat().st_size, digest, cache, room, images, limits), problems
    offered = hashlib.sha256(clean.content).hexdigest()
    facsimile = Facsimile(issue, pdf, len(clean.content), offered, cache, room, images, limits, clean, digest)
    return facsimile, (*problems, said)


def _told(covers: tuple[Cover, ...]) -> str:
    """What tells pictures with covers from those without in the cache."""
    return f"-{hashlib.sha256(repr(covers).encode()).hexdigest()[:16]}" if covers else ""


def _large_pictures(facsimile: Facsimile, content: bytes) -> Iterator[bytes]:
    """The pictures of all pages, large where there are such."""
    for image in facsimile.images:
        small, large = names_of(image.page)
        yield _pictures(facsimile, image, content)[large if image.large else small]


def _pictures(facsimile: Facsimile, image: PageImage, content: bytes) -> dict[str, bytes]:
    """The pictures of a page; drawn and kept again where they were damaged since, or never kept."""
    pictures = _kept_pictures(facsimile.cache, facsimile.room, image)
    if pictures is None:
        pictures = _drawn_again(content, image.page, facsimile)
        for name, picture in pictures.items():
            facsimile.cache.put(facsimile.room, name, picture)
    return pictures


def _offered(pdf: Path, cache: Cache, room: str, file: str, limits: PdfLimits) -> tuple[Cleaned | None, Problem]:
    """The PDF as it may be offered, without content where that is the file itself, None if it may not be; and what is said where it is not."""
    key = f"offered-{code_of('publishing')[:32]}"
    known = cache.get(room, key)
    try:
        clean = msgspec.msgpack.decode(known, type=Cleaned) if known else _looked_through(pdf, limits)
        if not known:
            cache.put(room, key, msgspec.msgpack.encode(clean))
    except (Died, Failed):
        message = (
            "看不清这个 PDF 里有没有会自己动作的内容，没有提供原版和下载；文字照常发布。请用其他软件重新生成这个 PDF"
        )
        return None, warning(file, message, code="no-facsimile")
    message = f"PDF 里有会自己动作的内容（{'、'.join(clean.removed)}），供下载的一份已去掉，文字和图像不变"
    return clean, warning(file, message, code="pdf-cleaned")


def _looked_through(pdf: Path, limits: PdfLimits) -> Cleaned:
    """The PDF cleaned; without content where nothing had to go. Raises Died, Failed."""
    content = pdf.read_bytes()
    clean = in_worker(partial(_cleaned, content), limits)
    return clean._replace(content=b"") if clean.content == content else clean


def _cleaned(content: bytes, tell: Tell) -> Cleaned:
    return cleaned(content)


def facsimile_files(facsimile: Facsimile, home: str = "") -> Iterator[OutputFile]:
    """The PDF and the pictures, one at a time, as `<id>.pdf` and `pages/<n>.webp`, `pages/<n>-large.webp` in `home`, else `issues/<id>`.

    Raises OSError if the PDF cannot be read, or a page that was drawn cannot be drawn again.
    """
    home = home or f"issues/{facsimile.issue}"
    content = facsimile.pdf.read_bytes()
    yield OutputFile(f"{home}/{facsimile.issue}.pdf", facsimile.cleaned.content if facsimile.cleaned else content)
    for image in facsimile.images:
        pictures = _pictures(facsimile, image, content)
        for name in image.files:
            yield OutputFile(f"{home}/pages/{name}", pictures[name])


# The cache ---------------------------------------------------------------------------------------------------------


def _renderer() -> str:
    """Identity of what draws: this module's version and sizes, and the libraries'."""
    import pypdfium2
    from PIL import features

    parts = (_VERSION, SMALL, LARGE, pypdfium2.PDFIUM_INFO, features.version("webp"))
    return hashlib.sha256(repr([str(part) for part in parts]).encode()).hexdigest()[:16]


def _kept(cache: Cache, room: str) -> tuple[PageImage, ...] | None:
    """The pages that are kept of a PDF, None if they are not all there; each picture is verified when it is published."""
    listed = cache.get(room, _LIST)
    try:
        images = msgspec.json.decode(listed, type=tuple[PageImage, ...]) if listed else None
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
    return images if images and all(cache.has(room, name) for one in images for name in one.files) else None


def _kept_pictures(cache: Cache, room: str, image: PageImage) -> dict[str, bytes] | None:
    """The pictures of a page by their names, None if one is missing."""
    found = {name: cache.get(room, name) for name in image.files}
    whole = {name: data for name, data in found.items() if data is not None}
    return whole if len(whole) == len(found) else None


# Drawing -----------------------------------------------------------------------------------------------------------


def _drawn(
    content: bytes,
    cache: Cache,
    room: str,
    file: str,
    limits: PdfLimits,
    covers: tuple[Cover, ...],
    workers: int,
) -> tuple[tuple[PageImage, ...], tuple[Problem, ...]]:
    """Draws all pages and keeps them. The list comes last, when what it lists is there, and only if nothing was wrong."""
    with TemporaryDirectory(prefix="gazette-") as folder:
        images, problems = draw_bounded(content, Path(folder), file, limits, covers, workers)
        for name in (name for image in images for name in image.files):
            cache.put(room, name, Path(folder, name).read_bytes())
    if images and not problems:
        cache.put(room, _LIST, msgspec.json.encode(images))
    return tuple(images), tuple(problems)


def _drawn_again(content: bytes, page: int, facsimile: Facsimile) -> dict[str, bytes]:
    """The pictures of a page that could be drawn before. Raises OSError if a worker does not come to an end this time."""
    try:
        return in_worker(partial(_draw_one, content, page, facsimile.covers), facsimile.limits)
    except (Died, Failed) as failure:
        raise OSError(f"第{page}页的图像缓存里没有了，重画时中断：{failure}") from failure


def _draw_one(content: bytes, page: int, covers: tuple[Cover, ...], tell: Tell) -> dict[str, bytes]:
    import pypdfium2

    with pypdfium2.PdfDocument(content) as document:
        tell(page)
        return draw(document, page - 1, cover_of(page, covers))[1]
