"""`link`: the issues of a gazette become its archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from gazette_site.config import SiteConfig
from gazette_site.linking import lists
from gazette_site.linking.addresses import check_unique, with_addresses
from gazette_site.linking.archive import Archive, LinkedDocument, Listing, Url
from gazette_site.linking.around import addresses_of
from gazette_site.linking.cards import Card, card_of
from gazette_site.linking.coverage import coverage_of
from gazette_site.linking.departments import fullest, names_in, pointing
from gazette_site.linking.errata import errata_of
from gazette_site.linking.misnamed import misnamed, same_titles
from gazette_site.linking.months import by_month, entry_places
from gazette_site.linking.order import find_gaps, in_order
from gazette_site.linking.references import references_of
from gazette_site.linking.timelines import standings_of
from gazette_site.linking.topics import Topics, topics_of
from gazette_site.linking.totals import check_confirmed, check_cumulative, check_numbered, check_running
from gazette_site.linking.twins import Whole, twins_of
from gazette_site.linking.withdrawn import obeyed
from gazette_site.model import Issue
from gazette_site.problems import Problem


def link(issues: Iterable[Issue], config: SiteConfig) -> tuple[Archive, tuple[Problem, ...]]:
    """The archive of whole issues, as `link_cards`."""
    return link_cards(map(card_of, issues), config, lambda linked: linked.document)


def link_cards(cards: Iterable[Card], config: SiteConfig, whole: Whole) -> tuple[Archive, tuple[Problem, ...]]:
    """The archive of the issues of the cards, given in any order, and what is wrong between them; `whole` fetches a body.

    1. The same issues and configuration give the same archive.
    2. No two of its records have the same address; where they would, that is a problem.
    """
    by_issue = {id(card.issue): card for card in cards}
    ordered, duplicates = in_order(card.issue for card in by_issue.values())
    linked, taken = with_addresses((by_issue[id(issue)] for issue in ordered), config.romanisations)
    months = by_month(linked)
    documents = lists.newest_first(linked)
    sections = lists.in_configured_order(lists.grouped(documents, _section), config.sections)
    issuers = lists.largest_first(lists.grouped(documents, _issuers))
    kinds = lists.largest_first(lists.grouped(documents, _kind))
    topics = Topics(config.topics)
    by_topic = lists.in_configured_order(lists.grouped(documents, topics.of), topics.names)
    full = fullest(duty.department for one in documents for duty in one.document.duties)
    by_department = lists.largest_first(lists.grouped(documents, lambda one: names_in(one, full)))
    pages, taken_by_lists = _list_pages(
        {"categories": sections, "issuers": issuers, "kinds": kinds, "topics": by_topic, "duties": by_department},
        config,
    )
    archive = Archive(
        issues=linked,
        gaps=find_gaps(ordered),
        months=months,
        years=lists.by_year(linked),
        sections=pages["categories"],
        issuers=pages["issuers"],
        kinds=pages["kinds"],
        topics=pages["topics"],
        duties=pointing(pages["duties"], full),
        register=lists.register(documents),
        by_id={issue.issue.id: issue for issue in linked},
        references=references_of(linked, config.romanisations),
    )
    counted = (check_cumulative(ordered), check_confirmed(ordered), check_running(ordered), check_numbered(ordered))
    problems = (duplicates, *counted, taken, taken_by_lists)
    said = (*(p for group in problems for p in group), *check_unique(_pages(archive)))
    reduced, refused = obeyed(archive, config.romanisations)
    standing, doubts = standings_of(reduced.issues, reduced.references)
    errata = errata_of(reduced.issues)
    said_of = replace(
        reduced,
        entries=entry_places(reduced.months),
        standing=standing,
        topics_of=topics_of(reduced.topics),
        coverage=coverage_of(reduced),
        corrected=errata.of,
        correcting=errata.by,
        twins=twins_of(reduced.issues, whole),
    )
    return said_of, (
        *said,
        *refused,
        *doubts,
        *errata.problems,
        *misnamed(reduced.issues),
        *same_titles(reduced.issues, reduced.references),
    )


def _section(linked: LinkedDocument) -> tuple[str, ...]:
    return (linked.document.section,) if linked.document.section else ()


def _issuers(linked: LinkedDocument) -> tuple[str, ...]:
    return linked.document.issuers


def _kind(linked: LinkedDocument) -> tuple[str, ...]:
    return (linked.document.kind,) if linked.document.kind else ()


def _list_pages(
    folders: Mapping[str, lists.Groups], config: SiteConfig
) -> tuple[dict[str, tuple[Listing, ...]], tuple[Problem, ...]]:
    pages: dict[str, tuple[Listing, ...]] = {}
    problems: list[Problem] = []
    for folder, groups in folders.items():
        pages[folder], taken = lists.with_urls(groups, folder, config.romanisations, config.file)
        problems.extend(taken)
    return pages, tuple(problems)


def _pages(archive: Archive) -> Iterator[tuple[Url, str]]:
    """Address and file of every page that a record has."""
    for linked in archive.issues:
        yield from ((url, linked.issue.file) for url in addresses_of(linked))
    months = ((month.url, archive.by_id[month.entries[0].issue].issue.file) for month in archive.months)
    yield from months
    yield from ((work.url, "references") for work in archive.references.works)
