"""Inputs for the targets: any bytes, lines of gazettes, YAML of their keys, small PDFs with something in them turned round."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from gazette_site.config import READERS
from gazette_site.reading import sidecar
from tests.parsing.test_properties import ANY, BODY, FRONT, HEADS, ISSUES, WHOLE
from tests.reading.pdf_writer import Sheet, show, stream, write_pdf

_ALPHABET = (
    "一二（）()第章条款项附件：:1０9.、，。；《》〈〉〔〕[]【】号年月日令公告 \u3000\t|#*-—~<>/&;tdrable!$\\{}甲乙“”‘’"
    "等及和与的关于印发废止修改施行有效期自起至\ufeff\u200b\u0000\ufffe\n"
)
SIGNS = st.text(alphabet=_ALPHABET, max_size=120)
TEXTS = st.one_of(ANY, SIGNS, ISSUES, WHOLE).map(lambda text: text.encode("utf-8", "replace"))
FRAGMENTS = st.one_of(SIGNS.map(lambda text: text[:12]), st.sampled_from([*BODY, *HEADS, *FRONT])).map(str.encode)

_KEYS = (*READERS, *sidecar._KEYS, *sidecar._METADATA, "find", "replace", "reason", "pages", "seconds", "description")
_SCALARS = [
    "",
    "~",
    "1",
    "-1",
    "1.5",
    "yes",
    "2025-05-09",
    "2025-13-40",
    "09:00",
    "|",
    ">",
    "'",
    "0x7f",
    "1_000",
    "9" * 5000,
]
_SCALARS += ["[甲, 乙]", "{甲: 乙}", "- 甲", "!!python/object:os.system x", "&a [*a]", "*a", '"\\u0000"', '"\\ud800"']
_SCALARS += ["https://example.org/", "javascript:alert(1)", "U+E001", "/a/../b/"]
_VALUES = st.one_of(st.sampled_from(_SCALARS), st.text(max_size=20))
_LINES = st.builds(
    lambda indent, key, value: f"{indent}{key}: {value}",
    st.sampled_from(["", "", "  ", "- ", "  - ", "    "]),
    st.one_of(st.sampled_from(_KEYS), st.text(max_size=6)),
    _VALUES,
)
YAML = st.one_of(st.text(max_size=80), st.lists(_LINES, max_size=8).map("\n".join)).map(
    lambda text: text.encode("utf-8", "replace")
)

_NAMES = "JavaScript JS S A AA OpenAction Launch URI Names EF XFA Next Kids Parent Length Filter FlateDecode Prev Size Count MediaBox"
_NAMES += " Resources Type Subtype Annots Encoding DescendantFonts ToUnicode W DW Rotate UserUnit Contents Font XObject"
_SYNTAX = "R obj endobj stream xref trailer << >> [ ] ( ) 0 -1 99999999999 1e30 null true BT ET Tj TJ Do q Q cm re W BI ID EI < > % \\"
_WORDS = st.sampled_from(
    [f"/{name} ".encode() for name in _NAMES.split()] + [f"{word} ".encode() for word in _SYNTAX.split()]
)


@cache
def small_pdfs() -> tuple[bytes, ...]:
    """Whole small PDFs: text, a table, forms, hidden text, actions."""
    form = stream("/H 12 Tf BT (a) Tj ET 0 0 9 9 re f", "/Type/XObject/Subtype/Form/BBox[0 0 99 99]")
    action = "<</S/JavaScript/JS(a)/Next[<</S/Launch/F(a)>>]>>"
    page = f"/MediaBox[0 0 595 842]/Rotate 90/AA<</O{action}>>/Annots[<</Subtype/Link/Rect[0 0 9 9]/A{action}>>]"
    sheets = [
        [Sheet(show("各县区要明确专人负责。", 94, 700) + show("第一条　总则", 94, 680))],
        [Sheet("50 50 m 300 50 l S 50 90 m 300 90 l S 50 50 m 50 90 l S 300 50 m 300 90 l S" + show("甲", 60, 60))],
        [Sheet("q /F Do Q 3 Tr " + show("隐", 94, 700), resources="/XObject<</F 10 0 R>>", objects=(form,))],
        [Sheet(show("甲", 94, 700, font="V"), entries=page), Sheet(show("乙", 94, 700))],
    ]
    names = f"/OpenAction{action}/Names<</EmbeddedFiles<</Names[(a)<</F(a)/EF<</F 3 0 R>>>>]>>>>"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.pdf")
        return tuple(write_pdf(path, one, names if len(one) > 1 else "").read_bytes() for one in sheets)


@st.composite
def mutated_pdfs(draw: st.DrawFn) -> bytes:
    """A small PDF, some places of which were cut out, doubled, overwritten or filled with other words."""
    data = draw(st.sampled_from(small_pdfs()))
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(start + draw(st.integers(0, 12)), len(data))
        put = draw(st.one_of(st.just(b""), st.just(data[start:end] * 2), _WORDS, st.binary(max_size=6)))
        data = data[:start] + put + data[end:]
    return data


INPUTS: dict[str, st.SearchStrategy[bytes]] = {
    "reader": st.one_of(TEXTS, st.binary(max_size=60)),
    "sidecar": YAML,
    "settings": YAML,
    "pdf": mutated_pdfs(),
    "download": mutated_pdfs(),
    "query": st.one_of(SIGNS, st.text(max_size=60)).map(lambda text: text.encode("utf-8", "replace")),
    "site": TEXTS,
    "growth": FRAGMENTS,
}
