"""PDF issues: the same stream of lines as a transcript gives, from characters and rules on a page (`document.read_pdf`).

file ──▶ characters, rules, pictures ──▶ tables, rows, columns ──▶ lines

Nothing is loaded with the room: who only draws pages, or has none, does not wait for what takes them apart.
"""
