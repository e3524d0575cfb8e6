"""What stands in the head of a page for machines: meta names, Open Graph, JSON-LD, feeds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from gazette_site.linking.archive import Url
from gazette_site.publishing.images.card_font import HEIGHT, NAME, WIDTH
from gazette_site.publishing.machines import metadata
from gazette_site.publishing.pages.frame.addresses import absolute
from gazette_site.publishing.pages.frame.head import Head
from gazette_site.publishing.pages.frame.quick import plain
from gazette_site.publishing.phrases import listed
from gazette_site.publishing.wording import say

if TYPE_CHECKING:
    from gazette_site.config import SiteConfig

Tags = tuple[tuple[str, str], ...]

_PICTURE = Url("/assets/card.png")
"""Of pages without a title card."""


@dataclass(frozen=True, slots=True)
class HeadMetadata:
    """Ready to show."""

    tags: Markup
    """The elements `meta name`, and `meta property` (Open Graph), a line each: thirty on a page."""
    facts: Markup
    """JSON-LD, or empty."""
    feed: str
    """Title of the feed of this page, or empty."""


def head_metadata(head: Head, config: SiteConfig, shared: Tags, canonical: str) -> HeadMetadata:
    """The metadata of a page; `shared` are the meta names of the whole site, `canonical` is its full address or empty."""
    tags = shared
    if head.column:
        tags += metadata.column_tags(config, head.column)
    if head.article:
        tags += metadata.article_tags(config, head.title, head.source, head.published, _more(head, canonical))
    tags += head.citation
    return HeadMetadata(
        tags=Markup(
            "\n".join((*_elements("name", tags), *_elements("property", _open_graph(head, config, canonical))))
        ),
        facts=metadata.data_block(head.facts) if head.facts else Markup(),
        feed=head.feed_title if head.feed else "",
    )


def _elements(kind: str, tags: Tags) -> list[str]:
    return [f'<meta {kind}="{name}" content="{plain(content)}">' for name, content in tags]


def _more(head: Head, canonical: str) -> Mapping[str, str]:
    return {
        "Author": listed(head.authors),
        "Description": head.description,
        "Url": canonical,
        "Image": canonical + NAME if head.card and canonical else "",
    }


def _open_graph(head: Head, config: SiteConfig, canonical: str) -> Tags:
    """Open Graph asks for full addresses, so without one there is none."""
    if not canonical:
        return ()
    tags = [
        ("og:type", "article" if head.article else "website"),
        ("og:title", head.title),
        ("og:url", canonical),
        ("og:site_name", config.name),
        ("og:locale", say("language.tag").replace("-", "_")),
        ("og:description", head.description),
        ("article:published_time", head.published if head.article and head.published else ""),
    ]
    picture = canonical + NAME if head.card else absolute(_PICTURE, config.base_url or "")
    tags += [
        ("og:image", picture),
        ("og:image:width", str(WIDTH)),
        ("og:image:height", str(HEIGHT)),
        ("og:image:type", "image/png"),
        ("og:image:alt", head.title if head.card else config.name),
        ("twitter:card", "summary_large_image"),
    ]
    return tuple((name, content) for name, content in tags if content)
