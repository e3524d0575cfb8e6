"""Numbers that do not fit the title beside them: what a document ends, changes, extends or sets aside is perhaps another one.

    《关于渡船检验的通知》（澜府发〔2024〕20号）同时废止, and the archive holds 澜府发〔2024〕2号 under that title, nothing under the other number
    《关于渡船检验的通知》（澜府发〔2024〕3号）同时废止, and the document of that number is called otherwise
    《关于渡船检验的通知》同时废止, and the archive holds several of that title: nothing is done to any

The number counts, as everywhere (`references`); a person decides. Misprinted is year or figure, not both: another edition of a text has both
of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gazette_site.characters import bare
from gazette_site.document_numbers import number_parts
from gazette_site.linking.archive import LinkedDocument, LinkedIssue, References
from gazette_site.linking.references import belongs
from gazette_site.model import Amendment, Extension, NormalNumber, Repeal, Suspension
from gazette_site.problems import Problem, Record, warning

_SHORTEST = 6
_SEVERAL = "本站叫这个题目的不止一件；网页没有算在哪一件上，请查明是哪一件，在编者说明里写明"


def misnamed(issues: Sequence[LinkedIssue]) -> tuple[Problem, ...]:
    """A warning for each document that is named by a number and a title which the archive does not hold together."""
    numbered: dict[NormalNumber, LinkedDocument] = {}
    titled: dict[str, list[LinkedDocument]] = defaultdict(list)
    for one in (document for issue in issues for document in issue.documents):
        if one.document.number:
            numbered.setdefault(one.document.number.normal, one)
            for matter in _matters(one):
                titled[matter].append(one)
    return tuple(
        _said(issue, source, message)
        for issue in issues
        for source in issue.documents
        for number, title in dict.fromkeys(_named(source))
        if (message := _at_odds(number, title, source, numbered, titled))
    )


def same_titles(issues: Sequence[LinkedIssue], references: References) -> tuple[Problem, ...]:
    """A warning for each document that is ended, changed, extended or set aside by a title which several documents bear."""
    files = {one.issue.id: one for one in issues}
    named = {
        (one.source.url, one.title): one.source
        for one in references.unresolved
        if one.number is None and any(not deed.number and deed.title == one.title for deed in _deeds(one.source))
    }
    return tuple(
        _warned(files[source.issue], source, f"文中对《{title}》作出规定而没有写文号，{_SEVERAL}", "deed-title-shared")
        for (_, title), source in named.items()
    )


def _deeds(source: LinkedDocument) -> tuple[Repeal | Amendment | Extension | Suspension, ...]:
    document = source.document
    return (*document.repeals, *document.amendments, *document.extensions, *document.suspensions)


def _named(source: LinkedDocument) -> Iterator[tuple[NormalNumber, str]]:
    """What a document does something to, where number and title are printed."""
    deeds = _deeds(source)
    yield from ((deed.number, deed.title) for deed in deeds if deed.number and len(bare(deed.title)) >= _SHORTEST)


def _matters(one: LinkedDocument) -> set[str]:
    """The titles of a document and of what it carries, with their issuers and without."""
    document = one.document
    names = {bare(words) for words in (document.title.value, document.instrument or "")}
    issuer = bare("".join(document.issuers))
    return {name.removeprefix(issuer) for name in names} | {name for name in names if len(name) >= _SHORTEST}


def _at_odds(
    number: NormalNumber,
    title: str,
    source: LinkedDocument,
    numbered: dict[NormalNumber, LinkedDocument],
    titled: dict[str, list[LinkedDocument]],
) -> str:
    holder = numbered.get(number)
    if holder is source:
        return ""
    if holder is not None:
        return "" if belongs(title, holder) else f"文中把《{title}》写作{number}，{number}却是“{_title(holder)}”"
    others = [one for one in titled.get(bare(title), ()) if one is not source and _one_slip(number, one)]
    if len(others) != 1 or not others[0].document.number:
        return ""
    return f"文中把《{title}》写作{number}，本站这一题目的文号是{others[0].document.number.normal}"


def _one_slip(number: NormalNumber, one: LinkedDocument) -> bool:
    """Whether two numbers of one code differ in the year or in the figure only."""
    printed = number_parts(number)
    other = number_parts(one.document.number.normal) if one.document.number else None
    same_code = bool(printed and other and printed.code == other.code)
    return bool(same_code and printed and other and (printed.year == other.year) != (printed.n == other.n))


def _title(one: LinkedDocument) -> str:
    return one.document.instrument or one.document.title.value


def _said(issue: LinkedIssue, source: LinkedDocument, message: str) -> Problem:
    return _warned(issue, source, f"{message}；网页按文号处理，请核对是否印错", "number-other-title")


def _warned(issue: LinkedIssue, source: LinkedDocument, message: str, code: str) -> Problem:
    problem = warning(issue.issue.file, message, source.document.title.line, "", code)
    return replace(problem, record=Record("document", source.document.position), url=source.url)
