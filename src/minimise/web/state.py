"""Where one document stands: what was answered, corrected and decided, folded from its journal."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class State:
    """A document's answers and decisions as they count now."""

    answers: Row = field(default_factory=dict, repr=False)
    changes: tuple[Row, ...] = field(default=(), repr=False)
    change_numbers: tuple[int, ...] = ()
    """Numbers of the events that made the changes."""
    verdicts: tuple[Row, ...] = field(default=(), repr=False)
    protect: tuple[str, ...] = field(default=(), repr=False)
    keep: tuple[str, ...] = field(default=(), repr=False)
    imported: bool = False
    finished: tuple[str, ...] = field(default=(), repr=False)
    """Names of the files that were written, once they were."""
    at: int = 0
    """Number of the last event that bears on the copy."""

    @property
    def recipient(self) -> str:
        """Who will get the copy; empty until it was said."""
        return str(self.answers.get("recipient", ""))

    @property
    def step(self) -> str:
        """Say in our own words how far it is."""
        if self.finished:
            return "finished"
        return "in review" if self.recipient else "new"

    def question(self) -> Row:
        """Give what the worker needs to judge the document as it stands."""
        return {
            "recipient": self.recipient,
            "subjects": list(self.answers.get("subjects", [])),
            "emergency": bool(self.answers.get("emergency")),
            "strict": bool(self.answers.get("strict")),
            "record": dict(self.answers.get("record", {})),
            "protect": list(self.protect),
            "keep": list(self.keep),
            "changes": list(self.changes),
            "verdicts": list(self.verdicts),
        }


def state_of(events: Sequence[Row]) -> State:
    """Fold the events that count."""
    state = State()
    for event in events:
        state = _after(state, event)
    return state


def _after(state: State, event: Row) -> State:
    facts = {name: value for name, value in event.items() if name != "do"}
    match event["do"]:
        case "answers":
            return replace(state, answers=facts, at=event["n"], finished=())
        case "verdict":
            return replace(state, verdicts=(*state.verdicts, facts), at=event["n"], finished=())
        case "change":
            changed = replace(
                state,
                changes=(*state.changes, event["change"]),
                change_numbers=(*state.change_numbers, event["n"]),
                at=event["n"],
                finished=(),
            )
            verdict = event.get("verdict")
            return replace(changed, verdicts=(*changed.verdicts, verdict)) if verdict else changed
        case "protect":
            return replace(state, protect=(*state.protect, *event["words"]), at=event["n"], finished=())
        case "keep":
            return replace(state, keep=(*state.keep, *event["words"]), at=event["n"], finished=())
        case "drop":
            return replace(_without(state, event), at=event["n"], finished=())
        case "imported":
            return replace(state, imported=True)
        case "confirmed":
            rows = _confirmed(state.verdicts, event.get("keys", ()), event["second"])
            return replace(state, verdicts=rows, at=event["n"], finished=())
        case "finished":
            return replace(state, finished=tuple(event["names"]))
    return state


def _confirmed(verdicts: Sequence[Row], keys: Sequence[str], second: str) -> tuple[Row, ...]:
    """Put a second person under the verdicts they looked at; a later verdict is without one again."""
    rows = []
    for row in verdicts:
        agreed = [key for key in row["keys"] if key in keys]
        others = [key for key in row["keys"] if key not in keys]
        rows += [row | {"keys": agreed, "second": second}] if agreed else []
        rows += [row | {"keys": others}] if others else []
    return tuple(rows)


def _without(state: State, event: Row) -> State:
    """Leave out a decision or a correction that no longer fits, as the person said."""
    if "change" in event:
        kept = [(n, row) for n, row in zip(state.change_numbers, state.changes, strict=True) if n != event["change"]]
        return replace(state, change_numbers=tuple(n for n, _ in kept), changes=tuple(row for _, row in kept))
    rows = [row | {"keys": [key for key in row["keys"] if key != event["key"]]} for row in state.verdicts]
    return replace(state, verdicts=tuple(row for row in rows if row["keys"]))
