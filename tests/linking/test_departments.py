"""One department under one name in the register of duties."""

from __future__ import annotations

import pytest

from gazette_site.linking.archive import Listing, Url
from gazette_site.linking.departments import fullest, pointing


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("市数据局 数据局", "数据局=市数据局"),
        ("澜川市数据局 市数据局 数据局", "市数据局=澜川市数据局 数据局=澜川市数据局"),
        ("市数据局 东浦区数据局 数据局", ""),
        ("东浦区数据局 数据局", ""),
        ("市数据局 东浦市数据局 石笋市数据局", ""),
        ("东浦区人民政府 区人民政府 各区人民政府", ""),
        ("各市数据局 数据局", ""),
        ("市工业和信息化局 市工信局", ""),
        ("自治区水利厅 水利厅", "水利厅=自治区水利厅"),
        ("市市场监管局 市场监管局", "市场监管局=市市场监管局"),
        ("市委 委", ""),
        ("市城市管理局 管理局", ""),
    ],
)
def test_names(names: str, expected: str) -> None:
    """A name that lacks only its level is the longer one; with two longer ones, or one of a district, it stays."""
    found = fullest(names.split())
    assert " ".join(f"{short}={full}" for short, full in sorted(found.items())) == expected


def test_many_names_are_told_apart_in_one_go() -> None:
    """Each name is looked at by itself: a thousand departments are a thousand steps."""
    names = [f"市第{number}中心" for number in range(1000)]
    assert fullest([*names, *(name[1:] for name in names)]) == {name[1:]: name for name in names}


def test_a_short_name_points_to_the_full_one() -> None:
    """Its page stays, the full one says what is listed with it and comes first."""
    lists = (Listing("数据局", Url("/duties/a/"), ()), Listing("市数据局", Url("/duties/b/"), ()))
    full, short = pointing(lists, {"数据局": "市数据局"})
    assert (full.name, full.also, full.instead) == ("市数据局", ("数据局",), None)
    assert (short.name, short.instead) == ("数据局", "/duties/b/")
