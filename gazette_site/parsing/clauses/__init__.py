"""Clauses: what the sentences of a document do, to itself and to others (施行、有效期、废止、修改、延长).

paragraphs ──▶ sentences ──▶ zones where such clauses stand ──▶ recognisers, one per form ──▶ force, repeals, changes
"""

from gazette_site.parsing.clauses.doubts import Doubt, doubts_of
from gazette_site.parsing.clauses.statements import with_clauses

__all__ = ["Doubt", "doubts_of", "with_clauses"]
