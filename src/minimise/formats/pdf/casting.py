"""The faces of a new file: base-14 ones by name, the file's own outlines rebuilt with only the kept signs.

Codes follow the order of the signs themselves, so that nothing tells which letters stood in removed words.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from minimise.formats.pdf.cff import Cff, rebuild_cff
from minimise.formats.pdf.fonts import Program
from minimise.formats.pdf.named import THIN_CODE, NamedFace
from minimise.formats.pdf.placing import BLANK, GHOST, GHOST_WIDTH, SPACE_WIDTH, THIN, Cast
from minimise.formats.pdf.truetype import rebuild_truetype

_BLANKS = {BLANK: 32, THIN: THIN_CODE}
_SIGN_FACES = ("Symbol", "ZapfDingbats")


@dataclass(slots=True)
class _Own:
    """The kept signs of one embedded program."""

    program: Program | NamedFace = field(repr=False)
    face: str
    signs: dict[tuple[str, int], float] = field(default_factory=dict, repr=False)
    codes: dict[tuple[str, int], int] = field(default_factory=dict, repr=False)
    parted: bool = False
    """Whether words are parted by spaces without width."""

    @property
    def thin(self) -> int:
        """The code of a space without width: behind all others."""
        return len(self.codes) + 2


class Foundry:
    """Collects every sign that will be set, then casts the faces they need."""

    def __init__(self, casts: Iterable[Cast]) -> None:
        """Take note of all signs, in the order they will be set."""
        self._own: dict[int, _Own] = {}
        self._house: dict[str, None] = {}
        self._ghosts: dict[str, int] = {}
        for cast in casts:
            if cast.face == GHOST:
                self._ghosts.setdefault(cast.text, 0)
            if cast.program is None:
                self._house.setdefault(_house_key(cast))
                continue
            own = self._own.setdefault(id(cast.program), _Own(cast.program, cast.face))
            if cast.code >= 0:
                own.signs.setdefault((cast.text, cast.code), cast.width)
            own.parted = own.parted or cast.code == THIN
        for own in self._own.values():
            ordered = sorted(own.signs, key=lambda sign: (sign[0], _outline(own.program, sign[1])))
            if isinstance(own.program, NamedFace):
                own.codes = own.program.assigned(ordered)
            else:
                own.codes = {sign: code for code, sign in enumerate(ordered, start=2)}
        self._ghosts = {text: code for code, text in enumerate(sorted(self._ghosts), start=1)}
        keys: list[str | int] = [*sorted(self._house), *self._own]
        self._keys = {key: f"F{n}" for n, key in enumerate(keys, start=1)}

    def name(self, cast: Cast) -> str:
        """Give the resource name of a sign's face."""
        return self._keys[_house_key(cast) if cast.program is None else id(cast.program)]

    @property
    def first(self) -> str:
        """The name of some face, for moves in a line of which nothing stays."""
        return next(iter(self._keys.values()), "F1")

    def code(self, cast: Cast) -> bytes:
        """Give the bytes that paint a sign."""
        if cast.face == GHOST:
            return self._ghosts[cast.text].to_bytes(2, "big")
        if cast.program is None:
            return bytes([cast.code])
        if isinstance(cast.program, NamedFace):
            own = self._own[id(cast.program)]
            return bytes([_BLANKS[cast.code] if cast.code < 0 else own.codes[cast.text, cast.code]])
        if cast.code == BLANK:
            return b"\0\1"
        if cast.code == THIN:
            return self._own[id(cast.program)].thin.to_bytes(2, "big")
        return self._own[id(cast.program)].codes[cast.text, cast.code].to_bytes(2, "big")

    def cast_into(self, pdf: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
        """Make the fonts in a new file, by resource name."""
        made: dict[str, pikepdf.Object] = {}
        for key, name in self._keys.items():
            made[name] = pdf.make_indirect(self._font(pdf, key))
        return made

    def _font(self, pdf: pikepdf.Pdf, key: str | int) -> Dictionary:
        if key == GHOST:
            return _ghost_font(pdf, self._ghosts)
        if isinstance(key, str):
            return _house_font(pdf, key)
        own = self._own[key]
        return (
            _named_font(pdf, own, own.program)
            if isinstance(own.program, NamedFace)
            else _own_font(pdf, own, own.program)
        )


def _house_key(cast: Cast) -> str:
    # One font for each pictogram: two signs may share a code, and each must keep its own meaning.
    return f"{cast.face} {cast.code} {cast.text}" if cast.face in _SIGN_FACES else cast.face


def _outline(program: Program | NamedFace, gid: int) -> bytes:
    return program.outline(gid) or b""


def _house_font(pdf: pikepdf.Pdf, key: str) -> Dictionary:
    face, *sign = key.split(" ", 2)
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(f"/{face}"))
    if not sign:
        font.Encoding = Name.WinAnsiEncoding
    else:
        font.ToUnicode = pdf.make_stream(_words_map({int(sign[0]): sign[1]}, 1))
    return font


def _ghost_font(pdf: pikepdf.Pdf, codes: dict[str, int]) -> Dictionary:
    """Make a font without outlines: words that are read and searched while a picture shows them."""
    base = Name("/KEPTAA+Ghost")
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=base, Flags=4, FontBBox=[0, -250, 500, 950], ItalicAngle=0,
        Ascent=950, Descent=-250, CapHeight=700, StemV=80,
    )  # fmt: skip
    inner = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=base, CIDToGIDMap=Name.Identity,
        CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor), DW=round(GHOST_WIDTH * 1000),
    )  # fmt: skip
    words = {code: text for text, code in codes.items()}
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=base, Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(inner)]), ToUnicode=pdf.make_stream(_words_map(words, 2)),
    )  # fmt: skip


def _named_font(pdf: pikepdf.Pdf, own: _Own, face: NamedFace) -> Dictionary:
    """Make a font that viewers find a stand-in for, the same as before."""
    name = Name(f"/{face.name}")
    font = Dictionary(Type=Name.Font, Subtype=Name(f"/{face.kind}"), BaseFont=name)
    if not face.own_codes:
        font.Encoding = _western_encoding(face.differences(own.codes))
    widths = {32: face.space, **({THIN_CODE: 0.0} if own.parted else {})} | {
        code: own.signs[sign] for sign, code in own.codes.items()
    }
    if face.measured:
        font.FirstChar, font.LastChar = min(widths), max(widths)
        font.Widths = Array([_thousandths(widths.get(at, 0.0)) for at in range(min(widths), max(widths) + 1)])
    if face.described:
        descriptor = Dictionary(
            Type=Name.FontDescriptor, FontName=name, Flags=face.flags, FontBBox=[-200, -250, 1200, 950],
            ItalicAngle=round(face.slant, 2), Ascent=950, Descent=-250, CapHeight=700,
        )  # fmt: skip
        if face.stem is not None:
            descriptor.StemV = round(face.stem, 2)
        if face.family:
            descriptor.FontFamily = String(face.family)
        if face.weight:
            descriptor.FontWeight = face.weight
        font.FontDescriptor = pdf.make_indirect(descriptor)
    words = {code: text for (text, _), code in own.codes.items()} | {
        32: " ",
        **({THIN_CODE: " "} if own.parted else {}),
    }
    font.ToUnicode = pdf.make_stream(_words_map(words, 1))
    return font


def _western_encoding(differences: dict[int, str]) -> pikepdf.Object:
    if not differences:
        return Name.WinAnsiEncoding
    listed = [each for code, name in differences.items() for each in (code, Name(f"/{name}"))]
    return Dictionary(Type=Name.Encoding, BaseEncoding=Name.WinAnsiEncoding, Differences=Array(listed))


def _own_font(pdf: pikepdf.Pdf, own: _Own, program: Program) -> Dictionary:
    thin = [own.thin] if own.parted else []
    gids = [-1, *(gid for _, gid in own.codes), *(-1 for _ in thin)]
    base = Name(f"/KEPTAA+{own.face}")
    compact = isinstance(program, Cff)
    if isinstance(program, Cff):
        stream = pdf.make_stream(rebuild_cff(program, gids), Subtype=Name.CIDFontType0C)
    else:
        data = rebuild_truetype(program, gids)
        stream = pdf.make_stream(data, Length1=len(data))
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=base, Flags=4, FontBBox=[-200, -250, 1200, 950], ItalicAngle=0,
        Ascent=950, Descent=-250, CapHeight=700, StemV=80,
    )  # fmt: skip
    descriptor[Name.FontFile3 if compact else Name.FontFile2] = stream
    widths = Array(
        [1, Array([SPACE_WIDTH * 1000, *(_thousandths(own.signs[sign]) for sign in own.codes), *(0 for _ in thin)])]
    )
    inner = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType0 if compact else Name.CIDFontType2, BaseFont=base,
        CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor), DW=500, W=widths,
    )  # fmt: skip
    if not compact:
        inner.CIDToGIDMap = Name.Identity
    words = {1: " "} | {code: text for (text, _), code in own.codes.items()} | dict.fromkeys(thin, " ")
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=base, Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(inner)]), ToUnicode=pdf.make_stream(_words_map(words, 2)),
    )  # fmt: skip


def _thousandths(width: float) -> float:
    return round(width * 1000, 2)


def _words_map(words: dict[int, str], size: int) -> bytes:
    """Write a ToUnicode map of exactly these codes."""
    lines = [f"<{code:0{size * 2}X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in words.items()]
    blocks = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Kept def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<{'00' * size}> <{'FF' * size}>\nendcodespacerange\n{body}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")
