"""What the finished file must say: the document's words with the edits in place."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence

from minimise.model import Document, Edit, Span


def by_part(edits: Sequence[Edit]) -> Mapping[int, list[Edit]]:
    """Group edits by part, in order."""
    grouped: dict[int, list[Edit]] = defaultdict(list)
    for edit in sorted(edits, key=lambda e: e.span):
        grouped[edit.span.part].append(edit)
    return grouped


def expected_text(document: Document, edits: Sequence[Edit]) -> str:
    """Give the visible text of the finished file, one part a line."""
    grouped = by_part(edits)
    return "\n".join(
        _edited(part.text, 0, len(part.text), grouped.get(index, []))
        for index, part in enumerate(document.parts)
        if part.visible
    )


def expected_words(document: Document, grouped: Mapping[int, list[Edit]], span: Span) -> str:
    """Give what stands at a span in the finished file."""
    return _edited(document.parts[span.part].text, span.start, span.end, grouped.get(span.part, []))


def _edited(text: str, start: int, end: int, edits: Sequence[Edit]) -> str:
    pieces, at = [], start
    first = bisect_left([e.span.end for e in edits], start + 1)
    for edit in edits[first:]:
        if edit.span.start >= end:
            break
        pieces += [text[at : max(edit.span.start, at)], edit.replacement]
        at = max(at, edit.span.end)
    return "".join([*pieces, text[at:end]])
