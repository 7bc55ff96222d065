"""Which marks a sentence bears: content that some recipients must not get, or must get whatever happens."""

from minimise.lexicons.marks import counter_cues, mark_cues
from minimise.model import Mark


def marks_of(words: str) -> tuple[Mark, ...]:
    """Give the marks of one sentence, in the order in which `Mark` lists them."""
    found = mark_cues().found(words)
    if not found:
        return ()
    against = counter_cues().found(words)
    return tuple(mark for mark in Mark if mark in found and mark not in against)
