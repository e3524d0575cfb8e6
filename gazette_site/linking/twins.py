"""Reprints, and documents with one number: they point to each other, with the difference of their texts.

    twins = the same 发文字号 | the same title and 成文日期              in two issues, or twice in one

The texts are compared paragraph by paragraph, blanks and widths aside; a paragraph that differs is shown with what was taken out and put in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from itertools import combinations

from gazette_site.characters import bare, folded
from gazette_site.linking.archive import LinkedDocument, LinkedIssue, TextDifference, Twin, Url
from gazette_site.model import Document
from gazette_site.texts import texts_of_document

Whole = Callable[[LinkedDocument], Document]
"""The document with its body."""
_MOST = 6
"""Documents that are compared with each other; more of one number are a fault of reading."""
_LONGEST = 1500
"""Paragraphs of two texts that are compared."""
_LONGEST_WORDS = 3000
"""Characters of two paragraphs that are compared one by one."""
_SHORT = 2
"""Equal characters between two changes that are taken into them, so that words are not torn."""


def twins_of(issues: Iterable[LinkedIssue], whole: Whole) -> dict[Url, tuple[Twin, ...]]:
    """For each document the others that are the same document, or bear its number, oldest first; `whole` has their bodies."""
    groups: dict[tuple[str, str], list[LinkedDocument]] = defaultdict(list)
    for linked in issues:
        for one in linked.documents:
            for key in _keys(one.document):
                groups[key].append(one)
    found: dict[Url, dict[Url, Twin]] = defaultdict(dict)
    for group in groups.values():
        for one, other in combinations(group[:_MOST], 2):
            differences = tuple(_differences(_with_body(one, whole), _with_body(other, whole)))
            found[one.url].setdefault(other.url, _twin(other, one, differences))
            turned = tuple(TextDifference(d.kind, d.after, d.before) for d in differences)
            found[other.url].setdefault(one.url, _twin(one, other, turned))
    return {url: tuple(twins.values()) for url, twins in found.items()}


def _with_body(linked: LinkedDocument, whole: Whole) -> Document:
    return linked.document if linked.document.body else whole(linked)


def _keys(document: Document) -> Iterator[tuple[str, str]]:
    if document.normal_number:
        yield "number", document.normal_number
    elif document.date and len(bare(document.title.value)) >= 8:
        yield "title", f"{bare(document.title.value)} {document.date}"


def _twin(other: LinkedDocument, one: LinkedDocument, differences: tuple[TextDifference, ...]) -> Twin:
    same = bare(other.document.title.value) == bare(one.document.title.value)
    return Twin(other, same, differences)


def _differences(one: Document, other: Document) -> Iterator[TextDifference]:
    """How the text of the other document differs from that of the first."""
    old, new = _paragraphs(one), _paragraphs(other)
    matcher = SequenceMatcher(None, [folded(words) for words in old], [folded(words) for words in new], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        paired = min(b - a, d - c)
        for k in range(paired):
            yield from _changed(old[a + k], new[c + k])
        yield from (TextDifference("removed", ((words, True),), ()) for words in old[a + paired : b])
        yield from (TextDifference("added", (), ((words, True),)) for words in new[c + paired : d])


def _paragraphs(document: Document) -> list[str]:
    values = [text.value for text in texts_of_document(document) if text.value]
    return values[:_LONGEST]


def _changed(old: str, new: str) -> Iterator[TextDifference]:
    """Two paragraphs, each cut into pieces that are in the other and pieces that are not."""
    if max(len(old), len(new)) > _LONGEST_WORDS:
        yield TextDifference("changed", ((old, True),), ((new, True),))
        return
    from rapidfuzz.distance import Levenshtein

    before: list[tuple[str, bool]] = []
    after: list[tuple[str, bool]] = []
    codes = Levenshtein.opcodes(old, new)
    for place, code in enumerate(codes):
        inner = 0 < place < len(codes) - 1
        small = code.tag == "equal" and code.src_end - code.src_start <= _SHORT and inner
        differs = code.tag != "equal" or small
        _add(before, old[code.src_start : code.src_end], differs)
        _add(after, new[code.dest_start : code.dest_end], differs)
    yield TextDifference("changed", tuple(before), tuple(after))


def _add(pieces: list[tuple[str, bool]], words: str, differs: bool) -> None:
    if not words:
        return
    if pieces and pieces[-1][1] == differs:
        pieces[-1] = (pieces[-1][0] + words, differs)
    else:
        pieces.append((words, differs))
