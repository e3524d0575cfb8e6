"""Forms that somebody fills in: printed as attachments, or named in the text and not printed.

printed = attachment that is a form, or is called …申请表, …承诺书
named   = 附件说明: 2026年度项目申报书 | 填写《…登记表》 | 《…申请表》（附件1）
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gazette_site.characters import folded
from gazette_site.late import late
from gazette_site.model import AttachmentKind, Document, FactKind, KeyFact, Paragraph, Place, Role
from gazette_site.parsing.clauses.spoken import SPEAKING

_FORM = late(r"(?:申请|申报|登记|审批|审核|报名|备案|推荐|承诺|委托|信息)[^，。；]{0,6}(?:表|书)$")
_NOT_FOR_THE_READER = late(r"汇总|花名册|任务|分工|统计|考核|清单$|名单$|结算|移交")
_NOTED = late(
    r"(?:^|附件[：:]?|(?<![0-9])[0-9]{1,2}[.．、](?![0-9])|[；;\s])(?P<form>[^：:。；;、，,《》\s]{2,40}(?:表|书))"
)
_FILLED = late(
    r"(?:填写|填报|填妥|签订|提交|打印|递交|附|领取|下载|准备)[^。；《》]{0,16}《(?P<form>[^《》]{2,40}(?:表|书|单))》"
)
_ATTACHED = late(r"《(?P<form>[^《》]{2,40}(?:表|书|单))》\s*[（(](?:见)?附件")
_NUMBER = late(r"^[0-9]{1,2}[.．、](?![0-9])")


def forms(document: Document) -> Iterator[KeyFact]:
    """The forms of a document: printed ones, then those that are only named."""
    for number, attachment in enumerate(document.attachments):
        name = folded(attachment.name)
        is_form = attachment.kind is AttachmentKind.FORM or _FORM.search(name)
        if attachment.title and is_form and not _NOT_FOR_THE_READER.search(name):
            yield KeyFact(FactKind.FORMS, attachment.title.value, Place(-1, number))
    known = [folded(attachment.name) for attachment in document.attachments if attachment.name]
    for form, place in _named(document):
        name = folded(form)
        if not _NOT_FOR_THE_READER.search(name) and not any(name in other or other in name for other in known):
            known.append(name)
            yield KeyFact(FactKind.FORMS, form, place, printed=False)


def _named(document: Document) -> Iterator[tuple[str, Place]]:
    for index, block in enumerate(document.body):
        if not isinstance(block, Paragraph):
            continue
        value = block.text.value
        if block.role is Role.ATTACHMENT_NOTE:
            yield from ((form, Place(index)) for form in _noted(value))
        elif block.role in SPEAKING and "《" in value:
            found = sorted([*_FILLED.finditer(value), *_ATTACHED.finditer(value)], key=re.Match.start)
            yield from ((match["form"], Place(index)) for match in found)


def _noted(value: str) -> Iterator[str]:
    for match in _NOTED.finditer(value):
        form = _NUMBER.sub("", match["form"].strip())
        if _FORM.search(folded(form)):
            yield form
