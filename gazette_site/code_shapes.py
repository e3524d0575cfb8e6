"""What the code of a document number, and the name of a body that signs by number, look like.

    code = place? office+ letter*       青 府 办 发 · 沪 科 · 国 办 函 · 财 税 · 包 财 科
    body = place? unit+                 青柳市 人民政府 · 国务院 · 海关总署 · 住房和城乡建设 部

From 党政机关公文格式 (GB/T 9704-2012, 7.2.5: 发文机关代字) and 531 collected numbers: a place is one character, rarely two; what follows are
the first characters of offices and of kinds of letters, of which there are few. The figures are points that a beginning gets for looking right.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from gazette_site.characters import CJK
from gazette_site.late import late

_OFFICES = (
    "党政府委办厅部局会人教科工信公民司法财税社自资环住建交运水务农商文旅广电体卫健医药应急审统国外侨宗族监市质食知产权银证保林园草城管执综"
    "规划土房残妇总网编组宣纪检察院气烟邮粮物价格改经档史防灾疫指挥协扶振渔牧畜盐港路航招投能振劳"
)
_LETTERS = "发函字规令任免复报电明文议通释便合备案告决示批请急专参传新非会库流基高都联"
_LONG_OFFICES = (
    "自然资源?|生态环境?|生态环?|能源|气象|农机|水利|信访|海渔|海洋|渔业|医改|房改|双创|网信|网安|电商|职改|人才|退役军人|退役|机关事务|事务|大数据|数据|政数|金融|供销|市场|乡村振兴|乡振|营商|行政审批|行审|公共资源|开发区|国动|人防|地震|消防|体群|海事|疾控|林草|水文|"
    "安委|安办|安监|食安|食药|减灾|防指|防汛|汛|河长|湖长|林长|路长|人大常|人常|常办|创城|公积金|经开|开管|高新|双减|投促|粮储|储|房征|征补|史志|志"
)
"""Offices that are written with more than one character, mostly those founded since 2018, and committees by what they are for."""
_PART = f"(?:{_LONG_OFFICES}|[{_OFFICES}{_LETTERS}])"
_GOVERNMENT = "(?:府|党|政(?!$))"
"""Offices that stand for a whole government: right after its place."""
_CODE = late(
    rf"(?P<place>[{CJK}]{{1,2}}?)(?P<headed>{_GOVERNMENT}){_PART}{{0,9}}|(?P<other>(?:(?!{_PART})[{CJK}]){{0,2}}){_PART}{{1,10}}"
)
_REGION = late(rf"国[发办函令]|中[发办纪]|[京津沪渝冀豫云辽黑湘皖鲁苏浙赣鄂桂甘晋蒙内陕吉闽贵粤藏川宁琼滇黔]{_PART}")
"""The state, the party and the provinces, in one character."""
_CENTRAL_START = (
    "法[释发复]|高检发|财[税建综企行社教农资会库办预]|税总|银发|发改|工信|人社部|建[房城市质法]|教[基高师职]|司发通|民[发函]|公通字"
    "|市监|自然资|国卫|医保|应急|文旅|农办|商办|环办|交办|水办|林办|退役军人部"
)
_CENTRAL = late(rf"{_CENTRAL_START}|(?:专题)?会议纪要$")
"""Ministries and courts, who write no place, and minutes, which are numbered by what they are."""
_LONG_CODE = 8
_TWO_CODES = late(
    rf".+(?:国[发办函]|法释)|..+(?:中办发|工信部|人社部|税总)|(?!{_PART})[{CJK}]{_PART}(?:{_CENTRAL_START})"
)
"""A verb in front of such a code that looks like a place and an office: 归档财税."""


_PROVINCE = (
    "(?:北京|天津|上海|重庆)市|(?:河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海)省|"
    "(?:内蒙古|广西|西藏|宁夏|新疆)"
)
_STATE = late(rf"国家|国务院|最高人民|全国|中国|中央|{_PROVINCE}")
_MINISTRY = late(
    "外交|国防|发展改革|教育|科学技术|科技|工业和信息化|公安|民政部|司法|财政|人事|劳动|人力资源|国土资源|自然资源|生态环境|环境保护|住房|建设|交通|铁道|水利|"
    "农业|商务|对外贸易|文化|卫生|退役军人|应急管理|审计|海关总署|税务|市场监|质检|质量监督|工商|新闻出版|广电|广播|体育|林业|统计|知识产权|证监|银监|保监|"
    "银保监|民航|邮政|烟草|食品药品|药监|安全生产|人社|住建|工信"
)
_LONG_MINISTRY = late("住房和?城乡建设|人力资源和?社会保障|工业和信息化|国家卫生和|劳动和社会保障|文化和旅游")
_PLACE_NAME = late(rf"[{CJK}]{{2}}(?:[市县区州盟旗]|海关(?!总署))")
_LONG_PLACE_NAME = late(rf"[{CJK}]{{3,8}}?(?:[市县]|自治[区州县旗]|地区|开发区)")
_OWN_UNIT = late(r"(?:省|市|县|区|旗|州|自治[区州县旗])(?:人民)?(?:政府|代表大会|人大|委)")
_PLACE_OF_BODY = late(rf"[{CJK}]{{2,9}}?(?:自治[区州县旗]|[市省县区州盟旗])")
_BODIES = (
    (late("中华人民共和国|呼和浩特|齐齐哈尔|乌鲁木齐|克拉玛依|鄂尔多斯|呼伦贝尔|乌兰察布|巴彦淖尔"), 6),
    (_LONG_MINISTRY, 5),
    (late(rf"(?!政)[{CJK}]府令?$"), 4),
    (_STATE, 5),
    (_MINISTRY, 4),
    (_PLACE_NAME, 3),
    (_OWN_UNIT, 1),
    (_LONG_PLACE_NAME, 0),
)
"""Beginnings of names of bodies, from sure to weak."""


class Names(NamedTuple):
    """What is known of codes and bodies, from where they stand by themselves."""

    codes: frozenset[str] = frozenset()
    """`青水发`."""
    abbreviations: frozenset[str] = frozenset()
    """Places as codes write them, `青`."""
    places: frozenset[str] = frozenset()
    """Places as the names of bodies write them, `青柳市`."""


NO_NAMES = Names()


def names_of(codes: Iterable[str], bodies: Iterable[str]) -> Names:
    """What codes and bodies with certain beginnings teach about those in running text."""
    kept = {code: _place(code) for code in codes if _CODE.fullmatch(code) and len(code) <= _LONG_CODE}
    places = (match[0] for body in bodies if (match := _PLACE_OF_BODY.match(body)))
    return Names(frozenset(kept), frozenset(filter(None, kept.values())), frozenset(places))


def is_known(name: str, names: Names) -> bool:
    """Whether a code or a body begins as one that nothing can stand before: known, of the state or a province, or as 市人民政府."""
    known = (*names.codes, *names.abbreviations, *names.places)
    return name.startswith(known) or any(p.match(name) for p in (_REGION, _OWN_UNIT, *(p for p, n in _BODIES if n > 4)))


def likeness_of_code(code: str, names: Names) -> int:
    """How much `code` looks like a whole code."""
    points = _form_of_code(code) - max(len(code) - _LONG_CODE, 0)
    points += 8 if code in names.codes else 0
    points += 5 if code.startswith(tuple(names.abbreviations)) else 0
    if _REGION.match(code) or _CENTRAL.match(code):
        return points + 4
    return points - 2 if len(code) <= 2 else points


def _form_of_code(code: str) -> int:
    match = _CODE.fullmatch(code)
    if not match or _TWO_CODES.match(code):
        return -2
    return (2 if match["headed"] else 0) + (1, 4, 2)[len(_place(code))]


def _place(code: str) -> str:
    match = _CODE.fullmatch(code)
    return (match["place"] or match["other"] or "") if match else ""


def likeness_of_body(name: str, names: Names) -> int:
    """How much `name` looks like the whole name of a body."""
    if name.startswith(tuple(names.places)):
        return 8
    for pattern, points in _BODIES:
        if pattern.match(name):
            return points
    return -2
