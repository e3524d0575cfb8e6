"""Pages of a PDF drawn as pictures, by workers that may die over them (`reading.pdf.worker`).

A page that was drawn is kept without loss in sixteen steps of each colour, which is crisp and half the size; a page that was photographed is not,
and is kept as a photograph. A second, large picture is made only where looking closely shows more: of a photograph, and of a page
with a map, a drawing or a picture on it. Of a page of text the PDF shows all there is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from gazette_site.model import Cover
from gazette_site.pdf_limits import PdfLimits
from gazette_site.problems import Problem, warning
from gazette_site.publishing.images.covering import covered
from gazette_site.reading.pdf.worker import Died, Tell, in_worker

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
_DENSE = 1.2
"""The same for a page on which no picture lies: full of small print, it takes more than others."""
_PHOTOGRAPH = 60
"""Quality of a page that was photographed."""
_DEATHS = 3
"""Workers that may die over one PDF."""
_PICTURE = 80
"""Points of width and height from which a picture on a page is one, and no ornament."""
_WHOLE = 0.7
"""Share of the page from which a picture is the page itself."""
_CURVED = 20
"""Points of a line from which it belongs to a drawing: rules and frames have fewer."""
_MANY_CURVED = 10
"""Such lines from which a page has a drawing, or letters that are drawn, on it."""


class PageImage(NamedTuple):
    """The picture of one page."""

    page: int
    """Place in the PDF, counted from 1."""
    width: int
    """Of the small picture, in pixels."""
    height: int
    cutting: tuple[int, int] | None
    """Width and height of what is cut out of the large one: the one map or drawing on the page; None if there is none, or more than one."""

    large: bool
    """Whether there is a large picture too."""

    @property
    def files(self) -> tuple[str, ...]:
        """Its files."""
        small, large = names_of(self.page)
        return (small, *((large,) if self.large else ()), *((cutting_of(self.page),) if self.cutting else ()))


def names_of(page: int) -> tuple[str, str]:
    """The files of a page, small and large."""
    return f"{page}.webp", f"{page}-large.webp"


def cutting_of(page: int) -> str:
    """The file of the one map or drawing on a page."""
    return f"{page}-picture.webp"


# By workers --------------------------------------------------------------------------------------------------------


class _Part(NamedTuple):
    """What came of the pages of one worker after the other."""

    images: Sequence[PageImage]
    problems: Sequence[Problem]
    lost: Mapping[int, Problem]
    """Pages on which a worker died."""
    ended: bool
    """False if the workers died too often, or before the first page."""


def draw_bounded(
    content: bytes, folder: Path, file: str, limits: PdfLimits, covers: tuple[Cover, ...] = (), workers: int = 1
) -> tuple[list[PageImage], list[Problem]]:
    """All pages drawn into the folder by so many workers side by side; the result is the same with any number.

    A page on which a worker dies is left out, and another worker draws the others, `_DEATHS` times at most.
    """
    import pypdfium2  # noqa: F401  # once here, not in each worker

    work = partial(_draw_part, content, folder, file, limits, covers, workers)
    with ThreadPoolExecutor(workers) as threads:
        parts = list(threads.map(work, range(workers)))
    if not all(part.ended for part in parts) or sum(len(part.lost) for part in parts) >= _DEATHS:
        return [], [warning(file, "画这个 PDF 的页面图像时一再中断，这一期没有原版", code="no-facsimile")]
    said = dict.fromkeys(chain.from_iterable((*part.lost.values(), *part.problems) for part in parts))
    images = sorted(image for part in parts for image in part.images)
    return images, sorted(said, key=lambda problem: problem.line)


def _draw_part(
    content: bytes, folder: Path, file: str, limits: PdfLimits, covers: tuple[Cover, ...], parts: int, part: int
) -> _Part:
    lost: dict[int, Problem] = {}
    while len(lost) < _DEATHS:
        work = partial(_draw_all, content, folder, file, frozenset(lost), limits.pages, covers, (part, parts))
        try:
            images, problems = in_worker(work, limits)
        except Died as death:
            if not death.page or death.page in lost:
                break
            why = f"画不出这一页的图像，原版缺这一页：{death}"
            lost[death.page] = warning(file, why, death.page, code="no-page-image")
        else:
            return _Part(images, problems, lost, ended=True)
    return _Part((), (), lost, ended=False)


def _draw_all(
    content: bytes,
    folder: Path,
    file: str,
    left_out: Set[int],
    most: int,
    covers: tuple[Cover, ...],
    part: tuple[int, int],
    tell: Tell,
) -> tuple[list[PageImage], list[Problem]]:
    """Each page of a part (which, of how many) but those left out drawn, unless there are more than `most` in all."""
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
        for index in (one for one in range(part[0], len(document), part[1]) if one + 1 not in left_out):
            tell(index + 1)
            try:
                image, pictures = draw(document, index, cover_of(index + 1, covers))
            except (pypdfium2.PdfiumError, ValueError, MemoryError):
                problems.append(warning(file, "画不出这一页的图像，原版缺这一页", index + 1, code="no-page-image"))
                continue
            images.append(image)
            for name, data in pictures.items():
                (folder / name).write_bytes(data)
    return images, problems


# One page ----------------------------------------------------------------------------------------------------------


def cover_of(page: int, covers: tuple[Cover, ...]) -> Cover | None:
    """What is painted over on a page."""
    return next((one for one in covers if one.page == page), None)


def draw(document: Any, index: int, cover: Cover | None = None) -> tuple[PageImage, dict[str, bytes]]:
    """One page drawn, with its cover, large too where that shows more, and the one picture on it cut out, by the names of their files."""
    page = document[index]
    small_name, large_name = names_of(index + 1)
    try:
        small = covered(_picture(page, SMALL), cover)
        without_loss = encoded(small, drawn=True)
        boxes = _pictures_on(page)
        drawn = _is_flat(without_loss, small, _FLAT if boxes else _DENSE)
        closer = not drawn or bool(boxes) or _has_drawing(page)
        large = covered(_picture(page, LARGE), cover) if closer else None
        box = _only_picture(page, boxes)
    finally:
        page.close()
    files = {small_name: without_loss if drawn else encoded(small, drawn=False)}
    if large:
        files[large_name] = encoded(large, drawn=drawn)
    cutting = _cut_out(large, box) if large and box else None
    if cutting:
        files[cutting_of(index + 1)] = encoded(cutting, drawn=drawn)
    size = cutting.size if cutting else None
    return PageImage(index + 1, small.width, small.height, size, large is not None), files


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


def _pictures_on(page: Any) -> list[tuple[float, float, float, float]]:
    """The pictures on a page, ornaments left out, as PDF has their edges: left, lower, right, upper."""
    from pypdfium2 import raw

    found = [one.get_bounds() for one in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=2)]
    return [box for box in found if box[2] - box[0] >= _PICTURE and box[3] - box[1] >= _PICTURE]


def _has_drawing(page: Any) -> bool:
    """Whether lines of many points are on a page: a map or a drawing, or letters that are drawn."""
    from pypdfium2 import raw

    curved = 0
    for one in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=2):
        curved += raw.FPDFPath_CountSegments(one.raw) >= _CURVED
        if curved >= _MANY_CURVED:
            return True
    return False


def _only_picture(
    page: Any, boxes: Sequence[tuple[float, float, float, float]]
) -> tuple[float, float, float, float] | None:
    """The one picture on a page as shares of it (left, upper, right, lower edge); None if there is not exactly one."""
    if len(boxes) != 1 or page.get_rotation():
        return None
    left, bottom, right, top = page.get_bbox()
    width, height = right - left, top - bottom
    x0, y0, x1, y1 = boxes[0]
    shares = (x0 - left) / width, (top - y1) / height, (x1 - left) / width, (top - y0) / height
    return None if (shares[2] - shares[0]) * (shares[3] - shares[1]) > _WHOLE else shares


def _cut_out(picture: Image, box: tuple[float, float, float, float]) -> Image | None:
    """A part of a page with a little of the paper around it."""
    margin = 0.004
    x0, y0 = (max(int((share - margin) * side), 0) for share, side in zip(box[:2], picture.size, strict=True))
    x1, y1 = (min(int((share + margin) * side), side) for share, side in zip(box[2:], picture.size, strict=True))
    return picture.crop((x0, y0, x1, y1)) if x1 > x0 and y1 > y0 else None


def _is_flat(without_loss: bytes, picture: Image, most: float) -> bool:
    """Whether a page was drawn, not photographed: it takes few bits without loss."""
    return len(without_loss) * 8 <= most * picture.width * picture.height


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
