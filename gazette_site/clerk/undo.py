"""`undo`: back to the state before the last publication, as long as nobody was to rely on it.

What is kept of the publication before goes to the target again (nothing, if there was none), the ledger is as it was, and
what was made public is pending again. The site in `_site/` stays: it is what was not published.
"""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path

from gazette_site.admission import Unusable, admit, read_config
from gazette_site.arguments import Asked
from gazette_site.clerk.copying import CopyFailed, Target, copy, take_away
from gazette_site.clerk.publish import DONE, WRONG, agreed, entered, ledger_of, log_line, not_copied, target_of
from gazette_site.config import SiteConfig
from gazette_site.problems import error, report
from gazette_site.publishing.folder.fixity import read_manifest
from gazette_site.publishing.permanence import kept, publication
from gazette_site.publishing.permanence.kept import Kept
from gazette_site.publishing.permanence.ledger import Ledger, Records, merged, read_ledger, with_build
from gazette_site.publishing.permanence.publication import COPYING, Publication
from gazette_site.terminal import tell


def run(asked: Asked) -> int:
    """Takes the last publication back. Raises Unusable."""
    config = read_config(asked.options)
    output, issues = asked.options.output.resolve(), asked.options.issues
    with ExitStack() as held:
        admit(asked.options, config, held)
        records = ledger_of(issues)
        last, earlier = _last(issues, output)
        target = target_of(config.publish, earlier.site if earlier else output, issues)
        back = _taken_back(last, records)
        fewer = f"{len(back.pending.keys() - records.pending.keys())} 处网址不再公开"
        if not agreed(asked, _question(publication.logged_as(issues, last.manifest), fewer, earlier, target)):
            return WRONG
        return _undo(asked, config, target, (last, earlier), back, fewer)


def _question(which: str, fewer: str, earlier: Kept | None, target: Target | None) -> str:
    there = "目标回到上一次发布的样子" if earlier else "目标上的网站整个撤下"
    here = there if target else "没有配置 publish，服务器上的网站请自己换回"
    return f"撤回上次发布{which}：{fewer}，以后可以再变；{here}。只在没有人用到这些网址时才可以撤回。撤回吗？"


def _last(issues: Path, output: Path) -> tuple[Kept, Kept | None]:
    """The publication to be taken back, and the one before it. One that was broken off comes first. Raises Unusable."""
    begun = kept.begun(output)
    if begun and publication.announced(issues):
        return begun, _earlier(output, kept.published(output), publication.standing(issues))
    last = kept.published(output)
    if last is None:
        message = "没有保存上次发布以前的样子，撤不回去；要改网址请用 redirects"
        raise Unusable(error(output.as_posix(), message, code="nothing-to-undo"))
    before = max(publication.standing(issues), last.number) - 1
    return last, _earlier(output, kept.before_that(output), before)


def _earlier(output: Path, earlier: Kept | None, count: int) -> Kept | None:
    """What to go back to. Raises Unusable where there were `count` publications before and none of them is kept: nobody wants no site."""
    if earlier is None and count > 0:
        message = (
            "再往前一次发布的网站没有保存（只留最近两次），再撤就要把整个网站撤下，所以没有撤；"
            "要改网址请用 redirects，要撤下一件或一期请在附带文件里写 privacy"
        )
        raise Unusable(error(output.as_posix(), message, code="nothing-to-undo"))
    return earlier


def _taken_back(last: Kept, records: Records) -> Records:
    """The ledger as it was before; what has come since is pending. Raises Unusable if it cannot be read."""
    before, problems = read_ledger(last.ledger, last.ledger.as_posix())
    if before is None or problems:
        raise Unusable(*problems, error(last.ledger.as_posix(), "保存的网址登记读不出来", code="ledger-unreadable"))
    everything: Ledger = merged(records.public, records.pending)
    return with_build(Records(before.public, {}), everything)


def _undo(
    asked: Asked,
    config: SiteConfig,
    target: Target | None,
    kept_ones: tuple[Kept, Kept | None],
    back: Records,
    said: str,
) -> int:
    last, earlier = kept_ones
    issues, output = asked.options.issues, asked.options.output.resolve()
    line = log_line(asked, publication.UNDONE, last.manifest, said, config.publish)
    if target and config.publish:
        try:
            ours = read_manifest(last.site)
            if earlier:
                copy(target, read_manifest(earlier.site), ours)
            else:
                take_away(target, ours)
        except CopyFailed as failure:
            status, problem = not_copied(failure, target, config.publish.shown, "undo")
            tell(report([problem]), sys.stderr)
            return status
    if (status := entered(issues, Publication(COPYING, str(output), last.number, True, line, back))) != DONE:
        return status
    if not asked.quiet:
        tell(
            f"已撤回上次发布：{said}。{asked.options.output.as_posix()} 里的网站没有改动，再运行 publish 就再发布",
            sys.stdout,
        )
    return DONE
