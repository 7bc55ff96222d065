"""Which safety topics a sentence carries; a denied or an old harm counts as much as a fresh one."""

import re

from minimise.lexicons.safety import topics, weak_words

_SPACE = re.compile(r"\s+")


def plain(words: str) -> str:
    """Give a sentence as the cues expect it: small letters, single spaces, straight quotes."""
    straight = words.replace("\u2019", "'").replace("\u2018", "'").replace("\u201c", '"').replace("\u201d", '"')
    return _SPACE.sub(" ", straight).strip().lower()


def topics_of(words: str) -> tuple[str, ...]:
    """Give the safety topics of domain.md F that a sentence shows, sorted.

    A word of the warning band counts only beside another one; alone it is left to `weak_topics_of`.
    """
    sentence = plain(words)
    found = {topic.id for topic in topics() if topic.shows.fit(sentence, words)}
    hints = [weak.topics for weak in weak_words() if weak.pattern.search(sentence)]
    if len(hints) > 1:
        found.update(t for hint in hints for t in hint)
    return tuple(sorted(found))


def weak_topics_of(words: str) -> tuple[str, ...]:
    """Give the topics that a sentence only hints at; they count where a neighbour shows the same topic."""
    sentence = plain(words)
    return tuple(sorted({t for weak in weak_words() if weak.pattern.search(sentence) for t in weak.topics}))
