"""Pictures: what people would rather look at than read, drawn from the records when the site is built.

Each module holds one picture: a view with its coordinates, and the function that makes it. The templates of the same
names draw it as SVG that needs no script; beside each picture the page has its numbers or its links as text. A picture
that would show less than a sentence could is None.
"""
