"""标题: what a title says about issuer, kind and the text that is carried.

title = issuer+ 关于? subject 的? kind remark?        澜川市人民政府办公室关于印发《…办法（试行）》的通知
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from gazette_site.characters import BLANK, CJK, without_blanks
from gazette_site.parsing.labels import ORGAN

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
)
"""The fifteen kinds of the 党政机关公文处理工作条例 article 8 (文种); 命令(令) has two names."""

_REMARK = re.compile(r"(?:[（(][^（）()]{1,20}[)）])+$")
_VERB = r"(?:印发|转发|批转|发布|公布|颁布|颁发|下发)"
_CARRIED = re.compile(
    rf"(?:关于)?{_VERB}(?P<name>.+?)(?:等\S{{1,6}})?的?(?:通知|决定|公告|通告|意见|函|命令|令|公示)(?:[（(][^（）()]*[)）])*$"
)
_SUBJECT = re.compile(rf"关于|{_VERB}(?=[《关{CJK}])|工作报告")
_BODY_END = re.compile(ORGAN.pattern + "$")
_STANDS_ALONE = re.compile(
    rf"^(?:中共|中国|中华|[{CJK}]{{1,12}}(?:省|市|县|区|旗|州|盟|自治区)|国务院|共青团|[{CJK}]{{2,}})"
)


def kind_of(title: str) -> str | None:
    """文种: the last word of the title after removing （试行） and its like; None if it is none of the kinds."""
    bare_title = _REMARK.sub("", without_blanks(title)).rstrip("》")
    bare_title = re.sub(r"(?<=令|告)(?:(?:19|20)\d\d年)?第\d+号$", "", bare_title)  # 某某人民政府令第12号
    for kind in KINDS:
        if bare_title.endswith(kind):
            return "令" if kind == "命令" else kind
    return None


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


def issuers_of(title_lines: Sequence[str], signatures: Sequence[str] = ()) -> tuple[str, ...]:
    """发文机关 in the order of the title.

    Blanks and line ends of the printed title separate joint issuers, but may also stand inside a name
    (澜川市人民政府 | 办公室): a piece that can be no body of its own belongs to the one before. `signatures` help where a
    title runs the names together.
    """
    pieces = [p for line in title_lines for p in BLANK.split(line) if p]
    names: list[str] = []
    for i, piece in enumerate(pieces):
        match = _SUBJECT.search(piece)
        head = piece[: match.start()] if match else piece
        if not match and i + 1 == len(pieces):
            head = _order_issuer(piece)
        if head:
            _add(names, _without_year(head))
        if match:
            break
    names = [n for n in names if _BODY_END.search(n) and len(n) > 2]
    return tuple(_split_by_signatures(names, [without_blanks(s) for s in signatures]))


def _add(names: list[str], head: str) -> None:
    """Adds a piece as a name, or to the name before it."""
    if names and (not _BODY_END.search(names[-1]) or re.match(r"办公室|办公厅|委员会|人民政府", head) or len(head) < 4):
        names[-1] += head
    else:
        names.append(head)


def _without_year(head: str) -> str:
    return re.sub(r"^(?:19|20)\d\d年(?:度)?", "", head)


def _order_issuer(piece: str) -> str:
    """`澜川市人民政府令`, `澜川市人民政府公告` → `澜川市人民政府`."""
    return re.sub(r"(?:命令|令|公告|通告)?(?:第\d+号)?$", "", piece)


def _split_by_signatures(names: list[str], signatures: list[str]) -> list[str]:
    result: list[str] = []
    for name in names:
        rest, parts = name, []
        while rest:
            match = next((s for s in signatures if s and rest.startswith(s) and s != rest), None)
            if match is None:
                break
            parts.append(match)
            rest = rest[len(match) :]
        result += [*parts, rest] if parts and _BODY_END.search(rest) else [name]
    return result


def _balanced(text: str) -> bool:
    depth = 0
    for c in text:
        depth += (c == "《") - (c == "》")
        if depth < 0:
            return False
    return depth == 0
