"""The page that searches several sites at once: this one and those of `sites:`; made only where there are any.

Only data comes from the other sites: our own scripts read their indexes, which have the same shape (`FORMAT` of the
directory says so), and nothing of theirs is run. The policy of this page, and of no other, lets it fetch from there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.pages.frame.addresses import SEARCH, TOGETHER
from gazette_site.publishing.pages.frame.head import Head, Link
from gazette_site.publishing.pages.frame.site import Site
from gazette_site.publishing.phrases import listed
from gazette_site.publishing.wording import say
from gazette_site.web_addresses import PLAIN_ORIGIN


class Other(NamedTuple):
    """Another site."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class TogetherView:
    """What the page shows before anything is searched."""

    name: str
    """Of this site."""
    others: tuple[Other, ...]
    origins: str
    """From where data may come, as the policy writes it."""


def together_pages(site: Site) -> Iterator[OutputFile]:
    """The page, if there is another site."""
    sites = site.config.sites
    if not sites:
        return
    view = TogetherView(
        site.config.name, tuple(Other(*one) for one in sites.items()), " ".join(origins(sites.values()))
    )
    name = say("search_together.name")
    description = say("search_together.description", names=listed((site.config.name, *sites)))
    head = Head(name, TOGETHER, description, "", (Link(say("names.search"), SEARCH), Link(name)))
    yield site.page("together.html", head, view)


def origins(addresses: Iterable[str]) -> list[str]:
    """Protocol, host and port of some addresses, each once, in order."""
    found = (PLAIN_ORIGIN.match(address) for address in addresses)
    return list(dict.fromkeys(match[0] for match in found if match))
