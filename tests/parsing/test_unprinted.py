"""Attachments that a text names and the issue does not print."""

from __future__ import annotations

import pytest

from gazette_site.model import Document, IssueId
from gazette_site.parsing import parse_issue
from gazette_site.reading import read_transcript
from gazette_site.reading.sidecar import Sidecar

HEAD = (
    "澜川市人民政府公报\n2025年第6期\n（总第78期·月刊）\n2025年7月7日出版\n\n目录\n\n部门文件\n"
    "1 澜川市民政局关于做好高龄老人服务工作的通知\n\n澜川市民政局关于做好高龄老人服务工作的通知\n澜民发〔2025〕4号\n\n各县区民政局：\n\n"
)
FOOT = "\n\n澜川市民政局\n2025年6月5日\n"


def _document(body: str, after: str = "") -> Document:
    text = f"{HEAD}{body}{FOOT}{after}"
    issue = parse_issue(read_transcript(text), IssueId("2025-06"), "issues/2025-06.txt", Sidecar(), ())[0]
    return issue.documents[0]


@pytest.mark.parametrize(
    ("body", "after", "numbers"),
    [
        ("填写《高龄老人登记表》（附件1）一式三份，报送《服务汇总表》（附件2）。", "", [1, 2]),
        ("各表格式见附件1—4，另见附件6、附件7。", "", [1, 2, 3, 4, 6, 7]),
        ("具体标准见附件一至附件三。", "", [1, 2, 3]),
        ("现将服务标准印发给你们。\n\n附件：1.服务标准\n2.机构名录", "\n附件1\n\n服务标准\n\n每日上门一次。\n", [2]),
        ("现将服务标准印发给你们。\n\n附件：服务标准", "", [1]),
        ("现将服务标准印发给你们。\n\n附件：（略）", "", [1]),
        ("服务标准见附件。", "", [0]),
        ("服务标准见附件。", "\n附件\n\n服务标准\n\n每日上门一次。\n", []),
        ("服务标准见附件1。", "\n附件\n\n服务标准\n\n每日上门一次。\n", []),
        ("按照《澜川市养老服务办法》（澜府发〔2019〕8号）附件2的标准执行。", "", []),
        ("将原文件的附件3修改为“附件3：名录”。", "", []),
        ("请填写《高龄老人登记表》，于6月30日前报送。", "", [0]),
        ("请填写《高龄老人登记表》。", "\n附件\n\n高龄老人登记表\n\n姓名\t年龄\n\t\n", []),
    ],
)
def test_what_is_named_and_not_printed(body: str, after: str, numbers: list[int]) -> None:
    """Notes, references in the text, ranges and lists count; attachments of other documents and printed ones do not."""
    assert [one.number for one in _document(body, after).unprinted] == numbers


def test_title_and_omission_are_kept() -> None:
    """The title is that of the note or of the brackets before; （略） is the gazette's own word."""
    first, second = _document("填写《高龄老人登记表》（附件1），见附件2。\n\n附件：1.登记表\n2.机构名录").unprinted
    assert (first.title, second.title) == ("登记表", "机构名录")
    assert _document("现印发给你们。\n\n附件：（略）").unprinted[0].left_out
    assert not second.left_out


def test_whom_to_ask_is_what_the_text_names() -> None:
    """The office that explains, or the one named for enquiries; nobody where none is named."""
    assert _document("本办法由市民政局会同市财政局负责解释。").enquiries == "市民政局"
    assert _document("联系单位：澜川市民政局养老服务科").enquiries == "澜川市民政局养老服务科"
    assert _document("请认真贯彻执行。").enquiries == ""
