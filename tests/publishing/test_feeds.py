"""Feeds: valid, complete, stable."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import feedparser
import jsonschema
import pytest

from gazette_site.config import SiteConfig
from gazette_site.linking import Archive, link
from gazette_site.publishing.data.faces import Faces
from gazette_site.publishing.machines.feed_entries import sources
from gazette_site.publishing.machines.feeds import AN_ARCHIVE, feed_files, identity
from tests.conftest import MakeDocument, MakeIssue

Sample = tuple[Archive, SiteConfig]
SCHEMA = json.loads((Path(__file__).parent / "json_feed.schema.json").read_bytes())
BASE = "https://www.example.gov.cn/gongbao/"


def files_of(archive: Archive, config: SiteConfig) -> dict[str, bytes]:
    return {file.path: file.content for file in feed_files(archive, config, Faces(archive))}


def test_every_atom_feed_is_read_without_complaint(sample: Sample) -> None:
    """feedparser finds nothing to object to; every entry has id, title, link, day and summary."""
    archive, config = sample
    files = {path: content for path, content in files_of(archive, config).items() if path.endswith(".xml")}
    assert len(files) == 4 + len(archive.sections) + len(archive.kinds) + len(archive.issuers) + len(archive.topics)
    for path, content in files.items():
        feed = feedparser.parse(content)
        assert not feed.bozo, (path, feed.get("bozo_exception"))
        assert feed.version == "atom10" and feed.feed.id == BASE + path
        assert len({entry.id for entry in feed.entries}) == len(feed.entries)
        for entry in feed.entries:
            assert entry.link.startswith(BASE) and entry.title and entry.summary and entry.updated


def test_every_json_feed_fits_the_schema(sample: Sample) -> None:
    """As the specification of JSON Feed 1.1 has it, and with the entries of the Atom feed."""
    files = files_of(*sample)
    for path in (path for path in files if path.endswith(".json")):
        feed = json.loads(files[path])
        jsonschema.validate(feed, SCHEMA)
        atom = feedparser.parse(files[path.removesuffix("json") + "xml"])
        assert [item["id"] for item in feed["items"]] == [entry.id for entry in atom.entries]


def test_there_is_a_feed_for_everything_and_each_list(sample: Sample) -> None:
    """All documents and entries, documents, chronicle, each section, kind and issuer, corrections."""
    archive, _ = sample
    found = {source.folder: len(source.entries) for source in sources(archive, Faces(archive))}
    documents = sum(len(issue.documents) for issue in archive.issues)
    entries = sum(len(issue.entries) for issue in archive.issues)
    assert found["/"] == documents + entries and found["/documents/"] == documents and found["/chronicle/"] == entries
    assert found["/corrections/"] == sum(len(issue.issue.corrections) for issue in archive.issues) == 2
    for one in (*archive.sections, *archive.kinds, *archive.issuers, *archive.topics):
        assert found[one.url] == len(one.documents)


def test_days_are_those_of_the_gazette(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """出版日期; where none is printed the day of the document, and then none is called the day of publication."""
    issue = make_issue("2025-03", make_document("澜府发〔2025〕1号"), make_document("", 2, date=None))
    unprinted = replace(issue, masthead=replace(issue.masthead, published=None))
    for one, expected in ((issue, ["2025-04-07"] * 2), (unprinted, ["2025-03-02", "2025-01-01"])):
        archive, config = link([one], SiteConfig(base_url=BASE))[0], SiteConfig(name="公报", base_url=BASE)
        files = files_of(archive, config)
        atom = feedparser.parse(files["documents/feed.xml"])
        assert [entry.updated for entry in atom.entries] == [f"{day}T00:00:00+08:00" for day in expected]
        assert atom.feed.updated == max(entry.updated for entry in atom.entries)
        printed = ["date_published" in item for item in json.loads(files["documents/feed.json"])["items"]]
        assert printed == [one is issue] * 2 and ["published" in entry for entry in atom.entries] == printed


def test_archives_hold_what_the_feed_does_not(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """Every entry is in exactly one of the chain; adding an issue changes no archive."""
    config = SiteConfig(name="公报", base_url=BASE)
    issues = [
        make_issue(f"2025-{month:02}", *(make_document(f"澜府发〔2025〕{month * 100 + n}号", n) for n in range(1, 31)))
        for month in range(1, 13)
    ]
    files = files_of(link(issues, config)[0], config)
    chain, name = [], "documents/feed.xml"
    while name:
        feed = feedparser.parse(files[name])
        chain.append((name, [entry.id for entry in feed.entries]))
        name = next((one.href.removeprefix(BASE) for one in feed.feed.links if one.rel == "prev-archive"), "")
    assert [(name, len(ids)) for name, ids in chain] == [
        ("documents/feed.xml", 360 - 2 * AN_ARCHIVE), ("documents/feed-2.xml", 100), ("documents/feed-1.xml", 100)
    ]  # fmt: skip
    ids = [one for _, some in chain for one in some]
    assert len(set(ids)) == 360
    fewer = files_of(link(issues[:-1], config)[0], config)
    for path in ("documents/feed-1.xml", "documents/feed-1.json"):
        assert files[path] == fewer[path]


@pytest.mark.parametrize("base_url", [None, BASE])
def test_entries_keep_their_ids(sample: Sample, base_url: str | None) -> None:
    """The id of an entry depends on its address alone, not on title, order or what else there is."""
    archive, _ = sample
    before, after = (SiteConfig(name=name, base_url=base_url) for name in ("公报", "另名"))
    assert identity("/documents/a/", before) == identity("/documents/a/", after)
    newest = link([archive.issues[-1].issue], SiteConfig(base_url=base_url))[0]
    everything = {source.folder: source for source in sources(archive, Faces(archive))}
    for source in sources(newest, Faces(newest)):
        if source.folder in ("/documents/", "/corrections/"):
            assert {one.identity for one in source.entries} <= {
                one.identity for one in everything[source.folder].entries
            }


def test_without_a_public_address_feeds_are_still_sound(sample: Sample) -> None:
    """Ids are then names that do not change, links lead from the feed."""
    archive, config = sample
    for path, content in files_of(archive, replace(config, base_url=None)).items():
        if path.endswith(".xml"):
            feed = feedparser.parse(content)
            assert not feed.bozo
            assert all(entry.id.startswith("urn:uuid:") for entry in feed.entries)
