"""Cuts a part's text where decisions begin and end, so that the page can show each piece as what happens to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that is decided as one."""

    text: str = field(repr=False)
    start: int
    keys: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    """Decisions whose first place begins here."""
    effect: str = "plain"
    held: bool = False
    safety: bool = False
    marks: tuple[str, ...] = field(default=(), repr=False)
    """What stands in the copy after this piece, in place of the words that end with it."""


def effect_of(decision: Row) -> str:
    """Say in one word what happens to a decision's words."""
    return "withheld" if decision["action"] in ("redact", "pseudonymise", "generalise") else "kept"


def marks_words(key: str) -> bool:
    """Say whether a decision is about words; one about a picture stands at a whole page, and means none of it."""
    return not key.startswith("unread-")


def pieces(index: int, text: str, decisions: Sequence[Row]) -> list[Piece]:
    """Give a part's text in pieces; `decisions` are those with a place in it."""
    marked = [d for d in decisions if marks_words(d["key"])]
    places = [(s[1], s[2], d, at) for d in marked for at, s in enumerate(d["spans"]) if s[0] == index]
    cuts = sorted({0, len(text), *(p[0] for p in places), *(p[1] for p in places)})
    found = []
    for start, end in pairwise(cuts):
        here = [p for p in places if p[0] <= start and end <= p[1]]
        found.append(_piece(text[start:end], start, end, here))
    return found or [Piece(text, 0)]


def _piece(text: str, start: int, end: int, here: Sequence[tuple[int, int, Row, int]]) -> Piece:
    if not here:
        return Piece(text, start)
    gone = [p for p in here if effect_of(p[2]) == "withheld"]
    ends = max((p[1] for p in gone), default=0)
    return Piece(
        text=text,
        start=start,
        keys=tuple(dict.fromkeys(p[2]["key"] for p in sorted(here, key=lambda p: (p[1] - p[0], p[2]["key"])))),
        begins=tuple(dict.fromkeys(p[2]["key"] for p in here if p[0] == start and p[3] == 0)),
        effect="withheld" if gone else "kept",
        held=any(p[2]["held"] for p in here),
        safety=any(p[2]["safety"] for p in here),
        marks=_widest_mark(gone) if gone and end == ends else (),
    )


def _widest_mark(gone: Sequence[tuple[int, int, Row, int]]) -> tuple[str, ...]:
    """Give the one mark that will stand there: of overlapping withheld places the widest speaks."""
    widest = max(gone, key=lambda p: p[1] - p[0])
    mark = widest[2]["mark"]
    return (mark,) if mark else ()


STORIES = {
    "body": "Document",
    "cell": "Document",
    "header": "Headers",
    "footer": "Footers",
    "footnote": "Footnotes",
    "endnote": "Endnotes",
    "text-box": "Text boxes",
    "comment": "Comments",
    "deleted": "Deleted text that is still in the file",
    "hidden": "Hidden text",
    "property": "File properties",
    "alt-text": "Descriptions of pictures",
    "link": "Addresses behind links",
    "file-name": "File name",
}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One part with its pieces."""

    index: int
    place: str
    pieces: tuple[Piece, ...] = field(repr=False)
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, each with its paragraphs."""

    rows: tuple[tuple[tuple[Paragraph, ...], ...], ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Story:
    """One kind of place in the file, such as its comments, in document order."""

    title: str
    blocks: tuple[Paragraph | Table, ...] = field(repr=False)
    visible: bool = True


def stories(sheet: Row) -> list[Story]:
    """Give a document as it reads: every story of the file, visible ones first."""
    by_part: dict[int, list[Row]] = {}
    for decision in sheet["decisions"]:
        for index in sorted({span[0] for span in decision["spans"]}):
            by_part.setdefault(index, []).append(decision)
    grouped: dict[str, list[tuple[int, Row]]] = {}
    for index, part in enumerate(sheet["parts"]):
        if part["text"].strip():
            grouped.setdefault(STORIES[part["surface"]], []).append((index, part))
    ordered = sorted(grouped.items(), key=lambda pair: list(STORIES.values()).index(pair[0]))
    return [_story(title, parts, by_part) for title, parts in ordered]


def _story(title: str, parts: Sequence[tuple[int, Row]], by_part: Mapping[int, Sequence[Row]]) -> Story:
    blocks: list[Paragraph | Table] = []
    rows: dict[tuple[int, int], dict[int, list[Paragraph]]] = {}
    table = -1
    for index, part in parts:
        paragraph = Paragraph(
            index, place_words(part["place"]), tuple(pieces(index, part["text"], by_part.get(index, ()))), part["page"]
        )
        cell = part["cell"]
        if rows and (cell is None or cell[0] != table):
            blocks.append(_table(rows))
            rows = {}
        if cell is None:
            blocks.append(paragraph)
            continue
        table = cell[0]
        rows.setdefault((cell[0], cell[1]), {}).setdefault(cell[2], []).append(paragraph)
    if rows:
        blocks.append(_table(rows))
    return Story(title, tuple(blocks), all(part["visible"] for _, part in parts))


def _table(rows: Mapping[tuple[int, int], Mapping[int, Sequence[Paragraph]]]) -> Table:
    return Table(tuple(tuple(tuple(row[column]) for column in sorted(row)) for _, row in sorted(rows.items())))


def place_words(place: Mapping[str, Any]) -> str:
    """Say where something stands, as a person would."""
    part = str(place.get("part", "document"))
    within = "" if part == "document" else f" of {part}"
    if "paragraph" in place:
        return f"paragraph {int(place['paragraph']) + 1}{within}"
    for unit in ("page", "line", "row"):
        if unit in place:
            column = f", column {place['column']}" if "column" in place else ""
            return f"{unit} {place[unit]}{column}{within}"
    return part.replace("-", " ")
