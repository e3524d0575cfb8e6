"""What days bind to, told by the words around them: their own clause first, then the next two, then what stands before (not beyond ;),
then a ban in the third clause, and the label above.
"""

from __future__ import annotations

import re

from gazette_site.late import late
from gazette_site.model import DateKind

_KINDS: tuple[tuple[DateKind, re.Pattern[str]], ...] = (
    (
        DateKind.COMMENT,
        late(
            r"(?:意见|建议|来信|留言)[^,;。]{0,4}来[信函电]|来信来函|留言(?!板)|反馈(?=[时期截日][间限期止])|征求(?:社会|公众|各方)?意见|征集意见|意见征集|反馈(?:书面)?意见|意见(?:建议)?(?:反馈|提交|寄)|寄[回送]?.{0,4}意见|听证(?!会?(?:报名|申请))|提出[^,;。]{0,4}(?:意见|异议|建议)|[有持](?:不同)?(?:意见|异议)|意见(?:和?建议)?[^,;。]{0,30}(?:反馈|提交|提出|发[送至到])"
        ),
    ),
    (
        DateKind.NOTICE,
        late(r"公示(?![0-9一二三四五六七八九十]{1,2}(?:个工作)?[天日]后|牌|栏|无异议|结束|期满|后|制度|的|菜单|格式)"),
    ),
    (
        DateKind.EXAM,
        late(
            r"考试(?!期间)|[笔面机口]试|考[核查](?=[安定])|[统中高会联]考(?!期间|、[中高]考期间)|加试|考核时间|测试(?:时间|日期)|开考"
            r"|准考证|体检(?!中心|报告|表)|资格(?:复审|考核)|试讲|[初预复决]赛"
        ),
    ),
    (
        DateKind.TRANSITION,
        late(r"过渡期|继续(?:使用|有效)|(?:现有|原有|既有|旧)[^,;。]{0,16}[用行]到|(?:延续|有效|使用|沿用|保留)[至到]"),
    ),
    (DateKind.TRIAL, late(r"试点(?:期|时间|工作|(?=自|从))|试运行|试运营|试行期")),
    (
        DateKind.PAYMENT,
        late(
            r"支付(?!宝)|[扣付还收放]款日|[缴交]费(?!标准|比例|基数|年限)|收费(?=截止|时间|期)|收取[^,;。]{0,6}费|[缴交]纳|补缴|补交(?!材料|资料|证)|缴[存交](?!基数|比例|标准|年限|单位|职工|明细)|付款(?!凭证|证明|记录)|还本付息|偿还|拨付|兑付|分[\u4e00-\u9fff]{1,2}[次期批][缴交拨发付]|划拨|还款|[存打转汇][入到](?=[^,;。]{0,12}[户卡折])|到账|结清|[发付缴交还退拨]清|发完|未[缴交付]"
            r"|发放(?![^,;。]{0,6}(?:通知书|证书|号牌|许可证|准考证)|意见|花名册|汇总|信息|情况|对象|标准|方式|金融|明细|程序)|(?:时候|何时)[发给缴交]"
            r"|[缴交付拨退还兑][^,;。费]{1,6}(?:费|款|金|税|钱|租|息)(?!额|融)|(?:(?<!免)费|款|金|税|钱|租金|补[贴助]|津贴)[^,;。]{0,8}[缴付拨兑退](?!出|休|伍|役)"
        ),
    ),
    (
        DateKind.APPLICATION,
        late(
            r"[网申填初补]报$|申报(?!信息|情况|表)|申请(?!人|表|书|条件|材料的)|(?<!放弃)报名(?!册|单(?!位))|报考|申领|受理|(?:办理|注册)登记|登记手续|换领|换发|投标|预约|参保|应征|领取|递交|网上填报|征订|报到|报审|志愿填报|填报(?=时间|:)|截稿|登记(?=时间|期|日)"
            r"|登录[^,;。]{2,40}(?:提交|填[报写]|上传|登记)|(?:[人者户主]|家长|个人)[^,;。]{0,24}(?:提交|登记)(?!意见)|(?:到|向)[^,;。]{2,24}(?:大厅|窗口|中心|营业厅|网点|社区|村委会|居委会|学校|服务站|初中|小学)[^,;。:]{1,8}|电话报名|(?:(?:人|(?<!或)者|户(?!籍)|生|民)(?!政)|[业户车机船店]主|家长|企业|职工)[^,;。]{0,8}(?:在“|登录|登陆|通过|凭(?!证)|持(?!续)|携)[^,;。]{2,30}|到[^,;。]{2,20}(?:登记|办理)"
        ),
    ),
    (
        DateKind.BAN,
        late(
            r"禁止|严禁|休[渔牧]|禁(?![毒令忌区闭赛锢])[\u4e00-\u9fff]|限[行高速号购]|断[道路水电航]|封闭|封山|封航|管制|限制|停止|暂停|停(?=[水电气热航工业运驶产诊课])|(?<!不)闭[馆园](?!前|时)|绕行|单向|分流|改道|不[得准许]"
        ),
    ),
    (
        DateKind.PERIOD,
        late(
            r"(?:执行|实施|活动|服务|优惠|开放|供热|供暖|采暖|运行|整治|发放|使用|免费|调整|享受|保障|保险|参赛|展览)(?:期限|期间|时间|时段|期)|延长|继续执行"
        ),
    ),
)
_HANDLED = late(r"核[定准]|审[核定]|上报|汇总")
"""What an office does by a day is not what the next clause says."""
_BAN = late(r"禁止|严禁|不[得准许]|封闭|停止|停(?=[航工业运])")
"""A notice of one sentence says where and when before it says what is forbidden."""
_DURING = late(r"[)](?:期间|前后|当[日天])")
_SAYS = 4
"""A clause that goes on so long after its days says itself what they are for."""
_STEP_APPLIED = late(r"(?:登记|注册|填报|报考|预约|报名|申报)$")
_STEP_EVENT = late(r"(?:派位|抽签|摇号|选房|听证|开[标幕])$")
_STOPPED = late(r"(?:暂停|停止|不)(?:受理|办理|接受|接待|对外|预约|报名)")
"""3月25日至4月5日暂停受理: nobody can apply then."""
_OTHER_TIME = late(
    r"(?:[0-9一二三四五六七八九十]日|工作日|天|个月|年)(?:之内|以内|内)"
    r"|(?:不少于|公示|为期)[0-9一二三四五六七八九十]{1,3}个?(?:工作日|[日天])"
)
"""A clause with a time of its own says what that is for: 8月6日至10日选房,选房后7日内支付首付款."""
_ANY = late("|".join(pattern.pattern for _, pattern in _KINDS))
"""Most clauses name none: asked at once for all."""
_CLAUSE, _LONGEST = ",;。", 400
_CLAUSE_END = late(f"[{_CLAUSE}]")


def kind_of(words: str) -> DateKind | None:
    """The kind that `words` name, None if they name none."""
    if _ANY.search(words):
        if _STOPPED.search(words):
            return DateKind.BAN
        for kind, pattern in _KINDS:
            if pattern.search(words):
                return kind
    return None


def kind_of_step(words: str) -> DateKind | None:
    """The kind that the name of a step names: 信息登记, 电脑派位."""
    kind = kind_of(words)
    if kind is None and _STEP_APPLIED.search(words):
        return DateKind.APPLICATION
    return DateKind.EVENT if kind is None and _STEP_EVENT.search(words) else kind


def nearest(kind: DateKind | None, plain: str, end: int, right: int) -> DateKind | None:
    """9月20日前申请退赛的退还报名费: of an application and a payment what is said first after the days."""
    if kind is not DateKind.PAYMENT:
        return kind
    first = {one: match.start() for one, pattern in _KINDS if (match := pattern.search(plain, end, right))}
    applied, paid = first.get(DateKind.APPLICATION), first.get(DateKind.PAYMENT, right)
    return DateKind.APPLICATION if applied is not None and applied < paid else kind


def kind_at(plain: str, start: int, end: int, floor: int, ceiling: int) -> DateKind | None:
    """The kind of the days at `start` to `end`; `floor` and `ceiling` are where the neighbouring days end and begin."""
    own = clause_at(plain, start, end)
    left, right = max(own[0], floor), min(own[1], ceiling)
    first, last = max(plain.rfind(";", floor, left) + 1, floor), plain.find(";", right, ceiling)
    last = last if last >= 0 else ceiling
    beside = min(_after(plain, _after(plain, right)), last)
    other = _OTHER_TIME.search(plain, right, beside)
    beside = min(beside, _clause_start(plain, other.start(), right)) if other else beside
    by_itself = kind_of(plain[left:right])
    if by_itself or _HANDLED.search(plain, left, right):
        return by_itself
    if floor:  # what goes on after the days before says what those are for
        first = max(first, min(_next(plain, floor), left))
    found = kind_of(plain[right:beside]) or _from_before(plain[first:left], right - end)
    return found or (DateKind.BAN if _BAN.search(plain, beside, min(_after(plain, beside), last)) else None)


def is_banned_then(plain: str, start: int, end: int) -> bool:
    """中考(6月16日至18日)、高考(6月7日至10日)期间,考点附近全天禁止施工: the days say when something is forbidden."""
    if not plain.endswith("(", 0, start):
        return False
    until = _next(plain, end)
    during = plain.startswith("),", end) or _DURING.search(plain, end, until)
    return bool(during and _BAN.search(plain, until, _after(plain, _after(plain, until))))


def _from_before(words: str, more: int) -> DateKind | None:
    """The kind that stands before the clause, which goes on for so long after its days: 应停止使用,并自8月25日起到购买地点退货."""
    found = kind_of(words)
    return None if found is DateKind.BAN and more >= _SAYS else found


def _clause_start(plain: str, start: int, floor: int) -> int:
    """Where the clause around `start` begins, not before `floor`."""
    return max(plain.rfind(",", floor, start), plain.rfind(";", floor, start), floor)


def _after(plain: str, end: int) -> int:
    """Where the clause after the one that ends at `end` ends."""
    return _next(plain, end + 1)


def clause_at(plain: str, start: int, end: int) -> tuple[int, int]:
    """Where the clause around a part of a sentence begins and ends; it goes no farther than `_LONGEST` either way."""
    first = max(start - _LONGEST, 0)
    before = max(plain.rfind(",", first, start), plain.rfind(";", first, start), plain.rfind("。", first, start))
    return max(first - 1, before) + 1, _next(plain, end)


def _next(plain: str, start: int) -> int:
    last = min(start + _LONGEST, len(plain))
    end = _CLAUSE_END.search(plain, start, last)
    return end.start() if end else last
