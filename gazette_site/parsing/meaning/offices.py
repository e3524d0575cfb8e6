"""Names of offices in lists: which they are, and whether a list is one of offices at all.

list   = name ((、 | ， | ； | 和 | 及 | blank) name)* (等 (有关 | 相关)? (部门 | 单位))?
strong = a list whose first name has the office's level before it: 市住建局, 各区人民政府; those after it may leave it out
"""

from __future__ import annotations

from gazette_site.characters import folded
from gazette_site.late import late

_SPLIT = late(
    r"等?(?:各|各有关|有关|相关)?(?:部门|单位)(?:和|及|以及)|[、，,；;\n]|\s{1,}|(?<=[局委办厅院府会心])(?:和|及|会同)(?=[市区县各])"
)
_AND_OTHERS = late(r"等(?:各|各有关|有关|相关|市直|市直有关)?(?:部门|单位)?$")
_OFFICE = late(
    r"(?:各|市|区|县|旗|州|省|乡|镇|街道|国家|自治区|[\u4e00-\u9fff])[\u4e00-\u9fff（）()“”·]{0,24}"
    r"(?:局|委|办|厅|院|部|处|署|会|联|站|队|所|社|中心|政府|公司|集团|单位|部门|街道|管委会|支队|总队|[银分支]行|学校|大学|企业|机构|办公室|[区县旗市乡镇])"
    r"(?:\([\u4e00-\u9fff、]{2,20}\))?"
)
_MARK = late(r"[①-⑳⑴-⒇*＊※†]|[\[〔][0-9]{1,2}[\]〕]|[（(]注[^（）()]{0,4}[）)]")
"""Of a note under the table."""
_LEVEL = late(
    r"各[县区市旗]$|(?:各(?:有关)?|本)?(?:市(?!场)|区|县|旗|省|自治区|州|乡镇|街道|[\u4e00-\u9fff]{2,3}[市区县旗])[\u4e00-\u9fff]"
)
_SHORT = 6
"""A name without its level is no longer: 文旅广电局."""
_OWN_NAME = late(r"[银分支]行$|分局$|公司$|集团$|管委会$")
_VERBS = late(r"[由将对把使让]|负责|按照|根据|结合|属于?")


def offices(words: str) -> tuple[str, ...]:
    """The names of offices in a list, each once; none if one of them is no such name."""
    parts = [_AND_OTHERS.sub("", _MARK.sub("", part).strip()).strip("，。；、 ") for part in _SPLIT.split(words)]
    names = tuple(dict.fromkeys(part for part in parts if part))
    return names if all(_OFFICE.fullmatch(folded(name)) for name in names) else ()


def strong_offices(words: str) -> tuple[str, ...]:
    """The same of a list that stands in a sentence, where other words might look like a name; none if in doubt."""
    names = offices(words)
    known = names and (_LEVEL.match(names[0]) or names[0].endswith("管委会"))
    if not known or any(_VERBS.search(name) for name in names):
        return ()
    later = (_LEVEL.match(name) or len(name) <= _SHORT or _OWN_NAME.search(name) for name in names)
    return names if all(later) else ()
