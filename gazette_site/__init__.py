"""From the issues of a municipal gazette to a static site.

    issue file ──▶ lines ──▶ Issue ──▶ Archive ──▶ pages ──▶ files + search index
       reading        parsing      linking       publishing

A room knows only those to its left; `model` and `problems` know nobody. `pipeline.build` is the table of contents.
"""
