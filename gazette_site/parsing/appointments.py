"""任免: who is appointed to or removed from which post.

sentence = person (任 | 免去) post note? ((，|；) (任 | 免去) post note?)* (；|。)
         | (任命 person 为 | 免去 person 的) post note? (；|。)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gazette_site.characters import CJK, without_blanks
from gazette_site.model import Appointment, AppointmentAction, Block, Paragraph, Role

_TITLE = re.compile(r"任免|任职|免职|任命|职务|挂职|聘任|解聘")
_NAME = rf"[{CJK}]{{1,4}}(?:[ \u3000]+[{CJK}]{{1,3}})?|[{CJK}]{{1,8}}·[{CJK}·]{{1,12}}"
_NOTE = r"(?:[（(](?P<note>[^（）()]*)[)）])"
_ACT = r"任命其为|聘任其为|任命为|聘任为|聘为|任|免去|免|不再担任|不再兼任|兼任"
_REMARK = rf"(?:[ \u3000]*[（(](?:女|[{CJK}]{{1,4}}族|女，[^（）()]*)[)）])?"
_DIRECT = re.compile(
    rf"(?P<person>{_NAME})(?:同志)?{_REMARK}(?:[ \u3000]+|(?<=..)|(?=任|免))(?P<act>{_ACT})(?:其)?(?P<post>.+)"
)
_HEAD = re.compile(r"^\s*(?:[（(]?[一二三四五六七八九十\d]+[)）]?[、.．]?)?\s*(?:任命|免职|任职|任免)?[:：]?\s*(?=\S)")
"""What may stand before the name: a number, a word that announces a list."""
_REVERSED = re.compile(
    rf"(?P<act>任命|聘任|免去|同意任命|同意免去)(?P<person>{_NAME})(?:同志)?(?P<link>为|的|任|担任)?(?P<post>.+)"
)
_LINKED = re.compile(
    rf"(?P<act>任命|聘任|免去|同意任命|同意免去)(?P<person>[{CJK}]{{2,4}}?|[{CJK}]{{1,2}}[ \u3000]+[{CJK}]{{1,3}}?|[{CJK}·]{{4,}}?)(?:同志)?"
    rf"(?:为|的|任|担任|(?=[市省县区旗州盟]))(?P<post>.+)"
)
"""The same where a word or the name of a place shows where the name ends."""
_ANNOUNCED = re.compile(r"(?:^|[，,：:\s])(?P<act>任命|聘任|免去)\s*[:：]$")
"""A line that says what is done to those named below it."""
_SPLIT = re.compile(r"[，,；;、](?=(?:同时)?(?:免去|不再担任|不再兼任|任(?!务|期|职|何|免)))|[，,；;](?=兼任)")


def is_appointment_title(title: str) -> bool:
    """Whether a title announces appointments."""
    return bool(_TITLE.search(title)) and "办法" not in title and "规定" not in title


def appointments_of(body: Sequence[Block]) -> tuple[Appointment, ...]:
    """The appointments that the body paragraphs state, one per person and post in printed order."""
    found: list[Appointment] = []
    announced = ""
    for i, block in enumerate(body):
        if isinstance(block, Paragraph) and block.role in (Role.BODY, Role.HEADING):
            found += _of_paragraph(block.text.value, i, announced)
            head = _ANNOUNCED.search(block.text.value)
            announced = head["act"] if head else announced
    return tuple(found)


def _of_paragraph(text: str, index: int, announced: str) -> Iterator[Appointment]:
    """`announced` is the verb of a line above, 任命：, under which a sentence needs none of its own."""
    for sentence in re.split(r"[；;。]", text):
        plain = sentence.strip()
        stated = list(_of_sentence(plain if _REVERSED.match(plain) else _HEAD.sub("", plain, count=1), index))
        if not stated and announced and not _ANNOUNCED.search(plain):
            stated = list(_of_sentence(announced + plain, index))
        yield from stated


def _of_sentence(sentence: str, index: int) -> Iterator[Appointment]:
    parts = _SPLIT.split(sentence.strip())
    match = (_LINKED.fullmatch(parts[0]) or _REVERSED.fullmatch(parts[0])) if parts else None
    if match is None:
        match = _DIRECT.fullmatch(parts[0]) if parts else None
    if match is None:
        return
    person = without_blanks(match["person"])
    yield _appointment(person, match["act"], match["post"], index)
    for part in parts[1:]:
        again = re.match(rf"(?:同时)?(?P<act>{_ACT})(?:其)?(?P<post>.+)", part)
        if again:
            yield _appointment(person, again["act"], again["post"], index)


def _appointment(person: str, act: str, post: str, index: int) -> Appointment:
    removed = "免" in act or "不再" in act
    note = re.search(_NOTE + r"\s*$", post)
    if note:
        post = post[: note.start()]
    said = re.search(r"职务\s*[，,]\s*(?P<more>[^，,]{2,10})$", post)
    post = re.sub(r"(?:的)?职务\s*(?:[，,].{0,12})?$", "", post.strip().rstrip("，,、")).strip()
    action = AppointmentAction.REMOVED if removed else AppointmentAction.APPOINTED
    return Appointment(
        person,
        action,
        without_blanks(post.removeprefix("为")),
        note["note"] if note else said["more"] if said else "",
        index,
    )
