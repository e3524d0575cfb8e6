"""The cluster: workers of Dask make what this machine makes alone, whoever of them dies; skipped without the extra [cluster]."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from multiprocessing import active_children
from pathlib import Path

import pytest

pytest.importorskip("distributed")

import cloudpickle

from gazette_site.cluster import Cluster
from gazette_site.crew import CrewFailed, Lost
from gazette_site.options import Options
from gazette_site.pipeline import Outcome, Unusable, build
from gazette_site.problems import Problem
from tests.incremental.archives import Folder, Made, Text

FOLDER = Folder(
    {
        n: Made(
            (
                Text(office=n % 2, topic=n % 6, n=n, items=2, names=n - 1),
                Text(office=0, topic=(n + 1) % 6, n=n + 10, items=1),
            ),
            days=(n, n + 3),
        )
        for n in range(1, 10)
    }
)


@pytest.fixture(scope="module")
def issues(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small archive."""
    folder = tmp_path_factory.mktemp("source") / "issues"
    FOLDER.write(folder)
    return folder


@pytest.fixture(scope="module")
def plain(issues: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site of the archive as this machine makes it alone."""
    home = tmp_path_factory.mktemp("plain")
    assert built(issues, home, None).figures
    return files_of(home / "site")


def built(issues: Path, home: Path, cluster: str | None, kill_at: tuple[str, ...] = ()) -> Outcome:
    """A build without a ledger; when each of these things is first done, a worker is killed."""
    waiting = list(kill_at)

    def told(doing: str, done: int, total: int) -> None:
        if waiting and doing == waiting[0]:
            kill_one()
            waiting.pop(0)

    options = Options(issues, home / "site", cache=home / "cache", ledger=False, cluster=cluster, jobs=1)
    outcome = build(options, told)
    assert not waiting, f"never came: {waiting}"
    return outcome


def kill_one() -> None:
    """Ends a process of ours without warning."""
    pid = active_children()[0].pid
    assert pid
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def files_of(folder: Path) -> dict[str, bytes]:
    """All files by their paths."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_two_workers_make_the_same_site(issues: Path, plain: dict[str, bytes], tmp_path: Path) -> None:
    """Byte for byte; nothing is left beside it."""
    assert built(issues, tmp_path, "local:2").figures
    assert files_of(tmp_path / "site") == plain
    assert not list(tmp_path.glob("site.cluster"))


def test_a_worker_that_is_killed_changes_nothing(issues: Path, plain: dict[str, bytes], tmp_path: Path) -> None:
    """Neither while issues are read nor while pages are written: the work is begun again."""
    outcome = built(issues, tmp_path, "local:2", kill_at=("读公报", "写网页"))
    assert outcome.figures
    assert files_of(tmp_path / "site") == plain


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """Two workers of this machine."""
    import sys

    # What stands in this module travels with the work: the workers cannot import it.
    cloudpickle.register_pickle_by_value(sys.modules[__name__])
    made = Cluster("local:2", tmp_path)
    yield made
    made.close()
    cloudpickle.unregister_pickle_by_value(sys.modules[__name__])


def _deadly(poison: int, thing: int) -> int:
    if thing == poison:
        os.kill(os.getpid(), signal.SIGKILL)
    return thing * thing


def test_what_kills_every_worker_is_lost_alone(cluster: Cluster) -> None:
    """Its neighbours, which may have waited at the same workers, have their results."""
    found = dict(cluster.each(_deadly, 3, range(8)))
    assert isinstance(found.pop(3), Lost)
    assert found == {thing: thing * thing for thing in (0, 1, 2, 4, 5, 6, 7)}


def test_what_is_begun_is_done_beside(cluster: Cluster) -> None:
    """Its result, or its loss, comes when it is asked for."""
    good, bad = cluster.begin(_deadly, 3, 4), cluster.begin(_deadly, 3, 3)
    assert good() == 16
    assert isinstance(bad(), Lost)


def _refusing(_: None, thing: int) -> int:
    raise KeyError(thing)


def test_what_the_work_raises_comes_back(cluster: Cluster) -> None:
    """As if it had been done here."""
    with pytest.raises(KeyError, match="7"):
        list(cluster.each(_refusing, None, [7]))


def test_a_worker_with_another_program_is_refused(cluster: Cluster) -> None:
    """It could make other bytes."""
    cluster._place = cluster._place._replace(program="another")
    with pytest.raises(CrewFailed, match="不一样"):
        list(cluster.each(_deadly, 0, [1]))


def test_a_worker_that_sees_another_folder_is_refused(cluster: Cluster) -> None:
    """Its files would not arrive."""
    cluster._place = cluster._place._replace(word="another")
    with pytest.raises(CrewFailed, match="同样的文件夹"):
        list(cluster.each(_deadly, 0, [1]))


def test_a_folder_of_others_beside_the_site_stays(issues: Path, tmp_path: Path) -> None:
    """Where the workers would write lies something: the build does not begin."""
    (tmp_path / "site.cluster").mkdir()
    (tmp_path / "site.cluster" / "notes.txt").write_text("x")
    with pytest.raises(Unusable) as raised:
        built(issues, tmp_path, "local:2")
    assert codes(raised.value.problems) == ["output-refused"]
    assert (tmp_path / "site.cluster" / "notes.txt").exists()


def test_nobody_at_the_address_is_said_at_once(issues: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is read."""
    monkeypatch.setattr("gazette_site.cluster._STARTING", 0.5)
    with pytest.raises(Unusable) as raised:
        built(issues, tmp_path, "tcp://127.0.0.1:1")
    assert codes(raised.value.problems) == ["cluster-failed"]


def codes(problems: tuple[Problem, ...]) -> list[str]:
    """What kinds of problems they are."""
    return [problem.code for problem in problems]


def test_an_issue_that_kills_every_worker_is_one_problem(
    issues: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others are published where the clerk wants it."""
    from gazette_site import intake

    class Ill(Cluster):
        """Loses one issue."""

        def each(self, work, same, things):  # type: ignore[no-untyped-def]
            for thing, result in super().each(work, same, things):
                yield thing, Lost() if getattr(thing, "id", "") == "2025-04" else result

    with ExitStack() as held:
        monkeypatch.setattr("gazette_site.cluster.Cluster", Ill)
        options = Options(
            issues, tmp_path / "site", cache=tmp_path / "cache", ledger=False, cluster="local:2", keep_going=True
        )
        outcome = build(options, lambda *_: None)
        held.close()
    assert intake and outcome.figures
    assert outcome.figures.issues == 8
    assert [problem.file for problem in outcome.problems if problem.code == "worker-died"] == [
        (issues / "2025-04.txt").as_posix()
    ]
