"""Whether a sentence matters to the recipient's function; doubt always keeps (domain.md E)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from minimise.lexicons.relevance import keeping_cues, removable_codes, removable_cues
from minimise.model import Relevance

# In a chronology trifles add up to a pattern; only what concerns other people altogether may be flagged.
_NOT_A_PATTERN = frozenset({"IRR-HR", "3P-ADULT"})


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds a sentence and forbids calling it irrelevant, or most of the ways to.

    `is_label` says that it is a heading, a label or a cell of a few words: too little to be positive evidence.
    """

    in_speech: bool = False
    in_identity_field: bool = False
    in_chronology: bool = False
    is_label: bool = False
    read_as: Mapping[str, float] = field(default_factory=dict)
    """Which share of its words the trained model takes for what, such as `trivia`."""


@dataclass(frozen=True, slots=True)
class Finding:
    """How relevant a sentence is, the code the log gives and the rule that said so."""

    relevance: Relevance
    reason_code: str = ""
    found_by: str = ""


_PLAIN = Setting()
_TRIVIAL = 0.6
"""The share of a sentence's words, weighted by how sure the model is, from which it is trivia as a whole."""


def relevance_of(sentence: str, topics: Collection[str], hinted: bool = False, setting: Setting = _PLAIN) -> Finding:
    """Judge one sentence whose safety topics are known; `hinted` says that it holds a weak word.

    Irrelevant needs a removable pattern, no safety topic, and nothing that ties the detail to somebody's
    care, to change or to danger. Absence of a cue is never evidence of irrelevance.
    """
    keep = keeping_cues().found(sentence)
    if topics:
        return Finding(Relevance.SAFETY, _safety_code(topics, "fair" in keep))
    if "fair" in keep:
        return Finding(Relevance.RELEVANT, "NEC-FAIR", "judge.fair")
    kind = _removable(sentence, keep, setting)
    if hinted:
        return Finding(Relevance.UNSURE, "", "judge.hint")
    if kind is None and _reads_as_trivia(keep, setting):
        return Finding(Relevance.IRRELEVANT, "IRR-PROC", "model.context")
    if kind is not None:
        return Finding(Relevance.IRRELEVANT, removable_codes()[kind], f"judge.removable.{kind}")
    return Finding(Relevance.CONTEXT)


def _reads_as_trivia(keep: Collection[str], setting: Setting) -> bool:
    """Say whether the model sees little else than trivia, and nothing of the sentence or its place forbids it."""
    placed = setting.in_speech or setting.in_identity_field or setting.is_label or setting.in_chronology
    return not (keep or placed) and setting.read_as.get("trivia", 0.0) >= _TRIVIAL


def _safety_code(topics: Collection[str], fair: bool) -> str:
    """Give the one code that says best why a locked sentence stays."""
    if "S25" in topics:
        return "SAF-CONTACT"
    if fair or set(topics) == {"S34"}:
        return "NEC-FAIR"
    if "S23" in topics:
        return "SAF-WORDS"
    return "SAF-MED" if "S27" in topics else "SAF-LOCK"


def _removable(sentence: str, keep: Collection[str], setting: Setting) -> str | None:
    """Give the first set whose pattern shows, unless something ties the sentence to care, change or danger."""
    tied = "veto" in keep or ("change" in keep and "care" in keep)
    if tied or setting.in_speech or setting.in_identity_field or setting.is_label:
        return None
    shown = removable_cues().found(sentence)
    kind = next((kind for kind in removable_codes() if kind in shown), None)
    barred = setting.in_chronology and kind is not None and removable_codes()[kind] not in _NOT_A_PATTERN
    return None if barred else kind
