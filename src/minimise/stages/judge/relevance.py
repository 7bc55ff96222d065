"""Whether a sentence matters to the recipient's function; doubt always keeps (domain.md E)."""

from dataclasses import dataclass

from minimise.lexicons.relevance import boundaries, removable
from minimise.model import Relevance
from minimise.stages.judge.safety import plain, topics_of, weak_topics_of

# In a chronology single trifles add up to a pattern; only what concerns other people altogether may be flagged.
_NOBODYS_PATTERN = frozenset({"IRR-HR", "3P-ADULT"})


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds a sentence: whether it stands in speech, in an identity field, in a chronology."""

    in_speech: bool = False
    in_identity_field: bool = False
    in_chronology: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """How relevant a sentence is, the code the log gives and the rules that say so."""

    relevance: Relevance
    reason_code: str = ""
    found_by: tuple[str, ...] = ()


_PLAIN = Setting()


def relevance_of(before: str, sentence: str, after: str, setting: Setting = _PLAIN) -> Finding:
    """Judge one sentence between its neighbours.

    Irrelevant needs a removable pattern, no safety topic, no weak word with the same topic nearby, and
    nothing that ties the detail to somebody's care, to change or to danger.
    """
    topics = topics_of(sentence)
    text = plain(sentence)
    if topics:
        return Finding(Relevance.SAFETY, safety_code(topics, text, sentence), tuple(f"judge.safety.{t}" for t in topics))
    if boundaries().fair.fit(text, sentence):
        return Finding(Relevance.RELEVANT, "NEC-FAIR", ("judge.fair",))
    weak = weak_topics_of(sentence)
    near = {*topics_of(before), *topics_of(after)} & set(weak) if weak else set()
    if near:
        return Finding(Relevance.SAFETY, "SAF-LOCK", tuple(f"judge.safety.weak.{t}" for t in sorted(near)))
    irrelevant = _irrelevant(text, sentence, setting)
    if irrelevant is not None:
        return irrelevant
    return Finding(Relevance.UNSURE, "", ("judge.safety.weak",)) if weak else Finding(Relevance.CONTEXT)


def safety_code(topics: tuple[str, ...], text: str, written: str) -> str:
    """Give the one code that says best why a locked sentence stays."""
    if "S25" in topics:
        return "SAF-CONTACT"
    if boundaries().fair.fit(text, written) or topics == ("S34",):
        return "NEC-FAIR"
    if "S23" in topics:
        return "SAF-WORDS"
    return "SAF-MED" if "S27" in topics else "SAF-LOCK"


def _irrelevant(text: str, written: str, setting: Setting) -> Finding | None:
    """Give the first removable pattern that nothing forbids."""
    keep = boundaries()
    if setting.in_speech or setting.in_identity_field or keep.veto.fit(text, written):
        return None
    if keep.change.fit(text, written) and keep.care.fit(text, written):
        return None
    kind = next((kind for kind in removable() if kind.shows.fit(text, written)), None)
    if kind is None or (setting.in_chronology and kind.code not in _NOBODYS_PATTERN):
        return None
    return Finding(Relevance.IRRELEVANT, kind.code, (f"judge.removable.{kind.set}",))
