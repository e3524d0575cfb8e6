"""Cards kept from one build to the next, under the key of the parsed issue and the code that makes cards of it."""

from __future__ import annotations

import msgspec

from gazette_site.identity import code_of, key_of
from gazette_site.linking.cards import Card, card_of, shared, thin
from gazette_site.parsing.store import IssueStore
from gazette_site.problems import Problem
from gazette_site.reading import Source

Result = tuple[Card | None, tuple[Problem, ...]]
ROOM = "thin"


def kept_card(store: IssueStore, key: str) -> Result | None:
    """The thin card of the issue parsed under a key, and its problems; None if there is none or it is damaged."""
    content = store.get(ROOM, card_key(key))
    if content is None:
        return None
    try:
        card, problems = msgspec.msgpack.decode(content, type=Result)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
    return (shared(card) if card else None), problems


def made_card(store: IssueStore, source: Source, key: str) -> Result:
    """The thin card of a source, parsed if it is not kept whole, and its problems; kept."""
    issue, problems = store.parsed(source, key)
    result = thin(card_of(issue)) if issue else None, problems
    try:
        content = msgspec.msgpack.encode(result)
    except ValueError:  # as of the issue itself
        return result
    store.put(ROOM, card_key(key), content, lasting=store.is_lasting(source, problems))
    return result


def card_key(key: str) -> str:
    """The name under which the card of the issue parsed under a key is kept."""
    return key_of(code_of("reading", "parsing", "linking"), key)
