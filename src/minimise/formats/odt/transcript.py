"""Reads a whole OpenDocument text: its body, the heads and feet of its pages, and whatever else holds words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from minimise.errors import UnreadableDocument
from minimise.formats.odt.looks import Styles
from minimise.formats.odt.names import SPACES, TEXT, q
from minimise.formats.odt.reader import Reader, numbered
from minimise.formats.odt.story import Story
from minimise.formats.odt.style_book import StyleBook
from minimise.formats.packed import Packed, damaged, too_large, unpacked
from minimise.model import Part, Place, Surface, Unit

_MOST_PARAGRAPHS = 100_000
_WORD = re.compile(r"[^\W_]{3,}")
_LENGTH = re.compile(r"\d{1,2}(?:\.\d{1,4})?(?:cm|mm|in|pt)")
_PAGE = ("fo:page-width", "fo:page-height", "fo:margin-top", "fo:margin-bottom", "fo:margin-left", "fo:margin-right")
_MARGINS = ("style:header", "style:header-first", "style:header-left")
_FEET = ("style:footer", "style:footer-first", "style:footer-left")
_SKIPPED = ("content.xml", "styles.xml", "manifest.rdf")
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_CODED = re.compile("_[0-9a-f]{2}_")
_TELLING = ("PrinterName", "CurrentDatabaseDataSource", "CurrentDatabaseCommand", "PrintFaxName")
# Attributes in which somebody's words stand, beside those that the reader has taken.
_SPEAKING = frozenset(
    "name display-name title string-value author-name description label help-text formula condition href value "
    "user-name printer-name".split()
)
# Words of which the names are made that programs give to styles, tables, pictures and settings.
_OF_PROGRAMS = frozenset(
    "heading text body title subtitle list paragraph bullet bullets continue number numbering macro quote quotations "
    "caption intense index contents header footer left right first char default font strong emphasis subtle reference "
    "book label listlabel outline spacing normal web table grid light dark shading accent colorful medium standard "
    "footnote endnote symbol symbols characters character internet link visited date signature salutation envelope "
    "address plain toc hyperlink comment balloon revision tab mdp mpm wwnum wwchar and of the object image picture "
    "frame graphics shape section page pages drawing illustration figure marginalia preformatted source example user "
    "entry definition teletype variable rubies vertical line numbered horizontal hanging indent first complimentary "
    "close sender landscape html labels formula ole styles style watermark autoformat pre name none false true "
    "solid rsid message mention followed unresolved annotation placeholder".split()
)


@dataclass(frozen=True, slots=True)
class Transcript:
    """A text after reading, with the copy that its words will go into."""

    story: Story
    body: etree._Element = field(repr=False)
    margins: dict[str, etree._Element] = field(repr=False)
    """`style:header` and its like of the page that the text begins on."""
    book: StyleBook
    page_book: StyleBook
    page: dict[str, str]


def transcribe(data: bytes) -> Transcript:
    """Read an OpenDocument text.

    Raises:
        UnreadableDocument: it is locked, broken, too large or built to do harm.
    """
    try:
        return _transcript(unpacked(data, TEXT))
    except RecursionError:
        pass
    raise UnreadableDocument("the OpenDocument text is nested too deeply", format=TEXT.id)


def _transcript(file: Packed) -> Transcript:
    if b"encryption-data" in file.members.get("META-INF/manifest.xml", b""):
        raise UnreadableDocument(
            "the OpenDocument text is protected with a password",
            "Open it, save a copy without the password and try again with the copy.",
            format=TEXT.id,
        )
    content, styled = file.tree("content.xml"), file.tree("styles.xml")
    source = content.find(f"{q('office:body')}/{q('office:text')}") if content is not None else None
    if content is None or source is None:
        raise damaged(TEXT)
    numbers = numbered([content])
    if len(numbers) > _MOST_PARAGRAPHS:
        raise too_large(TEXT)
    story, book, page_book = Story(), StyleBook(), StyleBook(prefix="M")
    body = etree.Element(q("office:text"), nsmap=dict(SPACES))
    Reader("content", Styles.of(styled, content), book, story, numbers).blocks(source, body)
    margins = _margins(styled, page_book, story) if styled is not None else {}
    told = {w for p in story.paragraphs for w in _words(p.text)} | {w for p in story.withdrawn for w in _words(p.text)}
    story.withdrawn.extend(_residue(file, told))
    return Transcript(story, body, margins, book, page_book, _page(styled))


def _margins(styled: etree._Element, book: StyleBook, story: Story) -> dict[str, etree._Element]:
    """Copy head and foot of the first kind of page; those of other kinds are shown where they say something else."""
    found: dict[str, etree._Element] = {}
    numbers = numbered([styled])
    styles = Styles.of(styled)
    masters = sorted(styled.iter(q("style:master-page")), key=lambda m: m.get(q("style:name")) != "Standard")
    for at, master in enumerate(masters):
        for tag in (*_MARGINS, *_FEET):
            source = master.find(q(tag))
            if source is None or source.get(q("style:display")) == "false":
                continue
            surface = Surface.HEADER if tag in _MARGINS else Surface.FOOTER
            reader = Reader("styles", styles, book, story, numbers, surface=surface)
            if at:
                reader.withdraw(source, Surface.HIDDEN)
                continue
            found[tag] = etree.Element(q(tag), nsmap=dict(SPACES))
            reader.blocks(source, found[tag])
    return found


def _page(styled: etree._Element | None) -> dict[str, str]:
    """Give the size and margins of the page."""
    for props in styled.iter(q("style:page-layout-properties")) if styled is not None else ():
        stated = {name: props.get(q(name), "") for name in _PAGE}
        return {name: value for name, value in stated.items() if _LENGTH.fullmatch(value)}
    return {}


def _residue(file: Packed, told: set[str]) -> Iterator[Part]:
    """Yield the words of all members that no paragraph said: properties, embedded objects, names."""
    number = 0
    for member in sorted(file.members):
        root = None if member.startswith("META-INF/") else file.tree(member)
        if root is None:
            continue
        surface = Surface.PROPERTY if member == "meta.xml" else Surface.HIDDEN
        texts = _settings(root) if member == "settings.xml" else _names(root) if member in _SKIPPED else _texts(root)
        for text in dict.fromkeys(texts):
            words = set(_words(text))
            if words - told:
                told |= words
                place = "properties" if member == "meta.xml" else "names" if "/" not in member else "objects"
                yield Part(Place(place, Unit.NONE, number), text, surface if place != "names" else Surface.PROPERTY)
                number += 1


def _names(root: etree._Element) -> Iterator[str]:
    for element in root.iter(etree.Element):
        if element.tag == q("style:font-face") or str(element.tag).startswith(f"{{{SPACES['config']}}}"):
            continue
        for name, value in element.attrib.items():
            plain = _CODED.sub(" ", str(value)).strip()
            if str(name).rpartition("}")[2] in _SPEAKING and not _is_of_program(plain):
                yield plain


def _is_of_program(name: str) -> bool:
    """Say whether a name is made of the words of programs alone, such as `Heading 1` or `Table3`."""
    return name.startswith("http://") or _OF_PROGRAMS.issuperset(_LETTERS.findall(name.lower()))


def _settings(root: etree._Element) -> Iterator[str]:
    """Yield the settings that tell of a machine or a database; all others are switches."""
    for item in root.iter(f"{{{SPACES['config']}}}config-item"):
        if item.get(f"{{{SPACES['config']}}}name") in _TELLING and item.text:
            yield item.text.strip()


def _texts(root: etree._Element) -> Iterator[str]:
    yield from (str(text).strip() for text in root.itertext() if str(text).strip())
    yield from _names(root)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())
