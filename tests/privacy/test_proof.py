"""What was ordered to go is in no byte of the site; no address dies of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gazette_site.publishing.permanence.ledger import read_ledger
from tests.privacy.archive import ISSUE, published, written
from tests.privacy.bytes_of_a_site import finds

SAMPLES = Path(__file__).parent.parent.parent / "issues"
WORDS = ("赵小满", "钱多福", "11010119900307803X", "13900005678", "观澜路3号2单元501室")
MASKS = "privacy:\n" + "".join(
    f'  - mask: "{words}"\n    reason: 依当事人赵小满申请\n    decided: 2025-09-01\n' for words in WORDS
)


def test_masked_words_are_in_no_byte_of_the_site(tmp_path: Path) -> None:
    """Before the mask the words are found in many files, after it in none, and every address is still there."""
    issues = written(tmp_path / "issues")
    assert published(issues, tmp_path / "site").figures
    assert all(len(finds(tmp_path / "site", words)) > 3 for words in WORDS)
    before = _pages(tmp_path / "site")
    written(issues, MASKS + "notes:\n  - 据赵小满来电更正。\n")
    outcome = published(issues, tmp_path / "site")
    assert outcome.figures, [str(one) for one in outcome.problems]
    assert {words: finds(tmp_path / "site", words) for words in WORDS} == {words: [] for words in WORDS}
    assert before <= _pages(tmp_path / "site")


def test_a_mask_is_seen_where_it_stands_and_in_the_list(tmp_path: Path) -> None:
    """The page shows the mask with reason and day, the list of corrections as well."""
    outcome = published(written(tmp_path / "issues", MASKS), tmp_path / "site", ledger=False)
    assert outcome.figures, [str(one) for one in outcome.problems]
    page = (tmp_path / "site/documents/lanminfa-2025-4/index.html").read_text("utf-8")
    assert "■■■■" in page and "2025年9月1日决定" in page
    listed = (tmp_path / "site/corrections/index.html").read_text("utf-8")
    assert "隐去文字4处" in listed and "赵小满" not in listed


def _pages(site: Path) -> set[str]:
    return {path.relative_to(site).as_posix() for path in site.rglob("index.html")}


@pytest.mark.parametrize(
    ("address", "gone", "stays"),
    [
        (
            "/documents/lanminfa-2025-4/",
            ("列入第二批临时救助对象", "孙平安", "每户每次一千二百元", "由东浦区民政局按月发放救助金"),
            "李献热心献血二十次",
        ),
        ("/documents/lanminfa-2025-4/attachment-2/", ("每户每次一千二百元",), "孙平安"),
        ("/documents/lanminfa-2025-4/attachment-1/", ("孙平安", "西浦区松林村"), "每户每次一千二百元"),
        ("/chronicle/2025-06-02/", ("市长在东浦区慰问",), "全市防汛工作会议召开"),
        ("/documents/lanweifa-2025-9/", ("李献热心献血二十次", "表扬献血者"), "孙平安"),
        ("/issues/2025-06/", ("李献热心献血二十次", "孙平安", "夏季防汛工作有关事项"), "行政规范性文件"),
    ],
)
def test_a_withdrawn_text_is_nowhere_and_its_addresses_say_so(
    tmp_path: Path, address: str, gone: tuple[str, ...], stays: str
) -> None:
    """The text is in no byte of the site; each address that it had answers, says 已撤下 and is kept out of search engines."""
    issues = written(tmp_path / "issues")
    shutil.copy(SAMPLES / "2025-01.txt", issues)
    assert published(issues, tmp_path / "site").figures
    ledger_file = issues / "addresses.tsv"
    ledger_file.write_text(ledger_file.read_text("utf-8").replace("\t待发布", ""), "utf-8")
    pages, ledger = _pages(tmp_path / "site"), _addresses(issues)
    assert all(finds(tmp_path / "site", words) for words in (*gone, stays))
    written(issues, f"privacy:\n  - withdraw: {address}\n    reason: 依生效判决。\n    decided: 2025-10-02\n")
    outcome = published(issues, tmp_path / "site")
    assert outcome.figures, [str(one) for one in outcome.problems]
    assert {words: finds(tmp_path / "site", words) for words in gone} == {words: [] for words in gone}
    assert finds(tmp_path / "site", stays)
    assert pages <= _pages(tmp_path / "site")
    page = (tmp_path / "site" / address[1:] / "index.html").read_text("utf-8")
    assert "已撤下" in page and "依生效判决" in page and "2025年10月2日" in page
    assert '<meta name="robots" content="noindex">' in page
    assert address not in (tmp_path / "site/sitemap.xml").read_text("utf-8")
    assert ledger and ledger <= _addresses(issues)


def _addresses(issues: Path) -> set[str]:
    """Every address of the ledger, public or pending."""
    known, _ = read_ledger(issues / "addresses.tsv", "")
    return {*known.public, *known.pending} if known else set()


def test_a_withdrawal_can_be_taken_back(tmp_path: Path) -> None:
    """Without the order the text is published again at the same address."""
    issues = written(tmp_path / "issues")
    assert published(issues, tmp_path / "site").figures
    written(issues, "privacy:\n  - withdraw: /documents/lanweifa-2025-9/\n    reason: 依申请\n")
    assert published(issues, tmp_path / "site").figures
    written(issues)
    assert published(issues, tmp_path / "site").figures
    assert "documents/lanweifa-2025-9/index.html" in finds(tmp_path / "site", "李献热心献血二十次")


def test_noindex_keeps_the_page_and_hides_it_from_search_engines(tmp_path: Path) -> None:
    """The page stays as it is, with its robots meta and without a line in the sitemap; its attachments go with it."""
    issues = written(
        tmp_path / "issues", "privacy:\n  - noindex: /documents/lanminfa-2025-4/\n    reason: 含个人信息\n"
    )
    assert published(issues, tmp_path / "site").figures
    for address in ("documents/lanminfa-2025-4/", "documents/lanminfa-2025-4/attachment-1/"):
        page = (tmp_path / "site" / address / "index.html").read_text("utf-8")
        assert "赵小满" in page and '<meta name="robots" content="noindex">' in page
        assert f"/{address}<" not in (tmp_path / "site/sitemap.xml").read_text("utf-8")
    other = (tmp_path / "site/documents/lanfufa-2025-14/index.html").read_text("utf-8")
    assert "noindex" not in other


def test_an_order_that_fits_nothing_stops_the_build_and_names_the_nearest(tmp_path: Path) -> None:
    """A mask without a match and an address of no page are errors; each says what was probably meant."""
    orders = (
        "privacy:\n  - mask: 孙平按\n    reason: 依申请\n"
        "  - withdraw: /documents/lanminfa-2025-5/\n    reason: 依申请\n"
    )
    outcome = published(written(tmp_path / "issues", orders), tmp_path / "site")
    assert outcome.figures is None
    said = {one.code: one for one in outcome.problems}
    assert "孙平" in said["mask-idle"].message and said["mask-idle"].line == 2
    only = "privacy:\n  - withdraw: /documents/lanminfa-2025-5/\n    reason: 依申请\n"
    outcome = published(written(tmp_path / "issues", only), tmp_path / "site")
    assert outcome.figures is None
    (problem,) = [one for one in outcome.problems if one.code == "privacy-address"]
    assert "/documents/lanminfa-2025-4/" in problem.message and problem.file.endswith("issues/2025-06.yaml")


def test_words_masked_in_one_issue_are_told_of_in_another(tmp_path: Path) -> None:
    """A mask holds for its own issue; the others that have the words are named."""
    issues = written(tmp_path / "issues", "privacy:\n  - mask: 赵小满\n    reason: 依申请\n")
    (issues / "2025-07.txt").write_text(
        ISSUE.replace("第6期", "第7期")
        .replace("第78期", "第79期")
        .replace("〕4号", "〕5号")
        .replace("〕14号", "〕15号"),
        "utf-8",
    )
    outcome = published(issues, tmp_path / "site", ledger=False)
    told = [one for one in outcome.problems if one.code == "mask-elsewhere"]
    assert [(Path(one.file).name, one.quote) for one in told] == [("2025-07.txt", "赵小满")]
