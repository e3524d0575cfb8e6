"""What days bind to, told by the words around them: their own clause first, then the next two,
then what stands before, and the label above.
"""

from __future__ import annotations

import re

from gazette_site.late import late
from gazette_site.model import DateKind

_KINDS: tuple[tuple[DateKind, re.Pattern[str]], ...] = (
    (
        DateKind.COMMENT,
        late(
            r"征求(?:社会|公众|各方)?意见|征集意见|意见征集|反馈(?:书面)?意见|意见(?:建议)?(?:反馈|提交|寄)|寄[回送]?.{0,4}意见|听证(?!会?(?:报名|申请))|提出(?:书面)?(?:意见|异议)"
        ),
    ),
    (DateKind.NOTICE, late(r"公示(?![0-9]{1,2}[天日]后|牌|栏|无异议|结束|期满|后|制度|的|菜单|格式)")),
    (DateKind.EXAM, late(r"考试|笔试|面试|统考|中考|高考|会考|加试|考核时间|测试(?:时间|日期)|开考")),
    (DateKind.TRANSITION, late(r"过渡期")),
    (DateKind.TRIAL, late(r"试点(?:期|时间|工作|(?=自|从))|试运行|试运营|试行期")),
    (
        DateKind.PAYMENT,
        late(
            r"缴费|缴纳|补缴|缴清|缴存|交纳|交费|缴交|付款|还本付息|偿还|拨付|发放(?!意见|花名册|汇总|信息|情况|对象|标准|方式|金融|明细|程序)|兑付|划拨|退费|到账|结清|还款"
        ),
    ),
    (
        DateKind.APPLICATION,
        late(
            r"申报(?!信息|情况|表)|申请(?!人|表|书|条件|材料的)|报名|申领|受理|(?:办理|注册)登记|登记手续|换领|换发|投标|预约|参保|应征|领取|递交|网上填报|征订|报到"
        ),
    ),
    (
        DateKind.BAN,
        late(
            r"禁止|严禁|禁[渔牧火放猎采行烧伐捕]|禁[\u4e00-\u9fff]{1,3}期|限行|封闭|封山|封航|管制|限制|停止|暂停|停水|停电|停气|停热|绕行|不得"
        ),
    ),
    (
        DateKind.PERIOD,
        late(
            r"(?:执行|实施|活动|服务|优惠|开放|供热|供暖|采暖|运行|整治|发放|使用|免费|调整|享受|保障|保险|参赛|展览)(?:期限|期间|时间|时段|期)|延长|继续执行"
        ),
    ),
)
_ANY = late("|".join(pattern.pattern for _, pattern in _KINDS))
"""Most clauses name none: asked at once for all."""
_CLAUSE, _LONGEST = ",;。", 400
_CLAUSE_END = late(f"[{_CLAUSE}]")


def kind_of(words: str) -> DateKind | None:
    """The kind that `words` name, None if they name none."""
    if _ANY.search(words):
        for kind, pattern in _KINDS:
            if pattern.search(words):
                return kind
    return None


def kind_at(plain: str, start: int, end: int, floor: int, ceiling: int) -> DateKind | None:
    """The kind of the days at `start` to `end`; `floor` and `ceiling` are where the neighbouring days end and begin."""
    own = clause_at(plain, start, end)
    left, right = max(own[0], floor), min(own[1], ceiling)
    beside = min(_after(plain, _after(plain, right)), ceiling)
    return kind_of(plain[left:right]) or kind_of(plain[right:beside]) or kind_of(plain[floor:left])


def _after(plain: str, end: int) -> int:
    """Where the clause after the one that ends at `end` ends."""
    return _next(plain, end + 1)


def clause_at(plain: str, start: int, end: int) -> tuple[int, int]:
    """Where the clause around a part of a sentence begins and ends; it goes no farther than `_LONGEST` either way."""
    first = max(start - _LONGEST, 0)
    return max(first - 1, *(plain.rfind(sign, first, start) for sign in _CLAUSE)) + 1, _next(plain, end)


def _next(plain: str, start: int) -> int:
    last = min(start + _LONGEST, len(plain))
    end = _CLAUSE_END.search(plain, start, last)
    return end.start() if end else last
