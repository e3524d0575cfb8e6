"""What is done with less ceremony comes out as it would with all of it."""

from __future__ import annotations

import os
import sys
import xml.etree.ElementTree as ET
from functools import partial
from pathlib import Path

import pytest
from jinja2 import DictLoader, StrictUndefined, UndefinedError, nodes
from markupsafe import Markup, escape

from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.folder.well_formed import xml_bytes
from gazette_site.publishing.folder.written import UnsafePath, forget_folders, write_file
from gazette_site.publishing.pages.frame.compiled import CompiledTemplates
from gazette_site.publishing.pages.frame.printed import line
from gazette_site.publishing.pages.frame.quick import QuickEnvironment, plain
from gazette_site.publishing.pages.text.pieces import TextPiece


@pytest.mark.parametrize(
    "value", ["", "第一条", "<b>", "A&B", "“引号”", '"', "'", Markup("<b>&amp;</b>"), 7, None, 1.5]
)
def test_what_needs_no_escape_is_left_and_all_else_is_escaped(value: object) -> None:
    """`plain` writes what `markupsafe.escape` writes, of texts, markup and whatever else a template may show."""
    assert f"{plain(value)}" == str(escape(value))


@pytest.mark.parametrize("text", ["为了规范管理，制定本办法。", "甲<乙 & 丙", Markup('根据<a href="../x/">《甲》</a>')])
@pytest.mark.parametrize("number", ["第一条", "（一）A&B。"])
def test_a_number_and_its_text_are_each_escaped_once(number: str, text: str) -> None:
    """The link of a number stays a link before a text with links, and nothing is escaped twice."""
    shown = line(TextPiece("p", "art", "art-1", "#art-1", number, text))
    assert shown == f'<p class="art" id="art-1"><a class="n" href="#art-1">{escape(number)}</a>{escape(text)}</p>\n'


def test_templates_call_functions_macros_and_loops() -> None:
    """Functions, bound methods, partial functions and macros are called from templates, in loops and blocks too."""
    made = QuickEnvironment(autoescape=True).from_string(
        "{% macro bold(x, y='&') %}<b>{{ x }}{{ y }}{% if caller %}{{ caller() }}{% endif %}</b>{% endmacro %}"
        "{% for x in ['<', 'a'] %}{{ bold(x) }}{{ f(x) }}{{ up(x) }}{{ m(x, y=loop.index) }}{{ loop.cycle('1', '2') }}{% endfor %}"
        "{% block b %}{{ up('&') }}{% endblock %}{% call bold('c') %}<i>{% endcall %}"
    )
    values = {"f": lambda x: Markup("[{}]").format(x), "up": "-".__add__, "m": partial("{0}{y}".format)}
    assert made.render(values) == ("<b>&lt;&amp;</b>[&lt;]-&lt;&lt;11<b>a&amp;</b>[a]-aa22-&amp;<b>c&amp;<i></b>")


def test_xml_is_written_as_the_library_writes_it() -> None:
    """Attributes, text, what follows an element, and empty elements: the same characters as of `ET.tostring`."""
    root = ET.Element("a", {"xmlns": "https://gazette.example/", "b": '<&>"\t\r\n文', "c": ""})
    root.text, root.tail = "一<&>\"'", "\n"
    ET.SubElement(root, "fh:d", {"xml:lang": "zh"}).tail = "二&"
    ET.SubElement(ET.SubElement(root, "e"), "f").text = "三\ufffe"
    whole = '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode").replace(
        "\ufffe", "\ufffd"
    )
    assert xml_bytes(root) == f"{whole}\n".encode()


def test_a_file_lies_where_a_folder_or_a_file_lay(tmp_path: Path) -> None:
    """In a folder that was new and in one that was there, the last file that is written at a path is the one that lies there."""
    forget_folders()
    (tmp_path / "old").mkdir()
    (tmp_path / "old/a.txt").write_text("before")
    (tmp_path / "file").write_text("before")
    for path in ("old/a.txt", "new/deep/a.txt", "new/deep/a.txt", "file/a.txt"):
        measure = write_file(tmp_path, tmp_path / "none", OutputFile(path, b"now"))
        assert ((tmp_path / path).read_bytes(), measure.size) == (b"now", 3)
    with pytest.raises(UnsafePath):
        write_file(tmp_path, tmp_path / "none", OutputFile("../a.txt", b""))


def test_an_attribute_that_is_not_there_is_an_error() -> None:
    """Also where it is only asked whether it is true, and on a name that nobody gave."""
    templates = QuickEnvironment(autoescape=True, undefined=StrictUndefined)
    for source in ("{{ x.gone }}", "{% if x.gone %}{% endif %}", "{{ y.real }}"):
        with pytest.raises((AttributeError, UndefinedError)):
            templates.from_string(source).render(x=1)


def test_a_template_is_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Code of the same template is taken as it lies; another template, or code that is cut off, is compiled; nobody need be able to write."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    compiled: list[str] = []

    class Counting(QuickEnvironment):
        def _generate(
            self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
        ) -> str:
            compiled.append(name or "")
            return super()._generate(source, name, filename, defer_init)

    def shown(source: str) -> tuple[str, int]:
        known = CompiledTemplates("zh-CN")
        templates = Counting(loader=DictLoader({"a/b.html": source}), bytecode_cache=known, auto_reload=False)
        return templates.get_template("a/b.html").render(x=1), len(compiled)

    assert shown("<{{ x }}>") == ("<1>", 1) and shown("<{{ x }}>") == ("<1>", 1)
    assert shown("[{{ x }}]") == ("[1]", 2) and shown("[{{ x }}]") == ("[1]", 2)
    (file,) = tmp_path.rglob("*.template")
    file.write_bytes(file.read_bytes()[:80])
    assert shown("[{{ x }}]") == ("[1]", 3)
    file.unlink()
    file.mkdir()
    assert shown("[{{ x }}]") == ("[1]", 4) and shown("[{{ x }}]") == ("[1]", 5)
    assert [one.name for one in file.parent.iterdir()] == [file.name]
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    file.rmdir()
    assert shown("[{{ x }}]") == ("[1]", 6) and not list(tmp_path.rglob("*.template"))


def test_a_folder_that_another_process_makes_meanwhile_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Several write under one root: between the folder above and the folder itself another one may have been faster."""
    forget_folders()
    mkdir = os.mkdir

    def made_by_two(path: str, mode: int = 0o777) -> None:
        mkdir(path, mode)
        if path.endswith("/data"):
            mkdir(f"{path}/issues", mode)

    monkeypatch.setattr(os, "mkdir", made_by_two)
    write_file(tmp_path, tmp_path / "none", OutputFile("data/issues/2025-03.json", b"{}"))
    assert (tmp_path / "data/issues/2025-03.json").read_bytes() == b"{}"


def test_a_file_in_the_way_that_another_process_clears_meanwhile_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a file of the site before lay a folder is needed, and two need it: the slower one finds the folder there."""
    forget_folders()
    (tmp_path / "data").write_bytes(b"of the site before")
    unlink = Path.unlink

    def cleared_by_two(path: Path, missing_ok: bool = False) -> None:
        unlink(path)
        path.mkdir()
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", cleared_by_two)
    write_file(tmp_path, tmp_path / "none", OutputFile("data/2025-03.json", b"{}"))
    assert (tmp_path / "data/2025-03.json").read_bytes() == b"{}"
