"""Lines of the report saved into a sidecar, for the page that `serve` shows: the same lines that can be copied by hand.

    checked:            what is there already stays as it is, comments and all; the new entries
      - code: …         come after those under the same key, or with the key at the end
        words: …

Whatever the sidecar would be afterwards is read first: it has to say all it said before, the new entries, and nothing else.
"""

from __future__ import annotations

import re
from pathlib import Path

from gazette_site.failures import cause
from gazette_site.issue_names import read_name
from gazette_site.publishing.permanence.ledger import write_text
from gazette_site.reading import read_folder
from gazette_site.reading.sidecar import Sidecar, read_sidecar

_KEYS = ("checked", "corrections")
_ITEM = re.compile(r"(?P<indent> *)- ")


class NotSaved(Exception):
    """The lines could not be saved; the message is a Chinese sentence."""


def save(issues: Path, sidecar: str, lines: str) -> Path:
    """Saves lines into the sidecar of that name, of an issue that is there. Raises NotSaved."""
    name = read_name(sidecar.removesuffix(".yaml"))
    source = next((one for one in read_folder(issues)[0] if name and one.id == name.id), None)
    if source is None:
        raise NotSaved(f"没有 {sidecar} 所属的一期")
    path = source.sidecar or source.path.with_suffix(".yaml")
    try:
        text = path.read_bytes().decode("utf-8-sig") if source.sidecar else ""
        write_text(path, with_lines(text, lines))
    except UnicodeDecodeError:
        raise NotSaved(f"{path.name} 不是 UTF-8 编码，请先用记事本另存") from None
    except OSError as failure:
        raise NotSaved(f"{path.name} 写不了（{cause(failure)}）") from None
    return path


def with_lines(text: str, lines: str) -> str:
    """The sidecar with those lines. Raises NotSaved where that would say anything but what it said and they say."""
    head, _, entries = lines.replace("\r\n", "\n").strip("\n").partition("\n")
    key = head.removesuffix(":")
    added, wrong = read_sidecar(lines, "")
    if wrong or key not in _KEYS or lines.count(f"{key}:\n") != 1:
        raise NotSaved("这几行看不懂，没有保存")
    end = "\r\n" if "\r\n" in text else "\n"
    rows = _inserted(text.splitlines(), key, entries.split("\n"))
    result = end.join(rows) + end
    before, problems = read_sidecar(text, "")
    after, more = read_sidecar(result, "")
    if [one.message for one in problems] != [one.message for one in more] or _said(after) != _joined(before, added):
        raise NotSaved("附带文件的写法特别，程序不敢改，请自己把这几行贴进去")
    return result


def _inserted(rows: list[str], key: str, entries: list[str]) -> list[str]:
    """The rows with the entries after the last one below the key, indented as that is; at the end with the key where it is not there."""
    start = next((place for place, row in enumerate(rows) if re.fullmatch(rf"{key}:\s*(#.*)?", row)), None)
    if start is None:
        return [*rows, f"{key}:", *entries]
    end, indent = start + 1, "  "
    for place, row in enumerate(rows[start + 1 :], start + 1):
        if row.strip() and not row.startswith((" ", "-", "#")):
            break
        if row.startswith((" ", "-")) and row.strip():
            end = place + 1
    if first := next((found for row in rows[start + 1 : end] if (found := _ITEM.match(row))), None):
        indent = first["indent"]
    return [*rows[:end], *(indent + row.removeprefix("  ") for row in entries), *rows[end:]]


def _said(sidecar: Sidecar) -> tuple[object, ...]:
    """What a sidecar says, without the lines on which it does."""
    changes = tuple((one.find, one.replace, one.reason) for one in sidecar.corrections)
    files = tuple((one.file, one.document, one.attachment) for one in sidecar.files)
    orders = tuple((one.kind, one.what, one.reason, one.decided) for one in sidecar.privacy)
    rest = (sidecar.metadata, sidecar.notes, sidecar.source_url, sidecar.confirmed)
    return (changes, sidecar.checked, files, orders, *rest)


def _joined(before: Sidecar, added: Sidecar) -> tuple[object, ...]:
    changes, checked, *rest = _said(before)
    more_changes, more_checked, *_ = _said(added)
    return ((*_each(changes), *_each(more_changes)), (*_each(checked), *_each(more_checked)), *rest)


def _each(part: object) -> tuple[object, ...]:
    return part if isinstance(part, tuple) else ()
