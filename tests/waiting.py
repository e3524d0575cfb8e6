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


PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"
"""True once the page was drawn as it is now, and what listens to its scrolling has heard of it."""


def arrive(page: Any, address: str) -> None:
    """Opens an address, and waits until all of it is there; of a search, until it is answered.

    A browser that is busy is idle on the network before it has read what came: "networkidle" alone tells of no page.
    """
    page.goto(address)
    if "?q=" in address:
        page.wait_for_selector("#found[aria-busy=false]", state="attached")
    page.wait_for_load_state("networkidle")


def until(page: Any, expression: str, argument: object = None) -> None:
    """Waits until an expression or function of the page (or its promise) is true.

    Raises:
        AssertionError: it never was.
    """
    for _ in range(LONGEST // PAUSE):
        if _is_true(page, expression, argument):
            return
        page.wait_for_timeout(PAUSE)
    raise AssertionError(f"never true: {expression} {argument or ''}")


def _is_true(page: Any, expression: str, argument: object) -> bool:
    """Whether it is true now; of a page that goes while it is asked it is not."""
    from playwright.sync_api import Error

    try:
        return bool(page.evaluate(expression, argument))
    except Error as failure:
        if "context was destroyed" in failure.message:
            return False
        raise
