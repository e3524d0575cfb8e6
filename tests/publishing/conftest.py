"""The sample issues as an archive, and as a site that was built once for all tests that look at the whole of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gazette_site.config import SiteConfig, load_config, resolve
from gazette_site.linking import Archive, link
from gazette_site.parsing import parse
from gazette_site.pipeline import Options, build
from gazette_site.reading import read_folder

SAMPLES = Path(__file__).parent.parent.parent / "issues"
MORE_CONFIG = """
base_url: https://www.example.gov.cn/gongbao/
report: gongbao@example.gov.cn
site_id: "1502000001"
publish_time: "09:00"
columns:
  市政府文件: {description: 市政府印发的文件, keywords: "文件,公报", type: 政策文件}
"""


@pytest.fixture(scope="session")
def sample_issues(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the transcripts of the sample and the settings of a site that is public."""
    folder = tmp_path_factory.mktemp("sample") / "issues"
    folder.mkdir()
    for path in SAMPLES.iterdir():
        if path.suffix in (".txt", ".md") or path.name == "2025-04.yaml":
            shutil.copy(path, folder)
    (folder / "site.yaml").write_text((SAMPLES / "site.yaml").read_text("utf-8") + MORE_CONFIG, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def sample(sample_issues: Path) -> tuple[Archive, SiteConfig]:
    """The archive of the sample with its configuration."""
    config, _ = load_config(sample_issues / "site.yaml")
    issues = [parse(source, config.sections)[0] for source in read_folder(sample_issues)[0]]
    config = resolve(config, [issue for issue in issues if issue])
    return link([issue for issue in issues if issue], config)[0], config


@pytest.fixture(scope="session")
def built(sample_issues: Path) -> Path:
    """The site of the sample, checked as it was built."""
    output = sample_issues.parent / "_site"
    options = Options(sample_issues, output, ledger=False, check=True, cache=sample_issues.parent / "cache")
    outcome = build(options, lambda doing, done, total: None)
    assert outcome.figures, [str(problem) for problem in outcome.problems]
    return output
