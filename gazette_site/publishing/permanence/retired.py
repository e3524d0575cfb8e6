"""Files that once lay beside pages and are made otherwise now: where their addresses lead.

An address that is published stays. These forms are kept no longer as files of their own: the browser makes them of the
page, or a year has them in one file (`data.exports`). So each leads to its page, to the place where what it held can be had.
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


class Family(NamedTuple):
    """The same file beside every document: what follows the name of the document, in the old address and in the new."""

    old: str
    new: str


def retired(address: str) -> str | None:
    """Where a file that is kept no longer leads: its page, with the place; None for any other address."""
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
