"""The ledger: every address that was ever public, every place on a page that can be linked to, and what waits to be public.

    issues/addresses.tsv = line*      line = address TAB what TAB name* [ TAB 待发布 ]      name = #anchor | file beside the page

It lives with the issues, is sorted, has one line for each page, and is committed with them.

1. What is public (a line without a mark, so every line of an old ledger) is there for good: a build that would take it
   away, or show another text there, stops unless a redirect is declared.
2. What the last build made and is not public yet is pending. It may go again with the next build. A page that is public
   has a second line for what is pending of it: new places on it, another record that lies there.
3. `publish` makes what is pending public.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from gazette_site.problems import Problem, error
from gazette_site.publishing.folder.any_system import rename
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.folder.staging import page_url

FILE = "addresses.tsv"
LOCK = f".{FILE}.lock"
"""Held by the build that reads and writes it."""
PENDING = "待发布"
_HEAD = (
    "# 公开的网址、该处的文件、页内锚点和附带文件；行末是“待发布”的还没有公开。由程序更新，请随公报一并保存，不要改动。"
)

CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
"""How lines begin that git leaves where two versions could not be merged."""
BOTH_SIDES = "{what}里有合并时留下的标记：两边的行都要保留，只删去 <<<<<<<、=======、>>>>>>> 这几行"
_SHOWN = 5

_ID = re.compile(rb'id="(?<=\sid=")([^"]+)"')
_LASTING_ID = re.compile(r"(?:part|ch|sec|s|art|att|text|p|d|e|y|n)(?:-[a-z0-9-]+)?|fix|verify|feeds")
"""Ids that are derived from what is printed, or that the site itself links to; the others come and go with the design."""
_NOT_KEPT = re.compile(
    r"(?:assets|pagefind)/.*|search/(?!engine\.js).*\.js|manifest\.json|sw\.js|_redirects|redirects\.nginx\.map|manifest-sha256\.txt|404\.html|data/urls\.json|"
    r"robots\.txt|sitemap(?:-\d+)?\.xml|opensearch\.xml|(?!documents/[^/]+/attachment-[^/]+/file-).*\.(?:png|jpe?g|webp|avif)|(?:categories|issuers|kinds|topics|duties|documents/numbers|references)/[^/]+/\d+/|(?:references|corrections)/\d+/|"
    r"(?:dates/(?:\d{4}/\d\d|again)|standing/\d{4}/[a-z]+|about/coverage/(?:numbers/)?[^/]+)/\d+/|(?:dates/due|standing/texts)[-\d]*\.json"
)
"""Files without a lasting address of their own: design, scripts but for the one that others embed, search index, what is made
for servers, telephones and robots, pictures but those that an office published; the further pages of a list, whose first one is
the list; what the scripts of 重要日期 and 现行与失效 fetch."""


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """What the ledger knows of an address: that of a page, or of a file that lies beside no page."""

    what: str = ""
    """The record found there, `澜府发〔2025〕13号`; empty for lists and files."""
    names: frozenset[str] = frozenset()
    """`#art-1` for a place on the page, `document.json` for a file beside it."""


Ledger = Mapping[str, LedgerEntry]
"""Places by their addresses."""


class Records(NamedTuple):
    """What the ledger holds."""

    public: Ledger
    pending: Ledger
    """What the last build made beyond that."""


NOTHING = Records({}, {})


class Published:
    """Takes note of the places on the pages of a site as they are written."""

    def __init__(self) -> None:
        self._pages: dict[str, frozenset[str]] = {}

    def add_page(self, file: OutputFile) -> None:
        """One file of the site; what is no page is passed over."""
        self.add(file.path, names_on(file))

    def add(self, path: str, names: Iterable[str]) -> None:
        """A file with the lasting places on it; what is no page is passed over."""
        if (url := page_url(path)) and is_kept(url):
            self._pages[url] = _names(" ".join(names))

    def ledger(self, paths: Iterable[str], records: Mapping[str, str]) -> Ledger:
        """The places of the site with all its files; `records` says what lies at an address."""
        names, beside = self._pages, dict[str, list[str]]()
        alone: dict[str, LedgerEntry] = {}
        for path in paths:
            folder, slash, name = f"/{path}".rpartition("/")
            if page_url(path) or not is_kept(f"/{path}"):
                continue
            if folder + slash in names:
                beside.setdefault(folder + slash, []).append(name)
            else:
                alone[f"/{path}"] = LedgerEntry()
        whole = {url: found | frozenset(beside[url]) if url in beside else found for url, found in names.items()}
        return {url: LedgerEntry(records.get(url, ""), found) for url, found in whole.items()} | alone


@lru_cache(maxsize=1 << 16)
def _names(written: str) -> frozenset[str]:
    """The names in a line of the ledger: pages have them in common with each other and with what they had before."""
    return frozenset(map(sys.intern, written.split()))


def names_on(file: OutputFile) -> tuple[str, ...]:
    """The lasting places on a page, sorted: `#art-1`; none of what is no page."""
    if not page_url(file.path):
        return ()
    ids = {found.decode() for found in _ID.findall(file.content)}
    return tuple(sorted(f"#{name}" for name in ids if _LASTING_ID.fullmatch(name)))


def parse_ledger(text: str, file: str) -> tuple[Records, tuple[Problem, ...]]:
    """The ledger that `text` writes, and an error for each line that is none (a conflict that was not settled)."""
    records: tuple[dict[str, LedgerEntry], dict[str, LedgerEntry]] = ({}, {})
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        address, *rest = line.split("\t")
        if not address.startswith("/") or rest[2:] not in ([], [PENDING]) or len(rest) < 2:
            problems.append(_no_line(file, number, line))
            continue
        places = records[len(rest) - 2]
        old = places.get(address, LedgerEntry())
        names = _names(rest[1])
        if not all(is_kept(address, name) for name in names):
            names = frozenset(name for name in names if is_kept(address, name))
        if is_kept(address):
            places[address] = LedgerEntry(rest[0], old.names | names if old.names else names)
    return Records(*records), _few(problems)


def _no_line(file: str, number: int, line: str) -> Problem:
    if line.startswith(CONFLICT):
        return error(file, BOTH_SIDES.format(what="网址登记"), number, line, "ledger-line")
    message = "网址登记里有看不懂的一行，可能被别的程序改过或没有拷全：请从备份恢复原来的文件"
    return error(file, message, number, line, "ledger-line")


def _few(problems: list[Problem]) -> tuple[Problem, ...]:
    """The first of them; a file that was spoilt as a whole is one thing to mend, not hundreds."""
    if len(problems) <= _SHOWN:
        return tuple(problems)
    more = replace(problems[_SHOWN], message=f"这样的行还有 {len(problems) - _SHOWN} 行", quote="")
    return (*problems[:_SHOWN], more)


def is_kept(address: str, name: str = "") -> bool:
    """Whether an address is held for good: what was once noted and is no longer held does not stop a build."""
    return name.startswith("#") or not _NOT_KEPT.fullmatch((address + name)[1:])


def ledger_text(records: Records) -> str:
    """The ledger as text, sorted: the same places give the same text."""
    ends = ((records.public, ""), (records.pending, f"\t{PENDING}"))
    lines = ((address, end, place) for ledger, end in ends for address, place in ledger.items())
    written = (
        f"{address}\t{one.what}\t{_line_of(one.names)}{end}"
        for address, end, one in sorted(lines, key=lambda line: line[:2])
    )
    return "\n".join((_HEAD, *written, ""))


@lru_cache(maxsize=1 << 16)
def _line_of(names: frozenset[str]) -> str:
    """Names as they are written; pages have them in common with each other."""
    return " ".join(sorted(names))


def read_ledger(path: Path, file: str) -> tuple[Records | None, tuple[Problem, ...]]:
    """The ledger at `path`, None if there is none yet: no file, or an empty one."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        return parse_ledger(text, file) if text.strip() else (None, ())
    except FileNotFoundError:
        return None, ()
    except (OSError, UnicodeDecodeError):
        message = "网址登记读不出来，可能被别的程序另存过：请恢复原来的文件，或另存为 UTF-8 编码"
        return None, (error(file, message, code="ledger-unreadable"),)


def write_ledger(path: Path, records: Records) -> None:
    """Replaces the ledger in one step, if it differs. Raises OSError where nothing may be written."""
    if not is_as(path, records):
        write_text(path, ledger_text(records))


def is_as(path: Path, records: Records) -> bool:
    """Whether the ledger lies there as it would be written."""
    try:
        return path.read_text(encoding="utf-8") == ledger_text(records)
    except (FileNotFoundError, UnicodeDecodeError):
        return False


def write_text(path: Path, text: str) -> None:
    """Writes a file in one step: beside, forced to the disk, renamed. Raises OSError."""
    fresh = path.with_name(f".{path.name.removeprefix('.')}.new")
    try:
        with fresh.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        rename(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)


def is_closed(folder: Path) -> bool:
    """Whether nothing may be written into the folder. The administrator may write everywhere; what is marked read-only stays closed."""
    writable = folder.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    return not writable or not os.access(folder, os.W_OK)


def with_build(before: Records, now: Ledger) -> Records:
    """The ledger after a build that made `now`: what was pending and is not there any more is forgotten."""
    return Records(before.public, dict(_beyond(before.public, now)))


def _beyond(public: Ledger, now: Ledger) -> Iterator[tuple[str, LedgerEntry]]:
    """What `now` has that is not public."""
    for address, place in now.items():
        old = public.get(address)
        names = place.names - old.names if old else place.names
        if old is None or names or place.what not in ("", old.what):
            yield address, replace(place, names=names)


def confirmed(records: Records) -> Records:
    """The ledger when everything that was pending has become public."""
    return Records(merged(records.public, records.pending), {})


def merged(before: Ledger, now: Ledger) -> Ledger:
    """Everything that is in one or the other; what lies there is what lies there now."""
    places = dict(before)
    for address, place in now.items():
        old = places.get(address, LedgerEntry())
        places[address] = LedgerEntry(place.what or old.what, old.names | place.names)
    return places


class Places:
    """Whether an address is one of a ledger (`addresses`), asked without writing all of them down; files lie beside pages that are folders."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def __contains__(self, address: object) -> bool:
        if address in self._ledger or not isinstance(address, str):
            return address in self._ledger
        page, mark, name = address.partition("#")
        if not mark:
            page, mark, name = address.rpartition("/")
            page += mark
        place = self._ledger.get(page)
        return place is not None and (f"#{name}" if mark == "#" else name) in place.names


def gone(before: Ledger, now: Ledger) -> Iterator[str]:
    """The addresses of one ledger that stand in another neither by themselves nor under the same page."""
    for address, place in before.items():
        there = now.get(address)
        if there is None:
            yield address
        yield from (address + name for name in (place.names - there.names if there else place.names))


def addresses(ledger: Ledger) -> Iterator[str]:
    """Every address of a ledger, those of places on pages and of files beside them too."""
    for address, place in ledger.items():
        yield address
        yield from (address + name for name in place.names)
