"""Files that machines read: written so that none of them can be ill-formed.

XML is made of elements and written by `xml_bytes` alone; every text file is looked through once more on its way into the site. What no
text may hold was set aside at the entrance (`reading.entrance`): if any of it comes as far as here, the program is wrong, and the
build ends before anything is published.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable

from gazette_site.late import late
from gazette_site.publishing.folder.output import OutputFile

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NOT_IN_XML = late("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Everything but Char of XML 1.0, section 2.2."""
_NOT_IN_ATTRIBUTES = re.compile('["\t\n\r]')
_IN_ATTRIBUTES = str.maketrans({'"': "&quot;", "\t": "&#09;", "\n": "&#10;", "\r": "&#13;"})
_TEXTS = (".html", ".xml", ".json", ".csv", ".txt", ".md", ".svg", ".sql", ".css", ".js")
_AS_IT_CAME = late(r"issues/[^/]+/transcript\.|documents/[^/]+/attachment-[^/]+/file-")
_CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\n\r"))
_FORBIDDEN = (
    (b"\xc2", re.compile(rb"\xc2[\x80-\x9f]")),  # C1
    (b"\xef", re.compile(rb"\xef(?:\xb7[\x90-\xaf]|\xbf[\xbe\xbf])")),  # U+FDD0 to U+FDEF, U+FFFE, U+FFFF
    (b"\xe2", re.compile(rb"\xe2(?:\x80[\xaa-\xae]|\x81[\xa6-\xaf])")),  # marks of direction
)
"""As they stand in UTF-8, each after the byte that it begins with: to look for a byte costs next to nothing."""


class IllFormed(ValueError):
    """A text of the site that holds what no text may hold: a mistake of the program."""


def xml_bytes(root: ET.Element, last: Iterable[bytes] = ()) -> bytes:
    """The file of an element: UTF-8 with its declaration; `last` are elements that were written before, to stand last in it."""
    start, end = _HEAD + xml_of(root).decode(), f"</{root.tag}>"
    return b"".join((start.removesuffix(end).encode(), *last, end.encode() if start.endswith(end) else b"", b"\n"))


def xml_of(element: ET.Element) -> bytes:
    """An element as it stands in a file; a character that XML has not is the replacement character."""
    parts: list[str] = []
    _write(element, parts)
    text = "".join(parts)
    try:
        content = text.encode()
    except UnicodeEncodeError:  # half a character
        content = b"\0"
    # To look at every character of what nearly always has none of these takes longer than all the rest.
    if len(content.translate(None, _CONTROLS)) == len(content) and b"\xef\xbf" not in content:
        return content
    return _NOT_IN_XML.sub("\ufffd", text).encode()


def _write(element: ET.Element, parts: list[str]) -> None:
    """As `ET.tostring`, in half the time: for elements whose names are written as they stand, without spaces of names."""
    start = tag = element.tag
    for name, value in element.items():
        start += f' {name}="{_attribute(value)}"'
    text, tail = element.text, element.tail
    text, tail = _text(text) if text else "", _text(tail) if tail else ""
    if not len(element):
        parts.append(f"<{start}>{text}</{tag}>{tail}" if text else f"<{start} />{tail}")
        return
    parts.append(f"<{start}>{text}")
    for one in element:
        _write(one, parts)
    parts.append(f"</{tag}>{tail}")


def _text(text: str) -> str:
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text or ">" in text:
        text = text.replace("<", "&lt;").replace(">", "&gt;")
    return text


def _attribute(value: str) -> str:
    text = _text(value)
    return text.translate(_IN_ATTRIBUTES) if _NOT_IN_ATTRIBUTES.search(text) else text


def check_text(file: OutputFile) -> None:
    """Raises IllFormed if a text file holds what no text may hold. Files that are published as they came are not asked."""
    if not file.path.endswith(_TEXTS) or _AS_IT_CAME.match(file.path):
        return
    content = file.content
    if len(content.translate(None, _CONTROLS)) != len(content):
        raise IllFormed(f"control character in {file.path}")
    for first, pattern in _FORBIDDEN:
        if first in content and (found := pattern.search(content)):
            raise IllFormed(f"U+{ord(found[0].decode()):04X} in {file.path}")
