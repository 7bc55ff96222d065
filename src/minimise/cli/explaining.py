"""Decisions as people read them: one line each, saying what, whose, what happens, why, by which rule and how sure."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from minimise.model import CATEGORY_NAMES, Action, Decision, Document, Status

_HAPPENS = {
    Action.KEEP: "stays",
    Action.FLAG: "stays for now",
    Action.PSEUDONYMISE: "label",
    Action.GENERALISE: "less exact",
    Action.REDACT: "gone",
}
_WIDTH = 13
_LONGEST = 80
_SURE = ((0.85, "sure"), (0.6, "fairly sure"), (0.0, "not sure"))


def decision_lines(decisions: Sequence[Decision], document: Document, labels: Mapping[str, str]) -> Iterator[str]:
    """Yield a line for each decision in the order of the document, then how many there are of each kind."""
    for decision in sorted(decisions, key=lambda d: (not d.spans, d.spans[:1], d.target)):
        yield f"{_line(decision, document, labels)}\n"
    counts = Counter(_HAPPENS[decision.action] for decision in decisions)
    waiting = sum(decision.status is Status.NEEDS_REVIEW for decision in decisions)
    told = ", ".join(f"{counts[word]} {word}" for word in dict.fromkeys(_HAPPENS.values()) if counts[word])
    yield f"{len(decisions)} decisions: {told or 'none'}; {waiting} for a person.\n"


def _line(decision: Decision, document: Document, labels: Mapping[str, str]) -> str:
    happens = _HAPPENS[decision.action] + (" (locked)" if decision.locked else "")
    what = CATEGORY_NAMES.get(decision.category, "other detail")
    label = labels.get(decision.person_id or "")
    whose = f" of [{label}]" if label else ""
    words = " … ".join(" ".join(document.words(span).split()) for span in decision.spans)
    quoted = f' "{words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"}"' if words else ""
    sure = next(word for floor, word in _SURE if decision.confidence >= floor)
    asks = "  << a person decides" if decision.status is Status.NEEDS_REVIEW else ""
    why = f"{decision.reason} [{decision.rule}, {decision.reason_code}, golden rule {decision.golden_rule}, {sure}]"
    return f"{happens:<{_WIDTH}} {what}{whose}{quoted}{_place(decision, document)}: {why}{asks}"


def _place(decision: Decision, document: Document) -> str:
    if not decision.spans:
        return ""
    location = document.parts[decision.spans[0].part].place.location()
    return " (" + ", ".join(f"{key} {value}" for key, value in location.items()) + ")"
