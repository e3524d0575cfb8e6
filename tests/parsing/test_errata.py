"""What a printed correction says of the place and of both readings."""

from __future__ import annotations

import pytest

from gazette_site.model import Document, IssueId
from gazette_site.parsing import parse_issue
from gazette_site.reading import read_transcript
from gazette_site.reading.sidecar import Sidecar


def _document(title: str, *paragraphs: str) -> Document:
    body = "\n\n".join(paragraphs)
    text = (
        f"澜川市人民政府公报\n2025年第6期\n（总第78期·月刊）\n2025年7月7日出版\n\n目录\n\n其他\n9 {title}\n\n{title}\n\n{body}\n\n"
        "澜川市人民政府办公室\n2025年6月30日\n"
    )
    return parse_issue(read_transcript(text), IssueId("2025-06"), "issues/2025-06.txt", Sidecar(), ())[0].documents[0]


@pytest.mark.parametrize(
    ("sentence", "place", "readings"),
    [
        (
            "本刊2025年第3期第12页《澜川市人民政府关于加强渡口管理的通知》（澜府发〔2025〕5号）第三条中“二十日”应为“三十日”。",
            (2025, 3, 0, 12, "澜府发〔2025〕5号", "第三条"),
            [("二十日", "三十日")],
        ),
        (
            "因工作疏忽，2025年第3期第8页第5行“张三”更正为“张山”，“10月”系“11月”之误，特此更正。",
            (2025, 3, 0, 8, None, ""),
            [("张三", "张山"), ("10月", "11月")],
        ),
        ("总第75期刊登的《澜川市渡口管理办法》中，“县级”误印为“市级”。", (0, 0, 75, 0, None, ""), [("市级", "县级")]),
        ("上期第2页“甲乙”有误，现更正为“丙丁”，敬请谅解。", (0, -1, 0, 2, None, ""), [("甲乙", "丙丁")]),
        (
            "将澜府办发〔2025〕7号文件第二条“不得少于5人”修改为：“不得少于3人”。",
            (0, 0, 0, 0, "澜府办发〔2025〕7号", "第二条"),
            [("不得少于5人", "不得少于3人")],
        ),
        ("2025年第４期第10页“一万元”应改为“一百元”。", (2025, 4, 0, 10, None, ""), [("一万元", "一百元")]),
    ],
)
def test_place_and_readings(sentence: str, place: tuple[object, ...], readings: list[tuple[str, str]]) -> None:
    """Issue, page, title, number and article hold until the next of their kind; both directions of saying it are read."""
    found = _document("更正启事", sentence).errata
    assert [(one.wrong, one.right) for one in found] == readings
    first = found[0]
    assert (first.year, first.issue, first.total, first.page, first.number, first.article) == place
    assert first.wrong in first.sentence


def test_a_table_of_readings() -> None:
    """A table with columns for wrong and right gives one for each row, with its page."""
    found = _document("勘误表", "2025年第2期有下列错误：", "页码\t误\t正\n3\t渡囗\t渡口\n7\t县氏\t县长").errata
    assert [(one.year, one.issue, one.page, one.wrong, one.right) for one in found] == [
        (2025, 2, 3, "渡囗", "渡口"),
        (2025, 2, 7, "县氏", "县长"),
    ]


def test_a_correction_without_readings_still_leads_to_its_document() -> None:
    """What the title or text names is kept."""
    (one,) = _document("关于更正《澜川市渡口管理办法》的公告", "文号排印有误，以纸本为准。").errata
    assert (one.title, one.wrong) == ("澜川市渡口管理办法", "")


def test_other_documents_correct_nothing() -> None:
    """Amendments of law and quoted words are no corrections of the gazette; a paragraph that says 更正 is."""
    amending = _document("澜川市人民政府关于修改《澜川市渡口管理办法》的决定", "将第二条中的“5人”修改为“3人”。")
    assert amending.errata == ()
    (one,) = _document(
        "澜川市人民政府关于渡口的通知", "通知如下。", "更正：本刊2025年第2期第3页“渡囗”应为“渡口”。"
    ).errata
    assert (one.issue, one.page, one.wrong) == (2, 3, "渡囗")
