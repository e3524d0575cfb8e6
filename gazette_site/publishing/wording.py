"""What the site says in its own words: every string a reader sees that is not the gazette's, from one file for each language.

    templates/wording/zh-CN.yaml = group*        group = name ":" entry+        entry = name ":" words

Templates read `words.document.issuer` and `say("home.more", name=…)`, Python `say`. What is said is plain text, never
markup: whoever puts it into a page escapes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from types import SimpleNamespace
from typing import NewType

import yaml

from gazette_site.languages import DEFAULT, wording_file
from gazette_site.yaml_places import NotYaml, YamlText, entries, is_text

Key = NewType("Key", str)
"""The key of some words that are said later: `Key("register.appointed")`."""
Phrases = Mapping[str, tuple[str, frozenset[str]]]
"""By key, `home.more`: the words, and the names of what is put in."""


class BadWording(Exception):
    """A file of wording, a key or what is put in does not fit; the message names the file and the key."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language."""

    file: str
    phrases: Phrases
    words: SimpleNamespace
    """Groups with their words as attributes, for templates; only words into which nothing is put."""

    def say(self, key: str, /, **values: object) -> str:
        """The words of `key` with `values` put in; raises BadWording unless these are exactly the ones it names."""
        try:
            words, names = self.phrases[key]
        except KeyError:
            raise BadWording(f"{self.file}: {key}: no such key") from None
        if values.keys() != names:
            raise BadWording(f"{self.file}: {key}: needs {sorted(names)}, was given {sorted(values)}")
        return words.format_map(values) if names else words


def read_wording(path: Path) -> Wording:
    """The wording in that file; raises BadWording if it has not the shape above, OSError if it cannot be read."""
    try:
        root = YamlText(path.read_text("utf-8")).root(own=True)
    except NotYaml as broken:
        raise BadWording(f"{path.name}:{broken.line}: {broken}") from None
    phrases: dict[str, tuple[str, frozenset[str]]] = {}
    words = SimpleNamespace()
    for group, phrased in _named(root, path.name):
        said = SimpleNamespace()
        for name, node in _named(phrased, f"{path.name}: {group}"):
            text, names = _phrase(node, f"{path.name}: {group}.{name}")
            phrases[f"{group}.{name}"] = text, names
            if not names:
                setattr(said, name, text)
        setattr(words, group, said)
    return Wording(path.name, phrases, words)


def _named(node: yaml.Node | None, place: str) -> Iterator[tuple[str, yaml.Node]]:
    """What stands in a mapping, by name."""
    if not isinstance(node, yaml.MappingNode):
        raise BadWording(f"{place}: not a mapping")
    met: set[str] = set()
    for name, _, value in entries(node):
        if not name.isidentifier() or name in met:
            raise BadWording(f"{place}: {name or 'a key'} is no name or is written twice")
        met.add(name)
        yield name, value


def _phrase(node: yaml.Node, place: str) -> tuple[str, frozenset[str]]:
    """The words, and the names of what is put into them: in braces, without format or conversion."""
    if not is_text(node) or not node.value:
        raise BadWording(f"{place}: not a string, or an empty one")
    try:
        parts = [part for part in Formatter().parse(node.value) if part[1] is not None]
    except ValueError as failure:
        raise BadWording(f"{place}: {failure}") from None
    for _, name, form, conversion in parts:
        if not (name and name.isidentifier()) or form or conversion:
            raise BadWording(f"{place}: {{{name}}} is no placeholder")
    names = frozenset(name for _, name, _, _ in parts if name)
    return node.value if names else node.value.format(), names


@cache
def wording_in(language: str) -> Wording:
    """The wording of that language, read once; raises as `read_wording`, and where it has not the keys of the default one."""
    wording = read_wording(wording_file(language))
    if language != DEFAULT:
        _hold_against(wording, wording_in(DEFAULT))
    return wording


def _hold_against(wording: Wording, model: Wording) -> None:
    """Raises BadWording unless both have the same keys, and into each is put the same."""
    for key in sorted(wording.phrases.keys() ^ model.phrases.keys()):
        raise BadWording(f"{wording.file}: {key}: {'not there' if key in model.phrases else f'not in {model.file}'}")
    for key, (_, names) in wording.phrases.items():
        if names != model.phrases[key][1]:
            raise BadWording(
                f"{wording.file}: {key}: puts in {sorted(names)}, {model.file} {sorted(model.phrases[key][1])}"
            )


# Dates and names of issues are made in the depth of all that is published, where no one has a configuration at hand.
# So the language is not passed on from call to call: a site is built in one, and `release` sets it.
_language: ContextVar[str] = ContextVar("language", default=DEFAULT)


_UNKNOWN = ("", frozenset(("no such key",)))
"""Words that nothing fits."""


@contextmanager
def speaking(tag: str) -> Iterator[None]:
    """Within it everything is said in that language; outside the default one is spoken."""
    token = _language.set(tag)
    try:
        yield
    finally:
        _language.reset(token)


def language() -> str:
    """The language that is spoken: `zh-CN`."""
    return _language.get()


def say(key: str, /, **values: object) -> str:
    """The words of `key` in the language that is spoken, with `values` put in; raises as `Wording.say`."""
    wording = wording_in(_language.get())
    # Asked for a hundred times a page: what fits is said here, what does not is told of there.
    words, names = wording.phrases.get(key, _UNKNOWN)
    if len(values) != len(names):
        return wording.say(key, **values)
    try:
        return words.format_map(values) if names else words
    except KeyError:
        return wording.say(key, **values)


def group(name: str) -> dict[str, str]:
    """All words of a group, by name, with braces where something is put in later; raises BadWording if there is none."""
    phrases = wording_in(_language.get()).phrases
    found = {key.removeprefix(f"{name}."): words for key, (words, _) in phrases.items() if key.startswith(f"{name}.")}
    if not found:
        raise BadWording(f"{wording_in(_language.get()).file}: {name}: no such group")
    return found
