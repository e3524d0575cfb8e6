"""Where a paragraph can end."""

from __future__ import annotations

from functools import lru_cache

_TERMINAL = "。！？；：…!?;:"


@lru_cache(maxsize=8192)
def is_closed(text: str) -> bool:
    """Whether `text` ends where a paragraph can end.

    Closed: 。！？；： and these before closing quotation marks; a bracket that stands after them or holds the whole text; a blank of a form.
    Open: everything else, so also ”, ） and 》 after running words.
    """
    stripped = text.rstrip()
    if not stripped:
        return False
    if stripped.endswith(("__", "＿＿")):  # a blank of a form, to be filled in
        return True
    core = stripped.rstrip("”’」』\"'")
    if core and core[-1] in _TERMINAL:
        return True
    if core and core[-1] in "）)":
        before = _before_bracket(core)
        return before is not None and (
            not before or before[-1] in _TERMINAL or before.rstrip("”’")[-1:] in tuple(_TERMINAL)
        )
    return False


def _before_bracket(text: str) -> str | None:
    """What stands before the bracket that the last character of `text` closes; None if nothing opens it."""
    depth = 0
    for i in range(len(text) - 1, -1, -1):
        if text[i] in "）)":
            depth += 1
        elif text[i] in "（(":
            depth -= 1
            if depth == 0:
                return text[:i].rstrip()
    return None
