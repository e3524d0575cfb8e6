"""What is painted over on the pictures of pages, and the PDF that is made of such pictures.

    picture, boxes ──▶ picture            pictures ──▶ PDF of pictures, no text, the same bytes for the same pictures

The PDF has one JPEG a page and nothing else: no letter of the original file is in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from gazette_site.model import Cover

if TYPE_CHECKING:
    from PIL.Image import Image

_PAINT = (70, 70, 70)
_QUALITY = 70
_SHORT_SIDE = 595.0
"""Points that the shorter side of a page has, as A4."""


def covered(picture: Image, cover: Cover | None) -> Image:
    """The picture with the boxes painted over; all of it where the cover has none."""
    if cover is None:
        return picture
    from PIL import Image as images
    from PIL import ImageDraw

    if not cover.boxes:
        return images.new("RGB", picture.size, _PAINT)
    painted = picture.copy()
    pen = ImageDraw.Draw(painted)
    width, height = picture.size
    for box in cover.boxes:
        pen.rectangle((box.left * width, box.upper * height, box.right * width, box.lower * height), fill=_PAINT)
    return painted


def picture_pdf(pictures: Iterable[bytes]) -> bytes:
    """A PDF whose pages are these pictures (WebP), one at a time in memory."""
    objects: list[bytes] = [b"", b""]  # catalog and page tree, written last
    pages = []
    for data in pictures:
        jpeg, width, height = _jpeg(data)
        scale = _SHORT_SIDE / min(width, height)
        x, y = width * scale, height * scale
        drawing = f"q {x:.2f} 0 0 {y:.2f} 0 0 cm /P Do Q".encode()
        number = len(objects) + 1
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {x:.2f} {y:.2f}]/Contents {number + 1} 0 R"
            f"/Resources<</XObject<</P {number + 2} 0 R>>>>>>".encode(),
            _stream(b"", drawing),
            _stream(
                f"/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceRGB"
                f"/BitsPerComponent 8/Filter/DCTDecode".encode(),
                jpeg,
            ),
        ]
        pages.append(f"{number} 0 R")
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(pages)}]>>".encode()
    return b"".join(_file(objects))


def _jpeg(data: bytes) -> tuple[bytes, int, int]:
    from PIL import Image as images

    with images.open(BytesIO(data)) as picture:
        written = BytesIO()
        picture.convert("RGB").save(written, "JPEG", quality=_QUALITY)
        return written.getvalue(), picture.width, picture.height


def _stream(entries: bytes, content: bytes) -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(content), content)


def _file(objects: list[bytes]) -> Iterator[bytes]:
    """The parts of the file: head, objects, where each of them begins, trailer."""
    head = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
    yield head
    place, places = len(head), []
    for number, content in enumerate(objects, 1):
        places.append(place)
        part = b"%d 0 obj\n%s\nendobj\n" % (number, content)
        place += len(part)
        yield part
    rows = b"".join(b"%010d 00000 n \n" % one for one in places)
    size = len(objects) + 1
    yield b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, rows)
    yield b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, place)
