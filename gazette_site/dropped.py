"""What systems leave in folders that somebody looked into (`Thumbs.db`, `.DS_Store`): nobody's. It is not read, not kept and not given on."""

from __future__ import annotations

_NAMES = frozenset((".ds_store", ".directory", "thumbs.db", "ehthumbs.db", "desktop.ini"))


def is_dropped(name: str) -> bool:
    """Whether a file of this name is one of them, however it is written: `Desktop.ini`, `._index.html`."""
    return name.startswith("._") or name.lower() in _NAMES
