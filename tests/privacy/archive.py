"""A small archive with persons in it, and what its sidecars order."""

from __future__ import annotations

from pathlib import Path

from gazette_site.pipeline import Options, Outcome, build

ISSUE = """澜川市人民政府公报
2025年第6期
（总第78期·月刊）
2025年7月7日出版

目录

市政府文件
1 澜川市人民政府关于做好夏季防汛工作的通知
部门文件
3 澜川市民政局关于公布2025年第二批临时救助对象的通知
5 澜川市卫生健康委员会关于表扬献血者的通报
大事记
6 2025年6月大事记

澜川市人民政府关于做好夏季防汛工作的通知
澜府发〔2025〕14号

各县区人民政府：

现将夏季防汛工作有关事项通知如下，请各县区逐项落实，责任到人。

市防汛办联系人甲小满，按照《澜川市民政局关于公布2025年第二批临时救助对象的通知》（澜民发〔2025〕4号）做好受灾困难群众救助。

澜川市人民政府
2025年6月1日

澜川市民政局关于公布2025年第二批临时救助对象的通知
澜民发〔2025〕4号

各县区民政局：

经审核，赵小满、钱 多福等三户困难家庭列入第二批临时救助对象，其中赵小
满一户由东浦区民政局按月发放救助金。

附件：1.第二批临时救助对象名单
2.救助标准

澜川市民政局
2025年6月5日

附件1

第二批临时救助对象名单

姓名\t身份证号\t电话\t住址
赵小满\t11010119900307803X\t13900001234\t东浦区观澜路3号2单元501室
钱　多福\t110101195501010012\t139 0000 5678\t东浦区河滨路9号
孙平安\t110101196001010018\t13700004321\t西浦区松林村

附件2

救助标准

临时救助标准为每户每次一千二百元，由县区民政局核定以后按月发放到户。

澜川市卫生健康委员会关于表扬献血者的通报
澜卫发〔2025〕9号

各县区卫生健康委：

李献热心献血二十次，现予通报表扬，望各单位向其学习。

澜川市卫生健康委员会
2025年6月9日

2025年6月大事记

● 6月2日，市长在东浦区慰问困难群众赵小满一家。
● 6月8日，全市防汛工作会议召开。
"""
CONFIG = "city: 澜川市\nbase_url: https://www.example.gov.cn/gongbao/\n"


def written(folder: Path, sidecar: str = "", issue: str = ISSUE, suffix: str = "txt") -> Path:
    """The folder with the issue and a sidecar."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "site.yaml").write_text(CONFIG, encoding="utf-8")
    (folder / f"2025-06.{suffix}").write_text(issue, encoding="utf-8")
    path = folder / "2025-06.yaml"
    if sidecar:
        path.write_text(sidecar, encoding="utf-8")
    else:
        path.unlink(missing_ok=True)
    return folder


def published(issues: Path, output: Path, *, ledger: bool = True) -> Outcome:
    """The site of a folder of issues."""
    options = Options(issues, output, ledger=ledger, check=True, cache=output.parent / "cache")
    return build(options, lambda doing, done, total: None)
