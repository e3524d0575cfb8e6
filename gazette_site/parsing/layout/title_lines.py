"""The lines of a title: where it begins above a number or an addressee, and where it ends below a number.

A title begins with the bodies that issue it; lines above it that only name bodies are title too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from gazette_site.characters import BLANK, folded
from gazette_site.model import NormalNumber
from gazette_site.parsing.layout.body_lines import LONGEST_TITLE, Body
from gazette_site.parsing.names.issuers import BODY_END, before_year, starts_subject
from gazette_site.parsing.names.order_names import is_order_name
from gazette_site.parsing.names.titles import is_letter, kind_of
from gazette_site.parsing.text.labels import is_person_line, label_of

_MOST_LINES = 30
"""Eighteen departments, one a line, and a long matter."""
_WITHOUT_MATTER = frozenset(("令", "公告", "通告", "布告", "公报", "决议", "纪要"))
"""Kinds whose title needs no 关于."""


class Evidence(IntEnum):
    """What shows that a document begins, the weaker first."""

    LINE = 0
    """Only that a line of words stands alone between the end of a document and text; it need not look like a title."""

    TITLE = 1
    """Only that a whole title stands on lines of its own, with text below."""
    PLACE = 2
    """The same, and the document before it is at its end."""
    ADDRESSEE = 3
    NUMBER = 4


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """The head of a document, found by its form; indexes of lines."""

    title: tuple[int, ...]
    above: int | None
    """The number's line if it stands above the title."""
    end: int
    """One after the title and the number below it."""
    number: NormalNumber | None
    evidence: Evidence
    order: bool = False
    """The name of an order or a public notice stands for a title."""

    @property
    def start(self) -> int:
        """Its first line."""
        return self.title[0] if self.above is None else self.above


def title_above(body: Body, stop: int, *, numbered: bool = False) -> tuple[int, ...] | None:
    """The lines of the title that ends right above line `stop`, None if what stands there is none.

    Over a number (`numbered`) a title needs no kind, if it names body and matter: 澜川市人民政府关于鼓励外商投资的若干规定.
    """
    title: list[int] = []
    k = body.previous(stop)
    size = 0
    while k is not None and len(title) < _MOST_LINES and body.is_title_line(k):
        size += len(body.bares[k])
        if size > LONGEST_TITLE or (title and not _goes_on(body, k, title)):
            break
        title.insert(0, k)
        k = body.previous(k)
    if not title or not (is_title(body, title) or (numbered and _names_matter(body.text(title)))):
        return None
    return tuple(title)


def _names_matter(title: str) -> bool:
    return "关于" in title and names_body(title)


def title_below(body: Body, start: int) -> tuple[int, ...] | None:
    """The lines of the title that begins at `start`, under a number: up to its kind, or to the addressee."""
    title: list[int] = []
    k = body.following(start)
    while k is not None and len(title) < _MOST_LINES and body.is_title_line(k):
        if title and not is_title(body, [*title, k]) and body.addressee_end(k) is not None:
            break
        title.append(k)
        k = body.following(k + 1)
        if is_title(body, title) and not _only_remark(body, k):
            break
    return tuple(title) or None


def _only_remark(body: Body, k: int | None) -> bool:
    """Whether line `k` ends the title above it: （试行）, 的通知."""
    return k is not None and bool(re.fullmatch(r"[（(][^（）()，。]{1,8}[)）]|的\S{2,3}", body.lines[k].text.strip()))


def is_title(body: Body, title: Sequence[int]) -> bool:
    """Whether some lines together are a whole title: its kind, and a matter unless the kind needs none."""
    text = body.text(title)
    kind = kind_of(text)
    if is_letter(text) or kind is None:
        return is_letter(text)
    return starts_subject(text) is not None or kind in _WITHOUT_MATTER or bool(before_year(text))


def _goes_on(body: Body, k: int, title: Sequence[int]) -> bool:
    """Whether line `k` belongs to the title whose lines from `title[0]` on are known."""
    line, below = body.lines[k].text, body.lines[title[0]]
    if is_person_line(line) and not names_bodies(line):
        return False
    text = body.text(title)
    end = starts_subject(text)
    if re.search("关于$", line):
        return below.gap <= 1
    if end is None and text[:1] in "致给":
        return below.gap == 0  # the line over a letter's empty line is who signed the text before
    if end is None:
        if is_order_name(text) and not _continues_name(text):
            return below.gap <= 1 and not text.startswith(line) and names_bodies(line) and _after_end(body, k)
        return below.gap <= 1
    if end == 0 or not names_body(text):
        return below.gap <= 1 and (names_bodies(line) or starts_subject(line) is not None or below.gap == 0)
    if starts_subject(line) is not None or re.search("(?:印发|转发|批转)$", line):
        return below.gap == 0 or (below.level > 0 and body.lines[k].level > 0)
    return names_bodies(line) and (below.gap == 0 or _after_end(body, k))


def _continues_name(text: str) -> bool:
    """`令` or `人民政府公告` alone: the body's own name stands on the line above."""
    return bool(re.match("人民政府|办公室|命令|令|公告|通告|委员会", text))


def _after_end(body: Body, k: int | None) -> bool:
    """Whether the run of names that ends with line `k` stands right under the end of a document: so it is no signature."""
    for _ in range(_MOST_LINES):
        if k is None or not body.is_title_line(k) or not names_bodies(body.lines[k].text):
            break
        k = body.previous(k)
    return body.ends_document(k)


def names_body(text: str) -> bool:
    """Whether a title begins with a whole body: 澜川市水务局关于…, 澜川海关公告."""
    end = starts_subject(text)
    if end is None:
        return bool(kind_of(text) and before_year(text)) or bool(
            re.fullmatch(r"\S{3,40}?(?:令|公告|通告|布告|公报|决议|纪要)", folded(text))
        )
    head = folded(text[:end])
    return len(head) >= 3 and (bool(BODY_END.search(head)) or "、" in head)


def names_bodies(line: str) -> bool:
    """Whether a line holds nothing but names of bodies, one or more, in brackets or not."""
    line = line.strip("（）() \u3000")
    pieces = [p for p in re.split(r"[、，,]", line) for p in BLANK.split(p) if p]
    return bool(pieces) and label_of(line) is None and bool(BODY_END.search(pieces[-1]) or len(pieces) > 2)
