"""What libraries say while they read a file is for their makers, not for the clerk: nothing of it reaches the terminal."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

_TALKATIVE = ("pdfminer", "pypdfium2", "PIL")


@contextmanager
def quiet() -> Iterator[None]:
    """Logs and warnings of the libraries that read PDFs are kept back; errors still are raised."""
    loggers = [logging.getLogger(name) for name in _TALKATIVE]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)
