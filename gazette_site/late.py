"""Regular expressions that are compiled when first needed: a program that starts and reads no document does not pay for them."""

from __future__ import annotations

import re
from typing import Any, cast


class Late:
    """Stands for a compiled pattern; each of its methods is looked up once, and is then as fast as the pattern's own."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._asked = pattern, flags

    def __getattr__(self, name: str) -> Any:
        # Only what is not there yet comes here.
        value = getattr(re.compile(*self._asked), name)
        setattr(self, name, value)
        return value


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, later: to be used by its methods, `late("…").search(text)`, not given to functions of `re`,
    nor compared with the `re` of a match.

    A mistake in the pattern is told when it is first used, as `re.error`.
    """
    return cast("re.Pattern[str]", Late(pattern, flags))
