"""People, finds and passages in, `Decision`s out: for this recipient, by its policy, safety first."""

from minimise.stages.judge.copies import Copy, compare_copies, undone_together
from minimise.stages.judge.decide import Case, judge
from minimise.stages.judge.passages import find_passages
from minimise.stages.judge.safety import topics_of

__all__ = ["Case", "Copy", "compare_copies", "find_passages", "judge", "topics_of", "undone_together"]
