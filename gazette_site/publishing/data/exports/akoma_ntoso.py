"""A document as Akoma Ntoso 3.0 (OASIS LegalDocML).

    akomaNtoso = doc(meta, preface, mainBody, attachments?)
    meta       = identification publication? lifecycle? references    lifecycle: a day for each state of the standing
    mainBody   = (p | table | part | chapter | section | level | article)*

编 章 节 条 are part, chapter, section and article, other numbered headings `level`; eId is the anchor that the page
has, so that a place has one name everywhere. Signature and date stay where they are printed.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence

from gazette_site.linking.archive import LinkedAttachment, LinkedDocument, LinkedIssue, Url
from gazette_site.linking.standing import Act, Standing
from gazette_site.model import Block, Level, Paragraph, Picture, Role, Table
from gazette_site.publishing.data.exports.outline import Outlined, heading_parts, outlined
from gazette_site.publishing.folder.well_formed import xml_bytes
from gazette_site.publishing.phrases import issue_name

_NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_ELEMENTS = {Level.PART: "part", Level.CHAPTER: "chapter", Level.SECTION: "section"}
_EVENTS = {Act.REPEALS: "repeal", Act.LAPSES: "repeal", Act.AMENDS: "amendment"}
"""What the schema calls an event; everything else begins or ends by words, `generation`."""
_ARTICLE_DEPTH = 99
"""Deeper than every heading: the next heading closes an article."""


def akoma_ntoso(linked: LinkedDocument, issue: LinkedIssue, gazette: str, standing: Standing) -> bytes:
    """The document with its attachments, UTF-8."""
    document, masthead = linked.document, issue.issue.masthead
    root = ET.Element("akomaNtoso", xmlns=_NAMESPACE)
    doc = ET.SubElement(root, "doc", name=document.kind or "公文")
    uri = _uri(linked, issue)
    meta = ET.SubElement(doc, "meta")
    _identification(meta, uri, _date(linked, issue), "main")
    if masthead.published:
        number = issue_name(masthead)
        name = masthead.gazette or gazette
        ET.SubElement(meta, "publication", date=masthead.published, name=name, showAs=name, number=number)
    _lifecycle(meta, standing)
    _references(meta, linked, standing)
    _preface(doc, linked)
    _fill(ET.SubElement(doc, "mainBody"), tuple(outlined(document.body, linked.anchors)), "")
    if linked.attachments:
        holder = ET.SubElement(doc, "attachments")
        for one in linked.attachments:
            _attachment(holder, one, uri, _date(linked, issue))
    return xml_bytes(root)


def _uri(linked: LinkedDocument, issue: LinkedIssue) -> str:
    slug = linked.url.strip("/").rpartition("/")[2]
    return f"/akn/cn/doc/{_date(linked, issue)[0]}/{slug}"


def _date(linked: LinkedDocument, issue: LinkedIssue) -> tuple[str, str]:
    """A day and what it is: 成文, else 出版, else the first day of the year of the issue (the schema asks for one)."""
    masthead = issue.issue.masthead
    if linked.document.date:
        return linked.document.date, "成文日期"
    return (masthead.published, "出版日期") if masthead.published else (f"{masthead.year}-01-01", "刊登年份")


def _identification(meta: ET.Element, uri: str, date: tuple[str, str], part: str) -> None:
    """Work, expression and manifestation, as the naming convention has them."""
    holder = ET.SubElement(meta, "identification", source="#gazette-site")
    for name, mark, suffix in (("Work", "", ""), ("Expression", "/zho@", ""), ("Manifestation", "/zho@", ".xml")):
        one = ET.SubElement(holder, f"FRBR{name}")
        ET.SubElement(one, "FRBRthis", value=f"{uri}{mark}/!{part}{suffix}")
        ET.SubElement(one, "FRBRuri", value=f"{uri}{mark}{suffix}")
        ET.SubElement(one, "FRBRdate", date=date[0], name=date[1])
        ET.SubElement(one, "FRBRauthor", href="#issuer-1" if name == "Work" else "#gazette-site")
        if name == "Work":
            ET.SubElement(one, "FRBRcountry", value="cn")
        elif name == "Expression":
            ET.SubElement(one, "FRBRlanguage", language="zho")


def _lifecycle(meta: ET.Element, standing: Standing) -> None:
    """One event for each day on which another state begins; the state is what the event refers to."""
    dated = [one for one in standing.periods if one.since]
    if not dated:
        return
    holder, sources = ET.SubElement(meta, "lifecycle", source="#gazette-site"), _sources(standing)
    for number, one in enumerate(dated, 1):
        other = sources.get(one.ground.source) if one.ground else None
        ET.SubElement(
            holder,
            "eventRef",
            eId=f"event-{number}",
            date=one.since or "",
            type=_EVENTS.get(one.ground.act, "generation") if one.ground else "generation",
            source=f"#{other or 'gazette-site'}",
            refersTo=f"#state-{one.state.value}",
        )


def _sources(standing: Standing) -> dict[str, str]:
    """The documents that do something to this one, with the names by which the events refer to them."""
    return {url: f"other-{number}" for number, url in enumerate(dict.fromkeys(one.source for one in standing.deeds), 1)}


def _references(meta: ET.Element, linked: LinkedDocument, standing: Standing) -> None:
    holder = ET.SubElement(meta, "references", source="#gazette-site")
    titles = {one.source: one.title for one in standing.deeds}
    for url, name in _sources(standing).items():
        ET.SubElement(holder, "passiveRef", eId=name, href=url, showAs=titles[Url(url)])
    for number, name in enumerate(linked.document.issuers or ("未载明",), 1):
        ET.SubElement(
            holder, "TLCOrganization", eId=f"issuer-{number}", href=f"/akn/ontology/organization/cn/{name}", showAs=name
        )
    href = "/akn/ontology/organization/gazette-site"
    ET.SubElement(holder, "TLCOrganization", eId="gazette-site", href=href, showAs="公报网站")
    for state in dict.fromkeys(one.state.value for one in standing.periods if one.since):
        ET.SubElement(
            holder, "TLCConcept", eId=f"state-{state}", href=f"/akn/ontology/concept/cn/{state}", showAs=state
        )


def _preface(doc: ET.Element, linked: LinkedDocument) -> None:
    holder = ET.SubElement(doc, "preface")
    _text(ET.SubElement(ET.SubElement(holder, "p"), "docTitle"), linked.document.title.value)
    number = linked.document.number
    if number:
        _text(ET.SubElement(ET.SubElement(holder, "p"), "docNumber"), number.printed.value or number.normal)


def _attachment(holder: ET.Element, one: LinkedAttachment, uri: str, date: tuple[str, str]) -> None:
    attachment = one.attachment
    element = ET.SubElement(holder, "attachment", eId=one.anchor)
    _text(ET.SubElement(element, "heading"), "　".join(attachment.head) or "附件")
    doc = ET.SubElement(element, "doc", name="附件")
    _identification(ET.SubElement(doc, "meta"), uri, date, one.anchor)
    body = ET.SubElement(doc, "mainBody")
    _fill(body, tuple(outlined(attachment.blocks, one.anchors)), f"{one.anchor}__")


def _fill(body: ET.Element, blocks: Sequence[Outlined], prefix: str) -> None:
    """Puts the blocks into `body`: headings and articles open an element, what follows goes into it."""
    open_: list[tuple[int, ET.Element]] = [(0, body)]
    for block, anchor, depth in blocks:
        article = isinstance(block, Paragraph) and block.role is Role.ARTICLE
        level = _ARTICLE_DEPTH if article else depth
        if isinstance(block, Paragraph) and level and block.role is not Role.ENCLOSED_TITLE:
            while open_[-1][0] >= level:
                _close(open_.pop()[1])
            open_.append((level, _opened(open_[-1][1], block, prefix + anchor if anchor else "", article)))
            continue
        if depth:
            while len(open_) > 1:
                _close(open_.pop()[1])
        _add(_holder(open_[-1][1]), block)
    while len(open_) > 1:
        _close(open_.pop()[1])
    if not len(body):
        ET.SubElement(body, "p")


def _opened(parent: ET.Element, block: Paragraph, eid: str, article: bool) -> ET.Element:
    """The element of a heading or an article, with its number, its words and the text that runs on."""
    name = "article" if article else _ELEMENTS.get(block.level, "level") if block.level else "level"
    element = ET.SubElement(parent, name, {"eId": eid} if eid else {})
    label, words, rest = (
        (block.label, "", block.text.value.removeprefix(block.label).strip()) if article else heading_parts(block)
    )
    if label:
        _text(ET.SubElement(element, "num"), label)
    if words:
        _text(ET.SubElement(element, "heading"), words)
    if rest:
        _text(ET.SubElement(_holder(element), "p"), rest)
    return element


def _holder(element: ET.Element) -> ET.Element:
    """Where text goes: `mainBody` itself, else the `intro` of an element, which `_close` turns into what it has to be."""
    if element.tag == "mainBody":
        return element
    last = element[-1] if len(element) else None
    return last if last is not None and last.tag in ("intro", "wrapUp") else ET.SubElement(element, "intro")


def _close(element: ET.Element) -> None:
    """An element holds either `content` alone or `intro` and further elements."""
    if element.tag == "mainBody":
        return
    nested = any(child.tag in (*_ELEMENTS.values(), "level", "article") for child in element)
    intro = next((child for child in element if child.tag == "intro"), None)
    if nested:
        return
    if intro is None:
        intro = ET.SubElement(element, "intro")
        ET.SubElement(intro, "p")
    intro.tag = "content"


def _add(holder: ET.Element, block: Block) -> None:
    if isinstance(block, Table):
        _table(holder, block)
    elif isinstance(block, Picture):
        _text(ET.SubElement(holder, "p", {"class": "picture"}), block.text.value or "（图）")
    else:
        kind = "" if block.role is Role.BODY else block.role.value
        _text(ET.SubElement(holder, "p", {"class": kind} if kind else {}), block.text.value)


def _table(holder: ET.Element, table: Table) -> None:
    rows = [row for row in table.rows if row]
    element = ET.SubElement(holder, "table") if rows else None
    for number, row in enumerate(rows):
        line = ET.SubElement(element, "tr") if element is not None else holder
        for cell in row:
            _text(ET.SubElement(ET.SubElement(line, "td" if number else "th"), "p"), cell.value)


def _text(element: ET.Element, words: str) -> None:
    element.text = words
