"""Where the site is published to, as `site.yaml` says it. What is written there never reaches a shell."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gazette_site.late import late

_REMOTE = late(r"(?:[A-Za-z0-9_][\w.-]*@)?[A-Za-z0-9][A-Za-z0-9.-]*:(?P<path>/?[\w.@+~][\w.@+~/-]*)", re.ASCII)
"""`[user@]host:path`, nothing that a remote shell could take for more than a name."""


@dataclass(frozen=True, slots=True)
class Destination:
    """A folder, or a place for rsync; one of the two."""

    folder: str = ""
    """Seen from the working folder."""
    rsync: str = ""
    """`user@host:/path`."""

    @property
    def shown(self) -> str:
        """As the clerk knows it."""
        return self.folder or self.rsync


def is_remote(value: str) -> bool:
    """Whether that is a place for rsync over ssh."""
    found = _REMOTE.fullmatch(value)
    return found is not None and ".." not in found["path"].split("/")
