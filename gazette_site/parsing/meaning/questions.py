"""What a heading, a label, a sentence with a colon and the head of a column ask: the question that the words below them answer.

    heading  = ordinal? (question | things)                           谁能领？  三、补贴标准  二、报名与缴费
    question = words with an interrogative: 谁, 哪些…, 多少, 什么时候, 哪里, 怎么…
    things   = modifier? noun ((和 | 与 | 及 | 、) modifier? noun)*      the last word of the first thing that asks
    label    = the same before a colon, its answer behind it           停水时间：…     （二）网址：…
    opener   = sentence with 下列, 以下 or the thing asked for, and a colon   应当提交下列材料：
    head     = the same as a heading, shorter; or a verb of what must be had    联系电话, 须具备, 租金（元/月）

Asked is what the last word names, whatever stands before it: 补贴标准, 计发标准, 收什么标准 ask how much. Only what offices do among themselves
(工作流程, 考核标准, 实施步骤) asks nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from gazette_site.late import late
from gazette_site.model import FactKind

_Asked = tuple[tuple[FactKind, re.Pattern[str]], ...]

_LONGEST_HEADING, _LONGEST_LABEL, _LONGEST_HEAD, _LONGEST_QUESTION = 20, 10, 16, 40
ORDINAL = late(
    r"(?:[(（][0-9一二三四五六七八九十]+[)）]|[0-9]{1,2}[.．、](?![0-9])|[一二三四五六七八九十]+[、是]|第[一二三四五六七八九十]+类|[①-⑳]|[—-]{1,2})"
)
_QUESTIONS: _Asked = (
    (FactKind.CONTACT, late(r"[找问打][^,;?]{0,4}(?:谁|哪|什么)|哪[个些]?(?:电话|部门)|联系谁")),
    (
        FactKind.MATERIALS,
        late(r"(?:[带交填]|提供)[^,;?]{0,4}(?:什么|哪些|啥)|(?:什么|哪些)(?:[材资]料|证|手续|东西)"),
    ),
    (
        FactKind.CONDITIONS,
        late(
            r"(?:什么|哪些|哪几[个条项])(?:[^,;?]{0,4}条件|要求|限制|情形)|[要须得][^,;?带交备填]{0,8}什么(?![时地资材样])|怎么办(?![理])|能不能|是否|可不可以|能[^,;?]{0,16}吗"
        ),
    ),
    (FactKind.WHEN, late(r"什么时[候间]|何时|多久|多长|几[天日号月]|哪[天日]|到什么|啥时")),
    (
        FactKind.AMOUNT,
        late(r"多少|怎[么样][^,;?]{0,3}[算计收补给]|几[元块]|[花收]不[花收]|[花收]钱吗|[收付交]费吗|免费吗"),
    ),
    (FactKind.WHERE, late(r"哪[里儿]|[到去在从]哪|何处|什么(?:地方|网站|平台)")),
    (FactKind.STEPS, late(r"怎[么样]|如何(?![^,;?]{0,6}(?:加强|推进|提升|促进|做好|落实))|咋")),
    (FactKind.WHO, late(r"谁|哪些|哪类|哪种|什么样|什么人")),
)
"""By their interrogatives, the ones that say most first."""
_INTERROGATIVE = late(r"[谁哪何怎几吗咋啥]|什么|多[少久长]|不[花收]|是否|不[能可]")
"""One of these stands in each of them."""
_OF_OFFICES = late(
    r"工作|[建创]设|技术|考[核评]|评价|质量|管理|行业|国家|作业|排放|安全|产品|检验|卫生|设计|实施(?!范围|对象)|落实|监[督测管控理]|检查|保障|组织|整治|督[导查办]|进度"
    r"|目标|任务|试点|预案|响应|处置|规划|投资|经费|预算|编制|验收|完成|整改|值班|执[业法]|公职|总体|具体|有关|相关|责任|试验|开[展发]|纪律|原则|指导|统计|会议|总结|建筑|原材料|新材料|宣传|防水|文献|会商|调[度查]"
)
"""What offices and works are about: what is named after it asks a citizen nothing."""
_MONEY = r"(?:补[偿助贴]|优[惠待]|奖[励补]|资助|支持|津贴)"
_THINGS: _Asked = (
    (
        FactKind.CONDITIONS,
        late(
            r"(?:条件|资格|情形|限制|年龄)$|[须需应][^,;]{0,2}[满具符][足备合]$|.要求$|.[次顺]序$|^(?:支持|扶持|奖补?|补助)内容$"
        ),
    ),
    (
        FactKind.WHO,
        late(
            r"(?:对象|主体|[人群]群|群体|范围|[享适惠].人员|.[人者]员?范围)$|(?:请|办|报|保|租|考|征|助|名|收|款|受|领)人$"
        ),
    ),
    (
        FactKind.AMOUNT,
        late(
            rf"(?:标准|额度|[金限]额|价格?|待遇|费用|租金|比例)$|(?:[计算]价?|调整|计发)(?:方[式法]|办法)$|^.{{0,2}}{_MONEY}$|{_MONEY}(?:方式|政策|措施)$|^(?:收费|减免)$"
        ),
    ),
    (FactKind.MATERIALS, late(r"(?:[材资]料|证件|证明|要件|手续|物品)(?:清单|要求|名称)?$")),
    (FactKind.STEPS, late(r"(?:流程|程序|步骤|方式|办法|方法|渠道和方式)$")),
    (FactKind.WHEN, late(r"(?:时间|期限|时限|时段|日期|日程|日子|时点|截止日)(?:安排)?$")),
    (
        FactKind.WHERE,
        late(r"(?:地点|地址|窗口|网[点址站]|途径|渠道)$|.[理询待]机构$|.[理办名询报领]平台$|应急供[水电气]$"),
    ),
)
"""The last word of a heading, of a label, of the head of a column."""
_PLACES: _Asked = ((FactKind.WHO, late(r"[停限禁降封][^,]{1,14}(?:区域|路段|小区)|[限禁][^,]{0,6}车辆$|^小区$")),)
"""What a notice closes."""
_OF_TWO = late(r"[和与及、或]")
_CALLED: _Asked = (
    (
        FactKind.CONTACT,
        late(
            r"(?:电话|热线|专线|邮箱|邮编|传真|微信号)$|(?:通[信讯]|邮寄|办公|单位)地址$|^地址$|(?:联系|咨询|监督|举报|投诉|服务)方式$"
        ),
    ),
)
_LABELS: _Asked = (
    *_CALLED,
    (FactKind.CONTACT, late(r"联系|^(?:咨询|询问|垂询)$|与接待$")),
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
    (FactKind.CONDITIONS, late(r"情形之一|(?:下列|以下)[^,;。:]{0,8}(?:情形|条件)[^。:]{0,12}:$|不予[^,;。:]{2,6}:$")),
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
            r"(?<!做好)(?<!办好)(?<!协助)(?<!注意)(?<!明确)(?:下列|以下)(?:人员|车辆|家庭|企业|单位|对象|项目|事项|机构|区域|路段|场所|群体|居民|群众)[^。:]{0,24}:$|(?:对象|范围)(?:为|是|包括|如下|有):$"
        ),
    ),
    (
        FactKind.CONDITIONS,
        late(
            r"^(?!.*(?:工作人员|[代协]办员|机关|各有关部门|部门及其|机构)[^,]{0,6}不得).*(?:条件|情形|情况|要求|规定|行为|次序|顺序|资格)(?:之一)?[^。:]{0,24}:$"
            r"|^(?!.*(?:人员|员|机关|部门|机构)[^,]{0,6}不得).*(?:应当?|须|必须|不得|不予|禁止|可以?)[^,;。]{0,12}(?:下列|以下|如下)[^。:]{0,24}:$|(?:下列|以下)[^。:]{0,24}(?:应当?|须|必须|不得|不予|禁止|管制|限[制行])[^。:]{0,12}:$"
        ),
    ),
)
_BRACKETED = late(r"【(?P<label>[^【】]{2,12})】")
_LISTED = late(
    r"电话|热线|地址|联系方式|下列|以下|如下|之一|同时|应当|必须|须|不得|禁止|标准|程序|步骤|流程|计发|范围|按照"
)
_PREAMBLE = late(r"(?:通知|公告|通告|公布|有关事项|事项如下)[^,;。]{0,12}:$|^(?:为|根据|按照[^,;]{2,20}要求)")
"""A sentence that begins a text."""
_HAD = late(r"^(?:必?须|应当?|需要?)[具满符持]?[备足合有]")
"""The head of a column of what must be had."""
_COSTS = late(r"收费(?:情况|与否)?$|[价费租金额奖补助][^()]{0,2}\((?:万|亿)?元")
"""是否收费, 保证金(万元)."""
_WAY = late(r"[理报请领交费询](?:方式|途径|渠道)$")
"""办理方式 over cells that name a window, a platform."""
_PER = late(r"\([^()]{0,6}元/[^()]{1,12}\)$")
_ASIDE = late(r"\([^()]*\)$")
_PHONE = late(r"(?<![0-9])(?:0[0-9]{2,3}[-—–][0-9]{6,8}|12[0-9]{3}|9[56][0-9]{3,4})(?![0-9])")
_RUN_IN = late(r"(?P<label>[\u4e00-\u9fff]{2,8})。(?=.)")
"""三、材料要求。年检报告书一式两份: a heading that was not told from its text."""
_SAID = late(r"^[问Q]:")
_SUFFIX = late(r"(?<=..)(?:要求|安排|须知|说明|规定|清单)$")
_OF_TASKS = late(r"任务|主要工作|工作内容|重点工作|责任|分工|[主协]办|单位职责|牵头|配合|考核|得分|指标")


@lru_cache(maxsize=4096)  # The same headings stand in every second document: 总体要求, 组织领导.
def asked_by_heading(words: str) -> FactKind | None:
    """What a heading asks; `words` are folded: `三、补贴标准`, `【怎么申请】`, `谁能领?`."""
    bare = _bare(words)
    if len(bare) > (_LONGEST_QUESTION if bare.endswith("?") else _LONGEST_HEADING) or _WORK.match(bare):
        return None
    return _earliest(_QUESTIONS, bare) or _first(_PLACES, bare) or _by_things(_THINGS, _without_suffix(bare))


def _without_suffix(words: str) -> str:
    """材料要求, 时间安排, 报名须知: what stands before asks, if it asks at all."""
    match = _SUFFIX.search(words)
    return words[: match.start()] if match and _by_things(_THINGS, words[: match.start()]) else words


def asked_by_label(words: str) -> FactKind | None:
    """What the label asks that a folded line begins with: `停水时间:11月18日`; None if it begins with none."""
    if ":" not in words and "【" not in words and not (ORDINAL.match(words) and "。" in words[:_LONGEST_LABEL]):
        return None
    bare = without_ordinal(words)
    if bracketed := _BRACKETED.match(bare):
        return _of_label(bracketed["label"])
    if run_in := _RUN_IN.match(bare):
        return _by_things(_THINGS, _without_suffix(run_in["label"]))
    label, colon, answer = bare.partition(":")
    if colon and len(words) <= _LONGEST_QUESTION and _PHONE.search(answer):
        return FactKind.CONTACT
    if not colon or not answer or not 2 <= len(label) <= _LONGEST_LABEL or "," in label:
        return None
    return _of_label(label)


def has_phone(words: str) -> bool:
    """Whether a folded line gives a telephone number."""
    return bool(_PHONE.search(words))


def is_question(words: str) -> bool:
    """Whether a folded line is a question to which the lines below it are the answer: `问:谁能领?`, `3.交到哪儿?`."""
    return words.endswith("?") and len(words) <= _LONGEST_QUESTION and "。" not in words


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
    if asks_of_tasks(words):
        return {}
    return {column: kind for column, one in enumerate(words) if (kind := _by_head(one, column))}


def asks_of_tasks(head: Iterable[str]) -> bool:
    """Whether a table is one of what offices have to do, or of how they are judged."""
    return any(_OF_TASKS.search(one) for one in head)


def without_ordinal(words: str) -> str:
    """Folded words without the number at their head."""
    match = ORDINAL.match(words)
    return words[match.end() :] if match else words


def _bare(words: str) -> str:
    """A heading without what stands around it."""
    return _SAID.sub("", without_ordinal(words)).rstrip("。:】").lstrip("【")


def _of_label(words: str) -> FactKind | None:
    return (
        _earliest(_QUESTIONS, words) or _first(_LABELS, words) or _first(_PLACES, words) or _by_things(_THINGS, words)
    )


def _by_head(words: str, column: int) -> FactKind | None:
    """What the head of a column asks; the first column names what the rows are about."""
    bare = _ASIDE.sub("", words)
    if len(bare) > _LONGEST_HEAD:
        return None
    if _PER.search(words):
        return FactKind.AMOUNT
    if _HAD.match(bare):
        return FactKind.CONDITIONS
    if _COSTS.search(words):
        return FactKind.AMOUNT
    if column and _WAY.search(bare):
        return FactKind.WHERE
    kind = _earliest(_QUESTIONS, bare) or _first(_CALLED, bare) or _first(_PLACES, bare) or _by_things(_THINGS, bare)
    return None if kind in (FactKind.CONDITIONS, FactKind.STEPS) and not column else kind


def _by_things(asked: _Asked, words: str) -> FactKind | None:
    """The first of the things that a heading names and that asks."""
    parts = _OF_TWO.split(words)
    return next((kind for part in parts if not _OF_OFFICES.search(part) and (kind := _first(asked, part))), None)


def _earliest(asked: _Asked, words: str) -> FactKind | None:
    """The question that is asked first: 交到哪儿?多久拿证?"""
    if not _INTERROGATIVE.search(words):
        return None
    found = [(match.start(), kind) for kind, pattern in asked if (match := pattern.search(words))]
    return min(found, key=lambda one: one[0])[1] if found else None


def _first(asked: _Asked, words: str) -> FactKind | None:
    return next((kind for kind, pattern in asked if pattern.search(words)), None)
