"""Names a decision by what it is about and where that stands, so that the name outlives a new reading."""

from minimise.model import Decision, Span


def key_of(decision: Decision) -> str:
    """Give the key of a decision's target, such as `find-3.10.24` or `passage-4.0.80-5.0.12`."""
    places = "-".join(short(span) for span in decision.spans)
    if not places:
        return f"other-{decision.target}"
    # A protected word and a name can stand at the same place, and are decided one by one.
    sort = "protected" if "asked.protect" in decision.found_by else _SORTS.get(decision.target[:1], "other")
    return f"{sort}-{places}"


def is_find(key: str) -> bool:
    """Say whether a key is about single words, not about a passage or something that never leaves."""
    return key.startswith(("find-", "protected-"))


_SORTS = {"m": "find", "x": "find", "p": "passage", "s": "passage", "w": "withdrawn", "u": "unread"}


def span_of(text: str) -> Span | None:
    """Give a span from its short form `3.10.24`; None if it is none."""
    numbers = text.split(".")
    if len(numbers) != 3 or not all(number.isascii() and number.isdigit() for number in numbers):
        return None
    part, start, end = map(int, numbers)
    return Span(part, start, end) if start < end else None


def short(span: Span) -> str:
    """Give a span's short form."""
    return f"{span.part}.{span.start}.{span.end}"
