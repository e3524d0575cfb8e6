"""The engine finds every page that contains the words, and no other."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest

from gazette_site.fold import fold, simplified
from gazette_site.linking.archive import Url
from gazette_site.publishing.phrases import chinese_date
from tests.search.conftest import Served
from tests.search.published import folded_pages

_ASK = """async ([base, queries, options]) => {
    const { search } = await import(`${base}/search/engine.js`);
    const answers = [];
    for (const query of queries) {
        const { exact, related, total, certain } = await search(query, { ...options, limit: options.limit ?? Infinity });
        answers.push({ exact: exact.map(hit => hit.url), related: related.map(hit => hit.url), total, certain });
    }
    return answers;
}"""


def ask(page: Any, site: Served, queries: list[str], **options: Any) -> list[dict[str, Any]]:
    """What the engine answers, from a page that is not the search page."""
    page.goto(f"{site.address}/about/")
    answers: list[dict[str, Any]] = page.evaluate(_ASK, [site.address, queries, options])
    return answers


def found(page: Any, site: Served, queries: list[str], **options: Any) -> list[list[str]]:
    """The exact hits of each query."""
    return [answer["exact"] for answer in ask(page, site, queries, related=False, **options)]


def substrings(pages: dict[str, str], number: int, seed: int) -> list[str]:
    """Random substrings of 1 to 12 characters of the folded text, long pages more often."""
    chance = random.Random(seed)
    urls, weights = list(pages), [len(text) for text in pages.values()]
    queries: list[str] = []
    while len(queries) < number:
        text = pages[chance.choices(urls, weights)[0] if chance.random() < 0.7 else chance.choice(urls)]
        length = chance.randint(1, 12)
        start = chance.randrange(max(len(text) - length + 1, 1))
        words = text[start : start + length]
        # A point at either end is no part of a number any more.
        queries += [words] if words and fold(words) == words else []
    return queries


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_recall_and_precision_are_one(site: Served, page: Any, seed: int) -> None:
    """500 random substrings, across lines, cells and titles: exactly the pages that contain them."""
    pages = folded_pages(site.archive)
    queries = substrings(pages, 500, seed)
    for query, urls in zip(queries, found(page, site, queries), strict=True):
        assert sorted(urls) == sorted(url for url, text in pages.items() if query in text), query


def test_a_substring_across_a_point_is_found_without_it(site: Served, page: Any) -> None:
    """Where nothing has a number without a point, the point is overlooked, and only there."""
    pages = folded_pages(site.archive)
    pointless = {url: text.replace(".", "") for url, text in pages.items()}
    queries = [
        text[match.start() - 2 : match.end() + 1].replace(".", "")
        for text in pages.values()
        for match in re.finditer(r"[0-9]\.[0-9]", text)
        if match.start() > 2
    ][:60]
    for query, urls in zip(queries, found(page, site, queries), strict=True):
        strict = sorted(url for url, text in pages.items() if query in text)
        assert sorted(urls) == (strict or sorted(url for url, text in pointless.items() if query in text)), query


def test_what_occurs_nowhere_is_not_found(site: Served, page: Any) -> None:
    """100 strings of the characters of the text in an order that occurs nowhere."""
    pages = folded_pages(site.archive)
    signs, chance = sorted(set("".join(pages.values())) - {"."}), random.Random(7)
    pointless = "\n".join(pages.values()).replace(".", "")
    queries: list[str] = []
    while len(queries) < 100:
        words = "".join(chance.choices(signs, k=chance.randint(2, 8)))
        queries += [words] if words not in pointless else []
    assert found(page, site, queries) == [[]] * 100


def test_several_words_are_all_there(site: Served, page: Any) -> None:
    """Words with blanks between them may stand anywhere on the page; a minus excludes, quotation marks keep together."""
    pages = folded_pages(site.archive)
    chance, expected = random.Random(5), dict[str, set[str]]()
    for _ in range(30):
        text = pages[chance.choice(list(pages))]
        first, second, third = (_words(text, chance) for _ in range(3))
        with_first, with_second, with_third = ({u for u, t in pages.items() if w in t} for w in (first, second, third))
        expected[f"{first} {second}"] = with_first & with_second
        expected[f"{first} {second} -{third}"] = (with_first & with_second) - with_third
        expected[f"“{first}” －“{third}”"] = with_first - with_third
    for query, urls in zip(expected, found(page, site, list(expected)), strict=True):
        assert set(urls) == expected[query], query


def _words(text: str, chance: random.Random) -> str:
    words = ""
    while not words.isalpha():
        start = chance.randrange(max(len(text) - 4, 1))
        words = text[start : start + 3]
    return words


def test_a_phrase_is_not_its_words(site: Served, page: Any) -> None:
    """In quotation marks blanks do not part words; without them they do."""
    split, phrase = found(page, site, ["社区 办法", "“社区 办法”"])
    assert len(split) > 0
    assert phrase == []


def test_titles_lead_to_their_page(site: Served, page: Any) -> None:
    """The whole title of a document finds a document of that title first."""
    titles = {one.url: one.document.title.value for linked in site.archive.issues for one in linked.documents}
    answers = found(page, site, list(titles.values()), limit=3)
    for title, urls in zip(titles.values(), answers, strict=True):
        assert titles[Url(urls[0])] == title


def spellings(code: str, year: str, n: str) -> list[str]:
    """Nine ways in which people type a document number."""
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    return [
        f"{code}〔{year}〕{n}号",
        f"{code}[{year}]{n}号",
        f"{code}({year}){n}号",
        f"{code}（{year}） {n} 号",
        f"{code}【{year}】第{n}号",
        f"{code}〔{year}〕{n}号".translate(wide),
        f" {code} 〔 {year} 〕 {n.zfill(3)} 号",
        f"{code}{year} {n}",
        f"{code}{year}{n}號",
    ]


def test_numbers_lead_to_their_document(site: Served, page: Any) -> None:
    """Every number in nine spellings has its document first."""
    numbers = {
        one.document.number.normal: one.url
        for linked in site.archive.issues
        for one in linked.documents
        if one.document.number
    }
    asked = [
        (spelling, url)
        for normal, url in numbers.items()
        if (match := re.fullmatch(r"(.+)〔(\d+)〕(\d+)号", normal))
        for spelling in spellings(*match.groups())
    ]
    assert len(asked) > 100
    answers = found(page, site, [spelling for spelling, _ in asked], limit=3)
    for (spelling, url), urls in zip(asked, answers, strict=True):
        assert urls[:1] == [url], spelling


def test_orders_lead_to_their_document(site: Served, page: Any) -> None:
    """A number without a year is found too, in figures of any width."""
    orders = {
        one.document.number.normal: one.url
        for linked in site.archive.issues
        for one in linked.documents
        if one.document.number and "令第" in one.document.number.normal
    }
    for normal, url in orders.items():
        n = re.sub(r"\D", "", normal)
        queries = [normal, normal.replace("第", ""), normal.replace(n, f" {n} ")]
        assert [urls[0] for urls in found(page, site, queries, limit=3)] == [url] * 3


def test_persons_lead_to_their_appointment(site: Served, page: Any) -> None:
    """The name of somebody who is appointed or removed finds the notice first."""
    notices: dict[str, set[str]] = {}
    for line in site.archive.register:
        notices.setdefault(line.appointment.person, set()).add(line.document.url)
    assert notices
    for urls, right in zip(found(page, site, list(notices), limit=3), notices.values(), strict=True):
        assert urls[0] in right


def test_places_lead_to_where_they_are_named(site: Served, page: Any) -> None:
    """A place in a title finds such a title first; any other a page that names it."""
    pages = folded_pages(site.archive)
    titles = {one.url: fold(one.document.title.value) for linked in site.archive.issues for one in linked.documents}
    places = sorted(set(re.findall(r"[\u4e00-\u9fff]{2}(?:路|桥|江|区|县|社区|街道|镇)", "".join(pages.values()))))
    for place, urls in zip(places, found(page, site, places, limit=3), strict=True):
        headed: set[str] = {url for url, title in titles.items() if place in title}
        assert urls[0] in (headed or {url for url, text in pages.items() if place in text})


def test_dates_are_found_in_full(site: Served, page: Any) -> None:
    """An entry that prints only month and day is found by the whole date, as a date is written or in figures."""
    entries = [one for linked in site.archive.issues for one in linked.entries if one.entry.date]
    for write in (chinese_date, str):
        answers = found(page, site, [write(one.entry.date) for one in entries if one.entry.date])
        assert all(one.url in urls for one, urls in zip(entries, answers, strict=True))


def test_traditional_characters_are_found(site: Served, page: Any) -> None:
    """Queries in traditional characters find the same as in simplified ones, by a browser that begins with either."""
    traditional = str.maketrans(
        {plain: form for form, plain in reversed(list(simplified().items())) if ord(form) >= 0x4E00}
    )
    simple = substrings(folded_pages(site.archive), 60, seed=4)
    assert found(page, site, [query.translate(traditional) for query in simple]) == found(page, site, simple)


def test_percent_signs_count_where_they_are_written(site: Served, page: Any) -> None:
    """`5.6%` is on the pages that print it so, `5.6` also on others."""
    plain, percent = found(page, site, ["5.6", "5.6％"])
    assert set(percent) <= set(plain)
    assert percent


@pytest.mark.parametrize("query", ["", "  ", "，。", "-", "“”", "-社区", "\\", "[", "𠀀", "a" * 5000])
def test_odd_queries_do_no_harm(site: Served, page: Any, query: str) -> None:
    """What cannot be searched finds nothing and breaks nothing."""
    assert found(page, site, [query]) == [[]]


def test_filters_narrow_and_are_counted(site: Served, page: Any) -> None:
    """Each filter leaves as many hits as its count said; several values of one are alternatives."""
    page.goto(f"{site.address}/about/")
    wrong = page.evaluate(
        """async base => {
            const { search, DIMENSIONS } = await import(`${base}/search/engine.js`);
            const wrong = [];
            const { facets, total } = await search("管理", { limit: Infinity });
            for (const name of DIMENSIONS) {
                for (const [value, count] of Object.entries(facets[name])) {
                    const { exact } = await search("管理", { filters: { [name]: value }, limit: Infinity });
                    if (exact.length !== count) wrong.push([name, value, count, exact.length]);
                }
                const all = await search("管理", { filters: { [name]: Object.keys(facets[name]) }, limit: Infinity });
                if (["group", "year", "section"].includes(name) && all.total !== total) wrong.push([name, all.total]);
            }
            return wrong;
        }""",
        site.address,
    )
    assert wrong == []


def test_synonyms_and_loose_questions_are_related(site: Served, page: Any) -> None:
    """A synonym of the configuration, and a question in other words, find what the exact layer does not."""
    queries = ["吃饭的地方", "养老食堂怎么办", "图书馆暑假几点关门"]
    synonym, question, long_question = ask(page, site, queries, limit=10)
    assert synonym["exact"] == question["exact"] == long_question["exact"] == []
    titled, library = (
        next(one.url for linked in site.archive.issues for one in linked.documents if words in one.document.title.value)
        for words in ("推进社区食堂", "公共图书馆")
    )
    assert titled in synonym["related"]
    assert titled in question["related"]
    assert library in long_question["related"]


def test_the_best_come_first_and_a_limit_holds(site: Served, page: Any) -> None:
    """With a limit the engine gives the first of the complete list, as many as asked for, and the number of all."""
    complete, few = ask(page, site, ["管理"], related=False)[0], ask(page, site, ["管理"], related=False, limit=4)[0]
    assert few["exact"] == complete["exact"][:4]
    assert few["total"] == complete["total"] == len(complete["exact"])


def test_an_attachment_is_one_hit(site: Served, page: Any) -> None:
    """Words of an attachment are found on its page; the copy on the document's page is no second hit."""
    pages = folded_pages(site.archive)
    documents = [document for linked in site.archive.issues for document in linked.documents]
    attached = [(pages[one.url][-12:], one.url, of.url) for of in documents for one in of.attachments]
    asked = [(words, url, of) for words, url, of in attached if len(words) == 12 and words not in pages[of]]
    assert asked
    for (_, url, of), urls in zip(asked, found(page, site, [words for words, _, _ in asked]), strict=True):
        assert url in urls
        assert of not in urls


def test_few_pages_are_fetched_in_vain(site: Served, page: Any) -> None:
    """Pages that have the pairs of a phrase, but other signs around them, are no candidates: hardly more than contain it."""
    pages = folded_pages(site.archive)
    queries = [query for query in substrings(pages, 600, 8) if len(query) > 3]
    page.goto(f"{site.address}/about/")
    likely = page.evaluate(
        """async ([base, queries]) => {
            const { prepare } = await import(`${base}/search/engine.js`);
            return Promise.all(queries.map(async query => (await prepare(`"${query}"`)).pages.length));
        }""",
        [site.address, queries],
    )
    assert sum(likely) < 1.05 * sum(query in text for query in queries for text in pages.values())


def test_nothing_is_downloaded_before_the_reader_searches(site: Served, page: Any) -> None:
    """Opening the home page or the empty search page asks for no part of an index."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ("/", "/search/", "/documents/"):
        page.goto(site.address + path)
        page.wait_for_load_state("networkidle")
    assert not [url for url in asked if url.endswith(".bin") or "/pagefind/" in url]


def test_the_table_of_traditional_characters_is_fetched_for_these_only(site: Served, page: Any) -> None:
    """A question that finds nothing asks for it only if it has a sign that may be traditional."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    for query, wanted in (("宇宙飞船怎么买", False), ("宇宙飛船怎麽買", True), ("皇后在后", False), ("皇後乾杯", True)):
        asked.clear()
        found(page, site, [query])
        assert any(name.startswith("simplified-") for name in asked) is wanted, query
