"""A PDF is read in a process of its own: whatever breaks there is one problem of one file, with its page."""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
import time
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from multiprocessing.context import ForkProcess
from pathlib import Path
from threading import Barrier, BrokenBarrierError

import pytest

from gazette_site.cache import Cache
from gazette_site.cli import PUBLISHED, main
from gazette_site.config import parse_config
from gazette_site.model import Cover, IssueId
from gazette_site.pdf_limits import DEFAULT_LIMITS, PdfLimits
from gazette_site.problems import Problem
from gazette_site.publishing.images import drawing as drawn_pages
from gazette_site.publishing.images import facsimile as made
from gazette_site.reading import ReadingSettings
from gazette_site.reading.pdf.document import read_pdf
from gazette_site.reading.pdf.worker import Died, Failed, Tell, in_worker
from tests.reading.pdf_writer import BODY, Sheet, show, stream, write_pdf

FORM = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
GOOD = Sheet(show(BODY, 94, 700))
linux = pytest.mark.skipif(sys.platform != "linux", reason="bounds of the system")


def crash(*_: object) -> None:
    """Ends the process as a library that breaks does, without a word in the report of the tests."""
    faulthandler.disable()
    os.kill(os.getpid(), signal.SIGSEGV)


def drawing(data: bytes, filters: str) -> Sheet:
    """A page that draws a form of packed bytes."""
    form = stream(data.decode("latin-1"), f"{FORM}/Filter{filters}")
    return Sheet("/F Do", resources="/XObject<</F 10 0 R>>", objects=(form,))


def refused(path: Path, limits: PdfLimits = DEFAULT_LIMITS) -> Problem:
    """The only problem of a PDF that cannot be read."""
    transcript, problems = read_pdf(path, "issues/2025-05.pdf", ReadingSettings(pdf_limits=limits))
    assert transcript is None
    (problem,) = problems
    assert (problem.file, problem.code) == ("issues/2025-05.pdf", "pdf-too-much")
    return problem


def doubled(number: int, tell: Tell) -> int:
    """Work that ends well."""
    tell(1)
    return 2 * number


def broken(page: int, tell: Tell) -> int:
    """Work that raises."""
    tell(page)
    raise ValueError("damaged")


def killed(page: int, tell: Tell) -> int:
    """Work that ends like a library that breaks."""
    tell(page)
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


def endless(page: int, tell: Tell) -> int:
    """Work that never ends."""
    tell(page)
    while True:
        pass


def greedy(page: int, tell: Tell) -> int:
    """Work that takes all there is."""
    tell(page)
    return len(bytearray(1 << 33))


def test_work_comes_back() -> None:
    """What the work returns or raises reaches the caller."""
    assert in_worker(partial(doubled, 21), DEFAULT_LIMITS) == 42
    with pytest.raises(Failed, match="ValueError: damaged"):
        in_worker(partial(broken, 1), DEFAULT_LIMITS)


@linux
@pytest.mark.parametrize(
    ("work", "why"), [(killed, "意外中断"), (endless, "用时超过1秒"), (greedy, "内存超过500兆字节")]
)
def test_a_worker_that_dies_is_told_of(work: Callable[[int, Tell], int], why: str) -> None:
    """A kill, a loop without end, memory without end: the caller learns the page and the reason, and lives on."""
    with pytest.raises(Died, match=why) as death:
        in_worker(partial(work, 7), PdfLimits(seconds=1, memory=500))
    assert death.value.page == 7


def waiting(path: Path, tell: Tell) -> str:
    """Work that ends when somebody says so."""
    tell(1)
    while not path.exists():
        time.sleep(0.01)
    return "done"


@linux
def test_the_end_of_a_worker_is_noticed_while_another_one_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two threads begin a worker at the same moment: neither worker holds the pipe of the other one open."""
    both, start = Barrier(2), ForkProcess.start

    def at_once(process: ForkProcess) -> None:
        with suppress(BrokenBarrierError):
            both.wait(1)
        start(process)

    monkeypatch.setattr(ForkProcess, "start", at_once)
    limits = PdfLimits(seconds=1)
    with ThreadPoolExecutor(2) as threads:
        slow = threads.submit(in_worker, partial(waiting, tmp_path / "go on"), limits)
        dead = threads.submit(in_worker, partial(killed, 1), limits)
        with pytest.raises(Died, match="意外中断"):
            dead.result()
        (tmp_path / "go on").touch()
        assert slow.result() == "done"


@linux
def test_filters_that_unpack_without_end(tmp_path: Path) -> None:
    """What is packed twice is small on the outside; the memory is bounded, the page named."""
    packed = zlib.compress(zlib.compress(b" " * (600 << 20), 9), 9)
    path = write_pdf(tmp_path / "a.pdf", [drawing(packed, "[/FlateDecode/FlateDecode]")])
    problem = refused(path, PdfLimits(memory=300))
    assert problem.line == 1 and "内存超过300兆字节" in problem.message


@pytest.mark.parametrize(
    ("limits", "why"),
    [
        (PdfLimits(pages=2), "页数超过2"),
        (PdfLimits(objects=5), "对象超过5"),
        (PdfLimits(operators=2), "绘图指令超过2"),
    ],
)
def test_each_limit_is_kept(tmp_path: Path, limits: PdfLimits, why: str) -> None:
    """Pages, objects and operators are counted; the message names the limit."""
    assert why in refused(write_pdf(tmp_path / "a.pdf", [GOOD, GOOD, GOOD]), limits).message


def test_pages_are_counted_where_the_file_lies(tmp_path: Path) -> None:
    """A file that says it has one page and has more is counted."""
    path = write_pdf(tmp_path / "a.pdf", [GOOD, GOOD, GOOD])
    path.write_bytes(path.read_bytes().replace(b"/Count 3", b"/Count 1"))
    assert "页数超过2" in refused(path, PdfLimits(pages=2)).message


def test_limits_are_a_setting() -> None:
    """`pdf_limits` names some limits, the others stay; what is no limit or no number is told."""
    config, problems = parse_config("pdf_limits: {pages: 500, seconds: 5}\n", "site.yaml")
    assert (config.pdf_limits, problems) == (PdfLimits(pages=500, seconds=5), ())
    for wrong in ("{size: 1}", "{pages: many}", "{pages: 0}", "{pages: [1]}", "{pages: -1}", "3"):
        _, problems = parse_config(f"pdf_limits: {wrong}\n", "site.yaml")
        assert [(problem.line, problem.code) for problem in problems] == [(1, "config-value")], wrong


@linux
def test_a_page_on_which_drawing_dies_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other pages have their pictures, the page is named."""
    draw = drawn_pages.draw

    def dying(document: object, index: int, cover: Cover | None) -> tuple[drawn_pages.PageImage, dict[str, bytes]]:
        if index == 1:
            crash()
        return draw(document, index, cover)

    monkeypatch.setattr(drawn_pages, "draw", dying)
    path = write_pdf(tmp_path / "2025-05.pdf", [GOOD, GOOD, GOOD])
    for workers in (1, 2):
        cache = Cache(tmp_path / f"cache-{workers}")
        facsimile, problems = made.make_facsimile(IssueId("2025-05"), path, cache, "2025-05.pdf", workers=workers)
        assert facsimile and [image.page for image in facsimile.images] == [1, 3]
        assert [(problem.line, problem.code) for problem in problems] == [(2, "no-page-image")]


@linux
def test_a_page_that_cannot_be_drawn_again_fails_the_writing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture that was lost since is drawn again by a worker; if that dies, the page is named and nothing is published."""
    path = write_pdf(tmp_path / "2025-05.pdf", [GOOD, GOOD])
    facsimile, _ = made.make_facsimile(IssueId("2025-05"), path, Cache(tmp_path / "cache"), "2025-05.pdf")
    assert facsimile
    (tmp_path / "cache" / facsimile.room / "2.webp").unlink()
    monkeypatch.setattr(made, "draw", crash)
    with pytest.raises(OSError, match="第2页的图像"):
        list(made.facsimile_files(facsimile))


@linux
def test_a_dead_worker_leaves_no_list_in_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next build tries the page again, and says again what is missing."""
    path, cache = write_pdf(tmp_path / "2025-05.pdf", [GOOD, GOOD]), Cache(tmp_path / "cache")
    with monkeypatch.context() as patched:
        patched.setattr(drawn_pages, "draw", crash)
        facsimile, problems = made.make_facsimile(IssueId("2025-05"), path, cache, "2025-05.pdf")
        assert facsimile is None and problems
    facsimile, problems = made.make_facsimile(IssueId("2025-05"), path, cache, "2025-05.pdf")
    assert facsimile and len(facsimile.images) == 2 and not problems


@linux
def test_the_other_issues_are_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One hostile PDF among the issues is one error; with `--keep-going` the others are published."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "issues").mkdir()
    notice = "澜川市人民政府关于甲的通知\n澜府发〔2025〕3号\n\n各县区人民政府：\n\n甲事照办。\n\n2025年3月1日\n"
    (tmp_path / "issues" / "2025-04.txt").write_text(notice, "utf-8")
    (tmp_path / "issues" / "site.yaml").write_text("pdf_limits: {operators: 2}\n", "utf-8")
    write_pdf(tmp_path / "issues" / "2025-05.pdf", [GOOD, GOOD])
    assert main(["--keep-going", "--quiet"]) == PUBLISHED
    assert (tmp_path / "_site" / "issues" / "2025-04").is_dir()
    assert not (tmp_path / "_site" / "issues" / "2025-05").exists()
