"""`new 2024-11`: the sidecar of an issue, with the numbers that are to be expected.

What is expected is written as comments: what the cover prints is read from the cover, and nothing that nobody has seen
in print becomes a fact by itself.
"""

from __future__ import annotations

import sys
from typing import NamedTuple

from gazette_site.admission import Unusable, read_config
from gazette_site.arguments import Asked
from gazette_site.clerk.reading_one import files_of, issue_named, read_one
from gazette_site.config import SiteConfig
from gazette_site.failures import cause
from gazette_site.issue_names import order_of
from gazette_site.linking.order import year_and_number
from gazette_site.model import Issue, IssueId
from gazette_site.problems import error
from gazette_site.publishing.permanence.ledger import write_text
from gazette_site.terminal import tell

_TEXT = """\
# {year}年第{number}期的附带文件。封面、封底印了的不必写；没有印、或者认不出来的，去掉行首的“# ”写在这里。
# 下面的数是{why}，请对照纸本核对。
metadata:
{metadata}

# 更正：find 里的几个字在原文中只能有一处。
# corrections:
#   - find: 原文里的字
#     replace: 改成的字
#     reason: 据纸本第3页。

# 编者说明，显示在这一期的网页上。
# notes:
#   - 本期纸本第12页缺损。

# 纸本从哪里可以得到。
# source_url: https://www.example.gov.cn/gongbao/{id}.pdf
"""


class Expected(NamedTuple):
    """What an issue will probably print."""

    cumulative: int | None
    organiser: str | None
    since: str
    """From what that is known, in words."""


def run(asked: Asked) -> int:
    """Writes it; 1 if there is one already. Raises Unusable."""
    config, issues = read_config(asked.options), asked.options.issues
    if not issues.is_dir():
        raise Unusable(error(issues.as_posix(), "没有这个公报文件夹", code="folder-missing"))
    named = issue_named(asked.issue)
    if named is None:
        raise Unusable(error(asked.issue, "要写“年-期”，如 2025-06", code="issue-name"))
    name = named.id
    there = [issues / f"{name}{suffix}" for suffix in (".yaml", ".yml") if (issues / f"{name}{suffix}").exists()]
    if there:
        tell(f"{there[0].as_posix()} 已经有了，没有改动", sys.stderr)
        return 1
    path = issues / f"{name}.yaml"
    try:
        write_text(path, sidecar_text(name, _expected(name, asked, config)))
    except OSError as failure:
        raise Unusable(error(path.as_posix(), f"写不了（{cause(failure)}）", code="not-written")) from None
    tell(f"已写好 {path.as_posix()}，请对照纸本核对", sys.stdout)
    return 0


def sidecar_text(name: IssueId, expected: Expected) -> str:
    """The sidecar."""
    year, number = year_and_number(name)
    lines = (
        f"  # cumulative: {expected.cumulative}" if expected.cumulative else "  # cumulative: 总期号",
        "  # published: 出版日期，如 2025-07-10",
        f"  # organiser: {expected.organiser}" if expected.organiser else "",
    )
    metadata = "\n".join(line for line in lines if line)
    return _TEXT.format(year=year, number=number, why=expected.since, metadata=metadata, id=name)


def _expected(name: IssueId, asked: Asked, config: SiteConfig) -> Expected:
    """What follows from the nearest issue of the same year before it, else from the last one of the year before."""
    for id, path in files_of(asked.options.issues):
        if order_of(id) < order_of(name):
            issue = read_one(path, asked.options, config).issue
            return _after(issue, name) if issue else Expected(None, None, "样子，没有推算")
    return Expected(None, None, "样子，前面没有可以推算的一期")


def _after(issue: Issue, name: IssueId) -> Expected:
    masthead = issue.masthead
    (year, number), (last_year, last_number) = year_and_number(name), year_and_number(issue.id)
    last_number = max((last_number, *masthead.more_numbers))
    step = number - last_number if year == last_year else number if year == last_year + 1 else None
    if masthead.cumulative is None or step is None:
        return Expected(None, masthead.organiser, f"照 {issue.id} 期写的")
    since = f"从 {issue.id} 期（总第{masthead.cumulative}期）推算的"
    if year != last_year:
        since += f"，只在 {issue.id} 是那一年最后一期时才对"
    return Expected(max((masthead.cumulative, *masthead.more_cumulatives)) + step, masthead.organiser, since)
