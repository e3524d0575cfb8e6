"""What is doubtful about the pages of a PDF, for the clerk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from gazette_site.characters import without_blanks
from gazette_site.model import FurnitureReason, Trust
from gazette_site.problems import Problem, warning
from gazette_site.reading.pdf.characters import Aside, PageContent
from gazette_site.reading.pdf.formulas import formulas
from gazette_site.reading.pdf.layout import PageLayout
from gazette_site.reading.pdf.many_columns import has_many_columns

_FEW = 5
"""Places of a page that are told one by one."""
_QUOTED = 40
"""Characters that are quoted of what is set aside."""


def doubts(layouts: Sequence[PageLayout], file: str, why_not: str) -> Iterator[Problem]:
    """Problems of pages, in order. `why_not` says why pages without words were not recognised."""
    for index, layout in enumerate(layouts):
        yield from _of_words(layout, file, why_not)
        yield from _of_asides(index, layout, file)


def _of_words(layout: PageLayout, file: str, why_not: str) -> Iterator[Problem]:
    page, content = layout.content.number, layout.content
    if layout.trust is Trust.NONE:
        yield warning(file, f"这一页没有可用的文字层，按图片发布；{why_not}", page, code="page-without-text")
    elif layout.trust is Trust.RECOGNISED and content.layer:
        message = "这一页是扫描图，文字取自图下看不见的文字层（通常由机器识别），请与图片校对"
        yield warning(file, message, page, code="page-recognised")
    elif layout.trust is Trust.RECOGNISED:
        yield warning(file, "这一页没有可用的文字层，文字由机器识别，请与图片校对", page, code="page-recognised")
    elif layout.trust is Trust.DOUBTFUL:
        names = "、".join(dict.fromkeys(content.unmapped))[:80]
        yield warning(file, f"有{len(content.unmapped)}个字形没有对应的文字：{names}", page, code="page-doubtful")
    yield from _of_marks(content, file)
    if content.outlined and layout.trust is not Trust.NONE:
        message = f"有约{content.outlined}个图形排成行，像是转成轮廓的文字（例如题目），读不出来；请对照页面图像，用 corrections 补上或另放一份转录"
        yield warning(file, message, page, code="page-outlined")
    if layout.vertical:
        message = "这一页是竖排，已按从上到下、从右到左的次序读出，请与图片校对"
        yield warning(file, message, page, code="page-vertical")
    if content.stacks:
        message = "这一页有排成三栏以上的部分，已逐栏读出，请与图片核对次序"
        yield warning(file, message, page, code="page-columns")
    elif content.longer:
        message = "这一页有一部分是侧排（例如横排的宽表），已转正读出，请与图片校对"
        yield warning(file, message, page, code="page-turned-part")
    if has_many_columns([*layout.rows, *chain(*layout.aligned)], _size(layout)):
        message = "这一页像是排成三栏以上，各栏的字可能串在一起，请对照图片，用转录（.txt）代替这一期"
        yield warning(file, message, page, code="page-columns")
    if content.fractions:
        message = f"这一页有{len(content.fractions)}个分式，横线读作“/”，请与图片核对：{_quoted(content.fractions[0])}"
        yield warning(file, message, page, code="page-formula")
    if words := list(formulas(layout.rows)):
        message = f"这一页有叠排的公式，读出的次序可能不对，请与图片核对：{_quoted(words[0])}"
        yield warning(file, message, page, code="page-formula")
    if any(grid.unsure for grid in layout.grids):
        message = "这一页的表各行之间没有线，有的行没有第一栏，分行可能不对，请与图片核对"
        yield warning(file, message, page, code="page-table-rows")


def _of_marks(content: PageContent, file: str) -> Iterator[Problem]:
    """What the file says of its print besides: replacement text, annotations."""
    told, page = content.told, content.number
    if told.renamed:
        message = f"有{len(told.renamed)}处字形没有对应的文字，按 PDF 自带的替代文字读出，请与图片核对：{_quoted(told.renamed[0])}"
        yield warning(file, message, page, code="page-actual-text")
    for printed, actual in told.otherwise[:_FEW]:
        message = f"PDF 自带的替代文字与印出的不同，按印出的读：印出{_quoted(printed)}，替代文字{_quoted(actual)}；请与图片核对"
        yield warning(file, message, page, code="page-actual-text")
    if told.noted:
        message = f"有{len(told.noted)}处文字写在批注或表单域里，印出来看得见，已作为正文读出，请核对：{_quoted(told.noted[0])}"
        yield warning(file, message, page, code="page-annotation")
    if told.unread:
        message = (
            f"有{len(told.unread)}处批注或表单域的文字印不出来，没有读：{_quoted(told.unread[0])}；如应发布，请改正 PDF"
        )
        yield warning(file, message, page, code="page-annotation")


def _size(layout: PageLayout) -> float:
    """The size of the print of a page, in points."""
    sizes = sorted(row.size for row in chain(layout.rows, *layout.aligned))
    return sizes[len(sizes) // 2] if sizes else 10.0


def _of_asides(index: int, layout: PageLayout, file: str) -> Iterator[Problem]:
    page = layout.content.number
    hidden = [a for a in layout.aside if a.reason is FurnitureReason.HIDDEN and _text((a,))]
    if hidden:
        text, whys = _text(hidden), "、".join(a.why for a in hidden)
        message = f"有{len(text)}个字印出来看不见（{whys}），没有作为正文发布：{_quoted(text)}；如应发布，请改正 PDF"
        yield warning(file, message, page, code="page-hidden-text")
    beside = [a for a in layout.aside if a.reason is FurnitureReason.VERTICAL and _text((a,))]
    if beside and not (index == 0 and layout.may_be_cover) and layout.trust is not Trust.NONE:
        text = _text(beside)
        message = f"有{len(text)}个竖排或侧排的字没有作为正文发布：{_quoted(text)}；请与图片核对"
        yield warning(file, message, page, code="page-text-aside")


def _text(asides: Sequence[Aside]) -> str:
    return without_blanks("".join(char.text for aside in asides for char in aside.chars))


def _quoted(text: str) -> str:
    return f"“{text[:_QUOTED]}{'…' if len(text) > _QUOTED else ''}”"
