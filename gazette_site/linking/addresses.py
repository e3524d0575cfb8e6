"""Addresses: every record gets the one under which it can be linked to for good.

/issues/2024-10/   /issues/2024-03-04/   /issues/2024-07-z1/
/documents/baofubanfa-2024-106/   /documents/baofubanfa-2024-106/attachment-1/
/chronicle/2024-10-29/   /chronicle/2024-10-29-2/   /chronicle/2024-10-e3/
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from gazette_site.issue_names import IssueName
from gazette_site.linking.anchors import UniqueNames, anchors, label_number
from gazette_site.linking.archive import LinkedAttachment, LinkedDocument, LinkedEntry, LinkedIssue, Outline, Url
from gazette_site.linking.cards import Card
from gazette_site.linking.months import month_of
from gazette_site.linking.slugs import document_slug, place_slug, slug
from gazette_site.model import Attachment, ChronicleEntry, Document, Issue, IssueId
from gazette_site.problems import Problem, error, warning

_LONGEST_FILE = 80
"""Characters of the name of an attached file."""


def with_addresses(
    cards: Iterable[Card], romanisations: Mapping[str, str]
) -> tuple[tuple[LinkedIssue, ...], tuple[Problem, ...]]:
    """The issues of the cards (given oldest first) with the addresses of all they hold, and a warning for each number printed twice."""
    documents = _DocumentAddresses(romanisations)
    entries = _EntryAddresses()
    linked = tuple(
        LinkedIssue(
            card.issue,
            issue_url(card.issue),
            tuple(
                documents.linked(document, outline, card.issue)
                for document, outline in zip(card.issue.documents, card.outlines, strict=True)
            ),
            tuple(entries.linked(entry, card.issue) for entry in _entries(card.issue)),
            card.corrected,
        )
        for card in cards
    )
    return linked, tuple(documents.problems)


def with_bodies(linked: LinkedIssue, whole: Issue) -> LinkedIssue:
    """A linked issue made from its card, with the bodies of the whole issue: the same addresses."""
    documents = tuple(
        replace(one, document=document, attachments=link_attachments(document.attachments, one.url))
        for one, document in zip(linked.documents, whole.documents, strict=True)
    )
    return replace(linked, issue=whole, documents=documents)


def issue_url(issue: Issue) -> Url:
    """The page of an issue, a 合刊 by its first and last number.

    What it prints is addressed by its id, which has the first number alone: learning the others moves this page only.
    """
    one = issue.masthead
    if len(one.numbers) < 2:
        return Url(f"/issues/{issue.id}/")
    return Url(f"/issues/{IssueName(one.year, one.numbers, one.run).stem}/")


def check_unique(pages: Iterable[tuple[Url, str]]) -> tuple[Problem, ...]:
    """An error for every page, given as its address and the file it comes from, whose address another page has already."""
    first: dict[Url, str] = {}
    problems: list[Problem] = []
    for url, file in pages:
        if url in first:
            problems.append(error(file, f"两个网页用了同一个地址 {url}（另一个来自 {first[url]}）", code="same-url"))
        first.setdefault(url, file)
    return tuple(problems)


class _DocumentAddresses:
    """Hands out the addresses of documents; whoever comes first in the order of the issues keeps the plain one."""

    def __init__(self, romanisations: Mapping[str, str]) -> None:
        self._romanisations = romanisations
        self._holders: dict[str, tuple[IssueId, Document]] = {}
        self.problems: list[Problem] = []

    def linked(self, document: Document, outline: Outline, issue: Issue) -> LinkedDocument:
        """The document with its address and those of its attachments."""
        url = Url(f"/documents/{self._slug(document, issue)}/")
        return LinkedDocument(
            document, issue.id, url, outline.anchors, link_attachments(document.attachments, url), outline
        )

    def _slug(self, document: Document, issue: Issue) -> str:
        name = document_slug(document, issue.id, self._romanisations)
        if name in self._holders:
            own = f"{name}-{place_slug(document, issue.id)}"
            self._report(document, issue, self._holders[name], own)
            name = own
        self._holders[name] = (issue.id, document)
        return name

    def _report(self, document: Document, issue: Issue, holder: tuple[IssueId, Document], own: str) -> None:
        text = document.number.printed if document.number else document.title
        number = document.normal_number or document.title.value
        message = f"{number} 的网址已由 {holder[0]} 期《{holder[1].title.value}》使用，本件改用 /documents/{own}/"
        self.problems.append(warning(issue.file, message, text.line, text.value, code="document-url-taken"))


def link_attachments(attachments: tuple[Attachment, ...], document: Url) -> tuple[LinkedAttachment, ...]:
    """The attachments of the document at that address, each with its own: numbered as labelled, else by position."""
    keys = _attachment_keys(attachments)
    return tuple(
        LinkedAttachment(
            attachment,
            url := Url(f"{document}attachment-{key}/"),
            f"att-{key}",
            anchors(attachment.blocks),
            tuple(_file_urls(attachment, url)),
        )
        for attachment, key in zip(attachments, keys, strict=True)
    )


def _entries(issue: Issue) -> tuple[ChronicleEntry, ...]:
    return issue.chronicle.entries if issue.chronicle else ()


def _file_urls(attachment: Attachment, url: Url) -> Iterator[Url]:
    """Addresses from the names of the files, so that one more file moves none: `file-shenqingbiao.xlsx`."""
    turns: Counter[tuple[str, str]] = Counter()
    for file in attachment.files:
        name = slug(file.path[: -len(file.suffix)], {})[:_LONGEST_FILE].strip("-")
        turns[name, file.suffix] += 1
        turn = f"-{turns[name, file.suffix]}" if turns[name, file.suffix] > 1 else ""
        yield Url(f"{url}file-{name}{turn}{file.suffix}")


def _attachment_keys(attachments: tuple[Attachment, ...]) -> tuple[str, ...]:
    """`1`, `2`, …, each once. Printed numbers go first, so an attachment without one never takes the number of another."""
    numbers = [label_number(a.label.value) if a.label else None for a in attachments]
    names, keys = UniqueNames(), [""] * len(attachments)
    for place, number in enumerate(numbers):
        if number is not None:
            keys[place] = names.take(str(number))
    for place, number in enumerate(numbers):
        if number is None:
            keys[place] = names.take(str(place + 1))
    return tuple(keys)


class _EntryAddresses:
    """Hands out the addresses of chronicle entries: by day and turn, without a date by issue and place."""

    def __init__(self) -> None:
        self._of_the_day: Counter[str] = Counter()
        self._undated: dict[str, UniqueNames] = {}

    def linked(self, entry: ChronicleEntry, issue: Issue) -> LinkedEntry:
        """The entry with its address and its anchor on the page of its month."""
        if entry.date is None:
            names = self._undated.setdefault(month_of(entry, issue), UniqueNames())
            anchor = names.take(f"e-{entry.position}")
            return LinkedEntry(entry, issue.id, Url(f"/chronicle/{issue.id}-e{entry.position}/"), anchor)
        self._of_the_day[entry.date] += 1
        turn = self._of_the_day[entry.date]
        suffix = f"-{turn}" if turn > 1 else ""
        anchor = f"d-{int(entry.date[8:])}{suffix}"
        return LinkedEntry(entry, issue.id, Url(f"/chronicle/{entry.date}{suffix}/"), anchor)
