"""What a person should look at among the days that bind."""

from __future__ import annotations

from collections.abc import Iterator

from gazette_site.model import Document
from gazette_site.parsing.clauses.doubts import Doubt


def dates_in_doubt(document: Document) -> Iterator[Doubt]:
    """Days without a year, and days that leave open where they end: the page shows the printed words and works nothing out."""
    for one in document.dates:
        if one.year_unsaid and one.place.attachment < 0:
            message = f"“{one.words}”没有写年份，文中也看不出是哪一年，网页只照录原文；如另有依据，请在更正里补上年份"
            yield Doubt(one.place, message)
        elif one.edge_unsaid and one.place.attachment < 0:
            message = (
                f"“{one.words}”没有写明包不包括当月、当季或当年，网页只照录原文，不推算日期；如另有依据，请在更正里写明"
            )
            yield Doubt(one.place, message)
