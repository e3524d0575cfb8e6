"""The directory, `/search/index.bin`: what a search loads first. Everything else is found through it.

    gzip(JSON {format, issues, parts, pages, sections, forms, issuers, standings, names, simplified, common, synonyms})

`pages` has one row for each fact, a value for each page in order: that compresses well, and filters with their counts
need no more.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence

from gazette_site.publishing.search.records import Record
from gazette_site.publishing.search.shards import Shards
from gazette_site.publishing.search.texts import Texts

FORMAT = 1
"""Goes up whenever the index gets another shape: an engine reads the indexes of other sites only if they have its own."""

_TITLE_STEP = 4


class _Vocabulary:
    """Values as numbers, in the order in which they are met; 0 is no value."""

    def __init__(self) -> None:
        self.values: dict[str, int] = {"": 0}

    def number(self, value: str) -> int:
        return self.values.setdefault(value, len(self.values))

    def written(self) -> list[str]:
        return list(self.values)


class Directory:
    """Gathers the facts of all pages, issue by issue."""

    def __init__(self) -> None:
        self._issues: list[list[object]] = []
        self._parts: list[dict[str, object]] = []
        self._sections, self._forms, self._issuers, self._standings = (_Vocabulary() for _ in range(4))
        self._rows: dict[str, list[object]] = {
            name: [] for name in ("kind", "open", "blocks", "title", "date", "section", "form", "issuers", "standing")
        }
        self._day = 0

    @property
    def pages(self) -> int:
        """How many pages were added."""
        return len(self._rows["kind"])

    def add_page(self, record: Record, blocks: int) -> None:
        """The next page; `blocks` is how many blocks it has."""
        head = sum(map(len, record.head))
        row: dict[str, object] = {
            "kind": record.kind.value,
            "blocks": blocks,
            # How much of the title a query covers decides which title comes first; roughly is enough.
            "title": head // _TITLE_STEP,
            "date": self._date(record),
            "section": self._sections.number(record.section),
            "form": self._forms.number(record.form),
            "issuers": self._issuers.number("、".join(record.issuers)),
            "standing": self._standings.number(record.standing),
        }
        for name, value in row.items():
            self._rows[name].append(value)

    def add_issue(self, texts: Texts, name: str) -> None:
        """The issue whose pages were added last; `name` is `2025年第3期`."""
        self._issues.append([texts.folder, len(texts.opens), name])
        self._rows["open"] += map(int, texts.opens)

    def add_part(self, name: str, shards: Shards, pages: int) -> None:
        """The next part, which holds so many pages."""
        self._parts.append(
            {"name": name, "pages": pages, "blocks": shards.blocks, "count": shards.count, "hashes": shards.hashes}
        )

    def written(self, names: str, table: str, common: str, synonyms: Sequence[Sequence[str]]) -> bytes:
        """The directory as JSON; `names` and `table` are files: the names, the traditional characters; `common` are pairs that say little."""
        content = {
            "issues": self._issues,
            "parts": self._parts,
            "pages": self._rows,
            "sections": self._sections.written(),
            "forms": self._forms.written(),
            "issuers": self._issuers.written(),
            "standings": self._standings.written(),
            "names": names,
            "simplified": table,
            "common": common,
            "synonyms": synonyms,
        }
        return json.dumps({"format": FORMAT, **content}, ensure_ascii=False, separators=(",", ":")).encode()

    def _date(self, record: Record) -> int:
        """Days since the dated page before; an undated page stands on the same day."""
        if record.date is None:
            return 0
        day = datetime.date.fromisoformat(record.date).toordinal()
        step, self._day = day - self._day, day
        return step
