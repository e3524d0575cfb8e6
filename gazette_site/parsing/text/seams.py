"""Where one line ends and the next begins: whether the paragraph goes on there.

The rules are tried in order (`RULES`); the first that has an opinion decides. What none of them knows starts a paragraph of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from gazette_site.characters import CJK, folded
from gazette_site.dates import looks_like_date
from gazette_site.late import late
from gazette_site.model import Level
from gazette_site.parsing.text.labels import BULLET, Label, is_person_line, is_signature, label_of, stands_alone
from gazette_site.parsing.text.neighbours import COLUMN, is_phrase, width
from gazette_site.punctuation import is_closed
from gazette_site.reading.lines import Line
from gazette_site.scripts import ends_sentence, foreign_script, is_chinese

_STOPS = late("[。；]")
_WIDE = late(rf"[{CJK}）)](?:\u3000{{2,}}|[ \u3000]{{4,}})[{CJK}（(]")
"""A gap between columns, wider than what pads a name."""
_UNIT = late(r"[（(]?(?:计量)?单\s*位\s*[:：]\s*\S{1,12}[)）]?")
_PAGE_BEHIND = late(rf"[{CJK}）)》](?:[ \u3000]+\d{{1,4}}){{1,2}}$")
_NAMED = late(rf"(?:[{CJK}]\s*){{1,8}}(?:[（(]\d{{1,4}}[{CJK}]{{1,2}}[)）])?[:：]")
_REACHED = late(
    r"(?:(?<![0-9-])(?:0[0-9]{2,3}[-)]?)?[2-9][0-9]{6,7}|(?<![0-9])1[3-9][0-9]{9}|(?<![0-9])[48]00-?[0-9]{3}-?[0-9]{4}"
    r"|[\w.+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+)$"
)
"""A telephone number, or an address of electronic mail, at the end."""
_AND_MORE = late(r"[0-9０-９A-Za-z@.\-—（(转或和及至/]")
"""How a line begins that goes on with such a number."""


class Seam(Struct, frozen=True):
    """The place between a paragraph so far and the next line; what the rules look at."""

    so_far: str
    """Words of the paragraph so far."""
    first: Line
    """Its first line."""
    last: Line
    following: Line
    after: Line | None
    """The line after the following one."""
    full: bool
    """Whether `last` fills the width of its hard-wrapped block."""
    label: Label | None
    """Label of the paragraph so far."""
    next_label: Label | None
    heading: bool | None
    """Whether siblings show a labelled paragraph so far to be a heading line; None if they say nothing."""
    listed: tuple[bool, bool]
    """Whether `last` and `following` are items of a list, one a line."""
    cuts: bool
    """Whether empty lines of this text stand where a column or page cut a sentence, not only where a paragraph ends."""


_CLOSING = "，。；：、）)》”’！？,;:!?」』】〕％%"
"""Marks that nothing begins with."""
GO_ON = _CLOSING + "（("
"""Marks with which a line may belong to a closed paragraph."""

Rule = Callable[[Seam], bool | None]


def _closing_mark(seam: Seam) -> bool | None:
    """A line that begins with a mark that nothing begins with goes on."""
    return True if seam.following.text[0] in _CLOSING else None


def _split_date(seam: Seam) -> bool | None:
    """A date of signature that was cut inside: 2025年3月|4日."""
    if not seam.following.text.endswith("日") or len(seam.so_far) > 20 or looks_like_date(seam.so_far):
        return None
    return True if looks_like_date(seam.so_far + seam.following.text) else None


def _complete_line(seam: Seam) -> bool | None:
    """Dates, annotations, numbers, attachment labels and table rows stand alone."""
    if stands_alone(seam.following.text) or (len(seam.so_far) < 60 and stands_alone(seam.so_far)):
        return False
    return None


def _two_members(seam: Seam) -> bool | None:
    """Two lines of a member list are two paragraphs."""
    return False if is_person_line(seam.last.text) and is_person_line(seam.following.text) else None


def _layout(seam: Seam) -> bool | None:
    """Where the medium shows its indents they tell.

    A label begins a paragraph whatever they show, unless a long sentence is open and its next line stands flush: 每周|一、周四.
    """
    if seam.following.begins is None:
        return None
    if seam.next_label is None:
        return not seam.following.begins
    running = seam.label is None or "。" in seam.so_far
    open_sentence = running and len(seam.so_far) >= COLUMN and not is_closed(seam.so_far)
    return True if open_sentence and seam.following.begins is False else None


def _markdown_heading(seam: Seam) -> bool | None:
    """A short Markdown heading neither goes on nor is gone on with; a long one was no heading."""
    if seam.following.level and len(seam.following.text) <= 45:
        return False
    return False if seam.last.level and len(seam.last.text) <= 45 and len(seam.so_far) <= 45 else None


def _bullet(seam: Seam) -> bool | None:
    """A bullet begins a paragraph."""
    return False if BULLET.match(seam.following.text) else None


def _open_comma(seam: Seam) -> bool | None:
    """After a comma the sentence goes on, whatever follows, unless a heading or article does."""
    if seam.so_far[-1] not in "，、,":
        return None
    return seam.next_label is None or (
        seam.next_label.level in (Level.THIRD, Level.FOURTH) and seam.last.text.endswith("、")
    )


def _label(seam: Seam) -> bool | None:
    """A label begins a paragraph."""
    return False if seam.next_label else None


def _named_line(seam: Seam) -> bool | None:
    """`责任单位：…`, `二等奖（2个）：…` and their like begin a paragraph after another such line."""
    return False if _NAMED.match(seam.following.text) and _NAMED.match(seam.so_far) else None


def _unit_line(seam: Seam) -> bool | None:
    """`单位：万元` over a table stands alone, under its caption as well."""
    return False if _UNIT.fullmatch(seam.following.text.strip()) else None


def _reachable(seam: Seam) -> bool | None:
    """A line of names and numbers (联系人：柏舟　电话：0470-6280147) ends with its last number or address: no full stop is printed there."""
    if not _NAMED.match(seam.so_far) or not _REACHED.search(folded(seam.so_far)):
        return None
    return None if _AND_MORE.match(seam.following.text) else False


def _foreign(seam: Seam) -> bool | None:
    """A line of another script is a paragraph of its own beside Chinese; beside its like an empty line tells, or its full stop.

    After an empty line only a small letter goes on with what breaks off above it.
    """
    last, following = foreign_script(seam.last.text), foreign_script(seam.following.text)
    if last is None and following is None:
        return None
    if last != following and (seam.following.gap or is_chinese(seam.last.text) or is_chinese(seam.following.text)):
        return False
    if seam.following.gap:
        return seam.following.text[0].islower() and not ends_sentence(seam.last.text)
    return False if ends_sentence(seam.last.text) and not seam.full else None


def _list_item(seam: Seam) -> bool | None:
    """An item of a list stands alone; what follows the last one is no part of it, unless a full line goes on without a gap."""
    runs_on = seam.full and not seam.following.gap and not all(seam.listed)
    return False if any(seam.listed) and not runs_on else None


def _member_list(seam: Seam) -> bool | None:
    """Two lines of a member list are two paragraphs; a bracket after a member belongs to it."""
    if not is_person_line(seam.so_far):
        in_list = is_person_line(seam.first.text) or len(seam.so_far) < 2 * COLUMN
        return False if is_person_line(seam.following.text) and in_list and not seam.full else None
    if is_person_line(seam.following.text):
        return False
    if seam.following.text[0] in "（(" and is_closed(seam.following.text):
        return True
    return False if len(seam.following.text) > 2 * COLUMN or is_closed(seam.following.text) else None


def _heading_line(seam: Seam) -> bool | None:
    """A numbered line without a full stop: its siblings tell whether it is a heading or a paragraph that was cut.

    A heading that fills a column and is followed by a short line without any mark, before running text, was cut itself.
    """
    if seam.label is None or is_closed(seam.so_far) or _STOPS.search(seam.so_far):
        return None
    words = seam.so_far[seam.label.end :]
    cut = len(folded(seam.so_far)) >= COLUMN and _is_rest_of_heading(seam)
    if seam.label.level in (Level.PART, Level.CHAPTER, Level.SECTION):  # centred, so it breaks at any width
        return _is_rest_of_heading(seam)
    if seam.following.gap == 0 and seam.full:
        return True
    if seam.heading is False:
        return len(folded(seam.so_far)) >= COLUMN - 2
    if seam.heading or len(folded(words)) < COLUMN or seam.label.level is Level.FIRST:
        return cut
    return cut or seam.label.level in (Level.THIRD, Level.FOURTH) or seam.label.level is None


def _is_rest_of_heading(seam: Seam) -> bool:
    rest = seam.following.text
    if len(rest) > 16 or re.search(r"[，。；：、,;:（(]", rest) or seam.after is None:
        return False
    return len(seam.after.text) >= COLUMN or label_of(seam.after.text) is not None


def _signature(seam: Seam) -> bool | None:
    """Names of bodies above a date are a signature, one a line."""
    if not is_signature(seam.following.text) or seam.after is None:
        return None
    follows = stands_alone(seam.after.text) or is_signature(seam.after.text)
    return False if follows and (is_closed(seam.so_far) or is_signature(seam.so_far)) else None


def _hard_wrap(seam: Seam) -> bool | None:
    """Inside a block of lines without a gap a full line goes on."""
    if seam.following.gap == 0 and seam.full:
        return True
    return None


def _closed(seam: Seam) -> bool | None:
    """After a full stop a new paragraph begins."""
    return False if is_closed(seam.so_far) else None


def _too_short(seam: Seam) -> bool | None:
    """An open line that does not fill a column ended where it ends, unless a sentence was begun in it: 1.排查隐患。对全市."""
    if seam.label is not None and seam.following.gap == 0 and seam.first.gap and "。" in seam.so_far:
        return None
    return False if len(folded(seam.so_far)) < COLUMN else None


def _phrase(seam: Seam) -> bool | None:
    """A phrase before an empty line was not cut, unless it fills a column in a text whose columns are known to cut sentences.

    What a cut leaves over ends a paragraph, so it is closed, or long.
    """
    if not seam.following.gap or seam.label is not None or not is_phrase(seam.so_far):
        return None
    rest = seam.following.text
    return seam.cuts and width(seam.so_far) <= 1.5 * COLUMN and (is_closed(rest) or len(rest) >= 2 * COLUMN)


def _cut(seam: Seam) -> bool | None:
    """What is left is an open line of full length: a column or page cut it."""
    return True


def _columns(seam: Seam) -> bool | None:
    """Two lines that are both set in columns by wide blanks are rows of a list; so are two that end with a page, as in an index."""
    if _PAGE_BEHIND.search(seam.last.text) and _PAGE_BEHIND.search(seam.following.text):
        return False
    return False if _WIDE.search(seam.last.text.strip()) and _WIDE.search(seam.following.text.strip()) else None


RULES: tuple[Rule, ...] = (
    _split_date,
    _complete_line,
    _closing_mark,
    _two_members,
    _layout,
    _markdown_heading,
    _bullet,
    _columns,
    _open_comma,
    _label,
    _named_line,
    _unit_line,
    _reachable,
    _foreign,
    _list_item,
    _member_list,
    _heading_line,
    _signature,
    _hard_wrap,
    _closed,
    _too_short,
    _phrase,
    _cut,
)
