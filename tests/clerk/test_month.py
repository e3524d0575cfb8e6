"""The clerk's month: what goes wrong is named with its remedy, looked at, published, taken back; no link ever dies."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from gazette_site.locks import locked
from gazette_site.publishing.permanence import ledger, publication
from gazette_site.publishing.permanence.ledger import Records, parse_ledger
from tests.clerk.conftest import Ask, Write


def ledger_of(folder: Path) -> Records:
    """The ledger as it lies with the issues."""
    return parse_ledger((folder / "issues/addresses.tsv").read_text("utf-8"), "")[0]


def public(folder: Path) -> set[str]:
    """The addresses that are public."""
    return set(ledger_of(folder).public)


def log_of(folder: Path) -> list[list[str]]:
    """The publications, a list of cells each."""
    lines = (folder / "issues/publications.tsv").read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def settings(folder: Path, text: str) -> None:
    """Adds to the settings."""
    with (folder / "issues/site.yaml").open("a", encoding="utf-8") as stream:
        stream.write(text)


def tree(folder: Path) -> dict[str, bytes]:
    """Path and content of every file."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def unnumbered(path: Path) -> Path:
    """The issue, its cover without the numbers by which the build would know that its name is wrong."""
    text = path.read_text("utf-8").replace("2025年第4期\n（总第154期·月刊）\n", "")
    path.write_text(text, encoding="utf-8")
    return path


def test_a_month(folder: Path, write: Write, ask: Ask, capsys: pytest.CaptureFixture[str]) -> None:
    """Checked, mended, built, looked at, published to a folder; the old links are alive, in the copy too."""
    settings(folder, "publish: {folder: www}\n")
    write(3)
    assert ask() == ask("publish") == 0
    old = public(folder)
    capsys.readouterr()

    path = write(4, "2025-05.txt")
    text = path.read_text("utf-8").replace(
        "\n2 澜川市人民政府关于修建第4座凉亭的通知\n", "\n2 澜川市人民政府关于疏浚河道的通告\n"
    )
    path.write_text(text, encoding="utf-8")
    sidecar = path.with_suffix(".yaml")
    sidecar.write_text("corrections:\n  - {find: 没有的字, replace: 别的字, reason: 据纸本}\n", encoding="utf-8")
    assert ask("check", str(path)) == 1
    said = capsys.readouterr().out
    assert "文件应叫 2025-04.txt" in said
    assert "2025-05.yaml\n  2: 错误：更正在原文中找不到" in said
    assert re.search(r"2025-05\.txt\n(?:.*\n)*  \d+: 警告：.*疏浚河道", said)

    path.unlink()
    sidecar.unlink()
    path = write(4)
    assert ask("check", str(path)) == 0
    assert "没有疑问，可以放进公报文件夹" in capsys.readouterr().out
    assert ask() == 0
    assert "7 处网址待发布" in capsys.readouterr().out
    assert public(folder) == old
    assert ask("diff") == 0
    assert capsys.readouterr().out.startswith("新增1期、2件文件、1条大事记\n")
    assert "2025-04 期" in (folder / "_report/changes.html").read_text("utf-8")
    assert ask("publish") == 0
    assert tree(folder / "www") == tree(folder / "_site")
    assert old < public(folder) and "/documents/lanfufa-2025-14/" in public(folder)
    assert ledger_of(folder).pending == {}
    assert [cells[:2] for cells in log_of(folder)] == [["2025-06-09", "发布"]] * 2


def test_what_is_not_published_may_be_renamed(folder: Path, write: Write, ask: Ask) -> None:
    """An issue under a wrong number, renamed, and the right one after it: nothing has to be written by hand."""
    write(3)
    assert ask() == ask("publish") == 0
    wrong = unnumbered(write(4, "2025-05.txt"))
    assert ask() == 0
    assert "/issues/2025-05/" in ledger_of(folder).pending
    wrong.rename(folder / "issues/2025-04.txt")
    assert ask() == 0
    assert "/issues/2025-05/" not in ledger_of(folder).pending
    write(5)
    assert ask("--check") == ask("publish") == 0
    (folder / "issues/2025-05.txt").unlink()
    assert ask() == 1


def test_what_is_published_is_renamed_with_pasted_lines(
    folder: Path, write: Write, ask: Ask, capsys: pytest.CaptureFixture[str]
) -> None:
    """The error offers the lines; with them the build goes through, and so does the issue that has the number rightly."""
    write(3)
    wrong = unnumbered(write(4, "2025-05.txt"))
    assert ask() == ask("publish") == 0
    wrong.rename(folder / "issues/2025-04.txt")
    capsys.readouterr()
    assert ask() == 1
    lines = capsys.readouterr().err.partition("\n\nredirects:\n")[2].partition("\n\n")[0]
    assert "  /issues/2025-05/: /issues/2025-04/" in lines
    assert "  /documents/2025-05-2/: /documents/2025-04-2/\n" in lines
    settings(folder, f"redirects:\n{lines}\n")
    assert ask("--check") == 0
    page = (folder / "_site/documents/2025-05-2/index.html").read_text("utf-8")
    assert 'url=../../documents/2025-04-2/"' in page
    assert ask("publish") == 0
    write(5)
    assert ask("--check") == ask("publish") == 0
    page = (folder / "_site/documents/2025-05-2/index.html").read_text("utf-8")
    assert "修建第5座凉亭" in page


def test_undo_goes_back(folder: Path, write: Write, ask: Ask, capsys: pytest.CaptureFixture[str]) -> None:
    """Ledger and copy are as they were; the issue may be taken out; the first publication can be taken back, too."""
    settings(folder, "publish: {folder: www}\n")
    write(3)
    assert ask() == ask("publish") == 0
    before, copy = ledger_of(folder), tree(folder / "www")
    (folder / "www/CNAME").write_text("theirs")
    write(4)
    assert ask() == ask("publish") == 0
    assert ask("undo") == 0
    assert ledger_of(folder).public == before.public
    assert "/issues/2025-04/" in ledger_of(folder).pending
    assert tree(folder / "www") == {**copy, "CNAME": b"theirs"}
    (folder / "issues/2025-04.txt").unlink()
    assert ask() == 0
    assert ledger_of(folder) == before
    assert ask("undo") == 0
    assert ledger_of(folder).public == {}
    assert tree(folder / "www") == {"CNAME": b"theirs"}
    capsys.readouterr()
    assert ask("undo") == 2
    assert "撤不回去" in capsys.readouterr().err
    assert [cells[1] for cells in log_of(folder)] == ["发布", "发布", "撤回", "撤回"]
    assert ask("publish") == 0
    assert tree(folder / "www") == {**copy, "CNAME": b"theirs"}


def test_a_publication_that_failed_is_done_again(
    folder: Path, write: Write, ask: Ask, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a reader may have met counts as public until it is published again or taken back; the log has whole ones only."""
    settings(folder, "publish: {folder: www}\n")
    write(3)
    assert ask() == ask("publish") == 0
    first = tree(folder / "www")
    write(4)
    assert ask() == 0
    (folder / "www/years/2025/index.html").unlink()
    (folder / "www/years/2025/index.html").mkdir()
    assert ask("publish") == 3
    assert "目标只更新了一部分" in capsys.readouterr().err
    assert "/issues/2025-04/" in ledger_of(folder).pending
    shutil.move(folder / "issues/2025-04.txt", folder / "2025-04.txt")
    assert ask() == 1
    assert "已发布的网址会消失：/issues/2025-04/" in capsys.readouterr().err
    (folder / "www/years/2025/index.html").rmdir()
    assert ask("undo") == 0
    assert tree(folder / "www") == first
    assert ask() == 0
    shutil.move(folder / "2025-04.txt", folder / "issues/2025-04.txt")
    assert ask() == ask("publish") == 0
    assert tree(folder / "www") == tree(folder / "_site")
    assert [cells[1] for cells in log_of(folder)] == ["发布", "撤回", "发布"]


def test_only_what_the_ledger_knows_is_published(
    folder: Path, write: Write, ask: Ask, capsys: pytest.CaptureFixture[str]
) -> None:
    """No site, a trial, a site that was touched, an old site: each is refused with what to do, and nothing changes."""
    write(3)
    assert ask("publish") == 2
    assert ask() == 0
    trial = tree(folder / "_site")
    write(4)
    assert ask("--no-ledger") == 0
    assert ask("publish") == 2
    assert "网站与网址登记不是同一次生成的（网站里有而没有登记" in capsys.readouterr().err
    assert ask() == 0
    (folder / "_site/index.html").write_text("changed")
    assert ask("publish") == 2
    assert "网站生成以后被动过（index.html）" in capsys.readouterr().err
    shutil.rmtree(folder / "_site")
    for path, content in trial.items():
        (folder / "_site" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "_site" / path).write_bytes(content)
    assert ask("publish") == 2
    assert "登记里有而网站里没有" in capsys.readouterr().err
    assert not (folder / "issues/publications.tsv").exists()


def test_nobody_publishes_by_mistake(
    folder: Path, write: Write, ask: Ask, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a terminal `--yes` has to be said; with one, only yes is yes."""
    from gazette_site.cli import main

    write(3)
    assert ask() == 0
    before = tree(folder)
    assert main(["publish"]) == 2
    assert "请加 --yes" in capsys.readouterr().err
    for answer, status in (("\n", 1), ("不\n", 1), ("y\n", 0)):
        monkeypatch.setattr("sys.stdin", Terminal(answer))
        assert (tree(folder) == before) and main(["publish"]) == status
    assert ledger_of(folder).pending == {}


class Terminal:
    """Somebody who answers."""

    def __init__(self, answer: str) -> None:
        self._answer = answer

    def isatty(self) -> bool:
        """It is one."""
        return True

    def readline(self) -> str:
        """The answer."""
        return self._answer


def test_the_target_belongs_to_others_too(
    folder: Path, write: Write, ask: Ask, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file of somebody else where a page is to lie is named and left; the folder of the issues is no target."""
    settings(folder, "publish: {folder: www}\n")
    write(3)
    assert ask() == 0
    (folder / "www/about").mkdir(parents=True)
    (folder / "www/about/index.html").write_text("theirs")
    (folder / "www/robots.txt").write_text("theirs")
    before = tree(folder / "www")
    assert ask("publish") == 1
    assert "不是本程序放的：about/index.html" in capsys.readouterr().err
    assert tree(folder / "www") == before
    (folder / "www/about/index.html").unlink()
    assert ask("publish") == 0
    assert (folder / "www/robots.txt").read_text() == "theirs"
    assert ask("publish") == 0
    assert (folder / "www/robots.txt").read_text() == "theirs"
    (folder / "issues/site.yaml").write_text("publish: {folder: issues/www}\n")
    assert ask("publish") == 2


def test_nothing_is_published_that_cannot_be_entered(
    folder: Path, write: Write, ask: Ask, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder of issues that is read-only, a build that is at work: turned away, and told why; nothing changes."""
    write(3)
    assert ask() == 0
    before = tree(folder)
    (folder / "issues").chmod(0o555)
    try:
        assert ask("publish") == 2
    finally:
        (folder / "issues").chmod(0o755)
    assert "发布了也记不下来" in capsys.readouterr().err
    for lock in ("_site.lock", "issues/.addresses.tsv.lock"):
        with locked(folder / lock):
            assert ask("publish") == ask("undo") == 2
            assert "另一次生成或发布（进程" in capsys.readouterr().err
    assert tree(folder) == before


@pytest.mark.parametrize("step", ["write_ledger", "write_text"])
def test_a_copy_that_could_not_be_entered_is_entered_later(
    folder: Path,
    write: Write,
    ask: Ask,
    step: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Exit status 3: the target has the new site; whoever comes next brings ledger and log up."""
    settings(folder, "publish: {folder: www}\n")
    write(3)
    assert ask() == 0

    def full(path: Path, *_: object) -> None:
        if path.name in ("addresses.tsv", "publications.tsv"):
            raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(ledger if step == "write_ledger" else publication, step, _sometimes(full, step))
        assert ask("publish") == 3
    assert "下次会补上，请不要删去" in capsys.readouterr().err
    assert ask() == 0
    assert "没有待发布的新网址" in capsys.readouterr().out
    assert len(log_of(folder)) == 1
    assert tree(folder / "www") == tree(folder / "_site")


def _sometimes(fail: Callable[..., None], step: str) -> Callable[..., None]:
    """The step itself, unless it fails."""
    real: Callable[..., None] = getattr(ledger, step)

    def run(path: Path, *given: object) -> None:
        fail(path)
        real(path, *given)

    return run


def test_a_manifest_over_there_leads_nowhere(folder: Path, write: Write, ask: Ask) -> None:
    """Paths out of the target, in a manifest that somebody changed, are passed over."""
    settings(folder, "publish: {folder: www}\n")
    write(3)
    assert ask() == ask("publish") == 0
    (folder / "precious.txt").write_text("ours")
    with (folder / "www/manifest-sha256.txt").open("a") as stream:
        stream.write(
            f"{'0' * 64}  ../precious.txt\n{'0' * 64}  {folder}/precious.txt\n{'0' * 64}  a/../../precious.txt\n"
        )
    write(4)
    assert ask() == ask("publish") == 0
    assert ask("undo") == ask("undo") == 0
    assert (folder / "precious.txt").read_text() == "ours"
    assert list((folder / "www").rglob("*.html")) == []


def test_files_that_a_page_makes_now_are_not_missed(folder: Path, write: Write, ask: Ask) -> None:
    """A ledger from before, with a citation file beside each document, belongs to the site all the same."""
    write(3)
    assert ask() == ask("publish") == 0
    path = folder / "issues/addresses.tsv"
    before = path.read_text("utf-8")
    page = re.compile(r"^(/documents/[a-z0-9-]+/\t[^\t\n]*\t)", re.MULTILINE)
    path.write_text(page.sub(r"\1citation.bib document.json ", before), encoding="utf-8")
    assert path.read_text("utf-8") != before
    assert ask() == ask("publish") == 0
