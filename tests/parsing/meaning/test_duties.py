"""Duties: what plans assign to departments, in tables and in sentences."""

from __future__ import annotations

import pytest

from gazette_site.model import Document, Level, Paragraph, Role, Table, Text
from gazette_site.parsing.meaning import with_meaning
from tests.conftest import MakeDocument

_ASSIGNED = """
改管。（责任单位：市甲局，完成时限：2025年9月底） | responsible 市甲局 改管。 2025年9月底
改管。（牵头单位：市甲局；配合单位：市财政局、各区） | lead 市甲局 改管。; support 市财政局 改管。; support 各区 改管。
建位。（责任单位：市公安局）扩场。（责任单位：市乙局、市国资委） | responsible 市公安局 建位。; responsible 市乙局 扩场。; responsible 市国资委 扩场。
开展普查。（责任单位：市林业局牵头，市财政局、市水务局配合） | lead 市林业局 开展普查。; support 市财政局 开展普查。; support 市水务局 开展普查。
由市教育局牵头，市财政局配合。 | lead 市教育局 由市教育局牵头，市财政局配合。; support 市财政局 由市教育局牵头，市财政局配合。
普查。（市林业局、水务局负责） | responsible 市林业局 普查。; responsible 水务局 普查。
普查。（市甲局牵头，市乙局配合，5月底前） | lead 市甲局 普查。 5月底前; support 市乙局 普查。 5月底前
建站。（市商务局等有关部门，各区负责落实） | responsible 市商务局 建站。; responsible 各区 建站。
建站。（市商务局负责）扩线。（市民政局会同市财政局负责） | responsible 市商务局 建站。; responsible 市民政局 扩线。; support 市财政局 扩线。
清费。市甲局牵头，澜川银行按职责分工负责，年底前完成。 | lead 市甲局 清费。 年底前完成; responsible 澜川银行 清费。 年底前完成
市甲局负责查；市乙局、丙局负责报。 | responsible 市甲局 市甲局负责查; responsible 市乙局 市乙局、丙局负责报。; responsible 丙局 市乙局、丙局负责报。
由镇村共同负责。 |
本意见由市公安局负责解释。 |
（市财政局负责人签字） |
将原属市交通运输局负责的备案职责移交市城市管理局。 |
（以上由申请人负责，逾期不补） |
每个单位明确一名同志负责。 |
对发现的问题，及时反馈责任单位处理。 |
责任单位要加强领导，牵头做好各项工作。 |
落实主体责任，完善责任体系。 |
"""
"""A paragraph and what it assigns: role, department, task, deadline."""


def _shown(document: Document) -> str:
    parts = ([one.role.value, one.department, one.task, one.deadline] for one in with_meaning(document).duties)
    return "; ".join(" ".join(part for part in each if part) for each in parts)


@pytest.mark.parametrize("line", _ASSIGNED.strip().splitlines())
def test_sentences(line: str, make_document: MakeDocument) -> None:
    """Brackets at the end of a task, and sentences that name who leads; other uses of the words assign nothing."""
    words, _, expected = line.partition(" |")
    assert _shown(make_document(body=(Paragraph(Role.BODY, Text(words)),))) == expected.strip()


def test_a_bracket_under_its_task(make_document: MakeDocument) -> None:
    """It stands on a line of its own where the print broke there."""
    body = tuple(Paragraph(Role.BODY, Text(words)) for words in ("开展普查。", "（市林业局、市水务局负责）"))
    assert _shown(make_document(body=body)) == "responsible 市林业局 开展普查。; responsible 市水务局 开展普查。"


def test_a_rule_tells_competence(make_document: MakeDocument) -> None:
    """In a regulation 市公安局负责… is no task that a plan assigns."""
    body = (Paragraph(Role.ARTICLE, Text("第五条 市公安局负责全市停车管理工作。"), "第五条"),)
    assert _shown(make_document(body=body)) == ""


def test_a_line_of_its_own(make_document: MakeDocument) -> None:
    """Under its task, and under other lines with a label."""
    lines = ("完成河道清淤。", "责任地区：各区", "责任单位：市水务局", "完成时限：2025年6月底")
    task = Paragraph(Role.HEADING, Text("一、河道"), "一、", Level.FIRST)
    body = (task, *(Paragraph(Role.BODY, Text(line)) for line in lines))
    assert _shown(make_document(body=body)) == "responsible 市水务局 完成河道清淤。"


def _table(*rows: tuple[str, ...]) -> Table:
    return Table(tuple(tuple(map(Text, row)) for row in rows))


def test_tables(make_document: MakeDocument) -> None:
    """A row under 牵头单位, 配合单位; a task over several rows is that of the first; a row that is out of line assigns nothing."""
    table = _table(
        ("序号", "工作任务", "牵头单位", "配合单位", "完成时限"),
        ("1", "调查摸底", "市民政局", "市财政局、各区人民政府", "2025年4月底"),
        ("", "", "市公安局", "", "2025年5月底"),
        ("2", "组织施工", "3. 分批施工，确保质量", "市甲局", ""),
    )
    assert _shown(make_document(body=(table,))) == (
        "lead 市民政局 调查摸底 2025年4月底; support 市财政局 调查摸底 2025年4月底; "
        "support 各区人民政府 调查摸底 2025年4月底; lead 市公安局 调查摸底 2025年5月底"
    )
