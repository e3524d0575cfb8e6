"""Data of private persons in a finished issue: what the law wants looked at before it stays public.

    issue ──▶ findings (kind, words, line, record) ──▶ one warning for each record and kind, with places and what can be done

It decides nothing: a person does, with the sidecar (`privacy`). Offices' telephone numbers and officials in their office are no findings.
"""

from gazette_site.parsing.personal.finder import personal_problems

__all__ = ["personal_problems"]
