"""Names for texts of one form."""

from __future__ import annotations

from typing import NewType

IssueId = NewType("IssueId", str)
"""Year and first number of an issue, `2025-03`; `2025-z1` and `2025-07-z1` for supplements. See `issue_names`."""


NormalNumber = NewType("NormalNumber", str)
"""发文字号 in its normal form, `澜府办发〔2025〕7号`; made by `gazette_site.document_numbers` only."""


IsoDate = NewType("IsoDate", str)
"""A day of the Gregorian calendar, `2025-03-09`."""
