"""Topics: what a document is about, by the words of a table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gazette_site.config import SiteConfig, parse_config
from gazette_site.linking import link
from gazette_site.linking.topics import Topics
from gazette_site.model import Level, Paragraph, Role, Text
from tests.conftest import MakeDocument, MakeIssue

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
澜川市人民政府关于促进物流行业健康发展的意见 |
澜川市人民政府关于张锐等同志任免职的通知 |
澜川市人民政府关于表彰教育工作先进集体的决定 |
2025年澜川市人民政府工作报告 |
澜川市人民政府关于某事的复函 |
澜川市人民政府办公室转发市教育局关于加强图书馆建设意见的通知 | 文化旅游体育
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
