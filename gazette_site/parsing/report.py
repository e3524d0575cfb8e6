"""Where the parser tells what it is not sure of: the file as the clerk knows it, the lines that are quoted, the record in hand."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gazette_site.problems import Problem, Record
from gazette_site.reading.lines import Transcript


@dataclass(frozen=True, slots=True)
class Report:
    """Where what is found is told of."""

    file: str
    """Path for messages."""
    transcript: Transcript
    record: Record | None = None
    """What everything told here is about."""

    def of(self, position: int) -> Report:
        """The same for what is told of the document at that place in the issue."""
        return replace(self, record=Record("document", position))

    def warn(self, message: str, line: int, code: str) -> Problem:
        """A warning about a line of the source."""
        return replace(self.transcript.warn(self.file, message, line, code), record=self.record)
