"""Addresses that people write into settings and sidecars: what may become a link on a page."""

from __future__ import annotations

from urllib.parse import urlsplit

from gazette_site.late import late

_NOT_IN_ADDRESSES = late(r"[\s\\\"'<>^`{|}\x00-\x20\x7f]")
_WEB = ("http", "https")

PLAIN_ORIGIN = late(r"https?://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?(?=/)")
"""Where an address points, in a form that a content security policy takes; addresses of IPv6 are none."""


def is_web_address(text: str, schemes: tuple[str, ...] = _WEB) -> bool:
    """Whether `text` is a whole web address: one of the schemes, a host, no name and password, no blanks, quotation marks, brackets.

    `javascript:…`, `//example.org`, `https:example.org` and `https://user@example.org` are none.
    """
    if _NOT_IN_ADDRESSES.search(text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in schemes and bool(parts.hostname) and "@" not in parts.netloc and parts.port != 0
    except ValueError:  # a port that is no number, brackets that are no address
        return False
