"""Codes of fonts whose names say no character (ISO 32000-1, 9.6.6): pdfminer takes that of the usual encoding for them, another one.

/Encoding <</Differences [97 /g7]>>, no /ToUnicode     code 97 is no "a", it is not known what it is
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pdfminer.encodingdb import name2unicode
from pdfminer.pdffont import PDFSimpleFont
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral

_NAMELESS = ".notdef"


def forget_unknown(font: object, settings: object) -> None:
    """Takes from a font the characters of codes whose names are not known, so that they count as glyphs without a character."""
    spec = resolve1(settings)
    if not isinstance(font, PDFSimpleFont) or not isinstance(spec, dict) or "ToUnicode" in spec:
        return
    unknown = {code for code, name in _differences(spec) if not _is_known(name)}
    if unknown:
        font.cid2unicode = {code: text for code, text in font.cid2unicode.items() if code not in unknown}


def _differences(spec: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    encoding = resolve1(spec.get("Encoding"))
    listed = resolve1(encoding.get("Differences")) if isinstance(encoding, dict) else None
    code = 0
    for one in listed if isinstance(listed, list) else ():
        value = resolve1(one)
        if isinstance(value, int):
            code = value
        elif isinstance(value, PSLiteral):
            yield code, str(value.name)
            code += 1


def _is_known(name: str) -> bool:
    if name == _NAMELESS:
        return True
    try:
        name2unicode(name)
    except (KeyError, ValueError):
        return False
    return True
