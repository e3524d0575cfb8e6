"""Words in annotations (ISO 32000-1, 12.5): text laid over a page, fields of a form, stamps. A reader sees them on the page, so they are read there.

What is shown is the appearance of an annotation; what has none, though it has words, is not read and told. Notes of proof-readers and links print
nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import decode_text

from gazette_site.reading.pdf.inks import Rect

_SHOWN = frozenset(("FreeText", "Widget", "Stamp"))
_HIDDEN, _NO_VIEW = 2, 32
"""Flags of what is not shown."""
_MOST = 2000
"""Annotations of a page that are looked at."""
_DEEP = 8
"""Fields above a field that are asked for its value."""


class Annotation(NamedTuple):
    """An annotation that is shown."""

    box: Rect
    appearance: PDFStream | None
    words: str
    """What its dictionary says that it says."""
    group: object
    """The layer it is on, None without one."""


def shown_annotations(page: Any) -> Iterator[Annotation]:
    """The annotations of a page (pdfminer's) that show words."""
    found = resolve1(page.annots)
    for one in found[:_MOST] if isinstance(found, list) else ():
        settings = resolve1(one)
        if isinstance(settings, dict) and _is_shown(settings) and (box := _box(settings)) is not None:
            yield Annotation(box, _appearance(settings), _words(settings), settings.get("OC"))


def _is_shown(settings: Mapping[str, Any]) -> bool:
    kind, flags = resolve1(settings.get("Subtype")), resolve1(settings.get("F"))
    if not isinstance(kind, PSLiteral) or kind.name not in _SHOWN:
        return False
    if kind.name == "Widget" and _name(_inherited(settings, "FT")) not in ("Tx", "Ch"):
        return False  # a button
    return not (isinstance(flags, int) and flags & (_HIDDEN | _NO_VIEW))


def _name(value: object) -> str:
    return str(value.name) if isinstance(value, PSLiteral) else ""


def _inherited(settings: Mapping[str, Any], key: str) -> object:
    """An entry of a field or of the nearest field above that has it."""
    field: object = settings
    for _ in range(_DEEP):
        if not isinstance(field, dict):
            return None
        if key in field:
            return resolve1(field[key])
        field = resolve1(field.get("Parent"))
    return None


def _box(settings: Mapping[str, Any]) -> Rect | None:
    found = resolve1(settings.get("Rect"))
    values = [resolve1(value) for value in found] if isinstance(found, list) else []
    if len(values) != 4 or not all(isinstance(value, (int, float)) for value in values):
        return None
    xa, ya, xb, yb = values
    return min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)


def _appearance(settings: Mapping[str, Any]) -> PDFStream | None:
    """The normal appearance, of several that of the present state."""
    looks = resolve1(settings.get("AP"))
    normal = resolve1(looks.get("N")) if isinstance(looks, dict) else None
    if isinstance(normal, dict):
        normal = resolve1(normal.get(_name(resolve1(settings.get("AS")))))
    return normal if isinstance(normal, PDFStream) else None


def _words(settings: Mapping[str, Any]) -> str:
    kind = _name(resolve1(settings.get("Subtype")))
    value = _inherited(settings, "V") if kind == "Widget" else resolve1(settings.get("Contents"))
    return decode_text(value).strip() if isinstance(value, bytes) and kind != "Stamp" else ""
