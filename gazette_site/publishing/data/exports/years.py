"""The files of a year, put together from pieces that each need one issue alone.

    issue ──▶ pieces      year = head, piece of each issue in order, tail

    data/2025/documents.csv …            a table each: head line, rows
    data/2025/documents.jsonl.gz …       JSON Lines: gzip, a member an issue (RFC 1952, 2.2: members may follow each other)
    data/2025/akoma-ntoso.tar.gz         each document as XML: the same, of an archive that the tail ends

A table or a list that is empty in a year has its file all the same: an address does not come and go with what it holds.
"""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator, Mapping

from gazette_site.config import SiteConfig
from gazette_site.publishing.data.exports.akoma_ntoso import akoma_ntoso
from gazette_site.publishing.data.exports.csv_file import MARK, csv_text
from gazette_site.publishing.data.exports.exported import ExportedIssue
from gazette_site.publishing.data.exports.tables import TABLES
from gazette_site.publishing.folder.compressed import gzipped
from gazette_site.publishing.folder.output import OutputFile, json_line
from gazette_site.publishing.folder.well_formed import check_text

AKOMA_NTOSO = "akoma-ntoso.tar.gz"
LINES = {"documents": ("文件", "document"), "chronicle": ("大事记", "entry")}
"""JSON Lines: their titles and the names of their schemas."""
_LEVEL = 4
"""Of compression: 6 takes twice the time for a thirtieth of the bytes."""


def folder_of(year: int) -> str:
    """`data/2025`."""
    return f"data/{year}"


def lines_name(name: str) -> str:
    """`documents.jsonl.gz`."""
    return f"{name}.jsonl.gz"


HEADS: Mapping[str, bytes] = {
    **{f"{one.name}.csv": (MARK + csv_text([[column.name for column in one.columns]])).encode() for one in TABLES},
    **{lines_name(name): b"" for name in LINES},
    AKOMA_NTOSO: b"",
}
"""Every file of a year, with what it begins with."""
TAILS: Mapping[str, bytes] = {AKOMA_NTOSO: gzipped(bytes(2 * tarfile.BLOCKSIZE), _LEVEL)}
"""What a file ends with."""


def pieces(issue: ExportedIssue, config: SiteConfig) -> dict[str, bytes]:
    """What an issue adds to each file of its year. Raises IllFormed."""
    return {
        **{f"{table.name}.csv": csv_text(table.rows(issue)).encode() for table in TABLES},
        lines_name("documents"): _packed(b"".join(issue.lines)),
        lines_name("chronicle"): _packed(b"".join(map(json_line, issue.entries))),
        AKOMA_NTOSO: _packed(b"".join(_in_archive(issue, config))),
    }


def _in_archive(issue: ExportedIssue, config: SiteConfig) -> Iterator[bytes]:
    """The documents as members of an archive, without the blocks that end it: `lanfufa-2025-13.xml`."""
    for linked, _ in issue.documents:
        name = f"{linked.url.strip('/').rpartition('/')[2]}.xml"
        content = akoma_ntoso(linked, issue.linked, config.name, issue.standing[linked.url])
        check_text(OutputFile(name, content))
        member = tarfile.TarInfo(name)
        member.size = len(content)
        stream = io.BytesIO(member.tobuf(tarfile.PAX_FORMAT) + content)
        stream.seek(0, io.SEEK_END)
        stream.write(bytes(-stream.tell() % tarfile.BLOCKSIZE))
        yield stream.getvalue()


def _packed(content: bytes) -> bytes:
    """A member of a gzip file, without a time; nothing for nothing."""
    return gzipped(content, _LEVEL) if content else b""
