"""What a person did, event by event, each on the disk before the page says it is done; undo is one more event."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Row = dict[str, Any]
_UNDOABLE = frozenset({"verdict", "change", "protect", "keep", "drop"})


@dataclass(slots=True)
class Journal:
    """An append-only file of events. A line that was cut off by a crash is not an event."""

    path: Path = field(repr=False)
    events: list[Row] = field(default_factory=list, repr=False)

    @classmethod
    def opened(cls, path: Path) -> "Journal":
        """Read the journal, and mend its last line if the power went while it was written."""
        data = path.read_bytes() if path.exists() else b""
        whole = data[: data.rfind(b"\n") + 1]
        if len(whole) != len(data):
            with path.open("r+b") as file:
                file.truncate(len(whole))
        return cls(path, [json.loads(line) for line in whole.splitlines()])

    def add(self, do: str, facts: Mapping[str, Any]) -> Row:
        """Append an event and wait until it is on the disk."""
        event: Row = {"n": len(self.events) + 1, "do": do} | dict(facts)
        line = json.dumps(event, ensure_ascii=True, sort_keys=True).encode("ascii") + b"\n"
        number = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(number, line)
            os.fsync(number)
        finally:
            os.close(number)
        self.events.append(event)
        return event

    def standing(self) -> list[Row]:
        """Give the events that count: what was undone is left out, until it is done again."""
        return [event for event in self._without_undone()[0] if event["do"] not in ("undo", "redo")]

    def last_done(self) -> Row | None:
        """Give the event that `undo` would take back."""
        return next((e for e in reversed(self.standing()) if e["do"] in _UNDOABLE), None)

    def last_undone(self) -> Row | None:
        """Give the event that `redo` would bring back."""
        undone = self._without_undone()[1]
        return undone[-1] if undone else None

    def _without_undone(self) -> tuple[list[Row], list[Row]]:
        standing: list[Row] = []
        undone: list[Row] = []
        for event in self.events:
            if event["do"] == "undo":
                at = next(i for i, e in enumerate(standing) if e["n"] == event["of"])
                undone.append(standing.pop(at))
            elif event["do"] == "redo":
                standing.append(undone.pop())
                standing.sort(key=lambda e: int(e["n"]))
            else:
                standing.append(event)
                if event["do"] in _UNDOABLE:
                    undone = []
        return standing, undone
