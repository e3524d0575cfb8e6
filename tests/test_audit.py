"""What is known of the packages that are installed: holes from a database on disk, licences from the packages."""

from __future__ import annotations

import json
from email.message import EmailMessage
from pathlib import Path
from typing import Any, cast

import pytest

from tools import audit
from tools.audit import Found, holes, pinned
from tools.licences import PAGE, licence


def _advisory(folder: Path, **affected: Any) -> None:
    package = {"name": "Jinja2", "ecosystem": "PyPI"}
    (folder / "X-1.json").write_text(json.dumps({"id": "X-1", "affected": [{"package": package, **affected}]}), "utf-8")


@pytest.mark.parametrize(
    ("events", "hit"),
    [
        ([{"introduced": "0"}], True),
        ([{"introduced": "0"}, {"fixed": "3.1.6"}], False),
        ([{"introduced": "0"}, {"fixed": "3.1.7"}], True),
        ([{"introduced": "3.1.7"}], False),
        ([{"introduced": "3.0"}, {"last_affected": "3.1.6"}], True),
        ([{"introduced": "3.0"}, {"last_affected": "3.1.5"}], False),
        ([{"introduced": "2.0"}, {"fixed": "2.5"}, {"introduced": "3.1"}], True),
    ],
)
def test_ranges_of_advisories_are_read(tmp_path: Path, events: list[dict[str, str]], hit: bool) -> None:
    """What began and was not ended again touches a version."""
    _advisory(tmp_path, ranges=[{"type": "ECOSYSTEM", "events": events}])
    assert list(holes({"jinja2": "3.1.6"}, tmp_path)) == ([Found("jinja2", "3.1.6", "X-1")] if hit else [])


def test_versions_that_are_named_are_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An advisory that lists a version of ours ends with 1 and names it; an empty database with 0."""
    assert audit.main(["--database", str(tmp_path)]) == 0
    _advisory(tmp_path, versions=[pinned()["jinja2"]])
    assert audit.main(["--database", str(tmp_path)]) == 1
    assert "jinja2" in capsys.readouterr().out


def test_what_could_not_be_asked_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a network and without a database it is said that nothing was asked."""
    monkeypatch.setattr(audit, "PIP_AUDIT", tmp_path / "none")
    assert audit.main([]) == 0
    assert "没有查全" in capsys.readouterr().out


def test_licences_are_named() -> None:
    """An expression before classifiers before words; the page lists everything that the lock installs."""
    said = EmailMessage()
    assert licence(cast(Any, said)) == "see the package"
    said["License"] = "Some Licence"
    assert licence(cast(Any, said)) == "Some Licence"
    said["Classifier"] = "License :: OSI Approved :: MIT License"
    assert licence(cast(Any, said)) == "MIT License"
    said["License-Expression"] = "MIT"
    assert licence(cast(Any, said)) == "MIT"
    page = PAGE.read_text("utf-8")
    assert [name for name in pinned("requirements.lock") if f"| {name} |" not in page] == []
