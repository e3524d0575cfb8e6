"""附件: what is enclosed in a document, printed or as a file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from gazette_site.model.words import Block, Text


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file that was published beside the issue, as it is offered."""

    name: str
    """As the clerk calls it, `附件1.xlsx`; whatever is not printable in it is escaped."""
    path: str
    """Name of the file in the folder of the issue."""
    suffix: str
    """`.xlsx`, in lower case."""
    kind: str
    """`Excel 表格`."""
    size: int
    digest: str
    """SHA-256, hexadecimal."""
    active: tuple[str, ...] = ()
    """What in it acts by itself, `宏`; of a PDF what was taken out."""
    width: int = 0
    """In pixels, of a picture that browsers show; 0 of everything else."""
    height: int = 0


class AttachmentKind(Enum):
    """What an attachment mainly consists of."""

    TEXT = "文本"
    TABLE = "表格"
    FORM = "表单"
    LIST = "名单"
    PICTURE = "图"
    FILE = "文件"
    """Not printed in the issue; published beside it."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """附件 with its own page."""

    label: Text | None
    """`附件1` as printed; None for a list printed after the notice without a label."""
    title: Text | None
    """Printed lines joined; None if none is printed."""
    kind: AttachmentKind
    blocks: tuple[Block, ...]
    """In printed order; empty if the source has only the title of a picture."""
    page: int | None = None
    files: tuple[AttachedFile, ...] = ()
    """What was published of it beside the issue."""

    @property
    def printed_label(self) -> str:
        """Its label as printed; empty if it has none."""
        return self.label.value if self.label else ""

    @property
    def printed_title(self) -> str:
        """Its title; empty if it has none."""
        return self.title.value if self.title else ""

    @property
    def name(self) -> str:
        """What it is called: its title, its label if it has none; empty if neither is printed."""
        return self.printed_title or self.printed_label

    @property
    def head(self) -> tuple[str, ...]:
        """Label and title, those that are printed."""
        return tuple(words for words in (self.printed_label, self.printed_title) if words)
