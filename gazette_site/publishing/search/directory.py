"""The directory, `/search/index.bin`: what a search loads first. Everything else is found through it.

    gzip(JSON {issues, parts, pages, undated, sections, forms, issuers, standings, names, simplified, unsure, spelling, common, synonyms})

`pages` has one row for each fact, a value for each page in order: that compresses well, and filters with their counts
need no more. So has `issues`: id, hash of its words, pages, name, 总期号 (0 without one) as differences, address, further 总期号 of a 合刊. A name
or an address that the id tells (`2025年第3期`, `/issues/2025-03/`) is empty.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence

from gazette_site.linking.archive import Url
from gazette_site.publishing.search.records import Record
from gazette_site.publishing.search.shards import Shards

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
            name: []
            for name in ("kind", "open", "blocks", "title", "size", "date", "section", "form", "issuers", "standing")
        }
        self._undated: list[int] = []
        self._day = 0
        self._cumulative = 0

    @property
    def pages(self) -> int:
        """How many pages were added."""
        return len(self._rows["kind"])

    def add_page(self, record: Record, blocks: int, size: int) -> None:
        """The next page with so many blocks and folded signs; its lines are not looked at."""
        head = sum(map(len, record.head))
        if record.date is None:
            self._undated.append(self.pages)
        row: dict[str, object] = {
            "kind": record.kind.value,
            "blocks": blocks,
            # How much of the title a query covers decides which title comes first; roughly is enough.
            "title": head // _TITLE_STEP,
            # A word in a short text says more of it than in a long one; the power of two is enough.
            "size": size.bit_length(),
            "date": self._date(record),
            "section": self._sections.number(record.section),
            "form": self._forms.number(record.form),
            "issuers": self._issuers.number("、".join(record.issuers)),
            "standing": self._standings.number(record.standing),
        }
        for name, value in row.items():
            self._rows[name].append(value)

    def add_issue(self, folder: str, opens: Sequence[bool], name: str, cumulatives: Sequence[int], url: Url) -> None:
        """The issue whose pages were added last, and where their words are; `name` is `2025年第3期`, `cumulatives` its 总期号, `url` its page."""
        issue, digest = folder.rsplit("-", 1)
        first, last = (cumulatives[0], cumulatives[-1]) if cumulatives else (0, 0)
        step, self._cumulative = first - self._cumulative, first
        name = "" if name == _guessed_name(issue) else name
        address = "" if url == f"/issues/{issue}/" else url
        self._issues.append([issue, digest, len(opens), name, step, address, last - first])
        self._rows["open"] += map(int, opens)

    def add_part(self, name: str, shards: Shards, pages: int) -> None:
        """The next tier, which holds so many pages."""
        part = {"name": name, "pages": pages, "blocks": shards.blocks}
        self._parts.append({**part, "count": len(shards.hashes), "hashes": "".join(shards.hashes)})

    def written(self, files: Mapping[str, str], common: str, synonyms: Sequence[object]) -> bytes:
        """The directory as JSON; `files` are those with names, traditional characters and spelling; `common` are pairs that say little."""
        content = {
            "issues": [list(column) for column in zip(*self._issues, strict=True)],
            "parts": self._parts,
            "pages": self._rows,
            "undated": self._undated,
            "sections": self._sections.written(),
            "forms": self._forms.written(),
            "issuers": self._issuers.written(),
            "standings": self._standings.written(),
            **files,
            "common": common,
            "synonyms": synonyms,
        }
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()

    def _date(self, record: Record) -> int:
        """Days since the dated page before; an undated page stands on the same day."""
        if record.date is None:
            return 0
        day = datetime.date.fromisoformat(record.date).toordinal()
        step, self._day = day - self._day, day
        return step


def _guessed_name(issue: str) -> str:
    year, _, number = issue.partition("-")
    return f"{year}年第{number.lstrip('0')}期"
