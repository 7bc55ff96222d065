"""The handling page: what the recipient must know before reading on."""

from collections.abc import Sequence

from minimise.formats.pdf.display import BLACK
from minimise.formats.pdf.geometry import Box
from minimise.formats.pdf.placing import Cast, Placed, house_casts, space_of

_HEAD, _SIZE, _PITCH = 18.0, 11.0, 15.0
_UNIT = (1.0, 0.0, 0.0, 1.0)


def handling_page(banner: Sequence[str], paper: Box) -> list[tuple[Box, list[Placed]]]:
    """Set the banner's lines under a heading, wrapped, on as many sheets as they need."""
    margin = min(60.0, paper.width * 0.1)
    room = paper.width - 2 * margin
    lines: list[tuple[list[Cast], float, str]] = [(_casts("Handling", "Helvetica-Bold"), _HEAD, "head")]
    for each in banner:
        for wrapped in wrapped_words(each, room / _SIZE):
            lines.append((wrapped, _SIZE, "line"))
        lines.append(([], _SIZE * 0.4, "gap"))
    sheets: list[list[Placed]] = [[]]
    y = paper.high - margin - _HEAD
    for at, (casts, size, kind) in enumerate(lines):
        if y < margin and kind == "line":
            sheets.append([])
            y = paper.high - margin - _SIZE
        x = margin
        for cast in casts:
            sheets[-1].append(Placed(cast, x, y, size, _UNIT, BLACK, 0, at))
            x += cast.width * size
        y -= {"head": 2 * _PITCH, "line": _PITCH, "gap": _PITCH * 0.4}[kind]
    return [(paper, sheet) for sheet in sheets]


def _casts(text: str, style: str) -> list[Cast]:
    shown = "".join(char if char.encode("cp1252", "ignore") else "?" for char in text)
    return list(house_casts(shown, style))


def wrapped_words(text: str, room: float) -> list[list[Cast]]:
    """Break a sentence into lines of Helvetica; `room` is in ems."""
    lines: list[list[Cast]] = [[]]
    for word in text.split():
        casts = _casts(word, "Helvetica")
        space = [space_of(casts[0])] if lines[-1] else []
        if lines[-1] and sum(cast.width for cast in (*lines[-1], *space, *casts)) > room:
            lines.append([])
            space = []
        lines[-1] += [*space, *casts]
    return lines
