"""What becomes of a document, and how an announcement says it."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

from gazette_site.characters import folded
from gazette_site.late import late


class Fate(Enum):
    """What becomes of a document; the value is how it is told apart in folded text, in this order."""

    KEPT = "继续有效|保留|继续执行|继续施行|有效期限?(?:(?![不未拟])[^,;。]){0,6}(?:延长|延续|顺延)|(?:延长|延续|顺延)[^,;。]{0,30}有效期"
    REPEALED = "废止|撤销|作废|停止执行|不再执行|废除|不再作为"
    LAPSED = "失效"
    AMENDED = "修改|修订|修正"
    SUSPENDED = "(?:暂停|暂缓|中止)(?:执行|实施|施行|适用)"
    RESUMED = "恢复(?:执行|实施|施行|适用)"


_DENIED = r"(?<!不)(?<!不再)(?<!不予)(?<!暂不)(?<!未)(?<!拟)(?<!拟予)(?<!建议)(?<!是否)"


_FORMS = tuple((fate, late(f"{_DENIED}(?:{fate.value})")) for fate in Fate)


_WORDING = late("“[^“”]*”")


_ANY = late("|".join(fate.value for fate in Fate))


@lru_cache(maxsize=1024)  # Asked for lists, and once more for their counts.
def may_say_fate(printed: str) -> bool:
    """Whether printed words may announce anything: quick, for the many paragraphs that do not."""
    return _ANY.search(folded(printed)) is not None


@lru_cache(maxsize=8192)
def fate_of(words: str) -> Fate | None:
    """What folded words announce: of several the first named, a clause with 不 or 拟 not, nor wording in “”."""
    words = _WORDING.sub("", words) if "“" in words else words
    found = [(match.start(), fate) for fate, form in _FORMS if (match := form.search(words))]
    return min(found, key=lambda pair: pair[0])[1] if found else None
