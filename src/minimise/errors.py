"""What may be raised, each with its exit code, one line for people and what to do next.

MinimiseError
├── UsageProblem          2   the command cannot be carried out as given
│   ├── DiskFull              nothing can be written until there is room
│   └── SubjectMissing        the subject that was named is not in the document
├── UnreadableDocument    3   broken, unsupported, too large
│   └── LockedDocument        it needs a password, or another one
├── PolicyInvalid         4   unknown or broken policy
├── SetupIncomplete       5   model missing or wrong
├── LeakFound             6   verification failed, nothing written
└── LogBroken             8   a justification log does not verify
"""

from collections.abc import Iterable
from enum import IntEnum
from typing import ClassVar

from minimise.safe import Fact


class Exit(IntEnum):
    """Exit codes of `contract.md` section 4; 1 is never used, that is what a crash looks like."""

    DONE = 0
    USAGE = 2
    UNREADABLE = 3
    POLICY = 4
    SETUP = 5
    LEAK = 6
    REVIEW = 7
    LOG = 8
    BATCH = 9
    BUG = 70
    INTERRUPTED = 130


# From harmless to bad: a run leaves with the worst code of its files.
_BY_WEIGHT = (
    Exit.DONE,
    Exit.REVIEW,
    Exit.USAGE,
    Exit.UNREADABLE,
    Exit.POLICY,
    Exit.SETUP,
    Exit.LEAK,
    Exit.LOG,
    Exit.BUG,
)


def worst_of(codes: Iterable[int]) -> Exit:
    """Give the worst of some exit codes; `DONE` for none."""
    return max((Exit(code) for code in codes), key=_BY_WEIGHT.index, default=Exit.DONE)


class MinimiseError(Exception):
    """Base of our errors. Facts are counts, ids and positions; never words from a document."""

    exit_code: ClassVar[Exit] = Exit.BUG
    summary: str = "something went wrong inside minimise"
    advice: str = "Please report this; the message holds no personal data."

    def __init__(self, summary: str | None = None, advice: str | None = None, **facts: Fact) -> None:
        """Take a fixed sentence of ours (never document text) and facts about where."""
        self.summary = summary or type(self).summary
        self.advice = advice or type(self).advice
        self.facts = facts
        super().__init__(self.summary)


class UsageProblem(MinimiseError):
    """The command cannot be carried out as given."""

    exit_code = Exit.USAGE
    summary = "the command cannot be carried out as given"
    advice = "See `minimise --help`."


class DiskFull(UsageProblem):
    """There is no room to write; nothing was written."""

    summary = "the disk is full; nothing was written"
    advice = "Make room and try again."


class SubjectMissing(UsageProblem):
    """The named subject is not in the document: the wrong file, or a slip in the name."""

    summary = "the subject you named does not appear in the document"
    advice = "Check the spelling, or leave --subject out to use the form's own child field."


class UnreadableDocument(MinimiseError):
    """The document is locked, broken, of a kind we do not read, or too large."""

    exit_code = Exit.UNREADABLE
    summary = "the document could not be read"
    advice = "Open it in the program that made it, save a fresh copy and try again."


class LockedDocument(UnreadableDocument):
    """The document opens with a password only, and this is none or the wrong one."""

    summary = "the document is protected with a password"
    advice = "Give its password, or ask for a copy without one."


class PolicyInvalid(MinimiseError):
    """There is no such policy, or its file has a mistake in it."""

    exit_code = Exit.POLICY
    summary = "the policy is not valid"
    advice = "Run `minimise policy list`, or `minimise policy check` on your own file."


class SetupIncomplete(MinimiseError):
    """The language model is missing or is not the one this version was tested with."""

    exit_code = Exit.SETUP
    summary = "minimise is not set up completely"
    advice = "Run `minimise doctor` to see what is missing."


class LeakFound(MinimiseError):
    """Something that should be gone was still in the output, so nothing was written."""

    exit_code = Exit.LEAK
    summary = "a removed detail could still be recovered; nothing was written"
    advice = "Save the document afresh in the program that made it and try again; if it stays, tell us the format."


class CopiesUndone(LeakFound):
    """Two copies of one document would together show what each of them withholds."""

    summary = "the copies together would show what each of them withholds"
    advice = "This should never be; please tell us, without sending the document."


class LogBroken(MinimiseError):
    """The justification log was changed or is incomplete."""

    exit_code = Exit.LOG
    summary = "the justification log does not verify"
    advice = "Ask the sender for the log again, and treat this one as evidence."
