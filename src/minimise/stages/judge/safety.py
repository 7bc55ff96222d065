"""Which safety topics a sentence carries; a denied or an old harm counts as much as a fresh one."""

from dataclasses import dataclass
from functools import lru_cache

from minimise.lexicons.safety import topic_cues, weak_topics


@dataclass(frozen=True, slots=True)
class Shown:
    """The topics that a sentence carries, and those at which an innocent-looking word of it hints; both sorted."""

    topics: tuple[str, ...]
    hints: tuple[str, ...]


def topics_of(words: str) -> tuple[str, ...]:
    """Give the safety topics of domain.md F that a sentence shows, sorted."""
    return shown_in(words).topics


@lru_cache(1 << 12)
def shown_in(words: str) -> Shown:
    """Give the topics of a sentence; a word of the warning band counts only beside another one."""
    found = topic_cues().found(words)
    weak = found & weak_topics().keys()
    hints = {topic for word in weak for topic in weak_topics()[word]}
    topics = (found - weak) | (hints if len(weak) > 1 else frozenset())
    return Shown(tuple(sorted(topics)), tuple(sorted(hints)))
