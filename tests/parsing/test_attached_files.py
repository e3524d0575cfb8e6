"""To which attachment of which document a file beside the issue belongs."""

from __future__ import annotations

import pytest

from gazette_site.model import AttachedFile, AttachmentKind, Issue, IssueId
from gazette_site.parsing import parse_issue
from gazette_site.parsing.documents.attached_files import with_files
from gazette_site.problems import Problem, Severity
from gazette_site.reading import read_transcript
from gazette_site.reading.sidecar import FilePlace, Sidecar

TEXT = """澜川市人民政府公报

2025年第3期

目　录

市政府文件

1 澜川市人民政府关于发放补贴的通知
3 澜川市人民政府关于划定禁放区域的通告
5 澜川市人民政府关于开展普查的通知

澜川市人民政府关于发放补贴的通知

澜府发〔2025〕7号

各县区人民政府：

现将有关事项通知如下。

附件：1. 补贴申请表（样式）
2. 补贴汇总表

澜川市人民政府

2025年3月4日

澜川市人民政府关于划定禁放区域的通告

澜府发〔2025〕8号

为保护环境，现通告如下。

附件：禁止燃放区域图

澜川市人民政府

2025年3月5日

附件

禁止燃放区域图

澜川市人民政府关于开展普查的通知

澜府发〔2025〕17号

各县区人民政府：

请认真开展普查。

附件：1. 普查表
2. 点位分布图

澜川市人民政府

2025年3月6日

附件1

普查表

姓名\t单位
陆衡\t市水务局

附件2

点位分布图
"""


def placed(
    *names: str, told: tuple[FilePlace, ...] = ()
) -> tuple[dict[str, tuple[str, str]], tuple[Problem, ...], Issue]:
    """Number of the document and label of the attachment for each file, and what is said."""
    issue, _ = parse_issue(read_transcript(TEXT), IssueId("2025-03"), "2025-03.txt", Sidecar(), ())
    files = [AttachedFile(name, name, "." + name.rpartition(".")[2], "文件", 1, "0") for name in names]
    issue, problems = with_files(issue, files, told, "issues/2025-03", "issues/2025-03.yaml")
    found = {
        file.name: (str(document.normal_number), attachment.printed_label)
        for document in issue.documents
        for attachment in document.attachments
        for file in attachment.files
    }
    return found, problems, issue


@pytest.mark.parametrize(
    ("name", "number", "label"),
    [
        ("禁止燃放区域图.png", "澜府发〔2025〕8号", "附件"),
        ("附件.pdf", "澜府发〔2025〕8号", "附件"),
        ("8号附件.pdf", "澜府发〔2025〕8号", "附件"),
        ("附件 禁止燃放区域图.jpg", "澜府发〔2025〕8号", "附件"),
        ("附件1：普查表.xlsx", "澜府发〔2025〕17号", "附件1"),
        ("普查表.xlsx", "澜府发〔2025〕17号", "附件1"),
        ("17号附件2.jpg", "澜府发〔2025〕17号", "附件2"),
        ("澜府发〔2025〕17号 附件二.jpg", "澜府发〔2025〕17号", "附件2"),
        ("澜府发[2025]17号附件1.xlsx", "澜府发〔2025〕17号", "附件1"),
        ("7号附件1.docx", "澜府发〔2025〕7号", "附件1"),
        ("附件1 补贴申请表.docx", "澜府发〔2025〕7号", "附件1"),
        ("补贴汇总表.xlsx", "澜府发〔2025〕7号", "附件2"),
        ("澜川市人民政府关于发放补贴的通知附件2.xlsx", "澜府发〔2025〕7号", "附件2"),
    ],
)
def test_a_name_that_fits_one_attachment(name: str, number: str, label: str) -> None:
    """By number or title of the document, by label, by title of the attachment."""
    found, problems, _ = placed(name)
    assert (found, problems) == ({name: (number, label)}, ())


@pytest.mark.parametrize("name", ["附件1.xlsx", "附件3.xlsx", "表格.xlsx", "附件1 名单公示.xlsx", "9号附件1.xlsx"])
def test_a_name_that_fits_none_or_several(name: str) -> None:
    """Nothing is guessed: a warning with what to write into the sidecar."""
    found, (problem,), _ = placed(name)
    assert not found
    assert (problem.severity, problem.code) == (Severity.WARNING, "file-unplaced")
    assert name in problem.message


def test_the_sidecar_says_it() -> None:
    """By number or title of the document, and by label or title of the attachment; it may be neither printed nor named."""
    told = (
        FilePlace("甲.xlsx", "澜府发〔2025〕7号", "附件2", 3),
        FilePlace("乙.xlsx", "澜川市人民政府关于开展普查的通知", "普查表", 6),
        FilePlace("丙.png", "澜府发〔2025〕8号", "", 9),
        FilePlace("丁.pdf", "澜府发〔2025〕8号", "附件5", 12),
    )
    found, problems, _ = placed("甲.xlsx", "乙.xlsx", "丙.png", "丁.pdf", told=told)
    assert problems == ()
    assert found == {
        "甲.xlsx": ("澜府发〔2025〕7号", "附件2"),
        "乙.xlsx": ("澜府发〔2025〕17号", "附件1"),
        "丙.png": ("澜府发〔2025〕8号", "附件"),
        "丁.pdf": ("澜府发〔2025〕8号", "附件5"),
    }


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (FilePlace("甲.xlsx", "澜府发〔2025〕99号", "附件1", 3), "没有“澜府发〔2025〕99号”"),
        (FilePlace("甲.xlsx", "澜府发〔2025〕17号", "", 3), "有2个附件"),
        (FilePlace("甲.xlsx", "澜府发〔2025〕17号", "申请表", 3), "没有“申请表”"),
    ],
)
def test_a_place_that_is_not_there(place: FilePlace, said: str) -> None:
    """An error at the line of the sidecar."""
    found, (problem,), _ = placed("甲.xlsx", told=(place,))
    assert (found, problem.severity, problem.line) == ({}, Severity.ERROR, 3)
    assert said in problem.message


def test_a_file_that_is_not_there() -> None:
    """What the sidecar names has to lie in the folder."""
    _, (problem,), _ = placed(told=(FilePlace("甲.xlsx", "澜府发〔2025〕7号", "附件1", 3),))
    assert (problem.severity, problem.code) == (Severity.ERROR, "file-missing")


def test_an_attachment_that_is_only_named() -> None:
    """It is there with its label, its title as the note prints it, and its file; what the others say stays in its place."""
    _, _, issue = placed("7号附件1.docx")
    (one,) = issue.documents[0].attachments
    assert (one.printed_label, one.printed_title, one.kind) == ("附件1", "补贴申请表（样式）", AttachmentKind.FILE)
    assert one.blocks == ()
