"""The index: what stands in it, that it is the same each time, and how little a new issue changes."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from gazette_site.cache import Cache
from gazette_site.config import SiteConfig
from gazette_site.linking import Archive, link
from gazette_site.linking.archive import LinkedIssue, Url
from gazette_site.linking.standing import Certainty, Period, Standing, State
from gazette_site.model import Attachment, IsoDate, IssueId, Paragraph, Role, Table, Text
from gazette_site.publishing import search
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.search import Card, cards_of, layer_files, search_index
from gazette_site.publishing.search import cards as cards_module
from gazette_site.publishing.search import grams as grams_module
from gazette_site.publishing.search import postings as postings_module
from gazette_site.publishing.search import shards as shards_module
from gazette_site.publishing.search import tiers as tiers_module
from gazette_site.publishing.search.cards import (
    card_of,
    grams_anew,
    kept_grams,
    opened_grams,
    packed_grams,
    with_standings,
)
from gazette_site.publishing.search.columns import varints
from gazette_site.publishing.search.exact import ExactLayer
from gazette_site.publishing.search.frequencies import frequencies
from gazette_site.publishing.search.grams import Column, Grams, days_of, grams_of, page_of
from gazette_site.publishing.search.postings import Postings, shard_of
from gazette_site.publishing.search.records import Kind, Passage, Record, records_of, standings_of
from gazette_site.publishing.search.shards import shard_count, shards_of
from gazette_site.publishing.search.signs import OFTEN
from gazette_site.publishing.search.tiers import tiers_of
from tests.conftest import MakeDocument, MakeIssue


@pytest.fixture
def records(
    make_issue: MakeIssue, make_document: MakeDocument, make_attachment: Callable[..., Attachment]
) -> tuple[Record, ...]:
    """The pages of an issue with a document, an attachment and two entries."""
    rows = Table(((Text("姓名"), Text("单位")), (Text("张锐"), Text("市教育局"))))
    body = (
        Paragraph(Role.BODY, Text("每孩补贴7.5万元，自2025年起。")),
        Paragraph(Role.ARTICLE, Text("第一条 为了……"), "第一条"),
    )
    document = make_document("澜府发〔2025〕12号", body=body, attachments=(make_attachment("附件", "名单", rows),))
    archive = _archive(make_issue("2025-03", document, days=("2025-03-08", None)))
    return tuple(records_of(archive.issues[0], archive.standing))


def _archive(*issues: Any) -> Archive:
    return link(issues, SiteConfig())[0]


def _files(archive: Archive, store: Cache | None = None) -> dict[str, bytes]:
    synonyms = (("修桥", "桥的养护"),)
    layer = ExactLayer(
        [one.issue.id for one in archive.issues], synonyms, store, lambda issue: grams_anew(archive.by_id[issue])
    )
    return {file.path: file.content for file in layer_files(cards_of(archive, store), layer)}


def _blocks(grams: Grams) -> list[dict[str, tuple[int, bool]]]:
    """For each block its grams, each with the classes around it and whether it stands there often."""
    blocks = [dict[str, tuple[int, bool]]() for _ in grams.pairs.counts]
    for width, column in (2, grams.pairs), (1, grams.singles):
        places = [block for block, many in enumerate(column.counts) for _ in range(many)]
        for n, (block, often) in enumerate(zip(places, column.often, strict=True)):
            around = column.before[n] | column.after[n] << 8 if column.before else 0
            blocks[block][column.signs[n * width : (n + 1) * width]] = around, bool(often)
    for word, block, often in grams.words:
        blocks[block][word] = 0, often
    return blocks


def test_every_text_is_one_record(records: tuple[Record, ...]) -> None:
    """Documents, attachments and entries are found each at its own address."""
    assert [(one.kind, one.url, one.number, one.section, one.issue) for one in records] == [
        (Kind.DOCUMENT, "/documents/lanfufa-2025-12/", "澜府发〔2025〕12号", "市政府文件", "2025年第3期"),
        (
            Kind.ATTACHMENT,
            "/documents/lanfufa-2025-12/attachment-1/",
            "澜府发〔2025〕12号",
            "市政府文件",
            "2025年第3期",
        ),
        (Kind.ENTRY, "/chronicle/2025-03-08/", "", "大事记", "2025年第3期"),
        (Kind.ENTRY, "/chronicle/2025-03-e2/", "", "大事记", "2025年第3期"),
    ]
    document, attachment, *_ = records
    assert (document.lines[1].anchor, document.lines[1].label) == ("art-1", "第一条")
    assert attachment.lines[1].text == "张锐\t市教育局"
    assert attachment.owner and attachment.owner.place == "/documents/lanfufa-2025-12/#att-1"


class Recording:
    """A layer that keeps what it is given."""

    def __init__(self) -> None:
        self.given: list[Record] = []

    def add(self, card: Card) -> Iterator[OutputFile]:
        """Notes the pages."""
        self.given += card.pages
        return iter(())

    def finish(self) -> Iterator[OutputFile]:
        """Has no file."""
        return iter(())


def test_what_a_decree_enacts_is_searched_as_its_title(archive: Archive) -> None:
    """Where the enclosed text is in the body and the title does not name it; a list in an attachment is its own page."""
    heads = {record.url: record.head for linked in archive.issues for record in records_of(linked, {}) if record.head}
    assert heads[Url("/documents/lanchuanshirenminzhengfuling-21/")][0] == "澜川市再生水利用管理办法"
    assert heads[Url("/documents/gonggao-2025-3/")][0] == ""


def test_all_layers_are_filled_from_the_same_records(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """Each record is made once a build, in the order of the archive."""
    archive = _archive(make_issue("2025-03", make_document("澜府发〔2025〕12号")), make_issue("2025-04", days=(None,)))
    first, second = Recording(), Recording()
    assert list(layer_files(cards_of(archive), first, second)) == []
    assert [id(one) for one in first.given] == [id(one) for one in second.given]
    assert [one.url for one in first.given] == ["/documents/lanfufa-2025-12/", "/chronicle/2025-04-e1/"]


def test_grams(records: tuple[Record, ...]) -> None:
    """Pairs, single signs, whole numbers, beginnings of numbers and the day."""
    head, body = _blocks(grams_of([page_of(records[0])]))
    assert {"澜府", "澜", "#202512", "~发2025", "@2025-03-02"} <= set(head)
    assert {"补贴", "贴7", "7.", ".5", "#7.5", "~自2025", "#2025"} <= set(body)
    assert "#202512" not in body


def test_a_gram_across_a_border_belongs_to_the_block_where_it_begins(records: tuple[Record, ...]) -> None:
    """The last sign of the head and the first of the text are a gram of the head; no gram goes from page to page."""
    pages = [page_of(record) for record in records[:2]]
    (head, body), (label, *_) = pages[0].blocks, pages[1].blocks
    found = _blocks(grams_of(pages))
    assert head[-1] + body[0] in found[0]
    assert body[-1] + label[0] not in found[1]
    assert found[1][body[-2:]][0] >> 8 == 0


def test_a_number_belongs_to_the_block_where_it_begins(
    records: tuple[Record, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where it goes on in the next block, and where only the sign before a year is in the block before."""
    monkeypatch.setattr(grams_module, "_BLOCK", 4)
    for words, expected in (
        ("甲乙2025年3月", [{"#2025", "~乙2025"}, set(), set()]),
        ("甲乙丙丁2025年", [set(), {"#2025", "~丁2025"}, set()]),
        ("甲乙丙丁戊2025", [set(), {"#2025", "~戊2025"}, set()]),
        ("2025甲乙丙2024", [{"#2025"}, {"#2024", "~丙2024"}, set()]),
    ):
        page = page_of(replace(records[2], head=(), date=None, lines=(Passage(words),)))
        found = [{gram for gram in block if gram[0] in "#~"} for block in _blocks(grams_of([page]))]
        assert found == expected, words


@pytest.mark.parametrize("sign", ["一", "a", "𠮷"])
def test_a_sign_has_the_same_classes_as_in_the_browser(records: tuple[Record, ...], sign: str) -> None:
    """The remainders of its code point, also of one beyond the first plane."""
    page = page_of(replace(records[2], head=(), lines=(Passage(f"{sign}{sign}桥梁{sign}{sign}"),)))
    (block,) = _blocks(grams_of([page]))
    assert block["桥梁"][0] == _signs(sign * 2, sign * 2)


def test_a_heading_counts_as_often(records: tuple[Record, ...]) -> None:
    """Words of a heading stand there as if four times; those of the text behind it, and the number of an article, do not."""
    lines = (
        Passage("一、养护桥梁。日常巡查。", "s-1", "养护桥梁"),
        Passage("养护桥梁。日常巡查。", "s-2", "养护桥梁"),
        Passage("第二条 船闸", "art-2", "第二条"),
    )
    for line, pair, often in (
        (lines[0], "巡查", False),
        (lines[1], "养护", True),
        (lines[1], "巡查", False),
        (lines[2], "第二", False),
    ):
        record = replace(records[0], lines=(line,))
        assert _blocks(grams_of([page_of(record)]))[1][pair][1] is often


def _signs(before: str, after: str) -> int:
    """The bits of the signs around a pair, each side from near to far."""
    sides = ((ord(side[0]) % 5, 5 + ord(side[1]) % 3) for side in (before, after))
    return sum(1 << bit + 8 * n for n, side in enumerate(sides) for bit in side)


def test_a_pair_knows_what_stands_around_it(records: tuple[Record, ...]) -> None:
    """Two signs on either side, also across blocks and wherever the pair stands; fewer at the ends of the page."""
    _, body = _blocks(grams_of([page_of(records[0])]))
    assert body["补贴"][0] == _signs("孩每", "7.")
    assert body["每孩"][0] & 0xFF == _signs("号2", "补贴") & 0xFF
    assert body["为了"][0] >> 8 == 0
    assert not any(around for gram, (around, _) in body.items() if len(gram) != 2)


def test_an_entry_of_several_days_is_found_by_each(make_issue: MakeIssue) -> None:
    """4—6 January is three days."""
    (entry,) = records_of(_archive(make_issue("2025-01", days=("2025-01-04",))).issues[0], {})
    assert days_of(entry) == ("@2025-01-04",)
    object.__setattr__(entry, "until", IsoDate("2025-01-06"))
    assert days_of(entry) == ("@2025-01-04", "@2025-01-05", "@2025-01-06")


def test_four_times_in_a_block_is_often(records: tuple[Record, ...]) -> None:
    """A block that holds a gram four times is about it, one that holds it three times is not."""
    pages = [page_of(replace(records[2], head=(), lines=(Passage("桥，" * times),))) for times in (OFTEN - 1, OFTEN)]
    assert [block["桥"][1] for block in _blocks(grams_of(pages))] == [False, True]


def _grams(*blocks: dict[str, int]) -> Grams:
    """Grams of two signs or one with what is around them, block by block; those of the fourth block are often there."""

    def column(width: int) -> Column:
        found = [{gram: around for gram, around in grams.items() if len(gram) == width} for grams in blocks]
        sides = [around for grams in found for around in grams.values()] if width == 2 else []
        often = bytes(block == 3 for block, grams in enumerate(found) for _ in grams)
        signs = "".join(gram for grams in found for gram in grams)
        before, after = bytes(side & 255 for side in sides), bytes(side >> 8 for side in sides)
        return Column(tuple(map(len, found)), signs, before, after, often)

    return Grams(column(2), column(1), ())


Found = tuple[list[int], list[int], bytes, bytes]


def _read(postings: Postings) -> dict[str, Found]:
    """Every gram with its blocks, those where it is often, and what is before and after it, as `store.js` reads them."""
    found = {}
    for content in shards_of(postings).contents:
        plain = gzip.decompress(content)
        size, at = _number(plain, 0)
        names, at = plain[at : at + size].decode().splitlines(), at + size
        sizes = []
        for _ in range(3 * len(names)):
            number, at = _number(plain, at)
            sizes.append(number)
        cut = []
        for column in (0, 1, 2, 2):
            for number in sizes[column * len(names) : (column + 1) * len(names)]:
                cut.append(plain[at : at + number])
                at += number
        assert at == len(plain)
        for n, name in enumerate(names):
            blocks, often, before, after = cut[n :: len(names)]
            found[name] = _steps(blocks), _steps(often), before, after
    return found


def _number(plain: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while plain[at] > 127:
        value |= (plain[at] & 127) << shift
        at, shift = at + 1, shift + 7
    return value | plain[at] << shift, at + 1


def _steps(content: bytes) -> list[int]:
    at, block, blocks = 0, -1, list[int]()
    while at < len(content):
        step, at = _number(content, at)
        block += step
        blocks.append(block)
    return blocks


def test_postings_keep_every_block() -> None:
    """Blocks of all issues of a tier are numbered on; what is often is told apart."""
    with Postings() as postings:
        for _ in range(100):
            postings.add(_grams({"常": 0}, {"常": 0}, {}, {"常": 0, "少见": 0x0102}), 4)
        found = _read(postings)
    assert found["常"][0] == [block for block in range(400) if block % 4 != 2]
    assert found["常"][1] == found["少见"][0] == [*range(3, 400, 4)]


def test_neighbours_are_written_where_they_tell_something() -> None:
    """A byte for each side and block; none for a pair in more than half of the blocks, or for a sign."""
    with Postings() as postings:
        postings.add(_grams({"常见": 0x0102, "少见": 0x0301}, {"常见": 0x0102, "见": 0}, {}), 3)
        found = _read(postings)
    assert found["少见"] == ([0], [], b"\1", b"\3")
    assert found["常见"] == ([0, 1], [], b"", b"")
    assert found["见"] == ([1], [], b"", b"")


@pytest.mark.parametrize("number", [0, 1, 127, 128, 16_383, 16_384, 1 << 21, 1 << 28, (1 << 35) - 1])
def test_numbers_are_seven_bits_a_byte(number: int) -> None:
    """Numbers around each border come back, and the next one is found behind them."""
    content = varints([number, 5])
    assert _number(content, 0) == (number, len(content) - 1)
    assert content[-1] == 5


def test_every_group_has_its_grams_once() -> None:
    """With one shard or many, all grams are in the shard that the browser looks for them in, and every shard is there."""
    signs = [chr(0x4E00 + n) + chr(0x5000 + n * 7 % 999) for n in range(3000)]
    words = ("#125", 0, True), ("@2025-03-01", 0, False)
    with Postings() as postings:
        postings.add(_grams(dict.fromkeys(signs, 0))._replace(words=words), 1)
        for count in (1, 16, 128):
            shards = [one for group in postings.groups(count) for one in group.items()]
            assert sorted(number for number, _ in shards) == [*range(count)]
            assert all(shard_of(name, count) == number for number, grams in shards for name in grams)
            assert sorted(name for _, grams in shards for name in grams) == sorted((*signs, "#125", "@2025-03-01"))
        assert set(_read(postings)) == {*signs, "#125", "@2025-03-01"}


def test_rows_that_do_not_fit_into_memory_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows are put away after every issue or after the last one: each gram has all its blocks, in order."""

    def read() -> dict[str, Found]:
        with Postings() as postings:
            for n in range(300):
                postings.add(_grams({"常": 0, "常见": n}, {"常见": 1, "𠮷𠮷": 7} if n % 150 == 9 else {}), 2)
            return _read(postings)

    whole = read()
    monkeypatch.setattr(postings_module, "_AT_ONCE", 0)
    assert read() == whole
    assert whole["𠮷𠮷"][0] == [19, 319]
    assert whole["常"][0] == [*range(0, 600, 2)]


def test_the_commonest_pairs_come_first() -> None:
    """By the number of blocks, then by their signs."""
    table = frequencies({"乙乙": 2, "甲甲": 2, "丙丙": 300, "丁丁": 1})
    assert [*table.commonest(3)] == [("丙丙", 300), ("乙乙", 2), ("甲甲", 2)]
    assert [*table.pairs()] == ["丙丙", "乙乙", "甲甲", "丁丁"]


def test_grams_come_back_from_bytes(records: tuple[Record, ...]) -> None:
    """What is kept of an issue is what was made."""
    grams = grams_of([page_of(record) for record in records])
    again = opened_grams(packed_grams(grams))
    assert _blocks(again) == _blocks(grams)
    assert _blocks(opened_grams(packed_grams(grams_of([])))) == []


def test_shards_are_a_power_of_two_and_all_used() -> None:
    """Grams spread over the shards; their number doubles with the size."""
    assert [shard_count(rows) for rows in (0, 1_333, 1_334, 170_666, 853_333, 853_334)] == [1, 1, 2, 128, 128, 256]
    used = {shard_of(chr(0x4E00 + n) + chr(0x5E00 + n * 7 % 999), 64) for n in range(2000)}
    assert used == set(range(64))


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ([], []),
        ([2025], [("current", 1)]),
        ([2023, 2024, 2024], [("archive", 1), ("current", 2)]),
        ([2014, 2023, 2024, 2025, 2026, 2026], [("archive", 4), ("current", 2)]),
        ([2024, 2026], [("archive", 1), ("current", 1)]),
        ([2023, 2026, 2023, 2026], [("archive", 1), ("current", 3)]),
    ],
)
def test_years_make_tiers(years: list[int], expected: list[tuple[str, int]], monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest year and all others, however many: a tier costs requests. There is none without an issue."""
    monkeypatch.setattr(tiers_module, "_FEW", 0)
    issues = [IssueId(f"{year}-{n:02}") for n, year in enumerate(years, start=1)]
    assert [tuple(tier) for tier in tiers_of(issues)] == expected


def test_a_few_issues_are_one_tier() -> None:
    """Two years of a monthly gazette are searched in one request a gram; with one issue more the closed years are apart."""
    issues = [IssueId(f"{2024 + n // 12}-{n % 12 + 1:02}") for n in range(25)]
    assert tiers_of(issues[:24]) == (("current", 24),)
    assert [tuple(tier) for tier in tiers_of(issues)] == [("archive", 24), ("current", 1)]


def _issues(make_issue: MakeIssue, make_document: MakeDocument, number: int) -> Archive:
    def issue(n: int) -> Any:
        names = ("".join(chr(0x4E00 + (n * 331 + k * 11 + j * j) % 5000) for j in range(10)) for k in range(40))
        body = tuple(Paragraph(Role.BODY, Text(f"第{k}号桥的养护，由{name}负责。")) for k, name in enumerate(names))
        document = make_document(f"澜府发〔2025〕{n}号", body=body)
        # Ten of a closed year, then the current one.
        name = f"2024-{n:02}" if n <= 10 else f"2025-{n - 10:02}"
        return make_issue(name, document, days=(f"{name}-08",))

    return _archive(*(issue(n) for n in range(1, number + 1)))


def test_the_same_archive_gives_the_same_bytes(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """Byte for byte, with no time stamp in any file."""
    files = _files(_issues(make_issue, make_document, 3))
    assert files == _files(_issues(make_issue, make_document, 3))
    assert all(content[4:8] == bytes(4) for path, content in files.items())


def test_a_new_issue_changes_only_its_tier(
    make_issue: MakeIssue, make_document: MakeDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The closed years and the words of the other issues stay; the directory and the newest year are new."""
    monkeypatch.setattr(tiers_module, "_FEW", 0)
    before, after = (_files(_issues(make_issue, make_document, number)) for number in (11, 12))
    for path, content in before.items():
        stays = path.startswith(("search/archive/", "search/text/", "search/simplified"))
        assert not stays or after.get(path) == content, path
    new = {path.split("/")[1] for path, content in after.items() if before.get(path) != content}
    assert {name.partition("-")[0] for name in new} <= {"current", "text", "names", "spelling", "index.bin"}
    assert {path.split("/")[2][:7] for path in after.keys() - before.keys() if "/text/" in path} == {"2025-02"}
    assert any(path.startswith("search/archive/") for path in before)


def test_a_corrected_word_changes_only_the_shards_with_it(
    make_issue: MakeIssue, make_document: MakeDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line in an issue of a closed year: the shards with its words, the words of that issue, the directory."""
    monkeypatch.setattr(shards_module, "_SMALLEST", 40)
    monkeypatch.setattr(tiers_module, "_FEW", 0)
    issues = [one.issue for one in _issues(make_issue, make_document, 11).issues]
    before = _files(_archive(*issues))
    mended = make_document(
        "澜府发〔2025〕1号", body=(*issues[0].documents[0].body[:-1], Paragraph(Role.BODY, Text("已改正。")))
    )
    after = _files(_archive(make_issue("2024-01", mended, days=("2024-01-08",)), *issues[1:]))
    new = after.keys() - before.keys()
    shards = sum(path.startswith("search/archive/") for path in after)
    assert 0 < sum(path.startswith("search/archive/") for path in new) < shards / 2
    assert {path.split("/")[2][:7] for path in new if "/text/" in path} == {"2024-01"}
    assert not any(path.startswith("search/current/") for path in new)


def test_what_is_remembered_gives_the_same_files(
    make_issue: MakeIssue, make_document: MakeDocument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From an empty store, from a full one, from one of a smaller archive and from a damaged one."""
    store = Cache(tmp_path)
    small, large = (_issues(make_issue, make_document, number) for number in (11, 12))
    plain = _files(small)
    assert _files(small, store) == plain
    monkeypatch.setattr(cards_module, "_made", None)
    assert _files(small, store) == plain
    monkeypatch.undo()
    assert _files(large, store) == _files(large)
    for kept in sorted(path for path in tmp_path.rglob("*") if path.is_file())[::2]:
        kept.write_bytes(kept.read_bytes()[:-9])
    assert _files(large, store) == _files(large)


def test_grams_that_are_lost_are_made_again(make_issue: MakeIssue, make_document: MakeDocument, tmp_path: Path) -> None:
    """Their cards are still kept, and a new issue needs those of all issues of its year."""
    store = Cache(tmp_path)
    _files(_issues(make_issue, make_document, 11), store)
    for kept in (tmp_path / cards_module.GRAMS).iterdir():
        kept.write_bytes(b"?")
    large = _issues(make_issue, make_document, 12)
    assert _files(large, store) == _files(large)


def test_a_standing_is_no_part_of_what_is_remembered(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """A document that a later one repeals keeps its card; only the directory says that it is repealed."""
    archive = _issues(make_issue, make_document, 2)
    first, second = archive.issues
    url, day = first.documents[0].url, IsoDate("2025-07-01")
    before = Period(State.UNSTATED, None, IsoDate("2025-06-30"), Certainty.PRINTED, None)
    after = Period(State.REPEALED, day, None, Certainty.PRINTED, None)
    standing = {url: Standing(url, (before, after), None, None)}
    days = [record.standing for record in records_of(first, standing)]
    assert days == [*standings_of(first, standing)] == ["unstated 2025-07-01 repealed", ""]
    assert [*standings_of(second, standing)] == ["", ""]
    assert [page.standing for page in with_standings(card_of(first), days).pages] == days
    assert {page.standing for page in card_of(first).pages} == {""}


class Fetching:
    """Bodies of an archive, counted as they are fetched."""

    def __init__(self, archive: Archive) -> None:
        self.whole = {one.issue.id: one for one in archive.issues}
        self.fetched: list[IssueId] = []

    def of(self, linked: LinkedIssue) -> LinkedIssue:
        """The issue with its bodies."""
        self.fetched.append(linked.issue.id)
        return self.whole[linked.issue.id]

    def key(self, issue: IssueId) -> str:
        """As if made from the name."""
        return issue


def test_only_issues_that_are_new_are_fetched_whole(
    make_issue: MakeIssue, make_document: MakeDocument, tmp_path: Path
) -> None:
    """From an archive without bodies the same pages and grams come; a second time nothing is fetched."""
    archive, store = _issues(make_issue, make_document, 3), Cache(tmp_path)

    def thin(linked: LinkedIssue) -> LinkedIssue:
        documents = (replace(one, document=replace(one.document, body=())) for one in linked.documents)
        return replace(linked, documents=tuple(documents))

    bare, bodies = replace(archive, issues=tuple(map(thin, archive.issues))), Fetching(archive)
    cards = [*cards_of(bare, store, bodies)]
    assert [card.pages for card in cards] == [card.pages for card in cards_of(archive)]
    assert [packed_grams(grams) for card in cards if (grams := kept_grams(store, card.key))] == [
        card.grams for card in cards_of(archive)
    ]
    assert len(bodies.fetched) == 3
    assert [*cards_of(bare, store, bodies)] == [msgspec.structs.replace(card, grams=b"") for card in cards]
    assert len(bodies.fetched) == 3


def test_an_issue_of_several_numbers_keeps_them_all(make_issue: MakeIssue) -> None:
    """合刊: its name and its further 总期号 stand in the directory; a name that the id tells does not."""
    both = make_issue("2025-03-04", days=("2025-03-08",), cumulative=63)
    both = replace(both, masthead=replace(both.masthead, more_numbers=(4,), more_cumulatives=(64,)))
    files = _files(_archive(make_issue("2025-02", days=("2025-02-08",), cumulative=62), both))
    ids, _, _, names, steps, urls, more = json.loads(gzip.decompress(files["search/index.bin"]))["issues"]
    assert (ids, names, steps) == (["2025-02", "2025-03-04"], ["", "2025年第3—4期"], [62, 1])
    assert (urls, more) == (["", ""], [0, 1])


def test_names_carry_their_content(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """Only the directory has a name that stays; two versions of any other file have two names."""
    files = _files(_issues(make_issue, make_document, 3))
    fixed = [path for path in files if not any(part.count("-") for part in path.split("/"))]
    assert fixed == ["search/index.bin"]
    directory = json.loads(gzip.decompress(files["search/index.bin"]))
    assert all(there for there, _ in directory["synonyms"])
    assert f"search/{directory['names']}" in files


def test_a_store_holds_little_that_no_issue_uses(
    make_issue: MakeIssue, make_document: MakeDocument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an archive was made of and is no longer goes, the oldest first; all that the next build needs stays."""
    store = Cache(tmp_path)

    def made(number: int) -> set[str]:
        list(search_index(_issues(make_issue, make_document, number), (), store))
        return {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}

    first, both = made(2), made(3)
    assert first < both
    monkeypatch.setattr(search, "_OLD", 0)
    kept = made(3)
    assert both - first < kept < both
    monkeypatch.setattr(Cache, "put", lambda self, room, key, content: made_anew.append(key))
    made_anew: list[str] = []
    assert made(3) == kept
    assert {f"shards/{key}" for key in made_anew} < kept
