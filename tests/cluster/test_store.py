"""Workers that share nothing with the build but a far store make the same site; one machine builds from what another left there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("distributed")

from PIL import Image

from gazette_site import cache as levels
from gazette_site.crew import CrewFailed
from gazette_site.far import FarStore
from gazette_site.options import Options
from gazette_site.parsing import store as parsed
from gazette_site.pipeline import Outcome, Unusable, build
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.folder.parcels import received, sent
from tests.cluster.test_cluster import FOLDER, codes, files_of, kill_one
from tests.reading.pdf_writer import Sheet, show, write_pdf

NUMBER = "澜府发〔2025〕13号"
DAY, CHRONICLE = "2025年3月2日", "2025年3月 大事记"
NOWHERE = "nothing-of-this-kind://somewhere"
OPTIONS = Options(Path("issues"), Path("site"), ledger=False, jobs=1)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of issues, one with a PDF beside its transcript, one with a file that was published with it."""
    folder = tmp_path_factory.mktemp("source") / "issues"
    FOLDER.write(folder)
    lines = [line for line in (folder / "2025-05.txt").read_text("utf-8").splitlines() if line]
    sheets = [Sheet("".join(show(line, 60, 780 - 24 * n) for n, line in enumerate(some))) for some in batched(lines)]
    write_pdf(folder / "2025-05.pdf", sheets)
    words = (folder / "2025-03.txt").read_text("utf-8")
    with_attachment = f"附件：河道名录\n\n{DAY}\n\n附件\n\n河道名录\n\n清河、白河。\n\n{CHRONICLE}"
    (folder / "2025-03.txt").write_text(words.replace(f"{DAY}\n\n{CHRONICLE}", with_attachment), "utf-8")
    (folder / "2025-03").mkdir()
    Image.new("RGB", (40, 30)).save(folder / "2025-03" / "图.png")
    (folder / "2025-03.yaml").write_text(f"files:\n  - file: 图.png\n    document: {NUMBER}\n", "utf-8")
    return folder


def batched(lines: list[str]) -> list[list[str]]:
    """The lines page by page."""
    return [lines[start : start + 30] for start in range(0, len(lines), 30)]


@pytest.fixture
def here(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The working folder of a build, with the issues in it."""
    shutil.copytree(source, tmp_path / "here" / "issues")
    monkeypatch.chdir(tmp_path / "here")
    yield tmp_path / "here"
    levels._GIVEN_UP.clear()


@pytest.fixture(scope="module")
def plain(source: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site as this machine makes it alone."""
    home = tmp_path_factory.mktemp("plain")
    shutil.copytree(source, home / "issues")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(home)
        assert build(OPTIONS, lambda *_: None).figures
    files = files_of(home / "site")
    assert {"issues/2025-05/pages/1.webp", "issues/2025-05/2025-05.pdf"} <= files.keys()
    assert any("lanfufa-2025-13/" in path and path.endswith(".png") for path in files)
    return files


def built(store: str, cluster: str | None = None, kill_at: str = "") -> Outcome:
    """A build in the working folder; when this is first done, a worker is killed."""
    waiting = [kill_at] if kill_at else []

    def told(doing: str, done: int, total: int) -> None:
        if waiting and doing == waiting[0]:
            kill_one()
            waiting.pop()

    outcome = build(replace(OPTIONS, store=store, cluster=cluster), told)
    assert not waiting
    return outcome


@pytest.mark.parametrize("kill_at", ["", "读公报", "写网页"])
def test_a_store_is_all_that_is_shared(here: Path, plain: dict[str, bytes], tmp_path: Path, kill_at: str) -> None:
    """Folders are named as they lie here, where no worker is: what it needs comes from the store, what it makes goes there.

    Byte for byte the same, also where one is killed on the way; of the build itself nothing is left in the store.
    """
    outcome = built((tmp_path / "far").as_uri(), "local:2", kill_at)
    assert outcome.figures, outcome.problems
    assert files_of(here / "site") == plain
    assert {"files", "issues", "thin", "grams", "pieces"} <= {path.name for path in (tmp_path / "far").iterdir()}
    assert not [path for path in (tmp_path / "far" / "builds").rglob("*") if path.is_file()]
    assert not list(here.glob("site.cluster"))


def test_another_machine_parses_nothing_again(
    here: Path, plain: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has a cache of its own, which is empty, and the store, in which everything is."""
    store = (tmp_path / "far").as_uri()
    assert built(store).figures
    shutil.rmtree(here / "site")
    shutil.rmtree(here / ".cache")
    monkeypatch.setattr(parsed, "parse", None)
    assert built(store).figures
    assert files_of(here / "site") == plain


def test_without_a_cluster_a_store_that_is_down_is_left_out(here: Path, plain: dict[str, bytes]) -> None:
    """The site is built, and it is said."""
    outcome = built(NOWHERE)
    assert outcome.figures
    assert [one.code for one in outcome.problems if one.file == "--store"] == ["store-lost"]
    assert files_of(here / "site") == plain


def test_a_store_that_is_lost_on_the_way_is_told(here: Path, plain: dict[str, bytes], tmp_path: Path) -> None:
    """It answers once and takes nothing: the site is built, and it is said."""
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "issues").write_text("not a folder")
    outcome = built((tmp_path / "far").as_uri())
    assert outcome.figures
    assert [one.code for one in outcome.problems if one.file == "--store"] == ["store-lost"]
    assert files_of(here / "site") == plain


@pytest.mark.parametrize("store", [NOWHERE, "memory://somewhere"])
def test_with_a_cluster_a_store_that_workers_cannot_reach_ends_the_build(here: Path, store: str) -> None:
    """One that nobody can reach before anything is read, one that is only ours with the first issue; nothing is published."""
    try:
        problems = built(store, "local:2").problems
    except Unusable as unusable:
        problems = unusable.problems
    assert set(codes(problems)) & {"cluster-failed"}
    assert not (here / "site").exists()


def test_a_font_that_workers_could_not_find_is_refused(here: Path, tmp_path: Path) -> None:
    """A path of this machine alone would silently give a site without title cards."""
    font = tmp_path / "here" / "issues" / "title.otf"
    font.write_bytes(b"OTTO" + bytes(60))
    (here / "issues" / "site.yaml").write_text(f"card_font: {font}\n", "utf-8")
    with pytest.raises(Unusable) as raised:
        built((tmp_path / "far").as_uri(), "local:2")
    assert codes(raised.value.problems) == ["font-missing"]


def test_parcels_are_taken_once_and_as_they_were_sent(tmp_path: Path) -> None:
    """What was changed on the way is refused."""
    store = FarStore((tmp_path / "far").as_uri())
    files = [OutputFile("a/index.html", b"<p>"), OutputFile("b.bin", bytes(40_000_000)), OutputFile("c.txt", b"")]
    first, second = sent(files, store)
    assert [*received(first, store), *received(second, store)] == files
    with pytest.raises(CrewFailed, match="取不到"):
        list(received(first, store))
    (again,) = sent(files[:1], store)
    store.put(f"made/{again}", b"another")
    with pytest.raises(CrewFailed, match="原样"):
        list(received(again, store))
