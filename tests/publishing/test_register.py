"""The register of appointments in pages: what is added changes the first page alone, and old places still lead on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gazette_site.config import SiteConfig
from gazette_site.linking import link
from gazette_site.model import Appointment, AppointmentAction, Issue
from gazette_site.publishing.pages import render_pages
from tests.conftest import MakeDocument, MakeIssue

CONFIG = SiteConfig(name="澜川市人民政府公报")
Issued = Callable[[str, int], Issue]


@pytest.fixture
def issued(make_issue: MakeIssue, make_document: MakeDocument) -> Issued:
    """Makes an issue with so many appointments."""

    def make(id: str, count: int) -> Issue:
        lines = tuple(
            Appointment(f"{id}的第{n}人", AppointmentAction.APPOINTED, "市林业局副局长", "", 0) for n in range(count)
        )
        year, number = id.split("-")
        return make_issue(id, make_document(f"澜府任〔{year}〕{int(number)}号", appointments=lines))

    return make


def register(*issues: Issue) -> dict[str, str]:
    """The pages of the register, by their paths."""
    pages = render_pages(link(issues, CONFIG)[0], CONFIG)
    return {one.path: one.content.decode() for one in pages if one.path.startswith("appointments/")}


def test_a_short_register_is_one_page(issued: Issued) -> None:
    """With fewer than four hundred lines."""
    assert list(register(issued("2024-01", 399))) == ["appointments/index.html"]


def test_a_long_register_is_cut_from_the_oldest_line_on(issued: Issued) -> None:
    """Two hundred on each further page; every line is on one page."""
    pages = register(issued("2023-01", 250), issued("2024-01", 300), issued("2025-01", 100))
    counts = {path: page.count('<th scope="row">') for path, page in pages.items()}
    assert counts == {
        "appointments/index.html": 250,
        "appointments/3/index.html": 200,
        "appointments/2/index.html": 200,
    }
    assert "2023-01的第249人" in pages["appointments/2/index.html"]


def test_an_issue_that_is_added_changes_the_first_page_alone(issued: Issued) -> None:
    """As long as no page is cut anew, and its years are the same."""
    old = (issued("2023-01", 250), issued("2024-01", 300))
    before, after = register(*old), register(*old, issued("2024-02", 20))
    assert before.keys() == after.keys()
    assert [path for path in before if before[path] != after[path]] == ["appointments/index.html"]


def test_the_place_of_a_year_stays_on_the_first_page(issued: Issued) -> None:
    """It is public; of a year that begins on a further page it leads there."""
    pages = register(issued("2023-01", 250), issued("2024-01", 300), issued("2025-01", 100))
    first, third = pages["appointments/index.html"], pages["appointments/3/index.html"]
    assert all(first.count(f'id="y-{year}"') == 1 for year in (2023, 2024, 2025))
    assert 'id="y-2023" href="../appointments/3/#year-2023"' in first
    assert 'id="year-2023"' in third
