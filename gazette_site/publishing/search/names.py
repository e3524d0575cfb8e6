"""Document numbers and persons, for the finder, for numbers as people type them, and for suggestions.

    /search/names-0a1b2c3d.bin = gzip(JSON {numbers: [[code, [year, n, page, …]], …], persons: [[name, page, …], …]})

A page is given by its place in the index. The year is 0 where the number has none (澜川市人民政府令第21号).
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from gazette_site.document_numbers import number_parts
from gazette_site.publishing.search.records import Kind, Record


class Names:
    """Gathers numbers and persons page by page."""

    def __init__(self) -> None:
        self._numbers: dict[str, list[tuple[int, int, int]]] = {}
        self._persons: dict[str, list[int]] = {}

    def add(self, page: int, record: Record) -> None:
        """The next page."""
        for person in record.persons:
            self._persons.setdefault(person, []).append(page)
        parts = number_parts(record.number) if record.kind is Kind.DOCUMENT else None
        if parts:
            self._numbers.setdefault(parts.code, []).append((parts.year, parts.n, page))

    def written(self) -> bytes:
        """All of them as JSON, codes with the most documents first."""
        codes = sorted(self._numbers, key=lambda code: (-len(self._numbers[code]), code))
        names = {
            "numbers": [[code, _flat(sorted(self._numbers[code]))] for code in codes],
            "persons": [[person, *pages] for person, pages in sorted(self._persons.items())],
        }
        return json.dumps(names, ensure_ascii=False, separators=(",", ":")).encode()


def _flat(rows: Iterable[tuple[int, ...]]) -> list[int]:
    return [value for row in rows for value in row]
