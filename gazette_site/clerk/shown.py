"""What was published at the place of a problem: its words in the public data of the finished site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from gazette_site.model import IssueId

_SIZES = (24, 12, 6)
"""Characters by which a line is known again, as many as possible first."""
_AROUND = 60
"""Characters that are shown before and after the place."""


class Shown(NamedTuple):
    """A place in the finished site."""

    url: str
    """The page, `/documents/lanfufa-2025-13/`."""
    before: str
    words: str
    """What the quoted line became."""
    after: str


class Published:
    """The finished site, looked into by words."""

    def __init__(self, site: Path) -> None:
        self._site = site
        self._texts = lru_cache(maxsize=4)(self._texts_of)

    def place_of(self, issue: IssueId, quote: str, url: str = "") -> Shown | None:
        """Where the words of a line are published, on the page `url` first; None if they are on no page of the issue."""
        texts = self._texts(issue)
        pages = ({url: texts[url]} if url in texts else {}, texts)
        plain = "".join(quote.split())
        for size in _SIZES:
            words = plain[:size]
            found = (_shown(page, text, words) for some in pages for page, text in some.items() if words in text)
            if len(words) >= _SIZES[-1] and (first := next(found, None)):
                return first
        return None

    def _texts_of(self, issue: IssueId) -> Mapping[str, str]:
        """All words of each page of an issue, without blanks."""
        try:
            data = msgspec.json.decode((self._site / f"data/issues/{issue}.json").read_bytes())
        except (OSError, msgspec.MsgspecError):
            return {}
        return {str(one["url"]): "".join(" ".join(_words(one)).split()) for one in _records(data)}


def _records(data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for document in data.get("documents", ()):
        yield document
        yield from document.get("attachments", ())
    yield from data.get("chronicle", ())


def _words(record: Mapping[str, Any]) -> Iterator[str]:
    for key in ("title", "number_printed", "text"):
        yield str(record.get(key) or "")
    for table in record.get("tables", ()):
        yield from (str(cell) for row in table for cell in row)


def _shown(page: str, text: str, words: str) -> Shown:
    start = text.index(words)
    end = start + len(words)
    return Shown(page, text[max(start - _AROUND, 0) : start], words, text[end : end + _AROUND])
