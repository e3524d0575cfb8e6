"""Classes of characters are made ready once for all patterns."""

from __future__ import annotations

import importlib
import re
from typing import Any

import pytest

from gazette_site.late import late
from gazette_site.ready_classes import make_ready

_parse: Any = importlib.import_module("re._parser").parse
_CHINESE = "[\u4e00-\u9fff\u3400-\u4dbf、（）]"


@pytest.mark.parametrize(
    "pattern",
    [
        f"{_CHINESE}{{2,}}号",
        f"(?:{_CHINESE}|[a-z])+?(?=[^{_CHINESE[1:]})",
        f"(?<!{_CHINESE})(?P<x>{_CHINESE})?(?(x)第|[号])",
        rf"(?>[\d年]++)[^\s{_CHINESE[1:-1]}]|(?i:[a-z])年",
        r"(?i)[a-z年]号",
    ],
)
def test_a_pattern_with_ready_classes_finds_the_same(pattern: str) -> None:
    """In whatever part a class stands: repeated, in a branch, looked at from before or behind, denied."""
    text = "澜府办号 abc（第3号）Z年　2025年、号K年a号"
    assert [m.span() for m in late(pattern).finditer(text)] == [m.span() for m in re.finditer(pattern, text)]


def test_one_class_is_made_once() -> None:
    """Two patterns with the same class have the same table; where either case counts nothing is touched."""
    first, second, either = _parse(f"第{_CHINESE}"), _parse(f"{_CHINESE}号"), _parse(f"(?i){_CHINESE}号")
    before = str(either.data)
    for parsed in (first, second, either):
        make_ready(parsed)
    (_, one), (_, other) = first[1], second[0]
    assert one == other and one[0] is other[0]
    assert str(either.data) == before
