"""Who leads, who is responsible, who helps, where a sentence or a bracket says it without a label.

    bracket  = （ part ((， | ；) part)* ）                       after the task, or on a line under it
    part     = offices (按职责分工 | 共同 | …)? act               act = 牵头 | 负责 (落实)? | 配合 | …
             | offices 会同 offices act | words of a deadline
    sentence = part ((，| ；) part)* 。                          where one leads or all do so 按职责分工
    charged  = strong offices (要 | 应当)? 负责 words              in a plan, not in a rule: there it is their competence

A bracket or sentence of which one part is read as none of these says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from gazette_site.late import late
from gazette_site.model import DutyRole
from gazette_site.parsing.meaning.offices import offices, strong_offices

BRACKET = late(r"(?:[（(【]|〔(?![0-9]))(?P<inner>[^（）()〔〕【】。]{3,200})[）)〕】]")
_ACTS = r"牵头|负责|配合|协助|参与|协同|承办|落实|支持"
_ACT = late(_ACTS)
_PARTS = late(r"[，,；;]")
_OWN_ROLE = late(r"牵头|配合$")
_OWN_PART = late(
    r"(?P<names>.+?)(?P<own>(?:共同)?牵头|(?:共同|积极|协助|予以)?(?:配合|协助|参与))(?:负责)?(?:[，,；;]\s*|$)"
)
_PART = late(
    rf"(?P<names>.{{2,}}?)(?:按照?(?:各自)?(?:职责|职能)(?:分工)?|根据(?:各自)?职责(?:分工)?|依职责|分别|共同|各自|具体|统一|积极|协同|抓好"
    rf"|等?(?:有关|相关)部门){{0,6}}"
    rf"(?P<act>{_ACTS})(?:负责|抓好|组织|推进)?(?:落实|实施|组织实施|指导|办理|推进|完成)?"
)
_WITH = late(r"会同|会商")
_DEADLINE = late(r"(?:前|底|末|完成|办结|长期坚持|持续推进|时限.*)$")
_SHARED = late(r"牵头|按照?(?:各自)?(?:职责|职能)分工负责")
_LABEL = late(r"\s*[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．]\s*")
_CLAUSES = late(r"；|，(?=[市区县省旗][\u4e00-\u9fff、]{2,24}负责(?!人|解释|制|的))")
_CHARGED = late(
    r"(?P<names>[^。；;：:]{3,100}?)(?:等(?:有关|相关)?(?:部门|单位)(?:、单位)?)?(?:[，,]?(?:根据|按照|按)[^，,。；;]{0,10}(?:职责|分工|职能)[^，,。；;]{0,4}[，,]?)?"
    r"(?:要|应当|应)?(?:具体|统一|共同)?负责(?!人|解释|制|的)"
)


class Assigned(NamedTuple):
    """What a bracket or a sentence assigns."""

    names: tuple[tuple[str, DutyRole], ...]
    deadline: str
    """As printed; or empty."""


def parted(words: str, role: DutyRole) -> Iterator[tuple[str, DutyRole]]:
    """责任单位：市林草局牵头，市发改委、市水务局配合: the words say themselves who leads and who helps."""
    if not _OWN_ROLE.search(words):
        yield from ((name, role) for name in offices(words))
        return
    for match in _OWN_PART.finditer(words):
        own = DutyRole.LEAD if match["own"].endswith("牵头") else DutyRole.SUPPORT
        yield from ((name, own) for name in offices(match["names"]))


def assigned_by(words: str) -> Assigned | None:
    """What the inside of a bracket, or a sentence without its full stop, assigns; None if it does not."""
    if not _ACT.search(words):
        return None
    found: list[tuple[str, DutyRole]] = []
    waiting, deadline = "", ""
    for part in _PARTS.split(words):
        match = _PART.fullmatch(part)
        names = _with_helpers(f"{waiting}，{match['names']}", _role(match["act"])) if match else ()
        if names:
            found += names
            waiting = ""
        elif _DEADLINE.search(part):
            deadline = part.strip()
        else:
            waiting = f"{waiting}，{part}"
    return Assigned(tuple(dict.fromkeys(found)), deadline) if found and not waiting else None


def shared_by(sentence: str) -> Assigned | None:
    """What a sentence that names nothing but who leads and who helps assigns."""
    if "由" not in sentence and "牵头" not in sentence and "分工负责" not in sentence:
        return None
    label = _LABEL.match(sentence)
    words = sentence[label.end() if label else 0 :].strip().rstrip("。")
    found = assigned_by(words.removeprefix("由")) if words.startswith("由") or _SHARED.search(words) else None
    return found if found and strong_offices(found.names[0][0]) else None


def charged_in(sentence: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """市公安局负责…；市民政局负责…: each clause with the offices that it charges."""
    for clause in _CLAUSES.split(sentence) if "负责" in sentence else ():
        label = _LABEL.match(clause)
        match = _CHARGED.match(clause, label.end() if label else 0)
        names = strong_offices(match["names"]) if match else ()
        if names:
            yield clause.strip(), names


def _with_helpers(words: str, role: DutyRole) -> tuple[tuple[str, DutyRole], ...]:
    """A会同B负责: A has the role, B helps."""
    own, *helpers = _WITH.split(words)
    names = tuple((name, role) for name in offices(own))
    others = tuple((name, DutyRole.SUPPORT) for some in helpers for name in offices(some))
    return (*names, *others) if names else ()


def _role(act: str) -> DutyRole:
    if act == "牵头":
        return DutyRole.LEAD
    return DutyRole.RESPONSIBLE if act in ("负责", "承办", "落实") else DutyRole.SUPPORT
