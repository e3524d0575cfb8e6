"""任免: who is appointed to or removed from which post.

paragraph = lead? sentence ((；|。) sentence)*             lead = 经…研究，决定： | 一、 | 任命：
sentence  = part ((，|；|、) part)*
part      = persons (任 | 免去 | 不再担任 | …) post note?                   张锐任市水务局局长（试用期一年）
          | (任命 | 聘任) persons (为 | 任) post note?                       任命钱大为为市司法局局长
          | (免去 | 解聘) persons 的? post 职务? note?
          | 接受 person 辞去 post 职务 的请求
          | persons (为 | 的) post                                             under an act named before: 任命：…；免去：…
          | persons 为 post                                                    in a notice that appoints
          | persons 的 post 职务 (自然 | 相应)? 免除
          | (任 | 免去 | 兼任 | …) post                                        of the persons named before
          | note                                                               试用期一年
list      = (任命 | 聘任 | …) 下列 (同志 | 人员)? 为 post … ：  (name blank words)*        each of these persons to the one post
persons   = name ((、|，) name)*                                              `names`
table     = one person a row                                                   `appointment_tables`

What is not read, or can be read in more than one way, is said (`Doubt`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from gazette_site.characters import CJK, without_blanks
from gazette_site.late import late
from gazette_site.model import Appointment, AppointmentAction, Block, Paragraph, Place, Role, Table
from gazette_site.parsing.clauses.doubts import Doubt
from gazette_site.parsing.documents.appointment_parts import (
    DIRECT_ACT,
    LINK,
    LINKS,
    SERVES,
    direct_cuts,
    linked_cuts,
    longest_acts,
    parts_of,
    person_ends,
)
from gazette_site.parsing.documents.appointment_tables import appointments_in, is_of_persons
from gazette_site.parsing.names.persons import Cut, Known, best_cut, known_from_title, name_ends

_TITLE = late(r"任免|任职(?!资格|条件)|免职|任命|职务|挂职|聘任|解聘")

_ACTS = late(r"\s*(?:现|兹)?(?:任命|免去|聘任|解聘)")
_APPOINTS = late(r"任(?:命|职(?!资格|条件)|免)|聘任|职务")

_VERB_FIRST = late(
    r"(?:同意|批准|决定|现|同时|并)*(?P<act>任命|聘任|续聘|补选|选举|免去|解聘|聘(?!任|为|用|请|期)|接受)(?!其|的|为)[ \u3000]*+(?P<rest>.{4,})",
    re.DOTALL,
)
_OF_THE_SAME = late(
    r"其(?:所任|原任|原)?的?(?P<post>.*?)职务(?:也|随之|自然|自行|同时|一并|相应|即)*(?:予以)?(?:免除|免去|解除)"
)
_FALLS_AWAY = late(
    r"(?!其|以上|上述|原)(?P<rest>[^的]{2,}的.{2,}?)职务(?:也|随之|自然|自行|同时|一并|相应|即)*(?:予以)?(?:免除|免去|解除)"
)
"""石岩的市信访局局长职务自然免除."""
_SAME_PERSON = late(
    rf"(?:同时|并|且|其)*(?P<act>任命其为|聘任其为|任命为|聘任为|聘为|兼任|免去|不再担任|不再兼任|不再任|{SERVES})(?:其)?(?P<post>.{{2,}})",
    re.DOTALL,
)
_LEAD = late(
    r"^\s*+(?:[（(]?[一二三四五六七八九十\d]{1,3}(?:[)）]\s*+[、.．]?|[、.．]))?\s*+"
    r"(?:[^，,：:；;。]{0,40}(?:研究|同意|通过|批准(?!任命|免去|聘任)|会议|常务会|提名|提请(?!任命|免去)|建议)[^，,：:；;。]{0,20}[，,：:]?\s*+)?(?:现?决定[，,：:]?\s*+)?(?:(?:任命|免职|任职|任免)[:：]\s*)?(?=\S)"
)
_ANNOUNCED = late(r"(?:^|[，,：:、)）.．\s]|决定)(?P<act>任命|聘任|任职|免去|免职|解聘)\s*[:：]\s*$")
"""A line that says what is done to those named below it."""
_HEADS = late(r"[一二三四五六七八九十（()）、．.\d]{1,5}\s*(?P<act>任命|聘任|任职|免去|免职|解聘)")
"""The same as a numbered heading: 一、任命."""
_LISTED = late(
    rf"(?:任命|聘任|聘请|续聘|聘)(?:下列|以下|如下)(?:[0-9一二三四五六七八九十]{{1,3}}[位名])?(?:同志|人员|人士)?(?:为|担任)"
    rf"(?P<post>[{CJK}]{{2,30}})(?:[，,][^：:]{{0,30}})?[：:]\s*$"
)
"""A line that gives all who are named below it one post."""
_ROW = late(
    rf"(?P<name>[{CJK}]{{2,4}}|[{CJK}][ \u3000]+[{CJK}]{{1,2}}|[{CJK}]{{1,8}}(?:[·•‧・][{CJK}]{{1,8}})+)[ \u3000]+(?P<words>[{CJK}].+)"
)
_NOTE_IN_BRACKETS = late(r"[（(](?P<note>[^（）()]*)[)）]\s*$")
_NOTE = late(
    r"(?:试用期|任期|聘期|任职时间|任职试用期|挂职|时间|期限|级别|享受|保留|按|正|副).{0,30}(?:年|月|日|级|起|止|计算|待遇|届满)$|(?:免职)?退休$"
)
_DUTIES = late(r"(?:的)?(?:职务|的?请求|职务的请求)\s*$")
_TELLS = late(
    rf"[{CJK}]{{2,4}}为[^，。]{{0,30}}(?:长|主任|书记|主席|员|监|师)$|职务[{CJK}]{{0,6}}免除|任命|聘任|免去|解聘|不再担任|辞去|{SERVES}"
)
_LONGEST_USUAL = 5
_BECOMES = late(rf"为[{CJK}]{{4,}}|的[{CJK}，、]{{4,}}职务")
_AGAIN = late(r"^(?:不再担任|不再兼任|不再任)")
"""The verb of a sentence under a line that has said it for all: 免去：… 石岩同志不再担任…."""
_SWALLOWED = late(rf"任命|免去|聘任|解聘|不再|职务|[；;。：:]|[长员任记](?=[{CJK}]{{2,4}}[为任][{CJK}]{{3,}})")
"""Words that no post has: where one stands in it, two statements were taken for one."""


def is_appointment_title(title: str) -> bool:
    """Whether a title announces appointments."""
    return bool(_TITLE.search(title)) and "办法" not in title and "规定" not in title


def appoints_by_order(order: bool, lines: Sequence[str]) -> bool:
    """Whether an order, whose title is its name, does nothing but appoint: its first line begins with the act."""
    return order and any(_ACTS.match(line) and begins_statement(line) for line in lines[:1])


def appointments_of(body: Sequence[Block], title: str = "") -> tuple[tuple[Appointment, ...], tuple[Doubt, ...]]:
    """The appointments that the body paragraphs state, one per person and post in printed order, and what is doubtful in them.

    `title` is that of the notice. The paragraphs are read twice: what is sure at first tells names from posts where they could
    be cut in several ways.
    """
    known = known_from_title(title)
    appoints = bool(_APPOINTS.search(title))
    first = _Reader(known, appoints)
    first.read_all(body)
    persons = frozenset(known.persons) | first.sure_persons
    posts = frozenset(one.post for one in first.found if one.person in first.sure_persons)
    reader = _Reader(Known(persons, posts, known.place), appoints)
    reader.read_all(body)
    return tuple(reader.found), (*reader.doubts, *_not_found(known, reader.found))


def _not_found(known: Known, found: Sequence[Appointment]) -> Iterator[Doubt]:
    """The persons whom the title names and the text does not, as far as it was read."""
    missing = sorted(set(known.persons) - {one.person for one in found})
    if missing and found:
        yield Doubt(Place(-1), f"题目提到的{'、'.join(missing)}，没有在任免的各句里读到，请核对姓名")


def begins_statement(line: str) -> bool:
    """Whether a line begins with a name and what is done to it, or announces such lines, so that it goes on with no line before."""
    text = line.strip()
    if _ANNOUNCED.search(text):
        return True
    verb = _VERB_FIRST.fullmatch(text)
    if verb:
        return any(LINKS.get(verb["act"][0], LINK).match(verb["rest"], end) for end, _ in person_ends(verb["rest"], 0))
    text = _LEAD.sub("", text, count=1)
    ends = [end for end, _ in name_ends(text, 0) if end <= _LONGEST_USUAL]
    return any(DIRECT_ACT.match(text, end) or _BECOMES.match(text, end) for end in ends)


def is_row(line: str) -> bool:
    """Whether a line is a name and, set off by a blank, what its bearer is: 吴子牛　市文联原主席."""
    return bool(_ROW.fullmatch(line.strip()))


@dataclass(slots=True)
class _Reader:
    """Reads paragraphs in order; what was said last decides how the next part is read."""

    known: Known
    appoints: bool = False
    """Whether the title says that persons are appointed."""
    found: list[Appointment] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    sure_persons: frozenset[str] = frozenset()
    announced: str = ""
    """The verb of a line above, 任命：, under which names stand without one of their own."""
    listed: str = ""
    """The post that a line above gives to all who follow."""
    act: str = ""
    """The same in this sentence."""
    persons: tuple[str, ...] = ()
    """Of whom was spoken last in this sentence."""

    def read_all(self, body: Sequence[Block]) -> None:
        """All paragraphs of the notice, up to a text that it carries."""
        for index, block in enumerate(body):
            if isinstance(block, Table):
                self._table(block, index)
            elif isinstance(block, Paragraph) and block.role in (Role.BODY, Role.HEADING):
                self._paragraph(block.text.value, index)

    def _table(self, table: Table, index: int) -> None:
        found = tuple(appointments_in(table, index, self.announced))
        self.found += found
        if not found and is_of_persons(table):
            self.doubts.append(Doubt(Place(index), "任免通知中的这张表列有姓名，没有读出任免，请核对表头"))

    def _paragraph(self, text: str, index: int) -> None:
        announced, listed = _ANNOUNCED.search(text) or _HEADS.fullmatch(text.strip()), _LISTED.search(text)
        if listed:
            self.listed = listed["post"]
            return
        row = _ROW.fullmatch(text.strip()) if self.listed else None
        if self.listed and row:
            self.found.append(_of_row(row, self.listed, index))
            return
        self.listed = ""
        for sentence in re.split(r"[；;。]", text):
            self._sentence(sentence.strip(), index)
        if announced:
            self.announced = announced["act"]

    def _sentence(self, sentence: str, index: int) -> None:
        self.persons, self.act = (), self.announced
        before = len(self.found)
        bare = sentence if _VERB_FIRST.match(sentence) else _LEAD.sub("", sentence, count=1)
        for part in parts_of(bare):
            self._part(part, index)
        if len(self.found) == before and _TELLS.search(bare) and not bare.endswith(("：", ":")) and _may_tell(bare):
            self.doubts.append(Doubt(Place(index), f"任免通知中的这一句没有读出任免：“{sentence}”，请核对"))

    def _part(self, part: str, index: int) -> None:
        again = _SAME_PERSON.fullmatch(part) if self.persons else None
        statement = None if again else self._statement(part)
        if again:
            for person in self.persons:
                self._add(person, again["act"], again["post"], "", index)
        elif statement:
            cut, sure = statement
            self.persons = tuple(without_blanks(name) for name in re.split("[、，,]", cut.person))
            if sure:
                self.sure_persons |= set(self.persons)
            else:
                self.doubts.append(
                    Doubt(
                        Place(index),
                        f"看不准姓名到哪里为止：读作“{'、'.join(self.persons)}”和“{cut.post}”，请核对“{part}”",
                    )
                )
            for person in self.persons:
                self._add(person, cut.act, cut.post, cut.remark, index)
        elif self.persons and (ended := _OF_THE_SAME.fullmatch(part)):
            for person in self.persons if ended["post"] else ():
                self._add(person, "免去", ended["post"], "", index)
        elif self.persons:
            self._goes_on(part)

    def _statement(self, part: str) -> tuple[Cut, bool] | None:
        """What a part says of persons that it names, and whether it is sure where their names end."""
        verb = _VERB_FIRST.fullmatch(part)
        if verb:
            self.act = verb["act"]
            cuts = list(linked_cuts(verb["rest"], verb["act"]))
        elif ended := _FALLS_AWAY.fullmatch(part):
            cuts = list(linked_cuts(ended["rest"], "免去"))
        elif "免" in self.announced and _DUTIES.search(part):  # 任 is part of a name there
            cuts = list(linked_cuts(part, self.announced))
        else:
            cuts = longest_acts(direct_cuts(part))
        cut, sure = best_cut(cuts, self.known)
        if cut is None and self.act and not verb:
            cut, sure = best_cut(list(linked_cuts(part, self.act)), self.known)
            cut = cut if sure else None
        elif cut is None and not verb and self.appoints and "为" in part:
            cut, sure = best_cut([c for c in linked_cuts(part, "任命") if f"为{c.post}" in part], self.known)
            cut = cut if sure else None
        return (cut, sure) if cut else None

    def _goes_on(self, part: str) -> None:
        """A part that names no person: a note, or more of the post before it."""
        count = len(self.persons)
        for k in range(len(self.found) - count, len(self.found)):
            one = self.found[k]
            if _NOTE.match(part):
                self.found[k] = _with(one, one.post, "，".join(filter(None, (one.note, part))))
            elif not one.note and not part.startswith(("并", "请")):  # 并报澜川市人民代表大会备案
                post, note = _post_and_note(f"{one.post}，{part}", "")
                self.found[k] = _with(one, post, note)

    def _add(self, person: str, act: str, post: str, remark: str, index: int) -> None:
        removed = any(sign in act for sign in ("免", "不再", "解聘", "接受"))
        action = AppointmentAction.REMOVED if removed else AppointmentAction.APPOINTED
        place, note = _post_and_note(_AGAIN.sub("", post) if removed else post, remark)
        if _SWALLOWED.search(place):
            self.doubts.append(Doubt(Place(index), f"{person}的职务读作“{place}”，里面像是还有别的任免，请核对断句"))
        self.found.append(Appointment(person, action, place, note, index))


def _of_row(row: re.Match[str], post: str, index: int) -> Appointment:
    """A person of a list; what the person is besides is the note."""
    return Appointment(without_blanks(row["name"]), AppointmentAction.APPOINTED, post, row["words"].strip(), index)


def _with(one: Appointment, post: str, note: str) -> Appointment:
    return Appointment(one.person, one.action, post, note, one.paragraph)


def _post_and_note(post: str, remark: str) -> tuple[str, str]:
    notes = [remark] if "级" in remark else []
    while match := _NOTE_IN_BRACKETS.search(post):
        notes.insert(len(notes) if not notes else 0, match["note"])
        post = post[: match.start()].rstrip()
    post = _DUTIES.sub("", post.strip().rstrip("，,、"))
    return without_blanks(_DUTIES.sub("", post).removeprefix("为")), "，".join(notes)


def _may_tell(sentence: str) -> bool:
    """Whether a sentence with a verb of appointing can be one: not a heading, not a closing formula."""
    return len(sentence) >= 8 and not re.search(r"如下|任免名单|办理|手续|有关规定", sentence)
