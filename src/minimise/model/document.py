"""A file after reading: ordered parts, each with its place and its text."""

from dataclasses import dataclass, field
from enum import StrEnum

from minimise.model.span import Span


class Unit(StrEnum):
    """What a place counts in; the key that `location` uses for it (contract.md section 5)."""

    PARAGRAPH = "paragraph"
    PAGE = "page"
    LINE = "line"
    ROW = "row"
    NONE = "none"


class Surface(StrEnum):
    """On which surface of the file the words stand."""

    BODY = "body"
    CELL = "cell"
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    TEXT_BOX = "text-box"
    COMMENT = "comment"
    DELETED = "deleted"
    HIDDEN = "hidden"
    PROPERTY = "property"
    ALT_TEXT = "alt-text"
    LINK = "link"
    FILE_NAME = "file-name"


# Words on these surfaces are shown to the reviewer and never leave in the written file.
WITHDRAWN = frozenset(
    {
        Surface.COMMENT,
        Surface.DELETED,
        Surface.HIDDEN,
        Surface.PROPERTY,
        Surface.ALT_TEXT,
        Surface.LINK,
        Surface.FILE_NAME,
    }
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a part stands in its file, in the words of `contract.md` section 5.

    `name` is a Word part without folder and extension (`document`, `header1`), `page` or `line`, or in a mail the
    part of it (`headers`, `body`, `attachment1`, `attachment1/document`);
    `index` is the 0-based paragraph, or the 1-based page, line or row of a sheet (`sheet1`; row 0 is its name);
    `column` the 1-based column of a sheet or of a line of values, 0 where there is none.
    """

    name: str
    unit: Unit
    index: int
    column: int = 0

    def location(self) -> dict[str, str | int]:
        """Give the `location` object of a log entry, without offsets."""
        if self.unit is Unit.PARAGRAPH:
            return {"part": self.name, "paragraph": self.index}
        if self.unit is Unit.NONE:
            return {"part": self.name}
        column = {"column": self.column} if self.column else {}
        if self.name != self.unit.value:
            return {"part": self.name, self.unit.value: self.index, **column}
        return {self.unit.value: self.index, **column}


@dataclass(frozen=True, slots=True)
class Cell:
    """Where in a table a part stands: 0-based table, row and column in document order."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph, line or page of a document, with its words."""

    place: Place
    text: str = field(repr=False)
    surface: Surface = Surface.BODY
    cell: Cell | None = None

    @property
    def visible(self) -> bool:
        """Whether these words leave in the written file unless a decision says otherwise."""
        return self.surface not in WITHDRAWN


@dataclass(frozen=True, slots=True)
class Unread:
    """A picture, object or attachment that no reader could turn into words; it is withheld."""

    place: Place
    what: str
    """One of our own words: `image`, `embedded file`, `chart`, `drawing`, `signature`."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file after reading. Nothing alters it; later stages add facts about positions in it."""

    case_id: str
    format: str
    parts: tuple[Part, ...] = field(repr=False)
    unread: tuple[Unread, ...] = ()

    def words(self, span: Span) -> str:
        """The one way back from a position to personal data; grep for it in review."""
        return self.parts[span.part].text[span.start : span.end]
