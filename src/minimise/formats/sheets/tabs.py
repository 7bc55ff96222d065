"""Names of sheets: which of them say something, and how an edited one becomes a name that programs accept."""

import re
from collections.abc import Sequence

_LONGEST = 31
_FORBIDDEN = str.maketrans({"[": "(", "]": ")", ":": "-", "\\": "-", "/": "-", "?": "", "*": "", "\n": " "})
_NEUTRAL = re.compile(r"(?:Sheet|Chart|Tabelle|Feuil|Hoja|Foglio|Blad) ?\d{0,3}", re.IGNORECASE)


def says_something(name: str) -> bool:
    """Say whether a sheet's name is more than the one a program gave it."""
    return bool(name.strip()) and _NEUTRAL.fullmatch(name.strip()) is None


def tab_names(names: Sequence[str]) -> list[str]:
    """Give each sheet a name that is short enough, has no forbidden signs and is nobody else's."""
    used: set[str] = set()
    found = []
    for number, name in enumerate(names, start=1):
        base = name.translate(_FORBIDDEN).strip().strip("'")[:_LONGEST].strip() or f"Sheet{number}"
        chosen, again = base, 1
        while chosen.lower() in used or chosen.lower() == "history":
            again += 1
            chosen = f"{base[: _LONGEST - 5]} ({again})"
        used.add(chosen.lower())
        found.append(chosen)
    return found
