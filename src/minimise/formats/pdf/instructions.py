"""The instructions of a content stream, all or none: one that ends inside a string or a picture may have lost words."""

import warnings
from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf

from minimise.formats.pdf import objects
from minimise.formats.pdf.display import PageInDoubt
from minimise.formats.pdf.objects import Thing

_END = b"\n/MinimiseEnd MinimiseEnd"
"""Put behind a stream: whatever was left open swallows it, and whatever was left over stands before its name."""
_SHOWN = {"Tj": (pikepdf.String,), "'": (pikepdf.String,), "TJ": (pikepdf.Array,), '"': (Any, Any, pikepdf.String)}
_MAY_HOLD_STRINGS = ("BDC", "DP", "INLINE IMAGE")
"""What else may be said with strings; they are no words of the page."""


def instructions_of(source: Thing) -> Iterator[tuple[str, Sequence[Thing]]]:
    """Give a page's or a form's instructions with their operands.

    Raises:
        PageInDoubt: they cannot be told apart, or some are cut off; a viewer might still show words in them.
    """
    data = b"\n".join(_unpacked(stream) for stream in _streams_of(source))
    if not data.strip():
        return
    with pikepdf.new() as desk:  # what is parsed lives as long as this
        found = [(str(each.operator), list(each.operands)) for each in _parsed(desk.make_stream(data + _END))]
        operator, operands = found.pop()
        if operator != "MinimiseEnd" or len(operands) != 1:
            raise PageInDoubt
        for operator, operands in found:
            _check(operator, operands)
            yield operator, operands


def _streams_of(source: Thing) -> list[Thing]:
    return [source] if isinstance(source, pikepdf.Stream) else objects.listed(objects.entry(source, "/Contents"))


def _unpacked(stream: Thing) -> bytes:
    if not isinstance(stream, pikepdf.Stream) or not objects.is_whole(stream):
        raise PageInDoubt
    try:
        return bytes(stream.read_bytes())
    except pikepdf.PdfError:
        failed = True
    if failed:
        raise PageInDoubt
    return b""


def _parsed(stream: pikepdf.Stream) -> list[Any]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # a stream that ends too early may have lost words
            return list(pikepdf.parse_content_stream(stream))
    except (pikepdf.PdfError, TypeError, UserWarning):
        failed = True
    if failed:
        raise PageInDoubt
    return []


def _check(operator: str, operands: Sequence[Thing]) -> None:
    """Refuse to guess what a string says that stands where no viewer expects one, or beside another.

    Raises:
        PageInDoubt: viewers differ over what such an instruction shows.
    """
    wanted = _SHOWN.get(operator)
    if wanted is None:
        if operator not in _MAY_HOLD_STRINGS and any(isinstance(each, pikepdf.String) for each in operands):
            raise PageInDoubt
        return
    if len(operands) != len(wanted):
        raise PageInDoubt
    if not all(kind is Any or isinstance(each, kind) for each, kind in zip(operands, wanted, strict=True)):
        raise PageInDoubt
