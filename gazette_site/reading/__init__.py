"""Reading: an issue file becomes lines with their place. Nothing is understood here, nothing is lost here.

file ──▶ text ──▶ corrections ──▶ lines
"""

from gazette_site.reading.folder import Source, read_folder
from gazette_site.reading.lines import Line, Transcript
from gazette_site.reading.settings import ReadingSettings
from gazette_site.reading.shown import all_masks, shown_transcript
from gazette_site.reading.transcript import read_source, read_transcript

__all__ = [
    "Line",
    "ReadingSettings",
    "Source",
    "Transcript",
    "all_masks",
    "read_folder",
    "read_source",
    "read_transcript",
    "shown_transcript",
]
