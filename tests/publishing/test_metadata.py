"""What pages say to machines: only what is printed or configured."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gazette_site.config import SiteConfig
from gazette_site.linking import Archive, link
from gazette_site.publishing.machines.metadata import data_block, document_facts, periodical_facts
from gazette_site.publishing.pages import render_pages
from gazette_site.publishing.pages.frame.report import report_link
from tests.conftest import MakeDocument, MakeIssue

Sample = tuple[Archive, SiteConfig]
CARRIED = "documents/lanfubanfa-2025-12/index.html"


@pytest.fixture(scope="module")
def pages(sample: Sample) -> dict[str, str]:
    """The pages of the sample by their paths."""
    return {file.path: file.content.decode() for file in render_pages(*sample)}


def facts_of(html: str) -> dict[str, Any]:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert len(found) == 1
    facts: dict[str, Any] = json.loads(found[0])
    return facts


def tags_of(html: str, kind: str = "name") -> dict[str, str]:
    return dict(re.findall(rf'<meta {kind}="([^"]*)" content="([^"]*)">', html))


def strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for key, one in value.items() if not key.startswith("@") for text in strings(one)]
    return [text for one in value for text in strings(one)] if isinstance(value, list) else [str(value)]


def test_json_ld_states_only_what_is_printed(sample: Sample, pages: dict[str, str], built: Path) -> None:
    """Every value of a document's facts is in its public JSON, or says what sort of thing it is."""
    archive, config = sample
    said = {"zh-CN", "https://schema.org/UnofficialLegalValue"}
    lines = gzip.decompress((built / "data/2025/documents.jsonl.gz").read_bytes()).splitlines()
    records = {record["url"]: record for record in map(json.loads, lines)}
    for issue in archive.issues:
        for linked in issue.documents:
            facts = facts_of(pages[f"{linked.url[1:]}index.html"])
            assert facts["@type"] in ("Legislation", "CreativeWork") and facts["@context"] == "https://schema.org"
            record = records[linked.url]
            printed = {*strings(record), *strings(record["issue"]), config.organiser, *said}
            printed |= {issue.issue.masthead.organiser, f"{config.base_url}{linked.url[1:]}"}
            assert set(strings(facts)) <= printed, linked.url


def test_a_regulation_is_legislation_with_its_evidence(pages: dict[str, str]) -> None:
    """Identifier, kind, day, office, what it repeals, from when it applies; never whether it is in force."""
    facts = facts_of(pages[CARRIED])
    assert (facts["@type"], facts["legislationIdentifier"]) == ("Legislation", "澜府办发〔2025〕12号")
    assert facts["legislationRepeals"][0]["legislationIdentifier"] == "澜府办发〔2016〕20号"
    assert facts["legislationDateOfApplicability"] == "2025-06-01"
    assert facts["isPartOf"]["isPartOf"]["@type"] == "Periodical"
    assert "legislationLegalForce" not in json.dumps(facts)


def test_derived_days_are_not_stated(sample: Sample) -> None:
    """自公布之日起施行 names no day: JSON-LD has none, though the JSON works one out and says so."""
    archive, _ = sample
    derived = [
        (one, issue)
        for issue in archive.issues
        for one in issue.documents
        if one.document.force and one.document.force.effective_derived
    ]
    assert derived
    for one, issue in derived:
        assert "legislationDateOfApplicability" not in document_facts(
            one, issue, "公报", "", archive.standing[one.url], str
        )


def test_the_issue_is_part_of_a_periodical(pages: dict[str, str]) -> None:
    """PublicationIssue with its number and day."""
    facts = facts_of(pages["issues/2025-04/index.html"])
    assert (facts["@type"], facts["issueNumber"], facts["datePublished"]) == ("PublicationIssue", "4", "2025-05-09")
    assert facts_of(pages["index.html"])["@type"] == "Periodical"


def test_the_city_is_what_the_periodical_is_about() -> None:
    """Where it is configured; else nothing is said of it."""
    assert periodical_facts("公报", None, "澜川市")["spatialCoverage"] == {"@type": "City", "name": "澜川市"}
    assert "spatialCoverage" not in periodical_facts("公报", None)


def test_no_text_can_end_the_block() -> None:
    """Markup in a title stays a string of JSON."""
    block = data_block({"name": "</script><script>alert(1)</script>&\u2028"})
    assert not re.search("[<>&\u2028]", block)
    assert json.loads(block)["name"] == "</script><script>alert(1)</script>&\u2028"


def test_meta_names_of_government_pages(pages: dict[str, str]) -> None:
    """网页标签规范: of the site, of the column, of the article."""
    tags = tags_of(pages[CARRIED])
    assert tags["SiteIDCode"] == "1502000001" and tags["SiteDomain"] == "www.example.gov.cn"
    assert tags["PubDate"] == "2025-05-09 09:00" and tags["Author"] == "澜川市人民政府办公室"
    assert tags["ContentSource"] == "《澜川市人民政府公报》2025年第4期（总第76期）第8页起"
    column = tags_of(pages["categories/shizhengfuwenjian/index.html"])
    assert (column["ColumnName"], column["ColumnType"]) == ("市政府文件", "政策文件")


def test_what_is_not_configured_is_left_out(sample: Sample) -> None:
    """No code, no domain, no moment, no Open Graph, no QR code, no report without their settings."""
    archive, config = sample
    bare = SiteConfig(name=config.name)
    pages = {file.path: file.content.decode() for file in render_pages(archive, bare)}
    tags = tags_of(pages[CARRIED])
    assert not {"SiteIDCode", "SiteDomain", "PubDate", "ColumnType", "Url", "Image"} & set(tags)
    assert not tags_of(pages[CARRIED], "property")
    assert not re.search("data-qr|本页有误|opensearch|canonical", "".join(pages.values()))


def test_open_graph_names_the_card_in_full(pages: dict[str, str], built: Path) -> None:
    """Where cards are drawn the page names one that is there; scrapers take no relative address."""
    tags = tags_of(pages[CARRIED], "property")
    assert tags["og:url"] == "https://www.example.gov.cn/gongbao/documents/lanfubanfa-2025-12/"
    assert tags["og:title"].startswith("澜川市人民政府办公室关于印发")
    card = built / "documents/lanfubanfa-2025-12/card.png"
    shared = "https://www.example.gov.cn/gongbao/assets/card.png"
    assert tags["og:image"] == (tags["og:url"] + "card.png" if card.is_file() else shared)
    assert card.is_file() or (built / "assets/card.png").is_file()


def test_the_report_says_where_and_of_which_state(sample: Sample) -> None:
    """The mail has title, address, a line for the place and the digest of the issue; a tracker gets the same."""
    link_ = report_link("a@example.cn", "关于桥的通知", "https://example.cn/x/", "2025-04", "0123456789abcdef")
    assert link_.startswith("mailto:a@example.cn?subject=%E7%BD%91%E9%A1%B5")
    assert "2025-04%200123456789ab" in link_ and "%E4%BD%8D%E7%BD%AE%EF%BC%9A" in link_
    tracker = report_link("https://example.cn/new?title={title}&body={body}", "桥", "/x/", "2025-04", "0" * 64)
    assert tracker.startswith("https://example.cn/new?title=%E7%BD%91") and "{" not in tracker
    assert report_link(None, "", "", "", "") == ""


def test_a_document_has_a_code_on_paper(pages: dict[str, str]) -> None:
    """Which the browser draws (`tests/browser/test_paper.py`); every page prints its address in words."""
    assert '<div class="print" data-qr><p>' in pages[CARRIED]
    entry = pages["chronicle/2025-01-20/index.html"]
    assert "data-qr" not in entry and "网址：https://www.example.gov.cn/gongbao/chronicle/2025-01-20/" in entry


def test_corrections_have_a_page(pages: dict[str, str], sample: Sample) -> None:
    """Before, after and reason of every correction, with the way to the place."""
    html = pages["corrections/index.html"]
    assert "“<del>市人民政府研究决定，任命：</del>”改为“<ins>市人民政府研究决定：</ins>”" in html
    assert "共2处" in html
    archive, config = sample
    none = link([replace(issue.issue, corrections=()) for issue in archive.issues], config)[0]
    pages_without = {file.path: file.content.decode() for file in render_pages(none, config)}
    assert "尚无更正" in pages_without["corrections/index.html"]


def test_inline_data_passes_a_strict_policy(built: Path, browser: Any, serve: Callable[[Path], str]) -> None:
    """Under a policy without inline scripts the browser objects to nothing, and the facts can be read."""
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))

    def with_policy(route: Any) -> None:
        answer = route.fetch()
        policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'"
        route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": policy})

    page.route("**/*", with_policy)
    page.goto(f"{serve(built)}/{CARRIED}#art-3")
    kind = page.evaluate(
        "JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)['@type']"
    )
    page.evaluate(
        "document.querySelector('[data-report]').addEventListener('click', (event) => event.preventDefault())"
    )
    page.click("[data-report]")
    assert "%E4%BD%8D%E7%BD%AE%EF%BC%9A%23art-3" in page.get_attribute("[data-report]", "href")
    page.close()
    assert (kind, said) == ("Legislation", [])


def test_made_up_documents_have_sound_facts(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """A document of which little is printed says little."""
    issue = make_issue("2025-03", make_document("", date=None, kind=None, issuers=()))
    archive, _ = link([issue], SiteConfig())
    one = archive.issues[0].documents[0]
    facts = document_facts(one, archive.issues[0], "公报", "", archive.standing[one.url], str)
    assert set(facts) == {"@type", "legislationLegalValue", "name", "datePublished", "inLanguage", "isPartOf"}
