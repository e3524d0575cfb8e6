"""The pages: what they show, that they are sound HTML, and that every link on them leads somewhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from markupsafe import Markup

from gazette_site.config import SiteConfig
from gazette_site.linking import Archive, Url, link
from gazette_site.model import (
    Appointment,
    AppointmentAction,
    Attachment,
    AttachmentKind,
    Block,
    Chronicle,
    ChronicleEntry,
    Correction,
    IsoDate,
    Level,
    Paragraph,
    Picture,
    Repair,
    RepairName,
    Role,
    Span,
    Table,
    Text,
)
from gazette_site.publishing.data import coverage
from gazette_site.publishing.data.exports import datapackage
from gazette_site.publishing.data.exports.exported import exported
from gazette_site.publishing.data.exports.schema import schema_files
from gazette_site.publishing.data.exports.sqlite_file import fulltext_script
from gazette_site.publishing.data.exports.tables import WHOLE
from gazette_site.publishing.data.exports.years import HEADS, folder_of
from gazette_site.publishing.data.faces import Faces
from gazette_site.publishing.data.issues import issue_file
from gazette_site.publishing.data.references import reference_files
from gazette_site.publishing.folder.fixity import MANIFEST
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.machines.feeds import feed_files
from gazette_site.publishing.machines.sitemap import machine_files
from gazette_site.publishing.machines.web_manifest import web_manifest
from gazette_site.publishing.pages import render_pages
from gazette_site.publishing.pages.frame.addresses import href, href_from_root, path_of
from gazette_site.publishing.pages.frame.assets import assets, smaller
from gazette_site.publishing.pages.text import notes
from gazette_site.publishing.pages.text.blocks import Setting, compose
from gazette_site.publishing.pages.text.pieces import Members, Note, Signature, TextPiece
from gazette_site.publishing.pages.text.tables import table_view
from gazette_site.publishing.phrases import chinese_date, excerpt, numeral, phrased, weekday

CONFIG = SiteConfig(
    name="澜川市人民政府公报",
    organiser="澜川市人民政府办公室",
    base_url="https://www.example.gov.cn/gongbao/",
    examples=("育儿补贴",),
    contact="0000-5618000",
)
HOSTILE = "澜川市人民政府关于<script>alert(1)</script>{{ 7*7 }}{% raw %}的通知"
VOID = {"meta", "link", "br", "hr", "img", "input", "wbr", "path"}


def text(value: str, line: int = 12, *repairs: Repair) -> Text:
    return Text(value, (Span(line, 0, len(value)),), repairs)


def paragraph(
    value: str, role: Role = Role.BODY, label: str = "", level: Level | None = None, head: int = 0
) -> Paragraph:
    return Paragraph(role, text(value), label, level, head)


def table(*rows: tuple[str, ...]) -> Table:
    return Table(tuple(tuple(text(cell) for cell in row) for row in rows))


REGULATION: tuple[Block, ...] = (
    paragraph("各区人民政府：", Role.ADDRESSEE),
    Paragraph(Role.BODY, text("现予公布。", 12, Repair(RepairName.LATIN_AND, "平台 and 监管", "平台和监管")), page=1),
    paragraph("附件：1.机构名录", Role.ATTACHMENT_NOTE),
    paragraph("2.分布图", Role.ATTACHMENT_NOTE),
    paragraph("澜川市人民政府", Role.SIGNATURE),
    paragraph("2025年3月2日", Role.DATE),
    paragraph("绿道管理办法", Role.ENCLOSED_TITLE),
    paragraph("第一章 总则", Role.HEADING, "第一章", Level.CHAPTER, 6),
    Paragraph(Role.ARTICLE, text("第一条 为了加强管理，制定本办法。"), "第一条", page=2),
    paragraph("第二条 本办法自公布之日起施行。", Role.ARTICLE, "第二条"),
    paragraph("一、要求", Role.HEADING, "一、", Level.FIRST, 4),
    paragraph("（一）原则。统筹推进。", Role.HEADING, "（一）", Level.SECOND, 6),
    Picture(text("")),
)


class Page(HTMLParser):
    """Reads a page strictly: tags must nest, ids be unique."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.faults: list[str] = []
        self.feed(html)
        self.close()
        self.faults += [f"{tag} is not closed" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        for name, value in attrs:
            if name == "id":
                self.faults += [f"{value} is an id twice"] if value in self.ids else []
                self.ids.append(value or "")
            if name in ("href", "src", "action"):
                self.links.append(value or "")
            if name == "style" or name.startswith("on"):
                self.faults.append(f"{name} on {tag}")

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")


@pytest.fixture
def archive(make_document: Callable[..., object], make_issue: Callable[..., object]) -> Archive:
    """Three issues with a gap, a regulation with attachments, a hostile title, an appointment and a chronicle."""
    attachments = (
        Attachment(
            text("附件1"), text("机构名录"), AttachmentKind.TABLE, (table(("序号", "名称"), ("1", ""), ("合计",)),), 3
        ),
        Attachment(text("附件2"), text("分布图"), AttachmentKind.PICTURE, ()),
        Attachment(None, None, AttachmentKind.TEXT, REGULATION[7:9]),
    )
    appointment = Appointment("张锐", AppointmentAction.APPOINTED, "市应急管理局副局长", "试用期一年", 0)
    first = make_issue(
        "2025-01",
        make_document("澜府发〔2025〕1号", 1, body=REGULATION, attachments=attachments),
        make_document("", 2, title=HOSTILE, section=None, page=None, date=None, kind=None),
        days=("2025-01-04", "2025-01-04", None),
        corrections=(Correction("三年", "五年", "据纸本改正", 12), Correction("甲", "乙", "目录误", 3)),
        notes=("本期为试刊。",),
        source_url="https://www.example.gov.cn/1.pdf",
        cumulative=151,
    )
    second = make_issue("2025-02", make_document("澜府任〔2025〕2号", 1, appointments=(appointment,)), cumulative=152)
    fourth = make_issue("2025-04", make_document("澜府发〔2025〕9号", 1), cumulative=154)
    linked, problems = link([first, second, fourth], CONFIG)  # type: ignore[list-item]
    assert not problems
    return linked


@pytest.fixture
def site(archive: Archive) -> dict[str, str]:
    """Every page by its path."""
    return {file.path: file.content.decode() for file in render_pages(archive, CONFIG)}


@pytest.mark.parametrize(
    ("target", "here", "expected"),
    [
        ("/documents/x/", "/issues/2025-01/", "../../documents/x/"),
        ("/documents/x/attachment-1/", "/documents/x/", "../../documents/x/attachment-1/"),
        ("/documents/x/#art-2", "/appointments/", "../documents/x/#art-2"),
        ("/documents/x/#art-2", "/documents/x/", "#art-2"),
        ("/search/?q=%E5%AD%97", "/", "search/?q=%E5%AD%97"),
        ("/", "/documents/x/", "../../"),
        ("/", "/", "./"),
    ],
)
def test_href_is_relative_to_the_page(target: str, here: str, expected: str) -> None:
    """A link leads from its own page, through the root, to the target, fragment and query kept."""
    assert href(Url(target), Url(here)) == expected


def test_links_of_the_404_page_start_at_the_path_of_the_site() -> None:
    """The page shown for a wrong address is served at any depth, so its links begin with a slash."""
    assert href_from_root(Url("/about/"), "https://www.example.gov.cn/gongbao/") == "/gongbao/about/"
    assert href_from_root(Url("/about/"), None) == "/about/"


def test_titles_break_between_phrases() -> None:
    """A title may break after the issuer, around what it is about, and before its kind, nowhere inside."""
    title = "澜川市人民政府办公室关于印发《澜川市绿道管理办法》的通知"
    assert str(phrased(title)) == "澜川市人民政府办公室<wbr>关于印发<wbr>《澜川市绿道管理办法》<wbr>的通知"


def test_title_breaks_are_the_only_markup() -> None:
    """Whatever stands in a title is escaped; only the breaks are tags."""
    assert phrased("关于<b>的通知") == Markup("关于&lt;b&gt;<wbr>的通知")


def test_chinese_of_dates_and_numbers() -> None:
    """Dates, weekdays and numerals are written as in print."""
    assert chinese_date("2025-03-09") == "2025年3月9日"  # type: ignore[arg-type]
    assert weekday("2025-03-09") == "星期日"  # type: ignore[arg-type]
    assert [numeral(n) for n in (3, 10, 12, 24)] == ["三", "十", "十二", "二十四"]


def test_excerpts_end_at_a_full_stop_or_say_that_they_go_on() -> None:
    """A long text is cut after its first sentence if that is long enough, else it ends in an ellipsis."""
    assert excerpt("市政府召开常务会议审议通过办法。" + "会" * 60) == "市政府召开常务会议审议通过办法"
    assert excerpt("会" * 60, 10) == "会" * 10 + "……"


def test_headings_rank_by_where_they_stand() -> None:
    """`1.` right under `一、` ranks one below it; a new `一、` goes back up."""
    blocks = (
        paragraph("一、甲", Role.HEADING, "一、", Level.FIRST, 3),
        paragraph("1.乙", Role.HEADING, "1.", Level.THIRD, 3),
        paragraph("二、丙", Role.HEADING, "二、", Level.FIRST, 3),
    )
    pieces = compose(blocks, ("sec-1", "sec-1-1", "sec-2"), Setting(2, ""))
    assert [piece.tag for piece in pieces if isinstance(piece, TextPiece)] == ["h2", "h3", "h2"]


def test_attachment_notes_lead_to_the_attachments_they_number() -> None:
    """Each title of 附件说明 links to the attachment with its number, also over several lines."""
    blocks = tuple(paragraph(words, Role.ATTACHMENT_NOTE) for words in ("附件：1.甲表 2.2025年计划", "3.丙"))
    pieces = compose(blocks, ("", ""), Setting(2, "", attachments={1: "att-1", 2: "att-2"}))
    links = [part for piece in pieces if isinstance(piece, Note) for part in piece.parts if part[1]]
    assert links == [("甲表", "att-1"), ("2025年计划", "att-2")]
    words = "".join(part[0] for piece in pieces if isinstance(piece, Note) for part in piece.parts)
    assert words == "附件：1.甲表 2.2025年计划3.丙"


def test_members_are_set_in_columns() -> None:
    """Three lines of name and post in a row become a list of members; two do not."""
    lines = ("组 长：张 锐 市长", "副组长：李大伟 副市长", "王 芳 市教育局局长")
    members = compose(tuple(map(paragraph, lines)), ("",) * 3, Setting(2, ""))
    assert isinstance(members[0], Members)
    assert [line.name for line in members[0].lines] == ["张 锐", "李大伟", "王 芳"]
    assert all(
        isinstance(one, TextPiece) for one in compose(tuple(map(paragraph, lines[:2])), ("",) * 2, Setting(2, ""))
    )


def test_signature_and_date_stand_together() -> None:
    """署名 and 成文日期 are one group."""
    pieces = compose(REGULATION[4:6], ("", ""), Setting(2, ""))
    assert len(pieces) == 1 and isinstance(pieces[0], Signature)


def test_empty_cells_stay_empty() -> None:
    """No cell is merged or filled: an empty one is shown empty, a head without words is no head."""
    view = table_view(table(("项目", "", "数量"), ("甲", "", "12"), ("", "乙")), "表", False, None)
    assert [(cell.tag, cell.text) for cell in view.head[0]] == [("th", "项目"), ("td", ""), ("th", "数量")]
    assert [[cell.text for cell in row] for row in view.rows] == [["甲", "", "12"], ["", "乙", ""]]
    assert all(cell.span == 1 for row in view.rows for cell in row)


def test_hostile_titles_come_out_escaped(site: dict[str, str]) -> None:
    """Markup and template code in a title is shown as it stands, on every page."""
    pages = [html for html in site.values() if "alert(1)" in html]
    assert len(pages) > 3
    for html in pages:
        assert "<script>alert" not in html
        assert "49" not in re.findall(r"&lt;/script&gt;(.{12})", html)[0]


def test_every_page_is_sound(site: dict[str, str]) -> None:
    """Each page nests its tags, has one h1 and no repeated id, no inline style or handler, and skips no heading rank."""
    for path, html in site.items():
        page = Page(html)
        assert not page.faults, path
        assert page.headings.count(1) == 1, path
        assert all(after - before <= 1 for before, after in zip(page.headings, page.headings[1:], strict=False)), path
        assert html.startswith('<!DOCTYPE html>\n<html lang="zh-CN">'), path


def _data_paths(archive: Archive) -> set[str]:
    """The paths of everything that is no page: data, feeds, what machines ask for."""
    issues = [exported(one, archive.standing, archive.topics_of) for one in archive.issues]
    made = [*feed_files(archive, CONFIG, Faces(archive)), *machine_files(archive, (), CONFIG.base_url), *schema_files()]
    made += [issue_file(one.data) for one in issues]
    made += [*reference_files(archive), fulltext_script()]
    years = {f"{folder_of(one.issue.masthead.year)}/{name}" for one in archive.issues for name in HEADS}
    return (
        {file.path for file in made}
        | years
        | {datapackage.SQLITE, *map(datapackage.whole_file, WHOLE), MANIFEST, datapackage.FILE, coverage.FILE}
    )


def test_every_link_leads_somewhere(archive: Archive, site: dict[str, str]) -> None:
    """Each internal link ends at a page or file of the site, and at an anchor that is there."""
    files = set(site) | {file.path for file in assets()} | {web_manifest(CONFIG).path} | _data_paths(archive)
    ids = {path: set(Page(html).ids) for path, html in site.items()}
    for path, html in site.items():
        for target in Page(html).links:
            parts = urlsplit(target)
            if parts.scheme:
                assert target.startswith("https://www.example.gov.cn/"), (path, target)
                continue
            wanted = _resolve(path, parts.path)
            assert wanted in files, (path, target)
            assert not parts.fragment or parts.fragment in ids[wanted], (path, target)


def _resolve(page: str, target: str) -> str:
    if target.startswith("/"):
        wanted = target.removeprefix("/gongbao/")
    else:
        wanted = posixpath.normpath(posixpath.join(posixpath.dirname(page), target)) if target else page
        wanted += "/" if target.endswith("/") else ""
    return path_of(Url("/" + wanted.removeprefix("./"))) if wanted.endswith("/") or not wanted else wanted


def test_every_record_has_its_page(archive: Archive, site: dict[str, str]) -> None:
    """Issues, documents, attachments, months, entries and lists are all published under their addresses."""
    urls = [issue.url for issue in archive.issues]
    urls += [document.url for issue in archive.issues for document in issue.documents]
    urls += [one.url for issue in archive.issues for document in issue.documents for one in document.attachments]
    urls += [entry.url for issue in archive.issues for entry in issue.entries]
    for listings in (archive.years, archive.sections, archive.issuers, archive.kinds, archive.months):
        urls += [listing.url for listing in listings]
    assert {path_of(url) for url in urls} <= set(site)


def test_the_document_shows_its_words_and_anchors(site: dict[str, str]) -> None:
    """Article numbers are links to themselves, printed pages have markers, attachments stand on the page in full."""
    html = site["documents/lanfufa-2025-1/index.html"]
    assert '<p class="art" id="art-1"><a class="pg" id="p-2"' in html
    assert '<a class="n" href="#art-2">第二条</a>本办法自公布之日起施行。' in html
    assert 'id="att-1"' in html and "原件为图，文字稿未收录图像。" in html
    assert '<a href="#att-2">分布图</a>' in html
    assert "第1页起" in html


def test_changes_to_the_transcript_are_shown(site: dict[str, str]) -> None:
    """Repairs and corrections of a document stand under 更正与说明; those of the contents on the page of the issue."""
    html = site["documents/lanfufa-2025-1/index.html"]
    assert "“<del>平台 and 监管</del>”改为“<ins>平台和监管</ins>”" in html
    assert "“<del>三年</del>”改为“<ins>五年</ins>”。据纸本改正。" in html
    assert "更正与说明" not in site["documents/lanfufa-2025-9/index.html"]
    issue = site["issues/2025-01/index.html"]
    assert "目录误" in issue and "据纸本改正" not in issue


def test_gaps_are_named(site: dict[str, str]) -> None:
    """A missing number is shown on the shelf, in its year and between the issues beside it."""
    assert "第3期未收录" in site["index.html"]
    assert "缺第3期" in site["years/2025/index.html"]
    assert "上一期（缺2025年第3期）" in site["issues/2025-04/index.html"]


def test_pages_do_not_say_what_is_not_known(site: dict[str, str]) -> None:
    """A document without number, date and page has no such line; only a known base address makes a canonical link."""
    path = next(path for path, html in site.items() if re.search("<h1>[^/]*alert", html))
    assert "成文日期" not in site[path] and "发文字号</dt>" not in site[path] and "页起" not in site[path]
    assert "canonical" not in site["404.html"]


def test_without_base_address_there_is_no_canonical_link(archive: Archive) -> None:
    """A site that does not know its address names none."""
    pages = list(render_pages(archive, SiteConfig(name="澜川市人民政府公报")))
    assert all(b"canonical" not in page.content for page in pages)


def test_an_archive_without_register_and_chronicle_does_not_offer_them(
    make_document: Callable[..., object], make_issue: Callable[..., object]
) -> None:
    """任免 and 大事记 are in the navigation only if there is something under them."""
    linked, _ = link([make_issue("2025-01", make_document("澜府发〔2025〕1号"))], CONFIG)  # type: ignore[list-item]
    pages = {file.path: file.content.decode() for file in render_pages(linked, CONFIG)}
    assert "appointments/index.html" not in pages
    assert "任免" not in pages["index.html"] and "大事记" not in pages["index.html"]


def test_assets_ask_for_nothing_else() -> None:
    """No stylesheet, script or drawing asks another host, embeds data or brings a file of its own."""
    files = {file.path: file.content.decode() for file in assets() if not file.path.endswith(".png")}
    assert {"assets/style.css", "assets/script.js", "assets/icon.svg", "search/engine.js"} <= set(files)
    assert not any(re.search(r"url\(|data:|https?://(?!www\.w3\.org)", text) for text in files.values())


def test_assets_are_published_without_comments() -> None:
    """What only people who write them read is left out; strings and code stay."""
    sheet = OutputFile("assets/a.css", "/* 说明 */\n.a { color : red }\n".encode())
    script = OutputFile("assets/a.js", "/* 说明 */\nconst a = `// 不是说明`; // 说明\n".encode())
    assert smaller(sheet).content.decode() == ".a{color:red}\n"
    assert smaller(script).content.decode() == "const a=`// 不是说明`;\n"
    picture = OutputFile("assets/a.png", b"\x89PNG /* */")
    assert smaller(picture) == picture


def test_the_month_shows_what_stands_above_the_first_entry(
    make_document: Callable[..., object], make_issue: Callable[..., object]
) -> None:
    """The lead text of the chronicle is on the page of the month, not on those of the entries."""
    entry = ChronicleEntry(1, IsoDate("2025-01-12"), None, "1月12日", (text("1月12日，开会。"),))
    chronicle = Chronicle((text("大事记"),), (entry,), lead=(text("本栏由综合科整理。"),))
    linked, _ = link([make_issue("2025-01", make_document(), chronicle=chronicle)], CONFIG)  # type: ignore[list-item]
    pages = {file.path: file.content.decode() for file in render_pages(linked, CONFIG)}
    assert "<p>本栏由综合科整理。</p>" in pages["chronicle/2025-01/index.html"]
    assert "本栏由综合科整理" not in pages["chronicle/2025-01-12/index.html"]


def test_links_to_an_entry_name_the_event_not_the_hour(
    make_document: Callable[..., object], make_issue: Callable[..., object]
) -> None:
    """The date and hour at the head of an entry are left out of its short form, its commas are not."""
    first, second = (
        ChronicleEntry(n, IsoDate("2025-01-12"), None, "1月12日", (text("1月12日晚，甲、乙，开会。"),)) for n in (1, 2)
    )
    issue = make_issue("2025-01", make_document(), chronicle=Chronicle((), (first, second)))
    linked, _ = link([issue], CONFIG)  # type: ignore[list-item]
    pages = {file.path: file.content.decode() for file in render_pages(linked, CONFIG)}
    assert '<span class="lab">1月12日</span><span>甲、乙，开会</span>' in pages["chronicle/2025-01-12/index.html"]


@pytest.mark.parametrize(
    ("length", "shown"), [(40, "题" * 40 + f" — {CONFIG.name}"), (69, "题" * 69), (71, "题" * 69 + "…")]
)
def test_the_tab_shows_where_a_page_is_from_if_both_fit(
    make_document: Callable[..., object], make_issue: Callable[..., object], length: int, shown: str
) -> None:
    """A long title stands alone, a still longer one is cut; the heading of the page is always whole."""
    document = make_document(title="题" * length)
    linked, _ = link([make_issue("2025-01", document)], CONFIG)  # type: ignore[list-item]
    page = next(file for file in render_pages(linked, CONFIG) if file.path == "documents/2025-01-1/index.html")
    html = page.content.decode()
    assert f"<title>{shown}</title>" in html and f"<h1>{'题' * length}</h1>" in html


def test_every_repair_has_its_words() -> None:
    """A named repair without an entry would stop the build at the first text that has it."""
    assert set(notes._RULES) == set(RepairName)
