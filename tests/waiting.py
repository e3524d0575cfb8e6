"""Waiting for a page of the site in a browser.

Playwright's `wait_for_function` asks a second time by evaluating words inside the page, which the policy of the pages
refuses (`script-src 'self'`): it serves only where the first answer is yes. Here the test asks, and asks again.
"""

from __future__ import annotations

from typing import Any

LONGEST = 20_000
"""Milliseconds after which nothing more is expected."""
PAUSE = 25
"""Milliseconds between two questions."""


def until(page: Any, expression: str, argument: object = None) -> None:
    """Waits until an expression or function of the page (or its promise) is true.

    Raises:
        AssertionError: it never was.
    """
    for _ in range(LONGEST // PAUSE):
        if page.evaluate(expression, argument):
            return
        page.wait_for_timeout(PAUSE)
    raise AssertionError(f"never true: {expression}")
