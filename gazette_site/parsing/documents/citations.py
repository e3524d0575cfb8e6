"""Other documents that a document names: by number, by 《title》 and number, by 《title》 alone, by an abbreviation it defines.

    naming       = (title? bracket? number bracket? | number title | title) article?
    article      = 第 n 条 (之 n)?
    abbreviation = naming ，? （? 以下(简称|统称|称) “? (《short》 | short) ”? ）?      from then on 《short》 is a naming

A title or number cut in two by a page is read over the break where the paragraph before breaks off in the middle of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from gazette_site.characters import without_blanks
from gazette_site.code_shapes import NO_NAMES, Names
from gazette_site.document_numbers import NumberMatch
from gazette_site.late import late
from gazette_site.model import (
    Block,
    Citation,
    Document,
    Mention,
    NormalNumber,
    Paragraph,
    Place,
    Quotation,
)
from gazette_site.parsing.clauses.spoken import SPEAKING, speeches
from gazette_site.parsing.names.elided import all_numbers
from gazette_site.parsing.names.known_names import known_names
from gazette_site.texts import texts_of_block

_TITLE = r"《(?P<title>[^《》]*(?:《[^《》]*》[^《》]*)*)》"
_QUOTED = late(_TITLE)
_TITLE_BEFORE = late(_TITLE + r"\s*+[（(〔\[]?\s*$")
_TITLE_AFTER = late(r"\s*(?:文件)?" + _TITLE)
_CLOSING = late(r"\s*[）)]")
_ARTICLE = late(
    r"\s*的?(?P<article>第\s*[0-9０-９〇零一二三四五六七八九十百两]{1,7}\s*条(?:之[一二三四五六七八九十]{1,2})?)"
)
_ABBREVIATION = late(
    r"[）)]?\s*+[，,、；]?\s*+[（(]?\s*+[，,]?\s*以下(?:均|统一)?(?:简称|统称|合称|称)(?:为)?[:：]?\s*[“\"「]?(?:《(?P<title>[^《》]{1,20})》|(?P<words>[^”\"」）)，。《》]{2,16}))"
)
_LONGEST_TITLE = 200
_NEAR = 4000
"""So far from a naming its sentence is looked for on either side."""
_SENTENCE_END = "。！"


class _Words(NamedTuple):
    """A text with its place."""

    place: Place
    text: str


class _Naming(NamedTuple):
    """One place where a document is named."""

    key: NormalNumber | str
    """The number in its normal form, else the title after a `《`."""
    title: str
    mention: Mention
    end: int
    """Where the naming ends in its text."""


def references_of(document: Document) -> tuple[tuple[Citation, ...], tuple[Quotation, ...]]:
    """The documents named in title, body, tables and attachments, each once, in the order of first mention, without the document itself."""
    own = document.normal_number or None
    namings = list(_namings(list(_words_of(document)), known_names(document)))
    titles: dict[NormalNumber | str, str] = {}
    mentions: dict[NormalNumber | str, list[Mention]] = {}
    for one in namings:
        titles[one.key] = titles.get(one.key) or one.title
        mentions.setdefault(one.key, []).append(one.mention)
    citations = (
        Citation(NormalNumber(key), titles[key], tuple(mentions[key]))
        for key in titles
        if not key.startswith("《") and key != own
    )
    quotations = (Quotation(key[1:], tuple(mentions[key])) for key in titles if key.startswith("《"))
    return tuple(citations), tuple(quotations)


# -- the texts


def _words_of(document: Document) -> Iterator[_Words]:
    yield _Words(Place(-1), document.title.value)
    yield from _words_of_blocks(document.body, -1)
    for k, attachment in enumerate(document.attachments):
        if attachment.title:
            yield _Words(Place(-1, k), attachment.title.value)
        yield from _words_of_blocks(attachment.blocks, k)


def _words_of_blocks(blocks: Sequence[Block], attachment: int) -> Iterator[_Words]:
    said = {speech.place.block: speech.printed for speech in speeches(blocks, attachment)}
    for index, block in enumerate(blocks):
        if index in said:
            if _may_name(said[index]):
                yield _Words(Place(index, attachment), said[index])
        elif not isinstance(block, Paragraph) or block.role not in SPEAKING:
            texts = (text.value for text in texts_of_block(block))
            yield from (_Words(Place(index, attachment), value) for value in texts if _may_name(value))


def _may_name(text: str) -> bool:
    """Whether a document can be named in a text: by a number, or by a title."""
    return "号" in text or "《" in text


# -- the namings


def _namings(texts: Iterable[_Words], names: Names = NO_NAMES) -> Iterator[_Naming]:
    short: dict[str, tuple[NormalNumber | str, str]] = {}
    for words in texts:
        if not _may_name(words.text):
            continue
        for naming in _namings_in(words, short, names):
            yield naming
            _learn(short, words.text, naming)


def _namings_in(words: _Words, short: dict[str, tuple[NormalNumber | str, str]], names: Names) -> Iterator[_Naming]:
    """The namings of one text from left to right. `short` grows while they are read."""
    text = words.text
    titles = list(_QUOTED.finditer(text)) if "《" in text else []
    taken = 0
    numbered: dict[int, list[tuple[NumberMatch, tuple[int, int, str]]]] = {}
    for number in all_numbers(text, names):
        span = _span(words, number)
        numbered.setdefault(span[0], []).append((number, span))  # those of a range begin at one place
    starts = sorted({*numbered, *(match.start() for match in titles)})
    quoted = {match.start(): match for match in titles}
    for start in starts:
        for number, (first, end, title) in numbered.get(start, ()):
            yield _naming(words, number.normal, title, first, end)
            taken = max(taken, end)
        if start not in numbered and start >= taken:
            title = without_blanks(quoted[start]["title"])
            key, whole = short.get(title) or ("《" + title, title)
            end = quoted[start].end()
            yield _naming(words, key, whole, start, end)
            taken = end


def _span(words: _Words, number: NumberMatch) -> tuple[int, int, str]:
    """Where the naming by a number begins and ends, and the title beside it."""
    text, start, end = words.text, number.start, number.end
    early = max(start - _LONGEST_TITLE, 0)
    before = _TITLE_BEFORE.search(text[early:start])
    if before:
        closing = _CLOSING.match(text, end) if text[early:start].rstrip()[-1] in "（(〔[" else None
        return early + before.start(), closing.end() if closing else end, without_blanks(before["title"])
    after = _TITLE_AFTER.match(text, end)
    if after:
        return start, after.end(), without_blanks(after["title"])
    return start, end, ""


def _naming(words: _Words, key: NormalNumber | str, title: str, start: int, end: int) -> _Naming:
    article = _ARTICLE.match(words.text, end)
    stop = article.end() if article else end
    label = without_blanks(article["article"]) if article else ""
    mention = Mention(words.text[start:stop], _sentence(words.text, start, stop), words.place, label)
    return _Naming(key, title, mention, end)


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence around a part of a text, as printed; of one without end what stands near: it is quoted for each naming in it."""
    early, late = max(start - _NEAR, 0), min(end + _NEAR, len(text))
    before = max(text.rfind(sign, early, start) for sign in _SENTENCE_END)
    stops = [place for sign in _SENTENCE_END if (place := text.find(sign, end, late)) >= 0]
    return text[before + 1 if before >= 0 else early : min(stops) + 1 if stops else late].strip()


def _learn(short: dict[str, tuple[NormalNumber | str, str]], text: str, naming: _Naming) -> None:
    """Remembers an abbreviation defined right after the naming; one that is given away twice means nothing."""
    match = _ABBREVIATION.match(text, naming.end)
    if not match:
        return
    name = without_blanks(match["title"] or match["words"])
    known = short.get(name)
    if known is None:
        short[name] = (naming.key, naming.title)
    elif known[0] != naming.key:
        short[name] = ("《" + name, name)
