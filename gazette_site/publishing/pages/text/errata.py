"""更正: what later issues have corrected in a document, above its text and at the words; and what a document corrects itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from gazette_site.linking.archive import CorrectionLink, LinkedDocument, Url
from gazette_site.model import Document
from gazette_site.publishing.pages.frame.site import Site
from gazette_site.publishing.pages.text.force import Banner, Part
from gazette_site.publishing.wording import say
from gazette_site.texts import texts_of_document

ANCHOR = "erratum-{}"
"""The id of the banner of a correction, counted from 1."""


def erratum_banners(site: Site, url: Url) -> tuple[Banner, ...]:
    """The banners above what was corrected, a document or an issue, one for each document that corrects it."""
    links = site.archive.corrected.get(url, ())
    groups = [list(group) for _, group in groupby(links, key=lambda one: one.source.url)]
    return tuple(_corrected(site, group, number) for number, group in enumerate(groups, 1))


def correcting_banners(site: Site, linked: LinkedDocument) -> tuple[Banner, ...]:
    """The banner above a document that corrects others."""
    targets = {one.target: one for one in site.archive.correcting.get(linked.url, ())}
    if not targets:
        return ()
    parts = [Part(say("errata.corrects"))]
    for url, one in targets.items():
        words = say("marks.book", title=one.title) if one.title else site.issue_name(one.issue)
        parts += [Part(words, url), Part(say("marks.enumeration"))]
    return (Banner("mod", tuple(parts[:-1])),)


def _corrected(site: Site, group: list[CorrectionLink], number: int) -> Banner:
    source = group[0].source
    head = (
        Part(say("errata.printed_in", issue=site.issue_name(source.issue))),
        Part(source.document.title.value, source.url),
    )
    hints = tuple((Part(words),) for words in map(_reading, group) if words)
    quotes = tuple(
        dict.fromkeys(one.erratum.sentence for one in group if one.erratum.sentence and not one.erratum.wrong)
    )
    return Banner("mod", head, hints, quotes, anchor=ANCHOR.format(number))


def _reading(link: CorrectionLink) -> str:
    one = link.erratum
    if not one.wrong:
        return ""
    place = one.article or (say("pages.number", page=one.page) if one.page else "")
    return say("errata.reading", place=place, wrong=one.wrong, right=one.right)


def marked_words(site: Site, linked: LinkedDocument) -> Mapping[str, tuple[str, str]]:
    """The corrected words of a document that can be found in it, each with the anchor of its banner and the words that are right.

    Only words that stand in the text once: where they stand several times, it is not known which of them is meant.
    """
    return dict(_marked(site.archive.corrected.get(linked.url, ()), linked.document))


def _marked(links: tuple[CorrectionLink, ...], document: Document) -> Iterator[tuple[str, tuple[str, str]]]:
    values = [text.value for text in texts_of_document(document)] if links else []
    sources = list(dict.fromkeys(one.source.url for one in links))
    for one in links:
        wrong = one.erratum.wrong
        if wrong and sum(value.count(wrong) for value in values) == 1:
            yield wrong, (ANCHOR.format(sources.index(one.source.url) + 1), one.erratum.right)
