"""The drawings that are made from the records."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gazette_site.config import SiteConfig
from gazette_site.languages import template_folder
from gazette_site.linking.archive import LinkedDocument, Listing, Url
from gazette_site.linking.standing import Act, Certainty, Deed, Standing
from gazette_site.linking.timelines import standing_of
from gazette_site.model import Force, IsoDate, IssueId, Place
from gazette_site.publishing.machines.web_manifest import web_manifest
from gazette_site.publishing.pages.pictures.heat_map import heat_map
from gazette_site.publishing.pages.pictures.reference_graph import Named, reference_graph
from gazette_site.publishing.pages.pictures.validity_bars import validity_bars
from gazette_site.publishing.pages.pictures.yearly_bars import yearly_bars

MONTHS = {1: Url("/chronicle/2024-01/"), 2: Url("/chronicle/2024-02/")}


def days(*numbers: str) -> list[IsoDate]:
    """Days from `2024-01-05` and the like."""
    return [IsoDate(one) for one in numbers]


# The days of a year ---------------------------------------------------------------------------------------------------


def test_each_day_of_the_months_held_is_a_dot() -> None:
    """29 days in February of a leap year; days with nothing on them are marked too; days of other years are not drawn."""
    drawn = heat_map(2024, days("2024-01-05", "2024-02-29", "2024-02-29", "2023-02-28"), MONTHS)
    assert drawn
    january, february = drawn.rows
    assert [len(row.dots) + len(row.empty) for row in drawn.rows] == [31, 29]
    assert [(dot.words, dot.times) for dot in (*january.dots, *february.dots)] == [("1月5日", 1), ("2月29日", 2)]
    assert (january.total, february.total) == (1, 2) and january.url == MONTHS[1]


def test_more_on_a_day_is_a_larger_dot() -> None:
    """One, two, more: three sizes."""
    drawn = heat_map(2024, days("2024-01-01", *["2024-01-02"] * 2, *["2024-01-03"] * 3, *["2024-01-04"] * 9), MONTHS)
    assert drawn
    radii = [dot.radius for dot in drawn.rows[0].dots]
    assert radii == sorted(radii) and len(set(radii)) == 3


def test_a_month_that_is_not_held_has_no_row() -> None:
    """An empty row would say that nothing happened."""
    drawn = heat_map(2024, days("2024-01-05"), {1: None, 12: None})
    assert drawn and [row.month for row in drawn.rows] == [1, 12]


def test_one_month_is_not_drawn() -> None:
    """It has its own calendar."""
    assert heat_map(2024, days("2024-01-05"), {1: None}) is None


# Years by section -------------------------------------------------------------------------------------------------------


@pytest.fixture
def documents(make_document: Callable[..., object]) -> Callable[..., tuple[LinkedDocument, ...]]:
    """Linked documents: `documents(3, section="市政府文件", …)`."""

    def make(count: int, start: int = 1, **fields: object) -> tuple[LinkedDocument, ...]:
        return tuple(
            LinkedDocument(make_document(position=n, **fields), "2024-01", Url(f"/documents/{n}/"), (), ())  # type: ignore[arg-type]
            for n in range(start, start + count)
        )

    return make


def test_a_bar_is_as_long_as_its_year(documents: Callable[..., tuple[LinkedDocument, ...]]) -> None:
    """The longest fills the drawing; the segments of a bar follow each other and add up to it."""
    orders, notices = documents(3, section="令"), documents(1, 9, section="通知")
    years = (Listing("2024", Url("/years/2024/"), (*orders, *notices)), Listing("2023", Url("/years/2023/"), notices))
    drawn = yearly_bars(years, (Listing("令", Url("/a/"), orders), Listing("通知", Url("/b/"), notices)))
    assert drawn and [kind.name for kind in drawn.kinds] == ["令", "通知"]
    first, second = drawn.bars
    assert [(one.left, one.width) for one in first.segments] == [(0, 750), (750, 250)]
    assert first.counts == (3, 1) and first.total == 4
    assert [(one.left, one.width) for one in second.segments] == [(0, 250)] and second.counts == (0, 1)


def test_small_sections_are_drawn_together(documents: Callable[..., tuple[LinkedDocument, ...]]) -> None:
    """As many as can be told apart by their fill; documents without a section are among the others."""
    names = ("甲", "乙", "丙", "丁", "戊")
    groups = {name: documents(5 - n, n * 10, section=name) for n, name in enumerate(names)}
    without = documents(1, 99, section=None)
    everything = (*(one for group in groups.values() for one in group), *without)
    years = (Listing("2024", Url("/years/2024/"), everything), Listing("2023", Url("/years/2023/"), everything))
    drawn = yearly_bars(years, [Listing(name, Url("/x/"), group) for name, group in groups.items()])
    assert drawn and [kind.name for kind in drawn.kinds] == ["甲", "乙", "丙", ""]
    assert drawn.bars[0].counts == (5, 4, 3, 4) and sum(drawn.bars[0].counts) == drawn.bars[0].total


def test_one_year_is_not_drawn(documents: Callable[..., tuple[LinkedDocument, ...]]) -> None:
    """There is nothing to compare."""
    assert yearly_bars((Listing("2024", Url("/years/2024/"), documents(3)),), ()) is None


# In force from when to when ---------------------------------------------------------------------------------------------


def in_force(document: LinkedDocument, first: str | None, last: str | None = None) -> LinkedDocument:
    """The document, in force from and to a day as its text says."""
    force = Force(IsoDate(first) if first else None, IsoDate(last) if last else None, "自……起施行", Place(0))
    return replace(document, document=replace(document.document, force=force))


def done(act: Act, day: str, certainty: Certainty = Certainty.PRINTED, **fields: Any) -> Deed:
    """What another document does."""
    source, on = Url("/documents/other/"), IsoDate(day)
    return Deed(
        act, source, "……", "", IssueId("2020-01"), Url("/issues/2020-01/"), "", "", "……", on, certainty, on, **fields
    )


def standing(documents: tuple[LinkedDocument, ...], **deeds: Deed) -> dict[Url, Standing]:
    """What holds of each document; a deed is given by the place of its document, `one`, `three`."""
    names = ("one", "two", "three", "four")
    return {
        linked.url: standing_of(
            linked.url, linked.document.force, None, (deeds[name],) if name in deeds else (), {}, True
        )
        for name, linked in zip(names, documents, strict=True)
    }


@pytest.fixture
def listed(documents: Callable[..., tuple[LinkedDocument, ...]]) -> tuple[LinkedDocument, ...]:
    """Four documents: with a last day, without, with another, and one that says nothing of its force."""
    one, two, three, four = documents(4)
    spans = (("2020-01-01", "2024-12-31"), ("2021-07-01", None), ("2022-01-01", "2022-12-31"))
    return (*(in_force(each, *span) for each, span in zip((one, two, three), spans, strict=True)), four)


def test_a_term_is_drawn_as_far_as_a_text_says(listed: tuple[LinkedDocument, ...]) -> None:
    """To its last day; without one to the edge, open; what says nothing has no bar."""
    drawn = validity_bars(listed, standing(listed))
    assert drawn and set(drawn.bars) == {one.url for one in listed[:3]}
    one, two, three = (drawn.bars[document.url] for document in listed[:3])
    assert (one.state, two.state, three.state) == ("ends", "open", "ends")
    assert one.left + one.width > two.left + two.width > three.left + three.width  # room for the dots of the open one
    assert one.left < two.left < three.left
    assert drawn.marks[0].year == 2020


def test_a_day_that_was_worked_out_is_said_to_be(listed: tuple[LinkedDocument, ...]) -> None:
    """自印发之日起, or five years from a day: the bar is drawn, and knows that not every day is printed."""
    one = listed[0]
    assert one.document.force
    worked_out = replace(one, document=replace(one.document, force=replace(one.document.force, expires_derived=True)))
    again = (worked_out, *listed[1:])
    drawn = validity_bars(again, standing(again))
    assert drawn and [drawn.bars[each.url].derived for each in listed[:3]] == [True, False, False]


def test_a_repeal_and_an_extension_move_the_end(listed: tuple[LinkedDocument, ...]) -> None:
    """Repealed on a day: ended there. Prolonged to a day, or by a term that can be counted on: ends then; without either: open."""
    one, _, three, _ = listed
    repealed = done(Act.REPEALS, "2023-06-30")
    longer = done(Act.EXTENDS, "2022-12-01", until=IsoDate("2026-12-31"))
    drawn = validity_bars(listed, standing(listed, one=repealed, three=longer))
    assert drawn and (drawn.bars[one.url].state, drawn.bars[one.url].last) == ("ended", "2023-06-30")
    assert (drawn.bars[three.url].state, drawn.bars[three.url].last) == ("ends", "2026-12-31")
    counted = validity_bars(listed, standing(listed, three=done(Act.EXTENDS, "2022-12-01", term="三年")))
    assert counted and counted.bars[three.url][2:] == ("2022-01-01", "2025-12-31", "ends", True)
    kept = validity_bars(listed, standing(listed, three=done(Act.EXTENDS, "2022-12-01")))
    assert kept and (kept.bars[three.url].state, kept.bars[three.url].last) == ("open", None)


def test_a_repeal_without_a_day_has_no_bar(listed: tuple[LinkedDocument, ...]) -> None:
    """Where it ended cannot be drawn; and two bars are too few."""
    undated = done(Act.REPEALS, "2023-01-01", Certainty.UNDATED)
    assert validity_bars(listed, standing(listed, one=undated)) is None


# Who names whom ---------------------------------------------------------------------------------------------------------


def named(title: str, when: str, by_this: bool = True, **fields: bool) -> Named:
    """A document of the drawing."""
    return Named(title, f"澜府发〔{when[:4]}〕1号", Url(f"/documents/{title}/"), when, by_this, **fields)


def test_documents_stand_in_the_order_of_time() -> None:
    """The document of the page between those that it names and those that name it."""
    others = [named("后", "2025-01-01", False), named("前", "2019"), named("中", "2022-05-05")]
    drawn = reference_graph("澜府发〔2023〕1号", "2023-02-02", others)
    assert drawn and [point.title for point in drawn.points] == ["前", "中", "", "后"]
    assert [point.y for point in drawn.points] == sorted(point.y for point in drawn.points)
    assert [point.url is None for point in drawn.points] == [False, False, True, False]
    assert [arc.style for arc in drawn.arcs] == ["l1", "l1", "l2"]


def test_what_has_no_date_is_not_drawn() -> None:
    """It has no place in the order; with fewer than two others there is no drawing."""
    others = [named("前", "2019"), named("不详", ""), named("中", "2022")]
    drawn = reference_graph("", "2023-02-02", others)
    assert drawn and len(drawn.points) == 3
    assert reference_graph("", "2023-02-02", others[:2]) is None
    assert reference_graph("", "", others) is None


def test_many_documents_are_drawn_in_part() -> None:
    """Those that end or are ended first; how many are left out is said."""
    others = [named(f"第{n}件", f"20{n:02}") for n in range(20)]
    others[19] = named("废止的", "2021", ends=True)
    drawn = reference_graph("", "2023-02-02", others)
    assert drawn and len(drawn.arcs) == 12 and drawn.left_out == 8
    assert "废止的" in [point.title for point in drawn.points]


def test_a_long_title_comes_to_what_it_is_about() -> None:
    """The issuer is left out before anything is cut."""
    long = "澜川市人民政府办公室关于做好村镇小型供水工程建设和管护工作的若干意见"
    others = [named("前", "2019"), named(long, "2020"), named("澜川市人民政府关于修桥的通知", "2021")]
    drawn = reference_graph("", "2023-02-02", others)
    assert drawn and [point.title for point in drawn.points][1:3] == [
        "关于做好村镇小型供水工程建设和管护…",
        "澜川市人民政府关于修桥的通知",
    ]


# The manifest -------------------------------------------------------------------------------------------------------------


def test_the_manifest_names_icons_that_are_there() -> None:
    """Its addresses are relative, so that it holds in a sub-folder; every icon is an asset."""
    content = json.loads(web_manifest(SiteConfig(name="澜川市人民政府公报")).content)
    assert content["name"] == "澜川市人民政府公报" and content["lang"] == "zh-CN" and content["start_url"] == "./"
    files = [Path(icon["src"]) for icon in content["icons"]]
    assert files and all((template_folder() / file).is_file() for file in files)
