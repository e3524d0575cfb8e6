"""Pages that list documents, and the lines of the register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from gazette_site.linking.archive.linked import LinkedDocument
from gazette_site.linking.urls import Url
from gazette_site.model import Appointment


@dataclass(frozen=True, slots=True)
class Listing:
    """A list page: everything of one year, section, issuer or kind, newest first."""

    name: str
    """`市政府办公室文件`."""
    url: Url
    documents: tuple[LinkedDocument, ...]
    year: int = 0
    """Of the list of a year, `2025`; 0 of all others."""
    also: tuple[str, ...] = ()
    """Of a department, the shorter names that are listed with it: `工信局` with `市工信局`."""
    instead: Url | None = None
    """Of such a shorter name, the page where it is listed."""


class Topic(NamedTuple):
    """A topic of a document, with its list."""

    name: str
    """`供热供水供气`."""
    url: Url


@dataclass(frozen=True, slots=True)
class ListPage:
    """One of the pages that a long list is cut into."""

    url: Url
    """That of the list for the first page, which has the newest documents; `/kinds/tongzhi/2/` for the oldest."""
    documents: tuple[LinkedDocument, ...]
    """Newest first."""


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One line of the register of appointments."""

    appointment: Appointment
    document: LinkedDocument
