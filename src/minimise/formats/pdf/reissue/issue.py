"""The plain new document of `--strict`: two files that differ only in what is removed become the same one."""

from collections.abc import Mapping, Sequence

from minimise.errors import UnreadableDocument
from minimise.formats.pdf.ladder import UNSETTABLE
from minimise.formats.pdf.pages import Page
from minimise.formats.pdf.reissue.blocks import blocks_of
from minimise.formats.pdf.reissue.layout import set_blocks
from minimise.formats.pdf.sheets import Sheet
from minimise.formats.pdf.typeset import Cut


def reissued(pages: Sequence[Page], cuts: Mapping[int, Sequence[Cut]]) -> list[Sheet]:
    """Set the kept words of a file afresh, on sheets of our own.

    Raises:
        UnreadableDocument: no page is left on which every letter can be set.
    """
    blocks = blocks_of(pages, cuts)
    if not any(block.size for block in blocks):  # only notes have none
        raise UnreadableDocument(*UNSETTABLE)
    return set_blocks(blocks)
