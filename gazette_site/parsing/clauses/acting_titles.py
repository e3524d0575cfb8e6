"""The title by which a document acts on others: its own, or that of the decision it carries.

An order is often named by its body only (澜川市人民政府令), and what it does stands in the title of the text under it:
澜川市人民政府关于修改和废止部分规章的决定. So does 关于印发《…修正案》的通知.
"""

from __future__ import annotations

from gazette_site.characters import folded
from gazette_site.late import late
from gazette_site.model import Document, Paragraph, Place, Role
from gazette_site.parsing.clauses.sentences import Sentence, sentences

_ACTS = late(
    r"关于.{0,60}(?:废止|失效|撤销|修改|修订|修正|延长|延续|清理|停止执行|暂停执行|继续有效).{0,60}的?(?:决定|公告|通告|通知|令)|修正案"
)
_CARRIES = late(r"(?:印发|公布|发布|颁布|转发).*《")


def acting_title(document: Document) -> Sentence:
    """The title as one sentence, for the recognisers; its place is -1 for the document's own."""
    own = document.title.value
    plain = folded(own)
    if not _ACTS.search(plain) or _CARRIES.search(plain):
        for index, block in enumerate(document.body):
            if (
                isinstance(block, Paragraph)
                and block.role is Role.ENCLOSED_TITLE
                and _ACTS.search(folded(block.text.value))
            ):
                return _whole(block.text.value, Place(index))
    return _whole(own, Place(-1))


def _whole(title: str, place: Place) -> Sentence:
    return next(sentences(title, place), Sentence("", "", title, (), place))
