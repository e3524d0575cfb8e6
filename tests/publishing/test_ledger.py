"""A link never dies: the ledger of all addresses, redirects, and what a build does with both."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazette_site.cli import main
from gazette_site.publishing import release
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.permanence.ledger import (
    Ledger,
    LedgerEntry,
    Places,
    Published,
    Records,
    addresses,
    confirmed,
    gone,
    ledger_text,
    merged,
    parse_ledger,
    with_build,
)
from gazette_site.publishing.permanence.likely import Proposal, proposals
from gazette_site.publishing.permanence.redirects import check_redirects, destination, folders, moves, server_files
from gazette_site.publishing.permanence.vanished import Vanished, problems_of, vanished
from gazette_site.publishing.search import search_index

ISSUE = """澜川市人民政府公报

2025年第3期
（总第153期·月刊）

2025年4月7日出版

目  录

市政府文件

1 {first}
2 {second}

{first}

澜府发〔2025〕13号

各区人民政府：

为加强桥梁管理，现将有关事项通知如下。

一、明确职责

各区人民政府负责本区桥梁的日常管理。

二、加强检查

{words}

2025年3月2日

{second}

各区人民政府：

现将有关事项通知如下。

2025年3月3日
"""
FIRST = "澜川市人民政府关于加强桥梁管理的通知"
SECOND = "澜川市人民政府关于修建凉亭的通知"
NUMBERED = "/documents/lanfufa-2025-13/"


def write_issue(
    folder: Path, first: str = FIRST, second: str = SECOND, words: str = "每月检查一次。", **edits: str
) -> None:
    """Writes the issue, with words replaced."""
    text = ISSUE.format(first=first, second=second, words=words)
    for old, new in edits.items():
        text = text.replace(old, new)
    (folder / "issues/2025-03.txt").write_text(text, encoding="utf-8")


def ledger_of(folder: Path) -> Ledger:
    """The ledger as it lies with the issues."""
    return parse_ledger((folder / "issues/addresses.tsv").read_text("utf-8"), "")[0].public


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with one issue, built and published."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(release, "search_index", lambda *_: ())  # takes longer than all the rest
    (tmp_path / "issues").mkdir()
    write_issue(tmp_path)
    assert main(["--quiet"]) == 0
    publish()
    return tmp_path


def publish() -> None:
    """Publishes what was built."""
    assert main(["publish", "--yes", "--quiet", "--day", "2025-04-07"]) == 0


# As text -----------------------------------------------------------------------------------------------------------


LEDGERS = st.dictionaries(
    st.from_regex(r"/[a-z0-9/-]{0,12}", fullmatch=True),
    st.builds(
        LedgerEntry,
        st.sampled_from(["", "澜府发〔2025〕13号"]),
        st.frozensets(st.sampled_from(["#art-1", "#sec-2", "document.json"])),
    ),
)


@given(LEDGERS, LEDGERS)
def test_a_ledger_reads_back(public: Ledger, pending: Ledger) -> None:
    """What is written is read, public and pending apart; the lines are sorted."""
    text = ledger_text(Records(public, pending))
    assert parse_ledger(text, "") == (Records(public, pending), ())
    turned = Records(dict(reversed(list(public.items()))), dict(reversed(list(pending.items()))))
    assert ledger_text(turned) == text


def test_an_old_ledger_is_public() -> None:
    """Lines without a mark, as they were always written."""
    records, problems = parse_ledger("# 已发布的网址\n/a/\t甲\t#art-1\n/b/\t\t\n", "")
    assert problems == ()
    assert records == Records({"/a/": LedgerEntry("甲", frozenset({"#art-1"})), "/b/": LedgerEntry()}, {})


@given(LEDGERS, LEDGERS)
def test_what_is_pending_comes_and_goes(public: Ledger, now: Ledger) -> None:
    """A build leaves what is public alone; only what it made itself is pending; confirmed, nothing is lost."""
    after = with_build(Records(public, {"/gone/": LedgerEntry()}), now)
    assert after.public == public
    assert set(addresses(after.pending)) <= set(addresses(now))
    assert {*addresses(public), *addresses(now)} == set(addresses(confirmed(after).public))
    assert with_build(confirmed(after), now).pending == {}


def test_a_conflict_left_in_the_ledger_is_named() -> None:
    """A line that is none is an error with its place."""
    (problem,) = parse_ledger("# 说明\n/a/\t\t\n<<<<<<< HEAD\n", "issues/addresses.tsv")[1]
    assert str(problem).startswith("issues/addresses.tsv:3: 错误")


def test_places_and_files_stand_with_their_page() -> None:
    """Anchors made from print and files beside a page are in its line; design, search index and other ids are not."""
    published = Published()
    published.add_page(OutputFile("a/index.html", b'<h2 id="art-1"><p id="main"><li id="sec-2-1"><i id="c-12">'))
    paths = ["a/index.html", "a/document.json", "a/card.png", "assets/x.css", "pagefind/y", "data/z.json", "404.html"]
    assert published.ledger(paths, {"/a/": "甲"}) == {
        "/a/": LedgerEntry("甲", frozenset({"#art-1", "#sec-2-1", "document.json"})),
        "/data/z.json": LedgerEntry(),
    }


# Against what is to be published -----------------------------------------------------------------------------------

BEFORE: Ledger = {"/a/": LedgerEntry("甲", frozenset({"#art-1", "t.csv"})), "/b/": LedgerEntry("乙")}


def messages(before: Ledger, now: Ledger, *moved: str) -> list[str]:
    """What is said of what would be gone."""
    found = vanished(before, now, moved, ())
    return [problem.message.partition("（")[0] for problem in problems_of(found, {}, "", "")]


def test_what_would_be_gone_is_named() -> None:
    """Pages, places and files; of a page that is gone only the page."""
    assert messages(BEFORE, {"/b/": LedgerEntry("乙")}) == ["已发布的网址会消失：/a/"]
    now = {"/a/": LedgerEntry("甲"), "/b/": LedgerEntry("乙")}
    assert messages(BEFORE, now) == ["已发布的网址会消失：/a/#art-1", "已发布的网址会消失：/a/t.csv"]
    assert messages(BEFORE, now, "/a/#art-1", "/a/t.csv") == []
    many = messages({f"/{n:02}/": LedgerEntry() for n in range(15)}, {})
    assert len(many) == 11 and "5 个" in many[-1]


def test_an_address_keeps_its_record() -> None:
    """An address that shows another record, while its own is elsewhere now, is an error; a corrected title is none."""
    corrected = {"/a/": LedgerEntry("甲（修正）", BEFORE["/a/"].names), "/b/": LedgerEntry("乙")}
    assert vanished(BEFORE, corrected, (), ()) == Vanished((), ())
    now = {"/a/": LedgerEntry("丙", BEFORE["/a/"].names), "/b/": LedgerEntry("乙"), "/c/": LedgerEntry("甲")}
    found = vanished(BEFORE, now, (), ())
    (problem,) = problems_of(found, {"/a/": Proposal("/c/", True)}, "", "site.yaml")
    assert "/a/ 原来是“甲”，现在成了“丙”，原来的到了 /c/" in problem.message
    assert problem.paste and problem.paste.lines == ("  /a/: /c/",)
    assert vanished(BEFORE, now, (), {"/a/"}) == Vanished((), ())


def test_a_vanished_address_has_a_proposal() -> None:
    """The same record, a record like it, an address like it, the page above; what moves along needs none."""
    old = {
        "/documents/2025-11-1/": LedgerEntry("澜川市人民政府关于修建凉亭的通知", frozenset({"document.json"})),
        "/documents/2025-11-1/attachment-1/": LedgerEntry("澜川市人民政府关于修建凉亭的通知 名单"),
        "/documents/lanfufa-2025-13/": LedgerEntry("澜府发〔2025〕13号"),
        "/documents/lanfufa-2025-44/": LedgerEntry("不相干的"),
        "/issues/2025-11/": LedgerEntry(),
        "/documents/": LedgerEntry(),
    }
    new = {
        "/documents/2025-10-1/": LedgerEntry("澜川市人民政府关于修建凉亭的通知"),
        "/documents/2025-10-1/attachment-1/": LedgerEntry("澜川市人民政府关于修建凉亭的通知 名单"),
        "/documents/lanfufa-2025-14/": LedgerEntry("澜府发〔2025〕14号"),
        "/issues/2025-10/": LedgerEntry(),
        "/documents/": LedgerEntry(),
    }
    assert proposals(vanished(old, new, (), ()).lost, {}, old, new) == {
        "/documents/2025-11-1/": Proposal("/documents/2025-10-1/", True),
        "/documents/lanfufa-2025-13/": Proposal("/documents/lanfufa-2025-14/", False),
        "/documents/lanfufa-2025-44/": Proposal("/documents/lanfufa-2025-14/", False),
        "/issues/2025-11/": Proposal("/issues/2025-10/", False),
    }


def test_another_record_of_the_same_words_is_no_sure_target() -> None:
    """An entry of January that says what one of February said was there before: where that one went is not known."""
    same = "市长调研渡口安全工作。"
    old = {
        "/chronicle/2025-01-03/": LedgerEntry(same),
        "/chronicle/2025-02-03/": LedgerEntry(same),
        "/chronicle/": LedgerEntry(),
    }
    new = {address: place for address, place in old.items() if address != "/chronicle/2025-02-03/"}
    assert proposals(vanished(old, new, (), ()).lost, {}, old, new) == {
        "/chronicle/2025-02-03/": Proposal("/chronicle/", False)
    }


def test_the_ledger_only_grows() -> None:
    """What was published once stays in it, with its redirect or without."""
    now = {"/b/": LedgerEntry("乙（修正）", frozenset({"#art-2"})), "/c/": LedgerEntry()}
    after = merged(BEFORE, now)
    assert set(addresses(after)) == {*addresses(BEFORE), *addresses(now)}
    assert after["/b/"].what == "乙（修正）"


# Redirects ---------------------------------------------------------------------------------------------------------

THERE = {"/n/", "/n/#art-1", "/n/attachment-1/", "/n/t.csv"}


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/o/", "/n/"),
        ("/older/", "/n/"),
        ("/o/#art-1", "/n/#art-1"),
        ("/o/#art-9", "/n/"),
        ("/o/t.csv", "/n/t.csv"),
        ("/o/u.csv", "/n/"),
        ("/o/attachment-1/", "/n/attachment-1/"),
        ("/o/attachment-2/", None),
        ("/round/", None),
        ("/x/", None),
        ("/n/#sec-1", "/n/#art-1"),
    ],
)
def test_redirects_lead_on(address: str, expected: str | None) -> None:
    """Over several moves, with what lies under a page; never in a circle."""
    redirects = {"/older/": "/o/", "/o/": "/n/", "/round/": "/about/", "/about/": "/round/", "/n/#sec-1": "/n/#art-1"}
    assert destination(address, redirects, THERE) == expected


def test_a_redirect_to_nothing_is_an_error() -> None:
    """The target has to be published."""
    assert check_redirects({"/o/": "/n/"}, THERE, "site.yaml") == ()
    (problem,) = check_redirects({"/o/": "/m/"}, THERE, "issues/site.yaml")
    assert str(problem) == "issues/site.yaml: 错误：redirects：/o/ 转向的 /m/ 不在网站里"


def test_servers_are_told() -> None:
    """Both files have the path of the site before each address; places on pages are none of a server's business."""
    moved = moves(["/o/", "/o/#art-1", "/o/t.csv"], {"/o/": "/n/"}, THERE)
    files = {file.path: file.content.decode() for file in server_files(moved, "https://example.gov.cn/gb/")}
    assert files["_redirects"] == "/gb/o/ /gb/n/ 301\n/gb/o/t.csv /gb/n/t.csv 301\n"
    assert files["redirects.nginx.map"].startswith('"/gb/o/" "/gb/n/";\n')
    assert list(server_files({}, None)) == []


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/documents/a-1/citation.bib", "/documents/a-1/#cite"),
        ("/documents/a-1/document.txt", "/documents/a-1/#data"),
        ("/documents/a-1/attachment-1/table-2.csv", "/documents/a-1/attachment-1/"),
        ("/documents/old/document.xml", "/documents/a-1/"),
        ("/documents/gone/citation.ris", None),
        ("/documents/a-1/document.json", "/documents/a-1/#data"),
        ("/documents/a-1/other.json", None),
        ("/data/documents.csv", "/data/#years"),
        ("/data/issues.csv", "/data/#years"),
        ("/data/gazette.sqlite", None),
    ],
)
def test_a_file_that_is_made_otherwise_leads_to_its_page(address: str, expected: str | None) -> None:
    """Where the browser makes it, or where the files of the years are; any other file that is gone is gone."""
    there = {"/documents/a-1/", "/documents/a-1/attachment-1/", "/data/"}
    assert destination(address, {"/documents/old/": "/documents/a-1/"}, there) == expected


def test_servers_need_one_line_for_all_documents() -> None:
    """However many documents had such a file; nothing of it stops a build."""
    names = {f"/documents/a-{n}/": LedgerEntry("", frozenset({"citation.bib", "table-1.csv"})) for n in range(3)}
    now = {url: LedgerEntry() for url in names}
    moved = moves(addresses(names), {}, set(now))
    assert vanished(names, now, moved, ()) == Vanished((), ()) and len(moved) == 6
    files = {file.path: file.content.decode() for file in server_files(moved, "https://example.gov.cn/gb/")}
    assert files["_redirects"] == (
        "/gb/documents/:document/citation.bib /gb/documents/:document/#cite 301\n"
        "/gb/documents/:document/table-1.csv /gb/documents/:document/#data 301\n"
    )
    assert files["redirects.nginx.map"].splitlines()[0] == (
        r'"~^/gb/documents/(?<document>[^/]+)/citation\.bib$" "/gb/documents/$document/#cite";'
    )


def test_a_folder_without_a_page_leads_to_the_list_of_what_lies_in_it() -> None:
    """Who cuts an address comes to the list; where there is a page, or nothing lies in it, it is left alone."""
    lists = ("/categories/a/", "/issuers/b/2/", "/issues/2025-01/pages/", "/kinds/d/", "/topics/e/")
    assert folders(("/", "/documents/", "/years/", *lists)) == {
        "/categories/": "/documents/#sections",
        "/issuers/": "/documents/#issuers",
        "/issues/": "/years/",
        "/kinds/": "/documents/#kinds",
        "/topics/": "/documents/#topics",
    }
    assert folders(("/documents/", "/issues/", "/issues/2025-01/", "/years/", "/kindsa/")) == {}


# A build -----------------------------------------------------------------------------------------------------------


def test_a_build_writes_the_ledger(folder: Path) -> None:
    """Every page is in it, with the places on it, but none that only leads on; a second build changes no byte of it."""
    ledger = ledger_of(folder)
    assert set(json.loads((folder / "_site/data/urls.json").read_bytes())) - set(ledger) == set(folders(ledger))
    assert ledger[NUMBERED].what == "澜府发〔2025〕13号"
    assert {"#sec-1", "#sec-2"} <= ledger[NUMBERED].names
    before = (folder / "issues/addresses.tsv").read_bytes()
    assert "\t待发布\n".encode() not in before
    assert main(["--quiet"]) == 0
    assert (folder / "issues/addresses.tsv").read_bytes() == before


def test_correcting_a_text_keeps_every_address(folder: Path) -> None:
    """A correction of a title and of a body moves nothing."""
    before = set(addresses(ledger_of(folder)))
    (folder / "issues/2025-03.yaml").write_text(
        "corrections:\n  - {find: 每月检查一次, replace: 每周检查一次, reason: 据纸本}\n", encoding="utf-8"
    )
    write_issue(folder, second="澜川市人民政府关于修建凉亭和长廊的通知")
    assert main(["--quiet"]) == 0
    assert before <= set(addresses(ledger_of(folder)))
    lines = gzip.decompress((folder / "_site/data/2025/documents.jsonl.gz").read_bytes()).splitlines()
    (correction,) = next(one for one in map(json.loads, lines) if one["url"] == NUMBERED)["corrections"]
    assert (correction["paragraph"], correction["original"]) == ("每周检查一次。", "每月检查一次。")


@pytest.mark.parametrize(
    ("edit", "lost"),
    [({"13号": "14号"}, NUMBERED), ({"二、加强检查": "加强检查"}, f"{NUMBERED}#sec-2")],
    ids=["document", "place"],
)
def test_a_lost_address_stops_the_build(
    folder: Path, edit: dict[str, str], lost: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is named, nothing is published, the ledger stays; also where the output is a new one."""
    before = (folder / "issues/addresses.tsv").read_bytes()
    write_issue(folder, **edit)
    for output in ("_site", "other"):
        assert main(["--quiet", "--output", output]) == 1
        assert f"已发布的网址会消失：{lost}（" in "".join(capsys.readouterr().err.split("\n"))
    assert not (folder / "other").exists()
    assert (folder / "issues/addresses.tsv").read_bytes() == before


def test_a_shifted_document_stops_the_build(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A document without a number whose place another one takes is noticed, though every address is still there."""
    text = (folder / "issues/2025-03.txt").read_text("utf-8")
    body = f"{SECOND}\n\n各区人民政府："
    other = "澜川市人民政府关于修建码头的通知"
    text = text.replace(f"2 {SECOND}", f"2 {other}\n2 {SECOND}")
    text = text.replace(body, f"{other}\n\n各区人民政府：\n\n现将码头事项通知如下。\n\n2025年3月2日\n\n{body}")
    (folder / "issues/2025-03.txt").write_text(text, encoding="utf-8")
    assert main(["--quiet"]) == 1
    assert f"网址 /documents/2025-03-2/ 原来是“{SECOND}”，现在成了“{other}”" in capsys.readouterr().err.replace(
        "\n", ""
    )


def test_a_redirect_keeps_a_lost_address_alive(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old address becomes a page that leads on; the ledger keeps it, and the next build asks for the redirect again."""
    monkeypatch.setattr(release, "search_index", search_index)
    write_issue(folder, **{"13号": "14号"})
    new = "/documents/lanfufa-2025-14/"
    more = {"/documents/numbers/lanfufa/#n-2025-13": "/documents/"}
    declared = "".join(f"  {old}: {target}\n" for old, target in {NUMBERED: new, **more}.items())
    (folder / "issues/site.yaml").write_text(f"redirects:\n{declared}", encoding="utf-8")
    assert main(["--quiet", "--check"]) == 0
    page = (folder / f"_site{NUMBERED}index.html").read_text("utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../../documents/lanfufa-2025-14/">' in page
    assert '<a href="../../documents/lanfufa-2025-14/">' in page
    assert f"{NUMBERED} {new} 301\n" in (folder / "_site/_redirects").read_text("utf-8")
    publish()
    assert NUMBERED in ledger_of(folder) and new in ledger_of(folder)
    (folder / "issues/site.yaml").unlink()
    assert main(["--quiet"]) == 1


def test_a_place_that_moved_is_told_on_its_page(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old anchor stays on the page and leads to the new place."""
    monkeypatch.setattr(release, "search_index", search_index)
    write_issue(folder, **{"二、加强检查": "加强检查"})
    (folder / "issues/site.yaml").write_text(
        f'redirects:\n  "{NUMBERED}#sec-2": "{NUMBERED}#sec-1"\n', encoding="utf-8"
    )
    assert main(["--quiet", "--check"]) == 0
    page = (folder / f"_site{NUMBERED}index.html").read_text("utf-8")
    assert '<li id="sec-2">' in page and 'href="#sec-1">/documents/lanfufa-2025-13/#sec-1</a>' in page


def test_a_trial_build_leaves_the_ledger_alone(folder: Path) -> None:
    """With `--no-ledger` nothing is held against it and nothing is entered."""
    before = (folder / "issues/addresses.tsv").read_bytes()
    write_issue(folder, **{"13号": "14号"})
    assert main(["--quiet", "--no-ledger", "--output", "trial"]) == 0
    assert (folder / "issues/addresses.tsv").read_bytes() == before


def test_issues_that_may_not_be_written_to_are_published(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A read-only folder of issues is a warning, not an error."""
    (folder / "issues/addresses.tsv").unlink()
    os.chmod(folder / "issues", 0o555)
    try:
        assert main(["--quiet"]) == 0
    finally:
        os.chmod(folder / "issues", 0o755)
    assert "公报文件夹不能写入" in capsys.readouterr().err
    assert not (folder / "issues/addresses.tsv").exists()


def test_without_a_ledger_the_site_that_is_there_counts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A site from before there was a ledger is not forgotten."""
    (folder / "issues/addresses.tsv").unlink()
    write_issue(folder, **{"13号": "14号"})
    assert main(["--quiet"]) == 1
    assert NUMBERED in capsys.readouterr().err


def test_the_change_log_names_what_differs(folder: Path) -> None:
    """Added, changed and removed addresses; nothing where nothing changed."""
    assert main(["--quiet", "--changes", "changes.json"]) == 0
    assert json.loads(Path("changes.json").read_bytes()) == {"added": [], "changed": [], "removed": []}
    write_issue(folder, words="每周检查一次。")
    assert main(["--quiet", "--changes", "changes.json"]) == 0
    changed = json.loads(Path("changes.json").read_bytes())["changed"]
    assert NUMBERED in changed and "/data/issues/2025-03.json" in changed and "/documents/2025-03-2/" not in changed


def test_a_file_of_a_renamed_issue_is_found_beside_it() -> None:
    """Its old page is another issue's now, so that it no longer moves with it."""
    old = {
        "/issues/2025-06/": LedgerEntry("", frozenset({"2025-06.pdf"})),
        "/issues/2025-05/": LedgerEntry("", frozenset({"2025-05.pdf"})),
    }
    now = {**old, "/issues/2025-06/": LedgerEntry("", frozenset({"transcript.txt"}))}
    redirects = {"/issues/2025-06/": "/issues/2025-05/"}
    lost = vanished(old, now, (), redirects).lost
    assert proposals(lost, {}, old, now, redirects) == {
        "/issues/2025-06/2025-06.pdf": Proposal("/issues/2025-05/2025-05.pdf", False)
    }


_ADDRESSES = st.sampled_from(["/", "/a/", "/a/b/", "/a/b.html", "/a/b.json", "/b/"])
_NAMES = st.frozensets(st.sampled_from(["#p-1", "#p-2", "b.json", "b.html"]))
_LEDGERS = st.dictionaries(_ADDRESSES, _NAMES).map(
    lambda places: {
        address: LedgerEntry("", frozenset(name for name in names if name[0] == "#" or address.endswith("/")))
        for address, names in places.items()
    }
)
"""Files lie beside pages that are folders."""


@given(_LEDGERS, _LEDGERS)
def test_an_address_is_asked_for_without_writing_all_down(before: Ledger, now: Ledger) -> None:
    """What is there, and what is gone, is the same as by a comparison of all addresses."""
    there = set(addresses(now))
    assert {one for one in {*addresses(before), *there, "/c/", "/a", "#p-1"} if one in Places(now)} == {
        one for one in {*addresses(before), *there} if one in there
    }
    assert {one for one in gone(before, now) if one not in there} == {*addresses(before)} - there
