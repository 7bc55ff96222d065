"""A judged document as plain data for the page: its words, its people, and every decision with where it stands."""

from collections.abc import Collection, Sequence
from typing import Any

from minimise.model import CATEGORY_NAMES, Author, Decision, Document, Person, Span, Unit
from minimise.pipeline import Judged, wording_of
from minimise.policies import legal_codes
from minimise.stages.intake import Intake
from minimise.stages.redact import Replacement
from minimise.web.keys import key_of, short
from minimise.web.marking import marks_words

Row = dict[str, Any]
_PICTURE = "picture"


def sheet_of(judged: Judged, machine: Sequence[Decision], alone: Collection[str] = ()) -> Row:
    """Give everything the page shows; `machine` is what the rules alone had decided, in the same order.

    `alone` are the targets that a second person still has to agree to.
    """
    understood = judged.understanding
    wording = wording_of(judged)
    who = understood.identified.who
    return document_sheet(understood.document) | {
        "people": [_person(understood.document, judged, person) for person in who.people],
        "decisions": [
            _decision(understood.document, now, before, wording) | {"alone": now.target in alone}
            for now, before in zip(judged.decisions, machine, strict=True)
        ],
        "boxes": _boxes(judged),
        "subject_certain": who.subject_certain,
        "danger": who.danger_at_home,
        "purpose": judged.purpose,
        "policy": {"id": judged.policy.id, "version": str(judged.policy.version)},
    }


def document_sheet(document: Document) -> Row:
    """Give a document's parts in order."""
    return {
        "format": document.format,
        "parts": [
            {
                "text": part.text,
                "surface": part.surface.value,
                "cell": [part.cell.table, part.cell.row, part.cell.column] if part.cell else None,
                "place": part.place.location(),
                "name": part.place.name,
                "visible": part.visible,
                "page": part.place.index if part.place.unit is Unit.PAGE else None,
            }
            for part in document.parts
        ],
        "unread": [{"what": thing.what, "place": thing.place.location()} for thing in document.unread],
    }


def _person(document: Document, judged: Judged, person: Person) -> Row:
    spans = {m.id: m.span for m in judged.understanding.mentions}
    places = [spans[i] for i in person.mention_ids if i in spans]
    return {
        "id": person.id,
        "label": person.label,
        "confidence": round(person.confidence, 2),
        "at_risk": person.at_risk,
        "ambiguous": person.ambiguous,
        "names": list(dict.fromkeys(" ".join(document.words(span).split()) for span in places)),
        "mentions": [short(span) for span in places],
        "roles": [
            {
                "role": finding.role.value,
                "rule": finding.rule,
                "confidence": finding.confidence,
                "evidence": [short(span) for span in finding.evidence],
            }
            for finding in person.roles
        ],
    }


def _decision(document: Document, now: Decision, before: Decision, wording: Replacement) -> Row:
    names = legal_codes()
    return {
        "key": key_of(now),
        "target": now.target,
        "action": now.action.value,
        "machine": before.action.value,
        "held": now.status.value == "needs-review",
        "locked": before.locked,
        "risk_critical": now.risk_critical,
        "safety": bool(now.topics),
        "category": now.category,
        "category_name": CATEGORY_NAMES.get(now.category, "other detail"),
        "reason": now.reason,
        "machine_reason": before.reason,
        "reason_code": now.reason_code,
        "rule": now.rule,
        "golden_rule": now.golden_rule,
        "law": [names.get(code, code) for code in now.legal_refs],
        "confidence": now.confidence,
        "by": now.by.value,
        "author": now.author,
        "second": now.confirmed_by,
        "turned": before.turned_by(now.action) if now.by is Author.PERSON else None,
        "person": now.person_id,
        "banner": now.banner,
        "harm_if_kept": now.harm_if_kept,
        "harm_if_removed": now.harm_if_removed,
        "found_by": list(now.found_by),
        "spans": [[s.part, s.start, s.end] for s in now.spans],
        "words": " … ".join(" ".join(document.words(span).split()) for span in now.spans),
        "mark": _mark(now, wording),
    }


def _mark(decision: Decision, wording: Replacement) -> str:
    """Give what stands in the copy where the words are withheld."""
    if not decision.withholds or not decision.spans or decision.category in ("C54", "C55"):
        return ""
    return wording.text_for(decision, decision.spans[0])


def pages_of(taken: Intake) -> bytes:
    """Give the PDF whose pages show a document; a picture is laid on paper first."""
    if taken.document.format != _PICTURE:
        return taken.data
    from minimise.formats.pictures.adapter import paged

    return paged(taken.data)


def _boxes(judged: Judged) -> Row:
    """Give the size of each page of a PDF and where on its picture the decisions stand."""
    taken = judged.understanding.taken
    if taken.document.format not in ("pdf", _PICTURE):
        return {}
    data = pages_of(taken)
    from minimise.formats.pdf import lines_of, size_of

    pages: Row = {}
    for index, part in enumerate(taken.document.parts):
        if part.place.unit is not Unit.PAGE or not part.visible:
            continue
        width, height = size_of(data, part.place.index)
        keys = [(key_of(d), d) for d in judged.decisions]
        spans = [(key, span) for key, d in keys for span in d.spans if span.part == index and marks_words(key)]
        pages[str(index)] = {
            "number": part.place.index,
            "width": width,
            "height": height,
            "boxes": [_box(data, part.place.index, key, span) for key, span in spans],
            "lines": [
                [line.start, line.words, line.at.x, line.at.y, line.at.width, line.at.height]
                for line in lines_of(data, part.place.index)
            ],
        }
    return pages


def _box(data: bytes, number: int, key: str, span: Span) -> Row:
    from minimise.formats.pdf import rectangles

    found = rectangles(data, number, span.start, span.end)
    return {"key": key, "at": [[box.x, box.y, box.width, box.height] for box in found]}
