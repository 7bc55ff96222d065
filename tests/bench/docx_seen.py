"""What a person sees of a Word file, read by local names alone: it shares no code with the engine or its witnesses."""

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

TICKED, UNTICKED = "☒☑✓✔✗✘⊠■", "☐□"
# Glyphs of picture fonts that forms use as ticked and empty boxes.
_SYMBOLS = {("Wingdings", "F0FE"): True, ("Wingdings", "F0FD"): True, ("Wingdings", "F0FC"): True} | {
    ("Wingdings", "F0FB"): True,
    ("Wingdings", "F0A8"): False,
    ("Wingdings", "F06F"): False,
    ("Wingdings 2", "F050"): True,
    ("Wingdings 2", "F051"): True,
    ("Wingdings 2", "F052"): True,
    ("Wingdings 2", "F053"): True,
    ("Wingdings 2", "F054"): True,
    ("Wingdings 2", "F0A3"): False,
}
_GONE = frozenset({"del", "moveFrom", "Fallback", "instrText", "delInstrText", "rt"})
_BETWEEN = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


@dataclass
class Seen:
    """The words, the ticks by state, and the entries chosen from older drop-down lists."""

    words: Counter[str] = field(default_factory=Counter)
    ticks: Counter[bool] = field(default_factory=Counter)
    choices: list[str] = field(default_factory=list)
    text: str = ""


def seen(data: bytes) -> Seen:
    """Read the document, the headers and footers it names, and its notes."""
    found = Seen()
    lines: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for root in _stories(archive):
            for paragraph in _paragraphs(root):
                lines.append("".join(_shown(paragraph, found)))
    found.text = "\n".join(lines)
    found.words.update(words_of(found.text))
    for char in found.text:
        if char in TICKED or char in UNTICKED:
            found.ticks[char in TICKED] += 1
    return found


def words_of(text: str) -> list[str]:
    """Give the words and the numbers of a text; a letter beside a digit may be a formula's or a picture font's."""
    return re.findall(r"[^\W\d_]+|\d+", text.lower())


def _paragraphs(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Yield the paragraphs under an element, of two branches that say the same only those of the first."""
    for child in element:
        if _local(child) == "p" and "drawingml" not in str(child.tag):
            yield child
        if _local(child) not in _GONE:
            yield from _paragraphs(child)


def _stories(archive: zipfile.ZipFile) -> Iterator[ElementTree.Element]:
    links = _links(archive, "")
    main = next(target for kind, target in links.values() if kind == "officeDocument")
    root = _parse(archive, main)
    yield root
    links = _links(archive, main)
    named = {v for e in root.iter() if _local(e) in ("headerReference", "footerReference") for v in e.attrib.values()}
    wanted = [t for i, (kind, t) in links.items() if i in named or kind in ("footnotes", "endnotes")]
    for target in dict.fromkeys(wanted):
        yield _parse(archive, target)


def _links(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    folder, name = posixpath.split(part)
    try:
        root = _parse(archive, posixpath.join(folder, "_rels", f"{name}.rels"))
    except KeyError:
        return {}
    return {
        e.get("Id", ""): (
            e.get("Type", "").rsplit("/", 1)[-1],
            posixpath.normpath(posixpath.join("/", folder, e.get("Target", ""))).lstrip("/"),
        )
        for e in root
        if e.get("TargetMode") != "External"
    }


def _parse(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(archive.read(name))  # noqa: S314 - the project's own corpus


def _shown(element: ElementTree.Element, found: Seen) -> Iterator[str]:
    """Yield what one paragraph shows, without the paragraphs of text boxes in it."""
    for child in element:
        local = _local(child)
        if local in _GONE or local in ("p", "oMath") or (local == "t" and _in_pictures(element)):
            continue  # formulas are written out in a line, and a picture font has no words
        if local == "t":
            yield child.text or ""
        elif local in _BETWEEN and _local(element) == "r":
            yield _BETWEEN[local]
        elif local == "sym":
            font, char = (_get(child, name) for name in ("font", "char"))
            state = _SYMBOLS.get((font, char.upper()))
            if state is not None:
                found.ticks[state] += 1
        elif local == "ffData":
            _older_form(child, found)
        else:
            yield from _shown(child, found)


def _in_pictures(run: ElementTree.Element) -> bool:
    """Say whether a run is set in a font that shows pictures; its ticks stand in the words of other fonts too."""
    fonts = [_get(e, "ascii") for look in run if _local(look) == "rPr" for e in look if _local(e) == "rFonts"]
    return any(font.startswith(("Wingdings", "Webdings", "Symbol")) for font in fonts)


def _older_form(form: ElementTree.Element, found: Seen) -> None:
    """Note the state of an older tick box, or the entry chosen from an older list."""
    for box in form:
        said = {_local(e): _get(e, "val") or "1" for e in box}
        if _local(box) == "checkBox":
            found.ticks[said.get("checked", said.get("default", "0")) in ("1", "true", "on")] += 1
        elif _local(box) == "ddList":
            entries = [_get(e, "val") for e in box if _local(e) == "listEntry"]
            chosen = next((_get(e, "val") for name in ("result", "default") for e in box if _local(e) == name), "0")
            found.choices += entries[int(chosen) : int(chosen) + 1]


def _get(element: ElementTree.Element, name: str) -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _local(element: ElementTree.Element) -> str:
    return str(element.tag).rpartition("}")[2]
