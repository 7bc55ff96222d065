"""Copies a whole Word file into clean parts: what `read` shows is what `write` builds from."""

import re
from dataclasses import dataclass, field

from lxml import etree

from minimise.formats.docx.copier import Copier
from minimise.formats.docx.flatten import Flattener, Surroundings
from minimise.formats.docx.furniture import make_settings, make_theme
from minimise.formats.docx.markup import q
from minimise.formats.docx.numbering import copy_numbering
from minimise.formats.docx.package import Package, open_package
from minimise.formats.docx.pictures import Kept, standing
from minimise.formats.docx.properties import author_parts, comment_parts, property_parts
from minimise.formats.docx.residue import Residue
from minimise.formats.docx.story import Paragraph, Story
from minimise.formats.docx.styles import copy_styles, read_styles
from minimise.formats.docx.wrappers import RULES_OF_NOTES, Met
from minimise.model import Document, Part, Place, Surface, Unit

_NOTES = ("footnote", "endnote")
_SURFACES = {"footnote": Surface.FOOTNOTE, "endnote": Surface.ENDNOTE}
_PLAIN_NAME = re.compile(r"(document|header|footer|footnotes|endnotes)\d{0,4}")


@dataclass(frozen=True, slots=True)
class Transcript:
    """A Word file after copying: its stories in reading order, and the parts that give it its looks."""

    package: Package = field(repr=False)
    stories: dict[str, Story] = field(repr=False)
    """By the name of the part in the copy: `document`, `header1`, ..., `footnotes`, `endnotes`."""
    beside: tuple[Part, ...] = field(repr=False)
    """Comments, properties and people: withdrawn words that stand in no story."""
    looks: dict[str, etree._Element] = field(repr=False)
    """`styles`, `numbering`, `settings` and `theme`, where there are such."""
    pictures: tuple[Kept, ...] = field(repr=False, default=())
    """The pictures that may leave; their lines are the visible parts after the paragraphs."""

    def paragraphs(self) -> list[Paragraph]:
        """Give every paragraph in reading order: the order of the visible parts."""
        return [paragraph for story in self.stories.values() for paragraph in story.paragraphs]

    def document(self, case_id: str) -> Document:
        """Give what was read."""
        visible = [
            Part(Place(story.name, Unit.PARAGRAPH, p.index), p.text(), p.surface, p.cell)
            for story in self.stories.values()
            for p in story.paragraphs
        ]
        visible += [part for picture in self.pictures for part in picture.parts()]
        withdrawn = [part for story in self.stories.values() for part in story.withdrawn]
        unread = tuple(item for story in self.stories.values() for item in story.unread)
        told = (*visible, *withdrawn, *self.beside)
        return Document(case_id, "docx", (*told, *Residue(self.package, (part.text for part in told)).parts()), unread)


def transcribe(data: bytes) -> Transcript:
    """Copy a Word file.

    Raises:
        UnreadableDocument: it cannot be read safely or completely.
    """
    package = open_package(data)
    styles = read_styles(_first(package, "styles", "w:styles"))
    notes = {kind: _first(package, f"{kind}s", f"w:{kind}s") for kind in _NOTES}
    around = Surroundings(package, styles, Met(_note_ids(notes)))
    stories, pictures = _flatten_all(package, around, notes)
    numbering, labels = copy_numbering(_first(package, "numbering", "w:numbering"), styles.names)
    present = frozenset(kind for kind in _NOTES if f"{kind}s" in stories)
    looks = {
        "styles": copy_styles(styles),
        "numbering": numbering,
        "settings": make_settings(_first(package, "settings", "w:settings"), present),
        "theme": make_theme(_first(package, "theme", "a:theme")),
    }
    beside = (
        *comment_parts(package),
        *(Part(Place("numbering", Unit.NONE, n), label, Surface.ALT_TEXT) for n, label in enumerate(labels)),
        *property_parts(package),
        *author_parts(package, around.met.authors),
    )
    present_looks = {name: root for name, root in looks.items() if root is not None}
    return Transcript(package, stories, beside, present_looks, pictures)


def _flatten_all(
    package: Package, around: Surroundings, notes: dict[str, etree._Element | None]
) -> tuple[dict[str, Story], tuple[Kept, ...]]:
    """Copy the body, then the headers and footers it names, then the notes it cites; give the body's pictures too."""
    copier = Copier({})
    used: set[str] = set()
    body = Flattener(around, package.main, _place_name(package.main, "document", used), Surface.BODY, package.root)
    stories = {"document": body.flatten(copier.root("w:document"))}
    pages = list(around.met.pages.items())
    for sort in ("header", "footer"):
        for part, name in pages:
            if name.startswith(sort):
                stories[name] = _flatten_page(package, around, part, name, used)
    for kind, root in notes.items():
        if root is None:
            continue
        part = package.parts_of(f"{kind}s")[0]
        story = Flattener(around, part, _place_name(part, f"{kind}s", used), _SURFACES[kind], root)
        cited = frozenset(number for sort, number in around.met.cited if sort == kind)
        stories[f"{kind}s"] = story.flatten(copier.root(f"w:{kind}s"), only=cited)
    return stories, standing(stories["document"].root, body.drawings.kept)


def _flatten_page(package: Package, around: Surroundings, part: str, name: str, used: set[str]) -> Story:
    """Copy a header or footer."""
    sort = name.rstrip("0123456789")
    tag = "w:hdr" if sort == "header" else "w:ftr"
    root = package.needed(part, tag)
    surface = Surface.HEADER if sort == "header" else Surface.FOOTER
    target = Copier({}).root(tag)
    story = Flattener(around, part, _place_name(part, name, used), surface, root).flatten(target)
    if target.find(q("w:p")) is None:
        etree.SubElement(target, q("w:p"))
    return story


def _place_name(part: str, neutral: str, used: set[str]) -> str:
    """Give the name a part's places go by: the file's own where it is a plain one, for it goes into the log."""
    name = part.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    if not _PLAIN_NAME.fullmatch(name) or name in used:
        name = neutral
    number = 1
    while name in used:
        number += 1
        name = f"{neutral}-{number}"
    used.add(name)
    return name


def _first(package: Package, kind: str, root: str) -> etree._Element | None:
    """Give the first usable part of a kind."""
    for part in package.parts_of(kind):
        element = package.optional(part, root)
        if element is not None:
            return element
    return None


def _note_ids(notes: dict[str, etree._Element | None]) -> frozenset[tuple[str, str]]:
    return frozenset(
        (kind, note.get(q("w:id"), ""))
        for kind, root in notes.items()
        if root is not None
        for note in root.findall(q(f"w:{kind}"))
        if note.get(q("w:type")) not in RULES_OF_NOTES
    )
