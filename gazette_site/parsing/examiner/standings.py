"""What sentences say of the standing of other documents, against what was read: 暂停执行, 延长有效期, lists of what is ended."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from gazette_site.characters import bare, folded
from gazette_site.late import late
from gazette_site.model import Amendment, Document, Paragraph, Repeal
from gazette_site.parsing.examiner.clauses import AFTER_STOP, WORK, is_conditional, pieces
from gazette_site.parsing.examiner.facts import Doubt, Facts, name_of, of_document, short

_SUSPENDS = late(r"(?:暂停|中止|暂缓|暂不|暂时(?:停止|中止|调整)|恢复)(?:执行|实施|施行|适用)")
_NAMES = late("[《号]")
_TERM = r"(?:有效|执行|试行|实施|施行)期限?"
_KEEPS = late(
    rf"(?:延长|延续|顺延|续期|展期)[^,。;]{{0,40}}{_TERM}|{_TERM}[^,。;]{{0,16}}(?:延长|延续|顺延|续期|展期|延至)"
    r"|继续(?:有效|执行|施行|实施)(?=[。；;，,]|$)"
)
_CHANGES = late(
    r"(?:《[^《》]{4,200}》|号)[^。;]{0,40}(?:(?:修改|调整|变更)为|作(?:出|了)?(?:如下|以下)(?:修改|调整)|(?:修改|调整)如下)"
)
_UNTIL_ANOTHER = late(r"前,|为准|其[他它余][^,。;]{0,8}继续")
"""In force until something else comes, or what an amendment leaves as it is: nothing is kept for good."""
_IN_A_ROW = late(r"[、和及与;]")
_OTHER_CLAUSE = late(r"[,:。]")
_WIDEST_GAP = 16
"""Characters between two documents of one list."""


def suspensions_unread(facts: Facts) -> Iterator[Doubt]:
    """A sentence that names a document sets it or parts of it aside, or takes them up again, and nothing was read of it."""
    for document, every in facts.every:
        read = [one.evidence for one in document.suspensions]
        for sentence, line in _sentences(every, _SUSPENDS, read):
            message = f"{name_of(document)}里“{short(sentence)}”像是暂停或恢复执行另一件或其中的条款，没有读出，请核对"
            yield Doubt("suspension-unread", message, line, of_document(document))


def extensions_unread(facts: Facts) -> Iterator[Doubt]:
    """A sentence that names a document makes its 有效期 longer or keeps it, and nothing was read of it."""
    for document, every in facts.every:
        read = [*(one.evidence for one in document.extensions), *(one.evidence for one in document.repeals)]
        for sentence, line in _sentences(every, _KEEPS, read):
            if not _UNTIL_ANOTHER.search(sentence):
                message = f"{name_of(document)}里“{short(sentence)}”像是延长另一件的有效期，没有读出，请核对"
                yield Doubt("extension-unread", message, line, of_document(document))


def amendments_unread(facts: Facts) -> Iterator[Doubt]:
    """A sentence that names a document words a part of it anew, and nothing was read of it."""
    for document, every in facts.every:
        read = [one.evidence for one in document.amendments]
        for sentence, line in _sentences(every, _CHANGES, read):
            if not document.amendments:
                message = f"{name_of(document)}里“{short(sentence)}”像是修改另一件，没有读出，请核对"
                yield Doubt("amendment-unread", message, line, of_document(document))


def _sentences(every: Iterable[Paragraph], form: re.Pattern[str], read: Iterable[str]) -> Iterator[tuple[str, int]]:
    """The sentences of that form which name a document, say it on no condition and stand in nothing that was read."""
    said = {piece for evidence in set(read) for piece in pieces(bare(evidence))}  # each once, however many it names
    for paragraph in every:
        if not (_NAMES.search(paragraph.text.value) and form.search(paragraph.text.value)):
            continue  # nearly every paragraph
        whole = folded(paragraph.text.value)
        for sentence in AFTER_STOP.split(whole):
            found = form.search(sentence) and WORK.search(sentence)
            if found and not is_conditional(sentence) and not pieces(bare(sentence)[-12:]) <= said:
                yield sentence, paragraph.text.line


def lists_cut(facts: Facts) -> Iterator[Doubt]:
    """Of a list in one sentence the last documents are ended, and the one that stands right before them is not."""
    for document in facts.issue.documents:
        known = _known(document)
        for evidence in dict.fromkeys(one.evidence for one in document.repeals):
            if missing := _missing(folded(evidence), known):
                message = f"{name_of(document)}里“{short(evidence)}”一并列出的“{short(missing)}”没有读作废止，请核对"
                yield Doubt("repeal-unread", message, document.title.line, of_document(document))


def _known(document: Document) -> set[str]:
    """The titles and the numbers, from the bracket on, of what a document ends or changes."""
    works: tuple[Repeal | Amendment, ...] = (*document.repeals, *document.amendments)
    numbers = {(one.number or "")[max((one.number or "").find("〔"), 0) :] for one in works}
    return {bare(words) for words in (*numbers, *(one.title for one in works)) if words}


def _missing(sentence: str, known: set[str]) -> str:
    """The document that is not known and stands in a row with one that is."""
    named = list(WORK.finditer(sentence))
    for one, following in pairwise(named):
        gap = sentence[one.end() : following.start()]
        in_a_row = len(gap) <= _WIDEST_GAP and _IN_A_ROW.search(gap) and not _OTHER_CLAUSE.search(gap)
        if in_a_row and not _is_known(one.group(), known) and _is_known(following.group(), known):
            return one.group()
    return ""


def _is_known(words: str, known: set[str]) -> bool:
    return bare(words.strip("《》")) in known
