"""Days that a text tells of and that bind nobody, by the words around them.

told     = 8月20日前全部启用了, 至11月底已有39个投产         done by then, as a report says
done     = 2025年1月6日召开的, 4月30日前购买的车辆, 上年度           something that was done
of whom  = 期间毕业的学生, 的士兵                                    days by which people or things are told apart
covered  = 记载, 工期, 报告期, 费用 …                                what a book, a contract, an account covers
agreed   = 合同约定, 承诺于                                     what two have agreed
met      = 常务会议定于, 原定于                                 offices meet, readers may not come; what was put off
hoped    = 力争, 争取, 预计, 计划于, 择期                            what may be otherwise
ordered  = 国务院规定自…起                                           what somebody else has ordered
unsettled = 如…前, which is not yet so, unless the reader wishes it: 如需… | 建议…, which is asked of others
ended    = 于…终止, 失效, 到期                                       of a contract, a licence
"""

from __future__ import annotations

from gazette_site.late import late
from gazette_site.parsing.meaning.kinds import clause_at
from gazette_site.parsing.meaning.points import Days, Form

_FEW, FAR = 5, 200
"""So few characters beside the days say nothing; what stands so far from them says nothing of them."""
_OF_THE_TEXT = late(r"起,?(?:正式|开始|组织|统一)?(?:施行|实施|执行|试行|生效|实行)|有效期")
_PRINTED = late(r"(?:印发|公布|发布|颁布|下发|通过|制定|出台|批准|修订|修正|修改|批复|召开|成立|签订|建成|出生)的?")
_BORN = late(r"(?:\([^()]{1,4}\))?(?:[以之]?[前后])?(?:期间|之间)?出生(?!登记|证|医)")
_ONCE_DONE = late(
    r"(?![\u4e00-\u9fff]{0,4}[应须要拟需将])(?:[\u4e00-\u9fff]{2,3}|(?:不能|[仍尚]?未|[可能够]以?)[\u4e00-\u9fff]{2,10})的(?!取消|视|不|[依按]|停)[0-9\u4e00-\u9fff]"
)
"""4月30日前购买的车辆."""
_CONSEQUENCE = late(
    r"[仍尚]?未[^,;。]{2,14}的[^,;。]{0,8}(?:,[^,;。]{0,12})?(?:暂停|停[止发]|取消|终止|不[再予得能]|视[为同]|依法)"
)
"""9月30日前未办理的单位,自10月起暂停其业务: it must be done by then."""
_OF_SOME = late(r"(?:^|[,;。:、])(?:对于?|凡是?|将)[于在]?$")
_ONE_OF = late(r"[\u4e00-\u9fff]{2,8}的[\u4e00-\u9fff]")
"""对5月1日前竣工验收的项目."""
_OF_WHOM = late(
    r"(?:期间?|之间|[之以]?内)?(?:(?![到向在携持由凭通登禁为对给与将把按经])[\u4e00-\u9fff]{2,6})?的(?![,;:。]|[\u4e00-\u9fff]{0,4}(?:期|时间|时段|活动))"
)
_MUST = late(r"应(?![届急用])|[须要需]|(?<!申)请|务必|确保")
_COUNTED = late(r"还将|[^,;。]{0,8}的[^,;。]{1,6}(?:有|共|计)[0-9]")
"""9月1日前还将投用3所, 前应完成的项目有12个."""
_AGREED = late(
    r"(?:根据|按照?|依照?|依据)[^,;。]{0,6}(?:合同|协议)|(?:(?:合同|协议|承诺|约定)[^,;。]{0,4}|(?:判决|裁定|裁决)[^,;。]{0,10})$"
)
_COVERED = late(r"(?:记[载述录]|反映|统计|收录|审计|(?<!施)工期(?!间)|报告期|所属期|核算|计[算至]|会计)[^,;。]{0,8}$")
_ORDERED = late(
    r"(?:国务院|国家|中央|省[\u4e00-\u9fff]{0,6}|自治区|部|委|》|条例|法|令)(?:统一|明确|最新)?(?:规定|要求|明确|决定|公布)[^,;。]{0,6}$"
)
_ENDED = late(r"(?:陆续|先后|自动|即)?(?:终止|失效|到期|[届期]满)")
_OF_A_MEETING = late(r"(?:会议|全会)(?:将|拟)?定?[于在]$|原定[于在]?$")
_HOPED = late(r"(?:力争|争取|预计|有望|计划)[于在到至从自]?$")
_OPEN_STILL = late(r"择[期机]|视情")
_ONLY_IF = late(
    r"(?:^|[,;:]|[一二三四五六七八九十]、|\))(?:但?如果?|若|倘若?|假如|一旦)(?!下|期|此|何|前|实|有|需|对|要|想|愿|不服)"
)
_ASKED_OF_OTHERS = late(
    r"(?:^|[,;:]|[一二三四五六七八九十]、|\))(?:特此?|现|并|谨|我市|我局)?(?:建议(?![和、及或与可请])|商请|恳请|恳求|提请|拟请|敬请|呼吁)(?!书|[^,;。]{0,14}(?:同意|批准|审[定议]),)"
)


_WAS_DONE = late(
    r"(?:,?[\u4e00-\u9fff]{0,10}(?<!应)(?<!应当)(?<!须)(?:已(?!批|建成的|有的)|均已)|[^,;。的]{0,24}?[\u4e00-\u9fff]了(?!解|结|断|然)[^,;。的]|[^,;。]{0,20}的[^,;。的]{1,16}(?:均|都|全部)?已)"
)
"""8月20日前全部启用了, 3月底前应当下达的资金已全部下达."""
_WHO_DID_NOT = late(r"[^,;。]{1,16}的(?:$|[,;。]|[\u4e00-\u9fff])")
"""未在5月31日前参加年检的: who does not must bear it; 部分单位未在1月31日前公布: they did not."""
_TIME_OF_THING = late(
    r"(?:发表|出版|取得|获得|成立|注册|登记|颁发|验收|入学|毕业|参加工作)(?:时间|日期)(?:应当?|须|必须)?[在于早]{1,2}$"
)
_HAD_DONE = late(r"(?<!尚未)(?:已经?|业已|均)[于在]?(?:按照?)?$")
"""已于9月30日前上缴."""


_TELLS = late(r"公报$|(?<!处罚)(?:情况|结果|问题|案例)的?通报$|情况的?(?:公告|报告)$|工作(?:总结|报告)$")


def tells(title: str) -> bool:
    """Whether a document tells what has been done and found, by its folded title: 公报, …情况的公告."""
    return bool(_TELLS.search(title))


def is_told(plain: str, one: Days) -> bool:
    """Whether the days of a folded sentence are only told of."""
    if _was_done(plain, one) or _is_property(plain, one):
        return True
    if (
        _BORN.match(plain, one.end)
        or _OF_THE_TEXT.match(plain, one.end - 1)
        or _ENDED.match(plain, one.end)
        or _is_done(plain, one)
    ):
        return True
    left = clause_at(plain, one.start, one.start)[0]
    before = plain[max(left, one.start - FAR) : one.start]
    return bool(
        (one.form is Form.SPAN and (_OF_WHOM.match(plain, one.end) or _is_open(plain, one, before)))
        or _COVERED.search(before)
        or _OF_A_MEETING.search(before)
        or (one.form is Form.FROM and _ORDERED.search(before))
        or _COUNTED.match(plain, one.end)
        or _AGREED.search(plain, max(plain.rfind(";", 0, one.start), one.start - FAR, 0), one.start)
        or _is_unsettled(plain, one)
    )


def _was_done(plain: str, one: Days) -> bool:
    """8月20日前启用了应急水源, 已于9月30日前上缴, 至11月底已有39个投产: it has been done, and nobody is to do it."""
    if _HAD_DONE.search(plain, max(one.start - _FEW, 0), one.start):
        return True
    if plain.endswith(("未在", "未于"), 0, one.start) and not _WHO_DID_NOT.match(plain, one.end):
        return True
    done = _WAS_DONE.match(plain, one.end)
    return bool(done and not _MUST.search(plain, clause_at(plain, one.start, one.start)[0], one.start))


def _is_property(plain: str, one: Days) -> bool:
    """论文发表时间在2029年7月31日之前: what a thing must be like, and not what is to be done by then."""
    ends = one.end == len(plain) or plain[one.end] in ",;。"
    return bool(one.form is Form.BY and ends and _TIME_OF_THING.search(plain, 0, one.start))


def _is_done(plain: str, one: Days) -> bool:
    """2015年12月31日以前印发的, 2025年1月6日召开的: the day belongs to something that was done."""
    if plain.endswith(("上年度", "上年", "上一年度", "上一年", "去年"), 0, one.start):
        return True
    if one.form is Form.BY and _HOPED.search(plain, max(one.start - _FEW, 0), one.start):
        return True
    if one.form is Form.BY and _ONCE_DONE.match(plain, one.end):
        left = clause_at(plain, one.start, one.start)[0]
        if _CONSEQUENCE.match(plain, one.end):
            return False
        if not plain.endswith(("于", "在"), 0, one.start) or not _MUST.search(plain, left, one.start):
            return True
    if one.form is Form.BY and _OF_SOME.search(plain, 0, one.start) and _ONE_OF.match(plain, one.end):
        return True
    return (
        bool(_PRINTED.match(plain, one.end))
        and not one.year_unsaid
        and one.form is not Form.SPAN
        and plain[one.end : one.end + 6].find("的") >= 0
    )


def _is_open(plain: str, one: Days, before: str) -> bool:
    """计划于5月10日至20日择期施工: it may be otherwise."""
    return bool(_HOPED.search(before) or _OPEN_STILL.match(plain, one.end))


def _is_unsettled(plain: str, one: Days) -> bool:
    """Whether it depends on what has not happened, or is asked of somebody else."""
    start = max(plain.rfind(";", 0, one.start), one.start - FAR, 0)
    return bool(_ONLY_IF.search(plain, start, one.start) or _ASKED_OF_OTHERS.search(plain, start, one.start))
