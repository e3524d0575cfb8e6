"""The values that fields hold, with what a JSON Schema says of each."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from gazette_site.linking.archive import Url
from gazette_site.model import IsoDate, IssueId


def told(words: str) -> Meta:
    """What a field holds, for the people who read the schema."""
    return Meta(description=words)


Address = Annotated[Url, Meta(pattern="^/", description="网址，从网站的根算起")]
Day = Annotated[IsoDate, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$", extra_json_schema={"format": "date"})]
IdOfIssue = Annotated[
    IssueId,
    Meta(
        pattern=r"^\d{4}-(\d{2,4}[b-y]?(-z\d+)?|z\d+)$",
        description="年份和期号；合刊只有第一个期号，增刊如 2025-z1、2025-07-z1",
    ),
]
Ordinal = Annotated[int, Meta(ge=1)]
Grid = tuple[tuple[str, ...], ...]
"""A table: rows of cells."""
