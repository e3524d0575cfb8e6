"""What a page says about itself to machines: schema.org as JSON-LD, and the meta names of 网页标签规范.

Only what the gazette prints or the clerk configures is stated; what is not known is left out. JSON-LD stands inline:
a data block is not run, so a Content-Security-Policy that forbids inline scripts lets it be, and search engines read
only the inline form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from markupsafe import Markup

from gazette_site.linking.archive import LinkedDocument, LinkedIssue, Url
from gazette_site.linking.standing import ENDED, HOLDS, Act, Certainty, Standing, State
from gazette_site.model import Amendment, IsoDate, Masthead, Repeal
from gazette_site.parsing.clauses.periods import day_before
from gazette_site.publishing.folder.output import json_text
from gazette_site.publishing.phrases import number_in_citation
from gazette_site.publishing.standing_words import is_over
from gazette_site.publishing.wording import say

if TYPE_CHECKING:
    from gazette_site.config import SiteConfig

Facts = dict[str, object]

_NO_LEGISLATION = ("报告",)
"""Kinds that lay down nothing; appointments and these are plain works."""
_COLUMN_NAMES = {"description": "ColumnDescription", "keywords": "ColumnKeywords", "type": "ColumnType"}
_RELATIONS = {Act.REPEALS: "legislationRepeals", Act.AMENDS: "legislationAmends"}
_UNSAFE = (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))


def document_facts(
    linked: LinkedDocument,
    issue: LinkedIssue,
    gazette: str,
    url: str,
    standing: Standing,
    full: Callable[[Url], str],
    topics: Iterable[str] = (),
) -> Facts:
    """A document as `Legislation`; `full` makes the address on the web of another page, its topics are keywords.

    Days that are derived from others are not stated. That it is in force depends on the day and is not stated either; that it
    is not, where another document had ended it when that was published.
    """
    document = linked.document
    lays_down = document.kind not in _NO_LEGISLATION and not document.appointments
    shared: Facts = {
        "name": document.title.value,
        "datePublished": issue.issue.masthead.published,
        "inLanguage": "zh-CN",
        "keywords": [*topics],
        "isPartOf": issue_facts(issue.issue.masthead, gazette),
        "url": url,
    }
    if not lays_down:
        number = document.normal_number or None
        plain: Facts = {"identifier": number, "dateCreated": document.date, "creator": _offices(document.issuers)}
        return _stated("CreativeWork", plain | shared, url)
    own: Facts = {
        "legislationIdentifier": document.normal_number or None,
        "legislationType": document.kind,
        "legislationDate": document.date,
        "legislationResponsible": _offices(document.issuers),
        "legislationLegalValue": "https://schema.org/UnofficialLegalValue",
        "legislationRepeals": _acts(one for one in document.repeals if not one.lapsed),
        "legislationAmends": _acts(document.amendments),
        "legislationDateOfApplicability": _first_day(standing),
        "expires": _last_day(standing),
        "legislationLegalForce": _legal_force(standing),
        "@reverse": _done_by(standing, full),
    }
    return _stated("Legislation", own | shared, url)


def _legal_force(standing: Standing) -> str | None:
    """Where it is so on every day on which the page can be read: ended, or in force without some of its parts."""
    if is_over(standing):
        return "https://schema.org/NotInForce"
    for_good = any(one.until is None and one.since <= one.deed.published for one in standing.parts)
    return (
        "https://schema.org/PartiallyInForce"
        if for_good and standing.last.state in HOLDS and _begun(standing)
        else None
    )


def _begun(standing: Standing) -> bool:
    """Whether it was in force by its own text or another one when its parts were set aside or ended."""
    first = standing.first_of(*HOLDS)
    return bool(first and first.since and all(first.since <= one.since for one in standing.parts))


def _first_day(standing: Standing) -> IsoDate | None:
    """From when it applies, where its own text prints the day."""
    first = standing.periods[1] if len(standing.periods) > 1 else None
    begins = first and standing.periods[0].state is State.PENDING and first.certainty is Certainty.PRINTED
    return first.since if first and begins else None


def _last_day(standing: Standing) -> IsoDate | None:
    """Its last day, where a text prints it or the day of its end."""
    ended = standing.first_of(*ENDED)
    return day_before(ended.since) if ended and ended.since and ended.certainty is Certainty.PRINTED else None


def _done_by(standing: Standing, full: Callable[[Url], str]) -> Facts | None:
    """The documents that end or change it, from their side."""
    found: dict[str, dict[Url, Facts]] = {}
    for deed in standing.deeds:
        relation = _RELATIONS.get(deed.act)
        if relation and not deed.void:
            facts: Facts = {"legislationIdentifier": deed.number, "name": deed.title, "url": full(deed.source)}
            found.setdefault(relation, {})[deed.source] = _stated("Legislation", facts, full(deed.source))
    return {relation: list(acts.values()) for relation, acts in found.items()} or None


def issue_facts(masthead: Masthead, gazette: str, url: str = "") -> Facts:
    """An issue as `PublicationIssue` of its periodical."""
    facts: Facts = {
        "issueNumber": number_in_citation(masthead),
        "datePublished": masthead.published,
        "isPartOf": periodical_facts(masthead.gazette or gazette, masthead.organiser),
        "url": url,
    }
    return _stated("PublicationIssue", facts, url)


def periodical_facts(name: str, organiser: str | None, city: str | None = None, url: str = "") -> Facts:
    """The gazette as `Periodical`; the city is what it is about, where that is configured."""
    publisher = _stated("GovernmentOrganization", {"name": organiser}) if organiser else None
    about = _stated("City", {"name": city}) if city else None
    return _stated("Periodical", {"name": name, "publisher": publisher, "spatialCoverage": about, "url": url}, url)


def data_block(facts: Facts) -> Markup:
    """The facts as the content of a `script` element: no character in it can end the element."""
    text = json_text({"@context": "https://schema.org", **facts})
    # `str.translate` takes forty times as long, for each character is looked up.
    for sign, escaped in _UNSAFE:
        text = text.replace(sign, escaped)
    return Markup(text)


def site_tags(config: SiteConfig, domain: str) -> tuple[tuple[str, str], ...]:
    """SiteName, SiteDomain, SiteIDCode."""
    return _known(("SiteName", config.name), ("SiteDomain", domain), ("SiteIDCode", config.site_id))


def column_tags(config: SiteConfig, name: str) -> tuple[tuple[str, str], ...]:
    """ColumnName and what is configured for that column."""
    facts = config.columns.get(name, {})
    return _known(("ColumnName", name), *((meta, facts.get(key)) for key, meta in _COLUMN_NAMES.items()))


def article_tags(
    config: SiteConfig, title: str, source: str, published: IsoDate | None, more: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """ArticleTitle, PubDate, ContentSource and what else is known of a text (Author, Description, Url, Image)."""
    moment = f"{published} {config.publish_time}" if published and config.publish_time else None
    content_source = say("marks.book", title=config.name) + source if source else None
    head = (("ArticleTitle", title), ("PubDate", moment), ("ContentSource", content_source))
    return _known(*head, *more.items())


def _known(*tags: tuple[str, str | None]) -> tuple[tuple[str, str], ...]:
    return tuple((name, content) for name, content in tags if content)


def _stated(kind: str, facts: Facts, url: str = "") -> Facts:
    """An entity of that type with what is known of it."""
    named: Facts = {"@id": url} if url else {}
    return {"@type": kind, **named, **{key: value for key, value in facts.items() if value}}


def _offices(names: Iterable[str]) -> list[Facts]:
    return [_stated("GovernmentOrganization", {"name": name}) for name in names]


def _acts(changes: Iterable[Repeal | Amendment]) -> list[Facts]:
    """The documents that are repealed or amended."""
    return [_stated("Legislation", {"legislationIdentifier": one.number, "name": one.title}) for one in changes]
