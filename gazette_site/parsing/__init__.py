"""Parsing: lines with their place become an Issue. Pure functions; files are opened next door.

lines ──▶ zones ──▶ items ──▶ documents, chronicle ──▶ Issue ──▶ conservation
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gazette_site.model import Issue
from gazette_site.parsing.conservation import strings_of
from gazette_site.parsing.documents.attached_files import with_files
from gazette_site.parsing.issue import parse_issue
from gazette_site.problems import Problem, error, warning
from gazette_site.reading import ReadingSettings, Source, Transcript, read_source
from gazette_site.reading.issue_files import read_files
from gazette_site.reading.masks import left_over, masked_sidecar
from gazette_site.reading.sidecar import Sidecar

__all__ = ["parse", "parse_issue"]

DEFAULTS = ReadingSettings()


def parse(
    source: Source, sections: Sequence[str], settings: ReadingSettings = DEFAULTS
) -> tuple[Issue | None, tuple[Problem, ...]]:
    """The issue of one source, None if its file cannot be read at all, and all problems of both rooms.

    The digest of the issue is taken over the bytes of its files: transcript or PDF, PDF beside a transcript, sidecar, attached files.
    """
    transcript, sidecar, problems = read_source(source, settings)
    if transcript is None:
        return None, problems
    issue, more = parse_issue(transcript, source.id, source.file, masked_sidecar(sidecar), sections)
    more = tuple(_on_page(one, issue) for one in more)
    if source.files or sidecar.files:
        issue, found = _with_files(issue, source, sidecar, settings)
        more = (*more, *found)
    left = tuple(_left_over(issue, sidecar, source.sidecar_file)) if sidecar.masks else ()
    left += tuple(_masked_elsewhere(issue, sidecar, settings, source.file)) if settings.masks else ()
    if issue.privacy.changes_text:
        return replace(issue, digest=_digest_of_published(transcript, sidecar)), (*problems, *more, *left)
    digest = hashlib.sha256(source.path.read_bytes())
    for extra in (source.pdf if source.pdf != source.path else None, source.sidecar):
        if extra is not None:
            digest.update(extra.read_bytes())
    for file in source.files:
        digest.update(f"{file.name}\0".encode())
        digest.update(file.read_bytes())
    return replace(issue, digest=digest.hexdigest()), (*problems, *more, *left)


def _on_page(problem: Problem, issue: Issue) -> Problem:
    """A problem of a transcript with the page of the PDF beside it; unknown where a correction may have moved the lines."""
    pages = () if issue.corrections else issue.line_pages
    return replace(problem, page=pages[problem.line - 1]) if 0 < problem.line <= len(pages) else problem


def _with_files(
    issue: Issue, source: Source, sidecar: Sidecar, settings: ReadingSettings
) -> tuple[Issue, tuple[Problem, ...]]:
    """The issue with the files beside it at their attachments. Where words are masked none is offered: no file can be masked."""
    if sidecar.masks:
        message = "本期有要遮盖的文字，同一文件夹里的附件文件无法遮盖，一个也没有发布"
        return issue, (warning(source.files_folder, message, code="files-withheld"),) if source.files else ()
    files, found = read_files(source.files, source.files_folder, settings.pdf_limits)
    whole, unplaced = with_files(issue, files, sidecar.files, source.files_folder, source.sidecar_file)
    return whole, (*found, *unplaced)


def _digest_of_published(transcript: Transcript, sidecar: Sidecar) -> str:
    """The digest where words are masked or withdrawn: taken of what is left, for that of the file would let anybody who
    guesses a name find out whether it is the right one."""
    shown = replace(masked_sidecar(sidecar), corrections=(), privacy=())
    known = repr((transcript.source, shown, transcript.corrections, transcript.privacy))
    return hashlib.sha256(known.encode()).hexdigest()


def _left_over(issue: Issue, sidecar: Sidecar, file: str) -> Iterator[Problem]:
    """An error for each mask whose words can still be read in the issue."""
    for one in left_over(strings_of(issue), sidecar.masks):
        message = "遮盖之后本期里仍读得到这些文字（可能被版面隔断，或由字体还原），请改写要遮盖的文字"
        yield error(file, message, one.line, one.what, "mask-left")


def _masked_elsewhere(issue: Issue, sidecar: Sidecar, settings: ReadingSettings, file: str) -> Iterator[Problem]:
    """A warning for each mask of another issue whose words stand in this one, too: they may be those of somebody else."""
    own = {one.what for one in sidecar.masks}
    others = {one.what: one for one in settings.masks if one.what not in own}
    for one in left_over(strings_of(issue), tuple(others.values())):
        message = "另一期要求遮盖的文字本期也有，没有遮盖；是同一人的，请在本期同名 .yaml 的 privacy 里也写上"
        yield warning(file, message, 0, one.what, "mask-elsewhere")
