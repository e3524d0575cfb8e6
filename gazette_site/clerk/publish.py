"""`publish`: what lies in `_site/` is shown, copied, verified, and only then public.

locks ─▶ the site is whole and the ledger knows it ─▶ change page, question ─▶ kept ─▶ copied and verified ─▶ ledger, log
"""

from __future__ import annotations

import sys
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from gazette_site.admission import Unusable, admit, read_config
from gazette_site.arguments import PROGRAM, Asked
from gazette_site.clerk.changes import ChangePage, change_page, change_text, write_change_page
from gazette_site.clerk.copying import CopyFailed, Target, copy
from gazette_site.clerk.finished import Finished, check_known, finished_site
from gazette_site.clerk.report_folder import report_folder
from gazette_site.clerk.sources import later_changes
from gazette_site.clerk.to_folder import FolderTarget
from gazette_site.clerk.to_rsync import RsyncTarget
from gazette_site.config import SiteConfig
from gazette_site.destinations import Destination
from gazette_site.failures import cause
from gazette_site.problems import Problem, error, has_errors, report, warning
from gazette_site.publishing.folder.acceptance import OutputRefused, check_apart, foreign_files
from gazette_site.publishing.folder.fixity import MANIFEST, read_manifest
from gazette_site.publishing.folder.interrupts import uninterrupted
from gazette_site.publishing.permanence import announcement, kept, publication
from gazette_site.publishing.permanence.kept import NotOurs
from gazette_site.publishing.permanence.ledger import FILE, Records, confirmed, is_closed, ledger_text, read_ledger
from gazette_site.publishing.permanence.publication import COPYING, Publication
from gazette_site.terminal import tell

DONE, WRONG, UNFINISHED = 0, 1, 3
_YES = ("y", "yes", "是", "好", "发布", "撤回")
_NOT_GIVEN = (".git/", ".git")


def run(asked: Asked) -> int:
    """Publishes what is in the output folder. Raises Unusable."""
    config = read_config(asked.options)
    with ExitStack() as held:
        admit(asked.options, config, held)
        records = ledger_of(asked.options.issues)
        site = finished_site(asked.options.output, config.base_url)
        check_known(site, records)
        target = target_of(config.publish, site.root, asked.options.issues)
        _warn(later_changes(asked.options))
        page = change_page(site.root)
        where = write_change_page(site.root, page, config.language)
        if _is_published(asked, site, records):
            return _look_again(asked, config, site, target)
        if not asked.quiet:
            tell(f"{change_text(page)}\n\n网页上看：{where}", sys.stdout)
        pending = sum(1 + len(place.names) for place in records.pending.values())
        question = f"发布以后，{len(records.pending)} 处新网址（连同页内锚点等共 {pending} 个）就不能再变。发布吗？"
        _warn(_emptied(config, site, target))
        if not agreed(asked, question):
            return WRONG
        return _publish(asked, config, site, records, target, page)


def ledger_of(issues: Path) -> Records:
    """The ledger, what was broken off settled. Raises Unusable where there is none, or nothing can be entered."""
    file = (issues / FILE).as_posix()
    if is_closed(issues):
        raise Unusable(
            error(issues.as_posix(), "公报文件夹不能写入（只读），发布了也记不下来", code="ledger-not-written")
        )
    left = (*publication.check_log(issues), *announcement.settle(issues))
    left = left if has_errors(left) else (*left, *publication.settle(issues))
    records, problems = read_ledger(issues / FILE, file)
    if has_errors((*left, *problems)):
        raise Unusable(*left, *problems)
    if left:
        tell(report(left), sys.stderr)
    if records is None:
        raise Unusable(error(file, "还没有网址登记，请先生成网站（不要加 --no-ledger）", code="no-ledger"))
    return records


def target_of(destination: Destination | None, site: Path, issues: Path) -> Target | None:
    """Where the site is to be copied. Raises Unusable if that cannot be."""
    if destination is None:
        return None
    try:
        if destination.rsync:
            return RsyncTarget(site, destination.rsync)
        folder = Path(destination.folder).expanduser().resolve()
        for other, name in ((site, "网站文件夹"), (issues.resolve(), "公报文件夹")):
            check_apart(folder, other, ("publish 的目标", name))
        return FolderTarget(site, folder)
    except (OutputRefused, CopyFailed) as refused:
        raise Unusable(error(destination.shown, str(refused), code="target-refused")) from None


def agreed(asked: Asked, question: str) -> bool:
    """Whether the clerk says yes. Raises Unusable where nobody can be asked."""
    if asked.yes:
        return True
    if not sys.stdin.isatty():
        raise Unusable(error(PROGRAM, "这里没有人可以回答；确定要做，请加 --yes", code="nobody-to-ask"))
    tell(f"\n{question} 输入 y 再按回车，直接按回车则不做：", sys.stdout)
    return sys.stdin.readline().strip().lower() in _YES


def day_of(asked: Asked) -> str:
    """The day for the log: as given, else that of the machine. It is in no byte of the site."""
    return asked.day or date.today().isoformat()


def log_line(asked: Asked, what: str, manifest: str, said: str, target: Destination | None) -> str:
    """A line for the log."""
    return "\t".join((day_of(asked), what, manifest, said, target.shown if target else "-"))


def not_copied(failure: CopyFailed, target: Target, shown: str, again: str) -> tuple[int, Problem]:
    """How a copy ended that could not be made."""
    if target.touched:
        message = f"{failure}。目标只更新了一部分，请查明原因后再运行 {again}"
        return UNFINISHED, error(shown, message, code="copy-unfinished")
    return WRONG, error(shown, f"{failure}。什么也没有改动", code="copy-failed")


def entered(issues: Path, made: Publication) -> int:
    """Brings up ledger, log and what is kept; where that fails, whoever comes next does it."""
    try:
        with uninterrupted():
            publication.finish(issues, made)
    except OSError as failure:
        message = f"目标已经更新，但还没有登记（{cause(failure)}）；{publication.NEXT} 里记着，下次会补上，请不要删去"
        tell(report([error((issues / FILE).as_posix(), message, code="ledger-not-written")]), sys.stderr)
        return UNFINISHED
    return DONE


def _is_published(asked: Asked, site: Finished, records: Records) -> bool:
    """Whether it is the last publication, whole."""
    last = kept.published(site.root)
    same = last is not None and last.manifest == site.manifest
    return same and not records.pending and publication.announced(asked.options.issues) is None


def _look_again(asked: Asked, config: SiteConfig, site: Finished, target: Target | None) -> int:
    """There is nothing new; what of the copy is not as it was is mended. A target that has nothing of the site is asked about."""
    mended = 0
    if target and config.publish:
        try:
            emptied = _emptied(config, site, target)
            _warn(emptied)
            if emptied and not agreed(asked, "整个网站都要拷过去。拷吗？"):
                return WRONG
            mended = copy(target, site.digests, (), _gifts(site, config))
        except CopyFailed as failure:
            status, problem = not_copied(failure, target, config.publish.shown, "publish")
            tell(report([problem]), sys.stderr)
            return status
    if not asked.quiet:
        missed = f"那里缺了、变了的 {mended} 个文件已补齐，" if mended else ""
        same = f"；{config.publish.shown}：{missed}与清单一致" if config.publish else ""
        tell(f"现在的网站与上次发布的一样，没有要发布的{same}", sys.stdout)
    return DONE


def _emptied(config: SiteConfig, site: Finished, target: Target | None) -> tuple[Problem, ...]:
    """A warning where a site was published, and the target has none: it is new, or not the one it was."""
    if target is None or config.publish is None or kept.published(site.root) is None or _lists_something(target):
        return ()
    message = "这里没有发布过的网站；不是换了新地方的，先看共享文件夹连上没有、路径对不对"
    return (warning(config.publish.shown, message, code="target-empty"),)


def _lists_something(target: Target) -> bool:
    """Whether a site of ours lies there; a target that cannot be asked says why when it is copied to."""
    try:
        return bool(target.listed())
    except CopyFailed:
        return True


def _warn(problems: tuple[Problem, ...]) -> None:
    if problems:
        tell(f"{report(problems)}\n", sys.stderr)


def _publish(
    asked: Asked, config: SiteConfig, site: Finished, records: Records, target: Target | None, page: ChangePage
) -> int:
    issues, destination = asked.options.issues, config.publish
    left_there = kept.begun(site.root)
    ours = read_manifest(left_there.site) if left_there and publication.announced(issues) else {}
    problems = report_folder(site.root) / kept.PROBLEMS
    try:
        fresh = kept.prepare(site.root, site.digests, site.manifest, ledger_text(records), problems)
    except (NotOurs, OSError) as failure:
        raise Unusable(error(site.shown, f"保存不了这次发布的网站：{failure}", code="not-kept")) from None
    line = log_line(asked, publication.DONE, site.manifest, page.summary, destination)
    made = Publication(COPYING, str(site.root), fresh.number, False, line, confirmed(records))
    if target and destination:
        publication.announce(issues, made)
        try:
            copy(target, site.digests, ours, _gifts(site, config))
        except CopyFailed as failure:
            status, problem = not_copied(failure, target, destination.shown, "publish")
            if not target.touched and not ours:
                publication.withdraw(issues)
            tell(report([problem]), sys.stderr)
            return status
    if (status := entered(issues, made)) != DONE:
        return status
    if not asked.quiet:
        tell(_done(site, records, destination), sys.stdout)
    return DONE


def _gifts(site: Finished, config: SiteConfig) -> tuple[str, ...]:
    """Files of others in the folder of the site that are meant for the public."""
    paths = foreign_files(site.root, config.keep).kept
    return tuple(path for path in paths if not path.startswith(_NOT_GIVEN[0]) and path != _NOT_GIVEN[1])


def _done(site: Finished, records: Records, destination: Destination | None) -> str:
    count = len(records.pending)
    said = f"已发布：{count} 处新网址从现在起是公开的" if count else "已发布，没有新网址"
    if destination:
        return f"{said}；网站已拷到 {destination.shown}，与清单 {MANIFEST} 一致"
    return f"{said}。没有配置 publish，请把 {site.shown} 拷到网站服务器"
