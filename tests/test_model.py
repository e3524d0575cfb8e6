"""The records: what they say of themselves."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gazette_site.model import Attachment
from tests.conftest import MakeDocument


def test_a_document_without_a_number_has_an_empty_one(make_document: MakeDocument) -> None:
    """The normal form is there to print and to compare, also where there is none."""
    assert make_document("澜府发〔2025〕12号").normal_number == "澜府发〔2025〕12号"
    assert make_document("").normal_number == ""


@pytest.mark.parametrize(
    ("label", "title", "name", "head"),
    [
        ("附件1", "渡口名录", "渡口名录", ("附件1", "渡口名录")),
        ("附件1", "", "附件1", ("附件1",)),
        (None, "渡口名录", "渡口名录", ("渡口名录",)),
        (None, "", "", ()),
    ],
)
def test_an_attachment_is_called_by_what_is_printed(
    make_attachment: Callable[..., Attachment], label: str | None, title: str, name: str, head: tuple[str, ...]
) -> None:
    """By its title, else by its label; nothing is made up where neither is printed."""
    attachment = make_attachment(label, title)
    assert (attachment.name, attachment.head) == (name, head)
    assert (attachment.printed_label, attachment.printed_title) == (label or "", title)
