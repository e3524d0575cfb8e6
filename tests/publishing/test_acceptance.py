"""What somebody else put into the folder of the site: kept, or named, never lost."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from gazette_site.publishing.folder.acceptance import (
    OutputRefused,
    carry_over,
    check_output,
    foreign_files,
    make_room,
)
from gazette_site.publishing.folder.fixity import MANIFEST, manifest, read_manifest
from gazette_site.publishing.folder.output import OutputFile
from gazette_site.publishing.folder.staging import MARK, Mutilated, open_staging

OURS = ("index.html", "robots.txt", "documents/a/index.html")


def publish(output: Path, keep: Iterable[str] = ()) -> None:
    """Publishes a small site."""
    check_output(output, keep)
    staging = open_staging(output)
    for path in OURS:
        staging.write(OutputFile(path, path.encode()))
    make_room(staging, output)
    staging.write_urls()
    staging.write(manifest({path: one.digest for path, one in staging.measures.items()}))
    staging.count()
    try:
        carry_over(staging, output, keep)
        staging.publish()
    finally:
        staging.discard()
    staging.clear_old()


def put(folder: Path, path: str, content: str = "theirs") -> Path:
    """Puts a file there."""
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(content)
    return target


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A published site."""
    output = tmp_path / "_site"
    publish(output)
    return output


@pytest.mark.parametrize(
    "path",
    [
        *(
            "CNAME",
            ".nojekyll",
            ".well-known/acme-challenge/x",
            ".well-known/security.txt",
            ".git",
            ".git/objects/ab/c",
        ),
        *(".htaccess", "web.config", "baidu_verify_codeva-1.html", "google12ab.html", "MP_verify_x.txt", "_headers"),
    ],
)
def test_what_hosts_and_search_engines_need_stays(output: Path, path: str) -> None:
    """It is there after every build, as it was, and in no manifest."""
    put(output, path)
    for _ in range(2):
        publish(output)
        assert (output / path).read_text() == "theirs"
        assert path not in read_manifest(output)


@pytest.mark.parametrize(
    ("path", "pattern"),
    [
        ("verify-7.txt", "verify-*.txt"),
        ("maps/north/a.png", "maps/"),
        ("maps/a.png", "maps/*.png"),
        ("公示/甲.html", "公示/"),
        ("documents/a/theirs.txt", "documents/a/theirs.txt"),
    ],
)
def test_what_is_named_stays(output: Path, path: str, pattern: str) -> None:
    """`keep` names files and folders; without it the build refuses and names the file, which stays."""
    put(output, path)
    with pytest.raises(OutputRefused, match=path.replace(".", r"\.")):
        publish(output)
    assert (output / path).read_text() == "theirs"
    publish(output, [pattern])
    assert (output / path).read_text() == "theirs"


@pytest.mark.parametrize(
    ("path", "pattern"),
    [
        ("maps/north/a.png", "maps/*.png"),
        ("other/verify.txt", "verify.txt"),
        ("CNAME/x", "CNAME"),
        ("a/.htaccess", "b/"),
    ],
)
def test_a_name_does_not_reach_into_folders(output: Path, path: str, pattern: str) -> None:
    """A star stands for characters of one name; a name without a final stroke is a file at that very place."""
    put(output, path)
    with pytest.raises(OutputRefused):
        publish(output, [pattern])
    assert (output / path).exists()


def test_a_changed_robots_txt_takes_the_place_of_ours(output: Path) -> None:
    """It is the one file that both write; ours comes back when theirs is removed."""
    put(output, "robots.txt")
    for _ in range(2):
        publish(output)
        assert (output / "robots.txt").read_text() == "theirs"
        assert "robots.txt" not in read_manifest(output)
    (output / "robots.txt").unlink()
    publish(output)
    assert (output / "robots.txt").read_text() == "robots.txt"


def test_links_stay_links(output: Path) -> None:
    """What a link leads to is neither copied nor touched."""
    (output.parent / "certificates").mkdir()
    (output / ".well-known").symlink_to("../certificates")
    (output / "CNAME").symlink_to("nowhere")
    publish(output)
    assert (output / ".well-known").readlink() == Path("../certificates")
    assert (output / "CNAME").readlink() == Path("nowhere")


def test_a_pipe_is_named(output: Path) -> None:
    """What cannot be copied is refused, whatever its name, and not waited for."""
    os.mkfifo(output / "CNAME")
    with pytest.raises(OutputRefused, match="CNAME"):
        publish(output)


def test_a_file_that_the_new_site_needs_is_named(output: Path) -> None:
    """What is kept never takes the place of a page."""
    listed = (output / MANIFEST).read_text().splitlines()
    (output / MANIFEST).write_text("".join(f"{line}\n" for line in listed if "documents/" not in line))
    before = (output / "documents/a/index.html").read_text()
    with pytest.raises(OutputRefused, match="同名"):
        publish(output, ["documents/"])
    assert (output / "documents/a/index.html").read_text() == before


def test_a_site_without_its_manifest_is_refused(output: Path) -> None:
    """Nobody can tell then what is ours."""
    (output / MANIFEST).unlink()
    with pytest.raises(OutputRefused, match="没有清单"):
        publish(output)
    assert (output / "index.html").exists()


def test_the_signature_of_the_old_manifest_goes_with_it(output: Path) -> None:
    """It would be wrong beside the new one."""
    put(output, f"{MANIFEST}.sig")
    publish(output)
    assert not (output / f"{MANIFEST}.sig").exists()


def test_a_folder_with_nothing_but_what_is_kept_is_accepted(tmp_path: Path) -> None:
    """A checkout that is made ready for a host can be published into."""
    put(tmp_path / "_site", "CNAME")
    put(tmp_path / "_site", ".git/HEAD")
    publish(tmp_path / "_site")
    assert (tmp_path / "_site/CNAME").read_text() == "theirs"
    put(tmp_path / "other", "CNAME")
    put(tmp_path / "other", "letter.txt")
    with pytest.raises(OutputRefused, match="别的东西"):
        publish(tmp_path / "other")


def test_what_is_put_there_while_a_site_is_made_is_named(output: Path) -> None:
    """The folder is looked at again right before the swap."""
    staging = open_staging(output)
    put(output, "letter.txt")
    with pytest.raises(OutputRefused, match=r"letter\.txt"):
        carry_over(staging, output, ())
    staging.discard()


def test_what_is_kept_survives_a_crash_between_the_renames(output: Path) -> None:
    """It lies in the old site then, which is looked at instead."""
    put(output, "CNAME")
    put(output, "letter.txt")
    output.rename(output.with_name("_site.old"))
    with pytest.raises(OutputRefused, match=r"letter\.txt"):
        check_output(output)
    (output.with_name("_site.old") / "letter.txt").unlink()
    publish(output)
    assert (output / "CNAME").read_text() == "theirs"


@pytest.mark.parametrize("suffix", ["old", "new"])
def test_a_folder_that_was_half_removed_is_ours(output: Path, suffix: str) -> None:
    """A build that is killed while it clears up does not stop the next one; a link is never followed."""
    left = output.with_name(f"_site.{suffix}")
    put(left, "documents/a/index.html")
    (left / MARK).touch()
    publish(output)
    assert [path.name for path in output.parent.iterdir()] == ["_site"]
    left.symlink_to("_site")
    with pytest.raises(OutputRefused):
        publish(output)
    assert (output / "index.html").exists()


def test_many_strange_files_are_counted(output: Path) -> None:
    """The first ones are named."""
    for number in range(9):
        put(output, f"letters/{number}.txt")
    assert len(foreign_files(output).strange) == 9
    with pytest.raises(OutputRefused, match=r"letters/0\.txt、.*letters/4\.txt 等 9 个"):
        publish(output)


# The count ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda root: (root / "index.html").unlink(), "少了 index.html"),
        (lambda root: put(root, "letter.txt"), "多了 letter.txt"),
        (lambda root: put(root, "index.html", "other"), "index.html 不是写的那样"),
        (lambda root: put(root, "index.html", "index.htmL"), "index.html 不是写的那样"),
        (lambda root: ((root / "index.html").unlink(), (root / "index.html").symlink_to("robots.txt")), "index.html"),
        (lambda root: (root / "link").symlink_to(".."), "多了 link"),
    ],
    ids=["missing", "more", "longer", "same size", "link", "link to a folder"],
)
def test_a_site_that_is_not_as_it_was_written_is_not_published(tmp_path: Path, damage, said: str) -> None:  # type: ignore[no-untyped-def]
    """Paths, sizes and digests are held against what was written."""
    staging = open_staging(tmp_path / "_site")
    for path in OURS:
        staging.write(OutputFile(path, path.encode()))
    staging.count()
    damage(staging.root)
    with pytest.raises(Mutilated, match=said):
        staging.count()


@pytest.mark.parametrize(
    "name", ["Thumbs.db", "desktop.ini", "Desktop.ini", ".DS_Store", "._index.html", "documents/a/.DS_Store"]
)
def test_what_a_system_drops_stands_in_no_ones_way(output: Path, name: str) -> None:
    """A clerk who looked into the folder can build again; what his desktop left there is neither kept nor given on."""
    put(output, name)
    assert foreign_files(output) == ((), ())
    publish(output)
    assert not (output / name).exists()
