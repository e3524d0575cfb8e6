"""Names of issue files, and which issue each means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazette_site.issue_names import IssueName, name_of, order_of, read_name


@pytest.mark.parametrize(
    ("stem", "id", "should_be"),
    [
        ("2024-03", "2024-03", "2024-03"),
        ("2024-003", "2024-03", "2024-03"),
        ("2024-127", "2024-127", "2024-127"),
        ("2024-1665", "2024-1665", "2024-1665"),
        ("2024-03-04", "2024-03", "2024-03-04"),
        ("2024-03-05", "2024-03", "2024-03-05"),
        ("2024-03-04-05", "2024-03", "2024-03-05"),
        ("2024-01b", "2024-01b", "2024-01b"),
        ("2024-z1", "2024-z1", "2024-z1"),
        ("2024-Z2", "2024-z2", "2024-z2"),
        ("2024-07-z1", "2024-07-z1", "2024-07-z1"),
        ("2024-07-08-z2", "2024-07-z2", "2024-07-08-z2"),
    ],
)
def test_a_name_means_an_issue(stem: str, id: str, should_be: str) -> None:
    """An issue is known by its first number; its file is called by the first and the last."""
    name = read_name(stem)
    assert name is not None
    assert (name.id, name.stem) == (id, should_be)


@pytest.mark.parametrize(
    "stem",
    [
        "2024-3",
        "2024-00",
        "2024-04-03",
        "2024-03-03",
        "2024-01-31",
        "2024-z0",
        "2024-07z1",
        "2024-",
        "1824-03",
        "2024-01z",
        "三月",
    ],
)
def test_what_is_no_name_of_an_issue(stem: str) -> None:
    """Numbers that do not rise, too many of them, none at all."""
    assert read_name(stem) is None


def test_order() -> None:
    """By number, not by letter; a supplement after its issue, those of the year and a second numbering after all others."""
    ids = ["2024-99", "2024-100", "2024-07", "2024-07-z1", "2024-08", "2024-z1", "2023-12", "2024-01b"]
    names = [name.id for name in map(read_name, ids) if name]
    assert sorted(names, key=order_of) == [
        *("2023-12", "2024-07", "2024-07-z1", "2024-08", "2024-99", "2024-100", "2024-01b", "2024-z1")
    ]


@given(
    st.integers(1900, 2099),
    st.integers(1, 999),
    st.integers(0, 11),
    st.integers(0, 99),
    st.sampled_from(["", "b", "c"]),
)
def test_names_survive(year: int, first: int, more: int, extra: int, run: str) -> None:
    """What a file should be called means the same issue, and an id means the issue by its first number."""
    name = IssueName(year, tuple(range(first, first + more + 1)), run, extra)
    assert read_name(name.stem) == name
    assert name_of(name.id) == name._replace(numbers=(first,))
