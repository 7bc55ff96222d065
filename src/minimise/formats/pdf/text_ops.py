"""The operators that set and show text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import hypot

import pikepdf

from minimise.formats.pdf import objects
from minimise.formats.pdf.colours import is_mixed
from minimise.formats.pdf.display import Colour, Glyph
from minimise.formats.pdf.fonts import Sign, SourceFont
from minimise.formats.pdf.geometry import IDENTITY, Matrix, times
from minimise.formats.pdf.objects import Thing
from minimise.formats.pdf.pen import Pen

Operands = Sequence[Thing]
Operator = Callable[[Pen, Operands], None]

_SMALLEST = 1.6
"""Points; smaller type cannot be read on paper."""


def _value(operands: Operands, at: int = 0) -> float:
    return objects.number(operands[at])


def _begin(pen: Pen, _: Operands) -> None:
    pen.state.text = pen.state.line = IDENTITY


def _font(pen: Pen, operands: Operands) -> None:
    pen.state.font = pen.shelf.font(objects.sub(pen.resources, "/Font", str(operands[0])))
    pen.state.size = _value(operands, 1)


def _move(pen: Pen, operands: Operands) -> None:
    pen.state.line = times((1, 0, 0, 1, _value(operands), _value(operands, 1)), pen.state.line)
    pen.state.text = pen.state.line


def _move_and_lead(pen: Pen, operands: Operands) -> None:
    pen.state.leading = -_value(operands, 1)
    _move(pen, operands)


def _place(pen: Pen, operands: Operands) -> None:
    a, b, c, d, e, f = (objects.number(each) for each in operands[:6])
    pen.state.text = pen.state.line = (a, b, c, d, e, f)


def _next_line(pen: Pen, _: Operands) -> None:
    _move(pen, (0, -pen.state.leading))


def _show(pen: Pen, operands: Operands) -> None:
    _paint(pen, operands[0])


def _show_adjusted(pen: Pen, operands: Operands) -> None:
    state = pen.state
    for each in objects.listed(operands[0]):
        if isinstance(each, pikepdf.String):
            _paint(pen, each)
        else:
            shift = -objects.number(each) / 1000 * state.size * state.scale
            state.text = times((1, 0, 0, 1, shift, 0), state.text)


def _show_next_line(pen: Pen, operands: Operands) -> None:
    _next_line(pen, ())
    _paint(pen, operands[0])


def _show_spaced(pen: Pen, operands: Operands) -> None:
    pen.state.word_space, pen.state.letter_space = _value(operands), _value(operands, 1)
    _show_next_line(pen, operands[2:])


def _letter_space(pen: Pen, operands: Operands) -> None:
    pen.state.letter_space = _value(operands)


def _word_space(pen: Pen, operands: Operands) -> None:
    pen.state.word_space = _value(operands)


def _scale(pen: Pen, operands: Operands) -> None:
    pen.state.scale = _value(operands) / 100


def _leading(pen: Pen, operands: Operands) -> None:
    pen.state.leading = _value(operands)


def _rise(pen: Pen, operands: Operands) -> None:
    pen.state.rise = _value(operands)


def _mode(pen: Pen, operands: Operands) -> None:
    pen.state.mode = int(_value(operands))


def _paint(pen: Pen, string: Thing) -> None:
    """Paint a string's signs one by one and move on behind each."""
    state = pen.state
    font = state.font
    if font is None or not isinstance(string, pikepdf.String):
        return
    base = times(state.text, state.matrix)
    brush = _brush(pen, font, times((state.size * state.scale, 0, 0, state.size, 0, state.rise), base))
    mixed = state.fill_space is not None and is_mixed(state.fill_space, pen.resources)
    pen.roundabout = pen.roundabout or state.shape is not None or state.mode > 3 or mixed
    along = 0.0
    for sign in font.signs(bytes(string)):
        if brush is not None:
            pen.glyphs.append(brush.glyph(pen, sign, along * base[0], along * base[1]))
            pen.shelf.glyphs += 1
        space = state.letter_space + (state.word_space if sign.word_space else 0.0)
        along += (sign.width * font.em * state.size + space) * state.scale
    state.text = times((1, 0, 0, 1, along, 0), state.text)


@dataclass(slots=True)
class _Brush:
    """What all signs of a string share: face, size, direction, colour."""

    font: SourceFont
    matrix: Matrix
    size: float
    unit: tuple[float, float, float, float]
    colour: Colour
    unseen: bool

    def glyph(self, pen: Pen, sign: Sign, right: float, up: float) -> Glyph:
        """Paint one sign, so far from where the string begins."""
        a, b, c, d, x, y = self.matrix
        x, y = x + right, y + up
        half, high = self.font.em * sign.width / 2, self.font.em * 0.3
        unseen = self.unseen or not pen.state.clip.holds(x + a * half + c * high, y + b * half + d * high, 0.5)
        return Glyph(sign, self.font, x, y, self.size, self.unit, self.colour, pen.next_order(), unseen)


def _brush(pen: Pen, font: SourceFont, matrix: Matrix) -> _Brush | None:
    a, b, c, d, _, _ = matrix
    across, up = hypot(a, b), hypot(c, d)
    # The size is the height square to the line, so that slanted type keeps its size.
    size = abs(a * d - b * c) / across if across and up else 0.0
    if size < 0.01:
        return None
    state = pen.state
    unit = (a / size, b / size, c / size, d / size)
    transparent = state.fill_alpha < 0.02 and state.mode in (0, 4)
    unseen = pen.unseen or transparent or state.mode in (3, 7) or size * font.em < _SMALLEST
    colour = state.stroke if state.mode in (1, 5) else state.fill
    return _Brush(font, matrix, size * font.em, unit, colour, unseen)


TEXT_OPERATORS: dict[str, Operator] = {
    "BT": _begin, "Tf": _font, "Td": _move, "TD": _move_and_lead, "Tm": _place, "T*": _next_line,
    "Tj": _show, "TJ": _show_adjusted, "'": _show_next_line, '"': _show_spaced,
    "Tc": _letter_space, "Tw": _word_space, "Tz": _scale, "TL": _leading, "Ts": _rise, "Tr": _mode,
}  # fmt: skip
