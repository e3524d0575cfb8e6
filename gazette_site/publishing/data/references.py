"""References as data: `/data/references.json`, every naming from one end to the other, and `/data/unresolved.json`, for the clerk."""

from __future__ import annotations

import json
from collections.abc import Iterator

from gazette_site.linking.archive import Archive, Reference, Unresolved
from gazette_site.publishing.folder.output import OutputFile

Json = dict[str, object]


def reference_files(archive: Archive) -> Iterator[OutputFile]:
    """Both files. The same archive gives the same bytes."""
    references = archive.references
    works = [
        {"number": work.number, "title": work.title, "url": work.url, "document": work.document and work.document.url}
        for work in references.works
    ]
    edges = [_reference(one) for group in references.outgoing.values() for one in group]
    yield _file("data/references.json", {"works": works, "references": edges})
    yield _file("data/unresolved.json", {"unresolved": [_unresolved(one, archive) for one in references.unresolved]})


def _file(path: str, record: Json) -> OutputFile:
    return OutputFile(path, (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode())


def _reference(one: Reference) -> Json:
    return {
        "source": one.source.url,
        "target": one.target,
        "relation": one.relation.name.lower(),
        "number": one.number,
        "title": one.title,
        "sentence": one.sentence,
        "articles": list(one.articles),
        "date": one.date,
        "until": one.until,
    }


def _unresolved(one: Unresolved, archive: Archive) -> Json:
    document = one.source.document
    return {
        "file": archive.by_id[one.source.issue].issue.file.rsplit("/", 1)[-1],
        "line": document.title.line,
        "document": document.number.normal if document.number else document.title.value,
        "url": one.source.url,
        "number": one.number,
        "title": one.title,
        "reason": one.reason,
    }
