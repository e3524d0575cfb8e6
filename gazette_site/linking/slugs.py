"""Slugs: the part of an address that is made from Chinese words, in a-z, 0-9 and `-`.

包府办发〔2024〕106号 baofubanfa-2024-106 · 澜川市人民政府令第5号 lanchuanshirenminzhengfuling-5 · 公告2018年第14号 gonggao-2018-14
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec

from gazette_site.aside import Aside
from gazette_site.cache import Cache
from gazette_site.config import SLUG
from gazette_site.identity import code_of, key_of
from gazette_site.model import Document, IssueId, NormalNumber

_ROOM = "slugs"
LONGEST = 120
"""Characters of a slug; a file name has 255 bytes, and something may be appended."""

_NUMBER = re.compile(r"(?P<code>.+?)(?:〔(?P<year>[0-9]{4}|[0-9]{2})〕|(?P<of>[0-9]{4})年第|第)(?P<n>[0-9]+)号")
_DEVICE = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")
"""Names no folder can have on Windows; `publishing.folder.any_system` refuses them."""
_CODE = re.compile(r"/documents/(?P<slug>[a-z0-9-]*?[a-z][a-z0-9-]*?)(?:-(?:[0-9]{4}|[0-9]{2}))?-[0-9]+(?:-[a-z]+)?/")
"""`lanfubanfa` in the address of a document."""


def slug(words: str, romanisations: Mapping[str, str]) -> str:
    """`words` as a slug: the configured one, else romanised. Never empty, always safe as a part of a path."""
    configured = romanisations.get(words)
    made = configured if configured else _romanised(words)
    return made if SLUG.fullmatch(made) and not _DEVICE.fullmatch(made) else _code_points(words)


def document_slug(document: Document, issue: IssueId, romanisations: Mapping[str, str]) -> str:
    """From the document's number; without one from issue and position, `2023-01-1`."""
    return number_slug(document.number.normal, romanisations) if document.number else place_slug(document, issue)


def number_slug(number: NormalNumber, romanisations: Mapping[str, str]) -> str:
    """From a document number: code, year and number."""
    match = _NUMBER.fullmatch(number)
    if match is None:
        return slug(number, romanisations)
    parts = (slug(match["code"], romanisations), match["year"] or match["of"], match["n"])
    return "-".join(part for part in parts if part)


def numbers_list(document: str) -> str:
    """The address of the list of all documents with the 代字 of the one at an address, `/documents/numbers/lanfubanfa/`; or empty."""
    match = _CODE.fullmatch(document)
    return f"/documents/numbers/{match['slug']}/" if match else ""


def place_slug(document: Document, issue: IssueId) -> str:
    """Issue and position, `2023-01-1`: an address that no other document can have."""
    return f"{issue}-{document.position}"


_known: dict[str, str] = {}
"""Words that were romanised before."""
_aside: Aside | None = None
"""Where they are romanised, in a build."""


@contextmanager
def romanising(cache: Cache) -> Iterator[None]:
    """Takes what was romanised by earlier builds from the cache, and keeps what comes to it; the dictionaries are asked aside."""
    global _aside
    key = key_of(code_of(), "linking.slugs", Path(__file__).read_bytes())
    try:
        _known.update(msgspec.json.decode(cache.get(_ROOM, key) or b"{}", type=dict[str, str]))
    except (msgspec.MsgspecError, ValueError):
        _known.clear()
    before = len(_known)
    try:
        with closing(Aside()) as _aside:
            yield
    finally:
        _aside = None
    if len(_known) != before:
        cache.put(_ROOM, key, msgspec.json.encode(dict(sorted(_known.items()))))


def _romanised(words: str) -> str:
    """Pinyin without tones, other characters dropped; an ideograph without a reading becomes `u` and its code point."""
    if words not in _known:
        _known[words] = _aside.done(_read_out, words) if _aside else _read_out(words)
    return _known[words]


def _read_out(words: str) -> str:
    # Loading the dictionaries takes a good part of a second, and not every run needs them.
    from pypinyin import Style, lazy_pinyin

    folded = unicodedata.normalize("NFKC", words)
    syllables = lazy_pinyin(folded, style=Style.NORMAL, errors=_without_reading)
    kept = re.sub(r"[^a-z0-9]+", "-", "".join(syllables).lower())
    return kept.strip("-")[:LONGEST].strip("-")


def _without_reading(characters: str) -> str:
    return "".join(c if c.isascii() else f"u{ord(c):x}" if c.isalnum() else "-" for c in characters)


def _code_points(words: str) -> str:
    """A slug for words of which nothing can be romanised."""
    return "-".join(f"u{ord(c):x}" for c in words)[:LONGEST].strip("-") or "u0"
