"""What may be said: facts without words, so that no log or error can carry personal data."""

import logging
import re
from enum import StrEnum


class Id(str):
    """A short code we made ourselves, checked against a pattern; never words of a document.

    Raises:
        ValueError: if the text is not a plain code of at most 64 characters.
    """

    __slots__ = ()
    _shape = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:+/-]{0,63}")

    def __new__(cls, text: str) -> "Id":
        """Check the shape before the code can be used as a fact."""
        if not cls._shape.fullmatch(text):
            raise ValueError("not a plain code")
        return super().__new__(cls, text)


Fact = int | float | StrEnum | Id


def note(log: logging.Logger, event: StrEnum, **facts: Fact) -> None:
    """Log one event with facts. A plain `str` is refused: it might be somebody's name.

    Raises:
        TypeError: if a fact is a plain string.
    """
    if any(type(value) is str for value in facts.values()):
        raise TypeError("plain text may not be logged")
    log.info("%s", event, extra={"facts": facts})


LOUD_LIBRARIES = (
    "presidio-analyzer",
    "presidio-anonymizer",
    "decision_process",
    "spacy",
    "pypdf",
    "pdfminer",
    "tldextract",
    "pikepdf",
    "docx",
)


def mute_libraries() -> None:
    """Silence third-party loggers: several of them print document text (anchors.md, avoid-list 1)."""
    for name in LOUD_LIBRARIES:
        logger = logging.getLogger(name)
        logger.handlers[:] = [logging.NullHandler()]
        logger.propagate = False
        logger.disabled = True
