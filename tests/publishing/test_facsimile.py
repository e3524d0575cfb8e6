"""The facsimile: pictures made once, text cut by page, and what pages say of the print."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from collections.abc import Callable
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from gazette_site.cache import Cache
from gazette_site.crew import Processes
from gazette_site.model import Block, FurnitureReason, IssueId, Page, Paragraph, Table, Text, Trust
from gazette_site.parsing import parse
from gazette_site.pipeline import Options, build
from gazette_site.publishing.images import drawing
from gazette_site.publishing.images import facsimile as made
from gazette_site.publishing.images.drawing import PageImage
from gazette_site.publishing.images.facsimile import Facsimile, Request, facsimile_files, make_facsimile
from gazette_site.publishing.pages.print_pages import page_views
from gazette_site.publishing.pages.text.page_texts import page_texts
from gazette_site.reading import read_folder
from gazette_site.texts import texts_of_block
from tests.reading.pdf_writer import Sheet, write_pdf

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "issues" / "2025-05.pdf"
ID = IssueId("2025-05")


def tool() -> Any:
    """The module `tools/make_sample_pdf.py`."""
    spec = importlib.util.spec_from_file_location("make_sample_pdf", ROOT / "tools" / "make_sample_pdf.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _text_of(block: Block) -> str:
    return "".join(text.value for text in texts_of_block(block))


def issue_of_sample() -> Any:
    """The sample issue as it is read."""
    source = next(one for one in read_folder(ROOT / "issues")[0] if one.id == ID)
    issue, problems = parse(source, ("市政府文件", "市政府办公室文件", "人事任免", "大事记"))
    assert issue and not problems
    return issue


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Facsimile:
    """The facsimile of the sample."""
    facsimile, problems = make_facsimile(ID, SAMPLE, Cache(tmp_path_factory.mktemp("cache")), "issues/2025-05.pdf")
    assert facsimile and not problems
    return facsimile


def kept(facsimile: Facsimile, name: str) -> BytesIO:
    """A picture as the cache has it."""
    data = facsimile.cache.get(facsimile.room, name)
    assert data
    return BytesIO(data)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample archive, built."""
    folder = tmp_path_factory.mktemp("site")
    options = Options(ROOT / "issues", folder / "out", ledger=False, cache=folder / "cache")
    outcome = build(options, lambda *_: None)
    assert outcome.figures, outcome.problems
    return folder / "out"


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two pages of the sample, which are quickly drawn."""
    pdf = tmp_path_factory.mktemp("short") / "2025-05.pdf"
    with pypdfium2.PdfDocument(SAMPLE) as whole, pypdfium2.PdfDocument.new() as part:
        part.import_pages(whole, [1, 6])
        part.save(pdf)
    return pdf


# Pictures ----------------------------------------------------------------------------------------------------------


def test_files_are_named_after_issue_and_page(drawn: Facsimile) -> None:
    """The PDF, a picture of each page, and of the page with the map a large one and the map cut out."""
    paths = [file.path for file in facsimile_files(drawn)]
    assert paths[0] == "issues/2025-05/2025-05.pdf"
    assert [path for path in paths if "large" in path] == ["issues/2025-05/pages/7-large.webp"]
    assert [path for path in paths if "picture" in path] == ["issues/2025-05/pages/7-picture.webp"]
    assert len(paths) == 1 + 10 + 2 == len(set(paths))


def test_pictures_have_the_sizes_that_are_said(drawn: Facsimile) -> None:
    """Width and height are known before a picture is loaded, so that nothing moves when it is."""
    for image in drawn.images:
        with Image.open(kept(drawn, f"{image.page}.webp")) as small:
            assert (small.format, small.size) == ("WEBP", (image.width, image.height))
            assert small.width == drawing.SMALL
    cutting = drawn.images[6].cutting
    assert cutting
    with Image.open(kept(drawn, "7-large.webp")) as large:
        assert large.width == drawing.LARGE
    with Image.open(kept(drawn, "7-picture.webp")) as picture:
        assert picture.size == cutting


def test_the_digest_is_that_of_the_pdf(drawn: Facsimile) -> None:
    """What is offered for download can be checked."""
    assert drawn.digest == hashlib.sha256(SAMPLE.read_bytes()).hexdigest()
    assert drawn.size == SAMPLE.stat().st_size


def test_an_unchanged_pdf_is_not_drawn_again(drawn: Facsimile, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pictures are found by the content of the PDF, wherever it lies."""
    monkeypatch.setattr(drawing, "draw", lambda *_: pytest.fail("drawn again"))
    again, problems = make_facsimile(ID, SAMPLE, drawn.cache, "x.pdf")
    assert (again, problems) == (drawn, ())


def test_another_renderer_draws_anew(drawn: Facsimile, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures of an older version are not taken for those of this one."""
    monkeypatch.setattr(made, "_VERSION", made._VERSION + 1)
    monkeypatch.setattr(drawing, "draw", lambda *_: (_ for _ in ()).throw(ValueError))
    _, problems = make_facsimile(ID, SAMPLE, drawn.cache, "x.pdf")
    assert {problem.code for problem in problems} == {"no-page-image"}
    assert [problem.line for problem in problems] == list(range(1, 11))


@pytest.mark.parametrize("damage", ["missing", "short", "same size", "another page", "list"])
def test_a_damaged_cache_is_made_anew(tmp_path: Path, short: Path, damage: str) -> None:
    """A picture that is lost, cut, changed or another page's, or a list that cannot be read, costs time and nothing else."""
    first, _ = make_facsimile(ID, short, Cache(tmp_path), "x.pdf")
    assert first
    room = tmp_path / first.room
    picture, before = room / "2.webp", (room / "2.webp").read_bytes()
    if damage == "missing":
        picture.unlink()
    elif damage == "list":
        (room / "pages.json").write_text("[{", "utf-8")
    else:
        other = (room / "1.webp").read_bytes()
        changed = before[:-1] + bytes([before[-1] ^ 1])
        picture.write_bytes({"short": before[:100], "same size": changed, "another page": other}[damage])
    second, problems = make_facsimile(ID, short, Cache(tmp_path), "x.pdf")
    assert (second, problems) == (first, ())
    assert second and list(facsimile_files(second))
    assert picture.read_bytes() == before


def test_a_picture_that_is_damaged_before_it_is_published_is_drawn_again(tmp_path: Path, short: Path) -> None:
    """What is published was verified when it was read for that, not some time before."""
    facsimile, _ = make_facsimile(ID, short, Cache(tmp_path), "x.pdf")
    assert facsimile
    before = list(facsimile_files(facsimile))
    (tmp_path / facsimile.room / "2-large.webp").write_bytes(b"other")
    (tmp_path / facsimile.room / "1.webp").unlink()
    assert list(facsimile_files(facsimile)) == before


def test_without_a_cache_there_are_the_same_pictures(tmp_path: Path, short: Path) -> None:
    """Where nothing can be kept, a page is drawn twice."""
    (tmp_path / "file").write_text("")
    none, problems = make_facsimile(ID, short, Cache(tmp_path / "file" / "cache"), "x.pdf")
    some, _ = make_facsimile(ID, short, Cache(tmp_path / "cache"), "x.pdf")
    assert none and some and not problems
    assert list(facsimile_files(none)) == list(facsimile_files(some))


def test_any_number_of_processes_gives_the_same(tmp_path: Path, short: Path) -> None:
    """Bytes do not depend on who draws."""
    other = tmp_path / "2025-06.pdf"
    other.write_bytes(short.read_bytes() + b"\n")
    requests = [Request(ID, short, "a.pdf"), Request(IssueId("2025-06"), other, "b.pdf")]
    told: list[int] = []
    one, _ = made.make_facsimiles(requests, Cache(tmp_path / "one"), Processes(1), told.append)
    two, _ = made.make_facsimiles(requests, Cache(tmp_path / "two"), Processes(2), told.append)
    assert told == [1, 2, 1, 2]
    alone, _ = made.make_facsimiles(requests[:1], Cache(tmp_path / "pages"), Processes(3), told.append)
    assert [f.content for f in facsimile_files(alone[ID])] == [f.content for f in facsimile_files(one[ID])]
    for id in one:
        assert [f.content for f in facsimile_files(one[id])] == [f.content for f in facsimile_files(two[id])]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", SAMPLE.read_bytes()[:2000]])
def test_a_pdf_that_cannot_be_opened_is_one_problem(tmp_path: Path, content: bytes) -> None:
    """The issue goes on without its facsimile; nothing is left in the cache."""
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(content)
    facsimile, problems = make_facsimile(ID, bad, Cache(tmp_path / "cache"), "issues/bad.pdf")
    assert facsimile is None
    assert [(p.file, p.code) for p in problems] == [("issues/bad.pdf", "no-facsimile")]
    assert not list(tmp_path.glob("cache/pages/*"))


def test_a_photograph_is_not_kept_like_a_drawing() -> None:
    """Flat pages lose nothing but steps of colour; noisy ones are kept as photographs."""
    flat = Image.new("RGB", (400, 560), "white")
    noisy = Image.effect_noise((400, 560), 90).convert("RGB")
    for most in (drawing._FLAT, drawing._DENSE):
        assert drawing._is_flat(drawing.encoded(flat, drawn=True), flat, most)
        assert not drawing._is_flat(drawing.encoded(noisy, drawn=True), noisy, most)


# Text by pages -----------------------------------------------------------------------------------------------------


def _text(value: str, *lines: int) -> Text:
    from gazette_site.model import Span

    size = len(value) // len(lines)
    ends = [*(size for _ in lines[1:]), len(value) - size * (len(lines) - 1)]
    return Text(value, tuple(Span(line, 0, end) for line, end in zip(lines, ends, strict=True)))


def _linked(make_issue: Callable[..., Any], document: Any, lines: tuple[int, ...], **fields: Any) -> Any:
    from gazette_site.linking.archive import LinkedDocument, LinkedIssue, Url

    issue = make_issue("2025-05", document, line_pages=lines, **fields)
    linked = LinkedDocument(document, issue.id, Url("/documents/x/"), ("",) * len(document.body), ())
    return LinkedIssue(issue, Url("/issues/2025-05/"), (linked,), ())


def test_a_paragraph_is_cut_where_the_page_ends(make_issue: Any, make_document: Any) -> None:
    """Its second half stands on the next page and is no paragraph of its own."""
    from gazette_site.model import Role

    body = (Paragraph(Role.BODY, _text("前半句话在上页，后半句话在下页。", 2, 3)),)
    linked = _linked(make_issue, make_document("", title="通知", body=body), (0, 1, 2), furniture=())
    pages = page_texts(linked)
    assert [[_text_of(part.block) for part in one.parts] for one in (pages[1][0], pages[2][0])] == [
        ["前半句话在上页，"],
        ["后半句话在下页。"],
    ]
    assert (pages[2][0].begins, pages[2][0].parts[0].goes_on) == (False, True)


def test_a_table_is_cut_between_rows_and_repeats_its_head(make_issue: Any, make_document: Any) -> None:
    """As the print does it."""
    rows = tuple((_text(f"行{n}", n), _text("甲", n)) for n in (2, 3, 4))
    linked = _linked(make_issue, make_document("", body=(Table(rows),)), (0, 1, 1, 2), furniture=())
    pages = page_texts(linked)
    assert [
        [cell.value for cell in list(texts_of_block(portion.parts[0].block))[::2]]
        for (portion,) in (pages[1], pages[2])
    ] == [
        ["行2", "行3"],
        ["行2", "行4"],
    ]


def test_every_word_of_the_sample_is_beside_its_page() -> None:
    """Cut by pages the texts are whole; a page has what the PDF prints on it."""
    from gazette_site.linking import link

    issue = issue_of_sample()
    archive, _ = link([issue], _config())
    texts = page_texts(archive.issues[0])
    assert set(texts) == set(range(1, 11))
    law = "".join(_text_of(part.block) for page in (3, 4) for portion in texts[page] for part in portion.parts)
    assert law == "".join(map(_text_of, issue.documents[0].body))
    assert _text_of(texts[4][0].parts[0].block) == "（三）动用明火、排放烟气；"
    tables = [
        part.block.rows
        for page in (6, 7)
        for portion in texts[page]
        for part in portion.parts
        if isinstance(part.block, Table)
    ]
    assert tables[0][0] == tables[1][0]
    assert (*tables[0], *tables[1][1:]) == issue.documents[1].attachments[0].blocks[0].rows


def _config() -> Any:
    from gazette_site.config import SiteConfig

    return SiteConfig()


# What the pages say ------------------------------------------------------------------------------------------------


def _views(make_issue: Any, *pages: Page, **fields: Any) -> Any:
    from gazette_site.linking.archive import LinkedIssue, Url

    issue = make_issue("2025-05", pages=pages, **fields)
    images = tuple(PageImage(page.index, 1000, 1415, None, large=False) for page in pages)
    facsimile = Facsimile(ID, SAMPLE, 1, "0", Cache(SAMPLE.parent), "", images)
    return page_views(LinkedIssue(issue, Url("/issues/2025-05/"), (), ()), facsimile)


def test_pages_are_named_after_what_they_print(make_issue: Any) -> None:
    """A printed number, else what the page is, else its place in the PDF; a number printed twice is an anchor once."""
    from gazette_site.model import Furniture

    pages = [Page(n, label, Trust.GOOD, 595, 842) for n, label in enumerate((None, None, "1", "1", None), 1)]
    left_out = (
        Furniture(FurnitureReason.COVER, _text("公报", 1)),
        Furniture(FurnitureReason.COVER, _text("公报", 2)),
        Furniture(FurnitureReason.CONTENTS, _text("目录", 3)),
    )
    views = _views(make_issue, *pages, furniture=left_out, line_pages=(1, 2, 2))
    assert [view.words for view in views] == ["封面", "目录", "第1页", "PDF第4页", "PDF第5页"]
    assert [view.anchor for view in views] == ["pdf-1", "pdf-2", "p-1", "pdf-4", "pdf-5"]


def test_what_cannot_be_trusted_is_said_page_by_page(make_issue: Any) -> None:
    """Pages of one kind together, runs joined, and nothing about the good ones between them."""
    from gazette_site.publishing.pages.print_pages import notes_of

    kinds = (Trust.GOOD, Trust.RECOGNISED, Trust.RECOGNISED, Trust.NONE, Trust.DOUBTFUL, Trust.RECOGNISED)
    pages = [Page(n, str(n) if n != 4 else None, trust, 595, 842) for n, trust in enumerate(kinds, 1)]
    notes = notes_of(_views(make_issue, *pages))
    assert [note.partition("。")[0] for note in notes] == [
        "第2—3页、第6页：机器识别",
        "PDF第4页：图片",
        "第5页：文字层有缺字",
    ]


class _Tags(HTMLParser):
    """Collects the tags of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One tag."""
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of all tags of that name."""
        return [attributes for name, attributes in self.tags if name == tag]


def test_the_facsimile_page_has_all_pages(site: Path) -> None:
    """Each with an anchor after its printed number and a picture of known size; only the first is loaded at once."""
    page = _Tags((site / "issues" / "2025-05" / "pages" / "index.html").read_text("utf-8"))
    anchors = [one["id"] for one in page.all("section") if "id" in one]
    assert anchors == ["pdf-1", "pdf-2", *(f"p-{n}" for n in range(1, 8)), "pdf-10"]
    images = page.all("img")
    assert [one.get("loading") for one in images] == [None, *["lazy"] * 9]
    assert {(one["width"], one["height"]) for one in images} == {("1000", "1415")}


def test_a_document_leads_to_its_page_and_loads_no_picture(site: Path) -> None:
    """Without script the tool is a link; the pictures are named but not asked for."""
    page = _Tags((site / "documents" / "lanfubanfa-2025-16" / "index.html").read_text("utf-8"))
    tool = next(one for one in page.all("a") if "data-facsimile" in one)
    assert (tool["href"] or "").endswith("issues/2025-05/pages/#p-3")
    assert [one["data-anchor"] for one in page.all("li") if "data-anchor" in one] == ["p-3", "p-4", "p-5"]
    assert [one["loading"] for one in page.all("img")] == ["lazy"]  # the map of the attachment
    assert (page.all("img")[0]["src"] or "").endswith("issues/2025-05/pages/7-picture.webp")


def test_the_issue_offers_its_pdf(site: Path) -> None:
    """With its size, the digest stands on the page of the facsimile, and the PDF is the one that was read."""
    html = (site / "issues" / "2025-05" / "index.html").read_text("utf-8")
    data = (site / "issues" / "2025-05" / "2025-05.pdf").read_bytes()
    assert data == SAMPLE.read_bytes()
    assert hashlib.sha256(data).hexdigest() not in html
    assert hashlib.sha256(data).hexdigest() in (site / "issues" / "2025-05" / "pages" / "index.html").read_text("utf-8")
    assert f"（{round(len(data) / 1000)} KB）" in html


def test_what_is_no_larger_leads_to_the_page_in_the_pdf(site: Path) -> None:
    """A page of text has no large picture; a click on it opens the PDF at this page, one with a map its large picture."""
    html = (site / "issues" / "2025-05" / "pages" / "index.html").read_text("utf-8")
    assert 'href="../../../issues/2025-05/2025-05.pdf#page=3"' in html and "pages/3-large.webp" not in html
    assert 'href="../../../issues/2025-05/pages/7-large.webp"' in html and "#page=7" not in html


def test_a_drawing_of_lines_is_looked_at_closely(tmp_path: Path) -> None:
    """Many curved lines are a map or a drawing; rules and frames of a table are none."""
    curves = " ".join(
        f"{n} 10 m " + " ".join(f"{n} {k} {n + 9} {k} {n} {k + 3} c" for k in range(10, 110, 4)) + " S"
        for n in range(20, 320, 20)
    )
    rules = " ".join(f"20 {k} m 500 {k} l S" for k in range(20, 700, 10))
    for stream, large in ((curves, True), (rules, False)):
        path = write_pdf(tmp_path / "drawn.pdf", [Sheet(stream)])
        with pypdfium2.PdfDocument(path) as document:
            assert drawing.draw(document, 0)[0].large is large


def test_an_issue_without_a_pdf_says_nothing_of_one(site: Path) -> None:
    """No tool, no empty page."""
    html = (site / "issues" / "2025-04" / "index.html").read_text("utf-8")
    assert "原版" not in html
    assert not (site / "issues" / "2025-04" / "pages").exists()


def test_the_data_tell_the_pages(site: Path) -> None:
    """Index, printed number, trust."""
    pages = json.loads((site / "data" / "issues" / "2025-05.json").read_bytes())["issue"]["pages"]
    assert pages[0] == {"index": 1, "label": None, "trust": "文字层"}
    assert [page["label"] for page in pages] == [None, None, *map(str, range(1, 8)), None]


def test_an_issue_of_pictures_is_published_with_a_note(tmp_path: Path) -> None:
    """A scan without a text layer beside an issue with text: its page and its facsimile are there and say what they are."""
    issues = tmp_path / "issues"
    issues.mkdir()
    (issues / "2025-04.txt").write_bytes((ROOT / "issues" / "2025-04.txt").read_bytes())
    scans = [Image.effect_noise((1240, 1754), 30) for _ in range(2)]
    scans[0].save(issues / "2025-06.pdf", save_all=True, append_images=scans[1:], resolution=150)
    outcome = build(Options(issues, tmp_path / "out", ledger=False, cache=tmp_path / "cache"), lambda *_: None)
    assert outcome.figures, outcome.problems
    note = "PDF第1—2页：图片。没有可用的文字，内容请看原版图像。"
    for page in ("index.html", "pages/index.html"):
        assert note in (tmp_path / "out" / "issues" / "2025-06" / page).read_text("utf-8")
    assert (tmp_path / "out" / "issues" / "2025-06" / "pages" / "2-large.webp").is_file()


# The sample --------------------------------------------------------------------------------------------------------


def _bare(text: str) -> str:
    return "".join(text.split())


def _words(one: Any) -> list[str]:
    if isinstance(one, str):
        return [one]
    return [one["chapter"]] if "chapter" in one else [one["heading"] + one.get("text", "")]


def _described(one: dict[str, Any]) -> list[str]:
    """The paragraphs of a document as its description has them."""
    lines = [one["addressees"], *(word for block in one["body"] for word in _words(block)), *one.get("note", [])]
    lines += [*one["signature"], one["date"], one["annotation"]]
    enclosed = one.get("enclosed")
    if enclosed:
        lines += [enclosed["title"], *(word for block in enclosed["body"] for word in _words(block))]
    return list(map(_bare, lines))


def test_the_sample_is_read_as_it_was_written() -> None:
    """Every document, table, picture and entry of the description comes out of the PDF, paragraph by paragraph."""
    wanted, issue = tool().description(), issue_of_sample()
    assert (issue.masthead.cumulative, issue.masthead.published) == (77, "2025-06-10")
    assert len(issue.documents) == len(wanted["documents"])
    for document, one in zip(issue.documents, wanted["documents"], strict=True):
        assert document.title.value == _bare("".join(one["title"]))
        assert document.number and document.number.normal == one["number"]
        assert document.section == one["section"]
        assert [_bare(block.text.value) for block in document.body] == _described(one)
        attachments = one.get("attachments", [])
        assert [a.title and a.title.value for a in document.attachments] == [a["title"] for a in attachments]
    table, picture = issue.documents[1].attachments
    assert [[c.value for c in row] for row in table.blocks[0].rows] == wanted["documents"][1]["attachments"][0]["table"]
    assert [block.pdf_page for block in picture.blocks] == [7]
    assert len(issue.documents[3].appointments) == 6
    entries = [_bare("".join(text.value for text in entry.paragraphs)) for entry in issue.chronicle.entries]
    assert entries == [_bare(entry) for entry in wanted["chronicle"]["entries"]]


def test_the_sample_is_small() -> None:
    """It travels with the repository."""
    assert SAMPLE.stat().st_size < 400_000


def test_the_sample_can_be_made_again() -> None:
    """The tool makes a PDF, and the same one twice; needs Typst and the fonts."""
    pytest.importorskip("typst")
    maker = tool()
    try:
        maker.drawn_map()
    except OSError:
        pytest.skip("no Noto CJK fonts on this machine")
    first, second = (maker.typeset(maker.description()) for _ in range(2))
    assert first == second
    assert first.startswith(b"%PDF")
