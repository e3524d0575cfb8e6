"""What the report says to do: one sentence for every code that the program can emit, none for anything else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import gazette_site
from gazette_site.clerk.remedies import remedies, remedy_of

PACKAGE = Path(gazette_site.__file__).parent
TELLERS = {"error", "warning", "warn", "_warn", "_of", "_violation", "Refused", "Problem", "Doubt"}
NO_CODES = {
    *("cited-number", "cited-title", "contents-line", "earlier-issues", "issues-between", "missing-issue"),
    *("article-journal", "attachment-note", "container-title", "data-package", "enclosed-number", "enclosed-title"),
    *(
        "fc-list",
        "gazette-site",
        "minimal-ui",
        "next-archive",
        "no-store",
        "pagefind-component-ui",
        "pagefind-highlight",
    ),
    *("pagefind-modular-ui", "pagefind-ui", "prev-archive", "tabular-data-resource", "utf-16", "utf-16-le", "utf-8"),
    *("utf-8-sig", "unprinted-attachment", "markdown-it-py", "site-packages"),
    *("utf-32-le", "x-wr-calname"),
}
"""Words of the program that look like codes and are none."""
MADE = {"masthead-gazette", "masthead-published"}
"""Made from a part, `masthead-{key}`."""


def codes() -> Iterator[str]:
    """Every word in the program that is a code: what looks like one, and single words where a problem is told."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield from re.findall(r"^[a-z]+(?:-[a-z0-9]+)+$", node.value)
            elif isinstance(node, ast.Call):
                yield from _single(node)


def _single(call: ast.Call) -> Iterator[str]:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    values = [one.value for one in call.keywords if one.arg == "code"] + (call.args if name in TELLERS else [])
    words = (one.value for one in values if isinstance(one, ast.Constant) and isinstance(one.value, str))
    yield from (word for word in words if re.fullmatch("[a-z]{4,}", word))


def test_every_code_has_a_remedy() -> None:
    """A clerk is never left with what is wrong and no word on what to do; a remedy for what cannot happen is none."""
    assert set(remedies()) == ({*codes()} - NO_CODES) | MADE


def test_a_remedy_is_one_sentence() -> None:
    """It ends where it ends, and is short enough to be read."""
    wrong = [code for code, words in remedies().items() if not re.fullmatch(r"[^。\n]{6,60}。", words)]
    assert wrong == []


def test_a_code_of_a_later_program_has_none() -> None:
    """A report of another version is shown all the same."""
    assert remedy_of("nobody-knows") == ""
