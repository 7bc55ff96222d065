"""The parts that every copy gets: settings, theme, properties. Made afresh, with a few numbers taken over."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from lxml import etree

from minimise.formats.docx.channels import fits, words
from minimise.formats.docx.copier import Copier
from minimise.formats.docx.markup import SPACES, q

_SWITCHES = (
    "w:mirrorMargins",
    "w:bordersDoNotSurroundHeader",
    "w:bordersDoNotSurroundFooter",
    "w:gutterAtTop",
    "w:defaultTabStop",
    "w:autoHyphenation",
    "w:consecutiveHyphenLimit",
    "w:hyphenationZone",
    "w:doNotHyphenateCaps",
    "w:evenAndOddHeaders",
    "w:characterSpacingControl",
)
_COMPATIBLE = "http://schemas.microsoft.com/office/word"
_COLOURS = (
    "dk1",
    "lt1",
    "dk2",
    "lt2",
    "accent1",
    "accent2",
    "accent3",
    "accent4",
    "accent5",
    "accent6",
    "hlink",
    "folHlink",
)
_OWN_COLOURS = (
    "000000",
    "FFFFFF",
    "1F497D",
    "EEECE1",
    "4F81BD",
    "C0504D",
    "9BBB59",
    "8064A2",
    "4BACC6",
    "F79646",
    "0000FF",
    "800080",
)
_WAYS = (
    "overrideTableStyleFontSizeAndJustification",
    "enableOpenTypeFeatures",
    "doNotFlipMirrorIndents",
    "differentiateMultirowTableHeaders",
    "useWord2013TrackBottomHyphenation",
)
_MODES = ("11", "12", "14", "15")

_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/">{}<dc:language>en-GB</dc:language></cp:coreProperties>'
)
_SHORTEST_TITLE, _LONGEST_TITLE = 8, 80


def make_core(lines: Iterable[str]) -> bytes:
    """Make the properties: the language and a title, for screen readers. It is the first line of some length."""
    first = next((line.strip() for line in lines if len(line.strip()) >= _SHORTEST_TITLE), "")
    title = first if len(first) <= _LONGEST_TITLE else first[:_LONGEST_TITLE].rpartition(" ")[0]
    return _CORE.format(f"<dc:title>{escape(title)}</dc:title>" if title else "").encode()


def make_settings(source: etree._Element | None, note_kinds: frozenset[str]) -> etree._Element:
    """Make the settings: what changes the layout, and nothing that tells of the file's past."""
    copier = Copier({})
    root = copier.root("w:settings")
    if source is not None:
        for name in _SWITCHES:
            for child in source.findall(q(name))[:1]:
                copier.copy(child, root)
    for kind in ("footnote", "endnote"):
        if kind in note_kinds and source is not None:
            _copy_note_separators(source, root, kind)
    compat = etree.SubElement(root, q("w:compat"))
    for switch in source.iterfind(f"{q('w:compat')}/*") if source is not None else ():
        copier.copy(switch, compat)
    for name, value in _ways(source):
        attributes = {q("w:name"): name, q("w:uri"): _COMPATIBLE, q("w:val"): value}
        etree.SubElement(compat, q("w:compatSetting"), attributes)
    if source is not None:
        for child in source.findall(q("w:themeFontLang"))[:1]:
            copier.copy(child, root)
    return root


def _copy_note_separators(source: etree._Element, root: etree._Element, kind: str) -> None:
    """Say which notes are the rules between text and notes."""
    found = source.find(q(f"w:{kind}Pr"))
    numbers = [note.get(q("w:id"), "") for note in found.findall(q(f"w:{kind}"))] if found is not None else []
    if numbers:
        settings = etree.SubElement(root, q(f"w:{kind}Pr"))
        for number in numbers:
            if fits("int", number):
                etree.SubElement(settings, q(f"w:{kind}"), {q("w:id"): number})


def _ways(source: etree._Element | None) -> Iterator[tuple[str, str]]:
    """Yield the version of Word that the layout follows, and its later ways of setting tables and lines."""
    found = {
        setting.get(q("w:name"), ""): setting.get(q("w:val"), "")
        for setting in (source.iter(q("w:compatSetting")) if source is not None else ())
    }
    mode = found.get("compatibilityMode")
    yield "compatibilityMode", mode if mode in _MODES else "12" if source is not None else "15"
    yield from ((name, found[name]) for name in _WAYS if found.get(name) in ("0", "1"))


def make_theme(source: etree._Element | None) -> etree._Element | None:
    """Make a theme with the colours and well-known fonts of the original's, and no names."""
    if source is None:
        return None
    a = f"{{{SPACES['a']}}}"
    root = etree.Element(f"{a}theme", {"name": "Theme"}, nsmap={"a": SPACES["a"]})
    parts = etree.SubElement(root, f"{a}themeElements")
    colours = etree.SubElement(parts, f"{a}clrScheme", {"name": "Colours"})
    for name, own in zip(_COLOURS, _OWN_COLOURS, strict=True):
        found = source.find(f".//{a}clrScheme/{a}{name}")
        chosen = next(iter(found), None) if found is not None else None
        value = (chosen.get("lastClr") or chosen.get("val") or "") if chosen is not None else ""
        hexadecimal = value if fits("hex", value) and value != "auto" else own
        etree.SubElement(etree.SubElement(colours, f"{a}{name}"), f"{a}srgbClr", {"val": hexadecimal})
    fonts = etree.SubElement(parts, f"{a}fontScheme", {"name": "Fonts"})
    for kind, own in (("majorFont", "Cambria"), ("minorFont", "Calibri")):
        latin = source.find(f".//{a}fontScheme/{a}{kind}/{a}latin")
        face = (latin.get("typeface") or "") if latin is not None else ""
        group = etree.SubElement(fonts, f"{a}{kind}")
        etree.SubElement(group, f"{a}latin", {"typeface": face if face in words("fonts") else own})
        etree.SubElement(group, f"{a}ea", {"typeface": ""})
        etree.SubElement(group, f"{a}cs", {"typeface": ""})
    parts.append(etree.fromstring(_FORMATS))
    return root


def _fill(shade: str = "") -> str:
    return f'<a:solidFill><a:schemeClr val="phClr">{shade}</a:schemeClr></a:solidFill>'


_LINES = "".join(f'<a:ln w="{width}">{_fill()}<a:prstDash val="solid"/></a:ln>' for width in (9525, 25400, 38100))
_FORMATS = (
    f'<a:fmtScheme xmlns:a="{SPACES["a"]}" name="Formats"><a:fillStyleLst>{_fill() * 3}</a:fillStyleLst>'
    f"<a:lnStyleLst>{_LINES}</a:lnStyleLst>"
    f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
    f"<a:bgFillStyleLst>{_fill() * 3}</a:bgFillStyleLst></a:fmtScheme>"
)
