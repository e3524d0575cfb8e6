"""光盘、优盘上的副本: a copy that is read without a web server.

A web server answers `documents/x/` with the page in that folder; a disk shows the folder. The script of the pages mends
that, but only where scripts run. In a copy made for disks every link names the page itself.
"""

from __future__ import annotations

import re

from gazette_site.publishing.folder.output import OutputFile

_FOLDER = re.compile(
    r"""(?P<start><(?:a|form|area)\b[^>]*?\s(?:href|action)="
        (?:\.\./)*(?:\./)?(?:[^":?\#]*/)?)      # a relative address that ends in a folder, the site's own root too
        (?<=/)(?=[?\#"])""",
    re.VERBOSE,
)


def for_disk(file: OutputFile) -> OutputFile:
    """A page with `index.html` in every link to a folder; any other file as it is."""
    if not file.path.endswith(".html"):
        return file
    return OutputFile(file.path, _FOLDER.sub(r"\g<start>index.html", file.content.decode()).encode())
