"""Files that were published beside an issue, at the attachment that they belong to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from gazette_site.linking.archive import LinkedAttachment, Url
from gazette_site.model import AttachedFile, AttachmentKind
from gazette_site.publishing.pages.text.pieces import Figure, FileOffered, Piece, Scan
from gazette_site.publishing.phrases import file_size, in_a_row, listed
from gazette_site.publishing.wording import say


def files_offered(linked: LinkedAttachment) -> tuple[FileOffered, ...]:
    """The files of an attachment as they are offered."""
    pairs = zip(linked.attachment.files, linked.files, strict=True)
    return tuple(
        FileOffered(url, file.name, in_a_row((file.kind, file_size(file.size))), file.digest, _note(file))
        for file, url in pairs
    )


def _note(file: AttachedFile) -> str:
    if not file.active:
        return ""
    return say("text.file_cleaned" if file.suffix == ".pdf" else "text.file_active", what=listed(file.active))


def with_pictures(
    pieces: Iterable[Piece], linked: LinkedAttachment, title: str, link: Callable[[Url], str]
) -> tuple[Piece, ...]:
    """The pieces of an attachment that is a picture with the pictures that were published of it, in the place of those that it prints."""
    figures = list(_figures(linked, title, link))
    if not figures or linked.attachment.kind is not AttachmentKind.PICTURE:
        return tuple(pieces)
    shown: list[Piece] = []
    for piece in pieces:
        own = figures.pop(0) if isinstance(piece, Figure) and figures else None
        shown.append(
            own._replace(words=piece.words or title, page=piece.page) if own and isinstance(piece, Figure) else piece
        )
    return (*shown, *figures)


def _figures(linked: LinkedAttachment, title: str, link: Callable[[Url], str]) -> Iterator[Figure]:
    for file, url in zip(linked.attachment.files, linked.files, strict=True):
        if file.width:
            yield Figure(title, None, Scan(link(url), link(url), file.width, file.height, "", whole=True, own=True))
