"""What people must do and may not: sentences that answer no other question, of texts that speak to people and not to offices.

speaks   = 通告, 公告, 办法, 规定, 通知 …; never 方案, 意见, 计划, 预案, which tell offices what to do
forbids  = (不得 | 不准 | 不许 | 禁止 | 严禁 | 不要) verb, no office before it
asks     = people or their things (应当 | 必须 | 须 | 要) verb
"""

from __future__ import annotations

from collections.abc import Collection

from gazette_site.characters import folded
from gazette_site.late import late
from gazette_site.model import Document, FactKind

_TO_OFFICES = late(
    r"(?:方案|意见|规划|计划|要点|措施|任务[分清]?[解单表]?|分工|预案|制度|机制|考核|报告|纪要)(?:[(][^()]*[)])?》?(?:的(?:通知|函|决定|通报))?$|考核|会议|决定$"
)
_OF_WORK = late(r"工作(?:安排)?的?(?:紧急)?通知$")
_OF_PEOPLE = frozenset((FactKind.WHO, FactKind.AMOUNT, FactKind.MATERIALS))
"""What only somebody asks who is no office."""
_FORBIDS = (
    r"(?:不[得准许]|(?:暂时|请|都)不要(?!求)|禁止|严禁|一律|不再)"
    r"(?=[\u4e00-\u9fff])(?!不|以|已|少于|[低小晚迟早]于|有下列|作为|因此|影响|挪作)"
)
_ASKS = (
    r"(?:(?<!责任)人(?!民)|户(?!外)|者|居民|学生|考生|对象|[车船机](?!关)|家长|孩子)"
    r"(?:[^,;。:局部门]{0,12}?(?<!的))?(?:应当|应(?![用急对届付收缴纳季变])|必须|须(?!知)|(?<![重主需必])要(?![求点素件]))"
)
_OF_OFFICES = late(
    r"(?:各(?:级|地|县|区|旗|市|乡|街|部门|单位)|部门|[局委厅]|机关|(?<![疗老育训托])机构|政府|办事处|工作人员|中心|公司|建设单位|施工单位|运营企业|责任单位|主管|项目|工程|园区|预算|如下|根据|为了?进一步|所称|是指)"
)

_OF_MONEY = late(r"截留|挪用|挤占|列支")
"""What offices must not do with it."""
RULES = (_FORBIDS, _ASKS)
"""The patterns of which one finds something in each sentence that rules conduct."""
_forbids, _asks = map(late, RULES)


def speaks_to_people(document: Document, answered: Collection[FactKind]) -> bool:
    """Whether a text is made for people: told by what it is called; of a notice about work by the questions that it answers besides."""
    name = folded(document.instrument or document.title.value)
    if _TO_OFFICES.search(name):
        return False
    return not _OF_WORK.search(name) or len(_OF_PEOPLE & set(answered)) >= len(_OF_PEOPLE) - 1


def rules_conduct(plain: str) -> bool:
    """Whether a folded sentence says what people must do, or may not."""
    found = _forbids.search(plain) or _asks.search(plain)
    return bool(found and not _OF_OFFICES.search(plain, 0, found.end()) and not _OF_MONEY.search(plain))
