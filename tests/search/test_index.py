"""The index: what stands in it, that it is the same each time, and how little a new issue changes."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from gazette_site.config import SiteConfig
from gazette_site.linking import Archive, link
from gazette_site.linking.archive import LinkedIssue
from gazette_site.model import Attachment, IsoDate, Paragraph, Role, Table, Text
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.search import layer_files
from gazette_site.publishing.search import shards as shards_module
from gazette_site.publishing.search.exact import ExactLayer
from gazette_site.publishing.search.grams import blocks_of, days_of, grams_of
from gazette_site.publishing.search.parts import settled
from gazette_site.publishing.search.postings import OFTEN, Grams, Postings
from gazette_site.publishing.search.records import Kind, Record, records_of
from gazette_site.publishing.search.shards import shard_count, shard_of
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


def _files(archive: Archive) -> dict[str, bytes]:
    layer = ExactLayer(len(archive.issues), (("放鞭炮", "烟花爆竹"),))
    return {file.path: file.content for file in layer_files(archive, layer)}


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

    def add(self, linked: LinkedIssue, records: Sequence[Record]) -> Iterator[OutputFile]:
        """Notes the records."""
        self.given += records
        return iter(())

    def finish(self) -> Iterator[OutputFile]:
        """Has no file."""
        return iter(())


def test_all_layers_are_filled_from_the_same_records(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """Each record is made once a build, in the order of the archive."""
    archive = _archive(make_issue("2025-03", make_document("澜府发〔2025〕12号")), make_issue("2025-04", days=(None,)))
    first, second = Recording(), Recording()
    assert list(layer_files(archive, first, second)) == []
    assert [id(one) for one in first.given] == [id(one) for one in second.given]
    assert [one.url for one in first.given] == ["/documents/lanfufa-2025-12/", "/chronicle/2025-04-e1/"]


def test_grams(records: tuple[Record, ...]) -> None:
    """Pairs, single signs, whole numbers, beginnings of numbers and the day."""
    head, body = (grams.times for grams in grams_of(records[0]))
    assert {"澜府", "澜", "#202512", "~发2025", "@2025-03-02"} <= set(head)
    assert {"补贴", "贴7", "7.", ".5", "#7.5", "~自2025", "#2025"} <= set(body)
    assert "#202512" not in body


def test_a_gram_across_a_border_belongs_to_the_block_where_it_begins(records: tuple[Record, ...]) -> None:
    """The last sign of the head and the first of the text are a gram of the head."""
    head, body = blocks_of(records[0])
    grams = next(grams_of(records[0]))
    assert head[-1] + body[0] in grams.times


def _signs(before: str, after: str) -> int:
    """The bits of the signs around a pair, each side from near to far."""
    sides = ((ord(side[0]) % 5, 5 + ord(side[1]) % 3) for side in (before, after))
    return sum(1 << bit + 8 * n for n, side in enumerate(sides) for bit in side)


def test_a_pair_knows_what_stands_around_it(records: tuple[Record, ...]) -> None:
    """Two signs on either side, also across blocks and wherever the pair stands; fewer at the ends of the page."""
    _, body = grams_of(records[0])
    assert body.neighbours["补贴"] == _signs("孩每", "7.")
    assert body.neighbours["每孩"] & 0xFF == _signs("号2", "补贴") & 0xFF
    assert body.neighbours["为了"] >> 8 == 0
    assert set(body.neighbours) == {gram for gram in body.times if len(gram) == 2}


def test_an_entry_of_several_days_is_found_by_each(make_issue: MakeIssue) -> None:
    """4—6 January is three days."""
    (entry,) = records_of(_archive(make_issue("2025-01", days=("2025-01-04",))).issues[0], {})
    assert days_of(entry) == ("@2025-01-04",)
    object.__setattr__(entry, "until", IsoDate("2025-01-06"))
    assert days_of(entry) == ("@2025-01-04", "@2025-01-05", "@2025-01-06")


def test_four_times_in_a_block_is_often() -> None:
    """A block that holds a gram four times is in the list of those that are about it, one that holds it three times is not."""
    postings = Postings()
    for times in (OFTEN - 1, OFTEN):
        postings.add_block(Grams(Counter({"桥": times}), {}))
    assert _read(postings.written("桥")) == ([0, 1], [1])


def test_postings_keep_every_block() -> None:
    """Few blocks are written as differences, many as bits; both read back."""
    postings = Postings()
    for block in range(1000):
        postings.add_block(Grams(Counter({"常": 1, **({"少": 5} if block % 300 == 299 else {})}), {}))
    assert _read(postings.written("常")) == (list(range(1000)), [])
    assert _read(postings.written("少")) == ([299, 599, 899], [299, 599, 899])
    assert len(postings.written("常")) < 140


def test_neighbours_are_written_where_they_tell_something() -> None:
    """A byte for each side and block, first all before; none for a pair in more than half of the blocks."""
    postings = Postings()
    for block in range(100):
        pairs = {"常见": 0x0102, **({"少见": 0x0300 + block} if block in (7, 9) else {})}
        postings.add_block(Grams(Counter(pairs), pairs))
    assert postings.written("少见").endswith(bytes([7, 9, 3, 3]))
    assert len(postings.written("常见")) == 2 * (1 + 13)


def _read(written: bytes) -> tuple[list[int], list[int]]:
    """The two lists, read as `store.js` reads them."""
    at = 0

    def number() -> int:
        nonlocal at
        value = shift = 0
        while True:
            byte = written[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def one() -> list[int]:
        nonlocal at
        head = number()
        end = at + (head >> 1)
        blocks: list[int] = []
        if head & 1:
            bits = written[at:end]
            at = end
            return [block for block in range(len(bits) * 8) if bits[block >> 3] >> (block & 7) & 1]
        last = -1
        while at < end:
            last += number()
            blocks.append(last)
        return blocks

    return one(), one()


def test_shards_are_a_power_of_two_and_all_used() -> None:
    """Grams spread over the shards; their number doubles with the size."""
    assert [shard_count(size) for size in (0, 1000, 1001, 128_000, 2_560_000, 2_560_001)] == [1, 1, 2, 128, 128, 256]
    used = {shard_of(chr(0x4E00 + n) + chr(0x5E00 + n * 7 % 999), 64) for n in range(2000)}
    assert used == set(range(64))


@pytest.mark.parametrize(
    ("issues", "expected"), [(0, 0), (1, 0), (2, 0), (3, 2), (4, 2), (5, 4), (150, 144), (156, 144)]
)
def test_most_issues_are_settled(issues: int, expected: int) -> None:
    """The newest issue is never in the part that stays, and that part stays for several issues."""
    assert settled(issues) == expected


def _issues(make_issue: MakeIssue, make_document: MakeDocument, number: int) -> Archive:
    def issue(n: int) -> Any:
        names = ("".join(chr(0x4E00 + (n * 331 + k * 11 + j * j) % 5000) for j in range(10)) for k in range(40))
        body = tuple(Paragraph(Role.BODY, Text(f"第{k}号桥的养护，由{name}负责。")) for k, name in enumerate(names))
        document = make_document(f"澜府发〔2025〕{n}号", body=body)
        return make_issue(f"2025-{n:02}", document, days=(f"2025-{n:02}-08",))

    return _archive(*(issue(n) for n in range(1, number + 1)))


def test_the_same_archive_gives_the_same_bytes(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """Byte for byte, with no time stamp in any file."""
    files = _files(_issues(make_issue, make_document, 3))
    assert files == _files(_issues(make_issue, make_document, 3))
    assert all(content[4:8] == bytes(4) for path, content in files.items())


def test_a_new_issue_changes_only_its_part(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """The settled part and the words of the other issues stay; the directory, the names and the newest part are new."""
    before, after = (_files(_issues(make_issue, make_document, number)) for number in (11, 12))
    for path, content in before.items():
        stays = path.startswith(("search/settled/", "search/text/", "search/simplified"))
        assert not stays or after.get(path) == content, path
    new = {path.split("/")[1] for path, content in after.items() if before.get(path) != content}
    assert {name.partition("-")[0] for name in new} == {"recent", "text", "names", "index.bin"}
    assert {path.split("/")[2][:7] for path in after.keys() - before.keys() if "/text/" in path} == {"2025-12"}
    assert any(path.startswith("search/settled/") for path in before)


def test_a_corrected_word_changes_only_the_shards_with_it(
    make_issue: MakeIssue, make_document: MakeDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line in a settled issue: the shards with its words, the words of that issue, the directory."""
    monkeypatch.setattr(shards_module, "_SMALLEST", 40)
    issues = [one.issue for one in _issues(make_issue, make_document, 11).issues]
    before = _files(_archive(*issues))
    mended = make_document(
        "澜府发〔2025〕1号", body=(*issues[0].documents[0].body[:-1], Paragraph(Role.BODY, Text("已改正。")))
    )
    after = _files(_archive(make_issue("2025-01", mended, days=("2025-01-08",)), *issues[1:]))
    new = after.keys() - before.keys()
    shards = sum(path.startswith("search/settled/") for path in after)
    assert 0 < sum(path.startswith("search/settled/") for path in new) < shards / 2
    assert {path.split("/")[2][:7] for path in new if "/text/" in path} == {"2025-01"}
    assert not any(path.startswith("search/recent/") for path in new)


def test_names_carry_their_content(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """Only the directory has a name that stays; two versions of any other file have two names."""
    files = _files(_issues(make_issue, make_document, 3))
    fixed = [path for path in files if not any(part.count("-") for part in path.split("/"))]
    assert fixed == ["search/index.bin"]
    directory = json.loads(gzip.decompress(files["search/index.bin"]))
    assert directory["synonyms"] == [["放鞭炮", "烟花爆竹"]]
    assert f"search/{directory['names']}" in files
