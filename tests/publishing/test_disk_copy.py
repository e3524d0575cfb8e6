"""A copy for disks names the page in every link."""

from __future__ import annotations

import pytest

from gazette_site.publishing.folder.disk_copy import for_disk
from gazette_site.publishing.folder.output import OutputFile


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a href="../../documents/x/">', '<a href="../../documents/x/index.html">'),
        ('<a class="n" href="../documents/x/#art-2">', '<a class="n" href="../documents/x/index.html#art-2">'),
        ('<a href="../">', '<a href="../index.html">'),
        ('<a href="./">', '<a href="./index.html">'),
        ('<a href="../search/?q=%E6%A1%A5">', '<a href="../search/index.html?q=%E6%A1%A5">'),
        ('<form class="find" action="../search/">', '<form class="find" action="../search/index.html">'),
        ('<a href="#art-2">', '<a href="#art-2">'),
        ('<a href="../data/issues/2025-01.json">', '<a href="../data/issues/2025-01.json">'),
        ('<a href="https://www.example.gov.cn/">', '<a href="https://www.example.gov.cn/">'),
        ('<a href="mailto:a@example.cn">', '<a href="mailto:a@example.cn">'),
        ('<link rel="canonical" href="https://www.example.gov.cn/x/">', '<link rel="canonical" href="https://www.example.gov.cn/x/">'),
        ("文中的“../x/”不是链接", "文中的“../x/”不是链接"),
    ],
)  # fmt: skip
def test_links_to_folders_name_the_page(before: str, after: str) -> None:
    """Links into the site get `index.html` before mark and query; all other addresses and the words stay."""
    assert for_disk(OutputFile("a/index.html", before.encode())).content.decode() == after


def test_only_pages_are_changed() -> None:
    """Scripts and data stay as they are."""
    file = OutputFile("assets/a.js", b'"<a href=\\"x/\\">"')
    assert for_disk(file) == file
