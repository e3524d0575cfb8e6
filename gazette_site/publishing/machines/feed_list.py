"""Which filters of the search are lists that have a feed, `/search/feeds.json`: the search page offers the address.

    {group: {document: /documents/}, section: {市政府文件: /categories/…/}, kind: {…}, issuer: {…}}

An address is that of the list; its feeds, `feed.xml` and `feed.json`, lie in it.
"""

from __future__ import annotations

import json

from gazette_site.linking.archive import Archive
from gazette_site.publishing.folder.output import OutputFile


def feed_list(archive: Archive) -> OutputFile:
    """The lists by filter and value."""
    groups = {"document": "/documents/", **({"chronicle": "/chronicle/"} if archive.months else {})}
    lists = {"section": archive.sections, "kind": archive.kinds, "issuer": archive.issuers}
    named = {name: {one.name: one.url for one in listings} for name, listings in lists.items()}
    content = json.dumps({"group": groups, **named}, ensure_ascii=False, separators=(",", ":"))
    return OutputFile("search/feeds.json", content.encode() + b"\n")
