"""Lines to text: labels, paragraphs, headings, tables, and the named repairs."""
