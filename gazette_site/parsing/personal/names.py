"""Names of persons in need, in running text and in tables.

    name   = surname given{1,2} | double-surname given{1,2} | part · part                赵小满  欧阳竞  斯琴·图雅
    naming = role name                    困难群众赵小满一家
           | name (、 name)* 等? count? need   赵小满、钱多福等三户困难家庭
           | name (（|，) 男|女            in a text that speaks of need
           | name 系|为|是 … need          赵小满系低保户

张某某 is no name. A run of characters that is a usual word (康复, 安置) is none either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from gazette_site.characters import CJK
from gazette_site.late import late

_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛奚范彭郎鲁韦马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤"
    "滕殷罗毕郝邬安乐于傅皮卞齐康伍余元卜顾孟黄穆萧肖尹姚邵汪祁毛狄米臧戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄江童颜郭梅盛林刁钟徐邱骆"
    "高夏蔡田樊胡凌霍虞万柯昝管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉龚程嵇邢裴陆荣翁荀羊惠甄曲封储靳邴松段富巫乌焦巴弓牧山谷车侯全班仰"
    "仲伊宫宁仇栾甘厉戎祖武符刘景詹龙叶幸司韶黎溥印怀蒲邰鄂索咸籍赖卓蔺屠蒙池乔阴胥闻党翟谭贡劳逄姬申扶堵冉宰雍桑桂濮牛寿通边扈燕冀尚农温别庄"
    "晏柴瞿阎闫充慕连茹习宦艾鱼容古易慎戈廖庾终暨居衡步耿满弘匡国文寇广禄阙东欧沃利蔚越夔隆师巩厍聂晁勾敖融冷辛阚那简饶曾沙养鞠丰巢关查荆红游权"
    "常佟白苑佘代付涂户覃邸邝危官揭原植岳帅仝楚信付晋但淡宿初兰门苟海冼税仉双火青"
)
_UNSURE = "常应全经通连别充终居步国文广但信户代原初双火青海强路云乐元花方万解单利越高关安康金程包任施管权富时党门农易和温房山车东公"
"""Surnames that are common words as well: a name with them has two characters more."""
_NO_END = "市县区省旗州盟镇乡村路街局委办院校会部厅处科所站厂司段队"
_DOUBLE = "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|令狐|宇文|长孙|慕容|司徒|端木|独孤|南宫|夏侯|呼延|拓跋"
_NOT_GIVEN = "的了和与及等在是被将按对从由把可需其所即或但而且各并不无未已均该此个某们人员户家年月日元条款项名次"
_GIVEN = rf"(?![{_NOT_GIVEN}])[{CJK}]"
_ONLY = rf"(?![{_NOT_GIVEN}为有无])[{CJK}]"
"""A given name of one character."""
NAME = (
    rf"(?:(?:{_DOUBLE})[ \u3000]?{_GIVEN}(?:{_GIVEN})?"
    rf"|(?![{_UNSURE}])[{_SURNAMES}][ \u3000]{{0,2}}(?:{_GIVEN}{_GIVEN}|{_ONLY})|[{_UNSURE}]{_GIVEN}{{2}}"
    rf"|[{CJK}]{{2,6}}[·•‧][{CJK}]{{1,6}})"
)
NEED = (
    "低保|最低生活保障|特困|五保|救助|残疾|患者|病人|患病|重病|大病|确诊|密切接触|未成年|孤儿|困境儿童|无人抚养|困难(?:群众|户|家庭|职工|学生|老人|党员|儿童|毕业生|人员)"
    "|贫困|脱贫户|监测户|建档立卡|低收入|留守(?:儿童|老人|妇女)|孤寡|失独|精神障碍|吸毒|戒毒|社区矫正|刑满释放|失业人员|资助|助学|公租房|廉租|危房|抚恤|优抚|伤残"
    "|受灾(?:群众|户|人员)|灾民|信访人|上访人|临时补助|高龄津贴|独居老人|慰问|艾滋|肺结核|癌"
)
"""What speaks of need, illness, childhood or other things that nobody wants to be known for."""
_ROLES = (
    r"(?:低保(?:户|对象|家庭|人员)?|特困(?:人员|户|供养人员|职工|家庭)?|五保(?:户|老人|对象)?|困难(?:群众|户|家庭|职工|学生|党员|儿童|老人|人员)|贫困(?:户|学生|生|群众|家庭)"
    r"|脱贫户|监测户|残疾(?:人|军人|儿童|老人|学生)?|患者|患儿|病人|病患|(?:确诊|无症状)?病例|孤儿|孤寡老人|独居老人|留守(?:儿童|老人|妇女)|困境儿童|未成年人"
    r"|(?:受助|资助)(?:人|学生|对象|家庭)|救助(?:对象|人员)|帮扶(?:对象|户)|失独(?:家庭|老人|父母)|吸毒人员|戒毒人员|(?:社区)?矫正对象|刑满释放人员|信访人|上访人|被害人|受害人|受伤人员"
    r"|伤者|死者|遇难者|受灾(?:群众|户)|优抚对象|老党员|失业人员|辍学学生|农民工)"
)
_AFTER = (
    rf"(?=[^{CJK}]|$|一家|一户|家|夫妇|老人|等|因|系|患|的|发|送|申|身|住|户|及|和|与|由|向|完成|就读|考上|获得|领取|接受|提出|参加"
    r"|同学|同志|女士|先生|某|名下|本人|其)"
)
_BY_ROLE = late(rf"{_ROLES}[:：“]?(?P<name>{NAME}(?:、{NAME})*){_AFTER}")
_BY_COUNT = late(rf"(?<![{CJK}])(?P<name>{NAME}(?:、{NAME})*)等?[\d一二三四五六七八九十百两]*[名户位个]?(?:{NEED})")
_BY_SEX = late(rf"(?<![{CJK}])(?P<name>{NAME})[（(，,、 ]{{1,2}}(?:男|女)(?=[，,、；;）) 。]|$)")
_BY_VERB = late(rf"(?<![{CJK}])(?P<name>{NAME})(?:系|为|是|属于?|被(?:认定|确定|列)为)[^，。；]{{0,16}}(?:{NEED})")
_BY_HOME = late(
    rf"(?:慰问|走访|看望|救助|帮扶|资助)[^，。；、]{{0,12}}?(?P<name>{NAME})(?:一家|一户|家庭|家中|夫妇|老人|同学|家)"
)
_OFFICE = late(
    r"(?:书记|市长|县长|区长|局长|主任|委员|处长|科长|院长|校长|主席|部长|厅长|秘书长|镇长|乡长|旗长|盟长|经理|领导|干部|民警|医生|护士|教师|代表|记者)$"
)
_NEED = late(NEED)


def names_of_need(text: str, around: str) -> Iterator[str]:
    """The names in a text of persons in need; `around` are the titles and headings that it stands under."""
    if not speaks_of_need(around) and not may_speak_of_need(text):
        return
    seen: set[str] = set()
    patterns = (_BY_ROLE, _BY_COUNT, _BY_VERB, _BY_HOME, _BY_SEX)
    for pattern in patterns:
        for match in pattern.finditer(text):
            if _OFFICE.search(text[: match.start("name")]):
                continue
            for name in match["name"].split("、"):
                closed = re.sub(r"\s", "", name)
                if closed not in seen and not is_word(closed):
                    seen.add(closed)
                    yield closed


@lru_cache(maxsize=256)  # One heading stands above many paragraphs.
def speaks_of_need(text: str) -> bool:
    """Whether a text speaks of need."""
    return may_speak_of_need(text)


def may_speak_of_need(text: str) -> bool:
    """The same of a text that nobody asks about a second time."""
    return _NEED.search(text) is not None


def is_word(name: str) -> bool:
    """Whether what has the form of a name is a usual word, begins with one, or ends as places and offices do."""
    if len(name) > 2 and name[-1] in _NO_END:
        return True
    return name in _usual() or name[:2] in _usual() or name in _phrases()


@cache
def _usual() -> frozenset[str]:
    """Words that begin with the character of a surname, one a line."""
    return frozenset((Path(__file__).parent / "usual_words.txt").read_text("utf-8").split())


@cache
def _phrases() -> frozenset[str]:
    """Usual words, as the dictionary of readings has them; loaded where something looks like a name."""
    from pypinyin.phrases_dict import phrases_dict

    return frozenset(word for word in phrases_dict if 2 <= len(word) <= 3)


_CELL = late(rf"[{CJK}]{{1,6}}(?:[·•‧\s][{CJK}]{{1,6}})?(?:[（(](?:男|女|小)[）)])?")
_LISTED = late(rf"[{CJK}]{{2,4}}|[{CJK}][ \u3000][{CJK}]|[{CJK}]{{2,6}}[·•‧][{CJK}]{{1,6}}")
_FIRST = late(rf"[\s、，,；;]*+[{CJK}]{{1,6}}(?![{CJK}])")
"""How a text of nothing but names begins: with no more characters in a row than a name has."""
_NAME = late(NAME)
_MOSTLY = 0.7
"""Share of the words of a list that have to be names for sure for all of them to be taken for names."""
_BETWEEN = late(r"(?:[、，,；;\t]|[ \u3000]{2,}|(?<=\S{2}) (?=\S{2}))\s*")


def is_name_cell(cell: str) -> bool:
    """Whether a cell in a column of names holds one; 张某某 and what is starred out is none."""
    words = re.sub(r"\s", "", cell)
    return 2 <= len(words) <= 12 and "某" not in words and _CELL.fullmatch(cell.strip()) is not None


def may_list(text: str) -> bool:
    """False only for a text of which `names_listed` has no names: it does not begin like one."""
    return _FIRST.match(text) is not None


def names_listed(text: str) -> tuple[str, ...]:
    """The names of a text that is nothing but names; none of any other text."""
    words = [word.strip() for word in _BETWEEN.split(text.strip().rstrip("。.等")) if word.strip()]
    if len(words) < 2 or "某" in text or not all(map(_LISTED.fullmatch, words)):
        return ()
    closed = [re.sub(r"\s", "", word) for word in words]
    sure = sum(_NAME.fullmatch(word) is not None and not is_word(word) for word in closed)
    return tuple(closed) if sure >= _MOSTLY * len(closed) else ()
