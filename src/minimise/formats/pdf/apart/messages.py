"""What goes between the two processes: plain values, so that a reader that was taken over sends words at most."""

import json
from collections.abc import Iterable
from typing import Any

from minimise.errors import MinimiseError, UnreadableDocument
from minimise.formats.adapter import Witness
from minimise.model import Document, Edit, Part, Place, Span, Surface, Unit, Unread

Values = list[Any]


def rows_of(edits: Iterable[Edit]) -> Values:
    """Give edits as rows."""
    return [[edit.span.part, edit.span.start, edit.span.end, edit.replacement] for edit in edits]


def edits_of(rows: Iterable[Values]) -> list[Edit]:
    """Make edits of rows."""
    return [Edit(Span(part, start, end), words) for part, start, end, words in rows]


def packed_document(document: Document) -> bytes:
    """Pack a document, words and all."""
    parts = [[_row(part.place), part.text, part.surface.value] for part in document.parts]
    unread = [[_row(thing.place), thing.what] for thing in document.unread]
    return _packed([document.case_id, document.format, parts, unread])


def document_of(data: bytes) -> Document:
    """Unpack a document."""
    case_id, kind, parts, unread = json.loads(data)
    return Document(
        case_id,
        kind,
        tuple(Part(_place(place), text, Surface(surface)) for place, text, surface in parts),
        tuple(Unread(_place(place), what) for place, what in unread),
    )


def packed_witnesses(witnesses: Iterable[Witness]) -> bytes:
    """Pack what readers see."""
    return _packed([[each.reader, each.visible, [list(pair) for pair in each.surfaces]] for each in witnesses])


def witnesses_of(data: bytes) -> tuple[Witness, ...]:
    """Unpack what readers see."""
    return tuple(
        Witness(reader, visible, tuple((place, text) for place, text in surfaces))
        for reader, visible, surfaces in json.loads(data)
    )


def packed_problem(problem: MinimiseError) -> bytes:
    """Pack a refusal: its sentences are fixed ones."""
    return _packed([isinstance(problem, UnreadableDocument), problem.summary, problem.advice])


def problem_of(data: bytes) -> MinimiseError:
    """Unpack a refusal."""
    is_refusal, summary, advice = json.loads(data)
    return UnreadableDocument(summary, advice) if is_refusal else MinimiseError()


def _row(place: Place) -> Values:
    return [place.name, place.unit.value, place.index, place.column]


def _place(row: Values) -> Place:
    name, unit, index, column = row
    return Place(name, Unit(unit), index, column)


def _packed(values: Values) -> bytes:
    # Escaped, because a broken file can hold half of a surrogate pair, which no encoding carries.
    return json.dumps(values, ensure_ascii=True).encode("ascii")
