"""The archive as data: the public JSON of issues, documents, force and references, citations, and the forms in which all of it is exported."""
