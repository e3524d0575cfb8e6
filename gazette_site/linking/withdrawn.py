"""`withdraw` and `noindex` of the sidecars: what is taken out of the archive, and which addresses say so.

    archive ──▶ archive without the texts that were withdrawn, a `Withdrawn` at each address that they leave

1. A text that is withdrawn is nowhere in the archive after this: not among documents, lists, references, furniture or corrections.
2. Every address that it had, and that of every list it leaves empty, is in `Archive.withdrawn`; addresses of others do not move.
3. What the print shows of it is covered: whole pages, or all of it where its page is not known.
4. An order whose address is not one of its issue is an error that names the nearest one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from gazette_site.characters import bare
from gazette_site.linking.archive import Archive, LinkedDocument, LinkedIssue, Listing, Url, Withdrawn
from gazette_site.linking.corrected import corrected_left
from gazette_site.linking.months import by_month
from gazette_site.linking.references import references_of
from gazette_site.linking.slugs import numbers_list
from gazette_site.linking.without import without_attachments
from gazette_site.model import NO_ORDERS, AddressOrder, Cover, Furniture, Hiding, Issue, IssueId, Span, Text
from gazette_site.problems import Problem, error
from gazette_site.texts import texts_of_attachment, texts_of_document, texts_of_entry

_SHORTEST_TITLE = 4
_LEAST = 50
"""Likeness, of 100, from which an address is worth proposing."""


def obeyed(archive: Archive, romanisations: Mapping[str, str]) -> tuple[Archive, tuple[Problem, ...]]:
    """The archive with the orders of all sidecars carried out, and those that cannot be."""
    ordering = [one for one in archive.issues if one.issue.privacy != NO_ORDERS]
    if not ordering:
        return archive, ()
    withdrawn: dict[Url, Withdrawn] = {}
    unlisted: set[Url] = set()
    problems: list[Problem] = []
    for linked in ordering:
        left, more = _leaving(linked)
        withdrawn |= left
        problems += more
        hidden, more = _unlisted(linked)
        unlisted |= hidden
        problems += more
    hidden_print = any(one.issue.privacy.no_pdf for one in ordering)
    result = _reduced(archive, withdrawn, romanisations) if withdrawn or hidden_print else archive
    return replace(result, unlisted=frozenset(unlisted)), tuple(problems)


# -- which addresses the orders are about


def _addresses(linked: LinkedIssue) -> dict[Url, tuple[Url, ...]]:
    """Each address of an issue that an order can name, with the addresses that go with it, itself first."""
    found: dict[Url, tuple[Url, ...]] = {}
    for document in linked.documents:
        attached = tuple(one.url for one in document.attachments)
        found[document.url] = (document.url, *attached)
        found |= {url: (url,) for url in attached}
    found |= {entry.url: (entry.url,) for entry in linked.entries}
    pages = (_print_of(linked),) if linked.issue.pdf else ()
    found[linked.url] = (linked.url, *dict.fromkeys(url for urls in found.values() for url in urls), *pages)
    return found


def _print_of(linked: LinkedIssue) -> Url:
    return Url(f"{linked.url}pages/")


def _leaving(linked: LinkedIssue) -> tuple[dict[Url, Withdrawn], list[Problem]]:
    known = _addresses(linked)
    left: dict[Url, Withdrawn] = {}
    problems = []
    for order in linked.issue.privacy.withdrawals:
        named = Url(order.address.rstrip("/") + "/")
        if named not in known:
            problems.append(_unknown(linked, order, known))
        for url in known.get(named, ()):
            left.setdefault(url, Withdrawn(url, linked.issue.id, order.reason, order.decided, url == named))
    return left, problems


def _unlisted(linked: LinkedIssue) -> tuple[set[Url], list[Problem]]:
    """The pages of an issue that search engines leave out; an attachment goes with its document."""
    known = _addresses(linked)
    if linked.issue.pdf:
        known[_print_of(linked)] = (_print_of(linked),)
    hidden: set[Url] = set()
    problems = []
    for order in linked.issue.privacy.unlisted:
        named = Url(order.address.rstrip("/") + "/")
        if named not in known:
            problems.append(_unknown(linked, order, known))
        hidden.update(known.get(named, ()))
    return hidden, problems


def _unknown(linked: LinkedIssue, order: AddressOrder, known: Iterable[Url]) -> Problem:
    from rapidfuzz import process  # only for what went wrong

    near = process.extractOne(order.address, list(known), score_cutoff=_LEAST)
    hint = f"，是不是 {near[0]}" if near else ""
    file = f"{linked.issue.file.rpartition('.')[0]}.yaml"
    message = f"privacy 里的网址不是本期的：{order.address}{hint}；没有照办，请改正"
    return error(file, message, order.line, order.address, "privacy-address")


# -- the archive without them


def _reduced(archive: Archive, withdrawn: dict[Url, Withdrawn], romanisations: Mapping[str, str]) -> Archive:
    issues = tuple(_without(one, withdrawn) for one in archive.issues if one.url not in withdrawn)
    kept = {one.url: one for linked in issues for one in linked.documents}
    years = _listed(archive.years, kept, keep={_year(one.issue.id) for one in issues})
    sections, issuers, kinds = (_listed(one, kept) for one in (archive.sections, archive.issuers, archive.kinds))
    months = by_month(issues)
    references = references_of(issues, romanisations)
    reduced = replace(
        archive,
        issues=issues,
        years=years,
        sections=sections,
        issuers=tuple(sorted(issuers, key=lambda one: (-len(one.documents), one.name))),
        topics=_listed(archive.topics, kept),
        duties=_listed(archive.duties, kept),
        kinds=tuple(sorted(kinds, key=lambda one: (-len(one.documents), one.name))),
        months=months,
        register=tuple(
            replace(line, document=kept[line.document.url]) for line in archive.register if line.document.url in kept
        ),
        by_id={one.issue.id: one for one in issues},
        references=references,
        thinned=frozenset(_thinned(archive, withdrawn)),
    )
    there = set(_lists(reduced))
    empty = [url for url in dict.fromkeys(_lists(archive)) if url not in there]
    cause = next(iter(withdrawn.values()), None)
    gone = {url: replace(cause, url=url, named=False, list=True) for url in empty} if cause else {}
    return replace(reduced, withdrawn={**withdrawn, **gone, **_prints(issues, withdrawn)})


def _lists(archive: Archive) -> Iterator[Url]:
    """The addresses of all pages that list something, overviews included."""
    lists = (*archive.years, *archive.sections, *archive.issuers, *archive.kinds, *archive.topics, *archive.duties)
    yield from (one.url for one in lists)
    yield from (month.url for month in archive.months)
    yield from (work.url for work in archive.references.works)
    documents = (one.url for linked in archive.issues for one in linked.documents)
    yield from filter(None, (Url(numbers_list(url)) for url in documents))
    overviews = {
        "/references/": archive.references.works,
        "/appointments/": archive.register,
        "/chronicle/": archive.months,
        "/duties/": archive.duties,
        "/years/": archive.years,
    }
    yield from (Url(url) for url, listed in overviews.items() if listed)


def _thinned(archive: Archive, withdrawn: Mapping[Url, Withdrawn]) -> Iterator[Url]:
    """The pages that named or showed what is withdrawn: of its document, month, year and numbers, of the chronicle and the issue."""
    of_entries = {entry.url: month.url for month in archive.months for entry in month.entries}
    for url, one in withdrawn.items():
        yield Url(f"/years/{_year(one.issue)}/")
        yield archive.by_id[one.issue].url
        yield _print_of(archive.by_id[one.issue])
        yield from (of_entries[url], Url("/chronicle/")) if url in of_entries else ()
        yield Url(f"{url.rstrip('/').rpartition('/')[0]}/")
        yield from (Url(numbers_list(url)), Url("/documents/numbers/"), Url("/appointments/"))


def _prints(issues: Iterable[LinkedIssue], withdrawn: Mapping[Url, Withdrawn]) -> dict[Url, Withdrawn]:
    """The pages of the print that cannot be shown, because it is not known where on them the words stand."""
    found: dict[Url, Withdrawn] = {}
    for linked in issues:
        privacy, url = linked.issue.privacy, _print_of(linked)
        if not linked.issue.pdf or not privacy.no_pdf or url in withdrawn:
            continue
        orders: tuple[Hiding | AddressOrder, ...] = (*privacy.hidings, *privacy.withdrawals)
        if orders:
            found[url] = Withdrawn(url, linked.issue.id, orders[0].reason, orders[0].decided, False)
    return found


def _year(issue: IssueId) -> str:
    return issue.partition("-")[0]


def _listed(
    lists: Iterable[Listing], kept: Mapping[Url, LinkedDocument], keep: Iterable[str] = ()
) -> tuple[Listing, ...]:
    """The lists with what is left in them; empty ones only if they are to be kept by name."""
    left = (replace(one, documents=tuple(kept[d.url] for d in one.documents if d.url in kept)) for one in lists)
    stay = set(keep)
    return tuple(one for one in left if one.documents or one.name in stay)


def _without(linked: LinkedIssue, withdrawn: Mapping[Url, Withdrawn]) -> LinkedIssue:
    """The issue without what was withdrawn of it."""
    if not any(url in withdrawn for url in _addresses(linked)):
        return linked
    documents = tuple(without_attachments(one, withdrawn) for one in linked.documents if one.url not in withdrawn)
    entries = tuple(one for one in linked.entries if one.url not in withdrawn)
    issue = linked.issue
    chronicle = issue.chronicle and replace(issue.chronicle, entries=tuple(one.entry for one in entries))
    titles = tuple(filter(None, map(bare, _titles(linked, withdrawn))))
    dropped = tuple(one for one in issue.furniture if _tells(one, titles))
    removed = (*_removed(linked, withdrawn), *(one.text for one in dropped))
    whole = {bare(one.document.contents_title or "") for one in linked.documents if one.url in withdrawn}
    reduced = replace(
        issue,
        documents=tuple(one.document for one in documents),
        chronicle=chronicle,
        contents=tuple(one for one in issue.contents if bare(one.title) not in whole),
        furniture=tuple(one for one in issue.furniture if one not in dropped),
    )
    left = replace(linked, issue=_covered(reduced, removed), documents=documents, entries=entries)
    return corrected_left(linked, left)


def _titles(linked: LinkedIssue, withdrawn: Mapping[Url, Withdrawn]) -> Iterator[str]:
    for one in linked.documents:
        if one.url in withdrawn:
            yield from (one.document.title.value, one.document.contents_title or "")
            yield one.document.normal_number
        for attached in one.attachments:
            if attached.url in withdrawn:
                yield attached.attachment.printed_title


def _tells(item: Furniture, titles: Iterable[str]) -> bool:
    """Whether something left out names what was withdrawn: a line of the contents, a running head, a table's repeated head."""
    words = bare(item.text.value).strip("0123456789")
    return len(words) >= _SHORTEST_TITLE and any(words in title or title in words for title in titles)


def _removed(linked: LinkedIssue, withdrawn: Mapping[Url, Withdrawn]) -> Iterator[Text]:
    for one in linked.documents:
        if one.url in withdrawn:
            yield from texts_of_document(one.document)
            continue
        for attached in one.attachments:
            if attached.url in withdrawn:
                yield from texts_of_attachment(attached.attachment)
    for entry in linked.entries:
        if entry.url in withdrawn:
            yield from texts_of_entry(entry.entry)


def _covered(issue: Issue, removed: Iterable[Text]) -> Issue:
    """The issue with what it says of the removed texts taken back, and with the pages covered that show them."""
    spans: tuple[Span, ...] = tuple(sorted(span for text in removed for span in text.spans))
    lines = {span.line for span in spans}
    pages = set(_pages(issue, lines))
    privacy = issue.privacy
    covers = {one.page: one for one in privacy.covers} | {page: Cover(page) for page in pages if page}
    hidings = (replace(one, lines=tuple(n for n in one.lines if n not in lines)) for one in privacy.hidings)
    return replace(
        issue,
        corrections=tuple(one for one in issue.corrections if one.line not in lines),
        privacy=replace(
            privacy,
            hidings=tuple(one for one in hidings if one.lines),
            covers=tuple(covers[page] for page in sorted(covers)),
            no_pdf=privacy.no_pdf or 0 in pages,
            cut=spans,
        ),
    )


def _pages(issue: Issue, lines: Collection[int]) -> Iterator[int]:
    """The pages of the PDF that may show some lines, 0 for one that is not known.

    Of a transcript a line that was not found in the PDF has the page of the line before: it may stand on any up to the next one that is known.
    """
    if not issue.line_pages:
        return
    sure = issue.file.lower().endswith(".pdf")
    following, after = issue.pages[-1].index if issue.pages else 0, {}
    before = 0
    for line in range(len(issue.line_pages), 0, -1):
        page = issue.line_pages[line - 1]
        if page and page != before:
            following, before = before or following, page
        after[line] = following
    for line in lines:
        page = issue.line_pages[line - 1]
        yield from (page,) if sure or not page else range(page, max(after[line], page) + 1)
