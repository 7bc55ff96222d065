"""PDF in, `Document` out, and back: every page is read as painted and written afresh from what was read."""

from minimise.formats.pdf.adapter import Pdf

__all__ = ["Pdf"]
