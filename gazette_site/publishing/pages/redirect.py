"""The page at an address that moved: it leads on at once, and says where to for those whom it does not take."""

from __future__ import annotations

from gazette_site.linking.archive import Url
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.pages.frame import addresses
from gazette_site.publishing.pages.frame.addresses import absolute, path_of
from gazette_site.publishing.pages.frame.site import Site


def redirect_page(site: Site, old: Url, new: Url) -> OutputFile:
    """The page at `old`; its canonical address is that of the new one."""
    base_url = site.config.base_url
    html = site.templates.get_template("redirect.html").render(
        name=site.config.name,
        target=new,
        shown=absolute(new, base_url) if base_url else new,
        canonical=absolute(Url(new.partition("#")[0]), base_url) if base_url else "",
        link=site.links_on(old),
        assets=addresses.ASSETS,
    )
    return OutputFile(path_of(old), html.encode())
