"""Addresses that the site makes no longer, and knows without being told where they lead.

An address that is published stays. Some files that lay beside pages are kept no longer: the browser makes them of the
page, or a year has them in one file (`data.exports`). So each leads to its page, to the place where what it held can be had.
And a page that a long list was cut into leads to the whole, where the list has become short again.
"""

from __future__ import annotations

import re
from typing import NamedTuple

DOCUMENTS = "/documents/"
_BESIDE = (
    (re.compile(r"/citation\.(?:bib|ris|json)"), "/#cite"),
    (re.compile(r"/(?:document\.(?:txt|md|xml|json)|table-[0-9]+\.csv)"), "/#data"),
    (re.compile(r"(/attachment-[0-9]+/)table-[0-9]+\.csv"), r"\1"),
)
"""Files beside the pages of a document, by what follows its name."""
_WHOLE = re.compile(r"/data/(?:[a-z]+\.csv|(?:documents|chronicle)\.jsonl)")
_YEARS = "/data/#years"
_PARTS = re.compile(
    r"(/standing/[0-9]{4}/)[a-z]+/|(/dates/[0-9]{4}/)[0-9]{2}/|(/dates/)again/|(/chronicle/)[0-9]{4}/|(/about/coverage/)(?:numbers/)?[^/]+/"
)
"""The pages of a long list (`pages.dates_year`, `pages.standing_year`, `pages.chronicle_years`, `pages.coverage_parts`), and the whole."""


class Family(NamedTuple):
    """The same file beside every document: what follows the name of the document, in the old address and in the new."""

    old: str
    new: str


def retired(address: str) -> str | None:
    """Where an address that is made no longer leads: a file to its page, with the place, a part to the whole; None for any other address."""
    if part := _PARTS.fullmatch(address):
        return part[part.lastindex or 0]
    if _WHOLE.fullmatch(address):
        return _YEARS
    family = family_of(address)
    return address.removesuffix(family.old) + family.new if family else None


def family_of(address: str) -> Family | None:
    """The family that a retired file beside a document belongs to; None for any other address."""
    if not address.startswith(DOCUMENTS):
        return None
    beside = address[address.find("/", len(DOCUMENTS)) :]
    for form, target in _BESIDE:
        if found := form.fullmatch(beside):
            return Family(beside, found.expand(target))
    return None
