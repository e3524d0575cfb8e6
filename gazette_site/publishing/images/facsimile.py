"""The facsimile of an issue: its PDF, and a picture of each of its pages in two sizes.

    PDF ──▶ page images, in the cache ──▶ OutputFiles

1. The pictures are made once: they are kept under the digest of the PDF and of whatever draws them, so that neither a
   changed PDF nor a changed renderer can meet old ones; each is verified again when it is published.
2. The same PDF gives the same bytes. A page that was drawn is kept without loss in sixteen steps of each colour, which
   is crisp and half the size; a page that was photographed is not, and is kept as a photograph.
3. A page that cannot be drawn is a problem of that page; the others are published.
4. What is offered for download acts on nothing (`clean_pdf`). Every library that opens the PDF does so in a bounded worker.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence, Set
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from gazette_site.cache import Cache
from gazette_site.clean_pdf import Cleaned, cleaned
from gazette_site.model import Cover, IssueId
from gazette_site.pdf_limits import DEFAULT_LIMITS, PdfLimits
from gazette_site.problems import Problem, warning
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.images.covering import covered, picture_pdf
from gazette_site.reading.pdf.worker import Died, Failed, Tell, in_worker

if TYPE_CHECKING:
    from PIL.Image import Image

SMALL, LARGE = 1000, 1800
"""Pixels of the shorter side of a page: beside the text, and to look closely."""
_LONGEST = 3
"""The longer side is at most so many times the shorter one, however odd the page."""
_STEPS = 17
"""Distance between two of sixteen steps of a colour from 0 to 255."""
_FLAT = 0.6
"""Bits a pixel up to which a page kept without loss was drawn, not photographed."""
_PHOTOGRAPH = 60
"""Quality of a page that was photographed."""
_VERSION = 1
"""Goes up whenever a page would be drawn differently."""
_DEATHS = 3
"""Workers that may die over one PDF."""
_LIST = "pages.json"
_PICTURE = 80
"""Points of width and height from which a picture on a page is one, and no ornament."""
_WHOLE = 0.7
"""Share of the page from which a picture is the page itself."""


class PageImage(NamedTuple):
    """The picture of one page."""

    page: int
    """Place in the PDF, counted from 1."""
    width: int
    """Of the small picture, in pixels."""
    height: int
    cutting: tuple[int, int] | None
    """Width and height of what is cut out of the large one: the one map or drawing on the page; None if there is none, or more than one."""

    @property
    def files(self) -> tuple[str, ...]:
        """Its files."""
        return (*names_of(self.page), *((cutting_of(self.page),) if self.cutting else ()))


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


def make_facsimiles(
    requests: Sequence[Request],
    cache: Cache,
    workers: int,
    told: Callable[[int], None],
    limits: PdfLimits = DEFAULT_LIMITS,
) -> tuple[dict[IssueId, Facsimile], tuple[Problem, ...]]:
    """The facsimiles of some issues, by that many processes; `told` is told how many are done. The result is the same with any number."""
    found: dict[IssueId, Facsimile] = {}
    problems: list[Problem] = []
    make = partial(_make, cache=cache, limits=limits)
    with ProcessPoolExecutor(workers) if min(workers, len(requests)) > 1 else nullcontext() as pool:
        for done, (facsimile, more) in enumerate(pool.map(make, requests) if pool else map(make, requests), 1):
            found.update({facsimile.issue: facsimile} if facsimile else {})
            problems += more
            told(done)
    return found, tuple(problems)


def _make(request: Request, cache: Cache, limits: PdfLimits) -> tuple[Facsimile | None, tuple[Problem, ...]]:
    return make_facsimile(request.issue, request.pdf, cache, request.file, limits, request.covers)


def make_facsimile(
    issue: IssueId,
    pdf: Path,
    cache: Cache,
    file: str,
    limits: PdfLimits = DEFAULT_LIMITS,
    covers: tuple[Cover, ...] = (),
) -> tuple[Facsimile | None, tuple[Problem, ...]]:
    """The facsimile of a PDF, its pages drawn unless the cache has them; None if it may not be offered. `file` is for messages."""
    content = pdf.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    room = f"pages/{digest[:32]}-{_renderer()}{_told(covers)}"
    images = _kept(cache, room)
    problems: tuple[Problem, ...] = ()
    if images is None:
        images, problems = _drawn(content, cache, room, file, limits, covers)
    if not images:
        return None, problems
    if covers:
        made = Facsimile(issue, pdf, 0, "", cache, room, images, limits, covers=covers)
        offer = picture_pdf(_large_pictures(made, content))
        size, offered = len(offer), hashlib.sha256(offer).hexdigest()
        return replace(made, size=size, digest=offered, cleaned=Cleaned(offer, ())), problems
    clean, said = _offered(content, file, limits)
    if clean is None:
        return None, (*problems, said)
    if clean.content == content:
        return Facsimile(issue, pdf, len(content), digest, cache, room, images, limits), problems
    offered = hashlib.sha256(clean.content).hexdigest()
    facsimile = Facsimile(issue, pdf, len(clean.content), offered, cache, room, images, limits, clean, digest)
    return facsimile, (*problems, said)


def _told(covers: tuple[Cover, ...]) -> str:
    """What tells pictures with covers from those without in the cache."""
    return f"-{hashlib.sha256(repr(covers).encode()).hexdigest()[:16]}" if covers else ""


def _large_pictures(facsimile: Facsimile, content: bytes) -> Iterator[bytes]:
    """The large pictures of all pages."""
    for image in facsimile.images:
        yield _pictures(facsimile, image, content)[names_of(image.page)[1]]


def _pictures(facsimile: Facsimile, image: PageImage, content: bytes) -> dict[str, bytes]:
    """The pictures of a page; drawn again where they were damaged since, or never kept."""
    kept = _kept_pictures(facsimile.cache, facsimile.room, image)
    return kept if kept is not None else _drawn_again(content, image.page, facsimile)


def _offered(content: bytes, file: str, limits: PdfLimits) -> tuple[Cleaned | None, Problem]:
    """The PDF as it may be offered, None if it may not be, and what is said of it where it is not offered as it is."""
    try:
        clean = in_worker(partial(_cleaned, content), limits)
    except (Died, Failed):
        message = (
            "看不清这个 PDF 里有没有会自己动作的内容，没有提供原版和下载；文字照常发布。请用其他软件重新生成这个 PDF"
        )
        return None, warning(file, message, code="no-facsimile")
    message = f"PDF 里有会自己动作的内容（{'、'.join(clean.removed)}），供下载的一份已去掉，文字和图像不变"
    return clean, warning(file, message, code="pdf-cleaned")


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


def names_of(page: int) -> tuple[str, str]:
    """The files of a page, small and large."""
    return f"{page}.webp", f"{page}-large.webp"


def cutting_of(page: int) -> str:
    """The file of the one map or drawing on a page."""
    return f"{page}-picture.webp"


# The cache ---------------------------------------------------------------------------------------------------------


def _renderer() -> str:
    """Identity of what draws: this module's version and sizes, and the libraries'."""
    import pypdfium2
    from PIL import features

    parts = (_VERSION, SMALL, LARGE, pypdfium2.PDFIUM_INFO, features.version("webp"))
    return hashlib.sha256(repr([str(part) for part in parts]).encode()).hexdigest()[:16]


def _kept(cache: Cache, room: str) -> tuple[PageImage, ...] | None:
    """The pages that are kept of a PDF, None if they are not all there, each picture as it was drawn."""
    listed = cache.get(room, _LIST)
    try:
        images = msgspec.json.decode(listed, type=tuple[PageImage, ...]) if listed else None
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
    return images if images and all(_kept_pictures(cache, room, image) for image in images) else None


def _kept_pictures(cache: Cache, room: str, image: PageImage) -> dict[str, bytes] | None:
    """The pictures of a page by their names, None if one is missing."""
    found = {name: cache.get(room, name) for name in image.files}
    whole = {name: data for name, data in found.items() if data is not None}
    return whole if len(whole) == len(found) else None


# Drawing -----------------------------------------------------------------------------------------------------------


def _drawn(
    content: bytes, cache: Cache, room: str, file: str, limits: PdfLimits, covers: tuple[Cover, ...]
) -> tuple[tuple[PageImage, ...], tuple[Problem, ...]]:
    """Draws all pages and keeps them. The list comes last, when what it lists is there, and only if nothing was wrong."""
    with TemporaryDirectory(prefix="gazette-") as folder:
        images, problems = _draw_bounded(content, Path(folder), file, limits, covers)
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
        return _draw(document, page - 1, _cover_of(page, covers))[1]


def _cover_of(page: int, covers: tuple[Cover, ...]) -> Cover | None:
    return next((one for one in covers if one.page == page), None)


def _draw_bounded(
    content: bytes, folder: Path, file: str, limits: PdfLimits, covers: tuple[Cover, ...]
) -> tuple[list[PageImage], list[Problem]]:
    """The pages drawn by a worker. A page on which it dies is left out, and another worker draws the others, `_DEATHS` times at most."""
    import pypdfium2  # noqa: F401  # once here, not in each worker

    lost: dict[int, Problem] = {}
    while len(lost) < _DEATHS:
        work = partial(_draw_all, content, folder, file, frozenset(lost), limits.pages, covers)
        try:
            images, problems = in_worker(work, limits)
        except Died as death:
            if not death.page or death.page in lost:
                break
            why = f"画不出这一页的图像，原版缺这一页：{death}"
            lost[death.page] = warning(file, why, death.page, code="no-page-image")
        else:
            return images, [*lost.values(), *problems]
    return [], [warning(file, "画这个 PDF 的页面图像时一再中断，这一期没有原版", code="no-facsimile")]


def _draw_all(
    content: bytes, folder: Path, file: str, left_out: Set[int], most: int, covers: tuple[Cover, ...], tell: Tell
) -> tuple[list[PageImage], list[Problem]]:
    """Each page but those left out drawn into the folder, unless there are more than `most`: its pictures, and what is wrong."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return [], [warning(file, "PDF 打不开，画不出页面图像，这一期没有原版", code="no-facsimile")]
    images: list[PageImage] = []
    problems: list[Problem] = []
    with document:
        if len(document) > most:
            return [], [warning(file, f"页数超过{most}，这一期没有原版", code="no-facsimile")]
        for index in (one for one in range(len(document)) if one + 1 not in left_out):
            tell(index + 1)
            try:
                image, pictures = _draw(document, index, _cover_of(index + 1, covers))
            except (pypdfium2.PdfiumError, ValueError, MemoryError):
                problems.append(warning(file, "画不出这一页的图像，原版缺这一页", index + 1, code="no-page-image"))
                continue
            images.append(image)
            for name, data in pictures.items():
                (folder / name).write_bytes(data)
    return images, problems


def _draw(document: Any, index: int, cover: Cover | None) -> tuple[PageImage, dict[str, bytes]]:
    """One page drawn in both sizes, and the one picture on it cut out, by the names of their files."""
    page = document[index]
    try:
        small, large = (covered(_picture(page, short), cover) for short in (SMALL, LARGE))
        box = _only_picture(page)
    finally:
        page.close()
    drawn = _is_drawn(small)
    pictures = dict(zip(names_of(index + 1), (small, large), strict=True))
    cutting = _cut_out(large, box) if box else None
    if cutting:
        pictures[cutting_of(index + 1)] = cutting
    image = PageImage(index + 1, small.width, small.height, cutting.size if cutting else None)
    return image, {name: encoded(picture, drawn=drawn) for name, picture in pictures.items()}


def _picture(page: Any, short: int) -> Image:
    """A page as a picture whose shorter side has so many pixels."""
    width, height = page.get_size()
    scale = min(short / min(width, height), _LONGEST * short / max(width, height))
    bitmap = page.render(scale=scale)
    try:
        picture: Image = bitmap.to_pil().convert("RGB")
        return picture
    finally:
        bitmap.close()


def _only_picture(page: Any) -> tuple[float, float, float, float] | None:
    """The one picture on a page as shares of it (left, upper, right, lower edge); None if there is not exactly one."""
    from pypdfium2 import raw

    left, bottom, right, top = page.get_bbox()
    width, height = right - left, top - bottom
    if page.get_rotation():
        return None
    found = []
    for one in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=2):
        x0, y0, x1, y1 = one.get_bounds()
        if x1 - x0 >= _PICTURE and y1 - y0 >= _PICTURE:
            found.append(((x0 - left) / width, (top - y1) / height, (x1 - left) / width, (top - y0) / height))
    if len(found) != 1 or (found[0][2] - found[0][0]) * (found[0][3] - found[0][1]) > _WHOLE:
        return None
    return found[0]


def _cut_out(picture: Image, box: tuple[float, float, float, float]) -> Image | None:
    """A part of a page with a little of the paper around it."""
    margin = 0.004
    x0, y0 = (max(int((share - margin) * side), 0) for share, side in zip(box[:2], picture.size, strict=True))
    x1, y1 = (min(int((share + margin) * side), side) for share, side in zip(box[2:], picture.size, strict=True))
    return picture.crop((x0, y0, x1, y1)) if x1 > x0 and y1 > y0 else None


def _is_drawn(picture: Image) -> bool:
    """Whether a page was drawn, not photographed: it takes few bits without loss."""
    return len(encoded(picture, drawn=True)) * 8 <= _FLAT * picture.width * picture.height


def encoded(picture: Image, *, drawn: bool) -> bytes:
    """A picture as WebP: without loss in sixteen steps of each colour, or as a photograph."""
    if drawn:
        return _webp(_in_steps(picture), lossless=True, quality=75)
    return _webp(picture, lossless=False, quality=_PHOTOGRAPH)


def _in_steps(picture: Image) -> Image:
    steps = [min((value + _STEPS // 2) // _STEPS * _STEPS, 255) for value in range(256)]
    return picture.point(steps * 3)


def _webp(picture: Image, *, lossless: bool, quality: int) -> bytes:
    data = BytesIO()
    picture.save(data, "WEBP", lossless=lossless, quality=quality, method=4)
    return data.getvalue()
