"""What became of a batch, in counts, and the code it leaves with."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from minimise.batch.jobs import Result, State
from minimise.errors import Exit, worst_of


class Ended(StrEnum):
    """Why a batch ended."""

    FINISHED = "finished"
    STOPPED = "stopped"
    TOO_MANY_FAILURES = "too-many-failures"
    DISK_FULL = "disk-full"


@dataclass(frozen=True, slots=True)
class Line:
    """One file's line in the report; the name is for those who ask for it."""

    id: str
    recipient: str
    state: State | None
    result: Result
    name: str = field(default="", repr=False)

    @property
    def is_held(self) -> bool:
        """Whether a written copy leaves something for a person."""
        result = self.result
        return result.waiting > 0 or not result.certain or result.apart > 0 or not result.log_whole


@dataclass(frozen=True, slots=True)
class Summary:
    """A batch that has ended."""

    lines: tuple[Line, ...]
    passed_over: int
    ended: Ended
    seconds: float = 0.0
    done_before: int = 0

    def count(self, *states: State | None) -> int:
        """Say how many files are in one of some states; None is a file that was not reached."""
        return sum(line.state in states for line in self.lines)

    @property
    def waiting(self) -> int:
        """Items that need a person, over all copies."""
        return sum(line.result.waiting for line in self.lines if line.state is State.WRITTEN)

    def _written(self, holds: Callable[[Result], bool]) -> int:
        return sum(line.state is State.WRITTEN and holds(line.result) for line in self.lines)

    @property
    def held(self) -> int:
        """Copies with items that need a person."""
        return self._written(lambda result: result.waiting > 0)

    @property
    def unsure(self) -> int:
        """Copies without a certain subject."""
        return self._written(lambda result: not result.certain)

    @property
    def unread(self) -> int:
        """Copies whose log did not verify."""
        return self._written(lambda result: not result.log_whole)

    @property
    def apart(self) -> int:
        """Copies that must not meet another copy of the same document."""
        return self._written(lambda result: result.apart > 0)

    @property
    def kinds(self) -> Sequence[tuple[str, int]]:
        """Why files failed, the commonest first."""
        found = Counter(line.result.kind for line in self.lines if line.state in (State.FAILED, State.QUARANTINED))
        return sorted(found.items(), key=lambda item: (-item[1], item[0]))

    @property
    def exit_code(self) -> Exit:
        """Give 9 if some files have a copy and others have not, and otherwise the worst of the files."""
        if self.ended is Ended.STOPPED:
            return Exit.INTERRUPTED
        written = self.count(State.WRITTEN)
        if written and written < len(self.lines):
            return Exit.BATCH
        codes = [Exit(line.result.code) for line in self.lines if line.state is not None]
        if not codes:
            return Exit.USAGE
        return worst_of(codes)
