"""What a heading, a label, a sentence with a colon and the head of a column ask: the question that the words below them answer.

    heading = ordinal? words that end with the thing asked for            三、补贴标准    二、征收范围    申报时间
    label   = the same before a colon, its answer behind it               停水时间：…     （二）网址：…
    opener  = sentence with 下列, 以下 or the thing asked for, and a colon    应当提交下列材料：
    head    = the thing asked for                                         联系电话, 办理地点, 租金（元/月）

Asked is what the last words name, so 补贴标准 asks how much and 标准化建设 nothing; words of works, plans and inspections ask nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from gazette_site.late import late
from gazette_site.model import FactKind

_Asked = tuple[tuple[FactKind, re.Pattern[str]], ...]

_LONGEST_HEADING, _LONGEST_LABEL = 20, 10
ORDINAL = late(
    r"(?:[(（][0-9一二三四五六七八九十]+[)）]|[0-9]{1,2}[.．、](?![0-9])|[一二三四五六七八九十]+[、是]|第[一二三四五六七八九十]+类|[①-⑳]|[—-]{1,2})"
)
_DO = (
    r"申请|申报|报名|报考|办理|办证|领取|申领|受理|认定|评审"
    r"|审核|审批|登记|缴费|缴纳|参保|招生|入学|录取|兑现|兑付|发放|预约|签约|接种|年审|补偿|征集|应征|招聘|招考|录用|聘用"
)
_HEADINGS: _Asked = (
    (
        FactKind.CONDITIONS,
        late(
            rf"(?:条件|资格|情形|限制)$|(?:满足|具备|符合)的?(?:基本)?要求$|哪些条件|(?:{_DO}|人|者|岗位|身体|年龄|学历|资质|资格|基本|准入|应聘)的?(?:要求|年龄|次序|顺序)$|^[^,]{{0,2}}条件|资格条件"
        ),
    ),
    (
        FactKind.WHO,
        late(
            r"(?:对象|主体|人群|群体)(?:和[^和]{1,6})?$|(?:借款|申请|申办|申报|参保|投保|承租|报考|应征|受助|报名|被征收)人$|^谁(?:能|可)|哪些人|(?<![工职权公考检监])(?<![工执业])(?<!作)(?<!责)(?<!查)(?<!试)(?<!开)(?<!督)范围$|适用范围|(?:停[水电气热]|限行|禁行|降压|禁[燃放止][^,]{0,14})(?:区域|路段|小区)$|(?:限行|禁行|禁止[^,]{0,6})车辆$"
        ),
    ),
    (
        FactKind.AMOUNT,
        late(
            r"(?<![建技考工评执认质管行国作化])(?<!建设|技术|考核|工作|评价|认定|质量|管理|行业|国家|作业|评定|排放|安全|服务|产品|执行|检验|卫生|设计)(?:标准|额度|金额|价格|待遇)$|(?:补偿|补助|优惠|优待|奖励)(?:方式|政策)$|^(?:费用|收费|补助与奖励|补贴与奖励|减免)$|[补给奖贷收交缴]多少|怎[么样]收费|^(?:奖补|补贴|补助|奖励|资助|优惠|支持)(?:内容|措施)?$"
        ),
    ),
    (
        FactKind.MATERIALS,
        late(
            rf"(?:(?:{_DO}|提交|报送|所需|需要|携带|应提供的?)的?(?:材料|资料|证件|证明|要件|手续)|^材料(?:要求|清单)?|[带交]什么|哪些(?:材料|证件|资料)|(?<!建筑)(?<!原)(?<!宣传)(?<!防水)(?<!新)材料清单)$"
        ),
    ),
    (
        FactKind.STEPS,
        late(
            rf"(?:{_DO}|评选|公示|报销)(?:和[^和]{{2,4}})?的?(?:流程|程序|步骤|方式|办法|渠道和方式)$|^(?:办事)?(?:流程|程序)(?:[和与及][^和]{{2,4}})?$"
        ),
    ),
    (
        FactKind.WHEN,
        late(
            rf"(?<!完成)(?<!整改)(?<!工作)(?<!建设)(?<!实施)(?<!值班)(?:时间|期限|时限|时段|日期|日程)(?:安排)?$|(?:{_DO}|考试|公示|征求意见)的?(?:时间|期限|时限|日期)|什么时[候间]|何时"
        ),
    ),
    (
        FactKind.WHERE,
        late(
            rf"(?:{_DO}|考试|咨询|接待|服务|安置)的?(?:地点|地址|窗口|网点|点|机构|渠道|平台|网址)$|^(?:地点|网址)$|[到去在]哪(?:里|儿|办)|应急供[水电气]$"
        ),
    ),
)
_LABELS: _Asked = (
    (
        FactKind.CONTACT,
        late(
            r"联系(?:方式|电话|人|单位|我们)|[找问]谁|(?:咨询|服务|监督|举报|投诉|客服|抢修|预约)(?:举报|投诉)?(?:电话|方式|热线|与接待)|^(?:电话|咨询|热线|地址)$|(?:通信|通讯|邮寄|办公|联系|单位)地址$"
        ),
    ),
    (
        FactKind.RESPONSIBLE,
        late(
            r"(?:职责|责任)(?:分工|划分)$|部门职责$|管理(?:职责|责任)$|(?:施工|建设|运营|承办|主办|主管|征收|实施|牵头|责任|解释)(?:单位|部门|机关|机构)(?:[与和][^与和]{2,6})?$"
        ),
    ),
)
"""Under a heading of these stand other things as well."""
_WORK = late(
    r"(?:加强|大力|建立|建设|扩大|做实|推进|完善|强化|加快|培育|提升|发展|推动|优化|健全|拓展|深化|规范|落实|突出|严格|改革|创新|改进|明确|择优|确定|引进|探索|开展)"
)
"""A heading that begins with these tells offices what to do."""
_OPENERS: _Asked = (
    (FactKind.CONTACT, late(r"(?:电话|热线|地址|联系方式)[^,;。]{0,6}:$")),
    (FactKind.MATERIALS, late(r"(?:(?<!新)(?<!原)材料|资料|证件|证明|要件|文件)[^,;。]{0,8}:$")),
    (FactKind.STEPS, late(r"(?:程序|流程|步骤)[^,;。]{0,10}:$")),
    (FactKind.RESPONSIBLE, late(r"责任(?:人|主体|单位)[^。]{0,16}(?:确定|承担|为|如下):$")),
    (
        FactKind.AMOUNT,
        late(
            r"(?:标准|计发|计收|额度|金额|补贴|补助|奖励|补偿|奖补|收费|费用|津贴|租金|优惠|待遇|减免|资助)[^,;。]{0,14}:$"
        ),
    ),
    (
        FactKind.WHO,
        late(
            r"(?:下列|以下)(?:人员|车辆|家庭|企业|单位|对象|项目|事项|机构|区域|路段|场所|群体|居民|群众)[^。:]{0,24}:$|(?:对象|范围)(?:为|是|包括|如下|有):$"
        ),
    ),
    (
        FactKind.CONDITIONS,
        late(
            r"^(?!.*(?:工作人员|[代协]办员|机关|各有关部门|部门及其|机构)[^,]{0,6}不得).*(?:条件|情形|情况|要求|规定|行为|次序|顺序|资格)(?:之一)?[^。:]{0,24}:$"
            r"|^(?!.*(?:人员|员|机关|部门|机构)[^,]{0,6}不得).*(?:应当?|须|必须|不得|不予|禁止|可以?)[^,;。]{0,12}(?:下列|以下|如下)[^。:]{0,24}:$|(?:下列|以下)[^。:]{0,24}(?:应当?|须|必须|不得|不予|禁止)[^。:]{0,12}:$"
        ),
    ),
)
_BRACKETED = late(r"【(?P<label>[^【】]{2,12})】")
_LISTED = late(
    r"电话|热线|地址|联系方式|下列|以下|如下|之一|同时|应当|必须|须|不得|禁止|标准|程序|步骤|流程|计发|范围|按照"
)
_PREAMBLE = late(r"(?:通知|公告|通告|公布|有关事项|事项如下)[^,;。]{0,12}:$|^(?:为|根据|按照[^,;]{2,20}要求)")
"""A sentence that begins a text."""
_CELLS: _Asked = (
    (
        FactKind.CONTACT,
        late(
            r"(?:联系|咨询|办公|服务|监督|举报|受理)?(?:电话|热线)(?:号码)?$|联系方式$|(?:电子)?(?:邮箱|邮件)$|(?:办公|联系|详细|通信|通讯|机构|网点)?地址$"
        ),
    ),
    (FactKind.WHERE, late(rf"(?:{_DO}|服务|安置|考试)(?:地点|窗口|网点)$")),
    (
        FactKind.AMOUNT,
        late(
            r"(?:^|补贴|补助|奖励|收费|缴费|发放|救助|资助|补偿|扶持|支持|租金)(?:标准|金额|额度|价格)(?:\([^()]*\))?$|(?:租金|单价|票价|[水电气热房地运]价|费用|收费|减免|优惠|补偿款?)(?:\([^()]*\))?$|\([^()]{0,6}元/[^()]{1,12}\)$"
        ),
    ),
    (FactKind.MATERIALS, late(r"(?:所需|申请|申报|办理|提交|报名)(?:材料|资料|证件)(?:名称|清单)?$|^材料(?:清单)?$")),
    (
        FactKind.CONDITIONS,
        late(r"(?:申请|申报|办理|受理|认定|补贴|补助|奖励|报考|报名)(?:条件|要求)$|^(?:条件|支持内容|资格条件)$"),
    ),
    (FactKind.WHO, late(r"(?:补贴|补助|奖励|服务|适用|救助|发放|停[水电气热])(?:对象|小区|区域|范围|用户)$|^小区$")),
    (
        FactKind.WHEN,
        late(
            r"^(?:日期|时间|时段)$|(?:停[水电气热]|报名|考试|办理|受理|缴费|申报|申请|截止|开放|面试|笔试)(?:时间|日期|时段|期限)$"
        ),
    ),
)
_NO_AMOUNT = late(r"任务|责任|单位职责|牵头|配合|考核|得分|指标")


def asked_by_heading(words: str) -> FactKind | None:
    """What a heading asks; `words` are folded: `三、补贴标准`, `【怎么申请】`."""
    bare = without_ordinal(words).rstrip("。:】").lstrip("【")
    return _first(_HEADINGS, bare) if len(bare) <= _LONGEST_HEADING and not _WORK.match(bare) else None


def asked_by_label(words: str) -> FactKind | None:
    """What the label asks that a folded line begins with: `停水时间:11月18日`; None if it begins with none."""
    if ":" not in words and "【" not in words:
        return None
    bare = without_ordinal(words)
    if bracketed := _BRACKETED.match(bare):
        return _first((*_HEADINGS, *_LABELS), bracketed["label"])
    label, colon, answer = bare.partition(":")
    if not colon or not answer or not 2 <= len(label) <= _LONGEST_LABEL or "," in label:
        return None
    return _first((*_HEADINGS, *_LABELS), label)


def stands_in_brackets(words: str) -> bool:
    """Whether a folded line is a heading by its brackets alone: 【怎么申请】."""
    return bool(_BRACKETED.fullmatch(words))


def asked_by_opener(words: str) -> FactKind | None:
    """What a folded sentence asks that ends with a colon, and whose answers stand below."""
    opens = words.endswith(":") and _LISTED.search(words) and not _PREAMBLE.search(words)
    return _first(_OPENERS, words) if opens else None


def asked_by_columns(head: Iterable[str]) -> dict[int, FactKind]:
    """The columns of a table that answer, by the folded words of its head; none of a table of tasks."""
    words = list(head)
    if any(_NO_AMOUNT.search(one) for one in words):
        return {}
    return {column: kind for column, one in enumerate(words) if (kind := _first(_CELLS, one))}


def without_ordinal(words: str) -> str:
    """Folded words without the number at their head."""
    match = ORDINAL.match(words)
    return words[match.end() :] if match else words


def _first(asked: _Asked, words: str) -> FactKind | None:
    return next((kind for kind, pattern in asked if pattern.search(words)), None)
