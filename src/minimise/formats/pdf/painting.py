"""Writing a page's content stream from what is kept: drawings, placeholders, then words."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from math import hypot

from minimise.formats.pdf.casting import Foundry
from minimise.formats.pdf.display import Colour, Drawing
from minimise.formats.pdf.geometry import Box
from minimise.formats.pdf.placing import Placed, Unit

_SHIFT = 0.5
"""Thousandths of an em from which on a sign is moved to where it stood."""
_OPS = {"m": "m", "l": "l", "c": "c", "h": "h"}


def plain(value: float, digits: int = 2) -> str:
    """Write a number the one short way."""
    text = f"{value:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def painted_drawing(drawing: Drawing, alphas: dict[str, str]) -> str:
    """Write one path. `alphas` collects the transparencies in use: value to resource name."""
    lines = ["q"]
    if drawing.alpha < 0.99:
        lines.append(f"/{alphas.setdefault(plain(drawing.alpha), f'G{len(alphas) + 1}')} gs")
    if drawing.fill is not None:
        lines.append(_colour(drawing.fill))
    if drawing.stroke is not None:
        lines.append(f"{_colour(drawing.stroke).upper()} {plain(drawing.width, 3)} w")
        if any(drawing.dash):
            lines.append(f"[{' '.join(map(plain, drawing.dash))}] 0 d")
    for op, points in drawing.segments:
        lines.append(" ".join([*(plain(n, 3) for point in points for n in point), _OPS[op]]))
    star = "*" if drawing.even_odd and drawing.fill is not None else ""
    both = drawing.fill is not None and drawing.stroke is not None
    lines.append(f"{'B' if both else 'f' if drawing.fill is not None else 'S'}{star}")
    return "\n".join([*lines, "Q"])


@lru_cache(maxsize=1024)
def _colour(colour: Colour) -> str:
    parts = [plain(part, 4) for part in colour]
    if len(parts) == 3 and len(set(parts)) == 1:
        return f"{parts[0]} g"
    return " ".join([*parts, "k" if len(parts) == 4 else "rg"])


def painted_photo(paper: Box, name: str) -> str:
    """Write the picture of a page over the whole paper."""
    return f"q {plain(paper.width)} 0 0 {plain(paper.height)} {plain(paper.left)} {plain(paper.low)} cm {name} Do Q"


def painted_words(placed: Iterable[Placed], foundry: Foundry, role: Callable[[int], str]) -> Iterator[str]:
    """Write the words line by line, each marked with its role; signs of one face, size and colour go together."""
    for mark, (number, line) in enumerate(groupby(placed, key=lambda sign: sign.base)):
        lines = [f"/{role(number)} <</MCID {mark}>> BDC", "BT"]
        for run in _runs(list(line), foundry):
            lines += _shown(run, foundry)
        yield "\n".join([*lines, "ET", "EMC"])


def _runs(line: Sequence[Placed], foundry: Foundry) -> list[list[Placed]]:
    runs: list[list[Placed]] = []
    for sign in line:
        if runs and _goes_on(runs[-1][-1], sign, foundry):
            runs[-1].append(sign)
        else:
            runs.append([sign])
    return runs


def _goes_on(before: Placed, sign: Placed, foundry: Foundry) -> bool:
    same = foundry.name(before.cast) == foundry.name(sign.cast) and before.colour == sign.colour
    same = same and before.seen == sign.seen
    if not same or abs(before.size - sign.size) > 0.01 or _shape(before) != _shape(sign):
        return False
    a, b, _, _ = before.unit
    across = hypot(a, b)
    # Height over the base line, along the line's normal: raised letters begin a run of their own.
    lift = abs((sign.y - before.y) * a - (sign.x - before.x) * b) / across
    return lift < 0.02 * before.size + 0.02


def _shape(sign: Placed) -> tuple[str, ...]:
    return _shape_of(sign.unit)


@lru_cache(maxsize=4096)
def _shape_of(unit: Unit) -> tuple[str, ...]:
    return tuple(plain(part, 4) for part in unit)


def _shown(run: Sequence[Placed], foundry: Foundry) -> list[str]:
    first = run[0]
    a, b, _, _ = first.unit
    across = hypot(a, b)
    shown: list[str] = []
    at = 0.0
    codes = b""
    for sign in run:
        wanted = ((sign.x - first.x) * a + (sign.y - first.y) * b) / across / across / first.size * 1000
        shift = round(at - wanted, 1)
        if abs(shift) >= _SHIFT:
            shown += [f"<{codes.hex().upper()}>"] if codes else []
            shown.append(plain(shift, 1))
            codes, at = b"", at - shift
        codes += foundry.code(sign.cast)
        at += sign.cast.width * 1000
    shown.append(f"<{codes.hex().upper()}>")
    matrix = " ".join([*_shape(first), plain(first.x, 3), plain(first.y, 3)])
    return [
        _colour(first.colour) if first.seen else "3 Tr",
        f"/{foundry.name(first.cast)} {plain(first.size, 4)} Tf",
        f"{matrix} Tm",
        f"[{' '.join(shown)}] TJ",
        *(() if first.seen else ("0 Tr",)),
    ]
