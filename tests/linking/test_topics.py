"""Topics: what a document is about, by the words of a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from gazette_site.config import SiteConfig, load_config, parse_config, resolve
from gazette_site.linking import link
from gazette_site.linking.topics import Topics
from gazette_site.model import Level, Paragraph, Role, Text
from gazette_site.parsing import parse
from gazette_site.reading import read_folder
from tests.conftest import MakeDocument, MakeIssue

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
DAYS = ROOT / "tests" / "parsing" / "judged" / "days"
JUDGED = Path(__file__).with_name("topics")
"""Titles, and addresses of documents, each with the topics that a person gave it before the program was asked."""

_JUDGED = """
澜川市人民政府关于印发澜川市养老服务体系建设规划的通知 | 养老
澜川市人民政府关于调整城镇职工基本养老保险缴费标准的通知 | 社会保障
澜川市人民政府关于优化营商环境若干措施的通知 | 政务服务
澜川市人民政府关于做好冬季供热工作的通知 | 供热供水供气
澜川市人民政府关于城区禁止燃放烟花爆竹的通告 | 城市管理 应急安全
澜川市人民政府关于发放高龄津贴的通知 | 养老 补贴奖励
澜川市人民政府关于公租房租赁补贴的通知 | 住房 补贴奖励
澜川市人民政府关于义务教育学校招生工作的通知 | 教育
澜川市人民政府关于支持企业稳定就业的通知 | 就业 企业和产业
澜川市人民政府关于农村公路养护的通知 | 交通出行 农业农村
澜川市人民政府关于促进物流行业健康发展的意见 | 企业和产业
澜川市人民政府关于张锐等同志任免职的通知 |
澜川市人民政府关于表彰教育工作先进集体的决定 |
2025年澜川市人民政府工作报告 |
澜川市人民政府关于某事的复函 |
澜川市人民政府办公室转发市教育局关于加强图书馆建设意见的通知 | 文化旅游体育
澜川市人民政府关于加强标准化工作的意见 |
澜川市人民政府关于降低保证金比例的通知 |
澜川市人民政府关于重大气象灾害预警的通知 | 应急安全
澜川市人民政府关于修改和废止部分规范性文件的决定 |
"""
"""Titles and the topics that a person gives them."""


@pytest.mark.parametrize("line", _JUDGED.strip().splitlines())
def test_titles(line: str, make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """The words of a title give its topics; of words that overlap the longest counts."""
    title, _, topics = line.partition(" |")
    archive, _problems = link([make_issue("2025-01", make_document("澜府发〔2025〕1号", title=title))], SiteConfig())
    assert Topics({}).of(archive.issues[0].documents[0]) == tuple(topics.split())


def test_issuers_are_no_topics(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """The office that issues says nothing of what it issues."""
    document = make_document("澜教发〔2025〕1号", title="澜川市教育局关于某事的通知", issuers=("澜川市教育局",))
    assert link([make_issue("2025-01", document)], SiteConfig())[0].topics == ()


def test_headings(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """One heading is no topic, two are."""

    def heading(words: str) -> Paragraph:
        return Paragraph(Role.HEADING, Text(words), words[:2], Level.FIRST)

    one = make_document("澜府发〔2025〕1号", body=(heading("一、加强供热"), heading("二、加强领导")))
    two = replace(one, body=(heading("一、加强供热"), heading("二、改造供热管网")))
    assert link([make_issue("2025-01", one)], SiteConfig())[0].topics == ()
    assert [one.name for one in link([make_issue("2025-01", two)], SiteConfig())[0].topics] == ["供热供水供气"]


def test_the_purpose_where_the_title_says_nothing(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """The purpose with which the text begins is looked at where the title has no word; not what it carries out, and not what follows."""

    def topics(opening: str, title: str = "澜川市人民政府关于调整澜府发〔2019〕3号文件的通知") -> list[str]:
        body = (Paragraph(Role.BODY, Text(opening), "", None),)
        document = make_document("澜府发〔2025〕1号", title=title, body=body)
        return [one.name for one in link([make_issue("2025-01", document)], SiteConfig())[0].topics]

    assert topics("因机构调整，为进一步规范公交车停靠，现将有关内容调整如下。") == ["交通出行"]
    assert topics("为加强管理，保障公交车停靠，现将有关内容调整如下。") == []
    assert topics("为贯彻落实养老服务的部署，现将有关内容调整如下。") == []
    assert topics("为便利公交车停靠，现通知如下。", "澜川市人民政府关于供热的通知") == ["供热供水供气"]


def _judged(name: str) -> dict[str, set[str]]:
    lines = (JUDGED / name).read_text("utf-8").splitlines()
    return {what: set(topics.split()) for what, _, topics in (line.partition("\t") for line in lines)}


def _figures(pairs: Iterable[tuple[set[str], set[str]]]) -> tuple[float, float]:
    """Precision and recall of topics found against those that a person gave."""
    some = list(pairs)
    right = sum(len(found & judged) for found, judged in some)
    return right / sum(len(found) for found, _ in some), right / sum(len(judged) for _, judged in some)


def test_judged_titles(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """Of 290 titles that a person judged first, nearly every topic found is right, and few are missed."""
    judged, table = _judged("titles.tsv"), Topics({})
    documents = [
        make_document(f"澜府发〔2025〕{n}号", n, title=f"澜川市人民政府{title}") for n, title in enumerate(judged, 1)
    ]
    linked = link([make_issue("2025-01", *documents)], SiteConfig())[0].issues[0].documents
    found = [set(table.of(one)) for one in linked]
    precision, recall = _figures(zip(found, judged.values(), strict=True))
    assert precision >= 0.98 and recall >= 0.9


@pytest.mark.parametrize("folder", [ROOT / "issues", DAYS, SHARED / "issues"], ids=["sample", "days", "real"])
def test_judged_documents(folder: Path) -> None:
    """The topics of all documents of the sample, of forty invented ones, and of the real issues where they are at hand."""
    if not folder.is_dir():
        pytest.skip("no issues here")
    config = load_config(folder / "site.yaml")[0] if (folder / "site.yaml").exists() else SiteConfig()
    issues = [issue for source in read_folder(folder)[0] if (issue := parse(source, config.sections)[0])]
    archive, judged = link(issues, resolve(config, issues))[0], _judged("documents.tsv")
    urls = [one.url for issue in archive.issues for one in issue.documents]
    found = {url: {topic.name for topic in archive.topics_of.get(url, ())} for url in urls}
    precision, recall = _figures((found[url], judged[url]) for url in urls)
    assert precision >= 0.95 and recall >= 0.9


def test_the_site_adds_words(make_issue: MakeIssue, make_document: MakeDocument) -> None:
    """`topics` of the settings adds topics, and words to those that are there; lists have addresses of their own."""
    config, problems = parse_config("topics:\n  民族团结: [民族团结]\n  养老: [银龄]\n", "site.yaml")
    assert not problems
    titles = ("澜川市人民政府关于民族团结的通知", "澜川市人民政府关于银龄行动的通知")
    documents = (make_document(f"澜府发〔2025〕{n}号", n, title=title) for n, title in enumerate(titles, 1))
    archive, _ = link([make_issue("2025-01", *documents)], config)
    assert [(one.name, one.url, len(one.documents)) for one in archive.topics] == [
        ("养老", "/topics/yanglao/", 1),
        ("民族团结", "/topics/minzutuanjie/", 1),
    ]
