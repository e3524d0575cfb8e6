"""Decisions that a document publishes by naming them: what they do, it makes known.

    published = 《…关于(废止|修改)〈title〉…的决定》 … (通过|批准) … (现予|予以|现) (公布|发布)

The decision may follow in full or not at all (公告 of a congress). Who only approves it (批准《…》, 由…公布) publishes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from gazette_site.late import late
from gazette_site.parsing.clauses.sentences import Sentence
from gazette_site.parsing.clauses.targets import Target

_PUBLISHES = late(r"(?:通过|批准|同意)[^。]*?(?:现予|予以|现将?其?|特此)(?:公布|发布)")
_DECISION = late(
    r"《[^《》]{0,60}?关于(?P<verb>废止|宣布失效|修改|修订)(?P<names>〈[^〈〉]{4,80}〉(?:[、和及]{1,2}〈[^〈〉]{4,80}〉)*|《[^《》]{4,80}》(?:[、和及]{1,2}《[^《》]{4,80}》)*)的?决定》"
)
_NAME = late(r"[〈《]([^〈〉《》]+)[〉》]")


class Published(NamedTuple):
    """A document of which a published decision says something."""

    target: Target
    verb: str
    """`废止`, `宣布失效`, `修改`, `修订`."""


def published_in(sentence: Sentence) -> Iterator[Published]:
    """The documents that the decisions published by a sentence end or change."""
    if not _PUBLISHES.search(sentence.plain):
        return
    for match in _DECISION.finditer(_unlike(sentence.full)):
        for name in _NAME.finditer(match["names"]):
            start = match.start("names") + name.start(1)
            yield Published(Target(start, start, sentence.words(start, start + len(name[1])), None), match["verb"])


def _unlike(words: str) -> str:
    """Inner brackets of either form as 〈〉."""
    return re.sub("[<＜]", "〈", re.sub("[>＞]", "〉", words))
