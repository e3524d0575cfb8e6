"""未刊登: what the page of a document says of attachments that its text names and the issue does not print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from gazette_site.model import Document, Unprinted
from gazette_site.publishing.phrases import listed
from gazette_site.publishing.wording import say


class UnprintedView(NamedTuple):
    """What is said."""

    words: str
    """`本期未刊登附件1至附件12。`"""
    titles: tuple[str, ...]
    """Those with a title: `附件1　……申请表`."""
    ask: str
    """Whom the text names for enquiries, as a sentence; or empty."""


def unprinted_view(document: Document) -> UnprintedView | None:
    """What is said of a document; None if it prints all that it names."""
    if not document.unprinted:
        return None
    omitted = all(one.left_out for one in document.unprinted)
    names = unprinted_names(document.unprinted)
    words = say("unprinted.left_out", names=names) if omitted else say("unprinted.missing", names=names)
    titled = (one for one in document.unprinted if one.title and one.number)
    titles = tuple(say("marks.with_label", label=_label(one.number), title=one.title) for one in titled)
    ask = say("unprinted.ask", office=document.enquiries) if document.enquiries else ""
    return UnprintedView(words, titles, ask)


def unprinted_names(unprinted: Iterable[Unprinted]) -> str:
    """`附件1至附件12、附件14、《……统计表》`."""
    return listed(_names(unprinted))


def _names(unprinted: Iterable[Unprinted]) -> Iterator[str]:
    numbers: list[int] = []
    others: list[str] = []
    for one in unprinted:
        if one.number:
            numbers.append(one.number)
        else:
            others.append(say("marks.book", title=one.title) if one.title else say("names.attachment"))
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    for first, last in runs:
        if first == last:
            yield _label(first)
        elif last == first + 1:
            yield from (_label(first), _label(last))
        else:
            yield say("unprinted.run", first=_label(first), last=_label(last))
    yield from others


def _label(number: int) -> str:
    return say("unprinted.label", number=number)
