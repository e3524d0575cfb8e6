"""What a document means for those it concerns: the days that bind them.

document ──▶ dates (binding.py) ──▶ document
"""

from gazette_site.parsing.meaning.doubts import dates_in_doubt, duties_in_doubt
from gazette_site.parsing.meaning.statements import with_meaning

__all__ = ["dates_in_doubt", "duties_in_doubt", "with_meaning"]
