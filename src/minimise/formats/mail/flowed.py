"""Joins lines that a mail program broke only to keep them short (RFC 3676, `format=flowed`)."""

import re

_QUOTE = re.compile(r">*")
_SIGNATURE = "-- "


def joined(text: str) -> str:
    """Give the lines as their writer typed them, quotations with their marks."""
    lines: list[str] = []
    open_depth: int | None = None
    for raw in text.replace("\r\n", "\n").split("\n"):
        depth = len(_QUOTE.match(raw)[0])  # type: ignore[index]  # it also matches nothing
        words = raw[depth:].removeprefix(" ")
        if open_depth == depth and words != _SIGNATURE:
            lines[-1] += words
        else:
            lines.append(f"{'> ' * depth}{words}")
        open_depth = depth if words.endswith(" ") and words != _SIGNATURE else None
    return "\n".join(line.rstrip() if line != _SIGNATURE else line for line in lines)
