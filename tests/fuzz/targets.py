"""What is fuzzed, and the promises that each input is held against. A target takes an input and raises if a promise is broken.

reader    any text: nothing raises, every character in exactly one place
sidecar   any YAML beside an issue: problems with lines, never an exception
settings  any `site.yaml`: the same
pdf       any bytes: lines or a problem; lines are parsed as those of a transcript
download  any bytes: refused, or a PDF in which nothing acts
query     anything typed into the search field: the fold is stable, numbers are numbers
site      any text, published: every file well formed, every link inside leads somewhere
growth    any fragment, repeated: twice as much takes twice the time
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pikepdf
from lxml import etree, html

from gazette_site.clean_pdf import Unclean, cleaned
from gazette_site.cli import PUBLISHED, main
from gazette_site.config import SiteConfig, parse_config
from gazette_site.document_numbers import parse_number
from gazette_site.fold import fold
from gazette_site.model import IssueId
from gazette_site.parsing import parse_issue
from gazette_site.pdf_limits import PdfLimits
from gazette_site.problems import Problem
from gazette_site.reading import ReadingSettings, Transcript, read_transcript
from gazette_site.reading.corrections import apply_corrections
from gazette_site.reading.encoding import EncodingError, decode
from gazette_site.reading.pdf.document import _read
from gazette_site.reading.sidecar import Sidecar, read_sidecar
from tests.test_growth import STEEPEST, document, exponent

CORPUS = Path(__file__).parent / "corpus"
_ILL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_YAML_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_ACTIVE = re.compile(rb"/S /(?:JavaScript|Launch|SubmitForm|ImportData|GoToR|GoToE)\b|/Subtype /RichMedia\b")


def _parsed(transcript: Transcript) -> None:
    issue, problems = parse_issue(transcript, IssueId("2025-03"), "2025-03.txt", Sidecar(), SiteConfig().sections)
    assert not [problem for problem in problems if problem.code == "conservation"]
    last = max(len(transcript.source), len(transcript.pages))  # a line, or a page of a PDF
    assert all(0 <= problem.line <= last for problem in problems)
    assert [one.position for one in issue.documents] == list(range(1, len(issue.documents) + 1))


def _told(problems: tuple[Problem, ...], text: str) -> None:
    lines = len(_YAML_BREAK.split(text)) + 1
    assert all(problem.message and 0 <= problem.line <= lines for problem in problems)


def reader(data: bytes) -> None:
    """A transcript, as text and as Markdown."""
    try:
        text = decode(data)
    except EncodingError:
        return
    for markdown in (False, True):
        _parsed(read_transcript(text, markdown=markdown))


def sidecar(data: bytes) -> None:
    """A sidecar; its corrections are tried on its own text."""
    text = data.decode("utf-8", "replace")
    read, problems = read_sidecar(text, "2025-03.yaml")
    _told(problems, text)
    apply_corrections(text, read.corrections)


def settings(data: bytes) -> None:
    """Settings of the site."""
    text = data.decode("utf-8", "replace")
    _, problems = parse_config(text, "site.yaml")
    _told(problems, text)


def pdf(data: bytes) -> None:
    """A PDF, read in this process, small limits in place of a worker."""
    limits = PdfLimits(pages=20, objects=5000, megabytes=4, operators=20_000)
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        transcript, problems = _read(Path(file.name), ReadingSettings(pdf_limits=limits), lambda page: None)
    assert transcript is not None or problems
    assert all(problem.message for problem in problems)
    if transcript is not None:
        _parsed(transcript)


def download(data: bytes) -> None:
    """A PDF as it is offered: what was cleaned is clean, and the same each time."""
    try:
        clean = cleaned(data)
    except Unclean:
        return
    assert cleaned(data) == clean
    if clean.removed:
        assert cleaned(clean.content) == (clean.content, ())
        with pikepdf.open(io.BytesIO(clean.content)) as file:
            made = io.BytesIO()
            file.save(made, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        dictionaries = re.sub(rb"stream\n.*?endstream", b"", made.getvalue(), flags=re.DOTALL)
        assert not _ACTIVE.search(re.sub(rb"\((?:\\.|[^\\)])*\)", b"", dictionaries))


def query(data: bytes) -> None:
    """Words typed into the search field, and a document number."""
    text = data.decode("utf-8", "replace")
    folded = fold(text)
    assert fold(folded) == folded
    assert not re.search(r"\s", folded)
    parse_number(text)


def site(data: bytes) -> None:
    """An issue, published and checked: every file is what its name says, every link inside leads somewhere."""
    with tempfile.TemporaryDirectory() as folder:
        issues, output = Path(folder, "issues"), Path(folder, "site")
        issues.mkdir()
        (issues / "2025-03.txt").write_bytes(data)
        (issues / "site.yaml").write_text("base_url: https://www.example.gov.cn/gongbao/\n", "utf-8")
        arguments = ["--issues", issues, "--output", output, "--cache", Path(folder, "cache"), "--quiet", "--check"]
        said = io.StringIO()
        with contextlib.redirect_stderr(said):
            status = main([*map(str, arguments), "--jobs", "1"])
        assert "内部错误" not in said.getvalue() and "[check" not in said.getvalue(), said.getvalue()
        assert output.exists() == (status == PUBLISHED)
        for path in sorted(output.rglob("*")):
            _well_formed(path)


def _well_formed(path: Path) -> None:
    if path.suffix in (".xml", ".svg"):
        etree.fromstring(path.read_bytes(), etree.XMLParser(resolve_entities=False, huge_tree=True))
    elif path.suffix == ".json":
        json.loads(path.read_text("utf-8"))
    elif path.suffix == ".jsonl":
        for line in path.read_text("utf-8").splitlines():
            json.loads(line)
    elif path.suffix == ".html":
        text = path.read_text("utf-8")
        assert not _ILL.search(text)
        assert html.document_fromstring(text).find(".//main") is not None


def growth(data: bytes) -> None:
    """A fragment of an issue again and again, on one line and on a line each."""
    text = data.decode("utf-8", "replace")[:40]
    for fragment in (text.replace("\n", ""), text + "\n"):
        if fragment.strip():
            repeated = _repeated(fragment)
            steep, seconds = exponent(repeated, max(4000 // len(fragment), 50))
            assert steep <= STEEPEST or seconds[2] < 0.05, f"{fragment!r}: {steep:.2f} {seconds}"


def _repeated(fragment: str) -> Callable[[int], str]:
    return lambda n: document(fragment * n)


TARGETS: dict[str, Callable[[bytes], None]] = {
    one.__name__: one for one in (reader, sidecar, settings, pdf, download, query, site, growth)
}


@cache
def seeds(name: str) -> tuple[bytes, ...]:
    """The kept inputs of a target, oldest name first."""
    return tuple(path.read_bytes() for path in sorted((CORPUS / name).glob("*")) if path.is_file())


def keep(name: str, data: bytes) -> Path:
    """Writes an input that broke a promise where the next run finds it."""
    folder = Path(os.environ.get("FUZZ_FOUND", CORPUS)) / name
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"found-{abs(hash(data)):x}"
    path.write_bytes(data)
    return path
