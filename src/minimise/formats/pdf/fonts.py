"""Fonts as a file uses them: which words a code stands for, how wide it is and which outline it paints."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from pdfminer.encodingdb import EncodingDB, name2unicode
from pdfminer.fontmetrics import FONT_METRICS

from minimise.formats.pdf import objects
from minimise.formats.pdf.cff import Cff, parse_cff
from minimise.formats.pdf.cmaps import CodeMap, parse_map
from minimise.formats.pdf.composite import CompositeCodes, cid_widths, composite_codes
from minimise.formats.pdf.faces import house_style, private_sign
from minimise.formats.pdf.named import NamedFace, named_face
from minimise.formats.pdf.objects import Thing
from minimise.formats.pdf.truetype import TrueType, parse_truetype
from minimise.formats.pdf.type1 import parse_type1

UNKNOWN = "\ufffd"
"""Stands for a sign whose words no map tells."""


@dataclass(frozen=True, slots=True)
class Sign:
    """What one code of a font stands for. `width` is in ems; `gid` is the outline's number, if known."""

    text: str = field(repr=False)
    width: float
    gid: int | None
    word_space: bool = False
    """Whether word spacing applies: the one-byte code 32."""

    @property
    def blank(self) -> bool:
        """Whether it leaves no ink."""
        return not self.text.strip()


Program = TrueType | Cff


@dataclass(slots=True)
class SourceFont:
    """One font of the file. It remembers the signs it has met; nothing else about it changes."""

    key: int
    name: str
    """Without its subset prefix; only used to choose a stand-in."""
    house: str
    """The base-14 face that stands in."""
    program: Program | None = field(repr=False)
    simple: "SimpleCodes | None" = field(repr=False)
    composite: CompositeCodes | None = field(repr=False)
    to_words: CodeMap = field(repr=False)
    widths: dict[int, float] = field(repr=False)
    default_width: float
    scale: float = 0.001
    em: float = 1.0
    """How large one em of its outlines is; only Type3 fonts differ from 1."""
    named: NamedFace | None = field(default=None, repr=False)
    """What the file says of a face that is not in it."""
    _signs: dict[int, Sign] = field(default_factory=dict, repr=False)

    def signs(self, data: bytes) -> Iterator[Sign]:
        """Yield what the bytes of a string paint."""
        if self.composite is None:
            for code in data:
                yield self._sign(code, 1)
            return
        for code, length in self.composite.codes(data):
            yield self._sign(code, length)

    def code_of(self, sign: Sign) -> int:
        """Give the code of a sign that was met."""
        return next(key >> 3 for key, each in self._signs.items() if each is sign)

    def _sign(self, code: int, length: int) -> Sign:
        key = code * 8 + length
        if key not in self._signs:
            self._signs[key] = self._made(code, length)
        return self._signs[key]

    def _made(self, code: int, length: int) -> Sign:
        if self.composite is not None:
            cid = self.composite.cid(code)
            gid: int | None = self.composite.gid(cid)
            known = self.to_words.words.get(code) or self.composite.word(cid, gid)
            width = self.widths.get(cid, self.default_width) * self.scale
        else:
            simple = self.simple or SimpleCodes({}, {}, None, symbolic=True)
            gid = simple.gid(code)
            known = self.to_words.words.get(code) or simple.word(code)
            width = self._simple_width(code, known)
        text = _settled(known or "", self.name)
        return Sign(text, width, gid, word_space=length == 1 and code == 32)

    def _simple_width(self, code: int, word: str | None) -> float:
        if code in self.widths:
            return self.widths[code] * self.scale
        if self.default_width:
            return self.default_width * self.scale
        metrics = FONT_METRICS.get(self.house, FONT_METRICS["Helvetica"])[1]
        return float(metrics.get(word or " ", 500)) / 1000


def _settled(text: str, font_name: str) -> str:
    """Give the words of a sign: private codes through their font's table, nothing printable as unknown."""
    if len(text) == 1 and "\ue000" <= text <= "\uf8ff":
        return private_sign(font_name, text) or UNKNOWN
    text = "".join(unicodedata.normalize("NFKC", c) if "\ufb00" <= c <= "\ufb06" else c for c in text)
    kept = "".join(c for c in text if c.isprintable() or c in "\u00ad\u00a0\u2009\u200a\u2002\u2003\u202f\t")
    if not kept:
        return UNKNOWN
    return "".join(" " if c.isspace() else "-" if c == "\u00ad" else c for c in kept)


@dataclass(frozen=True, slots=True)
class SimpleCodes:
    """The one-byte codes of a simple font."""

    base: dict[int, str] = field(repr=False)
    """Words by code of the named encoding."""
    names: dict[int, str] = field(repr=False)
    """Glyph names by code that differ from it."""
    program: Program | None = field(repr=False)
    symbolic: bool

    def word(self, code: int) -> str | None:
        """Give the words by glyph name, named encoding or the font's own names."""
        if code in self.names:
            return word_of_name(self.names[code])
        if isinstance(self.program, Cff) and not self.base:
            return word_of_name(self.program.built_in(code))
        return self.base.get(code)

    def gid(self, code: int) -> int | None:
        """Give the outline's number by the rules for simple fonts."""
        if isinstance(self.program, TrueType):
            return self._truetype_gid(self.program, code)
        if isinstance(self.program, Cff):
            name = self.names.get(code)
            if name is None and code in self.base:
                return self.program.by_word().get(self.base[code])
            return self.program.by_name().get(name or self.program.built_in(code))
        return None

    def _truetype_gid(self, program: TrueType, code: int) -> int | None:
        maps, word, windows = program.maps, self.word(code), program.unicode_map()
        if not self.symbolic and windows and word:
            return windows.get(ord(word[0]))
        symbol, mac = maps.get((3, 0), {}), maps.get((1, 0), {})
        for high in (0xF000, 0x0000, 0xF100, 0xF200):
            if high + code in symbol:
                return symbol[high + code]
        if code in mac and (self.symbolic or not windows):
            return mac[code]
        return windows.get(ord(word[0])) if windows and word else mac.get(code)


def word_of_name(name: str) -> str | None:
    """Give the words of a glyph name; None where the name says nothing."""
    if not name or name == ".notdef":
        return None
    try:
        return str(name2unicode(name))
    except (KeyError, ValueError):
        return None


def load_font(thing: Thing, key: int) -> SourceFont:
    """Read a font dictionary. Whatever is missing or odd leaves signs unknown, never guessed."""
    kind = objects.name_of(objects.entry(thing, "/Subtype"))
    descendant = next(iter(objects.listed(objects.entry(thing, "/DescendantFonts"))), None)
    descriptor = objects.entry(descendant if descendant is not None else thing, "/FontDescriptor")
    name = objects.name_of(objects.entry(thing, "/BaseFont"))
    name = name[7:] if name[6:7] == "+" else name
    flags = int(objects.number(objects.entry(descriptor, "/Flags")))
    program = _program(descriptor)
    to_words = parse_map(objects.bytes_of(objects.entry(thing, "/ToUnicode")))
    made = SourceFont(key, name, house_style(name, flags), program, None, None, to_words, {}, 0.0)
    if descendant is not None:
        made.composite = composite_codes(thing, descendant, program)
        made.widths = cid_widths(objects.entry(descendant, "/W"))
        made.default_width = objects.number(objects.entry(descendant, "/DW"), 1000.0)
        return made
    made.simple = _simple_codes(thing, made.house, program, flags, kind)
    first = int(objects.number(objects.entry(thing, "/FirstChar")))
    widths = objects.listed(objects.entry(thing, "/Widths"))
    made.widths = {first + n: objects.number(width) for n, width in enumerate(widths[:256])}
    made.default_width = objects.number(objects.entry(descriptor, "/MissingWidth"))
    made.named = named_face(
        thing, descriptor, made.house, made.simple, made.widths[32] * 0.001 if 32 in made.widths else None
    )
    if kind == "Type3":
        _fit_type3(thing, made)
    return made


def _fit_type3(thing: Thing, font: SourceFont) -> None:
    """Find the size of a font whose outlines are little drawings on a grid of their own."""
    matrix = objects.numbers(objects.entry(thing, "/FontMatrix"), 6) or (0.001, 0, 0, 0.001, 0, 0)
    box = objects.box_of(objects.entry(thing, "/FontBBox"))
    widest = max(font.widths.values(), default=1000.0)
    height = box.height * abs(matrix[3]) if box else widest * 1.2 * abs(matrix[0])
    font.em = height if 0.001 < height < 1000 else 1.0
    font.scale = (abs(matrix[0]) or 0.001) / font.em


def _program(descriptor: Thing) -> Program | None:
    """Read the embedded program where it is of a kind that can be rebuilt."""
    for key in ("/FontFile", "/FontFile2", "/FontFile3"):
        stream = objects.entry(descriptor, key)
        if stream is None:
            continue
        data = objects.bytes_of(stream)
        found: Program | None = parse_truetype(data) or parse_cff(data) or parse_type1(data)
        if found is not None:
            return found
    return None


def _simple_codes(thing: Thing, house: str, program: Program | None, flags: int, kind: str) -> SimpleCodes:
    encoding = objects.entry(thing, "/Encoding")
    base_name = objects.name_of(encoding) or objects.name_of(objects.entry(encoding, "/BaseEncoding"))
    names: dict[int, str] = {}
    code = 0
    for each in objects.listed(objects.entry(encoding, "/Differences")):
        if objects.name_of(each):
            names[code] = objects.name_of(each)
            code += 1
        else:
            code = int(objects.number(each))
    symbolic = bool(flags & 4) and not (flags & 32) and not base_name
    return SimpleCodes(_base_words(base_name, house, program, kind, symbolic=symbolic), names, program, symbolic)


def _base_words(base_name: str, house: str, program: Program | None, kind: str, *, symbolic: bool) -> dict[int, str]:
    if kind == "Type3":
        return {}
    if base_name in ("WinAnsiEncoding", "MacRomanEncoding", "StandardEncoding"):
        return {int(code): str(word) for code, word in EncodingDB.get_encoding(base_name).items()}
    if program is None and house in ("Symbol", "ZapfDingbats"):
        return sign_words(house)
    if isinstance(program, Cff):
        return {}
    if isinstance(program, TrueType):
        return _reversed_map(program) if symbolic else dict(EncodingDB.get_encoding("WinAnsiEncoding"))
    return dict(EncodingDB.get_encoding("StandardEncoding"))


def _reversed_map(program: TrueType) -> dict[int, str]:
    """Tell the words of a symbolic font's codes where it also carries a map from characters."""
    maps, words = program.maps, program.chars()
    codes = maps.get((1, 0)) or {code & 0xFF: gid for code, gid in maps.get((3, 0), {}).items()}
    if words:
        return {code: words[gid] for code, gid in codes.items() if gid in words}
    return {code & 0xFF: chr(code) for code in maps.get((3, 0), {}) if code >= 0xF000}


@cache
def sign_words(house: str) -> dict[int, str]:
    """Give the words by code of Symbol or ZapfDingbats, which have an encoding of their own."""
    from pypdf._codecs.symbol import _symbol_encoding
    from pypdf._codecs.zapfding import _zapfding_encoding

    table = _symbol_encoding if house == "Symbol" else _zapfding_encoding
    return {code: word for code, word in enumerate(table) if word and word != "\x00"}
