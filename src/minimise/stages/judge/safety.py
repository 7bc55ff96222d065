"""Which safety topics a sentence carries; a denied or an old harm counts as much as a fresh one."""

from minimise.lexicons.safety import topic_cues, weak_cues, weak_topics


def topics_of(words: str) -> tuple[str, ...]:
    """Give the safety topics of domain.md F that a sentence shows, sorted.

    A word of the warning band counts only beside another one; alone it is left to `hints_of`.
    """
    found = set(topic_cues().found(words))
    weak = weak_cues().found(words)
    if len(weak) > 1:
        found.update(topic for word in weak for topic in weak_topics()[word])
    return tuple(sorted(found))


def hints_of(words: str) -> tuple[str, ...]:
    """Give the topics that a sentence only hints at; they count where a neighbour shows the same topic."""
    return tuple(sorted({topic for word in weak_cues().found(words) for topic in weak_topics()[word]}))
