"""Who does what by the grammar of a sentence, where a plan tells it without words like 责任单位 or 负责.

    sentence = clause ((， | ；) clause)* 。
    clause   = 由? offices 等部门? predicate                    市教育局每季度抽查一次    由市民政局会同市财政局办理
    role     = predicate 牵头, 抓总 → leads | 配合, 给予指导, 同步 … → helps | else responsible
    会同     = the offices after it help

Only in the numbered items of a plan: elsewhere an office that does something is a fact, or its competence. What stands behind the name must be
what somebody does: 市教育局网站, 市财政局印发的通知, 市政府同意 assign nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from gazette_site.late import late
from gazette_site.model import DutyRole
from gazette_site.parsing.meaning.offices import offices, strong_offices

_ENDS = (
    r"(?:局|委员会|委(?!员|宣传|组织|统战|政法|网信|编办|办|社)|办公室|办(?![公理事法学好结])|(?<!大)厅|法院|检察院|部(?![门分队])|支队|总队|中心(?!城)|政府|公司|集团|社(?![会区保])"
    r"|街道(?!办)|办事处|管委会|学院(?!路)|大学|银行)"
)
_LEVEL = (
    r"各?(?:有关)?(?:市(?!场|民(?![政族宗])|内|区|政府|人民政府|级)|区(?!域)|县|旗|州|镇|乡镇|街道"
    r"|(?![并配会由向报经对将与和按请协把为让在至到])[\u4e00-\u9fff]{2,4}[市区县旗])"
)
_NAME = rf"(?:{_LEVEL}[\u4e00-\u9fff]{{0,14}}?{_ENDS}(?:[\u4e00-\u9fff]{{2,6}}(?:支队|分局|大队))?)"
_EACH = r"各(?:乡镇|街道|[县区市旗镇](?:[（(][市县区旗、]{1,5}[）)]|[县区市])?)(?=[^、局委政人域级有\u0028（])"
_LATER = rf"(?:{_NAME}|[\u4e00-\u9fff]{{2,10}}?{_ENDS}|各?[区县市旗](?=[、和]))"
_CLAUSE = late(
    rf"(?:其中)?由?(?P<names>(?:(?:各[县区市旗]、)?{_NAME}|{_EACH})(?:[、和及与]{_LATER}){{0,12}})(?:等(?:有关|相关)?(?:部门|单位)?)?(?:按照?(?:各自)?职责(?:分工)?)?(?P<rest>[\u4e00-\u9fff].*)"
)
_NO_ACT = late(
    r"(?:要|应当?)?(?:进一步|切实|高度|充分|积极(?!配合)|大力|不断|加强|加大|强化|树立|结合|根据|按照|依[照法]|围绕|对照)|(?:主要)?(?:职[责能]|工作|任务|责任)|[\u4e00-\u9fff]{0,20}归档|的|网|官[方网]|印发|关于|批[准复]|同意|备案|窗口|热线|电话|门户|公众号|公告|主要|负责人|领导|党组|[局处科院校部站馆主]长|主任|书记|(?:组织)?(?:制定|发布|公布|出台)的|[\u4e00-\u9fff]{1,3}的|审[核查批定]|复[核审]|初审|登记|受理|汇总|核[实定对]|会议|所属|下属|有关|工作人员|(?:负责)?解释|[是为](?![\u4e00-\u9fff]{2,8}提供)"
)
_LEADS = late(r"(?:总?牵头|抓总|主[办抓责]|统筹(?:协调)?(?:$|推进))")
_HELPS = late(r"(?:积极|共同|予以|给予|做好)?(?:配合|协[助同办作]|参[与加]|支持$|指导$|支持配合)|同步")
_WITH = late(r"(?:要|应当?)?(?:会同|联合)(?P<names>[^，；。]{3,60})")
_LABEL = late(r"\s*[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．]\s*")
_SPLIT = late(r"[，；]")


class Act(NamedTuple):
    """What an office does."""

    names: tuple[str, ...]
    role: DutyRole
    words: str
    """The clause, verbatim."""
    alone: bool
    """Whether it says nothing but the role: 市教育局牵头."""
    before: bool
    """Whether the sentence said before it what is to be done."""


def acts_in(sentence: str) -> Iterator[Act]:
    """The clauses of a sentence in which offices act."""
    label = _LABEL.match(sentence)
    told = False
    for clause in _SPLIT.split(sentence[label.end() if label else 0 :].strip().rstrip("。")):
        match = _CLAUSE.fullmatch(clause.strip())
        names = strong_offices(match["names"]) if match and not _NO_ACT.match(match["rest"]) else ()
        acts = tuple(_act(names, match["rest"], clause.strip(), told)) if names and match else ()
        told = told or not acts or not acts[0].alone
        yield from acts


def _act(names: tuple[str, ...], rest: str, clause: str, told: bool) -> Iterator[Act]:
    together = _WITH.match(rest)
    leads, helps = _LEADS.match(rest), _HELPS.match(rest)
    role = DutyRole.LEAD if leads else DutyRole.SUPPORT if helps else DutyRole.RESPONSIBLE
    yield Act(names, role, clause, bool(leads or helps) and len(rest) <= _SHORTEST, told)
    if together and (others := _begun_with(together["names"])):
        yield Act(others, DutyRole.SUPPORT, clause, False, told)


_SHORTEST = 6
"""牵头负责, 积极配合 say nothing but the role."""


def _begun_with(words: str) -> tuple[str, ...]:
    """The offices that words begin with: 市商务局建立统计制度."""
    match = _CLAUSE.fullmatch(words)
    return strong_offices(match["names"]) if match else offices(words)
