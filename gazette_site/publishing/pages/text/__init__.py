"""The text of a document as elements of a page: blocks, tables, links, notes, force."""
