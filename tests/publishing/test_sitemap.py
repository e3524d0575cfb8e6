"""Machines that visit are told what there is."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from gazette_site.config import SiteConfig
from gazette_site.linking import link
from gazette_site.publishing.machines.sitemap import machine_files
from tests.conftest import MakeDocument, MakeIssue


def test_the_sitemap_has_absolute_addresses(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """Pages are listed under the public address, those of an issue with the day it was published."""
    archive, _ = link([make_issue("2025-03", make_document("澜府发〔2025〕1号"))], SiteConfig())
    urls = ["/", "/documents/lanfufa-2025-1/", "/search/"]
    files = {file.path: file.content.decode() for file in machine_files(archive, urls, "https://example.gov.cn/gb/")}
    assert "<url><loc>https://example.gov.cn/gb/</loc><lastmod>2025-04-07</lastmod></url>" in files["sitemap.xml"]
    assert (
        "<loc>https://example.gov.cn/gb/documents/lanfufa-2025-1/</loc><lastmod>2025-04-07</lastmod>"
        in files["sitemap.xml"]
    )
    assert "/search/" not in files["sitemap.xml"]
    assert files["robots.txt"] == "User-agent: *\nAllow: /\n\nSitemap: https://example.gov.cn/gb/sitemap.xml\n"


def test_without_a_public_address_there_is_no_sitemap(make_issue: MakeIssue) -> None:
    """A sitemap of relative addresses would be invalid."""
    archive, _ = link([make_issue("2025-03")], SiteConfig())
    assert [file.path for file in machine_files(archive, ["/"], None)] == ["robots.txt"]


def test_many_pages_have_several_sitemaps(make_issue: MakeIssue) -> None:
    """Fifty thousand addresses are the most that one may hold; `/sitemap.xml` names the sitemaps then, and none is lost."""
    archive, _ = link([make_issue("2025-03")], SiteConfig())
    urls = ["/", *(f"/documents/a-{number}/" for number in range(50_000))]
    files = {
        file.path: ET.fromstring(file.content)
        for file in machine_files(archive, urls, "https://e.cn/")
        if "site" in file.path
    }
    assert list(files) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]
    assert [len(files[name]) for name in files] == [50_000, 1, 2]
    assert files["sitemap.xml"].tag.endswith("}sitemapindex")
    assert [one.text for one in files["sitemap.xml"].iter() if one.tag.endswith("}loc")] == [
        "https://e.cn/sitemap-1.xml",
        "https://e.cn/sitemap-2.xml",
    ]
