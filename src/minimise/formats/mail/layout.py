"""One document out of a message and all that hangs on it, with the way back from each part to where it came from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from minimise.formats.html.page import Line
from minimise.formats.mail.enclosures import Attached, Enclosure, Opened
from minimise.formats.mail.heading import text_of
from minimise.formats.mail.letter import BODY, HEADERS, Segment
from minimise.model import Cell, Document, Edit, Part, Place, Span, Surface, Unit, Unread


@dataclass(frozen=True, slots=True)
class Layout:
    """A message laid out: its parts in order, and where each of its pieces begins."""

    opened: Opened
    parts: tuple[Part, ...] = field(repr=False)
    unread: tuple[Unread, ...]
    segments: tuple[tuple[int, Segment], ...] = field(repr=False)
    """Each stretch of the body with the part it begins at; the last one may be the notes on what was withheld."""
    enclosures: tuple[tuple[int, Enclosure], ...]

    def document(self, case_id: str) -> Document:
        """Give the document."""
        return Document(case_id, "eml", self.parts, self.unread)


def laid_out(opened: Opened) -> Layout:
    """Lay a message out: headers, words, notes, what is enclosed; then everything that nobody sees."""
    letter = opened.letter
    parts = [
        Part(Place(HEADERS, Unit.LINE, n), text_of(line), Surface.HEADER)
        for n, line in enumerate(letter.headers, start=1)
    ]
    segments, unread, tables = [], [], 0
    for segment in _segments(opened):
        segments.append((len(parts), segment))
        first = len(parts) - len(letter.headers) + 1
        shown = _parts(segment, first, tables)
        unread += [Unread(shown[p.line].place, p.what) for p in (segment.page.pictures if segment.page else ())]
        tables = _next_table(shown, tables)
        parts += shown
    notes = segments[-1][0] if opened.withheld else 0
    unread += [Unread(parts[notes + n].place, one.what) for n, one in enumerate(opened.withheld, start=1)]
    enclosures, hidden = [], []
    for enclosure in opened.enclosures:
        document = _document(enclosure)
        inner = tuple(_moved(enclosure.name, document, tables))
        enclosures.append((len(parts), enclosure))
        tables = _next_table(inner, tables)
        parts += [part for part in inner if part.visible]
        hidden += [part for part in inner if not part.visible]
        unread += [replace(u, place=_at(enclosure.name, u.place)) for u in document.unread]
    aside = (Part(Place(w.place, Unit.NONE, n), w.text, w.surface) for n, w in enumerate(letter.withdrawn))
    return Layout(opened, (*parts, *aside, *hidden), tuple(unread), tuple(segments), tuple(enclosures))


def _segments(opened: Opened) -> Iterator[Segment]:
    """Yield the stretches of the body, with a blank line between them, and the notes on what was withheld."""
    for number, segment in enumerate(opened.letter.segments):
        if number:
            yield Segment((Line(""),))
        yield segment
    if opened.withheld:
        yield Segment((Line(""), *(Line(one.note) for one in opened.withheld)))


def _parts(segment: Segment, first: int, tables: int) -> tuple[Part, ...]:
    if segment.page is not None:
        return segment.page.parts(BODY, first, tables)
    return tuple(Part(Place(BODY, Unit.LINE, n), line.text) for n, line in enumerate(segment.lines, start=first))


def _next_table(parts: Sequence[Part], tables: int) -> int:
    """Give the first number that no table has yet."""
    return max([tables - 1, *(part.cell.table for part in parts if part.cell)]) + 1


def _document(enclosure: Enclosure) -> Document:
    content = enclosure.content
    return content.document if isinstance(content, Attached) else laid_out(content).document(enclosure.name)


def _moved(name: str, document: Document, tables: int) -> Iterator[Part]:
    """Yield an enclosed document's parts as parts of this one."""
    for part in document.parts:
        cell = Cell(part.cell.table + tables, part.cell.row, part.cell.column) if part.cell else None
        yield replace(part, place=_at(name, part.place), cell=cell)


def _at(name: str, place: Place) -> Place:
    """Give a place inside an enclosed document."""
    own = place.name in (place.unit.value, "page", "line")
    return Place(name if own else f"{name}/{place.name}", place.unit, place.index, place.column)


def moved_edits(edits: Sequence[Edit], first: int, count: int) -> list[Edit]:
    """Give the edits of some parts, counted from the first of them."""
    return [
        Edit(Span(edit.span.part - first, edit.span.start, edit.span.end), edit.replacement)
        for edit in edits
        if first <= edit.span.part < first + count
    ]
