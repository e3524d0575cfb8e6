"""发文机关: which bodies stand before the subject of a title.

issuers = name (separator name)* et-al?       separator = 、 ， blank, a bracket, or the end of a printed line
et-al   = 等 N? (部门 | 单位 …)          who they are the signatures say, if there are as many: 澜川市教育局等五部门关于…
subject = 关于… | 印发《… | 对…的答复 | the name of an order

They are told by their place, not by a list of bodies. Only a line end, which may also cut a name, asks what a name ends in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gazette_site.characters import BLANK, CJK, without_blanks
from gazette_site.late import late
from gazette_site.numerals import chinese_to_int
from gazette_site.parsing.names.order_names import without_order_number
from gazette_site.parsing.names.titles import is_letter, without_note_mark
from gazette_site.parsing.text.labels import ORGAN

_VERB = r"(?:印发|转发|批转|发布|公布|颁布|颁发|下发)"
SUBJECT = late(rf"关于|{_VERB}(?=[《关{CJK}])|(?<=会议)政府工作报告|工作报告")
"""Where the issuers end and the matter begins."""
_ANSWER = late(r"对(?=.+的(?:答复|批复|复函)(?:[（(][^（）()]*[)）])?$)")
BODY_END = late(rf"(?:{ORGAN.pattern}|海关|法院|检察院|军区|联|[关署队站所校馆行处室团区县市旗])$")
"""How a name can end. Loose: it decides only whether a line end stands inside a name."""
_ORGAN_END = late(rf"(?:{ORGAN.pattern}|海关|妇联|残联|[署队站所馆])$")
_PLACE = late(rf"(?:中共|共青团)?(?P<name>[{CJK}]{{2,5}}?(?:自治区|[省市县区旗州盟]))")
_MEETING = late(
    rf"(?P<body>[{CJK}]{{2,30}}?{ORGAN.pattern})(?=(?:第?[\d一二三四五六七八九十百]{{1,5}}[次届]|(?:19|20)\d\d年|常务|全体|专题|党组|办公|联席|工作)"
    rf"[{CJK}\d]{{0,20}}纪要$)"
)
"""Minutes: 澜川市人民政府第18次常务会议纪要."""
_NOTICE = late(r"(?:命令|令|公告|通告|布告)$")
_ET_AL = late(r"等(?P<n>[\d一二三四五六七八九十两]{1,3})?个?(?:部门|单位|机关|委办局|家)$")
_MADE_PUBLIC = late(r"(?:公告|通告|布告|公报)$")
_LETTER_SPACED = late(r"\s*(?:\S[ \u3000]{1,8}){3,120}\S\s*")
"""澜 川 市 人 民 政 府: blanks that set apart letters, not bodies."""
_NO_BODY = late(r"[\d《》的在了]|^(?:全(?!国(?:人民代表|人大|政协|委员))|对|一)")
_GENERIC = late(
    r"(?:办公室|办公厅|委员会|常务委员会|人民政府|政府|[局厅委办部处])(?!.)|(?:办公室|办公厅|委员会|人民政府)"
)
_YEARLY = late(rf"(?P<name>[{CJK}、]{{4,40}}?)(?=(?:19|20)\d\d年)")
_SEPARATOR = late(r"[、，,；;（()）]+")
_LEVEL = late(r"[省市县区旗州盟镇乡国团]")


def issuers_of(title_lines: Sequence[str], signatures: Sequence[str] = ()) -> tuple[str, ...]:
    """发文机关 in the order of the title, each one whole; none if the title names no body.

    A blank or a line end may also stand inside a name (澜川市人民政府 | 办公室): a piece that can be no body of its own
    belongs to the one before. `signatures` help where a title runs the names together.
    """
    title_lines = [without_blanks(line) if _LETTER_SPACED.fullmatch(line) else line for line in title_lines]
    title, signed = (
        without_note_mark(without_blanks("".join(title_lines))),
        [name for s in signatures for name in _signing(s)],
    )
    if _issued_by_who_signs(title):
        return tuple(signed)
    names: list[str] = []
    for separator, piece in _pieces(_before_subject(title_lines)):
        if names and _continues(names, piece, separator):
            names[-1] += piece
        else:
            names.append(piece)
    if names and (more := _ET_AL.search(names[-1])):
        names[-1] = names[-1][: more.start()]
        if chinese_to_int(more["n"] or "") == len(signed) and names[0] in signed:
            return tuple(signed)
    names = [name for name in (_without_year(n) for n in names) if _can_be_body(name)]
    apart = [_as_signed(part, signed) for name in names for part in _by_place(name)]
    return tuple(_split_by_signatures(apart, [without_blanks(s) for s in signatures]))


def _as_signed(name: str, signed: Sequence[str]) -> str:
    """澜川市人民政府封山禁火 of an order that 澜川市人民政府 signs: what stands behind the body is the matter."""
    return next((one for one in signed if name.startswith(one) and not BODY_END.search(name)), name)


def _issued_by_who_signs(title: str) -> bool:
    """Whether a title names no body: a bare 公告, a letter 致…, a notice of a matter without 关于 (国有建设用地使用权出让公告)."""
    if title[:1] in ("致", "给") and is_letter(title):
        return True
    if before_year(title):
        return False
    name = without_order_number(title)
    notice = None if starts_subject(title) is not None else _MADE_PUBLIC.search(name)
    return notice is not None and not BODY_END.search(name[: notice.start()])


def _signing(line: str) -> list[str]:
    """The bodies of a line of signatures: several side by side, or one with blanks between its characters."""
    pieces = [piece for piece in BLANK.split(line) if piece]
    if all(len(piece) > 3 and BODY_END.search(piece) for piece in pieces):
        return pieces
    name = "".join(pieces)
    return [name] if BODY_END.search(name) else []


def starts_subject(text: str) -> int | None:
    """Where the subject of a title begins in `text`, None if it only names bodies (or goes on)."""
    match = SUBJECT.search(text)
    answer = _ANSWER.search(text)
    if answer and (match is None or answer.start() < match.start()) and _ORGAN_END.search(text[: answer.start()]):
        return answer.start()
    return match.start() if match else None


def names_place(text: str) -> bool:
    """Whether a line begins with the name of a place or of its government: 澜川市……, 国务院……."""
    return bool(_PLACE.match(without_blanks(text)) or re.match(r"国务院|国家", without_blanks(text)))


def _before_subject(title_lines: Sequence[str]) -> list[str]:
    """The lines up to the subject, the last one cut there; of an order its name without 令 and number."""
    title = "".join(title_lines)
    end = starts_subject(title)
    if end is None:
        if before := before_year(title):
            return before
        name = without_order_number(title)
        notice = _NOTICE.search(name)
        if notice is None:
            meeting = _MEETING.match(title) if title.endswith("纪要") else None
            return [meeting["body"]] if meeting else _lines_of_bodies(title_lines)
        if name != title:  # the number may stand inside the name
            return [name[: notice.start()]]
        end = notice.start()
    lines, left = [], end
    for line in title_lines:
        lines.append(line[:left])
        left -= len(line)
        if left <= 0:
            break
    return lines


def before_year(title: str) -> list[str]:
    """The body in front of a year, where a title says its matter without 关于: 澜川市统计局2024年…统计公报."""
    match = _YEARLY.match(title)
    return [match["name"]] if match and _ORGAN_END.search(match["name"]) else []


def _lines_of_bodies(title_lines: Sequence[str]) -> list[str]:
    """The lines above the matter that hold nothing but bodies."""
    lines: list[str] = []
    for line in title_lines[:-1]:
        pieces = [piece for piece in BLANK.split(line) if piece]
        if not pieces or not all(_ORGAN_END.search(piece) for piece in pieces):
            break
        lines.append(line)
    return lines


def _pieces(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What stands between separators, each with the separator before it: `、`, ` ` or `\\n`."""
    for line in lines:
        before = "\n"
        for listed in _SEPARATOR.split(line):
            for piece in BLANK.split(listed):
                if piece:
                    yield before, piece
                    before = " "
            before = "、"


def _continues(names: Sequence[str], piece: str, separator: str) -> bool:
    """Whether a piece goes on with the name before it."""
    last = names[-1]
    if separator == "、" or (last.endswith("师") and _PLACE.fullmatch(piece)):  # 第九师 九河市: 师市合一
        return False
    if _GENERIC.match(piece) or len(last) == 1 or (len(piece) < 4 and not _is_short_body(piece)):
        return True
    if separator == " ":
        return _PLACE.fullmatch(last) is not None and not _ORGAN_END.search(last)  # 澜川军分区 is no place
    return not _ORGAN_END.search(last) and not piece.startswith(names[0][:2])


def _is_short_body(piece: str) -> bool:
    """`市委`, `市政府`, `团市委`: short, but whole."""
    return len(piece) > 1 and bool(_LEVEL.match(piece)) and bool(BODY_END.search(piece))


def _without_year(name: str) -> str:
    return re.sub(r"^(?:19|20)\d\d年(?:度)?", "", name)


def _can_be_body(name: str) -> bool:
    return len(name) > 1 and not _NO_BODY.search(name)


def _by_place(name: str) -> list[str]:
    """Names run together are told apart where the place is named again: 澜川市财政局澜川市审计局."""
    place = _PLACE.match(name)
    if place is None:
        return [name]
    parts = re.split(f"(?={re.escape(place['name'])})", name)
    result: list[str] = []
    for part in parts:
        if result and not _ORGAN_END.search(result[-1]):
            result[-1] += part
        elif part:
            result.append(part)
    return result


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
        result += [*parts, rest] if parts and BODY_END.search(rest) and not _GENERIC.match(rest) else [name]
    return result
