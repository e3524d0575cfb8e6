"""Citations in running text become links where they stand: in paragraphs, notes, lists and tables, and in the title.

What to look for are the printed words of the namings that parsing found, so a page is searched once for all of them, and a page without
citations not at all. Words inside a heading's own link stay plain: links do not nest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from markupsafe import Markup, escape
from msgspec.structs import replace as replaced

from gazette_site.linking.archive import LinkedDocument, Reference, Relation, Url, Work
from gazette_site.linking.references import article_anchor
from gazette_site.publishing.pages.frame.addresses import at
from gazette_site.publishing.pages.frame.site import Site
from gazette_site.publishing.pages.text.errata import marked_words
from gazette_site.publishing.pages.text.pieces import AttachmentView, Members, Note, Piece, TextPiece
from gazette_site.publishing.pages.text.tables import Cell, TableView
from gazette_site.publishing.wording import say

_LEAST = 4
"""Shorter words are never linked."""
_FIXED = Markup('<a class="fix" href="{}" title="{}">{}</a>')
_LINK, _CITED = Markup('<a href="{}">{}</a>'), Markup('{}<a class="mn" href="#{}">{}</a>')


class TextLinks:
    """The links in the words of one page; `forms` are the words to look for, each with its `href`."""

    def __init__(
        self,
        forms: Mapping[str, str],
        cited: Mapping[str, tuple[str, int]] | None = None,
        fixed: Mapping[str, tuple[str, str]] | None = None,
    ) -> None:
        """`fixed` are words that a later issue corrected, each with its `href` and the words that are right."""
        self._fixed = fixed or {}
        self._hrefs = {**forms, **{words: href for words, (href, _) in self._fixed.items()}}
        longest_first = sorted(self._hrefs, key=lambda words: (-len(words), words))
        self._pattern = re.compile("|".join(map(re.escape, longest_first))) if longest_first else None
        self._cited = cited or {}

    def words(self, text: str) -> str:
        """The words, with their citations as links; plain words as they are."""
        if self._pattern is None or isinstance(text, Markup) or not self._pattern.search(text):
            return text
        return Markup("").join(self._parts(text, escape))

    def title(self, title: str, phrased: Callable[[str], Markup]) -> Markup:
        """A title with its phrase breaks and its citations as links."""
        if self._pattern is None:
            return phrased(title)
        return Markup("").join(self._parts(title, phrased))

    def _parts(self, text: str, shown: Callable[[str], Markup]) -> Iterator[Markup]:
        end = 0
        for match in self._pattern.finditer(text) if self._pattern else ():
            if match.start() > end:
                yield shown(text[end : match.start()])
            yield self._linked(match[0], shown)
            end = match.end()
        if end < len(text):
            yield shown(text[end:])

    def _linked(self, words: str, shown: Callable[[str], Markup]) -> Markup:
        if words in self._fixed:
            return _FIXED.format(self._hrefs[words], say("errata.mark", right=self._fixed[words][1]), shown(words))
        return _LINK.format(self._hrefs[words], shown(words))

    def pieces(self, pieces: Iterable[Piece]) -> tuple[Piece, ...]:
        """The pieces with the citations in them as links, and a note at each article that others cite."""
        if self._pattern is None and not self._cited:
            return tuple(pieces)
        return tuple(self._piece(piece) for piece in pieces)

    def attachment(self, view: AttachmentView) -> AttachmentView:
        """An attachment with the citations in it as links."""
        if self._pattern is None:
            return view
        return replace(view, runs=tuple(run._replace(pieces=self.pieces(run.pieces)) for run in view.runs))

    def _piece(self, piece: Piece) -> Piece:
        if isinstance(piece, TextPiece):
            return replaced(piece, text=self._noted(piece.anchor, self.words(piece.text)))
        if isinstance(piece, Note):
            return piece._replace(parts=tuple((w if anchor else self.words(w), anchor) for w, anchor in piece.parts))
        if isinstance(piece, Members):
            return piece._replace(lines=tuple(one._replace(post=self.words(one.post)) for one in piece.lines))
        return self._table(piece) if isinstance(piece, TableView) else piece

    def _noted(self, anchor: str, words: str) -> str:
        place, count = self._cited.get(anchor, ("", 0))
        return _CITED.format(words, place, say("text.cited_by", count=count)) if count else words

    def _table(self, table: TableView) -> TableView:
        return table._replace(head=self._rows(table.head), rows=self._rows(table.rows))

    def _rows(self, rows: tuple[tuple[Cell, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
        return tuple(tuple(cell._replace(text=self.words(cell.text)) for cell in row) for row in rows)


def text_links(site: Site, source: LinkedDocument, here: Url) -> TextLinks:
    """The links in the words of a document, on its own page or on that of one of its attachments (`here`)."""
    references, link = site.archive.references, site.links_on(here)
    cites = [one for one in references.outgoing.get(source.url, ()) if one.relation is Relation.CITES]
    forms = {words: link(target) for one in cites for words, target in _forms(one, references.targets.get(one.target))}
    cited = _cited_articles(references.incoming.get(source.url, ())) if here == source.url else {}
    home = "" if here == source.url else link(source.url)
    fixed = {words: (f"{home}#{anchor}", right) for words, (anchor, right) in marked_words(site, source).items()}
    return TextLinks(forms, cited, fixed)


def _forms(reference: Reference, target: LinkedDocument | Work | None) -> Iterator[tuple[str, Url]]:
    anchors = target.anchors if isinstance(target, LinkedDocument) else ()
    for mention in reference.mentions:
        anchor = article_anchor(mention.article) if mention.article and anchors else ""
        url = at(reference.target, anchor) if anchor in anchors else reference.target
        # A naming that a page cut in two is linked in both paragraphs.
        yield from ((words, url) for words in mention.printed.split("\n") if len(words) >= _LEAST)


def _cited_articles(incoming: Iterable[Reference]) -> dict[str, tuple[str, int]]:
    """Anchor of each article that others cite, with the place of the first of them in the list, and how many they are."""
    sources: dict[str, list[str]] = {}
    for reference in incoming:
        for label in reference.articles:
            citing = sources.setdefault(article_anchor(label), [])
            if reference.source.url not in citing:
                citing.append(reference.source.url)
    return {anchor: (cited_by_anchor(citing[0]), len(citing)) for anchor, citing in sources.items() if anchor}


def cited_by_anchor(source: str) -> str:
    """The anchor of a citing document in the list of a page: `by-lanfubanfa-2025-7`."""
    return "by-" + source.strip("/").rsplit("/", 1)[-1]
