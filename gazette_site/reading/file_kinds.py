"""What an attached file is, by what is in it, whatever its name says; archives by their lists only."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from gazette_site.reading.encoding import EncodingError, decode
from gazette_site.reading.kinds import HEAD, is_pdf, kind_of

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OFFICE = "[Content_Types].xml"
_MACRO_STORAGE = "_VBA_PROJECT".encode("utf-16-le")
_MOST_MEMBERS = 10_000
_MOST_UNPACKED = 1_000_000_000
_MOST_RATIO = 300
"""What an archive may unpack to, in all and for each of its bytes; more is made to harm whoever opens it."""
_MOST_PIXELS = 150_000_000
MACROS = "宏"

KINDS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    ".pdf": ("PDF", ("pdf",)),
    ".docx": ("Word 文档", ("word",)),
    ".docm": ("Word 文档", ("word",)),
    ".doc": ("Word 文档（旧式）", ("ole",)),
    ".wps": ("WPS 文字", ("ole", "word")),
    ".xlsx": ("Excel 表格", ("xl",)),
    ".xlsm": ("Excel 表格", ("xl",)),
    ".xls": ("Excel 表格（旧式）", ("ole",)),
    ".et": ("WPS 表格", ("ole", "xl")),
    ".csv": ("CSV 表格", ("text",)),
    ".pptx": ("PowerPoint 文稿", ("ppt",)),
    ".ppt": ("PowerPoint 文稿（旧式）", ("ole",)),
    ".ofd": ("OFD 版式文档", ("ofd",)),
    ".odt": ("OpenDocument 文字", ("odf",)),
    ".ods": ("OpenDocument 表格", ("odf",)),
    ".txt": ("文本", ("text",)),
    ".jpg": ("图片", ("jpeg",)),
    ".jpeg": ("图片", ("jpeg",)),
    ".png": ("图片", ("png",)),
    ".gif": ("图片", ("gif",)),
    ".webp": ("图片", ("webp",)),
    ".tif": ("图片", ("tiff",)),
    ".tiff": ("图片", ("tiff",)),
    ".bmp": ("图片", ("bmp",)),
}
"""Kinds of files that are offered, by their suffix: what the reader calls them, and what they must be."""
_PICTURES = ("jpeg", "png", "gif", "webp", "tiff", "bmp")
_SHOWN = ("jpeg", "png", "gif", "webp")
"""Pictures that every browser shows."""


class Refused(Exception):
    """Why a file is not offered, in Chinese."""

    def __init__(self, why: str, code: str) -> None:
        super().__init__(why)
        self.code = code


class Found(NamedTuple):
    """What a file was found to be."""

    kind: str
    """`Excel 表格`."""
    active: tuple[str, ...] = ()
    """What in it may act by itself."""
    width: int = 0
    """In pixels, of a picture that browsers show."""
    height: int = 0


def look_into(path: Path) -> Found:
    """What a file is. Raises `Refused` if that is not what its name says, or nothing to be offered; OSError."""
    kind, families = KINDS[path.suffix.lower()]
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    family = _family(path, head)
    if family not in families:
        what = kind_of(head) or ("PDF" if is_pdf(head) else "文本")
        raise Refused(f"扩展名是 {path.suffix}，内容却是{what}；请核对文件，或把扩展名改对", "wrong-kind")
    if family in _PICTURES:
        return _picture(path, kind, family)
    macros = _has_macros(path) if family in ("ole", "word", "xl", "ppt", "odf") else False
    return Found(kind, (MACROS,) if macros else ())


def _family(path: Path, head: bytes) -> str:
    if is_pdf(head):
        return "pdf"
    if head.startswith(_OLE):
        return "ole"
    if head.startswith(b"PK"):
        return _archive(path)
    marks = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg", b"GIF8": "gif", b"II*\0": "tiff", b"MM\0*": "tiff"}
    picture = next((name for mark, name in marks.items() if head.startswith(mark)), "")
    if picture or (head.startswith(b"BM") and head[6:10] == bytes(4)):
        return picture or "bmp"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "webp"
    return "text" if _is_text(path) else ""


def _is_text(path: Path) -> bool:
    data = path.read_bytes()
    if kind_of(data):
        return False
    try:
        decode(data)
    except EncodingError:
        return False
    return True


def _archive(path: Path) -> str:
    names = {member.filename for member in _members(path)}
    if _OFFICE in names:
        return next((one for one in ("word", "xl", "ppt") if any(n.startswith(f"{one}/") for n in names)), "")
    if "OFD.xml" in names:
        return "ofd"
    return "odf" if {"mimetype", "content.xml"} <= names else ""


def _members(path: Path) -> list[zipfile.ZipInfo]:
    """The list of an archive; nothing is unpacked. Raises `Refused` for one that cannot be read, or is made to harm."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError):
        raise Refused("文件损坏，打不开；请重新取得", "unreadable") from None
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if len(members) > _MOST_MEMBERS or unpacked > _MOST_UNPACKED or unpacked > _MOST_RATIO * max(packed, 1_000_000):
        raise Refused("文件解开后大得不正常，可能是有意破坏的，没有提供", "archive-bomb")
    return members


def _has_macros(path: Path) -> bool:
    data = path.read_bytes()
    if data.startswith(_OLE):
        return _MACRO_STORAGE in data
    names = (member.filename.lower() for member in _members(path))
    return any(name.endswith("vbaproject.bin") or name.startswith(("basic/", "scripts/")) for name in names)


def _picture(path: Path, kind: str, family: str) -> Found:
    from PIL import Image  # a build without pictures must not wait for it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(path, formats=[family.upper()]) as image:
                width, height = image.size
    except (OSError, Image.DecompressionBombError, ValueError, SyntaxError):
        raise Refused("图片损坏，打不开；请重新取得", "unreadable") from None
    if width * height > _MOST_PIXELS:
        raise Refused(f"图片太大（{width}×{height}），没有提供；请缩小", "too-large")
    return Found(kind, (), width, height) if family in _SHOWN else Found(kind)
