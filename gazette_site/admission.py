"""Whether a build or a publication may begin: its settings and folders can be used, and nobody else is at work in them.

| lock                              | held            | by whom                              | who comes second |
|-----------------------------------|-----------------|--------------------------------------|------------------|
| `<output>.lock`                   | the whole build | every build, `publish`, `undo`       | is turned away   |
| `<issues>/.addresses.tsv.lock`    | the whole build | every build that keeps the ledger, `publish`, `undo` | is turned away |
| `<cache>/.lock`                   | the whole build | every build                          | only reads the cache |

They are taken in this order and without waiting, so that no two builds can wait for each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from gazette_site.cache import Cache, lock
from gazette_site.config import SiteConfig, load_config
from gazette_site.crew import Crew, CrewFailed, Processes
from gazette_site.failures import cause
from gazette_site.far import FarFailed, FarStore
from gazette_site.locks import Taken, locked
from gazette_site.options import Options
from gazette_site.parsing.store import IssueStore
from gazette_site.problems import Problem, Severity, error, warning
from gazette_site.publishing.folder.acceptance import OutputRefused, check_apart, check_output
from gazette_site.publishing.folder.apart import opened_apart
from gazette_site.publishing.folder.staging import beside
from gazette_site.publishing.memory import known_folders
from gazette_site.publishing.permanence.ledger import LOCK, is_closed
from gazette_site.reading import ReadingSettings, Source, all_masks
from gazette_site.reading.entries import link_problem
from gazette_site.reading.kinds import HEAD, is_font


class Unusable(Exception):
    """Options, configuration or folders cannot be used, or not now, so that there is nothing to build."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems


def admit(options: Options, config: SiteConfig, held: ExitStack) -> None:
    """Checks the folders and takes the locks of output and ledger into `held`. Raises Unusable."""
    if not options.issues.is_dir():
        raise Unusable(error(options.issues.as_posix(), "没有这个公报文件夹", code="folder-missing"))
    output = options.output.resolve()
    with _refusing(options.output):
        check_apart(output, options.issues.resolve())
    if options.changes and options.changes.resolve().is_relative_to(output):
        message = "与上次网站的差别不能写进网站的文件夹里，请另选一个地方"
        raise Unusable(error(options.changes.as_posix(), message, code="changes-inside"))
    _lock_output(options.output, held)
    with _refusing(options.output):
        check_output(output, config.keep, known_folders(Cache(options.cache), output))
    if options.ledger:
        _lock_ledger(options.issues, held)


def read_config(options: Options) -> SiteConfig:
    """The settings. Raises Unusable for what is wrong with them."""
    path = options.config or config_file(options.issues)
    if path is None:
        return SiteConfig()
    if not path.is_file():
        raise Unusable(error(path.as_posix(), "没有这个配置文件", code="config-missing"))
    config, problems = load_config(path)
    if problems:
        raise Unusable(*problems)
    if config.card_font and (wrong := _wrong_font(Path(config.card_font), path.parent)):
        raise Unusable(error(path.as_posix(), f"card_font：{wrong}“{config.card_font}”", code="font-missing"))
    return config


def config_file(issues: Path) -> Path | None:
    """The settings beside the issues, else in the working folder; a link that leads out of there is refused."""
    for folder in (issues, Path()):
        path = folder / "site.yaml"
        if problem := link_problem(path, folder, path.as_posix()):
            raise Unusable(replace(problem, severity=Severity.ERROR))
        if path.exists():
            return path
    return None


def _wrong_font(font: Path, beside: Path) -> str:
    """What is wrong with a font file: it has to be one, and to lie in the working folder or beside the settings."""
    if not font.is_file():
        return "没有这个字体文件"
    if not any(font.resolve().is_relative_to(folder.resolve()) for folder in (Path(), beside)):
        return "字体文件要放在当前文件夹或配置文件所在的文件夹里，不能在别处，也不能链接到别处"
    with font.open("rb") as stream:
        return "" if is_font(stream.read(HEAD)) else "这个文件不是字体（.ttf、.otf、.ttc）"


def open_store(
    options: Options, sources: Iterable[Source], config: SiteConfig, held: ExitStack, crew: Crew
) -> tuple[IssueStore, tuple[Problem, ...]]:
    """The store of issues in the cache, which is locked, and a warning if nothing can be put into it; who works along sees all of it."""
    far, missed = _far(options, crew)
    cache, why = held.enter_context(lock(Cache(options.cache, far=far)))
    spare = Cache(Path(held.enter_context(TemporaryDirectory(prefix="gazette-site-", dir=crew.apart))), far=crew.post)
    kept = spare if options.force else cache
    settings = ReadingSettings(config.glyphs, cache, config.pdf_limits, all_masks(sources))
    slower = (warning(options.cache.as_posix(), why, code="cache-closed"),) if why else ()
    return IssueStore(kept, spare, config.sections, settings), (*slower, *missed)


def _far(options: Options, crew: Crew) -> tuple[FarStore | None, tuple[Problem, ...]]:
    """The second level of the cache; without a cluster, which could not work without it, one that does not answer is left out and told."""
    if not options.store:
        return None, ()
    far = FarStore(options.store)
    try:
        if crew.post is None:
            far.has("files")
    except FarFailed as failure:
        return None, (_without_store(str(failure)),)
    return far, ()


def lost_store(store: IssueStore) -> Iterator[Problem]:
    """A warning if the second level of the cache stopped answering."""
    cache = store.settings.cache
    if cache and (why := cache.given_up()):
        yield _without_store(why)


def _without_store(why: str) -> Problem:
    return warning("--store", f"{why}；这次没有用它，只用了本机的缓存，会慢一些，结果一样", code="store-lost")


def open_crew(options: Options, config: SiteConfig, held: ExitStack) -> Crew:
    """Who does the work, from now until `held` ends; output must be locked. Raises Unusable."""
    if not options.cluster:
        return held.enter_context(closing(Processes(options.workers)))
    try:
        # Only who asks for a cluster waits for what it needs, or has it at all.
        from gazette_site.cluster import Cluster
    except ModuleNotFoundError as missing:
        message = f"--cluster 要用的 {missing.name} 没有装，请装上 requirements-cluster.lock 里的程序库"
        raise Unusable(error("--cluster", message, code="cluster-missing")) from None
    store, beside = FarStore(options.store) if options.store else None, _beside(options, config)
    try:
        with _refusing(options.output):
            apart = held.enter_context(opened_apart(options.output.resolve()))
        return held.enter_context(closing(Cluster(options.cluster, apart, store, beside)))
    except CrewFailed as failure:
        raise Unusable(error("--cluster", str(failure), code="cluster-failed")) from None
    except OSError as failure:
        message = f"这里写不了网站（{cause(failure)}）"
        raise Unusable(error(options.output.as_posix(), message, code="output-refused")) from None


def _beside(options: Options, config: SiteConfig) -> tuple[PurePath, ...]:
    """Files that the settings name and workers need, where they share no folder. Raises Unusable for one that they could not find."""
    if not options.store or not config.card_font:
        return ()
    font = PurePath(config.card_font)
    if font.is_absolute() or ".." in font.parts:
        message = f"--store 与 --cluster 同用时，字体要写成当前文件夹里的路径，现在是“{config.card_font}”"
        raise Unusable(error(config.file or "site.yaml", f"card_font：{message}", code="font-missing"))
    return (font,)


def _lock_output(shown: Path, held: ExitStack) -> None:
    output = shown.resolve()
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        held.enter_context(locked(beside(output, "lock")))
    except Taken as taken:
        raise Unusable(_at_work(shown, taken, "正在写这个网站")) from None
    except OSError as failure:
        message = f"这里写不了网站（{cause(failure)}）"
        raise Unusable(error(shown.as_posix(), message, code="output-refused")) from None


def _lock_ledger(issues: Path, held: ExitStack) -> None:
    """Takes the lock of the ledger; where nothing may be written there is none to write either."""
    if is_closed(issues):
        return
    try:
        held.enter_context(locked(issues / LOCK))
    except Taken as taken:
        said = "正在登记这批公报的网址（只想试做时可加 --no-ledger）"
        raise Unusable(_at_work(issues, taken, said)) from None
    except OSError as failure:
        message = f"网址登记锁不住（{cause(failure)}）；不需要登记时请加 --no-ledger"
        raise Unusable(error(issues.as_posix(), message, code="ledger-not-written")) from None


@contextmanager
def _refusing(shown: Path) -> Iterator[None]:
    """Raises Unusable where the output is refused."""
    try:
        yield
    except OutputRefused as refused:
        raise Unusable(error(shown.as_posix(), str(refused), code="output-refused")) from None


def _at_work(folder: Path, taken: Taken, doing: str) -> Problem:
    return error(folder.as_posix(), f"另一次生成或发布（{taken.holder}）{doing}，请等它结束后再试", code="locked")
