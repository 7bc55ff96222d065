"""Which entries of a log somebody wants to see: by action, role, reason, place, or only what waits for a person."""

from dataclasses import dataclass
from typing import cast

from minimise.stages.record.canon import JsonObject


@dataclass(frozen=True, slots=True)
class Selection:
    """What an entry must have to be shown; nothing named shows everything."""

    action: str | None = None
    role: str | None = None
    """A role id (`R13`) or its name (`neighbour`)."""
    reason: str | None = None
    place: str | None = None
    """A page, or a part of a Word file."""
    waiting: bool = False

    def fits(self, entry: JsonObject) -> bool:
        """Say whether an entry is wanted."""
        return (
            self.action in (None, entry["action"], entry["effect"])
            and (self.role is None or self.role.replace("_", " ").casefold() in roles_of(entry))
            and self.reason in (None, entry["reason_code"])
            and (self.place is None or self.place in places_of(entry))
            and (not self.waiting or entry["status"] == "needs-review")
        )


def roles_of(entry: JsonObject) -> tuple[str, ...]:
    """Give the role of an entry as id and as name, small letters; empty where no person is meant."""
    role = cast(JsonObject, entry.get("role") or {})
    return tuple(str(value).casefold() for value in role.values())


def places_of(entry: JsonObject) -> tuple[str, ...]:
    """Give the pages or parts an entry stands on, each once, in order."""
    places = cast(list[JsonObject], entry.get("locations") or [entry["location"]])
    return tuple(dict.fromkeys(_place(place) for place in places))


def _place(place: JsonObject) -> str:
    return str(place["page"]) if "page" in place else str(place.get("part", "text"))
