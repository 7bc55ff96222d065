"""Decisions in, decisions out: a person's verdicts and overrides, kept as data in a private review file."""

from minimise.stages.review.file import Key, ReviewFile, read_review, read_verdicts, review_file
from minimise.stages.review.verdicts import PersonVerdict, apply_verdicts

__all__ = [
    "Key",
    "PersonVerdict",
    "ReviewFile",
    "apply_verdicts",
    "read_review",
    "read_verdicts",
    "review_file",
]
