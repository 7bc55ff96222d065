"""Opening a picture within limits: its dots, the right way up, and the words that stand in its file beside them."""

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from minimise.errors import UnreadableDocument
from minimise.formats.scans import Greys

_KINDS = ("JPEG", "PNG", "TIFF")
_MOST_DOTS = 64_000_000
MOST_PAGES = 100
_INCHES = (3.0, 18.0)
_DENSITIES = (100.0, 620.0)
_LONG_SIDE = 11.69
"""Inches of the longer side where the file gives no likely size: A4."""
_DENSEST = 200.0
_WORDS = (0x010D, 0x010E, 0x013B, 0x8298, 0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E, 0x9C9F)
"""Fields that people or programs write words into: document name, description, artist, copyright, title, subject."""
_TROUBLE = (OSError, ValueError, SyntaxError, TypeError, LookupError, ArithmeticError, MemoryError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One picture with the size of the paper it stands for."""

    greys: Greys
    inches: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken out of a file."""

    pages: tuple[Sheet, ...]
    words: tuple[str, ...] = field(repr=False)


@lru_cache(maxsize=1)
def taken(data: bytes) -> Taken:
    """Open a picture file; the last one is remembered, because what was read is written next.

    Raises:
        UnreadableDocument: it is damaged or too large.
    """
    from PIL import Image

    found: Taken | None = None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # damage in a field beside the dots is no concern
            with Image.open(io.BytesIO(data), formats=_KINDS) as image:
                found = Taken(tuple(_sheets(image)), tuple(_words(image)))
    except _TROUBLE:
        found = None
    if found is None or not found.pages:
        raise UnreadableDocument("the picture is damaged or too large", "Scan or save it again and try once more.")
    return found


def _sheets(image: Any) -> Iterator[Sheet]:
    from PIL import ImageSequence

    if image.format != "TIFF":
        yield _sheet(image)
        return
    for number, frame in enumerate(ImageSequence.Iterator(image)):
        if number >= MOST_PAGES:
            raise ValueError
        yield _sheet(frame)


def _sheet(image: Any) -> Sheet:
    from PIL import Image, ImageOps

    if image.width * image.height > _MOST_DOTS or min(image.size) < 8:
        raise ValueError
    density = _density(image)
    upright = ImageOps.exif_transpose(image)
    if upright.mode in ("RGBA", "LA", "PA", "P"):
        ground = Image.new("RGBA", upright.size, "white")
        upright = Image.alpha_composite(ground, upright.convert("RGBA"))
    elif upright.mode.startswith(("I", "F")):
        upright = _eight_bits(upright)
    grey = upright.convert("L")
    inches = (grey.width / density, grey.height / density)
    if density > _DENSEST:
        grey = grey.resize((round(inches[0] * _DENSEST), round(inches[1] * _DENSEST)), Image.Resampling.LANCZOS)
    return Sheet(Greys(grey.width, grey.height, grey.tobytes()), inches)


def _eight_bits(image: Any) -> Any:
    """Spread the greys of a picture that has more than 256 of them over those."""
    low, high = image.getextrema()
    return image.point(lambda dot: (dot - low) * (255 / max(high - low, 1))).convert("L")


def _density(image: Any) -> float:
    """Give the dots an inch: what the file says where that makes a likely sheet, else as if it were A4."""
    longer = float(max(image.size))
    stated = image.info.get("dpi", (0, 0))
    dots = float(stated[0]) if isinstance(stated, tuple) and len(stated) == 2 else 0.0
    if _DENSITIES[0] <= dots <= _DENSITIES[1] and _INCHES[0] <= longer / dots <= _INCHES[1]:
        return dots
    return longer / _LONG_SIDE


def _words(image: Any) -> Iterator[str]:
    """Yield words that stand in the file beside the picture: the reviewer sees them, the copy has none of them."""
    exif = image.getexif()
    for key in _WORDS:
        value = exif.get(key)
        if isinstance(value, bytes):
            value = value.decode("utf-16-le", "replace")
        if isinstance(value, str) and value.strip("\0 "):
            yield value.strip("\0 ")
    for value in getattr(image, "text", {}).values():
        if isinstance(value, str) and value.strip():
            yield value.strip()
