"""Pagefind as a service: pages go in and the files of an index come out, nothing of it by way of the disk.

    Popen(pagefind --service):  stdin  base64(JSON {message_id, payload}) ","  …     stdout  the same for each, in order

A thousand small files written, read again and removed cost as much as the index itself. The program ends when its input
ends, so that the input stays open until the last answer is there. Besides the commands of the clerk this is the only
place that starts another program.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
import threading
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import IO, Any

_LAST_WORDS = 400
_AT_ONCE = 1 << 16
_INDEX = 0
"""The number of the first index, and the only one, of a service."""


class IndexFailed(Exception):
    """Pagefind could not make the index; the message is what it said last."""


def indexed(pages: Iterable[dict[str, Any]]) -> dict[str, bytes]:
    """The files of an index of pages (`url`, `content`, `language`, `meta`) by their paths. Raises IndexFailed."""
    payloads: list[dict[str, Any]] = [
        {"type": "NewIndex", "config": {}},
        *({"type": "AddRecord", "index_id": _INDEX, **page} for page in pages),
        {"type": "GetFiles", "index_id": _INDEX},
    ]
    try:
        answers = _asked([_message(n, payload) for n, payload in enumerate(payloads)])
    except OSError as failure:
        raise IndexFailed(str(failure)) from failure
    return _files(answers[-1])


def _asked(messages: Sequence[bytes]) -> list[dict[str, Any]]:
    """What the service answers to each message. Raises IndexFailed, OSError."""
    with tempfile.TemporaryFile() as said:
        command = [str(_program()), "--service"]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said) as process:
            assert process.stdin and process.stdout
            # It answers while it is still being asked: were nobody reading, both would wait.
            sending = threading.Thread(target=_send, args=(process.stdin, messages), daemon=True)
            sending.start()
            try:
                content = _read(process.stdout, len(messages))
            finally:
                process.kill()
                sending.join()
                # What it never took is still in the buffer: to leave the block would try again to send it, and fail.
                with suppress(OSError):
                    process.stdin.close()
        answers = [_answer(piece) for piece in content.split(b",")[:-1]]
        if len(answers) < len(messages):
            said.seek(0)
            words = said.read().decode("utf-8", "replace").strip()
            raise IndexFailed(words[-_LAST_WORDS:] or f"exit status {process.returncode}")
        return answers


def _program() -> str:
    """Raises IndexFailed where there is none."""
    try:
        from pagefind_bin import get_executable

        return str(get_executable())
    except (ImportError, FileNotFoundError) as failure:
        raise IndexFailed(str(failure)) from failure


def _message(number: int, payload: dict[str, Any]) -> bytes:
    return b64encode(json.dumps({"message_id": number, "payload": payload}).encode()) + b","


def _send(to: IO[bytes], messages: Iterable[bytes]) -> None:
    # What has ended says so by itself.
    with suppress(OSError, ValueError):
        for message in messages:
            to.write(message)
        to.flush()


def _read(source: IO[bytes], answers: int) -> bytes:
    """So many answers, fewer if the program ends before."""
    pieces, met = list[bytes](), 0
    while met < answers and (piece := source.read1(_AT_ONCE)):  # type: ignore[attr-defined]
        pieces.append(piece)
        met += piece.count(b",")
    return b"".join(pieces)


def _answer(content: bytes) -> dict[str, Any]:
    """The payload of an answer. Raises IndexFailed if it is an error, or none that can be read."""
    try:
        payload: dict[str, Any] = json.loads(b64decode(content))["payload"]
    except (ValueError, KeyError, TypeError) as failure:
        raise IndexFailed(str(failure)) from failure
    if payload.get("type") == "Error":
        raise IndexFailed(str(payload.get("message"))[-_LAST_WORDS:])
    return payload


def _files(answer: dict[str, Any]) -> dict[str, bytes]:
    try:
        return {file["path"]: b64decode(file["content"]) for file in answer["files"]}
    except (KeyError, TypeError, ValueError) as failure:
        raise IndexFailed(str(failure)) from failure
