"""Decisions in, decisions out: a person's verdicts and overrides, kept as data in a private review file."""

from minimise.stages.review.changes import Add, Change, Merge, Recast, Reread, Split, change_of, change_row, reread
from minimise.stages.review.file import Key, ReviewFile, read_review, read_verdicts, review_file
from minimise.stages.review.verdicts import PersonVerdict, apply_verdicts, check_second_person, is_second, unconfirmed

__all__ = [
    "Add",
    "Change",
    "Key",
    "Merge",
    "PersonVerdict",
    "Recast",
    "Reread",
    "ReviewFile",
    "Split",
    "apply_verdicts",
    "change_of",
    "change_row",
    "check_second_person",
    "is_second",
    "read_review",
    "read_verdicts",
    "reread",
    "review_file",
    "unconfirmed",
]
