"""A printed correction stands at the top of what it corrects, at the words, and on its own page."""

from __future__ import annotations

import json
from pathlib import Path

from tests.privacy.archive import published, written

FIRST = """澜川市人民政府公报
2025年第6期
（总第78期·月刊）
2025年7月7日出版

目录

市政府文件
1 澜川市人民政府关于加强渡口管理的通知

澜川市人民政府关于加强渡口管理的通知
澜府发〔2025〕14号

各县区人民政府：

各渡口应当在二十日内完成检修，渡船每船配备救生衣不得少于五件。

检修费用由县区承担。

澜川市人民政府
2025年6月1日
"""
SECOND = """澜川市人民政府公报
2025年第7期
（总第79期·月刊）
2025年8月7日出版

目录

其他
3 更正启事

更正启事

本刊2025年第6期《澜川市人民政府关于加强渡口管理的通知》（澜府发〔2025〕14号）中“二十日内”应为“三十日内”，“县区”误印为“县氏”，特此更正。

澜川市人民政府办公室
2025年7月30日
"""


def test_from_both_ends(tmp_path: Path) -> None:
    """The banner has both readings and leads to the correction; words found once are marked; the correction leads back."""
    issues = written(tmp_path / "issues", issue=FIRST)
    (issues / "2025-07.txt").write_text(SECOND, encoding="utf-8")
    outcome = published(issues, tmp_path / "site", ledger=False)
    assert outcome.figures, [str(one) for one in outcome.problems]
    page = (tmp_path / "site/documents/lanfufa-2025-14/index.html").read_text("utf-8")
    assert "2025年第7期刊登更正：" in page
    assert "“二十日内”应为“三十日内”。" in page and "“县氏”应为“县区”。" in page
    assert '<a class="fix" href="#erratum-1" title="后来刊登的更正：应为“三十日内”">二十日内</a>' in page
    assert page.index("刊登更正") < page.rindex("各渡口应当")
    correction = (tmp_path / "site/documents/2025-07-1/index.html").read_text("utf-8")
    assert "本件更正：" in correction and "documents/lanfufa-2025-14/" in correction
    data = json.loads((tmp_path / "site/data/references.json").read_bytes())
    assert [(one["wrong"], one["right"]) for one in data["errata"]] == [("二十日内", "三十日内"), ("县氏", "县区")]
