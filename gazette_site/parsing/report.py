"""Where the parser tells what it is not sure of: the file as the clerk knows it, and the lines that are quoted."""

from __future__ import annotations

from dataclasses import dataclass

from gazette_site.problems import Problem
from gazette_site.reading.lines import Transcript


@dataclass(frozen=True, slots=True)
class Report:
    """Where what is found is told of."""

    file: str
    """Path for messages."""
    transcript: Transcript

    def warn(self, message: str, line: int, code: str) -> Problem:
        """As `Transcript.warn`."""
        return self.transcript.warn(self.file, message, line, code)
