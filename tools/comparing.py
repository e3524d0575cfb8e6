"""Facts that a person read in an issue against the facts of its public data, field by field.

A fact of a document: title, number, date, kind, issuers, addressees, instrument, page, section; headings, articles, attachments (titles, or
how many), tables (rows of each), persons; cites, repeals, amends (numbers, a title where there is none); force; paragraphs (how many, without
addressee and tables); body_has (whole paragraphs), body_lacks. Of an entry: date, begins, has. Compared after NFKC and without blanks.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable
from typing import Any

from gazette_site.characters import folded
from gazette_site.document_numbers import parse_number

Json = dict[str, Any]
_EITHER_WAY = re.compile(r"第|[（(](?=\d{4}年|第)|(?<=号)[）)]|公告|通告")
_LEADING_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
_ORDER = re.compile(r"(.+?)(\d+)号令")


def plain(value: object) -> str:
    """A value as it is compared."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return "|".join(map(plain, value))
    return "" if value is None else folded(unicodedata.normalize("NFKC", str(value)))


def plain_number(value: object) -> str:
    """A document number as it is compared, however it is written."""
    text = folded(parse_number(str(value)) or str(value)) if value else ""
    text = _LEADING_ZEROS.sub("", _EITHER_WAY.sub("", text))
    return _ORDER.sub(r"\1令\2号", text)


def compare(want: Json, got: Json) -> list[str]:
    """The facts of one record that differ from what is expected, by name."""
    return [key for key, value in want.items() if key in _COMPARED and not _COMPARED[key](value, got)]


def _same(key: str) -> Callable[[Any, Json], bool]:
    return lambda value, got: plain(value) == plain(got.get(key))


def _attachments(value: Any, got: Json) -> bool:
    titles = [one["title"] or one["label"] or "" for one in got["attachments"]]
    return len(titles) == value if isinstance(value, int) else plain(value) == plain(titles)


def _tables(value: Any, got: Json) -> bool:
    tables = [*got["tables"], *(table for one in got["attachments"] for table in one["tables"])]
    return bool(value == [len(table) for table in tables])


def _works(key: str) -> Callable[[Any, Json], bool]:
    """Documents named: each by its number, or by its title where no number is printed."""

    def same(value: Any, got: Json) -> bool:
        left = [{plain_number(one.get("number")), plain(one.get("title"))} - {""} for one in got[key]]
        for wanted in value:
            hit = next((names for names in left if names & {plain_number(wanted), plain(wanted).strip("《》")}), None)
            if hit is None:
                return False
            left.remove(hit)
        return not left

    return same


def _force(value: Any, got: Json) -> bool:
    if value is None or got["force"] is None:
        return value is None and got["force"] is None
    return all(plain(one) == plain(got["force"].get(key)) for key, one in value.items())


def count_paragraphs(got: Json) -> int:
    """The paragraphs of a document's text; the line of the addressee and the cells of tables are none."""
    lines = [line for line in _lines(got["text"]) if line]
    cells = [plain(part) for table in got["tables"] for row in table for cell in row for part in cell.split("\n")]
    addressee = plain(got["addressees"])
    return len([line for line in lines if not addressee or line.rstrip(":,.。") != addressee]) - sum(map(bool, cells))


def _lines(text: str) -> list[str]:
    return [plain(line) for line in text.split("\n")]


_COMPARED: dict[str, Callable[[Any, Json], bool]] = {
    **{key: _same(key) for key in ("title", "date", "kind", "issuers", "addressees", "instrument", "page")},
    "section": lambda value, got: plain(value) == plain(got["category"]),
    "number": lambda value, got: plain_number(value) == plain_number(got["number"]),
    "paragraphs": lambda value, got: bool(value == count_paragraphs(got)),
    "headings": lambda value, got: plain(value) == plain([one["text"] for one in got["headings"]]),
    "articles": lambda value, got: bool(value == len(got["articles"])),
    "attachments": _attachments,
    "tables": _tables,
    "cites": _works("citations"),
    "repeals": _works("repeals"),
    "amends": _works("amends"),
    "force": _force,
    "persons": lambda value, got: plain(value) == plain([one["person"] for one in got["appointments"]]),
    "body_has": lambda value, got: all(plain(one) in _lines(got["text"]) for one in value),
    "body_lacks": lambda value, got: not any(plain(one) in plain(got["text"]) for one in value),
    "begins": lambda value, got: plain(got["text"]).startswith(plain(value)),
    "has": lambda value, got: plain(value) in plain(got["text"]),
}


def compared() -> frozenset[str]:
    """The names of all facts that can be compared."""
    return frozenset(_COMPARED)
