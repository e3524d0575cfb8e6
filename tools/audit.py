"""Whether anything that is installed has a known hole: `make audit`, with `ADVISORIES=folder` from a database on disk.

A database on disk is a folder of advisories in the form of OSV (JSON or YAML), such as a copy of pypa/advisory-database; without
one pip-audit asks PyPI. What could not be asked is said, and is no failure: a build does not depend on a network.

exit status: 0 nothing found, or nothing could be asked; 1 something found
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-ocr.lock", "requirements-cluster.lock")
PIP_AUDIT = ROOT / ".venv-audit/bin/pip-audit"
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]\n]*\])?==([^\s\\;]+)", re.MULTILINE)
_PATIENCE = 300
"""Seconds after which PyPI is not waited for any longer."""


class Found(NamedTuple):
    """A hole in something that is installed."""

    name: str
    version: str
    advisory: str


def pinned(*locks: str) -> dict[str, str]:
    """Everything that the locks (all, if none is named) install, by name, with its version."""
    texts = ((ROOT / lock).read_text("utf-8") for lock in locks or LOCKS)
    return {canonicalize_name(name): version for text in texts for name, version in _PINNED.findall(text)}


def holes(installed: dict[str, str], database: Path) -> Iterator[Found]:
    """What the advisories in a folder say about what is installed."""
    for path in sorted((*database.rglob("*.json"), *database.rglob("*.yaml"))):
        advisory = _advisory(path)
        if advisory.get("withdrawn"):
            continue
        for one in advisory.get("affected", ()):
            package = one.get("package", {})
            name = canonicalize_name(str(package.get("name", "")))
            version = installed.get(name)
            if version and package.get("ecosystem") == "PyPI" and _touches(one, version):
                yield Found(name, version, str(advisory.get("id", path.stem)))


def _advisory(path: Path) -> dict[str, Any]:
    text = path.read_text("utf-8")
    read = json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)
    return read if isinstance(read, dict) else {}


def _touches(affected: dict[str, Any], version: str) -> bool:
    """Whether a version is named, or lies in a range, of what is affected."""
    if version in affected.get("versions", ()):
        return True
    return any(
        _inside(one["events"], Version(version)) for one in affected.get("ranges", ()) if one["type"] == "ECOSYSTEM"
    )


def _inside(events: list[dict[str, str]], version: Version) -> bool:
    """Whether a version was reached by what began, and not by what ended, last."""
    inside = False
    for event in events:
        for what, text in event.items():
            try:
                bound = Version(text)
            except InvalidVersion:
                continue
            if what == "introduced":
                inside = inside or version >= bound
            elif (what == "fixed" and version >= bound) or (what == "last_affected" and version > bound):
                inside = False
    return inside


def asked() -> tuple[list[Found], str]:
    """What pip-audit found, and why it could not ask, if it could not."""
    if not PIP_AUDIT.exists():
        return [], "pip-audit 没有装上"
    locks = [part for lock in LOCKS for part in ("-r", str(ROOT / lock))]
    command = [str(PIP_AUDIT), "--disable-pip", "--require-hashes", "--progress-spinner", "off", "-f", "json", *locks]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, check=False)
        said: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except subprocess.TimeoutExpired:
        return [], "等了太久"
    except (ValueError, KeyError):
        return [], done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "pip-audit 没有回答"
    skipped = [one["name"] for one in said if "skip_reason" in one]
    found = [Found(one["name"], one["version"], hole["id"]) for one in said for hole in one.get("vulns", ())]
    return found, f"有 {len(skipped)} 个没有查到：{'、'.join(skipped[:5])}……" if skipped else ""


def main(arguments: list[str]) -> int:
    """Says what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", default="")
    database = parser.parse_args(arguments).database
    if database and not Path(database).is_dir():
        print(f"没有这个漏洞库：{database}")
        return 1
    found, why_not = (list(holes(pinned(), Path(database))), "") if database else asked()
    for one in found:
        print(f"{one.name} {one.version}：{one.advisory}")
    if why_not:
        print(f"没有查全：{why_not}（用 ADVISORIES=文件夹 可查本地的漏洞库）")
    elif not found:
        print(f"{len(pinned())} 个程序都没有已知的漏洞")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
