"""Paragraphs and headings as HTML: the one piece of markup that is made here and not in a template.

A page has a hundred of them, and a macro call for each would be a fifth of all rendering.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple, Protocol

from markupsafe import Markup

from gazette_site.publishing.pages.frame.quick import plain
from gazette_site.publishing.wording import language, say


class Piece(Protocol):
    """Any piece of a text."""

    @property
    def shape(self) -> str:
        """`line` for a paragraph or a heading."""


class PrintedLine(Piece, Protocol):
    """What is known of a paragraph or a heading; `pages.text.pieces.TextPiece` says what each is."""

    @property
    def tag(self) -> str: ...
    @property
    def style(self) -> str: ...
    @property
    def anchor(self) -> str: ...
    @property
    def link(self) -> str: ...
    @property
    def number(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def page(self) -> int | None: ...
    @property
    def level(self) -> int: ...
    @property
    def moment(self) -> str: ...


class Lines(NamedTuple):
    """Paragraphs and headings in a row, ready to show."""

    html: Markup
    shape: str = "lines"


def printed(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces of a text, each run of paragraphs and headings as one."""
    run: list[str] = []
    for piece in pieces:
        if piece.shape == "line":
            run.append(_element(piece))  # type: ignore[arg-type]  # which the shape tells
            continue
        if run:
            yield Lines(Markup("".join(run)))
            run = []
        yield piece
    if run:
        yield Lines(Markup("".join(run)))


def line(one: PrintedLine) -> Markup:
    """One paragraph or heading."""
    return Markup(_element(one))


def _element(one: PrintedLine) -> str:
    """The element of a paragraph or a heading, escaped, with a line break after it."""
    tag, text = one.tag, plain(one.text)
    if not (one.number or one.moment or one.anchor) and one.page is None:
        return f'<{tag} class="{one.style}">{text}</{tag}>\n' if one.style else f"<{tag}>{text}</{tag}>\n"
    if one.number:
        number = plain(one.number)
        if one.link:
            number = f'<a class="n" href="{plain(one.link)}">{number}</a>'
        text = f"<h{one.level}>{number}</h{one.level}>{text}" if one.level else f"{number}{text}"
    elif one.moment:
        text = f'<time datetime="{plain(one.moment)}">{text}</time>'
    style = f' class="{one.style}"' if one.style else ""
    anchor = f' id="{plain(one.anchor)}"' if one.anchor else ""
    page = "" if one.page is None else marker(one.page)
    if page and tag not in ("p", "div"):  # A page mark is no part of the name of a heading.
        return f'<p class="flat">{page}</p>\n<{tag}{style}{anchor}>{text}</{tag}>\n'
    return f"<{tag}{style}{anchor}>{page}{text}</{tag}>\n"


def marker(page: int) -> Markup:
    """Where a printed page begins: `— 7 —`, a link to itself."""
    before, after = _around(language())
    return Markup(f'<a class="pg" id="p-{page}" href="#p-{page}">{before}— {page} —{after}</a>')


@lru_cache(maxsize=8)
def _around(spoken: str) -> tuple[Markup, Markup]:
    """The words around a page number for who only hears it, in the language that is spoken."""
    words = say("pages.in_print_before"), say("pages.in_print_after")
    before, after = (Markup('<span class="vh">{}</span>').format(one) for one in words)
    return before, after
