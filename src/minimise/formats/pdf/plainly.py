"""The words of a PDF as pdfminer decodes them, in the order in which they are written and without guessing a layout."""

import io
from collections.abc import Iterator
from typing import Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage


class _Listener(PDFTextDevice):
    """Notes what each text instruction says."""

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources)
        self.said: list[str] = []

    def render_string(self, textstate: Any, seq: Any, *_: object) -> None:
        font = textstate.font
        words = (font.to_unichr(code) for each in seq if isinstance(each, bytes) for code in font.decode(each))
        self.said.append("".join(words))

    def begin_tag(self, *_: object) -> None:
        """Tags say nothing."""

    def end_tag(self) -> None:
        """Tags say nothing."""


def words_in_order(data: bytes) -> str:
    """Give the words of all pages, one page a line."""
    return "\n".join(_pages(data))


def _pages(data: bytes) -> Iterator[str]:
    resources = PDFResourceManager()
    listener = _Listener(resources)
    interpreter = PDFPageInterpreter(resources, listener)
    for page in PDFPage.get_pages(io.BytesIO(data)):
        interpreter.process_page(page)
        yield "".join(listener.said)
        listener.said.clear()
