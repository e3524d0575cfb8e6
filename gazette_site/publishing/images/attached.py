"""The files that were published beside the issues, at the addresses of their attachments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gazette_site.linking.archive import Archive
from gazette_site.pdf_limits import PdfLimits
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.reading import Source
from gazette_site.reading.issue_files import offered


def attached_files(archive: Archive, sources: Iterable[Source], limits: PdfLimits) -> Iterator[OutputFile]:
    """Every file that has a place, as it is offered. Raises OSError if one is not what it was when it was read."""
    for source in sources:
        linked = archive.by_id.get(source.id)
        if linked is None or not source.files:
            continue
        paths = {path.name: path for path in source.files}
        attachments = (one for document in linked.documents for one in document.attachments)
        for one in attachments:
            for file, url in zip(one.attachment.files, one.files, strict=True):
                yield OutputFile(url[1:], offered(paths[file.path], file, limits))
