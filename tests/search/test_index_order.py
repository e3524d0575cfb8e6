"""The index of Pagefind is put in order only where it is written as expected."""

from __future__ import annotations

import gzip
from collections.abc import Sequence

import cbor2
import pytest

from gazette_site.publishing.search.index_order import ENTRY, UnknownFormat, in_fixed_order

MARK = b"pagefind_dcd"


def closed(plain: bytes) -> bytes:
    """As Pagefind packs a file."""
    return gzip.compress(plain, mtime=0)


def index(*years: Sequence[object]) -> dict[str, bytes]:
    """A small index with one filter, its values in the order given."""
    meta = ["1.5.2", [["zh_a", 3]], [], [["year", "zh_old"]], []]
    return {
        "filter/zh_old.pf_filter": closed(MARK + cbor2.dumps(["year", list(years)])),
        "pagefind.zh_meta.pf_meta": closed(MARK + cbor2.dumps(meta)),
        ENTRY: b'{"languages":{"zh":{"hash":"zh_meta"}}}',
    }


def test_filters_in_any_order_give_the_same_files() -> None:
    """Files are named after their content, and what points to them follows."""
    one, other = ["2024", [1, 300]], ["2025", [2]]
    ordered = in_fixed_order(index(one, other))
    assert ordered == in_fixed_order(index(other, one))
    (filter_file,) = (path for path in ordered if path.endswith(".pf_filter"))
    (meta_file,) = (path for path in ordered if path.endswith(".pf_meta"))
    assert cbor2.loads(gzip.decompress(ordered[filter_file]).removeprefix(MARK)) == ["year", [one, other]]
    stem = filter_file.removeprefix("filter/").removesuffix(".pf_filter")
    assert stem.encode() in gzip.decompress(ordered[meta_file])
    assert meta_file.removeprefix("pagefind.").removesuffix(".pf_meta").encode() in ordered[ENTRY]


@pytest.mark.parametrize(
    "content",
    [
        b"no gzip",
        closed(cbor2.dumps(["year", []])),
        closed(MARK + cbor2.dumps(["year", []]) + b"\0"),
        closed(MARK + b"\x82\x18\x05\x80"),
        closed(MARK + b"\x82\x64year"),
    ],
    ids=["packed otherwise", "no mark", "something after it", "a number in a longer form", "broken off"],
)
def test_what_is_written_otherwise_is_not_touched(content: bytes) -> None:
    """A file that would not be written again to the byte is refused, not guessed at."""
    with pytest.raises(UnknownFormat):
        in_fixed_order({"filter/zh_old.pf_filter": content})
