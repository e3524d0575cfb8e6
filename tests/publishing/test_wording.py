"""The wording: one file for each language, nothing said that is not in it, nothing in it that is not said."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
import rjsmin
import yaml
from jinja2 import Environment, UndefinedError, nodes

from gazette_site import config_values, languages
from gazette_site.config import SiteConfig, parse_config
from gazette_site.linking import Archive
from gazette_site.linking.topics import Topics
from gazette_site.model import Masthead
from gazette_site.pipeline import Options, build
from gazette_site.publishing import wording
from gazette_site.publishing.data.exports.tables import TABLES
from gazette_site.publishing.data.exports.years import LINES
from gazette_site.publishing.data.faces import Faces
from gazette_site.publishing.data.issues import issue_data, issue_file
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.machines.feeds import feed_files
from gazette_site.publishing.machines.sitemap import machine_files
from gazette_site.publishing.pages import redirect_pages, render_pages
from gazette_site.publishing.pages.frame.environment import environment
from gazette_site.publishing.phrases import chinese_date, issue_name, numeral, weekday
from gazette_site.publishing.wording import BadWording, Wording, read_wording, say, speaking, wording_in

PUBLISHING = Path(wording.__file__).parent
TEMPLATES = sorted(languages.template_folder().rglob("*.html"))
HAN = re.compile(r"[\u3400-\u9fff]+")
CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”]")
"""Characters and full-width signs."""
OTHER = "en"
"""A language of the tests."""
SCRIPTS = sorted(path for path in languages.template_folder().rglob("*.js") if "WORDS." in path.read_text("utf-8"))

_SPEAKING_MODULES = ("data/bibliography", "images/share_cards", "phrases", "standing_words", "wording")
SPEAKING = sorted(
    [
        *(PUBLISHING / "pages").rglob("*.py"),
        *(PUBLISHING / "machines").glob("*.py"),
        *(PUBLISHING / f"{name}.py" for name in _SPEAKING_MODULES),
    ]
)
"""What speaks to the reader. What speaks to the clerk in the terminal, and the dictionary of the data, stay Chinese."""

OF_THE_GAZETTE = {
    "attachment_notes.py": ("_ITEM", "_ONE_NOTE"),  # a printed list of attachments
    "bibliography.py": ("_INNER",),  # quotation marks inside a title change into the inner ones
    "chronicle.py": ("_COLUMN", "_HOUR"),  # a column as the settings name it; hours at the beginning of an entry
    "metadata.py": ("_NO_LEGISLATION",),  # kinds of documents
    "phrases.py": (
        "_BREAK",
        "_WORD",
    ),  # phrases of printed titles
    "pieces.py": ("_MEMBER",),  # a line of a printed list of members
    "reference_graph.py": ("_ABOUT",),  # the middle of a printed title
    "tables.py": ("_NUMBER",),  # a printed number in a table
}
"""Constants with Chinese in them that no reader sees: what printed text is compared with."""
COMPARING = ("rstrip", "strip", "startswith", "endswith")


# What is used --------------------------------------------------------------------------------------------------------


def used() -> Iterator[tuple[str, str, frozenset[str] | None]]:
    """Where words are said, by which key, and what is put in; None if that stands elsewhere."""
    for path in TEMPLATES:
        yield from ((path.name, *one) for one in in_template(Environment().parse(path.read_text("utf-8"))))
    for path in sorted([*PUBLISHING.rglob("*.py"), *PUBLISHING.with_name("clerk").glob("*.py")]):
        yield from ((path.name, *one) for one in in_python(ast.parse(path.read_text("utf-8"))))
    for path in SCRIPTS:
        yield from ((path.name, key, None) for key in in_script(path))


def in_template(template: nodes.Template) -> Iterator[tuple[str, frozenset[str] | None]]:
    """`words.group.name` and `say("group.name", …)`, also where one of two keys is chosen."""
    for one in template.find_all(nodes.Getattr):
        if isinstance(one.node, nodes.Getattr) and one.node.node == nodes.Name("words", "load"):
            yield f"{one.node.attr}.{one.attr}", frozenset()
    for call in template.find_all(nodes.Call):
        if call.node == nodes.Name("say", "load"):
            names = frozenset(value.key for value in call.kwargs)
            yield from ((key.value, names) for key in literals(call.args[0]))


def literals(node: nodes.Expr) -> list[nodes.Const]:
    """The constants that an expression may be."""
    if isinstance(node, nodes.CondExpr):
        return [*literals(node.expr1), *literals(node.expr2 or nodes.Const(""))]
    return [node] if isinstance(node, nodes.Const) else []


def in_script(path: Path) -> Iterator[str]:
    """`WORDS.name`, of the group that `WORDS` is, here or in `words.js`; and every name of a group that data look up, `STATES[state]`."""
    script = path.read_text("utf-8")
    shared = (path.parent / "words.js").read_text("utf-8") if 'from "./words.js"' in script else ""
    groups = dict(re.findall(r'const (\w+) = wording\("(\w+)"\)', shared + script))
    assert groups, path
    for constant, name in re.findall(r"\b(\w*WORDS)\.(\w+)", script):
        yield f"{groups[constant]}.{name}"
    for constant in re.findall(r"\b(\w*STATES)\[", script):
        yield from (key for key in wording_in(languages.DEFAULT).phrases if key.startswith(f"{groups[constant]}."))


def in_python(module: ast.Module) -> Iterator[tuple[str, frozenset[str] | None]]:
    """`say("group.name", …)`, `Key("group.name")`."""
    for call in ast.walk(module):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ("say", "Key"):
            names = frozenset(str(one.arg) for one in call.keywords) if call.func.id == "say" else None
            choice = call.args[0]
            options = (choice.body, choice.orelse) if isinstance(choice, ast.IfExp) else (choice,)
            yield from ((str(one.value), names) for one in options if isinstance(one, ast.Constant))


def test_whatever_is_said_is_in_the_file() -> None:
    """Each key that a template or a module uses is there, and is given what it names."""
    phrases = wording_in(languages.DEFAULT).phrases
    wrong = [
        f"{file}: {key}"
        for file, key, names in used()
        if key not in phrases or (names is not None and names != phrases[key][1])
    ]
    assert not wrong


def test_whatever_is_in_the_file_is_said() -> None:
    """No key is left that nobody uses."""
    assert set(wording_in(languages.DEFAULT).phrases) - {key for _, key, _ in used()} == set()


def spoken(path: Path) -> set[str]:
    """The strings of a module that a reader may see: no documentation, and nothing that text is only compared with."""
    tree = ast.parse(path.read_text("utf-8"))
    silent = {id(one) for part in ast.walk(tree) if is_silent(part, path) for one in ast.walk(part)}
    constants = (one for one in ast.walk(tree) if isinstance(one, ast.Constant) and id(one) not in silent)
    return {one.value for one in constants if isinstance(one.value, str)}


def is_silent(part: ast.AST, path: Path) -> bool:
    """Documentation, comparisons, and the named constants."""
    if isinstance(part, ast.Expr):
        return isinstance(part.value, ast.Constant)
    if isinstance(part, ast.Assign):
        return any(ast.unparse(name) in OF_THE_GAZETTE.get(path.name, ()) for name in part.targets)
    if isinstance(part, ast.Call):
        return isinstance(part.func, ast.Attribute) and part.func.attr in COMPARING
    return isinstance(part, ast.Compare)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_speaks_chinese_by_itself(path: Path) -> None:
    """Outside comments a template has no Chinese character and no full-width sign."""
    assert not CHINESE.search(re.sub(r"\{#.*?#\}", "", path.read_text("utf-8"), flags=re.DOTALL))


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_speaks_chinese_by_itself(path: Path) -> None:
    """Scripts say what the file of wording gives them; only their comments are Chinese."""
    code = rjsmin.jsmin(path.read_text("utf-8"))
    assert re.findall(r"[\u4e00-\u9fff]+", code) == []


@pytest.mark.parametrize("path", SPEAKING, ids=lambda path: path.name)
def test_no_module_speaks_chinese_by_itself(path: Path) -> None:
    """A module that speaks to the reader has no Chinese string but what printed text is compared with."""
    assert not {words for words in spoken(path) if CHINESE.search(words)}


# What a file may be --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- home", "xx.yaml: not a mapping"),
        ("", "xx.yaml: not a mapping"),
        ("home: 首页", "xx.yaml: home: not a mapping"),
        ("home: {more: 12}", "xx.yaml: home.more: not a string, or an empty one"),
        ("home: {more: ''}", "xx.yaml: home.more: not a string, or an empty one"),
        ("home: {more: [更多]}", "xx.yaml: home.more: not a string, or an empty one"),
        ("home: {more: 更多, more: 其他}", "xx.yaml: home: more is no name or is written twice"),
        ("home: {the more: 更多}", "xx.yaml: home: the more is no name or is written twice"),
        ("home: {more: '更多{}'}", "xx.yaml: home.more: {} is no placeholder"),
        ("home: {more: '更多{name!r}'}", "xx.yaml: home.more: {name} is no placeholder"),
        ("home: {more: '更多{name.first}'}", "xx.yaml: home.more: {name.first} is no placeholder"),
        ("home: {more: '更多{name'}", "xx.yaml: home.more: expected '}' before end of string"),
    ],
)
def test_a_malformed_file_is_refused(text: str, message: str, tmp_path: Path) -> None:
    """The message names the file and the key."""
    path = tmp_path / "xx.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadWording, match=f"^{re.escape(message)}$"):
        read_wording(path)


def small(tmp_path: Path) -> Wording:
    """Two groups of words."""
    path = tmp_path / "xx.yaml"
    path.write_text("home: {more: '更多{name}', braces: '{{}}'}\n", encoding="utf-8")
    return read_wording(path)


def test_words_are_put_in_where_they_are_named(tmp_path: Path) -> None:
    """Each placeholder is replaced; two braces are one."""
    words = small(tmp_path)
    assert (words.say("home.more", name="通知"), words.say("home.braces"), words.words.home.braces) == (
        "更多通知",
        "{}",
        "{}",
    )


@pytest.mark.parametrize(
    ("key", "values"), [("home.less", {}), ("home.more", {}), ("home.more", {"name": "", "count": 1}), ("home", {})]
)
def test_a_wrong_key_or_wrong_values_are_an_error(key: str, values: dict[str, object], tmp_path: Path) -> None:
    """A key that is not there, something missing and something too much are errors that name file and key."""
    with pytest.raises(BadWording, match=rf"^xx\.yaml: {key}: "):
        small(tmp_path).say(key, **values)


@pytest.mark.parametrize(
    "template", ["{{ words.home.nothing }}", "{{ words.nothing.at_all }}", "{{ words.home.more }}"]
)
def test_unknown_words_in_a_template_are_an_error(template: str) -> None:
    """So are words into which something has to be put."""
    with pytest.raises((AttributeError, UndefinedError)):
        environment().from_string(template).render()


def test_what_is_put_in_is_escaped() -> None:
    """Words are text: a page escapes them with whatever was put in."""
    shown = environment().from_string('{{ say("home.more", name="<b>") }}').render()
    assert shown.endswith("&lt;b&gt;")


def test_plain_words_are_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are shown as they stand in the file, whatever is markup or Jinja in them."""
    groups = yaml.safe_load(languages.wording_file(languages.DEFAULT).read_text("utf-8"))
    groups["home"]["empty"] = "<b>{{{{ 7*7 }}}}{{% raw %}}"
    (tmp_path / "xy.yaml").write_text(yaml.safe_dump(groups), encoding="utf-8")
    real = languages.wording_file
    monkeypatch.setattr(wording, "wording_file", lambda tag: tmp_path / "xy.yaml" if tag == "xy" else real(tag))
    with speaking("xy"):
        shown = [environment().from_string(f"{{{{ words.home.empty{end} }}}}").render() for end in ("", "|string")]
    assert {unescape(one) for one in shown} == {"<b>{{ 7*7 }}{% raw %}"} and "<" not in "".join(shown)


# Another language ----------------------------------------------------------------------------------------------------


def translated(group: str, name: str, words: str) -> str:
    """Latin letters for Chinese characters, so that nothing Chinese is left; between brackets that nothing else has."""
    if (group, name) == ("language", "tag"):
        return OTHER
    latin = CHINESE.sub(lambda sign: chr(ord("a") + ord(sign[0]) % 26), words)
    return latin if group == "numerals" or name == "weekdays" else f"⟦{latin}⟧"


@pytest.fixture
def other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A second file, and the site speaking it."""
    text = languages.wording_file(languages.DEFAULT).read_text("utf-8")
    groups = {
        group: {name: translated(group, name, words) for name, words in entries.items()}
        for group, entries in yaml.safe_load(text).items()
    }
    path = tmp_path / f"{OTHER}.yaml"
    path.write_text(yaml.safe_dump(groups, allow_unicode=True), encoding="utf-8")
    real = languages.wording_file
    monkeypatch.setattr(wording, "wording_file", lambda tag: path if tag == OTHER else real(tag))
    with speaking(OTHER):
        yield path


class Texts(HTMLParser):
    """The words of a page by where they stand: `footer`, `button`, `@placeholder`."""

    FRAME = ("header", "footer", "button", "label", "summary", "caption")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens an element and notes its attributes."""
        self.open.append(tag)
        self.found += [(f"@{name}", value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        """Closes it, with what is void in it."""
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Notes words by the part of the frame that they are in; what heads a document is not of the frame."""
        parts = [tag for tag in self.open if tag in self.FRAME and not (tag == "header" and "main" in self.open)]
        self.found.append((parts[0] if parts else "", data))


def written(sample: tuple[Archive, SiteConfig]) -> Iterator[OutputFile]:
    """Pages, feeds and what else speaks."""
    archive, config = sample
    yield from render_pages(archive, config)
    yield from redirect_pages(archive, config, {"/documents/gone/": "/documents/"})
    yield from feed_files(archive, config, Faces(archive))
    yield from machine_files(archive, [], config.base_url, config.name)


def known_words(archive: Archive, folder: Path) -> str:
    """Everything Chinese that is not the site's own: the texts as published data, settings, the tables of topics, the dictionary of the data."""
    texts = [path.read_text("utf-8") for path in folder.glob("*.yaml")]
    texts += [
        issue_file(issue_data(one, archive.standing, archive.topics_of)).content.decode() for one in archive.issues
    ]
    # A basis names the number of a document with the article in which the sentence stands.
    texts += [f"{deed.number}{deed.article}" for one in archive.standing.values() for deed in one.deeds]
    dictionary = [*Topics({}).names, *(table.title for table in TABLES), *(title for title, _ in LINES.values())]
    return "\n".join((*texts, *dictionary))


def test_another_language_leaves_no_chinese_but_the_gazettes(
    other: Path, sample: tuple[Archive, SiteConfig], sample_issues: Path
) -> None:
    """With a second file of wording, what is left of Chinese on all pages and in all feeds is the gazette's."""
    known = known_words(sample[0], sample_issues)
    left: dict[str, str] = {}
    for file in written(sample):
        if file.path.endswith((".html", ".xml", ".json")):
            left |= {run: file.path for run in HAN.findall(file.content.decode()) if run not in known}
    assert not left


def test_another_language_frames_every_page(other: Path, sample: tuple[Archive, SiteConfig]) -> None:
    """Header, footer, menus, fields, buttons and captions have nothing Chinese but the names of gazette and office."""
    archive, config = sample
    frequency = archive.issues[-1].issue.masthead.frequency
    names = re.compile("|".join(filter(None, (config.name, config.organiser, frequency))))
    framed = 0
    for file in render_pages(archive, config):
        html = file.content.decode()
        assert f'<html lang="{OTHER}">' in html
        for place, words in Texts(html).found:
            if place in (*Texts.FRAME, "@placeholder", "@data-expired", "@data-pending"):
                framed += "⟦" in words
                assert not HAN.search(names.sub("", words)), (file.path, place, words)
    assert framed > 1000


def test_another_language_dates_in_its_own_way(other: Path) -> None:
    """Dates, weekdays, numerals and names of issues follow the language; outside it the default one is spoken again."""
    masthead = Masthead("公报", 2025, 3, None, None, None, None, None, None)
    said = [chinese_date("2025-03-09"), weekday("2025-03-09"), numeral(12), issue_name(masthead)]  # type: ignore[arg-type]
    assert not HAN.search("".join(said))
    with speaking(languages.DEFAULT):
        assert (numeral(12), say("language.tag")) == ("十二", "zh-CN")


def test_another_language_has_the_same_keys(other: Path) -> None:
    """A file that lacks a key, has one too many or puts in something else is refused, and the message names the key."""
    groups = yaml.safe_load(other.read_text("utf-8"))
    wording_in.cache_clear()
    del groups["home"]["more"]
    other.write_text(yaml.safe_dump(groups), encoding="utf-8")
    with pytest.raises(BadWording, match=r"^en\.yaml: home\.more: not there$"):
        say("home.recent")
    groups["home"] |= {"more": "more {words}"}
    other.write_text(yaml.safe_dump(groups), encoding="utf-8")
    with pytest.raises(BadWording, match=r"^en\.yaml: home\.more: puts in \['words'\], zh-CN\.yaml \['name'\]$"):
        say("home.recent")
    groups["home"] |= {"more": "more {name}", "most": "most"}
    other.write_text(yaml.safe_dump(groups), encoding="utf-8")
    with pytest.raises(BadWording, match=r"^en\.yaml: home\.most: not in zh-CN\.yaml$"):
        say("home.recent")


def test_a_site_is_built_in_the_language_of_its_settings(
    other: Path, sample_issues: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The setting is all that is needed; after the build the language is as before."""
    monkeypatch.setattr(config_values, "languages", lambda: (languages.DEFAULT, OTHER))
    issues = tmp_path / "issues"
    issues.mkdir()
    shutil.copy(sample_issues / "2025-01.txt", issues)
    (issues / "site.yaml").write_text(f"language: {OTHER}\n", encoding="utf-8")
    with speaking(languages.DEFAULT):
        options = Options(issues, tmp_path / "_site", ledger=False, jobs=1, cache=tmp_path / "cache")
        assert build(options, lambda doing, done, total: None).figures
        assert say("language.tag") == languages.DEFAULT
    assert f'<html lang="{OTHER}">' in (tmp_path / "_site" / "index.html").read_text("utf-8")


def test_the_setting_takes_a_language_that_has_a_file() -> None:
    """Any other is a problem that lists those there are."""
    assert parse_config("language: zh-CN", "site.yaml")[1] == ()
    config, (problem,) = parse_config("language: tlh", "site.yaml")
    assert (config.language, problem.message) == ("zh-CN", "没有这种文字：“tlh”；可用的有：zh-CN")
