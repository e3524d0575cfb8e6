"""The finished site before it is published: it is as it was made, and it is the one that the ledger knows."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from gazette_site.admission import Unusable
from gazette_site.problems import error
from gazette_site.publishing.folder.fixity import MANIFEST, read_manifest
from gazette_site.publishing.folder.staging import page_url
from gazette_site.publishing.permanence.ledger import Ledger, Records, is_kept
from gazette_site.publishing.permanence.redirects import NETLIFY
from gazette_site.publishing.permanence.retired import retired

_AGAIN = "请重新生成网站，再发布"


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished site."""

    root: Path
    shown: str
    digests: Mapping[str, str]
    manifest: str
    """Digest of the manifest."""
    moved: frozenset[str]
    """Addresses from which it leads on."""


def finished_site(output: Path, base_url: str | None) -> Finished:
    """The site in that folder. Raises Unusable where there is none, or a file of it is not as it was written."""
    root, shown = output.resolve(), output.as_posix()
    digests = read_manifest(root)
    if not digests:
        raise Unusable(error(shown, "这里没有生成好的网站，请先生成", code="no-site"))
    touched = [path for path, digest in digests.items() if _digest(root / path) != digest]
    if touched:
        message = f"网站生成以后被动过（{'、'.join(touched[:3])}{f' 等 {len(touched)} 个文件' if touched[3:] else ''}），{_AGAIN}"
        raise Unusable(error(shown, message, code="site-touched"))
    manifest = _digest(root / MANIFEST) or ""
    return Finished(root, shown, digests, manifest, frozenset(_moved(root / NETLIFY, base_url)))


def _is_made_otherwise(address: str, there: Collection[str]) -> bool:
    """Whether it is that of a file which its page makes now (`permanence.retired`), and the page is there."""
    target = retired(address)
    return target is not None and target.partition("#")[0] in there


def check_known(site: Finished, records: Records) -> None:
    """Raises Unusable unless the site is the one that the ledger was written with."""
    there = {page_url(path) or f"/{path}" for path in site.digests} | site.moved
    held = [one for ledger in records for one in _files(ledger)]
    missing = sorted({address for address in held if address not in there and not _is_made_otherwise(address, there)})
    known = {*held, *site.moved}
    pages = (url for path in site.digests if (url := page_url(path)))
    unknown = sorted(url for url in pages if url not in known and is_kept(url))
    if missing or unknown:
        what = f"登记里有而网站里没有：{missing[0]}" if missing else f"网站里有而没有登记：{unknown[0]}"
        message = f"网站与网址登记不是同一次生成的（{what}），{_AGAIN}（不要加 --no-ledger）"
        raise Unusable(error(site.shown, message, code="site-unknown"))


def _files(ledger: Ledger) -> Iterator[str]:
    """The addresses of pages and files, without places on pages."""
    for address, place in ledger.items():
        yield address
        yield from (address + name for name in place.names if not name.startswith("#"))


def _moved(redirects: Path, base_url: str | None) -> Iterable[str]:
    folder = urlsplit(base_url).path.rstrip("/") if base_url else ""
    lines = redirects.read_text("utf-8").splitlines() if redirects.is_file() else []
    return (unquote(line.split(" ")[0]).removeprefix(folder) for line in lines)


def _digest(path: Path) -> str | None:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None
