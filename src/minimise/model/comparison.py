"""How several copies of one document differ, and what two of them would give away together: never the words."""

from dataclasses import dataclass

from minimise.model.span import Span


@dataclass(frozen=True, slots=True)
class Difference:
    """What happens to one person's things of one category, where the copies do not agree."""

    category: str
    person_id: str | None
    fates: tuple[str, ...]
    """By copy, such as `stays` or `1 stays, 2 gone`; empty where the copy says nothing of it."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """Two copies of which one gives what the other withholds because somebody could come to serious harm."""

    withheld_in: str
    given_in: str
    category: str
    person_id: str | None
    spans: tuple[Span, ...]
    by_dates: bool = False
    """A copy to learn from, whose dates the other copy would put back."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the copies of one document differ, and what laying two of them side by side would undo."""

    recipients: tuple[str, ...]
    differences: tuple[Difference, ...]
    crossings: tuple[Crossing, ...]

    def apart(self, recipient: str) -> int:
        """Say in how many ways one recipient's copy and another would undo each other."""
        return sum(recipient in (each.withheld_in, each.given_in) for each in self.crossings)
