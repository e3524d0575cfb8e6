"""What is drawn within a line: leaders (目录的引线), and the star in the red rule under the head of a document (版头的五角星).

line of contents = title, rule at the height of its words, number       the rule is of no table
star rule = rule, star, rule                                            the star is no word
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from gazette_site.model import FurnitureReason
from gazette_site.reading.pdf.characters import Aside, Box, Char, PageContent

_STARS = frozenset("★☆✩✭✯✰⭐")
_NEAR = 2.0
"""Sizes between the words and the ends of their leader, at most."""
_UP, _DOWN = 0.6, 0.3
"""Sizes over and under the base line between which it stands."""


def without_star(content: PageContent) -> PageContent:
    """The page, the stars that stand by themselves between two rules set aside."""
    stars = [c for c in content.chars if c.text in _STARS]
    flat = [rule for rule in content.rules if rule.bottom - rule.top <= 4 < rule.x1 - rule.x0] if stars else []
    apart = {id(star) for star in stars if _is_between(star, flat)}
    if not apart:
        return content
    aside = Aside(FurnitureReason.MARKUP, tuple(c for c in content.chars if id(c) in apart), "版头分隔线")
    return content._replace(chars=tuple(c for c in content.chars if id(c) not in apart), aside=(*content.aside, aside))


def _is_between(star: Char, flat: Sequence[Box]) -> bool:
    """Whether a rule ends before a star and another begins behind it, at its height."""
    level = [rule for rule in flat if star.top < (rule.top + rule.bottom) / 2 < star.bottom]
    reach = _NEAR * star.size
    before = any(-2 < star.x0 - rule.x1 < reach for rule in level)
    return before and any(-2 < rule.x0 - star.x1 < reach for rule in level)


def without_leaders(content: PageContent) -> PageContent:
    """The page without the rules that are leaders."""
    flat = [rule for rule in content.rules if rule.bottom - rule.top <= 2 < rule.x1 - rule.x0]
    if not flat:
        return content
    inked = sorted((c for c in content.chars if not c.text.isspace()), key=lambda c: c.base)
    bases = [c.base for c in inked]
    most = max((c.size for c in inked), default=0.0)
    leaders = set()
    for rule in flat:
        y = (rule.top + rule.bottom) / 2
        level = inked[bisect_left(bases, y - _DOWN * most) : bisect_right(bases, y + _UP * most)]
        if _is_leader(rule, [c for c in level if -_DOWN * c.size <= c.base - y <= _UP * c.size]):
            leaders.add(id(rule))
    if not leaders:
        return content
    return content._replace(rules=tuple(rule for rule in content.rules if id(rule) not in leaders))


def _is_leader(rule: Box, level: Sequence[Char]) -> bool:
    """Whether words end before a rule and a number begins behind it, with nothing printed on it."""
    if any(rule.x0 + 1 < c.middle < rule.x1 - 1 for c in level):
        return False
    before = any(c.middle < rule.x0 + 1 and rule.x0 - c.x1 < _NEAR * c.size for c in level)
    behind = [c for c in level if c.middle > rule.x1 - 1 and c.x0 - rule.x1 < _NEAR * c.size]
    return before and bool(behind) and min(behind, key=lambda c: c.x0).text in "0123456789(（-—·"
