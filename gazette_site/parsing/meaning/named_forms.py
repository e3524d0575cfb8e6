"""Forms that somebody fills in: printed as attachments, or named in the text and not printed.

printed = attachment that is a form, or is called …申请表, …承诺书
named   = 附件说明: 2026年度项目申报书 | 填写《…登记表》 | 《…申请表》（附件1） | 申请表、平面图 where papers are listed
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from gazette_site.characters import folded
from gazette_site.late import late
from gazette_site.model import AttachmentKind, Document, FactKind, KeyFact, Paragraph, Place, Role
from gazette_site.parsing.clauses.spoken import SPEAKING

_FORM = late(
    r"(?:申请|申报|提名|参赛|反馈|意向|确认|登记|审批|审核|报名|备案|推荐|承诺|委托|信息)[^，。；]{0,6}(?:表|书)$"
)
_NOT_FOR_THE_READER = late(
    r"汇总|花名册|电话|地址|任务|分工|统计|考核|一览|明细|负债|利润|流量|时间表|清单$|名单$|结算|移交|成交|合同|协议"
)
_NOTED = late(
    r"(?:^|附件[：:]?|(?<![0-9])[0-9]{1,2}[.．、](?![0-9])|[；;\s])(?P<form>[^：:。；;、，,《》\s]{2,40}(?:表|书))"
)
_FILLED = late(r"[填签交递印附领载备报][^。；《》]{0,16}《(?P<form>[^《》]{2,40}(?:表|书|单|卡))》(?!的?(?:复印|原)件)")
_ATTACHED = late(r"《(?P<form>[^《》]{2,40}(?:表|书|单))》\s*[（(](?:见)?附件")
_LISTED = late(
    r"(?:^|[、，；：:和及]|填写|填好|[提递]?交|[带附])(?:填写|填好|[提递]?交|[带附])?的?(?P<form>(?![填提递交带附])[\u4e00-\u9fff]{0,12}?[\u4e00-\u9fff](?<![代电水手报气附])表)"
    r"(?=[、，；。（(和及]|$|各?[一二两三四五1-9]份)"
)
"""The name of a form without brackets, where a list of papers has it."""
_NUMBER = late(r"^[0-9]{1,2}[.．、](?![0-9])")


def forms(document: Document, materials: Iterable[KeyFact]) -> Iterator[KeyFact]:
    """The forms of a document: printed ones, then those that are only named, the last among what must be brought."""
    for number, attachment in enumerate(document.attachments):
        name = folded(attachment.name)
        is_form = attachment.kind is AttachmentKind.FORM or _FORM.search(name)
        if attachment.title and is_form and not _NOT_FOR_THE_READER.search(name):
            yield KeyFact(FactKind.FORMS, attachment.title.value, Place(-1, number))
    known = [folded(attachment.name) for attachment in document.attachments if attachment.name]
    for form, place in (*_named(document), *_among(materials)):
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


def _among(materials: Iterable[KeyFact]) -> Iterator[tuple[str, Place]]:
    """申请表、占道平面图: the parts of a list of papers that are forms."""
    for one in materials:
        for match in _LISTED.finditer(one.text):
            yield match["form"], one.place


def _noted(value: str) -> Iterator[str]:
    for match in _NOTED.finditer(value):
        form = _NUMBER.sub("", match["form"].strip())
        if _FORM.search(folded(form)):
            yield form
