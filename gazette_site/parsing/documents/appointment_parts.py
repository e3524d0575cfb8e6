"""The parts of a sentence about 任免, and where in one the names end: the cuts among which the reader chooses.

cut = persons act post | persons link post, under an act that stands in front or above
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from gazette_site.characters import CJK
from gazette_site.late import late
from gazette_site.parsing.names.persons import Cut, name_ends

SERVES = r"(?:(?<!主)(?<!责)任(?!务|期|职|何|免|命|满|为)|担任|挂职任|挂任|出任)"
DIRECT_ACT = late(
    rf"(?P<act>任命为|聘任为|聘为|当选为|不再担任|不再兼任|不再任|免去|免(?=[{CJK}]{{2,}}职务)|兼任|{SERVES})(?:其)?"
)
LINKS = {"免": late(r"的"), "解": late(r"的"), "接": late(r"辞去")}
LINK = late(r"担任|兼任|挂任|为|(?<!主)任(?!为|命)|的")
"""What stands between person and post after each verb; the last for all others."""
_BETWEEN_PERSONS = late(r"[、，,]")
_SEPARATOR = late(r"[，,；;]|、(?=(?:同时|并)?(?:免去|不再担任|不再兼任))")
_MOST_PERSONS, _SHORTEST_POST = 30, 2


def parts_of(sentence: str) -> Iterator[str]:
    """The parts of a sentence between commas that stand in no brackets; names set apart by commas stay together with what is said of them."""
    start = depth = 0
    cuts = {match.start() for match in _SEPARATOR.finditer(sentence)}
    for k, sign in enumerate(sentence):
        depth += (sign in "（(") - (sign in "）)")
        if k in cuts and depth <= 0:
            if part := sentence[start:k].strip():
                yield part
            start = k + 1
    if part := sentence[start:].strip("、 \u3000"):
        yield part


def direct_cuts(part: str) -> Iterator[Cut]:
    """persons act post."""
    for end, remark in person_ends(part, 0):
        match = DIRECT_ACT.match(part, end)
        if match and len(part) - match.end() >= _SHORTEST_POST:
            yield Cut(_persons(part[:end]), match["act"], part[match.end() :], remark)


def longest_acts(cuts: Iterable[Cut]) -> list[Cut]:
    """Of cuts with one post the one with the longest verb: 张锐 挂任 …, not 张锐挂 任 …."""
    best: dict[str, Cut] = {}
    for cut in cuts:
        if cut.post not in best or len(cut.act) > len(best[cut.post].act):
            best[cut.post] = cut
    return list(best.values())


def linked_cuts(rest: str, act: str) -> Iterator[Cut]:
    """persons link? post, after an act; only a removal may go without a link."""
    pattern = LINKS.get(act[0], LINK)
    unlinked: list[Cut] = []
    linked: list[Cut] = []
    for end, remark in person_ends(rest, 0):
        match = pattern.match(rest, end)
        if match and len(rest) - match.end() >= _SHORTEST_POST:
            linked.append(Cut(_persons(rest[:end]), act, rest[match.end() :], remark))
        elif "免" in act and len(rest) - end > _SHORTEST_POST:
            unlinked.append(Cut(_persons(rest[:end]), act, rest[end:], remark))
    yield from linked or unlinked


def person_ends(text: str, start: int) -> Iterator[tuple[int, str]]:
    """Where a list of persons that begins at `start` may end, with the remark on the last of them."""
    for _ in range(_MOST_PERSONS):
        following = None
        for end, remark in name_ends(text, start):
            yield end, remark
            following = following or _BETWEEN_PERSONS.match(text, end)
        if following is None:
            return
        start = following.end()


def _persons(printed: str) -> str:
    """The names as printed, without remarks and titles."""
    return re.sub(r"[（(][^（）()]*[)）]|同志", "", printed).strip()
