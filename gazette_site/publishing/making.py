"""Making: each unit is taken over from the site before where nothing that it is made from has changed, else made.

Issues are made by a crew. Its processes write into the staging folder by themselves; where work may be begun again, into a folder
of each attempt, whose files are moved here once it has come to its end; where no folder is shared, the files come in parcels. The
bytes are the same whoever makes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple
from zlib import crc32

from gazette_site.crew import Crew, Lost
from gazette_site.far import FarStore
from gazette_site.identity import key_of
from gazette_site.publishing.folder.drawn import DrawnFile
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.folder.parcels import received, sent
from gazette_site.publishing.folder.staging import Measure, Staging
from gazette_site.publishing.folder.written import write_file
from gazette_site.publishing.memory import Memory, Piece
from gazette_site.publishing.pages.frame.site import EMPTY, Site
from gazette_site.publishing.permanence.ledger import Published, names_on
from gazette_site.publishing.units import IssueUnit
from gazette_site.publishing.wording import speaking

_LOT = 64
"""Files of a lot, on average."""
_UNKNOWN = Measure(0, "")
"""Of a file that lies nowhere yet."""
Keyed = tuple[str | None, IssueUnit]


class Desk(NamedTuple):
    """What a worker needs to make the files of any issue."""

    site: Site
    """The frame alone."""
    root: Path
    before: Path
    apart: Path | None = None
    """Where each attempt has a folder of its own; None: all write under `root`."""
    post: FarStore | None = None
    """Where parcels are left, if no folder is shared; then nothing is written."""


class Made(NamedTuple):
    """The files of an issue as they were written."""

    pieces: tuple[Piece, ...]
    folder: str = ""
    """Where they lie, if that is not the staging folder."""
    parcels: tuple[str, ...] = ()
    """In which they are, if they lie nowhere; then nothing is known of them but their names."""


class IssueLost(Exception):
    """The processes that made the pages of an issue all came to a sudden end; the message is the file of the issue."""


class Maker:
    """Puts the units of a site into its staging folder."""

    def __init__(self, staging: Staging, memory: Memory, frame: str) -> None:
        self._staging = staging
        self._memory = memory
        self._frame = frame
        self.published = Published()
        self.made = 0
        """How many issues were not taken over."""

    def files(self, files: Iterable[OutputFile]) -> None:
        """Files that are made each time; one that comes out as it was is taken over."""
        for file in files:
            self._write(None, file)

    def parts(self, files: Iterable[OutputFile]) -> None:
        """Files that come by the ten thousand, most of them as they were: a lot of them is taken over without a look into the old ones."""
        for lot in _lots(files):
            key = key_of("lot", *(file.path for file in lot), *map(_shown, lot))
            if not self._kept(key):
                for file in lot:
                    self._staging.write(file)
                self._note(key, tuple(_piece(file, self._staging.measures[file.path]) for file in lot))

    def pages(self, pages: Iterable[OutputFile], told: Callable[[int], None]) -> None:
        """Pages and feeds, each with a key of its own."""
        for file in pages:
            shown = file.told if isinstance(file, DrawnFile) else None
            key = None if shown is None else key_of("page", self._frame, file.path, shown)
            if not self._kept(key):
                self._write(key, file)
            told(self._staging.pages)

    def stage(self, known_by: tuple[str, str | None], write: Callable[[], None]) -> None:
        """Files of many issues, which `write` puts into the staging folder; their name and the digest of what they are made from."""
        name, digest = known_by
        key = key_of(name, self._frame, digest) if digest else None
        if self._kept(key):
            return
        known = set(self._staging.measures)
        write()
        new = [(path, measure) for path, measure in self._staging.measures.items() if path not in known]
        self._memory.note(key, tuple(Piece(path, measure) for path, measure in new))

    def issues(self, units: Iterable[IssueUnit], site: Site, crew: Crew, told: Callable[[int], None]) -> None:
        """The files of the issues, by the crew where there is enough to do. Raises IssueLost and what crews raise."""
        desk = Desk(frame_of(site), self._staging.root, self._staging.before, crew.apart, crew.post)
        new = self._new(units)
        few: list[Keyed] = []
        for one in new:
            few.append(one)
            if crew.worth(len(few)):
                self._spread(_after(few, new), desk, crew, told)
                return
        for key, unit in few:
            self._adopt(key, Made(make_issue(unit, desk)))
            told(self._staging.pages)

    def _new(self, units: Iterable[IssueUnit]) -> Iterator[Keyed]:
        """The units that cannot be taken over, with their keys."""
        for unit in units:
            key = unit.key(self._frame)
            if not self._kept(key):
                self.made += 1
                yield key, unit

    def _spread(self, units: Iterator[Keyed], desk: Desk, crew: Crew, told: Callable[[int], None]) -> None:
        for (key, unit), made in crew.each(_make_there, desk, units):
            if isinstance(made, Lost):
                raise IssueLost(unit.linked.issue.file)
            if crew.post and made.parcels:
                self._unpack(made.parcels, crew.post)
            self._adopt(key, made)
            told(self._staging.pages)

    def _kept(self, key: str | None) -> bool:
        """Whether the files of a unit could be taken over."""
        pieces = self._memory.pieces(key)
        if pieces is None or not self._staging.keep({one.path: one.measure for one in pieces}):
            return False
        self._note(key, pieces)
        return True

    def _write(self, key: str | None, file: OutputFile) -> None:
        self._staging.write(file)
        self._note(key, (_piece(file, self._staging.measures[file.path]),))

    def _unpack(self, parcels: Iterable[str], post: FarStore) -> None:
        for name in parcels:
            for file in received(name, post):
                self._staging.write(file)

    def _adopt(self, key: str | None, made: Made) -> None:
        for one in made.pieces:
            if made.folder:
                self._staging.move(made.folder, one.path, one.measure)
            elif not made.parcels:
                self._staging.adopt(one.path, one.measure)
        self._note(key, made.pieces)

    def _note(self, key: str | None, pieces: tuple[Piece, ...]) -> None:
        known = self._staging.measures
        self._memory.note(key, tuple(_as_it_lies(one, known[one.path]) for one in pieces))
        for one in pieces:
            self.published.add(one.path, one.names)


def make_issue(unit: IssueUnit, desk: Desk) -> tuple[Piece, ...]:
    """Writes the files of an issue. Raises what goes wrong."""
    with speaking(desk.site.config.language):
        return tuple(_piece(file, write_file(desk.root, desk.before, file)) for file in unit.files(desk.site))


def _piece(file: OutputFile, measure: Measure) -> Piece:
    return Piece(file.path, measure, names_on(file))


def _shown(file: OutputFile) -> bytes:
    """What a file is known by: what it is drawn from, else its content."""
    told = file.told if isinstance(file, DrawnFile) else None
    return file.content if told is None else told


def _lots(files: Iterable[OutputFile]) -> Iterator[list[OutputFile]]:
    """Files in a row, some dozens at a time. A lot ends at what a path tells, so that a file more or less changes no other lot."""
    lot: list[OutputFile] = []
    for file in files:
        lot.append(file)
        if crc32(file.path.encode()) % _LOT == 0:
            yield lot
            lot = []
    if lot:
        yield lot


def _as_it_lies(piece: Piece, measure: Measure) -> Piece:
    return piece if piece.measure is measure else piece._replace(measure=measure)


def frame_of(site: Site) -> Site:
    """The site without the archive: what is the same on every page."""
    return replace(site.seeing(EMPTY), digests={}, facsimiles={}, frames={})


def _after(first: Iterable[Keyed], rest: Iterator[Keyed]) -> Iterator[Keyed]:
    yield from first
    yield from rest


def _make_there(desk: Desk, keyed: Keyed) -> Made:
    if desk.post:
        return _made_for_post(keyed[1], desk.site, desk.post)
    if desk.apart is None:
        return Made(make_issue(keyed[1], desk))
    folder = mkdtemp(dir=desk.apart)
    return Made(make_issue(keyed[1], desk._replace(root=Path(folder))), folder)


def _made_for_post(unit: IssueUnit, site: Site, post: FarStore) -> Made:
    """The files of an issue, left in parcels."""
    pieces: list[Piece] = []

    def noted(file: OutputFile) -> OutputFile:
        pieces.append(_piece(file, _UNKNOWN))
        return file

    with speaking(site.config.language):
        parcels = tuple(sent(map(noted, unit.files(site)), post))
    return Made(tuple(pieces), parcels=parcels)
