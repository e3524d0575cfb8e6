"""What the browser makes of a page when it is asked for: the files hold what the print holds."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

DOCUMENT = "/documents/lanfubanfa-2025-12/"


@pytest.fixture
def reader(browser: Any, serve: Callable[[Path], str], sample_site: Path) -> Iterator[tuple[Any, str]]:
    """A page of a reader, and the address of the site."""
    page = browser.new_page()
    yield page, serve(sample_site)
    page.close()


def records(site: Path) -> list[dict[str, Any]]:
    """The documents of a site, as its data has them."""
    files = [gzip.decompress(path.read_bytes()) for path in sorted(site.glob("data/*/documents.jsonl.gz"))]
    return [json.loads(line) for file in files for line in file.splitlines()]


def saved(page: Any, form: str, place: str = "#cite") -> tuple[str, str]:
    """Name and content of the file that a button of the page makes."""
    with page.expect_download() as found:
        page.locator(f"{place} button[data-make={form}]").first.click()
    return found.value.suggested_filename, Path(found.value.path()).read_bytes().decode()


def test_citations_are_made_of_the_page(reader: tuple[Any, str]) -> None:
    """Named as the document; with its title, number, office and issue."""
    page, address = reader
    page.goto(address + DOCUMENT)
    name, entry = saved(page, "bibtex")
    assert name == "lanfubanfa-2025-12.bib" and entry.startswith("@article{lanfubanfa-2025-12,\n")
    assert "author = {{澜川市人民政府办公室}}" in entry and "note = {澜府办发〔2025〕12号}" in entry
    assert "IS  - 4\r\n" in saved(page, "ris")[1]
    assert json.loads(saved(page, "csl")[1])[0]["container-title"] == "澜川市人民政府公报"


def test_texts_hold_every_word(reader: tuple[Any, str], sample_site: Path) -> None:
    """Of every document: each paragraph of its data is in the plain text, in order, attachments too; and no number of a printed page."""
    page, address = reader
    page.goto(address + DOCUMENT)
    assert saved(page, "text")[0] == "lanfubanfa-2025-12.txt"
    assert saved(page, "markdown")[1].startswith("---\ntitle: ")
    for record in records(sample_site):
        page.goto(address + record["url"])
        text = page.evaluate(
            """async () => { const { parts, plainText } = await import("/assets/exports.js");
                           return plainText(parts(document.querySelector("article"))); }"""
        )
        bare, place = "".join(text.split()), 0
        for line in (record["title"], *record["text"].split("\n")):
            place = bare.index("".join(line.split()), place)
        for one in record["attachments"]:
            cells = [cell for rows in one["tables"] for row in rows for cell in row]
            for line in (*one["text"].split("\n"), *cells):
                assert "".join(line.split()) in bare, record["url"]
        assert "— " not in text or "— " in json.dumps(record, ensure_ascii=False)


def test_markdown_says_what_holds_and_what_it_is_about(reader: tuple[Any, str], sample_site: Path) -> None:
    """The words of the banners that hold on every day, the topics; and a chapter keeps the blank in its heading."""
    page, address = reader
    page.goto(address + DOCUMENT)
    text = saved(page, "markdown")[1]
    head = dict(line.split(": ", 1) for line in text.split("---\n")[1].splitlines())
    record = next(one for one in records(sample_site) if one["url"] == DOCUMENT)
    assert json.loads(head["topics"]) == record["topics"] == ["交通出行", "农业农村"]
    (said,) = json.loads(head["standing"])
    assert said.startswith("文中载明自2025年") and "现行" not in said
    assert "\n### 第一章　总" in text


def test_the_data_of_a_document_is_that_of_its_issue(reader: tuple[Any, str], sample_site: Path) -> None:
    """Every document as its year has it, with the issue that it was printed in; where the data cannot be had, nothing is saved."""
    page, address = reader
    for record in records(sample_site):
        page.goto(address + record["url"])
        name, text = saved(page, "json")
        assert name == record["url"].split("/")[-2] + ".json"
        assert json.loads(text) == {key: value for key, value in record.items() if key != "corrections"}
    page.route("**/data/issues/*", lambda route: route.abort())
    page.locator("#cite button[data-make=json]").click()
    page.get_by_text("未能做成文件").wait_for()


def test_tables_are_saved_as_they_stand(reader: tuple[Any, str], sample_site: Path) -> None:
    """Cell for cell, beside the table and on the page of the attachment."""
    page, address = reader
    for record in records(sample_site):
        for one in record["attachments"]:
            for number, rows in enumerate(one["tables"], 1):
                page.goto(address + one["url"])
                with page.expect_download() as found:
                    page.locator(f"button[data-make=table][data-table='{number}']").click()
                text = Path(found.value.path()).read_text("utf-8-sig")
                read = list(csv.reader(io.StringIO(text, newline="")))
                width = max(map(len, rows))
                padded = [row if len(row) == 1 else row + [""] * (width - len(row)) for row in rows]
                assert [[cell.removeprefix("'") for cell in row] for row in read] == padded, one["url"]


def test_without_script_there_is_nothing_to_press(
    browser: Any, serve: Callable[[Path], str], sample_site: Path
) -> None:
    """The citation stands there as text, and the data as links."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(serve(sample_site) + DOCUMENT)
    assert not page.locator("[data-make]:visible").count()
    assert "[J]. 澜川市人民政府公报, 2025(4)" in page.locator("#cite").inner_text()
    assert page.locator("#data a:visible").count() == 2
    context.close()
