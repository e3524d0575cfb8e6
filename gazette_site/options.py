"""What the user asked for, as one record: the command line makes it, the pipeline and the release look into it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

_MOST_WORKERS = 4


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asked for."""

    issues: Path = Path("issues")
    output: Path = Path("_site")
    config: Path | None = None
    """None: `site.yaml` beside the issues, else in the working folder, else the defaults."""
    keep_going: bool = False
    """Publish without the issues that have errors, as long as no published address vanishes."""
    strict: bool = False
    """Take warnings for errors."""
    jobs: int | None = None
    """Processes that read and draw; None: as many as are worth it."""
    ledger: bool = True
    """Hold the addresses against the ledger of the issues, and enter them into it."""
    check: bool = False
    """Check every link and count of the finished site, and publish only if all is well."""
    changes: Path | None = None
    """File for the list of what differs from the site before."""
    cache: Path = Path(".cache")
    """Folder in which what costs time is kept from one build to the next; it may be removed at any time."""
    force: bool = False
    """Make everything anew, whatever is kept of the last build but pages of PDFs."""
    cache_size: int = 500
    """Megabytes of what no issue uses any more that stay in the cache."""
    cluster: str | None = None
    """Whose processes do the work: `local:4`, or the address of a Dask scheduler; None: those of this machine."""
    store: str | None = None
    """URL of a store that several machines reach: a second level of the cache, and what the workers of a cluster share."""
    disk: bool = False
    """Make a copy that is read from a disk, without a web server."""

    @property
    def workers(self) -> int:
        """Processes for work that is worth more than one."""
        return self.jobs or min(_cores(), _MOST_WORKERS)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
