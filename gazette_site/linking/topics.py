"""主题: what a document is about, by words of its title, of the text that it carries and of its headings, from a table.

    topic = a word of its in the title or in the name of the carried text | words of its in two headings
          | where neither has one: a word of its in the purpose that the text begins with, `为……，`

Of words that overlap the longest counts: 营商环境 is no 环境. The names of the offices that issue are left out, and so is what is forwarded
from whom. A document may have several topics, or none. Appointments, awards, reports to a congress and the clearing of old documents have
none: they name everything.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import chain
from pathlib import Path

import yaml

from gazette_site.characters import folded
from gazette_site.linking.archive import LinkedDocument, Listing, Topic, Url
from gazette_site.model import Document

TABLE = Path(__file__).with_name("topics.yaml")
"""The table that is shipped; the site's `topics` add to it."""
_NONE = "_"
"""Its words belong to no topic."""
_NAMES_EVERYTHING = re.compile(
    r"工作报告|任免|任职|免职|表彰|嘉奖|记功|授予|大事记|工作要点|工作规则|工作分工|年度.{0,6}计划$"
    r"|(?:废止|失效|修改|清理|有效).{0,12}(?:规范性文件|规章|部分文件|一批文件)"
)
_FORWARDED = re.compile(r"转发.{2,40}?关于")
_PURPOSE = re.compile(r"(?:^|[,。条])(?P<words>为(?!.{0,4}(?:贯彻|落实))[^,。;:《]+)")
"""The purpose with which a text begins. Whose decisions it carries out says little: what follows them is not looked at."""
_LEAST_HEADINGS = 2


class Topics:
    """The table, ready to be asked."""

    def __init__(self, added: Mapping[str, tuple[str, ...]]) -> None:
        shipped = _shipped()
        self.names = tuple(name for name in {**shipped, **added} if name != _NONE)
        """The topics in the order of the table."""
        self._topics: dict[str, list[str]] = {}
        for name, words in (*shipped.items(), *added.items()):
            for word in words:
                self._topics.setdefault(folded(word), []).append(name)
        ordered = sorted(self._topics, key=lambda word: (-len(word), word))
        self._words = re.compile("|".join(map(re.escape, ordered)))
        self._in = lru_cache(maxsize=65536)(self._looked)
        """Headings repeat: 总体要求, 保障措施."""

    def of(self, linked: LinkedDocument) -> tuple[str, ...]:
        """The topics of a document, in the order of the table."""
        document = linked.document
        if _NAMES_EVERYTHING.search(folded(document.title.value)) or document.appointments:
            return ()
        found = set(self._looked(_subject(document)))
        headings = [names for one in linked.outline.headings if (names := self._in(one))]
        if len(headings) >= _LEAST_HEADINGS:
            counted = Counter(chain.from_iterable(headings))
            found |= {name for name, count in counted.items() if count >= _LEAST_HEADINGS}
        found = found or set(self._looked(_purpose(linked.outline.opening)))
        return tuple(name for name in self.names if name in found)

    def _looked(self, words: str) -> frozenset[str]:
        """The topics that have a word in some words."""
        found = self._words.findall(folded(words))
        return frozenset(name for word in found for name in self._topics[word] if name != _NONE)


def topics_of(lists: Iterable[Listing]) -> dict[Url, tuple[Topic, ...]]:
    """The topics of each document by its page, in the order of the lists."""
    found: dict[Url, list[Topic]] = {}
    for listing in lists:
        for linked in listing.documents:
            found.setdefault(linked.url, []).append(Topic(listing.name, listing.url))
    return {url: tuple(topics) for url, topics in found.items()}


def _subject(document: Document) -> str:
    """Title and carried text without the names of offices."""
    words = f"{folded(document.title.value)}\n{folded(document.instrument or '')}"
    for issuer in sorted(document.issuers, key=len, reverse=True):
        words = words.replace(folded(issuer), " ")
    return _FORWARDED.sub("", words)


def _purpose(opening: str) -> str:
    """The words for what a text is there, or empty."""
    found = _PURPOSE.search(folded(opening))
    return found["words"] if found else ""


@lru_cache(maxsize=1)
def _shipped() -> Mapping[str, tuple[str, ...]]:
    written: Mapping[str, Iterable[str]] = yaml.safe_load(TABLE.read_text("utf-8"))
    return {name: tuple(words) for name, words in written.items()}
