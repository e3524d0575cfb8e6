"""The folder of the site is swapped in whole, and nothing else is ever touched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazette_site.publishing.folder.acceptance import (
    OutputRefused,
    carry_over,
    check_apart,
    check_output,
)
from gazette_site.publishing.folder.fixity import manifest
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.folder.staging import (
    UnsafePath,
    open_staging,
    page_url,
    previous_urls,
    published_urls,
    safe_path,
)


def publish(output: Path, *paths: str) -> None:
    """Publishes a site of pages at those paths."""
    staging = open_staging(output)
    for path in paths:
        staging.write(OutputFile(path, path.encode()))
    staging.write_urls()
    staging.write(manifest({path: one.digest for path, one in staging.measures.items()}))
    staging.count()
    carry_over(staging, output, ())
    staging.publish()
    staging.clear_old()


def tree(folder: Path) -> dict[str, bytes]:
    """Path and content of every file."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """Where the site goes: a folder that is not there yet."""
    return tmp_path / "_site"


def test_a_site_is_what_was_written(output: Path) -> None:
    """The published folder has the files and the list of addresses, nothing else, and nothing stays beside it."""
    publish(output, "index.html", "about/index.html", "404.html", "robots.txt")
    assert sorted(tree(output)) == [
        "404.html",
        "about/index.html",
        "data/urls.json",
        "index.html",
        "manifest-sha256.txt",
        "robots.txt",
    ]
    assert json.loads((output / "data/urls.json").read_text()) == ["/", "/about/"]
    assert [path.name for path in output.parent.iterdir()] == ["_site"]


def test_a_new_site_replaces_the_old_one(output: Path) -> None:
    """What the new site does not have is gone."""
    publish(output, "index.html", "old/index.html")
    publish(output, "index.html", "new/index.html")
    assert previous_urls(output) == ("/", "/new/")
    assert not (output / "old").exists()


def test_a_discarded_build_leaves_the_old_site(output: Path) -> None:
    """When a build comes to nothing, every byte of the site stays."""
    publish(output, "index.html")
    before = tree(output.parent)
    staging = open_staging(output)
    staging.write(OutputFile("index.html", b"other"))
    staging.discard()
    assert tree(output.parent) == before


def test_left_overs_of_a_crashed_build_are_cleared(output: Path) -> None:
    """A build that was broken off while it wrote does not hinder the next one."""
    publish(output, "index.html")
    open_staging(output).write(OutputFile("half/index.html", b""))
    check_output(output)
    publish(output, "index.html", "about/index.html")
    assert previous_urls(output) == ("/", "/about/")
    assert [path.name for path in output.parent.iterdir()] == ["_site"]


def test_a_crash_between_the_renames_is_made_good(output: Path) -> None:
    """If only the old site beside is left, it counts as published and is put back first."""
    publish(output, "index.html", "about/index.html")
    output.rename(output.with_name("_site.old"))
    check_output(output)
    assert published_urls(output) == ("/", "/about/")
    staging = open_staging(output)
    assert previous_urls(output) == ("/", "/about/")
    staging.discard()
    assert [path.name for path in output.parent.iterdir()] == ["_site"]


def test_a_crash_before_clearing_up_is_made_good(output: Path) -> None:
    """If the old site is still beside the new one, it is cleared."""
    publish(output, "index.html")
    publish(output.with_name("_site.old"), "index.html")
    publish(output, "index.html", "about/index.html")
    assert [path.name for path in output.parent.iterdir()] == ["_site"]


@pytest.mark.parametrize(
    "made",
    ["_site/letter.txt", "_site/data/other.json", "_site.new/letter.txt", "_site.old/letter.txt"],
)
def test_what_is_not_ours_is_refused(output: Path, made: str) -> None:
    """A folder with anything else in it, or a file, is never replaced; nor is what stands where we would write."""
    path = output.parent / made
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("private")
    with pytest.raises(OutputRefused):
        check_output(output)
    assert path.read_text() == "private"


def test_a_file_is_no_folder(output: Path) -> None:
    """A file where the site is to go is refused."""
    output.write_text("private")
    with pytest.raises(OutputRefused):
        check_apart(output, output.parent / "issues")


@pytest.mark.parametrize("content", ["", "{}", "[1]", '["about"]'])
def test_a_site_is_known_by_its_list_of_addresses(output: Path, content: str) -> None:
    """Another program's `data/urls.json` does not make a folder ours."""
    (output / "data").mkdir(parents=True)
    (output / "data/urls.json").write_text(content)
    with pytest.raises(OutputRefused):
        check_output(output)


@pytest.mark.parametrize(("site", "issues"), [("a", "a"), ("a", "a/issues"), ("a/_site", "a")])
def test_site_and_issues_are_apart(tmp_path: Path, site: str, issues: str) -> None:
    """The site is neither inside the folder of the issues nor around it."""
    with pytest.raises(OutputRefused):
        check_apart(tmp_path / site, tmp_path / issues)


def test_an_empty_folder_is_accepted(output: Path) -> None:
    """A folder that was made for the site is used."""
    output.mkdir()
    check_output(output)
    publish(output, "index.html")
    assert previous_urls(output) == ("/",)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/passwd",
        "../x",
        "a/../../x",
        "a//b",
        "a/./b",
        "a\\..\\b",
        "c:/x",
        "a\0b",
        "a\nb",
        "x" * 256,
        ".gazette-site-build",
    ],
)
def test_no_path_leads_out(output: Path, path: str) -> None:
    """A path that is not plainly inside the site is not written."""
    staging = open_staging(output)
    with pytest.raises(UnsafePath):
        staging.write(OutputFile(path, b""))
    staging.discard()


def test_two_pages_at_one_place_are_refused(output: Path) -> None:
    """A file is written once."""
    staging = open_staging(output)
    staging.write(OutputFile("index.html", b"1"))
    with pytest.raises(UnsafePath, match="两个网页"):
        staging.write(OutputFile("index.html", b"2"))
    staging.discard()


@given(st.text(st.sampled_from("a./\\:\0 ~-é"), max_size=12))
def test_a_safe_path_stays_inside(path: str) -> None:
    """Whatever is accepted lies inside the folder that it is joined to."""
    root = Path("/site")
    try:
        joined = root / safe_path(path)
    except UnsafePath:
        return
    assert joined.resolve().is_relative_to(root)
    assert joined != root


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("index.html", "/"),
        ("issues/2024-10/index.html", "/issues/2024-10/"),
        ("404.html", None),
        ("data/issues/2024-10.json", None),
    ],
)
def test_pages_are_known_by_their_paths(path: str, url: str | None) -> None:
    """A folder's index is the folder's address; data files and the page for missing addresses are no pages."""
    assert page_url(path) == url
