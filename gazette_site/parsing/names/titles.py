"""标题: what a title says about its kind and the text that is carried.

title = issuer+ 关于? subject 的? kind remark?        澜川市人民政府办公室关于印发《…办法（试行）》的通知
"""

from __future__ import annotations

import re

from gazette_site.characters import without_blanks
from gazette_site.late import late
from gazette_site.parsing.names.order_names import without_order_number

KINDS = (
    "决议",
    "决定",
    "命令",
    "令",
    "公报",
    "公告",
    "通告",
    "意见",
    "通知",
    "通报",
    "报告",
    "请示",
    "批复",
    "议案",
    "函",
    "纪要",
    "答复",
    "指示",
    "指令",
    "布告",
)
"""The fifteen kinds of the 党政机关公文处理工作条例 article 8 (文种); 命令(令) has two names. 答复 to delegates is printed as one too.

The last three are those of the 国家行政机关公文处理暂行办法 of 1981 that later rules dropped.
"""

_LETTER = late(
    r"(?:.{0,40}[致给].{2,60}?的?(?:一封(?:公开)?信|公开信|慰问信|感谢信|表扬信|贺信|贺电|倡议书|邀请函)|.{0,60}(?:公开信|慰问信|倡议书|贺电))"
)
"""书信: 致全市渔民朋友的一封信, 澜川市总工会倡议书. They are kinds of no regulation, but what stands over an addressee."""
_NOTE_MARK = r"[\[［〔]\d{1,2}[\]］〕]|[①-⑳*＊]"
_REMARK = late(rf"(?:[（(][^（）()]{{1,20}}[)）]|{_NOTE_MARK})+$")
_NOTE_MARKS = late(rf"(?:{_NOTE_MARK})+$")
_AMENDS = late(r"修(?:改|订|正)(?P<names>(?:[《〈][^《》〈〉]{2,80}[》〉](?:等|[、和及与])?){1,40})")
_QUOTED = late(r"[《〈]([^《》〈〉]+)[》〉]")
_VERB = r"(?:印发|转发|批转|发布|公布|颁布|颁发|下发)"
_CARRIED = late(
    rf"(?:关于)?{_VERB}(?P<name>.+?)(?:等\S{{1,6}})?的?(?:通知|决定|公告|通告|意见|函|命令|令|公示)(?:[（(][^（）()]*[)）])*$"
)


def kind_of(title: str) -> str | None:
    """文种: the last word of the title after removing （试行） and its like; None if it is none of the kinds."""
    bare_title = _REMARK.sub("", without_order_number(without_blanks(title))).rstrip("》")
    for kind in KINDS:
        if bare_title.endswith(kind):
            return "令" if kind == "命令" else kind
    return None


def without_note_mark(title: str) -> str:
    """A title without the mark of a note at its end, which is no word of it: …统计公报[1]."""
    return _NOTE_MARKS.sub("", title)


def is_letter(title: str) -> bool:
    """Whether a title is that of a letter to the public (书信): it ends in its genre, and has no kind of the regulation."""
    return bool(_LETTER.fullmatch(_REMARK.sub("", without_blanks(title))))


def carried_name(title: str) -> str | None:
    """Name of the text that the document carries: 关于印发《X》的通知 → X; None if the title says nothing of the kind."""
    match = _CARRIED.search(without_blanks(title))
    if not match:
        return None
    name = match["name"]
    quoted = re.match(r"《(?P<inner>.+)》$", name)
    return (
        quoted["inner"]
        if quoted and _balanced(quoted["inner"])
        else name.split("》", 1)[0].lstrip("《")
        if name.startswith("《")
        else name
    )


def amended_names(text: str) -> list[str]:
    """Names of the texts that a decision amends, which is printed with them anew: 关于修改《X》的决定 → X."""
    if "修" not in text:
        return []
    return [name for match in _AMENDS.finditer(without_blanks(text)) for name in _QUOTED.findall(match["names"])]


def _balanced(text: str) -> bool:
    depth = 0
    for c in text:
        depth += (c == "《") - (c == "》")
        if depth < 0:
            return False
    return depth == 0
