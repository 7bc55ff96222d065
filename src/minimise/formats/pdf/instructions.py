"""The instructions of a content stream, all or none."""

import warnings
from collections.abc import Iterator, Sequence

import pikepdf

from minimise.formats.pdf import objects
from minimise.formats.pdf.display import PageInDoubt
from minimise.formats.pdf.objects import Thing


def instructions_of(source: Thing) -> Iterator[tuple[str, Sequence[Thing]]]:
    """Give a page's or a form's instructions with their operands.

    Raises:
        PageInDoubt: they cannot be told apart; a viewer might still show words in them.
    """
    whole = isinstance(source, pikepdf.Stream)
    for stream in [source] if whole else objects.listed(objects.entry(source, "/Contents")):
        objects.bytes_of(stream)  # refuses a bomb before the parser unpacks it
    if not whole and objects.entry(source, "/Contents") is None:
        return
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # a stream that ends too early may have lost words
            instructions = pikepdf.parse_content_stream(source)
    except (pikepdf.PdfError, TypeError, UserWarning):
        instructions = None
    if instructions is None:
        raise PageInDoubt
    for instruction in instructions:
        yield str(instruction.operator), list(instruction.operands)
