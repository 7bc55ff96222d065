"""Faces that a file only names: written down again under a name that everybody uses, so that viewers choose alike."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Protocol

from pdfminer.glyphlist import glyphname2unicode

from minimise.formats.pdf import objects
from minimise.formats.pdf.faces import house_width, is_public, public_name
from minimise.formats.pdf.objects import Thing

_KINDS = {"Type1": "Type1", "MMType1": "Type1", "TrueType": "TrueType"}
_FLAGS = 0x7006F
"""The flags that mean something: fixed, serif, symbolic, script, plain, slanted, capitals, bold."""
_SIGN_FACES = ("Symbol", "ZapfDingbats")
_BLANK = 32
THIN_CODE = 160
"""Where a space without width stands: the code page has its unbreakable space there."""


class Codes(Protocol):
    """What the codes of a simple font stand for."""

    @property
    def names(self) -> Mapping[int, str]:
        """Glyph names that differ from the encoding's."""

    def word(self, code: int) -> str | None:
        """Give the words of a code."""


@dataclass(frozen=True, slots=True, eq=False)
class NamedFace:
    """A face that is not in the file. Its codes here are those of the Western code page, whatever they were."""

    kind: str
    name: str
    house: str
    flags: int
    slant: float
    stem: float | None
    family: str
    """The family it says it is of, where everybody uses that; empty otherwise."""
    weight: int
    described: bool
    """Whether the file says more of it than its name and widths."""
    measured: bool
    """Whether the file gives its widths."""
    codes: Codes = field(repr=False)
    blank: float | None
    """How wide the file says its space is, in ems."""
    own_codes: bool
    """Whether it is one of the two sign faces under their own code."""

    @property
    def space(self) -> float:
        """The width of its space, in ems."""
        if self.blank is not None:
            return self.blank
        return 0.25 if self.measured else house_width("Helvetica" if self.own_codes else self.house, " ", _BLANK)

    def outline(self, code: int) -> bytes:
        """Give what tells a sign from others that mean the same."""
        return (self.glyph(code) or "").encode("latin-1", "replace")

    def glyph(self, code: int) -> str | None:
        """Give the usual name of a code's glyph; None where it has none."""
        if self.own_codes:
            return f"c{code}"
        name = self.codes.names.get(code)
        if name is not None:
            return name if name in glyphname2unicode else None
        word = self.codes.word(code)
        return _usual_names().get(word) if word else None

    def assigned(self, signs: Iterable[tuple[str, int]]) -> dict[tuple[str, int], int]:
        """Give each sign a code: its place in the code page, or a free one, in the order of the signs."""
        found: dict[tuple[str, int], int] = {}
        taken: set[int] = {_BLANK, THIN_CODE}
        late: list[tuple[str, int]] = []
        for text, code in signs:
            at = code if self.own_codes else _western(self.glyph(code))
            if at is None or at in taken:
                late.append((text, code))
                continue
            found[text, code] = at
            taken.add(at)
        free = (at for at in (*range(1, 32), *range(127, 256), *range(33, 127)) if at not in taken)
        return found | dict(zip(late, free, strict=False))

    def differences(self, codes: Mapping[tuple[str, int], int]) -> dict[int, str]:
        """Give the glyph names that stand at other codes than the code page's."""
        names = {at: self.glyph(code) for (_, code), at in codes.items()}
        return {at: name for at, name in sorted(names.items()) if name is not None and _western(name) != at}


def named_face(thing: Thing, descriptor: Thing, house: str, codes: Codes, blank: float | None) -> NamedFace | None:
    """Read a simple font that is not embedded; None where it is embedded, or of another kind."""
    kind = _KINDS.get(objects.name_of(objects.entry(thing, "/Subtype")))
    embedded = any(objects.entry(descriptor, key) is not None for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    if kind is None or embedded:
        return None
    flags = int(objects.number(objects.entry(descriptor, "/Flags")))
    stem = objects.entry(descriptor, "/StemV")
    family = objects.text_of(objects.entry(descriptor, "/FontFamily"))
    return NamedFace(
        kind,
        public_name(objects.name_of(objects.entry(thing, "/BaseFont")), house),
        house,
        flags & _FLAGS,
        objects.number(objects.entry(descriptor, "/ItalicAngle")),
        None if stem is None else objects.number(stem),
        family if is_public(family) else "",
        int(objects.number(objects.entry(descriptor, "/FontWeight"))),
        objects.is_map(descriptor),
        bool(objects.listed(objects.entry(thing, "/Widths"))),
        codes,
        blank,
        house in _SIGN_FACES and objects.entry(thing, "/Encoding") is None,
    )


@cache
def _usual_names() -> dict[str, str]:
    """Give the shortest name of each character's glyph."""
    found: dict[str, str] = {}
    for name, word in sorted(glyphname2unicode.items(), key=lambda pair: (len(pair[0]), pair[0])):
        found.setdefault(word, name)
    return found | {word: name for name, word in glyphname2unicode.items() if name in _western_names()}


@cache
def _western_names() -> dict[str, int]:
    from pdfminer.latin_enc import ENCODING

    return {name: code for name, _, _, code, _ in ENCODING if code is not None and code != _BLANK}


def _western(name: str | None) -> int | None:
    return _western_names().get(name) if name else None
