"""A text with everything that is known of its stretches."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Labelled:
    """Text with everything that is known of its stretches, code points `[start, end)`."""

    text: str = field(repr=False)
    entities: tuple[tuple[int, int, str], ...]
    roles: tuple[tuple[int, int, str], ...]
    stretches: tuple[tuple[int, int, str], ...]
    safety_marked: bool = True
