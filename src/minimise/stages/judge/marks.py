"""Which marks a sentence bears: content that some recipients must not get, or must get whatever happens."""

from minimise.lexicons.marks import mark_cues
from minimise.model import Mark
from minimise.stages.judge.safety import plain


def marks_of(words: str) -> tuple[Mark, ...]:
    """Give the marks of one sentence, in the order in which `Mark` lists them."""
    sentence = plain(words)
    return tuple(
        row.mark for row in mark_cues() if row.shows.fit(sentence, words) and not row.unless.fit(sentence, words)
    )
