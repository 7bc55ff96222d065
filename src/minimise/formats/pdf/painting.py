"""Writing a page's content stream from what is kept: drawings, placeholders, then words."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from math import hypot

from minimise.formats.pdf.casting import Foundry
from minimise.formats.pdf.display import Colour, Drawing
from minimise.formats.pdf.placing import Placed

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
        lines.append(f"{_colour(drawing.fill)} rg")
    if drawing.stroke is not None:
        lines.append(f"{_colour(drawing.stroke)} RG {plain(drawing.width)} w")
        if any(drawing.dash):
            lines.append(f"[{' '.join(map(plain, drawing.dash))}] 0 d")
    for op, points in drawing.segments:
        lines.append(" ".join([*(plain(n) for point in points for n in point), _OPS[op]]))
    star = "*" if drawing.even_odd and drawing.fill is not None else ""
    both = drawing.fill is not None and drawing.stroke is not None
    lines.append(f"{'B' if both else 'f' if drawing.fill is not None else 'S'}{star}")
    return "\n".join([*lines, "Q"])


def _colour(colour: Colour) -> str:
    return " ".join(plain(part, 3) for part in colour)


def painted_words(placed: Iterable[Placed], foundry: Foundry) -> Iterator[str]:
    """Write the words line by line; signs of one face, size and colour go into one show."""
    for _, line in groupby(placed, key=lambda sign: sign.base):
        lines = ["BT"]
        for run in _runs(list(line), foundry):
            lines += _shown(run, foundry)
        yield "\n".join([*lines, "ET"])


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
    if not same or abs(before.size - sign.size) > 0.01 or _shape(before) != _shape(sign):
        return False
    a, b, _, _ = before.unit
    across = hypot(a, b)
    # Height over the base line, along the line's normal: raised letters begin a run of their own.
    lift = abs((sign.y - before.y) * a - (sign.x - before.x) * b) / across
    return lift < 0.02 * before.size + 0.02


def _shape(sign: Placed) -> tuple[str, ...]:
    return tuple(plain(part, 4) for part in sign.unit)


def _shown(run: Sequence[Placed], foundry: Foundry) -> list[str]:
    first = run[0]
    a, b, _, _ = first.unit
    across = hypot(a, b)
    shown: list[str] = []
    at = 0.0
    codes = b""
    for sign in run:
        wanted = ((sign.x - first.x) * a + (sign.y - first.y) * b) / across / across / first.size * 1000
        shift = round(at - wanted)
        if abs(shift) >= 4:
            shown += [f"<{codes.hex().upper()}>"] if codes else []
            shown.append(str(shift))
            codes, at = b"", at - shift
        codes += foundry.code(sign.cast)
        at += sign.cast.width * 1000
    shown.append(f"<{codes.hex().upper()}>")
    matrix = " ".join([*_shape(first), plain(first.x), plain(first.y)])
    return [
        f"{_colour(first.colour)} rg",
        f"/{foundry.name(first.cast)} {plain(first.size)} Tf",
        f"{matrix} Tm",
        f"[{' '.join(shown)}] TJ",
    ]
