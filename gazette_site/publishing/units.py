"""Units: the files of the site in parcels, each made from what its key tells and from nothing else.

    frame (program, templates, settings, menu) + issue + what is said of it (`linking.around`) ──▶ the files of an issue
    frame + template + head + view                                                       ──▶ any other page
    frame + all issues                                                                   ──▶ data of the whole
    content                                                                              ──▶ files of the search

A unit whose key is that of a file of the last build lies on the disk already (`making`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from gazette_site.config import SiteConfig
from gazette_site.identity import code_of, files_of, key_of
from gazette_site.languages import template_folder
from gazette_site.linking.archive import Archive, LinkedIssue
from gazette_site.linking.around import told_by_address
from gazette_site.linking.bodies import Bodies
from gazette_site.model import Issue
from gazette_site.publishing.data.exports.exported import exported
from gazette_site.publishing.data.issues import issue_file
from gazette_site.publishing.data.parts import Parts
from gazette_site.publishing.folder.output import OutputFile, as_bytes
from gazette_site.publishing.images.attached import attached_files
from gazette_site.publishing.images.card_font import font_file, has_cards
from gazette_site.publishing.images.facsimile import Facsimile, facsimile_files
from gazette_site.publishing.images.share_cards import card_files
from gazette_site.publishing.pages import pages_of_issue
from gazette_site.publishing.pages.frame.site import Site
from gazette_site.publishing.search.cards import keep_card
from gazette_site.publishing.wording import say
from gazette_site.reading import Source, shown_transcript

_ROOMS = ("reading", "parsing", "linking", "publishing")
_TRANSCRIPTS = (".txt", ".md")


@dataclass(frozen=True, slots=True)
class IssueUnit:
    """The files of one issue, and what is kept of it for the files of the whole; small and picklable, so that it can travel to another process."""

    linked: LinkedIssue
    """From its card."""
    around: Archive
    bodies: Bodies
    """Fetches this issue alone."""
    digest: str | None
    """SHA-256 of its transcript, if that is published."""
    facsimile: Facsimile | None

    def key(self, frame: str) -> str | None:
        """The digest of everything that the files are made from; None where that cannot be written down."""
        issue = self.linked.issue.id
        others = {one: linked for one, linked in self.around.by_id.items() if one != issue}  # its own is in `issues`
        row = tuple(told_by_address(one) if one is self.linked else one for one in self.around.issues)
        around = replace(self.around, issues=(), by_id=others)
        shown = as_bytes((around, row, self.digest, _told(self.facsimile)))
        return None if shown is None else key_of("issue", frame, self.bodies.key(issue), shown)

    def files(self, site: Site) -> Iterator[OutputFile]:
        """The pages of the issue and what lies beside them; of `site` only the frame is used."""
        linked, issue = self.bodies.of(self.linked), self.linked.issue.id
        seeing = replace(
            site.seeing(self.around),
            digests={issue: self.digest} if self.digest else {},
            facsimiles={issue: self.facsimile} if self.facsimile else {},
        )
        yield from pages_of_issue(seeing, linked)
        yield from self._data(linked, site.config)
        source, home = self.bodies.kept[issue].source, linked.url.strip("/")
        yield from attached_files(replace(self.around, by_id={issue: linked}), [source], site.config.pdf_limits)
        yield from card_files(replace(self.around, issues=(linked,)), site.config, self.bodies.store.settings.cache)
        if self.digest:
            yield OutputFile(f"{home}/transcript{source.path.suffix.lower()}", transcript_of(source, linked.issue))
        if self.facsimile:
            yield from facsimile_files(self.facsimile, home)
        if cache := self.bodies.store.settings.cache:
            keep_card(self.linked, linked, cache, self.bodies)

    def _data(self, linked: LinkedIssue, config: SiteConfig) -> Iterator[OutputFile]:
        """The public JSON of the issue; what it adds to the data of the whole is kept beside."""
        said = self.around.standing, self.around.topics_of
        issue = exported(linked, *said)
        Parts(self.bodies, config, *said).made(issue, self.linked)
        yield issue_file(issue.data)


def parts_key(parts: Parts, issues: Iterable[LinkedIssue]) -> str | None:
    """The digest of what is made of the parts of some issues; None where that cannot be written down."""
    keys = [parts.key(linked) for linked in issues]
    return None if None in keys else key_of(*(key for key in keys if key))


def transcript_digest(bodies: Bodies, linked: LinkedIssue) -> str | None:
    """The digest of the transcript of an issue; None where the issue is a PDF alone. Raises OSError."""
    source = bodies.kept[linked.issue.id].source
    if source.path.suffix.lower() not in _TRANSCRIPTS:
        return None
    if not (linked.issue.privacy.changes_text or source.pdf or source.sidecar or source.files):
        return linked.issue.digest
    return hashlib.sha256(transcript_of(source, linked.issue)).hexdigest()


def transcript_of(source: Source, issue: Issue) -> bytes:
    """The file as it is; where words were masked or texts withdrawn, what may be shown of it. Raises OSError."""
    if not issue.privacy.changes_text:
        return source.path.read_bytes()
    return shown_transcript(source, issue.privacy.cut, say("withdrawn.cut")).encode()


def frame_key(site: Site) -> str:
    """The digest of what every page is made from: the program, its templates, the settings, what the frame names."""
    config = replace(site.config, file="", checked=())
    shown = as_bytes((config, site.menu, site.ways, site.linker, site.cards))
    return key_of(code_of(*_ROOMS), files_of(template_folder()), shown or repr(config), _font(config))


def _font(config: SiteConfig) -> str:
    """The digest of the font of the title cards."""
    font = font_file(config) if has_cards(config) else None
    return hashlib.sha256(font.read_bytes()).hexdigest() if font else ""


def _told(facsimile: Facsimile | None) -> object:
    """What pages and downloads show of a facsimile."""
    if facsimile is None:
        return None
    return (facsimile.size, facsimile.digest, facsimile.original, facsimile.room, facsimile.images)
