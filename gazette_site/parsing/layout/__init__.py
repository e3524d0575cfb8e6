"""Where things lie: cover and masthead, contents, the items of the body, furniture.

lines ──▶ zones ──▶ contents ──▶ items
"""
