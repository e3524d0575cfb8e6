"""A PDF without what acts by itself or leads to other programs, text and pictures unchanged: what is offered for download.

    PDF ──▶ every dictionary of every object ──▶ the same bytes, or a copy without what is active

Taken away is (names of ISO 32000-2):
1. actions that run something, send something or lead to other files, wherever they hang (`ACTIONS`), and addresses of other schemes than
   `SCHEMES`;
2. what acts without a click: `AA`, and `OpenAction`, unless it only says where the file opens;
3. files within the file: `EmbeddedFiles`, `EF`, `Collection`, what annotations of films, sounds, models and files hold;
4. forms that are programs: `XFA`; scripts by name, demands on the viewer.

An annotation that held something keeps its look and its place. No content stream, font or picture is touched. The same bytes give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple

from gazette_site.late import late

ACTIONS = {
    "/JavaScript": "JavaScript",
    "/Launch": "启动程序",
    "/SubmitForm": "提交表单",
    "/ImportData": "导入数据",
    "/GoToR": "指向其他文件的链接",
    "/GoToE": "指向其他文件的链接",
    "/Rendition": "多媒体",
    "/RichMediaExecute": "多媒体",
    "/Movie": "多媒体",
    "/Sound": "多媒体",
}
"""Actions that must go, by their `S`, and what the clerk calls them."""
SCHEMES = ("http", "https", "mailto", "ftp", "tel")
"""What a link may begin with."""
_HOLDERS = ("/RichMedia", "/Screen", "/Movie", "/Sound", "/3D", "/FileAttachment")
"""Annotations that hold something; without it they are pictures, `Stamp`."""
_HELD = ("/RichMediaContent", "/RichMediaSettings", "/Movie", "/Sound", "/3DD", "/3DV", "/FS", "/A", "/MK")
_OF_THE_CATALOG = {"/Collection": "附带文件", "/Requirements": "对阅读器的要求", "/NeedsRendering": "XFA 表单"}
_OF_THE_NAMES = {"/JavaScript": "JavaScript", "/EmbeddedFiles": "附带文件", "/Renditions": "多媒体"}
_NOT_NAMED = ("/Type", "/Subtype", "/FT", "/Parent", "/Rect")
"""What a page, an annotation, a field or the catalog has, and a list of resources, which may have any name, has not."""
_SCHEME = late(r"([a-z][a-z0-9+-]*):", re.IGNORECASE)
_UNSEEN = late(r"[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\ufeff]")
"""Characters that a viewer may pass over within an address."""
_ACTIVE_WORD = re.compile(
    rb"(?i)/(?:JS|J(?:a|#61)v|Launch|OpenAction|AA|Embedded|EF|RichMedia|XFA|Submit|GoTo[RE])\b|#[46][1-9a-f]|#[57][0-9a]"
)
_DEEPEST = 200
"""Direct objects within each other that are looked into; a file with more is not offered."""


class Cleaned(NamedTuple):
    """A PDF that may be offered."""

    content: bytes
    """The bytes given, if nothing had to go."""
    removed: tuple[str, ...]
    """What was taken away, in Chinese words, each once, sorted."""


class Unclean(Exception):
    """A PDF that cannot be looked through, and so not be offered."""


def cleaned(content: bytes) -> Cleaned:
    """The PDF as it may be offered. Raises `Unclean`."""
    import pikepdf  # a build without PDF issues must not wait for it

    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            removed = set(_clean_whole(pdf))
            if not removed and pdf.get_warnings() and _ACTIVE_WORD.search(content):
                removed = {"损坏之处可能藏着的动作"}  # another viewer may mend the file to something else
            return Cleaned(_saved(pdf) if removed else content, tuple(sorted(removed)))
    except MemoryError:
        raise
    except Exception as failure:  # whatever a damaged file makes the library stumble over
        raise Unclean(str(failure)) from failure


def _saved(pdf: Any) -> bytes:
    made = BytesIO()
    pdf.save(made, deterministic_id=True)
    return made.getvalue()


def _clean_whole(pdf: Any) -> Iterator[str]:
    """Takes away what is active; what it was."""
    root = pdf.Root
    yield from _without(root, _OF_THE_CATALOG)
    yield from _without(root.get("/Names"), _OF_THE_NAMES)
    yield from _without(root.get("/AcroForm"), {"/XFA": "XFA 表单"})
    if _acts(root.get("/OpenAction")):
        yield "打开时的动作"
        del root["/OpenAction"]
    if _is_unsafe(_get(root.get("/URI"), "/Base")):
        yield "不安全的网址"
        del root["/URI"]
    for one in (pdf.trailer, *pdf.objects):
        yield from _clean(one, 0)


def _without(one: Any, active: dict[str, str]) -> Iterator[str]:
    for key, words in active.items():
        if _get(one, key) is not None:
            yield words
            del one[key]


def _get(one: Any, key: str) -> Any:
    """The value under a key of a dictionary or stream; None where it is neither."""
    return one.get(key) if _is_dictionary(one) else None


def _is_dictionary(one: Any) -> bool:
    import pikepdf

    return isinstance(one, (pikepdf.Dictionary, pikepdf.Stream))


def _acts(action: Any) -> bool:
    """Whether what a file opens with does more than to show a place."""
    return _is_dictionary(action) and _name(action.get("/S")) != "/GoTo"


def _clean(one: Any, depth: int) -> Iterator[str]:
    """An object and the direct ones within it."""
    import pikepdf

    if depth > _DEEPEST:
        raise Unclean("对象嵌套过深")
    if _is_dictionary(one):
        yield from _clean_annotation(one)
        places: list[tuple[Any, Any]] = [(key, one[key]) for key in _keys(one)]
    elif isinstance(one, pikepdf.Array):
        places = list(enumerate(one))[::-1]
    else:
        return
    for place, value in places:
        words = _active(one, place, value)
        if words:
            yield words
            del one[place]
        elif isinstance(value, pikepdf.Object) and not value.is_indirect:
            yield from _clean(value, depth + 1)


def _keys(one: Any) -> list[str]:
    """The keys of a dictionary. Old programs name fonts in GBK, which the library cannot say; then nothing among the bytes may act."""
    try:
        return sorted(one.keys())
    except UnicodeDecodeError:
        if _ACTIVE_WORD.search(one.unparse()):
            raise Unclean("名称的编码不明") from None
        return []


def _name(value: Any) -> str:
    """A name such as `/GoTo`; empty for what is none, or one that is not UTF-8."""
    try:
        return str(value) if value is not None else ""
    except UnicodeDecodeError:
        return ""


def _clean_annotation(one: Any) -> Iterator[str]:
    import pikepdf

    kind = _name(one.get("/Subtype"))
    if kind in _HOLDERS and "/Rect" in one:
        yield "附带文件" if kind == "/FileAttachment" else "多媒体"
        for key in _HELD:
            if key in one:
                del one[key]
        one["/Subtype"] = pikepdf.Name("/Stamp")


def _active(holder: Any, place: Any, value: Any) -> str:
    """What must go from a place is called; empty if it may stay."""
    if not _is_dictionary(value):
        return ""
    if place == "/AA" and (any(key in holder for key in _NOT_NAMED) or any("/S" in one for one in _inner(value))):
        return "自动动作"
    if place in _OF_THE_NAMES and ("/Names" in value or "/Kids" in value):
        return _OF_THE_NAMES[place]  # wherever a damaged file has it
    if place == "/EF" and "/Type" not in value and any(key in holder for key in ("/F", "/UF", "/Type")):
        return "附带文件"
    kind = _name(value.get("/S"))
    if kind == "/URI" and _is_unsafe(value.get("/URI")):
        return "不安全的网址"
    if kind in ("/Sound", "/Movie") and _name(value.get("/Type")) == "/StructElem":
        return ""
    return ACTIONS.get(kind, "")


def _inner(one: Any) -> list[Any]:
    """The dictionaries right within a dictionary."""
    return [value for key in _keys(one) if _is_dictionary(value := one[key])]


def _is_unsafe(address: Any) -> bool:
    """Whether an address begins with a scheme that is not one of ours; what has no scheme is relative."""
    match = _SCHEME.match(_UNSEEN.sub("", str(address))) if address is not None else None
    return match is not None and match[1].lower() not in SCHEMES
