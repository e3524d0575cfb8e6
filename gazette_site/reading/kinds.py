"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

import codecs

_FIRST_BYTES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "压缩包或 Office 文档"),
    (b"PK\x05\x06", "空的压缩包"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧式 Office 文档（.doc、.wps、.xls 一类）"),
    (b"{\\rtf", "RTF 文档"),
    (b"%!PS", "PostScript 文档"),
    (b"\x89PNG\r\n\x1a\n", "PNG 图片"),
    (b"\xff\xd8\xff", "JPEG 图片"),
    (b"GIF87a", "GIF 图片"),
    (b"GIF89a", "GIF 图片"),
    (b"II*\x00", "TIFF 图片"),
    (b"MM\x00*", "TIFF 图片"),
    (b"\x1f\x8b", "压缩文件（gzip）"),
    (b"BZh", "压缩文件（bzip2）"),
    (b"\xfd7zXZ\x00", "压缩文件（xz）"),
    (b"7z\xbc\xaf\x27\x1c", "压缩包（7z）"),
    (b"Rar!\x1a\x07", "压缩包（RAR）"),
    (b"\x7fELF", "程序"),
    (b"SQLite format 3\x00", "数据库"),
)
"""How files of a kind begin, and what the clerk calls them."""
_IN_ARCHIVES: tuple[tuple[bytes, str], ...] = (
    (b"word/", "Word 文档（.docx）"),
    (b"xl/", "Excel 表格（.xlsx）"),
    (b"ppt/", "PowerPoint 文稿（.pptx）"),
    (b"application/vnd.oasis.opendocument", "OpenDocument 文档"),
    (b"OFD.xml", "OFD 版式文档"),
    (b"application/epub", "EPUB 电子书"),
)
"""What stands near the beginning of the archives that are documents."""
_FONTS = (b"\x00\x01\x00\x00", b"OTTO", b"ttcf", b"true")
HEAD = 65536
"""Bytes of a file that are enough to tell what it is."""
_LOOKED_AT = 4096
"""Bytes that show whether a file is text."""
_STRAY = 4
"""Zero bytes that may have strayed into a text."""
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_PDF_HEAD = 1024
"""Bytes among which the mark of a PDF stands (ISO 32000, implementation note 13)."""


def kind_of(data: bytes) -> str:
    """What a file is whose bytes, or the first of them, are given, in the words of the clerk; empty if it may be text."""
    head = data[:_LOOKED_AT]
    start = head.removeprefix(codecs.BOM_UTF8).lstrip(b" \t\r\n")
    kind = next((name for mark, name in _FIRST_BYTES if start.startswith(mark)), "")
    if start.startswith(b"PK\x03\x04"):
        return next((name for mark, name in _IN_ARCHIVES if mark in data[:HEAD]), kind)
    if start.startswith(b"RIFF") and start[8:12] == b"WEBP":
        return "WebP 图片"
    if start.startswith(b"BM") and start[6:10] == bytes(4):
        return "BMP 图片"
    if kind or start.startswith(_UTF_16):
        return kind
    return "二进制文件（也可能是没有字节序标记的 UTF-16 文字）" if head.count(0) > max(_STRAY, len(head) // 20) else ""


def is_pdf(data: bytes) -> bool:
    """Whether the first bytes of a file are those of a PDF."""
    return b"%PDF-" in data[:_PDF_HEAD]


def is_font(data: bytes) -> bool:
    """Whether the first bytes of a file are those of a TrueType or OpenType font or collection."""
    return data.startswith(_FONTS)
