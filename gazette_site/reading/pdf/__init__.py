"""PDF issues: the same stream of lines as a transcript gives, from characters and rules on a page.

file ──▶ characters, rules, pictures ──▶ tables, rows, columns ──▶ lines
"""

from gazette_site.reading.pdf.document import read_pdf

__all__ = ["read_pdf"]
