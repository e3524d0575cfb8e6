"""办事要点 against forty documents that were judged by reading (`tests/parsing/judged`), the real ones where they are at hand."""

from __future__ import annotations

import pytest

from gazette_site.characters import folded
from tools.built import Json
from tools.score_key_facts import GROUPS, JUDGED, built_documents, score_all, score_document


@pytest.fixture(scope="module")
def documents() -> dict[str, Json]:
    """The judged documents, and those beside them."""
    return built_documents()


@pytest.mark.parametrize("group", GROUPS)
def test_what_a_citizen_finds_is_on_the_card(group: str, documents: dict[str, Json]) -> None:
    """Of what a reader finds at least 85 in 100 are shown, and of what is shown at least 93 in 100 are right."""
    score = score_all(documents)[0][group]
    assert (score.recall >= 0.85, score.precision >= 0.93) == (True, True), "\n".join(score.notes)


def test_every_line_is_verbatim(documents: dict[str, Json]) -> None:
    """Each line of each card stands in its document as it is."""
    lines = [(fact["text"], data) for data in documents.values() for fact in data["key_facts"]]
    assert len(lines) > 100
    assert not [text for text, data in lines if not any(folded(text) in words for words in _words(data))]


def _words(data: Json) -> list[str]:
    parts = (data, *data["attachments"])
    cells = (cell for part in parts for table in part.get("tables", ()) for row in table for cell in row)
    notes = "\n".join(data["attachment_note"])
    texts = (text for part in parts for text in (part.get("title") or "", part.get("text") or ""))
    return [folded(words) for words in (*texts, notes, *cells)]


def test_the_score_counts_what_is_missed_and_what_is_wrong() -> None:
    """An answer under another question is missed, a line that is no answer is wrong, a short cell must be the whole line."""
    want = {
        "document": "/a/",
        "answers": [{"ask": ["amount"], "text": "每户6.0元"}, {"ask": ["who", "when"], "text": "凡本市居民均可参加。"}],
        "also": [{"ask": ["where"], "text": "到社区办理"}],
    }
    facts = [("when", "凡本市居民均可参加。"), ("amount", "共6.0元"), ("where", "到社区办理；")]
    text = "凡本市居民均可参加。\n到社区办理；\n每户6.0元"
    document = {"text": text, "key_facts": [{"kind": kind, "text": words} for kind, words in facts]}
    score = score_document(want, document)
    assert (score.found.total(), score.answers.total()) == (1, 2)
    assert (score.right.total(), score.lines.total()) == (2, 3)
    assert score.notes == ["/a/ missed amount: 每户6.0元", "/a/ unjudged amount: 共6.0元"]


def test_the_judged_documents() -> None:
    """Forty documents, five unseen ones and a hundred and thirty-seven with other words, none judged twice."""
    named = [
        line.split()[-1] for line in (JUDGED / "answers.yaml").read_text("utf-8").splitlines() if "document:" in line
    ]
    assert len(named) == len(set(named)) == 182
