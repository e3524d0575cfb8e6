"""The ledger: every address that was ever published, and every place on a page that can be linked to.

    issues/addresses.tsv = line*      line = address TAB what TAB name*      name = #anchor | file beside the page

It lives with the issues, is sorted, has one line for each page, and is committed with them. A build holds what it is
about to publish against it: an address that would be gone, or that would show another text, stops the build unless a
redirect is declared. After a successful build the ledger is the union of what it was and what is published now.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from gazette_site.problems import Problem, error
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.folder.staging import page_url

FILE = "addresses.tsv"
LOCK = f".{FILE}.lock"
"""Held by the build that reads and writes it."""
_HEAD = "# 已发布的网址、该处的文件、页内锚点和附带文件。程序在发布成功后更新，请随公报一并保存，不要改动。"
_SHOWN = 10
_WAY_OUT = "如果是有意改动，请在 site.yaml 的 redirects 里写明新网址"

_ID = re.compile(rb'\sid="([^"]+)"')
_LASTING_ID = re.compile(r"(?:part|ch|sec|s|art|att|text|p|d|e|y|n)(?:-[a-z0-9-]+)?|fix|verify|feeds")
"""Ids that are derived from what is printed, or that the site itself links to; the others come and go with the design."""
_NOT_KEPT = re.compile(
    r"(?:assets|pagefind)/.*|search/(?!engine\.js).*\.js|manifest\.json|_redirects|redirects\.nginx\.map|manifest-sha256\.txt|404\.html|data/urls\.json|"
    r"robots\.txt|sitemap(?:-\d+)?\.xml|opensearch\.xml|(?!documents/[^/]+/attachment-[^/]+/file-).*\.(?:png|jpe?g|webp|avif)|(?:categories|issuers|kinds)/[^/]+/\d+/"
)
"""Files without a lasting address of their own: design, scripts but for the one that others embed, search index, what is made
for servers, telephones and robots, pictures but those that an office published; the further pages of a list, whose first one is the list."""


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """What the ledger knows of an address: that of a page, or of a file that lies beside no page."""

    what: str = ""
    """The record found there, `澜府发〔2025〕13号`; empty for lists and files."""
    names: frozenset[str] = frozenset()
    """`#art-1` for a place on the page, `document.json` for a file beside it."""


Ledger = Mapping[str, LedgerEntry]
"""Places by their addresses."""


class Published:
    """Takes note of the places on the pages of a site as they are written."""

    def __init__(self) -> None:
        self._pages: dict[str, frozenset[str]] = {}

    def add_page(self, file: OutputFile) -> None:
        """One file of the site; what is no page is passed over."""
        self.add(file.path, names_on(file))

    def add(self, path: str, names: Iterable[str]) -> None:
        """A file with the lasting places on it; what is no page is passed over."""
        if (url := page_url(path)) and _kept(url):
            self._pages[url] = frozenset(names)

    def ledger(self, paths: Iterable[str], records: Mapping[str, str]) -> Ledger:
        """The places of the site with all its files; `records` says what lies at an address."""
        names = {url: set(ids) for url, ids in self._pages.items()}
        alone: dict[str, LedgerEntry] = {}
        for path in paths:
            folder, slash, name = f"/{path}".rpartition("/")
            if page_url(path) or not _kept(f"/{path}"):
                continue
            if folder + slash in names:
                names[folder + slash].add(name)
            else:
                alone[f"/{path}"] = LedgerEntry()
        return {url: LedgerEntry(records.get(url, ""), frozenset(found)) for url, found in names.items()} | alone


def names_on(file: OutputFile) -> tuple[str, ...]:
    """The lasting places on a page, sorted: `#art-1`; none of what is no page."""
    if not page_url(file.path):
        return ()
    ids = {found.decode() for found in _ID.findall(file.content)}
    return tuple(sorted(f"#{name}" for name in ids if _LASTING_ID.fullmatch(name)))


def parse_ledger(text: str, file: str) -> tuple[Ledger, tuple[Problem, ...]]:
    """The ledger that `text` writes, and an error for each line that is none (a conflict that was not settled)."""
    places: dict[str, LedgerEntry] = {}
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        address, *rest = line.split("\t")
        if not address.startswith("/") or len(rest) != 2:
            problems.append(error(file, "网址登记里有看不懂的一行（可能是合并时留下的）", number, line, "ledger-line"))
            continue
        old = places.get(address, LedgerEntry())
        names = frozenset(name for name in rest[1].split() if _kept(address, name))
        if _kept(address):
            places[address] = LedgerEntry(rest[0], old.names | names)
    return places, tuple(problems)


def _kept(address: str, name: str = "") -> bool:
    """Whether an address is held for good: what was once noted and is no longer held does not stop a build."""
    return name.startswith("#") or not _NOT_KEPT.fullmatch((address + name)[1:])


def ledger_text(ledger: Ledger) -> str:
    """The ledger as text, sorted: the same places give the same text."""
    lines = (f"{address}\t{one.what}\t{' '.join(sorted(one.names))}" for address, one in sorted(ledger.items()))
    return "\n".join((_HEAD, *lines, ""))


def read_ledger(path: Path, file: str) -> tuple[Ledger | None, tuple[Problem, ...]]:
    """The ledger at `path`, None if there is none yet."""
    try:
        return parse_ledger(path.read_text(encoding="utf-8"), file)
    except FileNotFoundError:
        return None, ()
    except (OSError, UnicodeDecodeError):
        return None, (error(file, "网址登记读不出来", code="ledger-unreadable"),)


def write_ledger(path: Path, ledger: Ledger) -> None:
    """Replaces the ledger in one step, if it differs. Raises OSError where nothing may be written."""
    text = ledger_text(ledger)
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return
    write_text(path, text)


def write_text(path: Path, text: str) -> None:
    """Writes a file in one step: beside, forced to the disk, renamed. Raises OSError."""
    fresh = path.with_name(f".{path.name.removeprefix('.')}.new")
    try:
        with fresh.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)


def is_closed(folder: Path) -> bool:
    """Whether nothing may be written into the folder. The administrator may write everywhere; what is marked read-only stays closed."""
    writable = folder.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    return not writable or not os.access(folder, os.W_OK)


def merged(before: Ledger, now: Ledger) -> Ledger:
    """Everything that was ever published; what lies there is what lies there now."""
    places = dict(before)
    for address, place in now.items():
        old = places.get(address, LedgerEntry())
        places[address] = replace(place, names=old.names | place.names)
    return places


def addresses(ledger: Ledger) -> Iterator[str]:
    """Every address of a ledger, those of places on pages and of files beside them too."""
    for address, place in ledger.items():
        yield address
        yield from (address + name for name in place.names)


def gone(before: Ledger, now: Ledger, moved: Collection[str], file: str) -> tuple[Problem, ...]:
    """An error for each address that would no longer be there and has not moved; of a page that is gone, the page alone."""
    there = {*addresses(now), *moved}
    lost = [address for address in before if address not in there and _kept(address)]
    kept = (address for address in before if address in now)
    lost += [one for address in kept for name in before[address].names if (one := address + name) not in there]
    return _first((f"已发布的网址会消失：{address}（{_WAY_OUT}）" for address in sorted(lost)), file)


def swapped(before: Ledger, now: Ledger, acknowledged: Collection[str], file: str) -> tuple[Problem, ...]:
    """An error for each address that shows another record while its own is now found elsewhere."""
    where = {place.what: address for address, place in now.items() if place.what}
    messages = []
    for address, old in sorted(before.items()):
        new, elsewhere = now.get(address), where.get(old.what)
        if new is None or elsewhere is None or new.what in ("", old.what) or address in acknowledged:
            continue
        if before.get(elsewhere, LedgerEntry()).what != old.what:
            messages.append(
                f"网址 {address} 原来是“{old.what}”，现在成了“{new.what}”，原来的到了 {elsewhere}（{_WAY_OUT}）"
            )
    return _first(messages, file)


def _first(messages: Iterable[str], file: str) -> tuple[Problem, ...]:
    everything = list(messages)
    shown = [error(file, message, code="address-lost") for message in everything[:_SHOWN]]
    rest = len(everything) - len(shown)
    return (*shown, *([error(file, f"这样的网址还有 {rest} 个", code="address-lost-more")] if rest else []))
