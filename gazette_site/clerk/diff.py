"""`diff`: what the site has that was not published, in the terminal and as a page."""

from __future__ import annotations

import sys

from gazette_site.admission import Unusable, read_config
from gazette_site.arguments import Asked
from gazette_site.clerk.changes import change_page, change_text, write_change_page
from gazette_site.clerk.sources import later_changes
from gazette_site.problems import error, report
from gazette_site.publishing.folder.fixity import read_manifest
from gazette_site.terminal import tell


def run(asked: Asked) -> int:
    """Tells it. Raises Unusable where there is no site."""
    config = read_config(asked.options)
    output = asked.options.output.resolve()
    if not read_manifest(output):
        raise Unusable(error(asked.options.output.as_posix(), "这里没有生成好的网站，请先生成", code="no-site"))
    if later := later_changes(asked.options):
        tell(f"{report(later)}\n", sys.stderr)
    page = change_page(output)
    tell(change_text(page), sys.stdout)
    tell(f"\n网页上看：{write_change_page(output, page, config.language)}", sys.stdout)
    return 0
