"""The parts that every copy gets: settings, theme, properties. Made afresh, with a few numbers taken over."""

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
_MODES = ("11", "12", "14", "15")

CORE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    b'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Minimised copy</dc:title>'
    b"<dc:language>en-GB</dc:language></cp:coreProperties>"
)


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
    attributes = {q("w:name"): "compatibilityMode", q("w:uri"): _COMPATIBLE, q("w:val"): _mode(source)}
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


def _mode(source: etree._Element | None) -> str:
    """Give the version of Word that the layout follows."""
    for setting in source.iter(q("w:compatSetting")) if source is not None else ():
        value = setting.get(q("w:val"), "")
        if setting.get(q("w:name")) == "compatibilityMode" and value in _MODES:
            return value
    return "12" if source is not None else "15"


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
