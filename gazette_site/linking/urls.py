"""The type of an address, on its own, so that every record of this room can hold one."""

from __future__ import annotations

from typing import NewType

Url = NewType("Url", str)
"""Address from the root of the site, `/documents/lanfubanfa-2025-7/`; `/` stands for the site's base, also in a sub-folder."""
