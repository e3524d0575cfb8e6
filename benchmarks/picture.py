"""The table of `benchmarks.whole` as a picture: one bar a row, its length the CPU seconds."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

_WIDTH, _ROW, _NAMES = 720, 28, 230


def drawn(number: int, seconds: Mapping[str, float]) -> str:
    """An SVG that reads on light and dark ground."""
    most = max(seconds.values())
    height = _ROW * (len(seconds) + 1) + 8
    rows = [_bar(place, name, cost, most) for place, (name, cost) in enumerate(seconds.items(), 1)]
    style = "text{font:14px system-ui,sans-serif;fill:#767676}.ours{fill:#a33a2c}.peer{fill:#8a8f98}"
    head = f'<text x="0" y="19">{number:,} documents, CPU seconds</text>'
    size = f'width="{_WIDTH}" height="{height}" viewBox="0 0 {_WIDTH} {height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><style>{style}</style>{head}{"".join(rows)}</svg>\n'


def _bar(place: int, name: str, cost: float, most: float) -> str:
    top, length = place * _ROW, max(2, round((_WIDTH - _NAMES - 80) * cost / most))
    kind = "peer" if name.startswith(("Hugo", "Pagefind")) else "ours"
    label = f'<text x="0" y="{top + 19}">{escape(name)}</text>'
    bar = f'<rect class="{kind}" x="{_NAMES}" y="{top + 6}" width="{length}" height="{_ROW - 10}"/>'
    return f'{label}{bar}<text x="{_NAMES + length + 8}" y="{top + 19}">{cost:.2f}</text>'
