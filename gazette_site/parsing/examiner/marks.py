"""Characters that no right text has: leftover markup, broken fonts, doubled and torn lines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import compress
from operator import eq

from gazette_site.characters import CJK, without_blanks
from gazette_site.late import late, may_find
from gazette_site.model import Document, FurnitureReason, Text
from gazette_site.parsing.examiner.facts import (
    Doubt,
    Facts,
    name_of,
    of,
    of_document,
    short,
    source_lines,
)
from gazette_site.problems import Record

MARKUP = late(
    r"</?(?:td|tr|th|table|br|p|div|span|sup|sub|b|strong|img)\b|&(?:[a-z]{2,6}|#\d{2,5});|\|\s*:?-{2,}|\$[^$\s][^$]*\$|\\[a-zA-Z]{2,}|!\[|\]\(|^#{1,6}\s"
)
_BOLD = late(r"\*\*")
_BOLD_WHOLE = late(r"\*\*[^\s*].*\*\*")
_NOTE_LINE = late(r"\s*[*＊](?![*＊])|\s*[*＊]{2,3}\s")
_YI = late("[\ua000-\ua48f]")
_YI_RUN = late("[\ua000-\ua48f]{3}")
_STRANGE = late("[\ue000-\uf8ff\ufffd\u2e80-\u2fdf\U000f0000-\U0010fffd]|\\(cid:\\d+\\)")
_SUSPECT = late("[\ua000-\ua48f\ue000-\uf8ff\ufffd\u2e80-\u2fdf\U000f0000-\U0010fffd]|[(]cid:")
"""The characters that `_STRANGE` and `_YI` begin with."""
_ONE = rf"[{CJK}〔〕，。：；、）（]"
_DOUBLED = late(rf"({_ONE})\1(?:({_ONE})\2){{4,}}")
_RUN = 10
"""The characters of the shortest such run."""
_TORN = late(rf"(?:(?<!\S)[{CJK}、，。：〕〔]\s+){{6,}}[{CJK}、，。：]")
_LONE_STAR = late(r"[*＊※]")


def _texts(facts: Facts) -> Iterator[tuple[Record, str, Text]]:
    """Every text of a record, with the record and its name."""
    for one, texts in facts.texts:
        record, name = of(one), name_of(one)
        yield from ((record, name, text) for text in texts)


def markup_left(facts: Facts) -> Iterator[Doubt]:
    """Marks of Markdown, HTML or LaTeX stand among the words.

    Two stars in a document with a line that begins with a star are the sign of a footnote, unless they stand around a whole line.
    """
    if not may_find(MARKUP, facts.words) and "*" not in facts.words:
        return
    noted = {record for record, _, text in _texts(facts) if _NOTE_LINE.match(text.value)}
    for record, name, text in _texts(facts):
        bold = _BOLD_WHOLE.fullmatch(text.value.strip()) if record in noted else _BOLD.search(text.value)
        match = MARKUP.search(text.value) or bold
        if match:
            message = f"{name}里留有标记“{short(match.group(), 12)}”，请在原文件或同名 .yaml 的更正里改成应有的字"
            yield Doubt("markup-left", message, text.line, record)


def star_dropped(facts: Facts) -> Iterator[Doubt]:
    """A star at the head of a line was set aside as a mark although the text above has such a star: it is the sign of a footnote."""
    stars = {
        item.text.line
        for item in facts.issue.furniture
        if item.reason is FurnitureReason.MARKUP and _LONE_STAR.fullmatch(item.text.value.strip())
    }
    for document, texts in facts.texts if stars else ():
        if not isinstance(document, Document):
            continue
        above = False
        for text in texts:
            if above and text.line in stars and without_blanks(text.value):
                message = (
                    f"{name_of(document)}里“{short(text.value)}”前面的星号当作标记去掉了，它可能是注的符号，请核对"
                )
                yield Doubt("star-dropped", message, text.line, of_document(document))
            above = above or bool(_LONE_STAR.search(text.value))


def strange_characters(facts: Facts) -> Iterator[Doubt]:
    """Characters of a broken font: private code points, replacement characters, radicals, single Yi syllables amid Chinese."""
    if not _SUSPECT.search(facts.words):
        return
    for record, name, text in _texts(facts):
        match = _STRANGE.search(text.value) or (None if _YI_RUN.search(text.value) else _YI.search(text.value))
        if match:
            code = f"U+{ord(match.group()[0]):04X}"
            message = f"{name}里有字体损坏的字符“{match.group()}”（{code}），请对照原件更正"
            yield Doubt("strange-character", message, text.line, record)


def doubled_characters(facts: Facts) -> Iterator[Doubt]:
    """Every character of a run stands twice: the line was printed twice to look bold."""
    words = facts.words.replace("\n", "").replace(" ", "").replace("\u3000", "")  # the usual blanks go sooner so
    if not _may_be_doubled(without_blanks(words)):
        return
    for record, name, text in _texts(facts):
        if _DOUBLED.search(without_blanks(text.value)):
            message = f"{name}里每个字都重复了两次：“{short(text.value)}”，请对照原件更正"
            yield Doubt("doubled-characters", message, text.line, record)


def _may_be_doubled(words: str) -> bool:
    """False only for words without such a run. Of the places where its pairs begin, five in a row and two apart, one is a multiple of
    ten, or the next one: only these are looked at, all at once."""
    for first in (0, 1):
        places = range(first, len(words), _RUN)
        pairs = compress(places, map(eq, words[first::_RUN], words[first + 1 :: _RUN]))
        if any(_DOUBLED.search(words, max(place - _RUN, 0), place + 2 * _RUN) for place in pairs):
            return True
    return False


def torn_words(facts: Facts) -> Iterator[Doubt]:
    """Single characters with blanks between them, line after line: vertical writing read across, or columns mixed."""
    for record, name, text in _texts(facts):
        if len(text.spans) > 1 and _TORN.search(text.value) and _is_torn(text):
            message = f"{name}里的字被拆开了：“{short(text.value)}”，可能竖排或分栏读错，请对照原件"
            yield Doubt("torn-words", message, text.line, record)


def _is_torn(text: Text) -> bool:
    return len(without_blanks(text.value)) > 8 and len(source_lines(text)) > 1
