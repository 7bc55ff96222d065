"""What the trained model says of one sentence: how far it is trivia, tactics, a safe contact or a safety fact."""

from collections import defaultdict
from collections.abc import Mapping

from minimise.model import Insight, Mark

_MARKS = {"tactics": Mark.INTELLIGENCE, "contact": Mark.SAFE_CONTACT}
_FEWEST = 3
"""Words; in less the model's view is a slip as often as not."""
_LEAST = {Mark.INTELLIGENCE: 0.75, Mark.SAFE_CONTACT: 0.6}
"""The share of a sentence's words from which it bears a mark: what would be withheld for it needs more."""


def read_in(insight: Insight, start: int, end: int) -> Mapping[str, float]:
    """Give which share of a stretch's words the model takes for what; nothing where it is sure of nothing.

    Args:
        insight: what the model says of each word of the reading.
        start: where the stretch begins, in code points of the reading.
        end: where it ends, not included.
    """
    shares: dict[str, float] = defaultdict(float)
    words = list(insight.between(start, end))
    for word in words:
        if word.stretch != "none":
            shares[word.stretch] += word.stretch_share / len(words)
    return shares


def marks_read(insight: Insight, start: int, end: int) -> frozenset[Mark]:
    """Give the marks that the model sees in a sentence of some length."""
    words = sum(1 for _ in insight.between(start, end))
    if words < _FEWEST:
        return frozenset()
    shares = read_in(insight, start, end)
    return frozenset(mark for kind, mark in _MARKS.items() if shares.get(kind, 0.0) >= _LEAST[mark])
